"""Text cells: blanks around a text, marks before it, and texts that say there is none."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

import polars as pl

from asn_dev.messages import Message
from asn_dev.register.cells.notices import Reading, notice
from asn_dev.register.files.sheet import BLANKS

MARKS = "'`"
"""What a spreadsheet, or who typed into it, puts before digits so that they stay a text."""

TYPED_MARKS = "'`\u2018\u2019\u00b4"
"""Such marks, with those that programs make of them; in a name they may belong to the name."""

DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\u00ad"
"""Marks that nobody sees: which way letters run, and where a word may or may not be broken."""

UNSEEN = BLANKS + DIRECTIONS
"""What stands around a text and is not of it."""

NOTHING = ("", "null", "none", "nan", "n/a", "#n/a", "nil", "-", "--", "\u2014", "\u2013")
"""Texts that say there is no value, in lower case."""

FAILED = ("#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!")
"""What a spreadsheet shows where it could not compute a cell."""

_LONGEST_OF_NOTHING = max(len(text.encode()) for text in (*NOTHING, *FAILED))

_LOOSE = pl.Series([*range(0x21), *map(ord, MARKS), *range(0x80, 0x100)], dtype=pl.UInt8).implode()
"""Bytes with which what is to be taken off a text may begin or end: blanks, marks, letters beyond ASCII."""

_CELL, _TEXT = "cell", "text"

_USUAL = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u00b4", "'"),
        **dict.fromkeys("\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys(DIRECTIONS + "\u200b\u200c\u200d\ufeff"),
        "\u066b": ",",  # the decimal mark and the mark of thousands beside Arabic digits
        "\u066c": ".",
    }
)


def is_plain_text(cells: pl.Expr) -> pl.Expr:
    """Whether every text of a column stays as it stands: nothing to take off, and none says nothing.

    The first and the last byte tell which texts may have something to take off; only these are stripped.

    >>> [pl.select(is_plain_text(pl.lit(pl.Series([text, None])))).item() for text in ("Budi", " Budi", "-")]
    [True, False, False]
    """
    return cells.map_batches(_are_plain, return_dtype=pl.Boolean, returns_scalar=True)


def _are_plain(cells: pl.Series) -> pl.Series:
    """One answer: whether every text stays as it stands."""
    column = cells.to_frame(_CELL)
    suspects = column.select_seq(_SUSPECTS)
    if suspects.height and suspects.select_seq(_IS_LOOSE).item():
        return pl.Series([False])
    short = column.select_seq(_SHORT)
    return pl.Series([not (short.height and short.select_seq(_SAYS_NOTHING).item())])


_LETTERS = pl.col(_CELL).cast(pl.Binary).bin
_SUSPECTS = pl.col(_CELL).filter(
    _LETTERS.get(0, null_on_oob=True).is_in(_LOOSE) | _LETTERS.get(-1, null_on_oob=True).is_in(_LOOSE)
)
_IS_LOOSE = (
    pl.col(_CELL).str.strip_chars(UNSEEN + MARKS).str.len_bytes() != pl.col(_CELL).str.len_bytes()
).any()
_SHORT = pl.col(_CELL).filter(pl.col(_CELL).str.len_bytes() <= _LONGEST_OF_NOTHING)
_SAYS_NOTHING = pl.col(_CELL).str.to_lowercase().is_in([*NOTHING, *FAILED]).any()


def tidy_text(cells: pl.Series, *, marks: str = MARKS) -> Reading:
    """Texts without blanks around them and without the mark before them; null where they say nothing.

    >>> tidy_text(pl.Series(["'007", " Budi ", "null", "=1+1"])).values.to_list()
    ['007', 'Budi', None, '=1+1']
    """
    steps = cells.to_frame(_CELL).lazy()
    for step in _tidying(marks):
        steps = steps.with_columns_seq(step)
    seen = steps.collect(optimizations=pl.QueryOptFlags.none())  # looking for some takes longer than the work
    return Reading(
        seen[_TEXT].alias(cells.name),
        (
            *notice(
                "text_mark", "repaired", seen["marked"], Message("a mark before the text was taken off")
            ),
            *notice(
                "blanks_around", "repaired", seen["loose"], Message("blanks around the text were taken off")
            ),
            *notice(
                "null_text", "unknown", seen["said"], Message("the cell says that there is no value")
            ),
            *notice(
                "spreadsheet_error", "unknown", seen["failed"],
                Message("the spreadsheet could not compute the cell"),
            ),
        ),
    )  # fmt: skip


@cache
def _tidying(marks: str) -> tuple[Sequence[pl.Expr], ...]:
    """The steps from the cells to the text and to what was seen of each cell."""
    cell, stripped, text, lower = (pl.col(name) for name in (_CELL, "stripped", _TEXT, "lower"))
    marked, nothing, failed = (pl.col(name) for name in ("marked", "nothing", "failed"))
    inner = stripped.str.slice(1).str.strip_chars(UNSEEN)
    return (
        [cell.str.strip_chars(UNSEEN).alias("stripped")],
        [stripped.str.contains(f"^[{marks}]").fill_null(False).alias("marked")],
        [pl.when(marked).then(inner).otherwise(stripped).alias(_TEXT)],
        [text.str.to_lowercase().alias("lower")],
        [
            lower.is_in(list(NOTHING)).fill_null(True).alias("nothing"),
            lower.is_in(list(FAILED)).fill_null(False).alias("failed"),
        ],
        [
            pl.when(nothing | failed).then(None).otherwise(text).alias(_TEXT),
            (marked & ~nothing).alias("marked"),
            ((cell != stripped) & ~nothing).alias("loose"),
            (nothing & (lower != "")).alias("said"),
        ],
    )


def in_plain_letters(text: str) -> str:
    """Text in usual letters and digits, without unseen marks, lower case.

    Full-width letters, digits of other scripts, odd blanks and odd minus signs become the usual ones.

    >>> in_plain_letters(chr(0xFF11) + " JP  "), in_plain_letters(chr(0x202D) + chr(0x0661) + chr(0x0669))
    ('1 jp', '19')
    """
    if text.isascii():
        return " ".join(text.split()).lower()
    usual = unicodedata.normalize("NFKC", text.translate(_USUAL)).translate(_USUAL)
    if not usual.isascii():
        usual = "".join(map(_usual_digit, usual))
    return " ".join(usual.split()).casefold()


def _usual_digit(letter: str) -> str:
    """A digit of any script as the usual one; any other letter as it is."""
    return letter if letter.isascii() else str(unicodedata.decimal(letter, letter))
