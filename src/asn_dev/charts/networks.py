"""Networks: who is tied to whom and how often, as rows by columns, which stays readable in print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from asn_dev import formatting
from asn_dev.charts import drawing
from asn_dev.charts.chart import Chart, Figure, ends
from asn_dev.charts.colours import BAR, BLANK, GRID, INK, PAPER
from asn_dev.charts.drawing import drawn

if TYPE_CHECKING:
    import altair as alt

STEP = 26
"""The size of a cell; a circle that fills it holds a number of three digits."""
LEAST = 210
"""The area of the smallest circle that holds its number."""


@attrs.frozen
class Tie:
    """How many go from one to the other."""

    source: str
    target: str
    count: Figure


@attrs.frozen
class Network(Chart):
    """Ties between places: rows are sources, columns targets, circles as large as the count.

    Every place has a row, whose number names its column. What is withheld is a small hollow circle. Ties of a
    place with itself lie on shaded cells.
    `source_axis` and `target_axis` say who they are, `unit` what is counted.
    """

    ties: Sequence[Tie]
    source_axis: str
    target_axis: str
    unit: str

    @property
    def empty(self) -> bool:
        """Whether there is no tie."""
        return not self.ties

    def in_words(self, language: str) -> str:
        """How many ties, the strongest and the weakest."""
        return ends(
            {f"{tie.source} → {tie.target}": tie.count for tie in self.ties},
            self.unit.capitalize(),
            language,
            0,
        )

    def picture(self, language: str) -> alt.TopLevelMixin:
        """The picture in Altair's terms."""
        import altair as alt

        most = max([1.0, *(float(tie.count) for tie in self.ties if drawn(tie.count))])
        places = sorted({place for tie in self.ties for place in (tie.source, tie.target)})
        number = {place: str(at) for at, place in enumerate(places, start=1)}
        lines = drawing.folded((f"{place}  {number[place]}" for place in places), 42)
        rows = dict(zip(places, lines.values(), strict=True))
        counted, hidden = [], []
        for tie in self.ties:
            cell: dict[str, Any] = {"source": rows[tie.source], "target": number[tie.target]}
            if drawn(tie.count):
                area = LEAST + (STEP * STEP * 0.95 - LEAST) * tie.count / most
                shown = formatting.integer(tie.count, language)
                counted.append(cell | {"area": drawing.fine(area), "shown": shown})
            else:
                hidden.append(cell)
        same = [{"source": rows[place], "target": number[place]} for place in places]
        heads = alt.Axis(
            orient="top", labelAngle=0, domain=False, ticks=False, grid=True, gridColor=GRID, zindex=0
        )
        side = drawing.labels(300)
        side.grid, side.gridColor, side.zindex = True, GRID, 0
        x = alt.X("target:N", scale=alt.Scale(domain=list(number.values())), title=None, axis=heads)
        y = alt.Y("source:N", scale=alt.Scale(domain=list(rows.values())), title=None, axis=side)

        def cells(marks: list[dict[str, Any]]) -> alt.Chart:
            drawn_on: alt.Chart = alt.Chart(drawing.data(marks)).encode(x=x, y=y)
            return drawn_on

        point: dict[str, Any] = {"filled": True, "color": BAR, "opacity": 1}
        layers = [
            cells(same).mark_rect(color=BLANK, opacity=0.6),
            cells(hidden).mark_point(filled=False, size=60, color=INK, opacity=1, strokeWidth=1.3),
            cells(counted).mark_point(**point).encode(size=alt.Size("area:Q", scale=None)),
            cells(counted).mark_text(color=PAPER, fontSize=10).encode(text="shown:N"),
        ]
        high = max(STEP, drawing.step(rows.values()))
        chart = alt.layer(*layers).properties(width={"step": STEP}, height={"step": high})
        return drawing.dressed(chart.properties(title=f"{self._axes(language)} ({self.unit})"))

    def _axes(self, language: str) -> str:
        """What rows and columns are."""
        if language == "en":
            return f"Rows: {self.source_axis}; columns, by the numbers of rows: {self.target_axis}"
        return f"Baris: {self.source_axis}; kolom, menurut nomor baris: {self.target_axis}"
