"""What a record is: a frozen attrs class whose fields carry their constraint, label and key.

`record` makes the class, `column` its fields, and `columns_of` reads them back. Everything that
needs to know the shape of a record (validators, frames, strategies, docs) asks `columns_of`.
"""

from __future__ import annotations

import math
import types
import typing
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import annotated_types as at
import attrs

from asn_dev.errors import InvalidValueError, UnknownNameError
from asn_dev.messages import Message
from asn_dev.model.nip import Nip

T = TypeVar("T")


@attrs.frozen
class Column:
    """One field of a record: its type, its constraints, what it means in two languages."""

    name: str
    type: type
    optional: bool
    constraints: tuple[Any, ...]
    label: str
    doc: str
    key: bool
    personal: bool

    @property
    def many(self) -> bool:
        """Whether the field holds a tuple of texts (in frames: one text, parted by ``|``)."""
        return self.type is tuple

    def bounds(self) -> tuple[float | None, float | None, bool]:
        """Least and greatest allowed number, and whether the least itself is left out."""
        least = greatest = None
        exclusive = False
        for constraint in self.constraints:
            if isinstance(constraint, at.Ge):
                least = float(typing.cast("float", constraint.ge))
            elif isinstance(constraint, at.Gt):
                least, exclusive = float(typing.cast("float", constraint.gt)), True
            elif isinstance(constraint, at.Le):
                greatest = float(typing.cast("float", constraint.le))
        return least, greatest, exclusive

    def problem(self, value: object) -> Message | None:
        """Say why a value is not allowed here; None if it is."""
        if value is None:
            return None if self.optional else Message("a value is required")
        expected = (int, float) if self.type is float else self.type
        if not isinstance(value, expected) or (isinstance(value, bool) and self.type is not bool):
            return Message(
                "expected {expected}, got {type}", expected=self.type.__name__, type=type(value).__name__
            )
        if isinstance(value, float) and not math.isfinite(value):
            return Message("not a finite number")
        least, greatest, exclusive = self.bounds()
        if isinstance(value, (int, float)):
            if least is not None and (value <= least if exclusive else value < least):
                if exclusive:
                    return Message(
                        "{value:g} is below or at the least allowed, {least:g}", value=value, least=least
                    )
                return Message("{value:g} is below the least allowed, {least:g}", value=value, least=least)
            if greatest is not None and value > greatest:
                return Message(
                    "{value:g} is above the greatest allowed, {greatest:g}", value=value, greatest=greatest
                )
        for constraint in self.constraints:
            if isinstance(constraint, at.MinLen) and len(str(value)) < constraint.min_length:
                return Message("empty")
            if isinstance(constraint, at.MaxLen) and len(str(value)) > constraint.max_length:
                return Message("longer than {count} characters", count=constraint.max_length)
        return None


def column(
    doc: str, *, label: str, key: bool = False, personal: bool = False, default: Any = attrs.NOTHING
) -> Any:
    """Declare a field of a record: its meaning in English (`doc`) and its heading in Indonesian (`label`).

    `personal` fields are hidden in reprs and masked in findings.
    """
    return attrs.field(
        default=default,
        metadata={"doc": doc, "label": label, "key": key, "personal": personal},
        repr=_masked if personal else True,
        validator=_validate,
    )


def _masked(value: object) -> str:
    """Numbers mask themselves; other personal values are not shown at all."""
    return repr(value) if isinstance(value, Nip) or value is None else "'***'"


def _validate(instance: Any, attribute: attrs.Attribute[Any], value: object) -> None:
    problem = column_of(type(instance), attribute.name).problem(value)
    if problem:
        raise InvalidValueError(problem, record=type(instance).__name__, field=attribute.name)


@typing.dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(column,))
def record(*, plural: str, label: str) -> Callable[[type[T]], type[T]]:
    """Make a class a record: frozen, slotted, checked; `plural` names its table.

    >>> @record(plural="posts", label="Jabatan")
    ... class Post:
    ...     title: str = column("What the post is called", label="Nama", key=True)
    >>> Post(title="Camat")
    Post(title='Camat')
    """

    def make(cls: type[T]) -> type[T]:
        frozen = attrs.frozen(kw_only=True)(cls)
        _PLURALS[plural] = frozen
        _LABELS[frozen] = (plural, label)
        return frozen

    return make


_PLURALS: dict[str, type] = {}
_LABELS: dict[type, tuple[str, str]] = {}


def plural_of(record: type) -> str:
    """Return the name of the record's table, as the command line takes it: ``civil_servants``."""
    return _LABELS[record][0]


def label_of(record: type) -> str:
    """Return the Indonesian label of a record."""
    return _LABELS[record][1]


def record_named(plural: str) -> type:
    """Return the record class of a table name.

    Raises:
        UnknownNameError: for a name that no table has; the hint lists those there are.
    """
    if plural not in _PLURALS:
        raise UnknownNameError(
            Message("no record is called '{name}'", name=plural),
            hint=Message("one of: {names}", names=", ".join(sorted(_PLURALS))),
        )
    return _PLURALS[plural]


def registered_records() -> tuple[type, ...]:
    """Return every record class, in the order of definition."""
    return tuple(_LABELS)


@cache
def columns_of(record: type) -> tuple[Column, ...]:
    """Return the columns of a record in their order."""
    hints = typing.get_type_hints(record, include_extras=True)
    return tuple(_column(field, hints[field.name]) for field in attrs.fields(record))


@cache
def _by_name(record: type) -> dict[str, Column]:
    return {column.name: column for column in columns_of(record)}


def column_of(record: type, name: str) -> Column:
    """Return one column of a record by its name."""
    return _by_name(record)[name]


def key_of(record: type) -> tuple[str, ...]:
    """Return the names of the columns that identify a row; empty where rows have no key of their own."""
    return tuple(column.name for column in columns_of(record) if column.key)


def _column(field: attrs.Attribute[Any], hint: Any) -> Column:
    optional = False
    constraints: list[Any] = []
    while True:
        origin = typing.get_origin(hint)
        if origin is typing.Annotated:
            hint, *extra = typing.get_args(hint)
            constraints += extra
        elif origin in (typing.Union, types.UnionType):
            optional = True
            (hint,) = (part for part in typing.get_args(hint) if part is not type(None))
        else:
            break
    base: type = origin if origin is not None else hint
    meta = field.metadata
    return Column(
        name=field.name,
        type=base,
        optional=optional,
        constraints=tuple(constraints),
        label=meta["label"],
        doc=meta["doc"],
        key=meta["key"],
        personal=meta["personal"],
    )


def storage_type(column: Column) -> type:
    """Return the type that a frame holds for the column: str, int, float, bool or date.

    Numbers of people, codes and lists of names are text in frames.
    """
    if column.type in (int, float, bool, date):
        return column.type
    return str


def allowed_texts(column: Column) -> tuple[str, ...] | None:
    """Return the texts that an enumerated column may hold, or None where any text is allowed."""
    if issubclass(column.type, Enum):
        return tuple(str(member.value) for member in column.type)
    return None
