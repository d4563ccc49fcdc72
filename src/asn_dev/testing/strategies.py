"""Hypothesis strategies for every record and for small registers, drawn from the model itself.

What a field may hold is read from `columns_of`, so a new field or a tighter constraint needs no
change here. Numbers are whole or quarters: their sums are exact, whatever the order of the rows.
Needs the extra ``asn-dev[testing]``.
"""

from __future__ import annotations

import math
from datetime import date
from enum import Enum
from functools import cache
from string import ascii_lowercase
from typing import Any, TypeVar, cast

import annotated_types as at
import attrs

from asn_dev.messages import Message
from asn_dev.model import (
    STANDARD_COMPETENCIES,
    Answer,
    Assessment,
    CivilServant,
    Column,
    Competency,
    CompetencyKind,
    DisciplinaryAction,
    Employment,
    Enrolment,
    Job,
    LearningActivity,
    Nip,
    Participation,
    PerformanceAppraisal,
    Programme,
    Rater,
    RequiredLevel,
    ServiceMonth,
    Unit,
    column_of,
    columns_of,
    key_of,
)
from asn_dev.register.cells.text import FAILED, MARKS, NOTHING
from asn_dev.register.plausible import ages, greatest_plausible, placeholder_days

try:
    import hypothesis.strategies as st
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError(
        Message("asn_dev.testing.strategies needs Hypothesis: pip install 'asn-dev[testing]'"),
        name=missing.name,
    ) from None

T = TypeVar("T")

FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2040, 12, 31)
LAST_BIRTH = date(2005, 12, 31)
GREATEST = 1_000_000.0
"""The greatest number drawn where the model sets no bound."""

AWKWARD_TEXTS = ("=1+1", "-3", "@kota", "<b>tebal</b>", 'dua "kutip"', "a, b; c", "José")
"""Texts that files, spreadsheets and pages are known to spoil."""

SATISFACTION_ITEMS = tuple(f"U{n}" for n in range(1, 10))

QUESTIONS = {
    "training_reaction": ("material", "relevance", "lainnya"),
    "training_test": ("pre_test", "post_test"),
    "training_behaviour": ("P1", "P3", "P4"),
    "readiness": ("KP1", "KP4", "X1"),
}
"""Some items of what participants and staff are asked, reversed ones among them, and items nobody knows."""

STRANGER = "orang luar"
"""A respondent whom no list of participants has."""

_GIVEN = (None, 0.0, 1.0, 2.0, 4.0, 5.0, 6.0, 40.0, 100.0)
"""Answers on either scale, beside it, or not given."""


@st.composite
def nips(draw: st.DrawFn, *, employment: Employment | None = None) -> Nip:
    """Draw well-formed numbers of PNS and PPPK, put together from their parts."""
    birth = draw(st.dates(FIRST_DAY, LAST_BIRTH))
    kind = employment or draw(st.sampled_from([Employment.PNS, Employment.PPPK]))
    start = birth.year + draw(st.integers(18, 40))
    part = draw(st.integers(21, 29) if kind is Employment.PPPK else st.integers(1, 12))
    sex = draw(st.sampled_from("12"))
    return Nip(f"{birth:%Y%m%d}{start}{part:02}{sex}{draw(st.integers(1, 999)):03}")


st.register_type_strategy(Nip, nips())


@cache
def values(column: Column) -> st.SearchStrategy[Any]:
    """Strategy for the values of a column, null included where it may be unknown."""
    strategy = _known(column)
    return st.none() | strategy if column.optional else strategy


def records(record: type[T], **overrides: Any) -> st.SearchStrategy[T]:
    """Strategy for valid records of a class.

    Args:
        record: the class.
        overrides: for some fields a strategy, or the value itself.

    >>> from asn_dev.model import Job
    >>> records(Job, unit="Dinas Kesehatan")
    builds(Job, tier=..., title=..., unit=just('Dinas Kesehatan'))
    """
    kind: type = record
    fields = {column.name: values(column) for column in columns_of(kind)}
    chosen = {
        name: value if isinstance(value, st.SearchStrategy) else st.just(value)
        for name, value in overrides.items()
    }
    built = st.builds(record, **fields | chosen)
    ordered = {"end", "ends_on", "appointed_on", "mentee"} & set(fields)
    return built.map(_sound).filter(_guides_another) if ordered else built


def _sound(row: T) -> T:
    """The record with its days in order, and a first appointment at an age that somebody can have."""
    sound = cast("Any", row)
    for first, last in (("start", "end"), ("effective_on", "ends_on")):
        begun, ended = getattr(sound, first, None), getattr(sound, last, None)
        if begun and ended and ended < begun:
            sound = attrs.evolve(sound, **{first: ended, last: begun})
    if isinstance(sound, CivilServant) and sound.birth_date and sound.appointed_on:
        age, bounds = sound.appointed_on.year - sound.birth_date.year, ages("age_at_appointment")
        if not bounds.least <= age <= bounds.greatest:
            sound = attrs.evolve(cast("Any", sound), appointed_on=None)
    return cast("T", sound)


def _guides_another(row: object) -> bool:
    mentor = getattr(row, "mentor", None)
    return mentor is None or mentor != getattr(row, "mentee", None)


def tables(
    record: type[T], *, min_size: int = 0, max_size: int = 8, **overrides: Any
) -> st.SearchStrategy[list[T]]:
    """Strategy for lists of records of a class, no two with the same key."""
    key = key_of(record)

    def identity(row: T) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in key)

    return st.lists(
        records(record, **overrides),
        min_size=min_size,
        max_size=max_size,
        unique_by=identity if key else None,
    )


@st.composite
def registers(draw: st.DrawFn, *, people: int = 5, year: int = 2025) -> dict[type, list[Any]]:
    """Draw a small register in which rows refer to rows that are there, up to the end of `year`.

    Some people have no rows in other tables, some hold no post, some cells are unknown, and every
    table may be empty. The citizen survey ("skm") asks U1 to U9 on a scale from 1 to 4. Questionnaires of
    participants and staff hold what real ones hold: blanks, values off the scale, items that nobody knows,
    respondents who did not come or were not registered.
    """
    units = draw(tables(Unit, min_size=1, max_size=3))
    unit = st.sampled_from([one.name for one in units])
    competencies = [
        *(one for one in STANDARD_COMPETENCIES if one.code in ("integritas", "komunikasi", "perekat_bangsa")),
        Competency(code="T.01", name="Teknis", kind=CompetencyKind.TECHNICAL, unit=units[0].name),
    ]
    competency = st.sampled_from([one.code for one in competencies])
    jobs = draw(tables(Job, unit=unit, max_size=3))
    level = values(column_of(RequiredLevel, "level"))
    required = [
        RequiredLevel(job_title=job.title, unit=job.unit, competency=code, level=draw(level))
        for job in jobs
        for code in sorted(draw(st.sets(competency)))
    ]
    post = st.none() | st.sampled_from(jobs) if jobs else st.none()
    staff = [
        _in_agreement(one, draw(post))
        for one in draw(tables(CivilServant, max_size=people, unit=st.none() | unit))
    ]
    who = st.sampled_from([one.nip for one in staff]) if staff else st.nothing()
    day = st.dates(date(year - 4, 1, 1), date(year, 12, 31))
    start, end = day, st.none() | day
    held = st.sampled_from(["PK-1", "PK-2"])
    programmes = draw(tables(Programme, code=held, max_size=2, partner=None, mode=None))
    enrolments = draw(tables(Enrolment, programme=held, nip=who, start=None, end=end, hours=None, max_size=2))
    month = st.integers(1, 12).map(lambda n: date(year, n, 1))
    # Those on a list first: that they are asked, and did not come, should come up often.
    asked = [*(one.nip.number for one in enrolments), *(one.nip.number for one in staff), STRANGER]
    return {
        Unit: units,
        Competency: competencies,
        Job: jobs,
        RequiredLevel: required,
        CivilServant: staff,
        Assessment: draw(tables(Assessment, nip=who, competency=competency, day=day)),
        Participation: draw(tables(Participation, nip=who, start=st.none() | start, end=end)),
        LearningActivity: draw(
            tables(
                LearningActivity,
                nip=who,
                day=st.none() | st.dates(date(year, 3, 3), date(year, 3, 9)),
                minutes=st.none() | st.integers(0, 1200).map(lambda n: n / 4),
                course=st.none() | held,
            )
        ),
        PerformanceAppraisal: draw(
            tables(PerformanceAppraisal, nip=who, year=st.integers(year - 2, year), max_size=4)
        ),
        DisciplinaryAction: draw(
            tables(DisciplinaryAction, nip=who, effective_on=st.none() | day, max_size=2)
        ),
        Programme: programmes,
        Enrolment: enrolments,
        Answer: [
            *draw(_citizen_survey(unit, st.dates(date(year, 1, 1), date(year, 12, 31)))),
            *draw(_questionnaires(st.sampled_from(asked), held, unit, day)),
        ],
        ServiceMonth: draw(tables(ServiceMonth, unit=unit, service="Layanan", month=month, max_size=2)),
    }


def _in_agreement(person: CivilServant, job: Job | None) -> CivilServant:
    """The person with what is known of them agreeing with their number and their post."""
    nip = person.nip
    candidate = person.employment is Employment.CPNS and nip.employment is Employment.PNS
    agreeing: CivilServant = attrs.evolve(
        cast("Any", person),
        birth_date=person.birth_date and nip.birth_date,
        sex=person.sex and nip.sex,
        employment=person.employment if candidate else person.employment and nip.employment,
        appointed_on=person.appointed_on and nip.start,
        job_title=job and job.title,
        unit=job.unit if job else person.unit,
        tier=job.tier if job else person.tier,
    )
    return agreeing


@st.composite
def _citizen_survey(
    draw: st.DrawFn, unit: st.SearchStrategy[str], day: st.SearchStrategy[date]
) -> list[Answer]:
    """Questionnaires of a few citizens: whole, with blanks, or broken off."""
    answer = st.sampled_from([1.0, 2.0, 3.0, 4.0])
    whole = st.lists(answer, min_size=len(SATISFACTION_ITEMS), max_size=len(SATISFACTION_ITEMS))
    partly = st.lists(st.none() | answer, max_size=len(SATISFACTION_ITEMS))
    asked = draw(st.lists(st.tuples(unit, day, whole | partly), max_size=4))
    return [
        Answer(instrument="skm", respondent=f"R{n}", about="Layanan", item=item, value=value, unit=of, day=on)
        for n, (of, on, given) in enumerate(asked)
        for item, value in zip(SATISFACTION_ITEMS, given, strict=False)
    ]


@st.composite
def _questionnaires(
    draw: st.DrawFn,
    who: st.SearchStrategy[str],
    about: st.SearchStrategy[str],
    unit: st.SearchStrategy[str],
    day: st.SearchStrategy[date],
) -> list[Answer]:
    """What a few participants and staff filled in; nobody the same questionnaire twice."""
    instrument, rater = st.sampled_from(list(QUESTIONS)), st.none() | st.sampled_from(list(Rater))
    answers = st.lists(st.sampled_from(_GIVEN), min_size=3, max_size=3)
    filled = draw(
        st.lists(
            st.tuples(instrument, who, about, rater, st.none() | unit, st.none() | day, answers),
            max_size=3,
            unique_by=lambda questionnaire: questionnaire[:3],
        )
    )
    return [
        Answer(
            instrument=name,
            respondent=respondent,
            about=None if name == "readiness" else programme,
            rater=judge if name == "training_behaviour" else None,
            item=item,
            value=value,
            unit=of,
            day=on,
            wave=programme if name == "readiness" else None,
        )
        for name, respondent, programme, judge, of, on, values in filled
        for item, value in zip(QUESTIONS[name], values, strict=False)
    ]


def _known(column: Column) -> st.SearchStrategy[Any]:
    if issubclass(column.type, Enum):
        return st.sampled_from(list(column.type))
    if column.type in (int, float):
        return _numbers(column)
    if column.type is str:
        return _texts(column)
    if column.many:
        # Names that differ in accents alone are one name to the register.
        names = st.text(ascii_lowercase, min_size=2, max_size=12)
        return st.lists(names, min_size=1, max_size=3).map(tuple)
    if column == column_of(CivilServant, "birth_date"):
        return st.dates(FIRST_DAY, LAST_BIRTH)
    days = st.dates(FIRST_DAY, LAST_DAY).filter(lambda day: day not in placeholder_days())
    return days if column.type is date else st.from_type(column.type)


def _numbers(column: Column) -> st.SearchStrategy[int] | st.SearchStrategy[float]:
    """Whole numbers, or quarters, within the bounds of the column."""
    least, greatest, exclusive = column.bounds()
    plausible = greatest_plausible(column)
    greatest = greatest if plausible is None else plausible
    low, high = -GREATEST if least is None else least, GREATEST if greatest is None else greatest
    parts = 1 if column.type is int else 4
    lowest = math.floor(low * parts) + 1 if exclusive else math.ceil(low * parts)
    wholes = st.integers(lowest, math.floor(high * parts))
    return wholes if column.type is int else wholes.map(lambda n: n / parts)


def _texts(column: Column) -> st.SearchStrategy[str]:
    """Short texts without blanks around them, or awkward ones; no longer than the column allows."""
    longest = min((one.max_length for one in column.constraints if isinstance(one, at.MaxLen)), default=None)
    return (_words() | st.sampled_from(AWKWARD_TEXTS)).map(lambda text: text[:longest].rstrip())


def _words(exclude: str = "") -> st.SearchStrategy[str]:
    letters = st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters=exclude)
    return st.text(letters, min_size=1, max_size=8).filter(_stays)


def _stays(text: str) -> bool:
    """Whether reading takes nothing off the text: no mark of a spreadsheet, no word for nothing."""
    return text[0] not in MARKS and text.lower() not in (*NOTHING, *FAILED)
