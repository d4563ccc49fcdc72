"""What is compared between a plain city and the same city dressed: its scores, and what was said of losses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import attrs
import polars as pl

import asn_dev as asn
from asn_dev.model import (
    Answer,
    Assessment,
    CivilServant,
    Competency,
    DisciplinaryAction,
    Enrolment,
    Job,
    LearningActivity,
    MenteeRequest,
    MentoringSession,
    MentorOffer,
    Mentorship,
    Participation,
    PerformanceAppraisal,
    PotentialAssessment,
    Programme,
    ReportedHours,
    ReportedIndex,
    RequiredLevel,
    ServiceMonth,
    Session,
    Unit,
)
from asn_dev.testing.city.drawing import table
from asn_dev.testing.city.offices import CITY
from asn_dev.testing.dressing import Dressed, dressed
from asn_dev.testing.synthetic import synthetic_city

PEOPLE = 25
CITIES = 10
"""So many cities are invented; the dressings go round among them."""

ON = "2025-12-31"
LOUD = {"warning", "unknown", "rejected"}
READ_BACK = (
    Unit, Job, PotentialAssessment, Programme, Session, Enrolment, LearningActivity, Answer, MentorOffer,
    MenteeRequest, Mentorship, MentoringSession, ReportedIndex, ReportedHours,
)  # fmt: skip
"""The tables that are compared row by row; of the others the scores are."""

KEPT = (
    *READ_BACK, Competency, CivilServant, RequiredLevel, Assessment, PerformanceAppraisal, DisciplinaryAction,
    Participation, ServiceMonth,
)  # fmt: skip
HALVES = (
    {
        CivilServant, PerformanceAppraisal, DisciplinaryAction, Participation, Unit, Programme, Session, Enrolment,
        LearningActivity, ReportedIndex, ReportedHours,
    },
    {
        CivilServant, RequiredLevel, Assessment, Competency, Job, Answer, ServiceMonth, Unit, PotentialAssessment,
        MentorOffer, MenteeRequest, Mentorship, MentoringSession,
    },
)  # fmt: skip
"""What is dressed at once: a folder of every sheet would cost twice the time."""

OFFICES = tuple(
    office
    for office in CITY
    if office.name
    in {
        "Sekretariat Daerah",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        "Dinas Kesehatan",
        "Dinas Kependudukan dan Pencatatan Sipil",
        "Kecamatan Utara",
    }
)
OF_PEOPLE = {
    "learning_hours": (Participation,),
    "learning_hours_met": (Participation,),
    "ip_asn_qualification": (CivilServant,),
    "ip_asn_competence": (CivilServant, Participation),
    "ip_asn_performance": (PerformanceAppraisal,),
    "ip_asn_discipline": (DisciplinaryAction,),
    "ip_asn": (CivilServant, Participation, PerformanceAppraisal, DisciplinaryAction),
    "job_person_match": (CivilServant, RequiredLevel, Assessment, Competency),
    "performance_rating": (PerformanceAppraisal,),
}
"""The indicators of a person, and the records whose sheets they are computed from."""

OF_UNITS = {
    "skm_index": (Answer,),
    "unit_complaints": (ServiceMonth,),
    "unit_requests_counted": (ServiceMonth,),
}


@attrs.frozen
class Outcome:
    """How a dressing came out: values that differ with nothing said, and how many were lost aloud."""

    seed: int
    silent: tuple[str, ...]
    lost: int


@cache
def city(number: int) -> Mapping[type, pl.DataFrame]:
    """A small city, some of whose people were punished; every other number has the other half of its tables."""
    return {record: frame for record, frame in _whole(number // 2).items() if record in HALVES[number % 2]}


@cache
def _whole(number: int) -> Mapping[type, pl.DataFrame]:
    tables = synthetic_city(people=PEOPLE, seed=number, offices=OFFICES)
    punished = tables[CivilServant]["nip"].gather([2, 7, 11, 15]).to_list()
    actions = {
        "nip": punished,
        "level": ["R", "S", "B", "R"],
        "measure": ["Teguran lisan", "Pemotongan tukin 25% selama 6 bulan", None, "Teguran tertulis"],
        "effective_on": [date(2025, 3, 14), date(2024, 11, 3), date(2025, 7, 28), date(2025, 1, 2)],
        "ends_on": [date(2025, 9, 13), date(2025, 5, 2), date(2026, 7, 27), date(2025, 6, 30)],
    }
    tables[DisciplinaryAction] = table(DisciplinaryAction, actions)
    answers = tables[Answer]
    skm = answers.filter(pl.col("instrument") == "skm", pl.col("day").dt.year() == 2025)
    few = skm.filter(pl.col("respondent").str.tail(3).cast(pl.Int64) < 15)
    others = answers.filter(pl.col("instrument").is_in(["readiness", "training_reaction", "training_test"]))
    tables[Answer] = pl.concat([few, others])
    return {record: tables[record] for record in KEPT}


@cache
def plain_scores(number: int) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """The scores of the plain city."""
    return scores_of(asn.Register.from_frames(dict(city(number))), number)


def scores_of(register: asn.Register, number: int) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """By person and by unit: the value of each indicator that comes from this half of the tables."""
    half = HALVES[number % 2]
    of_people = [name for name, records in OF_PEOPLE.items() if half.issuperset(records)]
    of_units = [name for name, records in OF_UNITS.items() if half.issuperset(records)]
    region = asn.region("nasional", on=ON)
    people = asn.score(register, region, of=CivilServant, indicators=of_people)
    units = asn.score(register, region, of=Unit, indicators=of_units) if of_units else pl.DataFrame()
    return {
        "nip": {row["nip"]: {name: row[name] for name in of_people} for row in people.to_dicts()},
        "unit": {row["name"]: {name: row[name] for name in of_units} for row in units.to_dicts()},
    }


def outcome(seed: int) -> Outcome:
    """Dress a city with this seed, read it back and compare."""
    number = seed % CITIES
    files = dressed(city(number), seed)
    register = asn.read(dict(files.files), today=date(2026, 1, 31))
    loud = {found.file for found in register.findings if found.severity in LOUD}
    silent, lost = [], 0
    for key, name, before, after in _differences(plain_scores(number), scores_of(register, number)):
        if after is None and before is not None and loud.intersection(_holding(files, name)):
            lost += 1
        else:
            silent.append(f"{name} of {key}: {before} became {after}")
    for record, wrong in _other_rows(city(number), register):
        if wrong or not loud.intersection(files.holding.get(record, ())):
            silent.append(f"{record.__name__}: {wrong or 'cells or rows are lost'}")
        else:
            lost += 1
    return Outcome(seed, tuple(silent), lost)


def _other_rows(tables: Mapping[type, pl.DataFrame], register: asn.Register) -> Iterator[tuple[type, str]]:
    """The tables that are not read back the same, each with a row that says another thing, if there is one."""
    for record in (record for record in READ_BACK if record in tables):
        before = answers_of(tables[record]) if record is Answer else tables[record]
        if record not in register.tables:
            if before.height:
                yield record, ""
            continue
        after = register[record].to_polars().select(before.columns)
        after = answers_of(after) if record is Answer else after
        if after.sort(after.columns).equals(before.sort(before.columns)):
            continue
        others = after.join(before, on=before.columns, how="anti", nulls_equal=True)
        yield record, next((str(row) for row in others.iter_rows() if not _lacks_only(row, before)), "")


def answers_of(answers: pl.DataFrame) -> pl.DataFrame:
    """The answers that say something; those of citizens are numbered anew in each sheet."""
    return answers.filter(pl.col("value").is_not_null() & (pl.col("instrument") != "skm"))


def _lacks_only(row: tuple[Any, ...], before: pl.DataFrame) -> bool:
    """Whether the row is one of those before without some of its cells."""
    tests = [pl.col(name) == cell for name, cell in zip(before.columns, row, strict=True) if cell is not None]
    return not before.filter(*tests).is_empty() if tests else True


def _holding(files: Dressed, name: str) -> Iterator[str]:
    for record in {**OF_PEOPLE, **OF_UNITS}[name]:
        yield from files.holding.get(record, ())


def _differences(before: Any, after: Any) -> Iterator[tuple[str, str, Any, Any]]:
    for kind, rows in before.items():
        for key, values in rows.items():
            now = after[kind].get(key, {})
            for name, value in values.items():
                if not _same(value, now.get(name)):
                    yield (key[-6:] if kind == "nip" else key), name, value, now.get(name)
        for key in after[kind].keys() - rows.keys():
            if any(value is not None for value in after[kind][key].values()):
                yield key, "skm_index" if kind == "unit" else "ip_asn", None, "a stranger"


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < 1e-9
    return bool(one == other)
