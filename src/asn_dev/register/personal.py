"""Who is named in the books: people's numbers and names are masked in everything that is said of files.

A number can stand anywhere: in a pointer, in a file's name, in a cell of a row that slipped to the side.
So all that is said is held against the numbers and names that were read, whatever column it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.masking import hidden
from asn_dev.messages import Message
from asn_dev.model import mask

if TYPE_CHECKING:
    from asn_dev.register.ledger import Finding, LedgerRow, RejectedRows
    from asn_dev.register.parsed import ParsedSheet

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d{6,}")
_TAIL, _MOST_WORDS = 6, 8
"""So many digits from the end tell who it is; of longer names the beginning is looked for."""


_COUNTED = r"^\s*\p{L}+\W{0,3}\d{1,7}\s*$"


@attrs.frozen
class Personal:
    """The names of people as words, and the last digits of their numbers."""

    names: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[pl.Series], said: Iterable[str]) -> Personal:
        """What the texts of personal columns tell of people, as far as `said` could name one of them."""
        words, tails = _could_name(said)
        held = [one for text in texts if (one := _touched(text, words, tails=bool(tails))).len()]
        if not held:
            return cls()
        both = pl.concat([one.rename("text") for one in held]).unique()
        ends = both.str.replace_all(r"\D", "")
        ends = ends.filter(ends.str.len_chars() >= 15).str.tail(_TAIL).unique() if tails else ends.clear()
        # "Responden 12" counts; it names nobody, and its word stands in names of files.
        named = both.filter(~both.str.contains(_COUNTED))
        first = named.str.to_lowercase().str.extract_all(r"\p{L}+").list.head(_MOST_WORDS)
        names = first.filter(first.list.eval(pl.element().is_in(words.implode())).list.all()).list.join(" ")
        return cls(
            names=frozenset(names.filter(names.str.len_chars() > 2).unique()),
            tails=frozenset(ends.filter(ends.is_in(list(tails)))),
        )

    def mask(self, text: str, *, least: int = 1) -> str:
        """The text with numbers and names masked; names of fewer words than `least` are let be."""
        if isinstance(text, Message):
            return text.changed(self.mask)
        shown = hidden(text)
        if least == 1 and self.tails:
            shown = _DIGITS.sub(lambda run: self._digits(run.group()), shown)
        for start, stop in reversed(list(self._named(shown, least))):
            shown = shown[:start] + mask(shown[start:stop]) + shown[stop:]
        return shown

    def _digits(self, run: str) -> str:
        windows = (run[at : at + _TAIL] for at in range(len(run) - _TAIL + 1))
        return mask(run) if any(window in self.tails for window in windows) else run

    def _named(self, text: str, least: int) -> Iterator[tuple[int, int]]:
        """From where to where names stand, the longest first, none within another."""
        words = list(_WORD.finditer(text)) if self.names else []
        folded = [word.group().lower() for word in words]
        at = 0
        while at < len(words):
            most = min(_MOST_WORDS, len(words) - at)
            for count in range(most, least - 1, -1):
                if " ".join(folded[at : at + count]) in self.names:
                    yield words[at].start(), words[at + count - 1].end()
                    at += count - 1
                    break
            at += 1


def _could_name(said: Iterable[str]) -> tuple[pl.Series, frozenset[str]]:
    """The words, and the six digits in a row, of what is said; no more than once each."""
    words: set[str] = set()
    tails: set[str] = set()
    for text in said:
        words.update(word.lower() for word in _WORD.findall(text))
        for run in _DIGITS.findall(text):
            tails.update(run[at : at + _TAIL] for at in range(len(run) - _TAIL + 1))
    return pl.Series(sorted(words), dtype=pl.String), frozenset(tails)


def _touched(text: pl.Series, words: pl.Series, *, tails: bool) -> pl.Series:
    """The texts that what is said could name: those with letters, and with digits where it has digits."""
    text = text.cast(pl.String)
    hit = text.str.contains(r"[\d\p{L}]" if tails and words.len() else r"\d" if tails else r"\p{L}")
    return text.filter(hit).unique() if hit.any() and (tails or words.len()) else text.clear()


def personal_cells(sheets: Sequence[ParsedSheet]) -> Iterator[pl.Series]:
    """The texts of the sheets that tell of people."""
    return (text for one in sheets for text in _personal_cells(one))


def _personal_cells(one: ParsedSheet) -> Iterator[pl.Series]:
    """Cells of personal columns; of rows that were rejected whatever no other row has."""
    frame = one.sheet.frame
    fields = {given.field for given in one.layout.sources if given.column.personal}
    personal = {one.headings[field] for field in fields if one.headings.get(field) in frame.columns}
    yield from (frame[heading] for heading in personal)
    if one.sheet.pointers:
        yield pl.Series(one.sheet.pointers, dtype=pl.String).str.extract(r"(\d{15,})")
    if not one.rejections:
        return
    # Where a row has slipped to the side a name stands anywhere.
    usual = frame.with_row_index("_at").filter(~pl.col("_at").is_in(list(one.left_out))).drop("_at")
    others: set[str | None] = {
        text for name in usual.columns if name not in personal for text in usual[name].unique()
    }
    strange = {text for row in frame[sorted(one.rejections)].iter_rows() for text in row} - others
    yield pl.Series([text for text in strange if text], dtype=pl.String)


def told_of_nobody(
    people: Iterable[pl.Series],
    findings: Iterable[Finding],
    ledger: Iterable[LedgerRow],
    rejected: Iterable[RejectedRows],
) -> tuple[list[Finding], list[LedgerRow], list[RejectedRows]]:
    """The books with every number and name masked; no two files come to bear one name by it.

    `people` are the texts of personal columns.
    """
    findings, ledger, rejected = list(findings), list(ledger), list(rejected)
    personal = Personal.of(people, _said(findings, [*ledger, *rejected]))
    shown: dict[str, str] = {}

    def masked(text: str) -> str:
        if text not in shown:
            shown[text] = personal.mask(text)
        return shown[text]

    def titled(text: str) -> str:
        # A single word in the name of a file, sheet or column is a word before it is somebody's name.
        return personal.mask(text, least=2)

    called = [one.file for one in ledger] + [one.file for one in findings] + [one.file for one in rejected]
    files = _distinct(dict.fromkeys(called), titled)
    return (
        [
            attrs.evolve(
                one,
                file=files[one.file],
                sheet=titled(one.sheet),
                column=titled(one.column),
                message=personal.mask(one.message, least=2),
                places=tuple(
                    attrs.evolve(place, pointer=masked(place.pointer), value=masked(place.value))
                    if place.pointer or place.value
                    else place
                    for place in one.places
                ),
            )
            for one in findings
        ],
        [attrs.evolve(one, file=files[one.file], sheet=titled(one.sheet)) for one in ledger],
        [attrs.evolve(one, file=files[one.file], sheet=titled(one.sheet)) for one in rejected],
    )


def _said(findings: Iterable[Finding], others: Iterable[LedgerRow | RejectedRows]) -> Iterator[str]:
    """All texts of the books that will be masked."""
    for one in others:
        yield from (one.file, one.sheet)
    for seen in findings:
        yield from (seen.file, seen.sheet, seen.column, seen.message)
        for place in seen.places:
            if place.pointer or place.value:
                yield from (place.pointer, place.value)


def _distinct(names: Iterable[str], masked: Callable[[str], str]) -> dict[str, str]:
    made: dict[str, str] = {}
    for name in names:
        shown, number = masked(name), 2
        tried = shown
        while tried in made.values():
            tried, number = f"{shown} ({number})", number + 1
        made[name] = tried
    return made
