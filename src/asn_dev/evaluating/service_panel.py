"""The months of services as a panel: who is trained in which of them, and who stands beside."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.evaluating.group_time import Cohort, Panel
from asn_dev.evaluating.trainings import Training, months_between, months_from
from asn_dev.study_data import StudyData

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Codes = NDArray[np.int64]

LARGEST = 1e100
"""No measure of a service is so large; the square of a larger one can be no number, so it is unknown."""


@attrs.frozen
class Window:
    """How many months before and after a training are compared, and the fewest of either."""

    before: int
    after: int
    fewest: float

    @classmethod
    def of(cls, study: StudyData) -> Window:
        """The window of the region."""
        number = study.p.number
        before, after = (int(number(f"evaluation.months_{side}")) for side in ("before", "after"))
        return cls(before, after, number("evaluation.fewest_months"))


@attrs.frozen(eq=False)
class Compared:
    """The months that a training is compared in, by unit, service and month.

    `rows` has ``trained`` and ``phase`` (before, training, after) beside the outcomes; `own` the month from
    which a unit to compare with was trained itself.
    """

    training: Training
    rows: pl.DataFrame
    own: dict[str, date]
    window: Window

    @property
    def earliest(self) -> date:
        """The first month of the window."""
        return months_from(self.training.first, -self.window.before)

    @property
    def latest(self) -> date:
        """The last month of the window."""
        return months_from(self.training.last, self.window.after)


@attrs.frozen(eq=False)
class OutcomePanel:
    """The panel of one outcome, with the months seen before and after in the cohorts it has.

    Cohorts with too few months on one side are not in it, unless all have too few: then it `is_too_short`.
    """

    panel: Panel
    months_before: int
    months_after: int
    is_too_short: bool


def compared_months(
    training: Training, panel: pl.DataFrame, trained: pl.DataFrame, window: Window
) -> Compared:
    """The months of trained units and of those to compare with, each with its phase.

    A unit to compare with gives its months up to a training of its own, a trained one those between the
    training before and the one after.
    """
    month, units = pl.col("month"), {unit.unit: unit for unit in training.units}
    is_trained = pl.col("unit").is_in(list(units))
    earliest = months_from(training.first, -window.before)
    latest = months_from(training.last, window.after)
    others = trained.filter(~is_trained, month >= earliest).group_by("unit").agg(own=month.min())
    limits = pl.DataFrame(
        [(one.unit, one.first, one.last, one.trained_before, one.trained_again) for one in training.units],
        schema={"unit": pl.String, **dict.fromkeys(("first", "last", "earlier", "again"), pl.Date)},
        orient="row",
    )
    untouched = (month < pl.col("own")) & (month > pl.col("earlier")).fill_null(True)
    rows = (
        panel.filter(month.is_between(earliest, latest))
        .join(limits, on="unit", how="left")
        .join(others, on="unit", how="left")
        .with_columns(trained=is_trained, own=pl.coalesce("own", "again", pl.lit(date.max)))
        .filter(untouched)
    )
    first = pl.coalesce("first", pl.lit(training.first))
    last = pl.coalesce("last", pl.lit(training.last))
    phase = (
        pl.when(month < first).then(pl.lit("before")).when(month > last).then(pl.lit("after"))
        .otherwise(pl.lit("training"))
    )  # fmt: skip
    rows = rows.with_columns(phase=phase).drop("first", "last", "earlier", "again", "own")
    return Compared(training, rows, dict(others.rows()), window)


def outcome_panel(compared: Compared, outcome: str) -> OutcomePanel:
    """The panel of an outcome: what is unknown, or beyond all measure, is not in it."""
    import numpy as np

    numbers, owners = _matrix(compared, outcome)
    units = sorted(set(owners))
    number_of = {unit: at for at, unit in enumerate(units)}
    unit_of = np.array([number_of[owner] for owner in owners], dtype=np.int64)
    together: dict[tuple[date, date], list[int]] = defaultdict(list)
    for trained in compared.training.units:
        if trained.unit in number_of:
            together[trained.first, trained.last].append(number_of[trained.unit])
    members = {
        _cohort(compared, months, numbers[np.isin(unit_of, places)]): places
        for months, places in together.items()
    }
    enough = [cohort for cohort in members if min(_seen(cohort)) >= compared.window.fewest]
    cohorts = sorted(enough or members, key=lambda cohort: cohort.start)
    label, left_out = np.zeros(len(units), dtype=np.int64), np.zeros(len(units), bool)
    for cohort, places in members.items():
        label[places] = cohorts.index(cohort) + 1 if cohort in cohorts else 0
        left_out[places] = cohort not in cohorts
        numbers[np.ix_(np.isin(unit_of, places), np.arange(cohort.start, cohort.last + 1))] = np.nan
    numbers[left_out[unit_of]] = np.nan
    movable = np.array([unit not in compared.own for unit in units], dtype=bool) & ~left_out
    before, after = zip(*([_seen(cohort) for cohort in cohorts] or [(0, 0)]), strict=True)
    panel = Panel(numbers, unit_of, label, tuple(cohorts), movable)
    return OutcomePanel(panel, max(before), max(after), not enough)


def _seen(cohort: Cohort) -> tuple[int, int]:
    return len(cohort.before), len(cohort.after)


def _matrix(compared: Compared, outcome: str) -> tuple[Numbers, list[str]]:
    """A row for each service of a unit, a column for each month of the window; and the unit of each row."""
    import numpy as np

    value, start = pl.col(outcome).cast(pl.Float64), compared.earliest
    at = (
        (pl.col("month").dt.year().cast(pl.Int64) - start.year) * 12
        + pl.col("month").dt.month()
        - start.month
    )
    cells = (
        compared.rows.filter((value.abs() < LARGEST).fill_null(False))
        .group_by("unit", "service", at=at)
        .agg(value=value.mean())
        .with_columns(row=pl.struct("unit", "service").rank("dense").cast(pl.Int64) - 1)
    )
    services = cells.select("row", "unit").unique().sort("row")
    numbers = np.full((services.height, months_between(start, compared.latest) + 1), np.nan)
    numbers[cells["row"].to_numpy(), cells["at"].to_numpy()] = cells["value"].to_numpy()
    return numbers, services["unit"].to_list()


def _cohort(compared: Compared, trained: tuple[date, date], numbers: Numbers) -> Cohort:
    """The months of the window of units trained alike in which any of them was seen."""
    import numpy as np

    seen = [bool(column.any()) for column in np.isfinite(numbers).T]
    first, last = (months_between(compared.earliest, month) for month in trained)
    before = range(max(first - compared.window.before, 0), first)
    after = range(last + 1, min(last + compared.window.after + 1, len(seen)))
    return Cohort(tuple(at for at in before if seen[at]), tuple(at for at in after if seen[at]), first, last)
