"""Drawing lots: the few ways in which the synthetic city is drawn, and the tables that hold it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from asn_dev.register.schema import polars_schema

Rng = np.random.Generator
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.str_]


def lots(seed: int, topic: str) -> Rng:
    """Lots of its own for each topic, so that a change in one leaves the others as they were."""
    return np.random.default_rng([seed, *topic.encode()])


def apportion(total: int, weights: Sequence[float]) -> Ints:
    """So many whole seats in proportion to the weights: the largest remainders are rounded up.

    >>> apportion(10, [2.0, 1.0]).tolist()
    [7, 3]
    """
    shares = np.asarray(weights, dtype=np.float64)
    exact = total * shares / shares.sum()
    seats: Ints = np.floor(exact).astype(np.int64)
    rest = total - int(seats.sum())
    seats[np.argsort(seats - exact, kind="stable")[:rest]] += 1
    return seats


def sort_into(rng: Rng, counts: Mapping[str, float], leaning: Floats, spread: float = 1.0) -> Texts:
    """A class for everybody, in exactly the shares of `counts`, the first for those who lean least.

    `leaning` says who tends to the later classes; `spread` is how much chance has to say beside it.
    """
    seats = apportion(len(leaning), list(counts.values()))
    order = np.argsort(leaning + rng.normal(0, spread, len(leaning)), kind="stable")
    classes = np.empty(len(leaning), dtype=np.asarray(list(counts)).dtype)
    classes[order] = np.repeat(np.asarray(list(counts)), seats)
    return classes


def pick(rng: Rng, weights: Mapping[str, float], size: int) -> Texts:
    """A text for each of `size` rows, drawn by weight."""
    shares = np.asarray(list(weights.values()), dtype=np.float64)
    drawn: Texts = rng.choice(np.asarray(list(weights)), size, p=shares / shares.sum())
    return drawn


def some(rng: Rng, share: float, size: int) -> Bools:
    """Which of `size` rows are hit, each with the same chance."""
    return rng.random(size) < share


def days_between(rng: Rng, first: date, last: date, size: int) -> pl.Series:
    """A day for each of `size` rows, both ends included."""
    offsets = rng.integers(0, (last - first).days + 1, size)
    return pl.Series(np.datetime64(first, "D") + offsets)


def choice(of: str, lot: str) -> pl.Expr:
    """One member of the list column `of`, chosen by the whole number in column `lot`."""
    return pl.col(of).list.get(pl.col(lot) % pl.col(of).list.len())


def member(of: Sequence[str], at: pl.Expr) -> pl.Expr:
    """One member of a fixed list, chosen by a whole number."""
    return pl.lit(pl.Series([list(of)])).list.get(at % len(of))


def lot(rng: Rng, size: int) -> Ints:
    """A large whole number for each row, to choose by."""
    return rng.integers(0, 2**31, size)


def numbered(prefix: str, digits: int) -> pl.Expr:
    """A code for each row: the prefix and the number of the row, from 1."""
    number = pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(digits)
    return pl.format("{}-{}", pl.lit(prefix), number)


def table(record: type, frame: pl.DataFrame | Mapping[str, Any]) -> pl.DataFrame:
    """The frame as the table of a record: its columns, its types, null where nothing was drawn."""
    drawn = frame if isinstance(frame, pl.DataFrame) else pl.DataFrame(dict(frame))
    return drawn.select(
        (pl.col(name) if name in drawn.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in polars_schema(record).items()
    )


def forget(rng: Rng, frame: pl.DataFrame, shares: Mapping[str, float]) -> pl.DataFrame:
    """The frame with some cells unknown: for each column the share of rows that lose it."""
    kept = {name: pl.Series(~some(rng, share, frame.height)) for name, share in shares.items()}
    return frame.with_columns(pl.when(keep).then(pl.col(name)) for name, keep in kept.items())
