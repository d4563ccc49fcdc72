"""Dates as offices write them: 2025-05-19, 19/05/2025, 19 Mei 2025, a spreadsheet's day number."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import attrs
import polars as pl

from asn_dev.register.cells.notices import Notice, Reading, notice, translate
from asn_dev.register.cells.text import in_plain_letters
from asn_dev.register.files.sheet import DATE, NUMBER

_MONTHS = {
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
_WEEKDAY = (
    r"(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?\s*)?"
)
_TIME = r"(?:[t ]\s*\d{1,2}[:.]\d{2}\S*(?:\s*(?:am|pm|wib|wita|wit))?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})\s*([-/. ])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}){_TIME}")
_NAMED = re.compile(rf"{_WEEKDAY}(\d{{1,2}})[\s\-./]*([a-z]+)[\s\-./,]*(\d{{4}}){_TIME}")
_NAMED_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
_MONTH_ONLY = re.compile(r"(\d{4})[-/. ](\d{1,2})|(\d{1,2})\s*[-/. ]\s*(\d{4})|([a-z]+)[\s\-./,]*(\d{4})")
_SHORT_YEAR = r"^\d{1,2}\s*[-/. ]\s*\w+\s*[-/. ]\s*\d{2}$"
_EITHER_ORDER = r"^(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])/\d{4}$"
_DAY_NUMBER = re.compile(r"(\d{5})(?:\.\d+)?")

_DAY_ZERO = date(1899, 12, 30)
"""The day that spreadsheets count from."""

_DAYS_TO_1904 = 1462
"""Between the first days of the two systems of spreadsheets."""

_YEARS = range(1900, 2101)

ISO, CELL, US = "2025-05-19", "a date cell", "05/19/2025"


@attrs.frozen
class Day:
    """A date and the way it was written."""

    day: date
    style: str


def plain_date(cells: pl.Expr) -> pl.Expr:
    """The date where the cell is written year-month-day, else null."""
    day = cells.str.to_date("%Y-%m-%d", strict=False, cache=False)
    return pl.when(day.is_between(date(_YEARS[0], 1, 1), date(_YEARS[-1], 12, 31))).then(day)


def read_dates(text: pl.Series, kinds: pl.Series | None, *, month: bool = False) -> Reading:
    """Dates in any of the usual writings; what is not written as most of the column is a repair.

    `month`: only the month counts, and may stand alone; the date is its first day.
    """
    found = {cell: day for cell in text.drop_nulls().unique() if (day := read_date(cell, month=month))}
    value = translate(text, lambda cell: found[cell].day if cell in found else None, pl.Date)
    style = translate(text, lambda cell: found[cell].style if cell in found else None, pl.String)
    if kinds is not None:
        style = style.set((kinds == DATE).fill_null(False), CELL)
    short = text.str.contains(_SHORT_YEAR) & value.is_null()
    lost = text.is_not_null() & value.is_null() & ~short
    return Reading(
        value.dt.month_start() if month else value,
        (
            *_styles(style, text),
            *notice("two_digit_year", "unknown", short, "a year of two digits does not tell the century"),
            *notice("not_a_date", "unknown", lost, "not a date that there is"),
        ),
    )


def _styles(style: pl.Series, text: pl.Series) -> tuple[Notice, ...]:
    """What was written otherwise than most, and where day and month may be exchanged."""
    counts = Counter(dict(style.drop_nulls().value_counts().iter_rows()))
    if not counts:
        return ()
    usual = counts.most_common(1)[0][0]
    notices: list[Notice] = []
    for name in sorted(set(counts) - {usual}):
        message = f"a date written as {name}, most are as {usual}"
        notices += notice("date_style", "repaired", style == name, message)
    if US in counts:
        either = text.str.contains(_EITHER_ORDER) & (style != US)
        message = "read as day/month, but other dates of the column are month/day"
        notices += notice("date_order", "warning", either, message)
    return tuple(notices)


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
    read = _numbers_only(cell) or _named(cell) or _digits_only(cell)
    return read or (_month_only(cell) if month else None)


def _numbers_only(cell: str) -> Day | None:
    if match := _YEAR_FIRST.fullmatch(cell):
        year, mark, month, day = match.groups()
        time = "T08:00" if len(cell) > match.end(4) else ""
        return _day(year, month, day, f"2025{mark}05{mark}19{time}")
    if match := _DAY_FIRST.fullmatch(cell):
        day, mark, month, year = match.groups()
        time = " 08:00" if len(cell) > match.end(4) else ""
        return _day(year, month, day, f"19{mark}05{mark}2025{time}") or _day(year, day, month, US)
    return None


def _named(cell: str) -> Day | None:
    if match := _NAMED.fullmatch(cell):
        day, name, year = match.groups()
        return _day(year, _MONTHS.get(name, 0), day, "19 Mei 2025")
    if match := _NAMED_FIRST.fullmatch(cell):
        name, day, year = match.groups()
        return _day(year, _MONTHS.get(name, 0), day, "May 19, 2025")
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
        return _day(named_year, _MONTHS.get(name, 0), 1, "Mei 2025")
    return _day(first_year, first, 1, "2025-05") if first else _day(last_year, last, 1, "05/2025")


def _day(year: str | int, month: str | int, day: str | int, style: str) -> Day | None:
    try:
        read = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return Day(read, style) if read.year in _YEARS else None
