"""Periods as forms write them above a table: Semester I Tahun 2025, Januari s.d. Juni 2025."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from asn_dev.register.cells.dates import read_date
from asn_dev.register.cells.text import in_plain_letters

_PART = re.compile(r"\b(semester|smt|triwulan|tw|kuartal|caturwulan)\W*(iv|iii|ii|i|[1-4])\b")
_MONTHS_OF = {"semester": 6, "smt": 6, "triwulan": 3, "tw": 3, "kuartal": 3, "caturwulan": 4}
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_UNTIL = re.compile(
    r"\s*(?:\bs\.?\s?/?\s?d\.?(?![a-z])|\bsampai(?: dengan)?\b|\bhingga\b|\s-\s|-(?=\s*[a-z]))\s*"
)


def last_day(text: str) -> date | None:
    """The last day of a period, or None where the text names none.

    >>> [str(last_day(text)) for text in ("Semester I Tahun 2025", "Januari s.d. Maret 2025", "TW IV 2024")]
    ['2025-06-30', '2025-03-31', '2024-12-31']
    >>> str(last_day("1 Januari 2025 - 31 Mei 2025")), str(last_day(": 2025")), last_day("Semester III 2025")
    ('2025-05-31', '2025-12-31', None)
    """
    cell = in_plain_letters(text).strip(" :")
    years = _YEAR.findall(cell)
    if not years:
        return None
    year = int(years[-1])
    if part := _PART.search(cell):
        month = _MONTHS_OF[part[1]] * int(_NUMBERS.get(part[2], part[2]))
        return _end(year, month) if month <= 12 else None
    until = _UNTIL.split(cell)[-1].removeprefix("bulan ")
    if day := read_date(until):
        return day.day
    if month_only := read_date(until, month=True):
        return _end(month_only.day.year, month_only.day.month)
    return _end(year, 12) if re.fullmatch(r"(?:tahun\W*)?\d{4}", cell) else None


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
