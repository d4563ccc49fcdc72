"""Calculating: from the rules of a region and the tables of a register to frames of results.

Within one record, indicators that need nothing of each other form a layer, and a layer is one
``with_columns``. Summaries come first: all summaries of one source over one key are one
``group_by`` over the rows that any of them uses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw

from asn_dev.errors import NotInForceError, RuleError
from asn_dev.messages import Message
from asn_dev.model import columns_of, plural_of
from asn_dev.register.schema import dtype_of
from asn_dev.rules.aggregates import Aggregate
from asn_dev.rules.book import RuleBook, RuleDefinition
from asn_dev.rules.definitions import Indicator, Rule, Summary
from asn_dev.rules.instruments import Instruments
from asn_dev.rules.joining import JoinKey, with_aggregates
from asn_dev.rules.limits import SumBound
from asn_dev.rules.periods import Period
from asn_dev.rules.table_layers import InPolars, Layered
from asn_dev.rules.values import EPSILON

if TYPE_CHECKING:
    from asn_dev.rules.parameters import Parameters


@attrs.frozen(eq=False)
class Calculation:
    """One register seen through one region's rules, for one period."""

    tables: Mapping[type, nw.LazyFrame[Any]]
    book: RuleBook
    parameters: Parameters
    period: Period
    instruments: Instruments
    _made: dict[type, nw.LazyFrame[Any] | None] = attrs.field(factory=dict, init=False)
    _open: list[tuple[type, str]] = attrs.field(factory=list, init=False)

    def over(self, tables: Mapping[type, nw.LazyFrame[Any]]) -> Calculation:
        """The same calculation with other rows of some records: fewer, or made already."""
        return attrs.evolve(self, tables=Layered(self.tables, dict(tables)))

    def in_polars(self) -> Calculation:
        """The same calculation over lazy Polars, whatever the caller's tables are.

        For stages that go on where expressions end; tables of another kind are read into memory when
        a rule asks for them.
        """
        return attrs.evolve(self, tables=InPolars(self.tables))

    def has(self, record: type) -> bool:
        """Whether the record's rows are given or can be made."""
        return self.rows(record) is not None

    def rows(self, record: type) -> nw.LazyFrame[Any] | None:
        """The plain rows of a record: from the register, else from the view that makes them."""
        if record in self.tables:
            return self.tables[record]
        if record not in self._made:
            self._made[record] = self._view(record)
        return self._made[record]

    def in_force(self, record: type) -> list[str]:
        """The names of the record's rules that stand on parameters in force alone, in their order."""
        names = self.book.names(record)
        if not self.parameters.lacking:
            return names
        return [name for name in names if self._holds(record, self.book.find(record, name), {})]

    def _holds(self, record: type, definition: RuleDefinition, answers: dict[RuleDefinition, bool]) -> bool:
        """Whether a rule, and all that it stands on, can be said on the day of the parameters."""
        if definition not in answers:
            try:
                if isinstance(definition.rule, Summary):
                    self.aggregate(definition)
                else:
                    self.expression(record, definition)
            except RuleError as error:
                if not isinstance(error.__cause__, NotInForceError):
                    raise
                answers[definition] = False
            else:
                answers[definition] = all(
                    self._holds(place, need, answers) for place, need in self._stands_on(record, definition)
                )
        return answers[definition]

    def _stands_on(self, record: type, definition: RuleDefinition) -> Iterator[tuple[type, RuleDefinition]]:
        """The definitions that a rule needs at once, each with the record it belongs to."""
        source = definition.rule.source if isinstance(definition.rule, Summary) else record
        yield from ((source, need) for need in self.book.reads(source, definition).values() if need)
        if isinstance(definition.rule, Summary):
            for theirs, ours in definition.rule.key:
                yield from ((source, need) for need in self.book.keyed(source, [theirs], definition).values())
                yield from ((record, need) for need in self.book.keyed(record, [ours], definition).values())

    def result(self, record: type, names: Collection[str]) -> nw.LazyFrame[Any]:
        """The columns of the record's table and the named indicators, nothing else."""
        rows = self.rows(record)
        columns = rows.collect_schema().names() if rows is not None else []
        return self.table(record, names).select(*columns, *names)

    def table(self, record: type, names: Collection[str]) -> nw.LazyFrame[Any]:
        """The record's rows with the named indicators and all that they stand on."""
        frame = self.rows(record)
        if frame is None:
            frame = self._nothing(record)
        needs = self.book.needs(record, names)
        done: set[RuleDefinition] = set()
        frame = self._indicators(frame, record, needs, done)
        keys: set[str] = set()
        groups = _by_source(needs)
        while groups:
            # A key may be an indicator, which other summaries may have to come before.
            group = next(group for group, members in groups.items() if needs[members[0]] <= done)
            members = groups.pop(group)
            frame = self._join(frame, record, *group, members, keys)
            done.update(members)
            frame = self._indicators(frame, record, needs, done)
        return frame

    def _indicators(
        self,
        frame: nw.LazyFrame[Any],
        record: type,
        needs: Mapping[RuleDefinition, set[RuleDefinition]],
        done: set[RuleDefinition],
    ) -> nw.LazyFrame[Any]:
        """Every indicator whose needs are met, layer by layer.

        As early as can be: a number is carried through the joins to come instead of the texts it is
        made of, which on millions of rows saves a third of the memory.
        """
        while True:
            ready = [
                definition
                for definition, need in needs.items()
                if isinstance(definition.rule, Indicator) and definition not in done and need <= done
            ]
            if not ready:
                return frame
            columns = {self.book.column(record, definition): definition for definition in ready}
            frame = frame.with_columns(
                self.expression(record, definition).alias(name) for name, definition in columns.items()
            )
            # As columns of their own: an expression that is compared and then given is evaluated thrice.
            bounded = [
                nw.when(inside).then(nw.col(name)).alias(name)
                for name, definition in columns.items()
                if (inside := _inside_bounds(definition.rule, nw.col(name))) is not None
            ]
            frame = frame.with_columns(bounded) if bounded else frame
            done.update(ready)

    def expression(
        self, record: type, definition: RuleDefinition, parameters: Parameters | None = None
    ) -> nw.Expr:
        """What an indicator's function makes of its arguments; faults name the rule and plugin."""
        result = _call(definition, self._arguments(record, definition, parameters))
        if not isinstance(result, nw.Expr):
            raise RuleError(
                Message("returned {kind}, not an expression", kind=type(result).__name__),
                rule=definition.rule.name,
                plugin=definition.plugin.name,
                hint=Message(
                    "return an expression made from the arguments; wrap a plain value in nw.lit(...)"
                ),
            )
        return result

    def aggregate(self, definition: RuleDefinition, parameters: Parameters | None = None) -> Aggregate:
        """What a summary's function makes of the columns of its source."""
        rule = definition.rule
        assert isinstance(rule, Summary)
        result = _call(definition, self._arguments(rule.source, definition, parameters))
        if not isinstance(result, Aggregate):
            raise RuleError(
                Message("returned {kind}, not an aggregate", kind=type(result).__name__),
                rule=rule.name,
                plugin=definition.plugin.name,
                hint=Message("return sum_of(...), mean_of(...), min_of(...), max_of(...) or count_of(...)"),
            )
        if result.known_only is not None:
            return result
        return attrs.evolve(result, known_only=self.book.counts_known(rule.of, definition))

    def sum_bound(self, definition: RuleDefinition) -> SumBound:
        """What a limit's function makes of the columns of its candidates."""
        result = _call(definition, self._arguments(definition.rule.of, definition))
        if not isinstance(result, SumBound):
            raise RuleError(
                Message("returned {kind}, not a bound on a sum", kind=type(result).__name__),
                rule=definition.rule.name,
                plugin=definition.plugin.name,
                hint=Message("return at_most(...) or at_least(...)"),
            )
        return result

    def _arguments(
        self, record: type, definition: RuleDefinition, parameters: Parameters | None = None
    ) -> dict[str, Any]:
        """What a rule is called with: what is given to every rule, and the columns of the record it reads."""
        values = self._given(parameters)
        return {
            name: values[name] if name in values else nw.col(self.book.column(record, need) if need else name)
            for name, need in self.book.reads(record, definition).items()
        }

    def _given(self, parameters: Parameters | None = None) -> dict[str, Any]:
        return {
            "p": parameters or self.parameters,
            "period": self.period,
            "instruments": self.instruments,
        }

    def _join(
        self,
        frame: nw.LazyFrame[Any],
        record: type,
        source: type,
        key: tuple[tuple[str, str], ...],
        members: Sequence[RuleDefinition],
        have: set[str],
    ) -> nw.LazyFrame[Any]:
        """The frame with the summaries of one source over one key."""
        step = (source, members[0].rule.name)
        if step in self._open:
            raise RuleError(
                Message(
                    "is part of a circle between tables: {ring}",
                    ring=" -> ".join(plural_of(kind) for kind, _ in self._open),
                ),
                rule=members[0].rule.name,
                plugin=members[0].plugin.name,
            )
        self._open.append(step)
        rows = self.table(source, self._indicators_read(source, members))
        self._open.pop()
        keys = [JoinKey(record, ours, source, theirs) for theirs, ours in key]
        lacking = [made.ours for made in keys if made.name not in have]
        have.update(made.name for made in keys)
        frame = frame.with_columns(lacking) if lacking else frame
        aggregates = {
            self.book.column(record, definition): self.aggregate(definition) for definition in members
        }
        return with_aggregates(frame, rows, keys, aggregates, present=self.has(source))

    def _indicators_read(self, source: type, members: Sequence[RuleDefinition]) -> list[str]:
        """The indicators of the source that the summaries stand on."""
        names = dict.fromkeys(self.book.keyed(source, _theirs(members[0]), members[0]))
        for definition in members:
            names |= {name: None for name, need in self.book.reads(source, definition).items() if need}
        return list(names)

    def _view(self, record: type) -> nw.LazyFrame[Any] | None:
        definition = self.book.views.get(record)
        if definition is None:
            return None
        values = self._given()
        by_plural = {plural_of(kind): kind for kind in {*self.tables, *self.book.views}}
        for name in set(definition.rule.reads) - set(values):
            kind = by_plural.get(name)
            rows = self.rows(kind) if kind and kind is not record else None
            if rows is None and name not in definition.rule.optional:
                return None
            values[name] = None if rows is None else _with_texts(rows)
        try:
            result = _call(definition, {name: values[name] for name in definition.rule.reads})
        except RuleError as error:
            if isinstance(error.__cause__, NotInForceError):
                return None
            raise
        if result is not None and not isinstance(result, nw.LazyFrame):
            raise RuleError(
                Message("returned {kind}, not a lazy frame", kind=type(result).__name__),
                rule=definition.rule.name,
                plugin=definition.plugin.name,
            )
        return result

    def _nothing(self, record: type) -> nw.LazyFrame[Any]:
        """The record's columns without a row, over the same kind of frame as the other tables."""
        frame = next(iter(self.tables.values()))
        return (
            frame.head(0)
            .select(nw.lit(None).cast(dtype_of(column)).alias(column.name) for column in columns_of(record))
            .head(0)
        )


def _inside_bounds(rule: Rule, value: nw.Expr) -> nw.Expr | None:
    """Whether a value is one that the rule declares it can be; None for a rule without bounds.

    What lies outside becomes null. Rows that contradict themselves (a last day before the first) can lead
    any rule astray; what comes of it is no result. That a rule keeps its bounds by itself is checked by
    the conformance kit.
    """
    if not isinstance(rule, Indicator) or rule.bounds is None:
        return None
    least, greatest = rule.bounds
    tests = [] if least is None else [value >= least - EPSILON]
    if greatest is not None:
        tests.append(value <= greatest + EPSILON)
    return reduce(and_, tests) if tests else None


def _theirs(definition: RuleDefinition) -> list[str]:
    """The key of a summary as its source names it."""
    assert isinstance(definition.rule, Summary)
    return [theirs for theirs, _ in definition.rule.key]


def _by_source(
    needs: Mapping[RuleDefinition, set[RuleDefinition]],
) -> dict[tuple[type, tuple[tuple[str, str], ...]], list[RuleDefinition]]:
    """The summaries by source and key."""
    groups: dict[tuple[type, tuple[tuple[str, str], ...]], list[RuleDefinition]] = {}
    for definition in sorted(needs, key=lambda definition: definition.rule.name):
        if isinstance(definition.rule, Summary):
            groups.setdefault((definition.rule.source, definition.rule.key), []).append(definition)
    return groups


def _with_texts(rows: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The rows with categories as the texts they stand for: a view joins them with other tables."""
    schema = rows.collect_schema()
    categories = [name for name, kind in schema.items() if kind in (nw.Categorical, nw.Enum)]
    return rows.with_columns(nw.col(*categories).cast(nw.String)) if categories else rows


def _call(definition: RuleDefinition, arguments: Mapping[str, Any]) -> Any:
    try:
        return definition.rule.function(**arguments)
    except Exception as error:
        raise RuleError(
            Message("raised {kind}: {error}", kind=type(error).__name__, error=str(error)),
            rule=definition.rule.name,
            plugin=definition.plugin.name,
        ) from error
