"""Overviews of values in force: how many by topic and by evidence, and a row for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from asn_dev.formatting import Figure
from asn_dev.messages import Message
from asn_dev.overviews import Grid, Overview
from asn_dev.rules.cited import EVIDENCE
from asn_dev.rules.in_force import InForce


def overview_of_parameters(on: date, held: Sequence[InForce], lacking: Sequence[str]) -> Overview:
    """All values in force on a day, and the keys that have none."""
    topics = Counter(value.parameter.key.partition(".")[0] for value in held)
    facts: dict[str, object] = {
        Message("topics"): ", ".join(f"{topic} {held_by}" for topic, held_by in topics.items())
    }
    for word, meaning in EVIDENCE.items():
        times = sum(value.evidence == word for value in held)
        if times:
            facts[word] = Message("{count}, {meaning}", count=Figure(times), meaning=meaning)
    chosen = [f"{one.parameter.key} = {one.value.variant}" for one in held if one.chosen_by != "default"]
    facts |= {Message("chosen"): ", ".join(chosen)} if chosen else {}
    facts |= {Message("not in force"): ", ".join(lacking)} if lacking else {}
    title = Message("Parameters on {day}: {values}", day=on, values=values_in_words(len(held)))
    return Overview(title, facts, [grid_of(held)])


def values_in_words(values: int) -> Message:
    """How many values there are."""
    return Message("1 value") if values == 1 else Message("{count} values", count=Figure(values))


def grid_of(held: Sequence[InForce]) -> Grid:
    """A row for each value, the least certain first."""
    doubt = ["assumed", "local", "secondary", "text"]
    rows = [
        (
            one.parameter.key,
            one.parameter.label,
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
        Message("Parameters in force, the least certain first"),
        (
            Message("parameter"),
            Message("label"),
            Message("value"),
            Message("unit"),
            Message("since"),
            Message("evidence"),
            Message("plugin"),
            Message("source"),
        ),
        rows,
    )
