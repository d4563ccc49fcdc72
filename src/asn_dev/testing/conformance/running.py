"""Running the checks of a region: each once, what it stands on first, what was expected told apart."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import attrs

from asn_dev.errors import UnknownNameError
from asn_dev.messages import Message, joined
from asn_dev.rules.definitions import Indicator, Rule, Summary, View
from asn_dev.rules.limits import Limit
from asn_dev.rules.parameter_files import near
from asn_dev.testing.conformance.hard_limits import hard_limit_checks, may_loosen
from asn_dev.testing.conformance.loading import Loaded, loading_checks
from asn_dev.testing.conformance.material import material
from asn_dev.testing.conformance.outcomes import Check, Conformance, Outcome, Status, fault_of
from asn_dev.testing.conformance.parameter_checks import parameter_checks
from asn_dev.testing.conformance.rule_checks import rule_checks
from asn_dev.testing.conformance.section_checks import section_checks
from asn_dev.testing.conformance.subject import Subject
from asn_dev.testing.conformance.view_checks import view_checks

Progress = Callable[[int, int, str], None]


@attrs.define(eq=False, slots=False)
class Suite:
    """The checks of one region, and what became of those that ran."""

    name: str
    on: str
    expected: Mapping[str, str]
    seed: int
    examples: int
    _known: dict[str, Outcome] = attrs.field(factory=dict, init=False)

    @cached_property
    def _loaded(self) -> Loaded:
        return Loaded(self.name, self.on)

    @cached_property
    def checks(self) -> Mapping[str, Check]:
        """All checks by key: those of loading, then of all that loaded.

        Raises:
            UnknownNameError: for a check in `expected` that there is not, or that has no reason.
        """
        loaded = self._loaded
        all_checks = loading_checks(loaded)
        self._listed(all_checks)
        if all(self._answer(check).status == "passed" for check in all_checks):
            subject = Subject(loaded.region, material(self.seed, self.examples, loaded.region))
            for checks in (
                parameter_checks(loaded),
                rule_checks(subject),
                view_checks(subject),
                section_checks(subject),
                hard_limit_checks(subject),
            ):
                all_checks += checks
        listed = self._listed(all_checks)
        for key, reason in self.expected.items():
            if key not in listed:
                raise UnknownNameError(
                    Message("no check '{key}' to expect a failure of", key=key), hint=near(key, listed)
                )
            if not reason.strip():
                raise UnknownNameError(
                    Message("no reason why '{key}' is expected to fail", key=key), hint=Message("say why")
                )
        return listed

    def _listed(self, checks: Sequence[Check]) -> Mapping[str, Check]:
        self._by_key = {check.key: check for check in checks}
        return self._by_key

    @cached_property
    def implied(self) -> int:
        """The least number of checks there must be, counted from what the plugin's hooks answer.

        Counted apart from the lists of checks, so that a check lost from a list is missed here.
        """
        loaded = self._loaded
        if any(self._answer(check).status != "passed" for check in loading_checks(loaded)):
            return len(loading_checks(loaded))
        book, own = loaded.region.book, loaded.plugin
        chains = [*book.chains.values(), [*book.views.values(), *book.limits.values()]]
        bounds = [bound for chain in chains for bound in chain if bound.plugin == own]
        parameters = [one for file in loaded.files for one in file.parameters.values()]
        return sum(
            (
                len(loading_checks(loaded)),
                sum(2 + (one.kind == "bands") for one in parameters),
                sum(len(file.choices) for file in loaded.files),
                len(loaded.questionnaires),
                sum(_implied_by(bound.rule) for bound in bounds),
                7 * sum(plugin == own for plugin, _ in loaded.region.sections),
                2 * any(map(may_loosen, bounds)),
            )
        )

    def outcome(self, key: str) -> Outcome:
        """Return the outcome of a check; it runs at the first call, after those that it stands on."""
        return self._answer(self.checks[key])

    def run(self, progress: Progress | None = None) -> Conformance:
        """Run all checks in order; `progress` gets how many are done, of how many, and the next one."""
        checks = self.checks
        for done, key in enumerate(checks):
            if progress:
                progress(done, len(checks), key)
            self.outcome(key)
        return Conformance(self.name, [self._known[key] for key in checks], self.implied)

    def _answer(self, check: Check) -> Outcome:
        if check.key not in self._known:
            self._known[check.key] = self._ask(check)
        return self._known[check.key]

    def _ask(self, check: Check) -> Outcome:
        start = time.perf_counter()

        def became(status: Status, message: str = "") -> Outcome:
            seconds = round(time.perf_counter() - start, 4)
            return Outcome(check.name, check.rule, check.plugin, status, message, seconds)

        for key in check.after:
            if self._answer(self._by_key[key]).status != "passed":
                return became("blocked", Message("{key} did not pass", key=key))
        reason = self.expected.get(check.key)
        try:
            check.run()
        except Exception as error:  # noqa: BLE001  (whatever a faulty plugin raises is its answer)
            fault = fault_of(error, check)
            return became("expected", joined(": ", [reason, fault])) if reason else became("failed", fault)
        if reason:
            return became(
                "failed",
                Message(
                    "rule '{rule}' of plugin '{plugin}': passes, though it is expected to fail ({reason}). "
                    "Hint: take it out of 'expected'",
                    rule=check.rule,
                    plugin=check.plugin,
                    reason=reason,
                ),
            )
        return became("passed")


def _implied_by(rule: Rule) -> int:
    """How many checks a rule implies; of an indicator two or three are about its values."""
    if isinstance(rule, Indicator):
        return 13 + bool(rule.increasing_in or rule.decreasing_in)
    return {Summary: 11, View: 4, Limit: 2}[type(rule)]
