"""What the tests of the plan share: a small office, and the limits written once more in plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from typing import Any

import pytest

import asn_dev as asn

DAY = "2025-12-31"
YEAR = 2026
SMALLEST = {"klasikal": 10, "campuran": 8, "daring": 5}


def number(n: int) -> str:
    """The n-th invented personnel number."""
    return f"19870412201001{1 + n % 2}{n:03}"


class Office:
    """Records of one small office, by their keys, and whether a choice of seats keeps to all limits.

    Written without any of the code it checks: dictionaries, loops and the numbers of the rules.
    """

    def __init__(self, records: Iterable[Any]) -> None:
        self.records = list(records)
        of: Callable[[type], list[Any]] = lambda kind: [one for one in self.records if isinstance(one, kind)]  # noqa: E731
        self.people = {one.nip.number: one for one in of(asn.CivilServant)}
        self.programmes = {one.code: one for one in of(asn.Programme)}
        self.sessions = {one.code: one for one in of(asn.Session)}
        self.required = {
            (one.job_title, one.unit, one.competency): one.level for one in of(asn.RequiredLevel)
        }
        self.levels: dict[tuple[str, str], int | None] = {}
        for one in sorted(of(asn.Assessment), key=lambda one: one.day):
            if date(2022, 12, 31) <= one.day <= date(2025, 12, 31):
                self.levels[one.nip.number, one.competency] = one.level

    @property
    def register(self) -> asn.Register:
        """The office as a register."""
        return asn.Register.of(self.records)

    def gap(self, who: str, competency: str) -> tuple[int | None, int | None]:
        """Level and requirement."""
        person = self.people[who]
        return self.levels.get((who, competency)), self.required.get(
            (person.job_title, person.unit, competency)
        )

    def cost(self, seats: Collection[tuple[str, str]], held: Collection[str]) -> float:
        """What it all costs."""
        fixed = sum(self.sessions[code].fixed_cost for code in held)
        return fixed + sum(self.sessions[code].cost_per_person for code, _ in seats)

    def broken(
        self,
        seats: Collection[tuple[str, str]],
        held: Collection[str],
        budget: float | None = None,
        absence: float = 0.2,
        smallest: dict[str, int] | None = None,
    ) -> list[str]:
        """Every limit that the choice breaks."""  # fmt: skip
        faults: list[str] = []
        by_session, by_person = defaultdict(list), defaultdict(list)
        away: dict[tuple[str, date], int] = defaultdict(int)
        for code, who in seats:
            session = self.sessions[code]
            programme = self.programmes[session.programme]
            level, required = self.gap(who, programme.competency)
            by_session[code].append(who)
            by_person[who].append((session, programme))
            if level is None or required is None:
                faults.append(f"{code} {who}: level unknown")
            elif not level < min(required, programme.level):
                faults.append(f"{code} {who}: nothing to close")
            if code not in held:
                faults.append(f"{code}: not held")
            if programme.mode != "daring":
                for n in range((session.end - session.start).days + 1):
                    away[self.people[who].unit, session.start + timedelta(n)] += 1
        for code in held:
            session, programme = self.sessions[code], self.programmes[self.sessions[code].programme]
            least = min((smallest or SMALLEST).get(str(programme.mode), 5), session.capacity)
            if not least <= len(by_session[code]) <= session.capacity:
                faults.append(f"{code}: {len(by_session[code])} people")
        for who, taken in by_person.items():
            faults += self._of_person(who, taken)
        for (unit, day), count in away.items():
            staff = sum(one.unit == unit for one in self.people.values())
            if count > max(1, int(absence * staff + 1e-9)):
                faults.append(f"{unit} {day}: {count} away of {staff}")
        if budget is not None and self.cost(seats, held) > budget + 0.01:
            faults.append(f"cost {self.cost(seats, held)} above {budget}")
        return faults

    def _of_person(self, who: str, taken: list[tuple[Any, Any]]) -> list[str]:
        faults = []
        for n, (one, _) in enumerate(taken):
            for other, _ in taken[n + 1 :]:
                if one.start <= other.end and other.start <= one.end:
                    faults.append(f"{who}: {one.code} and {other.code} clash")
        if len({programme.code for _, programme in taken}) < len(taken):
            faults.append(f"{who}: a programme twice")
        hours = sum(programme.hours or 0 for _, programme in taken)
        most = 24 if self.people[who].employment == asn.Employment.PPPK else 80
        if hours > most + 1e-9:
            faults.append(f"{who}: {hours} hours of {most}")
        for session, programme in taken:
            level, _ = self.gap(who, programme.competency)
            presumed = programme.level - 1
            before = [
                step.level
                for other, step in taken
                if step.competency == programme.competency and other.end < session.start
            ]
            if level is not None and level < presumed and not any(step >= presumed for step in before):
                faults.append(f"{who}: {session.code} builds on a level not there")
        return faults + self._closed(who, taken)

    def _closed(self, who: str, taken: list[tuple[Any, Any]]) -> list[str]:
        """No more is closed than is open."""
        closed: dict[str, int] = defaultdict(int)
        for _, programme in taken:
            level, required = self.gap(who, programme.competency)
            if level is not None and required is not None:
                closed[programme.competency] += min(required, programme.level) - max(
                    level, programme.level - 1
                )
        return [
            f"{who}: {competency} closed by {steps}"
            for competency, steps in closed.items()
            for level, required in [self.gap(who, competency)]
            if level is not None and required is not None and steps > required - level
        ]


@pytest.fixture(scope="session")
def office_of() -> Callable[[Iterable[Any]], Office]:
    """How a test makes an office from records."""
    return Office


@pytest.fixture(scope="session")
def national() -> asn.Region:
    """The national rules at the end of 2025."""
    return asn.region("nasional", on=DAY)
