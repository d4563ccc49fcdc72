"""Intervals: a value for each of several, with how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from asn_dev import formatting
from asn_dev.charts import drawing
from asn_dev.charts.chart import WIDTH, Chart, Figure, ends
from asn_dev.charts.colours import BAR, GRID, INK, LINE
from asn_dev.charts.drawing import drawn

if TYPE_CHECKING:
    import altair as alt

LABEL, SHOWN = 250, 150
"""The width of the names on the left and of the figures on the right."""


@attrs.frozen
class Interval:
    """One value with the lower and the upper end of its interval, where there is one."""

    label: str
    value: Figure
    low: float | None = None
    high: float | None = None


@attrs.frozen
class Intervals(Chart):
    """A point for each value and a line through its interval, with all three written out beside it.

    `axis` names what is measured with its unit; `least` and `greatest` are the ends of the scale, if it
    has them; `limit` is where a line to compare with stands, `limit_label` what it means.
    """

    intervals: Sequence[Interval]
    axis: str
    decimals: int = 2
    least: float | None = None
    greatest: float | None = None
    limit: float | None = None
    limit_label: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is no row."""
        return not self.intervals

    def in_words(self, language: str) -> str:
        """How many values, the highest and the lowest."""
        return ends({one.label: one.value for one in self.intervals}, self.axis, language, self.decimals)

    def picture(self, language: str) -> alt.TopLevelMixin:
        """The picture in Altair's terms."""
        import altair as alt

        lines = drawing.folded([row.label for row in self.intervals], 34)
        values = [
            {
                "label": lines[row.label],
                **{
                    name: drawing.fine(figure) if drawn(figure) else None
                    for name, figure in (("value", row.value), ("low", row.low), ("high", row.high))
                },
                "shown": self._shown(row, language),
            }
            for row in self.intervals
        ]
        order, width = list(lines.values()), WIDTH - LABEL - SHOWN
        x = alt.X(
            "value:Q",
            title=self.axis,
            axis=alt.Axis(tickCount=5),
            scale=alt.Scale(domain=self._domain(), nice=False, zero=False),
        )
        rows = drawing.labels(LABEL)
        rows.grid, rows.gridColor = True, GRID
        y = alt.Y("label:N", sort=order, title=None, axis=rows)
        base = alt.Chart(drawing.data(values))
        marked = base.transform_filter("isValid(datum.value)")
        sure = marked.transform_filter("isValid(datum.low) && isValid(datum.high)")
        layers: list[Any] = [
            base.mark_text(align="left", color=INK, x=width + 12).encode(y=y, text="shown:N"),
            sure.mark_rule(color=BAR, strokeWidth=3, strokeCap="round").encode(
                x=alt.X("low:Q", title=self.axis), x2="high", y=y
            ),
            marked.mark_point(color=INK, filled=True, size=70, opacity=1, shape="diamond").encode(x=x, y=y),
        ]
        if self.limit is not None:
            line = alt.Chart(drawing.data([{"limit": self.limit, "name": self.limit_label}]))
            layers += [
                line.mark_rule(color=LINE, strokeDash=[5, 3], strokeWidth=1.5).encode(x="limit:Q"),
                line.mark_text(color=LINE, dy=-8, fontWeight="bold", y=0).encode(x="limit:Q", text="name:N"),
            ]
        return drawing.dressed(
            alt.layer(*layers).properties(width=width, height={"step": drawing.step(order)})
        )

    def _shown(self, row: Interval, language: str) -> str:
        """The value, then its interval in brackets."""
        shown = formatting.shown(row.value, "decimal", language, decimals=self.decimals)
        if not (drawn(row.value) and drawn(row.low) and drawn(row.high)):
            return shown
        low, high = (formatting.number(end, language, decimals=self.decimals) for end in (row.low, row.high))
        return f"{shown} ({low}–{high})"  # noqa: RUF001  (a dash between two numbers)

    def _domain(self) -> list[float]:
        """The ends of the scale; where it has none, what holds every interval and the line."""
        held = [
            drawing.fine(figure)
            for one in self.intervals
            for figure in (one.value, one.low, one.high, self.limit)
            if drawn(figure)
        ]
        low = min([*held, *([self.least] if self.least is not None else [])], default=0.0)
        high = max([*held, *([self.greatest] if self.greatest is not None else [])], default=1.0)
        return [low, high] if high > low else [low - 0.5, high + 0.5]
