"""Results as files: a workbook, JSON, a page, or a CSV for each table."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import attrs
import polars as pl

from asn_dev.errors import FileError, join_names
from asn_dev.messages import Message
from asn_dev.overviews import Overview
from asn_dev.printable import printable
from asn_dev.register.whole_files import write_whole
from asn_dev.register.workbooks import Sheet, sheet_names, workbook_bytes
from asn_dev.register.writing import write_table
from asn_dev.results.declared import FORMATS, ResultTable, tables_of
from asn_dev.results.readable import Readable
from asn_dev.rules.definitions import Text

INTERNAL_MARK = Text(
    "INTERNAL – memuat data pribadi, tidak untuk diterbitkan",  # noqa: RUF001
    "INTERNAL – holds personal data, not to be published",  # noqa: RUF001
)
"""What stands on every page of what is for the owner of the data alone."""
_SUBJECT, _CONTENT = Text("Perihal", "Subject"), Text("Isi", "Content")
_WIDE = 48.0
"""Characters on a line of a sentence in a sheet."""


def save_result(result: Readable, path: Path) -> Path:
    """Write a result in the form of the path's ending; see `Result.save`."""
    ending = path.suffix.lower()
    if ending not in WRITERS:
        raise FileError(
            Message("a result is not written as '{ending}'", ending=ending),
            file=str(path),
            hint=Message("use one of {endings}", endings=join_names(tuple(WRITERS))),
        )
    write_whole(path, WRITERS[ending](result, path))
    return path


def _workbook(result: Readable, path: Path) -> bytes:
    sheets = [_sheet(result, table) for table in tables_of(type(result)) if _has_sheet(result, table)]
    if result.summary_sheet:
        heads = [_SUBJECT.in_(result.language), _CONTENT.in_(result.language)]
        frame = pl.DataFrame(list(result.whole_summary()), schema=heads, orient="row")
        widths = dict(zip(heads, (46.0, 80.0), strict=True))
        position = 0 if result.summary_first else len(sheets)
        sheets.insert(position, Sheet(result.summary_sheet.in_(result.language), frame, widths=widths))
    personal = any(column.personal for table in tables_of(type(result)) for column in table.columns)
    mark = INTERNAL_MARK.in_(result.language) if personal else ""
    return workbook_bytes(sheets, path, title=result.title(), mark=mark)


def _has_sheet(result: Readable, table: ResultTable) -> bool:
    """Tables that a result need not have (the changes of a plan) get a sheet only where they have rows."""
    frame: pl.DataFrame = getattr(result, table.name)
    return table.has_sheet and (bool(frame.height) or not table.optional)


def _sheet(result: Readable, table: ResultTable) -> Sheet:
    frame = result.printed(table)
    columns = [column for column in table.columns if column.name in frame.columns]
    return Sheet(
        table.label.in_(result.language),
        frame,
        headings={column.name: column.label.in_(result.language) for column in columns},
        formats={column.name: FORMATS[column.display] for column in columns if column.display in FORMATS},
        widths={column.name: _WIDE for column in columns if column.display == "sentence"},
    )


def _json(result: Readable, path: Path) -> bytes:
    return json.dumps(result.to_dict(), ensure_ascii=False, indent=1, allow_nan=False).encode()


def _page(result: Readable, path: Path) -> bytes:
    grids = [result.grid(table, most=None) for table in tables_of(type(result)) if _has_sheet(result, table)]
    overview = Overview(result.title(), dict(result.whole_summary()), grids, True, result.language)
    opened = [
        attrs.evolve(grid, rows=[[_plain(cell) for cell in row] for row in grid.rows]) for grid in grids
    ]
    body = attrs.evolve(overview, grids=opened)._repr_html_()
    return (
        f'<!doctype html><html lang="{result.language}"><meta charset="utf-8">'
        f"<title>{escape(printable(result.title()))}</title>{body}</html>\n"
    ).encode()


def _plain(cell: object) -> object:
    return printable(cell) if isinstance(cell, str) else cell


def _tables(result: Readable, path: Path) -> bytes:
    content = BytesIO()
    tables = [table for table in tables_of(type(result)) if _has_sheet(result, table)]
    names = sheet_names([table.label.in_(result.language) for table in tables])
    with ZipFile(content, "w", ZIP_DEFLATED) as archive, tempfile.TemporaryDirectory() as folder:
        for name, table in zip(names, tables, strict=True):
            sheet = _sheet(result, table)
            part = write_table(sheet.frame.rename(dict(sheet.headings)), Path(folder, "table.csv"))
            # A fixed day keeps the bytes the same.
            archive.writestr(ZipInfo(f"{name}.csv"), part.read_bytes(), ZIP_DEFLATED)
    return content.getvalue()


WRITERS: Mapping[str, Callable[[Readable, Path], bytes]] = {
    ".xlsx": _workbook,
    ".json": _json,
    ".html": _page,
    ".zip": _tables,
}
"""The forms in which a result is written, by the ending of the file."""
