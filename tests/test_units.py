"""Units as a whole: what their people have together, and what they say where enough of them speak."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.model import (
    Answer,
    Assessment,
    CivilServant,
    Employment,
    Enrolment,
    Nip,
    Participation,
    Programme,
    ProgrammeForm,
    RequiredLevel,
    Unit,
)

REGION = asn.region("nasional", on="2025-12-31")
A, B = "Dinas A", "Dinas B"
NIPS = [Nip(f"1980010120050119{n:02}") for n in range(1, 9)]
DAY = date(2025, 11, 10)


def unit(*records: object, of: str = A, region: asn.Region = REGION) -> dict[str, Any]:
    """The scored row of one unit beside another."""
    register = asn.Register.of([Unit(name=A), Unit(name=B), *records])
    found = {row["name"]: row for row in asn.score(register, region, of=Unit).to_dicts()}
    return found[of]


def programme(*records: object, **fields: Any) -> dict[str, Any]:
    """The scored row of a programme with these fields."""
    register = asn.Register.of([Programme(code="PK-1", name="Pelatihan", **fields), *records])
    (found,) = asn.score(register, REGION, of=Programme).to_dicts()
    return found


def people(*units: str | None) -> list[CivilServant]:
    """One PNS for each of these units."""
    return [
        CivilServant(nip=nip, unit=where, employment=Employment.PNS)
        for nip, where in zip(NIPS, units, strict=False)
    ]


def activity(nip: Nip, hours: float | None, form: ProgrammeForm = ProgrammeForm.TECHNICAL) -> Participation:
    """An activity of many days in 2025."""
    return Participation(nip=nip, form=form, hours=hours, start=date(2025, 3, 3), end=date(2025, 3, 28))


# --- together -------------------------------------------------------------------------------------


def test_hours_of_a_unit_and_their_share_online() -> None:
    """Of 10 + 30 + 8 hours, 18 were in forms held online; half of the people reached 20 JP."""
    found = unit(
        *people(A, A, B),
        activity(NIPS[0], 10.0, ProgrammeForm.DISTANCE),
        activity(NIPS[0], 30.0),
        activity(NIPS[1], 8.0, ProgrammeForm.E_LEARNING),
        activity(NIPS[2], 50.0),
    )
    assert (found["unit_staff"], found["unit_learning_hours"], found["unit_online_hours"]) == (2, 48, 18)
    assert (found["unit_online_share"], found["unit_hours_met_share"]) == (18 / 48, 0.5)


def test_a_unit_without_people_has_none_and_no_shares() -> None:
    """Nobody is 0 people; what they share in is unknown."""
    found = unit(*people(B), activity(NIPS[0], 10.0))
    assert (found["unit_staff"], found["unit_online_share"], found["unit_hours_met_share"]) == (0, None, None)


def test_gaps_of_a_unit_are_counted_over_its_people() -> None:
    """Two requirements of each of two people, three known, one below; the match is a mean."""
    staff = [CivilServant(nip=nip, unit=A, job_title="Analis") for nip in NIPS[:2]]
    required = [
        RequiredLevel(job_title="Analis", unit=A, competency=code, level=3)
        for code in ("integritas", "komunikasi")
    ]
    levels = [(0, "integritas", 2), (0, "komunikasi", 4), (1, "integritas", 3)]
    found = unit(
        *staff,
        *required,
        *(Assessment(nip=NIPS[n], competency=code, day=DAY, level=level) for n, code, level in levels),
    )
    assert (found["unit_gaps"], found["unit_gaps_known"]) == (1, 3)
    matches = asn.score(
        asn.Register.of(
            [
                *staff,
                *required,
                *(Assessment(nip=NIPS[n], competency=c, day=DAY, level=x) for n, c, x in levels),
            ]
        ),
        REGION,
        of=CivilServant,
    )["job_person_match"]
    assert found["unit_match"] == matches.mean()


# --- what the staff says --------------------------------------------------------------------------


REVERSED = {"KP4", "MO3"}


def said(scores: list[int], *items: str, where: str = A, day: date = DAY, wave: str = "2") -> list[Answer]:
    """What so many respondents answer to items of the readiness survey; reversed ones turned round."""
    about = {"instrument": "readiness", "unit": where, "day": day, "wave": wave}
    return [
        Answer(
            respondent=f"{wave}{where}{n}",
            item=item,
            value=6.0 - score if item in REVERSED else score,
            **about,
        )
        for n, score in enumerate(scores)
        for item in items
    ]


@pytest.mark.parametrize(
    ("dimension", "items"),
    [
        ("readiness", ("KP1", "KP2", "KP3", "KP4", "KP5")),
        ("cooperation", ("KL1", "KL2", "KL3", "KL4")),
        ("motivation", ("MO1", "MO2", "MO3", "MO4")),
        ("career_link", ("KA1", "KA2", "KA3")),
    ],
)
def test_the_voice_of_a_unit_is_the_mean_of_its_respondents(dimension: str, items: tuple[str, ...]) -> None:
    """Five people who answer 1, 2, 3, 4 and 4 to all: 2.8, from five."""
    found = unit(*said([1, 2, 3, 4, 4], *items))
    assert found[f"unit_{dimension}"] == pytest.approx(2.8)
    assert found["unit_survey_respondents"] == 5


def test_a_learning_culture_is_asked_for_in_a_survey_of_its_own() -> None:
    """Five people say 4; the reversed item is turned round."""
    answers = [
        Answer(instrument="learning_culture", respondent=f"b{n}", item=item, value=value, unit=A, day=DAY)
        for n in range(5)
        for item, value in (("BB1", 4.0), ("BB2", 4.0), ("BB3", 4.0), ("BB4", 4.0), ("BB5", 2.0))
    ]
    assert unit(*answers)["unit_learning_culture"] == 4


@given(
    here=st.lists(st.integers(1, 5), max_size=9),
    there=st.lists(st.integers(1, 5), min_size=1, max_size=9),
    earlier=st.lists(st.integers(1, 5), max_size=9),
)
def test_no_figure_of_a_unit_stands_on_fewer_than_the_minimum(
    here: list[int], there: list[int], earlier: list[int]
) -> None:
    """Neither other units nor last year's round help a small group over the limit."""
    items = ("MO1", "MO2", "MO3", "MO4")
    found = unit(
        *said(here, *items),
        *said(there, *items, where=B),
        *said(earlier, *items, day=date(2024, 11, 10), wave="1"),
    )
    enough = len(here) >= 5
    expected = pytest.approx(sum(here) / len(here)) if enough else None
    assert found["unit_motivation"] == expected
    assert found["unit_survey_respondents"] == (len(here) if enough else None)
    assert found["unit_readiness"] is None


# --- partners and joint programmes ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("partner", "provider", "kind", "partnership"),
    [
        ("Universitas Sumatera Utara", "BKPSDM Kota Binjai", "perguruan tinggi", True),
        (None, "Politeknik Negeri Medan", "perguruan tinggi", True),
        ("Balai Diklat Kementerian Dalam Negeri", "BKPSDM", "kementerian/lembaga", True),
        (None, "Lembaga Administrasi Negara", "kementerian/lembaga", True),
        ("BPSDM Provinsi", "BKPSDM Kota Binjai", "lembaga pelatihan", True),
        ("Pemerintah Kota Medan", "BKPSDM Kota Binjai", "pemerintah daerah", True),
        ("PT Maju Bersama", None, "masyarakat/swasta", True),
        (None, "BKPSDM Kota Binjai", "pemerintah daerah", False),
        ("Dinas Kesehatan", "BKPSDM Kota Binjai", "pemerintah daerah", False),
        (None, None, None, None),
    ],
)
def test_what_kind_of_partner_a_name_means(
    partner: str | None, provider: str | None, kind: str | None, partnership: bool | None
) -> None:
    """The partner's name, else the provider's; own offices are no partners; nobody named is unknown."""
    found = programme(partner=partner, provider=provider)
    assert (found["partner_kind"], found["is_partnership"]) == (kind, partnership)


@pytest.mark.parametrize(
    ("units", "attended", "joint"),
    [
        ((A, B), (True, True), True),
        ((A, A), (True, True), False),
        ((A, B), (True, False), False),
        ((A, B), (True, None), False),
        ((None, None), (True, True), None),
        ((A, B), (False, False), None),
    ],
)
def test_a_programme_is_joint_where_people_of_several_units_came(
    units: tuple[str | None, ...], attended: tuple[bool | None, ...], joint: bool | None
) -> None:
    """Who only registered does not make it so; unknown units leave it open."""
    enrolled = [
        Enrolment(programme="PK-1", nip=nip, attended=came, end=DAY)
        for nip, came in zip(NIPS, attended, strict=False)
    ]
    assert programme(*people(*units), *enrolled)["is_joint"] is joint
