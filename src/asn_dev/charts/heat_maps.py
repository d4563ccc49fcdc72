"""Heat maps: rows by columns, coloured by how far they are below or above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from asn_dev.charts import drawing
from asn_dev.charts.chart import Chart, Figure, ends
from asn_dev.charts.colours import BLANK, PAPER, between, ink_on
from asn_dev.charts.drawing import drawn

if TYPE_CHECKING:
    import altair as alt


@attrs.frozen
class Cell:
    """One cell of a heat map; an unknown or withheld value leaves it grey."""

    row: str
    column: str
    value: Figure


@attrs.frozen
class HeatMap(Chart):
    """Rows by columns, coloured from below (orange) through 0 to above (blue), with every value.

    `axis` names what is measured with its unit.
    """

    cells: Sequence[Cell]
    decimals: int = 1
    axis: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is no cell."""
        return not self.cells

    def in_words(self, language: str) -> str:
        """How many cells, the highest and the lowest."""
        values = {f"{cell.row}, {cell.column}": cell.value for cell in self.cells}
        return ends(values, self.axis or ("Values" if language == "en" else "Nilai"), language, self.decimals)

    def picture(self, language: str) -> alt.TopLevelMixin:
        """The picture in Altair's terms."""
        import altair as alt

        lines = drawing.folded([cell.row for cell in self.cells], 38)
        reach = max([0.5, *(abs(drawing.fine(cell.value)) for cell in self.cells if drawn(cell.value))])
        values = []
        for cell in self.cells:
            colour = between(drawing.fine(cell.value / reach)) if drawn(cell.value) else BLANK
            values.append(
                {
                    "row": lines[cell.row],
                    "column": cell.column,
                    "shown": drawing.brief(cell.value, language, self.decimals),
                    "colour": colour,
                    "ink": ink_on(colour),
                }
            )
        rows = list(lines.values())
        columns = list(dict.fromkeys(cell.column for cell in self.cells))
        heads = alt.Axis(orient="top", labelAngle=-50, labelLimit=220, domain=False, ticks=False)
        base = alt.Chart(drawing.data(values)).encode(
            x=alt.X("column:N", sort=columns, title=None, axis=heads),
            y=alt.Y("row:N", sort=rows, title=None, axis=drawing.labels(300)),
        )
        wide = max(40, min(64, 440 // max(1, len(columns))))
        chart = alt.layer(
            base.mark_rect(stroke=PAPER).encode(color=alt.Color("colour:N", scale=None)),
            base.mark_text().encode(text="shown:N", color=alt.Color("ink:N", scale=None)),
        ).properties(title=self.axis, width={"step": wide}, height={"step": drawing.step(rows)})
        return drawing.dressed(chart)
