"""The relaxation: the problem with parts of seats allowed, its prices, and the bound they prove.

Of some hundred thousand seats a few thousand matter. The linear programme is solved over those, the
others are weighed at its prices, and who is worth more than that comes in, until nobody is. Whatever the
prices, they prove a bound that plain arithmetic confirms (`Prices.bound`): the solver is not trusted.
"""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np

from asn_dev.planning.choices import OwnRows, cuts
from asn_dev.planning.problem import Floats, Ints, Problem, greatest_sums, sparse

FIRST = 1.5
"""How many times its places of the best seats of a session are looked at first."""
ROUNDS = 60
"""So many times at most seats come in, or inequalities."""
CLOSE = 1e-5
"""How near bound and relaxation come (a share of the value) before seats stop coming in."""
MOVES = 1e-4
PATIENCE = 3
"""After so many rounds in a row that move the bound by less than that share, no more inequalities."""


@attrs.frozen(eq=False)
class Relaxed:
    """An answer of the relaxation: parts of seats and sessions, the prices of rows, and the bound.

    `gain` is what a seat is worth above its price, `margin` what a session is with its best seats.
    """

    seats: Floats
    sessions: Floats
    prices: Floats
    bound: float
    gain: Floats
    margin: Floats


def bound_of(problem: Problem, matrix: Any, most: Floats, prices: Floats) -> tuple[float, Floats, Floats]:
    """The value that no choice exceeds, by prices of the rows; with the gains and margins at them.

    Each row is charged at its price instead of kept. What is left parts into sessions: one is held if
    the gains of its seats are worth it. Prices of any origin prove this; good ones prove more.
    """
    count = problem.seats
    left = np.append(problem.value, np.zeros(problem.sessions)) - matrix.T @ prices
    gain = left[:count]
    low, high = problem.low, problem.high
    taken = np.where(low[:count] > 0, gain, np.maximum(gain, 0) * high[:count])
    margin = left[count:] + np.bincount(problem.session, taken, problem.sessions)
    held = np.where(low[count:] > 0, margin, np.maximum(margin, 0) * high[count:])
    return float(prices @ most + held.sum()), gain, margin


class Relaxation:
    """The relaxation of one problem; seats and inequalities found for one answer serve the next."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.matrix: Any = problem.rows.matrix
        self.most = problem.rows.most
        self._own = OwnRows.of(problem)
        self._in = _best_of_each_session(problem)

    def solve(self, problem: Problem | None = None, *, cutting: bool = True) -> Relaxed | None:
        """The relaxation of the problem, or of one with other bounds; None where it allows nothing.

        Each round brings in the seats that are worth more than the prices, and the inequalities that
        the answer breaks, until there are none or they no longer move the bound.
        """
        problem = problem or self.problem
        self._in |= problem.low[: problem.seats] > 0
        least, slow = np.inf, 0 if cutting else PATIENCE
        for _ in range(ROUNDS):
            answer = self._over(problem, np.flatnonzero(self._in))
            if answer is None:
                if self._in.all():
                    return None
                self._in[:] = True
                continue
            slow = slow + 1 if least - answer.bound < MOVES * abs(answer.bound) else 0
            least = min(least, answer.bound)
            coming = (answer.gain > 1e-7) & ~self._in & (problem.high[: problem.seats] > 0)
            found = cuts(problem, self._own, answer.seats) if slow < PATIENCE else None
            value = float(problem.value @ answer.seats)
            if found is None and (not coming.any() or least - value <= CLOSE * abs(value)):
                break
            self._in |= coming
            if found is not None:
                self._add(found)
        return attrs.evolve(answer, bound=least) if answer else None

    def most_of(self, problem: Problem) -> Floats:
        """The bounds of a problem's rows, then those of the inequalities."""
        return np.append(problem.rows.most, self.most[len(problem.rows) :])

    def _add(self, found: Any) -> None:
        from scipy.sparse import vstack

        self.matrix = vstack([self.matrix, found]).tocsr()
        self.most = np.append(self.most, np.ones(found.shape[0]))

    def _over(self, problem: Problem, seats: Ints) -> Relaxed | None:
        """The linear programme over some of the seats."""
        from scipy.optimize import linprog
        from scipy.sparse import vstack

        most = self.most_of(problem)
        if not len(problem.low):
            nothing = np.zeros(0)
            return Relaxed(nothing, nothing, np.zeros(len(most)), 0.0, nothing, nothing)
        _, rows, system, bounds = system_over(problem, self.matrix, most, seats)
        answer = linprog(
            -np.append(problem.value[seats], np.zeros(problem.sessions)),
            A_ub=vstack(system).tocsc(),
            b_ub=np.append(most[rows], np.zeros(len(seats))),
            bounds=bounds,
            method="highs-ds",
        )
        if answer.x is None:
            return None
        prices = np.zeros(len(most))
        prices[rows] = np.maximum(-answer.ineqlin.marginals[: len(rows)], 0)
        bound, gain, margin = bound_of(problem, self.matrix, most, prices)
        parts = np.zeros(problem.seats)
        parts[seats] = answer.x[: len(seats)]
        return Relaxed(parts, answer.x[len(seats) :], prices, bound, gain, margin)


def system_over(
    problem: Problem, matrix: Any, most: Floats, seats: Ints
) -> tuple[Ints, Ints, list[Any], Floats]:
    """The columns of some seats and all sessions, the rows that can bind them, and their bounds.

    After the rows stands one for each seat: it needs its session.
    """
    count = len(seats)
    columns = np.append(seats, problem.seats + np.arange(problem.sessions))
    part = matrix[:, columns]
    rows = np.flatnonzero(greatest_sums(part) > most + 1e-9)
    each = np.arange(count)
    needs = sparse(
        np.append(np.ones(count), -np.ones(count)),
        np.append(each, each),
        np.append(each, count + problem.session[seats]),
        (count, len(columns)),
    )
    bounds = np.column_stack([problem.low[columns], problem.high[columns]])
    return columns, rows, [part[rows], needs], bounds


def _best_of_each_session(problem: Problem) -> Any:
    """The seats to begin with: the most valuable of each session, a few more than it has places."""
    order = np.lexsort((np.arange(problem.seats), -problem.value, problem.session))
    starts = np.searchsorted(problem.session[order], np.arange(problem.sessions))
    rank = np.empty(problem.seats, np.int64)
    rank[order] = np.arange(problem.seats) - starts[problem.session[order]]
    return rank < FIRST * problem.places[problem.session]
