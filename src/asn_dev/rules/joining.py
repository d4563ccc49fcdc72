"""Joining: the rows of a source, aggregated by a key, as columns of another table.

All summaries of one source over one key are one ``group_by`` over the rows that any of them uses; how
unknown cells go into each is told in `three_valued`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial, reduce
from operator import or_
from typing import Any

import attrs
import narwhals as nw

from asn_dev.model import Column, Nip, columns_of
from asn_dev.register.schema import dtype_of
from asn_dev.rules.aggregates import Aggregate
from asn_dev.rules.three_valued import columns_for, possible, result_of, type_of, value_of


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
    for name, aggregate in aggregates.items():
        if aggregate.how == "only":
            kept = rows if aggregate.where is None else rows.filter(aggregate.where)
            frame = frame.join(kept.select(*theirs, value_of(aggregate).alias(name)), on=on, how="left")
    grouped = {name: aggregate for name, aggregate in aggregates.items() if aggregate.how != "only"}
    if not grouped:
        return frame
    filters = [possible(aggregate) for aggregate in grouped.values() if aggregate.where is not None]
    if len(filters) == len(grouped):
        rows = rows.filter(reduce(or_, filters))
    types = _types(rows, grouped)
    parts = {
        (name, part): column
        for name, aggregate in grouped.items()
        for part, column in columns_for(aggregate, types.get(name)).items()
    }
    wide = rows.select(*theirs, *(column.row.alias(_part(*place)) for place, column in parts.items()))
    reduced = wide.group_by(*on).agg(column.reduced(nw.col(_part(*place))) for place, column in parts.items())
    frame = frame.join(reduced, on=on, how="left").with_columns(
        result_of(aggregate, types.get(name), partial(_grouped, name)).alias(name)
        for name, aggregate in grouped.items()
    )
    extra = [_part(*place) for place in parts if place[1]]
    return frame.drop(*extra) if extra else frame


def _grouped(name: str, part: str) -> nw.Expr:
    """A part of an aggregate after grouping."""
    return nw.col(_part(name, part))


def _part(name: str, part: str) -> str:
    """What a part of an aggregate is called until all parts are put together."""
    return f"{name}#{part}" if part else name


def _types(rows: nw.LazyFrame[Any], aggregates: Mapping[str, Aggregate]) -> Mapping[str, Any]:
    """The type of each value that is aggregated."""
    values = [one.value.alias(name) for name, one in aggregates.items() if one.value is not None]
    return dict(rows.select(values).collect_schema()) if values else {}


def _unknown(
    frame: nw.LazyFrame[Any], rows: nw.LazyFrame[Any], aggregates: Mapping[str, Aggregate]
) -> nw.LazyFrame[Any]:
    """The frame with a null for each aggregate, of the type it would have: nothing is joined."""
    types = _types(rows, aggregates)
    return frame.with_columns(
        nw.lit(None).cast(type_of(aggregate, types.get(name))).alias(name)
        for name, aggregate in aggregates.items()
    )
