"""Tables and charts of a report as declared: what stands in them, before anything is withheld or written.

A section gives tables that know their columns (heading, kind, whose value, how many people stand behind it)
together with rows as they are: unrounded, complete, not in words. Grouping, withholding, order, headings,
formats and captions are the core's (`asn_dev.reporting.cells` and `writing`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import attrs
import polars as pl

from asn_dev.charts.chart import Chart
from asn_dev.formatting import Figure, Kind
from asn_dev.rules.labels import Text

ColumnKind = Kind | Literal["flag"]
"""How values are shown; a percent is a share from 0 to 1, a flag is yes or no."""
People = str | pl.Expr | None


@attrs.frozen(eq=False)
class Column:
    """One column of a declared table.

    Its heading is its own `label`, or what readers call the indicator or column `name` of the record or
    result `of`, with its `unit`. `value` makes it from the rows: of each row, or over each group in a table
    that is grouped; without it the rows have it. `people` is the column (or expression) with the number of
    people behind each value: a value of few is withheld, and so are those for which `hidden` holds, because
    they would tell of another that is. `part_of` names the columns that it is a part of,
    which give it away together with the other parts. `words` say what readers call its codes, `missing` what
    stands for an unknown value; a `personal` column names persons; an `optional` one is left out of a table
    in which none of its values is known.
    """

    name: str
    kind: ColumnKind = "text"
    label: Text | None = None
    of: type | None = None
    decimals: int = 1
    unit: Text | str = ""
    value: pl.Expr | None = None
    people: People = None
    hidden: People = None
    part_of: tuple[str, ...] = ()
    words: Mapping[Any, Text] = attrs.field(factory=dict)
    missing: Text | None = None
    personal: bool = False
    optional: bool = False


def column(
    name: str,
    kind: ColumnKind = "text",
    decimals: int = 1,
    *,
    id: str = "",
    en: str = "",
    of: type | None = None,
    unit: Text | str = "",
    value: pl.Expr | None = None,
    people: People = None,
    hidden: People = None,
    part_of: str | Sequence[str] = (),
    words: Mapping[Any, Text] | None = None,
    missing: Text | None = None,
    personal: bool = False,
    optional: bool = False,
) -> Column:
    """A column with its heading: in both languages, or that of the indicator or column of a record `of`.

    >>> column("hours", "decimal", id="Jam pelajaran", en="Learning hours", people="staff").kind
    'decimal'
    """
    parts = (part_of,) if isinstance(part_of, str) else tuple(part_of)
    label = Text(id, en) if id else None
    return Column(
        name,
        kind,
        label,
        of,
        decimals,
        unit,
        value,
        people,
        hidden,
        parts,
        words or {},
        missing,
        personal,
        optional,
    )


def mean(
    name: str,
    kind: ColumnKind = "decimal",
    decimals: int = 1,
    *,
    id: str = "",
    en: str = "",
    of: type | None = None,
    unit: Text | str = "",
    over: pl.Expr | None = None,
    part_of: str | Sequence[str] = (),
) -> Column:
    """The mean of what is known in each group (of a flag: the share), behind which those stand.

    `over` is what the mean is taken of, without it the column of this name.
    """
    value = pl.col(name) if over is None else over
    return column(
        name, kind, decimals, id=id, en=en, of=of, unit=unit, part_of=part_of,
        value=value.cast(pl.Float64).mean(), people=value.count(),
    )  # fmt: skip


def people(*, id: str, en: str, by: str = "", withheld: bool = False) -> Column:
    """How many people are in each group, as ``people``: rows, or different values of the column `by`.

    With `withheld` the number of few is withheld too.
    """
    count = (pl.col(by).n_unique() if by else pl.len()).cast(pl.Int64)
    return column("people", "integer", id=id, en=en, value=count, people=count if withheld else None)


@attrs.frozen(eq=False)
class Table:
    """A table as declared: its caption and its columns, the first of which names the rows.

    With `by` its rows are the groups of what it is given, by these columns. Rows stand in the `order` of
    these columns (``"-hours"``: the greatest first), which is that of what is shown: of what is withheld it
    says nothing. Only the first `top` are shown.
    """

    caption: Text
    columns: tuple[Column, ...]
    by: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    top: int | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell its rows apart."""
        return self.by or (self.columns[0].name,)

    def column(self, name: str) -> Column:
        """One of its columns; raises `KeyError` for a name that is not among them."""
        return {column.name: column for column in self.columns}[name]

    def of(self, rows: pl.DataFrame, **values: object) -> TableRows:
        """The table with its rows: a frame with what its columns need, in Polars.

        `values` stand in its caption, by their names in braces, as those of a sentence do.
        """
        return TableRows(self, rows, values)


@attrs.frozen(eq=False)
class TableRows:
    """A declared table with its rows, nothing of them withheld yet."""

    table: Table
    rows: pl.DataFrame
    values: Mapping[str, object] = attrs.field(factory=dict)

    def drawn(self, draw: Callable[[pl.DataFrame], Chart], sentence: object = None) -> DrawnChart:
        """A chart of another shape: `draw` makes it from the rows as they are shown.

        Values that are withheld are null in them, and ``withheld`` names them; `sentence` stands in place
        of what the chart says itself.
        """
        return DrawnChart(self, draw, sentence)

    def bars(
        self,
        name: str,
        *,
        axis: object = None,
        limit: float | str | None = None,
        limit_label: Text | None = None,
        greatest: float | None = None,
        only_known: bool = False,
        decimals: int | None = None,
    ) -> BarChart:
        """A bar for each row by one of the columns; see `bars`."""
        return BarChart(self, name, axis, limit, limit_label, greatest, only_known, decimals)


@attrs.frozen(eq=False)
class BarChart:
    """A bar for each row of a declared table, the highest first."""

    table_rows: TableRows
    name: str
    axis: object = None
    limit: float | str | None = None
    limit_label: Text | None = None
    greatest: float | None = None
    only_known: bool = False
    decimals: int | None = None


@attrs.frozen(eq=False)
class DrawnChart:
    """A chart that a function draws from the rows of a declared table, after withholding."""

    table_rows: TableRows
    draw: Callable[[pl.DataFrame], Chart]
    sentence: object = None


@attrs.frozen(eq=False)
class LineChart:
    """Lines over the rows of a declared table, which stand in the order of its first column."""

    table_rows: TableRows
    axis: object
    sentence: object
    marked: tuple[Any, Any] | None = None
    marked_label: Text | None = None


@attrs.frozen(eq=False)
class Division:
    """How people divide over the values of a column: a chart and a table, the unknown last."""

    rows: pl.DataFrame
    name: str
    values: Mapping[str, Text | str]
    caption: Text
    heading: Text


@attrs.frozen(eq=False)
class DeclaredFacts:
    """Labelled figures, of which some count a unit: what to see first."""

    figures: tuple[tuple[object, Figure] | tuple[object, Figure, object], ...]


Parts = Sequence[object]
"""What a section gives: declared parts, sentences and blocks, in lists or not; None is left out."""
Declared = TableRows | BarChart | DrawnChart | LineChart | Division | DeclaredFacts


def table(
    *columns: Column,
    id: str,
    en: str,
    by: str | Sequence[str] = (),
    order: str | Sequence[str] = (),
    top: int | None = None,
) -> Table:
    """Declare a table by its columns and its caption; ``table(...).of(rows)`` is a part of a section.

    >>> hours = table(
    ...     column("unit", id="Perangkat daerah", en="Unit"),
    ...     people(id="Pegawai", en="People"),
    ...     mean("learning_hours", id="Rata-rata JP", en="Mean hours"),
    ...     id="Jam pelajaran per unit", en="Learning hours by unit",
    ...     by="unit",
    ...     order="-learning_hours",
    ... )
    >>> hours.keys, hours.column("learning_hours").label.en
    (('unit',), 'Mean hours')
    """
    return Table(Text(id, en), columns, _names(by), _names(order), top)


def bars(
    rows: pl.DataFrame,
    column_: Column,
    *,
    label: str | Column,
    axis: object = None,
    limit: float | str | None = None,
    limit_label: Text | None = None,
    greatest: float | None = None,
    only_known: bool = False,
    by: str | Sequence[str] = (),
) -> BarChart:
    """A bar for each row, or each group `by` columns, by one column; the column `label` names the bars.

    Shares are drawn as percentages. `axis` says what is measured, without it the heading of the column;
    `limit` is where a line stands, a number or the key of a parameter; `greatest` the end of the scale. With
    `only_known` rows of which the value is unknown are left out; those withheld are not.
    """
    name_column = Column(label) if isinstance(label, str) else label
    lone = Table(Text("", ""), (name_column, column_), _names(by))
    return lone.of(rows).bars(
        column_.name,
        axis=axis,
        limit=limit,
        limit_label=limit_label,
        greatest=greatest,
        only_known=only_known,
    )


def lines(
    rows: pl.DataFrame,
    by: str,
    *columns: Column,
    axis: object,
    sentence: object,
    marked: tuple[Any, Any] | None = None,
    marked_label: Text | None = None,
) -> LineChart:
    """A line for each of the columns over the years, months or other steps in the column `by`."""
    lone = Table(Text("", ""), (Column(by), *columns))
    return LineChart(lone.of(rows), axis, sentence, marked, marked_label)


def division(
    rows: pl.DataFrame, name: str, values: Mapping[str, Text | str], *, caption: Text, heading: Text
) -> Division:
    """How people divide over the values of a column, in the order of `values`, which readers call so."""
    return Division(rows, name, values, caption, heading)


def facts(*figures: tuple[object, Figure] | tuple[object, Figure, object]) -> DeclaredFacts:
    """Labelled figures that stand beside one another, a third word being what is counted."""
    return DeclaredFacts(figures)


def _names(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
