"""Joining: the rows of a source, aggregated by a key, as columns of another table.

All summaries of one source over one key are one ``group_by`` over the rows that any of them uses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

import attrs
import narwhals as nw

from asn_dev.model import Column, Nip, columns_of
from asn_dev.register.schema import dtype_of
from asn_dev.rules.definitions import Aggregate

_NOTHING = {"sum": 0, "count": 0, "any": False}
"""What an aggregate is where the source has no row of the key."""


@attrs.frozen
class JoinKey:
    """One pair of columns that a summary joins on, under a name of its own.

    Personnel numbers are joined as integers: their 18 digits fit, and it takes half the time and
    memory that text takes. Categories are joined as text, and so are indicators.
    """

    record: type
    column: str
    source: type
    other: str

    @property
    def _columns(self) -> list[Column]:
        """Which of the two are columns of a record, ours first; indicators have no such type."""
        both = ((self.record, self.column), (self.source, self.other))
        return [column for record, name in both for column in columns_of(record) if column.name == name]

    @property
    def _number(self) -> bool:
        columns = self._columns
        return len(columns) == 2 and all(column.type is Nip for column in columns)

    @property
    def name(self) -> str:
        """What the pair is called in both frames."""
        return f"{self.column} as {'number' if self._number else 'text'}"

    @property
    def ours(self) -> nw.Expr:
        """The column of the record, comparable."""
        return self._comparable(self.column).alias(self.name)

    @property
    def theirs(self) -> nw.Expr:
        """The column of the source, comparable."""
        return self._comparable(self.other).alias(self.name)

    def _comparable(self, column: str) -> nw.Expr:
        columns = self._columns
        shared = dtype_of(columns[0]) if columns else nw.String
        return nw.col(column).cast(nw.Int64 if self._number else shared)


def with_aggregates(
    frame: nw.LazyFrame[Any],
    rows: nw.LazyFrame[Any],
    keys: Sequence[JoinKey],
    aggregates: Mapping[str, Aggregate],
    *,
    present: bool,
) -> nw.LazyFrame[Any]:
    """The frame with one column for each named aggregate of `rows`.

    Sums, counts and yes/no are 0 or false for keys without rows, if the source is `present` at all;
    everything is null if it is not.
    """
    if not present:
        return _unknown(frame, rows, aggregates)
    on, theirs = [key.name for key in keys], [key.theirs for key in keys]
    for name, made in aggregates.items():
        if made.how == "only":
            kept = rows if made.where is None else rows.filter(made.where)
            frame = frame.join(kept.select(*theirs, _value(made).alias(name)), on=on, how="left")
    grouped = {name: made for name, made in aggregates.items() if made.how != "only"}
    if not grouped:
        return frame
    filters = [made.where for made in grouped.values() if made.where is not None]
    if len(filters) == len(grouped):
        rows = rows.filter(reduce(or_, filters))
    masked = rows.select(*theirs, *(_masked(made).alias(name) for name, made in grouped.items()))
    reduced = masked.group_by(*on).agg(*(_reduced(made, nw.col(name)) for name, made in grouped.items()))
    frame = frame.join(reduced, on=on, how="left")
    return frame.with_columns(
        nw.col(name).fill_null(_NOTHING[made.how]) for name, made in grouped.items() if made.how in _NOTHING
    )


def _unknown(
    frame: nw.LazyFrame[Any], rows: nw.LazyFrame[Any], aggregates: Mapping[str, Aggregate]
) -> nw.LazyFrame[Any]:
    """The frame with a null for each aggregate, of the type it would have: nothing is joined."""
    masked = rows.select(
        (_value(one) if one.how == "only" else _masked(one)).alias(name) for name, one in aggregates.items()
    )
    made = masked.select(
        nw.col(name) if one.how == "only" else _reduced(one, nw.col(name)) for name, one in aggregates.items()
    )
    return frame.with_columns(
        nw.lit(None).cast(kind).alias(name) for name, kind in made.collect_schema().items()
    )


def _value(made: Aggregate) -> nw.Expr:
    return nw.lit(1, nw.Int32) if made.value is None else made.value


def _masked(made: Aggregate) -> nw.Expr:
    """The value on the rows that the filter keeps, null elsewhere; of `any_of` whether it keeps the row."""
    if made.how == "any":
        assert made.where is not None
        return made.where.fill_null(False)
    return _value(made) if made.where is None else nw.when(made.where.fill_null(False)).then(_value(made))


def _reduced(made: Aggregate, column: nw.Expr) -> nw.Expr:
    return {
        "sum": column.sum,
        "count": column.sum,
        "any": column.any,
        "mean": column.mean,
        "min": column.min,
        "max": column.max,
    }[made.how]()
