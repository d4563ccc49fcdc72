"""The number of a civil servant: NIP of a PNS, NI of a PPPK, read into its parts.

18 digits: birth date (8), first appointment (4 + 2), sex (1), serial (3). Digits 13-14 tell the
two kinds apart: a month 01-12 for PNS, 21-29 for PPPK (2 and the count of contracts). Source:
Peraturan Kepala BKN 22/2007 and 43/2007; the PPPK form from published descriptions (secondary).
No check digit exists, so a wrong number can only be found by what it says.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

import attrs

from asn_dev.errors import InvalidValueError
from asn_dev.messages import Message
from asn_dev.model.codes import Employment, Sex


class NipProblem(StrEnum):
    """What can be wrong with a number; the value is a code for findings."""

    NOT_18_DIGITS = "nip_not_18_digits"
    SERIAL_000 = "nip_serial_000"
    IMPOSSIBLE_BIRTH_DATE = "nip_impossible_birth_date"
    IMPOSSIBLE_MONTH = "nip_impossible_month"
    IMPOSSIBLE_SEX = "nip_impossible_sex"
    APPOINTED_BEFORE_AGE_15 = "nip_appointed_before_age_15"
    BIRTH_DATE_DIFFERS = "nip_birth_date_differs"
    SEX_DIFFERS = "nip_sex_differs"


_MARKS = "'`\u2019 .\u00a0\u200b\t\r\n"
"""What files put around and between the digits."""


def mask(number: str) -> str:
    """Mask a personal number for a log: the birth year stays, of a name the first letter.

    >>> mask("198704122010012345"), mask("Siti Rahma")
    ('1987**************', 'S*********')
    """
    kept = 4 if number[:4].isdigit() else 1
    return number[:kept] + "*" * max(0, len(number) - kept)


def _digits(instance: Nip, attribute: attrs.Attribute[str], value: str) -> None:
    if not isinstance(value, str):
        raise InvalidValueError(
            Message(
                "expected text, got {kind}; a spreadsheet keeps only 15 digits of a number",
                kind=type(value).__name__,
            ),
            record="Nip",
            field="number",
        )


@attrs.frozen(repr=False, order=True)
class Nip:
    """An 18-digit personnel number, parsed; it never shows itself whole.

    Parsing never fails on text: what is wrong stands in `problems`, and a part that cannot be read
    is None. Units: dates are calendar dates; `contract` counts PPPK contracts from 1.

    >>> nip = Nip("198704122010012345")
    >>> nip
    Nip('1987**************')
    >>> nip.birth_date, nip.start, nip.sex.name, nip.serial, nip.contract
    (datetime.date(1987, 4, 12), datetime.date(2010, 1, 1), 'FEMALE', '345', None)
    >>> Nip("199001012021211001").employment.name, Nip("199001012021211001").contract
    ('PPPK', 1)
    >>> [problem.value for problem in Nip("198704122010132000").problems]
    ['nip_impossible_month', 'nip_serial_000']
    """

    number: str = attrs.field(validator=_digits)

    @property
    def is_18_digits(self) -> bool:
        """Whether the text has 18 digits, the form of a number."""
        return len(self.number) == 18 and self.number.isascii() and self.number.isdigit()

    @property
    def birth_date(self) -> date | None:
        """The date of birth, digits 1 to 8."""
        return self._date(self.number[:8]) if self.is_18_digits else None

    @property
    def start(self) -> date | None:
        """First appointment: the first of a month (PNS), 1 January of the year (PPPK)."""
        if not self.is_18_digits:
            return None
        month = self.number[12:14] if self.employment is Employment.PNS else "01"
        return self._date(self.number[8:12] + month + "01")

    @property
    def employment(self) -> Employment | None:
        """PNS or PPPK by digits 13-14; a CPNS has the number of a PNS."""
        part = self.number[12:14] if self.is_18_digits else ""
        if "01" <= part <= "12":
            return Employment.PNS
        if "21" <= part <= "29":
            return Employment.PPPK
        return None

    @property
    def contract(self) -> int | None:
        """Which contract of a PPPK, from 1; None for PNS."""
        return int(self.number[13]) if self.employment is Employment.PPPK else None

    @property
    def sex(self) -> Sex | None:
        """The sex, digit 15."""
        if not self.is_18_digits:
            return None
        return {"1": Sex.MALE, "2": Sex.FEMALE}.get(self.number[14])

    @property
    def serial(self) -> str | None:
        """The serial number, digits 16 to 18, counted from 001."""
        return self.number[15:] if self.is_18_digits else None

    @property
    def problems(self) -> tuple[NipProblem, ...]:
        """List what is wrong with the number itself."""
        return self.check()

    def check(self, *, birth_date: date | None = None, sex: Sex | None = None) -> tuple[NipProblem, ...]:
        """List what is wrong with the number, also against a known birth date or sex.

        >>> Nip("198704122010012345").check(sex=Sex.MALE)
        (<NipProblem.SEX_DIFFERS: 'nip_sex_differs'>,)
        """
        if not self.is_18_digits:
            return (NipProblem.NOT_18_DIGITS,)
        problems = []
        if self.birth_date is None:
            problems.append(NipProblem.IMPOSSIBLE_BIRTH_DATE)
        elif int(self.number[8:12]) - self.birth_date.year < 15:
            problems.append(NipProblem.APPOINTED_BEFORE_AGE_15)
        if self.employment is None:
            problems.append(NipProblem.IMPOSSIBLE_MONTH)
        if self.sex is None:
            problems.append(NipProblem.IMPOSSIBLE_SEX)
        if self.serial == "000":
            problems.append(NipProblem.SERIAL_000)
        if birth_date and self.birth_date and birth_date != self.birth_date:
            problems.append(NipProblem.BIRTH_DATE_DIFFERS)
        if sex and self.sex and sex != self.sex:
            problems.append(NipProblem.SEX_DIFFERS)
        return tuple(problems)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number as files write it: quotes, backticks, blanks and dots are dropped.

        >>> Nip.parse("`19870412 201001 2 345").number
        '198704122010012345'
        """
        return cls("".join(mark for mark in text if mark not in _MARKS))

    def __str__(self) -> str:
        return mask(self.number)

    def __repr__(self) -> str:
        return f"Nip('{mask(self.number)}')"

    @staticmethod
    def _date(digits: str) -> date | None:
        try:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
        except ValueError:
            return None
