"""One figure under two names: the mean of people in one table, an index of their unit in another.

A region's rule may make for each unit what another section computes of its people. The names differ, the
values do not; so columns of different tables that agree in every row that both have are taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import polars as pl

from asn_dev.reporting.atoms import Row

CellName = tuple[str, int]
"""The quantity of a cell and its set of people."""
Column = Mapping[Row, tuple[float, int]]
"""By row the value and the set of people behind it."""

_FEWEST = 3
"""So many rows must agree."""
_FACTORS = (1.0, 100.0, 0.01)
"""A share may be written as a percentage."""


def twins_of(columns: Sequence[tuple[str, pl.DataFrame]]) -> Iterator[tuple[CellName, CellName]]:
    """Pairs of cells that hold one figure, from the rows of each quantity: row, value, set."""
    each = [
        (name, {tuple(row): (value, people) for row, value, people in _known(cells)})
        for name, cells in columns
    ]
    for (name, column), (other, another) in combinations(each, 2):
        if name == other or not _agree(column, another):
            continue
        for row in column.keys() & another.keys():
            yield (name, column[row][1]), (other, another[row][1])


def _known(cells: pl.DataFrame) -> Iterator[tuple[list[str], float, int]]:
    return cells.drop_nulls("value").select("row", "value", "set").iter_rows()


def _agree(column: Column, another: Column) -> bool:
    """Whether two columns have rows in common, different values in them, and the same ones."""
    pairs = [(column[row][0], another[row][0]) for row in column.keys() & another.keys()]
    if len(pairs) < _FEWEST or len({value for value, _ in pairs}) < 2:
        return False
    return any(all(_alike(value, factor * other) for value, other in pairs) for factor in _FACTORS)


def _alike(value: float, other: float) -> bool:
    """Whether two numbers are one, rounded to two decimals or to a hundredth of a per cent or not."""
    return abs(value - other) <= (0.0051 if max(abs(value), abs(other)) > 1.5 else 0.000051)
