"""Intervals and tests from summaries: a row is a group, its columns how many, their mean and spread.

Everything here takes a Polars frame and gives it back with further columns, all rows at once. What
cannot be computed is null. Spread is the sample standard deviation (divided by n - 1), as `std` gives it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from asn_dev.errors import InvalidValueError
from asn_dev.messages import Message
from asn_dev.rules.definitions import Text, text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Summarised = tuple[str, str, str]
"""The columns that hold how many, the mean, and the standard deviation."""

REASONS: Mapping[str, Text] = {
    "unknown": text(id="angkanya tidak diketahui", en="the figures are not known"),
    "too_few": text(id="kurang dari dua nilai", en="fewer than two values"),
    "no_variation": text(id="semua nilai sama", en="all values are the same"),
}
"""Why a test is not defined, as its column `reason` says it."""

SAME = 1e-12
"""A spread this small beside the mean is what binary fractions leave of values that are all the same."""


def with_interval(
    frame: pl.DataFrame,
    *,
    n: str,
    mean: str,
    sd: str,
    confidence: float,
    low: str = "low",
    high: str = "high",
    bounds: tuple[float, float] | None = None,
    step: float = 0.0,
) -> pl.DataFrame:
    """The frame with Student's t interval of each mean; null where fewer than two values are behind it.

    `bounds` is the scale of the answers: an interval does not reach beyond it. `step` is how far the answers
    of the scale lie apart: each stands for all that is rounded to it, so that a spread is never less than
    that of a step (over the root of 12, Sheppard 1897), and people who all say the same still leave a doubt.

    >>> import polars as pl
    >>> groups = pl.DataFrame({"n": [9, 1], "mean": [4.5, 3.0], "sd": [0.9, None]})
    >>> intervals = with_interval(groups, n="n", mean="mean", sd="sd", confidence=0.95, bounds=(1, 5))
    >>> intervals.select(pl.col("low", "high").round(3)).rows()
    [(3.808, 5.0), (None, None)]
    """
    import numpy as np
    from scipy.special import stdtrit

    tail = _tail(confidence)
    count, middle, spread = _summaries(frame, n, mean, sd)
    with np.errstate(all="ignore"):
        half = stdtrit(count - 1, 1 - tail) * np.maximum(spread, step / np.sqrt(12)) / np.sqrt(count)
        ends = middle - half, middle + half
    if bounds:
        ends = np.clip(ends[0], *bounds), np.clip(ends[1], *bounds)
    defined = count >= 2
    return frame.with_columns(_column(low, ends[0], defined), _column(high, ends[1], defined))


def with_paired_test(
    frame: pl.DataFrame, *, n: str, mean: str, sd: str, confidence: float, prefix: str = ""
) -> pl.DataFrame:
    """The frame with the paired t test of each group, from its differences (after - before).

    Adds ``t``, ``p`` (two-sided), ``low`` and ``high`` (interval of the mean difference), ``effect_size``
    (d_z: mean difference in standard deviations of the differences) and ``reason`` (a key of `REASONS`
    where the test is not defined, else null), each behind `prefix`.

    >>> import polars as pl
    >>> gains = pl.DataFrame({"n": [12, 8, 1], "mean": [10.0, 5.0, 2.0], "sd": [8.0, 0.0, None]})
    >>> tested = with_paired_test(gains, n="n", mean="mean", sd="sd", confidence=0.95)
    >>> tested.select(pl.col("t", "p", "effect_size").round(4), "reason").rows()
    [(4.3301, 0.0012, 1.25, None), (None, None, None, 'no_variation'), (None, None, None, 'too_few')]
    """
    import numpy as np
    from scipy.special import stdtr, stdtrit

    tail = _tail(confidence)
    count, middle, spread = _summaries(frame, n, mean, sd)
    few, same = count < 2, spread <= SAME * np.abs(middle)
    defined = ~few & ~same & np.isfinite(count + middle + spread)
    with np.errstate(all="ignore"):
        error = spread / np.sqrt(count)
        t = middle / error
        half = stdtrit(count - 1, 1 - tail) * error
        figures = {
            "t": t,
            "p": 2 * stdtr(count - 1, -np.abs(t)),
            "low": middle - half,
            "high": middle + half,
            "effect_size": middle / spread,
        }
    reason = np.select([defined, few, same], ["", "too_few", "no_variation"], "unknown")
    return frame.with_columns(
        *(_column(prefix + name, values, defined) for name, values in figures.items()),
        pl.Series(prefix + "reason", reason, dtype=pl.String).replace("", None),
    )


def with_correlation(
    frame: pl.DataFrame, *, n: str, sums: tuple[str, str], squares: tuple[str, str], products: str, name: str
) -> pl.DataFrame:
    """The frame with Pearson's correlation of two measures from their sums; null where one does not vary.

    Beside it stands ``{name}_p``, its two-sided p (null with fewer than three values).

    >>> import polars as pl
    >>> sums = pl.DataFrame({"n": [3], "x": [6.0], "y": [5.0], "xx": [14.0], "yy": [9.0], "xy": [11.0]})
    >>> related = with_correlation(
    ...     sums, n="n", sums=("x", "y"), squares=("xx", "yy"), products="xy", name="r"
    ... )
    >>> round(related["r"][0], 4)
    0.866
    """
    import numpy as np
    from scipy.special import stdtr

    count = _numbers(frame, n)
    (first, other), (one2, other2) = ([_numbers(frame, each) for each in pair] for pair in (sums, squares))
    with np.errstate(all="ignore"):
        spread, spread2 = one2 - first**2 / count, other2 - other**2 / count
        varies = (count >= 3) & (spread > SAME * one2) & (spread2 > SAME * other2)
        r = np.clip((_numbers(frame, products) - first * other / count) / np.sqrt(spread * spread2), -1, 1)
        p = 2 * stdtr(count - 2, -np.abs(r) * np.sqrt((count - 2) / (1 - r**2)))
    return frame.with_columns(_column(name, r, varies), _column(f"{name}_p", p, varies))


def with_change(
    frame: pl.DataFrame, *, now: Summarised, before: Summarised, confidence: float, prefix: str = ""
) -> pl.DataFrame:
    """The frame with the change of each mean since before, by Welch's test (the spreads may differ).

    Adds ``change`` (now - before), ``change_low`` and ``change_high``, ``p`` (two-sided) and
    ``more_than_noise``: whether the interval leaves out 0, null where that is not known. Each stands
    behind `prefix`. Two groups of which all values are the same have a change, but no test.

    >>> import polars as pl
    >>> now, before = {"n": 40, "mean": 3.4, "sd": 0.5}, {"n0": 50, "mean0": 3.0, "sd0": 0.6}
    >>> rounds = pl.DataFrame([now | before])
    >>> changes = with_change(rounds, now=tuple(now), before=tuple(before), confidence=0.95)
    >>> changes.select(pl.col("change", "change_low", "change_high", "p").round(4), "more_than_noise").rows()
    [(0.4, 0.1695, 0.6305, 0.0009, True)]
    """
    import numpy as np
    from scipy.special import stdtr, stdtrit

    tail = _tail(confidence)
    count, middle, spread = _summaries(frame, *now)
    count0, middle0, spread0 = _summaries(frame, *before)
    with np.errstate(all="ignore"):
        change = middle - middle0
        part, part0 = spread**2 / count, spread0**2 / count0
        error = np.sqrt(part + part0)
        freedom = (part + part0) ** 2 / (part**2 / (count - 1) + part0**2 / (count0 - 1))
        half = stdtrit(freedom, 1 - tail) * error
        p = 2 * stdtr(freedom, -np.abs(change / error))
        same = (spread <= SAME * np.abs(middle)) & (spread0 <= SAME * np.abs(middle0))
        defined = (count >= 2) & (count0 >= 2) & ~same
    low = _column(f"{prefix}change_low", change - half, defined)
    high = _column(f"{prefix}change_high", change + half, defined)
    return frame.with_columns(
        _column(f"{prefix}change", change, (count >= 1) & (count0 >= 1)),
        low,
        high,
        _column(f"{prefix}p", p, defined),
        ((low > 0) | (high < 0)).alias(f"{prefix}more_than_noise"),
    )


def with_rate_interval(
    frame: pl.DataFrame,
    *,
    answered: str,
    asked: str,
    confidence: float,
    low: str = "low",
    high: str = "high",
) -> pl.DataFrame:
    """The frame with Wilson's interval of each rate answered / asked; null where nobody was asked.

    >>> import polars as pl
    >>> rates = pl.DataFrame({"answered": [8, 0], "asked": [10, 0]})
    >>> intervals = with_rate_interval(rates, answered="answered", asked="asked", confidence=0.95)
    >>> intervals.select(pl.col("low", "high").round(4)).rows()
    [(0.4902, 0.9433), (None, None)]
    """
    import numpy as np
    from scipy.special import ndtri

    z2 = ndtri(_tail(confidence)) ** 2
    some, all_ = _numbers(frame, answered), _numbers(frame, asked)
    with np.errstate(all="ignore"):
        rate = some / all_
        middle = (some + z2 / 2) / (all_ + z2)
        half = np.sqrt(z2 * all_ * (rate * (1 - rate) + z2 / (4 * all_))) / (all_ + z2)
    # at none and at all, rounding may leave an end a little off the rate itself
    ends = np.minimum(np.maximum(middle - half, 0), rate), np.maximum(np.minimum(middle + half, 1), rate)
    defined = (all_ > 0) & (some >= 0) & (some <= all_)
    return frame.with_columns(_column(low, ends[0], defined), _column(high, ends[1], defined))


def _tail(confidence: float) -> float:
    """How much lies beyond each end of an interval."""
    if not 0 < confidence < 1:
        raise InvalidValueError(
            Message("must lie between 0 and 1, not {confidence}", confidence=confidence),
            record="interval",
            field="confidence",
        )
    return (1 - confidence) / 2


def _summaries(frame: pl.DataFrame, n: str, mean: str, sd: str) -> tuple[Numbers, Numbers, Numbers]:
    """The three columns of a summary; a negative spread is as unknown as a missing one."""
    import numpy as np

    spread = _numbers(frame, sd)
    return _numbers(frame, n), _numbers(frame, mean), np.where(spread >= 0, spread, np.nan)


def _numbers(frame: pl.DataFrame, column: str) -> Numbers:
    """A column as numbers; unknown and infinite are NaN."""
    import numpy as np

    numbers = frame[column].cast(pl.Float64).to_numpy()
    return np.where(np.isfinite(numbers), numbers, np.nan)


def _column(name: str, values: Any, defined: Any) -> pl.Series:
    """Numbers as a column, null where they are not defined."""
    import numpy as np

    return pl.Series(name, np.where(defined & np.isfinite(values), values, np.nan)).fill_nan(None)
