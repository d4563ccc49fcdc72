"""A rule alone: its expression over rows that have the columns it declares, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal

import attrs
import narwhals as nw
import polars as pl

from asn_dev.errors import RuleError
from asn_dev.messages import Message
from asn_dev.model import plural_of
from asn_dev.rules.book import GIVEN, RuleDefinition
from asn_dev.rules.definitions import Summary
from asn_dev.rules.joining import JoinKey, with_aggregates

if TYPE_CHECKING:
    from asn_dev.rules.calculation import Calculation
    from asn_dev.testing.conformance.subject import Subject

Frame = Literal["eager", "lazy", "duckdb"]
ROW, VALUE = "_row", "_value"
MOST_CASES = 2
"""In how many registers a summary is tried: the city, and the generated one with the most rows."""


@attrs.frozen(eq=False)
class Case:
    """Rows that get a value, and, for a summary, the rows that it is made of."""

    targets: pl.DataFrame
    sources: pl.DataFrame | None = None


@attrs.define(eq=False, slots=False)
class Trial:
    """One indicator, veto or summary with the rows it is tried on."""

    subject: Subject
    bound: RuleDefinition

    @property
    def kind(self) -> str:
        """``indicator`` (vetoes too) or ``summary``."""
        return "summary" if isinstance(self.bound.rule, Summary) else "indicator"

    @property
    def place(self) -> str:
        """The rule with its table: ``programmes.to_be_adapted``."""
        return f"{plural_of(self.bound.rule.of)}.{self.bound.rule.name}"

    @property
    def source(self) -> type:
        """The record whose columns the rule reads."""
        rule = self.bound.rule
        return rule.source if isinstance(rule, Summary) else rule.of

    @cached_property
    def columns(self) -> dict[str, str]:
        """For each argument that is a column or rule, what it is called in a frame."""
        book = self.subject.region.book
        reads = book.reads(self.source, self.bound)
        return {
            name: book.column(self.source, need) if need else name
            for name, need in reads.items()
            if need or name not in GIVEN
        }

    @cached_property
    def calculation(self) -> Calculation:
        """The calculation that calls the rule."""
        return self.subject.calculation({})

    def make(self) -> Any:
        """Call the rule's function anew; it returns an expression, or an aggregate."""
        if self.kind == "summary":
            return self.calculation.aggregate(self.bound)
        return self.calculation.expression(self.bound.rule.of, self.bound)

    @cached_property
    def returned(self) -> Any:
        """What the rule's function returned."""
        return self.make()

    @cached_property
    def cases(self) -> Sequence[Case]:
        """The rows of all registers at once; of a summary those of some registers, each by itself."""
        rule, columns = self.bound.rule, list(self.columns.values())
        if not isinstance(rule, Summary):
            inputs = self.subject.inputs(rule.of)
            self._all_there(inputs[0], columns)
            return [Case(pl.concat([rows.select(columns) for rows in inputs]))] if columns else [Case(_ROWS)]
        ours, theirs = [our for _, our in rule.key], [their for their, _ in rule.key]
        sources = self.subject.inputs(rule.source)
        self._all_there(sources[0], columns)
        pairs = list(zip(self.subject.inputs(rule.of), sources, strict=True))
        most = sorted(pairs[:-1], key=lambda pair: -min(pair[0].height, pair[1].height))[: MOST_CASES - 1]
        wanted = list(dict.fromkeys([*theirs, *columns]))
        return [
            Case(targets.select(list(dict.fromkeys(ours))), rows.select(wanted))
            for targets, rows in [*most, pairs[-1]]
        ]

    def _all_there(self, rows: pl.DataFrame, columns: Sequence[str]) -> None:
        lacking = [name for name in columns if name not in rows.columns]
        if lacking:
            raise self.fault(
                Message("reads '{name}', which cannot be computed", name=lacking[0]),
                Message("mend that rule first; the check of what it returns says what is wrong"),
            )

    def values(self, case: Case, on: Frame = "eager", expression: Any = None) -> pl.Series:
        """The rule's values for the targets of a case, in their order.

        Several checks ask for those of its own cases, which are computed once for each kind of frame.
        """
        if expression is not None or case not in self.cases:
            return self._computed(case, on, self.returned if expression is None else expression)
        if (case, on) not in self._values:
            self._values[case, on] = self._computed(case, on, self.returned)
        return self._values[case, on]

    @cached_property
    def _values(self) -> dict[tuple[Case, Frame], pl.Series]:
        return {}

    def _computed(self, case: Case, on: Frame, expression: Any) -> pl.Series:
        rule = self.bound.rule
        targets = _as(case.targets.with_row_index(ROW), on)
        if isinstance(rule, Summary):
            assert case.sources is not None
            keys = [JoinKey(rule.of, ours, rule.source, theirs) for theirs, ours in rule.key]
            keyed = targets.with_columns(key.ours for key in keys)
            frame = with_aggregates(keyed, _as(case.sources, on), keys, {VALUE: expression}, present=True)
            frame = frame.select(ROW, VALUE)
        else:
            frame = targets.with_columns(expression.alias(VALUE)).select(ROW, VALUE)
        collected: pl.DataFrame = frame.lazy().collect(backend="polars").to_native()
        return collected.sort(ROW)[VALUE]

    def fault(self, message: str, hint: str) -> RuleError:
        """An error that names rule, plugin and the next step."""
        return fault(self.bound, message, hint)


def fault(bound: RuleDefinition, message: str, hint: str) -> RuleError:
    """An error that names rule, plugin and the next step."""
    return RuleError(message, rule=bound.rule.name, plugin=bound.plugin.name, hint=hint)


_ROWS = pl.DataFrame({"any": [1, 2, 3]})
"""What a rule that reads no column is tried on."""


@cache
def duckdb_connection() -> Any:
    """Return one database in memory for all checks of a process; one thread is enough for small tables."""
    import duckdb

    return duckdb.connect(config={"threads": 1})


def _as(frame: pl.DataFrame, on: Frame) -> Any:
    if on == "duckdb":
        return nw.from_native(duckdb_connection().from_arrow(frame.to_arrow()))
    return nw.from_native(frame.lazy() if on == "lazy" else frame)


def difference(left: pl.Series, right: pl.Series) -> int | None:
    """Return the first row in which two results differ; None where they are the same.

    Numbers are the same within what the order of an addition changes; backends may count in other
    widths of integer.

    >>> difference(pl.Series([1, 2, None]), pl.Series([1.0, 2.0, None]))
    >>> difference(pl.Series([1, None]), pl.Series([None, 1]))
    0
    """
    both = pl.DataFrame({"left": left.alias("left"), "right": right.alias("right")})
    if any(both.schema[side].is_numeric() for side in ("left", "right")):
        both = both.cast(pl.Float64)
        gap = (pl.col("left") - pl.col("right")).abs()
        near = (gap <= 1e-9 + 1e-12 * pl.col("left").abs()) | pl.col("left").eq_missing(pl.col("right"))
    else:
        near = pl.col("left").eq_missing(pl.col("right"))
    apart = both.with_row_index(ROW).filter(~near.fill_null(False))
    return int(apart[ROW][0]) if apart.height else None


def shown(case: Case, row: int, *columns: str) -> str:
    """Write the cells that a rule read in one row, for a message; everybody in the material is invented."""
    names = columns or tuple(case.targets.columns[:4])
    return ", ".join(f"{name} = {case.targets[name][row]!r}" for name in names)
