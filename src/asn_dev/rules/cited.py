"""Cited values: what a parameter is made of, each part with its date, source and evidence word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import attrs

from asn_dev.formatting import Figure
from asn_dev.messages import Message, joined
from asn_dev.overviews import HasOverview, Overview
from asn_dev.rules.definitions import Text
from asn_dev.rules.values import AnyValue

EVIDENCE: Mapping[str, Text] = {
    "text": Text(
        id="dibaca dalam naskah peraturan atau di laman resmi",
        en="read in the legal text or on an official page",
    ),
    "secondary": Text(
        id="dibaca hanya dalam aplikasi, data, berita, atau tulisan pihak lain",
        en="read only in software, data, news or writings of others",
    ),
    "assumed": Text(
        id="belum ditemukan sumbernya; harus diperiksa sebelum dipakai mengambil keputusan",
        en="no source found yet; to be checked before anything is decided by it",
    ),
    "local": Text(id="kebijakan daerah itu sendiri", en="the region's own policy"),
}
"""How well a value is known: the four words, and what each means."""


@attrs.frozen(kw_only=True)
class Cited:
    """What every value says: from `since` to `until` (both included; None: still), and its source."""

    since: date
    until: date | None
    source: str
    evidence: str
    note: str = ""

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@attrs.frozen(kw_only=True, repr=False)
class Value(Cited):
    """One value of a parameter."""

    variant: str | None
    value: AnyValue

    def __repr__(self) -> str:
        name = f" '{self.variant}'" if self.variant else ""
        return f"<Value{name} since {self.since}: {self.value!r} ({self.evidence})>"


@attrs.frozen(kw_only=True)
class Choice(Cited):
    """A region's decision for one variant of a parameter."""

    key: str
    variant: str
    plugin: str
    file: str


@attrs.frozen(repr=False)
class Parameter(HasOverview):
    """A parameter as one plugin gives it: all its values, of all dates and variants."""

    key: str
    kind: str
    label: Text
    unit: str
    values: Sequence[Value]
    default: str | None
    plugin: str
    version: str | None
    file: str

    @property
    def variants(self) -> tuple[str, ...]:
        """The names of the variants, in the order of the file; empty where there are none."""
        return tuple(dict.fromkeys(value.variant for value in self.values if value.variant))

    def at(self, on: date, variant: str | None = None) -> Value | None:
        """The value of a variant (by default the default one) on a day, if one is in force."""
        wanted = variant or self.default
        return next((value for value in self.values if value.variant == wanted and value.holds(on)), None)

    def overview(self) -> Overview:
        """What it is, and every value with its dates, source and evidence."""
        facts: dict[str, object] = {Message("label"): self.label, Message("file"): self.file}
        for value in self.values:
            named = in_force_in_words(value)
            label = joined(", ", (value.variant, named)) if value.variant else named
            facts[label] = f"{value.value!r} {self.unit}".rstrip() + f" ({value.evidence}: {value.source})"
        count = len(self.values)
        title = Message(
            "Parameter {key} of {plugin}: {kind}, {values}",
            key=self.key, plugin=self.plugin, kind=self.kind,
            values=Message("1 value") if count == 1 else Message("{count} values", count=Figure(count)),
        )  # fmt: skip
        return Overview(title, facts)


def in_force_in_words(value: Value) -> Message:
    """On which days a value is in force."""
    if value.until:
        return Message("since {first} until {last}", first=value.since, last=value.until)
    return Message("since {first}", first=value.since)


@attrs.frozen(repr=False)
class ParameterFile:
    """What one file holds: parameters, and choices among variants that outer plugins give."""

    plugin: str
    name: str
    parameters: Mapping[str, Parameter]
    choices: Mapping[str, Sequence[Choice]]

    def choice(self, key: str, on: date) -> Choice | None:
        """The choice for a key that is in force on a day."""
        return next((choice for choice in self.choices.get(key, ()) if choice.holds(on)), None)

    def __repr__(self) -> str:
        return f"<ParameterFile {self.name}: {len(self.parameters)} parameters, {len(self.choices)} choices>"
