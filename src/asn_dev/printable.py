"""Texts of data as charts, documents and screens can hold them.

What people type, and what files of theirs hold, is not always fit for XML, for a page or for a terminal.
Everything that draws, prints or shows a text takes it through here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

MARK = "\ufffd"
"""What stands in place of a character that nothing can show."""

_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
# They turn the direction of whatever comes after them, also outside of the text.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile(r"[\t\r\n]+")


def printable(text: str) -> str:
    r"""The text with a mark for each character that XML does not allow or nothing can show.

    Line and paragraph separators become blanks; marks that turn the direction of what comes after are
    left out, letters written from right to left stay.

    >>> printable("Dinas\x07 A\u2028B")
    'Dinas\ufffd A B'
    """
    return _TURNS.sub("", _UNFIT.sub(MARK, _LINE_ENDS.sub(" ", text)))


def in_one_line(text: str) -> str:
    """The same, without tabs and line breaks: for pages that have no place for them."""
    return _BREAKS.sub(" ", printable(text))


def all_texts(value: Any, change: Callable[[str], str] = printable) -> Any:
    """Lists and tables with every text in them changed: made printable, if nothing else is asked."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {all_texts(key, change): all_texts(one, change) for key, one in value.items()}
    return [all_texts(one, change) for one in value] if isinstance(value, (list, tuple)) else value
