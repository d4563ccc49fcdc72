"""What one person can choose: inequalities that cut off half seats which no whole choice comes near.

The relaxation gives a person half of two seats that clash in hours, dates or the gap they close. The
rows that concern one person alone allow few sets of seats; from these sets the strongest inequality
that the relaxed answer breaks is found, which is what makes the bound tight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from asn_dev.planning.problem import Flags, Floats, Ints, Problem, sparse

if TYPE_CHECKING:
    from scipy.sparse import csr_array

MOST = 10
"""So many half-given seats of a person are looked at: there are two to the power of it sets."""
ROOM = 1e-4
"""By how much an inequality must be broken to be worth having."""


@attrs.frozen(eq=False)
class OwnRows:
    """The rows that concern one person alone, by person: sums of that person's seats, from above."""

    matrix: csr_array
    most: Floats
    first: Ints

    @classmethod
    def of(cls, problem: Problem) -> OwnRows:
        """Those of a problem."""
        matrix = problem.rows.matrix
        people = int(problem.person.max()) + 1 if problem.seats else 0
        filled = np.flatnonzero(np.diff(matrix.indptr))
        owner = np.append(problem.person, np.full(problem.sessions, -1))
        if not len(filled):
            return cls(matrix[:0], problem.rows.most[:0], np.zeros(people + 1, np.int64))
        places = matrix.indptr[filled]
        last = np.maximum.reduceat(owner[matrix.indices], places)
        alike = np.minimum.reduceat(owner[matrix.indices], places) == last
        sums = np.minimum.reduceat(matrix.data, places) >= 0
        own = alike & sums & (last >= 0) & (np.diff(matrix.indptr)[filled] >= 2)
        kept, whose = filled[own], last[own]
        order = np.argsort(whose, kind="stable")
        first = np.searchsorted(whose[order], np.arange(people + 1))
        return cls(matrix[kept[order]], problem.rows.most[kept[order]], first)


def cuts(problem: Problem, own: OwnRows, seats: Floats) -> csr_array | None:
    """Inequalities, all of them at most 1, that the relaxed `seats` break; None where there are none."""
    halves = np.flatnonzero((seats > ROOM) & (seats < 1 - ROOM))
    found: list[tuple[Ints, Floats]] = []
    some = np.flatnonzero(seats > ROOM)
    order = some[np.argsort(problem.person[some], kind="stable")]
    starts = np.searchsorted(problem.person[order], np.arange(len(own.first)))
    for person in np.unique(problem.person[halves]):
        given = order[starts[person] : starts[person + 1]]
        rows = slice(own.first[person], own.first[person + 1])
        if not 2 <= len(given) <= MOST or rows.start == rows.stop:
            continue
        weights = _broken(own.matrix[rows][:, given].toarray(), own.most[rows], seats[given])
        if weights is not None:
            found.append((given, weights))
    if not found:
        return None
    return sparse(
        np.concatenate([weights for _, weights in found]),
        np.repeat(np.arange(len(found)), [len(given) for given, _ in found]),
        np.concatenate([given for given, _ in found]),
        (len(found), problem.seats + problem.sessions),
    )


def _broken(matrix: Floats, most: Floats, seats: Floats) -> Floats | None:
    """Weights whose sum is at most 1 over every allowed set of these seats, but more over the relaxed.

    Every part of an allowed set is allowed, so the largest sets alone decide.
    """
    from scipy.optimize import linprog

    count = len(seats)
    sets = (np.arange(2**count)[:, None] >> np.arange(count)) & 1
    allowed: Flags = np.all(sets @ matrix.T <= most + 1e-9, axis=1)
    if allowed.all():
        return None
    larger = np.arange(2**count)[:, None] | (1 << np.arange(count))
    largest = allowed & ~(allowed[larger] & (sets == 0)).any(axis=1)
    answer = linprog(
        -seats, A_ub=sets[largest], b_ub=np.ones(largest.sum()), bounds=(0, 1), method="highs-ds"
    )
    if answer.x is None or -answer.fun <= 1 + ROOM:
        return None
    weights: Floats = answer.x
    # What the solver leaves above 1 by a rounding error is taken back: the inequality stays true.
    return weights / max(1.0, float((sets[largest] @ weights).max()))
