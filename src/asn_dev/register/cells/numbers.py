"""Numbers as people write them: 8,5 and 2.500.000,00 and 20 JP and Rp 1.500.000.

What a point or a comma before three digits stands for, the other cells of the column tell (`marks`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from typing import Any, get_args

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Column
from asn_dev.model.constraints import Count, Hours, HoursTotal, Level, Minutes, Points, Rupiah, Seats
from asn_dev.register.aliases import plain
from asn_dev.register.cells.marks import DOUBTFUL, Bare, bare_number, meaning_of
from asn_dev.register.cells.notices import Notice, Reading, notice, translate
from asn_dev.register.cells.spelled import hours_in, in_figures
from asn_dev.register.cells.text import in_plain_letters
from asn_dev.register.files.sheet import NUMBER

_WORDS: tuple[tuple[Any, str, str], ...] = (
    (Hours, "jpl?", "jp|jpl|jam|jam pelajaran"),
    (HoursTotal, "jpl?", "jp|jpl|jam|jam pelajaran"),
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

_BEHIND_POINT = len(".000")
"""Where the point of a number with two meanings stands, from its end."""


@attrs.frozen
class Number:
    """A number as it was written: its digits and marks, and whether a word was beside it."""

    bare: Bare
    worded: bool = False


def plain_number(cells: pl.Expr, column: Column) -> pl.Expr:
    """The value where the cell is written as programs write numbers, else null."""
    return cells.cast(pl.Int64 if column.type is int else pl.Float64, strict=False)


def is_plain_number(cells: pl.Expr, values: pl.Expr, column: Column) -> pl.Expr:
    """Whether every cell of a column means the value that `plain_number` finds in it.

    Zeros that pad are not plain. Where a point may stand for thousands, nothing of the column is plain,
    unless other points of it are decimal and no number ends in 0 behind its point, as no program writes it.
    """
    zeros = cells.filter(values == 0)
    if column.type is int:
        return ~((zeros.str.len_bytes() != 1).any() | (values.abs() >= _EXACT).any())
    padded = ((zeros.str.len_bytes() > 1) & ~zeros.str.contains(".", literal=True)).any()
    doubtful = cells.map_batches(
        partial(_are_doubtful, money=is_money(column)), return_dtype=pl.Boolean, returns_scalar=True
    )
    return ~(padded | doubtful)


def _are_doubtful(cells: pl.Series, *, money: bool) -> pl.Series:
    """Whether a point of the column may stand for thousands, and others do not show that none does.

    One answer; most columns have no point three digits before the end, and need no closer look.
    """
    pointed = cells.filter(cells.cast(pl.Binary).bin.get(-_BEHIND_POINT, null_on_oob=True) == ord("."))
    doubtful = bool(pointed.str.contains(DOUBTFUL).any())
    if doubtful and not money:
        shown = cells.str.contains(r"\.\d{1,2}$|\.\d{4,}$").any()
        doubtful = not shown or bool(pointed.str.contains(r"\.\d\d0$").any())
    return pl.Series([doubtful])


def read_numbers(
    text: pl.Series, column: Column, words: Mapping[str, str], kinds: pl.Series | None
) -> Reading:
    """Numbers, however they are written; `words` stand for numbers (sangat setuju: 5)."""
    typed = pl.Series([False]).new_from_index(0, text.len()) if kinds is None else kinds == NUMBER
    typed = typed.fill_null(False)
    value = text.set(~typed, None).cast(pl.Float64, strict=False).fill_nan(None)
    pending = text.set(value.is_not_null(), None)
    meant = {plain(word): float(number) for word, number in words.items()}
    named = translate(pending, lambda cell: meant.get(plain(cell)), pl.Float64)
    pending = pending.set(named.is_not_null(), None)
    numbers = {cell: one for cell in pending.drop_nulls().unique() if (one := read_number(cell, column))}
    values = _values(numbers, column)
    read = translate(pending, values.get, pl.Float64)
    notices = (
        *notice("label_for_number", "repaired", named.is_not_null(), Message("a word in place of a number")),
        *_about(pending, numbers, values, typed),
        *notice(
            "not_a_number", "unknown", pending.is_not_null() & ~pending.is_in(list(numbers)),
            Message("not a number"),
        ),
    )  # fmt: skip
    reading = Reading(value.fill_null(named).fill_null(read), notices)
    return _whole(reading) if column.type is int else reading


def _values(numbers: Mapping[str, Number], column: Column) -> dict[str, float]:
    """What each text means, where it has one meaning in this column."""
    bare = {cell: number.bare for cell, number in numbers.items()}
    meanings = meaning_of(set(bare.values()), whole=column.type is int, money=is_money(column))
    return {cell: value for cell, one in bare.items() if (value := meanings.get(one)) is not None}


def _about(
    pending: pl.Series, numbers: Mapping[str, Number], values: Mapping[str, float], typed: pl.Series
) -> tuple[Notice, ...]:
    """Notices of cells that hold a number within a text."""
    sound = {cell: number for cell, number in numbers.items() if cell in values}
    padded = [cell for cell, one in numbers.items() if cell not in values and one.bare.is_padded_zero]
    unsure = [cell for cell in numbers if cell not in values and cell not in padded]
    worded = [cell for cell, number in sound.items() if number.worded]
    as_text = [
        cell
        for cell, number in sound.items()
        if not number.worded and number.bare.is_written_as(values[cell])
    ]
    usual = {*worded, *as_text}
    styled = [cell for cell in sound if cell not in usual]
    return (
        *(
            notice(
                "number_as_text", "repaired", pending.is_in(as_text), Message("a number written as text")
            )
            if typed.any()
            else ()
        ),
        *notice(
            "number_with_words", "repaired", pending.is_in(worded),
            Message("a number with a word or sign beside it"),
        ),
        *notice(
            "number_style", "repaired", pending.is_in(styled),
            Message("a number with a comma, or with points for thousands"),
        ),
        *notice(
            "ambiguous_number", "unknown", pending.is_in(unsure),
            Message(
                "a number that can be read in two ways, and the column does not tell which: the mark before"
                " three digits is decimal or stands for thousands; write it without marks of thousands"
            ),
        ),
        *notice(
            "placeholder_number", "unknown", pending.is_in(padded),
            Message("only zeros, as are typed where nothing is known"),
        ),
    )  # fmt: skip


def _whole(read: Reading) -> Reading:
    value = read.values
    broken = value != value.floor()
    vast = value.abs() >= _EXACT
    kept = value.set((broken | vast).fill_null(False), None).cast(pl.Int64)
    return Reading(
        kept,
        (
            *read.notices,
            *notice("not_a_whole_number", "unknown", broken & ~vast, Message("not a whole number")),
            *notice("out_of_range", "unknown", vast, Message("more than can be counted")),
        ),
    )


def read_number(text: str, column: Column) -> Number | None:
    """The number in a text, or None; words beside it are those of the column's kind.

    >>> from asn_dev.model import Participation, column_of
    >>> hours = column_of(Participation, "hours")
    >>> read_number("20 JP", hours).worded, read_number("20 menit", hours), read_number("1.2.3", hours)
    (True, None, None)
    >>> [number.bare == read_number("16", hours).bare for number in (
    ...     read_number("enam belas JP", hours), read_number("2 hari (16 JP)", hours))]
    [True, True]
    """
    match = _pattern(column).fullmatch(in_plain_letters(text))
    bare = bare_number(match["number"]) if match else None
    if match and bare:
        return Number(bare, worded=bool(match["before"] or match["behind"]))
    figures = in_figures(text)
    if figures:
        number = read_number(figures, column)
        return attrs.evolve(number, worded=True) if number else None
    hours = hours_in(text) if _is(column, Hours) or _is(column, HoursTotal) else None
    bare = bare_number(f"{hours:g}") if hours is not None else None
    return Number(bare, worded=True) if bare else None


@cache
def _pattern(column: Column) -> re.Pattern[str]:
    """A number with what may stand beside it in the column."""
    before, behind = _beside(column)
    return re.compile(
        rf"(?P<before>{before})?\s*(?P<number>[-+]?[\d.][\d., ]*?(?:e[-+]?\d+)?)\s*(?P<behind>{behind})?"
    )


def is_money(column: Column) -> bool:
    """Whether the column holds rupiah, of which there are no thousandths."""
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
