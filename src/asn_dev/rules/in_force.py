"""A value in force: the one value of a parameter that holds on a day, and who chose it."""

from __future__ import annotations

import attrs

from asn_dev.messages import Message, joined
from asn_dev.overviews import HasOverview, Overview
from asn_dev.rules.cited import EVIDENCE, Choice, Parameter, Value, in_force_in_words


@attrs.frozen(repr=False)
class InForce(HasOverview):
    """A value with the parameter it belongs to and who chose its variant."""

    parameter: Parameter
    value: Value
    chosen_by: str
    choice: Choice | None = None

    @property
    def evidence(self) -> str:
        """How well it is known: the value's own word, or that of the region's choice of it."""
        if self.choice and self.value.evidence != "assumed":
            return self.choice.evidence
        return self.value.evidence

    def overview(self) -> Overview:
        """The value with its date, source, evidence, and who chose it among which variants."""
        parameter, value = self.parameter, self.value
        facts: dict[str, object] = {
            Message("label"): parameter.label,
            Message("unit"): parameter.unit,
            Message("in force"): in_force_in_words(value),
            Message("evidence"): joined(": ", (self.evidence, EVIDENCE[self.evidence])),
            Message("source"): value.source,
            Message("note"): value.note,
            Message("plugin"): f"{parameter.plugin} {parameter.version or ''}".rstrip(),
        }
        if value.variant:
            others = [variant for variant in parameter.variants if variant != value.variant]
            facts[Message("variant")] = Message(
                "{variant}, chosen by {chosen_by}; others: {others}",
                variant=value.variant, chosen_by=self.chosen_by, others=", ".join(others) or Message("none"),
            )  # fmt: skip
        if self.choice:
            facts[Message("chosen since")] = f"{self.choice.since}: {self.choice.source}"
        return Overview(
            f"InForce {parameter.key} = {value.value!r}",
            {label: fact for label, fact in facts.items() if fact},
        )
