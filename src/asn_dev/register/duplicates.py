"""Rows that say the same as an earlier one: the first is kept, the others are reported.

Where rows of one key can be put together (see `merging`), only one that repeats another whole is rejected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs
import numpy as np
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Participation
from asn_dev.register.merging import is_merged
from asn_dev.register.parsed import ParsedSheet
from asn_dev.register.rejecting import AT, FIELD, REASON, Reasons

_SHEET, _ROW = "_sheet_number", "_row_number"
_FIRST_FIELDS = 2
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
    comparisons = list(_comparisons(sheets))
    suspects: dict[int, pl.Series] = {}
    for record in {sheet.layout.record for sheet in sheets}:
        of_record = [one for one in comparisons if sheets[one.sheets[0]].layout.record is record]
        suspects |= _suspects(sheets, of_record)
    for comparison in comparisons:
        if not any(suspects[number].len() for number in comparison.sheets):
            continue
        reasons: dict[int, Reasons] = {}
        pairs = _repeated(left, comparison, suspects)
        for (number, first_number), rows in pairs.group_by(_SHEET, "first_sheet", maintain_order=True):
            at = int(str(number))
            more = _reasons(left[at], rows, left[int(str(first_number))], comparison.fields)
            reasons[at] = reasons[at].and_(more) if at in reasons else more
        for at, of_sheet in reasons.items():
            left[at] = left[at].reject(of_sheet)
    return left


def _suspects(sheets: Sequence[ParsedSheet], comparisons: Sequence[_Comparison]) -> dict[int, pl.Series]:
    """The positions of rows, by sheet, that may be like another one in any of the comparisons.

    Rows that are alike have the same in all fields that every comparison looks at, and so the same
    fingerprint of these; where all fingerprints differ there is nothing to look for.
    """
    fields = [name for name in comparisons[0].fields if all(name in one.fields for one in comparisons)]
    numbers = sorted({number for one in comparisons for number in one.sheets})
    suspects = {number: pl.int_range(sheets[number].fields.height, eager=True) for number in numbers}
    # Most rows are told apart by a few fields, and the others are looked at for the rest of them.
    for some in (fields[:_FIRST_FIELDS], fields):
        if some and any(at.len() for at in suspects.values()):
            suspects = _sharing(sheets, suspects, some)
    return suspects


def _sharing(
    sheets: Sequence[ParsedSheet], suspects: Mapping[int, pl.Series], fields: Sequence[str]
) -> dict[int, pl.Series]:
    """The suspects of which another one has the same fingerprint of some fields."""
    prints = []
    for number, at in suspects.items():
        rows = sheets[number].fields.select(_fields(sheets[number], fields))
        prints.append((rows if at.len() == rows.height else rows[at]).hash_rows())
    ordered = np.sort(pl.concat(prints).to_numpy())
    shared = pl.Series(ordered[1:][ordered[1:] == ordered[:-1]], dtype=pl.UInt64).unique()
    if not shared.len():
        return {number: at.clear() for number, at in suspects.items()}
    return {
        number: at.filter(each.is_in(shared.implode()))
        for (number, at), each in zip(suspects.items(), prints, strict=True)
    }


def _comparisons(sheets: Sequence[ParsedSheet]) -> Iterator[_Comparison]:
    """By key where the layout has one, and by the whole row where it has none or the key is not known."""
    by_key: dict[tuple[type, tuple[str, ...], frozenset[str], int | None], list[int]] = {}
    by_row: dict[tuple[type, tuple[str, ...], frozenset[str]], list[int]] = {}
    for number, sheet in enumerate(sheets):
        layout = sheet.layout
        if layout.key and not is_merged(layout):
            own = number if layout.key_within_sheet else None
            by_key.setdefault((layout.record, layout.key, layout.absent, own), []).append(number)
        fields = frozenset(sheet.headings) if is_merged(layout) else frozenset[str]()
        by_row.setdefault((layout.record, layout.compared, fields), []).append(number)
    for (_, key, absent, _), numbers in by_key.items():
        yield _Comparison(tuple(numbers), key, tuple(name for name in key if name not in absent))
    for (_, compared, _), numbers in by_row.items():
        yield _Comparison(tuple(numbers), compared, ())
    trainings = [number for number, one in enumerate(sheets) if one.layout.record is Participation]
    if trainings:
        yield _Comparison(tuple(trainings), _SAME_TRAINING, _SAME_TRAINING)


def _repeated(
    sheets: Sequence[ParsedSheet], comparison: _Comparison, suspects: Mapping[int, pl.Series]
) -> pl.DataFrame:
    """Each repeated row and the first like it: sheet and position of both."""
    stacked = pl.concat(
        [_rows(sheets[number], number, comparison, suspects[number]) for number in comparison.sheets]
    )
    fields = stacked.select(comparison.fields)
    later, first = _later(fields.select(fingerprint=fields.hash_rows()))
    if later.len() and not all(
        column.gather(later).eq_missing(column.gather(first)).all() for column in fields
    ):
        later, first = _later(fields)  # two unlike rows have one fingerprint
    mine, theirs = stacked.select(_SHEET, _ROW)[later], stacked.select(_SHEET, _ROW)[first]
    return mine.with_columns(first_sheet=theirs[_SHEET], first_row=theirs[_ROW])


def _later(rows: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """The positions of rows that have one like them before, and of the first like each."""
    numbered = rows.with_row_index("_at")
    pairs = numbered.select("_at", first=pl.col("_at").first().over(rows.columns))
    repeats = pairs.filter(pl.col("_at") != pl.col("first"))
    return repeats["_at"], repeats["first"]


def _rows(sheet: ParsedSheet, number: int, comparison: _Comparison, suspects: pl.Series) -> pl.DataFrame:
    """The rows of a sheet that are compared, with their place."""
    at = suspects
    if sheet.leaves_out:
        at = at.filter(sheet.makes_records()[at])
    rows = sheet.fields.select(_fields(sheet, comparison.fields))
    rows = (rows if at.len() == rows.height else rows[at]).select(
        at.cast(pl.UInt32).alias(_ROW),
        *comparison.fields,
        pl.lit(number, dtype=pl.Int32).alias(_SHEET),
    )
    return rows.drop_nulls(comparison.needed) if comparison.needed else rows


def _fields(sheet: ParsedSheet, names: Sequence[str]) -> list[pl.Expr]:
    """The fields of these names; what the sheet does not have is null."""
    return [
        pl.col(name) if name in sheet.fields.columns else pl.lit(None, dtype=pl.String).alias(name)
        for name in names
    ]


def _named_field(sheet: ParsedSheet, fields: Sequence[str]) -> str:
    """The field that a reason names: the last of the key that the sheet has."""
    return next(
        (field for field in reversed(sheet.layout.key or fields) if field in sheet.headings), fields[0]
    )


def _reasons(sheet: ParsedSheet, pairs: pl.DataFrame, other: ParsedSheet, fields: Sequence[str]) -> Reasons:
    """Why each row repeats the first like it; rows that differ from one row in the same columns share it."""
    positions, firsts = pairs[_ROW], pairs["first_row"]
    shared = [
        name for name in sheet.fields.columns if name in sheet.headings and name in other.fields.columns
    ]
    # A column at a time: of a million rows two whole copies would be a gigabyte.
    differs = [
        sheet.fields[name].gather(positions).ne_missing(other.fields[name].gather(firsts)).alias(name)
        for name in shared
    ]
    alike = pl.DataFrame([firsts.alias("_first"), *differs])
    sorts = alike.unique(maintain_order=True).with_row_index(REASON)
    sentences = []
    for _, first, *differ in sorts.iter_rows():
        names = [name for name, hit in zip(shared, differ, strict=True) if hit]
        sentences.append(_reason(sheet, other, first, fields, names))
    rows = alike.join(sorts, on=alike.columns, how="left", maintain_order="left").select(
        positions.cast(pl.Int64).alias(AT),
        pl.lit(_named_field(sheet, fields)).alias(FIELD),
        pl.col(REASON).cast(pl.Int64),
    )
    return Reasons(rows, tuple(sentences))


def _reason(
    sheet: ParsedSheet, other: ParsedSheet, first: int, fields: Sequence[str], differ: Sequence[str]
) -> Message:
    where = _place(sheet, other, first)
    if not differ:
        return Message("repeats {where}", where=where)
    key = " & ".join(sheet.heading(field) for field in fields if field in sheet.headings)
    what = ", ".join(sheet.heading(field) for field in differ)
    return Message("has the same {key} as {where}, but another {what}", key=key, where=where, what=what)


def _place(sheet: ParsedSheet, other: ParsedSheet, first: int) -> Message:
    row, file, name = other.sheet.rows[first], other.sheet.file, other.sheet.name
    where = (
        Message("record {row} of the same person", row=row)
        if other.sheet.pointers
        else Message("row {row}", row=row)
    )
    if sheet is other:
        return where
    if name:
        return Message("{where} of {file}, sheet {sheet}", where=where, file=file, sheet=name)
    return Message("{where} of {file}", where=where, file=file)
