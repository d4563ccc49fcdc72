"""The cells of declared tables: their values, how many people stand behind them, and what is withheld."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import polars as pl

from asn_dev.reporting.declared import (
    BarChart,
    Column,
    Declared,
    Division,
    DrawnChart,
    LineChart,
    Table,
    TableRows,
    people,
)
from asn_dev.reporting.members import (
    MEMBER,
    SET,
    identified,
    keys_hashed,
    linked_columns,
    with_members,
)
from asn_dev.rules.labels import Text
from asn_dev.study_data import StudyData

Hides = Callable[[Table, Column], pl.Expr]
"""Says of the rows of a table whether a column's value is hidden, so that nothing else is given away."""

PEOPLE = "people behind "
_HIDDEN = "hidden "
_NONE = pl.lit([], pl.List(pl.String))
NO_UNIT = Text("(tanpa perangkat daerah)", "(no unit)")

CELLS: dict[str, pl.DataType | type[pl.DataType]] = {
    "part": pl.Int64,
    "row": pl.List(pl.String),
    "column": pl.String,
    "value": pl.Float64,
    "people": pl.Int64,
    "part_of": pl.List(pl.String),
    "withheld": pl.Boolean,
}
"""The columns of `cells`."""


def counted_rows(declared: TableRows, language: str) -> pl.DataFrame:
    """The rows of a declared table, grouped where it says so, each value beside the people behind it.

    Nothing is withheld but what the rows bring withheld (a list of names in ``withheld``). A column of
    numbers in ``set of ...`` tells by whom each value is made, so that the same people are known again.
    """
    table, rows = declared.table, declared.rows
    values = [column.value.alias(column.name) for column in table.columns if column.value is not None]
    behind = [_behind(column).alias(PEOPLE + column.name) for column in _counted(table.columns)]
    names = [column.name for column in linked_columns(table)]
    if not table.by:
        rows = rows.with_columns(keys_hashed(table, rows).alias(SET + name) for name in names)
        rows = rows.with_columns(*behind, *_also_hidden(table.columns)).with_columns(values)
        return rows if "withheld" in rows.columns else rows.with_columns(withheld=_NONE)
    rows = with_members(identified(placed(declared, language)), table)
    sets = [pl.col("_id").filter(pl.col(MEMBER + name) > 0).bitwise_xor().alias(SET + name) for name in names]
    groups = rows.group_by(*table.by).agg(*behind, *values, *sets).sort(table.by)
    return groups.with_columns(withheld=_NONE)


def placed(declared: TableRows, language: str) -> pl.DataFrame:
    """The rows of a grouped table, each in its group: who has no unit stands under words that say so."""
    if "unit" not in declared.table.by:
        return declared.rows
    return declared.rows.with_columns(pl.col("unit").fill_null(NO_UNIT.in_(language)))


def shown_rows(declared: TableRows, study: StudyData, hides: Hides | None = None) -> pl.DataFrame:
    """The rows as they are shown: without what is withheld, which ``withheld`` names, in their order.

    What `hides` says of a column, because it would give something else away, is named in ``covering`` too.
    """
    table, rows = declared.table, counted_rows(declared, study.language)
    few = [
        (column.name, pl.col(PEOPLE + column.name).is_between(1, study.minimum_group - 1))
        for column in _counted(table.columns)
    ]
    also = [(name.removeprefix(_HIDDEN), pl.col(name)) for name in rows.columns if name.startswith(_HIDDEN)]
    small, covering = dict(few), list[tuple[str, pl.Expr]]()
    for column in linked_columns(table) if hides else ():
        assert hides is not None
        enough = ~small.get(column.name, pl.lit(False)).fill_null(False)
        covering.append((column.name, hides(table, column) & enough))
    rows = rows.with_columns(
        withheld=_named(pl.col("withheld").fill_null(_NONE), [*few, *also, *covering]),
        covering=_named(_NONE, covering),
    )
    rows = rows.with_columns(withheld=_with_words(table)).with_columns(
        pl.when(~pl.col("withheld").list.contains(column.name)).then(pl.col(column.name)).alias(column.name)
        for column in table.columns
    )
    rows = rows.select(pl.exclude(f"^({PEOPLE}|{_HIDDEN}|{SET}).*$"))
    if table.order:
        words = {column.name: column.words for column in table.columns}
        names = [name.removeprefix("-") for name in table.order]
        descending = [name.startswith("-") for name in table.order]
        rows = rows.sort(
            [_in_words(name, words.get(name, {}), study.language) for name in names],
            descending=descending,
            nulls_last=True,
            maintain_order=True,
        )
    return rows if table.top is None else rows.head(table.top)


def _named(before: pl.Expr, hidden: Iterable[tuple[str, pl.Expr]]) -> pl.Expr:
    """The names of the columns that are hidden in each row, after those that are already."""
    parts = [pl.when(flag).then(pl.lit([name])).otherwise(_NONE) for name, flag in hidden]
    return pl.concat_list(before, *parts).list.unique(maintain_order=True)


def _with_words(table: Table) -> pl.Expr:
    """What is withheld, and with it the words that are made of it: a grade tells of its score."""
    withheld = pl.col("withheld")
    words = [
        (column.name, pl.any_horizontal(withheld.list.contains(whole) for whole in column.part_of))
        for column in table.columns
        if column.part_of and column.kind in ("text", "flag")
    ]
    return _named(withheld, words) if words else withheld


def _in_words(name: str, words: Mapping[object, Text], language: str) -> pl.Expr:
    """What a column is sorted by: what readers see."""
    if not words:
        return pl.col(name)
    texts = {code: text.in_(language) for code, text in words.items()}
    return pl.col(name).replace_strict(texts, default=pl.col(name).cast(pl.String), return_dtype=pl.String)


def cells(parts: Iterable[Declared], study: StudyData) -> pl.DataFrame:
    """Every number of declared tables and charts as it is, a row each, with what withholding asks of it.

    ``part`` says of which part it is, ``row`` are the keys of its row, ``people`` how many stand behind it
    (null where it is not about people), ``part_of`` the columns that it is a part of, ``withheld`` whether
    it is withheld already.
    """
    frames = [
        frame
        for number, part in enumerate(parts)
        for declared in tables_of_part(part)
        for frame in _cells(declared, study, number)
    ]
    return pl.concat([pl.DataFrame(schema=CELLS), *frames])


def tables_of_part(part: object) -> Iterator[TableRows]:
    """The tables whose cells a declared part shows."""
    if isinstance(part, TableRows):
        yield part
    elif isinstance(part, (BarChart, DrawnChart, LineChart)):
        yield part.table_rows
    elif isinstance(part, Division):
        sizes = people(id="Orang", en="People", withheld=True)
        valued = part.rows.filter(pl.col(part.name).is_not_null())
        yield Table(part.caption, (Column(part.name), sizes), by=(part.name,)).of(valued)


def _cells(declared: TableRows, study: StudyData, number: int) -> Iterator[pl.DataFrame]:
    rows = counted_rows(declared, study.language)
    keys = pl.concat_list(pl.col(name).cast(pl.String) for name in declared.table.keys)
    counted = {column.name for column in _counted(declared.table.columns)}
    for column in declared.table.columns:
        if not (rows.schema[column.name].is_numeric() or rows.schema[column.name] == pl.Boolean):
            continue
        behind = pl.col(PEOPLE + column.name) if column.name in counted else pl.lit(None)
        yield rows.select(
            part=pl.lit(number, pl.Int64),
            row=keys,
            column=pl.lit(column.name),
            value=pl.col(column.name).cast(pl.Float64),
            people=behind.cast(pl.Int64),
            part_of=pl.lit(list(column.part_of), pl.List(pl.String)),
            withheld=pl.col("withheld").list.contains(column.name),
        )


def _counted(columns: Iterable[Column]) -> list[Column]:
    return [column for column in columns if column.people is not None]


def _also_hidden(columns: Iterable[Column]) -> list[pl.Expr]:
    """For columns that are withheld for another reason than few people, whether they are."""
    return [
        (pl.col(column.hidden) if isinstance(column.hidden, str) else column.hidden)
        .fill_null(False)
        .alias(_HIDDEN + column.name)
        for column in columns
        if column.hidden is not None
    ]


def _behind(column: Column) -> pl.Expr:
    assert column.people is not None
    return pl.col(column.people) if isinstance(column.people, str) else column.people
