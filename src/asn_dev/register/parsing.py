"""Cells to fields: a sheet is read by the layout that was recognised."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs
import narwhals as nw
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Column, Nip, ProgrammeForm
from asn_dev.model.records import allowed_texts
from asn_dev.register.cells import Notice, Reading, are_plain, notice, plain_cells, read_cells
from asn_dev.register.cells.dates import from_1904
from asn_dev.register.cells.text import tidy_text
from asn_dev.register.data_lines import lines_without_data
from asn_dev.register.facts import with_facts
from asn_dev.register.files.sheet import BLANKS
from asn_dev.register.odd_texts import check_odd_texts
from asn_dev.register.parsed import ParsedSheet
from asn_dev.register.rejecting import Reasons
from asn_dev.register.remarks import about_headings, about_lines, report_placeholders
from asn_dev.register.schema import allowed, polars_type
from asn_dev.register.shifting import shifted_rows
from asn_dev.register.unusable import unusable_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asn_dev.register.aliases import Aliases
    from asn_dev.register.files import Sheet
    from asn_dev.register.layouts import Layout
    from asn_dev.register.sources import Source

_IS_BLANK = pl.col("cell").is_null() | (pl.col("cell").str.strip_chars(BLANKS) == "").fill_null(False)


def parse(sheet: Sheet, layout: Layout, aliases: Aliases) -> ParsedSheet:
    """Read every column of the sheet that the layout knows."""
    own = layout.columns(sheet.frame.columns, aliases)
    table = sheet
    sheet, from_facts, used = with_facts(sheet, layout, own)
    columns = {heading: _with_names(given, aliases) for heading, given in {**own, **from_facts}.items()}
    readings = _read(sheet, columns)
    fields = pl.DataFrame([readings[given.field].values if given.field in readings else _absent(given, sheet)
                           for given in layout.sources])  # fmt: skip
    in_table = {heading: given for heading, given in columns.items() if heading not in from_facts}
    fields = fields.with_columns(
        _words(sheet, given, heading) for heading, given in _keeping(layout, columns)
    )
    lines = lines_without_data(table, in_table, fields)
    notices: list[Notice] = []
    for heading, source in columns.items():
        cells = sheet.frame[heading]
        seen = [*readings[source.field].notices, *_blank(source, cells)]
        notices += [attrs.evolve(one, field=source.field) for one in seen]
    notices, remarks = report_placeholders(sheet, columns, notices)
    parsed = ParsedSheet(
        sheet=sheet,
        layout=layout,
        headings={given.field: heading for heading, given in columns.items()},
        fields=fields,
        notices=tuple(notices),
        remarks=(
            *sheet.notes,
            *used,
            *about_headings(sheet, layout, columns),
            *remarks,
            *about_lines(table, lines),
        ),
        no_data=frozenset(lines),
        beside=frozenset(from_facts),
    )
    parsed = parsed.reject(_unusable(sheet, columns, fields))
    parsed = parsed.reject(shifted_rows(sheet, columns, fields))
    return parsed.with_fields(*layout.derive(parsed.fields)) if layout.derive else parsed


def _keeping(layout: Layout, columns: Mapping[str, Source]) -> list[tuple[str, Source]]:
    """The sources whose words are kept, each with its heading (none: the sheet does not have it)."""
    headings = {given.field: heading for heading, given in columns.items()}
    return [(headings.get(given.field, ""), given) for given in layout.sources if given.words_as]


def _words(sheet: Sheet, source: Source, heading: str) -> pl.Series:
    """The cells as they were written, tidied."""
    if not heading:
        return pl.Series(source.words_as, [None], dtype=pl.String).new_from_index(0, sheet.frame.height)
    return tidy_text(sheet.frame[heading]).values.alias(source.words_as)


def _with_names(source: Source, aliases: Aliases) -> Source:
    """The source with the region's own names for forms of programmes."""
    if source.column.type is not ProgrammeForm or not aliases.forms:
        return source
    return attrs.evolve(source, variants={**source.variants, **aliases.forms})


def _absent(source: Source, sheet: Sheet) -> pl.Series:
    """A column that the sheet does not have: nothing is known, unless the place of the row is meant."""
    if source.placed:
        where = "/".join(name for name in (sheet.file, sheet.name) if name)
        return (f"{where}/" + sheet.rows.cast(pl.String)).alias(source.field)
    return pl.Series(source.field, [None], dtype=polars_type(source.column)).new_from_index(
        0, sheet.frame.height
    )


def _read(sheet: Sheet, columns: Mapping[str, Source]) -> dict[str, Reading]:
    """The values of every column: all at once in the plain form, and where that fails with care."""
    plain_values = _plain_values(sheet.frame, columns)
    odd = [(heading, source) for heading, source in columns.items() if plain_values.get(source.field) is None]
    check_odd_texts(sheet, odd)
    readings = {}
    for heading, source in columns.items():
        cells, kinds, values = sheet.frame[heading], sheet.kinds.get(heading), plain_values.get(source.field)
        if sheet.days_from_1904 and source.column.type is date:
            cells = from_1904(cells, kinds)
        if values is not None and _is_uniform(source.column, cells, kinds):
            readings[source.field] = Reading(values)
        else:
            read = read_cells(source, cells, kinds)
            readings[source.field] = attrs.evolve(read, values=read.values.alias(source.field))
    return readings


def _plain_values(frame: pl.DataFrame, columns: Mapping[str, Source]) -> dict[str, pl.Series]:
    """The values by field of the columns in which every cell is plain and may stand.

    Each question about a column has one answer for all of its cells, so nothing is copied to find it.
    """
    cells = {source.field: f"cells of {source.field}" for source in columns.values()}
    values = (
        frame.lazy()
        .select(pl.col(heading).alias(cells[source.field]) for heading, source in columns.items())
        .with_columns(
            plain_cells(source, pl.col(cells[source.field])).alias(source.field)
            for source in columns.values()
        )
        .collect()
    )
    plain = values.lazy().select(
        are_plain(source, pl.col(cells[source.field]), pl.col(source.field)).alias(source.field)
        for source in columns.values()
    )
    tests = [
        test.fill_null(True).all()
        for source in columns.values()
        if (test := allowed(attrs.evolve(source.column, name=source.field))) is not None
    ]
    may_stand = nw.from_native(values.lazy()).select(tests).to_native()
    answers = pl.collect_all([plain, may_stand])
    refused = {field for answer in answers for field in answer.columns if not answer[field].all()}
    return {field: values[field] for field in cells if field not in refused}


def _is_uniform(column: Column, cells: pl.Series, kinds: pl.Series | None) -> bool:
    """Whether the container tells nothing about the cells that reading them has to know."""
    return kinds is None or (column.type is not Nip and kinds.null_count() == cells.null_count())


def _blank(source: Source, cells: pl.Series) -> tuple[Notice, ...]:
    """A blank cell where a value is expected."""
    if not source.expected:
        return ()
    blank = cells.to_frame("cell").select_seq(_IS_BLANK).to_series()
    return notice("value_missing", "unknown", blank, Message("no value where one is expected"))


def _unusable(sheet: Sheet, columns: Mapping[str, Source], fields: pl.DataFrame) -> Reasons:
    """The rows without a usable value in an essential column, each with the reason.

    A code or number of the key may be blank; where it cannot be read, nobody knows whose row it is.
    """
    reasons = Reasons()
    for heading, source in columns.items():
        coded = source.column.key and bool(source.column.type is Nip or allowed_texts(source.column))
        if (source.essential or coded) and fields[source.field].null_count():
            unusable = fields[source.field].is_null()
            if not source.essential:
                unusable &= tidy_text(sheet.frame[heading]).values.is_not_null()
            reasons = reasons.and_(unusable_cells(sheet, heading, source, unusable.arg_true()))
    return reasons
