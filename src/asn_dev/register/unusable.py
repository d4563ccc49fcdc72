"""Why cells cannot be used where a row needs them: worked out once for all that are wrong in one way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Nip
from asn_dev.register.cells.nips import why_not
from asn_dev.register.files.sheet import BLANKS, NUMBER
from asn_dev.register.rejecting import Reasons

if TYPE_CHECKING:
    from asn_dev.register.files import Sheet
    from asn_dev.register.sources import Source

_DIGITS, _WORD = r"^[0-9]+$", r"^[ -~]*[a-df-zA-DF-Z][ -~]*$"
_LENGTH = 18
_A_NUMBER = "\x00"
"""Stands for every cell that was a number in the file: no text begins so."""


def unusable_cells(sheet: Sheet, heading: str, source: Source, positions: pl.Series) -> Reasons:
    """The reasons of these rows: what is wrong with their cell in the column."""
    cells, kinds = sheet.frame[heading][positions].fill_null(""), sheet.kinds.get(heading)
    alike = _alike(cells) if source.column.type is Nip else cells
    if kinds is not None:
        numbers = (kinds[positions] == NUMBER).fill_null(False) & (cells.str.strip_chars(BLANKS) != "")
        alike = pl.select(pl.when(numbers).then(pl.lit(_A_NUMBER)).otherwise(alike)).to_series()
    name = heading.strip(BLANKS)
    sentences: dict[str, Message] = {}
    meanings: dict[str, str] = {}
    for text in alike.unique():
        reason = _why(source, text)
        if reason not in sentences:
            sentences[reason] = Message("{heading}: {reason}", heading=name, reason=reason)
        meanings[text] = sentences[reason]
    return Reasons.by_text(positions, source.field, alike, meanings)


def _alike(cells: pl.Series) -> pl.Series:
    """A key for each cell under which cells with the same fault are grouped: of numbers only the length.

    >>> _alike(pl.Series(["1987", "2001", "orang 1", "orang 2", "198704122010010000"])).to_list()
    ['0000', '0000', 'x', 'x', '198704122010010000']
    """
    text = pl.col("text")
    short = text.str.contains(_DIGITS) & (text.str.len_bytes() != _LENGTH)
    zeros = text.str.replace_all("[0-9]", "0")
    alike = pl.when(short).then(zeros).when(text.str.contains(_WORD)).then(pl.lit("x"))
    return pl.DataFrame({"text": cells}).select(alike.otherwise(text).alias("text"))["text"]


def _why(source: Source, text: str) -> str:
    number = text == _A_NUMBER
    if not text.strip(BLANKS):
        return Message("missing")
    if source.account and not number and any(mark.isalpha() for mark in text):
        return Message(
            "no list maps this id to a NIP: add a sheet with the columns NIP and username or email"
        )
    if source.column.type is Nip:
        return why_not(text, number=number)
    return Message("not a date") if source.column.type is date else Message("cannot be used")
