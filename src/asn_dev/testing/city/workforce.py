"""The people of the city, in the shares of the whole service: the count of BKN of 1 November 2025.

The totals are published (secondary); how they divide further, and who leans to what, is assumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from asn_dev.model import CivilServant
from asn_dev.testing.city import posts
from asn_dev.testing.city.drawing import (
    Bools,
    Floats,
    Ints,
    Rng,
    Texts,
    apportion,
    lot,
    pick,
    some,
    sort_into,
    table,
)
from asn_dev.testing.city.names import names, titled
from asn_dev.testing.city.offices import Office

SEX = {"M": 2_447_785, "F": 3_140_460}
EMPLOYMENT = {"PNS": 3_549_590, "CPNS": 50_000, "PPPK": 1_988_655}
"""BKN counts 3,599,590 PNS; how many of them are still candidates is assumed."""
JOB_KIND = {posts.GENERAL: 1_714_463, posts.FUNCTIONAL: 3_555_977, posts.STRUCTURAL: 317_805}
EDUCATION = {
    **{"05": 8_000, "10": 20_000, "15": 560_000, "17": 230_000, "18": 17_723},
    **{"20": 30_000, "25": 73_805, "30": 560_000},
    **{"35": 273_254, "40": 3_200_000},
    **{"45": 564_079, "50": 51_384},
}
"""BKN counts SD to SMA 835,723, D1 to D3 663,805, D4 and S1 3,473,254, S2 564,079, S3 51,384."""

FIRST_SERIAL = 701
"""Real serials count from 001 for each prefix; ours start far above what is handed out."""


def civil_servants(rng: Rng, people: int, year: int, offices: Sequence[Office]) -> pl.DataFrame:
    """Everybody in service at the end of the year, office by office, from the top down."""
    seats = apportion(people, [office.size for office in offices])
    office = np.repeat(np.arange(len(offices)), seats)
    rank = np.arange(people) - np.repeat(np.cumsum(seats) - seats, seats)
    heads = posts.structural_posts(seats, offices, share=JOB_KIND[posts.STRUCTURAL] / sum(JOB_KIND.values()))
    functional = np.asarray([one.functional for one in offices])[office]
    kind = _kinds_of_post(rng, rank < heads[office], functional)
    structural = kind == posts.STRUCTURAL
    women = np.asarray([one.women for one in offices])[office] - 0.5 * structural
    drawn = pl.DataFrame(
        {
            "office": office,
            "place": rank,
            "job_kind": kind,
            "education": sort_into(rng, EDUCATION, _learned(kind, rank, functional)),
            "employment": sort_into(rng, EMPLOYMENT, np.where(structural, -9.0, 0.0)),
            "sex": sort_into(rng, SEX, women),
            "contract": 1 + some(rng, 0.1, people),
            "lot": lot(rng, people),
            "other_lot": lot(rng, people),
        }
    )
    drawn = drawn.with_columns(_service(rng, drawn, year))
    drawn = posts.with_posts(drawn, offices, heads, year)
    drawn = titled(rng, drawn).with_columns(
        nip=_number(),
        name=names(rng, drawn["sex"].to_numpy() == "F"),
        pns_id=pl.Series(_identifiers(rng, people)),
        legal_status=_legal_status(rng, people),
    )
    return table(CivilServant, drawn)


def _kinds_of_post(rng: Rng, structural: Bools, functional: Floats) -> Texts:
    kind = np.where(structural, posts.STRUCTURAL, posts.GENERAL)
    others = {name: count for name, count in JOB_KIND.items() if name != posts.STRUCTURAL}
    kind[~structural] = sort_into(rng, others, functional[~structural], spread=0.6)
    return kind


def _learned(kind: Texts, rank: Ints, functional: Floats) -> Floats:
    """Who leans to higher education: heads first, then those in functional posts."""
    by_kind = np.select([kind == posts.STRUCTURAL, kind == posts.FUNCTIONAL], [2.5, 0.9], -0.9)
    head = (kind == posts.STRUCTURAL) & (rank == 0)
    learned: Floats = by_kind + head + 0.2 * functional
    return learned


def _service(rng: Rng, drawn: pl.DataFrame, year: int) -> pl.DataFrame:
    """Birth, first appointment, confirmation and start in the post, each after the one before."""
    size = drawn.height
    candidate, contract, structural = (
        drawn[column].to_numpy() == value
        for column, value in (("employment", "CPNS"), ("employment", "PPPK"), ("job_kind", posts.STRUCTURAL))
    )
    age = np.select(
        [candidate, contract, structural],
        [21 + 13 * rng.random(size), 23 + 32 * rng.beta(1.5, 2, size), 38 + 19 * rng.random(size)],
        25 + 33 * rng.beta(2, 1.8, size),
    )
    entered = 20 + 12 * rng.beta(1.5, 2.5, size)
    served = np.select(
        [candidate, contract],
        [0.1 + 0.8 * rng.random(size), 0.2 + 4.5 * rng.random(size)],
        np.maximum(age - entered, 2.5),
    )
    last = np.datetime64(date(year, 12, 31), "D")
    born = last - np.round(age * 365.25).astype("timedelta64[D]")
    start = (last - np.round(served * 365.25).astype("timedelta64[D]")).astype("datetime64[M]")
    months = (last.astype("datetime64[M]") - start).astype(np.int64)
    in_post = start + np.where(candidate, 0, rng.beta(3, 1.5, size) * months).astype(np.int64)
    confirmed = np.where(candidate | contract, np.datetime64("NaT"), start + rng.integers(12, 19, size))
    days = {"birth_date": born, "appointed_on": start, "confirmed_on": confirmed, "in_post_since": in_post}
    return pl.DataFrame({name: day.astype("datetime64[D]") for name, day in days.items()})


def _number() -> pl.Expr:
    """The NIP of a PNS or the NI of a PPPK, put together from what it says."""
    appointed, contract = pl.col("appointed_on"), pl.col("employment") == "PPPK"
    prefix = pl.concat_str(
        pl.col("birth_date").dt.strftime("%Y%m%d"),
        appointed.dt.strftime("%Y"),
        pl.when(contract).then(pl.format("2{}", "contract")).otherwise(appointed.dt.strftime("%m")),
        pl.when(pl.col("sex") == "M").then(pl.lit("1")).otherwise(pl.lit("2")),
    )
    return pl.concat_str(prefix, FIRST_SERIAL + pl.int_range(pl.len()).over(prefix))


def _identifiers(rng: Rng, size: int) -> list[str]:
    digits = rng.bytes(16 * size).hex().upper()
    return [digits[32 * n : 32 * n + 32] for n in range(size)]


def _legal_status(rng: Rng, size: int) -> pl.Expr:
    """SIASN kedudukanHukum: 71 contract; 01 active, 02 on unpaid leave, 03 on study leave."""
    of_servants = pl.Series(pick(rng, {"01": 0.98, "02": 0.005, "03": 0.015}, size))
    return pl.when(pl.col("employment") == "PPPK").then(pl.lit("71")).otherwise(of_servants)
