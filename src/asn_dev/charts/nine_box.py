"""The nine boxes: how many people stand where on two scales of three steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from asn_dev import formatting
from asn_dev.charts import drawing
from asn_dev.charts.chart import Chart, Figure, ends
from asn_dev.charts.colours import BLANK, PAPER, between, ink_on
from asn_dev.charts.drawing import drawn
from asn_dev.formatting import Withheld

if TYPE_CHECKING:
    import altair as alt

ACROSS, DOWN = 190, 84
"""The size of a box."""


@attrs.frozen
class Box:
    """One box: its place on the two axes, its name, and how many are in it."""

    column: str
    row: str
    name: str
    count: Figure


@attrs.frozen
class NineBox(Chart):
    """Boxes by two scales, each with its name and its count; the fuller, the darker.

    `columns` go from left to right and `rows` from top to bottom; `column_axis` and `row_axis` say what
    they measure, `unit` what is counted.
    """

    boxes: Sequence[Box]
    columns: Sequence[str]
    rows: Sequence[str]
    column_axis: str
    row_axis: str
    unit: str

    @property
    def empty(self) -> bool:
        """Whether there is nobody in any box."""
        return not any(isinstance(box.count, Withheld) or box.count for box in self.boxes)

    def in_words(self, language: str) -> str:
        """How many boxes, the fullest and the emptiest."""
        counts: dict[str, Figure] = {box.name: box.count for box in self.boxes}
        return ends({} if self.empty else counts, self.unit.capitalize(), language, 0)

    def picture(self, language: str) -> alt.TopLevelMixin:
        """The picture in Altair's terms."""
        import altair as alt

        most = max([1.0, *(float(box.count) for box in self.boxes if drawn(box.count))])
        values = []
        for box in self.boxes:
            colour = between(drawing.fine(box.count / most)) if drawn(box.count) else BLANK
            shown = formatting.shown(box.count, "integer", language)
            values.append(
                {
                    "column": box.column,
                    "row": box.row,
                    "name": box.name,
                    "shown": f"{shown} {self.unit}" if drawn(box.count) else shown,
                    "colour": colour,
                    "ink": ink_on(colour),
                }
            )
        plain: dict[str, Any] = {"labelAngle": 0, "domain": False, "ticks": False, "labelPadding": 8}
        base = alt.Chart(drawing.data(values)).encode(
            x=alt.X("column:N", sort=list(self.columns), title=self.column_axis, axis=alt.Axis(**plain)),
            y=alt.Y("row:N", sort=list(self.rows), title=self.row_axis, axis=alt.Axis(**plain)),
        )
        ink = alt.Color("ink:N", scale=None)
        chart = alt.layer(
            base.mark_rect(stroke=PAPER, strokeWidth=3).encode(color=alt.Color("colour:N", scale=None)),
            base.mark_text(dy=-16).encode(text="name:N", color=ink),
            base.mark_text(dy=8, fontSize=15, fontWeight="bold").encode(text="shown:N", color=ink),
        ).properties(width={"step": ACROSS}, height={"step": DOWN})
        return drawing.dressed(chart)
