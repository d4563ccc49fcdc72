"""A column that holds name and number in one cell ("NAMA/NIP", on two lines) becomes two."""

from __future__ import annotations

import re

import attrs
import polars as pl

from asn_dev.register.cells.notices import translate
from asn_dev.register.cells.text import in_plain_letters
from asn_dev.register.files.sheet import BLANKS, Sheet, distinct

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d(?:[ .\-]{0,3}\d){17}(?!\d)")
_LABEL = re.compile(r"(?i)\b(?:nip|nipppk|ni pppk|nrp)\b[\s.:]*$")


def parted(sheet: Sheet) -> Sheet:
    """The sheet with such a column holding the number, and one behind it, called the same, the name.

    >>> number_in("Budi Contoh, S.E." + chr(10) + "NIP. 19870412 201001 2 345")
    '19870412 201001 2 345'
    >>> name_beside("Budi Contoh, S.E." + chr(10) + "NIP. 19870412 201001 2 345")
    'Budi Contoh, S.E.'
    """
    names = sheet.frame.columns
    both = [name for name in names if {"nama", "nip"} <= {word.casefold() for word in _WORD.findall(name)}]
    if len(both) != 1 or sheet.pointers:
        return sheet
    (heading,) = both
    cells = sheet.frame[heading]
    numbers = translate(cells, number_in, pl.String)
    if not numbers.count():
        return sheet
    second = distinct([*names, heading])[-1]
    frame = sheet.frame.with_columns(
        numbers.zip_with(numbers.is_not_null(), cells).alias(heading),
        translate(cells, name_beside, pl.String).alias(second),
    )
    kinds = {name: kind for name, kind in sheet.kinds.items() if name != heading}
    return attrs.evolve(sheet, frame=frame, kinds=kinds)


def number_in(cell: str) -> str | None:
    """The number of 18 digits that stands in a cell among other text."""
    match = _NUMBER.search(in_plain_letters(cell))
    return match[0] if match else None


def name_beside(cell: str) -> str | None:
    """The line of a cell that is no number."""
    without = _NUMBER.sub("\n", cell)
    lines = (_LABEL.sub("", line.strip(BLANKS)).strip(BLANKS + "/,;-:") for line in without.splitlines())
    return next((line for line in lines if line and not any(mark.isdigit() for mark in line)), None)
