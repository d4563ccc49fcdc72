"""Numbers as people write them: 8,5 and 2.500.000,00 and 20 JP and Rp 1.500.000."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

import attrs
import polars as pl

from asn_dev.model import Column
from asn_dev.model.constraints import Count, Hours, HoursTotal, Level, Minutes, Points, Rupiah, Seats
from asn_dev.register.aliases import plain
from asn_dev.register.cells.notices import Reading, notice, translate
from asn_dev.register.cells.text import in_plain_letters
from asn_dev.register.files.sheet import NUMBER

_WORDS: tuple[tuple[Any, str, str], ...] = (
    (Hours, "", "jp|jpl|jam|jam pelajaran"),
    (HoursTotal, "", "jp|jpl|jam|jam pelajaran"),
    (Minutes, "", "menit|mnt|min"),
    (Rupiah, r"rp\.?|idr", "rupiah|,-"),
    (Level, r"level|lvl\.?|lv\.?|tingkat", ""),
    (Points, "", "%|poin"),
    (Seats, "", "orang|org|peserta|kursi"),
    (Count, "", "orang|org|peserta|permohonan|berkas|kali|kasus|layanan"),
)
"""What may stand before and behind a number of each kind and says nothing new."""

_EXACT = 2**53
"""Whole numbers beyond are not told apart by a float."""


@attrs.frozen
class Number:
    """A number that was written in a way of its own.

    `decimal` is the mark that can only stand for the decimal one, if there is such. `unsure` tells that
    the writing has two meanings: 1,500 is one and a half, or fifteen hundred.
    """

    value: float
    decimal: str = ""
    worded: bool = False
    unsure: bool = False


def plain_number(cells: pl.Expr, column: Column) -> pl.Expr:
    """The value where the cell is written as programs write numbers, else null."""
    if column.type is int:
        return cells.cast(pl.Int64, strict=False)
    value = cells.cast(pl.Float64, strict=False)
    return pl.when(~cells.str.contains(r"\.\d{3}$")).then(value) if _is_money(column) else value


def read_numbers(
    text: pl.Series, column: Column, words: Mapping[str, str], kinds: pl.Series | None
) -> Reading:
    """Numbers, however they are written; `words` stand for numbers (sangat setuju: 5)."""
    value = text.to_frame("cells").select(plain_number(pl.col("cells"), column).cast(pl.Float64)).to_series()
    value = value.fill_nan(None)
    as_text = pl.Series([False]).new_from_index(0, text.len())
    if kinds is not None and (kinds == NUMBER).any():
        as_text = kinds.is_null() & value.is_not_null()
    pending = text.set(value.is_not_null(), None)
    meant = {plain(word): float(number) for word, number in words.items()}
    named = translate(pending, lambda cell: meant.get(plain(cell)), pl.Float64)
    pending = pending.set(named.is_not_null(), None)
    found = {cell: number for cell in pending.drop_nulls().unique() if (number := read_number(cell, column))}
    worded = pending.is_in([cell for cell, number in found.items() if number.worded])
    unsure = pending.is_in(_unsure(found))
    read = translate(pending, lambda cell: found[cell].value if cell in found else None, pl.Float64)
    value = value.fill_null(named).fill_null(read).set(unsure.fill_null(False), None)
    notices = (
        *notice("number_as_text", "repaired", as_text, "a number written as text"),
        *notice("label_for_number", "repaired", named.is_not_null(), "a word in place of a number"),
        *notice("number_with_words", "repaired", worded & ~unsure, "a number with a word or sign beside it"),
        *notice(
            "number_style", "repaired", read.is_not_null() & ~worded & ~unsure,
            "a number with a comma, or with points for thousands",
        ),
        *notice("ambiguous_number", "unknown", unsure, "a number that can be read in two ways"),
        *notice("not_a_number", "unknown", pending.is_not_null() & read.is_null(), "not a number"),
    )  # fmt: skip
    return _whole(Reading(value, notices)) if column.type is int else Reading(value, notices)


def _unsure(found: Mapping[str, Number]) -> list[str]:
    """The cells that stay in doubt, unless the others of the column show that a comma is decimal."""
    shown = {number.decimal for number in found.values()} - {""}
    return [] if shown == {","} else [cell for cell, number in found.items() if number.unsure]


def _whole(read: Reading) -> Reading:
    value = read.values
    broken = value != value.floor()
    vast = value.abs() >= _EXACT
    kept = value.set((broken | vast).fill_null(False), None).cast(pl.Int64)
    return Reading(
        kept,
        (
            *read.notices,
            *notice("not_a_whole_number", "unknown", broken & ~vast, "not a whole number"),
            *notice("out_of_range", "unknown", vast, "more than can be counted"),
        ),
    )


def read_number(text: str, column: Column) -> Number | None:
    """The number in a text, or None.

    >>> from asn_dev.model import Participation, Session, column_of
    >>> hours, cost = column_of(Participation, "hours"), column_of(Session, "fixed_cost")
    >>> read_number("20 JP", hours)
    Number(value=20.0, decimal='', worded=True, unsure=False)
    >>> read_number("8,5", hours)
    Number(value=8.5, decimal=',', worded=False, unsure=False)
    >>> read_number("Rp 2.500.000,00", cost).value, read_number("20 menit", hours)
    (2500000.0, None)
    """
    before, behind = _beside(column)
    match = re.fullmatch(
        rf"(?P<before>{before})?\s*(?P<number>[-+]?\d[\d.,]*?)\s*(?P<behind>{behind})?",
        in_plain_letters(text),
    )
    if match is None:
        return None
    number = _bare_number(match["number"], whole=column.type is int or _is_money(column))
    worded = bool(match["before"] or match["behind"])
    return attrs.evolve(number, worded=worded) if number else None


def _bare_number(number: str, *, whole: bool) -> Number | None:
    """A number with points and commas.

    `whole`: of a kind that has no thousandths, so that three digits behind a point are thousands.
    """
    for mark, decimal in ((".", ","), (",", ".")):
        grouped = rf"[-+]?\d{{1,3}}(?:\{mark}\d{{3}})+"
        if re.fullmatch(rf"{grouped}\{decimal}\d+|{grouped}\{mark}\d{{3}}", number):
            return Number(float(number.replace(mark, "").replace(decimal, ".")), decimal)
    if re.fullmatch(r"[-+]?\d+,\d+", number):
        unsure = bool(re.fullmatch(r"[-+]?[1-9]\d{0,2},\d{3}", number))
        return Number(float(number.replace(",", ".")), "" if unsure else ",", unsure=unsure)
    if whole and re.fullmatch(r"[-+]?\d{1,3}\.\d{3}", number):
        return Number(float(number.replace(".", "")), ",")
    if re.fullmatch(r"[-+]?\d+(?:\.\d+)?", number):
        return Number(float(number))
    return None


def _is_money(column: Column) -> bool:
    return _is(column, Rupiah)


@cache
def _beside(column: Column) -> tuple[str, str]:
    for kind, before, behind in _WORDS:
        if _is(column, kind):
            return before or r"(?!)", behind or r"(?!)"
    return r"(?!)", r"(?!)"


def _is(column: Column, kind: Any) -> bool:
    """Whether a column is of one of the model's constrained types."""
    base, *constraints = get_args(kind)
    return column.type is base and column.constraints == tuple(constraints)
