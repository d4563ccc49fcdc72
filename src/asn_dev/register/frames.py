"""The caller's frames as tables of records: whatever the backend, the same types and the same nulls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw
import polars as pl

from asn_dev.errors import TableError, join_names
from asn_dev.messages import Message, joined
from asn_dev.model import Column, Nip, columns_of, plural_of
from asn_dev.model.records import storage_type
from asn_dev.register.schema import dtype_of

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]


def opened(frame: Frame, record: type) -> Frame:
    """The frame of a caller: eager ones in Polars, lazy ones as they are."""
    if isinstance(frame, nw.DataFrame) and not frame.implementation.is_polars():
        return _in_polars(frame, record)
    return frame


def table_of(frame: Frame, record: type) -> Frame:
    """A frame with every column of the record in the record's types; columns beyond stay.

    Only lossless changes of type are made: whole numbers that a backend keeps as floats become whole
    again, timestamps become days: those of their own zone if it is Indonesian, else of UTC+7. Raises
    `TableError` with every fault.
    """
    have = frame.collect_schema()
    faults: list[str] = []
    changes: list[nw.Expr] = []
    for column in columns_of(record):
        if column.name not in have:
            if column.optional:
                changes.append(nw.lit(None).cast(dtype_of(column)).alias(column.name))
            else:
                faults.append(Message("column '{name}' is missing", name=column.name))
        elif _stays_category(frame, column, have[column.name]):
            continue
        elif _is_unknown(frame, column):
            changes.append(nw.lit(None).cast(dtype_of(column)).alias(column.name))
        elif _can_become(frame, column, have[column.name]):
            if have[column.name] != dtype_of(column):
                changes.append(_changed(column, have[column.name]))
        else:
            faults.append(_wrong_type(column, have[column.name]))
    if faults:
        raise TableError(Message("{where}: {message}", where=plural_of(record), message=joined(", ", faults)))
    return frame.with_columns(changes) if changes else frame


def _changed(column: Column, have: nw.dtypes.DType) -> nw.Expr:
    """A column in the record's type; the day of a moment with a zone is the one its clock shows."""
    value = nw.col(column.name)
    zone = getattr(have, "time_zone", None)
    if isinstance(have, nw.Datetime) and zone:
        if zone_of(zone) != zone:
            value = value.dt.convert_time_zone(zone_of(zone))
        value = value.dt.replace_time_zone(None)
    return value.cast(dtype_of(column))


def zone_of(zone: str) -> str:
    """The zone whose days are meant by moments in a zone: itself if it is Indonesian, else Asia/Jakarta.

    >>> zone_of("Asia/Makassar"), zone_of("UTC")
    ('Asia/Makassar', 'Asia/Jakarta')
    """
    from asn_dev.register.cells.zones import INDONESIAN, LOCAL_NAME, OFFSETS

    own = zone in INDONESIAN or zone in {f"+{hours:02}:00" for hours in OFFSETS.values()}
    return zone if own else LOCAL_NAME


def _stays_category(frame: Frame, column: Column, have: nw.dtypes.DType) -> bool:
    """Whether a lazy frame's free text is left a category: carried through joins it is a quarter the size."""
    free = column.type is str and not column.constraints
    return isinstance(frame, nw.LazyFrame) and free and have in (nw.Categorical, nw.Enum)


def _in_polars(frame: nw.DataFrame[Any], record: type) -> nw.DataFrame[Any]:
    """An eager frame of another kind, through Arrow: a missing value is null in every column.

    Classic pandas columns have no null of their own: NaN stands for it, and whole numbers and truth
    values beside it change their type.
    """
    try:
        return nw.from_native(_polars(frame), eager_only=True)
    except ModuleNotFoundError as missing:
        raise TableError(
            Message(
                "{table}: frames of this kind need {module}", table=plural_of(record), module=missing.name
            ),
            hint="pip install 'asn-dev[pandas]'",
        ) from missing
    except _unusable():
        mixed = {name for name in frame.columns if not _converts(frame.select(name))}
    fields = [column.name for column in columns_of(record) if column.name in mixed]
    if fields or not mixed:
        faults = (
            Message("column '{name}' holds values of several types", name=name)
            for name in fields or frame.columns
        )
        # The backend's own error is not named as the cause: it shows values, which may be personal.
        raise TableError(Message("{where}: {message}", where=plural_of(record), message=joined(", ", faults)))
    kept = [name for name in frame.columns if name not in mixed]
    return nw.from_native(_polars(frame.select(kept)), eager_only=True)


def _polars(frame: nw.DataFrame[Any]) -> pl.DataFrame:
    return pl.from_pandas(frame.to_native()) if frame.implementation.is_pandas() else frame.to_polars()


def _unusable() -> tuple[type[Exception], ...]:
    """What converting a column of several types raises: Arrow's errors are the first two."""
    return TypeError, ValueError, pl.exceptions.PolarsError


def _converts(frame: nw.DataFrame[Any]) -> bool:
    try:
        _polars(frame)
    except _unusable():
        return False
    return True


def _is_unknown(frame: Frame, column: Column) -> bool:
    """Whether a column of an eager frame holds no value at all, and so has no type of its own."""
    return isinstance(frame, nw.DataFrame) and bool(frame[column.name].is_null().all())


def _can_become(frame: Frame, column: Column, have: nw.dtypes.DType) -> bool:
    """Whether a column can have the record's type without losing anything."""
    want = dtype_of(column)
    if have in {want, nw.Unknown}:
        return True
    if want is nw.String and have in (nw.Categorical, nw.Enum):
        return True
    if want is nw.Float64 and have.is_numeric():
        return True
    if want is nw.Date and have == nw.Datetime:
        return True
    if want is nw.Int64 and have.is_integer():
        return True
    if not isinstance(frame, nw.DataFrame):
        return False
    values = frame[column.name]
    return want is nw.Int64 and have.is_numeric() and _are_whole(values)


def _are_whole(values: nw.Series[Any]) -> bool:
    numbers = values.drop_nulls().cast(nw.Float64)
    return bool((numbers.is_finite() & (numbers.round() == numbers)).all())


def _wrong_type(column: Column, have: nw.dtypes.DType) -> str:
    if column.type is Nip:
        return Message(
            "column '{name}' holds {have}: numbers lose digits of an 18-digit NIP, hand over text",
            name=column.name,
            have=str(have),
        )
    if have.is_float() and column.type is int:
        return Message(
            "column '{name}' holds {have} that are not known to be whole numbers",
            name=column.name,
            have=str(have),
        )
    if have == nw.Object:
        return Message("column '{name}' holds values of several types", name=column.name)
    parted = Message(" (several names in one text, parted by '|')") if column.many else ""
    return Message(
        "column '{name}' holds {have}, not {want}{parted}",
        name=column.name,
        have=str(have),
        want=storage_type(column).__name__,
        parted=parted,
    )


def refuse_mixture(backends: Mapping[type, str]) -> None:
    """Raise `TableError` where the tables of one register lie in different backends: rules join them."""
    held: dict[str, list[str]] = {}
    for record, backend in backends.items():
        held.setdefault(backend, []).append(plural_of(record))
    if len(held) > 1:
        parts = (
            Message("{backend} holds {names}", backend=backend, names=join_names(names))
            for backend, names in held.items()
        )
        raise TableError(
            Message("the tables of a register must be of one kind, but {held}", held=joined(", ", parts)),
            hint=Message("convert them all, for instance to Polars"),
        )
