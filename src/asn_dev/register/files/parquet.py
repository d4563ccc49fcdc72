"""Parquet: typed columns brought to text, so that they are judged like every other file."""

from __future__ import annotations

import io

import polars as pl
import polars.selectors as cs

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.files.bounds import COLUMNS, PLAIN_CELLS, check
from asn_dev.register.files.sheet import DATE, NUMBER, HeadingTest, Sheet


def read_parquet(data: bytes, file: str, count_known: HeadingTest) -> list[Sheet | FileError]:
    """The one sheet of a Parquet file; rows are counted from 1, as there is no heading line."""
    names = pl.read_parquet_schema(io.BytesIO(data))
    check(Message("columns"), len(names), COLUMNS, file)
    rows_told = int(pl.scan_parquet(io.BytesIO(data)).select(pl.len()).collect().item())
    check(Message("cells in the used range"), rows_told * max(len(names), 1), PLAIN_CELLS, file)
    typed = pl.read_parquet(io.BytesIO(data))
    frame = typed.select(_as_text(name, kind) for name, kind in typed.schema.items())
    kinds = {
        name: pl.select(pl.when(typed[name].is_not_null()).then(pl.lit(kind))).to_series()
        for kind, names in (
            (NUMBER, typed.select(cs.numeric()).columns),
            (DATE, typed.select(cs.date()).columns),
        )
        for name in names
    }
    rows = pl.int_range(1, frame.height + 1, eager=True)
    return [Sheet(file, "", frame, rows, kinds=kinds)]


def _as_text(name: str, kind: pl.DataType) -> pl.Expr:
    """A column as the text that a spreadsheet would show; a whole number is written without a point."""
    column = pl.col(name)
    if kind.is_float():
        whole = column.is_finite() & (column == column.floor()) & (column.abs() < 2**53)
        return (
            pl.when(whole)
            .then(column.cast(pl.Int64, strict=False).cast(pl.String))
            .otherwise(column.cast(pl.String))
            .alias(name)
        )
    if kind == pl.List(pl.String):
        return column.list.join("|")
    if kind.is_nested():
        return pl.struct(column).struct.json_encode().alias(name)
    if kind == pl.Binary:
        return column.bin.encode("hex")
    return column.cast(pl.String)
