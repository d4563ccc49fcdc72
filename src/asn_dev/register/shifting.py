"""Rows whose cells stand one or more columns beside their own: they are rejected whole.

A cell that does not read as its column says is an ordinary oddity. Where several do not, and read as what
the columns beside them hold, in one direction, the row has slipped.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Nip
from asn_dev.model.records import allowed_texts, storage_type
from asn_dev.register.cells import read_cells
from asn_dev.register.cells.text import MARKS, UNSEEN, tidy_text
from asn_dev.register.rejecting import Reasons

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asn_dev.register.files import Sheet
    from asn_dev.register.sources import Source

_FARTHEST = 3
"""So many columns a row may have slipped by."""
_ENOUGH = 2
_USUAL = 0.5
"""What more than this share of a column has is what the column holds."""

SHAPES = {
    "number of a person": r"^\d{18}$",
    "identifier": r"^(?:[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$",
    "date": r"^(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2}(?:[ T].*)?)$",
    "grade": r"^(?:I|II|III|IV)/[a-e]$",
}
"""Texts of so plain a shape that no name, unit or post has it."""

_OF_ONE_TYPE = ("number of a person", "identifier", "date")
"""Shapes of which no other column than their own can mean anything."""

_ANY_SHAPE = f"^[{UNSEEN}{MARKS}]*(?:{'|'.join(shape[1:-1] for shape in SHAPES.values())})[{UNSEEN}]*$"
"""Every text that has one of the shapes once it is tidy: hardly any of most columns, and cheap to see."""


@attrs.frozen(eq=False)
class _Column:
    """A column of the sheet with what its cells should be: a source of the layout, or a usual shape."""

    heading: str
    cells: pl.Series
    shapes: pl.Series
    usual: str | None
    source: Source | None

    @property
    def is_typed(self) -> bool:
        """Whether reading a cell tells if it belongs here."""
        return self.source is not None and _is_typed(self.source)

    @property
    def is_of_people(self) -> bool:
        """Whether numbers of people stand here: the only cells of which each may be another."""
        return self.source is not None and self.source.column.type is Nip

    def reads(self, cells: pl.Series, shapes: pl.Series) -> pl.Series:
        """Which cells, of any column, could stand here; `shapes` are theirs."""
        if self.source and self.is_typed:
            own = {Nip: "number of a person", date: "date"}.get(self.source.column.type)
            foreign = shapes.is_in([name for name in _OF_ONE_TYPE if name != own])
            return read_cells(
                self.source, cells.set(foreign.fill_null(False), None), None
            ).values.is_not_null()
        if self.usual is None:
            return pl.repeat(False, cells.len(), eager=True)
        return ((shapes == self.usual) & cells.is_not_null()).fill_null(False)


def shifted_rows(sheet: Sheet, columns: Mapping[str, Source], fields: pl.DataFrame) -> Reasons:
    """The positions of rows that have slipped, each with the field where it shows and the reason.

    Values of objects stand beside their names, so no row of a JSON file has slipped.
    """
    if sheet.pointers or sheet.frame.width < _FARTHEST or not sheet.frame.height:
        return Reasons()
    typed = {heading: source for heading, source in columns.items() if not source.placed}
    wrong = _wrong(sheet, typed, fields)
    if wrong.width < _ENOUGH:
        return Reasons()
    suspects = wrong.select(pl.sum_horizontal(pl.all().cast(pl.UInt32)) >= _ENOUGH).to_series().arg_true()
    if not suspects.len():
        return Reasons()
    table = [_column(sheet, heading, columns.get(heading)) for heading in sheet.frame.columns]
    slipped = Reasons()
    for steps in (step for size in range(1, _FARTHEST + 1) for step in (size, -size)):
        message = (
            Message("its cells stand {steps} column(s) to the right of their own", steps=steps)
            if steps > 0
            else Message("its cells stand {steps} column(s) to the left of their own", steps=-steps)
        )
        moved, first = _slipped(table, wrong, suspects, steps)
        if moved.any():
            slipped = slipped.and_(Reasons.alike(suspects.filter(moved), first.filter(moved), message))
            suspects = suspects.filter(~moved)
    return slipped


def _shapes(cells: pl.Series) -> pl.Series:
    shapes = pl.repeat(None, cells.len(), dtype=pl.String, eager=True).alias("shape")
    at = cells.str.contains(_ANY_SHAPE).arg_true()
    if not at.len():
        return shapes
    text = tidy_text(cells[at]).values
    shape = pl.coalesce(
        pl.when(pl.col("text").str.contains(pattern)).then(pl.lit(name)) for name, pattern in SHAPES.items()
    )
    return shapes.scatter(at, pl.DataFrame({"text": text}).select(shape.alias("shape"))["shape"])


def _usual_shape(shapes: pl.Series, filled: int) -> str | None:
    counts = shapes.drop_nulls().value_counts(sort=True)
    if counts.is_empty() or counts["count"][0] <= _USUAL * filled:
        return None
    return str(counts["shape"][0])


def _column(sheet: Sheet, heading: str, source: Source | None) -> _Column:
    cells = sheet.frame[heading]
    shapes = _shapes(cells)
    return _Column(heading, cells, shapes, _usual_shape(shapes, tidy_text(cells).values.count()), source)


def _wrong(sheet: Sheet, columns: Mapping[str, Source], fields: pl.DataFrame) -> pl.DataFrame:
    """For each column the cells that do not belong: not readable, or of a shape that no text there has."""
    typed = {heading: source for heading, source in columns.items() if _is_typed(source)}
    texts = [heading for heading in sheet.frame.columns if heading not in typed]
    shaped = _with_shapes(sheet.frame, texts)
    wrong = {}
    for heading in sheet.frame.columns:
        cells = sheet.frame[heading]
        if heading in typed:
            wrong[heading] = _filled(cells, fields[typed[heading].field].is_null())
        elif heading in shaped:
            shapes = _shapes(cells)
            if not shapes.count():
                continue
            # A column of few filled cells is judged by these, not by the blanks beside them.
            filled = tidy_text(cells).values.is_not_null()
            usual = _usual_shape(shapes, int(filled.sum()))
            wrong[heading] = (
                shapes.is_not_null() if usual is None else (shapes != usual).fill_null(True) & filled
            )
    return pl.DataFrame(wrong)


def _is_typed(source: Source) -> bool:
    """Whether reading a cell tells if it belongs into the column."""
    column = source.column
    return storage_type(column) is not str or column.type is Nip or bool(allowed_texts(column))


def _with_shapes(frame: pl.DataFrame, headings: Sequence[str]) -> frozenset[str]:
    """The columns in which any cell may have one of the shapes: looked for in all of them at once."""
    if not headings:
        return frozenset()
    hits = frame.lazy().select(pl.col(headings).str.contains(_ANY_SHAPE).any()).collect().row(0)
    return frozenset(heading for heading, hit in zip(headings, hits, strict=True) if hit)


def _filled(cells: pl.Series, hit: pl.Series) -> pl.Series:
    """Which of the cells that are meant say anything; only those are looked at."""
    none = pl.Series([False]).new_from_index(0, cells.len())
    if not hit.any():
        return none
    at = (hit & cells.is_not_null()).arg_true()
    filled = at.filter(tidy_text(cells[at]).values.is_not_null())
    return none.scatter(filled, True) if filled.len() else none


def _slipped(
    table: Sequence[_Column], wrong: pl.DataFrame, suspects: pl.Series, steps: int
) -> tuple[pl.Series, pl.Series]:
    """Which suspects have slipped by so many columns, and for each the field where it shows first.

    Reading a cell as what another column holds is dear: it is done where it can still decide.
    """
    targets = [
        (at, column)
        for at, column in enumerate(table)
        if 0 <= at - steps < len(table) and column.heading in wrong.columns
    ]
    worth = {at: _worth(column, wrong[column.heading][suspects], suspects) for at, column in targets}
    none = pl.repeat(0, suspects.len(), dtype=pl.UInt32, eager=True)
    seen, open_ = none, sum(worth.values(), none)
    evidence: dict[int, pl.Series] = {}
    for at, column in sorted(targets, key=lambda target: target[1].is_of_people):
        cells = pl.Series(column.cells[suspects])
        asked = (worth[at] > 0) & (seen + open_ >= _ENOUGH)
        open_ = open_ - worth[at]
        if asked.any():
            fits = table[at - steps].reads(cells.set(~asked, None), column.shapes[suspects])
            evidence[at] = (fits & asked).cast(pl.UInt32) * worth[at]
            seen = seen + evidence[at]
    if not evidence:
        return none > 0, pl.Series([None], dtype=pl.String).new_from_index(0, suspects.len())
    weights = pl.DataFrame([evidence[at].alias(str(at)) for at in sorted(evidence)])
    names = {at: column.source.field if column.source else column.heading for at, column in targets}
    first = pl.coalesce(pl.when(pl.col(str(at)) > 0).then(pl.lit(names[at])) for at in sorted(evidence))
    return seen >= _ENOUGH, weights.select(first.alias("field"))["field"]


def _worth(column: _Column, wrong: pl.Series, suspects: pl.Series) -> pl.Series:
    """How much a cell tells if it fits elsewhere; nothing where it belongs.

    No text has one of the shapes by chance, so one of them beside another wrong cell is enough.
    """
    plain = column.shapes[suspects].is_not_null() & (not column.is_typed)
    return wrong.cast(pl.UInt32) * (1 + plain.cast(pl.UInt32))
