"""What the files of a folder may mean: what is understood already, and guesses at the rest.

A guess rests on the likeness of a heading and on what its cells read as. One that both speak for is made;
one that only the likeness speaks for is offered, and counts only when a person says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import attrs
import polars as pl

from asn_dev.model import mask
from asn_dev.register.aliases import Aliases, squeezed
from asn_dev.register.cells import read_cells
from asn_dev.register.files import Sheet
from asn_dev.register.files.sheet import BLANKS, KEY_HEADING
from asn_dev.register.layouts import Layout
from asn_dev.register.mapping import codes_of
from asn_dev.register.sources import Source

EXAMPLES = 3
_SAMPLE = 200
_ALIKE, _OFFERED = 0.8, 0.55
_MOSTLY = 0.8
_WORDS = 20
_FEW = 12
"""So many different texts in a column are kinds of something, not names of people."""


@attrs.frozen
class Column:
    """A heading of a sheet with three of its cells: which column it is (""; none), and how sure that is."""

    heading: str
    field: str
    sure: bool
    examples: Sequence[str]
    words: Sequence[tuple[str, str]] = ()


@attrs.frozen
class Guess:
    """A guess at a sheet: its table ("" if none comes near), its columns, and the fields without a column."""

    file: str
    sheet: str
    table: str
    columns: Sequence[Column]
    absent: Sequence[str] = ()
    codes: tuple[str, ...] = ()


def guess(sheet: Sheet, kinds: Sequence[Layout], aliases: Aliases) -> Guess:
    """Guess the layout of a sheet: the one with most columns recognised, by heading or by cells."""
    headings = [heading for heading in sheet.frame.columns if heading != KEY_HEADING]
    sample = sheet.frame.head(_SAMPLE)
    ranked = max(
        enumerate(kinds), key=lambda kind: (*_nearness(kind[1], headings, aliases), -kind[0]), default=None
    )
    if ranked is None or not _nearness(ranked[1], headings, aliases)[0]:
        unknown = [Column(name, "", False, _examples(sample[name], None)) for name in headings]
        return Guess(sheet.file, sheet.name, "", unknown)
    layout = ranked[1]
    columns = list(_columns(layout, sample, headings, aliases))
    filled = {column.field for column in columns if column.sure}
    absent = [
        given.field
        for given in layout.sources
        if given.field not in filled and not given.field.startswith("_") and not given.placed
    ]
    return Guess(sheet.file, sheet.name, layout.name, columns, absent)


def _nearness(layout: Layout, headings: Sequence[str], aliases: Aliases) -> tuple[float, float]:
    """How well a layout fits: needed columns and known headings weigh, and likeness a little."""
    columns = layout.columns(headings, aliases)
    fields = {given.field for given in columns.values()}
    words = [word for given in layout.sources if given.field not in fields for word in given.known_as]
    left = [squeezed(heading) for heading in headings if heading not in columns]
    alike = sum(any(_likeness(one, word) >= _ALIKE for word in words) for one in left)
    lacking = len(layout.needed - fields)
    points = len(fields) + alike / 2 - lacking
    return (points if len(fields) + alike >= 1 else 0.0), len(fields) / max(1, len(layout.sources))


def _likeness(word: str, other: str) -> float:
    if len(other) > 3 and other in word:
        return max(_OFFERED + 0.1, len(other) / len(word))
    matcher = SequenceMatcher(None, word, other)
    return 0.0 if matcher.real_quick_ratio() < _OFFERED else matcher.ratio()


def _columns(
    layout: Layout, sample: pl.DataFrame, headings: Sequence[str], aliases: Aliases
) -> Iterator[Column]:
    columns = layout.columns(headings, aliases)
    free = [given for given in layout.sources if given.field not in {one.field for one in columns.values()}]
    for heading in headings:
        source, sure = columns.get(heading), True
        if source is None:
            source, sure = _guessed(heading, sample[heading], free)
            if source:
                free.remove(source)
        field = source.field if source else ""
        words = tuple(_words(source, sample[heading])) if source and sure else ()
        yield Column(heading, field, sure and bool(source), _examples(sample[heading], source), words)


def _guessed(heading: str, cells: pl.Series, free: Sequence[Source]) -> tuple[Source | None, bool]:
    """The column that a heading is most like, and whether its cells speak for that too."""
    if cells.to_list() == [str(number) for number in range(1, cells.len() + 1)]:
        return None, False  # Lines that are numbered.
    ranked = sorted(
        ((max((_likeness(squeezed(heading), word) for word in given.known_as), default=0.0), at)
         for at, given in enumerate(free)),
        reverse=True,
    )  # fmt: skip
    for likeness, at in ranked:
        source = free[at]
        share = _share_read(source, cells)
        typed = source.column.type is not str
        if likeness >= _OFFERED and share >= _MOSTLY:
            return source, likeness >= _ALIKE or (typed and _few_can(source))
        if likeness < _OFFERED:
            break
    for source in free:
        if _few_can(source) and source.column.type is not bool and _share_read(source, cells) >= _MOSTLY:
            return source, False
    return None, False


def _few_can(source: Source) -> bool:
    """Whether what the cells of a column read as says much: a NIP, a code; numbers and days do not."""
    return source.column.type not in (int, float, bool, str) and bool(codes_of(source) or source.column.key)


def _share_read(source: Source, cells: pl.Series) -> float:
    filled = cells.filter(cells.fill_null("").str.strip_chars(BLANKS) != "").alias(source.field)
    if not filled.len():
        return 0.0
    return float(read_cells(source, filled, None).values.count()) / filled.len()


def _words(source: Source, cells: pl.Series) -> Iterator[tuple[str, str]]:
    """The words of a column of codes that are not understood, each with a code it is like, if any."""
    codes = codes_of(source)
    if not codes:
        return
    texts = cells.drop_nulls().str.strip_chars(BLANKS).unique(maintain_order=True)
    texts = texts.filter(texts != "")
    unread = texts.filter(read_cells(source, texts.alias(source.field), None).values.is_null())
    for word in unread.head(_WORDS):
        ranked = max(((_likeness(squeezed(word), squeezed(code)), code) for code in codes), default=(0.0, ""))
        yield word, ranked[1] if ranked[0] >= _ALIKE else ""


def _examples(cells: pl.Series, source: Source | None) -> list[str]:
    """Three cells; those of a personal column, or of one that may be, masked."""
    texts = cells.drop_nulls().str.strip_chars(BLANKS)
    distinct = texts.filter(texts != "").unique(maintain_order=True)
    if source is not None:
        hidden = source.column.personal
    else:
        hidden = distinct.len() > _FEW or 2 * distinct.len() > texts.len()
    shown = [text[:40] for text in distinct.head(EXAMPLES)]
    return [mask(text) if _number_of_someone(text) else _shape(text) if hidden else text for text in shown]


def _number_of_someone(text: str) -> bool:
    return sum(mark.isdigit() for mark in text) >= 9


def _shape(text: str) -> str:
    """What a text looks like, without what it says.

    >>> _shape("Siti, 12-05-1987")
    'Xxxx, 99-99-9999'
    """
    return "".join(
        "9" if mark.isdigit() else "X" if mark.isupper() else "x" if mark.isalpha() else mark for mark in text
    )
