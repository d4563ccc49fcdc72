"""A sheet read by a layout: typed fields, rows kept out with their reason, and all that was seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs
import narwhals as nw
import polars as pl

from asn_dev.model import Column, Nip, ProgrammeForm, mask
from asn_dev.register.aliases import Aliases
from asn_dev.register.cells import Notice, Reading, notice, plain_cells, read_cells
from asn_dev.register.cells.nips import why_not
from asn_dev.register.cells.text import BLANKS
from asn_dev.register.data_lines import lines_without_data
from asn_dev.register.files import Sheet
from asn_dev.register.files.json_rows import escaped
from asn_dev.register.files.sheet import KEY_HEADING, NUMBER
from asn_dev.register.layouts import Layout, Source, suggestion
from asn_dev.register.ledger import Finding, Place
from asn_dev.register.schema import allowed, polars_type

_LONGEST_SHOWN = 80
_ENOUGH_TO_JUDGE = 20
"""In a sheet with more rows, what more than half of a column has is the column's own way."""
_RARE = 0.01


@attrs.frozen
class Rejection:
    """Why a row is kept out: the column, the cell as it was, the reason."""

    column: str
    value: str
    reason: str


@attrs.frozen(eq=False)
class ParsedSheet:
    """A sheet with what its cells mean, one row of `fields` for each row of the sheet.

    `headings` are those of the file, by field. `rejections` and `no_data` are positions of rows that
    make no record: the former are reported whole, the latter are sums, notes and the like.
    """

    sheet: Sheet
    layout: Layout
    headings: Mapping[str, str]
    fields: pl.DataFrame
    notices: tuple[Notice, ...] = ()
    remarks: tuple[Finding, ...] = ()
    rejections: Mapping[int, Rejection] = attrs.field(factory=dict)
    no_data: frozenset[int] = frozenset()

    @property
    def left_out(self) -> frozenset[int]:
        """The positions of all rows that make no record."""
        return self.no_data.union(self.rejections)

    def accepted(self) -> pl.DataFrame:
        """The fields of the rows that make records, with the number of their line as `_line`."""
        rows = self.fields.with_columns(self.sheet.rows.alias("_line"))
        return rows.filter(~pl.int_range(pl.len()).is_in(list(self.left_out))) if self.left_out else rows

    def with_fields(self, fields: pl.DataFrame, notices: Iterable[Notice]) -> ParsedSheet:
        """The sheet with other values, and what was seen on the way."""
        return attrs.evolve(self, fields=fields, notices=(*self.notices, *notices))

    def reject(self, reasons: Mapping[int, tuple[str, str]]) -> ParsedSheet:
        """The sheet with rows kept out: for each position the field and the reason; the first reason stays."""
        new = {
            position: Rejection(self.heading(field), self.cell(field, position), reason)
            for position, (field, reason) in reasons.items()
            if position not in self.left_out
        }
        return attrs.evolve(self, rejections={**self.rejections, **new}) if new else self

    def heading(self, field: str) -> str:
        """What the file calls a field."""
        return self.headings.get(field, field).strip(BLANKS)

    def cell(self, field: str, position: int) -> str:
        """A cell as it stands in the file."""
        heading = self.headings.get(field)
        return (self.sheet.frame[heading][position] or "") if heading else ""

    def findings(self) -> list[Finding]:
        """All that was seen, with the places; rows that are no data are left out."""
        return [*self.remarks, *(found for seen in self.notices for found in self._finding(seen))]

    def _finding(self, seen: Notice) -> Iterator[Finding]:
        rows = seen.rows.filter(~seen.rows.is_in(list(self.no_data))) if self.no_data else seen.rows
        if not rows.len():
            return
        # What most of a column has is its own way of writing, one finding about the column.
        usual = self.fields.height > _ENOUGH_TO_JUDGE and rows.len() > self.fields.height / 2
        yield Finding(
            rule=seen.rule,
            severity="info" if usual and seen.severity == "repaired" else seen.severity,
            file=self.sheet.file,
            sheet=self.sheet.name,
            column=self.heading(seen.field),
            count=rows.len(),
            message=seen.message,
            places=() if usual else tuple(self.place(seen.field, row) for row in rows),
        )

    def place(self, field: str, position: int) -> Place:
        """Where a cell stands, and its text as it was; personal ones are masked."""
        text = self.cell(field, position)
        personal = any(given.field == field and given.column.personal for given in self.layout.sources)
        pointer = self.sheet.pointers[position] if self.sheet.pointers else ""
        within = f"/{escaped(self.headings[field])}" if pointer and field in self.headings else ""
        shown = mask(text) if personal else text[:_LONGEST_SHOWN]
        return Place(self.sheet.rows[position], pointer + within, shown)


def parse(sheet: Sheet, layout: Layout, aliases: Aliases) -> ParsedSheet:
    """Read every column of the sheet that the layout knows."""
    columns = {
        heading: _with_names(given, aliases)
        for heading, given in layout.columns(sheet.frame.columns, aliases).items()
    }
    readings = _read(sheet, columns)
    fields = pl.DataFrame([readings[given.field].values if given.field in readings else _absent(given, sheet)
                           for given in layout.sources])  # fmt: skip
    lines = lines_without_data(sheet, columns, fields)
    notices: list[Notice] = []
    for heading, given in columns.items():
        cells = sheet.frame[heading]
        seen = [*readings[given.field].notices, *_blank(given, cells)]
        notices += [attrs.evolve(one, field=given.field) for one in seen]
    notices, remarks = _writing_of_nothing(sheet, columns, notices)
    parsed = ParsedSheet(
        sheet=sheet,
        layout=layout,
        headings={given.field: heading for heading, given in columns.items()},
        fields=fields,
        notices=tuple(notices),
        remarks=(
            *sheet.notes,
            *_about_headings(sheet, layout, columns),
            *remarks,
            *_about_lines(sheet, lines),
        ),
        no_data=frozenset(lines),
    )
    parsed = parsed.reject(_unusable(sheet, columns, fields))
    return parsed.with_fields(*layout.derive(parsed.fields)) if layout.derive else parsed


def _with_names(given: Source, aliases: Aliases) -> Source:
    """The source with the region's own names for forms of programmes."""
    if given.column.type is not ProgrammeForm or not aliases.forms:
        return given
    return attrs.evolve(given, variants={**given.variants, **aliases.forms})


def _absent(given: Source, sheet: Sheet) -> pl.Series:
    """A column that the sheet does not have: nothing is known."""
    return pl.Series(given.field, [None], dtype=polars_type(given.column)).new_from_index(
        0, sheet.frame.height
    )


def _read(sheet: Sheet, columns: Mapping[str, Source]) -> dict[str, Reading]:
    """The values of every column: all at once in the plain form, and where that fails with care."""
    plain = sheet.frame.lazy().select(
        plain_cells(given, pl.col(heading)).alias(given.field) for heading, given in columns.items()
    )
    tests = {
        given.field: test
        for given in columns.values()
        if (test := allowed(attrs.evolve(given.column, name=given.field))) is not None
    }
    kept = [nw.when(test.fill_null(True)).then(nw.col(field)).alias(field) for field, test in tests.items()]
    values_of = nw.from_native(plain).with_columns(kept).to_native().collect()
    readings = {}
    for heading, given in columns.items():
        cells, kinds, values = sheet.frame[heading], sheet.kinds.get(heading), values_of[given.field]
        if values.null_count() == cells.null_count() and _is_uniform(given.column, cells, kinds):
            readings[given.field] = Reading(values)
        else:
            read = read_cells(given, cells, kinds)
            readings[given.field] = attrs.evolve(read, values=read.values.alias(given.field))
    return readings


def _is_uniform(column: Column, cells: pl.Series, kinds: pl.Series | None) -> bool:
    """Whether the container tells nothing about the cells that reading them has to know."""
    return kinds is None or (column.type is not Nip and kinds.null_count() == cells.null_count())


def _blank(given: Source, cells: pl.Series) -> tuple[Notice, ...]:
    """A blank cell where a value is expected."""
    if not given.expected:
        return ()
    blank = cells.is_null() | (cells.str.strip_chars(BLANKS) == "").fill_null(False)
    return notice("value_missing", "unknown", blank, "no value where one is expected")


def _writing_of_nothing(
    sheet: Sheet, columns: Mapping[str, Source], notices: Sequence[Notice]
) -> tuple[list[Notice], list[Finding]]:
    """Where a sheet writes 'null' whenever it has nothing, that is its way and said once.

    In columns that are expected to have a value, and in sheets that leave cells blank as a rule, such
    a text stays a notice of its own.
    """
    said = [seen for seen in notices if seen.rule == "null_text"]
    words = sum(seen.rows.len() for seen in said)
    blank = sum((sheet.frame[heading].fill_null("") == "").sum() for heading in columns) if words else 0
    if words <= max(blank, _RARE * sheet.frame.height * len(columns)):
        return list(notices), []
    wanted = {given.field for given in columns.values() if given.expected or given.essential}
    dropped = [seen for seen in said if seen.field not in wanted]
    count = sum(seen.rows.len() for seen in dropped)
    message = "cells without a value hold a text that says so"
    remarks = [Finding("null_text", "info", sheet.file, sheet.name, "", count, message)] if count else []
    return [seen for seen in notices if seen not in dropped], remarks


def _about_headings(sheet: Sheet, layout: Layout, columns: Mapping[str, Source]) -> Iterator[Finding]:
    headings = [heading for heading in sheet.frame.columns if heading != KEY_HEADING]
    for heading in headings:
        name = heading.strip(BLANKS)
        if heading != name:
            yield Finding(
                "heading_spacing", "info", sheet.file, sheet.name, name, 1, "blanks around the heading"
            )
    unused = [heading for heading in headings if heading not in columns]
    if unused:
        message = "not used: " + ", ".join(heading.strip(BLANKS) for heading in unused)
        yield Finding("columns_not_used", "info", sheet.file, sheet.name, "", len(unused), message)
    present = {given.field for given in columns.values()}
    for given in layout.sources if headings else ():
        if given.expected and given.field not in present:
            name = (given.headings or (given.field,))[0]
            message = f"the column '{name}' is missing; nothing is known of it{suggestion(given, unused)}"
            yield Finding("column_missing", "unknown", sheet.file, sheet.name, name, 1, message)


def _about_lines(sheet: Sheet, lines: Mapping[int, str]) -> Iterator[Finding]:
    """One finding that lists the lines which are taken for no data, with what they are."""
    if lines:
        places = tuple(Place(sheet.rows[position], value=what) for position, what in sorted(lines.items()))
        message = "lines that are no data"
        yield Finding("lines_without_data", "info", sheet.file, sheet.name, "", len(places), message, places)


def _unusable(
    sheet: Sheet, columns: Mapping[str, Source], fields: pl.DataFrame
) -> dict[int, tuple[str, str]]:
    """The rows without a usable value in an essential column, each with the reason."""
    reasons: dict[int, tuple[str, str]] = {}
    for heading, given in columns.items():
        if given.essential and fields[given.field].null_count():
            cells, kinds = sheet.frame[heading], sheet.kinds.get(heading)
            for position in fields[given.field].is_null().arg_true():
                number = kinds is not None and kinds[position] == NUMBER
                reason = _why(given.column, cells[position], number=number)
                reasons.setdefault(position, (given.field, f"{heading.strip(BLANKS)}: {reason}"))
    return reasons


def _why(column: Column, text: str | None, *, number: bool) -> str:
    if text is None or not text.strip(BLANKS):
        return "missing"
    if column.type is Nip:
        return why_not(text, number=number)
    return "not a date" if column.type is date else "cannot be used"
