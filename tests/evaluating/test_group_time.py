"""Group-time effects: equal to what others published, by hand, and what leaves them as they are."""

from __future__ import annotations

import csv
import json
from itertools import permutations
from math import comb
from pathlib import Path

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_dev.evaluating.group_time import LEVEL, LINE, SLOPE, Cohort, Panel, estimate, means, parts_of
from asn_dev.evaluating.randomization import by_permutation, choices, smallest_p
from asn_dev.evaluating.service_effect import Requirements, service_effect

PUBLISHED = Path(__file__).parent / "published"
EXPECTED = json.loads((PUBLISHED / "group_time.json").read_text(encoding="utf-8"))


def published(name: str) -> tuple[Panel, dict[int, int], list[int]]:
    """The data of a package; the cohort of each year, and the years."""
    with (PUBLISHED / f"{name}.csv").open(encoding="utf-8") as file:
        heading, *rows = csv.reader(file)
    years = [int(year) for year in heading[2:]]
    firsts = sorted({int(row[1]) for row in rows} - {0})
    label = np.array([firsts.index(int(row[1])) + 1 if int(row[1]) else 0 for row in rows])
    cohorts = tuple(
        Cohort(tuple(range(at)), tuple(range(at, len(years))), at, at - 1)
        for at in (years.index(first) for first in firsts)
    )
    outcome = np.array([[float(value) for value in row[2:]] for row in rows])
    panel = Panel(outcome, np.arange(len(rows)), label, cohorts, np.ones(len(rows), dtype=bool))
    return panel, {first: at + 1 for at, first in enumerate(firsts)}, years


@pytest.mark.parametrize("package", ["csdid", "diff_diff"])
@pytest.mark.parametrize("name", ["castle", "staggered"])
def test_each_cohort_in_each_month_is_that_of_two_packages(name, package):
    """ATT(g, t) against those not yet treated, from the last month before, to 1e-8."""
    panel, cohort_of, years = published(name)
    for key, value in EXPECTED[name][package].items():
        first, year = (int(part) for part in key.split(","))
        at = cohort_of[first] - 1
        alone = [
            attrs.evolve(cohort, after=(years.index(year),) if place == at else ())
            for place, cohort in enumerate(panel.cohorts)
        ]
        one = attrs.evolve(panel, cohorts=tuple(alone))
        assert estimate(parts_of(one, LEVEL, months=1), panel.label) == pytest.approx(value, abs=1e-8), key
    whole = estimate(parts_of(panel, LEVEL, months=1), panel.label)
    assert whole == pytest.approx(EXPECTED[name]["simple"], abs=1e-8)


def panel_of(*rows: list[float], label: list[int], start: int = 2, units: list[int] | None = None) -> Panel:
    months = len(rows[0])
    cohort = Cohort(tuple(range(start)), tuple(range(start, months)), start, start - 1)
    outcome = np.array(rows, dtype=float)
    unit = np.array(units or range(len(rows)))
    return Panel(outcome, unit, np.array(label), (cohort,), np.ones(len(label), dtype=bool))


def test_by_hand():
    """Trained 10, 12 before and 5, 7 after: -5; others +1: -6. The four means are those of the same units."""
    panel = panel_of([10, 12, 5, 7], [0, 0, 1, 1], [4, 4, 5, 5], label=[1, 0, 0])
    parts = parts_of(panel, LEVEL)
    assert estimate(parts, panel.label) == pytest.approx(-6)
    assert means(parts, panel.label, [part.before for part in parts]) == (11, 2)
    assert means(parts, panel.label, [part.after for part in parts]) == (6, 3)
    assert parts_of(panel, LINE) == ()  # through two months there is always a line


def test_a_unit_with_many_services_counts_once():
    """Its two services changed by 2 and 4, the other unit's by 0; the trained one's by 1."""
    rows = ([0, 0, 1, 1], [0, 0, 2, 2], [0, 0, 4, 4], [0, 0, 0, 0])
    panel = panel_of(*rows, label=[1, 0, 0], units=[0, 1, 1, 2])
    assert estimate(parts_of(panel, LEVEL), panel.label) == pytest.approx(1 - (3 + 0) / 2)


def test_units_that_go_on_as_they_went_show_no_effect_beyond_their_line():
    """A slope of 2 a month against one of 0: the level differs, the line does not."""
    months = np.arange(8.0)
    panel = panel_of(3 + 2 * months, np.ones(8), np.zeros(8), label=[1, 0, 0], start=4)
    assert estimate(parts_of(panel, LEVEL), panel.label) == pytest.approx(2 * 4)
    assert estimate(parts_of(panel, LINE), panel.label) == pytest.approx(0)
    assert estimate(parts_of(panel, SLOPE), panel.label) == pytest.approx(2)


@given(st.integers(0, 2**32 - 1), st.sampled_from([LEVEL, LINE, SLOPE]), st.sampled_from([0.0, 0.2]))
def test_levels_of_units_and_months_do_not_matter(seed, against, missing):
    """Nor do gaps: what a month brings to all is not taken for what its missing units changed by."""
    random = np.random.default_rng(seed)
    outcome = random.normal(size=(7, 12))
    outcome[random.random(outcome.shape) < missing] = np.nan
    panel = panel_of(*outcome, label=[1, 1, 1, 0, 0, 0, 0], start=7)
    shifted = outcome + random.normal(size=(7, 1)) * 50 + random.normal(size=12) * 50
    one, two = (parts_of(attrs.evolve(panel, outcome=rows), against) for rows in (outcome, shifted))
    assert len(one) == len(two)
    if one:
        assert estimate(one, panel.label) == pytest.approx(estimate(two, panel.label), abs=1e-6)


@given(st.integers(0, 2**32 - 1), st.floats(-20, 20))
def test_what_is_added_to_the_trained_is_added_to_effect_and_interval(seed, more):
    """And p is that of an effect as much larger."""
    random = np.random.default_rng(seed)
    outcome = random.normal(size=(8, 10))
    panel = panel_of(*outcome, label=[1] * 4 + [0] * 4, start=5)
    outcome[:4, 5:] += more
    other = panel_of(*outcome, label=[1] * 4 + [0] * 4, start=5)
    one, two = service_effect(panel, Requirements()), service_effect(other, Requirements())
    assert two.value - one.value == pytest.approx(more, abs=1e-8)
    assert two.sureness.low - one.sureness.low == pytest.approx(more, abs=1e-5)
    assert two.trend == pytest.approx(one.trend, abs=1e-9)
    assert (two.sureness.p <= 0.05) == (not two.sureness.low <= 0 <= two.sureness.high)


@given(st.lists(st.integers(0, 2), min_size=2, max_size=6))
def test_choices_are_every_arrangement_once(own):
    """The real one first; as many as there are ways."""
    label = np.array(own)
    among = choices(label, np.ones(len(own), dtype=bool)).labels
    assert {tuple(row) for row in among.tolist()} == set(permutations(own))
    assert len(among) == len(set(permutations(own)))
    assert among[0].tolist() == own


@pytest.mark.parametrize(("trained", "others"), [(5, 1), (5, 2), (3, 3), (5, 5)])
def test_the_smallest_p_is_reached_by_the_largest_effect(trained, others):
    """1 of all choices, and its mirror where both sides are as large."""
    label = np.repeat([1, 0], [trained, others])
    every = np.ones(len(label), dtype=bool)
    expected = (2 if trained == others else 1) / comb(trained + others, others)
    assert smallest_p(label, every) == pytest.approx(expected)
    outcome = np.random.default_rng(1).normal(size=(len(label), 8))
    outcome[:trained, 4:] += 1000
    panel = panel_of(*outcome, label=label.tolist(), start=4)
    if others > 1:
        sure = by_permutation(parts_of(panel, LEVEL), choices(label, every), 0.95)
        assert sure.p == pytest.approx(expected)


def test_where_no_p_below_a_twentieth_can_be_reached_there_is_neither_p_nor_interval():
    """Three against three: 2 of 20."""
    outcome = np.random.default_rng(1).normal(size=(6, 8))
    outcome[:3, 4:] -= 1000
    found = service_effect(panel_of(*outcome, label=[1, 1, 1, 0, 0, 0], start=4), Requirements())
    assert (found.sureness.p, found.sureness.low, found.trend_limit) == (None, None, None)
    assert found.smallest_p == pytest.approx(0.1)


def test_placebos_by_hand():
    """B, C and D change by -1, +2 and +20: taken against the other two, -12, -7.5 and 19.5."""
    panel = panel_of([69, 50], [50, 49], [10, 12], [0, 20], label=[1, 0, 0, 0], start=1)
    found = service_effect(panel, Requirements())
    assert found.value == pytest.approx(-19 - 7)
    assert (found.placebo_as_large, found.placebos) == (0, 3)
    weak = service_effect(
        panel_of([50, 69], [50, 49], [10, 12], [0, 20], label=[1, 0, 0, 0], start=1), Requirements()
    )
    assert weak.value == pytest.approx(12)
    assert (weak.placebo_as_large, weak.placebos) == (2, 3)
