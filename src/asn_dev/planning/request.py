"""The request for a plan, beside the rules: money, decisions made by hand, seats kept free."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Self

import attrs

from asn_dev.errors import InvalidValueError, UnknownNameError, join_names
from asn_dev.messages import Message, joined
from asn_dev.model import Nip, mask

Decision = str | tuple[str, Nip | str]
"""A session (its code), or a seat (the code and the person's number)."""


@attrs.frozen
class Request:
    """The money there is, what must and must not be, and how many seats are kept for which unit.

    `budget` and `by_source` are in rupiah; None is no limit. Seats are pairs of session and number.
    """

    budget: float | None
    by_source: Mapping[str, float]
    held: frozenset[str]
    seated: frozenset[tuple[str, str]] = attrs.field(repr=lambda seats: f"<{len(seats)} seats>")
    not_held: frozenset[str]
    not_seated: frozenset[tuple[str, str]] = attrs.field(repr=lambda seats: f"<{len(seats)} seats>")
    reserved: Mapping[tuple[str, str], int]

    @classmethod
    def of(
        cls,
        budget: float | None = None,
        by_source: Mapping[str, float] | None = None,
        must: Iterable[Decision] = (),
        must_not: Iterable[Decision] = (),
        reserved: Mapping[str, Mapping[str, int]] | None = None,
    ) -> Self:
        """A request as a caller says it; an amount or number below 0 is an `InvalidValueError`."""
        amounts = {"budget": budget, **{f"budget_by_source[{k}]": v for k, v in (by_source or {}).items()}}
        for name, amount in amounts.items():
            is_number = isinstance(amount, (int, float)) and not isinstance(amount, bool)
            if amount is not None and not (is_number and math.isfinite(amount) and amount >= 0):
                shown = f"{amount:g}" if is_number else repr(amount)
                fault = Message("{amount} is no amount of money", amount=shown)
                raise InvalidValueError(fault, record="plan", field=name)
        kept = {(code, unit): n for code, units in (reserved or {}).items() for unit, n in units.items()}
        for (code, unit), number in kept.items():
            if number < 0:
                raise InvalidValueError(
                    Message("{number} seats for {unit}", number=number, unit=unit),
                    record="plan",
                    field=f"reserved[{code}]",
                )
        held, seated = _parted(must)
        not_held, not_seated = _parted(must_not)
        return cls(budget, dict(by_source or {}), held, seated, not_held, not_seated, kept)

    def check_names(
        self, sessions: Mapping[str, str], people: Iterable[str], units: Iterable[str], sources: Iterable[str]
    ) -> None:
        """Raise `UnknownNameError` with every name in the request that nothing answers to.

        `sessions` holds the codes in the period, and for others of the register why they are not.
        """
        faults: list[str] = []
        asked = {
            *self.held,
            *self.not_held,
            *(code for code, _ in {*self.seated, *self.not_seated, *self.reserved}),
        }
        for code in sorted(asked):
            why_not = sessions.get(code, Message("no such session"))
            if why_not:
                faults.append(Message("session '{code}': {why}", code=code, why=why_not))
        registered, strangers = set(people), {number for _, number in {*self.seated, *self.not_seated}}
        lost = sorted(repr(mask(number)) for number in strangers - registered)
        if lost:
            faults.append(Message("people not in the register: {people}", people=", ".join(lost)))
        for sentence, named, there in (
            (Message("no unit is called {names}"), {unit for _, unit in self.reserved}, set(units)),
            (Message("no source of money is called {names}"), set(self.by_source), set(sources)),
        ):
            if named - there:
                faults.append(sentence.with_(names=join_names(sorted(named - there))))
        if faults:
            raise UnknownNameError(
                joined("; ", faults), hint=Message("sessions go by their code, people by their NIP")
            )


def _parted(decisions: Iterable[Decision]) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Sessions, and seats as pairs of texts."""
    decisions = [decisions] if isinstance(decisions, str) else list(decisions)
    sessions = frozenset(decision for decision in decisions if isinstance(decision, str))
    seats = frozenset(
        (decision[0], decision[1].number if isinstance(decision[1], Nip) else str(decision[1]))
        for decision in decisions
        if not isinstance(decision, str)
    )
    return sessions, seats
