"""Headings of survey tools taken apart: the code, the number and the words of a question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import attrs

from asn_dev.register.aliases import plain, squeezed

_LANGUAGE = re.compile(r"::?\s?[\w ()-]{2,40}$")
_TOOL_CODE = re.compile(r"^[A-Za-z]\w{0,30}(?:\[(\w{1,30})\])?[.:]\s+")
_ROW = re.compile(r"\[([^\[\]]+)\]\s*$")
_NUMBER = re.compile(
    r"^\W*(?:(?:pertanyaan|soal|butir|no|nomor|q|p)\W{0,3})?0*(\d{1,2})(?!\d)(?:\W|$)", re.IGNORECASE
)
_CODED = re.compile(r"^([A-Za-z]{1,6})[\W_]*0*(\d{1,3})$")
_NEGATIONS = frozenset("tidak bukan belum jangan tanpa kurang tak not no never".split())
_ALIKE = 0.7
_BESIDE = 4
"""So many more words than its code tell that a heading has a text of its own."""


@attrs.frozen
class Question:
    """A heading as a question: `heading` as the file has it, `texts` what it may say, best first."""

    heading: str
    texts: tuple[str, ...]
    number: int | None

    @property
    def words(self) -> str:
        """All words, for comparing."""
        return plain(self.texts[-1])


def questions_of(headings: Sequence[str]) -> list[Question]:
    """The headings without what tools put around them: groups that several share, languages, own codes.

    >>> [one.texts for one in questions_of(["skm/U1", "skm/U2", "Nilai [Kecepatan]"])]
    [('U1',), ('U2',), ('Kecepatan', 'Nilai [Kecepatan]')]
    """
    groups = Counter(part for heading in headings for part in _groups(heading))
    return [_question(heading, groups) for heading in headings]


def _groups(heading: str) -> list[str]:
    parts = heading.split("/")[:-1]
    return ["/".join(parts[: at + 1]) for at in range(min(len(parts), 8))]


def _question(heading: str, groups: Counter[str]) -> Question:
    shared = max((len(group) + 1 for group in _groups(heading) if groups[group] > 1), default=0)
    text = heading[shared:].strip()
    if "/" in text and not re.search(r"\s", text):
        text = text.rpartition("/")[2] or text
    text = _LANGUAGE.sub("", text) if "::" in text else text
    tool = _TOOL_CODE.match(text)
    inner = tool[1] if tool and tool[1] else ""
    row = _ROW.search(text)
    texts = [inner, row[1] if row else "", text]
    number = next((int(found[1]) for one in texts if (found := _NUMBER.match(one))), None)
    return Question(heading, tuple(one.strip() for one in texts if one.strip()), number)


def code_of(text: str, codes: Sequence[str]) -> str | None:
    """The item whose code stands at the front or at the end of a text, or is all of it.

    >>> code_of("U1. Persyaratan", ["U1", "U11"]), code_of("nilai unsur pelayanan U11", ["U1", "U11"])
    ('U1', 'U11')
    >>> code_of("material yang dibagikan", ["material"]) is None
    True
    """
    word = squeezed(text)
    for code in codes:
        if word == squeezed(code):
            return code
    text_code = coded(text)
    return next(
        (code for code in codes if text_code and _CODED.match(code) and coded(code) == text_code), None
    )


@lru_cache(10_000)
def coded(text: str) -> tuple[str, int] | None:
    """Letters and number of a code such as U1 at the front or at the end of a text, or in brackets there."""
    front = re.match(r"^\W*([A-Za-z]{1,6})[ ._-]{0,2}0*(\d{1,3})(?![0-9A-Za-z])", text)
    end = re.search(r"(?<![0-9A-Za-z])([A-Za-z]{1,6})[._-]?0*(\d{1,3})\W*$", text)
    match = front or end
    return (match[1].casefold(), int(match[2])) if match else None


def has_own_text(text: str) -> bool:
    """Whether a heading says more than a code and a word or two."""
    return len(plain(text).split()) >= _BESIDE


def likeness(text: str, other: str) -> float:
    """How alike two wordings are, 0 to 1; one that says the contrary is not alike.

    >>> likeness("1. Cara kerja baru boleh dicoba", "Cara kerja baru boleh dicoba.")
    1.0
    >>> likeness("Cara kerja baru tidak boleh dicoba", "Cara kerja baru boleh dicoba.")
    0.0
    """
    words, others = _words(text), _words(other)
    if words & _NEGATIONS != others & _NEGATIONS or not words or not others:
        return 0.0
    alike = len(words & others) / len(words | others)
    return alike if alike >= _ALIKE else 0.0


@lru_cache(10_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in plain(text).split() if not word.isdigit())


@lru_cache(10_000)
def has_word(words: str, phrase: str) -> bool:
    """Whether a phrase begins at a word of a text; both are plain."""
    return f" {phrase}" in f" {words}"
