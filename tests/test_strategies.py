"""The strategies draw what the model allows, all of it, and nothing else."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from asn_dev import Register, model
from asn_dev.model import (
    Answer,
    Assessment,
    CivilServant,
    Competency,
    Employment,
    Enrolment,
    Job,
    MenteeRequest,
    Nip,
    Participation,
    Programme,
    RequiredLevel,
    ServiceMonth,
    Unit,
    column_of,
    columns_of,
    key_of,
    plural_of,
)
from asn_dev.model.constraints import Key, Seats
from asn_dev.model.records import Column, column, record
from asn_dev.register.structuring import frame_of
from asn_dev.testing.strategies import nips, records, registers, tables, values

RECORDS = [
    noun
    for noun in vars(model).values()
    if isinstance(noun, type) and attrs.has(noun) and noun not in (Nip, Column)
]
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SEARCH = settings(max_examples=2000, deadline=None, phases=[Phase.generate], derandomize=True)


@pytest.mark.parametrize("kind", RECORDS, ids=plural_of)
@FEW
@given(data=st.data())
def test_every_record_class_has_a_strategy_of_valid_records(kind: type, data: st.DataObject) -> None:
    """Each drawn record passes the constraint of every one of its columns."""
    drawn = data.draw(records(kind))
    problems = [(one.name, one.problem(getattr(drawn, one.name))) for one in columns_of(kind)]
    assert [name for name, problem in problems if problem] == []


@pytest.mark.parametrize("kind", RECORDS, ids=plural_of)
def test_every_optional_column_is_drawn_both_known_and_unknown(kind: type) -> None:
    """Null is among what a column that may be unknown can hold, and it is not all of it."""
    for one in columns_of(kind):
        if one.optional:
            assert find(values(one), lambda value: value is None, settings=SEARCH) is None
        assert find(values(one), lambda value: value is not None, settings=SEARCH) is not None


@pytest.mark.parametrize(
    ("kind", "name", "bound"),
    [(RequiredLevel, "level", 1), (RequiredLevel, "level", 5), (Participation, "hours", 0.25)],
)
def test_bounds_are_reached(kind: type, name: str, bound: float) -> None:
    """The least and greatest level come up, and the least hours above 0, which means 'not recorded'."""

    def reached(value: float | None) -> bool:
        return value == bound

    assert find(values(column_of(kind, name)), reached, settings=SEARCH) == bound


@FEW
@given(st.one_of(nips(), st.from_type(Nip)))
def test_numbers_are_well_formed(nip: Nip) -> None:
    """What the number says of itself has no problem, and the strategy is registered for the type."""
    assert nip.problems == ()


@pytest.mark.parametrize("employment", [Employment.PNS, Employment.PPPK])
def test_numbers_of_both_kinds_are_drawn(employment: Employment) -> None:
    """Both forms come up by chance, and each can be asked for."""
    assert find(nips(), lambda nip: nip.employment is employment, settings=SEARCH).employment is employment

    @FEW
    @given(nips(employment=employment))
    def only_that_kind(nip: Nip) -> None:
        assert nip.employment is employment

    only_that_kind()


@FEW
@given(records(Job, unit="Dinas Kesehatan", title=st.sampled_from(["Perawat", "Bidan"]), tier=None))
def test_an_override_is_a_value_or_a_strategy(job: Job) -> None:
    """Fields that are given are as given, also when that is unknown."""
    assert (job.unit, job.tier) == ("Dinas Kesehatan", None)
    assert job.title in {"Perawat", "Bidan"}


@FEW
@given(tables(Assessment, nip=Nip("198704122010012345"), competency="integritas"))
def test_no_two_rows_of_a_table_share_a_key(rows: list[Assessment]) -> None:
    """Assessments of one person in one competency are of different days."""
    assert len({row.day for row in rows}) == len(rows)


@FEW
@given(records(MenteeRequest))
def test_lists_of_names_survive_being_stored_as_one_text(request: MenteeRequest) -> None:
    """No name holds the bar that parts names in frames, so writing and reading back changes nothing."""
    register = Register.from_frames({MenteeRequest: frame_of(MenteeRequest, [request])})
    assert register.records(MenteeRequest) == [request]


def test_a_new_record_needs_no_strategy_of_its_own() -> None:
    """What is drawn is read from the columns, so a record made elsewhere works at once."""

    @record(plural="vehicles_of_a_test", label="Kendaraan")
    class Vehicle:
        plate: Key = column("Number plate", label="Nomor polisi", key=True)
        seats: Seats | None = column("Seats", label="Kursi", default=None)

    assert find(records(Vehicle), lambda one: one.seats is not None, settings=SEARCH).plate


def test_without_hypothesis_the_error_says_in_one_line_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The extra is named; nothing of the import machinery is shown."""
    monkeypatch.setitem(sys.modules, "hypothesis.strategies", None)
    monkeypatch.delitem(sys.modules, "asn_dev.testing.strategies")
    with pytest.raises(ModuleNotFoundError) as raised:
        importlib.import_module("asn_dev.testing.strategies")
    assert str(raised.value) == "asn_dev.testing.strategies needs Hypothesis: pip install 'asn-dev[testing]'"
    assert raised.value.__suppress_context__


@FEW
@given(registers())
def test_rows_of_a_register_refer_to_rows_that_are_there(register: dict[type, list[Any]]) -> None:
    """Units, posts, competencies and people are all found where a row names them; keys are unique."""
    people = {one.nip for one in register[CivilServant]}
    units = {one.name for one in register[Unit]}
    posts = {(one.title, one.unit) for one in register[Job]}
    competencies = {one.code for one in register[Competency]}
    assert {one.unit for one in register[Job] + register[CivilServant] + register[Answer]} <= units | {None}
    assert {(one.job_title, one.unit) for one in register[CivilServant] if one.job_title} <= posts
    assert {(one.job_title, one.unit) for one in register[RequiredLevel]} <= posts
    assert {one.competency for one in register[RequiredLevel] + register[Assessment]} <= competencies
    for kind, rows in register.items():
        assert {one.nip for one in rows if hasattr(one, "nip")} <= people
        keys = [tuple(getattr(one, name) for name in key_of(kind)) for one in rows]
        assert not key_of(kind) or len(set(keys)) == len(keys)


@FEW
@given(registers())
def test_what_is_known_of_a_person_agrees_with_their_number(register: dict[type, list[Any]]) -> None:
    """Birth date, sex, employment and appointment are as the number says, or unknown."""
    for one in register[CivilServant]:
        assert one.nip.check(birth_date=one.birth_date, sex=one.sex) == ()
        assert one.appointed_on in (None, one.nip.start)
        kinds = {None, Employment.CPNS, Employment.PNS}
        assert one.employment in (kinds if one.nip.employment is Employment.PNS else {None, Employment.PPPK})


@FEW
@given(registers(year=2024))
def test_the_citizen_survey_stays_on_its_scale_and_in_its_year(register: dict[type, list[Any]]) -> None:
    """Items are U1 to U9, answers 1 to 4 or unknown, days in the year that was asked for."""
    for one in (one for one in register[Answer] if one.instrument == "skm"):
        assert one.item in {f"U{n}" for n in range(1, 10)}
        assert one.value in {None, 1, 2, 3, 4}
        assert date(2024, 1, 1) <= one.day <= date(2024, 12, 31)


@FEW
@given(registers())
def test_the_check_of_whole_columns_accepts_what_is_drawn(register: dict[type, list[Any]]) -> None:
    """The strategy and the column check come from the same constraints, so no cell breaks one.

    What is odd between columns (an end before its start) is drawn too, and is a warning.
    """
    checked = Register.from_frames({kind: frame_of(kind, rows) for kind, rows in register.items()})
    assert [finding for finding in checked.findings if finding.severity != "warning"] == []
    assert all(row.read == row.accepted for row in checked.ledger)


def _asked(register: dict[type, list[Any]], instrument: str = "") -> list[Any]:
    """The answers to one instrument, or to those of participants and staff."""
    return [
        one
        for one in register[Answer]
        if (one.instrument == instrument if instrument else one.instrument != "skm")
    ]


WANTED: dict[str, Callable[[dict[type, list[Any]]], Any]] = {
    "nobody": lambda register: not register[CivilServant],
    "no rows": lambda register: register[CivilServant] and not register[Participation],
    "no unit": lambda register: any(one.unit is None for one in register[CivilServant]),
    "unknown": lambda register: any(one.level is None for one in register[Assessment]),
    "several activities": lambda register: len(register[Participation]) > 1,
    "survey": lambda register: sum(one.value is not None for one in _asked(register, "skm")) >= 9,
    "off the scale": lambda register: any(one.value == 6 for one in _asked(register)),
    "unknown item": lambda register: any(one.item == "X1" for one in _asked(register)),
    "a superior": lambda register: any(one.rater == "atasan" for one in _asked(register)),
    "answered without having come": lambda register: any(
        one.attended is False and one.programme == answer.about and one.nip.number == answer.respondent
        for one in register[Enrolment]
        for answer in _asked(register)
    ),
    "services": lambda register: register[ServiceMonth] and register[Programme],
}


def test_registers_cover_what_rules_have_to_bear() -> None:
    """Nobody, people without rows, unknown cells and whole questionnaires all come up within 300 registers."""
    lacking = dict(WANTED)

    def covered(register: dict[type, list[Any]]) -> bool:
        for name in [name for name, wanted in lacking.items() if wanted(register)]:
            del lacking[name]
        return not lacking

    with contextlib.suppress(NoSuchExample):
        find(registers(), covered, settings=settings(SEARCH, max_examples=300))
    assert not list(lacking)
