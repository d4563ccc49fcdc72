"""Tables of a calculation: some stand in place of others, some are read into Polars when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import narwhals as nw

Tables = Mapping[type, nw.LazyFrame[Any]]


class InPolars(Tables):
    """The same tables as lazy Polars; those of another kind are read into memory at first use."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._read: dict[type, nw.LazyFrame[Any]] = {}

    def __getitem__(self, record: type) -> nw.LazyFrame[Any]:
        rows = self._tables[record]
        if rows.implementation.is_polars():
            return rows
        if record not in self._read:
            self._read[record] = nw.from_native(rows.collect(backend="polars").to_native().lazy())
        return self._read[record]

    def __iter__(self) -> Iterator[type]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


class Layered(Tables):
    """Tables with others laid over them."""

    def __init__(self, below: Tables, above: Tables) -> None:
        self._below, self._above = below, above

    def __getitem__(self, record: type) -> nw.LazyFrame[Any]:
        return self._above[record] if record in self._above else self._below[record]

    def __iter__(self) -> Iterator[type]:
        yield from dict.fromkeys([*self._below, *self._above])

    def __len__(self) -> int:
        return len({*self._below, *self._above})
