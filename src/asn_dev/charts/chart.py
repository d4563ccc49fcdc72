"""The chart that all others are kinds of: drawn for a notebook, written as static SVG, put into words.

A chart is a frozen noun that holds what it shows, and the sentence that says it. `altair` makes the picture
for a notebook, `svg` the same picture for a report: static, without script, the same bytes each time. Colours
keep their order of lightness in grey print and for colour-blind readers, and every value is also written out.
"""

from __future__ import annotations

import zlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

import attrs

from asn_dev import formatting
from asn_dev.charts import drawing
from asn_dev.charts.drawing import drawn
from asn_dev.formatting import Withheld
from asn_dev.printable import printable

if TYPE_CHECKING:
    import altair as alt

WIDTH = 740
"""How wide a chart is, labels included."""

UNNAMED = "asn-dev-chart"

Figure = float | Withheld | None
"""What a chart draws, or writes out in place of drawing it: withheld, or unknown."""


@attrs.frozen(kw_only=True)
class Chart(ABC):
    """A picture with the `sentence` that says what it shows, in one `language` (``"id"`` or ``"en"``).

    In a notebook it shows itself as it stands in a report; ``chart.altair()`` is the same with everything
    that Altair can do.
    """

    sentence: str = ""
    language: str = "id"

    @property
    @abstractmethod
    def empty(self) -> bool:
        """Whether there is nothing to draw; the picture then says so."""

    @abstractmethod
    def picture(self, language: str) -> alt.TopLevelMixin:
        """The picture in Altair's terms, with numbers as readers of the language write them."""

    @abstractmethod
    def in_words(self, language: str) -> str:
        """What the picture shows, in words."""

    def altair(self, language: str | None = None) -> alt.TopLevelMixin:
        """The chart for a notebook, numbers in ``"id"`` or ``"en"``; by default in its own language."""
        language = language or self.language
        if self.empty:
            return drawing.blank(self.sentence or self.in_words(language))
        return self.picture(language)

    def described(self, language: str | None = None) -> str:
        """What the picture shows, for those who hear the report."""
        return self.in_words(language or self.language)

    def svg(self, language: str | None = None, *, key: str, alt: str = "") -> str:
        """The chart as static SVG; `key` keeps its inner names apart from those of other charts."""
        language = language or self.language
        if language not in self._specifications:
            with drawing.unchecked():
                self._specifications[language] = drawing.specification_of(self.altair(language))
        return drawing.svg(
            self._specifications[language], language, key=key, alt=alt or self.in_words(language)
        )

    @cached_property
    def _specifications(self) -> dict[str, str]:
        """By language what is drawn: a report draws each chart for its page and again for its workbook."""
        return {}

    def _repr_html_(self) -> str:
        picture = self.svg(key=UNNAMED)
        # Several pictures share the page of a notebook, so each has inner names of its own.
        picture = picture.replace(UNNAMED, f"c{zlib.crc32(picture.encode()):08x}")
        caption = escape(printable(self.sentence or self.described()))
        return f"<figure><figcaption>{caption}</figcaption>{picture}</figure>"


def nothing_known(axis: str, language: str) -> str:
    """Sentence for a chart without anything to draw."""
    return f"{axis}: {'nothing known' if language == 'en' else 'belum ada yang diketahui'}."


def ends(values: Mapping[str, Figure], axis: str, language: str, decimals: int) -> str:
    """How many values, the highest and the lowest, in one sentence."""
    ordered = sorted((value, label) for label, value in values.items() if drawn(value))
    if not ordered:
        if any(isinstance(value, Withheld) for value in values.values()):
            return f"{axis}: {'withheld' if language == 'en' else 'ditahan'}."
        return nothing_known(axis, language)
    (low, least), (high, most) = ordered[0], ordered[-1]
    most_shown, least_shown = (formatting.number(value, language, decimals=decimals) for value in (high, low))
    if language == "en":
        return f"{axis}: {len(values)} shown, highest {most} ({most_shown}), lowest {least} ({least_shown})."
    return (
        f"{axis}: {len(values)} ditampilkan, tertinggi {most} ({most_shown}), "
        f"terendah {least} ({least_shown})."
    )
