"""Records to frames and back: strict, all faults at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import cattrs
import narwhals as nw
import polars as pl

from asn_dev.errors import AsnDevError, InvalidRecordsError, InvalidValueError
from asn_dev.messages import Message, sentence_in
from asn_dev.model import Nip, columns_of, plural_of

T = TypeVar("T")


def frame_of(record: type, rows: Sequence[object]) -> pl.DataFrame:
    """A Polars frame of typed records: enums and numbers as text, tuples parted by ``|``."""
    from asn_dev.register.schema import polars_schema

    return pl.DataFrame(
        {
            column.name: [_stored(value) for value in map(attrgetter(column.name), rows)]
            for column in columns_of(record)
        },
        schema=polars_schema(record),
        strict=False,
    )


def _stored(value: object) -> object:
    if isinstance(value, Nip):
        return value.number
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return "|".join(value)
    return value


def records_of(record: type[T], frame: nw.DataFrame[Any] | nw.LazyFrame[Any]) -> list[T]:
    """The typed objects of a frame, strictly: nothing is coerced, every fault is named.

    The rows go through Polars, in which null is None whatever the backend has.
    """
    kind: type = record
    names = [column.name for column in columns_of(kind)]
    rows = frame.select(names)
    eager = rows.collect("polars") if isinstance(rows, nw.LazyFrame) else rows
    return structure(record, eager.to_polars().iter_rows(named=True))


def structure(record: type[T], rows: Iterable[dict[str, Any]]) -> list[T]:
    """Rows (dictionaries of plain values) as records; raises `InvalidRecordsError` with every fault.

    >>> from asn_dev.model import RequiredLevel
    >>> structure(RequiredLevel, [{"job_title": "Camat", "unit": "Kec. A", "competency": "x", "level": "3"}])
    Traceback (most recent call last):
    asn_dev.errors.InvalidRecordsError: 1 faults: required_levels[0].level: expected int, got str
    """
    converter = _converter()
    records: list[T] = []
    faults: list[str] = []
    for index, row in enumerate(rows):
        path = f"{plural_of(record)}[{index}]"
        try:
            records.append(converter.structure(row, record))
        except cattrs.ClassValidationError as group:
            faults += _faults(group, path)
        except AsnDevError as error:
            faults.append(Message("{where}: {message}", where=path, message=error.message))
    if faults:
        raise InvalidRecordsError(faults)
    return records


def _faults(group: cattrs.ClassValidationError, path: str) -> list[str]:
    """One line per fault, without the value: it may be personal."""
    faults: list[str] = []
    named, unnamed = group.group_exceptions()
    for error, note in named:
        where = f"{path}.{note.name}"
        faults.append(Message("{where}: {message}", where=where, message=_fault(error)))
    for other in unnamed:
        if isinstance(other, InvalidValueError):
            where = f"{path}.{other.field}"
            faults.append(Message("{where}: {message}", where=where, message=other.fault))
        else:
            faults.append(f"{path}: {type(other).__name__}")
    return faults


def _fault(error: Exception) -> str:
    if isinstance(error, _WrongTypeError):
        return sentence_in(error)
    return Message("missing") if isinstance(error, KeyError) else Message("not one of the allowed values")


class _WrongTypeError(ValueError):
    """A plain value of another type than the field's."""


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=False)
    for plain in (int, float, bool, date):
        converter.register_structure_hook(plain, _strictly)
    # The codes are texts, so the hook of texts is theirs too.
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(Nip, lambda value, _: Nip(_strictly(value, str)))
    converter.register_structure_hook_func(
        _is_names, lambda value, _: tuple(_strictly(value, str).split("|"))
    )
    return converter


def _text(value: Any, kind: type[Any]) -> Any:
    text = _strictly(value, str)
    return kind(text) if issubclass(kind, Enum) else text


def _is_names(kind: Any) -> bool:
    return bool(kind == tuple[str, ...])


def _strictly(value: Any, kind: type[Any]) -> Any:
    accepted = (int, float) if kind is float else kind
    if not isinstance(value, accepted) or (isinstance(value, bool) and kind is not bool):
        raise _WrongTypeError(
            Message("expected {expected}, got {kind}", expected=kind.__name__, kind=type(value).__name__)
        )
    return value
