"""Which lines of a sheet are no data: sums, repeated headings, titles of groups, notes below the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from asn_dev.register.aliases import squeezed
from asn_dev.register.files import Sheet
from asn_dev.register.files.sheet import BLANKS
from asn_dev.register.layouts import Source

_SUM = re.compile(
    r"(grand |sub ?)?(jumlah|total)\b|(nilai )?(rata-?rata|rerata|nrr)\b|bobot\b|ikm\b", re.IGNORECASE
)
_ONLY_SUM = r"(?i)^\s*(grand |sub ?)?(jumlah|total|rata-?rata|rerata)\s*:?\s*$"
_LABEL_WITHIN = 4
"""A line of sums names itself in one of so many first columns."""
_WIDE = 4
"""In a table with so many columns a line with one or two cells is none of its rows."""
_NOTE = 2
_LONGEST_LABEL = 40

SUM = "sum"


def lines_without_data(sheet: Sheet, columns: Mapping[str, Source], fields: pl.DataFrame) -> dict[int, str]:
    """The positions of lines that are no data, each with what it is.

    Only lines that lack an essential cell are looked at: a row that can be used is never taken for a
    sum. Objects of a JSON file are always rows.
    """
    needed = {heading: given for heading, given in columns.items() if given.essential or given.anchor}
    if sheet.pointers or not needed or not sheet.frame.height:
        return {}
    whole = pl.all_horizontal(pl.col(given.field).is_not_null() for given in needed.values())
    sound = fields.select(whole & ~_named_sum(needed.values())).to_series()
    if sound.all():
        return {}
    last = max(sound.arg_true().tail(1), default=-1)
    return _judged(sheet, list(needed), (~sound).arg_true().to_list(), last)


def _named_sum(needed: Iterable[Source]) -> pl.Expr:
    """Whether the name in a column that rows of data have is the word for a sum."""
    names = [given.field for given in needed if given.column.type is str]
    hits = [pl.col(name).str.contains(_ONLY_SUM).fill_null(False) for name in names]
    return pl.any_horizontal(hits) if hits else pl.lit(False)


def _judged(sheet: Sheet, needed: Sequence[str], suspects: Sequence[int], last: int) -> dict[int, str]:
    """What each suspect line is, if it is none of the data; `last` is the last line that is."""
    lines: dict[int, str] = {}
    below = False
    for position, cells in zip(suspects, sheet.frame[suspects].iter_rows(named=True), strict=True):
        filled = {heading: text for heading, cell in cells.items() if cell and (text := cell.strip(BLANKS))}
        what = _kind(filled, cells, first=position == 0)
        below |= position > last and what.startswith(SUM)
        if below or (not what and position > last and _is_note(filled, cells, needed)):
            what = what or "below the data"
        if what:
            lines[position] = what
    return lines


def _kind(filled: Mapping[str, str], cells: Mapping[str, str | None], *, first: bool) -> str:
    """What a line is by itself: a sum, the headings again, their numbers, the title of a group."""
    labels = [filled[heading] for heading in list(cells)[:_LABEL_WITHIN] if heading in filled]
    if labels and _SUM.match(labels[0]):
        return f"{SUM}: {labels[0][:_LONGEST_LABEL]}"
    if filled and all(squeezed(text) == squeezed(heading) for heading, text in filled.items()):
        return "the headings again"
    numbers = [text.strip("()") for text in filled.values()]
    if first and len(numbers) >= _WIDE and numbers == [str(number) for number in range(1, len(numbers) + 1)]:
        return "numbers of the columns"
    only = next(iter(filled.values()), "")
    if len(filled) == 1 and len(cells) >= _WIDE and not any(mark.isdigit() for mark in only):
        return "title of a group"
    return ""


def _is_note(filled: Mapping[str, str], cells: Mapping[str, str | None], needed: Sequence[str]) -> bool:
    """Whether a line below the data is a remark or a signature: hardly anything, and nothing essential."""
    return len(cells) >= _WIDE and len(filled) <= _NOTE and not any(heading in filled for heading in needed)
