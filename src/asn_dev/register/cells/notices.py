"""What reading the cells of a column gives: values, and what was seen on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

import attrs
import polars as pl

if TYPE_CHECKING:
    from asn_dev.register.ledger import Severity

T = TypeVar("T")

_FEW = 500
"""So many texts are looked up sooner than a query about them is planned."""


@attrs.frozen(eq=False)
class Notice:
    """Something seen in cells of one field: in which rows (positions from 0), and what it means."""

    rule: str
    severity: Severity
    message: str
    rows: pl.Series
    field: str = ""


@attrs.frozen(eq=False)
class Reading:
    """The values of a column (null where a cell has none that can be used) and what was seen."""

    values: pl.Series
    notices: tuple[Notice, ...] = ()


def notice(
    rule: str, severity: Severity, hit: pl.Series, message: str, field: str = ""
) -> tuple[Notice, ...]:
    """A notice of the rows where `hit` is true; none where there are no such rows."""
    if not hit.any():  # nearly all questions about a column end here, so this one is cheap
        return ()
    return (Notice(rule, severity, message, hit.fill_null(False).arg_true(), field),)


def translate(
    texts: pl.Series, meaning: Callable[[str], T | None], dtype: type[pl.DataType] | pl.DataType
) -> pl.Series:
    """What each text means, worked out once for every distinct one; null where it means nothing.

    >>> translate(pl.Series(["a", None, "b", "a"]), {"a": 1}.get, pl.Int64).to_list()
    [1, None, None, 1]
    """
    few = texts.to_list() if texts.len() <= _FEW else None
    distinct: Iterable[str] = texts.drop_nulls().unique() if few is None else set(few) - {None}
    meanings = {text: value for text in distinct if (value := meaning(text)) is not None}
    if not meanings:
        return pl.Series(texts.name, [None], dtype=dtype).new_from_index(0, texts.len())
    if few is not None:
        return pl.Series(texts.name, [meanings.get(text) for text in few], dtype=dtype)
    return texts.replace_strict(
        list(meanings), pl.Series(list(meanings.values()), dtype=dtype), default=None, return_dtype=dtype
    )


def translate_together(texts: pl.Series, meanings: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """What each text means, where the meanings of distinct texts are worked out as one column.

    >>> translate_together(pl.Series(["a", None, "b", "a"]), lambda texts: texts.str.to_uppercase()).to_list()
    ['A', None, 'B', 'A']
    """
    distinct = texts.drop_nulls().unique()
    if not distinct.len():
        return pl.Series(texts.name, [None], dtype=pl.String).new_from_index(0, texts.len())
    return texts.replace_strict(distinct, meanings(distinct), default=None, return_dtype=pl.String)
