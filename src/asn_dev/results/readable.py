"""What a result tells: facts and declared tables in one language, for readers and as plain values."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar

import polars as pl

from asn_dev.overviews import Grid, HasOverview, Overview
from asn_dev.results.declared import ResultTable, tables_of
from asn_dev.rules.definitions import Text

Facts = Mapping[str, object]
"""What stands beside the tables, by its name in code."""

Summary = Sequence[tuple[str, str]]
"""What a reader wants to know first: labels with texts, in the language of the result."""


class Readable(HasOverview):
    """What a result tells, before it is written in any form: title, facts, summary and declared tables."""

    __slots__ = ()

    language: str

    summary_sheet: ClassVar[Text | None] = None
    """What the sheet with the summary is called, for results that have one."""
    summary_first: ClassVar[bool] = True

    @abstractmethod
    def title(self) -> str:
        """One line that says what this is, in its language; names no person."""

    @abstractmethod
    def facts(self) -> Facts:
        """What stands beside the tables, for `to_dict`."""

    def summary(self) -> Summary:
        """What a reader wants to know first, in the overview and on the `summary_sheet`."""
        return ()

    def whole_summary(self) -> Summary:
        """The summary with what takes time to work out: on the `summary_sheet` and in files."""
        return self.summary()

    def words(self) -> Mapping[str, Mapping[str, Text]]:
        """By column name what readers call codes that are not known before (those of a region)."""
        return {}

    def tables(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """Every table with its name, in their order."""
        for table in tables_of(type(self)):
            yield table.name, getattr(self, table.name)

    def to_dict(self) -> dict[str, Any]:
        """Everything as values that JSON knows: days as ISO texts, unknown and withheld as null.

        Rows hold what the tables hold, persons too.
        """
        rows = {name: frame.to_dicts() for name, frame in self.tables()}
        return {name: json_value(value) for name, value in {**self.facts(), **rows}.items()}

    def overview(self, *, personal: bool = False) -> Overview:
        """The title, the summary and the first rows of each table; with `personal` persons are shown."""
        grids = [self.grid(table) for table in tables_of(type(self)) if not table.slow]
        return Overview(self.title(), dict(self.summary()), grids, personal, self.language)

    def grid(self, table: ResultTable, *, most: int | None = 10) -> Grid:
        """The first rows of a table, or all, as a reader sees them."""
        frame = self.printed(table)
        headings = {column.name: column.label.in_(self.language) for column in table.columns}
        hidden = [headings[column.name] for column in table.columns if column.personal]
        return Grid.of(
            frame.rename({name: headings[name] for name in frame.columns}),
            table.label.in_(self.language),
            hidden=hidden,
            most=frame.height if most is None else most,
        )

    def printed(self, table: ResultTable) -> pl.DataFrame:
        """The rows of a table with the columns that people read, words in place of codes."""
        frame: pl.DataFrame = getattr(self, table.name)
        words = self.words()
        return frame.select(
            column.in_words(self.language, words.get(column.name))
            for column in table.columns
            if column.printed and column.name in frame.columns
        )


def json_value(value: object) -> Any:
    """A value as JSON holds it.

    >>> json_value({"day": date(2026, 1, 2), "share": float("nan"), "names": ("a",)})
    {'day': '2026-01-02', 'share': None, 'names': ['a']}
    """
    if isinstance(value, Mapping):
        return {str(key): json_value(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [json_value(each) for each in value]
    if isinstance(value, pl.Series):
        return [json_value(each) for each in value.to_list()]
    if isinstance(value, Enum):
        return json_value(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return json_value(float(value))
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, (str, int)):
        return str(value) if isinstance(value, str) else value
    return str(value)
