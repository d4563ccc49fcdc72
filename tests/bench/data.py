"""Synthetic tables of the size of the whole service: the count of BKN of 1 November 2025.

Totals and shares (employment, sex, education, kind of post) are BKN's, scaled; which person has
which combination is drawn at random from a fixed seed, as are units, numbers and activities. No
row is a real person. Columns are named and typed as the records of `asn_dev.model`; only those
that the professionalism index reads are made. Rows stand in no helpful order: participations and
appraisals are shuffled, so nothing gains from a file that happens to be sorted.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from population import (
    EDUCATION,
    EMPLOYMENT,
    FORMS,
    LEADERSHIP,
    MEASURES,
    PEOPLE,
    POSTS,
    RATINGS,
    SEX,
    UNIT_KINDS,
)

YEAR = 2025
FOLDER = Path(__file__).parents[2] / ".bench"
CHUNK = 1_000_000
ROW_GROUP = 250_000

Ints = npt.NDArray[np.int64]


@attrs.frozen
class Sizes:
    """How many rows of each table."""

    people: int
    units: int
    participations: int
    csv_rows: int

    @classmethod
    def scaled(cls, share: float) -> Sizes:
        """The full size times a share."""
        return cls(
            people=round(PEOPLE * share),
            units=round(40_000 * share),
            participations=round(22_000_000 * share),
            csv_rows=round(1_000_000 * share),
        )


@attrs.frozen
class Tables:
    """Where the files of one data set lie."""

    folder: Path

    def parquet(self, table: str) -> Path:
        """The file of a table, named like the plural of its record."""
        return self.folder / f"{table}.parquet"

    @property
    def csv(self) -> Path:
        """Participations as a plain CSV in a folder of its own, as an office would share it."""
        return self.folder / "csv" / "participations.csv"

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Rows and bytes by table."""
        return {
            path.stem: (pq.ParquetFile(path).metadata.num_rows, path.stat().st_size)
            for path in sorted(self.folder.glob("*.parquet"))
        }


def prepare(share: float = 1.0, *, root: Path = FOLDER, seed: int = 20251101) -> Iterator[tuple[str, float]]:
    """Make the files unless they are there; yields what is being made and how far it is, 0 to 1."""
    tables, sizes = Tables(folder_of(share, root)), Sizes.scaled(share)
    stamp = tables.folder / "made.json"
    wanted = {"seed": seed, "layout": 2, **attrs.asdict(sizes)}
    if stamp.exists() and json.loads(stamp.read_text()) == wanted:
        return
    tables.csv.parent.mkdir(parents=True, exist_ok=True)
    (root / ".gitignore").write_text("*\n")
    rng = np.random.default_rng(seed)
    yield "people", 0.0
    nips = _write_people(tables, sizes, rng)
    yield "appraisals", 0.2
    _write_appraisals(tables, nips, rng)
    _write_discipline(tables, nips, rng)
    active = rng.permutation(nips)  # the earlier in this order, the more activities
    _activities(active, sizes.csv_rows, rng, texts=True).write_csv(tables.csv)
    done = 0
    with pq.ParquetWriter(
        tables.parquet("participations"), _arrow_schema(active, rng), compression="zstd"
    ) as file:
        while done < sizes.participations:
            rows = min(CHUNK, sizes.participations - done)
            file.write_table(_activities(active, rows, rng).to_arrow(), row_group_size=ROW_GROUP)
            done += rows
            yield "participations", 0.3 + 0.7 * done / sizes.participations
    stamp.write_text(json.dumps(wanted))


def folder_of(share: float, root: Path = FOLDER) -> Path:
    """Each size has a folder of its own."""
    return root / ("full" if share == 1 else f"share-{share:g}")


def _write_people(tables: Tables, sizes: Sizes, rng: np.random.Generator) -> Ints:
    """Units and people, people sorted by unit as exports are; returns the personnel numbers."""
    agencies = max(1, sizes.units // 64)
    number = np.arange(sizes.units)
    units = pl.DataFrame({"number": number}).select(
        name=pl.lit(pl.Series(UNIT_KINDS)).gather(pl.col("number") % len(UNIT_KINDS))
        + " "
        + pl.col("number").cast(pl.String).str.zfill(5),
        agency=pl.lit("Pemerintah ") + (pl.col("number") % agencies).cast(pl.String).str.zfill(3),
    )
    units.write_parquet(tables.parquet("units"), compression="zstd")
    weight = rng.lognormal(0.0, 1.0, sizes.units)
    unit = np.sort(rng.choice(sizes.units, sizes.people, p=weight / weight.sum()).astype(np.int32))
    employment = _drawn(EMPLOYMENT, sizes.people, rng)
    sex = _drawn(SEX, sizes.people, rng)
    nips = _numbers(employment, sex, rng)
    post = _drawn(POSTS, sizes.people, rng)
    pl.DataFrame(
        {
            "nip": pl.Series(nips).cast(pl.String),
            "sex": _labels(SEX, sex),
            "employment": _labels(EMPLOYMENT, employment),
            "education": _labels(EDUCATION, _drawn(EDUCATION, sizes.people, rng)),
            "job_kind": _labels([kind for kind, _ in POSTS], post),
            "tier": _labels([tier for _, tier in POSTS], post),
            "unit": units["name"].gather(unit),
        }
    ).write_parquet(tables.parquet("civil_servants"), compression="zstd", row_group_size=ROW_GROUP)
    return nips


def _numbers(employment: Ints, sex: Ints, rng: np.random.Generator) -> Ints:
    """Well-formed numbers, each once: birth date, first appointment or contract, sex, serial from 001."""
    count = len(employment)
    birth = pl.Series(rng.integers(_day(1966, 1, 1), _day(2003, 12, 31), count, dtype=np.int32)).cast(pl.Date)
    birth_year = birth.dt.year().cast(pl.Int64).to_numpy()
    birth_ymd = birth_year * 10_000 + (birth.dt.month().cast(pl.Int64) * 100 + birth.dt.day()).to_numpy()
    candidate = employment == list(EMPLOYMENT).index("CPNS")
    contract = employment == list(EMPLOYMENT).index("PPPK")
    appointed = np.minimum(birth_year + rng.integers(20, 35, count), YEAR - 1)
    appointed = np.where(candidate, YEAR, np.where(contract, rng.integers(2021, YEAR + 1, count), appointed))
    month = np.where(contract, rng.integers(21, 23, count), rng.integers(1, 13, count))
    prefix = birth_ymd * 10_000_000 + appointed * 1_000 + month * 10 + sex + 1
    order = np.argsort(prefix, kind="stable")
    in_order = prefix[order]
    first = np.flatnonzero(np.concatenate(([True], in_order[1:] != in_order[:-1])))
    serial = np.empty(count, dtype=np.int64)
    serial[order] = np.arange(count) - np.repeat(first, np.diff(np.append(first, count))) + 1
    assert serial.max() < 1000, "more people with one birth date and appointment than serials"
    numbers: Ints = prefix * 1_000 + serial
    return numbers


def _write_appraisals(tables: Tables, nips: Ints, rng: np.random.Generator) -> None:
    """One appraisal of the year for 98 of 100 people."""
    appraised = rng.permutation(nips)[: round(len(nips) * 0.98)]
    drawn = _drawn(RATINGS, len(appraised), rng)
    pl.DataFrame(
        {
            "nip": pl.Series(appraised).cast(pl.String),
            "year": pl.Series(np.full(len(appraised), YEAR, dtype=np.int64)),
            "results": _labels([results for _, results, _ in RATINGS], drawn),
            "behaviour": _labels([behaviour for _, _, behaviour in RATINGS], drawn),
            "rating": _labels([rating for rating, _, _ in RATINGS], drawn),
        }
    ).write_parquet(tables.parquet("performance_appraisals"), compression="zstd", row_group_size=ROW_GROUP)


def _write_discipline(tables: Tables, nips: Ints, rng: np.random.Generator) -> None:
    """One measure for 5 in 1,000 people, some older than the years that count."""
    punished = rng.choice(nips, round(len(nips) * 0.005))
    days = rng.integers(_day(2017, 1, 1), _day(YEAR, 12, 31), len(punished), dtype=np.int32)
    drawn = _drawn(MEASURES, len(punished), rng)
    pl.DataFrame(
        {
            "nip": pl.Series(punished).cast(pl.String),
            "level": _labels([level for level, _ in MEASURES], drawn),
            "measure": _labels([measure for _, measure in MEASURES], drawn),
            "effective_on": pl.Series(days).cast(pl.Date),
            "ends_on": pl.Series(days + 365).cast(pl.Date),
        }
    ).write_parquet(tables.parquet("disciplinary_actions"), compression="zstd")


def _activities(active: Ints, rows: int, rng: np.random.Generator, *, texts: bool = False) -> pl.DataFrame:
    """A chunk of activities of anybody, 2021 to 2025; `texts` adds the columns no rule reads."""
    who = active[(len(active) * rng.random(rows) ** 1.5).astype(np.int64)]
    form = _drawn({code: form.share for code, form in FORMS.items()}, rows, rng)
    least = np.array([form.least for form in FORMS.values()])[form]
    most = np.array([form.most for form in FORMS.values()])[form]
    hours = np.floor(least + (most - least + 1) * rng.random(rows) ** 2)
    leadership = np.where(form == 0, _drawn(LEADERSHIP, rows, rng), -1)
    start = rng.integers(_day(2021, 1, 1), _day(YEAR, 12, 31), rows, dtype=np.int32)
    end = np.minimum(start + (hours // 8).astype(np.int32), _day(YEAR, 12, 31))
    chunk = pl.DataFrame(
        {
            "nip": pl.Series(who).cast(pl.String),
            "form": _labels(FORMS, form),
            "leadership": _labels(LEADERSHIP, leadership),
            "hours": pl.Series(np.where(rng.random(rows) < 0.01, np.nan, hours)).fill_nan(None),
            "start": pl.Series(start).cast(pl.Date),
            "end": pl.Series(end.astype(np.int32)).cast(pl.Date),
        }
    )
    if not texts:
        return chunk
    number = pl.int_range(pl.len()).cast(pl.String)
    return chunk.select(
        "nip",
        (pl.lit("Pelatihan pelayanan publik, angkatan ") + number).alias("name"),
        pl.exclude("nip"),
        (number + pl.lit("/SERT/BKPSDM/2025")).alias("certificate"),
        pl.lit("Badan Kepegawaian dan Pengembangan SDM").alias("provider"),
    )


def _arrow_schema(active: Ints, rng: np.random.Generator) -> pa.Schema:
    return _activities(active, 1, rng).to_arrow().schema


def _drawn(shares: Mapping[Any, float], count: int, rng: np.random.Generator) -> Ints:
    """Which of the shares each row has: as many of each as its share says, in random order."""
    bounds = np.cumsum(list(shares.values())) / sum(shares.values()) * count
    ends = np.rint(bounds).astype(np.int64)
    drawn = np.repeat(np.arange(len(ends), dtype=np.int64), np.diff(ends, prepend=0))
    rng.shuffle(drawn)
    return drawn


def _labels(labels: Iterable[str | None], drawn: Ints) -> pl.Series:
    """The texts of drawn positions; -1 is unknown."""
    known = pl.Series(np.where(drawn < 0, 0, drawn))
    return pl.select(
        pl.when(pl.lit(pl.Series(drawn)) >= 0).then(
            pl.lit(pl.Series(list(labels), dtype=pl.String)).gather(known)
        )
    ).to_series()


def _day(year: int, month: int, day: int) -> int:
    return (date(year, month, day) - date(1970, 1, 1)).days


def main() -> None:
    """Make the files; the last line printed is the folder they are in, those before it the tables."""
    arguments = argparse.ArgumentParser(description="Make the tables of the benchmark.")
    arguments.add_argument("--share", type=float, default=1.0, help="part of the full size (default 1)")
    arguments.add_argument("--root", type=Path, default=FOLDER, help="where the files go (default .bench)")
    given = arguments.parse_args()
    for step, progress in prepare(given.share, root=given.root):
        print(f"making {step}: {progress:.0%}", flush=True)
    folder = folder_of(given.share, given.root)
    for table, (rows, size) in Tables(folder).sizes().items():
        print(f"{table} | {rows:,} | {size / 2**20:,.1f} MiB")
    print(folder)


if __name__ == "__main__":
    main()
