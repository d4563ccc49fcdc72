"""Rows that say the same as an earlier one: the first is kept, the others are reported.

Where rows of one key can be put together (see `merging`), only one that repeats another whole is rejected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Participation
from asn_dev.register.merging import is_merged
from asn_dev.register.parsed import ParsedSheet

_SHEET, _ROW = "_sheet_number", "_row_number"
_SAME_TRAINING = ("nip", "name", "form", "hours", "start", "end")
"""What makes two rows tell of one training, whatever they say of its certificate and provider."""


@attrs.frozen
class _Comparison:
    """Which sheets are laid beside each other, by which fields.

    Rows in which one of the `needed` fields is unknown are not compared: what is not known cannot be told
    to be the same, unless the whole row is.
    """

    sheets: tuple[int, ...]
    fields: tuple[str, ...]
    needed: tuple[str, ...]


def reject_repeated(sheets: Sequence[ParsedSheet]) -> list[ParsedSheet]:
    """The sheets with every repeated row rejected; which row it repeats stands in the reason."""
    left = list(sheets)
    for comparison in _comparisons(sheets):
        reasons: dict[int, dict[int, tuple[str, str]]] = {}
        pairs = _repeated(left, comparison)
        for (number, first_number), rows in pairs.group_by(_SHEET, "first_sheet", maintain_order=True):
            one, other = left[int(str(number))], left[int(str(first_number))]
            field = _named_field(one, comparison.fields)
            of_sheet = reasons.setdefault(int(str(number)), {})
            for position, reason in _reasons(one, rows[_ROW], other, rows["first_row"], comparison.fields):
                of_sheet[position] = (field, reason)
        for number, of_sheet in reasons.items():
            left[number] = left[number].reject(of_sheet)
    return left


def _comparisons(sheets: Sequence[ParsedSheet]) -> Iterator[_Comparison]:
    """By key where the layout has one, and by the whole row where it has none or the key is not known."""
    by_key: dict[tuple[type, tuple[str, ...], frozenset[str], int | None], list[int]] = {}
    by_row: dict[tuple[type, tuple[str, ...], frozenset[str]], list[int]] = {}
    for number, one in enumerate(sheets):
        layout = one.layout
        if layout.key and not is_merged(layout):
            own = number if layout.key_within_sheet else None
            by_key.setdefault((layout.record, layout.key, layout.absent, own), []).append(number)
        known = frozenset(one.headings) if is_merged(layout) else frozenset[str]()
        by_row.setdefault((layout.record, layout.compared, known), []).append(number)
    for (_, key, absent, _), numbers in by_key.items():
        yield _Comparison(tuple(numbers), key, tuple(name for name in key if name not in absent))
    for (_, compared, _), numbers in by_row.items():
        yield _Comparison(tuple(numbers), compared, ())
    trainings = [number for number, one in enumerate(sheets) if one.layout.record is Participation]
    if trainings:
        yield _Comparison(tuple(trainings), _SAME_TRAINING, _SAME_TRAINING)


def _repeated(sheets: Sequence[ParsedSheet], comparison: _Comparison) -> pl.DataFrame:
    """Each repeated row and the first like it: sheet and position of both."""
    stacked = pl.concat([_rows(sheets[number], number, comparison) for number in comparison.sheets])
    rows = stacked.select(comparison.fields)
    # Equal rows have equal fingerprints: where all differ there is nothing to look for.
    if rows.hash_rows().n_unique() == stacked.height:
        return stacked.clear().with_columns(first_sheet=pl.col(_SHEET), first_row=pl.col(_ROW))
    first = stacked.with_columns(
        first_sheet=pl.col(_SHEET).first().over(comparison.fields),
        first_row=pl.col(_ROW).first().over(comparison.fields),
    )
    later = first.filter((pl.col(_SHEET) != pl.col("first_sheet")) | (pl.col(_ROW) != pl.col("first_row")))
    return later.select(_SHEET, _ROW, "first_sheet", "first_row")


def _rows(one: ParsedSheet, number: int, comparison: _Comparison) -> pl.DataFrame:
    fields = [
        pl.col(name) if name in one.fields.columns else pl.lit(None, dtype=pl.String).alias(name)
        for name in comparison.fields
    ]
    rows = (
        one.fields.lazy().select(*fields, pl.lit(number, dtype=pl.Int32).alias(_SHEET)).with_row_index(_ROW)
    )
    if one.left_out:
        rows = rows.filter(~pl.col(_ROW).is_in(list(one.left_out)))
    return (rows.drop_nulls(comparison.needed) if comparison.needed else rows).collect()


def _named_field(one: ParsedSheet, fields: Sequence[str]) -> str:
    """The field that a reason names: the last of the key that the sheet has."""
    return next((field for field in reversed(one.layout.key or fields) if field in one.headings), fields[0])


def _reasons(
    one: ParsedSheet, positions: pl.Series, other: ParsedSheet, firsts: pl.Series, fields: Sequence[str]
) -> Iterator[tuple[int, Message]]:
    """Why each row repeats the first like it; rows that differ from one row in the same columns share it."""
    shared = [name for name in one.fields.columns if name in one.headings and name in other.fields.columns]
    mine, theirs = one.fields[positions], other.fields[firsts]
    differs = pl.DataFrame([mine[name].ne_missing(theirs[name]).alias(name) for name in shared])
    alike: dict[tuple[int, tuple[bool, ...]], Message] = {}
    rows = differs.iter_rows() if differs.width else iter([()] * positions.len())
    for position, first, differ in zip(positions.to_list(), firsts.to_list(), rows, strict=True):
        if (first, differ) not in alike:
            names = [name for name, hit in zip(shared, differ, strict=True) if hit]
            alike[first, differ] = _reason(one, other, first, fields, names)
        yield position, alike[first, differ]


def _reason(
    one: ParsedSheet, other: ParsedSheet, first: int, fields: Sequence[str], differ: Sequence[str]
) -> Message:
    where = _place(one, other, first)
    if not differ:
        return Message("repeats {where}", where=where)
    key = " & ".join(one.heading(field) for field in fields if field in one.headings)
    what = ", ".join(one.heading(field) for field in differ)
    return Message("has the same {key} as {where}, but another {what}", key=key, where=where, what=what)


def _place(one: ParsedSheet, other: ParsedSheet, first: int) -> Message:
    row, file, sheet = other.sheet.rows[first], other.sheet.file, other.sheet.name
    where = (
        Message("record {row} of the same person", row=row)
        if other.sheet.pointers
        else Message("row {row}", row=row)
    )
    if one is other:
        return where
    if sheet:
        return Message("{where} of {file}, sheet {sheet}", where=where, file=file, sheet=sheet)
    return Message("{where} of {file}", where=where, file=file)
