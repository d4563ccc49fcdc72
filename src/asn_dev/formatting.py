"""Numbers, shares, rupiah and dates as Indonesians (``"id"``) or English readers (``"en"``) write them.

Rounding is half up, as people and regulations round; unknown is a dash, never a zero.
"""

from __future__ import annotations

import math
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

import attrs

Kind = Literal["text", "integer", "decimal", "short", "percent", "rupiah", "date"]
"""How a value is shown; a percent is a share from 0 to 1."""


@attrs.frozen
class Withheld:
    """A value that is known but not shown: fewer than `minimum` people stand behind it.

    Without `minimum` it is one of several that are hidden together so that none can be worked out.
    """

    minimum: int | None = None


Value = str | int | float | date | Withheld | None
"""What a cell, a bar or a fact holds; None is unknown."""

UNKNOWN = "–"  # noqa: RUF001  (a dash, as tables print what is not known)
_LOCALES = {"id": "id_ID", "en": "en_GB"}
_DIGITS = Decimal(10) ** 21
"""From here on the digits of a number say nothing that its power of ten does not."""


def shown(value: Value, kind: Kind, language: str = "id", *, decimals: int = 1) -> str:
    """A value of any kind as readers of the language see it.

    >>> shown(0.5, "percent"), shown(Withheld(5), "decimal"), shown(True, "text")
    ('50,0%', 'ditahan (<5)', 'ya')
    """
    if value is None:
        return UNKNOWN
    if isinstance(value, Withheld):
        word = "withheld" if language == "en" else "ditahan"
        return word if value.minimum is None else f"{word} (<{value.minimum})"
    if isinstance(value, bool):
        return {"id": ("tidak", "ya"), "en": ("no", "yes")}[language][value]
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, str):
        return value
    match kind:
        case "integer":
            return integer(value, language)
        case "short":
            return short(value, language)
        case "percent":
            return percent(value, language, decimals=decimals)
        case "rupiah":
            return rupiah(value, language)
        case _:
            return number(value, language, decimals=decimals)


@attrs.frozen
class Figure:
    """A number as a value of a message or sentence, which each language writes in its own way.

    `people` is how many people stand behind it, where they are counted.

    >>> from asn_dev.messages import Message
    >>> str(Message("{count} rows", count=Figure(1200)))
    '1,200 rows'
    """

    value: Value
    kind: Kind = "integer"
    decimals: int = 1
    people: int | None = None

    def in_(self, language: str) -> str:
        """The number in ``"id"`` or ``"en"``."""
        return shown(self.value, self.kind, language, decimals=self.decimals)

    def __str__(self) -> str:
        return self.in_("en")


def number(value: float | None, language: str = "id", *, decimals: int = 1) -> str:
    """A number with so many decimals; one of more than 21 digits with its power of ten.

    >>> number(1234.25), number(1234.25, "en"), number(None) == UNKNOWN, number(1e300)
    ('1.234,3', '1,234.3', True, '1,00E+300')
    """
    return _shown(value, language, decimals)


def integer(value: float | None, language: str = "id") -> str:
    """A whole number: how many.

    >>> integer(5588245)
    '5.588.245'
    """
    return _shown(value, language, 0)


def short(value: float | None, language: str = "id", *, decimals: int = 2) -> str:
    """A number with at most so many decimals, none of them a zero at the end.

    >>> short(1234.5), short(20.0), short(20.25, "en")
    ('1.234,5', '20', '20.25')
    """
    text = number(value, language, decimals=decimals)
    point = "." if language == "en" else ","
    return text.rstrip("0").rstrip(point) if point in text and "E" not in text else text


def signed(value: float | None, language: str = "id", *, decimals: int = 2) -> str:
    """A change, with its sign.

    >>> signed(0.5), signed(-0.25, "en")
    ('+0,50', '-0.25')
    """
    text = number(value, language, decimals=decimals)
    return text if value is None or text.startswith("-") else f"+{text}"


def percent(share: float | None, language: str = "id", *, decimals: int = 1) -> str:
    """A share from 0 to 1 as a percentage.

    >>> percent(0.8333), percent(1, "en")
    ('83,3%', '100.0%')
    """
    shown = _shown(share, language, decimals, power=2)
    return shown if shown == UNKNOWN else f"{shown}%"


def rupiah(value: float | None, language: str = "id") -> str:
    """An amount in whole rupiah.

    >>> rupiah(1234567), rupiah(-500)
    ('Rp1.234.567', '-Rp500')
    """
    shown = _shown(value, language, 0)
    if shown == UNKNOWN:
        return shown
    return f"-Rp{shown[1:]}" if shown.startswith("-") else f"Rp{shown}"


def day(value: date | None, language: str = "id") -> str:
    """A day with its month in words.

    >>> day(date(2026, 11, 22)), day(date(2026, 8, 17), "en")
    ('22 November 2026', '17 August 2026')
    """
    from babel.dates import format_date

    return UNKNOWN if value is None else format_date(value, "d MMMM y", locale=_LOCALES[language])


def month(value: date, language: str = "id") -> str:
    """A month in short, with its year.

    >>> month(date(2026, 8, 17)), month(date(2026, 8, 17), "en")
    ('Agu 2026', 'Aug 2026')
    """
    from babel.dates import format_date

    return format_date(value, "MMM y", locale=_LOCALES[language])


def _shown(value: float | None, language: str, decimals: int, *, power: int = 0) -> str:
    from babel.numbers import format_decimal

    if value is None or not math.isfinite(value):
        return UNKNOWN
    # By way of its shortest text: 2.675 is meant to be 2.675, not the binary fraction just below.
    exact = Decimal(str(value)).scaleb(power)
    if abs(exact) >= _DIGITS:
        shown = f"{exact:.2E}"
        return shown if language == "en" else shown.replace(".", ",")
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    places = "." + "0" * decimals if decimals else ""
    shown = format_decimal(abs(rounded), f"#,##0{places}", locale=_LOCALES[language])
    return f"-{shown}" if rounded < 0 else shown
