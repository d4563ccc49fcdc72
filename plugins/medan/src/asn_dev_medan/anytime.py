"""Learning at any time, beside the work: what a unit's people learned on a platform, and when."""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    Parameters,
    Unit,
    count_of,
    indicator,
    nw,
    sum_of,
    summary,
    text,
)
from asn_dev_medan.enough import of_enough

of_people = partial(summary, of=Unit, source=CivilServant, key={"unit": "name"}, counts_known=True)


@of_people(unit="orang", label=text(id="Pegawai yang belajar di platform", en="People who learned on it"))
def unit_platform_people(elearning_minutes: nw.Expr) -> Aggregate:
    """How many of the unit's people learned on a platform in the period."""
    return count_of(where=elearning_minutes > 0)


@of_people(unit="menit", label=text(id="Menit di platform", en="Minutes on the platform"))
def unit_platform_minutes(elearning_minutes: nw.Expr) -> Aggregate:
    """How long they learned, whatever counts of it."""
    return sum_of(elearning_minutes)


@of_people(unit="JP", label=text(id="JP platform yang dihitung", en="Hours of the platform that count"))
def unit_platform_hours(elearning_hours: nw.Expr) -> Aggregate:
    """The hours that count, each day within the daily limit of the form."""
    return sum_of(elearning_hours)


@indicator(
    of=Unit,
    unit="JP",
    bounds=(0, None),
    label=text(id="JP di atas batas harian", en="Hours beyond the daily limit"),
)
def unit_platform_hours_over(
    unit_platform_minutes: nw.Expr, unit_platform_hours: nw.Expr, p: Parameters
) -> nw.Expr:
    """What was learned beyond the daily limit, and so does not count; never a last digit below 0."""
    over = unit_platform_minutes / p.number("learning.minutes_per_hour") - unit_platform_hours
    return nw.when(~over.is_null()).then(nw.when(over > 0).then(over).otherwise(nw.lit(0.0)))


@of_people(unit="menit", label=text(id="Menit yang jamnya diketahui", en="Minutes at a known time"))
def unit_placed_minutes(elearning_minutes_placed: nw.Expr) -> Aggregate:
    """The minutes of which it is known when in the day they were."""
    return sum_of(elearning_minutes_placed)


@of_people(unit="menit", label=text(id="Menit di luar jam kerja", en="Minutes outside office hours"))
def unit_outside_minutes(elearning_minutes_outside: nw.Expr) -> Aggregate:
    """Of these the minutes outside office hours."""
    return sum_of(elearning_minutes_outside)


@of_people(unit="orang", label=text(id="Pegawai yang jam belajarnya diketahui", en="People at a known time"))
def unit_placed_people(elearning_minutes_placed: nw.Expr) -> Aggregate:
    """Of how many people it is known when in the day they learned."""
    return count_of(where=elearning_minutes_placed > 0)


@indicator(
    of=Unit,
    bounds=(0, 1),
    label=text(id="Bagian belajar di luar jam kerja", en="Share learned outside office hours"),
)
def unit_outside_share(
    unit_outside_minutes: nw.Expr, unit_placed_minutes: nw.Expr, unit_placed_people: nw.Expr, p: Parameters
) -> nw.Expr:
    """Of the minutes at a known time; null below ``privacy.minimum_group`` people."""
    return of_enough(unit_outside_minutes / unit_placed_minutes, unit_placed_people, p)
