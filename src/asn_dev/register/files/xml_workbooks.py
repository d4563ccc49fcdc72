"""Workbooks in the XML of 2003 (SpreadsheetML), which old exports name ``.xls`` or ``.xml``."""

from __future__ import annotations

from xml.parsers import expat

import attrs

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.files.bounds import DOCUMENT_BYTES, SHEETS, TAGS, check, check_bytes
from asn_dev.register.files.sheet import DATE, NO_HEADINGS, NUMBER, HeadingTest, Sheet
from asn_dev.register.files.table import table_of
from asn_dev.register.files.tabulating import Grid
from asn_dev.register.ledger import Finding

_AGAIN = Message("open it in the program that wrote it and save it again as XLSX")
_EXACT = 10**15


@attrs.define
class _Workbook:
    """What the parser tells of a workbook, one tag after another."""

    file: str
    grids: list[Grid] = attrs.field(factory=list)
    late: bool = False
    _text: list[str] | None = None
    _shown: list[str] | None = None
    _kind: str = ""
    _span: tuple[int, int] = (1, 1)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag that opens; names come with their namespace."""
        name = tag.rpartition(" ")[2]
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "Worksheet":
            check(Message("sheets"), len(self.grids) + 1, SHEETS, self.file)
            self.grids.append(Grid(self.file, values.get("Name", "")))
        elif name == "Date1904":
            self.late = True
        elif not self.grids:
            return
        elif name == "Row":
            if "Index" in values:
                self.grids[-1].skip_to(row=_number(values["Index"]) - 1)
            self.grids[-1].new_row()
        elif name == "Cell":
            if "Index" in values and self.grids[-1].lines:
                self.grids[-1].skip_to(column=_number(values["Index"]) - 1)
            self._span = (
                _number(values.get("MergeAcross", "0"), 0) + 1,
                _number(values.get("MergeDown", "0"), 0) + 1,
            )
            self._text, self._kind = [], ""
        elif name == "Data" and self._text is not None:
            self._kind = values.get("Type", "")
            self._shown = self._text

    def end(self, tag: str) -> None:
        """A tag that closes."""
        name = tag.rpartition(" ")[2]
        if name == "Data":
            self._shown = None
        elif name == "Cell" and self._text is not None:
            text, kind = _cell("".join(self._text), self._kind)
            across, down = self._span
            self.grids[-1].add(text, kind, across=across, down=down)
            self._text = self._shown = None

    def data(self, text: str) -> None:
        """Text between tags."""
        if self._shown is not None:
            self._shown.append(text)


def read_xml_workbook(data: bytes, file: str, count_known: HeadingTest) -> list[Sheet | FileError]:
    """The worksheets of a workbook; empty ones are passed over."""
    check_bytes(len(data), DOCUMENT_BYTES, file)
    check(Message("tags"), data.count(b"<"), TAGS, file)
    book = _parsed(data, file)
    tables: list[Sheet | FileError] = []
    for grid in book.grids:
        if any(cell.strip() for line in grid.lines for cell in line):
            tables.append(_table(grid, count_known, late=book.late))
    if not tables:
        raise FileError(Message("has no sheet with a table"), file=file, hint=NO_HEADINGS)
    return tables


def _table(grid: Grid, count_known: HeadingTest, *, late: bool) -> Sheet | FileError:
    notes = []
    if late:
        message = Message("the workbook counts its days from 1904; day numbers were read so")
        notes.append(Finding("days_from_1904", "info", grid.file, grid.name, "", 1, message))
    lines = grid.numbered()
    table = table_of(
        grid.file, grid.name, lines, count_known, kinds=grid.kinds, merged=grid.spans(), notes=notes
    )
    return attrs.evolve(table, days_from_1904=True) if late and isinstance(table, Sheet) else table


def _parsed(data: bytes, file: str) -> _Workbook:
    book = _Workbook(file)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = book.start
    parser.EndElementHandler = book.end
    parser.CharacterDataHandler = book.data
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise FileError(
            Message("defines names of its own (entities), which are not read"), file=file, hint=_AGAIN
        )

    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data.lstrip(), True)
    except expat.ExpatError as error:
        raise FileError(
            Message("is not whole XML (line {line})", line=error.lineno), file=file, hint=_AGAIN
        ) from error
    if not book.grids:
        raise FileError(Message("is XML of another kind than a workbook"), file=file, hint=_AGAIN)
    return book


def _cell(text: str, kind: str) -> tuple[str, str | None]:
    """The text of a cell as other spreadsheets give it, and whether it was a number or a date."""
    if kind == "Number":
        return _plain(text.strip()), NUMBER
    if kind == "DateTime":
        return text.strip().removesuffix(".000").removesuffix("T00:00:00").replace("T", " "), DATE
    if kind == "Boolean":
        return {"1": "true", "0": "false"}.get(text.strip(), text), None
    return text, None


def _plain(text: str) -> str:
    """A number without a point behind it; one that has lost digits shows that it has.

    >>> _plain("20"), _plain("8.50"), _plain("198704122010012345")
    ('20', '8.5', '1.9870412201001235e+17')
    """
    try:
        number = float(text)
    except ValueError:
        return text
    whole = number.is_integer() and abs(number) < _EXACT
    return str(int(number)) if whole else str(number)


def _number(text: str, otherwise: int = 1) -> int:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else otherwise
