"""Histograms: how many people have which value, against the bands that judge it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from asn_dev import formatting
from asn_dev.charts import drawing
from asn_dev.charts.chart import WIDTH, Chart, Figure, nothing_known
from asn_dev.charts.colours import BAR, BLANK, INK, LINE, PAPER, QUIET
from asn_dev.charts.drawing import drawn

if TYPE_CHECKING:
    import altair as alt

HEIGHT = 260
LONG = 4
"""Characters from which a count is written upright, so that it does not meet its neighbour."""


@attrs.frozen
class Bin:
    """How many there are from `start` up to, but not including, `stop`."""

    start: float
    stop: float
    count: Figure


@attrs.frozen
class Threshold:
    """The value at which a band begins, and what the band is called."""

    name: str
    least: float | None


@attrs.frozen
class Histogram(Chart):
    """Bars side by side along a scale, with a line where each band begins and its name above.

    `axis` names what is measured with its unit, `count_axis` who is counted; of the `bands` the lowest
    has no least value. Withheld counts are a grey stub. With `open_ended` the last bar holds whatever lies
    beyond it too.
    """

    bins: Sequence[Bin]
    axis: str
    count_axis: str
    bands: Sequence[Threshold] = ()
    open_ended: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is no bar."""
        return not self.bins

    def in_words(self, language: str) -> str:
        """From where to where the bars go, and where the most are."""
        drawn_bins = [bar for bar in self.bins if drawn(bar.count)]
        if not drawn_bins:
            return nothing_known(self.axis, language)
        most = max(drawn_bins, key=lambda bar: float(bar.count) if drawn(bar.count) else 0.0)
        first, last, start, stop = (
            formatting.shown(value, "decimal", language, decimals=0)
            for value in (self.bins[0].start, self.bins[-1].stop, most.start, most.stop)
        )
        count = formatting.shown(most.count, "integer", language)
        if language == "en":
            return f"{self.axis}: from {first} to {last}, most from {start} to {stop} ({count})."
        return f"{self.axis}: dari {first} sampai {last}, terbanyak dari {start} sampai {stop} ({count})."

    def picture(self, language: str) -> alt.TopLevelMixin:
        """The picture in Altair's terms."""
        import altair as alt

        high = max([1.0, *(float(one.count) for one in self.bins if drawn(one.count))])
        values = [
            {
                "start": drawing.fine(one.start),
                "stop": drawing.fine(one.stop),
                "middle": drawing.fine((one.start + one.stop) / 2),
                "count": one.count if drawn(one.count) else high / 50,
                "shown": self._written(one.count, language),
                "colour": BAR if drawn(one.count) else BLANK,
            }
            for one in self.bins
        ]
        first, last = self.bins[0].start, self.bins[-1].stop
        scale = alt.Scale(domain=[first, last], nice=False, zero=False)
        beyond = f"{self.axis}; {_beyond(language)} {formatting.integer(self.bins[-1].start, language)}"
        title = beyond if self.open_ended else self.axis
        x = alt.X("start:Q", title=title, scale=scale, axis=alt.Axis(grid=False, tickCount=12))
        top = alt.Scale(domain=[0, high * 1.12], nice=False)
        y = alt.Y("count:Q", title=self.count_axis, scale=top, axis=alt.Axis(tickCount=5, tickMinStep=1))
        base = alt.Chart(drawing.data(values))
        upright = any(len(str(value["shown"])) > LONG for value in values)
        text: dict[str, Any] = (
            {"angle": 270, "align": "left", "dx": 5, "baseline": "middle"} if upright else {"dy": -7}
        )
        layers: list[Any] = [
            base.mark_rect(stroke=PAPER, strokeWidth=1).encode(
                x=x, x2="stop:Q", y=y, y2=alt.datum(0), color=alt.Color("colour:N", scale=None)
            ),
            base.mark_text(color=INK, fontSize=10, **text).encode(
                x=alt.X("middle:Q", scale=scale), y=y, text="shown:N"
            ),
            *self._bands(first, last, scale),
        ]
        return drawing.dressed(alt.layer(*layers).properties(width=WIDTH - 80, height=HEIGHT))

    @staticmethod
    def _written(count: Figure, language: str) -> str:
        return "" if count == 0 else drawing.brief(count, language, 0)

    def _bands(self, first: float, last: float, scale: Any) -> list[Any]:
        """A line at each least value within the scale, and the name of each band in the middle of it."""
        import altair as alt

        begins = [(band.name, first if band.least is None else band.least) for band in self.bands]
        begins.sort(key=lambda band: band[1])
        ends = [begin for _, begin in begins[1:]] + [last]
        names = [
            {"middle": (max(begin, first) + min(end, last)) / 2, "name": name}
            for (name, begin), end in zip(begins, ends, strict=True)
            if min(end, last) > max(begin, first)
        ]
        lines = [{"at": begin} for _, begin in begins if first < begin < last]
        line = alt.Chart(drawing.data(lines)).mark_rule(color=LINE, strokeDash=[5, 3], strokeWidth=1.5)
        name = alt.Chart(drawing.data(names)).mark_text(color=QUIET, dy=-8, y=0, fontWeight="bold")
        return [
            line.encode(x=alt.X("at:Q", scale=scale)),
            name.encode(x=alt.X("middle:Q", scale=scale), text="name:N"),
        ]


def _beyond(language: str) -> str:
    return "the last bar: at least" if language == "en" else "batang terakhir: sekurangnya"
