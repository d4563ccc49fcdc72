"""Moments and durations as e-learning platforms write them: a day with a time, PT1H30M."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import LearningActivity, column_of
from asn_dev.register.cells.dates import read_date
from asn_dev.register.cells.limits import within
from asn_dev.register.cells.notices import Reading, notice, translate
from asn_dev.register.cells.text import in_plain_letters
from asn_dev.register.cells.zones import LOCAL, OFFSETS, with_zone

_TIME = re.compile(r"[,t ]+(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:\.\d+)?)?\s*(am|pm)?\s*(wib|wita|wit)?$")
_SHORT_YEAR = re.compile(r"(\d{1,2}/\d{1,2}/)(\d{2})")
_DURATION = re.compile(
    r"p(?:(?P<weeks>[\d.]+)w)?(?:(?P<days>[\d.]+)d)?"
    r"(?:t(?:(?P<hours>[\d.]+)h)?(?:(?P<minutes>[\d.]+)m)?(?:(?P<seconds>[\d.]+)s)?)?"
)


@attrs.frozen
class Moment:
    """A day with the minute of the day, if the text has one, in local time."""

    day: date
    clock: int | None = None


def read_moment(text: str) -> Moment | None:
    """The moment in a text, or None if there is none or it does not exist.

    A text with a zone is turned into local time; one without is in local time. A year of two digits,
    which platforms write, lies in this century.

    >>> read_moment("Tuesday, 4 March 2025, 8:15 PM")
    Moment(day=datetime.date(2025, 3, 4), clock=1215)
    >>> read_moment("2025-03-04T20:15:00Z")
    Moment(day=datetime.date(2025, 3, 5), clock=195)
    >>> read_moment("4/03/25, 20:15") == read_moment("Selasa, 4 Maret 2025, 20.15")
    True
    """
    cell = in_plain_letters(text)
    if zoned := with_zone(cell):
        return _local(zoned)
    match = _TIME.search(cell)
    day_text = cell[: match.start()] if match else cell
    written = _SHORT_YEAR.fullmatch(day_text)
    written_day = read_date(f"{written[1]}20{written[2]}" if written else day_text)
    if written_day is None or match is None:
        return Moment(written_day.day) if written_day else None
    hour, minute = _hour(int(match[1]), match[3]), int(match[2])
    if hour is None or minute > 59:
        return None
    at = datetime(written_day.day.year, written_day.day.month, written_day.day.day, hour, minute)
    return _local(at.replace(tzinfo=timezone(timedelta(hours=OFFSETS[match[4] or "wib"]))))


def read_moments(text: pl.Series) -> tuple[Reading, pl.Series]:
    """The days of a column, with a notice where a text is no moment, and the minutes of the day."""
    moments = {cell: moment for cell in text.drop_nulls().unique() if (moment := read_moment(cell))}
    day = translate(text, lambda cell: moments[cell].day if cell in moments else None, pl.Date)
    clock = translate(text, lambda cell: moments[cell].clock if cell in moments else None, pl.Int64)
    lost = text.is_not_null() & day.is_null()
    return Reading(day, notice("not_a_date", "unknown", lost, Message("not a date that there is"))), clock


def read_durations(text: pl.Series) -> Reading:
    """The minutes of durations in ISO 8601, within what the model allows; others are unknown."""
    minutes = translate(text, read_duration, pl.Float64)
    lost = text.is_not_null() & minutes.is_null()
    inside = within(column_of(LearningActivity, "minutes"), minutes)
    notices = notice("not_a_duration", "unknown", lost, Message("not a duration such as PT1H30M"))
    return Reading(inside.values, (*notices, *inside.notices))


def read_duration(text: str) -> float | None:
    """The minutes of a duration in ISO 8601; None for other texts, and for years and months.

    >>> read_duration("PT1H30M"), read_duration("PT90S"), read_duration("P1M")
    (90.0, 1.5, None)
    """
    match = _DURATION.fullmatch(in_plain_letters(text))
    if match is None or not any(match.groups()):
        return None
    try:
        parts = {name: float(number) for name, number in match.groupdict().items() if number}
    except ValueError:
        return None
    return timedelta(**parts).total_seconds() / 60


def _local(at: datetime) -> Moment | None:
    try:
        here = at.astimezone(LOCAL)
    except OverflowError:
        return None
    return Moment(here.date(), here.hour * 60 + here.minute)


def _hour(hour: int, half: str | None) -> int | None:
    """The hour of the day, where the text may name the half of it."""
    if half is None:
        return hour if hour < 24 else None
    return hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else None
