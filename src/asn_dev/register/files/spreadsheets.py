"""Spreadsheets: XLSX and its kin, one sheet of text for each worksheet that holds a table."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from asn_dev.errors import FileError
from asn_dev.register.files.formulas import written_formulas
from asn_dev.register.files.sheet import (
    DATE,
    NO_HEADINGS,
    NUMBER,
    HeadingTest,
    Sheet,
)
from asn_dev.register.files.table import table_of
from asn_dev.register.ledger import Finding

_OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EXACT = 10**15
"""Numbers beyond have lost digits: a spreadsheet keeps 15."""

Lines = list[list[str]]


def read_spreadsheet(path: Path, file: str, known: HeadingTest) -> list[Sheet | FileError]:
    """The worksheets of a workbook; empty ones and charts are passed over."""
    data = path.read_bytes()
    book = _open(data, file)
    formulas = written_formulas(data)
    found: list[Sheet | FileError] = []
    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        worksheet = book.get_sheet_by_name(about.name)
        cells = worksheet.to_python(skip_empty_area=False)
        hidden = about.visible is not SheetVisibleEnum.Visible
        lines = [[_text(cell) for cell in line] for line in cells]
        _put(lines, formulas.get(about.name, {}))
        if any(cell.strip() for line in lines for cell in line):
            found.append(_sheet(file, worksheet, cells, lines, known, hidden=hidden))
    if not found:
        raise FileError("has no sheet with a table", file=file, hint=NO_HEADINGS)
    return found


def _open(data: bytes, file: str) -> CalamineWorkbook:
    if data.startswith(_OLD_CONTAINER) and _ENCRYPTED in data:
        raise _locked(file)
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise _locked(file) from error
    except CalamineError as error:
        hint = "open it in the program that wrote it and save it again as XLSX"
        raise FileError("is not a whole spreadsheet file", file=file, hint=hint) from error


def _locked(file: str) -> FileError:
    return FileError("is protected by a password", file=file, hint="save it without a password")


def _sheet(
    file: str,
    worksheet: CalamineSheet,
    cells: Sequence[Sequence[Any]],
    lines: Lines,
    known: HeadingTest,
    *,
    hidden: bool,
) -> Sheet | FileError:
    name = worksheet.name
    kinds = [[_kind(cell) for cell in line] for line in cells]
    notes = []
    if hidden:
        notes.append(Finding("hidden_sheet", "info", file, name, "", 1, "the sheet is hidden; it is read"))
    merged = [(*first, *last) for first, last in worksheet.merged_cell_ranges or ()]
    return table_of(file, name, list(enumerate(lines, 1)), known, kinds=kinds, merged=merged, notes=notes)


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


def _text(cell: object) -> str:
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
