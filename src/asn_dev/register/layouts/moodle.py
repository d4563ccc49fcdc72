"""Moodle's reports of who completed a course, and which activities of it: one row a person.

The course stands in the name of the file alone (``completion-CODE.csv``, ``progress.CODE.csv``), unless an
office has added a column. Headings and words were read in Moodle's own code and language packs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import polars as pl

from asn_dev.messages import Message
from asn_dev.model import LearningActivity, column_of
from asn_dev.register.cells import Notice, notice
from asn_dev.register.cells.dates import read_date
from asn_dev.register.cells.notices import translate
from asn_dev.register.cells.text import in_plain_letters
from asn_dev.register.cells.times import read_moments
from asn_dev.register.layouts.layout import Derive, Layout, Make
from asn_dev.register.sources import Source, source

if TYPE_CHECKING:
    from asn_dev.register.files import Sheet
    from asn_dev.register.layouts.layout import Derived

NUMBER = ("ID number", "Nomor ID", "NIP", "nip_baru", "nipBaru")
USER_NAME = ("Username", "Nama pengguna")
E_MAIL = ("Email address", "Alamat email", "Alamat surel", "Email")
IDENTIFIERS = ((NUMBER, ""), (USER_NAME, ", nama pengguna"), (E_MAIL, ", surel"))
"""Where offices keep the personnel number, or what a list maps to one; of several the first counts."""

COMPLETED_ON = (
    "Course complete", "Kursus selesai", "Course completed", "Time completed", "Waktu selesai",
    "Completion date", "Tanggal penyelesaian",
)  # fmt: skip
COURSE = ("Course short name", "Nama singkat kursus", "Course name", "Nama kursus")

_TEXT = column_of(LearningActivity, "course")
_PLACE, _WHEN = "_place", "_when"
FILE_OF_PLACE = r"([^/]+?)\.\w+(?:/[^/]*)?/\d+$"
_BESIDE_CODE = r"(?i)^(?:completion[-_]|progress[._])|\s*\(\d+\)$"
_UNNAMED = re.compile(r"\(kolom \d+\)")
_SAMPLE = 200
_PLATFORM_WORD = re.compile(r"(?:(?:not|tidak|belum) )?(?:completed?|selesai)\b")
_NOT_DONE = re.compile(r"(?:not|tidak|belum)\b.*")
_DONE = re.compile(r"(?:completed?|selesai|ya|yes)\b(?!.*(?:did not|tidak)).*")


def moodle_layouts(sheet: Sheet | None = None) -> Iterator[Layout]:
    """The layouts of both reports; that of activities has two columns for each one in the sheet."""
    activities = _activities(sheet) if sheet is not None else []
    for headings_of_number, how in IDENTIFIERS:
        nip = source(LearningActivity, "nip", *headings_of_number, essential=True, account=True)
        yield _completion(nip, how)
        yield _progress(nip, how, activities)


def _completion(nip: Source, how: str) -> Layout:
    return Layout(
        name=f"Moodle penyelesaian kursus{how}",
        record=LearningActivity,
        sources=[
            nip,
            source(LearningActivity, "course", *COURSE),
            Source(_WHEN, COMPLETED_ON, _TEXT),
            Source(_PLACE, (), _TEXT, placed=True),
        ],
        signature=frozenset({"nip", _WHEN}),
        derive=_of_course,
        make=_make_course,
        key=("nip", "code"),
    )


def _of_course(fields: pl.DataFrame) -> Derived:
    """Day and time of completion; who has none has not completed the course."""
    days, state = _told_apart(fields[_WHEN])
    day, clock = read_moments(days)
    completed = pl.when(state.is_not_null()).then(pl.lit(state)).otherwise(pl.lit(days.is_not_null()))
    completions = _with_course(fields).with_columns(
        day.values.alias("day"), clock.alias("clock"), completed=completed
    )
    return completions, [_at(_WHEN, seen) for seen in day.notices]


def _told_apart(cells: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Split cells into days and states of completion in words."""
    state = translate(cells, _is_done, pl.Boolean)
    return cells.set(state.is_not_null(), None), state


def _make_course(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
    return {LearningActivity: rows.with_columns(platform=pl.lit("Moodle"))}


def _progress(nip: Source, how: str, activities: Sequence[tuple[str, str]]) -> Layout:
    columns = [
        given
        for at, (name, day) in enumerate(activities)
        for given in (Source(_state(at), (name,), _TEXT), Source(_when(at), (day,), _TEXT))
    ]
    names = [name for name, _ in activities]
    return Layout(
        name=f"Moodle penyelesaian aktivitas{how}",
        record=LearningActivity,
        sources=[
            nip,
            source(LearningActivity, "course", *COURSE),
            *columns,
            Source(_PLACE, (), _TEXT, placed=True),
        ],
        signature=frozenset({"nip", _state(0)}),
        derive=_of_activities(len(names)),
        make=_make_activities(names),
        key=("nip", "course"),
    )


def _activities(sheet: Sheet) -> list[tuple[str, str]]:
    """Each activity with the column behind it, which has no heading, or the day by which it is expected.

    The platform's own mark are its words of completion in the cells: any other sheet with unnamed columns
    is none of its reports.
    """
    headings = sheet.frame.columns
    named = [heading for heading in headings if not _UNNAMED.fullmatch(heading)]
    return [
        (name, day)
        for name, day in pairwise(headings)
        if name in named
        and (_UNNAMED.fullmatch(day) or read_date(day.partition(" (")[0]))
        and _tells_completion(sheet, name)
    ]


def _tells_completion(sheet: Sheet, heading: str) -> bool:
    """Whether most cells of a column are Moodle's words for completed or not completed."""
    words = [text for cell in sheet.frame[heading][:_SAMPLE] if cell and (text := cell.strip())]
    platform_words = sum(bool(_PLATFORM_WORD.match(in_plain_letters(word))) for word in words)
    return platform_words > 0 and 2 * platform_words >= len(words)


def _of_activities(count: int) -> Derive:
    def derive(fields: pl.DataFrame) -> Derived:
        """For each activity whether it is completed, and when."""
        completions = _with_course(fields)
        notices: list[Notice] = []
        for at in range(count):
            states = fields[_state(at)]
            done = translate(states, _is_done, pl.Boolean)
            unknown = states.is_not_null() & done.is_null()
            day, clock = read_moments(fields[_when(at)])
            message = Message("a word that does not say whether it is completed")
            notices += notice("unknown_code", "unknown", unknown, message, _state(at))
            notices += [_at(_when(at), seen) for seen in day.notices]
            completions = completions.with_columns(
                done.alias(f"completed {at}"), day.values.alias(f"day {at}"), clock.alias(f"clock {at}")
            )
        return completions, notices

    return derive


def _make_activities(names: Sequence[str]) -> Make:
    """One row for each person and activity of which the report says something."""

    def make(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
        parts = [
            rows.filter(pl.any_horizontal(pl.col(_state(at), _when(at)).is_not_null())).select(
                "nip",
                pl.concat_str("code", pl.lit(name), separator="/").str.head(500).alias("code"),
                pl.concat_str("course", pl.lit(name), separator=": ").alias("course"),
                pl.lit("Moodle").alias("platform"),
                *(pl.col(f"{told} {at}").alias(told) for told in ("completed", "day", "clock")),
            )
            for at, name in enumerate(names)
        ]
        return {LearningActivity: pl.concat(parts)}

    return make


def _with_course(fields: pl.DataFrame) -> pl.DataFrame:
    """The course as the sheet has it, else as the file is called, and what it is known by."""
    file = pl.col(_PLACE).str.extract(FILE_OF_PLACE).str.replace_all(_BESIDE_CODE, "")
    course = pl.coalesce("course", file)
    return fields.with_columns(course=course, code=pl.format("moodle/{}", course))


def _is_done(cell: str) -> bool | None:
    """What a word says of completion; None for other texts.

    >>> [_is_done(word) for word in ("Completed", "Selesai (tidak mencapai nilai kelulusan)", "4 Maret 2025")]
    [True, False, None]
    """
    word = in_plain_letters(cell)
    if _DONE.fullmatch(word):
        return True
    failed = word.startswith(("completed", "selesai")) or _NOT_DONE.fullmatch(word)
    return False if failed else None


def _state(at: int) -> str:
    return f"state {at}"


def _when(at: int) -> str:
    return f"when {at}"


def _at(field: str, seen: Notice) -> Notice:
    return Notice(seen.rule, seen.severity, seen.message, seen.rows, field)


LAYOUTS = tuple(moodle_layouts())
