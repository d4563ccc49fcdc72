"""Trainings of units: which units were trained, when, and by which programmes together.

A unit is trained by a programme if enough of its staff came (parameter ``evaluation.trained_share``). What
trained the same unit in one period is one treatment, since nothing tells the effects of its programmes
apart: a unit trained by two has its part in the effect of both together, not in that of either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import attrs
import polars as pl

from asn_dev.model import CivilServant, Enrolment
from asn_dev.study_data import StudyData

TRAINED = ("unit", "programme", "month")
JOINT = " + "
"""Between the codes of programmes that trained the same units."""


@attrs.frozen
class TrainedUnit:
    """A unit with the programmes that trained it in the period, and the months of the first and the last.

    Its months before begin after `trained_before`, its months after end before `trained_again`: in between
    lies no other training.
    """

    unit: str
    programmes: tuple[str, ...]
    first: date
    last: date
    trained_before: date | None = None
    trained_again: date | None = None


@attrs.frozen
class Training:
    """Units trained by the same, whose effect is one: `scope` is all, programme or unit."""

    scope: str
    name: str
    units: tuple[TrainedUnit, ...]

    @property
    def programmes(self) -> tuple[str, ...]:
        """The codes of what trained them."""
        return tuple(sorted({code for unit in self.units for code in unit.programmes}))

    @property
    def first(self) -> date:
        """The month of the first of the trainings."""
        return min(unit.first for unit in self.units)

    @property
    def last(self) -> date:
        """The month of the last of the trainings."""
        return max(unit.last for unit in self.units)


def trained_units(study: StudyData) -> pl.DataFrame:
    """Which programme trained which unit, and in which month: unit, programme, month."""
    staff = study.rows(CivilServant).select("nip", "unit").filter(pl.col("unit").is_not_null())
    sizes = staff.group_by("unit").agg(staff=pl.len())
    came = study.rows(Enrolment).filter(pl.col("attended"), pl.col("end").is_not_null())
    reached = (
        came.join(staff, on="nip")
        .group_by("unit", "programme")
        .agg(came=pl.col("nip").n_unique(), month=pl.col("end").max().dt.truncate("1mo"))
        .join(sizes, on="unit")
        .filter(pl.col("came") >= study.p.number("evaluation.trained_share") * pl.col("staff"))
    )
    return reached.select(TRAINED).sort("unit", "month", "programme").collect()


def trainings(study: StudyData, trained: pl.DataFrame, serving: set[str]) -> Iterator[Training]:
    """The trainings of the period in units that serve citizens: all, of each set of programmes, each unit."""
    units = [
        unit
        for (name,), rows in trained.group_by("unit", maintain_order=True)
        if str(name) in serving and (unit := _of_period(study, str(name), rows))
    ]
    if not units:
        return
    yield Training("all", "", tuple(units))
    by_programmes: dict[tuple[str, ...], list[TrainedUnit]] = defaultdict(list)
    for unit in units:
        by_programmes[unit.programmes].append(unit)
    for codes, same in sorted(by_programmes.items()):
        yield Training("programme", JOINT.join(codes), tuple(same))
    for unit in units:
        yield Training("unit", unit.unit, (unit,))


def _of_period(study: StudyData, unit: str, rows: pl.DataFrame) -> TrainedUnit | None:
    """What trained the unit in the period; None if nothing did.

    An earlier training that leaves too few months between belongs to it.
    """
    start, end = study.period.start.replace(day=1), study.period.end
    fewest = study.p.number("evaluation.fewest_months")
    when = rows.select("month", "programme").rows()
    within = [(month, code) for month, code in when if start <= month <= end]
    if not within:
        return None
    first, last = within[0][0], within[-1][0]
    earlier = [(month, code) for month, code in when if month < first]
    while earlier and months_between(earlier[-1][0], first) - 1 < fewest:
        within.append(earlier.pop())
        first = min(month for month, _ in within)
    later = [month for month, _ in when if month > last]
    codes = tuple(sorted({code for _, code in within}))
    before = earlier[-1][0] if earlier else None
    return TrainedUnit(unit, codes, first, last, before, min(later, default=None))


def months_between(first: date, other: date) -> int:
    """How many months later the other is."""
    return (other.year - first.year) * 12 + other.month - first.month


def months_from(month: date, count: int) -> date:
    """The first day of the month so many months later."""
    whole = month.year * 12 + month.month - 1 + count
    return date(whole // 12, whole % 12 + 1, 1)
