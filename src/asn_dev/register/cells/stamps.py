"""Time stamps as survey tools write them: 2025/05/10 9.15.00 AM GMT+7, 10/05/2025 9:15, 5/10/2025 9:15:00 AM.

Whether the day or the month stands first is a way of the tool, so the whole column decides it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.register.cells.date_columns import read_dates
from asn_dev.register.cells.notices import Reading, notice, translate
from asn_dev.register.cells.text import in_plain_letters
from asn_dev.register.cells.times import read_moment
from asn_dev.register.cells.zones import LOCAL

_STAMP = re.compile(
    r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})"
    r"(?:[t, ]+(\d{1,2})[.:](\d{2})(?:[.:](\d{2})(?:[.,]\d{1,9})?)?\s?([ap]m)?"
    r"\s?(z|(?:gmt|utc)\s?[-+]\d{1,2}(?::?\d{2})?|[-+]\d{2}(?::?\d{2})?|gmt|utc|wib|wita|wit)?)?"
)
_ZONES = {"": 7 * 60, "wib": 7 * 60, "wita": 8 * 60, "wit": 9 * 60, "z": 0, "gmt": 0, "utc": 0}
_CENTURY = 2000
_PLACEHOLDER = date(1980, 1, 1)
"""What LimeSurvey writes where it was told not to keep days."""


@attrs.frozen
class _Stamp:
    """The parts of a time stamp: two numbers whose order may be open, or one day."""

    first: int
    second: int
    year: int
    year_first: bool
    padded: bool
    minutes: int | None
    zone: int

    @property
    def is_open(self) -> bool:
        """Whether by itself it does not tell the day from the month."""
        return not self.year_first and self.first != self.second and max(self.first, self.second) <= 12

    def day(self, *, day_first: bool) -> date | None:
        """The local day, or None for one that there is not."""
        month, day = (
            (self.second, self.first) if day_first and not self.year_first else (self.first, self.second)
        )
        try:
            at = datetime(self.year, month, day)
            if self.minutes is None:
                return at.date()
            zone = timezone(timedelta(minutes=self.zone))
            return (at + timedelta(minutes=self.minutes)).replace(tzinfo=zone).astimezone(LOCAL).date()
        except (ValueError, OverflowError):
            return None


def read_stamps(text: pl.Series, kinds: pl.Series | None = None) -> Reading:
    """The local days of a column of time stamps; a column without times is one of plain dates.

    Where no stamp of the column has a number above 12 and none a zero before it (American programs write
    none), nobody knows which is the month: those days are unknown, and that is a finding.

    >>> read_stamps(pl.Series(["5/10/2025 9:15:00", "5/31/2025 9:15:00"])).values.to_list()[0]
    datetime.date(2025, 5, 10)
    >>> read = read_stamps(pl.Series(["5/10/2025 9:15:00", "5/11/2025 9:15:00"]))
    >>> read.values.to_list(), read.notices[0].rule
    ([None, None], 'date_order')
    """
    stamps = {
        cell: stamp for cell in text.drop_nulls().unique() if (stamp := _parted(in_plain_letters(cell)))
    }
    if all(stamp.minutes is None for stamp in stamps.values()) and stamps:
        return _without_placeholder(read_dates(text, kinds), text)
    day_first = _order(stamps.values())
    either = [cell for cell, stamp in stamps.items() if stamp.is_open] if day_first is None else []
    days = {cell: _day(stamp, day_first) for cell, stamp in stamps.items() if cell not in either}

    def meaning(cell: str) -> date | None:
        if cell in stamps:
            return days.get(cell)
        moment = read_moment(cell)
        return moment.day if moment else None

    values = translate(text, meaning, pl.Date)
    undecided = text.is_in(either)
    lost = text.is_not_null() & values.is_null() & ~undecided
    message = Message(
        "day and month can be exchanged, and no time stamp of the column shows their order; "
        "write the days as 2025-05-31"
    )
    notices = (
        *notice("date_order", "unknown", undecided, message),
        *notice("not_a_date", "unknown", lost, Message("no time stamp that can be read")),
    )
    return _without_placeholder(Reading(values, notices), text)


def _without_placeholder(read: Reading, text: pl.Series) -> Reading:
    placeholder = (read.values == _PLACEHOLDER).fill_null(False)
    message = Message("1 January 1980 stands for a day that the tool was told not to keep")
    notices = notice("placeholder_day", "unknown", placeholder, message)
    return Reading(read.values.set(placeholder, None), (*read.notices, *notices)) if notices else read


def _parted(cell: str) -> _Stamp | None:
    match = _STAMP.fullmatch(cell)
    if match is None:
        return None
    first, _, second, third, hour, minute, _, half, zone = match.groups()
    year_first = len(first) == 4
    numbers = (second, third, first) if year_first else (first, second, third)
    year = int(numbers[2])
    if len(numbers[2]) not in (2, 4) or max(len(numbers[0]), len(numbers[1])) > 2:
        return None
    minutes = _minutes(hour, minute, half)
    if hour and minutes is None:
        return None
    padded = "0" in (numbers[0][0], numbers[1][0])
    full = year + _CENTURY if len(numbers[2]) == 2 else year
    if len(numbers[2]) == 2 and minutes is None:
        return None
    return _Stamp(int(numbers[0]), int(numbers[1]), full, year_first, padded, minutes, _offset(zone or ""))


def _minutes(hour: str | None, minute: str, half: str | None) -> int | None:
    if hour is None or int(minute) > 59 or int(hour) > (12 if half else 23):
        return None
    return (int(hour) % 12 + (12 if half == "pm" else 0) if half else int(hour)) * 60 + int(minute)


def _offset(zone: str) -> int:
    """The minutes by which a zone is before Greenwich; a stamp without a zone is in local time."""
    if zone in _ZONES:
        return _ZONES[zone]
    number = zone.removeprefix("gmt").removeprefix("utc").strip().replace(":", "")
    hours, minutes = (number[1:-2], number[-2:]) if len(number) > 3 else (number[1:], "0")
    return (-1 if number[0] == "-" else 1) * (int(hours) * 60 + int(minutes))


def _order(stamps: Iterable[_Stamp]) -> bool | None:
    """Whether the day stands first in the column; None where nothing, or everything, says so."""
    free = [stamp for stamp in stamps if not stamp.year_first]
    day, month = any(stamp.first > 12 for stamp in free), any(stamp.second > 12 for stamp in free)
    if day or month:
        return None if day and month else day
    return True if any(stamp.padded for stamp in free) else None


def _day(stamp: _Stamp, day_first: bool | None) -> date | None:
    order = stamp.first > 12 or stamp.second <= 12 if day_first is None else day_first
    return stamp.day(day_first=order)
