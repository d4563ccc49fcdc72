"""Moments with a time zone: the day that the office's own calendar shows."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

OFFSETS = {"wib": 7, "wita": 8, "wit": 9}
"""Hours that the zones of Indonesia are ahead of UTC; none has summer time."""

LOCAL = timezone(timedelta(hours=OFFSETS["wib"]))
"""Western Indonesian time (Asia/Jakarta), in which a moment of a zone outside the country is told."""

LOCAL_NAME = "Asia/Jakarta"

INDONESIAN = (LOCAL_NAME, "Asia/Pontianak", "Asia/Makassar", "Asia/Ujung_Pandang", "Asia/Jayapura")
"""The zones of the country by name: a moment in one of them keeps its own day."""

_ZONED = re.compile(r"\d{4}-?\d\d-?\d\d[t ]\d\d:?\d\d.*(?:z|[+-]\d\d(?::?\d\d)?)")


def with_zone(cell: str) -> datetime | None:
    """The moment in a text as machines write it with a zone, in lower case; None for other texts."""
    if not _ZONED.fullmatch(cell):
        return None
    try:
        moment = datetime.fromisoformat(cell.upper())
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def local_day(moment: datetime) -> date | None:
    """The day of a moment: its own in a zone of the country, else that of western Indonesian time.

    >>> local_day(datetime.fromisoformat("2025-03-04T20:15:00+00:00"))
    datetime.date(2025, 3, 5)
    >>> local_day(datetime.fromisoformat("2025-03-05T00:30:00+09:00"))
    datetime.date(2025, 3, 5)
    """
    offset = moment.utcoffset()
    if offset in [timedelta(hours=hours) for hours in OFFSETS.values()]:
        return moment.date()
    try:
        return moment.astimezone(LOCAL).date()
    except OverflowError:
        return None
