"""Workbooks to fill in: headings, lists to choose from, checks, instructions and an invented example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asn_dev.messages import Message, in_language
from asn_dev.model import Nip
from asn_dev.register.schema import limits
from asn_dev.register.sources import Source
from asn_dev.register.templates import NO_DATA, Template, choices_of, template_named
from asn_dev.register.whole_files import write_whole
from asn_dev.register.workbooks import DATE_FORMAT, new_workbook

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

INSTRUCTIONS, EXAMPLE, LISTS = (f"{name} {NO_DATA}" for name in ("Petunjuk", "Contoh", "Daftar"))
_LAST = 5_000
"""So many lines are checked while they are filled in; more may be filled."""
_WIDTH = 22

_STEPS = (
    Message("Fill in the sheets from the second line on; leave the headings as they are."),
    Message("A NIP has 18 digits and is text: a spreadsheet keeps 15 digits of a number."),
    Message("Write days as 31-12-2025. Leave a cell empty where nothing is known; 0 means none."),
    Message("Where there is a list, choose from it. Several names are parted by |."),
    Message("The people in the example are invented; sheets whose name ends in (bukan data) are not read."),
    Message("Then run: asn-dev check FOLDER"),
)


def template(kind: str, path: str | Path | None = None, *, language: str = "id") -> Path:
    """Write a workbook to fill in, ``templat-KIND.xlsx`` unless named, and return its path.

    Raises `UnknownNameError` for a kind that there is not, `FileError` where it cannot be written.
    """
    tables = template_named(kind)
    path = Path(path) if path else Path(f"templat-{kind}.xlsx")
    content = BytesIO()
    with new_workbook(content, title=f"asn_dev {kind}") as workbook:
        sheets = [workbook.add_worksheet(one.sheet) for one in tables]
        _instructions(workbook, tables, language)
        _examples(workbook, tables)
        lists = workbook.add_worksheet(LISTS)
        lists.hide()
        columns = _lists(lists, tables)
        for worksheet, table in zip(sheets, tables, strict=True):
            _to_fill_in(workbook, worksheet, table, columns, language)
    write_whole(path, content.getvalue())
    return path


def _lists(worksheet: Worksheet, tables: Sequence[Template]) -> dict[tuple[str, ...], str]:
    """Put each list of choices in a column of its own, and say where it stands."""
    places: dict[tuple[str, ...], str] = {}
    for column, text in enumerate(("Daftar pilihan", NO_DATA)):
        worksheet.write_string(0, column, text)
    for table in tables:
        for source in table.headings.values():
            words = choices_of(source)
            if words and words not in places:
                column = len(places)
                for row, word in enumerate(words, 1):
                    worksheet.write_string(row, column, word)
                letter = chr(ord("A") + column)
                places[words] = f"='{LISTS}'!${letter}$2:${letter}${len(words) + 1}"
    return places


def _to_fill_in(
    workbook: Workbook,
    worksheet: Worksheet,
    table: Template,
    lists: Mapping[tuple[str, ...], str],
    language: str,
) -> None:
    needed = workbook.add_format({"bold": True, "bg_color": "#FFE699", "border": 1, "text_wrap": True})
    optional = workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
    for column, (heading, source) in enumerate(table.headings.items()):
        kind = source.column.type
        cells = workbook.add_format(
            {"num_format": DATE_FORMAT if kind is date else "@" if _is_text(source) else "General"}
        )
        worksheet.set_column(column, column, _WIDTH, cells)
        worksheet.write_string(0, column, heading, needed if source.essential else optional)
        check = _check(source, lists, language)
        if check:
            worksheet.data_validation(1, column, _LAST, column, {"ignore_blank": True, **check})
    worksheet.freeze_panes(1, 0)


def _is_text(source: Source) -> bool:
    return source.column.type not in (int, float, date)


def _check(source: Source, lists: Mapping[tuple[str, ...], str], language: str) -> dict[str, Any] | None:
    """The data validation of a column."""
    kind, words = source.column.type, choices_of(source)
    if words:
        return {"validate": "list", "source": lists[words]}
    if kind is Nip:
        message = in_language(Message("A NIP has 18 digits, as text."), language)
        return {"validate": "length", "criteria": "==", "value": 18, "error_message": message}
    if kind is date:
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(1900, 1, 1),
            "maximum": date(2100, 12, 31),
        }
    if kind in (int, float):
        least, greatest, _ = source.column.bounds()
        low, high = (-1e15 if least is None else least), (1e15 if greatest is None else greatest)
        whole = "integer" if kind is int else "decimal"
        return {"validate": whole, "criteria": "between", "minimum": low, "maximum": high}
    return None


def _instructions(workbook: Workbook, tables: Sequence[Template], language: str) -> None:
    worksheet = workbook.add_worksheet(INSTRUCTIONS)
    wrapped, bold = (
        workbook.add_format({"text_wrap": True, "valign": "top"}),
        workbook.add_format({"bold": True}),
    )
    worksheet.set_column(0, 3, 34, wrapped)
    row = 0
    for number, step in enumerate(_STEPS, 1):
        worksheet.merge_range(row, 0, row, 3, f"{number}. {in_language(step, language)}", wrapped)
        row += 1
    for table in tables:
        row += 1
        for column, words in enumerate(
            (Message("Sheet"), Message("Column"), Message("What it holds"), Message("Needed"))
        ):
            worksheet.write_string(row, column, in_language(words, language), bold)
        for heading, source in table.headings.items():
            row += 1
            holds = ", ".join(choices_of(source)) or in_language(_kind_in_words(source), language)
            needed = in_language(Message("yes") if source.essential else Message("no"), language)
            for column, text in enumerate((table.sheet, heading, holds, needed)):
                worksheet.write_string(row, column, text)
        row += 1


def _kind_in_words(source: Source) -> Message:
    kind = source.column.type
    if kind is Nip:
        return Message("18 digits, as text")
    if kind is date:
        return (
            Message("a day of the month, e.g. 01-05-2025")
            if source.month
            else Message("a day, e.g. 31-12-2025")
        )
    if kind in (int, float):
        return Message("a number ({limits})", limits=limits(source.column))
    return Message("text")


_INVENTED = ("198704122010012345", "199003032015041002")


def _examples(workbook: Workbook, tables: Sequence[Template]) -> None:
    """Two lines of each table about people who do not exist."""
    worksheet = workbook.add_worksheet(EXAMPLE)
    bold = workbook.add_format({"bold": True})
    row = 0
    for table in tables:
        worksheet.write_string(row, 0, f"{table.sheet}: CONTOH, orang rekaan", bold)
        for column, (heading, source) in enumerate(table.headings.items()):
            worksheet.write_string(row + 1, column, heading, bold)
            for line in (0, 1):
                worksheet.write_string(row + 2 + line, column, _invented(source, line))
        row += 6
    worksheet.set_column(0, 30, _WIDTH)


def _invented(source: Source, line: int) -> str:
    kind, words = source.column.type, choices_of(source)
    if words:
        return words[line % len(words)]
    if kind is Nip:
        return _INVENTED[line]
    if kind is date:
        return f"0{line + 1}-05-2025"
    if kind in (int, float):
        least, greatest, _ = source.column.bounds()
        return f"{min(greatest or 20, max(least or 0, 2) + line):g}"
    return f"{source.column.label} contoh {line + 1}"
