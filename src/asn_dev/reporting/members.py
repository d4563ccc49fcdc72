"""Who stands behind each cell of a declared table: the same people are known again in another table.

A person is the number in a column ``nip``; rows that name nobody are people by themselves, known again by
what stands in them; and a row of figures made elsewhere (a unit with its index) is known by its keys.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from asn_dev.reporting.declared import Column, Table

SET, MEMBER = "set of ", "counts for "
ID, PERSON = "_id", "_person"
_ODD = pl.lit(0x9E3779B97F4A7C15, pl.UInt64)


def quantity(table: Table, column: Column) -> str:
    """What is measured: the same expression over people, or the same column, is the same in every table."""
    return str(column.value) if table.by and column.value is not None else column.name


def linked_columns(table: Table) -> list[Column]:
    """The columns that tell of people: those with people behind them, and what these are a part of."""
    wholes = {name for column in table.columns for name in column.part_of}
    return [
        column
        for column in table.columns
        if column.people is not None
        or (column.kind not in ("text", "date") and (column.part_of or column.name in wholes))
    ]


def identified(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with a number each, and the number of the person that each is about."""
    if "nip" in rows.columns:
        rows = rows.with_columns(pl.col("nip").cast(pl.String).hash().alias(PERSON))
        if not rows["nip"].null_count() and rows["nip"].n_unique() == rows.height:
            return rows.with_columns(pl.col(PERSON).alias(ID))
    plain = [name for name, kind in rows.schema.items() if not kind.is_nested() and kind != pl.Object]
    content = rows.select(plain).hash_rows() if plain else pl.Series([0] * rows.height, dtype=pl.UInt64)
    # Rows alike are told apart by their order among themselves.
    again = pl.int_range(pl.len()).over(ID).cast(pl.UInt64)
    rows = rows.with_columns(content.alias(ID))
    rows = rows.with_columns((pl.col(ID) ^ (again * _ODD).hash()).alias(ID))
    return rows if PERSON in rows.columns else rows.with_columns(pl.col(ID).alias(PERSON))


def with_members(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    """For each linked column of a grouped table how many people a row counts for: mostly 1, or 0."""
    return rows.with_columns(
        _weight(column).cast(pl.Int64).fill_null(0).alias(MEMBER + column.name)
        for column in linked_columns(table)
    )


def _weight(column: Column) -> pl.Expr:
    if column.people is None:
        return pl.lit(1)
    return pl.col(column.people) if isinstance(column.people, str) else column.people.over(ID)


def keys_hashed(table: Table, rows: pl.DataFrame) -> pl.Expr:
    """The number of a row of figures that were made elsewhere: a name says what it is, a number does not."""
    texts = [
        pl.format(
            "{}{}",
            pl.lit("" if rows.schema[name] == pl.String else f"{name}="),
            pl.col(name).cast(pl.String).fill_null(""),
        )
        for name in table.keys
    ]
    return pl.concat_str(texts, separator="\x1f").hash()


def part_links(table: Table) -> Iterator[tuple[str, str]]:
    """Pairs of quantities of which the first is a part of the second."""
    columns = {column.name: column for column in linked_columns(table)}
    for column in columns.values():
        for name in column.part_of:
            if name in columns:
                yield quantity(table, column), quantity(table, columns[name])
