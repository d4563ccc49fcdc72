"""Figures exactly as they are shown: a published number has the digits that readers see, and no others."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import attrs

from asn_dev.charts import Chart
from asn_dev.formatting import Kind, Value
from asn_dev.reporting.sections import Block, ChartBlock, Facts, TableBlock

_WHOLE = ("integer", "rupiah")


def as_shown(block: Block) -> Block:
    """The block with every figure rounded to what its form shows, in tables, facts and the data of charts."""
    match block:
        case TableBlock(columns, rows, _):
            kinds = [(column.kind, column.decimals) for column in columns]
            return attrs.evolve(
                block,
                rows=[
                    tuple(rounded(value, *kind) for value, kind in zip(row, kinds, strict=True))
                    for row in rows
                ],
            )
        case Facts(facts):
            return Facts(
                [attrs.evolve(fact, value=rounded(fact.value, fact.kind, fact.decimals)) for fact in facts]
            )
        case ChartBlock(chart) if hasattr(chart, "decimals"):
            return attrs.evolve(block, chart=_drawn_as_shown(chart, chart.decimals))
        case _:
            return block


def rounded(value: Value, kind: Kind = "decimal", decimals: int = 1) -> Value:
    """A number with the decimals that its kind is written with, rounded as it is written; others as they are.

    >>> rounded(0.83335, "percent", 1), rounded(2.675, "decimal", 2), rounded(3, "decimal"), rounded(None)
    (0.833, 2.68, 3, None)
    """
    if not isinstance(value, float) or not math.isfinite(value):
        return value
    places = 0 if kind in _WHOLE else decimals + 2 * (kind == "percent")
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _drawn_as_shown(chart: Chart, decimals: int) -> Chart:
    """The chart with all that it draws rounded, down into bars, series, cells and intervals."""
    changed: Any = _deep(chart, decimals)
    return changed  # type: ignore[no-any-return]


def _deep(value: Any, decimals: int) -> Any:
    if isinstance(value, float):
        return rounded(value, "decimal", decimals)
    if attrs.has(type(value)):
        inner = {
            field.alias or field.name: _deep(getattr(value, field.name), decimals)
            for field in attrs.fields(type(value))
            if field.init and not isinstance(getattr(value, field.name), (str, int, type(None)))
        }
        return attrs.evolve(value, **inner)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return (
            type(value)(_deep(each, decimals) for each in value)
            if isinstance(value, (list, tuple))
            else value
        )
    return value
