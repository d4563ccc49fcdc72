"""A report as a workbook: a sheet for every section, and one of its own for every long table."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from asn_dev import formatting
from asn_dev.formatting import Kind, Withheld
from asn_dev.register import workbooks
from asn_dev.register.workbooks import DATE_FORMAT, Sheet
from asn_dev.reporting.pictures import picture
from asn_dev.reporting.sections import (
    Block,
    ChartBlock,
    Fact,
    Facts,
    Note,
    Paragraph,
    Section,
    TableBlock,
    TableColumn,
)
from asn_dev.reporting.words import word
from asn_dev.reporting.workbook_page import Page

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from asn_dev.reporting.contents import Contents

SCREEN = 40
"""The most rows of a table that stands among others; a longer one needs a heading that stays in sight."""
_TEXT = 45
"""Characters from which the texts of a column are wrapped."""


def to_workbook(report: Contents) -> bytes:
    """The report as the bytes of an XLSX; numbers stay numbers, with the format their kind asks for."""
    buffer = BytesIO()
    with workbooks.new_workbook(
        buffer, title=report.title, subject=report.subtitle, created=report.on
    ) as book:
        _fill(book, report)
    return buffer.getvalue()


def _fill(book: Workbook, report: Contents) -> None:
    """The contents, then the sections in their order, each followed by its long tables."""
    wanted: list[tuple[str, Section | TableBlock]] = []
    for number, section in enumerate(report.sections, start=1):
        wanted.append((f"{number} {section.title}", section))
        long = [block for block in section.blocks if isinstance(block, TableBlock) and _long(block)]
        wanted += [(f"{number} {block.caption}", block) for block in long]
    contents = word("contents", report.language)
    names = workbooks.sheet_names([contents, *(name for name, _ in wanted)])
    places = {id(part): name for name, (_, part) in zip(names[1:], wanted, strict=True)}
    front = Page.new(book, names[0], report.title, widths=[60], mark=report.mark)
    for line in (
        report.subtitle,
        f"{word('rules_on', report.language)} {formatting.day(report.on, report.language)}",
    ):
        front.say(line)
    front.say(contents, "head")
    for _, part in wanted:
        title = (
            part.title if isinstance(part, Section) else f"{word('table', report.language)}: {part.caption}"
        )
        front.lead(title, places[id(part)])
    for _, part in wanted:
        if isinstance(part, Section):
            _write_section(book, part, report, places, back=names[0])
        else:
            sheet = _sheet(part, report.language)
            widths = workbooks.widths_of(sheet)
            page = Page.new(book, places[id(part)], part.caption, widths=widths, mark=report.mark)
            page.lead(word("back", report.language), names[0])
            page.table(sheet, frozen=True)


def _long(block: TableBlock) -> bool:
    return len(block.rows) > SCREEN


def _write_section(
    book: Workbook, section: Section, report: Contents, places: dict[int, str], *, back: str
) -> None:
    language = report.language
    sheets = {
        id(block): _sheet(block, language)
        for block in section.blocks
        if isinstance(block, TableBlock) and not _long(block)
    }
    each = [workbooks.widths_of(sheet) for sheet in sheets.values()]
    columns = max(map(len, each), default=0)
    widths = [max(one[place] for one in each if place < len(one)) for place in range(columns)]
    page = Page.new(book, places[id(section)], section.title, widths=widths, mark=report.mark)
    page.lead(word("back", language), back)
    for block in section.blocks:
        _write(page, block, language, sheets, places)
    page.say(f"{word('said_by', language)} {section.plugin}", "quiet")


def _write(page: Page, block: Block, language: str, sheets: dict[int, Sheet], places: dict[int, str]) -> None:
    match block:
        case Paragraph(text):
            page.say(text)
        case Note(text, tone):
            page.say(f"{word(tone, language)}. {text}", tone)
        case Facts(facts):
            for fact in facts:
                page.fact(fact.label, *_fact(fact, language), fact.unit)
            page.skip()
        case ChartBlock(_, sentence, _):
            page.say(f"{word('chart', language)}: {sentence}", "head")
            page.picture(picture(block, language))
        case TableBlock() if id(block) in sheets:
            page.say(f"{word('table', language)}: {block.caption}", "head")
            page.table(sheets[id(block)])
            if not block.rows:
                page.say(word("empty", language))
        case TableBlock():
            name = places[id(block)]
            page.lead(
                f"{word('table', language)}: {block.caption} ({word('on_sheet', language)} {name})", name
            )


def _fact(fact: Fact, language: str) -> tuple[Any, str]:
    """The value of a fact as a cell holds it, and its format."""
    if isinstance(fact.value, (int, float)) and not isinstance(fact.value, bool):
        return fact.value, number_format(fact.kind, fact.decimals)
    if fact.value is None:
        return word("unknown", language), ""
    return formatting.shown(fact.value, fact.kind, language, decimals=fact.decimals), ""


def _sheet(block: TableBlock, language: str) -> Sheet:
    """The table as a sheet: what is withheld or unknown says so where its number would stand."""
    columns = [[row[place] for row in block.rows] for place in range(len(block.columns))]
    named = list(zip(map(str, range(len(columns))), block.columns, columns, strict=True))
    sheet = Sheet(
        block.caption,
        pl.DataFrame([_series(name, values, column, language) for name, column, values in named]),
        headings={name: column.label for name, column, _ in named},
        formats={name: number_format(column.kind, column.decimals) for name, column, _ in named},
        widths={name: _TEXT for name, _, values in named if any(_runs_on(value) for value in values)},
        marks={
            name: {
                row: word("unknown", language)
                if value is None
                else formatting.shown(value, column.kind, language)
                for row, value in enumerate(values)
                if value is None or isinstance(value, Withheld)
            }
            for name, column, values in named
        },
    )
    workbooks.refuse_too_large(sheet, Path(block.caption))
    return sheet


def _runs_on(value: object) -> bool:
    return isinstance(value, str) and len(value) > _TEXT


def number_format(kind: Kind, decimals: int) -> str:
    """The spreadsheet's format for a kind; its own settings decide between comma and point.

    >>> number_format("percent", 1), number_format("rupiah", 0)
    ('0.0%', '"Rp"#,##0')
    """
    places = "." + "0" * decimals if decimals else ""
    return {
        "text": "",
        "integer": "#,##0",
        "decimal": f"#,##0{places}",
        "percent": f"0{places}%",
        "rupiah": '"Rp"#,##0',
        "date": DATE_FORMAT,
    }[kind]


def _series(name: str, values: list[Any], column: TableColumn, language: str) -> pl.Series:
    """One type for a column: numbers where all are numbers, else everything in words."""
    held = [None if isinstance(value, Withheld) else value for value in values]
    kinds = {type(value) for value in held if value is not None}
    if kinds == {int, float}:
        held = [value if value is None else float(value) for value in held]
    elif len(kinds) > 1:
        held = [
            None
            if value is None
            else formatting.shown(value, column.kind, language, decimals=column.decimals)
            for value in held
        ]
    return pl.Series(name, held, dtype=None if kinds else pl.String)
