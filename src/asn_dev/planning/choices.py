"""Feasible sets of seats of one person: those that hours, dates and gaps allow together.

The rows that concern one person alone allow few sets of seats. Written as sets instead of rows, the
relaxation cannot give a person half of two seats that do not go together; this is what makes the bound
tight (a decomposition in the sense of Dantzig and Wolfe, 1960, with one block a person). For the few
who could sit in very many sessions, inequalities are made of the sets as the relaxation breaks them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from asn_dev.planning.problem import Flags, Floats, Ints, Problem, sparse

if TYPE_CHECKING:
    from scipy.sparse import csr_array

MOST = 12
"""Of so many seats of a person the sets are written out: there are two to the power of it."""


ROOM = 1e-4
"""By how much an inequality must be broken to be worth having."""


@attrs.frozen(eq=False)
class Sets:
    """The largest allowed sets of some seats, of everybody for whom not all of them go together.

    `inside` are these people's seats, in order (some lie in no set at all: they can never be taken);
    `seat` and `number` say which seat lies in which set, `owner` whose set it is (counted from 0);
    `rows` are the rows of the problem that the sets say in full: sums, but not conditions (a seat that
    needs another), since a part of a set may lack what the whole has.
    """

    inside: Ints
    seat: Ints
    number: Ints
    owner: Ints
    rows: Ints


class Choices:
    """The choices of everybody in a problem; what was found for a person's seats is kept."""

    def __init__(self, problem: Problem) -> None:
        self._person = problem.person
        self._rows, self._first = _own_rows(problem)
        self._matrix = problem.rows.matrix[self._rows]
        self._rhs = problem.rows.rhs[self._rows]
        self._sums = np.asarray(self._matrix.minimum(0).sum(axis=1)).ravel() >= 0
        self._largest_sets: dict[tuple[int, ...], Flags | None] = {}

    def sets(self, seats: Ints) -> Sets:
        """The largest allowed sets of these seats (in order), person by person.

        For a person with very many seats the rows go on to say what is allowed; see `cuts`.
        """
        order = seats[np.argsort(self._person[seats], kind="stable")]
        people, starts = np.unique(self._person[order], return_index=True)
        ends = np.append(starts[1:], len(order))
        inside: list[Ints] = []
        seat: list[Ints] = []
        number: list[Ints] = []
        owner: list[Ints] = []
        rows: list[Ints] = []
        count = 0
        for person, start, end in zip(people.tolist(), starts.tolist(), ends.tolist(), strict=True):
            own = slice(self._first[person], self._first[person + 1])
            if not 2 <= end - start <= MOST or own.start == own.stop:
                continue
            own_seats = order[start:end]
            largest = self._largest(own, own_seats)
            if largest is None:
                continue
            which, member = np.nonzero(largest)
            inside.append(own_seats)
            seat.append(own_seats[member])
            number.append(which + count)
            owner.append(np.full(len(largest), len(owner)))
            rows.append(self._rows[own][self._sums[own]])
            count += len(largest)
        nothing = np.zeros(0, np.int64)
        parts = (inside, seat, number, owner, rows)
        joined = [np.concatenate(part) if part else nothing for part in parts]
        return Sets(np.sort(joined[0]), *joined[1:])

    def cuts(self, seats: Flags, parts: Floats) -> csr_array | None:
        """Inequalities, all of them at most 1, that the relaxed `parts` break; None where there are none.

        They are for people with more seats among `seats` than `sets` writes out: of theirs those are
        looked at of which the answer gives a part.
        """
        count = len(self._first) - 1
        many = np.bincount(self._person[seats], minlength=count) > MOST
        positive = np.flatnonzero((parts > ROOM) & many[self._person])
        order = positive[np.argsort(self._person[positive], kind="stable")]
        starts = np.searchsorted(self._person[order], np.arange(count + 1))
        cuts: list[tuple[Ints, Floats]] = []
        for person in np.unique(self._person[positive[parts[positive] < 1 - ROOM]]).tolist():
            some = order[starts[person] : starts[person + 1]]
            own = slice(self._first[person], self._first[person + 1])
            if 2 <= len(some) <= MOST and own.start < own.stop:
                largest = self._largest(own, some)
                weights = None if largest is None else _broken(largest, parts[some])
                if weights is not None:
                    cuts.append((some, weights))
        if not cuts:
            return None
        return sparse(
            np.concatenate([weights for _, weights in cuts]),
            np.repeat(np.arange(len(cuts)), [len(some) for some, _ in cuts]),
            np.concatenate([some for some, _ in cuts]),
            (len(cuts), self._matrix.shape[1]),
        )

    def _largest(self, own: slice, seats: Ints) -> Flags | None:
        """The allowed sets that lie in no larger one, a row each; None where all seats go together."""
        key = tuple(seats.tolist())
        if key not in self._largest_sets:
            self._largest_sets[key] = _largest(*self._among(own, seats), len(seats))
        return self._largest_sets[key]

    def _among(self, own: slice, seats: Ints) -> tuple[Floats, Floats]:
        """The rows over the given seats; one that a seat outside of them could loosen says nothing here."""
        matrix, rhs = self._matrix, self._rhs[own]
        part = np.zeros((len(rhs), len(seats)))
        loosened = np.zeros(len(rhs), bool)
        for row in range(own.start, own.stop):
            entries = slice(matrix.indptr[row], matrix.indptr[row + 1])
            columns, values = matrix.indices[entries], matrix.data[entries]
            places = np.minimum(np.searchsorted(seats, columns), len(seats) - 1)
            inside = seats[places] == columns
            part[row - own.start, places[inside]] = values[inside]
            loosened[row - own.start] = (values[~inside] < 0).any()
        return part[~loosened], rhs[~loosened]


def _largest(matrix: Floats, rhs: Floats, count: int) -> Flags | None:
    marks = np.arange(2**count)
    sets = (marks[:, None] >> np.arange(count)) & 1 == 1
    allowed: Flags = np.all(sets @ matrix.T <= rhs + 1e-9, axis=1)
    if allowed[-1]:
        return None
    within, larger = allowed.copy(), np.zeros_like(allowed)
    for seat in range(count):
        within |= within[marks | (1 << seat)]
    for seat in range(count):
        larger |= within[marks | (1 << seat)] & ~sets[:, seat]
    largest: Flags = sets[allowed & ~larger]
    return largest


def _broken(largest: Flags, parts: Floats) -> Floats | None:
    """Weights, none negative, that sum to at most 1 over every allowed set, but to more over the parts."""
    from scipy.optimize import linprog

    answer = linprog(
        -parts, A_ub=largest.astype(float), b_ub=np.ones(len(largest)), bounds=(0, 1), method="highs-ds"
    )
    if answer.x is None or -answer.fun <= 1 + ROOM:
        return None
    weights: Floats = answer.x
    # What the solver leaves above 1 by a rounding error is taken back: the inequality stays true.
    return weights / max(1.0, float((largest @ weights).max()))


def _own_rows(problem: Problem) -> tuple[Ints, Ints]:
    """The rows whose seats are all one person's, by person, and where each person's begin."""
    matrix = problem.rows.matrix
    people = int(problem.person.max()) + 1 if problem.seats else 0
    nonempty = np.flatnonzero(np.diff(matrix.indptr))
    if not len(nonempty):
        return np.zeros(0, np.int64), np.zeros(people + 1, np.int64)
    owner = np.append(problem.person, np.full(problem.sessions, -1))[matrix.indices]
    last = np.maximum.reduceat(owner, matrix.indptr[nonempty])
    alike = np.minimum.reduceat(owner, matrix.indptr[nonempty]) == last
    kept, whose = nonempty[alike & (last >= 0)], last[alike & (last >= 0)]
    order = np.argsort(whose, kind="stable")
    return kept[order], np.searchsorted(whose[order], np.arange(people + 1))
