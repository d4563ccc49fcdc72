"""The plan equals the best of all choices on small offices, and keeps every limit on larger ones."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain, combinations

import attrs
import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.planning import prices
from asn_dev.planning.prices import Prices
from asn_dev.planning.problem import Problem, Rows, sparse
from asn_dev.planning.relaxation import Relaxation, bound_of
from asn_dev.planning.rounding import cheapest
from asn_dev.planning.rows import BUDGET, costs
from asn_dev.planning.search import search
from asn_dev.testing.synthetic import synthetic_city

NATIONAL = asn.region("nasional", on="2025-12-31")
UNIT = "Dinas Sosial"


def subsets(of):
    """Every part of a list."""
    return chain.from_iterable(combinations(of, n) for n in range(len(of) + 1))


@st.composite
def offices(draw):
    """People with levels, programmes of one competency or two, sessions that may clash: few choices."""
    people = [
        asn.CivilServant(
            nip=asn.Nip(f"19870412201001{1 + n % 2}{n:03}"),
            employment=draw(st.sampled_from([asn.Employment.PNS, asn.Employment.PPPK])),
            job_title="Analis",
            unit=UNIT,
        )
        for n in range(1, draw(st.integers(2, 3)) + 1)
    ]
    competencies = ["komunikasi", "kerja_sama"][: draw(st.integers(1, 2))]
    records = [
        asn.RequiredLevel(job_title="Analis", unit=UNIT, competency=c, level=draw(st.integers(2, 4)))
        for c in competencies
    ]
    for person in people:
        for c in competencies:
            level = draw(st.sampled_from([None, 1, 1, 2, 3]))
            records.append(asn.Assessment(nip=person.nip, competency=c, day=date(2025, 3, 1), level=level))
    for n in range(draw(st.integers(1, 4))):
        start = date(2026, 3, 1) + timedelta(draw(st.integers(0, 6)))
        programme = draw(st.integers(1, n + 1))
        if programme == n + 1:
            records.append(
                asn.Programme(code=f"P{n + 1}", name=f"Kursus {n}", competency=draw(st.sampled_from(competencies)),
                              level=draw(st.integers(2, 4)), hours=float(draw(st.sampled_from([8, 16, 24, 40]))),
                              mode=draw(st.sampled_from([asn.Mode.CLASSROOM, asn.Mode.ONLINE])))
            )  # fmt: skip
        known = [one.code for one in records if isinstance(one, asn.Programme)]
        records.append(
            asn.Session(code=f"S{n}", programme=f"P{programme}" if f"P{programme}" in known else known[0], start=start,
                        end=start + timedelta(draw(st.integers(0, 3))), capacity=draw(st.integers(1, 3)),
                        fixed_cost=float(draw(st.integers(0, 3)) * 1_000_000),
                        cost_per_person=float(draw(st.integers(0, 2)) * 500_000))
        )  # fmt: skip
    records.append(asn.Participation(nip=people[0].nip, name="Lama", hours=12.0, end=date(2025, 5, 1)))
    return [*people, *records]


@settings(max_examples=40)
@given(offices(), st.integers(0, 12))
def test_the_plan_is_the_best_of_all_choices(office_of, records, halves):
    """All parts of all candidate seats are tried, with the limits of plain Python."""
    office, budget = office_of(records), halves * 500_000.0
    seen = asn.score(office.register, NATIONAL, of=asn.CandidateSeat, indicators=["seat_value"])
    values = {(row["session"], row["nip"]): row["seat_value"] for row in seen.iter_rows(named=True)}
    possible = sorted(
        seat
        for seat in values
        if not [fault for fault in office.broken([seat], {seat[0]}, smallest={}) if "nothing" in fault]
    )
    if len(possible) > 12:
        possible = possible[:0]  # the search is about up to twelve choices; more would only take longer
    best = 0.0
    for chosen in subsets(possible):
        held = {code for code, _ in chosen}
        worth = sum(values[seat] for seat in chosen)
        if worth > best + 1e-9 and not office.broken(chosen, held, budget, absence=0.2):
            best = worth
    made = asn.plan(office.register, NATIONAL, budget=budget, period=2026)
    seats = list(made.seats.select("session", "nip").iter_rows())
    held = set(made.sessions.filter("held")["code"])
    assert office.broken(seats, held, budget) == []
    assert made.cost == pytest.approx(office.cost(seats, held))
    if possible or not values:
        assert made.value == pytest.approx(best, abs=1e-6)
        assert made.bound == pytest.approx(best, abs=1e-6)


@st.composite
def problems(draw):
    """Seats, sessions and arbitrary rows, some of them from below, without any meaning."""
    sessions, people = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    pairs = [(s, p) for s in range(sessions) for p in range(people)]
    seats = sorted(draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=12 - sessions, unique=True)))
    columns = len(seats) + sessions
    rows = draw(st.integers(0, 5))
    matrix = np.array(
        draw(
            st.lists(
                st.lists(st.integers(-2, 5), min_size=columns, max_size=columns), min_size=rows, max_size=rows
            )
        ),
        float,
    )
    matrix = matrix.reshape(rows, columns)
    for row in range(rows):  # some rows concern one person alone: those are what the sets are made of
        owner = draw(st.none() | st.integers(0, people - 1))
        if owner is not None:
            matrix[row] = np.abs(matrix[row]) * [*(p == owner for _, p in seats), *[False] * sessions]
    rhs = np.array(draw(st.lists(st.integers(-1, 10), min_size=rows, max_size=rows)), float)
    values = draw(st.lists(st.integers(0, 20), min_size=len(seats), max_size=len(seats)))
    low = np.zeros(columns)
    low[len(seats) :] = (
        draw(st.lists(st.booleans(), min_size=sessions, max_size=sessions)) if draw(st.booleans()) else 0
    )
    at, on = np.nonzero(matrix)
    return Problem(
        value=np.array(values) / 4, session=np.array([s for s, _ in seats]), person=np.array([p for _, p in seats]),
        places=np.full(sessions, 2),
        rows=Rows(sparse(matrix[at, on], at, on, matrix.shape), rhs, ["row"] * rows, [()] * rows, np.ones(rows), np.zeros(rows, bool)),
        low=low, high=np.ones(columns),
    )  # fmt: skip


def best_of_all(problem):
    """The value of the best choice; None where there is none."""
    columns = problem.seats + problem.sessions
    choices = (np.arange(2**columns)[:, None] >> np.arange(columns)) & 1 == 1
    held = choices[:, problem.seats :]
    allowed = ~(choices[:, : problem.seats] & ~held[:, problem.session]).any(axis=1)
    allowed &= (choices >= problem.low).all(axis=1)
    allowed &= (choices @ problem.rows.matrix.toarray().T <= problem.rows.rhs + 1e-9).all(axis=1)
    return float((choices[allowed][:, : problem.seats] @ problem.value).max()) if allowed.any() else None


@settings(max_examples=80)
@given(problems())
def test_any_small_problem_is_solved_exactly(problem):
    """Also rows from below, negative numbers, decisions and contradictions."""
    found = list(search(problem))
    best = best_of_all(problem)
    if best is None:
        assert not found or found[-1].chosen is None
    else:
        assert found[-1].value == pytest.approx(best, abs=1e-6)
        assert problem.holds(found[-1].chosen)


@settings(max_examples=100)
@given(problems(), st.lists(st.floats(0, 5), min_size=5, max_size=5))
def test_any_prices_prove_a_true_bound(problem, prices):
    """The bound is arithmetic: whatever prices it is made of, no choice exceeds it."""
    best = best_of_all(problem)
    bound, _, _ = bound_of(
        problem, problem.rows.matrix, problem.rows.rhs, np.array(prices[: len(problem.rows)])
    )
    if best is not None:
        assert bound >= best - 1e-9
        relaxed = Relaxation(problem).solve()
        assert relaxed is not None
        assert relaxed.bound >= best - 1e-6


@settings(max_examples=40)
@given(problems())
def test_branching_agrees_with_the_search_of_all(problem):
    """The way of large problems, taken with small ones: the plan holds, the bound is true."""
    import asn_dev.planning.search as module

    kept, module.SMALL = module.SMALL, 0
    try:
        found = list(search(problem))
    finally:
        module.SMALL = kept
    best = best_of_all(problem)
    if best is not None and found and found[-1].chosen is not None:
        last = found[-1]
        assert problem.holds(last.chosen)
        assert last.value <= best + 1e-6
        assert last.bound >= best - 1e-6


@pytest.fixture(scope="module")
def city():
    """A city of which every table is known."""
    return synthetic_city(people=320)


@pytest.mark.parametrize("budget", [60e6, 200e6])
def test_every_limit_holds_in_a_city(office_of, city, budget):
    """Some hundred seats, checked by plain Python against the tables themselves."""
    made = asn.plan(asn.Register.from_frames(city), NATIONAL, budget=budget)
    kinds = (asn.CivilServant, asn.Programme, asn.Session, asn.RequiredLevel, asn.Assessment)
    register = asn.Register.from_frames({kind: city[kind] for kind in kinds})
    office = office_of([one for kind in kinds for one in register.records(kind)])
    seats = list(made.seats.select("session", "nip").iter_rows())
    held = set(made.sessions.filter("held")["code"])
    assert len(seats) > 50
    assert office.broken(seats, held, budget) == []
    assert made.gap < 0.01


def test_the_same_plan_whatever_the_order_of_the_rows(city):
    """Tables in another order, twice: the same seats and the same bound."""
    plans = [asn.plan(asn.Register.from_frames(city), NATIONAL, budget=40e6)]
    shuffled = {kind: frame.sample(fraction=1.0, shuffle=True, seed=7) for kind, frame in city.items()}
    plans.append(asn.plan(asn.Register.from_frames(shuffled), NATIONAL, budget=40e6))
    assert plans[0].gap > 0  # not proven the best: the way there, too, is the same
    assert plans[0].seats.equals(plans[1].seats)
    assert (plans[0].value, plans[0].bound) == (plans[1].value, plans[1].bound)
    assert plans[0].reasons.sort(pl.all()).equals(plans[1].reasons.sort(pl.all()))


def test_a_bound_is_above_the_plan_and_more_money_never_brings_less(city):
    """The value rises with the budget, and so does the curve."""
    register = asn.Register.from_frames(city)
    plans = [asn.plan(register, NATIONAL, budget=money) for money in (0, 30e6, 40e6)]
    assert [p.value for p in plans] == sorted(p.value for p in plans)
    assert all(p.bound >= p.value for p in plans)
    assert plans[2].curve["value_at_most"].is_sorted()
    assert attrs.fields(type(plans[0])).seats


@st.composite
def priced_problems(draw):
    """A problem of any rows with a budget: a cost of each seat and session, and the money there is."""
    problem = draw(problems())
    columns = len(problem.low)
    cost = np.array(draw(st.lists(st.integers(0, 4), min_size=columns, max_size=columns)), float)
    rows = problem.rows
    matrix = np.vstack([rows.matrix.toarray(), cost])
    at, on = np.nonzero(matrix)
    money = float(draw(st.integers(0, int(cost.sum()) + 2)))
    priced = Rows(
        sparse(matrix[at, on], at, on, matrix.shape),
        np.append(rows.rhs, money),
        [*rows.limit, BUDGET],
        [*rows.group, ()],
        np.ones(len(rows) + 1),
        np.zeros(len(rows) + 1, bool),
    )
    return attrs.evolve(problem, rows=priced)


def best_plan(problem):
    """The last answer of the search; the example is passed over where the demands contradict each other."""
    answers = list(search(problem))
    assume(answers and answers[-1].chosen is not None)
    return answers[-1]


def least_cost(problem, value, cost):
    """The cost of the cheapest choice of at least a value, of all choices."""
    columns = problem.seats + problem.sessions
    choices = (np.arange(2**columns)[:, None] >> np.arange(columns)) & 1 == 1
    held = choices[:, problem.seats :]
    allowed = ~(choices[:, : problem.seats] & ~held[:, problem.session]).any(axis=1)
    allowed &= (choices >= problem.low).all(axis=1)
    allowed &= (choices @ problem.rows.matrix.toarray().T <= problem.rows.rhs + 1e-9).all(axis=1)
    allowed &= choices[:, : problem.seats] @ problem.value >= value - 1e-9
    return float((choices[allowed] @ cost).min())


@settings(max_examples=40)
@given(priced_problems())
def test_of_plans_of_equal_value_it_is_the_cheapest(problem):
    """No choice of the same value costs less."""
    best = best_plan(problem)
    cost = costs(problem.rows)
    chosen = cheapest(problem, best.chosen, cost)
    assert problem.holds(chosen)
    assert problem.worth(chosen) == pytest.approx(best.value, abs=1e-5)
    assert float(cost[chosen].sum()) == pytest.approx(least_cost(problem, best.value, cost), abs=1e-6)


@settings(max_examples=25)
@given(priced_problems(), st.sampled_from([1.0, 2.0, 5.0]))
def test_a_wider_limit_brings_what_trying_everything_says(problem, more):
    """Money, and each limit that binds, one unit wider; the curve of the budget too."""
    best = best_plan(problem)
    worked_out = Prices(Relaxation(problem), best, {}, {}, frozenset())
    rows = problem.rows
    kept, prices.MORE = prices.MORE, more
    try:
        gain, curve, limits = worked_out.next_money, worked_out.curve, worked_out.limits
    finally:
        prices.MORE = kept
    money = len(rows) - 1
    expected = best_of_all(problem.with_rhs(money, rows.rhs[money] + more)) - best.value
    assert (gain.found, gain.at_most) == pytest.approx((expected, expected), abs=1e-3)
    for budget, at_most, value in curve.iter_rows():
        optimum = best_of_all(problem.with_rhs(money, budget))
        if optimum is None:
            assert value is None
        else:
            assert (at_most, value) == pytest.approx((optimum, optimum), abs=1e-5)
    for name, price, added, at_most in limits.select("limit", "price", "gain", "gain_at_most").iter_rows():
        assert price > 0
        assert added == pytest.approx(at_most, abs=1e-3)
        if name == BUDGET:
            assert added == pytest.approx(expected, abs=1e-3)
