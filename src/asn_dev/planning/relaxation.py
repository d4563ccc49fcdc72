"""The relaxation: the problem with parts of seats allowed, its prices, and the bound they prove.

Of some hundred thousand seats a few thousand matter. The linear programme is solved over those, the
others are weighed at its prices, and who is worth more than that comes in, until nobody is. Whatever the
prices, they prove a bound that plain arithmetic confirms (`bound_of`): the solver is not trusted.
"""

from __future__ import annotations

from copy import copy
from typing import Any

import attrs
import numpy as np

from asn_dev.planning.choices import Choices, Sets
from asn_dev.planning.problem import Flags, Floats, Ints, Problem, greatest_sums, sparse

FIRST = 1.5
"""How many times its places of the best seats of a session are looked at first."""
ROUNDS = 40
"""So many times at most seats come in."""
CLOSE = 1e-5
"""How near bound and relaxation come (a share of the value) before seats stop coming in."""
MOVES = 3e-4
PATIENCE = 2
"""After so many rounds in a row that move the bound by less than that share, no more inequalities."""
NOTHING = 1e-9
"""A price below this is none."""


@attrs.frozen(eq=False)
class Relaxed:
    """An answer of the relaxation: parts of seats and sessions, and the bound that its prices prove.

    `matrix` and `rhs` are the rows of the problem and, after them, one inequality for each person
    whose seats do not all go together; `prices` are theirs. `gain` is what a seat is worth above its
    price, `margin` what a session is with its best seats.
    """

    seats: Floats
    sessions: Floats
    matrix: Any
    rhs: Floats
    prices: Floats
    bound: float
    gain: Floats
    margin: Floats


def bound_of(problem: Problem, matrix: Any, rhs: Floats, prices: Floats) -> tuple[float, Floats, Floats]:
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
    return float(prices @ rhs + held.sum()), gain, margin


class Relaxation:
    """The relaxation of one problem; the seats that came in for one answer are there for the next."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._choices = Choices(problem)
        self._cuts: list[Any] = []
        self._in = _best_of_each_session(problem)

    def again(self, problem: Problem | None = None) -> Relaxation:
        """Another relaxation that begins where this one stands; what it finds stays its own.

        Its `problem` may differ in what is the same for everybody (money), not in a row of one person.
        """
        copied = copy(self)
        copied.problem = problem or self.problem
        copied._cuts, copied._in = list(self._cuts), self._in.copy()
        return copied

    def solve(self, problem: Problem | None = None, *, cutting: bool = True) -> Relaxed | None:
        """The relaxation of the problem, or of one with other bounds; None where it allows nothing.

        Each round brings in the seats that are worth more than the prices, and inequalities that the
        answer breaks, until there are none or they hardly move the bound. Without `cutting` those found
        before are enough.
        """
        problem = problem or self.problem
        self._in |= problem.low[: problem.seats] > 0
        best: Relaxed | None = None
        answer: Relaxed | None = None
        slow = 0
        for _ in range(ROUNDS):
            answer = self._over(problem, np.flatnonzero(self._in))
            if answer is None:
                if self._in.all():
                    return None
                self._in[:] = True
                continue
            moved = best is None or best.bound - answer.bound > MOVES * abs(answer.bound)
            slow = 0 if moved else slow + 1
            if best is None or answer.bound < best.bound:
                best = answer
            coming = (answer.gain > 1e-7) & ~self._in & (problem.high[: problem.seats] > 0)
            value = float(problem.value @ answer.seats)
            cuts = self._choices.cuts(self._in, answer.seats) if cutting and slow < PATIENCE else None
            if cuts is None and (not coming.any() or best.bound - value <= CLOSE * abs(value)):
                break
            self._in |= coming
            if cuts is not None:
                self._cuts.append(cuts)
        return attrs.evolve(answer, bound=best.bound) if answer and best else None

    def _over(self, problem: Problem, seats: Ints) -> Relaxed | None:
        """The linear programme over some of the seats."""
        from scipy.optimize import linprog
        from scipy.sparse import vstack

        rows, rhs = problem.rows.matrix, problem.rows.rhs
        if not len(problem.low):
            nothing = np.zeros(0)
            return Relaxed(nothing, nothing, rows, rhs, np.zeros(len(rhs)), 0.0, nothing, nothing)
        if self._cuts:
            rows = vstack([rows, *self._cuts]).tocsr()
            rhs = np.append(rhs, np.ones(rows.shape[0] - len(rhs)))
        sets = self._choices.sets(seats)
        kept, system, limits, bounds = _with_sets(problem, rows, rhs, seats, sets)
        answer = linprog(
            -np.append(problem.value[seats], np.zeros(len(bounds) - len(seats))),
            A_ub=system,
            b_ub=limits,
            bounds=bounds,
            method="highs-ds",
        )
        if answer.x is None:
            return None
        duals = np.maximum(-answer.ineqlin.marginals, 0)
        prices = np.zeros(len(rhs))
        prices[kept] = duals[: len(kept)]
        more, limit, price = _inequalities(problem, duals[len(kept) + len(seats) :], sets)
        if len(price):
            rows, rhs = vstack([rows, more]).tocsr(), np.append(rhs, limit)
            prices = np.append(prices, price)
        bound, gain, margin = bound_of(problem, rows, rhs, prices)
        parts = np.zeros(problem.seats)
        parts[seats] = answer.x[: len(seats)]
        sessions = answer.x[len(seats) : len(seats) + problem.sessions]
        return Relaxed(parts, sessions, rows, rhs, prices, bound, gain, margin)


def _with_sets(
    problem: Problem, matrix: Any, rhs: Floats, seats: Ints, sets: Sets
) -> tuple[Ints, Any, Floats, Floats]:
    """The linear programme: kept rows, seats that need their sessions, seats within sets, one set each."""
    from scipy.sparse import block_array, vstack

    _, rows, (part, needs), bounds = system_over(problem, matrix, rhs, seats)
    replaced = np.isin(rows, sets.rows)
    rows, part = rows[~replaced], part[~replaced]
    count = len(sets.owner)
    limits = np.append(rhs[rows], np.zeros(len(seats)))
    if not count:
        return rows, vstack([part, needs]).tocsc(), limits, bounds
    column_of = np.full(problem.seats, -1)
    column_of[seats] = np.arange(len(seats))
    inside = sets.inside
    people = int(sets.owner.max()) + 1
    taken = sparse(
        np.ones(len(inside)), np.arange(len(inside)), column_of[inside], (len(inside), part.shape[1])
    )
    line = np.searchsorted(inside, sets.seat)
    within = sparse(-np.ones(len(line)), line, sets.number, (len(inside), count))
    one_set_each = sparse(np.ones(count), sets.owner, np.arange(count), (people, count))
    system = block_array([[part, None], [needs, None], [taken, within], [None, one_set_each]], format="csc")
    limits = np.concatenate([limits, np.zeros(len(inside)), np.ones(people)])
    return rows, system, limits, np.vstack([bounds, np.tile([0.0, 1.0], (count, 1))])


def _inequalities(problem: Problem, duals: Floats, sets: Sets) -> tuple[Any, Floats, Floats]:
    """For each person with sets the inequality that the prices make of them, its bound and its price.

    The price of a seat within the sets is its weight; no set weighs more than the heaviest, so the
    weights of a person's seats are at most that. It is added up here, whatever the solver said. A seat
    that lies in no set can never be taken.
    """
    if not len(sets.owner):
        return None, np.zeros(0), np.zeros(0)
    line = np.searchsorted(sets.inside, sets.seat)
    weights = duals[: len(sets.inside)]
    heavy = np.bincount(sets.number, weights[line], len(sets.owner))
    heaviest = np.zeros(int(sets.owner.max()) + 1)
    np.maximum.at(heaviest, sets.owner, heavy)
    row = np.full(len(sets.inside), -1)
    row[line] = sets.owner[sets.number]
    never = np.flatnonzero(row < 0)
    row[never] = len(heaviest) + np.arange(len(never))
    price = np.append(heaviest, weights[never])
    used = price > NOTHING
    scale = np.where(used, price, 1.0)
    columns = problem.seats + problem.sessions
    matrix = sparse(weights / scale[row], row, sets.inside, (len(price), columns))
    rhs = np.append(np.ones(len(heaviest)), np.zeros(len(never)))
    return matrix[np.flatnonzero(used)], rhs[used], price[used]


def system_over(
    problem: Problem, matrix: Any, rhs: Floats, seats: Ints
) -> tuple[Ints, Ints, list[Any], Floats]:
    """The columns of some seats and all sessions, the rows that can bind them, and their bounds.

    After the rows stands one for each seat: it needs its session.
    """
    count = len(seats)
    columns = np.append(seats, problem.seats + np.arange(problem.sessions))
    part = matrix[:, columns]
    rows = np.flatnonzero(greatest_sums(part) > rhs + 1e-9)
    each = np.arange(count)
    needs = sparse(
        np.append(np.ones(count), -np.ones(count)),
        np.append(each, each),
        np.append(each, count + problem.session[seats]),
        (count, len(columns)),
    )
    bounds = np.column_stack([problem.low[columns], problem.high[columns]])
    return columns, rows, [part[rows], needs], bounds


def _best_of_each_session(problem: Problem) -> Flags:
    """The seats to begin with: the most valuable of each session, a few more than it has places."""
    order = np.lexsort((np.arange(problem.seats), -problem.value, problem.session))
    starts = np.searchsorted(problem.session[order], np.arange(problem.sessions))
    rank = np.empty(problem.seats, np.int64)
    rank[order] = np.arange(problem.seats) - starts[problem.session[order]]
    first: Flags = rank < FIRST * problem.places[problem.session]
    return first
