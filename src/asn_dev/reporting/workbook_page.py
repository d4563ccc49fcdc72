"""One sheet of a report's workbook, filled from top to bottom."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self

import attrs

from asn_dev.register import workbooks
from asn_dev.register.workbooks import Sheet
from asn_dev.reporting.pictures import SCREEN, Picture

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ACROSS, PLAIN = 8, 14.0
"""So many columns a sentence runs across, and how wide in characters one is that nothing makes wider."""
_PIXELS = 20
_ROW = _PIXELS * 25.4 / SCREEN
"""The height of an empty row, in pixels and in millimetres."""
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "head": {"bold": True},
    "text": {},
    "quiet": {"font_color": "#4F5D6B"},
    "info": {"bg_color": "#F2F5F8"},
    "warning": {"bg_color": "#FFF5E9"},
    "error": {"bg_color": "#FDEEEE"},
}


@attrs.define
class Page:
    """A sheet with its next free row; what is put on it stands below what was put before."""

    book: Workbook
    sheet: Worksheet
    widths: Sequence[float]
    row: int = 0

    @classmethod
    def new(cls, book: Workbook, name: str, title: str, *, widths: Sequence[float], mark: str = "") -> Self:
        """A sheet with its title, which stays in sight, and columns so wide or wider.

        A `mark` stands beneath the title and on every printed page.
        """
        widths = [*widths, *[PLAIN] * (ACROSS - len(widths))]
        page = cls(book, book.add_worksheet(name), widths)
        workbooks.set_widths(page.sheet, widths)
        page.say(title, "title")
        if mark:
            page.say(mark, "error")
            page.sheet.set_header(f"&C{mark}")
        page.sheet.freeze_panes(page.row, 0)
        workbooks.fit_for_paper(page.sheet, heading=0)
        return page

    def _styled(self, style: str, **more: Any) -> Format:
        return self.book.add_format({"valign": "top", **_STYLES[style], **more})

    def skip(self) -> None:
        """Leave a row empty."""
        self.row += 1

    def say(self, text: str, style: str = "text") -> None:
        """A text across the sheet, as high as it needs."""
        shown = self._styled(style, text_wrap=True)
        self.sheet.merge_range(self.row, 0, self.row, ACROSS - 1, "", shown)
        self.sheet.write_string(self.row, 0, workbooks.fitting(text), shown)
        lines = workbooks.lines_of(text, sum(self.widths[:ACROSS]))
        self.sheet.set_row(self.row, workbooks.LINE * lines * (1.4 if style == "title" else 1))
        self.row += 1

    def lead(self, text: str, name: str) -> None:
        """A line that leads to another sheet."""
        quoted = name.replace("'", "''")
        self.sheet.write_url(self.row, 0, f"internal:'{quoted}'!A1", string=workbooks.fitting(text))
        self.row += 1

    def fact(self, label: str, value: Any, number_format: str, unit: str) -> None:
        """A labelled value in three cells: what it is, the value, and what it counts."""
        self.sheet.write_string(self.row, 0, workbooks.fitting(label), self._styled("text"))
        shown = self._styled("head", num_format=number_format or "General", align="right")
        if isinstance(value, str) or not math.isfinite(value):
            self.sheet.write_string(self.row, 1, workbooks.fitting(str(value)), shown)
        else:
            self.sheet.write_number(self.row, 1, value, shown)
        self.sheet.write_string(self.row, 2, workbooks.fitting(unit), self._styled("text"))
        self.row += 1

    def table(self, sheet: Sheet, *, frozen: bool = False) -> None:
        """A table with filters; `frozen` keeps its heading, and all above it, in sight."""
        heading = self.row
        self.row = workbooks.put_table(self.book, self.sheet, sheet, top=heading)
        if frozen:
            self.sheet.freeze_panes(heading + 1, 0)
            self.sheet.repeat_rows(heading)
        self.skip()

    def picture(self, picture: Picture) -> None:
        """A picture, with the rows that it covers left empty."""
        options = {
            "image_data": BytesIO(picture.png(SCREEN)),
            "description": workbooks.fitting(picture.alt),
            "object_position": 1,
        }
        self.sheet.insert_image(self.row, 0, "chart.png", options)
        covered = math.ceil(picture.height / _ROW) + 1
        for row in range(self.row, self.row + covered):
            self.sheet.set_row_pixels(row, _PIXELS)
        self.row += covered
