"""Declaration of the table of a result: its columns with label, display, privacy and words, declared once.

A row class says the shape of a table as a record says that of a file: `result_table` makes the class,
`shown` its fields, and `columns_of_table` reads them back. Headings, number formats, masking, JSON, the
overview and docs/results.md all come from there.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar

import attrs
import polars as pl

from asn_dev.rules.definitions import Text

T = TypeVar("T")

Display = Literal[
    "text", "sentence", "integer", "decimal", "signed", "probability", "percent", "rupiah", "date", "flag"
]
"""How a value is written; a percent is a share from 0 to 1, a probability has four decimals."""

FORMATS: Mapping[str, str] = {
    "integer": "#,##0",
    "decimal": "#,##0.00",
    "signed": "+0.00;-0.00;0.00",
    "probability": "0.0000",
    "percent": "0.0%",
    "rupiah": '"Rp"#,##0',
}
"""What a spreadsheet calls these displays."""

_DECIMALS: Mapping[str, int] = {"decimal": 2, "signed": 2, "probability": 4, "percent": 3, "rupiah": 0}
"""How many decimals of a number these displays show; of a share two more than of its percentage."""

_BY_TYPE: Mapping[type, Display] = {int: "integer", float: "decimal", date: "date", bool: "flag"}
_POLARS: Mapping[type, pl.DataType] = {
    str: pl.String(),
    int: pl.Int64(),
    float: pl.Float64(),
    bool: pl.Boolean(),
    date: pl.Date(),
}


@attrs.frozen
class ResultColumn:
    """One column of a result's table.

    `words` say what readers call its codes; `personal` columns are hidden in overviews; columns that are
    not `printed` (codes beside which a name stands) are left out of workbooks; `missing` is what stands
    for a value that is not there.
    """

    name: str
    type: type
    label: Text
    display: Display
    unit: str = ""
    personal: bool = False
    printed: bool = True
    words: Mapping[str, Text] = attrs.field(factory=dict)
    missing: Text | None = None

    @property
    def dtype(self) -> pl.DataType:
        """The type of the column in a Polars frame."""
        return _POLARS[self.type]

    def in_words(self, language: str, words: Mapping[str, Text] | None = None) -> pl.Expr:
        """The column with words for its codes, in a language."""
        column = pl.col(self.name)
        chosen = {**self.words, **(words or {})}
        if chosen:
            column = column.cast(pl.String).replace(
                {code: text.in_(language) for code, text in chosen.items()}
            )
        return column.fill_null(self.missing.in_(language)) if self.missing else column


def as_displayed(frame: pl.DataFrame, table: ResultTable) -> pl.DataFrame:
    """A table with its numbers rounded to what their displays show: what may be published has no more."""
    return frame.with_columns(
        pl.col(column.name).round(_DECIMALS[column.display], mode="half_away_from_zero")
        for column in table.columns
        if column.type is float and column.display in _DECIMALS and column.name in frame.columns
    )


@attrs.frozen
class ResultTable:
    """A declared table: its name, what readers call it, its columns in their order, its sheet.

    One that is `slow` takes time to work out and is left out of overviews.
    """

    name: str
    label: Text
    columns: tuple[ResultColumn, ...]
    row: type
    optional: bool = False
    has_sheet: bool = True
    slow: bool = False

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """The columns with their types, as a frame without rows has them."""
        return {column.name: column.dtype for column in self.columns}

    def column(self, name: str) -> ResultColumn:
        """One column by name; raises `KeyError` for one that is not declared."""
        return _columns_by_name(self.row)[name]


def shown(
    *,
    id: str,
    en: str,
    display: Display | None = None,
    unit: str = "",
    personal: bool = False,
    printed: bool = True,
    words: Mapping[str, Text] | None = None,
    missing: Text | None = None,
) -> Any:
    """A column of a result's table: its heading in Indonesian and English, and how it is displayed.

    Without `display` its type decides.
    """
    meta = {
        "label": Text(id, en),
        "display": display,
        "unit": unit,
        "personal": personal,
        "printed": printed,
        "words": words or {},
        "missing": missing,
    }
    return attrs.field(metadata=meta)


@typing.dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(shown,))
def result_table(*, id: str, en: str) -> Callable[[type[T]], type[T]]:
    """Make a class the row of a result's table, with the table's name in Indonesian and English.

    >>> @result_table(id="Peserta", en="Participants")
    ... class Seat:
    ...     cost: float = shown(id="Biaya", en="Cost", display="rupiah")
    >>> [(column.name, column.label.id, column.display) for column in columns_of_table(Seat)]
    [('cost', 'Biaya', 'rupiah')]
    """

    def declare(cls: type[T]) -> type[T]:
        row = attrs.frozen(kw_only=True)(cls)
        _LABELS[row] = Text(id, en)
        return row

    return declare


_LABELS: dict[type, Text] = {}


def rows_of(row: type, *, optional: bool = False, has_sheet: bool = True, order: int | None = None) -> Any:
    """A field of a result that holds a table of such rows.

    An `optional` table gets a sheet only where it has rows, one without `has_sheet` never (its figures
    stand in the summary); sheets stand in the order of the fields, or of `order`.
    """
    meta = {"row": row, "optional": optional, "has_sheet": has_sheet, "order": order}
    return attrs.field(metadata=meta, repr=False)


class ComputedTable(property):
    """A property that holds a table of a result, worked out from its fields."""

    declaration: Mapping[str, Any]


def computed_rows(
    row: type, *, optional: bool = False, order: int | None = None, slow: bool = False
) -> Callable[[Callable[[Any], pl.DataFrame]], ComputedTable]:
    """Declare the table of such rows that a method works out; see `rows_of`.

    One that is `slow` is left out of overviews; keeping it is the method's own affair.
    """

    def declare(compute: Callable[[Any], pl.DataFrame]) -> ComputedTable:
        table = ComputedTable(compute, doc=compute.__doc__)
        table.declaration = {
            "row": row,
            "optional": optional,
            "has_sheet": True,
            "order": order,
            "slow": slow,
        }
        return table

    return declare


@cache
def columns_of_table(row: type) -> tuple[ResultColumn, ...]:
    """The columns of a declared table, in their order."""
    hints = typing.get_type_hints(row)
    return tuple(_column(field, hints[field.name]) for field in attrs.fields(row))


@cache
def tables_of(result: type) -> tuple[ResultTable, ...]:
    """The declared tables of a result class, in the order of their sheets."""
    declared = {field.name: field.metadata for field in attrs.fields(result) if "row" in field.metadata}
    computed = {name: each for name, each in vars(result).items() if isinstance(each, ComputedTable)}
    declared |= {name: table.declaration for name, table in computed.items()}
    places = {name: place for place, name in enumerate(declared)}
    return tuple(
        ResultTable(
            name,
            _LABELS[meta["row"]],
            columns_of_table(meta["row"]),
            meta["row"],
            meta["optional"],
            meta["has_sheet"],
            meta.get("slow", False),
        )
        for name, meta in sorted(declared.items(), key=lambda each: each[1]["order"] or places[each[0]])
    )


def empty_table(row: type) -> pl.DataFrame:
    """A table of such rows without any."""
    return pl.DataFrame(schema={column.name: column.dtype for column in columns_of_table(row)})


@cache
def _columns_by_name(row: type) -> dict[str, ResultColumn]:
    return {column.name: column for column in columns_of_table(row)}


def _column(field: attrs.Attribute[Any], hint: Any) -> ResultColumn:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        (hint,) = (part for part in typing.get_args(hint) if part is not type(None))
    meta = dict(field.metadata)
    display = meta.pop("display") or _BY_TYPE.get(hint, "text")
    return ResultColumn(field.name, hint, display=display, **meta)
