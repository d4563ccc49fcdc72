"""Overviews of values in force: how many by topic and by evidence, and a row for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from asn_dev.formatting import integer
from asn_dev.overviews import Grid, Overview, count
from asn_dev.rules.cited import EVIDENCE
from asn_dev.rules.in_force import InForce


def overview_of_parameters(on: date, held: Sequence[InForce], lacking: Sequence[str]) -> Overview:
    """All values in force on a day, and the keys that have none."""
    topics = Counter(value.parameter.key.partition(".")[0] for value in held)
    facts: dict[str, object] = {
        "topics": ", ".join(f"{topic} {held_by}" for topic, held_by in topics.items())
    }
    for word, meaning in EVIDENCE.items():
        times = sum(value.evidence == word for value in held)
        if times:
            facts[word] = f"{integer(times, 'en')}, {meaning.en}"
    chosen = [f"{one.parameter.key} = {one.value.variant}" for one in held if one.chosen_by != "default"]
    facts |= {"chosen": ", ".join(chosen)} if chosen else {}
    facts |= {"not in force": ", ".join(lacking)} if lacking else {}
    return Overview(f"Parameters on {on}: {count(len(held), 'value')}", facts, [grid_of(held)])


def grid_of(held: Sequence[InForce]) -> Grid:
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
