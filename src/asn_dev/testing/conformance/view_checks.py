"""Views and limits: rows of the right shape in any order, from empty tables and in any kind of frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from asn_dev.errors import RuleError
from asn_dev.messages import Message
from asn_dev.model import columns_of, key_of, plural_of
from asn_dev.register.schema import dtype_of
from asn_dev.rules.book import GIVEN, RuleDefinition
from asn_dev.testing.conformance.outcomes import Check
from asn_dev.testing.conformance.trials import difference, duckdb_connection, fault

if TYPE_CHECKING:
    from asn_dev.testing.conformance.material import Frames
    from asn_dev.testing.conformance.subject import Subject

MOST_REGISTERS = 2
"""In how many generated registers a view is tried, beside the city; with DuckDB in one."""

SHUFFLED, ON_DUCKDB = Message("when tables are shuffled"), Message("on DuckDB")
"""Where the rows of a view differ."""


def view_checks(subject: Subject) -> Iterator[Check]:
    """Yield the checks of the plugin's own views and limits."""
    for bound in subject.views:
        rule_name = plural_of(bound.rule.of)
        empty = f"view_empty[{rule_name}]"
        topics: dict[str, tuple[Callable[[Subject, RuleDefinition], None], tuple[str, ...]]] = {
            "empty": (makes_nothing_of_nothing, ()),
            "rows": (rows_of_the_record, (empty,)),
            "order": (order_of_rows, (empty,)),
            "backends": (stays_where_it_is, (empty,)),
        }
        for topic, (run, after) in topics.items():
            yield Check(f"view_{topic}", rule_name, bound.plugin.name, _bind(run, subject, bound), after)
    for bound in subject.limits:
        rule_name = f"{plural_of(bound.rule.of)}.{bound.rule.name}"
        yield Check("limit_returns", rule_name, bound.plugin.name, _bind(bounds_a_sum, subject, bound))


def _bind(
    run: Callable[[Subject, RuleDefinition], None], subject: Subject, bound: RuleDefinition
) -> Callable[[], None]:
    return lambda: run(subject, bound)


def makes_nothing_of_nothing(subject: Subject, bound: RuleDefinition) -> None:
    """Check that from empty and missing tables it makes no rows and raises nothing."""
    for frames in (subject.material.empty, subject.material.bare):
        try:
            rows = _rows(subject, bound, frames)
        except RuleError as error:
            raise fault(
                bound,
                Message("fails on empty tables: {message}", message=error.message),
                Message("keep to lazy frames, and take no row of a table for granted"),
            ) from error
        if rows is not None and rows.height:
            raise fault(
                bound,
                Message("makes rows out of empty tables"),
                Message("make rows from those of a table"),
            )


def rows_of_the_record(subject: Subject, bound: RuleDefinition) -> None:
    """Check that every column of the record has its type, and no two rows one key."""
    record = bound.rule.of
    for frames in subject.material.richest(MOST_REGISTERS):
        rows = _rows_of(subject, bound, frames)
        if rows is None:
            continue
        for column in columns_of(record):
            dtype, expected = nw.from_native(rows).schema.get(column.name), dtype_of(column)
            if dtype is None or (dtype != expected and not _wider(dtype, expected)):
                raise fault(
                    bound,
                    Message(
                        "gives '{column}' as {dtype}, expected {expected}",
                        column=column.name,
                        dtype=dtype,
                        expected=expected.__name__,
                    ),
                    Message("select every column of the record, and cast those that are made"),
                )
        key = list(key_of(record))
        if key and rows.select(key).is_duplicated().any():
            raise fault(
                bound,
                Message("gives rows with the same {key}", key=", ".join(key)),
                Message("group or filter until the key is one"),
            )


def order_of_rows(subject: Subject, bound: RuleDefinition) -> None:
    """Check that shuffled tables give the same rows."""
    for frames in subject.material.richest(MOST_REGISTERS):
        mixed = {kind: frame.sample(fraction=1.0, shuffle=True, seed=3) for kind, frame in frames.items()}
        _same(bound, _rows_of(subject, bound, frames), _rows(subject, bound, mixed), SHUFFLED)


def stays_where_it_is(subject: Subject, bound: RuleDefinition) -> None:
    """Check that from DuckDB it makes rows in DuckDB, the same as from Polars."""
    for frames in subject.material.richest(1)[:1]:
        connection = duckdb_connection()
        tables = {
            kind: nw.from_native(connection.from_arrow(frame.to_arrow())).lazy()
            for kind, frame in frames.items()
            if kind is not bound.rule.of
        }
        rows = subject.calculation(tables).rows(bound.rule.of)
        if rows is not None and not rows.implementation.is_duckdb():
            raise fault(
                bound,
                Message("makes {frames} of DuckDB tables", frames=rows.implementation),
                Message("return an expression of the frames it was given, without collecting them"),
            )
        over_duckdb = None if rows is None else rows.collect(backend="polars").to_native()
        _same(bound, _rows_of(subject, bound, frames), over_duckdb, ON_DUCKDB)


def bounds_a_sum(subject: Subject, bound: RuleDefinition) -> None:
    """Check that it returns a bound, made of the columns that it declares."""
    limit = subject.calculation({}).sum_bound(bound)
    reads = subject.region.book.reads(bound.rule.of, bound)
    names = [
        subject.region.book.column(bound.rule.of, need) if need else name
        for name, need in reads.items()
        if need or name not in GIVEN
    ]
    rows = nw.from_native(subject.inputs(bound.rule.of)[-1].select(names).lazy())
    parts = {"bound": limit.bound, "counts": limit.counts, "once": limit.once, "where": limit.where}
    expressions = [part.alias(name) for name, part in parts.items() if part is not None]
    try:
        rows.select(*expressions).collect()
    except nw.exceptions.ColumnNotFoundError as error:
        raise fault(
            bound,
            Message("reads a column that is none of its arguments: {error}", error=error),
            Message("add it to the arguments"),
        ) from error


def _rows_of(subject: Subject, bound: RuleDefinition, frames: Frames) -> pl.DataFrame | None:
    """What the view makes of a register of the material."""
    key = (bound.rule.of, id(frames))
    if key not in subject.view_rows:
        # With the rows the register is kept, so that its number stays its own.
        subject.view_rows[key] = (frames, _rows(subject, bound, frames))
    return subject.view_rows[key][1]


def _rows(subject: Subject, bound: RuleDefinition, frames: Frames) -> pl.DataFrame | None:
    """What the view makes of a register, in an order of its own."""
    tables: Mapping[type, nw.LazyFrame[Any]] = {
        kind: nw.from_native(frame.lazy()) for kind, frame in frames.items() if kind is not bound.rule.of
    }
    rows = subject.calculation(tables).rows(bound.rule.of)
    if rows is None:
        return None
    collected: pl.DataFrame = rows.collect(backend="polars").to_native()
    return collected


def _same(bound: RuleDefinition, left: pl.DataFrame | None, right: pl.DataFrame | None, when: str) -> None:
    hint = Message("sort by nothing, take no first row, and compute with what every backend has")
    if left is None or right is None:
        if left is not right:
            raise fault(
                bound, Message("makes rows in one case and none in the other {when}", when=when), hint
            )
        return
    names = [column.name for column in columns_of(bound.rule.of)]
    key = list(key_of(bound.rule.of)) or names
    left, right = left.select(names).sort(key), right.select(names).sort(key)
    if left.height != right.height or any(difference(left[name], right[name]) is not None for name in names):
        raise fault(bound, Message("gives other rows {when}", when=when), hint)


def _wider(dtype: Any, expected: Any) -> bool:
    """A number in another width, or a column of nulls."""
    return (dtype.is_numeric() and expected in (nw.Int64, nw.Float64)) or dtype == nw.Unknown
