"""Prepared queries: a calculation over Polars that is built once and filled with tables at each run.

Building the expressions of some dozen rules costs more than computing them for one person, and a web
request scores one person. So the query is kept, per thread, with its tables left open.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from asn_dev.rules.calculation import Calculation

if TYPE_CHECKING:
    from asn_dev.rules.periods import Period
    from asn_dev.rules.regions import Region

MOST_KEPT = 32
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


def prepared(
    tables: Mapping[type, pl.DataFrame],
    region: Region,
    period: Period,
    record: type,
    names: Sequence[str],
) -> PreparedQuery:
    """The kept query for these rules over tables with these columns, built on first use."""
    kept: OrderedDict[tuple[Any, ...], tuple[PreparedQuery, Any]] = (
        getattr(_local, "kept", None) or OrderedDict()
    )
    _local.kept = kept
    schemas = {kind: frame.schema for kind, frame in tables.items()}
    shape = tuple((kind, *schema.items()) for kind, schema in schemas.items())
    # The rules are kept with the query, so that their identity stays theirs.
    rules = (region.book, region.parameters, region.instruments)
    key = (*map(id, rules), period, record, tuple(names), shape)
    if key not in kept:

        def build(open_tables: Mapping[type, nw.LazyFrame[Any]]) -> nw.LazyFrame[Any]:
            book, parameters, instruments = rules
            return Calculation(open_tables, book, parameters, period, instruments).result(record, names)

        kept[key] = (PreparedQuery(schemas, build), rules)
        if len(kept) > MOST_KEPT:
            kept.popitem(last=False)
    kept.move_to_end(key)
    return kept[key][0]
