"""What the city's posts require, and what was found of its people: levels, potential, SKP, discipline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from asn_dev.model import (
    STANDARD_COMPETENCIES,
    Assessment,
    Competency,
    CompetencyKind,
    DisciplinaryAction,
    PerformanceAppraisal,
    PotentialAssessment,
    RequiredLevel,
)
from asn_dev.testing.city.drawing import Rng, days_between, pick, some, table
from asn_dev.testing.city.offices import Office

LEVEL_OF_TIER = {
    **{"JPT Pratama": 4, "Administrator": 3, "Pengawas": 2, "Pelaksana": 1},
    **{"Ahli Madya": 4, "Ahli Muda": 3, "Ahli Pertama": 2, "Penyelia": 3, "Mahir": 2, "Terampil": 1},
}
"""The level that a tier needs on the whole: PermenPANRB 38/2017 (secondary); technicians: assumed."""

RATINGS = {
    "Sangat Baik|di atas|di atas": 0.13,
    "Baik|sesuai|sesuai": 0.60,
    "Baik|di atas|sesuai": 0.16,
    "Baik|sesuai|di atas": 0.06,
    "Butuh Perbaikan|di bawah|sesuai": 0.03,
    "Kurang|sesuai|di bawah": 0.015,
    "Sangat Kurang|di bawah|di bawah": 0.005,
}
"""Predicate, results and behaviour as PermenPANRB 6/2022 joins them (secondary); shares assumed."""

MEASURES = {"R|1": 0.3, "R|2": 0.25, "R|3": 0.1, "S|7": 0.1, "S|23": 0.13, "B|13": 0.06, "B|28": 0.06}
"""Severity and SIASN code of a measure; shares assumed."""


def competencies(offices: Sequence[Office]) -> pl.DataFrame:
    """The nine standard competencies and two technical ones of each office."""
    technical = [(name, office.name) for office in offices for name in office.technical]
    own = [(f"T.{n:02}", name, CompetencyKind.TECHNICAL, unit) for n, (name, unit) in enumerate(technical, 1)]
    standard = [(one.code, one.name, one.kind, None) for one in STANDARD_COMPETENCIES]
    rows = [(code, name, str(kind), unit) for code, name, kind, unit in [*standard, *own]]
    return table(Competency, pl.DataFrame(rows, schema=["code", "name", "kind", "unit"], orient="row"))


def required_levels(rng: Rng, jobs: pl.DataFrame, competencies: pl.DataFrame) -> pl.DataFrame:
    """What each post requires: the level of its tier, for some competencies one more or less."""
    asked = competencies.select(pl.col("code").alias("competency"), of_unit="unit")
    rows = jobs.join(asked, how="cross").filter(
        pl.col("of_unit").is_null() | (pl.col("of_unit") == pl.col("unit"))
    )
    shift = rng.choice([-1, 0, 1], rows.height, p=[0.08, 0.78, 0.14])
    level = pl.col("tier").replace_strict(LEVEL_OF_TIER, return_dtype=pl.Int64) + pl.Series(shift)
    return table(RequiredLevel, rows.rename({"title": "job_title"}).with_columns(level=level.clip(1, 5)))


def assessments(rng: Rng, people: pl.DataFrame, required: pl.DataFrame, year: int) -> pl.DataFrame:
    """What was found in six of seven people, a few years ago at most; in some of them twice.

    Some assessments are older than the three years for which they hold.
    """
    assessed = people.filter(pl.Series(some(rng, 0.86, people.height)))
    assessed = assessed.select("nip", "job_title", "unit", "job_kind").with_columns(
        day=days_between(rng, date(year - 3, 8, 1), date(year, 10, 31), assessed.height),
        ability=pl.Series(rng.normal(-0.25, 0.55, assessed.height)),
    )
    again = assessed.filter(pl.Series(some(rng, 0.12, assessed.height)))
    earlier = again.with_columns(pl.col("day").dt.offset_by("-2y"), ability=pl.col("ability") - 0.6)
    rows = pl.concat([assessed, earlier]).join(
        required, on=["job_title", "unit"], maintain_order="left_right"
    )
    level = pl.col("level") + pl.col("ability") + pl.Series(rng.normal(0, 0.5, rows.height))
    structural = pl.col("job_kind") == "1"
    return table(
        Assessment,
        rows.with_columns(
            level=level.round().clip(1, 5).cast(pl.Int64),
            method=pl.when(structural).then(pl.lit("assessment center")).otherwise(pl.lit("uji kompetensi")),
            provider=pl.lit("UPT Penilaian Kompetensi"),
        ),
    )


def latest(assessments: pl.DataFrame) -> pl.DataFrame:
    """The last assessment of each person in each competency."""
    by_day = assessments.sort("day", maintain_order=True)
    return by_day.unique(["nip", "competency"], keep="last", maintain_order=True)


def follow_up(
    assessments: pl.DataFrame, enrolments: pl.DataFrame, held: pl.DataFrame, year: int
) -> pl.DataFrame:
    """The assessments, and those of November: who came to the trained office's programmes rose a level."""
    taught = held.filter(pl.col("office").is_not_null()).select("competency", programme="code")
    came = enrolments.filter("attended").join(taught, on="programme").select("nip", "competency").unique()
    again = latest(assessments).join(came, on=["nip", "competency"], how="semi", maintain_order="left")
    risen = (pl.col("level") + 1).clip(upper_bound=5)
    return pl.concat([assessments, again.with_columns(day=pl.lit(date(year, 11, 20)), level=risen)])


def gaps(people: pl.DataFrame, required: pl.DataFrame, assessments: pl.DataFrame) -> pl.DataFrame:
    """Who was last found below the level of their post in what, the largest gap first."""
    asked = people.select("nip", "job_title", "unit").join(
        required.rename({"level": "needed"}), on=["job_title", "unit"], maintain_order="left_right"
    )
    rows = asked.join(latest(assessments), on=["nip", "competency"], maintain_order="left")
    return rows.filter(pl.col("level") < pl.col("needed")).sort(
        pl.col("level") - pl.col("needed"), maintain_order=True
    )


def potential_assessments(rng: Rng, people: pl.DataFrame, year: int) -> pl.DataFrame:
    """The potential of three of five people, from 0 to 100."""
    rows = people.select("nip").filter(pl.Series(some(rng, 0.6, people.height)))
    scores = np.clip(rng.normal(72, 12, rows.height), 0, 100).round(1)
    days = days_between(rng, date(year - 2, 1, 10), date(year, 11, 30), rows.height)
    return table(PotentialAssessment, rows.with_columns(day=days, score=pl.Series(scores)))


def performance_appraisals(rng: Rng, people: pl.DataFrame, year: int) -> pl.DataFrame:
    """The yearly performance of everybody in service, three years; some were never sent in."""
    years = pl.DataFrame({"year": range(year - 2, year + 1)})
    rows = people.select("nip", "appointed_on").join(years, how="cross")
    rows = rows.filter(pl.col("appointed_on").dt.year() <= pl.col("year"))
    rows = rows.filter(pl.Series(~some(rng, 0.02, rows.height)))
    parts = pl.Series(pick(rng, RATINGS, rows.height)).str.split("|")
    named = {name: parts.list.get(n) for n, name in enumerate(("rating", "results", "behaviour"))}
    return table(PerformanceAppraisal, rows.with_columns(**named))


def disciplinary_actions(rng: Rng, people: pl.DataFrame, year: int) -> pl.DataFrame:
    """Measures against a few people in the last six years, each in force for a year."""
    rows = people.select("nip", "appointed_on").filter(pl.Series(some(rng, 0.025, people.height)))
    parts = pl.Series(pick(rng, MEASURES, rows.height)).str.split("|")
    rows = rows.with_columns(
        level=parts.list.get(0),
        measure=parts.list.get(1),
        effective_on=days_between(rng, date(year - 5, 1, 15), date(year, 11, 30), rows.height),
    ).filter(pl.col("effective_on") > pl.col("appointed_on"))
    return table(DisciplinaryAction, rows.with_columns(ends_on=pl.col("effective_on").dt.offset_by("1y")))
