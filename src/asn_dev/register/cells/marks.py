"""What points and commas in the numbers of a column stand for: decimals, or thousands.

1.440 has two meanings. Beside 58,8 it is one thousand four hundred and forty, beside 58.8 and 41.125 a
number with three decimals. Which of the two a column means is worked out from all that it shows; where
it shows nothing, or both, such a number is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs

DOUBTFUL = r"^[-+]?[1-9]\d{0,2}\.\d{3}$"
"""A number in which the point is decimal, or stands for thousands."""

_DOUBTFUL = re.compile(r"[-+]?[1-9]\d{0,2}([.,])\d{3}")
_ONE_MARK = re.compile(r"[-+]?(\d*)([.,])(\d+)")
_GROUPS = re.compile(r"[-+]?\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*")
_PLAIN = re.compile(r"[-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?|[-+]?\.\d+")
_ZEROS = re.compile(r"0{2,}")

_OTHER = {".": ",", ",": "."}


@attrs.frozen
class Bare:
    """The digits and marks of a number, with what they show by themselves.

    `decimal` is the decimal mark that this number shows, by having it or by having the other one for
    thousands; `value` is None where the mark before three digits has two meanings.
    """

    digits: str
    value: float | None
    decimal: str = ""

    @property
    def mark(self) -> str:
        """The mark that has two meanings, or nothing."""
        match = _DOUBTFUL.fullmatch(self.digits) if self.value is None else None
        return match[1] if match else ""

    def is_written_as(self, value: float) -> bool:
        """Whether programs write the value so."""
        return _PLAIN.fullmatch(self.digits) is not None and float(self.digits) == value

    @property
    def is_padded_zero(self) -> bool:
        """Whether it is two zeros or more and nothing else."""
        return _ZEROS.fullmatch(self.digits) is not None

    def as_decimal(self) -> float:
        """The value with the doubtful mark decimal."""
        return float(self.digits.replace(",", "."))

    def as_thousands(self) -> float:
        """The value with the doubtful mark for thousands."""
        return float(re.sub(r"[.,]", "", self.digits))


def bare_number(digits: str) -> Bare | None:
    """A number of digits, points, commas and blanks; None where it is none.

    >>> bare_number("1.234,5").value, bare_number("2.500.000").value, bare_number("2 500 000,00").value
    (1234.5, 2500000.0, 2500000.0)
    >>> bare_number("1.440").value, bare_number("58,8").decimal, bare_number("1.2.3")
    (None, ',', None)
    """
    if _DOUBTFUL.fullmatch(digits):
        return Bare(digits, None)
    if _PLAIN.fullmatch(digits):
        return Bare(digits, float(digits), "." if re.search(r"\.\d", digits) else "")
    if match := _ONE_MARK.fullmatch(digits):
        return Bare(digits, float(digits.replace(",", ".")), match[2]) if match[1] else None
    return _grouped(digits)


def _grouped(digits: str) -> Bare | None:
    """A number with thousands set apart, whole or with decimals behind the other mark."""
    if match := _GROUPS.fullmatch(digits):
        separator = match[1]
        return Bare(digits, float(digits.replace(separator, "")), _OTHER.get(separator, ""))
    for decimal in _OTHER:
        whole, mark, part = digits.rpartition(decimal)
        match = _GROUPS.fullmatch(whole) if mark and part.isdigit() else None
        if match and match[1] != decimal:
            return Bare(digits, float(whole.replace(match[1], "") + "." + part), decimal)
    return None


def meaning_of(numbers: Iterable[Bare], *, whole: bool, money: bool = False) -> Mapping[Bare, float]:
    """The value of each number that has one in a column of these numbers.

    `whole`: the column holds whole numbers; `money`: it holds rupiah, of which there are no thousandths.

    >>> column = [bare_number(text) for text in ("58,8", "1.440", "62,1")]
    >>> list(meaning_of(column, whole=False).values())
    [58.8, 1440.0, 62.1]
    >>> list(meaning_of([bare_number("1.440"), bare_number("2.125")], whole=False).values())
    []
    """
    column = tuple(numbers)
    padded = not any(re.match(r"[-+]?0\d", one.digits) for one in column if not one.is_padded_zero)
    meanings: dict[Bare, float] = {}
    for number in column:
        value = number.value
        if number.mark:
            value = _doubtful(number, column, whole=whole, money=money)
        elif number.is_padded_zero and padded:
            value = None
        if value is not None:
            meanings[number] = value
    return meanings


def _doubtful(number: Bare, column: tuple[Bare, ...], *, whole: bool, money: bool) -> float | None:
    """What a number with a doubtful mark means in the column, or None."""
    shown = {other.decimal for other in column} - {""}
    if shown == {_OTHER[number.mark]}:
        return number.as_thousands()
    if shown == {number.mark} and not whole:
        rounded = number.mark == "." and number.digits.endswith("0") and not _all_of_three(column)
        return None if rounded or money else number.as_decimal()
    if shown and not whole:
        return None
    if money:
        return number.as_thousands() if number.mark == "." else None
    return number.as_thousands() if _has_thousands(number.mark, column, whole=whole) else None


def _all_of_three(column: tuple[Bare, ...]) -> bool:
    """Whether every number of the column has three decimals: a program that rounds wrote them."""
    return all(re.fullmatch(r"[-+]?\d*\.\d{3}", one.digits) for one in column)


def _has_thousands(mark: str, column: tuple[Bare, ...], *, whole: bool) -> bool:
    """Whether the doubtful numbers of a column that shows no decimal mark can only be thousands.

    Of whole numbers 1.234 is one, as no part of one is left over. 1.000 beside 990 is one too: who writes
    all numbers with three decimals writes 990.000, and who writes as few as are needed writes 1.
    """
    doubtful = [one for one in column if one.mark == mark]
    if whole and any(one.as_decimal() % 1 for one in doubtful):
        return True
    counted = [one for one in column if one.digits.lstrip("-+").isdigit()]
    rounded = any(one.digits.endswith("0") for one in doubtful)
    ungrouped = any(one.value is not None and abs(one.value) >= 1000 for one in counted)
    return bool(counted) and rounded and not ungrouped
