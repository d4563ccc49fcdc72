"""The best assignment of mentees to places of mentors, exact, over whole numbers.

First as many mentees as can be have a mentor, then the sum of the fits is as great as can be, then the
least of the fits is as great as can be; what is still equal is decided by the order of the two sides.

Most candidates are never looked at by the solver: it gets the best few of every person, and the prices
of its answer (the duals of the assignment) tell which of all others could improve it. Those are taken
in, and when there is none left the answer is proven to be the best over all candidates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from asn_dev.errors import InvalidValueError
from asn_dev.messages import Message

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

AT_A_TIME = 5
"""How many candidates of each person the solver gets at first, and how many are taken in at a time."""

DENSE_LIMIT = 1_000_000
"""Up to so many candidates the solver gets all at once; of more, the best few of each person first."""

MOST_CELLS = 50_000_000
"""So many places, counted once for each mentee who could have them, fit into 4 GB."""

NEAR_COST_DIVISOR = 30
"""The largest cost divided by this is how much too much a candidate may cost and still be taken in."""

LARGEST = 2**52
"""The solver counts in floating point, which is exact for whole numbers up to here."""


@attrs.frozen(eq=False)
class PairCandidates:
    """Pairs that could be made: for each the numbers of mentee and mentor, and the fit in units.

    `places` is how many mentees each mentor takes. A pair may occur more than once; its best fit counts.
    """

    mentee: Ints
    mentor: Ints
    fit: Ints
    mentees: int
    places: Ints

    def sorted(self) -> PairCandidates:
        """The same candidates by mentee, the best fit first, then by mentor: no trace of another order."""
        worst = int(self.fit.max(initial=0))
        key = (self.mentee * (worst - int(self.fit.min(initial=0)) + 1) + (worst - self.fit)) * self.mentors
        key += self.mentor
        key.sort()
        rest, mentor = np.divmod(key, self.mentors)
        mentee, less = np.divmod(rest, worst - int(self.fit.min(initial=0)) + 1)
        return attrs.evolve(self, mentee=mentee, mentor=mentor, fit=worst - less)

    @property
    def mentors(self) -> int:
        """How many mentors there are."""
        return len(self.places)

    def __len__(self) -> int:
        return len(self.fit)

    def take(self, which: Ints | Flags) -> PairCandidates:
        """Some of the candidates."""
        return attrs.evolve(self, mentee=self.mentee[which], mentor=self.mentor[which], fit=self.fit[which])


def assign(candidates: PairCandidates) -> Ints:
    """The mentor of each mentee, -1 for none; the candidates must be `sorted`.

    >>> two = np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([9, 1, 3])  # mentee, mentor, fit
    >>> assign(PairCandidates(*two, mentees=2, places=np.array([1, 1])).sorted()).tolist()
    [1, 0]

    The sum alone would be greatest with one pair (9); here both are paired (1 + 3).
    """
    # Nobody takes more mentees than could come: what grows here are people, never a number in a cell.
    could_come = np.bincount(candidates.mentor, minlength=candidates.mentors)
    candidates = attrs.evolve(candidates, places=np.minimum(candidates.places, could_come))
    open_ = candidates.take(candidates.places[candidates.mentor] > 0)
    if not len(open_):
        return np.full(candidates.mentees, -1)
    optimum = _Optimum.of(open_)
    return _fairest(optimum)


@attrs.frozen(eq=False)
class _Optimum:
    """An assignment that is best in number and sum, with the prices that prove it.

    `cost` is what a candidate costs, a better fit less; `unmatched_cost` what it costs that a mentee has
    no mentor, more than any others can gain by it. `mentee_price` and `mentor_price` are the duals: no
    candidate costs less than the two together, and those of any best assignment cost just as much.
    """

    candidates: PairCandidates
    cost: Ints
    unmatched_cost: int
    mentor_of: Ints
    mentee_price: Ints
    mentor_price: Ints

    @classmethod
    def of(cls, candidates: PairCandidates) -> _Optimum:
        """The best assignment over all the candidates."""
        cost = int(candidates.fit.max()) - candidates.fit + 1  # a cost of 0 would be no candidate to SciPy
        most = min(candidates.mentees, int(candidates.places.sum()))
        unmatched_cost = (most + 1) * int(cost.max())
        if unmatched_cost * (most + 1) > LARGEST:
            raise InvalidValueError(
                Message("the fits lie too far apart to be added up exactly"),
                record="CandidatePair",
                field="pair_fit",
            )
        taken = np.ones(len(candidates), dtype=bool)
        if len(candidates) > DENSE_LIMIT:
            taken = best_few(candidates.mentee, cost, AT_A_TIME) | best_few(
                candidates.mentor, cost, AT_A_TIME
            )
        near_enough = int(cost.max()) // NEAR_COST_DIVISOR
        while True:
            some = candidates.take(taken)
            mentor_of = _solve(some, cost[taken], np.full(candidates.mentees, unmatched_cost))
            prices = _prices(some, cost[taken], unmatched_cost, mentor_of)
            left = cost - prices[0][candidates.mentee] - prices[1][candidates.mentor]
            if not (left < 0).any():
                return cls(candidates, cost, unmatched_cost, mentor_of, *prices)
            # those that come close are likely to be the next ones: taking them in saves rounds
            near = np.flatnonzero(left < near_enough)
            for side in (candidates.mentee[near], candidates.mentor[near]):
                taken[near[best_few(side, left[near], AT_A_TIME)]] = True

    def equals(self) -> PairCandidates:
        """The candidates of which every best assignment consists."""
        all_ = self.candidates
        return all_.take(self.cost == self.mentee_price[all_.mentee] + self.mentor_price[all_.mentor])


def _fairest(optimum: _Optimum) -> Ints:
    """Among all best assignments one whose least fit is greatest; the order of the sides decides the rest.

    A best assignment is one of candidates at their price that leaves no mentee unmatched who costs
    less than that, and no place free that has a price. There is one, by the theorem of Mendelsohn and
    Dulmage, as soon as there is one for the mentees and one for the places.
    """
    equals = optimum.equals()
    must = optimum.mentee_price < optimum.unmatched_cost
    full = optimum.mentor_price < 0
    fits = np.unique(equals.fit)
    # the assignment already reaches its own least fit; nobody can do better than their best one
    assigned = optimum.mentor_of[equals.mentee] == equals.mentor
    mentee, first = np.unique(equals.mentee, return_index=True)
    best = equals.fit[first][must[mentee]]
    low = int(np.searchsorted(fits, equals.fit[assigned].min()))
    high = int(np.searchsorted(fits, best.min(initial=fits[-1])))
    while low < high:
        middle = (low + high + 1) // 2
        if _exists(equals.take(equals.fit >= fits[middle]), must, full):
            low = middle
        else:
            high = middle - 1
    return _first_by_order(equals.take(equals.fit >= fits[low]), must, full)


def _exists(some: PairCandidates, must: Flags, full: Flags) -> bool:
    """Whether there is an assignment that serves all these mentees, and one that fills all these places."""
    from scipy.sparse.csgraph import maximum_bipartite_matching

    for kept, wanted in (
        (must[some.mentee], int(must.sum())),
        (full[some.mentor], int(some.places[full].sum())),
    ):
        graph = _graph(some.take(kept), np.ones(int(kept.sum()), dtype=np.int64))
        if int((maximum_bipartite_matching(graph, perm_type="column") >= 0).sum()) < wanted:
            return False
    return True


def _first_by_order(some: PairCandidates, must: Flags, full: Flags) -> Ints:
    """Of the assignments that serve and fill what must be, the one that order prefers.

    Mentees that come first get the mentors that come first: the sum of (places from the end of the
    mentee) x (place of the mentor) is least, having none counting as a mentor behind the last.
    """
    before_end = some.mentees - np.arange(some.mentees)
    order = before_end[some.mentee] * (some.mentor + 1)
    unmatched_cost = before_end * (some.mentors + 1)
    more = int(unmatched_cost.max()) * (min(some.mentees, int(some.places.sum())) + 1)
    if more > LARGEST // 8:  # order only ever decides between equals: count it more coarsely
        order, unmatched_cost, more = (
            some.mentor + 1,
            np.full(some.mentees, some.mentors + 1),
            some.mentees * (some.mentors + 2),
        )
    # every place that must be filled is a gain, every mentee that must be served a loss if left unmatched
    cost = order + np.where(full[some.mentor], 0, more)
    return _solve(some, cost, unmatched_cost + more + np.where(must, more, 0))


def best_few(group: Ints, cost: Ints, most: int) -> Flags:
    """Which candidates are among the cheapest of their group."""
    least = int(cost.min(initial=0))
    # what is sorted already, as the side of the mentees is, is sorted again at once
    order = np.argsort(group * (int(cost.max(initial=0)) - least + 1) + (cost - least), kind="stable")
    ordered = group[order]
    first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    rank = np.arange(len(ordered)) - np.repeat(first, np.diff(np.r_[first, len(ordered)]))
    chosen = np.zeros(len(group), dtype=bool)
    chosen[order[rank < most]] = True
    return chosen


def _solve(some: PairCandidates, cost: Ints, unmatched_cost: Ints) -> Ints:
    """The cheapest assignment of all mentees to places, or to none at a cost: SciPy's LAPJVsp."""
    from scipy.sparse import csr_matrix, hstack
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    unmatched_columns = csr_matrix((unmatched_cost.astype(np.float64), (np.arange(some.mentees),) * 2))
    graph = hstack([_graph(some, cost), unmatched_columns], format="csr")
    rows, columns = min_weight_full_bipartite_matching(graph)
    mentor_of_seat = np.r_[np.repeat(np.arange(some.mentors), _seats(some)), np.full(some.mentees, -1)]
    mentor_of = np.full(some.mentees, -1)
    mentor_of[rows] = mentor_of_seat[columns]
    return mentor_of


def _degrees(some: PairCandidates) -> Ints:
    """How many mentees each mentor could have."""
    pairs = np.unique(some.mentee * some.mentors + some.mentor)
    return np.bincount(pairs % some.mentors, minlength=some.mentors)


def _seats(some: PairCandidates) -> Ints:
    """How many seats each mentor gets: places, but never more than there are mentees to sit in them."""
    return np.minimum(some.places, _degrees(some))


def _graph(some: PairCandidates, cost: Ints) -> Any:
    """Mentees by seats: a mentor with three places has three columns, all alike.

    A mentor with room for everybody who could come has a column for each of them, for that one alone.
    """
    from scipy.sparse import csr_matrix

    # of a pair that occurs twice the first is the best, for the candidates are sorted
    order = np.argsort(some.mentee * some.mentors + some.mentor, kind="stable")
    mentee, mentor, cost = some.mentee[order], some.mentor[order], cost[order]
    once = np.r_[True, (mentee[1:] != mentee[:-1]) | (mentor[1:] != mentor[:-1])][: len(mentee)]
    mentee, mentor, cost = mentee[once], mentor[once], cost[once]
    degrees = np.bincount(mentor, minlength=some.mentors)
    seats = np.minimum(some.places, degrees)
    own = (seats == degrees)[mentor]
    first = np.r_[0, np.cumsum(seats)]
    cells = np.where(own, 1, seats[mentor])
    if int(cells.sum()) > MOST_CELLS:
        raise InvalidValueError(
            Message("mentors have more places than can be looked at together"),
            record="GuidanceOffer",
            field="free_places",
        )
    nth = np.arange(cells.sum()) - np.repeat(np.cumsum(cells) - cells, cells)
    nth += np.repeat(np.where(own, _nth_of(mentor), 0), cells)
    places = np.repeat(mentee, cells), np.repeat(first[mentor], cells) + nth
    return csr_matrix((np.repeat(cost, cells).astype(np.float64), places), shape=(some.mentees, first[-1]))


def _nth_of(group: Ints) -> Ints:
    """For each member how many of its group stand before it."""
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]][: len(ordered)])
    rank = np.arange(len(ordered)) - np.repeat(first, np.diff(np.r_[first, len(ordered)]))
    nth = np.empty(len(group), dtype=np.int64)
    nth[order] = rank
    return nth


def _prices(some: PairCandidates, cost: Ints, unmatched_cost: int, mentor_of: Ints) -> tuple[Ints, Ints]:
    """The duals of a cheapest assignment: shortest paths in what could be exchanged (Bellman and Ford)."""
    order = np.argsort(some.mentor, kind="stable")
    mentee, mentor, cost = some.mentee[order], some.mentor[order], cost[order]
    first = np.flatnonzero(np.r_[True, mentor[1:] != mentor[:-1]])
    served = mentor_of >= 0
    paid = np.full(some.mentees, unmatched_cost)
    own = mentor_of[mentee] == mentor
    paid[served] = np.iinfo(np.int64).max
    np.minimum.at(paid, mentee[own], cost[own])
    price = np.zeros(some.mentors, dtype=np.int64)
    while True:
        worth = np.where(served, paid - price[mentor_of], unmatched_cost)
        new = price.copy()
        new[mentor[first]] = np.minimum(0, np.minimum.reduceat(cost - worth[mentee], first))
        if np.array_equal(new, price):
            return worth, price
        price = new
