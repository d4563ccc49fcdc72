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

from asn_dev.pairing.assignment import PairCandidates, assign

if TYPE_CHECKING:
    from asn_dev.pairing.assignment import Flags, Ints

MOST_TRIES = 50
"""How many assignments are tried before only the better direction of any two people is left."""

MOST_LOOKED_AT = 40_000_000
"""How many candidates all tries together may look at."""


@attrs.frozen(eq=False)
class Matching:
    """The mentor of each mentee, -1 for none; `exact` says whether it is proven to be the best."""

    mentor_of: Ints
    exact: bool = True


def match_without_reciprocals(candidates: PairCandidates, mentee_of_mentor: Ints) -> Matching:
    """The best assignment in which no two people are joined twice.

    `mentee_of_mentor` gives for each mentor the number of the mentee who is the same person, else -1.
    """
    tried: list[tuple[tuple[int, int, int], int, Ints, tuple[tuple[int, int], ...]]] = []
    turn = itertools.count()

    def attempt(without: tuple[tuple[int, int], ...]) -> None:
        some = _without(candidates, without)
        mentor_of = assign(some)
        count, total, least = _worth(some, mentor_of)
        heapq.heappush(tried, ((-count, -total, -least), next(turn), mentor_of, without))

    attempt(())
    for _ in range(max(1, min(MOST_TRIES, MOST_LOOKED_AT // max(1, len(candidates))))):
        _, _, mentor_of, without = heapq.heappop(tried)
        twice = next(_both_ways(mentor_of, mentee_of_mentor), None)
        if twice is None:
            return Matching(mentor_of)
        for direction in twice:
            attempt((*without, direction))
    return Matching(assign(candidates.take(_one_way(candidates, mentee_of_mentor))), exact=False)


def _one_way(candidates: PairCandidates, mentee_of_mentor: Ints) -> Flags:
    """All candidates but the worse of two that join the same people both ways."""
    as_mentor = np.full(candidates.mentees, -1)
    both = np.flatnonzero(mentee_of_mentor >= 0)
    as_mentor[mentee_of_mentor[both]] = both
    back = mentee_of_mentor[candidates.mentor], as_mentor[candidates.mentee]
    two = np.flatnonzero((back[0] >= 0) & (back[1] >= 0))
    key = (candidates.mentee * candidates.mentors + candidates.mentor)[two]
    keys, first = np.unique(key, return_index=True)  # candidates are sorted: the best fit comes first
    kept = np.ones(len(candidates), dtype=bool)
    if len(keys):
        other = back[0][two] * candidates.mentors + back[1][two]
        position = np.minimum(np.searchsorted(keys, other), len(keys) - 1)
        there = np.where(
            keys[position] == other, candidates.fit[two][first[position]], np.iinfo(np.int64).min
        )
        here = candidates.fit[two][first[np.searchsorted(keys, key)]]
        kept[two] = (here > there) | ((here == there) & (candidates.mentee[two] < back[0][two]))
    return kept


def _both_ways(mentor_of: Ints, mentee_of_mentor: Ints) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Each two people who were joined twice, as (mentee, mentor) one way and the other."""
    served = np.flatnonzero(mentor_of >= 0)
    guide = mentee_of_mentor[mentor_of[served]]  # the mentor of each, as a mentee
    is_mentee = guide >= 0
    served, guide = served[is_mentee], guide[is_mentee]
    back = mentor_of[guide]
    again = (back >= 0) & (mentee_of_mentor[back] == served) & (served < guide)
    for mentee, other in zip(served[again].tolist(), guide[again].tolist(), strict=True):
        yield (mentee, int(mentor_of[mentee])), (other, int(mentor_of[other]))


def _without(candidates: PairCandidates, pairs: tuple[tuple[int, int], ...]) -> PairCandidates:
    kept = np.ones(len(candidates), dtype=bool)
    for mentee, mentor in pairs:
        kept &= (candidates.mentee != mentee) | (candidates.mentor != mentor)
    return candidates.take(kept) if pairs else candidates


def _worth(candidates: PairCandidates, mentor_of: Ints) -> tuple[int, int, int]:
    """How many are served, the sum of their fits, and the least of them."""
    fits = _fits(candidates, mentor_of)
    return len(fits), int(fits.sum()), int(fits.min(initial=np.iinfo(np.int64).max))


def _fits(candidates: PairCandidates, mentor_of: Ints) -> Ints:
    """The fit of each pair: candidates are sorted, so the best of a pair comes first."""
    chosen = np.flatnonzero(mentor_of[candidates.mentee] == candidates.mentor)
    first = np.unique(candidates.mentee[chosen], return_index=True)[1]
    return candidates.fit[chosen[first]]
