"""Formulas of an XLSX file that no program has computed: without this their cells would look empty."""

from __future__ import annotations

import html
import re

from asn_dev.register.files.bounds import TEXT
from asn_dev.register.files.sheet_parts import column_number

Place = tuple[int, int]
"""Row and column of a cell, counted from 0."""

_TAG = re.compile(rb"<(/?)(?:\w+:)?(c|f|v|is)\b([^<>]*)>([^<]*)")
"""A tag and the text behind it; each byte of the file is looked at once."""

_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")


def formulas_of(xml: bytes) -> dict[Place, str]:
    """The cells of a worksheet that hold a formula and no result.

    >>> formulas_of(b'<row><c r="A1"><f>1+1</f></c><c r="B1"><f>2</f><v>2</v></c></row>')
    {(0, 0): '=1+1'}
    """
    if not re.search(rb"<(?:\w+:)?f[\s/>]", xml):
        return {}
    formulas: dict[Place, str] = {}
    cell: Place | None = None
    formula: str | None = None
    for closes, name, inside, text in _TAG.findall(xml):
        if name == b"c":
            if cell and formula is not None:
                formulas[cell] = formula
            cell = None if closes else _place(inside)
            formula = None
        elif closes or cell is None:
            continue
        elif name == b"f":
            formula = "=" + html.unescape(text[:TEXT].decode("utf-8", "replace"))
        elif text or name == b"is":  # a result
            cell = None
    return formulas


def _place(inside: bytes) -> Place | None:
    match = _PLACE.search(inside)
    return (int(match[2]) - 1, column_number(match[1])) if match else None
