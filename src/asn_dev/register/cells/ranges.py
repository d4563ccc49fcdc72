"""Several days in one cell: 10 s.d. 12 Maret 2025, 5-9 Mei 2025, 10, 11 dan 12 Maret 2025."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import attrs

from asn_dev.register.cells.dates import MONTHS, WEEKDAYS, read_date
from asn_dev.register.cells.text import in_plain_letters

_TO = r"(?:-|~|\bs\s*[./]?\s*d\b\.?|\bsampai(?: dengan)?\b|\bhingga\b|\bto\b)"
_AND = r"(?:,? ?\b(?:dan|serta)\b|[,;&+])"
_CLOCK = r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?: ?(?:wib|wita|wit))?"
_AT = rf",? ?(?:pukul|pkl\.?|jam) ?:? ?{_CLOCK}(?: ?{_TO} ?(?:{_CLOCK}|selesai))?"
_IN_BRACKETS = rf" ?\({_CLOCK}(?: ?{_TO} ?(?:{_CLOCK}|selesai))?\)"
_HOURS = re.compile(
    rf"{_AT}|{_IN_BRACKETS}"
    rf"|(?<=\d{{4}}),? {_CLOCK}(?: ?{_TO} ?(?:{_CLOCK}|selesai))?|(?<=\d{{4}})t{_CLOCK}[^ /]*"
)
_LASTING = re.compile(r" ?\((?:selama )?\d+ hari\)| ?selama \d+ hari$")
_CALLED = re.compile(r"^(?:hari ?/ ?)?(?:tanggal|tgl\.?) ?:? ?")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
_BETWEEN_WEEKDAYS = re.compile(rf"^(?:hari )?(?:@(?: ?(?:{_TO}|{_AND}|/) ?@)*)[ ,/]*(?:tanggal |tgl\.? ?)?")
_LATER_WEEKDAY = re.compile(r"@[ ,/]*")

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_NAMED = re.compile(
    rf"(?P<day>\d{{1,2}})(?:[ .\-/]*(?P<month>{_MONTH})\b\.?(?:[ .\-,/]*(?P<year>\d{{4}})\b)?)?"
)
_JOIN = re.compile(rf" ?(?:{_TO}|{_AND}) ?")
_SPLIT = re.compile(rf" ?{_TO} ?")
_DAYS_OF_MONTH = re.compile(
    rf"(\d{{1,2}})(?: - | ?(?:{_TO}|{_AND}) ?)(\d{{1,2}}) ?([/.-]) ?(\d{{1,2}}) ?\3 ?(\d{{4}})"
)
_DAY_AND_MONTH = re.compile(
    rf"(\d{{1,2}})([/.-])(\d{{1,2}})(?: - | ?{_TO} ?)(\d{{1,2}})([/.-])(\d{{1,2}})\5(\d{{4}})"
)
_TWO_ISO = re.compile(rf"(\d{{4}}-\d\d-\d\d)(?: ?/ ?| | ?{_TO} ?)(\d{{4}}-\d\d-\d\d)")
_LONGEST = 160
"""A longer text is a story, not a day."""


@attrs.frozen
class Days:
    """The first and the last of the days in a cell, and whether a weekday beside them is another."""

    first: date
    last: date
    weekday_differs: bool = False


def read_days(text: str) -> Days | None:
    """The first and last day in a text, or None where it names no days, or names them backwards.

    >>> [str(read_days(text).last) for text in ("10 s.d. 12 Maret 2025", "28 April s/d 2 Mei 2025")]
    ['2025-03-12', '2025-05-02']
    >>> read_days("30 Des - 3 Jan 2025").first, read_days("12 - 10 Maret 2025")
    (datetime.date(2024, 12, 30), None)
    >>> read_days("Senin-Rabu, 10-12 Maret 2025 pukul 08.00 WIB").weekday_differs
    False
    """
    if len(text) > _LONGEST:
        return None
    cell, weekdays = _without_weekdays(_bare(in_plain_letters(text)))
    if not weekdays and (single := read_date(text)):
        return Days(single.day, single.day)
    days = _one(cell) or _numbered(cell) or _named(cell) or _apart(cell)
    if days is None or days[0] > days[-1]:
        return None
    expected = [WEEKDAYS[name] for name in weekdays]
    ends = (days[0], days[-1])
    differs = any(
        day.weekday() != weekday
        for day, weekday in zip(ends, (expected[:1] + expected[-1:])[: len(expected)], strict=False)
    )
    return Days(days[0], days[-1], weekday_differs=differs)


def _bare(cell: str) -> str:
    """The text without times of the day, its own name and how many days it is."""
    return _CALLED.sub("", _LASTING.sub("", _HOURS.sub("", cell))).strip(" ,.;")


def _without_weekdays(cell: str) -> tuple[str, list[str]]:
    """The text without its weekdays, and which they were."""
    weekdays = _WEEKDAY.findall(cell)
    marked = _WEEKDAY.sub("@", cell) if weekdays and "@" not in cell else cell
    return _LATER_WEEKDAY.sub("", _BETWEEN_WEEKDAYS.sub("", marked)).strip(" ,.;"), weekdays


def _one(cell: str) -> Sequence[date] | None:
    single = read_date(cell)
    return (single.day,) if single else None


def _numbered(cell: str) -> Sequence[date] | None:
    """Days in figures: 10 - 12/03/2025, 28/04 s.d. 02/05/2025, 2025-03-10/2025-03-12."""
    if match := _TWO_ISO.fullmatch(cell):
        return _whole([_day(*map(int, day.split("-"))) for day in match.groups()])
    if match := _DAYS_OF_MONTH.fullmatch(cell):
        first, last, _, month, year = match.groups()
        return _whole([_day(int(year), int(month), int(day)) for day in (first, last)])
    if match := _DAY_AND_MONTH.fullmatch(cell):
        day, _, month, last, _, last_month, year = match.groups()
        begun = int(year) - (int(month) > int(last_month))
        return _whole([_day(begun, int(month), int(day)), _day(int(year), int(last_month), int(last))])
    return None


def _named(cell: str) -> Sequence[date] | None:
    """Days of which at least the last has the name of a month; what a day lacks, the next one has."""
    written: list[re.Match[str]] = []
    at = 0
    while match := _NAMED.match(cell, at):
        written.append(match)
        join = _JOIN.match(cell, match.end())
        if join is None:
            break
        at = join.end()
    if not written or written[-1].end() != len(cell):
        return None
    days: list[date | None] = []
    month = year = 0
    for match in reversed(written):
        own = MONTHS[match["month"]] if match["month"] else month
        if match["year"]:
            year = int(match["year"])
        elif own > month > 0:  # 30 Des - 3 Jan 2025 begins in the year before
            year -= 1
        month = own
        days.append(_day(year, month, int(match["day"])))
    return _whole(days[::-1])


def _apart(cell: str) -> Sequence[date] | None:
    """Two whole dates with a word or a mark between them: 10/03/2025 s.d. 12/03/2025."""
    for between in _SPLIT.finditer(cell):
        first, last = read_date(cell[: between.start()]), read_date(cell[between.end() :])
        if first and last and min(between.start(), len(cell) - between.end()) >= len("1/1/2025"):
            return first.day, last.day
    return None


def _whole(days: Sequence[date | None]) -> Sequence[date] | None:
    """The days, if each of them exists and none stands before the one it follows."""
    existing = [day for day in days if day is not None]
    return existing if len(existing) == len(days) and existing == sorted(existing) else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None
