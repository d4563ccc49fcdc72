"""Aggregates over rows of which something is unknown: known only where no unknown cell could change them.

A row passes the filter of a summary, does not, or nobody knows; its value is known or not. Rows that
may pass with a value that would change the result make it unknown, unless what is known already decides:
one row that passes decides `any_of`, a value beyond which there is nothing decides `min_of`. This is
Kleene's logic of three values, carried into sums by a number that spoils each sum it enters (NaN).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs
import narwhals as nw

from asn_dev.rules.aggregates import Aggregate

DECIMALS = 9
"""Sums and means are rounded to so many decimals: hours add up exactly, and each run gives the same bits."""

_UNSURE, _PASSES = 1, 2
"""Whether a row passes, as a number whose greatest over rows is Kleene's *or*; 0: it does not."""

_SPOILS = 2**40
"""What a row that may count adds to a count; no table has so many rows."""

Part = Callable[[str], nw.Expr]


@attrs.frozen(eq=False)
class PartColumn:
    """One column that is grouped: what it holds in each row, and how it is reduced."""

    row: nw.Expr
    reduced: Callable[[nw.Expr], nw.Expr]


def value_of(aggregate: Aggregate) -> nw.Expr:
    """What is aggregated; of counts 1."""
    return nw.lit(1, nw.Int64) if aggregate.value is None else aggregate.value


def possible(aggregate: Aggregate) -> nw.Expr:
    """Whether a row may have a part in the aggregate."""
    assert aggregate.where is not None
    return aggregate.where.fill_null(not aggregate.known_only)


def type_of(aggregate: Aggregate, value: Any) -> Any:
    """The type of the result, from that of the value."""
    if aggregate.how == "any":
        return nw.Boolean
    if aggregate.how == "count" or value is None:
        return nw.Int64
    if aggregate.how == "mean":
        return nw.Float64
    if aggregate.how == "sum":
        return nw.Int64 if value.is_integer() or value == nw.Boolean else nw.Float64
    return value


def columns_for(aggregate: Aggregate, value: Any) -> Mapping[str, PartColumn]:
    """The columns to group, by the name of the part; the first part has none."""
    return {"sum": _sum, "count": _count, "any": _any, "mean": _mean, "min": _extreme, "max": _extreme}[
        aggregate.how
    ](aggregate)


def result_of(aggregate: Aggregate, value: Any, part: Part) -> nw.Expr:
    """The aggregate from its grouped parts; where the source has no row of the key they are null."""
    result = {
        "sum": _sum_result, "count": _count_result, "any": _any_result,
        "mean": _mean_result, "min": _extreme_result, "max": _extreme_result,
    }[aggregate.how](aggregate, part)  # fmt: skip
    return result.cast(type_of(aggregate, value)) if aggregate.how in ("sum", "count") else result


def _by_filter(aggregate: Aggregate, passes: nw.Expr, fails: nw.Expr, unsure: nw.Expr) -> nw.Expr:
    """One of three values by whether the row passes the filter."""
    if aggregate.where is None:
        return passes
    if aggregate.known_only:
        return nw.when(aggregate.where.fill_null(False)).then(passes).otherwise(fails)
    rest = nw.when(~aggregate.where).then(fails).otherwise(unsure)
    return nw.when(aggregate.where).then(passes).otherwise(rest)


def _sum(aggregate: Aggregate) -> Mapping[str, PartColumn]:
    value = value_of(aggregate).cast(nw.Float64)
    if aggregate.known_only:
        row = _by_filter(aggregate, value, nw.lit(0.0), nw.lit(0.0))
    else:
        spoilt = value.fill_null(float("nan"))
        # What is 0 changes no sum, whether it counts or not.
        unsure = nw.when(value == 0.0).then(0.0).otherwise(nw.lit(float("nan")))
        row = _by_filter(aggregate, spoilt, nw.lit(0.0), unsure)
    return {"": PartColumn(row, lambda column: column.sum())}


def _sum_result(aggregate: Aggregate, part: Part) -> nw.Expr:
    total = part("").fill_null(0.0)
    return nw.when(~total.is_nan()).then(total.round(DECIMALS))


def _count(aggregate: Aggregate) -> Mapping[str, PartColumn]:
    passes, fails, spoils = (nw.lit(number, nw.Int64) for number in (1, 0, _SPOILS))
    return {"": PartColumn(_by_filter(aggregate, passes, fails, spoils), lambda column: column.sum())}


def _count_result(aggregate: Aggregate, part: Part) -> nw.Expr:
    total = part("").fill_null(0)
    return nw.when(total < _SPOILS).then(total)


def _any(aggregate: Aggregate) -> Mapping[str, PartColumn]:
    passes, fails, unsure = (nw.lit(rung, nw.Int8) for rung in (_PASSES, 0, _UNSURE))
    return {"": PartColumn(_by_filter(aggregate, passes, fails, unsure), lambda column: column.max())}


def _any_result(aggregate: Aggregate, part: Part) -> nw.Expr:
    rung = part("").fill_null(0)
    return nw.when(rung != _UNSURE).then(rung == _PASSES)


def _mean(aggregate: Aggregate) -> Mapping[str, PartColumn]:
    value = value_of(aggregate).cast(nw.Float64)
    left_out, unsure = nw.lit(None, nw.Float64), nw.lit(float("nan"))
    row = _by_filter(
        aggregate, value if aggregate.known_only else value.fill_null(float("nan")), left_out, unsure
    )
    return {"": PartColumn(row, lambda column: column.mean())}


def _mean_result(aggregate: Aggregate, part: Part) -> nw.Expr:
    return nw.when(~part("").is_nan()).then(part("").round(DECIMALS))


def _extreme(aggregate: Aggregate) -> Mapping[str, PartColumn]:
    """The extreme of the rows that pass, of those that may, and whether one has no known value."""

    def reduced(column: nw.Expr) -> nw.Expr:
        return column.min() if aggregate.how == "min" else column.max()

    value = value_of(aggregate)
    passes = None if aggregate.where is None else aggregate.where.fill_null(False)
    sure = value if passes is None else nw.when(passes).then(value)
    if aggregate.known_only:
        return {"": PartColumn(sure, reduced)}
    lacking = value.is_null() if aggregate.where is None else value.is_null() & possible(aggregate)
    parts = {"": PartColumn(sure, reduced), "lacking": PartColumn(lacking, lambda column: column.any())}
    if aggregate.where is not None:
        parts["possible"] = PartColumn(nw.when(possible(aggregate)).then(value), reduced)
    return parts


def _extreme_result(aggregate: Aggregate, part: Part) -> nw.Expr:
    sure = part("")
    if aggregate.known_only:
        return sure if aggregate.none is None else sure.fill_null(aggregate.none)
    settled = ~part("lacking").fill_null(False)
    if aggregate.decided is not None:
        beyond = sure <= aggregate.decided if aggregate.how == "min" else sure >= aggregate.decided
        settled = settled | beyond.fill_null(False)
    same = nw.lit(True)
    none = sure.is_null()
    if aggregate.where is not None:
        same = (sure == part("possible")).fill_null(False)
        none = part("possible").is_null()
    if aggregate.none is None:
        return nw.when(settled & same).then(sure)
    filled = nw.when(none).then(nw.lit(aggregate.none)).otherwise(sure)
    return nw.when(settled & (same | none)).then(filled)
