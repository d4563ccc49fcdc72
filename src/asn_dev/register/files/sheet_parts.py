"""The XML of a worksheet before a reader sees it: how far its cells reach, and which stand astray."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import attrs

from asn_dev.register.files.bounds import CELLS, COLUMNS, GAP_COLUMNS, GAP_ROWS, STRAY_CELLS

# Each pattern ends at the next < or at a quote, so that none reads a part of the file twice.
_REFERENCE = re.compile(rb"""[\s"']r\s*=\s*["']([A-Za-z]+)([0-9]+)["']""")
_ROW_REFERENCE = re.compile(rb"""<(?:\w+:)?row\b[^<>]*?\br\s*=\s*["']([0-9]+)["']""")
_CELL_TAG = re.compile(rb"<(?:\w+:)?c[\s/>]")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_ROW_TAG = re.compile(rb"<(?:\w+:)?row[\s/>]")
_TAG = re.compile(rb"<(/?)(?:\w+:)?(row|c)\b([^<>]*)>")
_WORTH = re.compile(rb"<(?:\w+:)?(?:v|f|is)\b")

FAR = 10_000_000
"""A row or column that no spreadsheet has."""


@attrs.frozen
class Cell:
    """A cell with content: where it stands in the table, from 0, and where in the XML."""

    row: int
    column: int
    start: int
    end: int


def reach(xml: bytes) -> tuple[int, int]:
    """How many rows and columns the cells span at most: what a reader would set aside."""
    references = _REFERENCE.findall(xml)
    rows = max((_number(digits) for digits in {digits for _, digits in references}), default=0)
    columns = max(
        (column_number(letters) + 1 for letters in {letters for letters, _ in references}), default=0
    )
    if len(_CELL_TAG.findall(xml)) > len(references):  # Cells that say no place stand one after another.
        pieces = _ROW_TAG.split(xml)
        rows = max([rows, len(pieces), *map(_number, set(_ROW_REFERENCE.findall(xml)))])
        columns = max(columns, *(len(_CELL_TAG.findall(piece)) for piece in pieces))
    return rows, columns


def cells_of(xml: bytes) -> int:
    """How many cells the XML has in which something stands; an empty one is a tag that closes itself.

    >>> cells_of(b'<row><c r="A1"><v>1</v></c><c r="B1" s="3"/></row>')
    1
    """
    return sum(1 for _ in _CELL_END.finditer(xml))


def too_far(rows: int, columns: int) -> bool:
    """Whether a used range is larger than what is read."""
    return rows * columns > CELLS or columns > COLUMNS


def without_strays(xml: bytes) -> tuple[bytes, list[Cell]]:
    """The XML without cells that hold nothing, and without the few that stand far from all others."""
    filled, empty = _cells(xml)
    last_row = _edge({cell.row for cell in filled}, GAP_ROWS)
    last_column = _edge({cell.column for cell in filled}, GAP_COLUMNS)
    strays = [cell for cell in filled if cell.row > last_row or cell.column > last_column]
    if len(strays) > STRAY_CELLS:
        return xml, []
    return _without(xml, sorted([*empty, *((cell.start, cell.end) for cell in strays)])), strays


def _cells(xml: bytes) -> tuple[list[Cell], list[tuple[int, int]]]:
    """Every cell with content, and the places of those without."""
    filled: list[Cell] = []
    empty: list[tuple[int, int]] = []
    begun: tuple[int, bytes] | None = None
    for tag in _TAG.finditer(xml):
        closes, name, inside = tag.groups()
        if name == b"row":
            begun = None
        elif closes:
            if begun and (reference := _REFERENCE.search(b" " + begun[1])):
                start = begun[0]
                if _WORTH.search(xml, start, tag.start()):
                    row, column = min(_number(reference[2]), FAR) - 1, column_number(reference[1])
                    filled.append(Cell(row, column, start, tag.end()))
                else:
                    empty.append((start, tag.end()))
            begun = None
        elif inside.endswith(b"/"):
            empty.append(tag.span())
        else:
            begun = (tag.start(), inside)
    return filled, empty


def _edge(places: Iterable[int], gap: int) -> int:
    """The last of the places before the first gap that is wider than `gap`."""
    ordered = sorted(places)
    for position, following in pairwise(ordered):
        if following - position > gap:
            return position
    return ordered[-1] if ordered else 0


def _without(xml: bytes, spans: Sequence[tuple[int, int]]) -> bytes:
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(xml[at:start])
        at = end
    return b"".join([*pieces, xml[at:]])


def texts_within(cells: bytes, shared: bytes) -> int:
    """How many bytes the shared texts of a sheet take when each cell has its own."""
    starts = [found.start() for found in re.finditer(rb"<(?:\w+:)?si[\s>]", shared)]
    if not starts:
        return 0
    lengths = [end - start for start, end in zip(starts, [*starts[1:], len(shared)], strict=True)]
    uses = cells.count(b't="s"') + cells.count(b"t='s'")
    if uses * max(lengths) <= len(shared):
        return uses * max(lengths)
    numbers = re.findall(rb"<(?:\w+:)?v>\s*([0-9]{1,9})\s*</", cells)
    return sum(lengths[int(number)] for number in numbers if int(number) < len(lengths))


def _number(digits: bytes) -> int:
    bare = digits.lstrip(b"0")
    return int(bare) if 0 < len(bare) <= 7 else (FAR if bare else 1)


def column_number(letters: bytes) -> int:
    """A column's number, counted from 0.

    >>> column_number(b"A"), column_number(b"ab")
    (0, 27)
    """
    if len(letters) > 4:
        return FAR
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def column_letters(column: int) -> str:
    """A column's letters, by its number from 0.

    >>> column_letters(0), column_letters(27), column_letters(16383)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
