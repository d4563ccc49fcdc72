"""The posts of the city: which office has which, who holds them, and with what rank."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from asn_dev.model import Job, Unit
from asn_dev.testing.city.drawing import Ints, apportion, choice, member, table
from asn_dev.testing.city.offices import Office

STRUCTURAL, FUNCTIONAL, GENERAL = "1", "2", "4"

EXPERT_TIERS = ("Ahli Pertama", "Ahli Muda", "Ahli Madya")
TECHNICIAN_TIERS = ("Terampil", "Mahir", "Penyelia")
GENERAL_POSTS = (
    ("Penelaah Teknis Kebijakan", "Penata Layanan Operasional"),
    ("Pengelola Layanan Operasional", "Pengolah Data dan Informasi"),
    ("Pengadministrasi Perkantoran", "Operator Layanan Operasional", "Pengelola Umum Operasional"),
)
"""What people in general posts are called: with a degree, with a diploma, from school."""

RANKS = "I/a I/b I/c I/d II/a II/b II/c II/d III/a III/b III/c III/d IV/a IV/b IV/c IV/d IV/e".split()
FIRST_RANK = {
    **{"05": "I/a", "10": "I/c", "12": "I/c", "15": "II/a", "17": "II/a", "18": "II/a"},
    **{"20": "II/b", "25": "II/b", "30": "II/c", "35": "III/a", "40": "III/a"},
    **{"45": "III/b", "50": "III/c"},
}
CONTRACT_GRADE = {
    **{"05": "I", "10": "IV", "12": "IV", "15": "V", "17": "V", "18": "V"},
    **{"20": "VI", "25": "VI", "30": "VII", "35": "IX", "40": "IX", "45": "X", "50": "XI"},
}


def units(city: str, offices: Sequence[Office]) -> pl.DataFrame:
    """The offices as the units of the city's government."""
    return table(Unit, {"name": [office.name for office in offices], "agency": f"Pemerintah {city}"})


def structural_posts(seats: Ints, offices: Sequence[Office], share: float) -> Ints:
    """How many structural posts each office has: a small office has more for its size."""
    total = round(int(seats.sum()) * share)
    return np.minimum(seats, apportion(total, [office.size**0.5 for office in offices]))


def with_posts(people: pl.DataFrame, offices: Sequence[Office], heads: Ints, year: int) -> pl.DataFrame:
    """The people with unit, section, title and tier of their post, and their rank.

    Reads `office`, `place` (0 is the head), `job_kind`, `education`, `employment`, `sex`,
    `appointed_on` and the two lots.
    """
    about = pl.DataFrame(
        {
            "office": range(len(offices)),
            "unit": [office.name for office in offices],
            "sections": [["Sekretariat", *office.sections] for office in offices],
            "experts": [list(office.experts) for office in offices],
            "technicians": [list(office.technicians) for office in offices],
        }
    )
    joined = people.join(about, on="office", maintain_order="left").join(
        _ladders(offices, heads), on=["office", "place"], how="left", maintain_order="left"
    )
    functional, general = pl.col("job_kind") == FUNCTIONAL, pl.col("job_kind") == GENERAL
    return joined.with_columns(
        section=choice("sections", "other_lot"),
        tier=pl.when(functional)
        .then(_tier(year))
        .when(general)
        .then(pl.lit("Pelaksana"))
        .otherwise("head_tier"),
        grade=_grade(year),
    ).with_columns(
        job_title=pl.when(functional)
        .then(pl.concat_str(_family(), "tier", separator=" "))
        .when(general)
        .then(_general_post())
        .otherwise("head")
    )


def jobs(people: pl.DataFrame, offices: Sequence[Office]) -> pl.DataFrame:
    """Every post that somebody holds, and in the largest offices one that is vacant."""
    held = (
        people.select("job_title", "unit", "tier").rename({"job_title": "title"}).unique(maintain_order=True)
    )
    largest = sorted(offices, key=lambda office: -office.size)[:3]
    vacant = [
        {"title": "Kepala Bidang Kerja Sama", "unit": office.name, "tier": "Administrator"}
        for office in largest
    ]
    return table(Job, pl.concat([held, pl.DataFrame(vacant)]))


def _ladders(offices: Sequence[Office], heads: Ints) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (index, place, title, tier)
            for index, office in enumerate(offices)
            for place, (title, tier) in enumerate(office.ladder(int(heads[index])))
        ],
        schema={"office": pl.Int64, "place": pl.Int64, "head": pl.String, "head_tier": pl.String},
        orient="row",
    )


def _expert() -> pl.Expr:
    return pl.col("education") >= "35"


def _family() -> pl.Expr:
    """The profession of a functional post; men do not become bidan."""
    family = pl.when(_expert()).then(choice("experts", "lot")).otherwise(choice("technicians", "lot"))
    return pl.when((family == "Bidan") & (pl.col("sex") == "M")).then(pl.lit("Perawat")).otherwise(family)


def _tier(year: int) -> pl.Expr:
    """The tier of a functional post: a step up about every nine years."""
    served = (pl.lit(date(year, 12, 31)) - pl.col("appointed_on")).dt.total_days() / 365.25
    step = ((served + pl.col("other_lot") % 9 - 4) / 9).floor().clip(0, 2).cast(pl.Int64)
    return pl.when(_expert()).then(member(EXPERT_TIERS, step)).otherwise(member(TECHNICIAN_TIERS, step))


def _general_post() -> pl.Expr:
    graduate, diploma, school = (member(posts, pl.col("lot")) for posts in GENERAL_POSTS)
    return pl.when(_expert()).then(graduate).when(pl.col("education") >= "20").then(diploma).otherwise(school)


def _grade(year: int) -> pl.Expr:
    """The rank: from education and years of service; of a contract from education alone."""
    first = pl.col("education").replace_strict({code: RANKS.index(rank) for code, rank in FIRST_RANK.items()})
    steps = ((year - pl.col("appointed_on").dt.year()) // 5).clip(0, 5)
    rank = (first + steps).clip(upper_bound=len(RANKS) - 1).replace_strict(dict(enumerate(RANKS)))
    contract = pl.col("education").replace_strict(CONTRACT_GRADE)
    return pl.when(pl.col("employment") == "PPPK").then(contract).otherwise(rank)
