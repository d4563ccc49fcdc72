"""Networks: who is tied to whom and how often, as rows by columns, which stays readable in print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from asn_dev import numbers
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
    """Ties between places: a row for each source, a column for each target, a circle as large as the count.

    What is withheld is a small hollow circle. Ties of a place with itself lie on shaded cells.
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

    def told(self, language: str) -> str:
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
        sources = drawing.folded(sorted({tie.source for tie in self.ties}), 42)
        targets = sorted({tie.target for tie in self.ties})
        known, hidden = [], []
        for tie in self.ties:
            cell = {"source": sources[tie.source], "target": tie.target}
            if drawn(tie.count):
                area = LEAST + (STEP * STEP * 0.95 - LEAST) * tie.count / most
                shown = numbers.integer(tie.count, language)
                known.append(cell | {"area": drawing.fine(area), "shown": shown})
            else:
                hidden.append(cell)
        rows = list(sources.values())
        heads = alt.Axis(
            orient="top", labelAngle=-50, labelLimit=230, domain=False, ticks=False, grid=True, gridColor=GRID
        )
        side = drawing.labels(300)
        side.grid, side.gridColor = True, GRID
        x = alt.X(
            "target:N", sort=targets, scale=alt.Scale(domain=targets), title=self.target_axis, axis=heads
        )
        y = alt.Y("source:N", sort=rows, scale=alt.Scale(domain=rows), title=self.source_axis, axis=side)
        same = [{"source": sources[name], "target": name} for name in targets if name in sources]

        def cells(found: list[dict[str, object]]) -> alt.Chart:
            return alt.Chart(drawing.data(found)).encode(x=x, y=y)

        layers = [
            cells(same).mark_rect(color=BLANK, opacity=0.6),
            cells(hidden).mark_point(filled=False, size=60, color=INK, opacity=1, strokeWidth=1.3),
            cells(known)
            .mark_point(filled=True, color=BAR, opacity=1)
            .encode(size=alt.Size("area:Q", scale=None)),
            cells(known).mark_text(color=PAPER, fontSize=10).encode(text="shown:N"),
        ]
        high = max(STEP, drawing.step(rows))
        return drawing.dressed(alt.layer(*layers).properties(width={"step": STEP}, height={"step": high}))
