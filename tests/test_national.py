"""The national rules: published and textbook cases, what unknown does, and the readings to choose from.

Cases marked *computed* follow from the tables of PerBKN 8/2019 as public applications have them; no
published case with all four parts was found.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

import asn_dev as asn
from asn_dev.errors import AsnDevError
from asn_dev.model import (
    STANDARD_COMPETENCIES,
    Answer,
    Assessment,
    CivilServant,
    Competency,
    CompetencyGap,
    CompetencyKind,
    DisciplinaryAction,
    DisciplineLevel,
    Education,
    Employment,
    Expectation,
    JobKind,
    LeadershipTraining,
    Nip,
    Participation,
    PerformanceAppraisal,
    PerformanceRating,
    PotentialAssessment,
    ProgrammeForm,
    RequiredLevel,
    SatisfactionElement,
    Tier,
    Unit,
)

DAY = "2025-12-31"
WHO, OTHER = Nip("198001012005011901"), Nip("198101012005012902")
BYSTANDER = (
    DisciplinaryAction(nip=OTHER, level=DisciplineLevel.HEAVY, effective_on=date(2024, 5, 1)),
    PerformanceAppraisal(nip=OTHER, year=2025, rating=PerformanceRating.POOR),
    Participation(nip=OTHER, form=ProgrammeForm.SEMINAR, hours=3.0, end=date(2025, 5, 1)),
)
"""Records of somebody else, so that the tables are there."""


def rows(
    *records: object,
    of: type = CivilServant,
    on: str = DAY,
    choose: dict[str, str] | None = None,
    only: Any = None,
) -> list[dict[str, Any]]:
    """The scored rows of a record, as plain values."""
    region = asn.region("nasional", on=on, choose=choose)
    found: list[dict[str, Any]] = asn.score(
        asn.Register.of(records), region, of=of, indicators=only
    ).to_dicts()
    return found


def person(
    *records: object, on: str = DAY, choose: dict[str, str] | None = None, **fields: Any
) -> dict[str, Any]:
    """The scored row of one civil servant with these fields and records; a PNS unless told otherwise."""
    given = {"employment": Employment.PNS, **fields}
    (found,) = rows(CivilServant(nip=WHO, **given), *records, on=on, choose=choose)
    return found


def activity(form: ProgrammeForm | None, hours: float | None = 4.0, **fields: Any) -> Participation:
    """An activity of the person, on 2 May 2025 unless told otherwise."""
    given = {"start": date(2025, 5, 2), "end": date(2025, 5, 2), **fields}
    return Participation(nip=WHO, form=form, hours=hours, **given)


def appraisal(rating: PerformanceRating | None, year: int = 2025, **fields: Any) -> PerformanceAppraisal:
    """An appraisal of the person."""
    return PerformanceAppraisal(nip=WHO, year=year, rating=rating, **fields)


def measure(level: DisciplineLevel | None, effective_on: date | None, **fields: Any) -> DisciplinaryAction:
    """A disciplinary measure against the person."""
    return DisciplinaryAction(nip=WHO, level=level, effective_on=effective_on, **fields)


# --- learning hours -------------------------------------------------------------------------------


def test_hours_count_for_the_year_in_which_they_end() -> None:
    """An activity over New Year counts for the later year."""
    course = activity(ProgrammeForm.TECHNICAL, 30.0, start=date(2024, 12, 28), end=date(2025, 1, 3))
    assert person(course)["learning_hours"] == 30
    assert person(course, on="2024-12-31")["learning_hours"] == 0


@pytest.mark.parametrize(
    ("form", "hours", "days", "counted"),
    [
        (ProgrammeForm.E_LEARNING, 10.0, 2, 6.0),
        (ProgrammeForm.E_LEARNING, 5.0, 2, 5.0),
        (ProgrammeForm.SELF_STUDY, 10.0, 1, 2.0),
        (ProgrammeForm.COMMUNITY, 10.0, 3, 6.0),
        (ProgrammeForm.WORKSHOP, 24.0, 3, 15.0),
        (ProgrammeForm.SEMINAR, 8.0, 1, 4.0),
        (ProgrammeForm.INTERNSHIP, 160.0, 30, 20.0),
        (ProgrammeForm.INTERNSHIP, 12.0, 30, 12.0),
        (ProgrammeForm.BENCHMARKING, 24.0, 3, 10.0),
        (ProgrammeForm.MENTORING, 16.0, 1, 4.0),
        (ProgrammeForm.MENTORING, 16.0, 31, 8.0),
        (ProgrammeForm.TECHNICAL, 40.0, 5, 40.0),
        (None, 40.0, 1, None),
        (None, 2.0, 1, 2.0),
    ],
)
def test_hours_count_up_to_the_limit_of_the_form(
    form: ProgrammeForm | None, hours: float, days: int, counted: float | None
) -> None:
    """Limits per day, activity and month cut, but never raise, what was recorded.

    Of an unknown form only what no form would cut is known.
    """
    start = date(2025, 5, 2)
    course = activity(form, hours, start=start, end=date.fromordinal(start.toordinal() + days - 1))
    (found,) = rows(course, of=Participation)
    assert found["hours_counted"] == counted


def test_hours_are_unknown_where_a_limit_per_day_has_no_days() -> None:
    """Without a first day the limit per day may cut or not; what one day allows is known, as is the limit per activity."""
    undated = {"start": None, "end": date(2025, 5, 2)}
    e_learning, short, internship = (
        rows(activity(form, hours, **undated), of=Participation)[0]["hours_counted"]
        for form, hours in (
            (ProgrammeForm.E_LEARNING, 50.0),
            (ProgrammeForm.E_LEARNING, 3.0),
            (ProgrammeForm.INTERNSHIP, 50.0),
        )
    )
    assert (e_learning, short, internship) == (None, 3, 20)


@pytest.mark.parametrize(
    ("employment", "hours", "met", "over"),
    [
        (Employment.PNS, 20.0, True, None),
        (Employment.PNS, 19.5, False, None),
        (Employment.CPNS, 20.0, True, None),
        (Employment.PPPK, 24.0, None, False),
        (Employment.PPPK, 24.5, None, True),
        (None, 40.0, None, None),
    ],
)
def test_the_minimum_holds_for_pns_and_the_ceiling_for_pppk(
    employment: Employment | None, hours: float, met: bool | None, over: bool | None
) -> None:
    """20 JP a year at least for PNS and CPNS, 24 at most for PPPK (PP 11/2017; PerLAN 15/2020)."""
    found = person(activity(ProgrammeForm.TECHNICAL, hours), employment=employment)
    assert (found["learning_hours_met"], found["learning_hours_over_ceiling"]) == (met, over)


def test_unknown_hours_leave_open_whether_the_minimum_is_met() -> None:
    """Below the minimum with an activity of unknown hours nothing is said; above it, it does not matter."""
    unknown = activity(ProgrammeForm.TECHNICAL, None)
    short = person(unknown, activity(ProgrammeForm.TECHNICAL, 10.0))
    names = ("learning_hours", "learning_hours_at_least", "learning_hours_unknown", "learning_hours_met")
    assert [short[name] for name in names] == [None, 10, 1, None]
    assert person(unknown, activity(ProgrammeForm.TECHNICAL, 20.0))["learning_hours_met"] is True


def test_nobody_has_hours_where_there_are_no_records_at_all() -> None:
    """Without the table hours are unknown; with it, a person who is not in it has 0."""
    assert person()["learning_hours"] is None
    assert person()["learning_hours_met"] is None
    assert person(*BYSTANDER)["learning_hours"] == 0
    assert person(*BYSTANDER)["learning_hours_met"] is False


def test_an_activity_without_a_last_day_leaves_the_hours_of_the_year_unknown() -> None:
    """Nobody knows in which year it counts; how many there are is counted apart."""
    scores = person(activity(ProgrammeForm.TECHNICAL, 20.0, end=None))
    names = ("learning_hours", "learning_hours_met", "learning_undated")
    assert [scores[name] for name in names] == [None, None, 1]


def test_what_is_known_decides_in_spite_of_what_is_not() -> None:
    """20 JP reached are reached; a few hours that may or may not count cannot bring somebody there."""
    undated = activity(ProgrammeForm.TECHNICAL, 4.0, end=None)
    enough = person(undated, activity(ProgrammeForm.TECHNICAL, 20.0))
    assert (enough["learning_hours_met"], enough["learning_hours_at_most"]) == (True, 24)
    assert person(undated, activity(ProgrammeForm.TECHNICAL, 15.0))["learning_hours_met"] is False
    assert person(undated, activity(ProgrammeForm.TECHNICAL, 16.0))["learning_hours_met"] is None


def test_hours_never_fall_below_zero_whatever_the_days() -> None:
    """A last day before the first leaves an activity's hours unknown."""
    seminar = activity(ProgrammeForm.SEMINAR, 8.0, start=date(2025, 6, 30), end=date(2025, 6, 1))
    (counted,) = rows(seminar, of=Participation)
    assert counted["hours_counted"] is None
    assert person(seminar)["learning_hours"] is None


def test_hours_are_split_as_the_recap_of_offices_has_them() -> None:
    """Managerial: leadership and forms 1, 5, 6; functional: 2; technical: the other forms."""
    found = person(
        activity(ProgrammeForm.STRUCTURAL, 100.0, leadership=LeadershipTraining.PIM_III),
        activity(ProgrammeForm.MANAGERIAL, 10.0),
        activity(ProgrammeForm.SOCIOCULTURAL, 1.0),
        activity(ProgrammeForm.FUNCTIONAL, 30.0),
        activity(ProgrammeForm.GUIDANCE, 12.0),
    )
    parts = [found[f"learning_hours_{kind}"] for kind in ("managerial", "functional", "technical")]
    assert parts == [111, 30, 12]
    assert found["learning_hours"] == 153


def test_a_region_may_limit_the_hours_of_a_form_per_year(
    make_plugin: Callable[..., str], tmp_path: Any
) -> None:
    """The activities of a form share its limit in proportion; other years and forms do not."""
    (tmp_path / "kota.toml").write_text(
        "[learning.limit_per_year]\nkind = 'lookup'\nlabel = { id = 'Batas', en = 'Limit' }\n"
        "[[learning.limit_per_year.values]]\nfrom = 2025-01-01\nvalue = { 3 = 30 }\n"
        "source = 'Perwal 1/2025'\nevidence = 'local'\n"
    )
    source = f"""
    @hookimpl
    def asn_dev_parameters():
        from pathlib import Path
        return [Path({str(tmp_path / "kota.toml")!r})]
    """
    register = asn.Register.of(
        [
            CivilServant(nip=WHO, employment=Employment.PNS),
            activity(ProgrammeForm.TECHNICAL, 40.0),
            activity(ProgrammeForm.TECHNICAL, 20.0),
            activity(ProgrammeForm.GUIDANCE, 8.0),
            activity(ProgrammeForm.TECHNICAL, 50.0, start=None, end=date(2024, 5, 2)),
        ]
    )
    region = asn.region(make_plugin("kota", source), on=DAY)
    counted = asn.score(register, region, of=Participation)["hours_counted"].to_list()
    assert counted == pytest.approx([20, 10, 8, 50])
    assert asn.score(register, region, of=CivilServant)["learning_hours"].to_list() == pytest.approx([38])


# --- the professionalism index --------------------------------------------------------------------

PIM_IV = activity(None, None, leadership=LeadershipTraining.PIM_IV, start=None, end=date(2015, 3, 1))
COURSE = activity(ProgrammeForm.TECHNICAL, 20.0)
SEMINAR = activity(ProgrammeForm.SEMINAR)
FUNCTIONAL = activity(ProgrammeForm.FUNCTIONAL, 60.0, start=None, end=date(2012, 3, 1))
GOOD = appraisal(PerformanceRating.GOOD)
PENGAWAS = {"job_kind": JobKind.STRUCTURAL, "tier": Tier.PENGAWAS}
AHLI_MUDA = {"job_kind": JobKind.FUNCTIONAL, "tier": Tier.AHLI_MUDA}
PELAKSANA = {"job_kind": JobKind.GENERAL, "tier": Tier.PELAKSANA}
PARTS = ("qualification", "competence", "performance", "discipline")

GOLDEN = {
    "pengawas": (
        {**PENGAWAS, "education": Education.S2},
        (PIM_IV, COURSE, SEMINAR, GOOD),
        (20, 40, 25, 5, 90, "Tinggi"),
    ),
    "fungsional": (
        {**AHLI_MUDA, "education": Education.S1},
        (FUNCTIONAL, COURSE, GOOD),
        (15, 30, 25, 5, 75, "Sedang"),
    ),
    "pelaksana SLTA": (
        {**PELAKSANA, "education": Education.SLTA},
        (COURSE, GOOD, measure(DisciplineLevel.LIGHT, date(2023, 7, 1))),
        (5, 22.5, 25, 3, 55.5, "Sangat Rendah"),
    ),
    "pelaksana D3": (
        {**PELAKSANA, "education": Education.D3},
        (COURSE, SEMINAR, appraisal(PerformanceRating.VERY_GOOD)),
        (10, 40, 30, 5, 85, "Tinggi"),
    ),
}


@pytest.mark.parametrize(("fields", "records", "expected"), GOLDEN.values(), ids=GOLDEN.keys())
def test_the_four_golden_cases(
    fields: dict[str, Any], records: tuple[object, ...], expected: tuple[Any, ...]
) -> None:
    """*Computed* from the tables of PerBKN 8/2019: four people, all four parts, total and band."""
    found = person(*records, *BYSTANDER, **fields)
    assert (*(found[f"ip_asn_{part}"] for part in PARTS), found["ip_asn"], found["ip_asn_band"]) == expected
    assert found["ip_asn_known"] == 4


def index(
    *records: object, choose: dict[str, str] | None = None, on: str = DAY, **fields: Any
) -> dict[str, Any]:
    """The golden pengawas, with these records instead and these fields changed."""
    return person(
        *records, *BYSTANDER, choose=choose, on=on, **{**PENGAWAS, "education": Education.S2, **fields}
    )


def test_without_an_appraisal_the_index_is_unknown_not_lower() -> None:
    """No SKP for the year: performance and index are null, and three parts are known."""
    found = index(PIM_IV, COURSE, SEMINAR, appraisal(PerformanceRating.GOOD, year=2023))
    assert (found["ip_asn_performance"], found["ip_asn"], found["ip_asn_band"]) == (None, None, None)
    assert (found["ip_asn_competence"], found["ip_asn_known"]) == (40, 3)


def test_an_unknown_education_leaves_the_index_unknown() -> None:
    """No education: qualification is null, not the least points."""
    found = index(PIM_IV, GOOD, education=None)
    assert (found["ip_asn_qualification"], found["ip_asn"], found["ip_asn_known"]) == (None, None, 3)


def test_a_table_that_is_not_there_leaves_its_part_unknown() -> None:
    """Without a table nothing is said; with it, nobody in it means a clean record and no training."""
    alone = person(**PENGAWAS, education=Education.S2)
    assert [alone[f"ip_asn_{part}"] for part in PARTS] == [20, None, None, None]
    beside = index()
    assert [beside[f"ip_asn_{part}"] for part in PARTS] == [20, 0, None, 5]


def test_technical_hours_that_are_unknown_leave_the_points_open() -> None:
    """A technical course of unknown hours may reach 20 JP; enough known hours settle it."""
    unknown = activity(ProgrammeForm.TECHNICAL, None)
    assert index(unknown, GOOD)["ip_asn_technical"] is None
    assert index(unknown, COURSE, GOOD)["ip_asn_technical"] == 15


def test_leadership_training_must_be_of_exactly_the_post() -> None:
    """PIM III does not serve a pengawas, nor PIM IV an administrator; no other group needs any."""
    pim_iii = activity(None, 200.0, leadership=LeadershipTraining.PIM_III)
    assert index(pim_iii)["ip_asn_leadership"] == 0
    assert index(pim_iii, tier=Tier.ADMINISTRATOR)["ip_asn_leadership"] == 15
    assert index(PIM_IV, tier=Tier.ADMINISTRATOR)["ip_asn_leadership"] == 0
    assert index(PIM_IV, pim_iii)["ip_asn_leadership"] == 15
    assert index(PIM_IV, tier=None)["ip_asn_leadership"] is None
    assert index(PIM_IV, **AHLI_MUDA)["ip_asn_leadership"] == 0


def test_training_of_whatever_year_counts_up_to_the_end_of_the_period() -> None:
    """One of next year was not completed; of a leadership or functional training without a date nobody knows."""
    for day, reached in ((None, None), (date(2025, 12, 31), 15), (date(2026, 1, 1), 0)):
        pim_iv = activity(None, None, leadership=LeadershipTraining.PIM_IV, start=None, end=day)
        assert index(pim_iv)["ip_asn_leadership"] == reached
        functional = activity(ProgrammeForm.FUNCTIONAL, 60.0, start=None, end=day)
        assert index(functional, **AHLI_MUDA)["ip_asn_functional"] == reached


def test_an_activity_of_unknown_form_leaves_the_competence_unknown() -> None:
    """It may be technical training, a seminar or neither: unknown, never 0, unless others have decided."""
    assert index(activity(None, 40.0))["ip_asn_competence"] is None
    everything = (activity(ProgrammeForm.TECHNICAL, 24.0), activity(ProgrammeForm.SEMINAR, 4.0))
    known = index(*everything, PIM_IV)["ip_asn_competence"]
    assert index(*everything, PIM_IV, activity(None, 40.0))["ip_asn_competence"] == known is not None


def test_candidates_are_not_measured_and_pppk_since_2023() -> None:
    """CPNS have no index; PPPK are measured from the year 2023 on (BKN letter 4190)."""
    candidate = index(PIM_IV, GOOD, employment=Employment.CPNS)
    assert [candidate[f"ip_asn_{part}"] for part in (*PARTS, "known")] == [None] * 5
    assert index(PIM_IV, GOOD, employment=Employment.PPPK)["ip_asn"] is not None
    earlier = index(
        PIM_IV, appraisal(PerformanceRating.GOOD, 2022), employment=Employment.PPPK, on="2022-12-31"
    )
    assert earlier["ip_asn"] is None


@pytest.mark.parametrize(
    ("measures", "points"),
    [
        ([], 5),
        (
            [
                measure(DisciplineLevel.LIGHT, date(2021, 1, 1)),
                measure(DisciplineLevel.MEDIUM, date(2024, 1, 1)),
            ],
            2,
        ),
        ([measure(DisciplineLevel.HEAVY, date(2020, 12, 31))], 5),
        ([measure(DisciplineLevel.HEAVY, date(2026, 1, 1))], 5),
        ([measure(DisciplineLevel.HEAVY, date(2024, 1, 1), measure="12")], 5),
        ([measure(DisciplineLevel.HEAVY, date(2024, 1, 1), measure="9")], 1),
        ([measure(DisciplineLevel.HEAVY, date(2024, 1, 1))], None),
        ([measure(DisciplineLevel.MEDIUM, date(2024, 1, 1))], 2),
        ([measure(DisciplineLevel.HEAVY, date(2024, 1, 1), measure="9"), measure(None, None)], 1),
        ([measure(None, date(2024, 1, 1))], None),
        ([measure(DisciplineLevel.LIGHT, None)], None),
    ],
)
def test_the_heaviest_measure_of_five_years_counts(measures: list[object], points: float | None) -> None:
    """Older and later measures and a reinstatement (12) do not; an unclear one leaves it open.

    A severe measure of unknown kind may be a reinstatement; nothing is heavier than a severe one.
    """
    assert index(*measures)["ip_asn_discipline"] == points


def test_an_appraisal_without_a_rating_is_rated_by_results_and_behaviour() -> None:
    """Where the recorded predicate is missing, the one that follows from both halves counts."""
    halves = {"results": Expectation.ABOVE, "behaviour": Expectation.ABOVE}
    assert index(appraisal(None, **halves))["ip_asn_performance"] == 30
    assert index(appraisal(PerformanceRating.GOOD, **halves))["ip_asn_performance"] == 25


OLD_COURSE = activity(ProgrammeForm.TECHNICAL, 20.0, start=None, end=date(2024, 5, 2))
OLD_SEMINARS = [activity(ProgrammeForm.SEMINAR, start=None, end=date(year, 1, 1)) for year in (2024, 2001)]
HALVES = (activity(ProgrammeForm.TECHNICAL, 10.0), activity(ProgrammeForm.GUIDANCE, 10.0))
VERY_GOOD, LAST_YEAR = appraisal(PerformanceRating.VERY_GOOD), appraisal(PerformanceRating.GOOD, 2024)
LONG_AGO = measure(DisciplineLevel.HEAVY, date(1999, 1, 1), measure="9")
READINGS = [
    ("qualification.points", "profesi_20", "qualification", (), {"education": Education.PROFESI}, 15, 20),
    ("technical.years", "two_years", "technical", (OLD_COURSE,), {}, 0, 15),
    ("technical.years", "ever", "technical", (OLD_COURSE,), {}, 0, 15),
    ("technical.counted", "one_course", "technical", HALVES, {}, 15, 0),
    ("seminar.years", "one_year", "seminar", OLD_SEMINARS[:1], {}, 10, 0),
    ("seminar.years", "ever", "seminar", OLD_SEMINARS[1:], {}, 0, 10),
    ("component", "guidance_as_seminar", "seminar", (activity(ProgrammeForm.GUIDANCE),), {}, 0, 10),
    ("component", "classical_only", "seminar", (activity(ProgrammeForm.COACHING),), {}, 10, 0),
    ("component", "siasn_letter", "seminar", (activity(ProgrammeForm.COURSE),), {}, 10, 0),
    ("performance.points", "letter_4190_2024", "performance", (VERY_GOOD,), {}, 30, 25),
    ("performance.year_offset", "previous_year", "performance", (LAST_YEAR,), {}, None, 25),
    ("discipline.years", "ever", "discipline", (LONG_AGO,), {}, 5, 1),
    ("population", "pns_only", "qualification", (), {"employment": Employment.PPPK}, 20, None),
    ("population", "everybody", "qualification", (), {"employment": Employment.CPNS}, None, 20),
]


@pytest.mark.parametrize(("key", "variant", "part", "records", "fields", "usual", "chosen"), READINGS)
def test_other_readings_can_be_chosen(
    key: str,
    variant: str,
    part: str,
    records: tuple[object, ...],
    fields: dict[str, Any],
    usual: float | None,
    chosen: float | None,
) -> None:
    """Each open rule has a default reading and others, and the choice changes just that."""
    assert index(*records, **fields)[f"ip_asn_{part}"] == usual
    assert index(*records, choose={f"ip_asn.{key}": variant}, **fields)[f"ip_asn_{part}"] == chosen


def test_the_bands_of_the_index_begin_just_above_their_threshold() -> None:
    """90 is high and 90.5 very high, though the source names whole numbers only."""
    name = asn.region("nasional", on=DAY).parameters.bands("ip_asn.band").name_of
    assert [name(x) for x in (90.5, 90)] == ["Sangat Tinggi", "Tinggi"]
    assert [name(x) for x in (80, 70.5, 70)] == ["Sedang", "Sedang", "Rendah"]
    assert [name(x) for x in (60, 0)] == ["Sangat Rendah", "Sangat Rendah"]


def test_a_rule_asked_for_before_its_day_says_since_when() -> None:
    """The index exists since 15 May 2019: before that, the rule says so."""
    with pytest.raises(AsnDevError, match="since 2019-05-15"):
        rows(CivilServant(nip=WHO, employment=Employment.PNS), on="2018-12-31", only=["ip_asn_measured"])


# --- competence -----------------------------------------------------------------------------------

POST = {"job_title": "Analis", "unit": "Dinas"}


def standard(competency: str, level: int | None) -> RequiredLevel:
    """What the person's post requires."""
    return RequiredLevel(competency=competency, level=level, **POST)


def assessed(competency: str, level: int | None, day: date = date(2024, 6, 1)) -> Assessment:
    """What the person was found to have."""
    return Assessment(nip=WHO, competency=competency, level=level, day=day)


TEXTBOOK = (
    standard("integritas", 2),
    standard("kerja_sama", 4),
    assessed("integritas", 1),
    assessed("kerja_sama", 4),
)


@pytest.mark.parametrize(
    ("choose", "match", "category"),
    [({}, 83.3333, "MS"), ({"competence.match_formula": "mean_of_ratios"}, 75.0, "MMS")],
)
def test_the_two_formulas_of_the_job_person_match(
    choose: dict[str, str], match: float, category: str
) -> None:
    """Scores (1, 4) on (2, 4): 83.33 pooled, 75.00 as mean of ratios (both in an application of Kaltim)."""
    found = person(*TEXTBOOK, choose=choose, **POST)
    assert found["job_person_match"] == pytest.approx(match, abs=1e-4)
    assert found["job_match_category"] == category
    assert (found["competencies_below_standard"], found["gap_class"]) == (
        1,
        "Rendah" if not choose else "Sedang",
    )


@pytest.mark.parametrize(
    ("choose", "match"),
    [
        ({}, 125.0),
        ({"competence.surplus": "ignored"}, 75.0),
        ({"competence.match_capped": "yes"}, 100.0),
        ({"competence.match_formula": "mean_of_ratios"}, 125.0),
    ],
)
def test_a_surplus_may_count_and_never_hides_a_gap(choose: dict[str, str], match: float) -> None:
    """Scores (1, 4) on (2, 2): whatever the reading, one competency is below its standard."""
    given = (
        standard("integritas", 2),
        standard("kerja_sama", 2),
        assessed("integritas", 1),
        assessed("kerja_sama", 4),
    )
    found = person(*given, choose=choose, **POST)
    assert found["job_person_match"] == pytest.approx(match)
    assert found["competencies_below_standard"] == 1


def test_each_competency_has_its_gap_and_status() -> None:
    """Level less requirement: above, at and below the standard, and unknown where one of the two is."""
    standards = [standard(c.code, 2) for c in STANDARD_COMPETENCIES[:4]]
    levels = [assessed(c.code, level) for c, level in zip(STANDARD_COMPETENCIES, (3, 2, 1), strict=False)]
    found = rows(CivilServant(nip=WHO, **POST), *standards, *levels, of=CompetencyGap)
    by_code = {row["competency"]: (row["gap"], row["gap_status"], row["kind"]) for row in found}
    assert by_code == {
        "integritas": (1, "Sangat Memenuhi", "Manajerial"),
        "kerja_sama": (0, "Memenuhi", "Manajerial"),
        "komunikasi": (-1, "Kurang Memenuhi", "Manajerial"),
        "orientasi_pada_hasil": (None, None, "Manajerial"),
    }


def test_the_match_is_unknown_until_everything_is_known() -> None:
    """A missing score or requirement is never filled in; the known share says how much there is."""
    found = person(*TEXTBOOK[:3], **POST)
    assert (found["job_person_match"], found["job_person_match_known"]) == (None, 0.5)
    assert found["competencies_below_standard"] == 1
    without = person(*TEXTBOOK[1:3], standard("integritas", None), assessed("kerja_sama", 4), **POST)
    assert (without["job_person_match"], without["job_person_match_known"]) == (None, 0.5)
    nothing = person(
        standard("integritas", 2), Assessment(nip=OTHER, competency="x", day=date(2024, 1, 1)), **POST
    )
    assert (nothing["competencies_below_standard"], nothing["gap_class"]) == (None, None)


def test_technical_competencies_have_gaps_but_no_part_in_the_match() -> None:
    """They are seldom assessed: their rows are there, the match is over the other two kinds."""
    technical = Competency(code="T.1", name="Arsip", kind=CompetencyKind.TECHNICAL)
    social = Competency(code="perekat_bangsa", name="Perekat Bangsa", kind=CompetencyKind.SOCIOCULTURAL)
    given = (
        technical,
        social,
        standard("T.1", 3),
        standard("perekat_bangsa", 2),
        assessed("perekat_bangsa", 2),
    )
    assert person(*given, **POST)["job_person_match"] == 100
    kinds = {
        row["competency"]: row["kind"]
        for row in rows(CivilServant(nip=WHO, **POST), *given, of=CompetencyGap)
    }
    assert kinds == {"T.1": "Teknis", "perekat_bangsa": "Sosial Kultural"}


def test_a_standard_competency_is_known_by_its_code_where_its_kind_is_missing() -> None:
    """A dictionary of technical competencies alone, or one without kinds, hides no standard competency."""
    unlabelled = Competency(code="integritas", name="Integritas")
    found = rows(CivilServant(nip=WHO, **POST), unlabelled, *TEXTBOOK, of=CompetencyGap)
    assert {row["kind"] for row in found} == {"Manajerial"}


@pytest.mark.parametrize(
    ("days_and_levels", "level"),
    [
        ([(date(2022, 12, 31), 3)], 3),
        ([(date(2022, 12, 30), 3)], None),
        ([(date(2023, 5, 1), 3), (date(2024, 5, 1), 1)], 1),
        ([(date(2023, 5, 1), 3), (date(2024, 5, 1), None)], None),
        ([(date(2024, 5, 1), 3), (date(2026, 1, 1), 5)], 3),
    ],
)
def test_the_newest_assessment_of_three_years_counts(
    days_and_levels: list[tuple[date, int | None]], level: int | None
) -> None:
    """PerBKN 26/2019 Pasal 29(4), judged on the last day; a newer unknown is not passed over."""
    levels = [assessed("integritas", found, day) for day, found in days_and_levels]
    (row,) = rows(CivilServant(nip=WHO, **POST), standard("integritas", 2), *levels, of=CompetencyGap)
    assert row["level"] == level


@pytest.mark.parametrize(
    ("tier", "choose", "integritas", "komunikasi"),
    [
        (Tier.PENGAWAS, {}, 2, 2),
        (Tier.AHLI_UTAMA, {}, 5, 4),
        (Tier.AHLI_UTAMA, {"competence.required_level": "lampung"}, 5, 5),
        (Tier.TERAMPIL, {}, 2, 1),
        (None, {}, None, None),
    ],
)
def test_without_job_standards_the_tier_says_what_is_required(
    tier: Tier | None, choose: dict[str, str], integritas: int | None, komunikasi: int | None
) -> None:
    """The nine standard competencies at the level that 4,469 standards of Bengkulu give the tier."""
    given = (CivilServant(nip=WHO, tier=tier, **POST), assessed("integritas", 3))
    found = {row["competency"]: row["required"] for row in rows(*given, of=CompetencyGap, choose=choose)}
    assert len(found) == 9
    assert (found["integritas"], found["komunikasi"]) == (integritas, komunikasi)


def test_categories_of_the_match_begin_at_their_threshold() -> None:
    """MS 80, MMS 68 (or 65), O 90, CO 78; gap class by what is missing to 100."""
    p = asn.region("nasional", on=DAY).parameters
    filling, mapping, gaps = (
        p.bands(f"competence.{key}").name_of
        for key in ("job_match_category", "job_mapping_category", "gap_class")
    )
    assert [filling(x) for x in (80, 79.99, 68, 67.99)] == ["MS", "MMS", "MMS", "KMS"]
    assert [mapping(x) for x in (90, 89.9, 78, 77.9)] == ["O", "CO", "CO", "KO"]
    assert [gaps(100 - x) for x in (50, 50.1, 75)] == ["Tinggi", "Sedang", "Sedang"]
    assert [gaps(100 - x) for x in (99.9, 100, 110)] == ["Rendah", "Tidak ada", "Tidak ada"]


# --- performance and talent -----------------------------------------------------------------------

ABOVE, SAME, BELOW = Expectation.ABOVE, Expectation.AS_EXPECTED, Expectation.BELOW


@pytest.mark.parametrize(
    ("results", "behaviour", "rating"),
    [
        (ABOVE, ABOVE, "Sangat Baik"),
        (ABOVE, SAME, "Baik"),
        (ABOVE, BELOW, "Kurang"),
        (SAME, ABOVE, "Baik"),
        (SAME, SAME, "Baik"),
        (SAME, BELOW, "Kurang"),
        (BELOW, ABOVE, "Butuh Perbaikan"),
        (BELOW, SAME, "Butuh Perbaikan"),
        (BELOW, BELOW, "Sangat Kurang"),
        (None, ABOVE, None),
    ],
)
def test_the_predicate_table(results: Expectation | None, behaviour: Expectation, rating: str | None) -> None:
    """PermenPANRB 6/2022 as three sources agree on it: all nine pairs."""
    given = appraisal(None, results=results, behaviour=behaviour)
    (row,) = rows(given, of=PerformanceAppraisal)
    assert row["performance_predicate"] == rating
    assert person(given)["performance_rating"] == rating


RATING_FOR = {ABOVE: PerformanceRating.VERY_GOOD, SAME: PerformanceRating.GOOD, BELOW: PerformanceRating.POOR}


@pytest.mark.parametrize(
    ("performance", "potential", "box"),
    [
        (ABOVE, 80.0, 9),
        (SAME, 80.0, 8),
        (ABOVE, 60.0, 7),
        (BELOW, 95.0, 6),
        (SAME, 79.9, 5),
        (ABOVE, 59.9, 4),
        (BELOW, 60.0, 3),
        (SAME, 0.0, 2),
        (BELOW, 59.0, 1),
    ],
)
def test_the_nine_boxes(performance: Expectation, potential: float, box: int) -> None:
    """PermenPANRB 3/2020 as three projects have it: each box, with its recommendation."""
    potentials = (
        PotentialAssessment(nip=WHO, day=date(2025, 3, 1), score=potential),
        PotentialAssessment(nip=WHO, day=date(2023, 3, 1), score=50.0),
        PotentialAssessment(nip=WHO, day=date(2026, 3, 1), score=1.0),
    )
    found = person(*potentials, appraisal(RATING_FOR[performance]))
    assert (found["performance_expectation"], found["talent_box"]) == (performance.value, box)
    advice = asn.region("nasional", on=DAY).parameters.lookup("talent.recommendation")
    assert found["talent_recommendation"] == advice[str(box)]


def test_without_potential_there_is_no_box_unless_the_match_stands_in() -> None:
    """Performance alone gives no box; a region may take the job person match as the second axis."""
    found = person(*TEXTBOOK, GOOD, **POST)
    assert (found["talent_box"], found["talent_recommendation"]) == (None, None)
    assert (
        person(*TEXTBOOK, GOOD, choose={"talent.potential_axis": "job_person_match"}, **POST)["talent_box"]
        == 8
    )


def test_a_score_at_the_upper_bound_may_belong_below() -> None:
    """80 is high by one source, middle by another (81-100)."""
    potential = PotentialAssessment(nip=WHO, day=date(2025, 3, 1), score=80.0)
    chosen = person(potential, GOOD, choose={"talent.potential": "above_80_60"})
    assert (person(potential, GOOD)["talent_box"], chosen["talent_box"]) == (8, 5)


# --- citizen satisfaction -------------------------------------------------------------------------

NINE = [f"U{number}" for number in range(1, 10)]


def questionnaire(
    values: list[float | None], respondent: str = "r", day: date = date(2025, 6, 2)
) -> list[Answer]:
    """The answers of one respondent about the unit."""
    return [
        Answer(instrument="skm", respondent=respondent, item=f"U{number}", value=value, unit="Dinas", day=day)
        for number, value in enumerate(values, 1)
    ]


def satisfaction(*answers: Answer, choose: dict[str, str] | None = None, on: str = DAY) -> dict[str, Any]:
    """The scored row of the unit."""
    only = ["skm_index", "skm_grade", "skm_respondents"]
    (found,) = rows(Unit(name="Dinas"), *answers, of=Unit, choose=choose, on=on, only=only)
    return found


def from_means(means: dict[str, float], on: str, choose: dict[str, str] | None = None) -> dict[str, Any]:
    """The index of a unit whose elements have these means, as a published table gives them."""
    elements = [
        SatisfactionElement(unit="Dinas", item=item, respondents=1000, mean=mean)
        for item, mean in means.items()
    ]
    (found,) = rows(
        Unit(name="Dinas"), *elements, of=Unit, on=on, choose=choose, only=["skm_index", "skm_grade"]
    )
    return found


BOGOR = {
    2011: ("3.007 2.993 3.020 3.000 3.113 3.033 2.887 2.947 2.980 3.033 3.000 3.033 3.020 3.000", 74.67),
    2012: ("2.947 3.047 3.013 2.993 2.980 3.127 2.900 2.800 3.260 3.013 2.893 2.720 3.133 3.153", 74.51),
    2013: ("2.980 3.027 3.067 3.020 3.040 3.060 2.733 3.007 3.227 3.067 2.927 2.827 2.947 3.093", 74.59),
    2014: ("3.020 2.973 3.067 3.127 3.033 3.060 2.867 3.013 3.267 3.000 2.960 2.947 3.193 3.160", 75.77),
}


@pytest.mark.parametrize("year", BOGOR)
def test_the_index_that_bogor_published(year: int) -> None:
    """Badan Perizinan Terpadu Kab. Bogor (dpmptsp.bogorkab.go.id): 14 elements, weight 0.071, Baik."""
    means, published = BOGOR[year]
    values = {f"U{number}": float(mean) for number, mean in enumerate(means.split(), 1)}
    found = from_means(values, f"{year}-12-31")
    assert round(found["skm_index"], 2) == published
    assert found["skm_grade"] == "B"


def test_the_index_that_bogor_published_from_answers() -> None:
    """The same from a thousand questionnaires whose sums are the published three-decimal means of 2011."""
    means, published = BOGOR[2011]
    sums = [round(float(mean) * 1000) for mean in means.split()]
    answers = [
        answer
        for place in range(1000)
        for answer in questionnaire(
            [total // 1000 + (place < total % 1000) for total in sums], f"r{place}", date(2011, 6, 1)
        )
    ]
    found = satisfaction(*answers, on="2011-12-31")
    assert (round(found["skm_index"], 2), found["skm_respondents"]) == (published, 1000)


def test_exact_fourteenths_do_not_reproduce_bogor() -> None:
    """1/14 instead of 0.071 gives 75.12 for 2011."""
    values = {f"U{number}": float(mean) for number, mean in enumerate(BOGOR[2011][0].split(), 1)}
    assert round(from_means(values, "2011-12-31", {"skm.weight": "exact"})["skm_index"], 2) == 75.12


@pytest.mark.parametrize(("weight", "index"), [("exact", 100.0), ("0.111", 99.9), ("0.11", 99.0)])
def test_the_weight_decides_what_all_fours_give(weight: str, index: float) -> None:
    """One questionnaire, all 4: 100 as Disdukcapil Tulang Bawang Barat shows (2023), 99.90 or 99.00."""
    found = satisfaction(*questionnaire([4.0] * 9), choose={"skm.weight": weight})
    assert found["skm_index"] == pytest.approx(index)
    assert found["skm_grade"] == "A"


@pytest.mark.parametrize(
    ("number", "grade"),
    [
        (64.994, "D"),
        (64.995, "C"),
        (76.604, "C"),
        (76.605, "B"),
        (88.304, "B"),
        (88.305, "A"),
        (25, "D"),
        (100, "A"),
    ],
)
def test_the_grade_is_taken_after_rounding_to_two_decimals(number: float, grade: str) -> None:
    """The bands of PermenPANRB 14/2017 have holes between two decimals; halves round up."""
    assert from_means(dict.fromkeys(NINE, number / 25), DAY)["skm_grade"] == grade


@pytest.mark.parametrize(
    ("number", "grade"), [(43.75, "D"), (43.76, "C"), (62.5, "C"), (81.25, "B"), (81.26, "A")]
)
def test_the_bands_before_2017(number: float, grade: str) -> None:
    """81.26 was an A before PermenPANRB 14/2017 and is a B since."""
    bands = asn.region("nasional", on="2016-12-31").parameters.bands("skm.grade")
    assert bands.name_of(number) == grade
    assert asn.region("nasional", on=DAY).parameters.bands("skm.grade").name_of(81.26) == "B"


def test_only_complete_questionnaires_of_the_period_count() -> None:
    """A blank, a value off the scale, another year, another instrument: none of them counts."""
    answers = [
        *questionnaire([3.0] * 9, "complete"),
        *questionnaire([1.0] * 8 + [None], "blank"),
        *questionnaire([1.0] * 8 + [5.0], "off the scale"),
        *questionnaire([1.0] * 9, "last year", date(2024, 12, 31)),
        *(evolve(answer, instrument="other") for answer in questionnaire([1.0] * 9, "another instrument")),
    ]
    found = satisfaction(*answers)
    assert (found["skm_index"], found["skm_respondents"]) == (pytest.approx(75), 1)
    # with incomplete ones: eight elements (3+1+1)/3, the ninth 3
    assert satisfaction(*answers, choose={"skm.answers": "all"})["skm_index"] == pytest.approx(
        (8 * 5 / 3 + 3) / 9 * 25
    )


def test_answers_about_no_unit_make_no_element() -> None:
    """What cannot be placed in a unit is in no unit's index."""
    placeless = [evolve(answer, unit=None) for answer in questionnaire([1.0] * 9, "placeless")]
    found = rows(*questionnaire([3.0] * 9), *placeless, of=SatisfactionElement, choose={"skm.answers": "all"})
    assert {(row["unit"], row["respondents"], row["mean"]) for row in found} == {("Dinas", 1, 3.0)}


def test_a_missing_element_leaves_the_index_unknown() -> None:
    """Eight means are no index of nine elements; a unit without a survey has none either."""
    found = from_means(dict.fromkeys(NINE[:8], 3.0), DAY)
    assert (found["skm_index"], found["skm_grade"]) == (None, None)


@pytest.mark.parametrize(
    ("choose", "index"),
    [
        ({}, 3.33333 * 25),
        ({"skm.round_element": "2"}, 3.33 * 25),
        ({"skm.round_weighted": "3"}, 3.333 * 25),
        ({"skm.round_index": "2"}, 83.33),
    ],
)
def test_where_to_round_is_a_choice(choose: dict[str, str], index: float) -> None:
    """Nothing read fixes it: element mean, weighted index and final index can each be rounded."""
    assert from_means(dict.fromkeys(NINE, 3.33333), DAY, choose)["skm_index"] == pytest.approx(
        index, abs=1e-9
    )


# --- the sample of an office's files --------------------------------------------------------------


def scored(sample: asn.Register, of: type, on: str = DAY, **choose: str) -> dict[str, dict[str, Any]]:
    """The sample scored by the national rules, by key; `a__b` stands for the key `a.b`."""
    chosen = {key.replace("__", "."): variant for key, variant in choose.items()}
    found = asn.score(sample, asn.region("nasional", on=on, choose=chosen), of=of).to_dicts()
    return {row["name" if of is Unit else "nip"]: row for row in found}


def test_learning_hours_of_the_sample(sample: asn.Register, manifest: dict[str, Any]) -> None:
    """Hours in all and by kind, 2025; hours in all, 2024."""
    found = scored(sample, CivilServant)
    for person_ in manifest["expected"]["jp_2025"]["ten_people"]:
        row = found[person_["nip"]]
        names = {
            "manajerial": "_managerial",
            "teknis": "_technical",
            "fungsional": "_functional",
            "total": "",
        }
        assert {kind: row[f"learning_hours{name}"] for kind, name in names.items()} == {
            kind: person_[kind] for kind in names
        }
    earlier = asn.score(
        sample, asn.region("nasional", on="2024-12-31"), of=CivilServant, indicators=["learning_hours"]
    ).to_dicts()
    hours = {row["nip"]: row["learning_hours"] for row in earlier}
    assert all(hours[one["nip"]] == one["total"] for one in manifest["expected"]["jp_2024"])


def test_the_index_of_the_sample(sample: asn.Register, manifest: dict[str, Any]) -> None:
    """The four parts of ten people, and the total of all on whom every reading agrees."""
    found = scored(sample, CivilServant)
    expected = manifest["expected"]["ip_asn_2025"]
    names = dict(zip(("kualifikasi", "kompetensi", "kinerja", "disiplin"), PARTS, strict=True))
    for one in expected["ten_people"]:
        assert [found[one["nip"]][f"ip_asn_{part}"] for part in names.values()] == [
            one[name] for name in names
        ]
    totals = expected["subtotal_where_every_reading_agrees"]
    assert {nip: found[nip]["ip_asn"] for nip in totals} == totals


@pytest.mark.parametrize(
    ("key", "choose"), [("jpm", {}), ("jpm_each_capped_at_standard", {"competence__surplus": "ignored"})]
)
def test_the_match_of_the_sample(
    sample: asn.Register, manifest: dict[str, Any], key: str, choose: dict[str, str]
) -> None:
    """The job person match of ten people, with and without surplus."""
    found = scored(sample, CivilServant, **choose)
    for one in manifest["expected"]["competence"]["ten_people"]:
        assert found[one["nip"]]["job_person_match"] == pytest.approx(one[key], abs=1e-6)


@pytest.mark.parametrize("year", ["2024", "2025"])
@pytest.mark.parametrize(
    ("key", "choose"),
    [
        ("ikm_exact_ninth", {}),
        ("ikm_weight_0.111", {"skm__weight": "0.111"}),
        ("ikm_weight_0.11", {"skm__weight": "0.11"}),
        ("ikm_exact_if_incomplete_answers_are_used_too", {"skm__answers": "all"}),
    ],
)
def test_satisfaction_in_the_sample(
    sample: asn.Register, manifest: dict[str, Any], year: str, key: str, choose: dict[str, str]
) -> None:
    """The index of each unit and year under each weight, and its grade under the exact one."""
    found = scored(sample, Unit, f"{year}-12-31", **choose)
    for unit, expected in manifest["expected"]["skm"][year].items():
        if unit == "_all":
            continue
        assert found[unit]["skm_index"] == pytest.approx(expected[key], abs=1e-6)
        if not choose:
            grade = found[unit]["skm_grade"], found[unit]["skm_respondents"]
            assert grade == (expected["grade"], expected["complete"])
