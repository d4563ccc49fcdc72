"""What parameters say of themselves: one in force, and all of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from asn_dev.overviews import Grid, Overview, count
from asn_dev.rules.cited import EVIDENCE

if TYPE_CHECKING:
    from asn_dev.rules.parameters import InForce, Parameters


def overview_of_value(held: InForce) -> Overview:
    """One value in force."""
    parameter, value = held.parameter, held.value
    facts: dict[str, object] = {
        "label": parameter.label.en,
        "unit": parameter.unit,
        "in force": f"since {value.since}" + (f" until {value.until}" if value.until else ""),
        "evidence": f"{held.evidence}: {EVIDENCE[held.evidence].en}",
        "source": value.source,
        "note": value.note,
        "plugin": f"{parameter.plugin} {parameter.version or ''}".rstrip(),
    }
    if value.variant:
        others = [variant for variant in parameter.variants if variant != value.variant]
        facts["variant"] = (
            f"{value.variant}, chosen by {held.chosen_by}; others: {', '.join(others) or 'none'}"
        )
    if held.choice:
        facts["chosen since"] = f"{held.choice.since}: {held.choice.source}"
    return Overview(
        f"InForce {parameter.key} = {value.value!r}", {label: fact for label, fact in facts.items() if fact}
    )


def overview_of_parameters(parameters: Parameters) -> Overview:
    """All values in force."""
    held = [parameters.value(key) for key in parameters]
    topics = Counter(value.parameter.key.partition(".")[0] for value in held)
    facts: dict[str, object] = {
        "topics": ", ".join(f"{topic} {held_by}" for topic, held_by in topics.items())
    }
    for word, meaning in EVIDENCE.items():
        times = sum(value.evidence == word for value in held)
        if times:
            facts[word] = f"{times:,}, {meaning.en}"
    chosen = [f"{one.parameter.key} = {one.value.variant}" for one in held if one.chosen_by != "default"]
    facts |= {"chosen": ", ".join(chosen)} if chosen else {}
    facts |= {"not in force": ", ".join(parameters.lacking)} if parameters.lacking else {}
    return Overview(f"Parameters on {parameters.on}: {count(len(held), 'value')}", facts, [grid_of(held)])


def grid_of(held: list[InForce]) -> Grid:
    """A row for each value, the least certain first."""
    doubt = ["assumed", "local", "secondary", "text"]
    rows = [
        (
            one.parameter.key,
            one.parameter.label.en,
            repr(one.value.value) if one.parameter.kind not in ("number", "text") else one.value.value,
            one.parameter.unit,
            one.value.since,
            one.evidence,
            one.parameter.plugin,
            one.value.source,
        )
        for one in sorted(held, key=lambda one: (doubt.index(one.evidence), one.parameter.key))
    ]
    return Grid(
        "Parameters in force, the least certain first",
        ("parameter", "label", "value", "unit", "since", "evidence", "plugin", "source"),
        rows,
    )
