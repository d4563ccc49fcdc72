"""A sheet read by a layout: typed fields, rows kept out with their reason, and all that was seen."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.model import mask
from asn_dev.register.cells.notices import translate
from asn_dev.register.files.json_rows import escaped
from asn_dev.register.files.sheet import BLANKS
from asn_dev.register.ledger import Finding
from asn_dev.register.places import Places
from asn_dev.register.rejecting import AT, FIELD, REASON, Reasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from asn_dev.register.cells import Notice
    from asn_dev.register.files import Sheet
    from asn_dev.register.layouts import Layout

_LONGEST_SHOWN = 80
_ENOUGH_TO_JUDGE = 20
"""In a sheet with more rows, what more than half of a column has is the column's own way."""


@attrs.frozen(eq=False)
class ParsedSheet:
    """A sheet with what its cells mean, one row of `fields` for each row of the sheet.

    `headings` are those of the file, by field. Rows of `rejections` and of `no_data` (positions) make no
    record: the former are reported whole, the latter are sums, notes and the like. `merged` are rows
    that are put together with another one, which has what they tell.
    """

    sheet: Sheet
    layout: Layout
    headings: Mapping[str, str]
    fields: pl.DataFrame
    notices: tuple[Notice, ...] = ()
    remarks: tuple[Finding, ...] = ()
    rejections: Reasons = attrs.field(factory=Reasons)
    no_data: frozenset[int] = frozenset()
    beside: frozenset[str] = frozenset()
    merged: frozenset[int] = frozenset()

    def makes_records(self, *, merged: bool = True) -> pl.Series:
        """For each row whether it makes a record, alone or (`merged`) put together with another."""
        out = [self.rejections.rows[AT], pl.Series(list(self.no_data), dtype=pl.Int64)]
        if not merged:
            out.append(pl.Series(list(self.merged), dtype=pl.Int64))
        return pl.repeat(True, self.fields.height, eager=True).scatter(pl.concat(out), False)

    def are_data(self) -> pl.Series:
        """For each row whether it is data, whether or not it makes a record."""
        every = pl.repeat(True, self.fields.height, eager=True)
        return every.scatter(pl.Series(list(self.no_data), dtype=pl.Int64), False)

    @property
    def leaves_out(self) -> bool:
        """Whether any row makes no record."""
        return bool(self.no_data) or self.rejections.rows.height > 0

    @property
    def columns_used(self) -> float | None:
        """Which share of the sheet's columns with a heading the layout knows; None without headings."""
        columns = set(self.sheet.frame.columns) - self.beside
        named = {heading for heading in columns if not heading.startswith(("#", "(kolom "))}
        return len(named.intersection(self.headings.values())) / len(named) if named else None

    def accepted(self) -> pl.DataFrame:
        """The fields of the rows that make records, with the number of their line as `_line`."""
        lines = _in_pieces(self.sheet.rows, self.fields)
        rows = self.fields.with_columns(lines.alias("_line"))
        return rows.filter(self.makes_records(merged=False)) if self.leaves_out or self.merged else rows

    def with_fields(self, fields: pl.DataFrame, notices: Iterable[Notice]) -> ParsedSheet:
        """The sheet with other values, and what was seen on the way."""
        return attrs.evolve(self, fields=fields, notices=(*self.notices, *notices))

    def remarked(self, notes: Iterable[Finding]) -> ParsedSheet:
        """The sheet with more that is to be said about it as a whole."""
        return attrs.evolve(self, remarks=(*self.remarks, *notes))

    def reject(self, reasons: Reasons | Mapping[int, tuple[str, str]]) -> ParsedSheet:
        """The sheet with rows kept out, by position: the field and the reason; the first reason stays."""
        new = reasons if isinstance(reasons, Reasons) else Reasons.of(reasons)
        if not new.rows.height:
            return self
        new = new.without(self.no_data) if self.no_data else new
        return attrs.evolve(self, rejections=self.rejections.and_(new))

    def rejected(self) -> pl.DataFrame:
        """The rows that are kept out, in their order: position, heading, the cell as it was, the reason."""
        rows = self.rejections.rows.sort(AT)
        fields = rows[FIELD].unique().to_list()
        cells = rows.select(_value=pl.lit("", dtype=pl.String))["_value"].new_from_index(0, rows.height)
        for field in fields if rows.height else ():
            heading = self.headings.get(field)
            if heading:
                stood = self.sheet.frame[heading][rows[AT]].fill_null("")
                cells = stood.zip_with(rows[FIELD] == field, cells)
        sentences = pl.Series([str(sentence) for sentence in self.rejections.sentences], dtype=pl.String)
        return pl.DataFrame(
            [
                rows[AT],
                translate(rows[FIELD], self.heading, pl.String).alias("_column"),
                cells.alias("_value"),
                (sentences[rows[REASON]] if rows.height else sentences.clear()).alias("_reason"),
            ]
        )

    def heading(self, field: str) -> str:
        """What the file calls a field."""
        return self.headings.get(field, field).strip(BLANKS)

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

    def _places(self, field: str, positions: pl.Series) -> Places:
        """Where cells stand, and their text as it was; personal ones are masked."""
        personal = any(given.field == field and given.column.personal for given in self.layout.sources)
        heading = self.headings.get(field)
        texts = self.sheet.frame[heading][positions].fill_null("") if heading else None
        if texts is not None:
            texts = translate(texts, mask, pl.String) if personal else texts.str.head(_LONGEST_SHOWN)
        pointers = None
        if self.sheet.pointers:
            within = f"/{escaped(heading)}" if heading else ""
            pointers = pl.Series([self.sheet.pointers[at] + within for at in positions], dtype=pl.String)
        return Places.of(self.sheet.rows[positions], pointers=pointers, values=texts)


def _in_pieces(rows: pl.Series, frame: pl.DataFrame) -> pl.Series:
    """A series cut as the columns of a frame are: beside a whole one all of them would be copied."""
    lengths = frame.to_series(0).chunk_lengths() if frame.width else []
    if len(lengths) < 2 or rows.n_chunks() > 1:
        return rows
    starts = accumulate(lengths, initial=0)
    return pl.concat(
        [rows.slice(start, length) for start, length in zip(starts, lengths, strict=False)], rechunk=False
    )
