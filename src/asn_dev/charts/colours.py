"""The colours of charts: their order of lightness holds in grey print and for colour-blind readers."""

from __future__ import annotations

INK, QUIET, PAPER, GRID = "#1b2733", "#4f5d6b", "#ffffff", "#e3e7eb"
BAR, LINE, BLANK = "#2f6f9f", "#b3470f", "#dcdcdc"
BELOW, MIDDLE, ABOVE = "#c55a11", "#f4f4f2", "#1f5f95"
SERIES = ("#0b3558", "#c55a11", "#3f8f7f", "#8a6fae")
"""Lines in one picture; they are told apart by dash and mark too."""
SHADES = ("#0b3558", "#2f74ad", "#6fa8d3", "#b5d3ea", "#e4eef7")


def shades(count: int) -> list[str]:
    """So many shades, dark to light, spread over the palette; more than it has repeat the last."""
    if count <= 1:
        return [SHADES[1]] * count
    last = len(SHADES) - 1
    return [SHADES[min(last, round(place * last / (count - 1)))] for place in range(count)]


def between(position: float) -> str:
    """The colour at -1 (below) to 0 (middle) to 1 (above).

    >>> between(-1) == BELOW, between(0) == MIDDLE, between(1) == ABOVE
    (True, True, True)
    """
    end, share = (BELOW, -position) if position < 0 else (ABOVE, position)
    mixed = (
        round(start + (stop - start) * share) for start, stop in zip(_rgb(MIDDLE), _rgb(end), strict=True)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


def ink_on(colour: str) -> str:
    """Black or white, whichever stands out more: at least 4.5 to 1 on any colour (WCAG AA).

    >>> ink_on("#0b3558"), ink_on("#e4eef7")
    ('#ffffff', '#000000')
    """
    above_black, below_white = (luminance(colour) + 0.05) / 0.05, 1.05 / (luminance(colour) + 0.05)
    return "#000000" if above_black > below_white else PAPER


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [part / 255 for part in _rgb(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
