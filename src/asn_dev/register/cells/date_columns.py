"""Columns of days: one day a cell, or the first and the last of several."""

from __future__ import annotations

from collections import Counter

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.register.cells.dates import CELL, US, ZONED, read_date
from asn_dev.register.cells.notices import Notice, Reading, notice, translate
from asn_dev.register.cells.ranges import Days, read_days
from asn_dev.register.files.sheet import DATE

_SHORT_YEAR = r"^\d{1,2}\s*[-/. ]\s*\w+\s*[-/. ]\s*\d{2}$"
_EITHER_ORDER = r"^(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])/\d{4}$"


def read_dates(text: pl.Series, kinds: pl.Series | None, *, month: bool = False, which: str = "") -> Reading:
    """Dates in any of the usual writings; what is not written as most of the column is a repair.

    `month`: only the month counts, and may stand alone; the date is its first day. `which`: the column is
    of the first ("start") or the last ("end") days, so that of several days in a cell that one is meant.
    """
    days = {cell: day for cell in text.drop_nulls().unique() if (day := read_date(cell, month=month))}
    ranges = _several(text.set(text.is_in(list(days)), None)) if which else {}
    ends = {cell: read.first if which == "start" else read.last for cell, read in ranges.items()}
    value = translate(text, lambda cell: days[cell].day if cell in days else ends.get(cell), pl.Date)
    style = translate(text, lambda cell: days[cell].style if cell in days else None, pl.String)
    if kinds is not None:
        style = style.set((kinds == DATE).fill_null(False), CELL)
    short = text.str.contains(_SHORT_YEAR) & value.is_null()
    lost = text.is_not_null() & value.is_null() & ~short
    differs = [cell for read in (days, ranges) for cell in read if read[cell].weekday_differs]
    return Reading(
        value.dt.month_start() if month else value,
        (
            *_styles(style, text),
            *notice(
                "days_as_range", "repaired", text.is_in(list(ranges)),
                Message("several days in one cell: the first or last of them is taken"),
            ),
            *_weekday_differs(text, differs),
            *_zone(style == ZONED),
            *_two_digits(short),
            *notice("not_a_date", "unknown", lost, Message("not a date that there is")),
        ),
    )  # fmt: skip


def _styles(style: pl.Series, text: pl.Series) -> tuple[Notice, ...]:
    """What was written otherwise than most, and where day and month may be exchanged."""
    counts = Counter(dict(style.drop_nulls().value_counts().iter_rows()))
    if not counts:
        return ()
    usual = counts.most_common(1)[0][0]
    notices: list[Notice] = []
    for name in sorted(set(counts) - {usual, ZONED}):
        message = Message("a date written as {written}, most are as {usual}", written=name, usual=usual)
        notices += notice("date_style", "repaired", style == name, message)
    if US in counts:
        either = text.str.contains(_EITHER_ORDER) & (style != US)
        message = Message("read as day/month, but other dates of the column are month/day")
        notices += notice("date_order", "warning", either, message)
    return tuple(notices)


@attrs.frozen(eq=False)
class DaysRead:
    """The first and the last days of a column whose cells may name several, and what was seen."""

    first: pl.Series
    last: pl.Series
    notices: tuple[Notice, ...]


def read_several_days(text: pl.Series) -> DaysRead:
    """The first and last day of each cell; a cell with one day begins and ends on it.

    >>> read = read_several_days(pl.Series(["5-9 Mei 2025", "2025-05-12", "menyusul"]))
    >>> [str(day) for day in read.last], [notice.rule for notice in read.notices]
    (['2025-05-09', '2025-05-12', 'None'], ['not_a_date'])
    """
    days = _several(text)
    zoned = [cell for cell in days if (one := read_date(cell)) and one.style == ZONED]
    short = text.str.contains(_SHORT_YEAR)
    lost = text.is_not_null() & ~text.is_in(list(days))
    notices = (
        *_weekday_differs(text, [cell for cell, read in days.items() if read.weekday_differs]),
        *_zone(text.is_in(zoned)),
        *_two_digits(lost & short),
        *notice(
            "not_a_date", "unknown", lost & ~short,
            Message("no day that there is, nor several of which the last follows the first"),
        ),
    )  # fmt: skip
    return DaysRead(
        first=translate(text, lambda cell: days[cell].first if cell in days else None, pl.Date),
        last=translate(text, lambda cell: days[cell].last if cell in days else None, pl.Date),
        notices=notices,
    )


def _several(text: pl.Series) -> dict[str, Days]:
    """What cells say that name several days."""
    return {cell: read for cell in text.drop_nulls().unique() if (read := read_days(cell))}


def _weekday_differs(text: pl.Series, cells: list[str]) -> tuple[Notice, ...]:
    message = Message("the weekday is not that of the date; the date is used")
    return notice("weekday_differs", "warning", text.is_in(cells), message)


def _zone(hit: pl.Series) -> tuple[Notice, ...]:
    message = Message(
        "a moment with a time zone: the day is that of the zone if it is Indonesian, else that of UTC+7"
    )
    return notice("zoned_moment", "repaired", hit, message)


def _two_digits(hit: pl.Series) -> tuple[Notice, ...]:
    return notice("two_digit_year", "unknown", hit, Message("a year of two digits does not tell the century"))
