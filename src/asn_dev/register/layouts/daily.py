"""Lists of presence with a column for each day or meeting: "Hari 1", "Tgl 3", "Pertemuan ke-2", dates.

The days on which somebody came, of those that were held, count as a share of the meetings does in one column.
A blank cell tells nothing: the rest may decide all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Enrolment, Participation
from asn_dev.register.aliases import plain, squeezed
from asn_dev.register.cells import Notice, notice
from asn_dev.register.cells.attendance import read_attendance
from asn_dev.register.cells.dates import read_date
from asn_dev.register.cells.text import in_plain_letters
from asn_dev.register.files.sheet import BLANKS
from asn_dev.register.layouts.completion import ATTENDED, ATTENDED_HEADINGS
from asn_dev.register.layouts.days import DAYS
from asn_dev.register.layouts.layout import Derive, Layout
from asn_dev.register.plausible import share_attended
from asn_dev.register.sources import Source, source

if TYPE_CHECKING:
    from asn_dev.register.files import Sheet
    from asn_dev.register.layouts.layout import Derived

_WORDS = "daftar|kehadiran|hadir|absensi|absen|presensi|paraf|tanda tangan|ttd|tanggal|tgl|hari|waktu"
_BEFORE = rf"(?:(?:{_WORDS}) )*"
_PART = r"(?: (?:pagi|siang|sore|malam))?"
_COUNT = r"(?:\d{1,2}|[ivx]{1,5})"
_NUMBERED = re.compile(
    rf"{_BEFORE}(?:(?:hari|hr|h|pertemuan|sesi|day|tgl|tanggal)(?: ke)? ?{_COUNT}|d{_COUNT}){_PART}"
)
_MONTHS = "jan feb mar apr mei may jun jul agu aug ags agt sep okt oct nov des dec".split()
_SHORT_DATE = re.compile(rf"{_BEFORE}\d{{1,2}} (?:{'|'.join(_MONTHS)})[a-z]*(?: \d{{2,4}})?{_PART}")
_LABEL = re.compile(
    r"(?i)^(?:(?:daftar|kehadiran|hadir|absensi|absen|presensi|tanggal|tgl|hari|waktu)\b\W*)+"
)
_DAY_OF_MONTH = re.compile(r"(?:tanggal |tgl |hari )?\d{1,2}")
_OTHER_ATTENDED = frozenset(map(squeezed, ATTENDED_HEADINGS))
_FEW = 2
_SAMPLE = 40
_MOSTLY = 0.5


def daily_layouts(sheet: Sheet, kinds: Sequence[Layout]) -> Iterator[Layout]:
    """Of each layout that tells who came one for the sheet's own days; none for a sheet without days."""
    headings = sheet.frame.columns
    if _OTHER_ATTENDED.intersection(map(squeezed, headings)):
        return
    days = [heading for heading in headings if is_day(heading) and _holds_marks(sheet.frame[heading])]
    bare = [heading for heading in days if _DAY_OF_MONTH.fullmatch(plain(heading))]
    if len(days) < _FEW or (bare and not _in_letters(sheet, bare)):
        return
    for layout in kinds:
        for column in layout.sources:
            if column.field in ("attended", ATTENDED) and layout.record in (Enrolment, Participation):
                yield _by_day(layout, column, days)


def is_day(heading: str) -> bool:
    """Whether a heading names a day or a meeting.

    >>> [is_day(heading) for heading in ("Hari ke-2", "Tgl 3", "Senin, 10 Maret 2025", "H-1", "Hari Kerja")]
    [True, True, True, True, False]
    """
    words = plain(heading)
    return bool(
        _NUMBERED.fullmatch(words)
        or _SHORT_DATE.fullmatch(words)
        or _DAY_OF_MONTH.fullmatch(words)
        or _date_of(heading)
    )


def _date_of(heading: str) -> date | None:
    """The date that a heading tells in full."""
    text = _LABEL.sub("", heading.strip(BLANKS))
    if text.isdigit():  # day numbers of a workbook, not 3 or 2025
        return None
    day = read_date(text)
    return day.day if day else None


def _holds_marks(cells: pl.Series) -> bool:
    """Whether most of what stands in a column are marks of presence."""
    sample = [
        text for cell in cells.drop_nulls().head(_SAMPLE) if (text := cell.strip(BLANKS)) not in ("", "-")
    ]
    if not sample:
        return False
    marks = read_attendance(pl.Series([*sample, "v"])).values.head(len(sample))
    return marks.count() > _MOSTLY * len(sample)


def _in_letters(sheet: Sheet, days: Sequence[str]) -> bool:
    """Whether the marks under days that are numbers alone are letters: numbers there may be answers."""
    texts = [in_plain_letters(cell) for day in days for cell in sheet.frame[day].drop_nulls().head(_SAMPLE)]
    return not all(text.isdigit() for text in texts if text)


def _day(at: int) -> str:
    return f"_day {at}"


def _by_day(layout: Layout, attended: Source, days: Sequence[str]) -> Layout:
    """The layout with a column of marks for each day in place of the one that tells who came."""
    fields = [_day(at) for at in range(len(days))]
    columns = [
        source(Enrolment, "attended", day, field=field) for field, day in zip(fields, days, strict=True)
    ]
    others = [
        attrs.evolve(given, headings=(), expected=False) if given is attended else given
        for given in layout.sources
    ]
    return attrs.evolve(
        layout,
        name=f"{layout.name} per hari",
        sources=[*others, *columns],
        signature=(layout.signature - {attended.field}) | {*fields},
        derive=_deriving(layout, attended, days),
    )


def _deriving(layout: Layout, attended: Source, days: Sequence[str]) -> Derive:
    """What the layout derives, once the days have told who came and when it was."""
    dates = sorted(day for heading in days if (day := _date_of(heading)))

    def derive(fields: pl.DataFrame) -> Derived:
        value, notices = who_came(fields.select(_day(at) for at in range(len(days))))
        whole = fields.with_columns(value.alias(attended.field))
        if attended.words_as:
            # A presence that the days leave open is as doubtful as a word that nobody understands.
            whole = whole.with_columns(pl.lit("?").alias(attended.words_as))
        if len(dates) == len(days) and {"start", "end", DAYS} <= {*fields.columns}:
            untold = pl.all_horizontal(pl.col("start", "end", DAYS).is_null())
            whole = whole.with_columns(
                pl.when(untold).then(pl.lit(dates[0])).otherwise("start").alias("start"),
                pl.when(untold).then(pl.lit(dates[-1])).otherwise("end").alias("end"),
            )
        if layout.derive is None:
            return whole, notices
        whole, others = layout.derive(whole)
        return whole, (*notices, *others)

    return derive


def who_came(days: pl.DataFrame) -> tuple[pl.Series, Sequence[Notice]]:
    """Whether each came to enough of the days; unknown where what is blank could decide otherwise.

    >>> marks = pl.DataFrame({"1": [True, True, False, True], "2": [True, False, False, None]})
    >>> who_came(marks)[0].to_list()
    [True, False, False, None]
    """
    least = share_attended().value
    came = days.select(pl.sum_horizontal(pl.all().cast(pl.Int64).fill_null(0))).to_series()
    open_days = days.select(pl.sum_horizontal(pl.all().is_null().cast(pl.Int64))).to_series()
    enough = came >= least * days.width
    too_few = came + open_days < least * days.width
    value = pl.select(pl.when(enough).then(True).when(too_few).then(False)).to_series()
    shares = pl.select(pl.format("{}/{}", came, pl.lit(days.width))).to_series()
    partly = (came > 0) & (came < days.width) & value.is_not_null()
    by_share = read_attendance(shares.set(~partly, None)).notices
    message = Message(
        "no mark on some days, and the others do not decide whether somebody came to enough of them"
    )
    return value, [
        *(attrs.evolve(each, field=days.columns[0]) for each in by_share),
        *notice("days_without_mark", "unknown", value.is_null(), message, days.columns[0]),
    ]
