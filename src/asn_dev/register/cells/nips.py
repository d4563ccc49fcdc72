"""Personnel numbers: 18 digits that stay text; a number cell has lost some and is refused."""

from __future__ import annotations

import re

import polars as pl

from asn_dev.messages import Message, joined
from asn_dev.model import Nip, NipProblem
from asn_dev.register.cells.notices import Reading, notice, translate
from asn_dev.register.cells.text import TYPED_MARKS, UNSEEN, in_plain_letters
from asn_dev.register.files.sheet import NUMBER
from asn_dev.register.schema import NIP_PATTERN

_LENGTH = 18
_BESIDE = re.compile(rf"[{UNSEEN}{TYPED_MARKS}./-]")
_EXPONENT = re.compile(r"^\d([.,]\d+)?e[+]?\d+$", re.IGNORECASE)

_PROBLEMS = {
    NipProblem.SERIAL_000: Message("its serial is 000: a spreadsheet has put zeros for the last digits"),
    NipProblem.IMPOSSIBLE_BIRTH_DATE: Message("digits 1-8 are no date of birth"),
    NipProblem.IMPOSSIBLE_MONTH: Message("digits 13-14 are neither a month (PNS) nor 21-29 (PPPK)"),
    NipProblem.IMPOSSIBLE_SEX: Message("digit 15 is neither 1 nor 2"),
}


def read_nips(cells: pl.Series, text: pl.Series, kinds: pl.Series | None) -> Reading:
    """Numbers that can have been issued; blanks and marks inside them are taken out.

    `cells` are as in the file, `text` is tidied.
    """
    fine = text.str.contains(NIP_PATTERN).fill_null(True)
    joined = text.zip_with(fine, translate(text.set(fine, None), _joined, pl.String))
    good = joined.str.contains(NIP_PATTERN).fill_null(False)
    if kinds is not None:
        good &= (kinds != NUMBER).fill_null(True)
    around = cells.str.strip_chars(TYPED_MARKS).str.contains(rf"^[{UNSEEN}]|[{UNSEEN}]$")
    return Reading(
        joined.set(~good, None),
        notice(
            "nip_spaces",
            "repaired",
            good & ((joined != text) | around),
            Message("blanks or marks in the number were taken out"),
        ),
    )


def _joined(text: str) -> str:
    """The digits without what stands between them.

    >>> _joined("19780822 199912.1-893")
    '197808221999121893'
    """
    if text.isascii() and text.isdigit():
        return text
    return _BESIDE.sub("", in_plain_letters(text))


def why_not(text: str, *, number: bool) -> str:
    """Why a text is not a personnel number that can be used.

    >>> why_not("1.97808E+17", number=False)
    'a spreadsheet has cut it to 1.97808E+17'
    >>> why_not("19780822199912189", number=False)
    'it has 17 digits, not 18'
    """
    if number:
        return Message("it is a number in the file, and numbers lose the last digits of 18: it must be text")
    digits = _joined(text)
    if _EXPONENT.match(text.strip()):
        return Message("a spreadsheet has cut it to {number}", number=text.strip())
    if not (digits.isascii() and digits.isdigit()):
        return Message("it does not consist of digits")
    if len(digits) != _LENGTH:
        return Message("it has {count} digits, not {length}", count=len(digits), length=_LENGTH)
    problems = [_PROBLEMS[problem] for problem in Nip(digits).problems if problem in _PROBLEMS]
    return joined("; ", problems) if problems else Message("it cannot have been issued")
