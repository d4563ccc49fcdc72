"""Cells that span rows and columns, as HTML and 2003 XML tell them, laid out as lines."""

from __future__ import annotations

import attrs

from asn_dev.messages import Message
from asn_dev.register.files.bounds import CELLS, COLUMNS, ROWS, check

_CELLS, _COLUMNS = Message("cells in the used range"), Message("columns")

Span = tuple[int, int, int, int]
"""First row, first column, last row and last column of a merged range, from 0."""


@attrs.define
class Grid:
    """A table that grows cell by cell; what a cell spans to the right and below is blank."""

    file: str
    name: str = ""
    lines: list[list[str]] = attrs.field(factory=list)
    kinds: list[list[str | None]] = attrs.field(factory=list)
    merged: list[Span] = attrs.field(factory=list)
    _covered: dict[int, int] = attrs.field(factory=dict)
    """For a column how many rows below the current one a cell above still covers."""
    _cells: int = 0

    def new_row(self) -> None:
        """Begin a row."""
        if self.lines:
            self._covered = {column: left - 1 for column, left in self._covered.items() if left > 1}
        check(_CELLS, len(self.lines), CELLS, self.file)
        self.lines.append([])
        self.kinds.append([])

    def skip_to(self, *, row: int | None = None, column: int | None = None) -> None:
        """Go on at a row, or at a column of the current row, counted from 0."""
        if row is not None:
            check(_CELLS, row, CELLS, self.file)
            while len(self.lines) < row:
                self._count(1)
                self.new_row()
        if column is not None:
            self._pad(column)

    def add(self, text: str, kind: str | None = None, *, across: int = 1, down: int = 1) -> None:
        """A cell in the first free column."""
        if not self.lines:
            self.new_row()
        line, marks = self.lines[-1], self.kinds[-1]
        while self._covered.get(len(line), 0) > 0:
            self._pad(len(line) + 1)
        first = len(line)
        across, down = max(1, min(across, COLUMNS)), max(1, min(down, ROWS))
        self._count(1)
        line.append(text)
        marks.append(kind)
        self._pad(first + across)
        if across > 1 or down > 1:
            row = len(self.lines) - 1
            self.merged.append((row, first, row + down - 1, first + across - 1))
        if down > 1:
            for column in range(first, first + across):
                self._covered[column] = down

    def spans(self) -> list[Span]:
        """The merged ranges, cut at the last line."""
        last = len(self.lines) - 1
        return [(top, left, min(bottom, last), right) for top, left, bottom, right in self.merged]

    def numbered(self) -> list[tuple[int, list[str]]]:
        """The lines with their numbers, all of one width."""
        width = max(map(len, self.lines), default=0)
        check(_CELLS, width * len(self.lines), CELLS, self.file)
        for line, marks in zip(self.lines, self.kinds, strict=True):
            line.extend([""] * (width - len(line)))
            marks.extend([None] * (width - len(marks)))
        return list(enumerate(self.lines, 1))

    def _pad(self, width: int) -> None:
        check(_COLUMNS, width, COLUMNS, self.file)
        missing = width - len(self.lines[-1])
        if missing > 0:
            self._count(missing)
            self.lines[-1] += [""] * missing
            self.kinds[-1] += [None] * missing

    def _count(self, cells: int) -> None:
        self._cells += cells
        check(_CELLS, self._cells, CELLS, self.file)
