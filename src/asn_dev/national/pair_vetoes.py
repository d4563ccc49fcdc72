"""What forbids a pair of mentor and mentee, whatever their fit; the label is the reason people read.

A region lifts one of these by giving its name. Values stand in ``parameters/mentoring.toml``.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CandidatePair,
    Mentorship,
    Parameters,
    count_of,
    forbids,
    is_one_of,
    nw,
    summary,
    text,
)

forbidden = partial(forbids, of=CandidatePair)


@summary(
    of=CandidatePair, source=Mentorship,
    key={"mentor": "mentor", "mentee": "mentee", "competency": "competency"},
    label=text(id="Pasangan yang sama sebelumnya", en="The same pair before"), counts_known=True,
)  # fmt: skip
def pairs_before(is_running: nw.Expr) -> Aggregate:
    """How often the two were a pair in this competency before, and no longer are."""
    return count_of(where=~is_running)


@forbidden(label=text(id="mentor dan mentee orang yang sama", en="mentor and mentee are one person"))
def same_person(mentor: nw.Expr, mentee: nw.Expr) -> nw.Expr:
    """Nobody is their own mentor."""
    return mentor == mentee


@forbidden(
    label=text(id="atasan langsung mentee", en="the mentee's own superior"),
    tolerates_null=("mentor_tier", "mentor_section", "mentee_section", "same_unit", "tiers_ahead"),
)
def own_superior(
    mentor_tier: nw.Expr,
    mentor_section: nw.Expr,
    mentee_section: nw.Expr,
    same_unit: nw.Expr,
    tiers_ahead: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """The mentor heads the unit, or the part of it, that the mentee works in.

    Whoever holds a leading post without a part of the unit heads the whole of it: so SIASN files them.
    """
    leads = p.lookup("mentoring.leads")
    whole = is_one_of(mentor_tier, leads.codes("unit")) | mentor_section.is_null()
    part = is_one_of(mentor_tier, leads.codes("sub unit"))
    leading = is_one_of(mentor_tier, tuple(leads))
    over = (leading & whole) | (part & (mentor_section == mentee_section))
    return same_unit & (tiers_ahead > 0) & over


@forbidden(label=text(id="jenjang mentor di bawah syarat senioritas", en="the mentor's tier is too low"))
def below_seniority(tiers_ahead: nw.Expr, p: Parameters) -> nw.Expr:
    """The mentor's tier is not so many ranks above the mentee's as the parameter asks for."""
    return tiers_ahead < p.number("mentoring.least_tiers_ahead")


@forbidden(
    label=text(id="level mentor tidak di atas mentee", en="the mentor's level is not above the mentee's")
)
def level_not_above(levels_ahead: nw.Expr, p: Parameters) -> nw.Expr:
    """The mentor was not found to be so many levels ahead in the competency as the parameter asks for."""
    return levels_ahead < p.number("mentoring.least_levels_ahead")


@forbidden(
    label=text(id="mentor hanya menerima dari unitnya", en="the mentor takes only the own unit"),
    tolerates_null=("across_units", "same_unit"),
)
def outside_unit(across_units: nw.Expr, same_unit: nw.Expr) -> nw.Expr:
    """The mentor does not welcome learners of other units, and the mentee is one."""
    return ~across_units & ~same_unit


@forbidden(label=text(id="pasangan ini sudah pernah dicoba", en="the pair was tried before"))
def tried_before(pairs_before: nw.Expr, p: Parameters) -> nw.Expr:
    """The two have been a pair in this competency, and a region does not want that again."""
    return (pairs_before > 0) & nw.lit(p.text("mentoring.same_pair_again") == "forbidden")
