"""The cases that run in our own environment, one a process: ``python cases.py NAME FOLDER``.

Libraries are imported before the clock starts; what counts is everything from the files (or records)
to the result in memory. Each case prints its figures as one line of JSON.
"""

from __future__ import annotations

import statistics
import sys
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

import by_hand
import duckdb
import polars as pl
from measuring import Clock, checksum, report

import asn_dev as asn
from asn_dev import (
    CivilServant,
    DisciplinaryAction,
    Participation,
    PerformanceAppraisal,
    Register,
    region,
    score,
)
from asn_dev.model import plural_of

ON = "2025-12-31"
TABLES = (CivilServant, Participation, PerformanceAppraisal, DisciplinaryAction)
CALLS = 100
"""How often the one person is scored after the first time."""


def asn_dev_on_polars(folder: Path) -> None:
    """The library on lazy Polars, grouped by unit by the caller; units are categories, as by hand."""
    clock = Clock()
    with clock.phase("set up"):
        frames: dict[type, pl.LazyFrame] = {
            record: pl.scan_parquet(folder / f"{plural_of(record)}.parquet") for record in TABLES
        }
        frames[CivilServant] = frames[CivilServant].with_columns(pl.col("unit").cast(pl.Categorical))
        scored = score(
            Register.from_frames(frames), region("nasional", on=ON), of=CivilServant, indicators=["ip_asn"]
        )
        by_unit = scored.group_by("unit").agg(mean=pl.col("ip_asn").mean(), known=pl.col("ip_asn").count())
    with clock.phase("compute"):
        result = by_unit.collect(engine="streaming")
    report(clock, checksum=_checksum(result), versions=_versions("polars", "narwhals"))


def asn_dev_on_duckdb(folder: Path) -> None:
    """The library on DuckDB, grouped by unit by the caller; DuckDB is told to keep below the memory aim."""
    clock = Clock()
    with clock.phase("set up"):
        connection = duckdb.connect(
            config={"memory_limit": "1500MB", "temp_directory": str(folder / "spill")}
        )
        connection.sql("set enable_progress_bar = false")
        frames: dict[type, duckdb.DuckDBPyRelation] = {
            record: connection.sql(f"select * from '{folder / plural_of(record)}.parquet'")  # noqa: S608
            for record in TABLES
        }
        scored = score(
            Register.from_frames(frames), region("nasional", on=ON), of=CivilServant, indicators=["ip_asn"]
        )
        by_unit = scored.aggregate("unit, avg(ip_asn) as mean, count(ip_asn) as known", "unit")
    with clock.phase("compute"):
        result = by_unit.fetchall()
    report(clock, checksum=checksum(result), versions=_versions("duckdb", "narwhals"))


def polars_by_hand(folder: Path) -> None:
    """The same query written by hand."""
    clock = Clock()
    with clock.phase("set up"):
        query = by_hand.query(folder)
    with clock.phase("compute"):
        result = query.collect(engine="streaming")
    report(clock, checksum=_checksum(result), versions=_versions("polars"))


def one_person(_: Path) -> None:
    """One person from typed records, as a web request would: the first call, then the median."""
    who = asn.Nip("198704122010012345")
    records = [
        CivilServant(
            nip=who,
            employment=asn.Employment.PNS,
            education=asn.Education.S2,
            job_kind=asn.JobKind.STRUCTURAL,
            tier=asn.Tier.PENGAWAS,
            unit="Dinas Kesehatan",
        ),
        PerformanceAppraisal(nip=who, year=2025, rating=asn.PerformanceRating.GOOD),
        DisciplinaryAction(
            nip=who, level=asn.DisciplineLevel.LIGHT, effective_on=date(2016, 3, 1)
        ),  # too old to count
        *(
            Participation(nip=who, form=form, leadership=leadership, hours=hours, end=date(year, 5, 9))
            for form, leadership, hours, year in (
                (asn.ProgrammeForm.STRUCTURAL, asn.LeadershipTraining.PIM_IV, 900.0, 2021),
                (asn.ProgrammeForm.TECHNICAL, None, 12.0, 2025),
                (asn.ProgrammeForm.GUIDANCE, None, 10.0, 2025),
                (asn.ProgrammeForm.SEMINAR, None, 4.0, 2024),
                (asn.ProgrammeForm.E_LEARNING, None, 6.0, 2025),
                (asn.ProgrammeForm.FUNCTIONAL, None, 40.0, 2022),
            )
        ),
    ]
    clock = Clock()
    with clock.phase("region"):
        rules = region("nasional", on=ON)

    def index() -> float | None:
        frame = score(Register.of(records), rules, of=CivilServant, indicators=["ip_asn"])
        found: float | None = frame["ip_asn"].item()
        return found

    with clock.phase("first call"):
        first = index()
    assert first == 90.0, f"the golden case of a Pengawas scores 90, not {first}"
    times = []
    for _call in range(CALLS):
        start = time.perf_counter()
        index()
        times.append((time.perf_counter() - start) * 1000)
    report(clock, median_ms=statistics.median(times), worst_ms=max(times))


def _checksum(by_unit: pl.DataFrame) -> dict[str, float]:
    return checksum(by_unit.with_columns(pl.col("unit").cast(pl.String)).rows())


def _versions(*names: str) -> dict[str, str]:
    return {name: version(name) for name in names}


CASES = {
    case.__name__: case
    for case in (
        asn_dev_on_polars,
        asn_dev_on_duckdb,
        polars_by_hand,
        one_person,
    )
}

if __name__ == "__main__":
    CASES[sys.argv[1]](Path(sys.argv[2]))
