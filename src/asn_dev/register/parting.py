"""A column that tells a person's name and number in one cell ("Nama/NIP", on two lines) becomes several.

Which records the sheet holds does not matter: lists of staff, of trainings, of mentoring and of answers
write people like that. What else stands in the cell (rank and grade, the post) gets a column of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs
import polars as pl

from asn_dev.register.aliases import Aliases, plain
from asn_dev.register.cells.grades import grade_of
from asn_dev.register.cells.notices import translate
from asn_dev.register.cells.text import DIRECTIONS, in_plain_letters
from asn_dev.register.files.sheet import BLANKS, Sheet, distinct

_NAMES = frozenset(("nama", "nm", "name"))
_NUMBERS = frozenset(("nip", "nipppk", "nippppk", "nrp"))
_PEOPLE = frozenset("nama pegawai peserta identitas asn pns karyawan personil".split())
_GRADES = frozenset(("gol", "golongan", "pangkat", "golru"))
_JOBS = frozenset(("jabatan", "jab"))
_NO_ROLE = _NAMES | _NUMBERS | _PEOPLE | _GRADES | _JOBS | frozenset(
    "dan gelar lengkap pppk cpns ni nik baru no nomor induk ruang ru terakhir beserta dengan serta".split()
)  # fmt: skip
"""Words that say nothing of the part somebody has; others do ("Nama dan NIP Mentor")."""

_NUMBER = re.compile(r"\d(?:[ .\-]{0,3}\d){17}(?!\d)")
_BROKEN = re.compile(r"(?<!\d)\d(?:[ .\-]{0,3}\d){11,23}(?!\d)")
_LABEL = re.compile(r"(?i)\b(?:nip|nipppk|ni pppk|nrp)\b[\s.:]*$")
_BETWEEN = re.compile(r"\s[/|;\u2013-]\s|[\n|;]")
_AROUND = BLANKS + "/,;-:|"
_SAMPLE = 40
_LONGEST = 80
"""A longer text is no heading."""


@attrs.frozen
class Person:
    """What a cell tells of somebody: number and name, rank and grade, and the rest."""

    number: str | None
    name: str | None
    grade: str | None = None
    rest: str | None = None


def person_in(cell: str) -> Person:
    """The parts of a cell, in whatever order they stand.

    >>> person_in("Budi Contoh, S.E." + chr(10) + "NIP. 19870412 201001 2 345")
    Person(number='19870412 201001 2 345', name='Budi Contoh, S.E.', grade=None, rest=None)
    >>> person_in("198704122010012345 - Budi Contoh - Penata, III/c - Analis")
    Person(number='198704122010012345', name='Budi Contoh', grade='Penata, III/c', rest='Analis')
    """
    text = _in_usual_digits(cell)
    match = _NUMBER.search(text) or _BROKEN.search(text)
    if match:
        text = f"{text[: match.start()]}\n{text[match.end() :]}"
    lines = (_LABEL.sub("", line.strip(BLANKS)).strip(_AROUND) for line in _BETWEEN.split(text))
    parts = [line for line in lines if line]
    grades = [part for part in parts if grade_of(part)]
    others = [part for part in parts if part not in grades]
    name = next((part for part in others if not any(mark.isdigit() for mark in part)), None)
    rest = [part for part in others if part != name]
    return Person(match and match[0], name, grades[-1] if grades else None, "; ".join(rest) or None)


def is_of_both(heading: str) -> bool:
    """Whether a heading asks for the name and the number of somebody.

    >>> [is_of_both(heading) for heading in ("Nama / NIP", "NIP dan Nama Mentor", "NIP Pegawai", "Nama")]
    [True, True, False, False]
    """
    if len(heading) > _LONGEST or "ni" not in heading.lower():
        return False
    words = _words(heading)
    return all(sum(word in asked for word in words) == 1 for asked in (_NAMES, _NUMBERS))


def parted(sheet: Sheet) -> Sheet:
    """The sheet with such columns holding the number; behind them columns for name, grade and the rest.

    They are called as the file calls the column, and `Sheet.meanings` tells what they hold.
    """
    if sheet.pointers:
        return sheet
    for heading in _of_both(sheet):
        sheet = _parted(sheet, heading)
    return sheet


def with_meanings(aliases: Aliases, sheet: Sheet) -> Aliases:
    """The names of headings, with those of the columns that were parted; a region's own count more."""
    return Aliases(headings=sheet.meanings) | aliases if sheet.meanings else aliases


def _words(heading: str) -> list[str]:
    return plain(heading).split()


def _of_both(sheet: Sheet) -> Sequence[str]:
    """The columns that hold name and number: those called so, else one whose cells hold both."""
    headings = sheet.frame.columns
    named = [heading for heading in headings if is_of_both(heading)]
    if named:
        return named
    numbers = [heading for heading in headings if _NUMBERS.intersection(_words(heading))]
    people = [heading for heading in headings if _PEOPLE.intersection(_words(heading))]
    possible = people if not numbers else numbers if not {*people} - {*numbers} else []
    return [heading for heading in possible if _holds_both(sheet.frame[heading])][:1]


def _holds_both(cells: pl.Series) -> bool:
    """Whether most cells hold a number and letters that are no label."""
    sample = cells.head(_SAMPLE * 4).drop_nulls().head(_SAMPLE)
    if not sample.str.contains(r"\d").any() or not sample.str.contains(r"\p{L}{3}").any():
        return False
    people = [person_in(cell) for cell in sample]
    return 2 * sum(bool(person.number and person.name) for person in people) > len(people)


def _parted(sheet: Sheet, heading: str) -> Sheet:
    role = [word for word in _words(heading) if word not in _NO_ROLE]
    cells = sheet.frame[heading]
    meaning = " ".join(["nip", *role])
    people = {cell: person_in(cell) for cell in cells.drop_nulls().unique()}
    if not any(person.number for person in people.values()):
        return attrs.evolve(sheet, meanings={**sheet.meanings, heading: meaning})
    numbers = translate(cells, lambda cell: people[cell].number, pl.String)
    columns = [numbers.zip_with(numbers.is_not_null(), cells).alias(heading)]
    meanings = {heading: meaning}
    names = [*sheet.frame.columns]
    for field, words in _beside(heading).items():
        parts = translate(
            cells, {cell: getattr(person, field) for cell, person in people.items()}.get, pl.String
        )
        if field == "name" or parts.count():
            names = distinct([*names, heading])
            columns.append(parts.alias(names[-1]))
            if words:
                meanings[names[-1]] = " ".join([words, *role])
    kinds = {name: kind for name, kind in sheet.kinds.items() if name != heading}
    return attrs.evolve(
        sheet,
        frame=sheet.frame.with_columns(columns),
        kinds=kinds,
        meanings={**sheet.meanings, **meanings},
    )


def _beside(heading: str) -> Mapping[str, str]:
    """What the parts beside the number are called in layouts; a rest that no heading names is nothing."""
    job = "jabatan" if _JOBS.intersection(_words(heading)) else ""
    return {"name": "nama pegawai", "grade": "golongan", "rest": job}


def _in_usual_digits(cell: str) -> str:
    """The cell with the digits of other scripts as usual ones, and without unseen marks."""
    if cell.isascii():
        return cell
    seen = (letter for letter in cell if letter not in DIRECTIONS)
    return "".join(in_plain_letters(letter) if letter.isdecimal() else letter for letter in seen)
