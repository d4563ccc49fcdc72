"""Codes: one of a fixed set, however it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import polars as pl

from asn_dev.messages import Message
from asn_dev.register.aliases import plain
from asn_dev.register.cells.notices import Reading, notice, translate
from asn_dev.register.cells.text import in_plain_letters

BOOLEANS = {"true": "true", "false": "false", "ya": "true", "tidak": "false", "1": "true", "0": "false",
            "yes": "true", "no": "false", "benar": "true", "salah": "false"}  # fmt: skip
"""What offices write for yes and no."""


_MARKED = re.compile(r"([^()]+?)\s*\([A-Za-z]{1,2}\)")
"""A word with its letter behind it: Baik (B)."""


def read_codes(
    text: pl.Series,
    usual: Mapping[str, str],
    variants: Mapping[str, str],
    otherwise: Callable[[str], str | None] | None = None,
) -> Reading:
    """Codes by what the layout writes (`usual`); what else is understood is a repair.

    `otherwise` reads a text that no word equals.

    >>> read = read_codes(pl.Series(["05", "5", "S1", "99"]), {"05": "05", "40": "40"}, {"S1": "40"})
    >>> read.values.to_list(), [notice.rule for notice in read.notices]
    (['05', '05', '40', None], ['code_variant', 'unknown_code'])
    """
    value = translate(text, usual.get, pl.String)
    pending = text.set(value.is_not_null(), None)
    if not pending.null_count() < pending.len():
        return Reading(value)
    meanings = {_key(word): code for word, code in (*variants.items(), *usual.items())}

    def meaning(cell: str) -> str | None:
        word = _key(cell)
        if word in meanings:
            return meanings[word]
        code = otherwise(cell) if otherwise else None
        marked = None if code else _MARKED.fullmatch(cell.strip())
        return meanings.get(_key(marked[1])) if marked else code

    read = translate(pending, meaning, pl.String)
    return Reading(
        value.fill_null(read),
        (
            *notice("code_variant", "repaired", read.is_not_null(), Message("a code written in another way")),
            *notice(
                "unknown_code",
                "unknown",
                pending.is_not_null() & read.is_null(),
                Message("a code that is not known"),
            ),
        ),
    )


def _key(word: str) -> str:
    """A code for comparing: case, marks and blanks do not count, nor zeros that a spreadsheet adds or drops.

    >>> _key("Laki-laki ") == _key("LAKI LAKI"), _key("5") == _key("05") == _key("5.0")
    (True, True)
    """
    digits = re.fullmatch(r"0*(\d+)(?:\.0+)?", in_plain_letters(word))
    return digits[1] if digits else plain(word)
