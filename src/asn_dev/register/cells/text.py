"""Text cells: blanks around a text, marks before it, and texts that say there is none."""

from __future__ import annotations

import unicodedata

import polars as pl

from asn_dev.register.cells.notices import Reading, notice
from asn_dev.register.files.sheet import BLANKS

MARKS = "'`"
"""What a spreadsheet, or who typed into it, puts before digits so that they stay a text."""

TYPED_MARKS = "'`\u2018\u2019\u00b4"
"""Such marks, with those that programs make of them; in a name they may belong to the name."""

NOTHING = ("", "null", "none", "nan", "n/a", "#n/a", "nil", "-", "--", "\u2014", "\u2013")
"""Texts that say there is no value, in lower case."""

FAILED = ("#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!")
"""What a spreadsheet shows where it could not compute a cell."""


def plain_text(cells: pl.Expr) -> pl.Expr:
    """The texts as they stand; null where there is something to take off, or all if one says nothing."""
    tidy = cells.str.strip_chars(BLANKS + MARKS).str.len_bytes() == cells.str.len_bytes()
    short = cells.filter(cells.str.len_bytes() <= max(map(len, NOTHING + FAILED)))
    doubtful = short.str.to_lowercase().is_in([*NOTHING, *FAILED]).any()
    return pl.when(tidy & ~doubtful).then(cells)


def tidy_text(cells: pl.Series, *, marks: str = MARKS) -> Reading:
    """Texts without blanks around them and without the mark before them; null where they say nothing.

    >>> tidy_text(pl.Series(["'007", " Budi ", "null", "=1+1"])).values.to_list()
    ['007', 'Budi', None, '=1+1']
    """
    stripped = cells.str.strip_chars(BLANKS)
    marked = stripped.str.contains(f"^[{marks}]").fill_null(False)
    text = stripped.str.slice(1).str.strip_chars(BLANKS).zip_with(marked, stripped)
    said = text.str.to_lowercase()
    nothing, failed = said.is_in(list(NOTHING)).fill_null(True), said.is_in(list(FAILED))
    loose = (cells != stripped) & ~nothing
    return Reading(
        text.set(nothing | failed.fill_null(False), None),
        (
            *notice("text_mark", "repaired", marked & ~nothing, "a mark before the text was taken off"),
            *notice("blanks_around", "repaired", loose, "blanks around the text were taken off"),
            *notice("null_text", "unknown", nothing & (said != ""), "the cell says that there is no value"),
            *notice("spreadsheet_error", "unknown", failed, "the spreadsheet could not compute the cell"),
        ),
    )


def in_plain_letters(text: str) -> str:
    """Text with full-width digits and letters, odd blanks and odd minus signs made usual, lower case.

    >>> in_plain_letters(chr(0xFF11) + " JP  ")
    '1 jp'
    """
    usual = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("\u2013", "-")
    return " ".join(usual.replace("\u200b", "").split()).casefold()
