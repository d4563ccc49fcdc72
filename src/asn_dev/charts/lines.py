"""Lines: one or more series over months or years, with a time marked such as that of a training."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from asn_dev import formatting
from asn_dev.charts import drawing
from asn_dev.charts.chart import WIDTH, Chart, Figure, nothing_known
from asn_dev.charts.colours import BLANK, INK, QUIET, SERIES
from asn_dev.charts.drawing import drawn
from asn_dev.errors import TableError
from asn_dev.formatting import Withheld
from asn_dev.messages import Message

if TYPE_CHECKING:
    import altair as alt

HEIGHT = 280
LABELS = 13
"""At most so many times are named below the lines."""
DASHES = ([1, 0], [6, 3], [2, 2], [9, 3, 2, 3])
SHAPES = ("circle", "square", "triangle-up", "diamond")

Time = date | int
"""A month, by any of its days, or a year."""


@attrs.frozen
class Series:
    """One line: its name, and a value for each time; unknown and withheld values leave a gap."""

    name: str
    values: Sequence[Figure]


@attrs.frozen
class Lines(Chart):
    """What happened over `times` (months, or years), a line for each of at most four series.

    `axis` names what is measured with its unit; `marked` is the first and the last time of what
    `marked_label` names, for instance a training. Lines are told apart by dash and mark too, not by
    colour alone. A time between the first and the last that is not given leaves a gap.
    """

    times: Sequence[Time]
    series: Sequence[Series]
    axis: str
    decimals: int = 1
    marked: tuple[Time, Time] | None = None
    marked_label: str = ""

    def __attrs_post_init__(self) -> None:
        for series in self.series:
            if len(series.values) != len(self.times):
                raise TableError(
                    Message(
                        "line '{name}' has {values} values for {times} times",
                        name=series.name,
                        values=len(series.values),
                        times=len(self.times),
                    )
                )
        if len(self.series) > len(SERIES):
            raise TableError(
                Message("{count} lines in one picture cannot be told apart", count=len(self.series)),
                hint=Message("draw at most {most}, or several pictures", most=len(SERIES)),
            )

    @property
    def empty(self) -> bool:
        """Whether there is no value at all."""
        return not any(drawn(value) for series in self.series for value in series.values)

    def in_words(self, language: str) -> str:
        """The first and the last known value of each line."""
        if self.empty:
            return nothing_known(self.axis, language)
        sentences = []
        for series in self.series:
            points = [
                (time, value) for time, value in zip(self.times, series.values, strict=True) if drawn(value)
            ]
            first_and_last = dict.fromkeys(
                f"{_named(time, language)} {formatting.number(value, language, decimals=self.decimals)}"
                for time, value in (points[:1] + points[-1:])
            )
            hidden = [
                _named(time, language)
                for time, value in zip(self.times, series.values, strict=True)
                if isinstance(value, Withheld)
            ]
            word = formatting.shown(Withheld(), "text", language)
            also = f" ({word}: {', '.join(hidden)})" if hidden else ""
            sentences.append(f"{series.name}: {' → '.join(first_and_last) or formatting.UNKNOWN}{also}")
        return f"{self.axis}. {'; '.join(sentences)}."

    def picture(self, language: str) -> alt.TopLevelMixin:
        """The picture in Altair's terms."""
        import altair as alt

        spots = [_position(time) for time in self.times]
        span = [_position(time) for time in self.marked or ()]
        first, last = min([*spots, *span], default=0), max([*spots, *span], default=0)
        scale = alt.Scale(domain=[first - 0.5, last + 0.5], nice=False, zero=False)
        x = alt.X("at:Q", title=None, scale=scale, axis=self._times(first, last, language))
        y = alt.Y("value:Q", title=self.axis, axis=alt.Axis(tickCount=5), scale=alt.Scale(zero=True))
        names = [series.name for series in self.series]

        def by_name(channel: Any, marks: Sequence[Any]) -> Any:
            legend = alt.Legend(
                orient="top", offset=24, title=None, symbolSize=90, labelLimit=320, symbolStrokeWidth=0
            )
            scale = alt.Scale(domain=names, range=list(marks[: len(names)]))
            return channel("name:N", scale=scale, legend=legend if names else None, sort=names)

        colour = by_name(alt.Color, SERIES)
        base = alt.Chart(drawing.data(self._rows(first, last, spots)))
        gaps: Any = {"invalid": "break-paths-show-domains"}
        line = base.mark_line(strokeWidth=2.5, **gaps)
        point = base.mark_point(filled=True, size=42, opacity=1, **gaps)
        layers = [
            *self._mark(scale),
            line.encode(x=x, y=y, color=colour, strokeDash=by_name(alt.StrokeDash, DASHES)),
            point.encode(x=x, y=y, color=colour, shape=by_name(alt.Shape, SHAPES)),
        ]
        layers += self._withheld(scale, spots, language)
        return drawing.dressed(alt.layer(*layers).properties(width=WIDTH - 80, height=HEIGHT))

    def _withheld(self, scale: Any, spots: Sequence[int], language: str) -> list[Any]:
        """A word where something is withheld; what is unknown leaves a gap without one."""
        import altair as alt

        hidden = {
            spot
            for series in self.series
            for spot, value in zip(spots, series.values, strict=True)
            if isinstance(value, Withheld)
        }
        if not hidden:
            return []
        rows = alt.Chart(drawing.data([{"at": spot} for spot in sorted(hidden)]))
        word = rows.mark_text(color=QUIET, angle=270, align="left", y=HEIGHT - 6)
        text = alt.value(formatting.shown(Withheld(), "text", language))
        return [word.encode(x=alt.X("at:Q", scale=scale), text=text)]

    def _rows(self, first: int, last: int, spots: Sequence[int]) -> list[dict[str, Any]]:
        """A row for each line and time between the first and the last, known or not.

        A line of which nothing is known has none: it stays in the legend, and leaves no empty path.
        """
        rows = []
        for series in self.series:
            if not any(drawn(value) for value in series.values):
                continue
            value_at = dict(zip(spots, series.values, strict=True))
            for at in range(first, last + 1):
                value = value_at.get(at)
                rows.append(
                    {"name": series.name, "at": at, "value": drawing.fine(value) if drawn(value) else None}
                )
        return rows

    def _times(self, first: int, last: int, language: str) -> Any:
        """The axis of times: some of them named, so that no two names meet."""
        import altair as alt

        every = -(-(last - first + 1) // LABELS)
        shown = list(range(first, last + 1, every)) if self.times else []
        yearly = not any(isinstance(time, date) for time in self.times)
        names = {str(at): [str(at)] if yearly else _month(at, language) for at in shown}
        return alt.Axis(values=shown, labelExpr=f"({json.dumps(names)})[datum.value]", grid=False)

    def _mark(self, scale: Any) -> list[Any]:
        """The marked time as a pale band with its name above."""
        import altair as alt

        if self.marked is None:
            return []
        start, stop = sorted(_position(time) for time in self.marked)
        ends = {"from": start - 0.5, "to": stop + 0.5, "middle": (start + stop) / 2}
        band = alt.Chart(drawing.data([ends]))
        pale = band.mark_rect(color=BLANK, opacity=0.55, stroke=QUIET, strokeWidth=0.5)
        label = band.mark_text(color=INK, dy=-8, y=0, fontStyle="italic")
        return [
            pale.encode(x=alt.X("from:Q", scale=scale), x2="to:Q"),
            label.encode(x=alt.X("middle:Q", scale=scale), text=alt.value(self.marked_label)),
        ]


def _position(time: Time) -> int:
    """Where a time stands: years as they are, months counted through."""
    return time.year * 12 + time.month - 1 if isinstance(time, date) else time


def _month(at: int, language: str) -> list[str]:
    """The name of a month, its year below."""
    name, year = formatting.month(date(at // 12, at % 12 + 1, 1), language).split(" ")
    return [name, year]


def _named(time: Time, language: str) -> str:
    return formatting.month(time, language) if isinstance(time, date) else str(time)
