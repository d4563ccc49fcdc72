"""Declared parts of a section written as blocks: withheld, in order, with headings and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from asn_dev.charts.chart import Chart
from asn_dev.charts.lines import Lines, Series
from asn_dev.errors import PluginError
from asn_dev.formatting import Kind, Value, Withheld
from asn_dev.messages import Message
from asn_dev.reporting.cells import shown_rows
from asn_dev.reporting.context import ReportContext
from asn_dev.reporting.declared import (
    BarChart,
    Column,
    DeclaredFacts,
    Division,
    DrawnChart,
    LineChart,
    TableRows,
)
from asn_dev.reporting.sections import (
    Block,
    ChartBlock,
    Fact,
    Facts,
    Note,
    Paragraph,
    TableBlock,
    TableColumn,
)
from asn_dev.reporting.sentences import Said, Sentence
from asn_dev.reporting.speaking import spoken
from asn_dev.rules.labels import Text
from asn_dev.rules.sections import SectionRule

YES_NO = {True: Text("ya", "yes"), False: Text("tidak", "no")}


def parts_of(rule: SectionRule, context: ReportContext, plugin: str = "") -> list[Any]:
    """What a section gives, one by one: declared parts and blocks; nothing of them is written yet.

    Raises `PluginError` for anything else.
    """
    if any(not context.register.has(record) for record in rule.needs):
        return [context.nothing(*rule.needs)]
    parts = list(_flat(list(rule.function(context))))
    for part in parts:
        if not isinstance(part, PARTS):
            raise PluginError(
                Message("section '{key}' gave {kind}, not a block", key=rule.key, kind=type(part).__name__),
                plugin=plugin,
                hint=Message(
                    "a section gives declared tables and charts, sentences, or Paragraph and other blocks"
                ),
            )
    return parts


def blocks_of(parts: Sequence[Any], context: ReportContext) -> list[Block]:
    """The blocks that the parts of a section are in the language of the report."""
    return [block for part in parts for block in _written(part, context)]


PARTS = (
    *(Paragraph, Facts, TableBlock, ChartBlock, Note),
    *(TableRows, BarChart, DrawnChart, LineChart, Division, DeclaredFacts, Sentence, Said, Chart),
)
"""What a section gives; it may stand in lists, and what is None is left out."""


def _flat(parts: object) -> Iterator[Any]:
    if isinstance(parts, (list, tuple, Iterator)):
        for part in parts:
            yield from _flat(part)
    elif parts is not None:
        yield parts


def _written(part: Any, context: ReportContext) -> Iterator[Block]:
    match part:
        case TableRows():
            yield _table(part, context)
        case BarChart():
            yield _bars(part, context)
        case DrawnChart(table_rows, draw, sentence):
            chart = draw(context.shown(table_rows))
            yield ChartBlock(chart, spoken(sentence, context) if sentence else chart.sentence)
        case LineChart():
            yield _lines(part, context)
        case Division(rows, name, values, caption, heading):
            names = {code: spoken(value, context) for code, value in values.items()}
            yield from context.distribution(
                rows,
                name,
                names,
                caption=caption.in_(context.language),
                heading=heading.in_(context.language),
            )
        case DeclaredFacts(figures):
            yield Facts([
                Fact(spoken(name, context), figure.value, figure.kind,
                     "".join(spoken(each, context) for each in unit), figure.decimals)
                for name, figure, *unit in figures
            ])  # fmt: skip
        case Sentence():
            yield Paragraph(spoken(part, context))
        case Said(_, tone):
            yield Note(spoken(part, context), tone) if tone else Paragraph(spoken(part, context))
        case Chart():
            yield context.chart(part)
        case _:
            yield part


def heading(column: Column, context: ReportContext) -> str:
    """What readers call a column: its own words, or those of the indicator it shows with its unit."""
    if column.label is not None:
        return column.label.in_(context.language)
    if column.of is None:
        return column.name
    name, unit = context.label(column.name, of=column.of), spoken(column.unit, context)
    return f"{name} ({unit})" if unit and column.kind != "percent" else name


def _table(part: TableRows, context: ReportContext) -> TableBlock:
    rows = shown_rows(part, context)
    shown = [column for column in part.table.columns if not column.optional or _known(column, rows)]
    columns = [
        TableColumn(column.name, heading(column, context), _kind(column), column.decimals) for column in shown
    ]
    cells = [_values(column, rows, context) for column in shown]
    caption = Sentence(part.table.caption, part.values) if part.values else part.table.caption
    return TableBlock(columns, list(zip(*cells, strict=True)), spoken(caption, context))


def _known(column: Column, rows: pl.DataFrame) -> bool:
    """Whether anything is known of a column, withheld or not."""
    withheld = rows["withheld"].list.contains(column.name).any()
    return bool(rows[column.name].count() or withheld)


def _kind(column: Column) -> Kind:
    return "text" if column.kind == "flag" else column.kind


def _values(column: Column, rows: pl.DataFrame, context: ReportContext) -> list[Value]:
    """The values of a column, in words where it has them, with marks for what is withheld."""
    words = column.words or (YES_NO if column.kind == "flag" else {})

    def in_words(value: Any) -> Value:
        if isinstance(value, Withheld):
            return value
        if value is None:
            return column.missing.in_(context.language) if column.missing else None
        word = words.get(value)
        chosen: Value = value if word is None else word.in_(context.language)
        return chosen

    return [in_words(value) for value in context.values(rows, column.name)]


def _bars(part: BarChart, context: ReportContext) -> ChartBlock:
    column, key = part.table_rows.table.column(part.name), part.table_rows.table.keys[0]
    rows = shown_rows(part.table_rows, context)
    if part.only_known:
        named = pl.col("withheld").list.contains(part.name)
        rows = rows.filter(pl.col(part.name).is_not_null() | named)
    times = _scale(column)
    limit = context.region.parameters.number(part.limit) if isinstance(part.limit, str) else part.limit
    name_column = part.table_rows.table.columns[0]
    rows = _times(rows, column).with_columns(
        pl.Series(key, [spoken(value, context) for value in _values(name_column, rows, context)], pl.String)
        if name_column.words
        else pl.col(key),
    )
    axis = spoken(part.axis, context) if part.axis else _axis(column, context)
    return context.chart(
        context.bars(
            rows,
            part.name,
            axis=axis,
            label=key,
            unit="%" if column.kind == "percent" else spoken(column.unit, context),
            decimals=_decimals(part, column),
            limit=None if limit is None else limit * times,
            limit_label=part.limit_label.in_(context.language) if part.limit_label else "",
            greatest=part.greatest,
        )
    )


def _scale(column: Column) -> float:
    """What a chart multiplies by: it draws shares as percentages."""
    return 100.0 if column.kind == "percent" else 1.0


def _times(rows: pl.DataFrame, column: Column) -> pl.DataFrame:
    return rows.with_columns((pl.col(column.name).cast(pl.Float64) * _scale(column)).alias(column.name))


def _axis(column: Column, context: ReportContext) -> str:
    """What is measured, without its unit, which the chart writes itself."""
    if column.label is None and column.of is not None:
        return context.label(column.name, of=column.of)
    return heading(column, context)


def _lines(part: LineChart, context: ReportContext) -> ChartBlock:
    rows, (step, *columns) = shown_rows(part.table_rows, context), part.table_rows.table.columns
    chart = Lines(
        rows[step.name].to_list(),
        [
            Series(heading(column, context), context.values(_times(rows, column), column.name))
            for column in columns
        ],
        spoken(part.axis, context),
        marked=part.marked,
        marked_label=part.marked_label.in_(context.language) if part.marked_label else "",
    )
    return ChartBlock(chart, spoken(part.sentence, context))


def _decimals(part: BarChart, column: Column) -> int:
    if part.decimals is not None:
        return part.decimals
    return 0 if column.kind == "integer" else column.decimals
