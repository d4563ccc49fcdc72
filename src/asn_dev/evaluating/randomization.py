"""How sure a comparison of a handful of units is: what it would find had others been trained.

With few units no formula holds for the error of an estimate. If training did nothing, it does not matter
which units it reached: the same figure for every other choice of units says how often chance alone brings
as much (Fisher 1935; in differences in differences MacKinnon and Webb (2020), Journal of Econometrics
218:435-450). The figure is taken over its own error, so that units that vary more than others do little
harm (Chung and Romano (2013), Annals of Statistics 41:484-507). With enough units on both sides the wild
cluster bootstrap takes its place: what each unit adds to the error gets a sign at random (Cameron, Gelbach
and Miller (2008), Review of Economics and Statistics 90:414-427).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from math import comb, prod
from typing import TYPE_CHECKING

import attrs

from asn_dev.evaluating.group_time import Part

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Codes = NDArray[np.int64]
    Sides = tuple[NDArray[np.bool_], NDArray[np.bool_]]

MOST = 999
"""So many other choices of units are looked at: all, if there are no more, else so many at random."""
SEED = 2021
TIE = 1e-9
"""Rounding must not make an equal figure smaller."""
HALVINGS = 30
LEAST_COHORT = 8
"""A cohort of so many units has a spread of its own; smaller ones are held against the whole estimate."""
PERMUTATION, WILD = "permutation", "wild_bootstrap"


@attrs.frozen
class Sureness:
    """How sure an estimate is: two-sided p, interval, and by which method; None where that is not known."""

    p: float | None = None
    low: float | None = None
    high: float | None = None
    method: str | None = None


@attrs.frozen(eq=False)
class Choices:
    """Which units might have been trained: a row for each choice, the first the one that was made."""

    labels: Codes
    smallest_p: float


@attrs.frozen(eq=False)
class _Figures:
    """Of each choice the estimate, its variance, and what each unit adds, as the effect supposed changes.

    Had the training brought ``e``, the estimate would be ``total - e * shape_total``; the variance is a
    polynomial of second degree in ``e``.
    """

    total: Numbers
    shape_total: Numbers
    variance: tuple[Numbers, Numbers, Numbers]
    share: Numbers

    def scaled(self, effect: float) -> Numbers:
        """The estimate over its error, had the training brought `effect`; NaN where there is no error."""
        import numpy as np

        constant, linear, square = self.variance
        with np.errstate(invalid="ignore", divide="ignore"):
            error = np.sqrt(np.maximum(constant + effect * linear + effect**2 * square, 0))
            figures: Numbers = np.abs((self.total - effect * self.shape_total) / error)
        return figures


def smallest_p(label: Codes, movable: NDArray[np.bool_]) -> float:
    """The least p that a permutation can reach, however large the effect is.

    With as many units on both sides, each choice has its mirror, which shows the same.
    """
    kinds, sizes, ways = _ways(label, movable)
    if ways > MOST + 1:
        return 1 / (MOST + 1)
    mirrored = len(kinds) == 2 and sizes[0] == sizes[1] and bool(movable.all())
    return (2 if mirrored else 1) / ways


def choices(label: Codes, movable: NDArray[np.bool_]) -> Choices:
    """Every way to give their labels to the movable units, or `MOST` of them at random beside the real one.

    >>> import numpy as np
    >>> among = choices(np.array([1, 1, 0, 0, 0]), np.ones(5, bool))
    >>> len(among.labels), among.smallest_p
    (10, 0.1)
    """
    import numpy as np

    kinds, sizes, ways = _ways(label, movable)
    own = label[movable]
    if ways <= MOST + 1:
        arranged = _arrangements(kinds, sizes)
        here = (arranged == own).all(axis=1)
        arranged = np.concatenate([arranged[here], arranged[~here]])
    else:
        random = np.random.default_rng(SEED)
        arranged = np.concatenate([own[None], random.permuted(np.tile(own, (MOST, 1)), axis=1)])
    labels = np.tile(label, (len(arranged), 1))
    labels[:, movable] = arranged
    return Choices(labels, smallest_p(label, movable))


def _ways(label: Codes, movable: NDArray[np.bool_]) -> tuple[Codes, Codes, int]:
    import numpy as np

    kinds, sizes = np.unique(label[movable], return_counts=True)
    return kinds, sizes, prod(comb(int(sizes[at:].sum()), int(size)) for at, size in enumerate(sizes))


def _arrangements(kinds: Codes, sizes: Codes) -> Codes:
    """All arrangements of so many of each kind: one kind after the other is put on the free places."""
    import numpy as np

    places = int(sizes.sum())
    arranged, taken = np.full((1, places), kinds[-1]), np.zeros((1, places), bool)
    for kind, size in zip(kinds[:-1], sizes[:-1], strict=True):
        free = places - int(taken[0].sum())
        chosen = np.array(list(combinations(range(free), int(size))), dtype=np.int64)
        free_places = np.argsort(taken, axis=1, kind="stable")[:, :free]
        where = free_places[:, chosen].reshape(-1, int(size))
        arranged, taken = (np.repeat(one, len(chosen), axis=0) for one in (arranged, taken))
        np.put_along_axis(arranged, where, kind, axis=1)
        np.put_along_axis(taken, where, True, axis=1)
    return arranged


def by_permutation(
    parts: Sequence[Part], among: Choices, confidence: float, *, interval: bool = True
) -> Sureness:
    """Give p of no effect at all, and the interval of the effects that the same test does not turn down."""
    figures = _figures(parts, among.labels)

    def p_of(effect: float) -> float:
        import numpy as np

        scaled = figures.scaled(effect)
        scaled = scaled[np.isfinite(scaled)]
        return float((scaled >= scaled[0] * (1 - TIE)).mean())

    if not _is_defined(figures):
        return Sureness()
    if not interval:
        return Sureness(p_of(0.0), method=PERMUTATION)
    middle, error = float(figures.total[0]), float(figures.variance[0][0]) ** 0.5
    low, high = (_end(p_of, middle, side * error, 1 - confidence) for side in (-1, 1))
    return Sureness(p_of(0.0), low, high, PERMUTATION)


def _end(p_of: Callable[[float], float], middle: float, step: float, level: float) -> float | None:
    """The last effect on one side of the estimate that is not turned down; None if all are kept."""
    inner, outer = middle, middle + step
    for _ in range(HALVINGS):
        if p_of(outer) <= level:
            break
        inner, outer = outer, middle + 2 * (outer - middle)
    else:
        return None
    for _ in range(HALVINGS):
        between = (inner + outer) / 2
        inner, outer = (inner, between) if p_of(between) <= level else (between, outer)
    return inner


def by_wild_bootstrap(parts: Sequence[Part], label: Codes, confidence: float) -> Sureness:
    """Give p and interval from signs given at random to what each unit adds to the error."""
    import numpy as np

    figures = _figures(parts, label[None])
    if not _is_defined(figures):
        return Sureness()
    middle, error = float(figures.total[0]), float(figures.variance[0][0]) ** 0.5
    signed = np.random.default_rng(SEED).choice([-1.0, 1.0], (MOST, len(label))) * figures.share[0]
    trained = np.tile(label > 0, (MOST, 1))
    scaled = np.abs(signed.sum(axis=1)) / np.sqrt(_covariance(signed, signed, trained))
    reach = float(np.quantile(scaled, confidence, method="higher")) * error
    p = (1 + int((scaled >= abs(middle) / error * (1 - TIE)).sum())) / (MOST + 1)
    return Sureness(p, middle - reach, middle + reach, WILD)


def _is_defined(figures: _Figures) -> bool:
    """Whether anything is left over from which an error may be told."""
    import numpy as np

    total, variance = figures.total[0], figures.variance[0][0]
    return bool(np.isfinite(total) and np.isfinite(variance) and variance > (TIE * abs(total)) ** 2)


def _figures(parts: Sequence[Part], labels: Codes) -> _Figures:
    """Estimate and variance of every choice."""
    import numpy as np

    are_known = [np.isfinite(part.values) for part in parts]
    masks = [
        ((labels == part.cohort) & seen, np.isin(labels, part.others) & seen)
        for part, seen in zip(parts, are_known, strict=True)
    ]
    weights = [part.weight for part in parts]
    columns = [
        [np.where(seen, one, 0.0) for one, seen in zip(values, are_known, strict=True)]
        for values in ([part.values for part in parts], [part.shape for part in parts])
    ]
    values, shapes = (_sums(weights, masks, column) for column in columns)
    trained = labels > 0
    (total, share), (shape_total, shape_share) = values, shapes
    variance = (
        _covariance(share, share, trained),
        -2 * _covariance(share, shape_share, trained),
        _covariance(shape_share, shape_share, trained),
    )
    return _Figures(total, shape_total, variance, share)


def _sums(
    weights: Sequence[float], masks: Sequence[Sides], columns: Sequence[Numbers]
) -> tuple[Numbers, Numbers]:
    """The estimate of every choice, and what each unit adds to its error.

    A trained unit adds what it lies off the mean of its cohort; in a cohort smaller than `LEAST_COHORT`
    what it lies off the whole estimate, so that a cohort of one adds something too.
    """
    import numpy as np

    total, share = np.zeros(len(masks[0][0])), np.zeros(masks[0][0].shape)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = [(own @ changes / own.sum(axis=1), others @ changes / others.sum(axis=1))
                 for changes, (own, others) in zip(columns, masks, strict=True)]  # fmt: skip
        for weight, (mean, beside) in zip(weights, means, strict=True):
            total += weight * (mean - beside)
        for weight, (own, others), changes, (mean, beside) in zip(
            weights, masks, columns, means, strict=True
        ):
            count = own.sum(axis=1)
            is_large = count >= LEAST_COHORT
            middle = np.where(is_large, mean, beside + total)
            size = count * np.where(is_large, np.sqrt((count - 1) / count), 1.0)
            share += np.where(own, weight * (changes - middle[:, None]) / size[:, None], 0.0)
            share -= np.where(others, weight * (changes - beside[:, None]) / others.sum(axis=1)[:, None], 0.0)
    return total, share


def _covariance(first: Numbers, other: Numbers, trained: NDArray[np.bool_]) -> Numbers:
    """The covariance of two sums of shares, each side about its own mean."""
    import numpy as np

    total = np.zeros(len(first))
    for side in (trained, ~trained):
        count = side.sum(axis=1)
        products = (first * other * side).sum(axis=1)
        middle = (first * side).sum(axis=1) * (other * side).sum(axis=1) / np.maximum(count, 1)
        # one unit alone has no spread: the estimate is then taken over that of the other side
        total += np.where(count > 1, count / np.maximum(count - 1, 1), 0.0) * (products - middle)
    return total
