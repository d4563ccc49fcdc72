"""The assignment: as many as can be, then the greatest sum, then the best worst; against other ways."""

from __future__ import annotations

import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from asn_dev.errors import InvalidValueError
from asn_dev.pairing import assignment, matching
from asn_dev.pairing.assignment import PairCandidates, assign
from asn_dev.pairing.matching import Matching, match_without_reciprocals

Problem = tuple[int, list[int], dict[tuple[int, int], int]]


@st.composite
def problems(draw: st.DrawFn, most: int = 7, most_places: int = 3) -> Problem:
    """How many mentees, the places of each mentor, and a fit for some of the pairs."""
    mentees = draw(st.integers(1, most))
    places = draw(st.lists(st.integers(0, most_places), min_size=1, max_size=most))
    cells = list(itertools.product(range(mentees), range(len(places))))
    kept = draw(st.lists(st.sampled_from(cells), unique=True, max_size=len(cells)))
    fits = draw(st.lists(st.integers(0, 9), min_size=len(kept), max_size=len(kept)))
    return mentees, places, dict(zip(kept, fits, strict=True))


def candidates(problem: Problem, order: list[int] | None = None) -> PairCandidates:
    """The problem as numbers, its rows in some order."""
    mentees, places, fits = problem
    rows = [(*pair, fit) for pair, fit in fits.items()]
    rows = [rows[n] for n in order] if order is not None else rows
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return PairCandidates(*columns, mentees=mentees, places=np.array(places)).sorted()


def worth(problem: Problem, mentor_of: np.ndarray) -> tuple[int, int, int]:
    """How many, the sum, the least; the assignment is checked to be one."""
    _, places, fits = problem
    pairs = [(mentee, int(mentor)) for mentee, mentor in enumerate(mentor_of) if mentor >= 0]
    assert all(pair in fits for pair in pairs)
    assert all(sum(mentor == m for _, m in pairs) <= places[mentor] for mentor in range(len(places)))
    found = [fits[pair] for pair in pairs]
    return len(found), sum(found), min(found, default=0)


def best_of_all(problem: Problem) -> tuple[int, int, int]:
    """By trying everything, mentee by mentee; states with equal places left are looked at together."""
    mentees, places, fits = problem
    states: dict[tuple[int, ...], set[tuple[int, int, int]]] = {tuple(places): {(0, 0, 10)}}
    for mentee in range(mentees):
        after: dict[tuple[int, ...], set[tuple[int, int, int]]] = {}
        for left, worths in states.items():
            after.setdefault(left, set()).update(worths)
            for (who, mentor), fit in fits.items():
                if who == mentee and left[mentor]:
                    rest = (*left[:mentor], left[mentor] - 1, *left[mentor + 1 :])
                    after.setdefault(rest, set()).update((n + 1, s + fit, min(w, fit)) for n, s, w in worths)
        states = after
    count, total, least = max(worth for worths in states.values() for worth in worths)
    return count, total, least if count else 0


@settings(max_examples=150)
@given(problems())
@example((2, [1, 1], {(0, 0): 9, (0, 1): 1, (1, 0): 3}))
def test_it_is_the_best_of_all(problem):
    """In number, then in sum, then in the least: as exhaustive search finds, up to 7 by 7."""
    assert worth(problem, assign(candidates(problem))) == best_of_all(problem)


@settings(max_examples=150)
@given(problems(most=12, most_places=4))
def test_the_number_of_pairs_is_that_of_a_maximum_matching(problem):
    """As networkx finds it, each place a node."""
    mentees, places, fits = problem
    graph = nx.Graph()
    graph.add_nodes_from(("mentee", n) for n in range(mentees))
    for mentee, mentor in fits:
        graph.add_edges_from((("mentee", mentee), (mentor, place)) for place in range(places[mentor]))
    matching = nx.bipartite.maximum_matching(graph, [("mentee", n) for n in range(mentees)])
    assert worth(problem, assign(candidates(problem)))[0] == len(matching) // 2


@given(st.integers(1, 20), st.integers(0, 20), st.integers(0, 2**32 - 1))
def test_where_everybody_fits_everybody_the_sum_is_that_of_scipy(mentees, more, seed):
    """linear_sum_assignment on the full matrix; every mentor takes one."""
    fits = np.random.default_rng(seed).integers(0, 10_000, (mentees, mentees + more))
    rows, columns = linear_sum_assignment(fits, maximize=True)
    problem = (mentees, [1] * (mentees + more), {cell: int(fits[cell]) for cell in np.ndindex(*fits.shape)})
    assert worth(problem, assign(candidates(problem)))[:2] == (mentees, fits[rows, columns].sum())


@settings(max_examples=150)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(problem, random):
    """The very same pairs, not only pairs that are as good."""
    order = list(range(len(problem[2])))
    random.shuffle(order)
    assert assign(candidates(problem)).tolist() == assign(candidates(problem, order)).tolist()


@given(st.integers(2, 25), st.integers(0, 2**32 - 1))
def test_a_few_candidates_at_a_time_find_the_same(size, seed):
    """Prices prove that what was never looked at cannot improve the answer."""
    rng = np.random.default_rng(seed)
    cells = [cell for cell in np.ndindex(size, size) if rng.random() < 0.8]
    problem = (size, rng.integers(0, 3, size).tolist(), {cell: int(rng.integers(0, 100)) for cell in cells})
    whole = worth(problem, assign(candidates(problem)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment, "DENSE_LIMIT", 0)
        patch.setattr(assignment, "AT_A_TIME", 1)
        assert worth(problem, assign(candidates(problem))) == whole


def test_both_are_paired_though_the_sum_of_one_pair_is_greater():
    """The witness against maximising the sum: 9 for one pair, 1 + 3 for two."""
    problem = (2, [1, 1], {(0, 0): 9, (0, 1): 1, (1, 0): 3})
    assert assign(candidates(problem)).tolist() == [1, 0]


def test_among_equal_sums_the_worst_off_pair_is_as_good_as_can_be():
    """9 + 1 and 5 + 5 are the same sum."""
    problem = (2, [1, 1], {(0, 0): 9, (1, 1): 1, (0, 1): 5, (1, 0): 5})
    assert assign(candidates(problem)).tolist() == [1, 0]


def test_what_is_equal_in_all_is_decided_by_order():
    """One place, three alike: the first gets it. Two places: the first mentee gets the first mentor."""
    assert assign(candidates((3, [1], {(n, 0): 5 for n in range(3)}))).tolist() == [0, -1, -1]
    alike = dict.fromkeys(itertools.product(range(2), range(2)), 5)
    assert assign(candidates((2, [1, 1], alike))).tolist() == [0, 1]


def test_nobody_allowed_and_no_place_at_all_leave_everybody_alone():
    """No candidate, no place: no error."""
    assert assign(candidates((3, [2], {}))).tolist() == [-1, -1, -1]
    assert assign(candidates((2, [0], {(0, 0): 5, (1, 0): 5}))).tolist() == [-1, -1]


def test_a_pair_that_occurs_twice_counts_with_its_better_fit():
    """Two competencies of one pair are one candidate."""
    rows = np.array([[0, 0, 2], [0, 0, 8], [0, 1, 5]]).T
    found = assign(PairCandidates(*rows, mentees=1, places=np.array([1, 1])).sorted())
    assert found.tolist() == [0]


def test_fits_too_far_apart_to_be_added_exactly_are_refused():
    """Rather an error than a result on which rounding decides."""
    problem = (2, [1, 1], {(0, 0): 0, (1, 1): 2**51})
    with pytest.raises(InvalidValueError, match="exactly"):
        assign(candidates(problem))


def assert_joined_once(joined: Matching, same: int) -> None:
    """No two people guide each other."""
    pairs = {(mentee, int(mentor)) for mentee, mentor in enumerate(joined.mentor_of) if mentor >= 0}
    assert not [(a, b) for a, b in pairs if a < b < same and (b, a) in pairs]


@settings(max_examples=150)
@given(problems(most=6, most_places=2), st.integers(0, 6))
def test_two_people_are_joined_once_and_no_better_way_exists(problem, shared):
    """The first people of both sides are the same: nobody is the mentor of their own mentor."""
    mentees, places, fits = problem
    same = min(shared, mentees, len(places))
    mentor_is = np.array([n if n < same else -1 for n in range(len(places))])
    joined = match_without_reciprocals(candidates(problem), mentor_is)
    assert_joined_once(joined, same)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "MOST_LOOKED_AT", 0)
        hurried = match_without_reciprocals(candidates(problem), mentor_is)
        assert_joined_once(hurried, same)
        worth(problem, hurried.mentor_of)
    assert joined.exact
    both = [(a, b) for a, b in fits if a < b < same and (b, a) in fits]
    ways = itertools.product(*(((a, b), (b, a)) for a, b in both))
    best = max(
        best_of_all((mentees, places, {pair: fit for pair, fit in fits.items() if pair not in set(left_out)}))
        for left_out in ways
    )
    assert worth(problem, joined.mentor_of) == best
