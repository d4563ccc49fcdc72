"""Prices of the limits: which bind, what more money brings, and value over budget, worked out when asked for.

A bound from above is proven by the relaxation; what is found from below is a plan that keeps to every limit.
Where both meet, the figure is exact; elsewhere both are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Self

import attrs
import numpy as np
import polars as pl

from asn_dev.formatting import rupiah
from asn_dev.planning.candidates import BoundLimit
from asn_dev.planning.problem import SMALL, Problem
from asn_dev.planning.records import BindingLimit, CurvePoint
from asn_dev.planning.relaxation import Relaxation, Relaxed
from asn_dev.planning.rounding import ROUGH, roughly_rounded
from asn_dev.planning.rows import BUDGET, ORDER, SOURCE
from asn_dev.planning.search import Incumbent, search
from asn_dev.results import empty_table

MORE = 100_000_000.0
"""The next money that is asked about, in rupiah."""
STEPS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
"""The budgets of the curve, as shares of the plan's own."""
LEAST = 1e-6
SOLVED_AGAIN = 15
"""So many limits, the dearest first, are solved again one unit wider, in a problem that is solved exactly."""
DIGITS = 4


@attrs.frozen
class Gain:
    """What a wider limit adds to the value of a plan: `found` by a plan, and `at_most`, which is proven."""

    found: float
    at_most: float


@attrs.frozen(eq=False)
class _Binding:
    """Rows of one limit and group that bind, put together: their price, and one unit of the limit."""

    name: str
    label: str
    group: str
    unit: str
    rows: tuple[int, ...]
    step: float
    price: float


@attrs.define(eq=False, slots=False)
class Prices:
    """What the limits of one plan cost, and what money brings; each part is worked out once, when asked for.

    `best` is the plan as the search ended; `words`, `units` say what limits and their units are called,
    `personal` which are about one person each. What is asked first changes no answer: every part begins from
    the relaxation as the search left it.
    """

    relaxation: Relaxation = attrs.field(repr=False)
    best: Incumbent = attrs.field(repr=False)
    words: Mapping[str, str] = attrs.field(repr=False)
    units: Mapping[str, str] = attrs.field(repr=False)
    personal: frozenset[str] = attrs.field(repr=False)
    language: str = "id"

    @classmethod
    def of(
        cls,
        relaxation: Relaxation,
        best: Incumbent,
        words: Mapping[str, str],
        limits: Sequence[BoundLimit],
        language: str,
    ) -> Self:
        """The prices of the limits of one plan, by the problem's relaxation and the plan itself."""
        units = {bound.name: bound.limit.unit for bound in limits}
        personal = frozenset([ORDER, *(bound.name for bound in limits if "nip" in bound.limit.per)])
        return cls(relaxation, best, words, units, personal, language)

    @cached_property
    def next_money(self) -> Gain:
        """What `MORE` rupiah add to the value.

        Nothing where the money there is pays for everything; and where the plan leaves as much unspent
        and the relaxation has no price for money either: more does not raise what is proven.
        """
        row, scale = self._budget
        rows = self._problem.rows
        if float(rows.matrix[[row]].maximum(0).sum()) <= rows.rhs[row]:
            return Gain(0.0, 0.0)
        if self._problem.seats > SMALL and self._unspent >= MORE:
            answer = self._begun().solve(cutting=False)
            if answer is not None and answer.prices[row] <= LEAST:
                return Gain(0.0, 0.0)
        more = self._problem.with_rhs(row, rows.rhs[row] + MORE / scale)
        return self._gain(more, self._begun(more))

    @cached_property
    def curve(self) -> pl.DataFrame:
        """Value over budget: at each the value of a plan that was found, and the value that none exceeds.

        Where no budget was given, it is drawn up to what everything costs.
        """
        row, scale = self._budget
        budget = round(float(self._problem.rows.rhs[row]) * scale, 2)
        points: list[tuple[float, float, float | None]] = []
        reached: float | None = None
        for money in sorted(step * budget for step in STEPS) if budget else ():
            if money >= budget - self._unspent:
                reached = max(reached or 0.0, self.best.value)
            point = (self.best.bound, reached) if money == budget else self._point(money, reached)
            if point is not None:
                reached = point[1]
                points.append((money, *point))
        if not points:
            return empty_table(CurvePoint)
        frame = pl.DataFrame(points, schema=empty_table(CurvePoint).schema, orient="row")
        # What no plan for more money exceeds, none for less does.
        return frame.with_columns(value_at_most=pl.col("value_at_most").reverse().cum_min().reverse())

    @cached_property
    def limits(self) -> pl.DataFrame:
        """The limits that bind, the dearest first; those of single people are put together.

        `price` is that of the relaxation for one unit more. `gain` is what a plan was found to gain by it
        where that was solved again, `gain_at_most` what none exceeds.
        """
        answer = self._begun().solve(cutting=False)
        if answer is None:
            return empty_table(BindingLimit)
        rows = []
        for number, limit in enumerate(self._binding(answer)):
            wider = self._wider(limit)
            gain = None
            if self._problem.seats <= SMALL and number < SOLVED_AGAIN:
                gain = self._gain(wider, Relaxation(wider))
            added = answer.prices[: len(wider.rows)] @ (wider.rows.rhs - self._problem.rows.rhs)
            proven = max(0.0, answer.bound + float(added) - self.best.value)
            gained, at_most = (gain.found, gain.at_most) if gain else (None, round(proven, DIGITS))
            name, label, group, unit = limit.name, limit.label, limit.group, limit.unit
            rows.append((name, label, group, unit, len(limit.rows), limit.price, gained, at_most))
        frame = pl.DataFrame(rows, schema=empty_table(BindingLimit).schema, orient="row")
        return frame.sort("price", "label", "group", descending=[True, False, False])

    @property
    def _problem(self) -> Problem:
        return self.relaxation.problem

    @property
    def _budget(self) -> tuple[int, float]:
        """The row of the whole budget, and what it was divided by."""
        row = self._problem.rows.limit.index(BUDGET)
        return row, float(self._problem.rows.scale[row])

    @property
    def _unspent(self) -> float:
        """The money that the plan leaves, in rupiah."""
        row, scale = self._budget
        spent = self._problem.rows.matrix[[row]] @ self.best.chosen
        return float(self._problem.rows.rhs[row] - spent[0]) * scale

    def _point(self, money: float, reached: float | None) -> tuple[float, float | None] | None:
        """The value that no plan of some money exceeds, and that of one; None where no plan is possible.

        `reached` is the value of a plan for no more money. Exact in a small problem, else that plan will do
        if it comes near the bound, or one is rounded roughly.
        """
        row, scale = self._budget
        problem = self._problem.with_rhs(row, money / scale)
        if problem.seats <= SMALL:
            answers = list(search(problem, self._begun(problem)))
            return (answers[-1].bound, answers[-1].value) if answers else None
        answer = self._begun(problem).solve(cutting=False)
        if answer is None:
            return None
        if reached is None or reached < answer.bound * (1 - ROUGH):
            chosen = roughly_rounded(problem, answer)
            if chosen is not None:
                reached = max(reached or 0.0, problem.worth(chosen))
        return answer.bound, reached

    def _begun(self, problem: Problem | None = None) -> Relaxation:
        """The relaxation as the search left it, of its problem or of one that money alone makes another."""
        return self.relaxation.again(problem)

    def _gain(self, wider: Problem, relaxation: Relaxation) -> Gain:
        """What a problem with wider limits adds: searched to the first plan of more value, else to the end.

        A better plan that keeps to the limits as they are is no gain of the wider ones.
        """
        at_most, gained = np.inf, 0.0
        for answer in search(wider, relaxation):
            at_most = answer.bound - self.best.value
            if answer.chosen is not None and not self._problem.holds(answer.chosen):
                gained = max(0.0, answer.value - self.best.value)
            if gained > LEAST:
                break
        return Gain(round(gained, DIGITS), round(max(at_most, gained), DIGITS))

    def _wider(self, limit: _Binding) -> Problem:
        """The problem with the rows of a limit one unit wider, or so far as nothing else binds them."""
        rows = self._problem.rows
        rhs = rows.rhs.copy()
        for row in limit.rows:
            rhs[row] = min(rhs[row] + limit.step / rows.scale[row], rows.twin[row])
        return attrs.evolve(self._problem, rows=attrs.evolve(rows, rhs=rhs))

    def _binding(self, answer: Relaxed) -> list[_Binding]:
        """The limits with a price, by limit and group, the dearest first."""
        rows = self._problem.rows
        price = answer.prices[: len(rows)] / rows.scale
        together: dict[tuple[str, str], list[int]] = {}
        for row in np.flatnonzero(price > LEAST / rows.scale).tolist():
            name = rows.limit[row]
            group = "" if name in self.personal else ", ".join(rows.group[row])
            together.setdefault((name, group), []).append(row)
        binding = []
        for (name, group), members in together.items():
            money = name in (BUDGET, SOURCE)
            unit = rupiah(MORE, self.language) if money else self.units.get(name, "")
            step = MORE if money else 1.0
            total = float(price[members].sum()) * step
            label = self.words.get(name, name)
            binding.append(_Binding(name, label, group, unit, tuple(members), step, total))
        return sorted(binding, key=lambda limit: (-limit.price, limit.label, limit.group))
