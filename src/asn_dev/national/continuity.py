"""Continuity: for how many years in a row a person has reached the least learning hours.

Earlier years are calendar years before the one in which the period ends. Their hours keep the limits per
day, activity and month of the form; a yearly limit of a form is applied to the period only.
"""

from __future__ import annotations

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    Parameters,
    Participation,
    Period,
    Rule,
    count_of,
    indicator,
    nw,
    round_half_up,
    sum_of,
    summary,
    text,
)

EARLIER_YEARS = (1, 2, 3, 4)
"""How far the rules look back before the period."""


def _hours_of(years_before: int) -> Rule:
    """The rule for the hours of one earlier year."""

    def hours(hours_within_limits: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
        """The hours of the activities that end in that earlier calendar year."""
        return sum_of(hours_within_limits, where=_year(period, years_before).contains(end))

    hours.__name__ = f"learning_hours_{years_before}_before"
    label = text(
        id=f"JP, {years_before} tahun sebelumnya",
        en=f"Learning hours, {years_before} year{'s' if years_before > 1 else ''} before",
    )
    return summary(of=CivilServant, source=Participation, key="nip", unit="JP", label=label)(hours)


def _year(period: Period, years_before: int) -> Period:
    return Period.of_year(period.year - years_before)


EARLIER_HOURS = tuple(_hours_of(years) for years in EARLIER_YEARS)
"""The rules for the hours of each earlier year."""


@summary(
    of=CivilServant,
    source=Participation,
    key="nip",
    unit="kegiatan",
    label=text(id="Kegiatan terdahulu yang JP-nya tidak diketahui", en="Earlier activities of unknown hours"),
    counts_known=True,
)
def learning_hours_unknown_before(hours: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """How many activities of the earlier years have no recorded hours."""
    earlier = Period(_year(period, EARLIER_YEARS[-1]).start, _year(period, 1).end)
    return count_of(where=earlier.contains(end) & hours.is_null())


@indicator(
    of=CivilServant,
    unit="tahun",
    bounds=(0, 5),
    label=text(id="Tahun berturut-turut mencapai JP minimum", en="Years in a row with the least hours"),
    known_without=(
        "employment",
        "learning_hours_1_before",
        "learning_hours_2_before",
        "learning_hours_3_before",
        "learning_hours_4_before",
        "learning_hours_unknown_before",
    ),
)
def learning_years_in_a_row(
    employment: nw.Expr,
    learning_hours_met: nw.Expr,
    learning_hours_1_before: nw.Expr,
    learning_hours_2_before: nw.Expr,
    learning_hours_3_before: nw.Expr,
    learning_hours_4_before: nw.Expr,
    learning_hours_unknown_before: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """Consecutive years up to the period with the least hours; 0 where the period itself falls short.

    Null where it is not known of the period, and where activities of unknown hours could lengthen the row.
    """
    most = int(p.number("learning.continuity.most_years"))
    least = p.lookup("learning.minimum").of(employment)
    earlier = (
        learning_hours_1_before,
        learning_hours_2_before,
        learning_hours_3_before,
        learning_hours_4_before,
    )
    unbroken, years = learning_hours_met, learning_hours_met.cast(nw.Int64)
    for hours in earlier[: max(most - 1, 0)]:
        unbroken = unbroken & (round_half_up(hours) >= least)
        years = years + unbroken.cast(nw.Int64)
    known = unbroken | ~learning_hours_met | (learning_hours_unknown_before == 0)
    return nw.when(known).then(years)
