"""A report as a workbook: a summary in reading order, then a sheet for every table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asn_dev import numbers
from asn_dev.numbers import Kind, Withheld
from asn_dev.register.workbooks import DATE_FORMAT, Sheet, write_workbook
from asn_dev.reporting.sections import Block, ChartBlock, Facts, Note, Paragraph, TableBlock, TableColumn
from asn_dev.reporting.words import fact_shown, word

if TYPE_CHECKING:
    import polars as pl

    from asn_dev.reporting.rendering import Report


def save_workbook(report: Report, path: Path) -> None:
    """Write the report; numbers stay numbers, with the format their kind asks for."""
    import polars as pl

    tables = [
        (section, block)
        for section in report.sections
        for block in section.blocks
        if isinstance(block, TableBlock)
    ]
    names = [f"{number} {block.caption}" for number, (_, block) in enumerate(tables, start=1)]
    places = {id(block): name for (_, block), name in zip(tables, names, strict=True)}
    lines = [
        (section.title, word(kind, report.language), said)
        for section in report.sections
        for block in section.blocks
        for kind, said in _lines(block, report.language, places)
    ]
    heads = [word(head, report.language) for head in ("section", "kind", "content")]
    summary = Sheet(
        word("summary", report.language),
        pl.DataFrame(lines, schema=dict.fromkeys(heads, pl.String), orient="row"),
        widths={heads[0]: 32, heads[2]: 110},
    )
    sheets = [_sheet(block, name, report.language) for (_, block), name in zip(tables, names, strict=True)]
    write_workbook([summary, *sheets], path, title=f"{report.title} – {report.subtitle}")  # noqa: RUF001


def _lines(block: Block, language: str, places: dict[int, str]) -> Iterator[tuple[str, str]]:
    match block:
        case Paragraph(text):
            yield "paragraph", text
        case Note(text, tone):
            yield tone, text
        case Facts(facts):
            for fact in facts:
                yield "fact", f"{fact.label}: {fact_shown(fact, language)}"
        case ChartBlock(_, sentence, _):
            yield "chart", sentence
        case TableBlock():
            yield "table", places[id(block)]


def _sheet(block: TableBlock, name: str, language: str) -> Sheet:
    """The table as a sheet: what is withheld says so where its number would stand."""
    import polars as pl

    columns = [[row[place] for row in block.rows] for place in range(len(block.columns))]
    named = list(zip(map(str, range(len(columns))), block.columns, columns, strict=True))
    return Sheet(
        name,
        pl.DataFrame([_series(name, values, column, language) for name, column, values in named]),
        headings={name: column.label for name, column, _ in named},
        formats={name: number_format(column.kind, column.decimals) for name, column, _ in named},
        marks={
            name: {
                row: numbers.shown(value, column.kind, language)
                for row, value in enumerate(values)
                if isinstance(value, Withheld)
            }
            for name, column, values in named
        },
    )


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
    import polars as pl

    held = [None if isinstance(value, Withheld) else value for value in values]
    kinds = {type(value) for value in held if value is not None}
    if kinds == {int, float}:
        held = [value if value is None else float(value) for value in held]
    elif len(kinds) > 1:
        held = [
            None if value is None else numbers.shown(value, column.kind, language, decimals=column.decimals)
            for value in held
        ]
    return pl.Series(name, held, dtype=None if kinds else pl.String)
