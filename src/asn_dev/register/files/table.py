"""A table among lines: the line of headings is found, merged cells are filled, the rest is its data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asn_dev.errors import FileError
from asn_dev.register.files.sheet import (
    FIRST_LINES,
    NO_HEADINGS,
    HeadingTest,
    Sheet,
    heading_line,
    sheet_of_lines,
)
from asn_dev.register.ledger import Finding, Place

Span = tuple[int, int, int, int]
"""A merged range: first row, first column, last row, last column, as positions from 0."""


def table_of(
    file: str,
    name: str,
    lines: Sequence[tuple[int, Sequence[str]]],
    known: HeadingTest,
    *,
    kinds: Sequence[Sequence[str | None]] | None = None,
    merged: Sequence[Span] = (),
    notes: Sequence[Finding] = (),
) -> Sheet | FileError:
    """The table in numbered lines, or why there is none."""
    start = heading_line([cells for _, cells in lines[:FIRST_LINES]], known)
    if start is None:
        what = f"sheet '{name}' has no line of headings" if name else "has no line of headings"
        return FileError(what, file=file, hint=NO_HEADINGS)
    texts = [(number, list(cells)) for number, cells in lines]
    marks = [list(line) for line in kinds] if kinds else None
    said = list(_filled(file, name, texts, marks, merged, start))
    return sheet_of_lines(file, name, texts, start, kinds=marks, notes=[*notes, *said])


def _filled(
    file: str,
    name: str,
    lines: list[tuple[int, list[str]]],
    kinds: list[list[str | None]] | None,
    merged: Sequence[Span],
    start: int,
) -> Iterator[Finding]:
    """A cell merged over several lines says the same of each of them."""
    filled: dict[int, list[Place]] = {}
    for first, column, last, _ in merged:
        if first <= start or column >= len(lines[start][1]) or first >= len(lines):
            continue
        if column >= len(lines[first][1]) or not lines[first][1][column].strip():
            continue
        for row in range(first + 1, min(last, len(lines) - 1) + 1):
            number, cells = lines[row]
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = lines[first][1][column]
            if kinds:
                kinds[row].extend([None] * (column + 1 - len(kinds[row])))
                kinds[row][column] = kinds[first][column]
            filled.setdefault(column, []).append(Place(number))
    for column, places in filled.items():
        heading = lines[start][1][column].strip()
        message = "a merged cell counts for every line it spans"
        yield Finding("merged_cell", "repaired", file, name, heading, len(places), message, places)
