"""Grades as offices write them: "Penata / III/c", "III.c", "3c", "Golongan IX", "PPPK - 09"."""

from __future__ import annotations

import re

from asn_dev.register.aliases import plain
from asn_dev.register.cells.text import in_plain_letters

_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII".split()
_LETTERED = re.compile(r"(?<![a-z0-9])(iii|iv|ii|i|[1-4])\s{0,2}[/.,\-\\|]?\s{0,2}([a-e])(?![a-z0-9])")
_NUMBERED = re.compile(r"(?<![a-z0-9/])(x(?:vi{0,2}|iv|i{0,3})|ix|iv|v?i{1,3}|v|0?[1-9]|1[0-7])$")
_BEFORE = re.compile(r"^(?:pppk|p3k|gol(?:ongan)?\b\.?|pangkat|ruang|[\s\-:/.()])*")
_RANKS = {
    "juru muda": "I/a", "juru muda tk i": "I/b", "juru": "I/c", "juru tk i": "I/d",
    "pengatur muda": "II/a", "pengatur muda tk i": "II/b", "pengatur": "II/c", "pengatur tk i": "II/d",
    "penata muda": "III/a", "penata muda tk i": "III/b", "penata": "III/c", "penata tk i": "III/d",
    "pembina": "IV/a", "pembina tk i": "IV/b", "pembina utama muda": "IV/c", "pembina utama madya": "IV/d",
    "pembina utama": "IV/e",
}  # fmt: skip
"""Names of ranks (SIASN `golongan`) and their grades."""

GRADE = r"^(?:I|II|III|IV)/[a-e]$|^(?:X(?:VI{0,2}|IV|I{0,3})|IX|IV|V?I{1,3}|V)$"
"""What a grade looks like once it is read."""


def grade_of(text: str) -> str | None:
    """I/a to IV/e of a PNS, I to XVII of a PPPK; None where the text is no grade.

    >>> [grade_of(text) for text in ("Penata / III/c", "III.C", "3c", "Penata (III/c)", "Pembina, IV/a")]
    ['III/c', 'III/c', 'III/c', 'III/c', 'IV/a']
    >>> [grade_of(text) for text in ("Golongan IX", "PPPK - 09", "9", "Penata Muda Tingkat I", "IX/a")]
    ['IX', 'IX', 'IX', 'III/b', None]
    """
    usual = in_plain_letters(text).strip("()'` ")
    lettered = set(_LETTERED.findall(usual))
    if lettered:
        grades = {(_ROMAN[int(roman) - 1] if roman.isdigit() else roman.upper(), a) for roman, a in lettered}
        ((roman, letter), *others) = grades
        return None if others or (letter == "e" and roman != "IV") else f"{roman}/{letter}"
    bare = _BEFORE.sub("", usual)
    if _NUMBERED.fullmatch(bare):
        return _ROMAN[int(bare) - 1] if bare.isdigit() else bare.upper()
    return _RANKS.get(
        plain(usual).replace("tingkat i", "tk i").replace("tk 1", "tk i").replace("tingkat 1", "tk i")
    )
