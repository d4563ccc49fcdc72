"""Calendars: what happens when, a row for each thing that happens."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from asn_dev import formatting
from asn_dev.charts import drawing
from asn_dev.charts.chart import WIDTH, Chart, nothing_known
from asn_dev.charts.colours import BAR, GRID

if TYPE_CHECKING:
    import altair as alt

LABEL = 300
MONTHS = 12
"""At most so many months are named."""


@attrs.frozen
class Span:
    """From the first to the last day of something; the same label stands in one row."""

    label: str
    start: date
    end: date


@attrs.frozen
class Calendar(Chart):
    """Bars from the first to the last day over months; rows in the order in which they begin."""

    spans: Sequence[Span]

    @property
    def empty(self) -> bool:
        """Whether nothing happens."""
        return not self.spans

    def in_words(self, language: str) -> str:
        """How many rows and bars, the first and the last day."""
        if self.empty:
            return nothing_known("Calendar" if language == "en" else "Kalender", language)
        first, last = min(span.start for span in self.spans), max(span.end for span in self.spans)
        start, end = formatting.day(first, language), formatting.day(last, language)
        bars, rows = len(self.spans), len({span.label for span in self.spans})
        if language == "en":
            return f"{bars} entries in {rows} rows, from {start} to {end}."
        return f"{bars} jadwal dalam {rows} baris, dari {start} sampai {end}."

    def picture(self, language: str) -> alt.TopLevelMixin:
        """The picture in Altair's terms: days are counted, so no time zone can shift them."""
        import altair as alt

        ordered = sorted(self.spans, key=lambda span: (span.start, span.end, span.label))
        lines = drawing.folded([span.label for span in ordered], 42)
        values = [
            {"label": lines[span.label], "start": span.start.toordinal(), "end": span.end.toordinal() + 1}
            for span in ordered
        ]
        months = _months(ordered[0].start, max(span.end for span in ordered))
        every = -(-(len(months) - 1) // MONTHS)
        names = {
            str(month.toordinal()): formatting.month(month, language).split(" ")
            for month in months[:-1:every]
        }
        axis = alt.Axis(
            values=[month.toordinal() for month in months],
            labelExpr=f"({json.dumps(names)})[datum.value] || ''",
            labelAlign="left",
            labelOffset=2,
            gridColor=GRID,
        )
        ends = [months[0].toordinal(), months[-1].toordinal()]
        x = alt.X("start:Q", title=None, axis=axis, scale=alt.Scale(domain=ends, nice=False, zero=False))
        rows = list(lines.values())
        side = drawing.labels(LABEL)
        side.grid, side.gridColor = True, GRID
        y = alt.Y("label:N", sort=rows, title=None, axis=side)
        # An edge of the bar's own colour keeps a single day visible.
        bars = alt.Chart(drawing.data(values)).mark_bar(
            color=BAR, stroke=BAR, strokeWidth=2, height={"band": 0.55}
        )
        chart = bars.encode(x=x, x2="end:Q", y=y)
        return drawing.dressed(chart.properties(width=WIDTH - LABEL, height={"step": drawing.step(rows)}))


def _months(first: date, last: date) -> list[date]:
    """The first days of all months from the first to the one after the last."""
    start, stop = first.year * 12 + first.month - 1, last.year * 12 + last.month
    return [date(at // 12, at % 12 + 1, 1) for at in range(start, stop + 1)]
