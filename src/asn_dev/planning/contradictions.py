"""Demands that contradict each other: a smallest set of them, found by leaving out one after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from asn_dev.errors import InfeasibleError
from asn_dev.formatting import Figure
from asn_dev.messages import Message
from asn_dev.planning.assembling import Assembled
from asn_dev.planning.problem import Floats, Problem
from asn_dev.planning.relaxation import system_over
from asn_dev.planning.rows import RESERVED, SOURCE

T = TypeVar("T")
Demand = tuple[str, Any]
"""A limit by its name, a row or a decision by its place."""


def refuse(assembled: Assembled, words: Mapping[str, object]) -> InfeasibleError:
    """The error that names the demands no plan can meet together.

    `words` says what each limit is called. Each of the demands named is needed for the contradiction:
    without any one of them there is a plan for the others.
    """
    problem = assembled.problem
    decisions: list[Demand] = [("decision", column) for column in assembled.demands]
    limits: list[Demand] = [("limit", name) for name in dict.fromkeys(problem.rows.limit)]

    def impossible(kept: Sequence[Demand]) -> bool:
        return not _possible(*_with(problem, kept))

    needed = smallest([*limits, *decisions], impossible)
    rows: list[Demand] = [
        ("row", row) for row, name in enumerate(problem.rows.limit) if ("limit", name) in needed
    ]
    others = [demand for demand in needed if demand[0] == "decision"]
    fewest = smallest([*rows, *others], impossible)
    demands = [
        assembled.demands[what] if kind == "decision" else _in_words(problem, what, words)
        for kind, what in fewest
    ]
    return InfeasibleError(Message("no plan can meet these demands together"), demands=demands)


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


def _with(problem: Problem, kept: Sequence[Demand]) -> tuple[Problem, Floats]:
    """The problem with the kept demands alone: other rows bound nothing, other columns are free."""
    names = {what for kind, what in kept if kind == "limit"}
    rows = {what for kind, what in kept if kind == "row"}
    columns = {what for kind, what in kept if kind == "decision"}
    binding = np.array([name in names or row in rows for row, name in enumerate(problem.rows.limit)], bool)
    low, high = np.zeros(len(problem.low)), np.ones(len(problem.high))
    for column in columns:
        low[column], high[column] = problem.low[column], problem.high[column]
    return problem.with_bounds(low, high), np.where(binding, problem.rows.rhs, np.inf)


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
