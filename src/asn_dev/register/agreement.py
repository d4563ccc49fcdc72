"""What has to agree within one row: the number with what stands beside it, dates with each other.

The comparisons of a number with birth date, sex and start are BKN's consistency indicators CON_1 to
CON_4, appointment before confirmation is ACC_1 (agency software, secondary). None of them tells which
of the two cells is wrong, so the row is used as it is and the finding is a warning. Days of which the last
lies before the first are used by nobody: both are unknown, since a span of days would turn out negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs
import narwhals as nw

from asn_dev.messages import Message
from asn_dev.model import (
    Answer,
    Assessment,
    CivilServant,
    DisciplinaryAction,
    Employment,
    Enrolment,
    LearningActivity,
    MentoringSession,
    MentorOffer,
    Mentorship,
    Participation,
    PerformanceAppraisal,
    PotentialAssessment,
    ReportedHours,
    ReportedIndex,
    ServiceMonth,
    Session,
    SessionStatus,
    Sex,
)
from asn_dev.register.ledger import Severity
from asn_dev.register.schema import NIP_PATTERN

_ROUNDED = 0.05
"""So much the rounding of parts and their sum can make."""

_YOUNGEST = 15
"""Nobody is appointed before this age: the same bound as in `asn_dev.model.Nip`."""


@attrs.frozen
class Disagreement:
    """A test that finds rows in which two cells do not fit: it is reported at `column`.

    `fields` are the columns it reads; where one is unknown, nothing is found. `unknown` are those of them
    that count as unknown in such a row.
    """

    rule: str
    column: str
    fields: tuple[str, ...]
    message: str
    test: nw.Expr
    unknown: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """Unknown where cells of the row are not used, else a warning."""
        return "unknown" if self.unknown else "warning"


def disagreements(record: type, today: date) -> tuple[Disagreement, ...]:
    """The tests of a record; `today` is the last day of which something can be known to have happened."""
    tests = [*_ORDERED.get(record, ()), *(_after(record, name, today) for name in _PAST.get(record, ()))]
    if record is CivilServant:
        tests += _of_the_number()
    if record is PerformanceAppraisal:
        message = Message("a year that is not over")
        tests.append(Disagreement("date_in_future", "year", ("year",), message, nw.col("year") > today.year))
    return tuple(tests)


def _order(
    record_first: str, record_last: str, *, rule: str = "end_before_start", message: str, used: bool = True
) -> Disagreement:
    test, fields = nw.col(record_last) < nw.col(record_first), (record_first, record_last)
    return Disagreement(rule, record_last, fields, message, test, () if used else fields)


_START_END = _order(
    "start", "end", used=False, message=Message("the last day lies before the first: neither is used")
)

_TAKES_NOBODY = Disagreement(
    "mentor_takes_nobody",
    "capacity",
    ("capacity",),
    Message("offers to guide, but has room for nobody: no learner is paired with this mentor"),
    nw.col("capacity") == 0,
)

_LESS_THAN_PARTS = Disagreement(
    "total_differs",
    "total",
    ("managerial", "technical", "functional", "total"),
    Message("the total is less than the sum of its parts"),
    nw.col("total") + _ROUNDED < nw.col("managerial") + nw.col("technical") + nw.col("functional"),
)

_ORDERED: dict[type, tuple[Disagreement, ...]] = {
    **dict.fromkeys((Participation, Session, Enrolment, Mentorship), (_START_END,)),
    MentorOffer: (_TAKES_NOBODY,),
    ReportedHours: (_LESS_THAN_PARTS,),
    DisciplinaryAction: (
        _order(
            "effective_on",
            "ends_on",
            used=False,
            message=Message("it ends before it is in force: neither day is used"),
        ),
    ),
    CivilServant: (
        _order(
            "appointed_on",
            "confirmed_on",
            rule="confirmed_before_appointed",
            message=Message("confirmed before the first appointment (ACC_1)"),
        ),
        _order("birth_date", "appointed_on", message=Message("appointed before birth")),
    ),
}

_PAST: dict[type, tuple[str, ...]] = {
    CivilServant: ("birth_date", "appointed_on", "confirmed_on", "in_post_since"),
    Participation: ("start", "end"),
    Assessment: ("day",),
    PotentialAssessment: ("day",),
    Answer: ("day",),
    ServiceMonth: ("month",),
    ReportedIndex: ("reported_on",),
    MentoringSession: ("day",),
    LearningActivity: ("day",),
}
"""Dates of what has happened; dates of plans may lie ahead."""


def _after(record: type, name: str, today: date) -> Disagreement:
    late, message = nw.col(name) > nw.lit(today), Message("a day that has not come yet")
    if record is MentoringSession:
        held = nw.col("status") == SessionStatus.HELD.value
        return Disagreement("date_in_future", name, (name, "status"), message, late & held)
    return Disagreement("date_in_future", name, (name,), message, late)


def _of_the_number() -> list[Disagreement]:
    nip = nw.col("nip")
    number = nw.when(nip.str.contains(NIP_PATTERN)).then(nip)
    start, month = number.str.slice(8, 4), number.str.slice(12, 2)
    contract = number.str.slice(12, 1) == "2"
    appointed = nw.col("appointed_on")
    digit = number.str.slice(14, 1)
    male, female = (nw.lit(one.value) for one in (Sex.MALE, Sex.FEMALE))
    sex = nw.when(digit == "1").then(male).otherwise(nw.when(digit == "2").then(female))
    age = start.cast(nw.Int64) - number.str.slice(0, 4).cast(nw.Int64)
    on_contract = nw.col("employment") == Employment.PPPK.value
    return [
        Disagreement(
            "nip_birth_date_differs", "birth_date", ("nip", "birth_date"),
            Message("differs from digits 1-8 of the number (CON_2)"),
            nw.col("birth_date").dt.to_string("%Y%m%d") != number.str.slice(0, 8),
        ),
        Disagreement(
            "nip_sex_differs", "sex", ("nip", "sex"), Message("differs from digit 15 of the number (CON_3)"),
            nw.col("sex") != sex,
        ),
        Disagreement(
            "nip_start_differs", "appointed_on", ("nip", "appointed_on"),
            Message("differs from digits 9-14 of the number (CON_1)"),
            ~contract & (appointed.dt.to_string("%Y%m") != nw.concat_str([start, month])),
        ),
        Disagreement(
            "nip_year_differs", "appointed_on", ("nip", "appointed_on"),
            Message("differs from digits 9-12 of the number (CON_4, PPPK)"),
            contract & (appointed.dt.to_string("%Y") != start),
        ),
        Disagreement(
            "nip_employment_differs", "employment", ("nip", "employment"),
            Message("differs from the kind of number (digits 13-14)"), contract != on_contract,
        ),
        Disagreement(
            "nip_appointed_before_age_15", "nip", ("nip",),
            Message("appointed before the age of 15 (digits 1-4 and 9-12)"),
            age < _YOUNGEST,
        ),
    ]  # fmt: skip


def disagreeing(
    frame: nw.DataFrame[Any], record: type, today: date
) -> list[tuple[Disagreement, nw.Series[Any]]]:
    """The tests that find something in a frame, each with the rows it finds."""
    tests = [one for one in disagreements(record, today) if set(one.fields) <= set(frame.columns)]
    if not tests or not len(frame):
        return []
    hits = frame.select(one.test.fill_null(False).alias(str(at)) for at, one in enumerate(tests))
    return [(one, hits[str(at)]) for at, one in enumerate(tests) if hits[str(at)].any()]


def without_contradictions(
    frame: nw.DataFrame[Any], hits: Sequence[tuple[Disagreement, nw.Series[Any]]]
) -> nw.DataFrame[Any]:
    """The frame with the cells unknown that nobody uses where they contradict each other."""
    for test, hit in hits:
        if test.unknown:
            contradicting = frame.with_columns(hit.alias("_contradicts"))
            frame = contradicting.with_columns(
                nw.when(~nw.col("_contradicts")).then(nw.col(name)).alias(name) for name in test.unknown
            ).drop("_contradicts")
    return frame


def with_oneself(frame: nw.DataFrame[Any]) -> list[int]:
    """The rows in which somebody is mentor and mentee at once."""
    if not {"mentor", "mentee"} <= set(frame.columns):
        return []
    same = frame.select((nw.col("mentor") == nw.col("mentee")).fill_null(False).alias("same"))["same"]
    return [int(row) for row in same.arg_true().to_list()]


WITH_ONESELF = Message("mentor and mentee are the same person")
"""Why such a row is rejected."""
