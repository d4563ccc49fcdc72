"""The search: a bound from the relaxation, a plan from a small problem in whole numbers, then branching.

Branching over the sessions brings the two together.

Nothing here looks at a clock or draws lots, and the solver runs on one core: the same problem gives the
same answers in the same order, on every run and every machine of the same versions.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

import attrs
import numpy as np

from asn_dev.planning.problem import SMALL, Flags, Floats, Problem
from asn_dev.planning.relaxation import Relaxation, Relaxed
from asn_dev.planning.rounding import WHOLE, in_whole_numbers, rounded

BRANCHES_OF_SMALL = 20_000
CLOSE_ENOUGH = 1e-3
"""The share of the value at which the search ends."""
EFFORT = 80_000
NODES = (10, 60)
"""The search branches over a session so many times at most: the effort over the seats, within these."""


@attrs.frozen(eq=False)
class Incumbent:
    """The best solution so far (None: none yet), its value, and the proven bound on the value of all."""

    chosen: Flags | None
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """How much better, as a share of the value, a plan could still be."""
        if self.chosen is None:
            return np.inf
        return max(0.0, self.bound - self.value) / self.value if self.value > 0 else max(0.0, self.bound)


Found = Incumbent  # until the command line calls it by its name


@attrs.frozen(order=True)
class _Node:
    """A part of the problem: the bound of its relaxation, first come first served among equals."""

    worst: float
    number: int
    low: Floats = attrs.field(order=False)
    high: Floats = attrs.field(order=False)
    answer: Relaxed = attrs.field(order=False)


def search(problem: Problem, relaxation: Relaxation | None = None) -> Iterator[Incumbent]:
    """Plans, each better or better bounded than the one before; the last is the answer.

    Nothing comes where the demands contradict each other. What is found of the `relaxation` stays in it.
    """
    if not len(problem.low):
        yield Incumbent(np.zeros(0, bool), 0.0, 0.0)
        return
    relaxation = relaxation or Relaxation(problem)
    root = relaxation.solve()
    if root is None:
        return
    if problem.seats <= SMALL:
        yield from _whole(problem, root)
        return
    best = Incumbent(None, -np.inf, root.bound)
    yield best
    best = _better(problem, best, rounded(problem, root))
    if best.chosen is None:
        return
    yield best
    yield from _branching(problem, relaxation, root, best)


def _whole(problem: Problem, root: Relaxed) -> Iterator[Incumbent]:
    """A small problem at once: then the plan is the best there is."""
    every = np.ones(problem.seats, bool)
    chosen = in_whole_numbers(problem, root, every, precise=0.0, branches=BRANCHES_OF_SMALL)
    if chosen is not None:
        value = problem.worth(chosen)
        yield Incumbent(chosen, value, value)


def _branching(
    problem: Problem, relaxation: Relaxation, root: Relaxed, best: Incumbent
) -> Iterator[Incumbent]:
    """Parts of the problem, those of the highest bound first; a part without half sessions stays whole."""
    waiting = [_Node(-root.bound, 0, problem.low, problem.high, root)]
    settled = -np.inf
    nodes = int(np.clip(EFFORT // problem.seats, *NODES))
    count = 0
    while waiting and count < nodes and best.gap > CLOSE_ENOUGH:
        node = heapq.heappop(waiting)
        half = np.abs(node.answer.sessions - np.round(node.answer.sessions))
        if half.max(initial=0.0) <= WHOLE:
            settled = max(settled, node.answer.bound)
        else:
            session = problem.seats + int(np.argmax(half))
            for held in (1.0, 0.0):
                count += 1
                low, high = node.low.copy(), node.high.copy()
                low[session] = high[session] = held
                part = problem.with_bounds(low, high)
                answer = relaxation.solve(part)
                if answer is None or answer.bound <= best.value:
                    continue
                waiting_bound = min(answer.bound, node.answer.bound)
                answer = attrs.evolve(answer, bound=waiting_bound)
                if _is_whole(answer):
                    best = _better(problem, best, rounded(part, answer))
                heapq.heappush(waiting, _Node(-waiting_bound, count, low, high, answer))
        open_bounds = [one.answer.bound for one in waiting]
        best = attrs.evolve(best, bound=max([best.value, settled, *open_bounds]))
        yield best
        if settled >= max(open_bounds, default=-np.inf):
            return


def _is_whole(answer: Relaxed) -> bool:
    return bool(np.abs(answer.sessions - np.round(answer.sessions)).max(initial=0.0) <= WHOLE)


def _better(problem: Problem, best: Incumbent, chosen: Flags | None) -> Incumbent:
    if chosen is None or problem.worth(chosen) <= best.value:
        return best
    value = problem.worth(chosen)
    return attrs.evolve(best, chosen=chosen, value=value, bound=max(best.bound, value))
