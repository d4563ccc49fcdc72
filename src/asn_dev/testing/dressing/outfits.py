"""One sheet dressed: which columns it has in which order, how they are called and written, what is around."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs
import polars as pl

from asn_dev.model import Answer, CivilServant
from asn_dev.testing.dressing.chance import Chance
from asn_dev.testing.dressing.extras import NUMBERS, OF_PEOPLE, REMARKS, Extra, signature
from asn_dev.testing.dressing.grid import Cell, Grid, Line
from asn_dev.testing.dressing.sheets import Field, Kind
from asn_dev.testing.dressing.styles import Style

CASES: tuple[Callable[[str], str], ...] = (str, str.upper, str.title, lambda text: text.replace(" ", "_"))


_FORM = 4
"""A form with so many columns counts them under its headings."""


@attrs.frozen
class Column:
    """A column as it is written: its heading, that of its group, and what makes its cells."""

    heading: str
    group: str
    cells: Callable[[pl.DataFrame], list[Cell]]
    source: str = ""


def grids(
    kind: Kind, frame: pl.DataFrame, chance: Chance, *, bare: bool, city: str = "Kota Contoh"
) -> list[Grid]:
    """The sheets of a kind, more than one where a fact stands above each; `bare` ones are tables alone.

    `city` is the government that titles and signatures name.
    """
    fields = [field for field in _fields(kind, chance) if not kind.topic or _tells(frame[field.source])]
    fact = _fact(kind, fields, frame, chance) if not bare else ""
    in_two_rows = not bare and chance.happens(0.35) and any(field.group for field in fields)
    columns = _columns(kind, [field for field in fields if field.source != fact], chance, in_two_rows)
    title, label = chance.of(kind.titles), chance.of(kind.facts[fact]) if fact else ""
    dress = _Around(
        city=city,
        titles=not bare and chance.happens(0.6),
        numbered=not bare and chance.happens(0.3),
        summed=bool(kind.summed) and not bare and chance.happens(0.4),
        signed=not bare and chance.happens(0.3),
    )
    parts = frame.partition_by(fact, maintain_order=True) if fact else [frame]
    sheets = []
    for part in parts:
        value = str(part[fact][0]) if fact else ""
        above = _above(title, f"{label}{value}" if fact else "", dress)
        sheets.append(_grid(kind, part, columns, above, dress, in_two_rows, value))
    return sheets


@attrs.frozen
class _Around:
    """What stands around the table."""

    city: str
    titles: bool
    numbered: bool
    summed: bool
    signed: bool


def _fields(kind: Kind, chance: Chance) -> list[Field]:
    possible = chance.of((kind.fields, *kind.others)) if kind.others else kind.fields
    fields = [field for field in possible if chance.happens(field.share)]
    for need in kind.needed:
        if not any(field.source == need for field in fields):
            fields.append(next(field for field in kind.fields if field.source == need))
    return chance.shuffled(fields) if chance.happens(0.5) else fields


def _tells(cells: pl.Series) -> bool:
    """Whether anything stands in a column."""
    return cells.null_count() < cells.len()


def _fact(kind: Kind, fields: Sequence[Field], frame: pl.DataFrame, chance: Chance) -> str:
    """The column that is told above the table instead."""
    for name in kind.facts:
        if chance.happens(0.3) and frame[name].null_count() == 0 and frame.height:
            return name
    return ""


def _columns(kind: Kind, fields: Sequence[Field], chance: Chance, in_two_rows: bool) -> list[Column]:
    case = chance.of(CASES)
    columns = [_column(field, chance, case, in_two_rows) for field in fields]
    extras = chance.some(OF_PEOPLE, 0.2) if kind.record is CivilServant else []
    for extra in (*extras, *chance.some([REMARKS], 0.3)):
        index = int(chance.of(range(len(columns) + 1)))
        columns.insert(index, _unused(extra, chance, in_two_rows))
    if kind.record is not Answer and chance.happens(0.6):
        columns.insert(0, _unused(NUMBERS, chance, in_two_rows))
    if not in_two_rows:
        return columns
    groups = [column.group or column.heading for column in columns]
    return sorted(columns, key=lambda column: groups.index(column.group or column.heading))


def _column(field: Field, chance: Chance, case: Callable[[str], str], in_two_rows: bool) -> Column:
    heading, style = case(chance.of(field.headings)), chance.of(field.styles)
    grouped = in_two_rows and bool(field.group)
    return Column(
        field.under if grouped else heading,
        field.group if grouped else "",
        _written(field.source, style),
        field.source,
    )


def _unused(extra: Extra, chance: Chance, in_two_rows: bool) -> Column:
    return Column(
        chance.of(extra.headings),
        extra.group if in_two_rows else "",
        lambda part: [extra.value(line) for line in range(part.height)],
    )


def _written(name: str, style: Style) -> Callable[[pl.DataFrame], list[Cell]]:
    def cells(part: pl.DataFrame) -> list[Cell]:
        values: list[Any] = part[name].to_list()
        return [None if value is None else style(value) for value in values]

    return cells


def _above(title: str, fact: str, dress: _Around) -> list[str]:
    lines = [title, f"PEMERINTAH {dress.city}".upper()] if dress.titles else []
    return [*lines, *([fact] if fact else []), *([""] if dress.titles else [])]


def _grid(
    kind: Kind,
    part: pl.DataFrame,
    columns: Sequence[Column],
    above: Sequence[str],
    dress: _Around,
    in_two_rows: bool,
    name: str,
) -> Grid:
    below = list(_sums(kind, part, columns)) if dress.summed else []
    return Grid(
        name,
        [column.heading for column in columns],
        list(zip(*(column.cells(part) for column in columns), strict=True)),
        above,
        [column.group for column in columns] if in_two_rows else (),
        dress.numbered and len(columns) >= _FORM,
        [*below, *(signature(len(columns), dress.city) if dress.signed else [])],
    )


def _sums(kind: Kind, part: pl.DataFrame, columns: Sequence[Column]) -> Iterator[Line]:
    """The line of the sum, with its name in the first column that is not summed."""
    line: list[Cell] = [None] * len(columns)
    index = next(at for at, column in enumerate(columns) if column.source == kind.summed)
    line[1 if index == 0 else 0] = "JUMLAH"
    line[index] = float(part[kind.summed].sum())
    yield line
