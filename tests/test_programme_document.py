"""What the national programme document asks for: continuity, variety, partners, complaints, crises, change.

The document (Program Pembinaan ASN) gives no numbers; the cases are calculated by hand from the values in
the national parameters.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.model import (
    Answer,
    CivilServant,
    Employment,
    LeadershipTraining,
    Nip,
    Participation,
    ProgrammeForm,
    ServiceMonth,
    Unit,
)

REGION = asn.region("nasional", on="2025-12-31")
NIPS = [Nip(f"1980010120050119{n:02}") for n in range(1, 21)]
WHO = NIPS[0]
DINAS, CAMAT = "Dinas Perizinan", "Kecamatan Utara"


def activity(year: int, hours: float | None = 20.0, *, nip: Nip = WHO, name: str = "Bimtek", **fields: Any) -> Participation:  # fmt: skip
    """A technical training of ten days in March of a year."""
    days = {"start": date(year, 3, 3), "end": date(year, 3, 12)}
    return Participation(
        **{"nip": nip, "name": name, "form": ProgrammeForm.TECHNICAL, "hours": hours, **days, **fields}
    )


def person(*records: object, employment: Employment = Employment.PNS, unit: str = CAMAT) -> dict[str, Any]:
    """The scored row of one person with these records."""
    register = asn.Register.of([CivilServant(nip=WHO, employment=employment, unit=unit), *records])
    (found,) = asn.score(register, REGION, of=CivilServant).to_dicts()
    return found


def units(*records: object) -> dict[str, dict[str, Any]]:
    """The scored rows of two units."""
    register = asn.Register.of([Unit(name=DINAS), Unit(name=CAMAT), *records])
    return {row["name"]: row for row in asn.score(register, REGION, of=Unit).to_dicts()}


# --- continuity -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "years"),
    [
        ({2025: 20.0}, 1),
        ({2025: 20.0, 2024: 25.0, 2023: 20.0}, 3),
        ({2025: 20.0, 2024: 19.0, 2023: 20.0}, 1),
        ({2025: 19.0, 2024: 20.0}, 0),
        ({2024: 20.0, 2023: 20.0}, 0),
        (dict.fromkeys(range(2018, 2026), 20.0), 5),
    ],
)
def test_years_in_a_row_end_at_the_first_that_falls_short(hours: dict[int, float], years: int) -> None:
    """Counted back from the period, five at most."""
    assert person(*(activity(year, one) for year, one in hours.items()))["learning_years_in_a_row"] == years


def test_unknown_hours_leave_the_row_open_only_where_they_could_lengthen_it() -> None:
    """An earlier year of unknown hours matters to a row that is short of five; to none that is broken now."""
    unknown = activity(2023, None)
    assert person(activity(2025), activity(2024), unknown)["learning_years_in_a_row"] is None
    assert person(activity(2025, 8.0), activity(2024), unknown)["learning_years_in_a_row"] == 0
    full = [activity(year) for year in range(2021, 2026)]
    assert person(*full, unknown)["learning_years_in_a_row"] == 5


def test_nobody_without_a_minimum_has_a_row_of_years() -> None:
    """A PPPK has no least hours; without histories nothing is known."""
    assert person(activity(2025), employment=Employment.PPPK)["learning_years_in_a_row"] is None
    assert person()["learning_years_in_a_row"] is None


@given(st.lists(st.sampled_from([1.0, 10.0, 19.0, 20.0, 30.0]), min_size=5, max_size=5))
def test_the_row_of_years_is_what_counting_by_hand_gives(hours: list[float]) -> None:
    """The newest first, until one is below 20."""
    expected = next((n for n, one in enumerate(hours) if one < 20), 5)
    found = person(*(activity(2025 - n, one) for n, one in enumerate(hours)))
    assert found["learning_years_in_a_row"] == expected


# --- variety --------------------------------------------------------------------------------------


def test_forms_stand_in_groups_and_leadership_courses_are_known() -> None:
    """By the code of the form; where that is unknown a recorded leadership training is one."""
    given_ = [
        (ProgrammeForm.GUIDANCE, None, "pelatihan", False),
        (ProgrammeForm.WORKSHOP, None, "workshop", False),
        (ProgrammeForm.SEMINAR, None, "seminar", False),
        (ProgrammeForm.E_LEARNING, None, "daring", False),
        (ProgrammeForm.COACHING, None, "di tempat kerja dan lainnya", False),
        (ProgrammeForm.MANAGERIAL, None, "pelatihan", True),
        (None, LeadershipTraining.PIM_II, None, True),
        (None, None, None, None),
    ]
    register = asn.Register.of(
        [activity(2025, form=form, leadership=led) for form, led, _, _ in given_]
    )  # fmt: skip
    found = asn.score(register, REGION, of=Participation).select("form_group", "is_leadership").rows()
    assert found == [expected for *_, group, led in given_ for expected in [(group, led)]]


# --- current training -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "end", "ready"),
    [
        ("Pelatihan Tanggap Darurat BENCANA", date(2025, 6, 1), True),
        ("Gladi Kebencanaan", date(2024, 1, 1), True),
        ("Gladi Kebencanaan", date(2023, 12, 31), False),
        ("Gladi Kebencanaan", date(2026, 1, 5), False),
        ("Gladi Kebencanaan", None, None),
        ("Bimtek Arsip", date(2025, 6, 1), False),
        (None, date(2025, 6, 1), None),
    ],
)
def test_who_is_ready_for_a_crisis(name: str | None, end: date | None, ready: bool | None) -> None:
    """A training named so, ended in the 24 months up to the end; unknown without name or day."""
    course = activity(2025, name=name, end=end)
    assert person(course)["crisis_ready"] is ready
    assert person(course, unit=DINAS)["crisis_ready"] is None


def test_readiness_for_a_crisis_is_unknown_without_histories() -> None:
    """No table is not the same as no training; the day of the newest one is told."""
    assert person()["crisis_ready"] is None
    two = [activity(year, name="Mitigasi Bencana") for year in (2024, 2020)]
    assert person(*two)["crisis_training_on"] == date(2024, 3, 12)


def test_the_share_of_a_unit_that_is_ready_is_over_its_people() -> None:
    """One of two in the sub-district; the licensing office has no such duty."""
    staff = [CivilServant(nip=nip, unit=where) for nip, where in zip(NIPS, (CAMAT, CAMAT, DINAS), strict=False)]  # fmt: skip
    found = units(*staff, *(activity(2025, nip=nip, name="Tanggap Bencana") for nip in NIPS[1:3]))
    assert [found[name]["unit_crisis_ready_share"] for name in (CAMAT, DINAS)] == [0.5, None]
    assert [found[name]["has_crisis_duty"] for name in (CAMAT, DINAS)] == [True, False]


# --- complaints -----------------------------------------------------------------------------------


def month(unit: str, number: int, requests: int | None, complaints: int | None, year: int = 2025) -> ServiceMonth:  # fmt: skip
    """A month of the one service of a unit."""
    return ServiceMonth(
        unit=unit, service="Izin", month=date(year, number, 1), requests=requests, complaints=complaints
    )


def test_complaints_per_thousand_requests_of_known_months() -> None:
    """3 + 2 of 400 + 100; months of which one of the two is unknown, and other years, do not count."""
    found = units(
        month(DINAS, 1, 400, 3),
        month(DINAS, 2, 100, 2),
        month(DINAS, 3, None, 50),
        month(DINAS, 4, 900, None),
        month(DINAS, 5, 900, 90, year=2024),
        month(CAMAT, 1, 0, 0),
    )
    assert [found[name]["complaints_per_thousand"] for name in (DINAS, CAMAT)] == [10, None]


def test_a_unit_is_trained_in_service_from_a_quarter_of_its_people() -> None:
    """One of four, by the name of the training, within 36 months."""
    staff = [CivilServant(nip=nip, unit=DINAS if n < 4 else CAMAT) for n, nip in enumerate(NIPS[:9])]
    found = units(
        *staff,
        activity(2023, name="Bimtek Pelayanan Prima", nip=NIPS[0]),
        activity(2022, name="Penanganan Pengaduan", nip=NIPS[1]),
        activity(2025, name="Manajemen Layanan Publik", nip=NIPS[4]),
    )
    assert [found[name]["service_trained_share"] for name in (DINAS, CAMAT)] == [0.25, 0.2]
    assert [found[name]["is_service_trained"] for name in (DINAS, CAMAT)] == [True, False]


# --- change ---------------------------------------------------------------------------------------


def voices(unit: str, level: int, people: int) -> list[Answer]:
    """So many people who answer every item on readiness with the same level of it."""
    return [
        Answer(
            instrument="readiness",
            respondent=f"{unit}{n}",
            item=item,
            value=6.0 - level if item == "KP4" else level,
            unit=unit,
            day=date(2025, 11, 5),
            wave="2",
        )
        for n in range(people)
        for item in ("KP1", "KP2", "KP3", "KP4", "KP5")
    ]


@pytest.mark.parametrize(
    ("level", "people", "approach"),
    [
        (4, 5, "ajak jadi penggerak"),
        (3, 5, "dampingi dekat"),
        (4, 4, None),
    ],
)
def test_the_approach_follows_how_ready_a_unit_is(level: int, people: int, approach: str | None) -> None:
    """By the bands of the parameter; unknown where too few have answered."""
    assert units(*voices(DINAS, level, people))[DINAS]["change_approach"] == approach


# --- the report -----------------------------------------------------------------------------------


def office(*, lasting: bool, trained: bool, level: int) -> asn.Register:
    """Two units of ten people; what the sections tell of them can be turned."""
    where = dict(zip(NIPS, [DINAS] * 10 + [CAMAT] * 10, strict=True))
    years = (2025, 2024, 2023) if lasting else (2025,)
    return asn.Register.of(
        [
            Unit(name=DINAS),
            Unit(name=CAMAT),
            *(CivilServant(nip=nip, unit=unit, employment=Employment.PNS) for nip, unit in where.items()),
            *(activity(year, nip=nip) for nip in NIPS for year in years),
            *(activity(2025, nip=nip, name="Tanggap Bencana Layanan Prima") for nip in NIPS[10:] if trained),
            month(DINAS, 1, 1000, 20),
            month(CAMAT, 1, 1000, 10),
            *voices(DINAS, level, 6),
            *voices(CAMAT, 3, 6),
        ]
    )


def sections(register: asn.Register, language: str) -> str:
    """The report as Markdown."""
    return asn.report(register, REGION, language=language, strict=True).to_markdown()


def test_the_sections_change_with_the_data() -> None:
    """Continuity, approach, crisis and complaints are told as they are, in Indonesian and in English."""
    good = sections(office(lasting=True, trained=True, level=4), "id")
    assert "20 dari 20 pegawai (100,0%) mencapai JP minimum sedikitnya 3 tahun" in good
    assert f"ajak jadi penggerak: 1 ({DINAS})" in good
    assert "10 dari 10 pegawai (100,0%) mempunyai pelatihan kebencanaan" in good
    assert "menerima 10,0 pengaduan per seribu permohonan, 1 unit lain 20,0. Ini perbandingan" in good
    poor = sections(office(lasting=False, trained=False, level=2), "en")
    assert "0 of 20 people (0.0%) have reached the least hours for at least 3 years" in poor
    assert f"stay close: 2 ({DINAS}, {CAMAT})" in poor
    assert "0 of 10 people (0.0%) have a training for it" in poor
    assert "cannot be compared with others: 0 are trained, 2 are not" in poor


def test_small_units_are_withheld_in_the_sections() -> None:
    """Four people in a unit: neither their share of hours online nor their readiness is printed."""
    small = [CivilServant(nip=nip, unit=CAMAT, employment=Employment.PNS) for nip in NIPS[:4]]
    page = sections(
        asn.Register.of(
            [
                Unit(name=CAMAT),
                *small,
                *(activity(2025, nip=one.nip, name="Tanggap Bencana") for one in small),
                *voices(CAMAT, 4, 4),
                month(CAMAT, 1, 100, 1),
            ]
        ),
        "id",
    )
    rows = [line for line in page.splitlines() if line.startswith(f"| {CAMAT} |")]
    told = page[page.index("## Kesiapan unit") :]
    assert "ajak jadi penggerak: 1" not in told
    assert len([line for line in rows if "ditahan" in line]) >= 4
