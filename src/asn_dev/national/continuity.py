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


def _least_hours_of(years_before: int) -> Rule:
    """The rule for what the hours of one earlier year are at the least."""

    def hours(hours_at_least: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
        """What the activities that surely end in that year count for at the least."""
        return sum_of(hours_at_least, where=_year(period, years_before).contains(end))

    hours.__name__ = f"learning_hours_{years_before}_before_at_least"
    label = text(
        id=f"JP paling sedikit, {years_before} tahun sebelumnya",
        en=f"Learning hours at least, {years_before} year{'s' if years_before > 1 else ''} before",
    )
    return summary(
        of=CivilServant, source=Participation, key="nip", unit="JP", label=label, counts_known=True
    )(hours)


EARLIER_HOURS = tuple(_hours_of(years) for years in EARLIER_YEARS)
"""The rules for the hours of each earlier year."""

EARLIER_HOURS_AT_LEAST = tuple(_least_hours_of(years) for years in EARLIER_YEARS)
"""The rules for what these hours are at the least."""


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
    tolerates_null=(
        "employment",
        *(f"learning_hours_{years}_before" for years in EARLIER_YEARS),
        *(f"learning_hours_{years}_before_at_least" for years in EARLIER_YEARS),
    ),
    counts_known=False,
)
def learning_years_in_a_row(
    employment: nw.Expr,
    learning_hours_met: nw.Expr,
    learning_hours_1_before: nw.Expr,
    learning_hours_2_before: nw.Expr,
    learning_hours_3_before: nw.Expr,
    learning_hours_4_before: nw.Expr,
    learning_hours_1_before_at_least: nw.Expr,
    learning_hours_2_before_at_least: nw.Expr,
    learning_hours_3_before_at_least: nw.Expr,
    learning_hours_4_before_at_least: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """Consecutive years up to the period with the least hours; 0 where the period itself falls short.

    Null where it is not known of the period, and where hours that are not known could lengthen the row.
    """
    most = int(p.number("learning.continuity.most_years"))
    least = p.lookup("learning.minimum").of(employment)
    earlier = (
        (learning_hours_1_before, learning_hours_1_before_at_least),
        (learning_hours_2_before, learning_hours_2_before_at_least),
        (learning_hours_3_before, learning_hours_3_before_at_least),
        (learning_hours_4_before, learning_hours_4_before_at_least),
    )
    unbroken, years = learning_hours_met, learning_hours_met.cast(nw.Int64)
    for hours, hours_at_least in earlier[: max(most - 1, 0)]:
        reached = (round_half_up(hours_at_least) >= least) | (round_half_up(hours) >= least)
        unbroken = unbroken & reached
        years = years + unbroken.cast(nw.Int64)
    return years
