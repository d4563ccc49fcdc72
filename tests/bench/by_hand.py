"""The professionalism index per unit, written by hand in lazy Polars: what the engine is held against.

The rules are those of ``national/parameters/ip_asn.toml`` in force on 31 December 2025, with every
shortcut that somebody who knows Polars takes: numbers instead of text as join keys, points computed
before the joins so that no text is carried through them, rows filtered before they are grouped, texts
compared one by one instead of looked up in lists, the unit as a category, the streaming engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl

YEAR_START, YEAR_END = date(2025, 1, 1), date(2025, 12, 31)
SEMINARS_SINCE, MEASURES_SINCE = date(2024, 1, 1), date(2021, 1, 1)

QUALIFICATION = {
    25.0: ("50", "49"),
    20.0: ("45", "47"),
    15.0: ("40", "35", "42"),
    10.0: ("30",),
    5.0: ("25", "20", "18", "17", "15"),
    1.0: ("12", "10", "05"),
}
REQUIRED_TRAINING = {
    5: ("JPT Utama", "JPT Madya"),
    4: ("JPT Pratama",),
    3: ("Administrator",),
    2: ("Pengawas",),
}
RATING = {
    30.0: ("Sangat Baik",),
    25.0: ("Baik",),
    15.0: ("Butuh Perbaikan",),
    5.0: ("Kurang",),
    1.0: ("Sangat Kurang",),
}
RESULTS_AND_BEHAVIOUR = {
    30.0: (("di atas", "di atas"),),
    25.0: (("di atas", "sesuai"), ("sesuai", "di atas"), ("sesuai", "sesuai")),
    15.0: (("di bawah", "sesuai"), ("di bawah", "di atas")),
    5.0: (("di atas", "di bawah"), ("sesuai", "di bawah")),
    1.0: (("di bawah", "di bawah"),),
}
MEASURE = {3.0: ("R",), 2.0: ("S",), 1.0: ("B",)}

TECHNICAL = ("3", "8", "12")
SEMINAR = ("4", "7", "9", "10", "11", *(str(form) for form in range(13, 26)))


def query(folder: Path) -> pl.LazyFrame:
    """Mean index and number of people with a known index, by unit."""
    people = pl.scan_parquet(folder / "civil_servants.parquet").filter(pl.col("employment") != "CPNS")
    scored = (
        people.select(
            _number(),
            pl.col("unit").cast(pl.Categorical),
            pl.col("job_kind").cast(pl.Int8),
            _points("education", QUALIFICATION).alias("qualification"),
            _points("tier", REQUIRED_TRAINING).cast(pl.Int8).alias("required"),
        )
        .join(_discipline(folder), on="number", how="left")
        .join(_performance(folder), on="number", how="left")
        .join(_training(folder), on="number", how="left")
        .select(
            "unit",
            ip_asn=pl.col("qualification")
            + _competence()
            + pl.col("performance")
            + pl.col("discipline").fill_null(5.0),
        )
    )
    return scored.group_by("unit").agg(mean=pl.col("ip_asn").mean(), known=pl.col("ip_asn").count())


def _training(folder: Path) -> pl.LazyFrame:
    form, end, leadership = pl.col("form"), pl.col("end"), pl.col("leadership")
    done = end <= YEAR_END
    technical = _is(form, TECHNICAL) & end.is_between(YEAR_START, YEAR_END)
    seminar = form.is_in(SEMINAR) & end.is_between(SEMINARS_SINCE, YEAR_END)
    functional = (form == "2") & done
    leading = _is(leadership, ("2", "3", "4", "5")) & done
    return (
        pl.scan_parquet(folder / "participations.parquet")
        .filter(technical | seminar | functional | leading)
        .select(
            _number(),
            technical_hours=pl.when(technical).then(pl.col("hours")),
            technical_unknown=technical & pl.col("hours").is_null(),
            seminar=seminar,
            functional=functional,
            **{f"leadership_{code}": (leadership == str(code)) & done for code in REQUIRED_TRAINING},
        )
        .group_by("number")
        .agg(pl.col("technical_hours").sum(), pl.exclude("number", "technical_hours").any())
    )


def _competence() -> pl.Expr:
    """Each component all or nothing; technical hours are unknown where they may still reach 20."""
    enough = pl.col("technical_hours").fill_null(0.0) >= 20
    technical = pl.when(enough | ~pl.col("technical_unknown").fill_null(False)).then(enough)
    seminar = pl.col("seminar").fill_null(False)
    functional = pl.col("functional").fill_null(False)
    led = pl.coalesce(
        pl.when(pl.col("required") == code).then(pl.col(f"leadership_{code}").fill_null(False))
        for code in REQUIRED_TRAINING
    )
    return (
        pl.when(pl.col("job_kind") == 1)
        .then(led * 15.0 + technical * 15.0 + seminar * 10.0)
        .when(pl.col("job_kind") == 2)
        .then(functional * 15.0 + technical * 15.0 + seminar * 10.0)
        .when(pl.col("job_kind") == 4)
        .then(technical * 22.5 + seminar * 17.5)
    )


def _performance(folder: Path) -> pl.LazyFrame:
    recorded = _points("rating", RATING)
    judged = (
        pl.when(
            pl.any_horizontal(
                (pl.col("results") == results) & (pl.col("behaviour") == behaviour)
                for results, behaviour in pairs
            )
        ).then(pl.lit(points))
        for points, pairs in RESULTS_AND_BEHAVIOUR.items()
    )
    appraised = pl.scan_parquet(folder / "performance_appraisals.parquet").filter(pl.col("year") == 2025)
    return appraised.select(_number(), performance=pl.coalesce(recorded, *judged))


def _discipline(folder: Path) -> pl.LazyFrame:
    counted = (pl.col("measure") != "12") & pl.col("effective_on").is_between(MEASURES_SINCE, YEAR_END)
    measures = pl.scan_parquet(folder / "disciplinary_actions.parquet").filter(counted)
    return measures.select(_number(), discipline=_points("level", MEASURE)).group_by("number").min()


def _number() -> pl.Expr:
    return pl.col("nip").cast(pl.Int64).alias("number")


def _is(column: pl.Expr, codes: tuple[str, ...]) -> pl.Expr:
    """Whether a text is one of a few: comparing with each is faster than `is_in`."""
    return pl.any_horizontal(column == code for code in codes)


def _points(column: str, table: Mapping[int, tuple[str, ...]] | Mapping[float, tuple[str, ...]]) -> pl.Expr:
    return pl.coalesce(
        pl.when(_is(pl.col(column), codes)).then(pl.lit(points)) for points, codes in table.items()
    )
