"""From parts to whole seats: small problems in whole numbers, and seats added where there is room."""

from __future__ import annotations

from typing import Any

import numpy as np

from asn_dev.planning.problem import SLACK, SMALL, Flags, Floats, Ints, Problem
from asn_dev.planning.relaxation import Relaxed, system_over

WHOLE = 1e-6
"""How near 0 or 1 a part counts as whole."""
NEAR = 0.3
"""How far below its price a seat still takes part in the small problem (a share of the usual value)."""
BRANCHES = 400
"""So many branches of the small problem are followed at most: a count, and never a clock, ends it."""
LEAST = 1e-6
"""Values that differ by no more are equal."""
ROUGH, FEW = 1e-2, 20
"""How near its own bound a rough choice is made, and in how many branches."""
HALF_RUPIAH = 0.5
PRECISE = 1e-4
"""How near its own bound a small problem is solved (a share of the value)."""


def rounded(problem: Problem, answer: Relaxed) -> Flags | None:
    """The best whole choice near an answer of the relaxation: what it left undecided is decided.

    Sessions that the relaxation holds, or does not hold, are taken so; if nothing then keeps to all
    limits, sessions and seats are freed.
    """
    sure = np.where(answer.sessions > 1 - WHOLE, 1, np.where(answer.sessions < WHOLE, 0, -1))
    usual = float(problem.value[answer.seats > 0.5].mean()) if (answer.seats > 0.5).any() else 1.0
    near = (answer.gain > -NEAR * usual) | (answer.seats > WHOLE)
    for seats, sessions in ((near, sure), (near, None), (np.ones_like(near), None)):
        chosen = in_whole_numbers(problem, answer, seats, sessions)
        if chosen is not None:
            return with_more_seats(problem, chosen)
    return None


def roughly_rounded(problem: Problem, answer: Relaxed) -> Flags | None:
    """A whole choice near an answer of the relaxation, made fast: of what that takes in part or whole.

    Sessions are held or not as the relaxation holds more or less than half of them.
    """
    taken = answer.seats > WHOLE
    for sessions in (np.where(answer.sessions > 0.5, 1, 0), np.where(answer.sessions > WHOLE, -1, 0)):
        chosen = in_whole_numbers(problem, answer, taken, sessions, precise=ROUGH, branches=FEW)
        if chosen is not None:
            return with_more_seats(problem, chosen)
    return None


def in_whole_numbers(
    problem: Problem,
    answer: Relaxed,
    seats: Flags,
    sessions: Ints | None = None,
    *,
    precise: float = PRECISE,
    branches: int = BRANCHES,
) -> Flags | None:
    """The best whole choice among some seats; `sessions` are 1 (held), 0 (not held) or -1 (to decide)."""
    low, high = problem.low.copy(), problem.high.copy()
    if sessions is not None:
        first = problem.seats
        low[first:] = np.maximum(low[first:], sessions == 1)
        high[first:] = np.minimum(high[first:], sessions != 0)
        if (low > high).any():
            return None
    fixed = problem.with_bounds(low, high)
    among = np.flatnonzero(
        (seats & (high[problem.session + problem.seats] > 0) & (high[: problem.seats] > 0))
        | (low[: problem.seats] > 0)
    )
    # What a solver leaves of a tolerance can add up to more than nothing: then the rows are tightened.
    for tighter in (0.0, 100 * SLACK):
        solution = _solved(fixed, answer.matrix, answer.rhs - tighter, among, precise, branches)
        if solution is None:
            return None
        chosen = np.zeros(problem.seats + problem.sessions, bool)
        chosen[among] = solution[: len(among)] > 0.5
        chosen[problem.seats :] = solution[len(among) :] > 0.5
        if problem.holds(chosen):
            return chosen
    return None


def cheapest(problem: Problem, chosen: Flags, cost: Floats) -> Flags:
    """Of the choices worth as much as this one the cheapest; `cost` is that of each seat and session.

    In a small problem it is the cheapest of all; in a large one people may change to another session that is
    held, in which a seat is worth as much and costs less.
    """
    from scipy.sparse import csr_array, vstack

    if not chosen.any():
        return chosen
    value = np.append(problem.value, np.zeros(problem.sessions))
    matrix = vstack([problem.rows.matrix, csr_array(-value[None, :])]).tocsr()
    rhs = np.append(problem.rows.rhs, LEAST - problem.worth(chosen))
    low, high = problem.low, problem.high.copy()
    count = problem.seats
    among, precise, branches = np.arange(count), 0.0, BRANCHES
    if count > SMALL:
        precise, branches = ROUGH, FEW
        high[count:][~chosen[count:]] = 0.0
        among = np.flatnonzero(_exchangeable(problem, chosen, cost))
    scale = max(1.0, float(cost.max(initial=0.0)))
    solution = _solved(problem.with_bounds(low, high), matrix, rhs, among, precise, branches, -cost / scale)
    if solution is None:
        return chosen
    cheaper = np.zeros_like(chosen)
    cheaper[among] = solution[: len(among)] > 0.5
    cheaper[count:] = solution[len(among) :] > 0.5
    spent, before = float(cost[cheaper].sum()), float(cost[chosen].sum())
    as_good = problem.worth(cheaper) >= problem.worth(chosen) - 2 * LEAST
    return cheaper if as_good and spent < before - HALF_RUPIAH and problem.holds(cheaper) else chosen


def _exchangeable(problem: Problem, chosen: Flags, cost: Floats) -> Flags:
    """The seats that are given, and those of the same people in sessions held, worth no less at less cost."""
    count = problem.seats
    sat = chosen[:count]
    people = int(problem.person.max(initial=-1)) + 1
    least, dearest = np.full(people, np.inf), np.full(people, -np.inf)
    np.minimum.at(least, problem.person[sat], problem.value[sat])
    np.maximum.at(dearest, problem.person[sat], cost[:count][sat])
    as_good = problem.value >= least[problem.person] - LEAST
    cheaper = cost[:count] < dearest[problem.person] - HALF_RUPIAH
    return sat | (chosen[count:][problem.session] & as_good & cheaper)


def _solved(
    problem: Problem,
    matrix: Any,
    rhs: Floats,
    seats: Ints,
    precise: float,
    branches: int,
    worth: Floats | None = None,
) -> Floats | None:
    """The best whole choice by `worth` of each seat and session, without it by the value of the seats."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import vstack

    columns, rows, system, bounds = system_over(problem, matrix, rhs, seats)
    worth = np.append(problem.value, np.zeros(problem.sessions)) if worth is None else worth
    answer = milp(
        -worth[columns],
        constraints=LinearConstraint(vstack(system), -np.inf, np.append(rhs[rows], np.zeros(len(seats)))),
        bounds=Bounds(bounds[:, 0], bounds[:, 1]),
        integrality=np.ones(len(columns)),
        options={"mip_rel_gap": precise, "node_limit": branches},
    )
    solution: Floats | None = answer.x
    return solution


def blocked(problem: Problem, chosen: Flags) -> Any:
    """For each seat (column) the rows that one more such seat would break: a sparse matrix of marks."""
    matrix = problem.rows.matrix[:, : problem.seats].tocsc()
    room = problem.rows.rhs - problem.rows.matrix @ chosen
    marks = matrix.copy()
    marks.data = (matrix.data > 0) & (matrix.data > room[matrix.indices] + SLACK)
    marks.eliminate_zeros()
    return marks


def with_more_seats(problem: Problem, chosen: Flags) -> Flags:
    """The choice with every seat that still has room, the most valuable first."""
    chosen = chosen.copy()
    matrix = problem.rows.matrix[:, : problem.seats].tocsc()
    seats, sessions = chosen[: problem.seats], chosen[problem.seats :]
    open_to = sessions[problem.session] & ~seats & (problem.value > 0) & (problem.high[: problem.seats] > 0)
    open_to &= np.diff(blocked(problem, chosen).indptr) == 0
    room = problem.rows.rhs - problem.rows.matrix @ chosen
    for seat in sorted(np.flatnonzero(open_to), key=lambda seat: (-problem.value[seat], seat)):
        entries = slice(matrix.indptr[seat], matrix.indptr[seat + 1])
        rows, counts = matrix.indices[entries], matrix.data[entries]
        if (counts <= np.maximum(room[rows] + SLACK, 0)).all():
            room[rows] -= counts
            chosen[seat] = True
    return chosen
