"""The XML of a worksheet before a reader sees it: how far its cells reach, and which stand astray."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from asn_dev.messages import Message
from asn_dev.register.files.bounds import (
    CELLS,
    COLUMNS,
    GAP_COLUMNS,
    GAP_ROWS,
    MERGED,
    SHEET_TAGS,
    STRAY_CELLS,
    check,
)

# Each pattern ends at the next < or at a quote, so that none reads a part of the file twice.
_REFERENCE = re.compile(rb"""[\s"']r\s*=\s*["']([A-Za-z]+)([0-9]+)["']""")
_ROW_REFERENCE = re.compile(rb"""<(?:\w+:)?row\b[^<>]*?\br\s*=\s*["']([0-9]+)["']""")
_CELL_TAG = re.compile(rb"<(?:\w+:)?c[\s/>]")
_CELL_OPEN = re.compile(rb"<(?:\w+:)?c\b[^<>]*>")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_MERGED_TAG = re.compile(rb"mergeCell\s")
_ROW_TAG = re.compile(rb"<(?:\w+:)?row[\s/>]")
_BLANK = re.compile(rb"<(?:\w+:)?c(?:\s[^<>]*+|/)?(?:(?<=/)>|>\s*</(?:\w+:)?c>)")
_UNPLACED = re.compile(rb"<(?:\w+:)?c(?:[/>]|\s(?![^<>]*\br\s*=))")

_USUAL = re.compile(rb'<(?:\w+:)?c r="([A-Z]+)([0-9]+)"')
_UNUSUAL = re.compile(rb'<(?:\w+:)?c(?! r="[A-Z]+[0-9]+")[\s/>]')
"""Cells whose place stands as programs write it, which is cheaper to find, and those in which it does not."""

_WORTH_ENDS = b"/v></c>", b"/is></c>", b"/f></c>"
_PIECE_END = re.compile(rb"/>|</(?:\w+:)?c>")
_PIECE = 1 << 22
"""So many bytes are looked at together: what is found in all of them would be a gigabyte."""

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
    pattern = _place_pattern(xml)
    count, letters, digits = _references(xml, pattern)
    rows = max(map(_number, digits), default=0)
    columns = max((column_number(one) + 1 for one in letters), default=0)
    # Cells that say no place stand one after another.
    if pattern is _REFERENCE and sum(1 for _ in _CELL_TAG.finditer(xml)) > count:
        pieces = _ROW_TAG.split(xml)
        rows = max([rows, len(pieces), *map(_number, set(_ROW_REFERENCE.findall(xml)))])
        columns = max(columns, *(len(_CELL_TAG.findall(piece)) for piece in pieces))
    return rows, columns


def _place_pattern(xml: bytes) -> re.Pattern[bytes]:
    """What finds the places of all cells that say theirs."""
    return _REFERENCE if _UNUSUAL.search(xml) else _USUAL


def _references(xml: bytes, pattern: re.Pattern[bytes]) -> tuple[int, set[bytes], set[bytes]]:
    """How many cells say their place, and the different letters and digits they say it with."""
    count = 0
    letters: set[bytes] = set()
    digits: set[bytes] = set()
    for start, end in _pieces(xml):
        places = pattern.findall(xml, start, end)
        count += len(places)
        letters.update(one for one, _ in places)
        digits.update(one for _, one in places)
    return count, letters, digits


def _pieces(xml: bytes) -> Iterator[tuple[int, int]]:
    """From where to where parts of the XML stand, each of which ends behind a cell."""
    start = 0
    while start < len(xml):
        end = _PIECE_END.search(xml, start + _PIECE)
        yield start, end.end() if end else len(xml)
        start = end.end() if end else len(xml)


def within_bounds(xml: bytes, file: str) -> bytes:
    """The XML, without its blank cells if there are very many; refused if it has far more than is read.

    Judged by counting alone, before anything looks at its cells one by one.
    """
    if xml.count(b"/>") + xml.count(b'"></') > CELLS:
        xml = without_blanks(xml)
    if xml.count(b"row") > CELLS:
        check(Message("rows"), sum(1 for _ in _ROW_TAG.finditer(xml)), CELLS, file)
    check(Message("merged ranges"), len(_MERGED_TAG.findall(xml)), MERGED, file)
    check(Message("tags"), xml.count(b"<"), SHEET_TAGS, file)
    filled = cells_of(xml)
    if filled > CELLS + STRAY_CELLS:
        check(Message("cells"), filled, CELLS, file)
    return xml


def cells_of(xml: bytes) -> int:
    """How many cells the XML has in which something stands; an empty one is a tag that closes itself.

    >>> cells_of(b'<row><c r="A1"><v>1</v></c><c r="B1" s="3"/></row>')
    1
    """
    return sum(1 for _ in _CELL_END.finditer(xml)) if b":c>" in xml else xml.count(b"</c>")


def too_far(rows: int, columns: int) -> bool:
    """Whether a used range is larger than what is read."""
    return rows * columns > CELLS or columns > COLUMNS


def without_blanks(xml: bytes) -> bytes:
    """The XML without cells that hold nothing: no more than a border or a colour.

    Where any cell says no place, all of them stay: it stands behind the one before it.

    >>> without_blanks(b'<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="3"/><c r="C1"></c></row>')
    b'<row r="1"><c r="A1"><v>1</v></c></row>'
    """
    return _without_blanks(xml, _place_pattern(xml))


def _without_blanks(xml: bytes, pattern: re.Pattern[bytes]) -> bytes:
    if pattern is not _USUAL and _UNPLACED.search(xml):
        return xml
    ends = xml.count(b"</c>")
    if pattern is _USUAL and ends == xml.count(b'<c r="') == sum(map(xml.count, _WORTH_ENDS)):
        return xml  # every cell has an end of its own, right behind its content
    return b"".join(_BLANK.sub(b"", xml[start:end]) for start, end in _pieces(xml))


def without_strays(xml: bytes) -> tuple[bytes, list[Cell], tuple[int, int]]:
    """The XML without blank cells and the few that stand far from all others, and how far it reaches."""
    pattern = _place_pattern(xml)
    left = _without_blanks(xml, pattern)
    _, letters, digits = _references(left, pattern)
    last_row = _edge(map(_place_of, digits), GAP_ROWS)
    last_column = _edge(map(column_number, letters), GAP_COLUMNS)
    far_columns = {one for one in letters if column_number(one) > last_column}
    far_rows = {one for one in digits if _place_of(one) > last_row}
    strays: list[Cell] = []
    for column, row, start in _astray(left, pattern, far_columns, far_rows):
        opened = _CELL_OPEN.match(left, left.rfind(b"<", 0, start))
        closed = _CELL_END.search(left, start) if opened else None
        if opened is None or closed is None or len(strays) == STRAY_CELLS:
            return xml, [], reach(xml)
        strays.append(Cell(_place_of(row), column_number(column), opened.start(), closed.end()))
    left = _without(left, [(cell.start, cell.end) for cell in strays])
    return left, strays, (last_row + 1, last_column + 1) if pattern is _USUAL else reach(left)


def _astray(
    xml: bytes, pattern: re.Pattern[bytes], columns: set[bytes], rows: set[bytes]
) -> Iterator[tuple[bytes, bytes, int]]:
    """The cells in one of these columns or rows: its letters, its digits, and where they are said."""
    for reference in pattern.finditer(xml) if columns or rows else ():
        letters, digits = reference.groups()
        if digits in rows or letters in columns:
            yield letters, digits, reference.start() + 1


def _place_of(digits: bytes) -> int:
    """A row's number, counted from 0."""
    return min(_number(digits), FAR) - 1


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
