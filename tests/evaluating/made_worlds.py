"""Worlds of services that are made up: which units were trained, when, and what that did."""

from __future__ import annotations

import numpy as np

from asn_dev.evaluating.claims import claim
from asn_dev.evaluating.group_time import Cohort, Panel
from asn_dev.evaluating.service_effect import Requirements, service_effect
from asn_dev.rules.definitions import text

WAITING = text(id="Waktu tunggu", en="Waiting")


def noise(random: np.random.Generator, units: int, months: int, correlation: float) -> np.ndarray:
    """Noise of standard deviation 1, each month correlated with the one before."""
    drawn = random.normal(size=(units, months))
    for month in range(1, months):
        drawn[:, month] = correlation * drawn[:, month - 1] + np.sqrt(1 - correlation**2) * drawn[:, month]
    return drawn


def world(
    random: np.random.Generator,
    trained: int,
    others: int,
    *,
    effect: float = 0.0,
    trend: float = 0.0,
    correlation: float = 0.0,
    before: int = 12,
    after: int = 12,
) -> Panel:
    """Units trained in one month beside others; `trend` is by how much a month the trained rise more."""
    units, months = trained + others, before + 1 + after
    outcome = noise(random, units, months, correlation)
    outcome += random.normal(size=(units, 1)) * 5 + random.normal(size=months)
    outcome[:trained] += trend * np.arange(months)
    outcome[:trained, before + 1 :] += effect
    outcome[:trained, before] = np.nan
    label = np.repeat([1, 0], [trained, others])
    cohort = Cohort(tuple(range(before)), tuple(range(before + 1, months)), before, before)
    return Panel(outcome, np.arange(units), label, (cohort,), np.ones(units, dtype=bool))


def staggered(
    random: np.random.Generator, sizes: tuple[int, ...], never: int, *, growth: float, correlation: float
) -> tuple[Panel, float]:
    """Cohorts trained two months after each other, their effects growing; and the true average."""
    units, months = sum(sizes) + never, 13 + 2 * len(sizes) + 12
    outcome = noise(random, units, months, correlation)
    outcome += random.normal(size=(units, 1)) * 5 + random.normal(size=months)
    label = np.repeat([*range(1, len(sizes) + 1), 0], [*sizes, never])
    cohorts, effects = [], []
    for at, size in enumerate(sizes, start=1):
        start = 10 + 2 * at
        after = tuple(range(start + 1, start + 13))
        cohorts.append(Cohort(tuple(range(start - 12, start)), after, start, start))
        own = 1.0 + growth * (np.arange(months) - start)
        outcome[np.ix_(label == at, after)] += own[list(after)]
        outcome[label == at, start] = np.nan
        outcome[label == at, start + 13 :] = np.nan
        effects.append(size * float(own[list(after)].mean()))
    panel = Panel(outcome, np.arange(units), label, tuple(cohorts), np.ones(units, dtype=bool))
    return panel, sum(effects) / sum(sizes)


def concluded(panel: Panel, needs: Requirements | None = None) -> str:
    """What is concluded of the world."""
    needs = needs or Requirements()
    return claim(service_effect(panel, needs), needs, outcome=WAITING, is_too_short=False).conclusion
