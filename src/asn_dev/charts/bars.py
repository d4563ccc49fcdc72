"""Bars: one value for each of several, beside a line to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs
import polars as pl

from asn_dev import formatting
from asn_dev.charts import drawing
from asn_dev.charts.chart import WIDTH, Chart, Figure, ends
from asn_dev.charts.colours import BAR, INK, LINE
from asn_dev.charts.drawing import FINEST, drawn
from asn_dev.study_data import StudyData

if TYPE_CHECKING:
    import altair as alt

LABEL = 300
WIDE = WIDTH - LABEL
CHARACTER = 9
"""The width of a character of a written value at most, with its share of the space before it."""


@attrs.frozen
class Bar:
    """One bar; an unknown or withheld value is written out instead of drawn."""

    label: str
    value: Figure


@attrs.frozen
class Bars(Chart):
    """Horizontal bars with their values, and a line to compare with.

    `axis` names what is measured with its unit; `limit` is where the line stands, `limit_label` what
    it means; `greatest` the end of the scale, if it has one.
    """

    bars: Sequence[Bar]
    axis: str
    decimals: int = 1
    limit: float | None = None
    limit_label: str = ""
    greatest: float | None = None

    @property
    def empty(self) -> bool:
        """Whether there is no bar."""
        return not self.bars

    def in_words(self, language: str) -> str:
        """How many bars, the highest and the lowest."""
        return ends({bar.label: bar.value for bar in self.bars}, self.axis, language, self.decimals)

    def picture(self, language: str) -> alt.TopLevelMixin:
        """The picture in Altair's terms."""
        import altair as alt

        lengths = [drawing.fine(bar.value) for bar in self.bars if drawn(bar.value)]
        reach = max([*lengths, self.limit or 0, 0])
        end = self.greatest if self.greatest and self.greatest >= reach else reach * 1.15 or 1
        lines = drawing.folded([bar.label for bar in self.bars], 38)
        values = []
        for bar in self.bars:
            value = drawing.fine(bar.value) if drawn(bar.value) else None
            shown = formatting.shown(bar.value, "decimal", language, decimals=self.decimals)
            at = self._beside(value or 0.0, len(shown) * CHARACTER / WIDE * end)
            values.append({"label": lines[bar.label], "value": value, "at": at, "shown": shown})
        order = list(lines.values())
        y = alt.Y("label:N", sort=order, title=None, axis=drawing.labels(LABEL))
        x = alt.X(
            "value:Q",
            title=self.axis,
            axis=alt.Axis(tickCount=5),
            scale=alt.Scale(domain=[min([0, *lengths]), end], nice=False),
        )
        base = alt.Chart(drawing.data(values))
        layers: list[Any] = [base.mark_bar(color=BAR, height={"band": 0.72}).encode(x=x, y=y)]
        if self.limit is not None:
            line = alt.Chart(drawing.data([{"limit": self.limit, "name": self.limit_label}]))
            layers += [
                line.mark_rule(color=LINE, strokeDash=[5, 3], strokeWidth=1.5).encode(x="limit:Q"),
                line.mark_text(color=LINE, dy=-8, fontWeight="bold", y=0).encode(x="limit:Q", text="name:N"),
            ]
        text = base.mark_text(align="left", dx=4, color=INK)
        layers.append(text.encode(x="at:Q", y=y, text="shown:N"))
        chart = alt.layer(*layers).properties(width=WIDE, height={"step": drawing.step(order)})
        return drawing.dressed(chart)

    def _beside(self, value: float, wide: float) -> float:
        """Where a value of such width is written: behind its bar, or behind the line that it would meet."""
        meets = self.limit is not None and value <= self.limit <= value + wide
        return self.limit if meets and self.limit is not None else value


def ranked_bars(
    study: StudyData,
    frame: pl.DataFrame,
    name: str,
    *,
    axis: str,
    label: str = "unit",
    unit: str = "",
    decimals: int = 1,
    limit: float | None = None,
    limit_label: str = "",
    greatest: float | None = None,
) -> Bars:
    """A bar for each row, the highest first, with a sentence that names the highest and lowest.

    What is hidden or unknown comes last. `axis` says what is measured, `unit` what it counts.
    """
    order = pl.col(name).cast(pl.Float64).round(FINEST)
    ordered = frame.sort(order, label, descending=[True, False], nulls_last=True)
    pairs = list(zip(ordered[label].to_list(), study.values(ordered, name), strict=True))
    measured = [(place, value) for place, value in pairs if drawn(value)]
    sentence = study.say(id=f"{axis}: belum ada yang dapat ditampilkan.", en=f"{axis}: nothing to show yet.")
    if measured:
        (most, high), (least, low) = measured[0], measured[-1]
        top, bottom = (f"{study.number(value, decimals=decimals)} {unit}".rstrip() for value in (high, low))
        sentence = study.say(
            id=f"{axis}: tertinggi {most} ({top}), terendah {least} ({bottom}).",
            en=f"{axis}: highest {most} ({top}), lowest {least} ({bottom}).",
        )
    return Bars(
        [Bar(*pair) for pair in pairs],
        f"{axis} ({unit})" if unit else axis,
        decimals,
        limit,
        limit_label,
        greatest,
        sentence=sentence,
        language=study.language,
    )
