"""Tables that an app hands over, mended by the code that reads files.

Texts are read as the cells of a file are: padding, marks, other digits, dates and numbers as text, words for
codes. Columns that have the type of the record are taken as they are, and lazy frames stay lazy. What the
record does not know is ignored, whatever it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

import attrs
import narwhals as nw
import polars as pl

from asn_dev.errors import TableError
from asn_dev.messages import Message
from asn_dev.model import Nip, RequiredLevel, columns_of, plural_of
from asn_dev.register.aliases import Aliases
from asn_dev.register.files.sheet import DATE, NUMBER, Sheet
from asn_dev.register.frames import Frame, opened, table_of, zone_of
from asn_dev.register.layouts.plain import plain_layout
from asn_dev.register.ledger import Finding, RejectedRows
from asn_dev.register.parsing import parse
from asn_dev.register.rejecting import Reasons
from asn_dev.register.schema import polars_type
from asn_dev.register.unplaced import placed

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame


_TEXTS = (pl.String, pl.Categorical, pl.Enum)


@attrs.frozen(eq=False)
class HandedOver:
    """A table in the record's types, with what was mended on the way.

    `as_given` are the rows as they came, `read` the columns whose texts were read, `rejections` the rows
    without a usable value where one is needed. Of a lazy frame of standards, `rejected` are the rows that
    lack a part of the key and `unplaced` those of them that may concern somebody.
    """

    table: Frame
    backend: str
    as_given: pl.DataFrame | None = None
    read: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    rejections: Reasons = attrs.field(factory=Reasons)
    rejected: tuple[RejectedRows, ...] = ()
    unplaced: Frame | None = None


def take(native: IntoFrame | Sequence[Mapping[str, Any]], record: type, *, check: bool = True) -> HandedOver:
    """A frame, or rows as dictionaries, as a table of the record; raises `TableError` with every fault.

    With `check` false, texts are read only where the record wants another type.
    """
    if isinstance(native, (list, tuple)):
        cells, kinds, strange = _cells_of(native, record)
        return _mended(cells, kinds, record, "polars", strange, check=True)
    as_given: Frame = nw.from_native(cast("IntoFrame", native))
    frame, backend = opened(as_given, record), as_given.implementation.value
    if isinstance(frame, nw.LazyFrame):
        table = table_of(frame, record)
        return _standards(table, backend) if record is RequiredLevel and check else HandedOver(table, backend)
    plain: pl.DataFrame = frame.to_native()
    strange = [name for name in as_given.columns if name not in _names(record)]
    usable = plain.drop(name for name in plain.columns if name in strange and _is_odd(plain.schema[name]))
    return _mended(usable, {}, record, backend, strange, check=check)


def _standards(table: Frame, backend: str) -> HandedOver:
    """A lazy frame of standards, without the rows that say nothing of whom they are for; these are told."""
    kept, unplaced, rejected, findings = placed(table.lazy())
    return HandedOver(kept, backend, findings=findings, rejected=rejected, unplaced=unplaced)


def _names(record: type) -> frozenset[str]:
    return frozenset(column.name for column in columns_of(record))


def _is_odd(kind: pl.DataType) -> bool:
    """Whether a column that no rule can use is of a type that cannot be shown as text either."""
    return kind.is_nested() or kind in (pl.Object, pl.Binary, pl.Unknown)


def _mended(
    frame: pl.DataFrame,
    kinds: Mapping[str, pl.Series],
    record: type,
    backend: str,
    strange: Sequence[str],
    *,
    check: bool,
) -> HandedOver:
    texts = [
        column.name
        for column in columns_of(record)
        if frame.schema.get(column.name) in _TEXTS and (check or polars_type(column) != pl.String)
    ]
    findings = [*_about_strangers(strange, record), *_about_zones(frame, record)]
    rejections = Reasons()
    mended = frame
    if texts and frame.height:
        sheet = Sheet(
            plural_of(record), "", frame.select(pl.col(texts).cast(pl.String)),
            pl.int_range(1, frame.height + 1, eager=True),
            pointers=("",) * frame.height,  # rows of an app are never sums or notes
            kinds=kinds,
        )  # fmt: skip
        parsed = parse(sheet, plain_layout(record), Aliases())
        mended = frame.with_columns(parsed.fields[name] for name in texts)
        rejections = parsed.rejections
        findings += [_without_pointers(found) for found in parsed.findings()]
    table = table_of(nw.from_native(mended, eager_only=True), record)
    return HandedOver(table, backend, frame, frozenset(texts), tuple(findings), rejections)


def _without_pointers(finding: Finding) -> Finding:
    return attrs.evolve(finding, places=tuple(attrs.evolve(place, pointer="") for place in finding.places))


def _about_strangers(strange: Sequence[str], record: type) -> Iterator[Finding]:
    if strange:
        message = Message("not used: {columns}", columns=", ".join(map(str, strange)))
        yield Finding("columns_not_used", "info", plural_of(record), "", "", len(strange), message)


def _about_zones(frame: pl.DataFrame, record: type) -> Iterator[Finding]:
    """Which columns of moments have become days, and by what zone."""
    for column in columns_of(record):
        kind = frame.schema.get(column.name)
        if column.type is date and isinstance(kind, pl.Datetime) and kind.time_zone:
            message = Message(
                "moments in the zone {zone}: the days are those of {local}",
                zone=kind.time_zone, local=zone_of(kind.time_zone),
            )  # fmt: skip
            count = frame.height - frame[column.name].null_count()
            yield Finding("zoned_moment", "info", plural_of(record), "", column.name, count, message)


def _cells_of(rows: Sequence[Any], record: type) -> tuple[pl.DataFrame, dict[str, pl.Series], list[str]]:
    """Rows as columns of text, what each value was, and the names that the record does not have."""
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            raise TableError(
                Message("{table}: row {number} is no dictionary", table=plural_of(record), number=number)
            )
    fields = _names(record)
    names = list(dict.fromkeys(name for row in rows for name in row))
    held = [name for name in names if name in fields] if rows else sorted(fields)
    columns = {name: [_told(row.get(name)) for row in rows] for name in held}
    schema = dict.fromkeys(held, pl.String)
    cells = pl.DataFrame(
        {name: [text for text, _ in cells] for name, cells in columns.items()}, schema=schema
    )
    kinds = {
        name: pl.Series([kind for _, kind in cells], dtype=pl.String)
        for name, cells in columns.items()
        if any(kind for _, kind in cells)
    }
    return cells, kinds, [name for name in names if name not in fields]


def _told(value: object) -> tuple[str | None, str | None]:
    """A value as text, and whether it was a number or a date."""
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, str):
        return value, None
    if isinstance(value, bool):
        return ("true" if value else "false"), None
    if isinstance(value, (int, float)):
        return (repr(int(value)) if float(value).is_integer() else repr(value)), NUMBER
    if isinstance(value, datetime):
        return value.isoformat(), None
    if isinstance(value, date):
        return value.isoformat(), DATE
    if isinstance(value, Nip):
        return value.number, None
    if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        return "|".join(value), None
    return f"<{type(value).__name__}>", None
