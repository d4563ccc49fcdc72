"""What some people of the city did on its e-learning platform: short pieces, most of them in the evening."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from asn_dev.model import LearningActivity
from asn_dev.testing.city.drawing import Rng, days_between, numbered, some, table
from asn_dev.testing.city.learning import TOPICS

LEARNERS = 0.12
"""The share of people who use the platform."""
PIECES = 7
"""How many pieces a learner takes at most."""
EVENING, OFFICE = (18 * 60 + 30, 22 * 60), (8 * 60 + 45, 15 * 60 + 30)
"""Between which minutes of the day a piece ends, after work and at work."""


def activities(rng: Rng, people: pl.DataFrame, year: int) -> pl.DataFrame:
    """The pieces that learners took in the year, two of three after work; four of five completed."""
    learners = people.filter(pl.Series(some(rng, LEARNERS, people.height))).select("nip", "appointed_on")
    index = np.repeat(np.arange(learners.height), rng.integers(1, PIECES + 1, learners.height))
    size = len(index)
    evening, office = (rng.integers(*span, size) for span in (EVENING, OFFICE))
    rows = learners[index].with_columns(
        course=pl.Series(rng.choice(TOPICS, size), dtype=pl.String),
        day=days_between(rng, date(year, 1, 6), date(year, 12, 19), size),
        clock=pl.Series(np.where(some(rng, 0.66, size), evening, office)),
        minutes=pl.Series(rng.choice([20.0, 30.0, 45.0, 60.0, 90.0], size)),
        completed=pl.Series(some(rng, 0.8, size)),
        platform=pl.lit("Portal Belajar Contoh"),
    )
    rows = rows.filter(pl.col("day") >= pl.col("appointed_on")).sort(
        "day", "clock", "nip", maintain_order=True
    )
    return table(LearningActivity, rows.with_columns(code=numbered(f"EL-{year}", digits=5)))
