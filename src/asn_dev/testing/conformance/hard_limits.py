"""What no region may loosen: hard limits of plans and pairings, counted again without the core's code.

Tried on a small office that is full of temptations: few seats, clashing dates, staff on contract near
their ceiling, sessions without a cost, people who could guide themselves and each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import asn_dev as asn
from asn_dev.errors import RuleError
from asn_dev.messages import Message
from asn_dev.model import CandidatePair, CandidateSeat, GuidanceNeed, GuidanceOffer
from asn_dev.rules.book import RuleDefinition
from asn_dev.rules.definitions import View
from asn_dev.rules.limits import Limit
from asn_dev.testing.conformance.outcomes import Check

if TYPE_CHECKING:
    from asn_dev.testing.conformance.subject import Subject

BUDGET = 20_000_000.0
_POST: dict[str, Any] = {"job_title": "Analis Kebijakan", "unit": "Dinas Contoh"}
_SKILLS = ("komunikasi", "integritas")


_JUDGED = frozenset({CandidateSeat, CandidatePair, GuidanceNeed, GuidanceOffer})


def may_loosen(bound: RuleDefinition) -> bool:
    """Whether a rule can have a part in plans or pairings: it is about candidates, or replaces another."""
    return bool(bound.depth) or bound.rule.of in _JUDGED or isinstance(bound.rule, (View, Limit))


def hard_limit_checks(subject: Subject) -> Iterator[Check]:
    """Yield the checks of the plan and of the pairing, where the plugin has a part in them."""
    name = subject.plugin.name
    if not any(map(may_loosen, [*subject.rules, *subject.views, *subject.limits])):
        return
    yield Check("plan_limits", "", name, lambda: plan_keeps_limits(subject))
    yield Check("pairing_limits", "", name, lambda: pairing_keeps_limits(subject))


def plan_keeps_limits(subject: Subject) -> None:
    """Check that a plan keeps seats, dates, money and the ceiling of staff on contract.

    Nobody may sit where the cost is unknown.
    """
    year = subject.region.on.year
    office = _office(year)
    plan = asn.plan(asn.Register.of(office), subject.region, budget=BUDGET, period=year + 1)
    sessions = {one.code: one for one in office if isinstance(one, asn.Session)}
    hours = {one.code: one.hours or 0.0 for one in office if isinstance(one, asn.Programme)}
    contract = {
        one.nip.number
        for one in office
        if isinstance(one, asn.CivilServant) and one.employment == asn.Employment.PPPK
    }
    ceiling = subject.region.parameters.lookup("learning.ceiling").get("PPPK")
    seats: list[tuple[str, str]] = list(plan.seats.select("session", "nip").iter_rows())
    by_session = Counter(code for code, _ in seats)
    days: Counter[tuple[str, date]] = Counter()
    had: dict[str, float] = defaultdict(float)
    cost = 0.0
    for code, who in seats:
        session = sessions[code]
        if session.cost_per_person is None or session.fixed_cost is None or session.end is None:
            raise _broken(
                subject,
                CandidateSeat,
                Message("session {code}, whose cost or last day is unknown, has seats", code=code),
            )
        assert session.start is not None
        days.update(
            (who, session.start + timedelta(n)) for n in range((session.end - session.start).days + 1)
        )
        had[who] += hours[session.programme]
        cost += session.cost_per_person
    cost += sum(sessions[code].fixed_cost or 0.0 for code in by_session)
    full = [code for code, taken in by_session.items() if taken > (sessions[code].capacity or 0)]
    twice = [day for (_, day), times in days.items() if times > 1]
    above = [who for who in contract if ceiling is not None and had[who] > float(ceiling) + 1e-9]
    if full:
        raise _broken(
            subject, CandidateSeat, Message("session {code} has more people than seats", code=full[0])
        )
    if twice:
        raise _broken(subject, CandidateSeat, Message("somebody sits in two sessions on {day}", day=twice[0]))
    if above:
        message = Message(
            "staff on contract have {hours:g} JP of {ceiling:g}", hours=had[above[0]], ceiling=ceiling
        )
        raise _broken(subject, CandidateSeat, message)
    if cost > BUDGET + 0.01:
        raise _broken(
            subject,
            CandidateSeat,
            Message("the plan costs {cost:.0f} of {budget:.0f}", cost=cost, budget=BUDGET),
        )
    if not seats:
        raise _broken(
            subject, CandidateSeat, Message("nobody gets a seat, though there is money and there are gaps")
        )


def pairing_keeps_limits(subject: Subject) -> None:
    """Check that a pairing keeps to the places of mentors, with one mentor for each mentee.

    Nobody may be paired with themselves or the own superior, and no two both ways.
    """
    office = _office(subject.region.on.year)
    pairing = asn.pair(asn.Register.of(office), subject.region)
    pairs: list[tuple[str, str]] = list(pairing.pairs.select("mentor", "mentee").iter_rows())
    places = {one.mentor.number: one.capacity or 0 for one in office if isinstance(one, asn.MentorOffer)}
    heads = {
        one.nip.number: one
        for one in office
        if isinstance(one, asn.CivilServant) and one.tier == asn.Tier.JPT_PRATAMA
    }
    guided = Counter(mentor for mentor, _ in pairs)
    full = [mentor for mentor, number in guided.items() if number > places.get(mentor, 0)]
    if full:
        raise _broken(subject, CandidatePair, Message("a mentor has more mentees than places"))
    if any(times > 1 for times in Counter(mentee for _, mentee in pairs).values()):
        raise _broken(subject, CandidatePair, Message("a mentee has two mentors"))
    if any(mentor == mentee for mentor, mentee in pairs):
        raise _broken(subject, CandidatePair, Message("somebody is their own mentor"))
    if any((mentee, mentor) in pairs for mentor, mentee in pairs):
        raise _broken(subject, CandidatePair, Message("two people are joined both ways"))
    if any(mentor in heads for mentor, _ in pairs):
        raise _broken(subject, CandidatePair, Message("the head of the unit guides somebody of it"))
    if not pairs:
        raise _broken(subject, CandidatePair, Message("nobody is paired, though there are offers and wishes"))


def _broken(subject: Subject, record: type, message: str) -> RuleError:
    """An error that names the plugin's rules which could be to blame."""
    own = [*subject.rules, *subject.limits, *subject.views]
    names = [bound.rule.name for bound in own if bound.rule.of is record]
    return RuleError(
        message,
        rule=", ".join(names) or Message("(none of its own)"),
        plugin=subject.plugin.name,
        hint=Message(
            "a region may add to the national limits and vetoes; take back what replaces the broken one"
        ),
    )


def _office(year: int) -> list[Any]:
    """A dozen people of one unit with gaps, a head, sessions next year, and offers and wishes to guide."""
    people = [_number(n) for n in range(1, 13)]
    staff = [
        asn.CivilServant(
            nip=who,
            employment=who.employment,
            tier=_tier(place),
            **_POST,
        )
        for place, who in enumerate(people)
    ]
    assessments = [
        asn.Assessment(nip=who, competency=skill, day=date(year, 3, 1), level=1 if place > 3 else 4)
        for place, who in enumerate(people)
        for skill in _SKILLS
    ]
    required = [asn.RequiredLevel(competency=skill, level=3, **_POST) for skill in _SKILLS]
    programmes = [
        asn.Programme(
            code=f"P-{skill}-{level}", name=f"Kursus {skill} {level}", competency=skill, level=level,
            hours=20.0, mode=asn.Mode.ONLINE,
        )
        for skill in _SKILLS
        for level in (2, 3)
    ]  # fmt: skip
    first = date(year + 1, 3, 2)
    sessions = [
        asn.Session(
            code=f"{programme.code}-{turn}", programme=programme.code, capacity=5,
            start=first + timedelta(place % 2 + 30 * turn), end=first + timedelta(place % 2 + 30 * turn + 2),
            fixed_cost=None if (place, turn) == (3, 1) else 500_000.0, cost_per_person=100_000.0,
        )
        for place, programme in enumerate(programmes)
        for turn in (0, 1)
    ]  # fmt: skip
    offers = [
        asn.MentorOffer(mentor=who, competencies=_SKILLS, capacity=2, across_units=True) for who in people[:5]
    ]
    wishes = [asn.MenteeRequest(mentee=who, competencies=_SKILLS[:1]) for who in people[2:]]
    return [*staff, *assessments, *required, *programmes, *sessions, *offers, *wishes]


def _tier(position: int) -> asn.Tier:
    """The head first, then senior experts, whom regions that ask for seniority accept as mentors too."""
    if position == 0:
        return asn.Tier.JPT_PRATAMA
    return asn.Tier.AHLI_MADYA if position < 4 else asn.Tier.PELAKSANA


def _number(n: int) -> asn.Nip:
    """An invented number; every third belongs to staff on contract. Such serials are not issued."""
    month = "21" if n % 3 == 0 else "01"
    return asn.Nip(f"198704122022{month}19{n:02}"[:18])
