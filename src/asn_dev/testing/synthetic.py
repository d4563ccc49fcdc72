"""An invented city, whole: every table that offices hand over, with a story that analysis can find.

Nobody in it exists. In May and June the people of the population office learn together; from July
its citizens wait less, and like it more than the year before. One workshop is called unrelated to
the daily work by most who came, and months later little of it is in use. Some know little of
themselves: cells are unknown, records missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import polars as pl

from asn_dev.errors import InvalidValueError
from asn_dev.messages import Message
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
    plural_of,
)
from asn_dev.register.agencies import government_key
from asn_dev.rules.instruments import BEHAVIOUR, Questionnaire
from asn_dev.rules.regions import Region
from asn_dev.rules.switches import NATIONAL
from asn_dev.testing.city import (
    competence,
    elearning,
    learning,
    mentoring,
    posts,
    programmes,
    reported,
    surveys,
    workforce,
)
from asn_dev.testing.city.drawing import forget, lots, table
from asn_dev.testing.city.offices import CITY, Office, city_of, subdistrict_of
from asn_dev.testing.city.untidy import PlantedFault, write_city
from asn_dev.testing.dressing import write_dressed

__all__ = [
    "CITY",
    "Office",
    "PlantedFault",
    "questionnaires_of",
    "regional_city",
    "synthetic_city",
    "write_city",
    "write_office",
    "write_region",
]

OFFICE_SEED = 52
"""A dressing with files of every kind, headings in two rows, titles, and lists for other purposes."""

UNKNOWN: dict[type, dict[str, float]] = {
    CivilServant: {"education": 0.01, "in_post_since": 0.01, "section": 0.02},
    RequiredLevel: {"level": 0.001},
    Assessment: {"level": 0.001},
    Participation: {"hours": 0.006, "provider": 0.02},
    Enrolment: {"attended": 0.004},
    Session: {"speaker": 0.03},
    ServiceMonth: {"waiting_minutes": 0.01, "errors": 0.01},
    Answer: {"value": 0.006},
    LearningActivity: {"clock": 0.04, "minutes": 0.03},
    MentorOffer: {"capacity": 0.03},
    MentoringSession: {"satisfaction": 0.1},
    ReportedHours: {"total": 0.01},
}
"""Which share of the cells of a column nobody wrote down."""


def synthetic_city(
    *,
    people: int = 1500,
    year: int = 2025,
    seed: int = 1,
    city: str = "Kota Contoh",
    offices: Sequence[Office] = CITY,
    questionnaires: Sequence[Questionnaire] = (),
) -> dict[type, pl.DataFrame]:
    """Make the tables of an invented city; the same arguments give the same tables.

    Sexes, employment, education and kinds of post are in the shares of the whole service (BKN, 1 November
    2025); levels, hours, answers and waits are assumed. Sessions are the catalogue of the next year.

    Args:
        people: how many civil servants there are.
        year: the tables stand at the end of this year.
        seed: which of the many cities it is.
        city: the name of the city.
        offices: the units it has, from `asn_dev.testing.city.offices`.
        questionnaires: what is asked there beside the national ones.

    Returns:
        A Polars frame for each record class.

    Raises:
        InvalidValueError: where there is nobody.

    >>> city = synthetic_city(people=200)
    >>> city[CivilServant].height
    200
    """
    if people < 1:
        raise InvalidValueError(
            Message("{value:g} is below the least allowed, {least:g}", value=people, least=1),
            record="synthetic_city",
            field="people",
        )
    drawn = partial(lots, seed)
    staff = workforce.civil_servants(drawn("people"), people, year, offices)
    jobs = posts.jobs(staff, offices)
    competencies = competence.competencies(offices)
    required = competence.required_levels(drawn("required"), jobs, competencies)
    first_found = competence.assessments(drawn("assessments"), staff, required, year)
    held = programmes.held(year, city, offices, competencies)
    offered = programmes.catalogue(drawn("catalogue"), year + 1, city, competencies)
    enrolments = learning.enrolments(drawn("enrolments"), staff, held)
    mentors = mentoring.offers(drawn("mentors"), staff, competence.latest(first_found))
    gaps = competence.gaps(staff, required, first_found)
    learners = mentoring.requests(drawn("learners"), staff, gaps, mentors)
    pairs = mentoring.mentorships(drawn("pairs"), mentors, learners, year)
    answers = [
        surveys.satisfaction(drawn("skm"), offices, year),
        surveys.readiness(drawn("readiness"), staff, year),
        surveys.reactions(drawn("reactions"), staff, enrolments, held),
        surveys.tests(drawn("tests"), staff, enrolments, held),
        surveys.behaviour(drawn("behaviour"), staff, enrolments, held, year),
        surveys.learning_culture(drawn("culture"), staff, year),
        *(
            surveys.of_a_region(drawn(one.code), one, staff, offices, enrolments, held, year)
            for one in questionnaires
        ),
    ]
    tables = {
        Unit: posts.units(city, offices),
        Job: jobs,
        CivilServant: staff,
        Competency: competencies,
        RequiredLevel: required,
        Assessment: competence.follow_up(first_found, enrolments, held, year),
        PotentialAssessment: competence.potential_assessments(drawn("potential"), staff, year),
        PerformanceAppraisal: competence.performance_appraisals(drawn("appraisals"), staff, year),
        DisciplinaryAction: competence.disciplinary_actions(drawn("discipline"), staff, year),
        Programme: pl.concat([table(Programme, held), offered]),
        Session: programmes.sessions(drawn("sessions"), year + 1, offered),
        Enrolment: enrolments,
        Participation: learning.participations(drawn("participations"), staff, enrolments, held, year),
        LearningActivity: elearning.activities(drawn("e-learning"), staff, year),
        Answer: pl.concat(answers),
        ServiceMonth: surveys.service_months(drawn("services"), offices, year),
        MentorOffer: mentors,
        MenteeRequest: learners,
        Mentorship: pairs,
        MentoringSession: mentoring.sessions(drawn("meetings"), pairs, year),
    }
    tables[ReportedIndex] = reported.indices(drawn("indices"), tables, year)
    tables[ReportedHours] = reported.hours(drawn("hours"), tables, year)
    return {
        record: forget(drawn(f"unknown {plural_of(record)}"), frame, UNKNOWN.get(record, {}))
        for record, frame in tables.items()
    }


def regional_city(
    region: Region, *, people: int = 1500, year: int | None = None, seed: int = 1
) -> dict[type, pl.DataFrame]:
    """Make the invented city of a region, with its name, sub-districts and questionnaires.

    A region that is a sub-district (a Kemendagri code of three parts) gets the offices of one. `year` is by
    default that of the region's day.
    """
    identity = region.identity
    name = identity.title.id
    if identity.code.count(".") == 2:
        offices = subdistrict_of(name.removeprefix("Kecamatan "), identity.subdistricts)
    else:
        offices = city_of(identity.subdistricts)
    return synthetic_city(
        people=people,
        year=year or region.on.year,
        seed=seed,
        city=name,
        offices=offices,
        questionnaires=questionnaires_of(region),
    )


def write_region(folder: str | Path, region: Region, *, people: int = 1500) -> tuple[PlantedFault, ...]:
    """Write the city of a region as its office would hand it over.

    Returns:
        The faults that were planted in the files.
    """
    wide = [region.instruments[code] for code in (BEHAVIOUR, "learning_culture")]
    return write_city(folder, regional_city(region, people=people), wide=[*wide, *questionnaires_of(region)])


def write_office(folder: str | Path, region: Region, *, people: int = 1500, seed: int = OFFICE_SEED) -> None:
    """Write the city of a region in the dress that its offices would give it, in files of many kinds.

    Every sheet has the headings of offices, as `asn_dev.testing.dressing` dresses it; nothing is faulty.
    """
    wide = [region.instruments[code] for code in (BEHAVIOUR, "learning_culture")]
    city = regional_city(region, people=people)
    name = government_key(region.identity.government) or region.identity.title.id
    write_dressed(folder, city, seed, [*wide, *questionnaires_of(region)], name.title())


def questionnaires_of(region: Region) -> list[Questionnaire]:
    """Return the questionnaires that the region, or a parent but the national baseline, has brought."""
    versions = region.instruments.versions
    return [region.instruments[code] for code in region.instruments if versions[code][0].plugin != NATIONAL]
