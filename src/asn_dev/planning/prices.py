"""What limits cost: which of them bind, what the next money would bring, and benefit over budget."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np
import polars as pl

from asn_dev.planning.candidates import BoundLimit
from asn_dev.planning.problem import Problem
from asn_dev.planning.relaxation import Relaxation, Relaxed
from asn_dev.planning.rows import BUDGET

MORE = 100_000_000.0
"""The next money that is asked about, in rupiah."""
STEPS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
"""The budgets of the curve, as shares of the plan's own."""
LEAST = 1e-6


@attrs.frozen(eq=False)
class Priced:
    """`limits` that bind with their prices, the `curve` of benefit over budget, what more money brings."""

    limits: pl.DataFrame
    curve: pl.DataFrame
    next_money: float


def priced(
    relaxation: Relaxation,
    value: float,
    words: Mapping[str, str],
    limits: Mapping[str, BoundLimit],
) -> Priced | None:
    """The prices by the relaxation: what is read from them is an estimate from above.

    `value` is the plan's own: what more money brings is counted from there. Where no budget was given,
    the curve is drawn up to what everything costs.
    """
    problem = relaxation.problem
    answer = relaxation.solve()
    if answer is None:
        return None
    row = problem.rows.limit.index(BUDGET)
    scale = float(problem.rows.scale[row])
    budget = round(float(problem.rows.most[row]) * scale, 2)

    def at(money: float) -> float | None:
        """The value that no plan with so much money exceeds."""
        found = relaxation.solve(problem.with_most(row, money / scale))
        return found.bound if found else None

    then = at(budget + MORE)
    points = [(step * budget, at(step * budget)) for step in STEPS] if budget else []
    curve = pl.DataFrame(
        [point for point in points if point[1] is not None],
        schema={"budget": pl.Float64, "value_at_most": pl.Float64},
        orient="row",
    )
    gained = max(0.0, then - value) if then is not None else 0.0
    return Priced(_binding(problem, answer, words, limits), curve, gained)


def _binding(
    problem: Problem, answer: Relaxed, words: Mapping[str, str], limits: Mapping[str, BoundLimit]
) -> pl.DataFrame:
    """The limits that bind, the dearest first; those of single people are put together."""
    rows = problem.rows
    price = answer.prices[: len(rows)] / rows.scale
    found = []
    for row in np.flatnonzero(price > LEAST / rows.scale).tolist():
        name = rows.limit[row]
        limit = limits.get(name)
        per = limit.limit.per if limit else ()
        money = rows.limit[row] == BUDGET or not limit
        personal = "nip" in per or name == "urutan program"
        group = "" if personal else ", ".join(rows.group[row])
        unit = (
            f"Rp {MORE:,.0f}".replace(",", ".")
            if money and not personal
            else limit.limit.unit
            if limit
            else ""
        )
        found.append(
            (
                name,
                words.get(name, name),
                group,
                unit,
                float(price[row]) * (MORE if money and not personal else 1),
            )
        )
    frame = pl.DataFrame(
        found,
        schema={
            "limit": pl.String,
            "label": pl.String,
            "group": pl.String,
            "unit": pl.String,
            "price": pl.Float64,
        },
        orient="row",
    )
    grouped = frame.group_by("limit", "label", "group", "unit", maintain_order=True)
    return grouped.agg(bound_rows=pl.len(), price=pl.col("price").sum()).sort(
        "price", "label", "group", descending=[True, False, False]
    )
