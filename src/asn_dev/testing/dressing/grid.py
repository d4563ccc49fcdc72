"""A sheet as it looks: lines above, headings in one or two rows, rows of data, lines below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

import attrs

Cell = str | int | float | date | None
Line = Sequence[Cell]


@attrs.frozen
class Merged:
    """Cells made one: the first and the last row and column, counted from 0, with the text in them."""

    top: int
    left: int
    bottom: int
    right: int
    text: str


@attrs.frozen
class Grid:
    """A sheet: `groups` are the headings of a row above the headings, empty for columns without one.

    Columns of one group stand side by side. `numbered`: under the headings the columns are counted.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Line]
    above: Sequence[str] = ()
    groups: Sequence[str] = ()
    numbered: bool = False
    below: Sequence[Line] = ()

    @property
    def plain(self) -> Grid:
        """The table alone, as a service gives it: each heading with that of its group, nothing around it."""
        groups = self.groups or [""] * len(self.headings)
        both = [f"{group} {heading}".strip() for group, heading in zip(groups, self.headings, strict=True)]
        return Grid(self.name, both, self.rows)

    def lines(self) -> list[Line]:
        """All lines from the top; a merged cell has its text in the first of them.

        >>> Grid("DUK", ["NAMA", "TINGKAT"], [["Ani", "S-1"]], groups=["", "PENDIDIKAN"]).lines()
        [['NAMA', 'PENDIDIKAN'], [None, 'TINGKAT'], ['Ani', 'S-1']]
        """
        numbers: list[Line] = [list(range(1, len(self.headings) + 1))] if self.numbered else []
        return [*([text] for text in self.above), *self._heads(), *numbers, *self.rows, *self.below]

    def merged(self) -> Iterator[Merged]:
        """The cells of a workbook that are one: groups across, headings without a group down."""
        top, last = len(self.above), len(self.headings) - 1
        for line, text in enumerate(self.above):
            if text and last:
                yield Merged(line, 0, line, last, text)
        for group, left, right in self._runs():
            if not group:
                for column in range(left, right + 1):
                    yield Merged(top, column, top + 1, column, self.headings[column])
            elif right > left:
                yield Merged(top, left, top, right, group)

    def _runs(self) -> Iterator[tuple[str, int, int]]:
        """Each group with its first and last column."""
        for group, places in groupby(range(len(self.groups)), key=self.groups.__getitem__):
            columns = list(places)
            yield group, columns[0], columns[-1]

    def _heads(self) -> list[Line]:
        if not self.groups:
            return [list(self.headings)]
        upper: list[Cell] = [None] * len(self.headings)
        lower: list[Cell] = [None] * len(self.headings)
        for group, left, right in self._runs():
            upper[left] = group or None
            for column in range(left, right + 1):
                (lower if group else upper)[column] = self.headings[column]
        return [upper, lower]
