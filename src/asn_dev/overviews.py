"""Overviews: what an object says of itself, as text for a console and as HTML for a notebook.

Both come from one `Overview`. Personal numbers and hidden columns are masked when it is written, not where
it is made, so that no class can forget it.
"""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import Any, Self

import attrs
import narwhals as nw

from asn_dev.formatting import Figure, short
from asn_dev.messages import Message, joined, language_of_environment, translated
from asn_dev.model import mask

MOST_LINES = 15
"""How many lines the text has at most."""

WIDTH = 110
"""How many characters a line of the text has at most."""

_LONG = 10**18
"""From here on a number is shown as Python writes it."""

_NUMBER = re.compile(r"(?<!\d)\d{18}(?!\d)")


@attrs.frozen
class Grid:
    """A table of an overview, folded in HTML and left out of the text.

    `hidden` are the columns of which values are shown only where persons are asked for; `count` is how
    many rows there are, if `rows` holds only the first of them. Neighbours of one `group` fold together.
    """

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[object]] = attrs.field(repr=False)
    hidden: Collection[str] = ()
    count: int | None = None
    group: str = ""

    @classmethod
    def of(
        cls, frame: Any, caption: str, *, hidden: Collection[str] = (), most: int = 10, group: str = ""
    ) -> Grid:
        """The first rows of an eager frame of any kind."""
        held = nw.from_native(frame, eager_only=True, pass_through=False)
        return cls(caption, held.columns, held.head(most).rows(), hidden, len(held), group)


@attrs.frozen(repr=False)
class Overview:
    """A title, labelled facts and tables; shows itself in a console and in a notebook.

    With `personal` it shows persons as well. The text has at most 15 lines. It is in the language that the
    environment asks for (Indonesian, or English with ``ASN_DEV_LANG=en``); `in_` gives it in the other one.

    >>> Overview("Office: 2 people", {"known": "1 of 2", "first": "198704122010012345"})
    <Office: 2 people>
      known  1 of 2
      first  1987**************
    """

    title: str
    facts: Mapping[str, object] = attrs.field(factory=dict)
    grids: Sequence[Grid] = ()
    personal: bool = False
    language: str = attrs.field(factory=language_of_environment)

    def in_(self, language: str) -> Self:
        """The same overview in ``"id"`` or ``"en"``."""
        return attrs.evolve(self, language=language)

    def __repr__(self) -> str:
        facts = [(self._said(label), self._said(fact)) for label, fact in self.facts.items()]
        room = MOST_LINES - 1
        if len(facts) > room:
            more = Message("{count} more", count=len(facts) - room + 1)
            facts = [*facts[: room - 1], ("...", self._said(more))]
        widest = max((len(label) for label, _ in facts), default=0)
        lines = [f"  {label:<{widest}}  {fact}" for label, fact in facts]
        return "\n".join([f"<{self._said(self.title)}>", *(_shortened(line) for line in lines)])

    def _repr_html_(self) -> str:
        facts = "".join(
            f"<tr><th>{self._cell(label)}</th><td>{self._cell(fact)}</td></tr>"
            for label, fact in self.facts.items()
        )
        kind, _, rest = self._cell(self.title).partition(" ")
        title = f"<b>{kind}</b> {rest}"
        grids = "".join(
            self._group(group, found)
            for group, found in groupby((grid for grid in self.grids if grid.rows), lambda grid: grid.group)
        )
        return (
            f'<div class="asn-overview">{_STYLE}<p>{title}</p>'
            f"{f'<table>{facts}</table>' if facts else ''}{grids}</div>"
        )

    def _group(self, name: str, grids: Iterable[Grid]) -> str:
        drawn = "".join(map(self._grid, grids))
        return f"<details><summary>{self._cell(name)}</summary>{drawn}</details>" if name else drawn

    def _grid(self, grid: Grid) -> str:
        count = len(grid.rows) if grid.count is None else grid.count
        heads = "".join(f"<th>{self._cell(heading)}</th>" for heading in grid.headings)
        rows = "".join(f"<tr>{''.join(self._row(grid, row))}</tr>" for row in grid.rows)
        left = count - len(grid.rows)
        rest = Message("and {count} more", count=Figure(left))
        more = f"<p>{self._said(rest)}</p>" if left > 0 else ""
        return (
            f"<details><summary>{self._cell(grid.caption)} ({self._said(Figure(count))})</summary>"
            f"<div><table><tr>{heads}</tr>{rows}</table>{more}</div></details>"
        )

    def _row(self, grid: Grid, row: Sequence[object]) -> Iterator[str]:
        for heading, value in zip(grid.headings, row, strict=True):
            masked = heading in grid.hidden and value is not None and not self.personal
            shown = "***" if masked and not _NUMBER.fullmatch(str(value)) else self._cell(value)
            yield f'<td class="{_width(value)}">{shown}</td>'

    def _cell(self, value: object) -> str:
        return f"<i>{self._said(None)}</i>" if value is None else escape(self._said(value))

    def _said(self, value: object) -> str:
        """A value as text, without the number of a person unless persons are asked for."""
        text = in_words(value, self.language)
        return text if self.personal else _NUMBER.sub(lambda match: mask(match.group()), text)


class HasOverview(ABC):
    """What shows itself by its overview: in a console by the text, in a notebook by the HTML."""

    __slots__ = ()

    @abstractmethod
    def overview(self) -> Overview:
        """What it holds, in words."""

    def __repr__(self) -> str:
        return repr(self.overview())

    def _repr_html_(self) -> str:
        return self.overview()._repr_html_()


def in_words(value: object, language: str = "en") -> str:
    """A value as an overview writes it: numbers short, days in ISO form, no line breaks.

    >>> in_words(1234.5), in_words(20.0), in_words(None), in_words(True)
    ('1,234.5', '20', 'unknown', 'yes')
    >>> in_words(1234.5, "id"), in_words(None, "id"), in_words(True, "id")
    ('1.234,5', 'tidak diketahui', 'ya')
    """
    if value is None:
        return Message("unknown").in_(language)
    if isinstance(value, bool):
        return (Message("yes") if value else Message("no")).in_(language)
    if isinstance(value, int):
        plain = _NUMBER.fullmatch(str(value)) or abs(value) >= _LONG
        return str(value) if plain else Figure(value).in_(language)
    if isinstance(value, float):
        if not math.isfinite(value) or abs(value) >= _LONG:
            return str(value)
        return short(value, language)
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(translated(value, language)).split())


@attrs.frozen
class Worded:
    """A value as part of a message, which each language writes as an overview does."""

    value: object

    def in_(self, language: str) -> str:
        """The value in ``"id"`` or ``"en"``."""
        return in_words(self.value, language)

    def __str__(self) -> str:
        return self.in_("en")


MOST_WORDS = 5
"""How many different words are counted one by one."""


def counted(words: Iterable[object], language: str = "en") -> str:
    """How often each word occurs, the most frequent first; unknown is a word of its own.

    >>> counted(["met", "short", "met", None]), counted("abcdefgg")
    ('2 met, 1 short, 1 unknown', '2 g, 1 a, 1 b, 1 c, 1 d, 2 others')
    """
    counts: dict[str, int] = {}
    for word in words:
        text = in_words(word, language)
        counts[text] = counts.get(text, 0) + 1
    falling = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return _tally(falling).in_(language)


def tally(words: Iterable[object]) -> Message:
    """How often each word occurs, as `counted` says it, in whatever language it is asked for later.

    >>> tally(["met", "short", "met", None]).in_("id")
    '2 met, 1 short, 1 tidak diketahui'
    """
    counts: dict[str, tuple[object, int]] = {}
    for word in words:
        text = in_words(word)
        meant = word if isinstance(word, str) else Message("unknown") if word is None else text
        counts[text] = (meant, counts.get(text, (meant, 0))[1] + 1)
    falling = sorted(counts.items(), key=lambda pair: (-pair[1][1], pair[0]))
    return _tally([counted_word for _, counted_word in falling])


def _tally(falling: Sequence[tuple[object, int]]) -> Message:
    named = [joined(" ", (Figure(times), word)) for word, times in falling[:MOST_WORDS]]
    others = sum(times for _, times in falling[MOST_WORDS:])
    rest = [Message("{count} others", count=Figure(others))] if others else []
    return joined(", ", [*named, *rest])


def rows_in_words(rows: int) -> Message:
    """How many rows there are.

    >>> rows_in_words(1), rows_in_words(1200)
    ('1 row', '1,200 rows')
    """
    return Message("1 row") if rows == 1 else Message("{count} rows", count=Figure(rows))


def share(part: float | None) -> str:
    """A share in whole percent, never rounded up to all nor down to none.

    >>> share(0.9999), share(1.0), share(0.0001), share(None)
    ('99 %', '100 %', '1 %', 'unknown')
    """
    if part is None:
        return Message("unknown")
    return f"{round(part * 100) if part in (0, 1) else min(99, max(1, round(part * 100)))} %"


def _width(value: object) -> str:
    """How a cell is set: a number to the right, a long text wide, anything else on one line."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return "number"
    return "long" if len(str(value)) > 36 else "short"


def _shortened(line: str) -> str:
    return line if len(line) <= WIDTH else line[: WIDTH - 4].rstrip(" ,;") + " ..."


_STYLE = """<style>
.asn-overview{font:13px/1.5 system-ui,sans-serif;max-width:72rem}
.asn-overview p{margin:.2em 0}
.asn-overview.asn-overview table{font:inherit;border-collapse:collapse;margin:.2em 0 .5em}
.asn-overview.asn-overview tr{background:none}
.asn-overview.asn-overview :is(th,td){text-align:left;vertical-align:top;padding:.12em 1.2em .12em 0;
border:0;max-width:36rem;white-space:normal}
.asn-overview.asn-overview th{font-weight:600}
.asn-overview.asn-overview :is(th,td.short,td.number){white-space:nowrap}
.asn-overview.asn-overview td.number{text-align:right;font-variant-numeric:tabular-nums}
.asn-overview.asn-overview td.long{min-width:16rem}
.asn-overview i{opacity:.6}
.asn-overview details{border-top:1px solid rgba(128,128,128,.35);padding:.15em 0}
.asn-overview details details{margin-left:1.2em}
.asn-overview details>div{overflow-x:auto}
.asn-overview summary{cursor:pointer}
</style>"""
"""The doubled class outweighs what notebooks say of tables, wherever they say it."""
