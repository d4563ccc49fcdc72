"""How charts are drawn: their fonts, their labels on two lines, and their static SVG."""

from __future__ import annotations

import json
import math
import re
import textwrap
from collections.abc import Iterable
from contextlib import AbstractContextManager
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any, TypeGuard

from asn_dev import formatting
from asn_dev.charts.colours import GRID, INK, PAPER, QUIET
from asn_dev.formatting import Withheld
from asn_dev.printable import all_texts, printable

if TYPE_CHECKING:
    import altair as alt

FONTS = "DejaVu Sans, Verdana, Arial, sans-serif"
FINEST = 6
"""Decimals that are drawn; what lies beyond depends on the order in which numbers were added up."""

MOST_KEPT = 128
"""How many pictures are kept: those of some reports, each of which may be saved in several forms."""

SEPARATORS: dict[str, dict[str, Any]] = {
    "id": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["Rp", ""]},
}


def unchecked() -> AbstractContextManager[None]:
    """While this holds, Altair does not hold each part of a chart against the schema of Vega-Lite.

    That each kind of chart keeps to it is tried in the tests, not at each drawing.
    """
    from altair.utils.schemapi import debug_mode

    return debug_mode(False)


def specification_of(chart: alt.TopLevelMixin) -> str:
    """A chart in the words of Vega-Lite.

    Characters that XML has no place for, which would end the whole process, become marks.
    """
    return json.dumps(all_texts(chart.to_dict(validate=False)), ensure_ascii=False)


def svg(specification: str, language: str, *, key: str, alt: str) -> str:
    """A chart as SVG without script or outside reference, its inner names beginning with `key`."""
    picture = _converted(specification, language)
    picture = re.sub(r'\bid="([^"]+)"', rf'id="{key}-\1"', picture)
    picture = re.sub(r"url\(#([^)]+)\)", rf"url(#{key}-\1)", picture)
    return picture.replace("<svg ", f'<svg role="img" aria-label="{escape(printable(alt))}" ', 1)


@lru_cache(maxsize=MOST_KEPT)
def _converted(specification: str, language: str) -> str:
    """The SVG of a specification: drawn once for the page, the document and the workbook of a report."""
    import vl_convert

    picture: str = vl_convert.vegalite_to_svg(
        specification, format_locale=SEPARATORS[language], allowed_base_urls=[]
    )
    return picture


def dressed(chart: Any) -> alt.TopLevelMixin:
    """The chart in the fonts and inks that all share."""
    font = {"labelFont": FONTS, "titleFont": FONTS, "labelColor": INK, "titleColor": INK}
    sizes = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
    configured: alt.TopLevelMixin = chart.configure(
        font=FONTS,
        background=PAPER,
        aria=False,
        axis={**font, **sizes, "gridColor": GRID, "domainColor": QUIET, "tickColor": QUIET},
        legend={"labelFont": FONTS, "labelFontSize": 12, "labelColor": INK},
        text={"font": FONTS, "fontSize": 12},
        title={"font": FONTS, "fontSize": 12, "fontWeight": "normal", "color": INK, "anchor": "start"},
        view={"stroke": None},
    )
    return configured


def blank(message: str) -> alt.TopLevelMixin:
    """A picture with nothing but a message, in place of a chart without anything to draw."""
    import altair

    lines = textwrap.wrap(message, 90)
    words = altair.Chart(data([{"message": lines}])).mark_text(align="left", color=QUIET, x=0, y=14)
    return dressed(words.encode(text="message:N").properties(width=640, height=18 * len(lines) + 10))


def data(values: list[dict[str, Any]]) -> Any:
    """Rows as a chart holds them."""
    import altair

    inline: Any = altair.Data
    return inline(values=values)


def drawn(value: float | Withheld | None) -> TypeGuard[float]:
    """Whether a value can be drawn at all."""
    return isinstance(value, (int, float)) and math.isfinite(value)


def fine(value: float) -> float:
    """A value as it is drawn."""
    return round(value, FINEST)


def brief(value: float | Withheld | None, language: str, decimals: int) -> str:
    """A value that must fit in a small cell."""
    if isinstance(value, Withheld):
        return "…" if value.minimum is None else f"<{value.minimum}"
    return formatting.shown(value, "decimal", language, decimals=decimals)


def folded(labels: Iterable[str], width: int) -> dict[str, str]:
    r"""Each label on at most two lines, in the order given; no two become alike by being cut.

    >>> list(folded(["Dinas Kesehatan Kota Utara", "Dinas Kesehatan Kota Timur"], 16).values())
    ['Dinas Kesehatan\nKota Utara', 'Dinas Kesehatan\nKota Timur']
    """
    lines: dict[str, str] = {}
    taken: set[str] = set()
    for label in dict.fromkeys(labels):
        line = cut = "\n".join(_two_lines(label, width))
        number = 2
        while line in taken:
            line, number = f"{cut} {number}", number + 1
        taken.add(line)
        lines[label] = line
    return lines


def _two_lines(label: str, width: int) -> list[str]:
    """The label on one line or on two of like length."""
    lines = textwrap.wrap(label, width, max_lines=2, placeholder=" …")
    for narrower in range(width - 1, len(label) // 2, -1):
        tried = textwrap.wrap(label, narrower)
        if len(tried) != len(lines) or len(tried) < 2:
            break
        lines = tried
    return lines


def step(lines: Iterable[str]) -> int:
    """The height of a row with such labels."""
    return 34 if any("\n" in line for line in lines) else 26


def labels(limit: int) -> Any:
    """An axis of labels of one or two lines, at most so wide."""
    import altair

    second_line = r"indexof(datum.label, '\n') >= 0"
    return altair.Axis(
        labelExpr=r"split(datum.label, '\n')",
        labelOffset={"condition": {"test": second_line, "value": -7}, "value": 0},
        labelLimit=limit,
        labelPadding=6,
        domain=False,
        ticks=False,
    )
