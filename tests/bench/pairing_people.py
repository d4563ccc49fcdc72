"""The people of the benchmark of pairing: mentors, mentees and their posts, drawn from a fixed seed.

Three of four wishes go to the nine standard competencies, the rest to technical ones of sixty units,
as in the sample of an office; mentors sit on higher tiers than mentees.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from asn_dev.model import STANDARD_COMPETENCIES, Assessment, CivilServant, MenteeRequest, MentorOffer

TIERS = (
    "Pelaksana",
    "Terampil",
    "Mahir",
    "Ahli Pertama",
    "Ahli Muda",
    "Pengawas",
    "Ahli Madya",
    "Administrator",
)
POSTS = (
    "Guru",
    "Perawat",
    "Perencana",
    "Auditor",
    "Pranata Komputer",
    "Analis Kebijakan",
    "Arsiparis",
    "Penyuluh",
)
MODES = ("tatap muka", "daring", "campuran")
TECHNICAL = 120
UNITS = 60


def people(mentees: int, mentors: int, seed: int = 6) -> dict[type, pl.DataFrame]:
    """The tables of an office with so many who ask and so many who offer.

    >>> {record.__name__: frame.height for record, frame in people(20, 5).items()}
    {'CivilServant': 25, 'MentorOffer': 5, 'MenteeRequest': 20, 'Assessment': 225}
    """
    rng = np.random.default_rng(seed)
    total = mentees + mentors
    guides = np.arange(total) < mentors
    tier = np.where(
        guides,
        rng.choice(len(TIERS), total, p=[0.02, 0.03, 0.05, 0.2, 0.25, 0.15, 0.15, 0.15]),
        rng.choice(len(TIERS), total, p=[0.3, 0.15, 0.1, 0.2, 0.1, 0.05, 0.05, 0.05]),
    )
    unit = rng.integers(0, UNITS, total)
    appointed = rng.integers(0, 25, total)
    staff = pl.DataFrame({"n": np.arange(total), "unit": unit, "since": appointed}).select(
        nip=pl.format(
            "{}{}01{}{}",
            (pl.date(1960, 1, 1) + pl.duration(days=pl.col("n") // 999 * 37)).dt.to_string("%Y%m%d"),
            2000 + pl.col("since"),
            1 + pl.col("n") % 2,
            (1 + pl.col("n") % 999).cast(pl.String).str.zfill(3),
        ),
        unit=pl.format("Dinas {}", pl.col("unit")),
        section=pl.format("Bidang {}", pl.col("n") % 5),
        job_title=pl.Series([f"{POSTS[n % len(POSTS)]} {TIERS[t]}" for n, t in enumerate(tier)]),
        tier=pl.Series([TIERS[t] for t in tier]),
        appointed_on=pl.date(2000 + pl.col("since"), 1, 1),
    )  # fmt: skip
    assert staff["nip"].n_unique() == total
    codes = np.array([one.code for one in STANDARD_COMPETENCIES] + [f"T.{n:03}" for n in range(TECHNICAL)])
    chance = np.r_[np.full(9, 0.75 / 9), np.full(TECHNICAL, 0.25 / TECHNICAL)]
    named = pl.Series(["|".join(rng.choice(codes, 2, replace=False, p=chance)) for _ in range(total)])
    about = staff.select("nip", "unit").with_columns(
        competencies=named, mode=pl.Series(rng.choice(MODES, total))
    )
    levels = np.clip(tier[:, None] // 2 + 1 + guides[:, None] + rng.integers(-1, 2, (total, 9)), 1, 5)
    return {
        CivilServant: staff,
        MentorOffer: about[:mentors].rename({"nip": "mentor"}).with_columns(
            capacity=pl.Series(rng.integers(1, 6, mentors)), across_units=pl.Series(rng.random(mentors) < 0.7)
        ),
        MenteeRequest: about[mentors:].rename({"nip": "mentee"}).with_columns(
            priority=pl.Series(rng.integers(1, 4, mentees))
        ),
        Assessment: pl.DataFrame({
            "nip": np.repeat(staff["nip"].to_numpy(), 9), "competency": np.tile(codes[:9], total),
            "day": np.full(total * 9, np.datetime64(date(2025, 3, 1), "D")), "level": levels.ravel(),
        }),
    }  # fmt: skip
