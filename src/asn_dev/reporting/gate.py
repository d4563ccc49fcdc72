"""The gate: which cells of a whole report are not shown, so that no small group can be worked out.

For every quantity (an expression over people, or a column of figures made elsewhere) the declared tables and
charts of all sections print means and counts of *sets of people*. People whom no printed set tells apart are
one unknown; each cell is the sum of its unknowns, a unit's score the sum of its parts. What must be hidden
beside the small is found as in `asn_dev.grouping.withholding`, over all tables at once. Of each table the
total is taken for known, since a sentence may say it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import polars as pl

from asn_dev.reporting.atoms import Row
from asn_dev.reporting.cells import PEOPLE, counted_rows, placed, tables_of_part
from asn_dev.reporting.declared import Column, Table, TableRows
from asn_dev.reporting.members import (
    ID,
    MEMBER,
    PERSON,
    SET,
    identified,
    keys_hashed,
    linked_columns,
    part_links,
    quantity,
    with_members,
)
from asn_dev.reporting.sentences import tables_said
from asn_dev.reporting.systems import System
from asn_dev.reporting.twins import CellName, twins_of
from asn_dev.study_data import StudyData

TIMES = frozenset({"year", "month", "day", "wave", "quarter"})
"""Keys of rows that follow one another: their sum is printed nowhere."""


@attrs.frozen
class PublishedCell:
    """A value that a report shows: the name of its column, and by their numbers the people it is made of."""

    column: str
    people: tuple[int, ...]


@attrs.frozen(eq=False)
class Gate:
    """By quantity the sets of people (as numbers) of which no value is shown, and the cells that are."""

    hidden: Mapping[str, frozenset[int]]
    shown: tuple[PublishedCell, ...] = ()

    def hides(self, table: Table, column: Column) -> pl.Expr:
        """For the rows of a declared table whether a column's value is hidden."""
        sets = sorted(self.hidden.get(quantity(table, column), ()))
        return pl.col(SET + column.name).is_in(pl.Series(sets, dtype=pl.UInt64).implode()).fill_null(False)


def gate_of(parts: Iterable[object], study: StudyData, before: Sequence[PublishedCell] = ()) -> Gate:
    """What the declared parts of all sections may not show, together and with what was shown before."""
    tables = [*tables_of(parts)]
    systems: dict[str, System] = {}
    families = _families(tables)
    columns: list[tuple[str, pl.DataFrame]] = []
    for declared in tables:
        for name, cells, members, whole_known in _quantities(declared, study.language, study.minimum_group):
            system = systems.setdefault(families.get(name, name), System(study.minimum_group))
            system.add(name, cells, members, whole_known=whole_known)
            columns.append((name, cells))
        for part, whole in part_links(declared.table):
            if families[part] in systems:
                systems[families[part]].link(part, whole)
    names = _names_of_people(tables)
    for cell in before:
        for name in names.get(cell.column, ()):
            if (family := families.get(name, name)) in systems:
                systems[family].remember(name, list(cell.people))
    rows: set[Row] = set()
    hidden = _hidden(systems.values(), rows)
    twins = [*twins_of(columns)]
    while half := [pair for pair in twins if len({cell in hidden for cell in pair}) > 1]:
        for name, people in {cell for pair in half for cell in pair}:
            systems[families.get(name, name)].withhold(name, people)
        hidden = _hidden(systems.values(), rows)
    column_of = {name: column for column, several in names.items() for name in several}
    shown = tuple(
        PublishedCell(column_of[name], tuple(people))
        for system in systems.values()
        for name, people in system.shown()
        if name in column_of
    )
    sets: dict[str, set[int]] = {}
    for name, people in hidden:
        sets.setdefault(name, set()).add(people)
    return Gate({name: frozenset(people) for name, people in sets.items()}, shown)


def _hidden(systems: Iterable[System], rows: set[Row]) -> set[CellName]:
    """The cells that must not be shown; `rows`, hidden somewhere already, are taken first, and added to."""
    hidden: set[CellName] = set()
    for system in systems:
        for name, people, row in system.hidden(rows):
            hidden.add((name, people))
            rows.add(row)
    return hidden


def _names_of_people(tables: Iterable[TableRows]) -> dict[str, set[str]]:
    """By column the quantities over people whose numbers are known, so that an edition can be remembered."""
    names: dict[str, set[str]] = {}
    for declared in tables:
        if declared.table.by and "nip" in declared.rows.columns:
            for column in linked_columns(declared.table):
                names.setdefault(column.name, set()).add(quantity(declared.table, column))
    return names


def tables_of(parts: Iterable[object]) -> Iterator[TableRows]:
    """Every table that declared parts show, draw, or say in a sentence."""
    for part in parts:
        yield from tables_of_part(part)
        yield from tables_said(part)


def _families(tables: Iterable[TableRows]) -> dict[str, str]:
    """Quantities that are parts of one another, by name; all of a family have one name."""
    family: dict[str, str] = {}
    for declared in tables:
        for pair in part_links(declared.table):
            names = {family.get(name, name) for name in pair}
            joined = min(names)
            family.update(dict.fromkeys(pair, joined))
            family = {name: joined if of in names else of for name, of in family.items()}
    return family


def _quantities(
    declared: TableRows, language: str, minimum: int
) -> Iterator[tuple[str, pl.DataFrame, pl.DataFrame, bool]]:
    """For each linked column what `System.add` takes."""
    table, rows = declared.table, counted_rows(declared, language)
    whole_known = "withheld" not in declared.rows.columns and not TIMES.intersection(table.keys)
    single: pl.DataFrame | None = None
    if table.by:
        single = with_members(identified(placed(declared, language)), table)
    for column in linked_columns(table):
        kind = rows.schema[column.name]
        if not (kind.is_numeric() or kind == pl.Boolean):
            continue
        # What `ReportContext.shown` hid is told by the table that it was given.
        withheld = pl.lit(False) if "covering" in rows.columns else _brought(column)
        behind = pl.col(PEOPLE + column.name) if column.people is not None else pl.lit(minimum)
        cells = rows.filter(pl.col(column.name).is_not_null() | withheld).select(
            set=pl.col(SET + column.name),
            value=pl.col(column.name).cast(pl.Float64),
            people=behind.cast(pl.Int64).fill_null(0),
            withheld=withheld | _also(column, rows),
            row=pl.concat_list(pl.col(name).cast(pl.String).fill_null("") for name in table.keys),
        )
        cells = cells.filter(pl.col("people") > 0, pl.col("set").is_not_null())
        yield quantity(table, column), cells, _members(column, table, rows, single, minimum), whole_known


def _brought(column: Column) -> pl.Expr:
    return pl.col("withheld").list.contains(column.name).fill_null(False)


def _also(column: Column, rows: pl.DataFrame) -> Any:
    name = f"hidden {column.name}"
    return pl.col(name) if name in rows.columns else pl.lit(False)


def _members(
    column: Column, table: Table, rows: pl.DataFrame, single: pl.DataFrame | None, minimum: int
) -> pl.DataFrame:
    """Whose value stands in which set: set, id, person, weight (how many people that is)."""
    if single is None:
        behind = pl.col(PEOPLE + column.name) if column.people is not None else pl.lit(minimum)
        key = keys_hashed(table, rows)
        return rows.select(
            set=pl.col(SET + column.name), id=key, person=key, weight=behind.cast(pl.Int64).fill_null(0)
        )
    weight = pl.col(MEMBER + column.name)
    sets = rows.select(*table.by, set=pl.col(SET + column.name))
    return (
        single.filter(weight > 0)
        .join(sets, on=list(table.by), nulls_equal=True)
        .select("set", id=pl.col(ID), person=pl.col(PERSON), weight=weight)
    )
