"""The voice of the staff: what a unit's people say in the anonymous surveys of the period.

A figure of a unit comes from answers that at least ``privacy.minimum_group`` respondents gave; where
fewer stand behind it, it is null, so that nobody who uses these rules can publish a small group by mistake.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    DimensionScore,
    Parameters,
    Period,
    Unit,
    indicator,
    is_one_of,
    max_of,
    mean_of,
    nw,
    summary,
    text,
)

SURVEYS = ("readiness", "learning_culture")
"""The anonymous surveys of the staff."""

of_scores = partial(summary, of=Unit, source=DimensionScore, key={"unit": "name"})


@indicator(
    of=DimensionScore,
    unit="orang",
    bounds=(0, None),
    label=text(id="Responden unit itu", en="Respondents of the unit"),
    tolerates_null=("dimension", "unit", "score"),
)
def respondents_of_unit(
    instrument: nw.Expr, dimension: nw.Expr, unit: nw.Expr, score: nw.Expr, day: nw.Expr, period: Period
) -> nw.Expr:
    """How many of the same unit answered this dimension of a staff survey in the period; null for others."""
    asked = is_one_of(instrument, SURVEYS) & period.contains(day)
    return nw.when(asked).then(nw.when(asked).then(score).count().over("instrument", "dimension", "unit"))


def _mean_of(dimension: nw.Expr, code: str, score: nw.Expr, respondents: nw.Expr, p: Parameters) -> Aggregate:
    """The mean of a dimension where enough people stand behind it, else null."""
    enough = respondents >= p.number("privacy.minimum_group")
    return mean_of(score, where=(dimension == code) & enough)


@of_scores(unit="orang", label=text(id="Responden survei pegawai", en="Respondents of the staff survey"))
def unit_survey_respondents(respondents_of_unit: nw.Expr, p: Parameters) -> Aggregate:
    """The most that answered any dimension of a staff survey; null below ``privacy.minimum_group``."""
    return max_of(respondents_of_unit, where=respondents_of_unit >= p.number("privacy.minimum_group"))


@of_scores(label=text(id="Kesiapan perubahan (1-5)", en="Readiness for change (1-5)"))
def unit_readiness(
    dimension: nw.Expr, score: nw.Expr, respondents_of_unit: nw.Expr, p: Parameters
) -> Aggregate:
    """The mean readiness for change; null below ``privacy.minimum_group`` respondents."""
    return _mean_of(dimension, "readiness_for_change", score, respondents_of_unit, p)


@of_scores(label=text(id="Kerja sama antarunit (1-5)", en="Cooperation across units (1-5)"))
def unit_cooperation(
    dimension: nw.Expr, score: nw.Expr, respondents_of_unit: nw.Expr, p: Parameters
) -> Aggregate:
    """The mean of cooperation with other units; null below ``privacy.minimum_group`` respondents."""
    return _mean_of(dimension, "cooperation", score, respondents_of_unit, p)


@of_scores(label=text(id="Motivasi belajar (1-5)", en="Motivation to learn (1-5)"))
def unit_motivation(
    dimension: nw.Expr, score: nw.Expr, respondents_of_unit: nw.Expr, p: Parameters
) -> Aggregate:
    """The mean motivation to learn; null below ``privacy.minimum_group`` respondents."""
    return _mean_of(dimension, "motivation", score, respondents_of_unit, p)


@of_scores(label=text(id="Kaitan dengan karier (1-5)", en="Link with the career (1-5)"))
def unit_career_link(
    dimension: nw.Expr, score: nw.Expr, respondents_of_unit: nw.Expr, p: Parameters
) -> Aggregate:
    """The mean of how far learning helps the career; null below ``privacy.minimum_group`` respondents."""
    return _mean_of(dimension, "career_link", score, respondents_of_unit, p)


@of_scores(label=text(id="Budaya belajar (1-5)", en="Learning culture (1-5)"))
def unit_learning_culture(
    dimension: nw.Expr, score: nw.Expr, respondents_of_unit: nw.Expr, p: Parameters
) -> Aggregate:
    """The mean of the learning culture; null below ``privacy.minimum_group`` respondents."""
    return _mean_of(dimension, "learning_culture", score, respondents_of_unit, p)


@indicator(of=Unit, kind="text", label=text(id="Pendekatan perubahan", en="Approach to change"))
def change_approach(unit_readiness: nw.Expr, p: Parameters) -> nw.Expr:
    """How to lead the unit through a change, by how ready its people say they are; null where unknown."""
    return p.bands("change.approach").of(unit_readiness)
