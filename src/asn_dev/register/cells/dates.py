"""Dates as offices write them: 2025-05-19, 19/05/2025, 19 Mei 2025, a spreadsheet's day number."""

from __future__ import annotations

import re
from datetime import date, timedelta

import attrs
import polars as pl

from asn_dev.register.cells.text import in_plain_letters
from asn_dev.register.cells.zones import local_day, with_zone
from asn_dev.register.files.sheet import NUMBER

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari pebruari february feb peb", "maret march mar mrt", "april apr",
            "mei may", "juni june jun", "juli july jul", "agustus august agu agt agust aug ags",
            "september sept sep", "oktober october okt oct", "november nopember nov nop",
            "desember december des dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "senin monday", "selasa tuesday", "rabu wednesday", "kamis thursday", "jumat jum'at friday",
            "sabtu saturday", "minggu ahad sunday",
        )
    )
    for name in names.split()
}  # fmt: skip
"""The days of the week by name; Monday is 0, as in `datetime`."""

_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)})[, ]*)?"
_TIME = r"(?:[t ]\s*\d{1,2}[:.]\d{2}\S*(?:\s*(?:am|pm|wib|wita|wit))?)?"
_YEAR_FIRST = re.compile(rf"{_WEEKDAY}(\d{{4}})([-/.])(\d{{1,2}})\3(\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"{_WEEKDAY}(\d{{1,2}})\s*([-/. ])\s*(\d{{1,2}})\s*\3\s*(\d{{4}}){_TIME}")
_NAMED = re.compile(rf"{_WEEKDAY}(\d{{1,2}})[\s\-./]*([a-z]+)[\s\-./,]*(\d{{4}}){_TIME}")
_NAMED_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
_MONTH_ONLY = re.compile(r"(\d{4})[-/. ](\d{1,2})|(\d{1,2})\s*[-/. ]\s*(\d{4})|([a-z]+)[\s\-./,]*(\d{4})")
_ISO_CELL = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DAY_NUMBER = re.compile(r"(\d{5})(?:\.\d+)?")

_DAY_ZERO = date(1899, 12, 30)
"""The day that spreadsheets count from."""

_DAYS_TO_1904 = 1462
"""Between the first days of the two systems of spreadsheets."""

_YEARS = range(1900, 2101)

ISO, CELL, US, ZONED = "2025-05-19", "a date cell", "05/19/2025", "2025-05-19T08:00+07:00"


@attrs.frozen
class Day:
    """A date, the way it was written, and whether the weekday beside it is that of another day."""

    day: date
    style: str
    weekday_differs: bool = False


def plain_date(cells: pl.Expr) -> pl.Expr:
    """The date where the cell is written year-month-day, else null."""
    return cells.str.to_date("%Y-%m-%d", strict=False, cache=False)


def is_plain_date(cells: pl.Expr, days: pl.Expr) -> pl.Expr:
    """Whether all cells of a column are days as programs write them, in years that are meant.

    What turns a text into a day passes over blanks before each part of it. A column has few different
    days, so looking at each of these once is cheap.
    """
    written = cells.unique().str.contains(_ISO_CELL).all()
    return written & days.is_between(date(_YEARS[0], 1, 1), date(_YEARS[-1], 12, 31)).all()


def from_1904(cells: pl.Series, kinds: pl.Series | None) -> pl.Series:
    """Cells whose day numbers count from 1904, as numbers of the days that other workbooks count.

    >>> from_1904(pl.Series(["44319", "2025-05-05"]), pl.Series(["number", "date"])).to_list()
    ['45781', '2025-05-05']
    """
    if kinds is None:
        return cells
    number = (kinds == NUMBER).fill_null(False) & cells.str.contains(r"^\d{5}(\.\d+)?$").fill_null(False)
    day = cells.str.extract(r"^(\d{5})").cast(pl.Int64, strict=False) + _DAYS_TO_1904
    shifted = day.cast(pl.String) + cells.str.extract(r"^\d{5}(.*)$")
    return shifted.zip_with(number, cells).alias(cells.name)


def read_date(text: str, *, month: bool = False) -> Day | None:
    """The date in a text, or None if there is none or the day does not exist.

    Day and month stand in the Indonesian order; the American order is taken only where nothing else
    is possible.

    >>> [str(read_date(text).day) for text in ("19 Mei 2025", "19/05/2025", "05/19/2025", "45796")]
    ['2025-05-19', '2025-05-19', '2025-05-19', '2025-05-19']
    >>> read_date("31-02-2025"), read_date("19-05-25"), read_date("Mei 2025", month=True).style
    (None, None, 'Mei 2025')
    """
    cell = in_plain_letters(text)
    read = _zoned(cell) or _numbers_only(cell) or _named(cell) or _digits_only(cell)
    return read or (_month_only(cell) if month else None)


def _numbers_only(cell: str) -> Day | None:
    if match := _YEAR_FIRST.fullmatch(cell):
        weekday, year, mark, month, day = match.groups()
        time = "T08:00" if len(cell) > match.end(5) else ""
        return _day(year, month, day, f"2025{mark}05{mark}19{time}", weekday)
    if match := _DAY_FIRST.fullmatch(cell):
        weekday, day, mark, month, year = match.groups()
        time = " 08:00" if len(cell) > match.end(5) else ""
        usual = _day(year, month, day, f"19{mark}05{mark}2025{time}", weekday)
        return usual or _day(year, day, month, US, weekday)
    return None


def _named(cell: str) -> Day | None:
    if match := _NAMED.fullmatch(cell):
        weekday, day, name, year = match.groups()
        return _day(year, MONTHS.get(name, 0), day, "19 Mei 2025", weekday)
    if match := _NAMED_FIRST.fullmatch(cell):
        name, day, year = match.groups()
        return _day(year, MONTHS.get(name, 0), day, "May 19, 2025")
    return None


def _digits_only(cell: str) -> Day | None:
    """A day number, or eight digits that are a date in one order only."""
    if match := _DAY_NUMBER.fullmatch(cell):
        number = _DAY_ZERO + timedelta(days=int(match[1]))
        return Day(number, "day number") if number.year in _YEARS else None
    if re.fullmatch(r"\d{8}", cell):
        orders = (
            _day(cell[:4], cell[4:6], cell[6:], "20250519"), _day(cell[4:], cell[2:4], cell[:2], "19052025"),
        )  # fmt: skip
        possible = [day for day in orders if day]
        return possible[0] if len(possible) == 1 else None
    return None


def _month_only(cell: str) -> Day | None:
    match = _MONTH_ONLY.fullmatch(cell)
    if match is None:
        return None
    first_year, first, last, last_year, name, named_year = match.groups()
    if name:
        return _day(named_year, MONTHS.get(name, 0), 1, "Mei 2025")
    return _day(first_year, first, 1, "2025-05") if first else _day(last_year, last, 1, "05/2025")


def _zoned(cell: str) -> Day | None:
    moment = with_zone(cell)
    day = local_day(moment) if moment else None
    return Day(day, ZONED) if day and day.year in _YEARS else None


def _day(
    year: str | int, month: str | int, day: str | int, style: str, weekday: str | None = None
) -> Day | None:
    try:
        read = date(int(year), int(month), int(day))
    except ValueError:
        return None
    differs = weekday is not None and WEEKDAYS[weekday] != read.weekday()
    return Day(read, style, weekday_differs=differs) if read.year in _YEARS else None
