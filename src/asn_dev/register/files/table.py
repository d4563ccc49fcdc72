"""From the lines of any container to a sheet: where the table stands, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import polars as pl

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.aliases import squeezed
from asn_dev.register.files.facts import facts_of_line, facts_of_name, gathered
from asn_dev.register.files.headings import Region, column_names, find_headings
from asn_dev.register.files.sheet import (
    BLANKS,
    NO_HEADINGS,
    HeadingTest,
    Sheet,
    Stray,
    columns_of_lines,
    headings,
    usual_width,
    without_blank_lines,
)
from asn_dev.register.ledger import Finding, Place

FIRST_LINES = 40
"""In so many lines the headings are looked for."""

Lines = Sequence[tuple[int, Sequence[str]]]
Kinds = Sequence[Sequence[str | None]]

_LEAST_NUMBERED = 3
_LONGEST_SHOWN = 80


@attrs.frozen
class _Sorted:
    """The lines below the headings by what they are; positions of the lines that are data."""

    positions: Sequence[int]
    strays: Sequence[Stray]
    apart: Sequence[Place]
    beside: Sequence[Place]


def table_of(
    file: str,
    name: str,
    lines: Lines,
    count_known: HeadingTest,
    *,
    kinds: Kinds | None = None,
    merged: Sequence[Region] = (),
    notes: Sequence[Finding] = (),
) -> Sheet | FileError:
    """The table that numbered lines hold, with the facts told beside it; an error if there is none.

    `merged` are the merged cells by position in `lines`: first line, first column, last line, last column.
    A cell merged over several lines of data counts for each of them.

    >>> lines = [(1, ["Unit Kerja : Dinas Contoh"]), (2, ["nip", "nama", "jp"]),
    ...          (3, ["(1)", "(2)", "(3)"]), (4, ["19", "Budi", "2"])]
    >>> sheet = table_of("a.csv", "", lines, lambda cells: sum(cell in ("nip", "nama") for cell in cells))
    >>> sheet.frame.rows(), sheet.facts["unit"][0].value, [place.row for place in sheet.apart]
    ([('19', 'Budi', '2')], 'Dinas Contoh', [3])
    """
    block = find_headings([cells for _, cells in lines[:FIRST_LINES]], merged, count_known)
    if block is None:
        fault = Message("sheet '{sheet}' has no line of headings", sheet=name) if name else None
        return FileError(fault or Message("has no line of headings"), file=file, hint=NO_HEADINGS)
    lines, kinds, filled = _spread(lines, kinds, merged, block.stop)
    named = column_names(
        [cells for _, cells in lines[block.start : block.stop]], merged, block.start, count_known
    )
    names = headings(named, least=usual_width(named, lines[block.stop :]))
    rows = _sorted(lines, block, len(names))
    frame = columns_of_lines(names, [lines[position][1] for position in rows.positions], "")
    marked = pl.DataFrame()
    if kinds:
        marked = columns_of_lines(names, [kinds[position] for position in rows.positions], None)
    above = [*lines[: block.start]]
    return without_blank_lines(
        Sheet(
            file=file,
            name=name,
            frame=frame,
            rows=pl.Series([lines[position][0] for position in rows.positions], dtype=pl.Int64),
            kinds={kind.name: kind for kind in marked if kind.null_count() < kind.len()},
            strays=rows.strays,
            notes=[
                *notes,
                *_about_merged(file, name, names, filled),
                *_about_above(file, name, above, lines[block.start : block.stop]),
                *_about_beside(file, name, rows.beside),
            ],
            facts=gathered(
                [
                    *facts_of_name(name),
                    *(fact for number, cells in above for fact in facts_of_line(cells, number)),
                ]
            ),
            apart=rows.apart,
        )
    )


def _spread(
    lines: Lines, kinds: Kinds | None, merged: Sequence[Region], start: int
) -> tuple[Lines, Kinds | None, dict[int, list[Place]]]:
    """The lines with each merged cell of the data on every line that it spans, and where that was."""
    filled: dict[int, list[Place]] = {}
    changed, marks = [*lines], [*kinds] if kinds else None
    for first, column, last, _ in merged:
        if not start <= first < len(lines) or column >= len(changed[first][1]):
            continue
        text = changed[first][1][column]
        for row in range(first + 1, min(last, len(lines) - 1) + 1) if text.strip() else ():
            number, cells = changed[row]
            changed[row] = number, _with(cells, column, text, "")
            if marks:
                marks[row] = _with(marks[row], column, marks[first][column], None)
            filled.setdefault(column, []).append(Place(number))
    return changed, marks, filled


def _with(cells: Sequence[Any], column: int, cell: Any, filler: Any) -> Sequence[Any]:
    longer = [*cells, *[filler] * (column + 1 - len(cells))]
    longer[column] = cell
    return longer


def _sorted(lines: Lines, block: range, width: int) -> _Sorted:
    """The lines below the headings: rows, lines that are no data, and lines that do not fit."""
    gap = all(not cells[width].strip(BLANKS) for _, cells in lines[block.stop :] if len(cells) > width)
    heads = [_words(cells) for _, cells in lines[block.start : block.stop]]
    titles = {words for _, cells in lines[: block.start] if (words := _words(cells))}
    starts = {words[0] for words in [*heads, *titles] if words}
    positions: list[int] = []
    strays: list[Stray] = []
    apart: list[Place] = []
    beside: list[Place] = []
    after_heading = True
    for position in range(block.stop, len(lines)):
        number, cells = lines[position]
        what = _repeated(cells, heads, titles, starts)
        if not what and after_heading and counts_columns(cells, _next(lines, position)):
            what = Message("numbers of the columns")
            heads.append(_words(cells))
            starts.add(heads[-1][0])
        over = any(cell.strip(BLANKS) for cell in cells[width:])
        if not what and over and not any(cell.strip(BLANKS) for cell in cells[:width]):
            what = Message("beside the table")
        if what:
            apart.append(Place(number, value=what))
        elif over and not gap:
            reason = Message("{count} values for {headings} headings", count=len(cells), headings=width)
            strays.append(Stray(number, cells, reason))
        else:
            positions.append(position)
            if over:
                beside.append(Place(number))
        if what or any(cell.strip(BLANKS) for cell in cells):
            after_heading = what == "the headings again"
    return _Sorted(positions, strays, apart, beside)


def _next(lines: Lines, position: int) -> Sequence[str]:
    return lines[position + 1][1] if position + 1 < len(lines) else ()


def _words(cells: Sequence[str]) -> tuple[str, ...]:
    """The texts of a line, squeezed, for comparing."""
    return tuple(squeezed(cell) for cell in cells if cell.strip(BLANKS))


def _repeated(
    cells: Sequence[str], heads: Sequence[tuple[str, ...]], titles: set[tuple[str, ...]], starts: set[str]
) -> str:
    """What a line repeats, as printed pages do: the headings, or a title above them."""
    first = next((cell for cell in cells if cell.strip(BLANKS)), "")
    if not first or squeezed(first) not in starts:
        return ""
    words = _words(cells)
    if words in titles:
        return Message("a title again")
    return Message("the headings again") if len(words) > 1 and words in heads else ""


def counts_columns(cells: Sequence[str | None], below: Sequence[str | None]) -> bool:
    """Whether a line numbers the columns: 1 2 3 or (1) (2) (3), and no first row of data.

    >>> counts_columns(["1", "2", "3", "4"], ["1", "4", "4", "4"])
    True
    >>> counts_columns(["1", "2", "3", "4"], ["2", "4", "4", "4"])
    False
    >>> counts_columns(["1", "2", "3", "4"], ["2", "Dinas Contoh", "4", "4"])
    True
    """
    filled = [text for cell in cells if cell and (text := cell.strip(BLANKS))]
    plain = [text.strip("()[]. ") for text in filled]
    counted = [text.partition("=")[0].strip() for text in plain]
    if len(filled) < _LEAST_NUMBERED or counted != [str(number) for number in range(1, len(filled) + 1)]:
        return False
    pairs = zip(cells, below, strict=False)
    words_below = (bool(cell and text and re.search(r"[^\W\d]", text)) for cell, text in pairs)
    if plain != filled or any(words_below):
        return True
    following = next((text for cell in below if cell and (text := cell.strip(BLANKS))), "")
    return following.strip("()[]. ") != "2"


def _about_merged(
    file: str, sheet: str, names: Sequence[str], filled: dict[int, list[Place]]
) -> Iterator[Finding]:
    for column, places in filled.items():
        heading = names[column].strip() if column < len(names) else ""
        message = Message("a merged cell counts for every line it spans")
        yield Finding("merged_cell", "repaired", file, sheet, heading, len(places), message, places)


def _about_above(file: str, sheet: str, above: Lines, block: Lines) -> Iterator[Finding]:
    places = [Place(number) for number, cells in above if any(cell.strip(BLANKS) for cell in cells)]
    if places:
        message = Message("lines above the headings are no data")
        yield Finding("lines_above", "info", file, sheet, "", len(places), message, places)
    if len(block) > 1:
        message = Message("the headings stand in {count} lines and were joined", count=len(block))
        places = [Place(number) for number, _ in block]
        yield Finding("headings_joined", "info", file, sheet, "", len(places), message, places)


def _about_beside(file: str, sheet: str, beside: Sequence[Place]) -> Iterator[Finding]:
    if beside:
        message = Message("what stands beside the table, behind a blank column, is not read")
        yield Finding("beside_table", "warning", file, sheet, "", len(beside), message, beside)
