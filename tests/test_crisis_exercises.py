"""Readiness for a crisis: words in their context, and exercises and roles held with other units."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import asn_dev as asn
from asn_dev.model import CivilServant, Nip, Participation, Unit

REGION = asn.region("nasional", on="2025-12-31")
CAMAT, BPBD, DINAS = "Kecamatan Barat", "Badan Penanggulangan Bencana Daerah", "Dinas Perizinan"
FIRST, SECOND, THIRD = (f"198704122010012{number:03d}" for number in (1, 2, 3))
DRILL, DAY = "Gladi Tanggap Darurat", date(2025, 8, 4)


def activity(nip: str, name: str | None = DRILL, end: date | None = DAY) -> Participation:
    return Participation(nip=Nip(nip), name=name, end=end, hours=8)


def scored(of: type, *activities: Participation, units: tuple[str | None, ...] = (CAMAT, BPBD, DINAS)) -> Any:
    """The named record of three people, by default one each of two units with that duty and of another."""
    staff = [
        CivilServant(nip=Nip(nip), unit=unit) for nip, unit in zip((FIRST, SECOND, THIRD), units, strict=True)
    ]
    offices = [Unit(name=unit) for unit in dict.fromkeys(filter(None, units))]
    return asn.score(asn.Register.of([*staff, *offices, *activities]), REGION, of=of)


def exercised(
    *activities: Participation, units: tuple[str | None, ...] = (CAMAT, BPBD, DINAS)
) -> dict[str, Any]:
    scores = scored(CivilServant, *activities, units=units)
    return dict(scores.select("nip", "crisis_exercised").iter_rows())


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("Mitigasi Bencana", True),
        ("Mitigasi Gempa dan Tsunami", True),
        ("Kesiapsiagaan Banjir", True),
        ("Mitigasi Risiko Pengadaan", False),
        ("Mitigasi Risiko Hukum dan Keuangan", False),
        ("Siaga Kearsipan", False),
        ("Penanganan Banjir", True),
        ("Simulasi Kebakaran Gedung", True),
        ("Simulasi CAT", False),
        ("Bimtek Banjir Data", False),
    ],
)
def test_a_word_such_as_mitigation_counts_only_in_its_context(name: str, counts: bool) -> None:
    """Risks of procurement are mitigated too; a hazard alone is no training for a crisis."""
    scores = scored(CivilServant, activity(FIRST, name))
    assert dict(scores.select("nip", "crisis_ready").iter_rows())[FIRST] is counts


def test_people_of_two_units_with_that_duty_exercise_together() -> None:
    """Both count; a person of another unit has no such duty, and is nobody to exercise with."""
    both = exercised(activity(FIRST), activity(SECOND, DRILL.upper() + " "), activity(THIRD))
    assert both == {FIRST: True, SECOND: True, THIRD: None}
    assert exercised(activity(FIRST), activity(THIRD))[FIRST] is False
    assert exercised(activity(FIRST), activity(SECOND), units=(CAMAT, CAMAT, DINAS))[FIRST] is False


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (activity(SECOND, DRILL, date(2025, 8, 5)), False),  # another day, another exercise
        (activity(SECOND, "Gladi Evakuasi Gempa"), False),
        (activity(SECOND, "Simulasi CAT"), False),
    ],
)
def test_an_exercise_is_known_by_its_name_and_its_day(other: Participation, expected: bool) -> None:
    """People who exercise apart do not exercise together."""
    assert exercised(activity(FIRST), other)[FIRST] is expected


def test_courses_and_old_exercises_are_not_joint_exercises_that_count() -> None:
    """A course that both took is no exercise; an exercise counts as long as training for crises does."""
    course = [activity(nip, "Pelatihan Tanggap Darurat") for nip in (FIRST, SECOND)]
    assert exercised(*course)[FIRST] is False
    old = [activity(nip, DRILL, date(2023, 12, 31)) for nip in (FIRST, SECOND)]
    assert exercised(*old)[FIRST] is False
    roles = [activity(nip, "Satgas Penanganan Banjir Posko Darurat") for nip in (FIRST, SECOND)]
    assert exercised(*roles)[FIRST] is True


def test_what_is_not_known_is_null_and_the_share_of_a_unit_is_of_its_people() -> None:
    """Without histories, a name or a day nothing is said."""
    assert exercised()[FIRST] is None
    assert exercised(activity(FIRST, None))[FIRST] is None
    assert exercised(activity(FIRST, DRILL, None))[FIRST] is None
    units = scored(Unit, activity(FIRST), activity(THIRD), units=(CAMAT, CAMAT, BPBD))
    shares = dict(units.select("name", "unit_crisis_exercised_share").iter_rows())
    assert shares == {CAMAT: 0.5, BPBD: 1.0}
