"""Distributions: how wholes divide into ordered categories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from asn_dev import formatting
from asn_dev.charts import drawing
from asn_dev.charts.chart import WIDTH, Chart, nothing_known
from asn_dev.charts.colours import BLANK, PAPER, QUIET, ink_on, shades

if TYPE_CHECKING:
    import altair as alt

ROOM = 0.06
"""The least share that has room for its label."""
TOLD = 5
"""So many rows of a distribution are read out; the table beside it has them all."""


@attrs.frozen
class Stack:
    """One row of a distribution: how many in each category."""

    label: str
    counts: Sequence[float]


@attrs.frozen
class Distribution(Chart):
    """Bars of equal length, each parted by shares: how a whole divides into ordered categories.

    With `unknown` the last category is the unknown one, drawn in grey; `axis` says shares of what.
    """

    categories: Sequence[str]
    stacks: Sequence[Stack]
    unknown: bool = False
    axis: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is no row."""
        return not self.stacks

    def in_words(self, language: str) -> str:
        """The shares of the first rows."""
        if self.empty:
            return nothing_known("Shares" if language == "en" else "Pembagian", language)
        rows = []
        for stack in self.stacks[:TOLD]:
            whole = sum(stack.counts) or 1
            parts = zip(self.categories, stack.counts, strict=True)
            shares = ", ".join(
                f"{name} {formatting.percent(count / whole, language)}" for name, count in parts
            )
            rows.append(f"{stack.label}: {shares}" if stack.label else shares)
        return f"{'Shares' if language == 'en' else 'Pembagian'}: {'; '.join(rows)}."

    def picture(self, language: str) -> alt.TopLevelMixin:
        """The picture in Altair's terms."""
        import altair as alt

        colours = shades(len(self.categories) - self.unknown) + [BLANK] * self.unknown
        lines = drawing.folded([stack.label for stack in self.stacks], 30)
        values = []
        for stack in self.stacks:
            start, whole = 0.0, sum(stack.counts) or 1
            for position, count in enumerate(stack.counts):
                share = count / whole
                values.append(
                    {
                        "label": lines[stack.label],
                        "category": self.categories[position],
                        "start": start,
                        "end": start + share,
                        "middle": start + share / 2,
                        "shown": formatting.percent(share, language, decimals=0) if share >= ROOM else "",
                        "ink": ink_on(colours[position]),
                    }
                )
                start += share
        order = list(lines.values())
        wide = any(order)
        y = alt.Y("label:N", sort=order, title=None, axis=drawing.labels(240) if wide else None)
        colour = alt.Color(
            "category:N",
            scale=alt.Scale(domain=list(self.categories), range=colours),
            legend=alt.Legend(
                orient="top", title=None, columns=min(3, len(self.categories)), symbolType="square",
                symbolStrokeColor=QUIET, symbolStrokeWidth=0.5, labelLimit=260,
            ),
        )  # fmt: skip
        base = alt.Chart(drawing.data(values))
        axis = alt.Axis(format=".0%", grid=False, tickCount=5)
        along = alt.X(
            "start:Q", title=self.axis or None, axis=axis, scale=alt.Scale(domain=[0, 1], nice=False)
        )
        chart = alt.layer(
            base.mark_bar(stroke=PAPER, strokeWidth=1.5).encode(x=along, x2="end", y=y, color=colour),
            base.mark_text(fontWeight="bold").encode(
                x="middle:Q", y=y, text="shown:N", color=alt.Color("ink:N", scale=None)
            ),
        ).properties(width=WIDTH - (240 if wide else 0), height={"step": max(34, drawing.step(order))})
        return drawing.dressed(chart)
