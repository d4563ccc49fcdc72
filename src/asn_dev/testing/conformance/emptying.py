"""The law of the unknown: emptying cells never turns a known result into another known result.

Tried end to end: cells of some columns are emptied, everything is computed anew, and each result that
was known is now the same, or unknown. Results that speak of what is known (`counts_known`) are free to
change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import columns_of, key_of, plural_of
from asn_dev.rules.calculation import Calculation
from asn_dev.rules.prepared import PreparedQuery

if TYPE_CHECKING:
    from asn_dev.rules.book import RuleDefinition
    from asn_dev.rules.regions import Region

Frames = Mapping[type, pl.DataFrame]
Place = tuple[type, str]
"""A record and the name of one of its columns, or of one of its rules."""

ROW = "_row"
"""The number of a row in its table: what a row without a key is known by."""

SHARE = 0.3
"""So much of a column is emptied."""

PARTS = ("bound", "counts", "once", "where")
"""What a limit consists of."""

_SLACK = 1e-9


def emptied(frames: Frames, places: Sequence[Place], seed: int, share: float = SHARE) -> Frames:
    """Return the tables with some cells of these columns emptied."""
    tables = dict(frames)
    for number, (record, column) in enumerate(places):
        frame = tables[record]
        rows = pl.int_range(frame.height, eager=True).sample(
            max(1, round(share * frame.height)), seed=seed + number
        )
        cleared = pl.when(~pl.int_range(pl.len()).is_in(rows.implode())).then(pl.col(column)).alias(column)
        tables[record] = frame.with_columns(cleared)
    return tables


def columns_to_empty(frames: Frames) -> list[Place]:
    """List each column that may be unknown and has known cells."""
    return [
        (record, column.name)
        for record, frame in frames.items()
        for column in columns_of(record)
        if column.optional
        and not column.key
        and column.name in frame.columns
        and frame[column.name].null_count() < frame.height
    ]


@attrs.define(eq=False, slots=False)
class Laboratory:
    """Computes results of a region over tables of the same columns, again and again."""

    region: Region
    frames: Frames
    plugin: str | None = None
    """Only what this plugin brings; None: every rule in force."""

    @cached_property
    def places(self) -> Mapping[Place, RuleDefinition]:
        """The results that keep to the law: indicators, vetoes, summaries and limits."""
        book = self.region.book
        chains = {place: chain[-1] for place, chain in book.chains.items()}
        return {
            place: bound
            for place, bound in {**chains, **book.limits}.items()
            if self.plugin in (None, bound.plugin.name) and not book.counts_known(place[0], bound)
        }

    @cached_property
    def _queries(self) -> Mapping[type, PreparedQuery]:
        region = self.region
        calculation = Calculation(
            {record: nw.from_native(frame.lazy()) for record, frame in self.frames.items()},
            region.book,
            region.parameters,
            region.period,
            region.instruments,
        )
        schemas = {record: frame.with_row_index(ROW).schema for record, frame in self.frames.items()}
        records = dict.fromkeys(record for record, _ in self.places if calculation.has(record))
        return {record: PreparedQuery(schemas, self._build(calculation, record)) for record in records}

    def _build(self, calculation: Calculation, record: type) -> Any:
        in_force = set(calculation.in_force(record))
        names = [name for place, name in self.places if place is record and name in in_force]
        limits = [
            bound for (place, _), bound in self.region.book.limits.items()
            if place is record and (record, bound.rule.name) in self.places
        ]  # fmt: skip
        reads = {
            need.rule.name: None
            for bound in limits
            for need in self.region.book.reads(record, bound).values()
            if need
        }
        by = [ROW] if record in self.frames else list(key_of(record))

        def build(tables: Mapping[type, nw.LazyFrame[Any]]) -> nw.LazyFrame[Any]:
            over = calculation.over(tables)
            parts = [
                expression.alias(f"{bound.rule.name}.{part}")
                for bound in limits
                for part in PARTS
                if (expression := getattr(over.sum_bound(bound), part)) is not None
            ]
            return over.table(record, list(dict.fromkeys([*names, *reads]))).select(*by, *names, *parts)

        return build

    @cached_property
    def whole(self) -> Mapping[type, pl.DataFrame]:
        """The results over the tables as they are."""
        return self.results(self.frames)

    def results(self, frames: Frames) -> Mapping[type, pl.DataFrame]:
        """Compute the results by record, with the key of each row."""
        tables = {record: frame.with_row_index(ROW) for record, frame in frames.items()}
        return {record: query.run(tables) for record, query in self._queries.items()}

    def changes(self, places: Sequence[Place], seed: int = 0) -> Iterator[Change]:
        """Yield the results that change to another known value when cells of these columns are emptied."""
        less = self.results(emptied(self.frames, places, seed))
        for record, full in self.whole.items():
            by = [ROW] if ROW in full.columns else list(key_of(record))
            names = [name for name in full.columns if name not in by]
            both = full.join(less[record], on=by, how="inner", suffix="#less", nulls_equal=True)
            tests = both.select(_changed(name, both.schema[name]).alias(name) for name in names)
            for name in names:
                if tests[name].any():
                    at = int(tests[name].arg_true()[0])
                    yield Change(
                        (record, name.partition(".")[0]),
                        both[name][at],
                        both[f"{name}#less"][at],
                        places,
                        seed,
                    )

    def trials(self, seed: int, groups: int) -> Iterator[list[Place]]:
        """Yield the columns in random groups, so that each is emptied once."""
        places = columns_to_empty(self.frames)
        Random(seed).shuffle(places)  # noqa: S311 - which cells are emptied is no secret
        yield from (places[number::groups] for number in range(groups))

    def traced(self, change: Change) -> Change:
        """Return the change with the one column that makes it, where one alone does."""
        for column in change.emptied:
            for single in self.changes([column], change.seed):
                if single.place == change.place:
                    return single
        return change


@attrs.frozen
class Change:
    """A result that was known and became another known one."""

    place: Place
    before: object
    after: object
    emptied: Sequence[Place]
    seed: int

    @property
    def sentence(self) -> Message:
        """The change as a sentence, without the name of the rule."""
        return Message(
            "goes from {before} to {after} when cells of {columns} are emptied",
            before=repr(self.before),
            after=repr(self.after),
            columns=", ".join(f"{plural_of(record)}.{column}" for record, column in self.emptied),
        )

    def __str__(self) -> str:
        return str(self.sentence)


def _changed(name: str, kind: pl.DataType) -> pl.Expr:
    old, new = pl.col(name), pl.col(f"{name}#less")
    if kind.is_numeric():
        old, new = old.cast(pl.Float64), new.cast(pl.Float64)
        return ((old - new).abs() > _SLACK * (1 + old.abs())).fill_null(False)
    return (old != new).fill_null(False)
