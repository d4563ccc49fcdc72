"""Spreadsheets: XLSX and its kin, one sheet of text for each worksheet that holds a table."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.files.bounds import CELLS, COLUMNS, check
from asn_dev.register.files.old_workbooks import counts_from_1904
from asn_dev.register.files.sheet import DATE, NO_HEADINGS, NUMBER, HeadingTest, Sheet
from asn_dev.register.files.table import table_of
from asn_dev.register.files.workbook_parts import Looked, look
from asn_dev.register.ledger import Finding

OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EXACT = 10**15
"""Numbers beyond have lost digits: a spreadsheet keeps 15."""

Lines = list[list[str]]


def read_spreadsheet(data: bytes, file: str, count_known: HeadingTest) -> list[Sheet | FileError]:
    """The worksheets of a workbook; empty ones and charts are passed over."""
    looked = _looked(data, file)
    book = _open(looked.data, file)
    sheets: list[Sheet | FileError] = []
    for about in book.sheets_metadata:
        if about.typ is SheetTypeEnum.WorkSheet:
            sheets += _sheet(book, about, looked, file, count_known)
    if not sheets:
        raise FileError(Message("has no sheet with a table"), file=file, hint=NO_HEADINGS)
    return sheets


def _looked(data: bytes, file: str) -> Looked:
    if not data.startswith(OLD_CONTAINER):
        return look(data, file)
    if _ENCRYPTED in data:
        raise _locked(file)
    return Looked(data=data, counts_from_1904=counts_from_1904(data, file))


def _open(data: bytes, file: str) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise _locked(file) from error
    except CalamineError as error:
        hint = Message("open it in the program that wrote it and save it again as XLSX")
        raise FileError(Message("is not a whole spreadsheet file"), file=file, hint=hint) from error


def _locked(file: str) -> FileError:
    return FileError(
        Message("is protected by a password"), file=file, hint=Message("save it without a password")
    )


def _sheet(
    book: CalamineWorkbook, about: SheetMetadata, looked: Looked, file: str, count_known: HeadingTest
) -> Iterator[Sheet | FileError]:
    """The table of a worksheet, if anything stands in it."""
    name = about.name
    try:
        worksheet = book.get_sheet_by_name(name)
    except CalamineError:
        yield FileError(
            Message("sheet '{name}' is damaged inside", name=name),
            file=file,
            hint=Message("open it in the program that wrote it and save it again as XLSX"),
        )
        return
    check(Message("columns"), worksheet.total_width, COLUMNS, file)
    check(Message("cells in the used range"), worksheet.total_height * worksheet.total_width, CELLS, file)
    cells = worksheet.to_python(skip_empty_area=False)
    lines = [[_text(cell) for cell in line] for line in cells]
    _put(lines, looked.formulas.get(name, {}))
    if not any(cell.strip() for line in lines for cell in line):
        return
    notes = list(looked.notes.get(name, ()))
    if about.visible is not SheetVisibleEnum.Visible:
        notes.append(
            Finding("hidden_sheet", "info", file, name, "", 1, Message("the sheet is hidden; it is read"))
        )
    if looked.counts_from_1904:
        message = Message("the workbook counts its days from 1904; day numbers were read so")
        notes.append(Finding("days_from_1904", "info", file, name, "", 1, message))
    kinds = [[_kind(cell) for cell in line] for line in cells]
    table = table_of(
        file,
        name,
        list(enumerate(lines, 1)),
        count_known,
        kinds=kinds,
        merged=_merged(worksheet, len(lines)),
        notes=notes,
    )
    if looked.counts_from_1904 and isinstance(table, Sheet):
        table = attrs.evolve(table, days_from_1904=True)
    yield table


def _merged(worksheet: CalamineSheet, height: int) -> list[tuple[int, int, int, int]]:
    """The merged ranges that begin within the lines."""
    return [
        (first, left, min(last, height - 1), right)
        for (first, left), (last, right) in worksheet.merged_cell_ranges or ()
        if first < height and last >= first and right >= left
    ]


def _put(lines: Lines, formulas: Mapping[tuple[int, int], str]) -> None:
    """Show a formula that no program has computed yet as its text, so that nothing is lost."""
    for (row, column), formula in formulas.items():
        if row < len(lines) and column < len(lines[row]) and not lines[row][column]:
            lines[row][column] = formula


def _kind(cell: object) -> str | None:
    if isinstance(cell, (str, bool)):
        return None
    if isinstance(cell, (int, float)):
        return NUMBER
    return DATE if isinstance(cell, dt.date) else None


def _text(cell: Any) -> str:
    """A cell as text; a number that has lost digits shows that it has.

    >>> _text(5.0), _text(8.25), _text(1.978082219991219e17), _text(dt.date(2025, 5, 19))
    ('5', '8.25', '1.978082219991219e+17', '2025-05-19')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    return "" if cell is None else str(cell)
