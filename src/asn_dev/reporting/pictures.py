"""The picture of a chart as each form of a report needs it: SVG for pages, PNG for documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from asn_dev.reporting.sections import ChartBlock

PRINT, SCREEN = 200, 96
"""Dots to the inch on paper and on a screen."""
_PIXEL = 25.4 / SCREEN
"""Millimetres of a pixel, as browsers count them."""
# What Vega says of single marks; the picture is described as a whole.
_PARTS = re.compile(
    r' (?:role|aria-roledescription)="(?:graphics-symbol|graphics-object|[a-z]+ mark container)"'
)


@attrs.frozen
class Picture:
    """A chart drawn: its SVG, what is read out in its place, and its size in millimetres."""

    svg: str = attrs.field(repr=False)
    alt: str
    width: float
    height: float

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Its size in millimetres where there is only so much room; never larger than it is."""
        scale = min(1.0, width / self.width, height / self.height)
        return self.width * scale, self.height * scale

    def png(self, dpi: int = PRINT) -> bytes:
        """The picture in so many dots to the inch, the same bytes each time."""
        import vl_convert

        # The converter takes a pixel of the SVG for a point.
        image: bytes = vl_convert.svg_to_png(self.svg, scale=72 / SCREEN, ppi=dpi)
        return image


def picture(block: ChartBlock, language: str, key: str = "chart") -> Picture:
    """The chart of a block, drawn; `key` keeps its inner names apart from those of other charts."""
    alt = block.alt or block.chart.described(language)
    svg = block.chart.svg(language, key=key, alt=alt)
    head, rest = svg[: svg.index(">")], svg[svg.index(">") :]
    width, height = (float(found) for found in re.findall(r' (?:width|height)="([0-9.]+)"', head)[:2])
    return Picture(head + _PARTS.sub("", rest), alt, width * _PIXEL, height * _PIXEL)
