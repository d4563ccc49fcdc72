"""What others report about the city's people: BKN's professionalism index, and the yearly recap of hours.

Worked out here by another way than our own rules, as another office would, so that comparing the
two says something: the tables of PerBKN 8/2019 as applications in use have them (secondary).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from asn_dev.model import (
    CivilServant,
    DisciplinaryAction,
    Participation,
    PerformanceAppraisal,
    ReportedHours,
    ReportedIndex,
)
from asn_dev.testing.city.drawing import Rng, some, table
from asn_dev.testing.city.posts import GENERAL

QUALIFICATION = {
    **{"05": 1, "10": 1, "12": 1, "15": 5, "17": 5, "18": 5, "20": 5, "25": 5},
    **{"30": 10, "35": 15, "40": 15, "45": 20, "50": 25},
}
PERFORMANCE = {"Sangat Baik": 30, "Baik": 25, "Butuh Perbaikan": 15, "Kurang": 5, "Sangat Kurang": 1}
DISCIPLINE = {"R": 3, "S": 2, "B": 1}
POST_TRAINING = ["1", "2"]
FUNCTIONAL_TRAINING = "2"
MANAGERIAL = ["1", "5", "6"]
TECHNICAL = ["3", "8", "12"]
YEARLY_HOURS = 20


def indices(rng: Rng, city: Mapping[type, pl.DataFrame], year: int) -> pl.DataFrame:
    """The index of nearly all but candidates; without an appraisal the performance is not known."""
    form, general = pl.col("form"), pl.col("job_kind") == GENERAL
    technical = form.is_in(TECHNICAL) & (pl.col("end").dt.year() == year)
    seminar = ~form.is_in(POST_TRAINING + TECHNICAL) & (pl.col("end").dt.year() >= year - 1)
    learned = (
        city[Participation]
        .group_by("nip")
        .agg(
            post=form.is_in(POST_TRAINING).any(),
            technical=pl.col("hours").filter(technical).sum() >= YEARLY_HOURS,
            seminar=seminar.any(),
        )
    )
    rated = (
        city[PerformanceAppraisal]
        .filter(pl.col("year") == year)
        .select("nip", performance=pl.col("rating").replace_strict(PERFORMANCE, return_dtype=pl.Float64))
    )
    punished = (
        city[DisciplinaryAction]
        .group_by("nip")
        .agg(discipline=pl.col("level").replace_strict(DISCIPLINE, return_dtype=pl.Float64).min())
    )
    rows = city[CivilServant].filter(pl.col("employment") != "CPNS")
    for component in (learned, rated, punished):
        rows = rows.join(component, on="nip", how="left", maintain_order="left")
    competence = pl.sum_horizontal(
        pl.when(~general & pl.col("post")).then(15.0).otherwise(0.0),
        pl.when("technical").then(pl.when(general).then(22.5).otherwise(15.0)).otherwise(0.0),
        pl.when("seminar").then(pl.when(general).then(17.5).otherwise(10.0)).otherwise(0.0),
    )
    parts = rows.with_columns(
        qualification=pl.col("education").replace_strict(QUALIFICATION, return_dtype=pl.Float64),
        competence=competence,
        discipline=pl.col("discipline").fill_null(5.0),
        reported_on=pl.lit(date(year + 1, 1, 20)),
    )
    total = sum(
        (pl.col(name) for name in ("competence", "performance", "discipline")), pl.col("qualification")
    )
    whole = parts.with_columns(total=total)
    return table(ReportedIndex, whole.filter(pl.Series(some(rng, 0.98, whole.height))))


def hours(rng: Rng, city: Mapping[type, pl.DataFrame], year: int) -> pl.DataFrame:
    """The recap of the year's learning hours by kind; a few people are not in it."""
    of_year = city[Participation].filter(pl.col("end").dt.year() == year)
    hours, form = pl.col("hours"), pl.col("form")
    managerial, functional = form.is_in(MANAGERIAL), form == FUNCTIONAL_TRAINING
    sums = of_year.group_by("nip").agg(
        managerial=hours.filter(managerial).sum(),
        functional=hours.filter(functional).sum(),
        technical=hours.filter(~managerial & ~functional).sum(),
        total=hours.sum(),
    )
    people = city[CivilServant].select("nip")
    rows = people.join(sums, on="nip", how="left", maintain_order="left").fill_null(0.0)
    dated = rows.with_columns(year=pl.lit(year, dtype=pl.Int64))
    return table(ReportedHours, dated.filter(pl.Series(some(rng, 0.985, rows.height))))
