"""Levels of education as offices write them: "S-1 Ilmu Administrasi", "D.III Keperawatan", "SMA IPA"."""

from __future__ import annotations

import re

from asn_dev.model import Education
from asn_dev.register.cells.text import in_plain_letters

_APART = r"(?<![\w.])"
_ROMAN = {1: "i", 2: "ii", 3: "iii", 4: "iv"}
_COUNTED = {1: "satu", 2: "dua", 3: "tiga", 4: "empat"}


def _numbered(letter: str, word: str, number: int) -> str:
    """As in "S-1", "S 1", "s.I" at the start, "strata satu"."""
    roman, counted = _ROMAN[number], _COUNTED[number]
    return (
        rf"{_APART}{letter}[\s.\-]{{0,3}}{number}(?!\d)|^\(?{letter}[\s.\-]{{0,3}}{roman}\b"
        rf"|\({letter}[\s.\-]{{0,3}}{roman}\)|\b{word}[\s.\-]{{0,3}}(?:{number}(?!\d)|{roman}\b|{counted}\b)"
    )


_LEVELS: tuple[tuple[Education, str], ...] = (
    (Education.SUBSPESIALIS, r"\bsub\s?-?spesialis"),
    (Education.SPESIALIS, r"(?<!sub)(?<!sub )(?<!sub-)\bspesialis"),
    (Education.S3, _numbered("s", "strata", 3) + r"|\bdoktor(?:al)?\b"),
    (Education.S2, _numbered("s", "strata", 2) + r"|\bmagister\b|\bmaster\b"),
    (Education.PROFESI, r"\bprofesi\b|^ners\b|^apoteker$|^dokter(?: gigi| hewan)?$"),
    (Education.D4, _numbered("d", "diploma", 4) + r"|\bsarjana terapan\b"),
    (
        Education.S1,
        _numbered("s", "strata", 1) + r"|(?<!pasca)(?<!pasca )(?<!pasca-)\bsarjana\b(?! (?:muda|terapan))",
    ),
    (Education.D3, _numbered("d", "diploma", 3) + r"|\bsarjana muda\b"),
    (Education.D2, _numbered("d", "diploma", 2)),
    (Education.D1, _numbered("d", "diploma", 1)),
    (Education.SLTA_KEJURUAN, r"\b(?:smk[ns]?|smea|stm|smkk|smip|slta kejuruan|sekolah menengah kejuruan)\b"),
    (Education.SLTA_KEGURUAN, r"\b(?:spg|sgo|pga|slta keguruan)\b"),
    (
        Education.SLTA,
        r"\b(?:slta|sma[ns]?|smu|sekolah menengah (?:atas|umum)|madrasah aliyah|aliyah|paket c)\b"
        r"(?! (?:kejuruan|keguruan))|^ma\b",
    ),
    (Education.SLTP_KEJURUAN, r"\bsltp kejuruan\b"),
    (
        Education.SLTP,
        r"\b(?:sltp|smp[ns]?|sekolah menengah pertama|tsanawiyah|mts|paket b)\b(?! kejuruan)",
    ),
    (Education.SD, r"\b(?:sdn?|sekolah dasar|ibtidaiyah|paket a)\b|^mi\b"),
)
_PATTERNS = tuple((level, re.compile(pattern)) for level, pattern in _LEVELS)

_SEVERAL = re.compile(r"[/+,&;]| dan | atau ")
_UPPER_SCHOOLS = {Education.SLTA, Education.SLTA_KEJURUAN, Education.SLTA_KEGURUAN}
_WITH_A_PROFESSION = {Education.S1, Education.D4, Education.PROFESI}


def education_of(text: str) -> str | None:
    """The code of the one level that a text names; None where it names none, or several.

    >>> [education_of(text) for text in ("S-1 Ilmu Administrasi", "D.III Keperawatan", "SMA IPA", "Strata 1")]
    ['40', '30', '15', '40']
    >>> education_of("Profesi Ners"), education_of("D-III/Sarjana Muda"), education_of("Sarjana (S1)")
    ('42', '30', '40')
    >>> education_of("S1 Pendidikan Guru Sekolah Dasar"), education_of("SMA/SMK")
    ('40', '15')
    >>> education_of("Ilmu Hukum"), education_of("D-IV/S-1"), education_of("Pascasarjana")
    (None, None, None)
    """
    plain = in_plain_letters(text)
    places = {level: match.start() for level, pattern in _PATTERNS if (match := pattern.search(plain))}
    levels = set(places)
    if levels > {Education.PROFESI} and levels <= _WITH_A_PROFESSION:
        return Education.PROFESI.value
    if len(levels) > 1 and levels <= _UPPER_SCHOOLS and Education.SLTA in levels:
        return Education.SLTA.value  # the word for all of them
    if len(levels) > 1 and not _SEVERAL.search(plain):
        # Behind the level stands what was studied: "S1 Pendidikan Guru Sekolah Dasar".
        levels = {level for level, place in places.items() if place == 0}
    return next(iter(levels)).value if len(levels) == 1 else None
