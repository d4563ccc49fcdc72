"""Mentoring in the city: who offers, who asks, which pairs there are, and the log of their meetings."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from asn_dev.model import MenteeRequest, MentoringSession, MentorOffer, Mentorship
from asn_dev.testing.city.drawing import Rng, days_between, numbered, pick, some, table

MODES = {"tatap muka": 0.5, "daring": 0.2, "campuran": 0.3}
GOALS = {"Siap uji kompetensi": 0.3, "Persiapan naik jenjang": 0.3, "Menguasai tugas baru": 0.4}
STATUSES = {"selesai": 0.84, "batal": 0.09, "tidak hadir": 0.07}
GUIDING_LEVEL = 4
"""Who has reached this level may guide others."""
MEETINGS = 6
"""How often a pair meant to meet in the year."""


def offers(rng: Rng, people: pl.DataFrame, assessments: pl.DataFrame) -> pl.DataFrame:
    """What some people who reached level 4 would guide others in: up to three competencies."""
    able = assessments.filter(pl.col("level") >= GUIDING_LEVEL).select("nip", "competency")
    able = able.filter(pl.Series(some(rng, 0.5, able.height)))
    offered = able.group_by("nip", maintain_order=True).agg(pl.col("competency").head(3).str.join("|"))
    willing = offered.filter(pl.Series(some(rng, 0.12, offered.height)))
    size = willing.height
    rows = willing.join(people.select("nip", "unit"), on="nip", maintain_order="left").with_columns(
        mentor="nip",
        competencies="competency",
        capacity=pl.Series(rng.integers(1, 5, size)),
        mode=pl.Series(pick(rng, MODES, size)),
        across_units=pl.Series(some(rng, 0.7, size)),
    )
    return table(MentorOffer, rows)


def requests(rng: Rng, people: pl.DataFrame, gaps: pl.DataFrame, offers: pl.DataFrame) -> pl.DataFrame:
    """What some people below the level of their post would like to be guided in, most wanted first."""
    wanted = gaps.group_by("nip", maintain_order=True).agg(pl.col("competency").head(3).str.join("|"))
    wanted = wanted.join(offers.select(nip="mentor"), on="nip", how="anti", maintain_order="left")
    asking = wanted.filter(pl.Series(some(rng, 0.12, wanted.height)))
    size = asking.height
    rows = asking.join(people.select("nip", "unit"), on="nip", maintain_order="left").with_columns(
        mentee="nip",
        competencies="competency",
        priority=pl.Series(rng.integers(1, 4, size)),
        mode=pl.Series(pick(rng, MODES, size)),
        goal=pl.Series(pick(rng, GOALS, size)),
    )
    return table(MenteeRequest, rows)


def mentorships(rng: Rng, offers: pl.DataFrame, requests: pl.DataFrame, year: int) -> pl.DataFrame:
    """The pairs of the year: each learner with somebody who offers what they want most, within capacity."""
    asked = requests.select("mentee", pl.col("competencies").str.split("|").list.first().alias("competency"))
    offered = offers.select("mentor", "capacity", pl.col("competencies").str.split("|").alias("competency"))
    pairs = asked.join(offered.explode("competency"), on="competency", maintain_order="left_right")
    pairs = pairs[rng.permutation(pairs.height)].unique("mentee", keep="first", maintain_order=True)
    pairs = pairs.filter(pl.int_range(pl.len()).over("mentor") < pl.col("capacity"))
    start = days_between(rng, date(year, 1, 20), date(year, 6, 30), pairs.height)
    return table(Mentorship, pairs.with_columns(start=start, end=pl.lit(date(year, 12, 19))))


def sessions(rng: Rng, mentorships: pl.DataFrame, year: int) -> pl.DataFrame:
    """The log of the year: what was meant to take place, and what did; minutes only where it did."""
    index = np.repeat(np.arange(mentorships.height), rng.integers(1, MEETINGS + 1, mentorships.height))
    rows = mentorships[index]
    size = rows.height
    after = pl.Series(rng.random(size)) * (pl.col("end") - pl.col("start")).dt.total_days()
    held = pl.col("status") == "selesai"
    minutes = pl.Series(rng.choice([45.0, 60.0, 90.0, 100.0, 120.0], size))
    satisfaction = pl.Series(rng.choice([3, 4, 5], size, p=[0.15, 0.5, 0.35]))
    rows = rows.with_columns(
        status=pl.Series(pick(rng, STATUSES, size)),
        mode=pl.Series(pick(rng, {"tatap muka": 0.6, "daring": 0.4}, size)),
        day=pl.col("start") + pl.duration(days=after.floor()),
    ).sort("day", "mentor", "mentee", maintain_order=True)
    return table(
        MentoringSession,
        rows.with_columns(
            code=numbered(f"SM-{year}", digits=4),
            minutes=pl.when(held).then(minutes),
            satisfaction=pl.when(held).then(satisfaction),
        ),
    )
