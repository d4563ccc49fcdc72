"""Seniority: the senior guides the junior, by the tier of the post and by years of service.

The tier is the national rule ``below_seniority`` with the city's own ``mentoring.least_tiers_ahead``.
"""

from __future__ import annotations

from asn_dev.plugin import CandidatePair, Parameters, forbids, nw, text


@forbids(
    of=CandidatePair,
    label=text(id="masa kerja mentor kurang di atas mentee", en="the mentor has served too few years more"),
)
def too_few_years_ahead(years_ahead: nw.Expr, p: Parameters) -> nw.Expr:
    """The mentor has not served so many years longer as the parameter asks for; unknown does not forbid."""
    return years_ahead < p.number("lhokseumawe.mentoring.least_years_ahead")
