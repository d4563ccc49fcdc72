"""Prepared queries: a calculation over Polars that is built once and filled with tables at each run.

Building the expressions of some dozen rules costs more than computing them for one person, and a web
request scores one person. So the query is kept, per thread, with its tables left open.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw
import polars as pl

from asn_dev.rules.calculation import Calculation

if TYPE_CHECKING:
    from asn_dev.rules.book import RuleBook
    from asn_dev.rules.instruments import Instruments
    from asn_dev.rules.parameters import Parameters
    from asn_dev.rules.periods import Period
    from asn_dev.rules.regions import Region

MOST_KEPT = 64
"""How many queries a thread keeps; the one not used for longest goes first."""

_local = threading.local()


class PreparedQuery:
    """A query over tables of known columns, without the tables."""

    def __init__(
        self,
        schemas: Mapping[type, pl.Schema],
        build: Callable[[Mapping[type, nw.LazyFrame[Any]]], nw.LazyFrame[Any]],
    ) -> None:
        self._tables: dict[type, pl.DataFrame] = {}
        open_tables = {
            record: nw.from_native(pl.defer(partial(self._tables.__getitem__, record), schema=schema))
            for record, schema in schemas.items()
        }
        self._query: pl.LazyFrame = build(open_tables).to_native()

    def run(self, tables: Mapping[type, pl.DataFrame]) -> pl.DataFrame:
        """The result for these tables."""
        self._tables.update(tables)
        try:
            return self._query.collect()
        finally:
            self._tables.clear()


@attrs.define(eq=False, slots=False)
class _Rules:
    """What a query is built of; two are the same where the same rules read the same values.

    An app that asks for its region at each request, or draws one report after another, finds its queries.
    """

    book: RuleBook
    parameters: Parameters
    instruments: Instruments

    @cached_property
    def _definitions(self) -> tuple[object, ...]:
        """The definitions by their identity: they live as long as the book does."""
        book = self.book
        chains = [*book.chains.items(), *((place, [one]) for place, one in book.limits.items())]
        chains += [((record, ""), [view]) for record, view in book.views.items()]
        return tuple((place, *((id(one.rule), one.plugin) for one in chain)) for place, chain in chains)

    def __hash__(self) -> int:
        return hash((self.parameters, self._definitions))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Rules):
            return NotImplemented
        return (
            self._definitions == other._definitions
            and self.parameters == other.parameters
            and self.instruments == other.instruments
        )


def prepared(
    tables: Mapping[type, pl.DataFrame],
    region: Region,
    period: Period,
    record: type,
    names: Sequence[str],
) -> PreparedQuery:
    """The kept query for these rules over tables with these columns, built on first use.

    Parameters that remember what was read remember the same whether it was kept or is built now.
    """
    kept: OrderedDict[tuple[Any, ...], tuple[PreparedQuery, Sequence[str]]] = (
        getattr(_local, "kept", None) or OrderedDict()
    )
    _local.kept = kept
    schemas = {kind: frame.schema for kind, frame in tables.items()}
    shape = tuple((kind, *schema.items()) for kind, schema in schemas.items())
    recorder = region.parameters.recorder()
    rules = _Rules(region.book, recorder, region.instruments)
    key = (rules, period, record, tuple(names), shape)
    if key not in kept:

        def build(open_tables: Mapping[type, nw.LazyFrame[Any]]) -> nw.LazyFrame[Any]:
            calculation = Calculation(open_tables, rules.book, recorder, period, rules.instruments)
            return calculation.result(record, names)

        kept[key] = (PreparedQuery(schemas, build), recorder.used)
        if len(kept) > MOST_KEPT:
            kept.popitem(last=False)
    kept.move_to_end(key)
    query, read = kept[key]
    for parameter in read:
        region.parameters.value(parameter)
    return query
