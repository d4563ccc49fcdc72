"""Parameters in force: which of the dated, cited values hold on one day, and who chose them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from typing import Any, Self, TypeVar

import attrs

from asn_dev.errors import NotInForceError, ParameterError, UnknownNameError
from asn_dev.messages import Message, joined
from asn_dev.overviews import HasOverview, Overview
from asn_dev.rules.cited import EVIDENCE, Choice, Parameter, ParameterFile, Value
from asn_dev.rules.in_force import InForce
from asn_dev.rules.parameter_files import load_parameters, near
from asn_dev.rules.parameter_overviews import overview_of_parameters
from asn_dev.rules.values import Bands, Lookup, Weights

T = TypeVar("T")

__all__ = [
    "EVIDENCE",
    "Choice",
    "InForce",
    "Parameter",
    "ParameterFile",
    "Parameters",
    "RecordedParameters",
    "Value",
    "load_parameters",
]


class Parameters(HasOverview):
    """The values in force on one day; ``p["key"]`` is a value, and ``p.number("key")`` a typed one.

    >>> import asn_dev
    >>> p = asn_dev.region("nasional", on="2025-12-31").parameters
    >>> p["learning.minimum"]["PNS"], p.value("learning.minimum").value.evidence
    (20.0, 'text')
    """

    def __init__(self, on: date, values: Mapping[str, InForce], lacking: Mapping[str, str]) -> None:
        self.on = on
        self._found = values
        self._lacking = lacking

    @classmethod
    def in_force(
        cls, files: Iterable[ParameterFile], on: date, choose: Mapping[str, str] | None = None
    ) -> Self:
        """What holds on a day, from the files of plugins, outermost first.

        For each key the innermost plugin that has a value in force decides. `choose` (key to
        variant) decides before any ``[choose]`` of a file, and that before the default.

        Raises `UnknownNameError` for a key or variant in `choose` that does not exist, and
        `ParameterError` where files contradict each other.
        """
        inner_first = list(reversed(_one_for_each_plugin(files)))
        keys = sorted({key for file in inner_first for key in file.parameters})
        _check_together(inner_first, keys)
        asked = dict(choose or {})
        for key in asked:
            if key not in keys:
                raise UnknownNameError(
                    Message("no parameter '{key}' to choose a variant of", key=key), hint=near(key, keys)
                )
        values: dict[str, InForce] = {}
        lacking: dict[str, str] = {}
        for key in keys:
            answer = _pick(inner_first, key, on, asked.get(key))
            if isinstance(answer, InForce):
                values[key] = answer
            elif key in asked:
                raise UnknownNameError(
                    Message(
                        "parameter '{key}' has no variant '{variant}' on {day}",
                        key=key,
                        variant=asked[key],
                        day=on,
                    ),
                    hint=answer,
                )
            else:
                lacking[key] = answer
        return cls(on, values, lacking)

    def __getitem__(self, key: str) -> Any:
        """The value: a float, text, flag, `Lookup`, `Bands` or `Weights`."""
        return self.value(key).value.value

    def number(self, key: str) -> float:
        """The value of a parameter that is a number."""
        return self._typed(key, float)

    def text(self, key: str) -> str:
        """The value of a parameter that is a text."""
        return self._typed(key, str)

    def flag(self, key: str) -> bool:
        """The value of a parameter that is true or false."""
        return self._typed(key, bool)

    def lookup(self, key: str) -> Lookup:
        """The value of a parameter that is a lookup table."""
        return self._typed(key, Lookup)

    def bands(self, key: str) -> Bands:
        """The value of a parameter that is bands."""
        return self._typed(key, Bands)

    def weights(self, key: str) -> Weights:
        """The value of a parameter that is weights."""
        return self._typed(key, Weights)

    def _typed(self, key: str, kind: type[T]) -> T:
        held = self.value(key)
        if not isinstance(held.value.value, kind):
            raise ParameterError(
                Message(
                    "is {kind}, not {expected}", kind=held.parameter.kind, expected=kind.__name__.lower()
                ),
                file=held.parameter.file,
                key=key,
            )
        return held.value.value

    def value(self, key: str) -> InForce:
        """The value with its source, date, evidence and who chose it."""
        if key in self._found:
            return self._found[key]
        if key in self._lacking:
            raise NotInForceError(
                Message("parameter '{key}' has no value in force on {day}", key=key, day=self.on),
                hint=self._lacking[key],
            )
        raise UnknownNameError(
            Message("no parameter '{key}'", key=key), hint=near(key, sorted([*self._found, *self._lacking]))
        )

    @property
    def lacking(self) -> tuple[str, ...]:
        """The keys that have values, but none in force on this day."""
        return tuple(sorted(self._lacking))

    def with_number(self, key: str, number: float, *, source: str) -> Parameters:
        """The same parameters, in which one that is a number has another value for the reason in `source`."""
        before = self.value(key)
        value = attrs.evolve(before.value, value=number, source=source)
        changed = attrs.evolve(before, value=value, chosen_by="caller", choice=None)
        return Parameters(self.on, {**self._found, key: changed}, self._lacking)

    def keys(self) -> list[str]:
        """The keys in force, sorted."""
        return sorted(self._found)

    def recorder(self) -> RecordedParameters:
        """A view of the same values that remembers which keys were read."""
        return RecordedParameters(self.on, self._found, self._lacking)

    def __contains__(self, key: object) -> bool:
        return key in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self._found)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Parameters):
            return NotImplemented
        return (self.on, self._found) == (other.on, other._found)

    def __hash__(self) -> int:
        return hash((self.on, *self.keys()))

    def overview(self) -> Overview:
        """How many there are by topic and by evidence, which variants were chosen, which are not in force."""
        return overview_of_parameters(self.on, [self.value(key) for key in self], self.lacking)


class RecordedParameters(Parameters):
    """Parameters that remember what was read: `used` holds the keys in the order of first use."""

    def __init__(self, on: date, values: Mapping[str, InForce], lacking: Mapping[str, str]) -> None:
        super().__init__(on, values, lacking)
        self.used: list[str] = []

    @contextmanager
    def apart(self) -> Iterator[list[str]]:
        """What is read within the block, in a list of its own."""
        outer, self.used = self.used, []
        try:
            yield self.used
        finally:
            self.used = outer

    def value(self, key: str) -> InForce:
        """The value with its source, and a note that it was read."""
        answer = super().value(key)
        if key not in self.used:
            self.used.append(key)
        return answer


def _pick(inner_first: Sequence[ParameterFile], key: str, on: date, asked: str | None) -> InForce | str:
    """The value that decides on a day, or a sentence saying what there is instead."""
    for depth, file in enumerate(inner_first):
        choice = file.choice(key, on) if asked is None else None
        if choice:
            chosen = _first(inner_first[depth:], key, on, choice.variant, choice.plugin)
            return (
                attrs.evolve(chosen, choice=choice)
                if chosen
                else Message(
                    "{file} chooses '{variant}'; {there}",
                    file=choice.file,
                    variant=choice.variant,
                    there=_what_there_is(inner_first, key),
                )
            )
        default = _first([file], key, on, asked, "caller" if asked else "default")
        if default:
            return default
    return _what_there_is(inner_first, key)


def _first(
    files: Sequence[ParameterFile], key: str, on: date, variant: str | None, chosen_by: str
) -> InForce | None:
    """The innermost definition that has the variant in force (None: its own default)."""
    for file in files:
        parameter = file.parameters.get(key)
        value = parameter.at(on, variant) if parameter else None
        if parameter and value:
            return InForce(parameter, value, chosen_by)
    return None


def _span(value: Value) -> Message:
    variant = value.variant or Message("it")
    if value.until:
        return Message(
            "{variant} since {since} until {until}", variant=variant, since=value.since, until=value.until
        )
    return Message("{variant} since {since}", variant=variant, since=value.since)


def _what_there_is(files: Sequence[ParameterFile], key: str) -> str:
    spans = [
        _span(value) for file in files if key in file.parameters for value in file.parameters[key].values
    ]
    return Message("there is: {names}", names=joined(", ", spans))


def _one_for_each_plugin(files: Iterable[ParameterFile]) -> list[ParameterFile]:
    """The files of each plugin put together; one key in two of them is an error."""
    merged: dict[str, ParameterFile] = {}
    for file in files:
        before = merged.get(file.plugin)
        if before:
            for key in [*file.parameters.keys() & before.parameters, *file.choices.keys() & before.choices]:
                raise ParameterError(
                    Message("stands in {file} already", file=before.name), file=file.name, key=key
                )
            merged[file.plugin] = ParameterFile(
                plugin=file.plugin,
                name=f"{before.name}, {file.name}",
                parameters={**before.parameters, **file.parameters},
                choices={**before.choices, **file.choices},
            )
        else:
            merged[file.plugin] = file
    return list(merged.values())


def _check_together(inner_first: Sequence[ParameterFile], keys: Sequence[str]) -> None:
    """Check that plugins do not contradict each other, and choose what exists."""
    for key in keys:
        definitions = [file.parameters[key] for file in inner_first if key in file.parameters]
        for inner, outer in pairwise(definitions):
            if inner.kind != outer.kind:
                raise ParameterError(
                    Message(
                        "is {kind} here, but {other} in {file}",
                        kind=inner.kind,
                        other=outer.kind,
                        file=outer.file,
                    ),
                    file=inner.file,
                    key=key,
                )
    for depth, file in enumerate(inner_first):
        for key, choices in file.choices.items():
            definitions = [other.parameters[key] for other in inner_first[depth:] if key in other.parameters]
            variants = [variant for parameter in definitions for variant in parameter.variants]
            for choice in choices:
                if choice.variant not in variants:
                    raise ParameterError(
                        Message("no variant '{variant}' to choose", variant=choice.variant)
                        if definitions
                        else Message("no such parameter to choose from"),
                        file=choice.file,
                        key=key,
                        hint=Message("variants: {names}", names=", ".join(variants) or Message("none"))
                        if definitions
                        else near(key, keys),
                    )
