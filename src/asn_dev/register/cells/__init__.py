"""Reading of cells: text becomes values by the type of its column; anything unusual is a notice.

First the whole column is taken in the form that programs write; only a column in which that fails is
read with care, each distinct text once. A repair keeps the value and is reported. A cell that cannot
be read, or that breaks the constraint of its column, has no value, and that is reported too.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.model import Nip
from asn_dev.model.records import allowed_texts, storage_type
from asn_dev.register.cells.attendance import is_attendance, read_attendance
from asn_dev.register.cells.codes import BOOLEANS, read_codes
from asn_dev.register.cells.date_columns import read_dates
from asn_dev.register.cells.dates import is_plain_date, plain_date
from asn_dev.register.cells.limits import within
from asn_dev.register.cells.nips import read_nips
from asn_dev.register.cells.notices import Notice, Reading, notice
from asn_dev.register.cells.numbers import is_plain_number, plain_number, read_numbers
from asn_dev.register.cells.text import MARKS, TYPED_MARKS, is_plain_text, tidy_text
from asn_dev.register.cells.words import READERS, WORDS

if TYPE_CHECKING:
    from asn_dev.register.sources import Source

__all__ = ["Notice", "Reading", "are_plain", "notice", "plain_cells", "read_cells"]


_DAYS = {"start": "start", "end": "end", "ends_on": "end"}
"""Columns of first or of last days, in which a cell with several days has one meaning."""


def plain_cells(source: Source, cells: pl.Expr) -> pl.Expr:
    """The value of each cell that is written as programs write it, null for any that cannot be read so.

    Values count only where `are_plain` holds for the whole column.
    """
    kind = source.column.type
    if kind is date:
        return plain_date(cells).dt.month_start() if source.month else plain_date(cells)
    if kind in (int, float):
        return plain_number(cells, source.column)
    if kind is bool:
        return cells.replace_strict({"true": True, "false": False}, default=None, return_dtype=pl.Boolean)
    if source.codes:
        return cells.replace_strict(dict(source.codes), default=None, return_dtype=pl.String)
    return cells


def are_plain(source: Source, cells: pl.Expr, values: pl.Expr) -> pl.Expr:
    """Whether every cell of a column means the value of `plain_cells`, and reading it with care adds nothing.

    Whether the column may hold the values is another question: see `schema.allowed`.
    """
    kind = source.column.type
    read = values.null_count() == cells.null_count()
    if kind is date:
        return read & is_plain_date(cells, values)
    if kind in (int, float):
        return read & is_plain_number(cells, values, source.column)
    if kind is bool or source.codes or kind is Nip or allowed_texts(source.column):
        return read
    return is_plain_text(cells)


def read_cells(source: Source, cells: pl.Series, kinds: pl.Series | None) -> Reading:
    """The values of a column of any writing, within the constraint of the column."""
    column, free = source.column, _is_free(source)
    tidy = tidy_text(cells, marks=MARKS if free else TYPED_MARKS)
    text = tidy.values
    if column.type is Nip:
        read = read_nips(cells, text, kinds)
        tidied = tuple(seen for seen in tidy.notices if seen.rule != "blanks_around")
        return Reading(read.values, (*tidied, *read.notices))
    if column.type is date:
        read = read_dates(text, kinds, month=source.month, which=_DAYS.get(column.name, ""))
    elif column.type in (int, float):
        read = read_numbers(text, column, {**source.codes, **source.variants}, kinds)
    elif is_attendance(column):
        read = read_attendance(text)
    elif free:
        read = Reading(text)
    else:
        read = _codes(source, text)
    inside = within(column, read.values)
    return Reading(inside.values, (*tidy.notices, *read.notices, *inside.notices))


def _is_free(source: Source) -> bool:
    """Whether any text may stand in the column."""
    coded = bool(source.codes or source.variants or allowed_texts(source.column))
    return storage_type(source.column) is str and not coded and source.column.type is not Nip


def _codes(source: Source, text: pl.Series) -> Reading:
    if source.column.type is bool:
        read = read_codes(text, {**BOOLEANS, **source.codes}, source.variants)
        return attrs.evolve(read, values=read.values == "true")
    own = {code: code for code in allowed_texts(source.column) or ()}
    words = {**own, **WORDS.get(source.column.type, {}), **source.variants}
    return read_codes(text, source.codes or own, words, READERS.get(source.column.type))
