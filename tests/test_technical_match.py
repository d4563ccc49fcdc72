"""The technical match, and what an activity develops: rules that several regions stand on."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn

REGION = asn.region("nasional", on="2025-12-31")
NIP = asn.Nip("198704122010012345")
POST = {"job_title": "Analis", "unit": "Dinas A"}
levels = st.lists(st.tuples(st.none() | st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=5)


def match_of(found: list[tuple[int | None, int]], **choose: str) -> tuple[float | None, float | None]:
    """The technical match and its known share of somebody with these levels and requirements."""
    codes = [f"T{n}" for n in range(len(found))]
    register = asn.Register.of(
        [
            asn.CivilServant(nip=NIP, **POST),
            *(asn.Competency(code=code, name=code, kind=asn.CompetencyKind.TECHNICAL) for code in codes),
            *(
                asn.RequiredLevel(competency=code, level=need, **POST)
                for code, (_, need) in zip(codes, found, strict=True)
            ),
            *(
                asn.Assessment(nip=NIP, competency=code, day=date(2025, 2, 3), level=level)
                for code, (level, _) in zip(codes, found, strict=True)
            ),
        ]
    )
    region = asn.region("nasional", on="2025-12-31", choose=choose)
    names = ["technical_match", "technical_match_known"]
    return asn.score(register, region, of=asn.CivilServant, indicators=names).select(names).row(0)


def test_levels_found_over_levels_required():
    """Two of four and two of two: four of six; one unknown is too little known, as with the job person match."""
    assert match_of([(2, 4), (2, 2)]) == (pytest.approx(400 / 6), 1.0)
    assert match_of([(2, 4), (None, 2)]) == (None, 0.5)
    assert match_of([(4, 2), (1, 4)], **{"competence.surplus": "ignored"})[0] == pytest.approx(300 / 6)


@given(levels)
def test_it_is_known_where_every_level_is(found):
    """By hand: the sums of known levels and requirements; what is not assessed is not 0."""
    match, known = match_of(found)
    assert known == sum(level is not None for level, _ in found) / len(found)
    if known < 1:
        assert match is None
    else:
        assert match == pytest.approx(sum(level for level, _ in found) / sum(need for _, need in found) * 100)


def test_what_an_activity_develops_is_what_the_catalogue_says_of_its_name():
    """Programmes of one name must agree; a name that is not in the catalogue develops nothing known."""
    register = asn.Register.of(
        [
            asn.Programme(code="P1", name="Kursus A", competency="komunikasi", level=2),
            asn.Programme(code="P2", name="Kursus A", competency="komunikasi", level=3),
            asn.Programme(code="P3", name="Kursus B", competency="komunikasi", level=2),
            asn.Programme(code="P4", name="Kursus B", competency="integritas", level=2),
            *(
                asn.Participation(nip=NIP, name=name, end=date(2025, 5, 9))
                for name in ("Kursus A", "Kursus B", "Lain")
            ),
        ]
    )
    found = asn.score(register, REGION, of=asn.Participation, indicators=["develops", "develops_to"])
    assert found.select("name", "develops", "develops_to").rows() == [
        ("Kursus A", "komunikasi", 3), ("Kursus B", None, 2), ("Lain", None, None)
    ]  # fmt: skip
