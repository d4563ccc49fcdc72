"""Medan's rules: leaders' cycle, work across units, the score of a unit, the plan and the pairs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.model import CandidatePair, CandidateSeat
from asn_dev.reporting.sections import TableBlock
from asn_dev.study_data import calculate

REGION = asn.region("medan", on="2025-12-31")
OWN = attrs.evolve(REGION, sections=[one for one in REGION.sections if one[0].name == "medan"])
EVERY_TOPIC = asn.region(
    "medan", on="2025-12-31", choose={"medan.leadership.training_covers_topics": "all_topics"}
)
NATIONAL = asn.region("nasional", on="2025-12-31")
HEALTH, SOCIAL, OTHER = "Dinas Kesehatan", "Dinas Sosial", "Dinas Pendidikan"
NIPS = [asn.Nip(f"{date(1980, 1, 1) + timedelta(days=place):%Y%m%d}2010011999") for place in range(30)]


# --- leaders --------------------------------------------------------------------------------------


def leader(*ends: date | None, region: asn.Region = REGION) -> Mapping[str, object]:
    """The indicators of a supervisor after leadership trainings on these days."""
    register = asn.Register.of(
        [
            asn.CivilServant(nip=NIPS[0], tier=asn.Tier.PENGAWAS),
            asn.Participation(nip=NIPS[1], name="Seminar"),
            *(
                asn.Participation(nip=NIPS[0], leadership=asn.LeadershipTraining.PIM_IV, end=end)
                for end in ends
            ),
        ]
    )
    names = ["leadership_cycle_met", "leadership_topics", "last_leadership_training_on"]
    return asn.score(register, region, of=asn.CivilServant, indicators=names).row(0, named=True)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.dates(date(2020, 1, 1), date(2026, 6, 30)), max_size=3))
def test_the_cycle_is_what_counting_days_gives(ends: list[date]) -> None:
    """Within the 24 months that end on 31 December 2025; later trainings are not known yet."""
    row = leader(*ends)
    assert row["leadership_cycle_met"] is any(date(2024, 1, 1) <= end <= date(2025, 12, 31) for end in ends)
    assert row["last_leadership_training_on"] == max(
        (end for end in ends if end <= date(2025, 12, 31)), default=None
    )
    assert row["leadership_topics"] == (None if row["leadership_cycle_met"] else 0)
    assert leader(*ends, region=EVERY_TOPIC)["leadership_topics"] == (3 if row["leadership_cycle_met"] else 0)


def test_an_unknown_tier_makes_no_leader():
    """Neither counted nor missing."""
    register = asn.Register.of(
        [asn.CivilServant(nip=NIPS[0]), asn.CivilServant(nip=NIPS[1], tier=asn.Tier.PELAKSANA)]
    )
    scores = asn.score(
        register, REGION, of=asn.CivilServant, indicators=["is_leader", "leadership_cycle_met"]
    )
    assert scores["is_leader"].to_list() == [None, False]
    assert scores["leadership_cycle_met"].to_list() == [None, None]


def seat_worth(region: asn.Region, *, tier: asn.Tier, competency: str, trained: bool = False) -> float:
    """The priority of a seat for one person who lacks a level in a competency."""
    register = asn.Register.of(
        [
            asn.CivilServant(nip=NIPS[0], job_title="Kepala", unit=HEALTH, tier=tier),
            asn.RequiredLevel(job_title="Kepala", unit=HEALTH, competency=competency, level=3),
            asn.Assessment(nip=NIPS[0], competency=competency, day=date(2025, 2, 3), level=2),
            asn.Programme(code="P", name="Kursus", competency=competency, level=3),
            asn.Session(code="S", programme="P", start=date(2026, 3, 2), end=date(2026, 3, 4)),
            asn.Participation(
                nip=NIPS[0],
                name="Latpim" if trained else "Seminar",
                form=asn.ProgrammeForm.SEMINAR,
                end=date(2025, 5, 5),
                hours=5.0,
            ),
        ]
    )
    worth = asn.score(register, region, of=CandidateSeat, indicators=["competency_priority"])
    return float(worth["competency_priority"][0])


def test_the_plan_prefers_leaders_out_of_the_cycle_for_topics_of_leadership():
    """Half as much again for them, and for nobody else."""
    lead, plain = asn.Tier.PENGAWAS, asn.Tier.PELAKSANA
    base = seat_worth(NATIONAL, tier=lead, competency="komunikasi")
    assert seat_worth(REGION, tier=lead, competency="komunikasi") == pytest.approx(1.5 * base)
    assert seat_worth(REGION, tier=lead, competency="komunikasi", trained=True) == base
    assert seat_worth(REGION, tier=plain, competency="komunikasi") == base
    other = seat_worth(NATIONAL, tier=lead, competency="integritas")
    assert seat_worth(REGION, tier=lead, competency="integritas") == other


# --- working together -----------------------------------------------------------------------------


def test_pairs_across_units_count_for_more_and_linked_services_for_most():
    """The other way round than nationally; which of the two is the mentor does not matter."""
    units = [(HEALTH, HEALTH), (HEALTH, OTHER), (HEALTH, SOCIAL), (SOCIAL, HEALTH), (None, HEALTH)]
    rows = [
        CandidatePair(
            mentor=NIPS[place],
            mentee=NIPS[place + 10],
            competency="komunikasi",
            mentor_unit=mentor,
            mentee_unit=mentee,
        )
        for place, (mentor, mentee) in enumerate(units)
    ]
    register = asn.Register.of(rows)
    fits = {
        region.name: calculate(register, region).result(CandidatePair, ["fit_unit"]).collect()["fit_unit"]
        for region in (REGION, NATIONAL)
    }
    assert fits["medan"].to_list() == [0.4, 0.8, 1.0, 1.0, None]
    assert fits["nasional"].to_list() == [1.0, 0.5, 0.5, 0.5, None]


REVERSED = {"KP4", "MO3"}


def voices(unit: str, people: int, score: int, *kinds: str) -> list[asn.Answer]:
    """So many who give the same score to every item of these kinds."""
    items = [f"{kind}{place}" for kind in kinds for place in range(1, 6 if kind == "KP" else 5)]
    return [
        asn.Answer(
            instrument="readiness",
            respondent=f"{unit}{n}",
            item=item,
            value=6.0 - score if item in REVERSED else float(score),
            unit=unit,
            day=date(2025, 6, 2),
        )
        for n in range(people)
        for item in items
    ]


def office() -> asn.Register:
    """Six of one unit and one of another in a joint programme; five who answer 4 to everything."""
    people = [asn.CivilServant(nip=nip, unit=HEALTH, tier=asn.Tier.PENGAWAS) for nip in NIPS[:6]]
    return asn.Register.of(
        [
            asn.Unit(name=HEALTH),
            asn.Unit(name=SOCIAL),
            *people,
            asn.CivilServant(nip=NIPS[6], unit=SOCIAL),
            asn.Programme(code="P", name="Bersama"),
            *(asn.Enrolment(programme="P", nip=nip, attended=True, end=date(2025, 5, 5)) for nip in NIPS[:7]),
            *(
                asn.Participation(nip=nip, name="Pelatihan Kepemimpinan", end=date(2025, 5, 5), hours=20.0)
                for nip in NIPS[:3]
            ),
            *voices(HEALTH, 5, 4, "KL", "MO"),
        ]
    )


def test_the_index_and_the_score_by_hand():
    """Joint 100 (30), cooperation and motivation 75 (30, 20): 6750 / 80 = 84.375, mentoring unknown.

    The score: leaders 3 of 6 (weight 15) and the index (15): (50 + 84.38) / 2.
    """
    names = ["cross_unit_index", "cross_unit_known", *_SCORE]
    units = asn.score(office(), REGION, of=asn.Unit, indicators=names).sort("name")
    health, social = units.row(0, named=True), units.row(1, named=True)
    assert (health["cross_unit_index"], health["cross_unit_known"]) == (84.38, 0.8)
    assert (health["unit_score_leadership"], health["unit_score_match"]) == (50.0, None)
    assert (health["unit_score"], health["unit_score_known"]) == (67.19, 0.3)
    assert health["unit_score_band"] is None  # less than half of it is known
    assert (social["cross_unit_index"], social["unit_score"]) == (None, None)


_SCORE = ["unit_score_leadership", "unit_score_match", "unit_score", "unit_score_known", "unit_score_band"]


# --- parameters and report ------------------------------------------------------------------------


def test_every_value_is_the_citys_own_choice():
    """No number here pretends to be read in a law, and each says which sentence it stands for."""
    own = [key for key in REGION.parameters if REGION.parameters.value(key).parameter.plugin == "medan"]
    assert "mentoring.unit" in own
    assert len(own) > 12
    for key in own:
        value = REGION.parameters.value(key).value
        assert value.evidence == "local"
        assert value.source.startswith("Dokumen pembinaan ASN Kota Medan")


SECTIONS = [
    "medan-kepemimpinan",
    "medan-kerja-sama",
    "medan-manfaat",
    "medan-belajar-kapan-saja",
    "medan-kinerja-unit",
]


@pytest.mark.parametrize(
    ("language", "sentence"), [("id", "3 dari 6 pemimpin (50"), ("en", "3 of 6 leaders (50")]
)
def test_the_sections_say_what_the_office_has_and_name_nobody(language: str, sentence: str) -> None:
    """In both languages, in their order."""
    report = asn.report(office(), OWN, language=language, strict=True)
    assert [one.key for one in report.sections if one.key.startswith("medan-")] == SECTIONS
    page = report.to_markdown()
    assert sentence in page
    assert NIPS[0].number not in page


def test_an_empty_register_gives_sentences() -> None:
    """Each section says that there is nothing yet."""
    report = asn.report(asn.Register.of([]), OWN, strict=True)
    for section in report.sections:
        if section.key in SECTIONS:
            page = attrs.evolve(report, sections=(section,)).to_markdown()
            assert "Belum ada data" in page


def served(unit: str, minutes: Callable[[int], float]) -> list[asn.ServiceMonth]:
    """The waiting times of a unit's service over the 24 months of 2024 and 2025."""
    months = [date(2024 + place // 12, place % 12 + 1, 1) for place in range(24)]
    return [
        asn.ServiceMonth(
            unit=unit, service="Loket", month=month, requests=100, waiting_minutes=minutes(place)
        )
        for place, month in enumerate(months)
    ]


def test_only_what_training_can_have_done_is_shown_as_a_benefit() -> None:
    """A wait that falls after the training is a benefit; one that fell all along is shown, and is none."""
    jump, slope = HEALTH, SOCIAL
    groups = {jump: NIPS[:5], slope: NIPS[5:10]}
    untouched = [f"Kecamatan {place}" for place in range(12)]
    register = asn.Register.of(
        [
            *(asn.Unit(name=unit) for unit in (*groups, *untouched)),
            *(asn.CivilServant(nip=nip, unit=unit) for unit, nips in groups.items() for nip in nips),
            asn.Programme(code="P", name="Pelayanan"),
            *(
                asn.Enrolment(programme="P", nip=nip, attended=True, end=date(2025, 2, 10))
                for nips in groups.values()
                for nip in nips
            ),
            *served(jump, lambda month: 60.0 + month % 2 - (20.0 if month > 13 else 0.0)),
            *served(slope, lambda month: 90.0 + month % 2 - 3.0 * month),
            *(
                row
                for number, unit in enumerate(untouched)
                for row in served(unit, lambda month, number=number: 60.0 + (month * number) % 3)
            ),
            *voices(jump, 5, 2, "KP"),
            *voices(slope, 5, 2, "KP"),
        ]
    )
    report = asn.report(register, OWN, strict=True)
    sections = tuple(one for one in report.sections if one.key == "medan-manfaat")
    lines = attrs.evolve(report, sections=sections).to_markdown().splitlines()
    shown = {unit: next(line for line in lines if line.startswith(f"| {unit} ")) for unit in groups}
    for unit in groups:
        assert "Waktu tunggu (menit) turun" in shown[unit]
        assert "(belum dapat dikatakan)" in shown[unit]
    (sentence,) = [line for line in lines if "perlu didekati secara persuasif" in line]
    assert "Untuk 1 di antaranya ada manfaat terukur" in sentence
    assert f"contoh {jump}" in sentence


def test_a_unit_whose_voice_would_tell_that_of_a_small_one_is_silent() -> None:
    """Five of one unit and three of another: with the mean of all, the five would give the three away."""
    people = [asn.CivilServant(nip=nip, unit=SOCIAL) for nip in NIPS[10:14]]
    records = [asn.Unit(name=HEALTH), asn.Unit(name=SOCIAL), *people]
    records += [asn.CivilServant(nip=nip, unit=HEALTH) for nip in NIPS[:6]]
    register = asn.Register.of(
        [*records, *voices(HEALTH, 5, 4, "KL", "MO"), *voices(SOCIAL, 3, 1, "KL", "MO")]
    )
    report = asn.report(register, OWN, strict=True)
    sections = tuple(one for one in report.sections if one.key in ("medan-kerja-sama", "medan-kinerja-unit"))
    page = attrs.evolve(report, sections=sections).to_markdown()
    assert "ditahan" in page
    assert "75,0" not in page
    assert "4,00" not in page


def test_a_score_of_too_few_of_its_parts_is_not_printed_as_a_number():
    """Three tenths of the weight are known: the parts stand in the report, a word in place of the score."""
    report = asn.report(office(), REGION, language="en", strict=True)
    (section,) = (part for part in report.sections if part.key == "medan-kinerja-unit")
    (table,) = (block for block in section.blocks if isinstance(block, TableBlock))
    score = [column.name for column in table.columns].index("unit_score")
    assert [row[score] for row in table.rows] == ["too little known"]
