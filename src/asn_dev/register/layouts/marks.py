"""Grade exports of learning platforms: the marks of a test before and one after, of nothing else.

Moodle names a column after its activity and the way it shows the mark (``Quiz: Pre Test (Real)``), Open edX
after the assignment (``Pre Test 1: ...``). Which activity is the test before or after only its name tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Answer, Enrolment, column_of
from asn_dev.register.cells import Notice, notice
from asn_dev.register.files.sheet import BLANKS
from asn_dev.register.layouts.layout import Derive, Layout
from asn_dev.register.layouts.moodle import COURSE, FILE_OF_PLACE, IDENTIFIERS
from asn_dev.register.layouts.surveys import REACTION, TESTS, answer, long
from asn_dev.register.sources import Source, source

if TYPE_CHECKING:
    from asn_dev.register.files import Sheet
    from asn_dev.register.layouts.layout import Derived

_BEFORE = re.compile(r"(?i)\bpre[\s_-]?tes[t]?\b|\b(?:tes|test|ujian|kuis|evaluasi) awal\b")
_AFTER = re.compile(r"(?i)\bpost?[\s_-]?tes[t]?\b|\b(?:tes|test|ujian|kuis|evaluasi) akhir\b")
_PER_CENT = re.compile(r"(?i)\((?:percentage|persentase|persen)\)\s*$|%")
_NO_MARK = re.compile(
    r"(?i)\((?:letter|huruf|feedback|umpan balik)\)\s*$|feedback|umpan balik|\((?:earned|possible)\)\s*$"
)
_OF_EDX = frozenset(("Enrollment Track", "Verification Status", "Certificate Eligible", "Cohort Name"))
_PLACE = "_place"
_EXPORT = (
    r"(?i)[\s_.-]*(?:grades?(?:[\s_-]?report)?|nilai|daftar nilai|problem[\s_-]grade[\s_-]report)"
    r"(?:[\s_-]?[\d-].*)?$"
)
_SMALL = 10.0
"""Marks that are nowhere above: the test may go to 10 and not to 100."""

_TEXT = column_of(Answer, "about")


def mark_layouts(sheet: Sheet) -> Iterator[Layout]:
    """The layout of a sheet of marks, one for each way in which it names people; none for another sheet."""
    headings = sheet.frame.columns
    tests = {"pre_test": _chosen(headings, _BEFORE), "post_test": _chosen(headings, _AFTER)}
    if not any(tests.values()) or {*REACTION.values()}.issubset(heading.casefold() for heading in headings):
        return
    shares = bool(_OF_EDX.intersection(heading.strip() for heading in headings))
    whole = {test for test, heading in tests.items() if heading and _PER_CENT.search(heading)}
    for numbers, how in IDENTIFIERS:
        who = source(Enrolment, "nip", *numbers, field="respondent", essential=True, account=True)
        yield Layout(
            name=f"nilai ujian platform{how}",
            record=Answer,
            sources=[
                who,
                source(Answer, "about", *COURSE, "kode_pelatihan", "kode_diklat", fact="course"),
                source(Answer, "unit", "perangkat_daerah", resolve="unit", fact="unit"),
                *(
                    answer(test, 0, 100, *([heading] if heading else ()), whole=False)
                    for test, heading in tests.items()
                ),
                Source(_PLACE, (), _TEXT, placed=True),
            ],
            signature=frozenset({"respondent", *(test for test, heading in tests.items() if heading)}),
            derive=_derive(shares=shares, whole=whole),
            make=_make,
            key=("about", "respondent"),
            absent=frozenset({"about"}),
            instruments=("training_test",),
        )


def _chosen(headings: Sequence[str], test: re.Pattern[str]) -> str:
    """The column of a test: the first with per cents, else the first with marks; letters are none."""
    named = [
        heading for heading in headings if test.search(heading) and not _NO_MARK.search(heading.strip(BLANKS))
    ]
    return next((heading for heading in named if _PER_CENT.search(heading)), named[0] if named else "")


def _derive(*, shares: bool, whole: set[str]) -> Derive:
    """Marks from 0 to 100, and the course from the name of the file; unknown on an unclear scale."""

    def derive(fields: pl.DataFrame) -> Derived:
        notices: list[Notice] = []
        file = pl.col(_PLACE).str.extract(FILE_OF_PLACE).str.replace(_EXPORT, "").str.strip_chars(" -_.")
        fields = fields.with_columns(about=pl.coalesce("about", pl.when(file != "").then(file)))
        message = Message(
            "the course is named by no column and not by the file: call the file after the course"
        )
        notices += notice("course_unknown", "warning", fields["about"].is_null(), message, "about")
        for test in TESTS:
            marks = fields[test].cast(pl.Float64)
            most = marks.max()
            if test in whole or not isinstance(most, (int, float)):
                continue
            if shares and most <= 1:
                marks = marks * 100
            elif most <= _SMALL:
                message = Message("no mark is above 10: whether the test goes to 10 or to 100 is not known")
                notices += notice("scale_unknown", "unknown", marks.is_not_null(), message, test)
                marks = pl.Series([None] * marks.len(), dtype=pl.Float64)
            fields = fields.with_columns(marks.alias(test))
        return fields, notices

    return derive


def _make(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
    """The two marks of each person who has one."""
    tested = rows.filter(pl.any_horizontal(pl.col(TESTS).is_not_null()))
    return {Answer: long(tested, "training_test", TESTS, respondent="respondent", about="about", unit="unit")}
