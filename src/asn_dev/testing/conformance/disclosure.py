"""An attack on a written report: what it gives away by adding and subtracting, and whom it names.

What is written is read as linear equations over the values of single persons: a mean times its people is the
sum of their values. Nothing here asks the gate; it reads the blocks that readers get.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

import attrs
import numpy as np
import polars as pl
from numpy.typing import NDArray

from asn_dev.formatting import Withheld
from asn_dev.reporting.cells import NO_UNIT
from asn_dev.reporting.context import ReportContext
from asn_dev.reporting.declared import BarChart, TableRows
from asn_dev.reporting.gate import tables_of
from asn_dev.reporting.members import ID, MEMBER, PERSON, identified, linked_columns, quantity, with_members
from asn_dev.reporting.rendering import Report
from asn_dev.reporting.sections import ChartBlock, TableBlock
from asn_dev.reporting.writing import blocks_of

Matrix = NDArray[np.float64]


@attrs.frozen
class Written:
    """One cell as a reader finds it: whose values it is made of, and whether it is shown."""

    quantity: str
    table: int
    row: str
    people: Mapping[int, tuple[int, int]]
    """By the number of a row the person it is about and how many people it counts for."""
    shown: bool

    @property
    def rows(self) -> frozenset[int]:
        """The numbers of its rows."""
        return frozenset(self.people)


def given_away(parts: Iterable[object], context: ReportContext, *, totals: bool = True) -> list[str]:
    """What can be worked out of the declared tables and charts as they are written, a line each.

    With `totals` the value of everybody in the largest table of each quantity is known too.
    """
    return worked_out([*written_cells(parts, context)], context.minimum_group, totals=totals)


def worked_out(cells: Sequence[Written], minimum: int, *, totals: bool = False) -> list[str]:
    """What can be worked out of written cells, of one report or of several, a line each."""
    return [
        line
        for name in dict.fromkeys(cell.quantity for cell in cells)
        for line in _worked_out([cell for cell in cells if cell.quantity == name], minimum, totals)
    ]


def undeclared(parts: Iterable[object]) -> list[str]:
    """The figures over rows of persons that do not say how many people stand behind them, but for counts."""
    return [
        column.name
        for declared in tables_of(parts)
        for column in declared.table.columns
        if declared.table.by and "nip" in declared.rows.columns
        if column.value is not None and column.people is None and column.kind not in ("text", "date")
        if not re.search(
            r"(len|n_unique|unique_counts)\(\)(\.strict_cast\(\w+\)|\.cast\(\w+\))*$", str(column.value)
        )
    ]


def written_cells(parts: Iterable[object], context: ReportContext) -> Iterator[Written]:
    """The cells of grouped tables and bar charts, read from the blocks they are written as."""
    for number, part in enumerate(parts):
        declared = part.table_rows if isinstance(part, BarChart) else part
        if not isinstance(declared, TableRows) or not declared.table.by:
            continue
        (block,) = blocks_of([part], context)
        groups = _groups(declared, context)
        for column in linked_columns(declared.table):
            if isinstance(part, BarChart) and part.name != column.name:
                continue
            for row, value in _values(block, column.name, declared, context):
                people = groups[column.name].get(row, {})
                if people and value is not None:
                    shown = not isinstance(value, Withheld)
                    yield Written(quantity(declared.table, column), number, "/".join(row), people, shown)


def _groups(
    declared: TableRows, context: ReportContext
) -> dict[str, dict[tuple[str, ...], dict[int, tuple[int, int]]]]:
    """By column and row whose values are known."""
    rows = declared.rows
    if "unit" in declared.table.by:
        rows = rows.with_columns(pl.col("unit").fill_null(NO_UNIT.in_(context.language)))
    rows = with_members(identified(rows), declared.table)
    return {
        column.name: {
            tuple(map(str, key)): {
                row: (person, weight)
                for row, person, weight in group.select(ID, PERSON, MEMBER + column.name).iter_rows()
                if weight > 0
            }
            for key, group in rows.group_by(*declared.table.by)
        }
        for column in linked_columns(declared.table)
    }


def _values(
    block: object, name: str, declared: TableRows, context: ReportContext
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The values of a column with the keys of their rows, as they are written."""
    if isinstance(block, TableBlock):
        places = [column.name for column in block.columns]
        if name not in places:
            return
        rows = context.shown(declared).select(declared.table.by).iter_rows()
        for key, row in zip(rows, block.rows, strict=True):
            yield tuple(map(str, key)), row[places.index(name)]
    elif isinstance(block, ChartBlock) and len(declared.table.by) == 1:
        for bar in getattr(block.chart, "bars", ()):
            yield (str(bar.label),), bar.value


def _worked_out(cells: Sequence[Written], minimum: int, totals: bool) -> Iterator[str]:
    """Which hidden cells, and which few people, the shown cells of one quantity give away."""
    name = cells[0].quantity
    people = {row: who for cell in cells for row, who in cell.people.items()}
    shown = {cell.rows for cell in cells if cell.shown}
    printed = shown | ({_largest(cells)} if totals else set())
    atoms = _atoms(sorted(people), [*printed, *(cell.rows for cell in cells)])
    width = len(set(atoms.values()))
    basis = _basis(np.array([_over(rows, atoms) for rows in printed]).reshape(len(printed), width))
    for cell in cells:
        if not cell.shown and cell.rows not in printed and _follows(_over(cell.rows, atoms), basis):
            yield f"{name}: {cell.row}"
        if cell.shown and _size(cell.rows, people) < minimum:
            yield f"{name}: {cell.row} (< {minimum})"
    alike: dict[int, set[int]] = {}
    for row, atom in atoms.items():
        alike.setdefault(atom, set()).add(row)
    for atom, rows in alike.items():
        if _size(rows, people) < minimum and _follows(np.eye(width)[atom], basis):
            yield f"{name}: {_size(rows, people)}"
    for larger in printed:
        for smaller in shown:
            if smaller < larger and _size(larger - smaller, people) < minimum:
                yield f"{name}: {len(larger)} - {len(smaller)}"


def _largest(cells: Sequence[Written]) -> frozenset[int]:
    """Everybody in the largest table."""
    tables: dict[int, frozenset[int]] = {}
    for cell in cells:
        tables[cell.table] = tables.get(cell.table, frozenset()) | cell.rows
    return max(tables.values(), key=len)


def _size(rows: Iterable[int], people: Mapping[int, tuple[int, int]]) -> int:
    """How many people some rows are, each counted once."""
    counts: dict[int, int] = {}
    for row in rows:
        person, weight = people[row]
        counts[person] = max(weight, counts.get(person, 0))
    return sum(counts.values())


def _atoms(everybody: Sequence[int], sets: Sequence[frozenset[int]]) -> dict[int, int]:
    """Rows told apart by no set have one number."""
    numbers: dict[tuple[bool, ...], int] = {}
    distinct = list(dict.fromkeys(sets))
    return {
        row: numbers.setdefault(tuple(row in rows for rows in distinct), len(numbers)) for row in everybody
    }


def _over(people: frozenset[int], atoms: dict[int, int]) -> Matrix:
    row = np.zeros(max(atoms.values(), default=-1) + 1)
    row[[atoms[person] for person in people]] = 1.0
    return row


def _basis(rows: Matrix) -> Matrix:
    """An orthonormal basis of what the rows span."""
    if not rows.size:
        return rows
    _, lengths, directions = np.linalg.svd(rows, full_matrices=False)
    basis: Matrix = directions[lengths > 1e-9 * max(1.0, lengths[0])]
    return basis


def _follows(row: Matrix, basis: Matrix) -> bool:
    """Whether a sum is a combination of what is known."""
    rest = row - (basis.T @ (basis @ row) if basis.size else 0.0)
    return bool(np.abs(rest).max() < 1e-7)


def people_named(report: Report, context: ReportContext) -> int:
    """How many people of the staff list a report names, by number or by name."""
    texts = unescape(re.sub(r"<[^>]*>", " ", report.to_html())) + report.to_markdown().replace("\\", "")
    people = context.people.select("nip", "name")
    words = _in_words(texts)
    return sum(
        str(nip) in texts or (bool(name) and f" {_in_words(name)} " in f" {words} ")
        for nip, name in people.iter_rows()
    )


def _in_words(text: str) -> str:
    """The words of a text alone, so that marks between them do not matter."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
