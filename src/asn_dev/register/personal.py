"""Masking of the books: numbers and names of people are masked in findings, ledger and reasons.

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
from asn_dev.register.places import Places
from asn_dev.register.rejecting import AT

if TYPE_CHECKING:
    from asn_dev.register.ledger import Finding, LedgerRow, Place, RejectedRows
    from asn_dev.register.parsed import ParsedSheet

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = r"[\p{L}\p{Nl}\p{No}]+"
"""The same in the patterns of Polars."""

_DIGITS = re.compile(r"\d{6,}")
_TAIL, _MOST_WORDS = 6, 8
"""So many digits from the end tell who it is; of longer names the beginning is looked for."""


_BUNDLE = 10_000
_COUNTED = r"^\s*\p{L}+\W{0,3}\d{1,7}\s*$"


@attrs.frozen
class Personal:
    """The names of people as words, and the last digits of their numbers."""

    names: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()

    @classmethod
    def of(cls, cells: Iterable[pl.Series], written: Iterable[pl.Series]) -> Personal:
        """What the cells of personal columns tell of people, as far as `written` could name one of them."""
        words, tails = _could_name(written)
        touched = [one for text in cells if (one := _touched(text, words, tails=bool(tails))).len()]
        if not touched:
            return cls()
        both = pl.concat([one.rename("text") for one in touched]).unique()
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

    def may_name(self) -> str:
        """A pattern of every text that `mask` may change."""
        # A long number may have marks between its digits.
        return r"\pL|\d(?:\D?\d){5}" if self.names else r"\d(?:\D?\d){5}"

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


def _could_name(texts: Iterable[pl.Series]) -> tuple[pl.Series, frozenset[str]]:
    """The words, and the six digits in a row, of what is written; no more than once each."""
    words: list[pl.Series] = [pl.Series([], dtype=pl.String)]
    runs: list[pl.Series] = [pl.Series([], dtype=pl.String)]
    for text in _bundled(texts):
        words.append(_pieces(text, _LETTERS).str.to_lowercase())
        runs.append(_pieces(text, _DIGITS.pattern))
    tails = {
        run[at : at + _TAIL]
        for run in pl.concat([one.rename("text") for one in runs]).unique()
        for at in range(len(run) - _TAIL + 1)
    }
    return pl.concat([one.rename("text") for one in words]).unique().sort(), frozenset(tails)


def _bundled(texts: Iterable[pl.Series]) -> Iterator[pl.Series]:
    """The same texts in fewer columns: to look into one of three takes as long as into one of hundreds."""
    bundle: list[pl.Series] = []
    for text in texts:
        bundle.append(text.rename("text"))
        if sum(map(len, bundle)) >= _BUNDLE:
            yield pl.concat(bundle)
            bundle = []
    if bundle:
        yield pl.concat(bundle)


def _pieces(text: pl.Series, pattern: str) -> pl.Series:
    """All that fits in the texts, each once."""
    hit = text.filter(text.str.contains(pattern).fill_null(False)).unique()
    return hit.str.extract_all(pattern).explode().unique().drop_nulls()


def _touched(cells: pl.Series, words: pl.Series, *, tails: bool) -> pl.Series:
    """The texts that could be named: those with letters where words are, with digits where tails are."""
    texts = cells.cast(pl.String)
    if not (tails or (words.len() and not _are_numbers(texts))):
        return texts.clear()
    pattern = r"[\d\p{L}]" if tails and words.len() else r"\d" if tails else r"\p{L}"
    return texts.filter(texts.str.contains(pattern).fill_null(False)).unique()


def _are_numbers(texts: pl.Series) -> bool:
    """Whether nothing but plain numbers stands in a column, which is much cheaper to see than a letter."""
    return all(
        part.cast(pl.Int64, strict=False).null_count() == part.null_count() for part in (texts.head(1), texts)
    )


def personal_cells(sheets: Sequence[ParsedSheet]) -> Iterator[pl.Series]:
    """The texts of the sheets that tell of people."""
    return (text for one in sheets for text in _personal_cells(one))


def _personal_cells(sheet: ParsedSheet) -> Iterator[pl.Series]:
    """Cells of personal columns; of rows that were rejected whatever no other row has."""
    frame = sheet.sheet.frame
    fields = {given.field for given in sheet.layout.sources if given.column.personal}
    personal = {sheet.headings[field] for field in fields if sheet.headings.get(field) in frame.columns}
    yield from (frame[heading] for heading in personal)
    if sheet.sheet.pointers:
        yield pl.Series(sheet.sheet.pointers, dtype=pl.String).str.extract(r"(\d{15,})")
    if not sheet.rejections.rows.height:
        return
    # Where a row has slipped to the side a name stands anywhere.
    others = frame.filter(sheet.makes_records())
    usual = [others[name].unique().rename("text") for name in frame.columns if name not in personal]
    strange = (
        pl.concat([cells.unique().rename("text") for cells in frame[sheet.rejections.rows[AT]]])
        .unique()
        .to_frame()
    )
    if usual:
        strange = strange.join(pl.concat(usual).unique().to_frame(), on="text", how="anti")
    yield strange["text"].drop_nulls()


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
    personal = Personal.of(people, _texts_of(findings, [*ledger, *rejected]))
    doubtful = personal.may_name()

    def masked(text: str) -> str:
        return personal.mask(text)

    def of_places(places: Sequence[Place]) -> Sequence[Place]:
        if isinstance(places, Places):
            return places.changed(masked, where=doubtful)
        return tuple(attrs.evolve(one, pointer=masked(one.pointer), value=masked(one.value))
                     if one.pointer or one.value else one for one in places)  # fmt: skip

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
                places=of_places(one.places),
            )
            for one in findings
        ],
        [attrs.evolve(one, file=files[one.file], sheet=titled(one.sheet)) for one in ledger],
        [attrs.evolve(one, file=files[one.file], sheet=titled(one.sheet)) for one in rejected],
    )


def _texts_of(findings: Iterable[Finding], others: Iterable[LedgerRow | RejectedRows]) -> Iterator[pl.Series]:
    """All texts of the books that will be masked, in columns."""
    single: list[str] = []
    for finding in others:
        single += (finding.file, finding.sheet)
    for seen in findings:
        single += (seen.file, seen.sheet, seen.column, seen.message)
        if isinstance(seen.places, Places):
            yield from seen.places.texts()
        else:
            single += (text for place in seen.places for text in (place.pointer, place.value) if text)
    yield pl.Series([str(text) for text in single], dtype=pl.String)


def _distinct(names: Iterable[str], masked: Callable[[str], str]) -> dict[str, str]:
    """The masked form of each name; no two are the same."""
    shown: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = masked(name)
        tried, number = plain, 2
        while tried in taken:
            tried, number = f"{plain} ({number})", number + 1
        shown[name] = tried
        taken.add(tried)
    return shown
