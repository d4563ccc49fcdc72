"""The effect of one training on one outcome: the estimate, how sure it is, and what else it might be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import attrs

from asn_dev.evaluating.group_time import (
    LEVEL,
    LINE,
    SLOPE,
    Cohort,
    Panel,
    Part,
    distance,
    estimate,
    means,
    parts_of,
)
from asn_dev.evaluating.randomization import (
    MOST,
    TIE,
    Choices,
    Sureness,
    by_permutation,
    by_wild_bootstrap,
    choices,
    smallest_p,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]


LEAST_OF_PLACEBO = 2
"""Months on either side of a training that was none."""


@attrs.frozen
class Requirements:
    """What a comparison must have before anything is concluded from it, and how it is made."""

    confidence: float = 0.95
    fewest_trained: float = 3
    fewest_comparison: float = 3
    units_for_bootstrap: float = 10
    base_months: int | None = None


@attrs.frozen
class ServiceEffect:
    """An effect with what it rests on; None is not known.

    `low`, `high` and `p` are of `value`. `trend` is how much more a month trained units rose before the
    training than the others; `beyond_trend` is the effect had both gone on as they went, with its p.
    `trend_limit` is by how much a month the trends may differ after the training before the interval
    reaches 0. `placebo_in_time` is the effect of a training put in the middle of the months before.
    """

    value: float | None = None
    sureness: Sureness = attrs.field(factory=Sureness)
    smallest_p: float | None = None
    beyond_trend: float | None = None
    beyond_trend_p: float | None = None
    trend: float | None = None
    trend_sureness: Sureness = attrs.field(factory=Sureness)
    trend_limit: float | None = None
    placebo_in_time: float | None = None
    placebo_in_time_p: float | None = None
    placebo_as_large: int | None = None
    placebos: int = 0
    trained_units: int = 0
    comparison_units: int = 0
    trained_before: float | None = None
    trained_after: float | None = None
    comparison_before: float | None = None
    comparison_after: float | None = None


def service_effect(panel: Panel, needs: Requirements) -> ServiceEffect:
    """The average of group-time effects, with a permutation over units or a wild bootstrap behind it.

    Nothing is said of how sure it is where too few units stand on either side, or where so few that not
    even the largest effect could be told from chance.
    """
    label = panel.label
    parts = parts_of(panel, LEVEL, months=needs.base_months)
    trained, compared = _sides(parts, label)
    if not parts:
        return ServiceEffect(trained_units=trained, comparison_units=compared)
    value, line = estimate(parts, label), parts_of(panel, LINE)
    trend, early = parts_of(panel, SLOPE), _in_time(panel)
    levels = [means(parts, label, columns) for columns in (
        [part.before for part in parts], [part.after for part in parts]
    )]  # fmt: skip
    as_large, placebos = _over_units(parts, label, value)
    reach, judge = _judge(panel, needs, trained, compared)
    sure, trend_sure = judge(parts), judge(trend)
    return ServiceEffect(
        value=value,
        sureness=sure,
        smallest_p=reach,
        beyond_trend=_value(line, label),
        beyond_trend_p=judge(line, interval=False).p,
        trend=_value(trend, label),
        trend_sureness=trend_sure,
        trend_limit=_trend_limit(sure, distance(parts)),
        placebo_in_time=_value(early, label),
        placebo_in_time_p=judge(early, interval=False).p,
        placebo_as_large=as_large,
        placebos=placebos,
        trained_before=levels[0][0],
        trained_after=levels[1][0],
        comparison_before=levels[0][1],
        comparison_after=levels[1][1],
        trained_units=trained,
        comparison_units=compared,
    )


def _value(parts: Sequence[Part], label: Codes) -> float | None:
    return estimate(parts, label) if parts else None


def _sides(parts: Sequence[Part], label: Codes) -> tuple[int, int]:
    """How many units are trained, and how many are compared with them: never trained, or not yet."""
    import numpy as np

    trained, others = np.zeros(len(label), bool), np.zeros(len(label), bool)
    for part in parts:
        trained |= part.own(label)
        others |= part.beside(label)
    return int(trained.sum()), int(others.sum())


@attrs.frozen(eq=False)
class _Judge:
    """The way in which the sureness of a panel's comparisons is told; `among` is None for the bootstrap."""

    label: Codes
    confidence: float
    among: Choices | None

    def __call__(self, parts: Sequence[Part], *, interval: bool = True) -> Sureness:
        if not parts:
            return Sureness()
        if self.among is None:
            return by_wild_bootstrap(parts, self.label, self.confidence)
        return by_permutation(parts, self.among, self.confidence, interval=interval)


def _not_told(parts: Sequence[Part], *, interval: bool = True) -> Sureness:
    """Nothing, of whatever parts."""
    return Sureness()


def _judge(
    panel: Panel, needs: Requirements, trained: int, compared: int
) -> tuple[float, Callable[..., Sureness]]:
    """The smallest p that the design can reach, and the function that tells how sure a comparison is."""
    untrained = int((panel.movable & (panel.label == 0)).sum())
    if min(trained, untrained) >= needs.units_for_bootstrap:
        return 1 / (MOST + 1), _Judge(panel.label, needs.confidence, None)
    reach = smallest_p(panel.label, panel.movable)
    is_few = trained < needs.fewest_trained or compared < needs.fewest_comparison
    if is_few or reach > 1 - needs.confidence + TIE:
        return reach, _not_told
    return reach, _Judge(panel.label, needs.confidence, choices(panel.label, panel.movable))


def _trend_limit(sure: Sureness, months: float) -> float | None:
    """By how much a month trends may differ before the interval reaches 0; None if it does already."""
    if sure.low is None or sure.high is None or sure.low <= 0 <= sure.high:
        return None
    return min(abs(sure.low), abs(sure.high)) / months


def _in_time(panel: Panel) -> tuple[Part, ...]:
    """The comparison of a training put in the middle of the months before the real one."""
    cohorts = []
    for cohort in panel.cohorts:
        if len(cohort.before) < 2 * LEAST_OF_PLACEBO:
            return ()
        middle = (len(cohort.before) + 1) // 2
        early, late = cohort.before[:middle], cohort.before[middle:]
        cohorts.append(Cohort(early, late, late[0], late[0] - 1))
    outcome = panel.outcome.copy()
    for at, cohort in enumerate(panel.cohorts, start=1):
        outcome[panel.label[panel.unit] == at, cohort.start :] = float("nan")
    return parts_of(attrs.evolve(panel, outcome=outcome, cohorts=tuple(cohorts)), LEVEL)


def _over_units(parts: Sequence[Part], label: Codes, effect: float) -> tuple[int | None, int]:
    """How many untrained units, each taken as if trained, show as large an effect; and of how many."""
    import numpy as np

    largest = max(parts, key=lambda part: int(part.own(label).sum())).cohort
    total, weights = np.zeros(len(label)), 0.0
    for part in parts:
        if part.cohort != largest:
            continue
        is_known = (label == 0) & np.isfinite(part.values)
        count, values = int(is_known.sum()), np.where(is_known, part.values, np.nan)
        if count < 2:
            return None, 0
        total += part.weight * (values - (np.nansum(values) - values) / (count - 1))
        weights += part.weight
    placebos = total[np.isfinite(total) & (label == 0)] / weights
    return int((np.abs(placebos) >= abs(effect) * (1 - TIE)).sum()), len(placebos)
