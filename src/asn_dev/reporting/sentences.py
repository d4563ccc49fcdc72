"""Sentences of a report as declared: words in two languages with references to figures, written later.

A section says which figures stand in a sentence and what kind they are; how a number, a share or a list of
names is written, and in which language, is decided once, here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
import polars as pl

from asn_dev.formatting import Figure, Kind
from asn_dev.reporting.declared import Column, Table, TableRows
from asn_dev.reporting.sections import Tone
from asn_dev.rules.labels import Text


@attrs.frozen
class Sentence:
    """A sentence in both languages, whose names in braces are its `values`.

    ``{period}`` and ``{minimum}``, the fewest people a figure may stand on, are always there.
    """

    words: Text
    values: Mapping[str, object] = attrs.field(factory=dict)

    def of(self, **values: object) -> Sentence:
        """The sentence with its figures by name.

        A value is a figure (`share`, `number`, `rupiah`, `parameter`; whole numbers and others may stand as
        they are), a `label`, a `listing`, another sentence, a text in both languages, or plain words.
        """
        return attrs.evolve(self, values={**self.values, **values})


@attrs.frozen
class Listing:
    """Several things in a row, of which the first `most` are named."""

    items: Sequence[object]
    most: int | None = None
    between: str = ", "


@attrs.frozen
class Label:
    """What readers call an indicator or a column of a record or of a result."""

    name: str
    of: type


@attrs.frozen
class ParameterFigure:
    """The value of a parameter, times a factor, as a figure of a sentence."""

    key: str
    kind: Kind = "decimal"
    decimals: int = 1
    times: float = 1.0


@attrs.frozen
class Said:
    """Sentences that stand together as a paragraph, or with a `tone` as a note set apart."""

    sentences: tuple[object, ...]
    tone: Tone | None = None


@attrs.frozen(eq=False)
class Overall:
    """One column of a table over all of its rows together, as a figure of a sentence."""

    column: Column
    rows: TableRows


def tables_said(part: object) -> Iterator[TableRows]:
    """The figures of a sentence that stand on rows of people, as tables of one row."""
    match part:
        case Overall(_, rows):
            yield rows
        case Sentence(_, values):
            for value in values.values():
                yield from tables_said(value)
        case Said(sentences=parts) | Listing(items=parts):
            for each in parts:
                yield from tables_said(each)


def sentence(*, id: str, en: str) -> Sentence:
    """A sentence in Indonesian and English; `Sentence.of` gives it its figures.

    >>> learned = sentence(id="{people} orang belajar ({share}).", en="{people} people learned ({share}).")
    >>> learned.of(people=1200, share=share(0.25)).values["share"]
    Figure(value=0.25, kind='percent', decimals=1, people=None)
    """
    return Sentence(Text(id, en))


def paragraph(*sentences: object) -> Said:
    """Sentences that stand together; what is None is left out."""
    return Said(tuple(part for part in sentences if part is not None))


def remark(*sentences: object, tone: Tone = "info") -> Said:
    """Sentences set apart as a note: information, a warning or an error."""
    return Said(tuple(part for part in sentences if part is not None), tone)


def whole(value: float | None, *, people: int | None = None) -> Figure:
    """A whole number; `people` is how many people stand behind it, if it is about people."""
    return Figure(value, "integer", people=people)


def number(value: float | None, *, decimals: int = 1, people: int | None = None) -> Figure:
    """A number with so many decimals."""
    return Figure(value, "decimal", decimals, people)


def share(value: float | None, *, decimals: int = 1, people: int | None = None) -> Figure:
    """A share from 0 to 1, written as a percentage."""
    return Figure(value, "percent", decimals, people)


def overall(column: Column, rows: pl.DataFrame) -> Overall:
    """A `mean` or `people` column over all rows together, withheld where a table's would be.

    Unlike a bare number it tells whom it is about, so that it goes with the tables of all sections.
    """
    everybody = Table(Text("", ""), (Column("_all"), column), by=("_all",))
    return Overall(column, everybody.of(rows.with_columns(_all=pl.lit(""))))


def share_of(rows: pl.DataFrame, part: str, whole: str, *, decimals: int = 1) -> Figure:
    """The sum of one column as a share of the sum of another; unknown where that is 0.

    >>> share_of(pl.DataFrame({"online": [2.0, 4.0], "hours": [10.0, 20.0]}), "online", "hours").value
    0.2
    """
    parts, total = (float(rows[name].sum()) for name in (part, whole))
    return share(parts / total if total else None, decimals=decimals)


def rupiah(value: float | None) -> Figure:
    """An amount in whole rupiah."""
    return Figure(value, "rupiah")


def parameter(key: str, kind: Kind = "decimal", *, decimals: int = 1, times: float = 1.0) -> ParameterFigure:
    """The value of a parameter, as a figure of a sentence."""
    return ParameterFigure(key, kind, decimals, times)


def label(name: str, *, of: type) -> Label:
    """What readers call an indicator or a column of a record or of a result."""
    return Label(name, of)


def listing(
    items: Sequence[object] | Mapping[Any, object], *, most: int | None = None, between: str = ", "
) -> Listing:
    """Names in a row, of which the first `most` are written and three dots for the others.

    Of a mapping each name stands before its figure.
    """
    if isinstance(items, Mapping):
        pair = Sentence(Text("{name} {figure}", "{name} {figure}"))
        return Listing([pair.of(name=name, figure=each) for name, each in items.items()], most, between)
    return Listing(list(items), most, between)
