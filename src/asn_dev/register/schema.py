"""The shape of a table, from its record: columns, their types, and which values are allowed."""

from __future__ import annotations

from datetime import date
from functools import cache, reduce
from operator import and_

import annotated_types as at
import narwhals as nw
import polars as pl

from asn_dev.messages import Message, joined
from asn_dev.model import Column, Nip, columns_of
from asn_dev.model.records import allowed_texts, storage_type

DType = type[nw.String | nw.Int64 | nw.Float64 | nw.Boolean | nw.Date]

_TYPES: dict[type, DType] = {
    str: nw.String,
    int: nw.Int64,
    float: nw.Float64,
    bool: nw.Boolean,
    date: nw.Date,
}

_MONTH_AND_DAY = (
    r"(?:(?:0[13578]|1[02])(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)(?:0[1-9]|[12]\d|30)"
    r"|02(?:0[1-9]|1\d|2[0-8]))"
)
_BIRTH = rf"(?:(?:19|20)\d\d{_MONTH_AND_DAY}|(?:19|20)(?:[02468][048]|[13579][26])0229)"
_START = r"(?:19|20)\d\d(?:0[1-9]|1[0-2]|2[1-9])"
_SERIAL = r"(?:00[1-9]|0[1-9]\d|[1-9]\d\d)"

NIP_PATTERN = rf"^{_BIRTH}{_START}[12]{_SERIAL}$"
"""A number that can have been issued: see `asn_dev.model.Nip` for what each part means."""


def dtype_of(column: Column) -> DType:
    """The Narwhals type of a column."""
    return _TYPES[storage_type(column)]


def polars_type(column: Column) -> type[pl.DataType]:
    """The Polars type of a column."""
    kinds: dict[type, type[pl.DataType]] = {
        str: pl.String,
        int: pl.Int64,
        float: pl.Float64,
        bool: pl.Boolean,
        date: pl.Date,
    }
    return kinds[storage_type(column)]


@cache
def polars_schema(record: type) -> dict[str, type[pl.DataType]]:
    """The Polars types of a record's columns."""
    return {column.name: polars_type(column) for column in columns_of(record)}


def allowed(column: Column) -> nw.Expr | None:
    """Whether a known value keeps the column's constraint; None where every value does.

    The same constraint that the record's validator checks, written once in the field's type.
    """
    value = nw.col(column.name)
    texts = allowed_texts(column)
    if texts is not None:
        return value.is_in(texts)
    if column.type is Nip:
        return value.str.contains(NIP_PATTERN)
    tests = [*_within_bounds(column, value), *_within_length(column, value)]
    return reduce(and_, tests) if tests else None


def _within_bounds(column: Column, value: nw.Expr) -> list[nw.Expr]:
    least, greatest, exclusive = column.bounds()
    tests: list[nw.Expr] = [value.is_finite()] if column.type is float else []
    if least is not None:
        tests.append(value > least if exclusive else value >= least)
    if greatest is not None:
        tests.append(value <= greatest)
    return tests


def _within_length(column: Column, value: nw.Expr) -> list[nw.Expr]:
    tests: list[nw.Expr] = []
    for constraint in column.constraints:
        if isinstance(constraint, at.MinLen):
            tests.append(value.str.len_chars() >= constraint.min_length)
        elif isinstance(constraint, at.MaxLen):
            tests.append(value.str.len_chars() <= constraint.max_length)
    return tests


def limits(column: Column) -> str:
    """What a column allows, in words.

    >>> from asn_dev.model import Assessment, column_of
    >>> limits(column_of(Assessment, "level"))
    'at least 1, at most 5'
    """
    texts = allowed_texts(column)
    if texts is not None:
        return Message("one of {names}", names=", ".join(texts))
    least, greatest, exclusive = column.bounds()
    over = Message("above {number:g}") if exclusive else Message("at least {number:g}")
    words = [] if least is None else [over.with_(number=least)]
    words += [] if greatest is None else [Message("at most {number:g}", number=greatest)]
    lengths = (one.max_length for one in column.constraints if isinstance(one, at.MaxLen))
    words += [Message("at most {count} characters", count=longest) for longest in lengths]
    return joined(", ", words) if words else Message("a finite number")
