"""Answers in the words of a scale: which word stands for which point, decided by the whole column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.register.aliases import plain
from asn_dev.register.files.sheet import BLANKS
from asn_dev.register.ledger import Severity

_OPTION = re.compile(r"([a-j])|(?:a|ao|opsi|pilihan)0*(\d{1,2})")
"""What tools write in place of an answer: the letter or the number of the option."""
_NUMBERED = re.compile(
    r"(?:(?:skor|nilai)\W{1,3})?([-+]?\d{1,3})(?:[.,]0{1,6})?(?:\s?(?:/|dari)\s?(\d{1,3}))?(?:\s(?:bintang|stars?|poin))?"
)
_BEFORE = re.compile(r"(?:(\d{1,3})|[a-j])\s+(.+)")
_BEHIND = re.compile(r"(.+?)\s+(\d{1,3})")
_STARS = re.compile(r"([★⭐*]+)[☆✩]*")
_ENOUGH = 0.5
"""Of so many of its distinct cells a column of answers must be readable."""
_ANOTHER_SCALE, _AT_LEAST = 0.1, 3
"""With such a share of numbers off the scale, and so many, those on it mean something else too."""
_EACH_ONCE = pl.col("cell").str.strip_chars(BLANKS).unique().drop_nulls()
_MOST_ANSWERS = 200
"""A column with so many distinct texts holds no answers from a list."""


@attrs.frozen
class Trouble:
    """What is wrong with a column of answers: with some of its texts, or (none named) with all."""

    rule: str
    severity: Severity
    message: Message
    texts: tuple[str, ...] = ()


@attrs.frozen
class Words:
    """The points that the texts of a column of answers stand for, with the faults of these texts.

    Where the column is `refused` its numbers are not to be read either.
    """

    codes: Mapping[str, str] = attrs.field(factory=dict)
    troubles: tuple[Trouble, ...] = ()
    refused: bool = False


@attrs.frozen
class _Cell:
    """A text as an answer: the number (`of` how many) and the word in it, or the option that it names."""

    number: int | None = None
    of: int | None = None
    word: str = ""
    option: int | None = None


def distinct_answers(cells: pl.Series) -> list[str]:
    """The texts of a column, each once; none where there are more than a list of answers has."""
    texts = cells.to_frame("cell").select_seq(_EACH_ONCE).to_series()
    return sorted(text for text in texts if text) if texts.len() <= _MOST_ANSWERS else []


def are_answers(texts: Sequence[str], words: Set[str], scale: tuple[float, float]) -> bool:
    """Whether at least half of the texts are points of the scale, or some of the (plain) words.

    >>> are_answers(["4", "Sangat baik", "3 - Baik"], {"kurang", "cukup", "baik", "sangat baik"}, (1, 4))
    True
    >>> are_answers(["Budi", "Ani"], {"kurang", "cukup", "baik", "sangat baik"}, (1, 4))
    False
    """
    fit = [_is_answer(_cell(text), words, scale) for text in texts]
    return bool(fit) and sum(fit) >= _ENOUGH * len(fit)


def _is_answer(cell: _Cell, words: Set[str], scale: tuple[float, float]) -> bool:
    if cell.word:
        return cell.word in words
    number = cell.option if cell.number is None else cell.number
    return number is not None and cell.of in (None, scale[1]) and scale[0] <= number <= scale[1]


def words_of(
    cells: pl.Series, series: Sequence[Sequence[str]], scale: tuple[float, float], elsewhere: frozenset[str]
) -> Words:
    """Map the texts of a column to points; `elsewhere` are the words in the other columns of the sheet.

    The words of a column belong to one way of answering. Where they do not, or where two ways fit that
    give a word different points, nobody knows what they mean.
    """
    texts = distinct_answers(cells)
    parted = {text: _cell(text) for text in texts}
    if _is_of_another_scale(cells, parted, scale):
        return Words(troubles=(_scale_trouble(scale),), refused=True)
    points, troubles = _points({cell.word for cell in parted.values() if cell.word}, series, scale, elsewhere)
    codes = dict(_codes(parted, points, scale))
    options = tuple(text for text, cell in parted.items() if cell.option is not None and text in codes)
    if options:
        message = Message(
            "codes of options ({options}) are taken in their order, the first as the lowest answer",
            options=", ".join(options),
        )
        troubles = (*troubles, Trouble("option_codes", "warning", message, options))
    return Words(codes, troubles)


def word_of(text: str) -> str:
    """The word in a cell, plain, without a number or letter beside it; empty where it has none."""
    return _cell(text).word


@lru_cache(10_000)
def _cell(text: str) -> _Cell:
    word = plain(text)
    if stars := _STARS.fullmatch(text.replace("\ufe0f", "").strip()):
        return _Cell(number=len(stars[1]))
    if number := _NUMBERED.fullmatch(text.strip(BLANKS).casefold()):
        return _Cell(number=int(number[1]), of=int(number[2]) if number[2] else None)
    if option := _OPTION.fullmatch(word):
        return _Cell(option=int(option[2]) if option[2] else 1 + "abcdefghij".index(option[1]))
    if before := _BEFORE.fullmatch(word):
        return _Cell(number=int(before[1]) if before[1] else None, word=before[2])
    if behind := _BEHIND.fullmatch(word):
        return _Cell(number=int(behind[2]), word=behind[1])
    return _Cell(word=word)


def _is_of_another_scale(cells: pl.Series, parted: Mapping[str, _Cell], scale: tuple[float, float]) -> bool:
    numbers = {
        text: cell.number for text, cell in parted.items() if cell.number is not None and not cell.word
    }
    off = [text for text, number in numbers.items() if not scale[0] <= number <= scale[1]]
    if not off:
        return False
    tidy = cells.str.strip_chars(BLANKS)
    hit, among = (tidy.filter(tidy.is_in(texts)).len() for texts in (off, list(numbers)))
    return hit >= _AT_LEAST and hit > _ANOTHER_SCALE * among


def _scale_trouble(scale: tuple[float, float]) -> Trouble:
    message = Message(
        "the answers are on another scale than that of the questionnaire ({least} to {greatest})",
        least=f"{scale[0]:g}",
        greatest=f"{scale[1]:g}",
    )
    return Trouble("another_scale", "unknown", message)


def _points(
    words: set[str], series: Sequence[Sequence[str]], scale: tuple[float, float], elsewhere: frozenset[str]
) -> tuple[dict[str, int], tuple[Trouble, ...]]:
    """The point that each word stands for, as far as one way of answering has them all."""
    ways = [{plain(word): int(scale[0]) + at for at, word in enumerate(one)} for one in series]
    scale_words = words & {word for way in ways for word in way}
    if not scale_words:
        return {}, ()
    fitting = [way for way in ways if scale_words <= set(way)]
    if not fitting:
        message = Message(
            "the words {words} are not of one scale; what they stand for is not known",
            words=", ".join(sorted(scale_words)),
        )
        return {}, (Trouble("mixed_words", "unknown", message),)
    agreed = _agreed(scale_words, fitting)
    if len(agreed) < len(scale_words):
        most = max(len(elsewhere.intersection(way)) for way in fitting)
        agreed = _agreed(scale_words, [way for way in fitting if len(elsewhere.intersection(way)) == most])
    doubtful = sorted(scale_words - set(agreed))
    if not doubtful:
        return agreed, ()
    message = Message(
        "{words}: in use for different points of a scale, and the other answers do not tell which",
        words=", ".join(doubtful),
    )
    return agreed, (Trouble("ambiguous_words", "unknown", message, tuple(doubtful)),)


def _agreed(words: set[str], ways: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """The words that stand for the same point in all of the ways."""
    points = {word: {way[word] for way in ways} for word in words}
    return {word: next(iter(found)) for word, found in points.items() if len(found) == 1}


def _codes(
    parted: Mapping[str, _Cell], points: Mapping[str, int], scale: tuple[float, float]
) -> Iterator[tuple[str, str]]:
    """Pairs of text and point; a text whose number and word differ has none."""
    for text, cell in parted.items():
        point = points.get(cell.word)
        if cell.word and point is not None and cell.number in (None, point):
            yield text, str(point)
        elif not cell.word and cell.number is not None and cell.of in (None, scale[1]):
            yield text, str(cell.number)
        elif cell.option is not None and scale[0] == 1 and cell.option <= scale[1]:
            yield text, str(cell.option)
