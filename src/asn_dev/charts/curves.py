"""A curve: what is reached over what it costs, with one point marked as where we stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from asn_dev import formatting
from asn_dev.charts import drawing
from asn_dev.charts.chart import WIDTH, Chart, nothing_known
from asn_dev.charts.colours import BAR, INK, LINE, PAPER

if TYPE_CHECKING:
    import altair as alt

HEIGHT = 300


@attrs.frozen
class Point:
    """One point of a curve, in the units of its axes."""

    x: float
    y: float


@attrs.frozen
class Curve(Chart):
    """A line through points that are sorted along x, and a point of its own with a label.

    `x_axis` and `y_axis` name what is measured with its unit; `lower` is a second, dashed line below.
    """

    points: Sequence[Point]
    x_axis: str
    y_axis: str
    here: Point | None = None
    here_label: str = ""
    lower: Sequence[Point] = ()

    @property
    def empty(self) -> bool:
        """Whether there is no point."""
        return not self.points

    def in_words(self, language: str) -> str:
        """Where the curve begins and ends, and the marked point."""
        if not self.points:
            return nothing_known(self.y_axis, language)

        def coordinates(point: Point) -> str:
            return f"{formatting.number(point.x, language)} → {formatting.number(point.y, language)}"

        sentence = (
            f"{self.x_axis} → {self.y_axis}: {coordinates(self.points[0])}; {coordinates(self.points[-1])}"
        )
        return sentence + (f"; {self.here_label} {coordinates(self.here)}." if self.here else ".")

    def picture(self, language: str) -> alt.TopLevelMixin:
        """The picture in Altair's terms."""
        import altair as alt

        rows = [{"x": point.x, "y": point.y, "shown": _written(point, language)} for point in self.points]
        x = alt.X("x:Q", title=self.x_axis, axis=alt.Axis(tickCount=6), scale=alt.Scale(zero=True))
        y = alt.Y("y:Q", title=self.y_axis, axis=alt.Axis(tickCount=5), scale=alt.Scale(zero=True))
        base = alt.Chart(drawing.data(rows)).encode(x=x, y=y)
        layers: list[Any] = [
            base.mark_line(color=BAR, strokeWidth=2.5),
            base.mark_point(color=BAR, filled=True, opacity=1),
        ]
        layers.append(base.mark_text(color=INK, align="right", dx=-3, dy=-9).encode(text="shown:N"))
        if self.lower:
            below = alt.Chart(drawing.data([{"x": point.x, "y": point.y} for point in self.lower]))
            layers.append(below.encode(x="x:Q", y="y:Q").mark_line(color=LINE, strokeDash=[5, 4]))
        if self.here:
            mark = {"x": self.here.x, "y": self.here.y, "label": self.here_label}
            where = alt.Chart(drawing.data([mark])).encode(x="x:Q", y="y:Q")
            layers.append(where.mark_point(color=LINE, filled=True, opacity=1, size=110, shape="diamond"))
            for outline in (PAPER, None):
                text = where.mark_text(
                    color=LINE, dy=18, dx=8, align="left", fontWeight="bold", stroke=outline, strokeWidth=4
                )
                layers.append(text.encode(text="label:N"))
        return drawing.dressed(alt.layer(*layers).properties(width=WIDTH - 80, height=HEIGHT))


def _written(point: Point, language: str) -> str:
    """The value of a point, short enough to stand between two others; none on the axis."""
    return formatting.number(point.y, language, decimals=0 if point.y >= 1000 else 1) if point.x else ""
