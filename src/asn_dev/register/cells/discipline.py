"""Disciplinary measures in words, and how severe each is (PP 94/2021, and PP 53/2010 before)."""

from __future__ import annotations

import re

from asn_dev.model import DisciplineLevel
from asn_dev.register.aliases import plain

MEASURES = {
    **dict.fromkeys(("1", "2", "3"), DisciplineLevel.LIGHT.value),
    **dict.fromkeys(("4", "5", "6", "7", "8", "23", "24", "25"), DisciplineLevel.MEDIUM.value),
    **dict.fromkeys(("9", "10", "11", "13", "14", "27", "28"), DisciplineLevel.HEAVY.value),
}
"""SIASN `jenisHukuman` and its level, without moral sanctions and without 12, which lifts a measure."""

_LEVELS = {
    DisciplineLevel.LIGHT: re.compile(r"\bringan\b|\bteguran (?:lisan|tertulis)\b|\bpernyataan tidak puas\b"),
    DisciplineLevel.MEDIUM: re.compile(
        r"\bsedang\b|\bpenundaan kenaikan (?:gaji|pangkat)\b|\bpenundaan (?:kgb|kp)\b"
        r"|\b(?:pemotongan|potong(?:an)?) (?:tunjangan kinerja|tunkin|tukin|tpp)\b"
    ),
    DisciplineLevel.HEAVY: re.compile(
        r"\bberat\b|\bpemberhentian\b|\bpembebasan (?:dari )?jabatan\b|\bpenurunan jabatan\b"
    ),
}


def discipline_of(text: str) -> str | None:
    """The level that a text names, by itself or by the measure; None for none or several.

    >>> [discipline_of(text) for text in ("Hukuman Disiplin Ringan", "Teguran tertulis", "Sedang/Berat")]
    ['R', 'R', None]
    >>> discipline_of("Penurunan pangkat setingkat lebih rendah selama 1 tahun")
    """
    words = plain(text)
    levels = [level for level, pattern in _LEVELS.items() if pattern.search(words)]
    return levels[0].value if len(levels) == 1 else None
