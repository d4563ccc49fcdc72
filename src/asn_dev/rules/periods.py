"""The period a result is about: a calendar year by default."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import attrs
import narwhals as nw

from asn_dev.errors import InvalidValueError
from asn_dev.messages import Message

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Beyond these a year is a slip of the pen; rules look back some years from the first that makes sense."""


@attrs.frozen
class Period:
    """First and last day, both included.

    >>> Period.of_year(2025).last_years(2)
    Period(start=datetime.date(2024, 1, 1), end=datetime.date(2025, 12, 31))
    """

    start: date
    end: date

    @classmethod
    def of_year(cls, year: int) -> Period:
        """The calendar year; `InvalidValueError` for what is no year in which rules can be counted.

        >>> str(Period.of_year(2025))
        '2025'
        """
        if isinstance(year, bool) or not FIRST_YEAR <= year <= LAST_YEAR:
            raise InvalidValueError(
                Message(
                    "{year} is no year from {first} to {last}", year=year, first=FIRST_YEAR, last=LAST_YEAR
                ),
                record="period",
                field="year",
            )
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def year(self) -> int:
        """The year of the last day."""
        return self.end.year

    def last_years(self, years: int) -> Period:
        """So many calendar years that end with this period."""
        return Period(date(self.end.year - years + 1, 1, 1), self.end)

    def last_months(self, months: int) -> Period:
        """So many months that end with the last day of this period.

        >>> Period.of_year(2025).last_months(24) == Period.of_year(2025).last_years(2)
        True
        >>> str(Period(date(2025, 1, 1), date(2025, 3, 30)).last_months(1))
        '2025-03-01..2025-03-30'
        """
        year, month = divmod(self.end.year * 12 + self.end.month - 1 - months, 12)
        last = min(self.end.day, monthrange(year, month + 1)[1])
        if self.end.day == monthrange(self.end.year, self.end.month)[1]:
            last = monthrange(year, month + 1)[1]
        return Period(date(year, month + 1, last) + timedelta(days=1), self.end)

    def before(self) -> Period:
        """The period of the same length that ends the day before this one; of a year, the year before.

        >>> str(Period.of_year(2025).before()), str(Period(date(2025, 7, 1), date(2025, 9, 30)).before())
        ('2024', '2025-03-31..2025-06-30')
        """
        if str(self) == str(self.year):
            return Period.of_year(self.year - 1)
        return Period(
            self.start - (self.end - self.start) - timedelta(days=1), self.start - timedelta(days=1)
        )

    def contains(self, day: nw.Expr) -> nw.Expr:
        """Whether a day lies in the period; null where the day is unknown."""
        return (day >= nw.lit(self.start)) & (day <= nw.lit(self.end))

    def __str__(self) -> str:
        if (self.start, self.end) == (date(self.year, 1, 1), date(self.year, 12, 31)):
            return str(self.year)
        return f"{self.start:%Y-%m-%d}..{self.end:%Y-%m-%d}"
