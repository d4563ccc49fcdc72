"""From parsed sheets to the register: tables of the accepted rows, the others whole, and the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import polars as pl

from asn_dev.model import (
    STANDARD_COMPETENCIES,
    Competency,
    RequiredLevel,
    UnplacedStandard,
    key_of,
    plural_of,
)
from asn_dev.register.files.sheet import BLANKS, KEY_HEADING, distinct
from asn_dev.register.ledger import LedgerRow, RejectedRows
from asn_dev.register.parsed import ParsedSheet
from asn_dev.register.rejecting import AT, REASON
from asn_dev.register.schema import polars_schema
from asn_dev.register.structuring import frame_of
from asn_dev.register.unplaced import unplaced_standards

_ABOUT = {
    "_row": pl.Int64,
    "_pointer": pl.String,
    "_column": pl.String,
    "_value": pl.String,
    "_reason": pl.String,
}


def tables_of(sheets: Sequence[ParsedSheet]) -> dict[type, pl.DataFrame]:
    """The accepted rows as tables of records.

    A sheet may name in passing what other records are about (units, posts, programmes): such rows
    fill in what no sheet of those records has.
    """
    own: dict[type, list[pl.DataFrame]] = {}
    named: dict[type, list[pl.DataFrame]] = {}
    for parsed, label in zip(sheets, _labels(sheets), strict=True):
        rows = parsed.accepted().with_columns(_sheet=pl.lit(label))
        for record, frame in parsed.layout.make(rows).items():
            parts = own if record is parsed.layout.record else named
            parts.setdefault(record, []).append(_shaped(frame, record))
    if RequiredLevel in own:
        named.setdefault(Competency, []).append(frame_of(Competency, STANDARD_COMPETENCIES))
    tables = {record: pl.concat(frames) for record, frames in own.items()}
    for record, frames in named.items():
        tables[record] = _filled_in(tables.get(record), pl.concat(frames), record)
    lost = unplaced_standards(sheets)
    if not lost.is_empty():
        tables[UnplacedStandard] = lost
    return tables


def _labels(sheets: Sequence[ParsedSheet]) -> list[str]:
    """A name for each sheet that no other has."""
    names = [parsed.sheet.name or parsed.sheet.file for parsed in sheets]
    often = Counter(names)
    return [
        name if often[name] == 1 else f"{parsed.sheet.file}/{parsed.sheet.name}"
        for name, parsed in zip(names, sheets, strict=True)
    ]


def _shaped(frame: pl.DataFrame, record: type) -> pl.DataFrame:
    """The record's columns in the record's types; what the sheet does not have is unknown."""
    schema = polars_schema(record)
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in schema.items()
    )


def _filled_in(own: pl.DataFrame | None, named: pl.DataFrame, record: type) -> pl.DataFrame:
    """The table with the rows that others name and it lacks; of several, the one that says most."""
    key = list(key_of(record))
    filled = pl.sum_horizontal(pl.all().is_not_null())
    fullest = (
        named.with_row_index("_at")
        .with_columns(_first=pl.col("_at").min().over(key))
        .sort(filled, *named.columns, descending=[True, *[False] * named.width], nulls_last=True)
        .unique(key, keep="first", maintain_order=True)
        .sort("_first")
        .drop("_at", "_first")
    )
    if own is None:
        return fullest
    return pl.concat([own, fullest.join(own, on=key, how="anti", maintain_order="left")])


def rejected_of(sheets: Iterable[ParsedSheet]) -> list[RejectedRows]:
    """The rows of each sheet that were kept out, whole."""
    return [
        RejectedRows(parsed.sheet.file, parsed.sheet.name, _rejected(parsed), _reasons(parsed))
        for parsed in sheets
        if parsed.rejections.rows.height or parsed.sheet.strays
    ]


def _reasons(parsed: ParsedSheet) -> list[str]:
    """Why each row was kept out, in the order of `_rejected`."""
    sentences = parsed.rejections.sentences
    numbers = parsed.rejections.rows.sort(AT)[REASON].to_list()
    return [*(sentences[number] for number in numbers), *(stray.reason for stray in parsed.sheet.strays)]


def _rejected(parsed: ParsedSheet) -> pl.DataFrame:
    sheet, kept_out = parsed.sheet, parsed.rejected()
    positions = kept_out[AT]
    pointers = [sheet.pointers[at] for at in positions] if sheet.pointers else None
    about = kept_out.select(
        sheet.rows[positions].cast(pl.Int64).alias("_row"),
        pl.Series("_pointer", pointers, dtype=pl.String) if pointers else pl.lit("").alias("_pointer"),
        "_column", "_value", "_reason",
    )  # fmt: skip
    if sheet.strays:
        lines = [(stray.row, stray.pointer, "", "", str(stray.reason)) for stray in sheet.strays]
        about = pl.concat([about, pl.DataFrame(lines, schema=_ABOUT, orient="row")])
    width = max([sheet.frame.width, *(len(stray.cells) for stray in sheet.strays)])
    names = [*sheet.frame.columns, *(f"(kolom {at})" for at in range(sheet.frame.width + 1, width + 1))]
    # A file may have columns of these names: rejected rows that were mended come back with them.
    names = distinct([*_ABOUT, *names])[len(_ABOUT) :]
    kept = sheet.frame[positions]
    kept = kept.rename(dict(zip(kept.columns, names, strict=False)))
    strays = pl.DataFrame(
        [(*stray.cells, *[None] * (width - len(stray.cells))) for stray in sheet.strays],
        schema=dict.fromkeys(names, pl.String),
        orient="row",
    )
    whole = pl.concat([kept, strays], how="diagonal") if sheet.strays else kept
    return pl.concat([about, whole], how="horizontal")


def ledger_row(parsed: ParsedSheet) -> LedgerRow:
    """What became of the rows of a sheet."""
    strays = len(parsed.sheet.strays)
    read = parsed.sheet.frame.height - len(parsed.no_data) + strays
    rejected = parsed.rejections.rows.height + strays
    return LedgerRow(
        file=parsed.sheet.file,
        sheet=parsed.sheet.name,
        record=plural_of(parsed.layout.record),
        read=read,
        accepted=read - rejected,
        rejected=rejected,
        findings=sum(found.count for found in parsed.findings() if found.severity != "info"),
        no_data=len(parsed.no_data) + parsed.sheet.blank + len(parsed.sheet.apart),
        sha256=parsed.sheet.sha256,
        layout=parsed.layout.name,
        columns_used=parsed.columns_used,
    )


def _columns_used(parsed: ParsedSheet) -> float | None:
    """Which share of the columns that the file names is used."""
    named = [name for name in parsed.sheet.frame.columns if name != KEY_HEADING and name.strip(BLANKS)]
    used = set(parsed.headings.values()).intersection(named)
    return len(used) / len(named) if named else None
