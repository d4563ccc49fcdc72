"""Workbooks out: tables with filters, frozen headings, formats and a page to print, and no formulas."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import polars as pl

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.printable import printable
from asn_dev.register.whole_files import write_whole

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

DATE_FORMAT = "dd-mm-yyyy"
# What a sheet can hold: rows, characters of a text, the first number that loses digits, the first year.
_ROWS, _CHARACTERS, _LONG, _YEAR = 1_048_576, 32_767, 10**15, 1900
_HEADING = 250
_NARROWEST, _WIDEST = 8, 60
LINE, _HIGHEST = 15.0, 409.0
"""Points of a line of text, and of the highest row."""


@attrs.frozen(eq=False)
class Sheet:
    """One sheet of a workbook: a table, what its columns are called and how their numbers look.

    `headings`, `formats` (spreadsheet number formats such as ``0.0%``) and `widths` (in characters)
    go by column name; without them the names, the values and their lengths decide. `marks` are texts
    that stand in cells without a value: for a column, text by row, counted from 0.
    """

    name: str
    frame: pl.DataFrame
    headings: Mapping[str, str] = attrs.field(factory=dict)
    formats: Mapping[str, str] = attrs.field(factory=dict)
    widths: Mapping[str, float] = attrs.field(factory=dict)
    marks: Mapping[str, Mapping[int, str]] = attrs.field(factory=dict)


def write_workbook(sheets: Sequence[Sheet], path: Path, *, title: str = "") -> None:
    """Write a workbook, whole or not at all; the same tables give the same bytes.

    Raises `FileError` where a table has more rows, or a text more characters, than a sheet can hold,
    and where the file cannot be written.
    """
    write_whole(path, workbook_bytes(sheets, path, title=title))


def workbook_bytes(sheets: Sequence[Sheet], path: Path, *, title: str = "", mark: str = "") -> bytes:
    """The bytes of a workbook; `path` is what an error names, a `mark` stands above every printed page."""
    for sheet in sheets:
        refuse_too_large(sheet, path)
    buffer = BytesIO()
    with new_workbook(buffer, title=title) as workbook:
        for sheet, name in zip(sheets, sheet_names([sheet.name for sheet in sheets]), strict=True):
            worksheet = workbook.add_worksheet(name)
            put_table(workbook, worksheet, sheet)
            set_widths(worksheet, widths_of(sheet))
            worksheet.freeze_panes(1, 0)
            fit_for_paper(worksheet, heading=0)
            if mark:
                worksheet.set_header(f"&C{mark}")
    return buffer.getvalue()


# A workbook notes when it was made; a fixed day keeps the bytes the same.
_MADE = date(2000, 1, 1)


@contextmanager
def new_workbook(
    target: BytesIO, *, title: str = "", subject: str = "", created: date = _MADE
) -> Iterator[Workbook]:
    """A workbook in which texts stay texts, written when the block ends; `created` is its creation date.

    It is made in memory, so that nothing of it lies about where a run is killed.
    """
    from xlsxwriter import Workbook

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(target, {**plain, "in_memory": True})
    properties = {
        "title": fitting(title),
        "subject": fitting(subject),
        "created": datetime(created.year, created.month, created.day),
    }
    workbook.set_properties(properties)
    yield workbook
    workbook.close()


def fitting(text: str, most: int = _CHARACTERS) -> str:
    """A text as a cell, a heading or a property of a workbook holds it; a longer one ends in a mark."""
    shown = printable(text)
    # A spreadsheet counts the two halves of a character beyond the first 65,536.
    if len(shown.encode("utf-16-le")) <= 2 * most:
        return shown
    return shown.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", errors="ignore") + "…"


def refuse_too_large(sheet: Sheet, path: Path) -> None:
    """Raise `FileError` for a table that no sheet can hold."""
    too_large = None
    if sheet.frame.height >= _ROWS:
        too_large = Message(
            "{rows} rows are more than the {most} of a sheet", rows=sheet.frame.height, most=_ROWS - 1
        )
    longest = sheet.frame.select(pl.col(pl.String).str.len_chars().max())
    for name in longest.columns:
        if (longest[name][0] or 0) > _CHARACTERS:
            too_large = Message(
                "column '{name}' has a text longer than the {most} characters of a cell",
                name=name,
                most=_CHARACTERS,
            )
    if too_large:
        raise FileError(too_large, file=str(path), hint=Message("write .csv or .parquet instead"))


def sheet_names(wanted: Sequence[str]) -> list[str]:
    r"""Names as sheets may bear them: at most 31 characters, none of ``[]:*?/\``, no two alike.

    >>> sheet_names(["Skor 2024/2025", "skor 2024 2025"])
    ['Skor 2024 2025', 'skor 2024 2025 2']
    """
    names: list[str] = []
    taken = {"history"}  # a name that Excel keeps for itself
    for name in wanted:
        clean = re.sub(r"[\[\]:*?/\\\s]+", " ", printable(name)).strip(" '")[:31].strip(" '") or "Tabel"
        tried, number = clean, 2
        while tried.casefold() in taken:
            ending = f" {number}"
            tried, number = clean[: 31 - len(ending)].rstrip(" '") + ending, number + 1
        taken.add(tried.casefold())
        names.append(tried)
    return names


def put_table(workbook: Workbook, worksheet: Worksheet, sheet: Sheet, *, top: int = 0) -> int:
    """Write a table with its heading in row `top` (from 0); gives the row behind it.

    With rows it is a table of the spreadsheet, with filters; without it is the heading alone.
    """
    frame = sheet.frame
    bold = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#F2F5F8"}
    sides = [{"align": "right"} if kind.is_numeric() else {"indent": 1} for kind in frame.dtypes]
    heads = [workbook.add_format({**bold, **side}) for side in sides]
    mark = workbook.add_format({"italic": True, "align": "right", "valign": "top"})
    headings = _distinct([fitting(sheet.headings.get(name, name), _HEADING) for name in frame.columns])
    if frame.height and frame.width:
        columns = [
            {"header": heading, "header_format": head} for heading, head in zip(headings, heads, strict=True)
        ]
        options = {"columns": columns, "style": "Table Style Light 1"}
        worksheet.add_table(top, 0, top + frame.height, frame.width - 1, options)
    for column, (series, heading) in enumerate(zip(frame, headings, strict=True)):
        worksheet.write_string(top, column, heading, heads[column])
        wrap = series.name in sheet.widths
        write = _writer(workbook, worksheet, series, sheet.formats.get(series.name, ""), wrap=wrap)
        for row, value in enumerate(series, start=top + 1):
            if value is not None:
                write(row, column, value)
        for row, note in sheet.marks.get(series.name, {}).items():
            worksheet.write_string(top + row + 1, column, fitting(note), mark)
    # Not every program makes a row as high as its wrapped texts by itself.
    for row, lines in enumerate(_lines(sheet), start=top + 1):
        if lines > 1:
            worksheet.set_row(row, min(_HIGHEST, LINE * lines))
    # A NIP is a text of digits on purpose: no warning triangles.
    worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_ROWS}"})
    return top + frame.height + 1


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes where so many characters go on a line."""
    return max(1, sum(math.ceil(len(line) / (0.9 * width)) for line in text.splitlines()))


def _lines(sheet: Sheet) -> Iterator[int]:
    """For each row the lines that the longest of its wrapped texts takes."""
    wrapped = [
        (sheet.frame[name], width) for name, width in sheet.widths.items() if name in sheet.frame.columns
    ]
    texts = [series.to_list() for series, _ in wrapped]
    for values in zip(*texts, strict=True):
        yield max(
            lines_of(value, width) if isinstance(value, str) else 1
            for value, (_, width) in zip(values, wrapped, strict=True)
        )


def set_widths(worksheet: Worksheet, widths: Sequence[float]) -> None:
    """Make the columns so wide, in characters."""
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, width)


def fit_for_paper(worksheet: Worksheet, *, heading: int) -> None:
    """Print on A4 across, as wide as the page, with the heading row on each page and pages counted."""
    worksheet.set_paper(9)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(heading)
    worksheet.set_footer("&L&A&R&P / &N")


def _distinct(headings: Sequence[str]) -> list[str]:
    """No two alike in any case of letters, as a table of a spreadsheet demands."""
    names_of: dict[str, str] = {}
    for heading in headings:
        tried, number = heading, 2
        while tried.casefold() in names_of:
            tried, number = f"{heading} ({number})", number + 1
        names_of[tried.casefold()] = tried
    return list(names_of.values())


def _writer(
    workbook: Workbook, worksheet: Worksheet, series: pl.Series, number_format: str, *, wrap: bool
) -> Callable[[int, int, Any], object]:
    """How the values of one column are written, chosen once by their type."""
    # The quote prefix keeps a text a text also after somebody has edited the cell.
    text = workbook.add_format({"quote_prefix": True, "valign": "top", "text_wrap": wrap, "indent": 1})
    shown = workbook.add_format({"num_format": number_format or "General", "valign": "top"})

    def as_text(row: int, column: int, value: object) -> object:
        return worksheet.write_string(row, column, fitting(str(value)), text)

    def as_number(row: int, column: int, value: float) -> object:
        if math.isfinite(value):
            return worksheet.write_number(row, column, value, shown)
        return None if math.isnan(value) else as_text(row, column, value)

    def as_day(row: int, column: int, value: date) -> object:
        if value.year < _YEAR:
            return as_text(row, column, value.isoformat())
        return worksheet.write_datetime(row, column, value, shown)

    def as_flag(row: int, column: int, value: bool) -> object:
        return worksheet.write_boolean(row, column, value, shown)

    kind = series.dtype
    if kind == pl.Boolean:
        return as_flag
    if kind.is_integer() and _digits_lost(series):
        return as_text
    if kind.is_numeric():
        return as_number
    if kind == pl.Date or (isinstance(kind, pl.Datetime) and not kind.time_zone):
        shown.set_num_format(number_format or (DATE_FORMAT if kind == pl.Date else f"{DATE_FORMAT} hh:mm"))
        return as_day
    return as_text


def _digits_lost(series: pl.Series) -> bool:
    extremes = (series.min(), series.max())
    return any(isinstance(value, int) and abs(value) >= _LONG for value in extremes)


def widths_of(sheet: Sheet) -> list[float]:
    """How wide each column is: as asked, or as its heading, its texts and its marks need."""
    return [sheet.widths.get(series.name) or _width(sheet, series) for series in sheet.frame]


def _width(sheet: Sheet, series: pl.Series) -> float:
    longest = series.head(1000).cast(pl.String).str.len_chars().max() if len(series) else 0
    content = longest if isinstance(longest, int) else 0
    texts = [sheet.headings.get(series.name, series.name), *sheet.marks.get(series.name, {}).values()]
    return max(_NARROWEST, min(_WIDEST, max(content, *map(len, texts)) + 3))
