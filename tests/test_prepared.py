"""Queries and pictures are made once: found again by what they are made of, never by what only looks alike."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import asn_dev as asn
from asn_dev import charts
from asn_dev.charts import drawing
from asn_dev.plugin import indicator, nw, text
from asn_dev.rules import prepared
from asn_dev.testing.synthetic import synthetic_city

DAY = "2025-12-31"
WHO = asn.Nip("198704122010012345")
REGISTER = asn.Register.of(
    [
        asn.CivilServant(nip=WHO, employment=asn.Employment.PNS),
        asn.Participation(nip=WHO, form=asn.ProgrammeForm.TECHNICAL, hours=24.0, end=date(2025, 5, 9)),
    ]
)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A note of each query that is built; none is kept from before."""
    queries: list[object] = []

    class Noted(prepared.PreparedQuery):
        def __init__(self, *parts) -> None:
            queries.append(self)
            super().__init__(*parts)

    monkeypatch.setattr(prepared, "PreparedQuery", Noted)
    monkeypatch.setattr(prepared._local, "kept", None, raising=False)
    return queries


def hours(region: asn.Region, name: str = "learning_hours") -> float | bool | None:
    """One indicator of the one person."""
    return asn.score(REGISTER, region, of=asn.CivilServant, indicators=[name])[name][0]


def test_a_region_asked_for_anew_finds_its_queries(built):
    """As an app does that asks for its region at each request."""
    assert [hours(asn.region("nasional", on=DAY)) for _ in range(3)] == [24.0] * 3
    assert len(built) == 1


def test_another_value_or_another_rule_is_another_query(built):
    """The day, a chosen variant, and a rule of the same name with another body."""
    seen = []
    for factor in (1, 2):

        @indicator(of=asn.CivilServant, label=text(id="Jam", en="Hours"), bounds=(0, None))
        def many_hours(learning_hours: nw.Expr) -> nw.Expr:
            """So many times the hours."""
            return learning_hours * factor  # noqa: B023  (called in this turn of the loop)

        seen.append(hours(asn.region("nasional", on=DAY, also=[many_hours]), "many_hours"))
    assert seen == [24.0, 48.0]
    assert len(built) == 2
    assert hours(asn.region("nasional", on="2024-12-31")) == 0.0
    assert len(built) == 3
    plain, chosen = (asn.region("nasional", on=DAY, choose=choose) for choose in ({}, {"skm.weight": "0.11"}))
    assert hours(plain) == hours(chosen) == 24.0
    assert len(built) == 5


def test_what_was_read_is_remembered_also_where_the_query_was_kept(built):
    """The last page of a report names every parameter, whoever drew a report before."""
    region = asn.region("nasional", on=DAY)
    used = []
    for _ in range(2):
        recorder = region.parameters.recorder()
        hours(attrs.evolve(region, parameters=recorder), "learning_hours_met")
        used.append(recorder.used)
    assert used[0] == used[1] != []
    assert len(built) == 1


def test_a_picture_is_converted_once_and_keeps_to_the_schema(monkeypatch):
    """In a second form of a report it is the same picture under another key; validation is for tests."""
    drawing._converted.cache_clear()
    city = asn.Register.from_frames(synthetic_city(people=12))
    chart = charts.learning_hours(city, asn.region("nasional", on=DAY))
    assert chart.altair().to_dict() == chart.altair().to_dict(validate=False)
    first, second = chart.svg(key="a"), chart.svg(key="b")
    assert drawing._converted.cache_info().misses == 1
    assert first.replace('"a-', '"b-').replace("#a-", "#b-") == second
