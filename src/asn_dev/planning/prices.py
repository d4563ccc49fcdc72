"""Shadow prices of the limits: which bind, what the next money would bring, and benefit over budget."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np
import polars as pl

from asn_dev.formatting import rupiah
from asn_dev.planning.candidates import BoundLimit
from asn_dev.planning.outcome import MORE
from asn_dev.planning.problem import Problem
from asn_dev.planning.relaxation import Relaxation, Relaxed
from asn_dev.planning.rows import BUDGET, ORDER, SOURCE

STEPS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
"""The budgets of the curve, as shares of the plan's own."""
LEAST = 1e-6
NO_CURVE = pl.DataFrame(schema={"budget": pl.Float64, "value_at_most": pl.Float64})
NO_LIMITS = pl.DataFrame(
    schema={
        **dict.fromkeys(("limit", "label", "group", "unit"), pl.String),
        "bound_rows": pl.UInt32,
        "price": pl.Float64,
    }
)
"""The note on prices of a search that was ended before it came to them."""


@attrs.frozen(eq=False)
class Priced:
    """`limits` that bind with their prices, the `curve` of benefit over budget, what more money brings."""

    limits: pl.DataFrame
    curve: pl.DataFrame
    next_money: float | None


def priced(
    relaxation: Relaxation,
    value: float,
    words: Mapping[str, str],
    limits: Mapping[str, BoundLimit],
    language: str = "id",
) -> Priced | None:
    """The prices by the relaxation: what is read from them is an estimate from above.

    `value` is the plan's own: what more money brings is counted from there. Where no budget was given,
    the curve is drawn up to what everything costs.
    """
    problem = relaxation.problem
    answer = relaxation.solve(cutting=False)
    if answer is None:
        return None
    row = problem.rows.limit.index(BUDGET)
    scale = float(problem.rows.scale[row])
    budget = round(float(problem.rows.rhs[row]) * scale, 2)

    def at(money: float) -> float | None:
        """The value that no plan with so much money exceeds."""
        relaxed = relaxation.solve(problem.with_rhs(row, money / scale), cutting=False)
        return relaxed.bound if relaxed else None

    then = at(budget + MORE)
    # At the plan's own budget the answer is there already.
    points = [(step * budget, answer.bound if step == 1 else at(step * budget)) for step in STEPS]
    points = points if budget else []
    curve = pl.DataFrame(
        [point for point in points if point[1] is not None],
        schema=NO_CURVE.schema,
        orient="row",
    )
    gained = max(0.0, then - value) if then is not None else None
    return Priced(_binding(problem, answer, words, limits, language), curve, gained)


def _binding(
    problem: Problem,
    answer: Relaxed,
    words: Mapping[str, str],
    limits: Mapping[str, BoundLimit],
    language: str,
) -> pl.DataFrame:
    """The limits that bind, the dearest first; those of single people are put together."""
    rows = problem.rows
    price = answer.prices[: len(rows)] / rows.scale
    binding = []
    for row in np.flatnonzero(price > LEAST / rows.scale).tolist():
        name = rows.limit[row]
        limit = limits.get(name)
        money = name in (BUDGET, SOURCE)
        personal = name == ORDER or (limit is not None and "nip" in limit.limit.per)
        group = "" if personal else ", ".join(rows.group[row])
        unit = rupiah(MORE, language) if money else limit.limit.unit if limit else ""
        binding.append((name, words.get(name, name), group, unit, float(price[row]) * (MORE if money else 1)))
    schema = {name: kind for name, kind in NO_LIMITS.schema.items() if name != "bound_rows"}
    frame = pl.DataFrame(binding, schema=schema, orient="row")
    grouped = frame.group_by("limit", "label", "group", "unit", maintain_order=True)
    dearest = grouped.agg(bound_rows=pl.len(), price=pl.col("price").sum())
    return dearest.sort("price", "label", "group", descending=[True, False, False])
