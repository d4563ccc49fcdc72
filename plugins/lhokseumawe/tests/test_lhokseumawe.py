"""Lhokseumawe's rules: balance and its gate, current knowledge, seniors, careers; and what its report says."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev_lhokseumawe.report.learning_together import effective_number

REGION = asn.region("lhokseumawe", on="2025-12-31")
DAY = date(2025, 6, 1)
LEVELS = range(1, 6)


def nip(position: int) -> asn.Nip:
    """An invented number: its serial is far above those that are handed out."""
    return asn.Nip(f"{date(1980, 1, 1) + timedelta(days=position):%Y%m%d}2010011999")


def assessed(levels: list[tuple[int | None, int | None, int | None]]) -> asn.Register:
    """People of one post that requires level 3, with their technical, managerial and integrity level."""
    names = ("teknis", "komunikasi", "integritas")
    assessments = [
        asn.Assessment(nip=nip(place), competency=name, day=DAY, level=level)
        for place, one in enumerate(levels)
        for name, level in zip(names, one, strict=True)
        if level is not None
    ]
    return asn.Register.of(
        [
            asn.Competency(code="teknis", name="Teknis", kind=asn.CompetencyKind.TECHNICAL),
            *(asn.RequiredLevel(job_title="A", unit="U", competency=name, level=3) for name in names),
            *(asn.CivilServant(nip=nip(place), job_title="A", unit="U") for place in range(len(levels))),
            *assessments,
        ]
    )


def people(register: asn.Register, *names: str) -> list[tuple[object, ...]]:
    """The values of these indicators, a row a person in the order of their numbers."""
    scores = asn.score(register, REGION, of=asn.CivilServant, indicators=list(names))
    return scores.sort("nip").select(names).rows()


# --- balance --------------------------------------------------------------------------------------


def test_every_combination_of_levels_is_judged_as_by_hand():
    """Matches of at least 80 %, the smaller 0.8 of the larger, and integrity at level 3: all 125 cases."""
    cases = list(product(LEVELS, LEVELS, LEVELS))
    rows = people(assessed(cases), "technical_match", "match_balance", "is_balanced_professional")
    for (technical, other, integrity), (match, balance, balanced) in zip(cases, rows, strict=True):
        managerial = (other + integrity) / 6 * 100  # integrity is a managerial competency itself
        expected = technical / 3 * 100
        alike = min(expected, managerial) / max(expected, managerial)
        assert (match, balance) == (pytest.approx(expected), pytest.approx(alike))
        enough = min(expected, managerial) >= 80 and alike >= 0.8
        assert balanced is (integrity >= 3 and enough)


def test_what_is_not_known_is_neither_yes_nor_no_unless_something_falls_short():
    """Technical unknown; integrity unknown; technical unknown but integrity short; nothing known."""
    rows = people(
        assessed([(None, 3, 3), (3, 3, None), (None, 3, 2), (None, None, None)]), "is_balanced_professional"
    )
    assert rows == [(None,), (None,), (False,), (None,)]


# --- currency -------------------------------------------------------------------------------------


def test_a_training_is_current_for_exactly_twelve_months_in_health():
    """Days around the boundary: 2025 is within the last twelve months of its last day, 2024 is not."""
    days = [date(2024, 12, 30), date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1)]
    register = asn.Register.of(
        [
            *(asn.CivilServant(nip=nip(place), unit="Dinas Kesehatan") for place in range(len(days))),
            *(
                asn.Participation(nip=nip(place), name="Bimtek Surveilans", end=day)
                for place, day in enumerate(days)
            ),
        ]
    )
    rows = people(register, "sector_current", "sector_training_on")
    assert [current for current, _ in rows] == [False, False, True, True, False]
    assert [on for _, on in rows] == [*days[:4], None]  # what ends after the period has not happened


def test_the_trend_of_a_year_does_not_know_what_came_later():
    """The same person seen for 2024 was not yet trained."""
    register = asn.Register.of(
        [
            asn.CivilServant(nip=nip(0), unit="SMP Negeri / Dinas Pendidikan"),
            asn.Participation(nip=nip(0), name="Pelatihan Kurikulum", end=DAY),
        ]
    )
    years = [
        asn.score(register, REGION, of=asn.CivilServant, indicators=["sector_current"], period=year)
        for year in (2024, 2025)
    ]
    assert [frame["sector_current"][0] for frame in years] == [False, True]


# --- speakers -------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 500), min_size=1, max_size=8))
def test_diversity_lies_between_one_and_the_number_of_kinds(counts):
    """It is the number of kinds only where all are equal, and does not hang on scale or order."""
    number = effective_number(counts)
    assert 1 <= number <= len(counts)
    assert (number == len(counts)) is (len(set(counts)) == 1)
    assert effective_number([count * 7 for count in reversed(counts)]) == pytest.approx(number)


def test_diversity_by_hand():
    """Shares of 1/2, 1/4, 1/4: 1 over 6/16 (Simpson 1949, Hill 1973)."""
    assert effective_number([2, 1, 1]) == pytest.approx(16 / 6)


# --- career and culture ---------------------------------------------------------------------------


def test_whoever_is_in_the_talent_pool_learns_for_the_career():
    """Box 9 counts also outside the catalogue; box 1 does not, and without a box nobody is in the pool."""
    rating = asn.PerformanceRating
    marked = [(0, rating.VERY_GOOD, 90.0), (1, rating.POOR, 10.0)]
    register = asn.Register.of(
        [
            *(asn.CivilServant(nip=nip(place), unit="U") for place in range(3)),
            *(
                asn.PerformanceAppraisal(nip=nip(place), year=2025, rating=rated)
                for place, rated, _ in marked
            ),
            *(asn.PotentialAssessment(nip=nip(place), day=DAY, score=score) for place, _, score in marked),
            *(
                asn.Participation(
                    nip=nip(place), name="X", form=asn.ProgrammeForm.TECHNICAL, hours=10.0, end=DAY
                )
                for place in range(3)
            ),
        ]
    )
    rows = people(register, "talent_box", "in_talent_pool", "career_hours", "career_link")
    assert rows == [(9.0, True, 10.0, 1.0), (1.0, False, 0.0, None), (None, False, 0.0, None)]


def test_programmes_of_one_name_that_disagree_say_nothing():
    """Which competency an activity developed is then not known."""
    register = asn.Register.of(
        [
            asn.Programme(code="1", name="Kursus", competency="komunikasi", level=3),
            asn.Programme(code="2", name="Kursus", competency="integritas", level=3),
            asn.Participation(nip=nip(0), name="Kursus", hours=4.0, end=DAY),
        ]
    )
    scores = asn.score(register, REGION, of=asn.Participation, indicators=["develops", "counts_for_career"])
    assert scores.select("develops", "counts_for_career").rows() == [(None, None)]


@pytest.mark.parametrize(("people_asked", "index"), [(6, 75.0), (4, None)])
def test_the_index_of_learning_culture(people_asked, index):
    """All answers as good as 4 of 5 are 75 of 100; four people are too few to be told."""
    items = REGION.instruments["learning_culture"].items
    answers = [
        asn.Answer(
            instrument="learning_culture",
            respondent=f"r{n}",
            about="U",
            unit="U",
            item=item.code,
            value=2.0 if item.reversed else 4.0,
            day=DAY,
        )
        for n in range(people_asked)
        for item in items
    ]
    units = asn.score(
        asn.Register.of([asn.Unit(name="U"), *answers]),
        REGION,
        of=asn.Unit,
        indicators=["learning_culture_index"],
    )
    assert units["learning_culture_index"].to_list() == [index]


# --- parameters and report ------------------------------------------------------------------------


def test_every_value_is_the_citys_own_choice():
    """No number here pretends to be read in a law; the seniority of mentors replaces the national one."""
    p = REGION.parameters
    own = [key for key in p if key.startswith("lhokseumawe.")]
    assert {p.value(key).value.evidence for key in [*own, "mentoring.least_tiers_ahead"]} == {"local"}
    assert p.number("mentoring.least_tiers_ahead") == 1
    assert asn.region("nasional", on="2025-12-31").parameters.number("mentoring.least_tiers_ahead") == 0


def sections(register: asn.Register, language: str = "id", **options: object) -> dict[str, str]:
    """Lhokseumawe's sections in Markdown, by the last part of their keys."""
    report = asn.report(register, REGION, language=language, strict=True, **options)
    return {
        one.key.removeprefix("lhokseumawe-"): attrs.evolve(report, sections=(one,)).to_markdown()
        for one in report.sections
        if one.plugin == "lhokseumawe"
    }


def test_the_report_changes_with_the_data_and_keeps_small_groups_to_itself():
    """Of ten people half are balanced; of three nothing is told."""
    many = sections(assessed([(3, 3, 3)] * 5 + [(3, 3, 2)] * 5), "en")["kemampuan"]
    assert "50.0% are balanced; 50.0% are held back by the gate" in many
    few = sections(assessed([(3, 3, 3)] * 3))["kemampuan"]
    assert "Terlalu sedikit dari 3 pegawai" in few
    assert "100" not in few


def test_shares_are_of_people_of_whom_all_is_known():
    """Eight who fall short with something unknown do not make the other ten look worse."""
    register = assessed([(3, 3, 3)] * 10 + [(None, 3, 2)] * 8)
    section = sections(register)["kemampuan"]
    assert "Dari 18 pegawai, 10 diketahui ketiganya: 100,0% seimbang" in section


def test_what_the_budget_left_out():
    """With money for one of two sessions the plan says what it holds; without a plan how to get one."""
    short = assessed([(2, 3, 3)] * 6)
    offered = [
        *(
            asn.Programme(code=code, name=code, competency="teknis", level=3, hours=8.0, mode=asn.Mode.ONLINE)
            for code in "PQ"
        ),
        *(
            asn.Session(
                code=f"{code}-A",
                programme=code,
                start=date(2026, 3, 2),
                end=date(2026, 3, 3),
                capacity=6,
                fixed_cost=1_000_000,
                cost_per_person=0,
                volunteer=True,
            )
            for code in "PQ"
        ),
    ]
    records = [row for record in short.tables for row in short.records(record)]
    register = asn.Register.of([*records, *offered])
    section = sections(register)["anggaran"]
    assert "6 pegawai mempunyai kesenjangan" in section
    assert "--budget RP" in section
    plan = asn.plan(register, REGION, budget=1_000_000, period=2026)
    section = sections(register, plan=plan)["anggaran"]
    assert "dengan anggaran Rp1.000.000 membuka 1 dari 2 jadwal untuk 6 kursi" in section
    assert "Dari 6 level kesenjangan yang diketahui, 0 belum terjangkau" in section


def test_the_registry_before_and_after_its_training():
    """Twenty minutes less and half the errors after June, while three other units stay as they were."""
    registry = "Dinas Kependudukan dan Pencatatan Sipil"
    trained = date(2025, 6, 20)
    months = [
        asn.ServiceMonth(
            unit=unit,
            service="KTP",
            month=date(2025, month, 1),
            requests=1000,
            waiting_minutes=(40.0 if month > 6 else 60.0) if unit == registry else 50.0 + month % 2,
            errors=(6 if month > 6 else 12) if unit == registry else 10,
        )
        for unit in (registry, "Dinas A", "Dinas B", "Dinas C")
        for month in range(1, 13)
        if month != 6
    ]
    staff = [asn.CivilServant(nip=nip(place), unit=registry) for place in range(6)]
    came = [
        asn.Enrolment(programme="P", nip=one.nip, attended=True, start=trained, end=trained) for one in staff
    ]
    register = asn.Register.of([asn.Unit(name=registry), *staff, *came, *months])
    section = sections(register)["adminduk"]
    assert "Waktu tunggu (menit) turun: rata-rata 60,0 sebelum dan 40,0 sesudah pelatihan" in section
    assert "Kesalahan per 1.000 permohonan turun: rata-rata 12,0 sebelum dan 6,0 sesudah" in section
    assert "dibanding perubahan di 3 unit pembanding selisihnya -6,0" in section
