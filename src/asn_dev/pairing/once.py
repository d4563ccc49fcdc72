"""Joining two people at most once: nobody is the mentor of their own mentor at the same time.

This is no matter of places, so the assignment alone cannot see to it. Where it happens, one of the two
directions has to go: both are tried, the better attempt first, until one needs no more of it.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs
import numpy as np

from asn_dev.pairing.assignment import Candidates, assign

if TYPE_CHECKING:
    from asn_dev.pairing.assignment import Ints

MOST_TRIES = 50
"""How many assignments are tried before what is left is settled by the better fit of the two."""


@attrs.frozen(eq=False)
class Joined:
    """The mentor of each mentee, -1 for none; `exact` says whether it is proven to be the best."""

    mentor_of: Ints
    exact: bool = True


def join(candidates: Candidates, mentor_is: Ints) -> Joined:
    """The best assignment in which no two people are joined twice.

    `mentor_is` gives for each mentor the number of the mentee who is the same person, else -1.
    """
    tried: list[tuple[tuple[int, int, int], int, Ints, tuple[tuple[int, int], ...]]] = []
    turn = itertools.count()

    def attempt(without: tuple[tuple[int, int], ...]) -> None:
        some = _without(candidates, without)
        mentor_of = assign(some)
        count, total, least = _worth(some, mentor_of)
        heapq.heappush(tried, ((-count, -total, -least), next(turn), mentor_of, without))

    attempt(())
    for _ in range(MOST_TRIES):
        _, _, mentor_of, without = heapq.heappop(tried)
        twice = next(_both_ways(mentor_of, mentor_is), None)
        if twice is None:
            return Joined(mentor_of)
        for direction in twice:
            attempt((*without, direction))
    _, _, mentor_of, without = heapq.heappop(tried)
    while (twice := next(_both_ways(mentor_of, mentor_is), None)) is not None:
        fits = [_fit_of(candidates, *direction) for direction in twice]
        without = (*without, twice[0] if fits[0] < fits[1] else twice[1])
        mentor_of = assign(_without(candidates, without))
    return Joined(mentor_of, exact=False)


def _both_ways(mentor_of: Ints, mentor_is: Ints) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Each two people who were joined twice, as (mentee, mentor) one way and the other."""
    served = np.flatnonzero(mentor_of >= 0)
    guide = mentor_is[mentor_of[served]]  # the mentor of each, as a mentee
    known = guide >= 0
    served, guide = served[known], guide[known]
    back = mentor_of[guide]
    again = (back >= 0) & (mentor_is[back] == served) & (served < guide)
    for mentee, other in zip(served[again].tolist(), guide[again].tolist(), strict=True):
        yield (mentee, int(mentor_of[mentee])), (other, int(mentor_of[other]))


def _without(candidates: Candidates, pairs: tuple[tuple[int, int], ...]) -> Candidates:
    kept = np.ones(len(candidates), dtype=bool)
    for mentee, mentor in pairs:
        kept &= (candidates.mentee != mentee) | (candidates.mentor != mentor)
    return candidates.take(kept) if pairs else candidates


def _worth(candidates: Candidates, mentor_of: Ints) -> tuple[int, int, int]:
    """How many are served, the sum of their fits, and the least of them."""
    fits = _fits(candidates, mentor_of)
    return len(fits), int(fits.sum()), int(fits.min(initial=np.iinfo(np.int64).max))


def _fits(candidates: Candidates, mentor_of: Ints) -> Ints:
    """The fit of each pair: candidates are sorted, so the best of a pair comes first."""
    chosen = np.flatnonzero(mentor_of[candidates.mentee] == candidates.mentor)
    first = np.unique(candidates.mentee[chosen], return_index=True)[1]
    return candidates.fit[chosen[first]]


def _fit_of(candidates: Candidates, mentee: int, mentor: int) -> int:
    return int(candidates.fit[(candidates.mentee == mentee) & (candidates.mentor == mentor)].max())
