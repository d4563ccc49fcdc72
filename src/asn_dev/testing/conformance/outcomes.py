"""What a check is, what became of it, and the result of all checks of a region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from io import StringIO
from typing import Any, Literal

import attrs

from asn_dev.errors import AsnDevError, ConformanceError
from asn_dev.messages import Message, joined, sentence_of

Status = Literal["passed", "failed", "expected", "blocked"]
_STATUSES: dict[Status, Message] = {
    "passed": Message("passed"),
    "failed": Message("failed"),
    "expected": Message("failed as expected"),
    "blocked": Message("blocked"),
}


@attrs.frozen(eq=False)
class Check:
    """One question about one rule (or parameter, instrument, section) of a plugin.

    `run` raises where the answer is no. `after` names checks that must pass before this one says
    anything: what cannot be computed at all cannot be compared between backends either.
    """

    name: str
    rule: str
    plugin: str
    run: Callable[[], object]
    after: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What `expected` and pytest call it: ``indicator_order[programmes.to_be_adapted]``."""
        return f"{self.name}[{self.rule}]" if self.rule else self.name


def _sentence(text: str) -> Message:
    return text if isinstance(text, Message) else sentence_of(text)


@attrs.frozen
class Outcome:
    """What became of a check: passed, failed, failed as expected, or blocked by another that failed."""

    check: str
    rule: str
    plugin: str
    status: Status
    message: Message = attrs.field(converter=_sentence)
    seconds: float

    @property
    def key(self) -> str:
        """What `expected` and pytest call it."""
        return f"{self.check}[{self.rule}]" if self.rule else self.check


@attrs.frozen(eq=False, repr=False)
class Conformance:
    """What the kit found about a region: one outcome for each check, in the order they ran.

    `implied` is how many checks the region's rules imply; fewer outcomes than that never pass.
    """

    region: str
    outcomes: Sequence[Outcome]
    implied: int

    @property
    def ran(self) -> int:
        """How many checks ran to an answer; blocked ones did not."""
        return sum(outcome.status != "blocked" for outcome in self.outcomes)

    @property
    def passed(self) -> bool:
        """Whether nothing failed but what was expected to, and no check is missing."""
        return not self.failures and len(self.outcomes) >= self.implied

    @property
    def failures(self) -> list[Outcome]:
        """The checks that failed and were not expected to, or passed though expected to fail."""
        return [outcome for outcome in self.outcomes if outcome.status == "failed"]

    def raise_for_failures(self) -> None:
        """Raise `ConformanceError` with every failure, if there is one or checks are missing."""
        if self.passed:
            return
        failures = [joined(": ", [outcome.key, outcome.message]) for outcome in self.failures]
        if len(self.outcomes) < self.implied:
            failures.append(
                Message(
                    "only {count} of {implied} checks are there",
                    count=len(self.outcomes),
                    implied=self.implied,
                )
            )
        raise ConformanceError(self.region, failures)

    def to_dict(self, language: str = "en") -> dict[str, Any]:
        """Return everything as plain values, for JSON, with the messages in ``"id"`` or ``"en"``."""
        return {
            "region": self.region,
            "passed": self.passed,
            "ran": self.ran,
            "implied": self.implied,
            "outcomes": [
                attrs.asdict(outcome) | {"message": outcome.message.in_(language)}
                for outcome in self.outcomes
            ],
        }

    def summary(self) -> Message:
        """Summarise in one line: how many checks ran, and how many failed.

        >>> one = Outcome("identity", "", "kota", "passed", "", 0.0)
        >>> Conformance("kota", [one], implied=1).summary()
        'kota: 1 of 1 checks ran, 1 passed'
        """
        counts = Counter(outcome.status for outcome in self.outcomes)
        by_status = joined(
            ", ",
            [joined(" ", [counts[status], word]) for status, word in _STATUSES.items() if counts[status]],
        )
        return Message(
            "{region}: {ran} of {implied} checks ran, {by_status}",
            region=self.region,
            ran=self.ran,
            implied=self.implied,
            by_status=by_status,
        )

    def __repr__(self) -> str:
        return self.in_("en")

    def in_(self, language: str) -> str:
        """Return the result as text in ``"id"`` or ``"en"``: summary, counts by check, and every failure."""
        from rich.console import Console
        from rich.table import Table

        table = Table()
        table.add_column(Message("check").in_(language))
        for heading in (Message("passed"), Message("other")):
            table.add_column(heading.in_(language), justify="right")
        by_name: dict[str, Counter[str]] = {}
        for outcome in self.outcomes:
            by_name.setdefault(outcome.check, Counter())[outcome.status] += 1
        for name, counts in by_name.items():
            others = counts.total() - counts["passed"]
            table.add_row(name, str(counts["passed"]), str(others) if others else "")
        text = StringIO()
        console = Console(file=text, width=110, no_color=True)
        console.print(self.summary().in_(language), markup=False, highlight=False)
        console.print(table)
        for outcome in self.outcomes:
            if outcome.status in ("failed", "expected"):
                line = joined(": ", [_STATUSES[outcome.status], outcome.key, outcome.message])
                console.print(line.in_(language), markup=False, highlight=False)
        return text.getvalue().rstrip()


def fault_of(error: Exception, check: Check) -> str:
    """Return the message of a failed check; errors that are not ours get rule, plugin and a next step."""
    if isinstance(error, AsnDevError):
        return error.sentence
    return Message(
        "rule '{rule}' of plugin '{plugin}': {error}: {first_line}. "
        "Hint: run it over asn_dev.testing.synthetic.synthetic_city() to see the whole traceback",
        rule=check.rule,
        plugin=check.plugin,
        error=type(error).__name__,
        first_line=first_line(error),
    )


def first_line(error: Exception) -> str:
    """Return the first line of the text of an error; empty where it has none."""
    return next(iter(str(error).strip().splitlines()), "")
