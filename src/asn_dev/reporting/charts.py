"""The charts of a report: bars, stacked distributions and heat maps, as data and as pictures.

A chart is a frozen noun that holds what it shows. `altair` makes the picture for a notebook, `svg`
the same picture for a report: static, without script, the same bytes each time. Colours keep their
order of lightness in grey print and for colour-blind readers, and every value is also written out.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from asn_dev.reporting import drawing, numbers
from asn_dev.reporting.colours import BAR, BLANK, INK, LINE, PAPER, QUIET, between, ink_on, shades
from asn_dev.reporting.drawing import drawn
from asn_dev.reporting.numbers import Withheld

if TYPE_CHECKING:
    import altair as alt

WIDTH = 740
ROOM = 0.06
"""The least share that has room for its label."""
FINEST = 6
"""Decimals that are drawn; what lies beyond depends on the order in which numbers were added up."""
TOLD = 5
"""So many rows of a distribution are read out; the table beside it has them all."""


class Chart(ABC):
    """What all charts can do."""

    @abstractmethod
    def altair(self, language: str = "id") -> alt.TopLevelMixin:
        """The chart for a notebook, labelled in ``"id"`` or ``"en"``."""

    @abstractmethod
    def described(self, language: str = "id") -> str:
        """What the picture shows, for those who hear the report."""

    def svg(self, language: str = "id", *, key: str, alt: str = "") -> str:
        """The chart as static SVG; `key` keeps its inner names apart from those of other charts."""
        return drawing.svg(self.altair(language), language, key=key, alt=alt or self.described(language))


@attrs.frozen
class Bar:
    """One bar; an unknown or withheld value is written out instead of drawn."""

    label: str
    value: float | Withheld | None


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

    def described(self, language: str = "id") -> str:
        """How many bars, the highest and the lowest."""
        return _ends({bar.label: bar.value for bar in self.bars}, self.axis, language, self.decimals)

    def altair(self, language: str = "id") -> alt.TopLevelMixin:
        """The chart for a notebook."""
        import altair as alt

        known = [round(bar.value, FINEST) for bar in self.bars if drawn(bar.value)]
        reach = max([*known, self.limit or 0, 0])
        end = self.greatest if self.greatest and self.greatest >= reach else reach * 1.15 or 1
        lines = drawing.folded([bar.label for bar in self.bars], 38)
        values = [
            {
                "label": lines[bar.label],
                "value": round(bar.value, FINEST) if drawn(bar.value) else None,
                "at": round(bar.value, FINEST) if drawn(bar.value) else 0,
                "shown": numbers.shown(bar.value, "decimal", language, decimals=self.decimals),
            }
            for bar in self.bars
        ]
        order = list(lines.values())
        y = alt.Y("label:N", sort=order, title=None, axis=drawing.labels(300))
        x = alt.X(
            "value:Q",
            title=self.axis,
            axis=alt.Axis(tickCount=5),
            scale=alt.Scale(domain=[min([0, *known]), end], nice=False),
        )
        base = alt.Chart(drawing.data(values))
        layers: list[Any] = [base.mark_bar(color=BAR, height={"band": 0.72}).encode(x=x, y=y)]
        if self.limit is not None:
            line = alt.Chart(drawing.data([{"limit": self.limit, "name": self.limit_label}]))
            layers += [
                line.mark_rule(color=LINE, strokeDash=[5, 3], strokeWidth=1.5).encode(x="limit:Q"),
                line.mark_text(color=LINE, dy=-8, fontWeight="bold", y=0).encode(x="limit:Q", text="name:N"),
            ]
        for outline in (PAPER, None):  # a pale edge keeps a number readable where it meets the line
            text = base.mark_text(align="left", dx=4, color=INK, stroke=outline, strokeWidth=4)
            layers.append(text.encode(x="at:Q", y=y, text="shown:N"))
        chart = alt.layer(*layers).properties(width=WIDTH - 300, height={"step": drawing.step(order)})
        return drawing.dressed(chart)


@attrs.frozen
class Stack:
    """One row of a distribution: how many in each category."""

    label: str
    counts: Sequence[float]


@attrs.frozen
class Distribution(Chart):
    """Bars of equal length, each parted by shares: how a whole divides into ordered categories.

    With `unknown` the last category is the unknown one, drawn in grey.
    """

    categories: Sequence[str]
    stacks: Sequence[Stack]
    unknown: bool = False

    def described(self, language: str = "id") -> str:
        """The shares of the first rows."""
        rows = []
        for stack in self.stacks[:TOLD]:
            whole = sum(stack.counts) or 1
            parts = zip(self.categories, stack.counts, strict=True)
            shares = ", ".join(f"{name} {numbers.percent(count / whole, language)}" for name, count in parts)
            rows.append(f"{stack.label}: {shares}" if stack.label else shares)
        return f"{'Shares' if language == 'en' else 'Pembagian'}: {'; '.join(rows)}."

    def altair(self, language: str = "id") -> alt.TopLevelMixin:
        """The chart for a notebook."""
        import altair as alt

        colours = shades(len(self.categories) - self.unknown) + [BLANK] * self.unknown
        lines = drawing.folded([stack.label for stack in self.stacks], 30)
        values = []
        for stack in self.stacks:
            start, whole = 0.0, sum(stack.counts) or 1
            for place, count in enumerate(stack.counts):
                share = count / whole
                values.append(
                    {
                        "label": lines[stack.label],
                        "category": self.categories[place],
                        "start": start,
                        "end": start + share,
                        "middle": start + share / 2,
                        "shown": numbers.percent(share, language, decimals=0) if share >= ROOM else "",
                        "ink": ink_on(colours[place]),
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
        scale = alt.Scale(domain=[0, 1], nice=False)
        chart = alt.layer(
            base.mark_bar(stroke=PAPER, strokeWidth=1.5).encode(
                x=alt.X("start:Q", title=None, axis=axis, scale=scale), x2="end", y=y, color=colour
            ),
            base.mark_text(fontWeight="bold").encode(
                x="middle:Q", y=y, text="shown:N", color=alt.Color("ink:N", scale=None)
            ),
        ).properties(width=WIDTH - (240 if wide else 0), height={"step": max(34, drawing.step(order))})
        return drawing.dressed(chart)


@attrs.frozen
class Cell:
    """One cell of a heat map; an unknown or withheld value leaves it grey."""

    row: str
    column: str
    value: float | Withheld | None


@attrs.frozen
class HeatMap(Chart):
    """Rows by columns, coloured from below (orange) through 0 to above (blue), with every value."""

    cells: Sequence[Cell]
    decimals: int = 1

    def described(self, language: str = "id") -> str:
        """How many cells, the highest and the lowest."""
        values = {f"{cell.row}, {cell.column}": cell.value for cell in self.cells}
        return _ends(values, "Values" if language == "en" else "Nilai", language, self.decimals)

    def altair(self, language: str = "id") -> alt.TopLevelMixin:
        """The chart for a notebook."""
        import altair as alt

        lines = drawing.folded([cell.row for cell in self.cells], 38)
        reach = max([0.5, *(abs(round(cell.value, FINEST)) for cell in self.cells if drawn(cell.value))])
        values = []
        for cell in self.cells:
            colour = between(round(cell.value / reach, FINEST)) if drawn(cell.value) else BLANK
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
        ).properties(width={"step": wide}, height={"step": drawing.step(rows)})
        return drawing.dressed(chart)


def _ends(values: dict[str, float | Withheld | None], axis: str, language: str, decimals: int) -> str:
    """How many values, the highest and the lowest, in one sentence."""
    known = sorted((value, label) for label, value in values.items() if drawn(value))
    if not known:
        return f"{axis}: {'nothing known' if language == 'en' else 'belum ada yang diketahui'}."
    (low, least), (high, most) = known[0], known[-1]
    ends = [numbers.number(value, language, decimals=decimals) for value in (high, low)]
    if language == "en":
        return f"{axis}: {len(values)} shown, highest {most} ({ends[0]}), lowest {least} ({ends[1]})."
    return f"{axis}: {len(values)} ditampilkan, tertinggi {most} ({ends[0]}), terendah {least} ({ends[1]})."
