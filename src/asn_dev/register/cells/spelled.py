"""Numbers in words, alone or behind the figures ("8 (delapan) JP"), and learning hours beside a length."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from asn_dev.register.cells.text import in_plain_letters

_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_GREATEST = 9999
_WORD = f"nol|se|{'|'.join(_ONES[1:])}|puluh|belas|ratus|ribu"
_CELL = re.compile(
    rf"(?P<figures>\d{{1,4}}) ?\((?P<same>(?:(?:{_WORD})[ -]?)+)\) ?(?P<unit>[^\d()]*)"
    rf"|(?P<words>(?:(?:{_WORD})[ -]?)+)\b(?P<beside>[^\d()]*)"
)
_HOURS = re.compile(r"(?<![\d.,])(\d{1,4}(?:[.,]\d{1,2})?) ?(?:jp|jpl|jam pelajaran|jam pel|jam)\b")
_NO_SUM = re.compile(
    r"[@\u00b1~<>*\u00d7+]|\b(?:x|per|kali|setiap|tiap|masing\S*|kurang|lebih|sekitar|min\w*|maks\w*|antara)\b"
    r"|/ ?(?:hari|hr|minggu|mg|bulan|bln)\b|\d ?(?:-|\u2013|s\.?/? ?d\b\.?|sampai|hingga|atau) ?\d"
)
"""Signs that a number of hours in a text is not the sum: of each day, about so many, from one to another."""


def in_figures(text: str) -> str | None:
    """A text whose number stands in words with the number in figures; None for any other.

    Where figures and words differ nobody knows the number.

    >>> in_figures("dua puluh empat JP"), in_figures("8 (delapan) JP"), in_figures("8 (sembilan)")
    ('24 jp', '8 jp', None)
    """
    match = _CELL.fullmatch(in_plain_letters(text))
    if not match:
        return None
    number = _spelled().get(re.sub(r"[ -]", "", match["same"] or match["words"]))
    if number is None or (match["figures"] and int(match["figures"]) != number):
        return None
    return f"{number} {(match['unit'] or match['beside'] or '').strip()}".strip()


def hours_in(words: str) -> float | None:
    """The learning hours in a text, if it has one number of them that is their sum; days are not hours.

    >>> hours_in("24 JP"), hours_in("3 hari (24 JP)"), hours_in("3 hari"), hours_in("24")
    (24.0, 24.0, None, None)
    >>> hours_in("2 hari x 8 JP"), hours_in("8 JP/hari"), hours_in("8-10 JP"), hours_in("delapan JP")
    (None, None, None, 8.0)
    """
    text = in_figures(words) or in_plain_letters(words)
    numbers = _HOURS.findall(text)
    if len(numbers) != 1 or _NO_SUM.search(text):
        return None
    return float(numbers[0].replace(",", "."))


@cache
def _spelled() -> Mapping[str, int]:
    """Each number as it is spelled, without blanks."""
    return {"nol": 0, **{_words(number): number for number in range(1, _GREATEST + 1)}}


def _words(number: int) -> str:
    if number >= 1000:
        return _counted(number // 1000, "ribu") + _words(number % 1000)
    if number >= 100:
        return _counted(number // 100, "ratus") + _words(number % 100)
    if number >= 20:
        return _counted(number // 10, "puluh") + _ONES[number % 10]
    if number >= 10:
        return "sepuluh" if number == 10 else _counted(number - 10, "belas")
    return _ONES[number]


def _counted(count: int, of: str) -> str:
    return f"se{of}" if count == 1 else f"{_ONES[count]}{of}"
