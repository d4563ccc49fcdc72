"""Scoring as an app calls it: the right columns, the right day, clear errors."""

from __future__ import annotations

from datetime import date

import pytest

import asn_dev as asn
from asn_dev.errors import NotInForceError, RuleError, TableError, UnknownNameError

WHO = asn.Nip("198704122010012345")
TECHNICAL = asn.ProgrammeForm.TECHNICAL


@pytest.fixture
def register() -> asn.Register:
    """One person with hours in two years."""
    return asn.Register.of(
        [
            asn.CivilServant(nip=WHO, employment=asn.Employment.PNS, education=asn.Education.S1),
            asn.Participation(nip=WHO, form=TECHNICAL, hours=24.0, end=date(2025, 5, 9)),
            asn.Participation(nip=WHO, form=TECHNICAL, hours=10.0, end=date(2024, 5, 9)),
        ]
    )


def test_the_period_is_the_year_of_the_day_or_the_one_asked_for(register):
    """The rules of one day may be put on another year."""
    region = asn.region("nasional", on="2025-12-31")

    def hours(**options):
        scores = asn.score(register, region, of=asn.CivilServant, indicators=["learning_hours"], **options)
        return scores["learning_hours"].to_list()

    assert hours() == [24]
    assert hours(period=2024) == [10]
    assert hours(period=asn.Period(date(2024, 1, 1), date(2025, 12, 31))) == [34]


def test_named_indicators_come_alone_and_all_come_otherwise(register):
    """Columns of the record first, then the indicators in the order asked for."""
    region = asn.region("nasional", on="2025-12-31")
    some = asn.score(register, region, of=asn.CivilServant, indicators=["ip_asn", "learning_hours"])
    assert some.columns[-2:] == ["ip_asn", "learning_hours"]
    assert some.columns[0] == "nip"
    every = asn.score(register, region, of=asn.CivilServant)
    assert {"ip_asn", "learning_hours", "job_person_match", "talent_box"} <= set(every.columns)


def test_before_a_rule_was_in_force_it_is_left_out_and_named_is_an_error(register):
    """The IP ASN of 2019 is not put on 2018 in silence."""
    region = asn.region("nasional", on="2018-12-31")
    every = asn.score(register, region, of=asn.CivilServant)
    assert "learning_hours" in every.columns
    assert "ip_asn" not in every.columns
    with pytest.raises(RuleError, match="in force on 2018-12-31") as caught:
        asn.score(register, region, of=asn.CivilServant, indicators=["ip_asn"])
    assert isinstance(caught.value.__cause__, NotInForceError)


def test_a_table_that_is_not_there_and_a_name_that_is_not_known_are_errors(register):
    """With what there is instead."""
    region = asn.region("nasional", on="2025-12-31")
    with pytest.raises(TableError, match="holds no units"):
        asn.score(register, region, of=asn.Unit)
    with pytest.raises(UnknownNameError, match="did you mean learning_hours"):
        asn.score(register, region, of=asn.CivilServant, indicators=["learning_hour"])


def test_a_kept_query_serves_other_people_and_other_rules(register):
    """The second call reuses the query, with the second call's tables and the right region."""
    other = asn.Register.of(
        [
            asn.CivilServant(nip=WHO, employment=asn.Employment.PNS),
            asn.Participation(nip=WHO, form=TECHNICAL, hours=8.0, end=date(2025, 2, 1)),
        ]
    )
    for on, expected in (("2025-12-31", (24, 8)), ("2024-12-31", (10, 0)), ("2025-12-31", (24, 8))):
        region = asn.region("nasional", on=on)
        found = tuple(
            asn.score(one, region, of=asn.CivilServant, indicators=["learning_hours"])["learning_hours"][0]
            for one in (register, other)
        )
        assert found == expected


def test_scoring_in_threads_keeps_people_apart():
    """A server scores several requests at once; each gets its own."""
    from concurrent.futures import ThreadPoolExecutor

    region = asn.region("nasional", on="2025-12-31")

    def hours(amount: int) -> float:
        register = asn.Register.of(
            [
                asn.CivilServant(nip=WHO, employment=asn.Employment.PNS),
                asn.Participation(nip=WHO, form=TECHNICAL, hours=float(amount), end=date(2025, 2, 1)),
            ]
        )
        scores = asn.score(register, region, of=asn.CivilServant, indicators=["learning_hours"])
        value: float = scores["learning_hours"][0]
        return value

    amounts = list(range(1, 41))
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(hours, amounts)) == amounts


def test_rows_come_back_in_the_order_they_went_in():
    """Joins keep no order of their own; the caller's is kept."""
    people = [
        asn.CivilServant(nip=asn.Nip(f"19870412201001{1 + n % 2}{n:03d}"), employment=asn.Employment.PNS)
        for n in range(1, 900)
    ]
    people.reverse()
    hours = [
        asn.Participation(nip=one.nip, form=TECHNICAL, hours=8.0, end=date(2025, 2, 1)) for one in people[::3]
    ]
    register = asn.Register.of([*people, *hours])
    scores = asn.score(register, asn.region("nasional", on="2025-12-31"), of=asn.CivilServant)
    assert scores["nip"].to_list() == [one.nip.number for one in people]
