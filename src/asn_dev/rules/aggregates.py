"""Aggregates: what a summary makes of the rows of its source (a sum, a mean, the least, a count)."""

from __future__ import annotations

from typing import Literal

import attrs
import narwhals as nw

from asn_dev.rules.renamed import renamed_function


@attrs.frozen(eq=False)
class Aggregate:
    """What a summary returns: how to aggregate, what, and which rows.

    `none` is what it is where no row passes the filter; `decided` a value beyond which no row can take it,
    so that once reached it is known whatever the unknown rows hold. With `known_only` rows of which filter
    or value is unknown are left out; without it they make the result unknown where they could change it.
    None: as the rule declares by `counts_known`.
    """

    how: Literal["sum", "mean", "min", "max", "count", "any", "only"]
    value: nw.Expr | None
    where: nw.Expr | None = None
    none: float | bool | None = None
    decided: float | None = None
    known_only: bool | None = None


def sum_of(value: nw.Expr, where: nw.Expr | None = None, *, known_only: bool | None = None) -> Aggregate:
    """The sum of the values; 0 where the table has no such row."""
    return Aggregate("sum", value, where, none=0, known_only=known_only)


def mean_of(value: nw.Expr, where: nw.Expr | None = None) -> Aggregate:
    """The mean of the values; null where there are none."""
    return Aggregate("mean", value, where)


def min_of(
    value: nw.Expr,
    where: nw.Expr | None = None,
    *,
    none: float | None = None,
    decided: float | None = None,
) -> Aggregate:
    """The least of the values; `none` where there are none, `decided` the least that a value can be."""
    return Aggregate("min", value, where, none, decided)


def max_of(
    value: nw.Expr,
    where: nw.Expr | None = None,
    *,
    none: float | None = None,
    decided: float | None = None,
) -> Aggregate:
    """The greatest of the values; `none` where there are none, `decided` the greatest that one can be."""
    return Aggregate("max", value, where, none, decided)


def count_of(where: nw.Expr | None = None) -> Aggregate:
    """How many rows; 0 where the table has no such row."""
    return Aggregate("count", None, where, none=0)


def any_of(where: nw.Expr) -> Aggregate:
    """Whether any row passes the filter; false where the table has no such row."""
    return Aggregate("any", None, where, none=False)


def single_value_of(value: nw.Expr, where: nw.Expr) -> Aggregate:
    """The value of the one row that the filter leaves of each key; null where it leaves none.

    For sources whose own key makes it one, such as the appraisal of a person in a year: no grouping
    is needed, which makes it the fastest of all. The filter stands on columns that are always known.
    """
    return Aggregate("only", value, where)


least_of = renamed_function("least_of", min_of)
greatest_of = renamed_function("greatest_of", max_of)
only_of = renamed_function("only_of", single_value_of)
