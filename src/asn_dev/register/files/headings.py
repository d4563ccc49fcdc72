"""Locating the headings of a table, in one line or several, and naming its columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from asn_dev.register.aliases import squeezed
from asn_dev.register.files.facts import is_labelled
from asn_dev.register.files.sheet import HeadingTest

Region = tuple[int, int, int, int]
"""A merged cell: first line, first column, last line, last column, as positions from 0."""

Cells = Sequence[str]

MOST_LINES = 4
"""So many lines of headings a form has at most."""

_VALUE = re.compile(
    r"\(?-?\d+(?:[.,]\d+)*\)?%?|\d{18}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|['`\u2019]\d+|\d{4}-\d\d-\d\d.*"
)
_YEAR = re.compile(r"(?:19|20)\d\d")

WEAK = frozenset(
    "nama tmt tahun nomor no tanggal tgl jenis tingkat jumlah jml total kode ket keterangan lama baru bulan"
    " nilai status hari".split()
)
"""Words that mean little without the heading of the group above them."""

_NAMING = frozenset(("nama", "uraian", "tingkat", "jenis", "jenjang", "terakhir"))
"""Under a group these name what the group is about."""


def find_headings(lines: Sequence[Cells], merged: Sequence[Region], count_known: HeadingTest) -> range | None:
    """The lines that hold the headings: where most of them are known, with those above and below that belong.

    >>> lines = [["DUK"], ["NAMA", "PANGKAT", ""], ["", "GOL", "TMT"], ["Budi", "III/c", "2023-04-01"]]
    >>> find_headings(lines, (), lambda cells: sum(cell in ("NAMA", "GOL") for cell in cells))
    range(1, 3)
    """
    best = _best_line(lines, count_known)
    if best is None:
        return None
    first = last = best
    while first and last - first < MOST_LINES - 1 and _is_above(lines, first - 1, merged, count_known):
        first -= 1
    while last + 1 < len(lines) and last - first < MOST_LINES - 1:
        if not _is_below(lines, last, merged, count_known):
            break
        last += 1
    return range(first, last + 1)


def _best_line(lines: Sequence[Cells], count_known: HeadingTest) -> int | None:
    """The line with the most known headings; facts are passed over where another does."""
    plain = [0 if is_labelled(line) else count_known(line) for line in lines]
    for counts in (plain, [count_known(line) for line in lines]):
        if best := max(counts, default=0):
            return counts.index(best)
    filled = [len(_filled(line)) for line in lines]
    others = (at for at, count in enumerate(filled) if count > 1 and not is_labelled(lines[at]))
    return next(others, next((at for at, count in enumerate(filled) if count > 1), None))


def _filled(line: Cells) -> list[int]:
    """The columns in which something stands."""
    return [column for column, cell in enumerate(line) if cell.strip()]


def _cell(line: Cells, column: int) -> str:
    return line[column].strip() if column < len(line) else ""


def _is_above(lines: Sequence[Cells], at: int, merged: Sequence[Region], count_known: HeadingTest) -> bool:
    """Whether a line holds groups of the headings below it, or headings that the line below leaves blank."""
    upper, lower = lines[at], lines[at + 1]
    filled = _filled(upper)
    if not filled or is_labelled(upper) or any(_is_value(upper[column]) for column in filled):
        return False
    spans = [region for region in merged if region[0] == at and region[2] == at and region[3] > region[1]]
    width = len(_filled(lower))
    narrow = [region for region in spans if region[1] in filled and region[3] - region[1] + 1 < width]
    hanging = [column for column in filled if not _cell(lower, column)]
    tall = any(region[0] == at and region[2] > at and region[1] in hanging for region in merged)
    if tall and len(filled) > 1:
        return True
    if len(filled) == 1:
        return bool(narrow) and len(narrow) == len(filled)
    if hanging:
        return _under_groups(upper, lower, _filled(lower), count_known) and len(hanging) < len(filled)
    names = Counter(squeezed(lower[column]) for column in _filled(lower))
    return bool(narrow) or (filled[0] > 0 and max(names.values(), default=0) > 1)


def _is_below(lines: Sequence[Cells], at: int, merged: Sequence[Region], count_known: HeadingTest) -> bool:
    """Whether the line below holds further headings, and no data."""
    upper, lower = lines[at], lines[at + 1]
    filled = _filled(lower)
    if not filled:
        return False
    standing = [region for region in merged if region[0] <= at < region[2] and region[1] == region[3]]
    if any(_cell(lines[region[0]], region[1]) for region in standing if region[0] < len(lines)):
        return not any(_is_value(lower[column]) for column in filled)
    if any(_is_value(lower[column]) for column in filled):
        return False
    if len(filled) > 1 and _under_groups(upper, lower, filled, count_known):
        return any(not _cell(upper, column) for column in filled)
    wrapped = [column for column in filled if _cell(upper, column)]
    joined = [f"{_cell(upper, column)} {lower[column]}" for column in wrapped]
    return len(wrapped) == len(filled) and all(count_known([name]) for name in joined)


def _under_groups(upper: Cells, lower: Cells, filled: Sequence[int], count_known: HeadingTest) -> bool:
    """Whether each cell of the lower line stands under the heading of a group, and under no single one.

    A group may have but one column, where both together are a heading: "GOL. RUANG" under "PANGKAT".
    """
    for column in filled:
        above = _cell(upper, column)
        if above:
            grouped = not _cell(upper, column + 1) and bool(_cell(lower, column + 1))
            same = squeezed(above) == squeezed(lower[column])
            if not grouped and not same and not count_known([f"{above} {lower[column]}"]):
                return False
        elif not any(_cell(upper, left) for left in range(column)):
            return False
    return True


def _is_value(cell: str) -> bool:
    text = cell.strip()
    return bool(_VALUE.fullmatch(text)) and not _YEAR.fullmatch(text)


def column_names(
    lines: Sequence[Cells], merged: Sequence[Region], first: int, count_known: HeadingTest
) -> list[str]:
    """Name each column by its joined lines of headings; `first` is the position of the first line.

    Under a group a column has the name by which it is known: both together in either order, else its own.
    """
    if len(lines) == 1:
        return [*lines[0]]
    width = max(map(len, lines))
    paths = [
        list(path)
        for path in zip(*(_carried(lines, at, width, merged, first) for at in range(len(lines))), strict=True)
    ]
    parts = [_distinct_parts(path) for path in paths]
    leaves = Counter(squeezed(path[-1]) for path in parts if path)
    names: list[str] = []
    for path in parts:
        names.append(_name(path, leaves, count_known, names))
    return names


def _carried(lines: Sequence[Cells], at: int, width: int, merged: Sequence[Region], first: int) -> list[str]:
    """A line of headings in which a group's heading stands over each of its columns."""
    line = [_cell(lines[at], column) for column in range(width)]
    if at == len(lines) - 1:
        return line
    carried, text, until = [*line], "", width
    for column in range(width):
        if line[column]:
            text, until = line[column], _reach(at + first, column, width, merged)
        elif text and column <= until and _belongs(lines, at, column):
            carried[column] = text
        else:
            text = ""
    return carried


def _reach(row: int, column: int, width: int, merged: Sequence[Region]) -> int:
    """The last column that a heading can stand over: that of its merged cell, if it is one."""
    ends = [region[3] for region in merged if region[0] <= row <= region[2] and region[1] == column]
    return max(ends) if ends else width


def _belongs(lines: Sequence[Cells], at: int, column: int) -> bool:
    """Whether a blank cell stands under the group on its left: a lower heading does, and no upper one."""
    above = any(_cell(line, column) for line in lines[:at])
    below = any(_cell(line, column) for line in lines[at + 1 :])
    return below and not above


_OF_PEOPLE = frozenset(
    squeezed(group)
    for group in (
        "identitas", "identitas diri", "identitas pegawai", "data pegawai", "data pribadi", "data diri",
        "biodata",
        "data kepegawaian", "data asn", "identitas asn", "kepegawaian", "informasi pegawai",
    )
)  # fmt: skip
"""Groups that say only that the columns below are about a person."""


def _distinct_parts(path: Sequence[str]) -> list[str]:
    path = [part for part in path if part]
    if len(path) > 1 and squeezed(path[0]) in _OF_PEOPLE:
        path = path[1:]
    parts: list[str] = []
    for part in path:
        if part and (not parts or squeezed(part) != squeezed(parts[-1])):
            parts.append(" ".join(part.split()))
    return parts


def _name(path: Sequence[str], leaves: Counter[str], count_known: HeadingTest, taken: Sequence[str]) -> str:
    if len(path) <= 1:
        return path[0] if path else ""
    group, leaf = path[-2], path[-1]
    pairs = ((path[0], leaf), (leaf, path[0])) if len(path) > 2 else ()
    orders = (path, path[::-1], (group, leaf), (leaf, group), *pairs)
    for order in orders:
        if count_known([" ".join(order)]):
            return " ".join(order)
    word = squeezed(leaf)
    alone = leaves[word] == 1 and not (word in WEAK and count_known([group]))
    if alone and count_known([leaf]):
        return leaf
    if word in _NAMING and count_known([group]) and group not in taken:
        return group
    return " ".join(path)
