"""What one stage finds, the next reads: the year as an office lives it."""

from __future__ import annotations

from datetime import date

import pytest

import asn_dev as asn

REGION = asn.region("nasional", on="2025-12-31")
POST = {"job_title": "Analis", "unit": "Dinas Sosial"}
PEOPLE = [asn.Nip(f"1987041220100110{n:02}") for n in range(1, 13)]
ITEMS = ("material", "delivery", "application", "relevance")


def office(reaction: float) -> asn.Register:
    """Twelve people one level short; last year's course of the same name was found so good."""
    return asn.Register.of(
        [
            *(asn.CivilServant(nip=who, employment=asn.Employment.PNS, **POST) for who in PEOPLE),
            asn.RequiredLevel(**POST, competency="komunikasi", level=3),
            *(
                asn.Assessment(nip=who, competency="komunikasi", day=date(2025, 11, 1), level=2)
                for who in PEOPLE
            ),
            asn.Programme(code="K-2025", name="Kursus Komunikasi"),
            asn.Programme(
                code="K-2026",
                name="Kursus Komunikasi",
                competency="komunikasi",
                level=3,
                mode=asn.Mode.ONLINE,
            ),
            asn.Session(
                code="J1",
                programme="K-2026",
                start=date(2026, 3, 2),
                end=date(2026, 3, 3),
                capacity=30,
                fixed_cost=1_000_000.0,
                cost_per_person=0.0,
            ),
            *(
                asn.Answer(
                    instrument="training_reaction",
                    respondent=f"R{n}",
                    about="K-2025",
                    item=item,
                    value=reaction,
                    day=date(2025, 5, 2),
                )
                for n in range(12)
                for item in ITEMS
            ),
        ]
    )


@pytest.mark.parametrize(
    ("reaction", "decision", "seats"), [(4.5, "lanjutkan", 12), (3.0, "sesuaikan", 12), (1.5, "hentikan", 0)]
)
def test_the_plan_reads_what_the_evaluation_decided(reaction, decision, seats):
    """Next year's course has another code and the same name: good is planned, adapted too, stopped is not."""
    register = office(reaction)
    decided = asn.evaluate(register, REGION).decisions
    assert decided.filter(programme="K-2025")["decision"].to_list() == [decision]
    plan = asn.plan(register, REGION, budget=2_000_000)
    assert plan.seats.height == seats


def test_a_programme_to_be_adapted_is_worth_less_in_the_plan():
    """Than one that is kept, and the seat says that its evaluation was found by name."""
    values = [asn.plan(office(reaction), REGION, budget=2_000_000).value for reaction in (4.5, 3.0)]
    assert values[0] > values[1] > 0
    scored = asn.score(office(4.5), REGION, of=asn.CandidateSeat, indicators=["evaluation_source"])
    assert scored["evaluation_source"].unique().len() == 1
    assert scored["evaluation_source"][0] is not None
