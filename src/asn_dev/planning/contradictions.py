"""Demands that contradict each other: a smallest set of them, found by leaving out one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Any, TypeVar

import numpy as np

from asn_dev.errors import InfeasibleError
from asn_dev.formatting import Figure
from asn_dev.messages import Message
from asn_dev.planning.assembling import Assembled
from asn_dev.planning.problem import Floats, Problem
from asn_dev.planning.relaxation import system_over
from asn_dev.planning.rows import BUDGET, RESERVED, SOURCE

T = TypeVar("T")
Demand = tuple[str, Any]
"""A limit by its name, a row or a decision by its place, a group of decisions by its name."""

BEGUN, ASKED_FOR = "begun", "asked for"
"""The groups of decisions about seats: those of sessions that have begun, and those of the request."""
FEW = 3
"""So many seats of a group are named one by one; more are counted."""
MOST = 5
"""So many separate contradictions are looked for."""

STAY = Message("{count} seats in sessions that have begun stay")
GIVEN = Message("{count} seats that were asked for must be given")
COST = Message("{demand}, which costs {amount}")


def refuse(assembled: Assembled, words: Mapping[str, object]) -> InfeasibleError:
    """The error that names the demands no plan can meet together, every separate contradiction.

    `words` says what each limit is called. Each of the demands of one contradiction is needed for it:
    without any one of them there is a plan for the others.
    """
    message = Message("no plan can meet these demands together")
    return InfeasibleError(message, contradictions=list(_Contradictions(assembled, words)))


class _Contradictions:
    """The contradictions of a problem, one after the other, each without the rows of those before."""

    def __init__(self, assembled: Assembled, words: Mapping[str, object]) -> None:
        self._assembled, self._words = assembled, words
        self._problem = assembled.problem
        seats = [column for column in assembled.demands if self._problem.low[column] > 0]
        seats = [column for column in seats if column < self._problem.seats]
        asked_for = [column for column in seats if column not in assembled.begun]
        begun = sorted(assembled.begun & set(seats))
        self._groups = {name: part for name, part in ((BEGUN, begun), (ASKED_FOR, asked_for)) if part}
        grouped = {*seats}
        self._single = [("decision", column) for column in assembled.demands if column not in grouped]

    def __iter__(self) -> Iterator[list[Message]]:
        settled: set[Demand] = set()
        for _ in range(MOST):
            needed = self._needed(settled)
            if not needed:
                return
            yield [sentence for demand in needed for sentence in self._sentences(demand, needed)]
            rows = {demand for demand in needed if demand[0] == "row"}
            settled |= rows or set(needed)

    def _needed(self, settled: Set[Demand]) -> list[Demand]:
        """Demands that contradict each other, of which none can be left out; none where there are none."""
        rows: dict[str, list[Demand]] = {}
        for row, name in enumerate(self._problem.rows.limit):
            if ("row", row) not in settled:
                rows.setdefault(name, []).append(("row", row))
        groups = [("group", name) for name in self._groups]
        decisions = [demand for demand in [*groups, *self._single] if demand not in settled]

        def impossible(kept: Sequence[Demand]) -> bool:
            parts = [rows[what] if kind == "limit" else [(kind, what)] for kind, what in kept]
            return not _possible(*self._with([demand for part in parts for demand in part]))

        limits: list[Demand] = [("limit", name) for name in rows]
        if not impossible([*limits, *decisions]):
            return []
        needed = smallest([*limits, *decisions], impossible)
        narrow = [demand for kind, what in needed if kind == "limit" for demand in rows[what]]
        needed = smallest([*narrow, *(demand for demand in needed if demand[0] != "limit")], impossible)
        if self._money(needed) is not None:
            return needed
        opened = [[("decision", column) for column in self._columns(demand)] for demand in needed
                  if demand[0] == "group"]  # fmt: skip
        others = [demand for demand in needed if demand[0] != "group"]
        fewest = smallest([*others, *(decision for part in opened for decision in part)], impossible)
        return fewest if len(fewest) - len(others) <= FEW * len(opened) else needed

    def _columns(self, demand: Demand) -> list[int]:
        """The columns that a demand decides on."""
        kind, what = demand
        return self._groups[what] if kind == "group" else [what] if kind == "decision" else []

    def _with(self, kept: Sequence[Demand]) -> tuple[Problem, Floats]:
        """The problem with the kept demands alone: other rows bound nothing, other columns are free."""
        problem = self._problem
        rhs = np.full(len(problem.rows), np.inf)
        low, high = np.zeros(len(problem.low)), np.ones(len(problem.high))
        for demand in kept:
            if demand[0] == "row":
                rhs[demand[1]] = problem.rows.rhs[demand[1]]
            for column in self._columns(demand):
                low[column], high[column] = problem.low[column], problem.high[column]
        return problem.with_bounds(low, high), rhs

    def _money(self, demands: Sequence[Demand]) -> int | None:
        """The row among demands that limits money, if there is one."""
        names = self._problem.rows.limit
        return next((row for kind, row in demands if kind == "row" and names[row] in (BUDGET, SOURCE)), None)

    def _sentences(self, demand: Demand, needed: Sequence[Demand]) -> list[Message]:
        """A demand as people read it; seats of a group are counted, with their cost where money is short."""
        kind, what = demand
        if kind == "decision":
            return [self._assembled.demands[what]]
        if kind == "row":
            return [_in_words(self._problem, what, self._words)]
        columns, money = self._groups[what], self._money(needed)
        if what == ASKED_FOR and len(columns) <= FEW:
            return [self._assembled.demands[column] for column in columns]
        counted = (STAY if what == BEGUN else GIVEN).with_(count=Figure(len(columns)))
        return [counted if money is None else COST.with_(demand=counted, amount=self._cost(money, columns))]

    def _cost(self, money: int, columns: Sequence[int]) -> Figure:
        """What seats and their sessions take of a row of money."""
        rows, count = self._problem.rows, self._problem.seats
        sessions = count + np.unique(self._problem.session[list(columns)])
        part = rows.matrix[[money]].toarray().ravel()[[*columns, *sessions]]
        return Figure(float(part.sum() * rows.scale[money]), "rupiah")


def smallest(demands: Sequence[T], impossible: Callable[[Sequence[T]], bool]) -> list[T]:
    """A part of the demands that is impossible, no proper part of which is (QuickXplain, Junker 2004).

    >>> smallest(list("abcd"), lambda kept: {"b", "d"} <= set(kept))
    ['b', 'd']
    """

    def explain(base: list[T], added: bool, rest: list[T]) -> list[T]:
        if added and impossible(base):
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        of_second = explain(base + first, bool(first), second)
        of_first = explain(base + of_second, bool(of_second), first)
        return of_first + of_second

    return explain([], False, list(demands)) if demands else []


def _possible(problem: Problem, rhs: Floats) -> bool:
    """Whether anything keeps to these rows and decisions."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import vstack

    if not len(problem.low):
        return bool((rhs >= 0).all())
    every = np.arange(problem.seats)
    columns, rows, system, bounds = system_over(problem, problem.rows.matrix, rhs, every)
    answer = milp(
        np.zeros(len(columns)),
        constraints=LinearConstraint(vstack(system), -np.inf, np.append(rhs[rows], np.zeros(len(every)))),
        bounds=Bounds(bounds[:, 0], bounds[:, 1]),
        integrality=np.ones(len(columns)),
    )
    return answer.x is not None


def _in_words(problem: Problem, row: int, words: Mapping[str, object]) -> Message:
    """A row as people read it: the limit, whom or what it is about, and its bound."""
    from asn_dev.model import mask

    rows = problem.rows
    name = rows.limit[row]
    parts = [mask(part) if part.isdigit() and len(part) == 18 else part for part in rows.group[row]]
    about = f" ({', '.join(parts)})" if parts else ""
    bound = abs(float(rows.rhs[row] * rows.scale[row]))
    limit = words.get(name, name)
    if bound and name != RESERVED and (not parts or name == SOURCE):
        return Message("{limit}{about}: {amount}", limit=limit, about=about, amount=Figure(bound, "rupiah"))
    return Message("{limit}{about}", limit=limit, about=about)
