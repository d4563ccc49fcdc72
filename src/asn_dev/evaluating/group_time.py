"""Group-time effects: each cohort of trained units in each month, against units not (yet) trained.

Callaway and Sant'Anna (2021), Journal of Econometrics 225:200-230. A cohort is the units trained in the
same months. Its effect in a later month is what its units changed by since before the training, less what
units not trained by then changed by. The effects are averaged so that each trained unit counts once for
each of its months. A unit is the mean of its services, so that a unit with many does not count for more.

What a month is compared with is one of three: the mean of the months before (``LEVEL``; with the last of
them alone these are the estimates of the paper), the straight line through the months before (``LINE``:
units that went their own way before the training, and went on so, then show no effect), or nothing but
the slope of that line (``SLOPE``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Codes = NDArray[np.int64]

LEVEL, LINE, SLOPE = "level", "line", "slope"
LEAST_OF_LINE = 3
"""Through two months there is always a line, whatever they say."""


@attrs.frozen
class Cohort:
    """Units trained in the same months: the places of the months before and after that were seen.

    `start` and `last` are the first and the last month of the training, which belong to neither. From
    `start` on its units stand beside no other cohort. Where the training takes no time, `last` lies before.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    start: int
    last: int


@attrs.frozen(eq=False)
class Panel:
    """Months of services: a row of `outcome` is a service, a column a month, NaN what is not known.

    `unit` has the unit of each service, `label` the cohort of each unit: 0 for units to compare with,
    else the place in `cohorts`, counted from 1. `movable` are units whose months are all untouched but
    for the training itself: they might have been trained in another's place.
    """

    outcome: Numbers
    unit: Codes
    label: Codes
    cohorts: tuple[Cohort, ...]
    movable: NDArray[np.bool_]


@attrs.frozen(eq=False)
class Part:
    """One cohort over months in which the same units are compared with it.

    `values` are what each unit changed by, NaN where that is not known; `others` the labels compared with;
    `shape` is what each would have changed by if the training did nothing but add 1; `before` and `after`
    are the means of each unit as they are; `distance` is how many months lie between.
    """

    cohort: int
    others: tuple[int, ...]
    weight: float
    distance: float
    values: Numbers
    shape: Numbers
    before: Numbers
    after: Numbers

    def own(self, label: Codes) -> NDArray[np.bool_]:
        """The units of the cohort of which the change is known."""
        import numpy as np

        own: NDArray[np.bool_] = (label == self.cohort) & np.isfinite(self.values)
        return own

    def beside(self, label: Codes) -> NDArray[np.bool_]:
        """The units compared with it of which the change is known."""
        import numpy as np

        beside: NDArray[np.bool_] = np.isin(label, self.others) & np.isfinite(self.values)
        return beside


def parts_of(panel: Panel, against: str, *, months: int | None = None) -> tuple[Part, ...]:
    """What a comparison is made of; weights add up to 1. `months` limits the months before of a mean.

    Parts of which nothing is known on one of the sides are left out; without any there is no effect.
    """
    outcome = without_months(panel)
    shape = _shape(panel, against)
    every = [
        part
        for place in range(len(panel.cohorts))
        for part in _parts_of_cohort(panel, place, (outcome, shape), against, months)
    ]
    total = sum(part.weight for part in every)
    return tuple(attrs.evolve(part, weight=part.weight / total) for part in every)


def estimate(parts: Sequence[Part], label: Codes) -> float:
    """The average effect."""
    own, others = means(parts, label, [part.values for part in parts])
    return own - others


def means(parts: Sequence[Part], label: Codes, columns: Sequence[Numbers]) -> tuple[float, float]:
    """The means of a column of each part over the units of either side, averaged as the effects are."""
    import numpy as np

    weights = [part.weight for part in parts]
    own = [column[part.own(label)].mean() for part, column in zip(parts, columns, strict=True)]
    others = [column[part.beside(label)].mean() for part, column in zip(parts, columns, strict=True)]
    return float(np.dot(weights, own)), float(np.dot(weights, others))


def distance(parts: Sequence[Part]) -> float:
    """How many months lie on average between the months before and the months after."""
    return sum(part.weight * part.distance for part in parts)


def _parts_of_cohort(
    panel: Panel, number: int, series: tuple[Numbers, Numbers], against: str, months: int | None
) -> Iterator[Part]:
    """Its months after, taken together as long as the same units are compared with it."""
    import numpy as np

    cohort, label = panel.cohorts[number], number + 1
    before = np.array(cohort.before[-months:] if months and against == LEVEL else cohort.before, dtype=int)

    def others(month: int) -> tuple[int, ...]:
        later = (at + 1 for at, one in enumerate(panel.cohorts) if one.start > month)
        return (0, *later)

    for compared, together in groupby(cohort.after, key=others):
        after = np.array(list(together), dtype=int)
        changes = [_changes(rows, before, after, against) for rows in (*series, panel.outcome)]
        later = np.where(np.isfinite(changes[2]), panel.outcome[:, after], np.nan)
        values, shape, last, first = (
            _by_unit(rows, panel) for rows in (changes[0], changes[1], later, later - changes[2])
        )
        own, beside = panel.label == label, np.isin(panel.label, compared)
        is_known = np.isfinite(values)
        if not (own & is_known).any() or not (beside & is_known).any():
            continue
        apart = float(after.mean() - before.mean())
        weight = float((own & is_known).sum() * len(after))
        yield Part(label, compared, weight, apart, values, shape, first, last)


def _changes(rows: Numbers, before: Codes, after: Codes, against: str) -> Numbers:
    """What each service changed by from the months before to each month after."""
    import numpy as np

    is_known = np.isfinite(rows[:, before])
    count = is_known.sum(axis=1)
    first = np.where(is_known, rows[:, before], 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = first.sum(axis=1) / count
        if against == LEVEL:
            level: Numbers = rows[:, after] - mean[:, None]
            return level
        middle = np.where(is_known, before, 0).sum(axis=1) / count
        apart = np.where(is_known, before - middle[:, None], 0.0)
        slope = (apart * first).sum(axis=1) / (apart**2).sum(axis=1)
    slope[count < LEAST_OF_LINE] = np.nan
    if against == SLOPE:
        return np.repeat(slope[:, None], len(after), axis=1)
    line: Numbers = mean[:, None] + slope[:, None] * (after - middle[:, None])
    return rows[:, after] - line


def _by_unit(changes: Numbers, panel: Panel) -> Numbers:
    """The mean of a unit's services over the months; NaN of those of which nothing is known."""
    import numpy as np

    is_known, units = np.isfinite(changes), len(panel.label)
    monthly = np.zeros((units, changes.shape[1])), np.zeros((units, changes.shape[1]))
    np.add.at(monthly[0], panel.unit, np.where(is_known, changes, 0.0))
    np.add.at(monthly[1], panel.unit, is_known)
    with np.errstate(invalid="ignore"):
        mean = monthly[0] / monthly[1]
        seen = monthly[1] > 0
        average: Numbers = np.where(seen, mean, 0.0).sum(axis=1) / seen.sum(axis=1)
    return average


def _shape(panel: Panel, against: str) -> Numbers:
    """The same months if the training did nothing but add 1 (to the slope: 1 each month)."""
    import numpy as np

    shape = np.zeros_like(panel.outcome)
    for at, cohort in enumerate(panel.cohorts, start=1):
        rows = panel.label[panel.unit] == at
        if against == SLOPE:
            shape[rows] = np.arange(panel.outcome.shape[1])
        else:
            shape[np.ix_(rows, np.arange(panel.outcome.shape[1]) >= cohort.start)] = 1.0
    shape[~np.isfinite(panel.outcome)] = np.nan
    return shape


def without_months(panel: Panel) -> Numbers:
    """The outcome less what each month brings to all that are untrained in it.

    In a panel without gaps that changes no comparison; with gaps no month counts for what it is missing in.
    """
    import numpy as np

    treated = np.nan_to_num(_shape(panel, LEVEL)) > 0
    is_known = np.isfinite(panel.outcome) & ~treated
    rows = is_known[is_known.any(axis=1)].astype(float)
    values = np.where(is_known, panel.outcome, 0.0)[is_known.any(axis=1)]
    count = rows.sum(axis=1)
    gram = np.diag(rows.sum(axis=0)) - rows.T @ (rows / count[:, None])
    right = values.sum(axis=0) - rows.T @ (values.sum(axis=1) / count)
    months, *_ = np.linalg.lstsq(gram, right)
    less: Numbers = panel.outcome - months
    return less
