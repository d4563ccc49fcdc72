"""Simulated worlds: an effect is concluded where there is one, and hardly ever where there is none.

Fixed seeds; tests/bench/worlds.py draws 2,000 of each for docs/calibration.md.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from asn_dev.evaluating.group_time import LEVEL, parts_of
from asn_dev.evaluating.randomization import by_permutation, by_wild_bootstrap, choices

sys.path.insert(0, str(Path(__file__).parent))
from made_worlds import concluded, staggered, world

DRAWS = 80
NOTHING = (
    {},
    {"trend": 0.1},
    {"trend": 0.2},
    {"correlation": 0.5},
    {"correlation": 0.8},
)


def share(conclusion: str, draws: int, *units: int, **what: float) -> float:
    random = np.random.default_rng(20_25)
    return sum(concluded(world(random, *units, **what)) == conclusion for _ in range(draws)) / draws


@pytest.mark.parametrize("what", NOTHING, ids=str)
@pytest.mark.parametrize("units", [(5, 1), (5, 2), (5, 5)], ids=str)
def test_no_effect_is_concluded_where_there_is_none(units, what):
    """Few to compare with, ways that differ by 0.1 or 0.2 a month, months that hang together."""
    assert share("effect", DRAWS if units == (5, 5) else 10, *units, **what) <= 0.07


@pytest.mark.parametrize("what", [{}, {"correlation": 0.5}, {"before": 6, "after": 6}], ids=str)
def test_an_effect_of_five_standard_deviations_is_found(what):
    """With five units on each side."""
    assert share("effect", 40, 5, 5, effect=5.0, **what) >= 0.8


def test_with_one_or_two_to_compare_with_nothing_can_be_told():
    """Not even of an effect of fifty standard deviations."""
    assert share("cannot_tell", 5, 5, 1, effect=50.0) == share("cannot_tell", 5, 5, 2, effect=50.0) == 1


def test_one_noisy_side_is_not_taken_for_an_effect():
    """Three trained units that vary three times as much as twelve others."""
    random, seen = np.random.default_rng(7), 0
    for _ in range(DRAWS):
        panel = world(random, 3, 12)
        panel.outcome[:3] += random.normal(size=panel.outcome[:3].shape) * np.sqrt(8)
        seen += concluded(panel) == "effect"
    assert seen / DRAWS <= 0.07


@pytest.mark.parametrize(("sizes", "never"), [((3, 3), 4), ((5, 5), 12)], ids=["permutation", "bootstrap"])
def test_effects_that_grow_lie_within_their_interval(sizes, never):
    """Cohorts trained two months apart; 95 % of intervals should hold the true average, within chance."""
    random, within, draws = np.random.default_rng(3), 0, 120
    for _ in range(draws):
        panel, true = staggered(random, sizes, never, growth=0.3, correlation=0.5)
        parts = parts_of(panel, LEVEL)
        if never < 10:
            sure = by_permutation(parts, choices(panel.label, panel.movable), 0.95)
        else:
            sure = by_wild_bootstrap(parts, panel.label, 0.95)
        within += sure.low <= true <= sure.high
    assert 0.91 <= within / draws <= 0.99
