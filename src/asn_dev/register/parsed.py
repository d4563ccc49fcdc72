"""A sheet read by a layout: typed fields, rows kept out with their reason, and all that was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.model import mask
from asn_dev.register.files.json_rows import escaped
from asn_dev.register.files.sheet import BLANKS
from asn_dev.register.ledger import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from asn_dev.register.cells import Notice
    from asn_dev.register.files import Sheet
    from asn_dev.register.layouts import Layout

_LONGEST_SHOWN = 80
_ENOUGH_TO_JUDGE = 20
"""In a sheet with more rows, what more than half of a column has is the column's own way."""


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
    make no record: the former are reported whole, the latter are sums, notes and the like. `merged` are rows
    that are put together with another one, which has what they tell.
    """

    sheet: Sheet
    layout: Layout
    headings: Mapping[str, str]
    fields: pl.DataFrame
    notices: tuple[Notice, ...] = ()
    remarks: tuple[Finding, ...] = ()
    rejections: Mapping[int, Rejection] = attrs.field(factory=dict)
    no_data: frozenset[int] = frozenset()
    beside: frozenset[str] = frozenset()
    merged: frozenset[int] = frozenset()

    @property
    def left_out(self) -> frozenset[int]:
        """The positions of all rows that make no record."""
        return self.no_data.union(self.rejections)

    @property
    def columns_used(self) -> float | None:
        """Which share of the sheet's columns with a heading the layout knows; None without headings."""
        columns = set(self.sheet.frame.columns) - self.beside
        named = {heading for heading in columns if not heading.startswith(("#", "(kolom "))}
        return len(named.intersection(self.headings.values())) / len(named) if named else None

    def accepted(self) -> pl.DataFrame:
        """The fields of the rows that make records, with the number of their line as `_line`."""
        rows = self.fields.with_columns(self.sheet.rows.alias("_line"))
        without = self.left_out | self.merged
        return rows.filter(~pl.int_range(pl.len()).is_in(list(without))) if without else rows

    def with_fields(self, fields: pl.DataFrame, notices: Iterable[Notice]) -> ParsedSheet:
        """The sheet with other values, and what was seen on the way."""
        return attrs.evolve(self, fields=fields, notices=(*self.notices, *notices))

    def remarked(self, notes: Iterable[Finding]) -> ParsedSheet:
        """The sheet with more that is to be said about it as a whole."""
        return attrs.evolve(self, remarks=(*self.remarks, *notes))

    def reject(self, reasons: Mapping[int, tuple[str, str]]) -> ParsedSheet:
        """The sheet with rows kept out, by position: the field and the reason; the first reason stays."""
        left_out = self.left_out
        headings = {field: self.heading(field) for field in {field for field, _ in reasons.values()}}
        by_field: dict[str, list[int]] = {}
        for position, (field, _) in reasons.items():
            if position not in left_out:
                by_field.setdefault(field, []).append(position)
        cells = {field: self._cells(field, positions) for field, positions in by_field.items()}
        alike: dict[tuple[str, str, int], Rejection] = {}  # a million rows may repeat one another
        new: dict[int, Rejection] = {}
        for position, (field, reason) in reasons.items():
            if position not in left_out:
                cell = cells[field][position]
                rejection = Rejection(headings[field], cell, reason)
                new[position] = alike.setdefault((field, cell, id(reason)), rejection)
        return attrs.evolve(self, rejections={**self.rejections, **new}) if new else self

    def heading(self, field: str) -> str:
        """What the file calls a field."""
        return self.headings.get(field, field).strip(BLANKS)

    def _cells(self, field: str, positions: list[int]) -> dict[int, str]:
        """Cells as they stand in the file, by position."""
        heading = self.headings.get(field)
        if not heading:
            return dict.fromkeys(positions, "")
        return dict(zip(positions, self.sheet.frame[heading][positions].fill_null(""), strict=True))

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
            places=() if usual else self._places(seen.field, rows),
        )

    def _places(self, field: str, positions: pl.Series) -> tuple[Place, ...]:
        """Where cells stand, and their text as it was; personal ones are masked."""
        personal = any(given.field == field and given.column.personal for given in self.layout.sources)
        heading = self.headings.get(field)
        texts = self.sheet.frame[heading][positions].fill_null("") if heading else [""] * positions.len()
        pointers = [self.sheet.pointers[at] for at in positions] if self.sheet.pointers else None
        within = f"/{escaped(heading)}" if heading else ""
        return tuple(
            Place(
                row=row,
                pointer=pointers[at] + within if pointers else "",
                value=mask(text) if personal else text[:_LONGEST_SHOWN],
            )
            for at, (row, text) in enumerate(zip(self.sheet.rows[positions], texts, strict=True))
        )
