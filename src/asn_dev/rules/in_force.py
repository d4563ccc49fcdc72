"""A value in force: the one value of a parameter that holds on a day, and who chose it."""

from __future__ import annotations

import attrs

from asn_dev.overviews import HasOverview, Overview
from asn_dev.rules.cited import EVIDENCE, Choice, Parameter, Value


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
            "label": parameter.label.en,
            "unit": parameter.unit,
            "in force": f"since {value.since}" + (f" until {value.until}" if value.until else ""),
            "evidence": f"{self.evidence}: {EVIDENCE[self.evidence].en}",
            "source": value.source,
            "note": value.note,
            "plugin": f"{parameter.plugin} {parameter.version or ''}".rstrip(),
        }
        if value.variant:
            others = [variant for variant in parameter.variants if variant != value.variant]
            facts["variant"] = (
                f"{value.variant}, chosen by {self.chosen_by}; others: {', '.join(others) or 'none'}"
            )
        if self.choice:
            facts["chosen since"] = f"{self.choice.since}: {self.choice.source}"
        return Overview(
            f"InForce {parameter.key} = {value.value!r}",
            {label: fact for label, fact in facts.items() if fact},
        )
