"""Sheets into the bytes of a file, in each kind of file that offices hand over."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from html import escape

import xlsxwriter

from asn_dev.testing.dressing.grid import Cell, Grid

Write = Callable[[Sequence[Grid]], bytes]

_FIXED = (2000, 1, 1, 0, 0, 0)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_XML = "urn:schemas-microsoft-com:office:spreadsheet"


def delimited(separator: str, encoding: str) -> Write:
    """Text with a separator; where it is no comma, decimals have one."""

    def write(grids: Sequence[Grid]) -> bytes:
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=separator)
        (grid,) = grids
        for line in grid.lines():
            filled = [*line, *[None] * (len(grid.headings) - len(line))]
            writer.writerow(as_text(cell, decimal="." if separator == "," else ",") for cell in filled)
        return text.getvalue().encode(encoding)

    return write


def as_text(cell: Cell, decimal: str = ",") -> str:
    """A cell as a program shows it that is set to Indonesian.

    >>> as_text(12.5), as_text(date(2025, 3, 10)), as_text(None)
    ('12,5', '10/03/2025', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return f"{cell:.10g}".replace(".", decimal) if isinstance(cell, float) else str(cell)


def workbook(grids: Sequence[Grid]) -> bytes:
    """A workbook of Excel, with merged cells and with days as days."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(*_FIXED)})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for grid in grids:
            sheet = book.add_worksheet(grid.name)
            for merged in grid.merged():
                sheet.merge_range(merged.top, merged.left, merged.bottom, merged.right, merged.text)
            for at, line in enumerate(grid.lines()):
                for column, cell in enumerate(line):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, column, cell, day)
                    elif isinstance(cell, str):
                        sheet.write_string(at, column, cell)
                    elif cell is not None:
                        sheet.write_number(at, column, cell)
    return content.getvalue()


def web_table(grids: Sequence[Grid]) -> bytes:
    """The table of a web page, which programs name `.xls`."""
    (grid,) = grids
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(as_text(cell))}</td>" for cell in line) + "</tr>\n"
        for line in grid.lines()
    )
    return (
        f'<html><head><meta charset="utf-8"></head><body><table border="1">{body}</table></body></html>'
    ).encode()


def sheet_of_2003(grids: Sequence[Grid]) -> bytes:
    """A workbook in the XML of 2003, which programs name `.xls` too."""
    sheets = "".join(
        f'<Worksheet ss:Name="{escape(grid.name)}"><Table>'
        + "".join(f"<Row>{''.join(map(_cell_of_2003, line))}</Row>" for line in grid.lines())
        + "</Table></Worksheet>"
        for grid in grids
    )
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{_XML}" xmlns:ss="{_XML}">{sheets}</Workbook>'
    ).encode()


def _cell_of_2003(cell: Cell) -> str:
    if cell is None:
        return "<Cell/>"
    kind, text = "String", as_text(cell)
    if isinstance(cell, date):
        kind, text = "DateTime", f"{cell.isoformat()}T00:00:00.000"
    elif not isinstance(cell, str):
        kind, text = "Number", as_text(cell, decimal=".")
    return f'<Cell><Data ss:Type="{kind}">{escape(text)}</Data></Cell>'


def open_document(grids: Sequence[Grid]) -> bytes:
    """A spreadsheet of LibreOffice."""
    tables = "".join(
        f'<table:table table:name="{escape(grid.name)}">'
        + "".join(
            f"<table:table-row>{''.join(map(_open_cell, line))}</table:table-row>" for line in grid.lines()
        )
        + "</table:table>"
        for grid in grids
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{_OFFICE}" '
        f'xmlns:table="{_TABLE}" xmlns:text="{_TEXT}" office:version="1.2"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{_ODS}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    return packed(
        {
            "mimetype": _ODS.encode(),
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
        }
    )


def _open_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    kind, text = 'office:value-type="string"', as_text(cell)
    if isinstance(cell, date):
        kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif not isinstance(cell, str):
        kind = f'office:value-type="float" office:value="{as_text(cell, decimal=".")}"'
    return f"<table:table-cell {kind}><text:p>{escape(text)}</text:p></table:table-cell>"


def service_answer(grids: Sequence[Grid]) -> bytes:
    """The answer of a service: what stands around the table is not in it."""
    (grid,) = grids
    plain = grid.plain
    records = [dict(zip(plain.headings, map(_json_cell, row), strict=True)) for row in plain.rows]
    return json.dumps({"code": 1, "data": records, "count": len(records)}, ensure_ascii=False).encode()


def _json_cell(cell: Cell) -> str | int | float | None:
    return cell.isoformat() if isinstance(cell, date) else cell


def database_export(grids: Sequence[Grid]) -> bytes:
    """The export of a table by phpMyAdmin: what stands before it, and every cell as text."""
    (grid,) = grids
    plain = grid.plain
    rows = [
        {
            heading: None if cell is None else str(_json_cell(cell))
            for heading, cell in zip(plain.headings, row, strict=True)
        }
        for row in plain.rows
    ]
    parts = [
        {"type": "header", "version": "5.2.1", "comment": "Export to JSON plugin for PHPMyAdmin"},
        {"type": "database", "name": "simpeg"},
        {"type": "table", "name": grid.name, "database": "simpeg", "data": rows},
    ]
    return json.dumps(parts, ensure_ascii=False).encode()


def packed(files: Mapping[str, bytes]) -> bytes:
    """An archive of files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _FIXED), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()


ONE_SHEET: Mapping[str, tuple[str, Write]] = {
    **{
        f"csv {name} {encoding}": (".csv", delimited(mark, encoding))
        for name, mark in (("comma", ","), ("semicolon", ";"), ("tab", "\t"))
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252")
    },
    "html named xls": (".xls", web_table),
    "service answer": (".json", service_answer),
    "export of a database": (".json", database_export),
}
"""Files that hold one table: what they are called, their suffix and what writes them."""

BARE = frozenset(("service answer", "export of a database"))
"""Files that hold a table alone, and nothing around it."""

BOOKS: Mapping[str, tuple[str, Write]] = {
    "xlsx": (".xlsx", workbook),
    "ods": (".ods", open_document),
    "xml of 2003": (".xls", sheet_of_2003),
}
"""Files that hold many sheets."""


def kinds() -> Iterator[str]:
    """Every kind of file."""
    yield from (*ONE_SHEET, *BOOKS)
