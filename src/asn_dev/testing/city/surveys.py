"""What is asked and counted in the city: participants, staff, citizens, and the services month by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from asn_dev.model import Answer, ServiceMonth
from asn_dev.testing.city.drawing import Floats, Rng, days_between, some, table
from asn_dev.testing.city.offices import Office

SKM_ITEMS = [f"U{n}" for n in range(1, 10)]
REACTION_ITEMS = ["material", "delivery", "application", "relevance"]
READINESS_ITEMS = "KP1 KP2 KP3 KP4 KP5 KL1 KL2 KL3 KL4 MO1 MO2 MO3 MO4 KA1 KA2 KA3".split()
REVERSED_ITEMS = ["KP4", "MO3"]

RESPONDENTS = 60
"""Citizens asked in one unit in one year."""
EFFECT_MONTH = 7
"""From this month of the year on, the waits and errors of the trained office are shorter and fewer."""


def service_months(rng: Rng, offices: Sequence[Office], year: int) -> pl.DataFrame:
    """Two years of the services, month by month; what the training changed shows from July."""
    services = [
        (office.name, one.name, float(one.requests), one.minutes, office.trained)
        for office in offices
        for one in office.services
    ]
    months = pl.DataFrame({"month": [date(y, m, 1) for y in (year - 1, year) for m in range(1, 13)]})
    rows = pl.DataFrame(services, schema=["unit", "service", "usual", "minutes", "trained"], orient="row")
    rows = rows.join(months, how="cross")
    size = rows.height
    trained = pl.col("trained") & (pl.col("month") >= date(year, EFFECT_MONTH, 1))
    requests = (pl.col("usual") * pl.Series(rng.normal(1, 0.08, size))).round().clip(lower_bound=0)
    wait = (
        pl.col("minutes") * pl.Series(rng.normal(1, 0.05, size)) * pl.when(trained).then(0.66).otherwise(1.0)
    )
    expected = requests * pl.when(trained).then(0.007).otherwise(0.015)
    rows = rows.with_columns(
        requests=requests.cast(pl.Int64), waiting_minutes=wait.round(1), expected=expected
    )
    mean = rows["expected"].to_numpy()
    counted = {"errors": rng.poisson(mean), "complaints": rng.poisson(mean * 0.6)}
    return table(ServiceMonth, rows.with_columns(pl.Series(name, values) for name, values in counted.items()))


def satisfaction(rng: Rng, offices: Sequence[Office], year: int) -> pl.DataFrame:
    """The citizen survey (SKM, U1 to U9, 1 to 4) of each serving unit, last year and this year."""
    asked = [
        (
            f"SKM-{y}-{unit:02}-{n:03}",
            office.services[n % len(office.services)].name,
            office.name,
            str(y),
            2.95 + 0.5 * (office.trained and y == year),
        )
        for y in (year - 1, year)
        for unit, office in enumerate(offices)
        if office.services
        for n in range(RESPONDENTS)
    ]
    rows = pl.DataFrame(asked, schema=["respondent", "about", "unit", "wave", "mean"], orient="row")
    day = days_between(rng, date(year, 8, 1), date(year, 9, 30), rows.height)
    return _answers(
        "skm",
        rows.with_columns(
            day=pl.when(pl.col("wave") == str(year)).then(day).otherwise(day.dt.offset_by("-1y"))
        ),
        _drawn(rng, rows.select("mean").to_numpy(), SKM_ITEMS, greatest=4, spread=(0.35, 0.5)),
    )


def readiness(rng: Rng, people: pl.DataFrame, year: int) -> pl.DataFrame:
    """The anonymous staff survey (1 to 5) in November of two years: people grow more ready."""
    waves = []
    for wave, (y, mean) in enumerate(((year - 1, 3.2), (year, 3.55)), 1):
        size = max(1, people.height // 8)
        asked = people.select("unit")[rng.choice(people.height, size, replace=False)].with_columns(
            respondent=pl.format("G{}-{}", pl.lit(wave), pl.int_range(1, pl.len() + 1)),
            wave=pl.lit(str(wave)),
            mean=pl.lit(mean),
            day=days_between(rng, date(y, 11, 3), date(y, 11, 28), size),
        )
        waves.append(asked)
    rows = pl.concat(waves)
    drawn = _drawn(rng, rows.select("mean").to_numpy(), READINESS_ITEMS, greatest=5, spread=(0.45, 0.7))
    drawn = drawn.with_columns((6 - pl.col(item)).alias(item) for item in REVERSED_ITEMS)
    return _answers("readiness", rows, drawn)


def reactions(rng: Rng, people: pl.DataFrame, enrolments: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """What participants said of each programme (1 to 5): nine of ten of those who came."""
    rows = _participants(rng, people, enrolments, held)
    relevance = rows["relevance"].to_numpy()
    usual = np.full(rows.height, 4.1)
    means = np.column_stack([usual, usual, (usual + relevance) / 2, relevance])
    return _answers(
        "training_reaction", rows, _drawn(rng, means, REACTION_ITEMS, greatest=5, spread=(0.3, 0.5))
    )


def tests(rng: Rng, people: pl.DataFrame, enrolments: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """The marks (0 to 100) before and after each programme that had a test."""
    rows = _participants(rng, people, enrolments, held.filter(pl.col("gain") > 0))
    before = np.clip(rng.normal(58, 11, rows.height), 5, 95)
    after = np.clip(before + rows["gain"].to_numpy() + rng.normal(0, 8, rows.height), 0, 100)
    marks = {"pre_test": before, "post_test": after}
    return _answers(
        "training_test", rows, pl.DataFrame({k: np.round(v / 2.5) * 2.5 for k, v in marks.items()})
    )


def _participants(
    rng: Rng, people: pl.DataFrame, enrolments: pl.DataFrame, held: pl.DataFrame
) -> pl.DataFrame:
    came = enrolments.filter("attended").select("nip", "programme", "end")
    rows = came.join(
        held.select("code", "relevance", "gain"), left_on="programme", right_on="code", maintain_order="left"
    ).join(people.select("nip", "unit"), on="nip", maintain_order="left")
    rows = rows.filter(pl.Series(some(rng, 0.9, rows.height)))
    rows = rows.with_columns(later=pl.Series(rng.integers(0, 6, rows.height)))
    return rows.with_columns(day=pl.col("end") + pl.duration(days="later")).rename(
        {"nip": "respondent", "programme": "about"}
    )


def _drawn(
    rng: Rng, means: Floats, items: Sequence[str], *, greatest: int, spread: tuple[float, float]
) -> pl.DataFrame:
    """Answers on a scale from 1: `spread` says how far people differ, and how far the items of one.

    `means` has a row per respondent and a column per item, or one for all.
    """
    person = rng.normal(0, spread[0], (len(means), 1))
    item = rng.normal(0, spread[1], (len(means), len(items)))
    return pl.DataFrame(np.clip(np.round(means + person + item), 1, greatest), schema=list(items))


def _answers(instrument: str, rows: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """One row per answer, from one row per respondent and one column per item."""
    about = rows.select(
        name for name in ("respondent", "about", "unit", "wave", "day") if name in rows.columns
    )
    long = pl.concat([about, values], how="horizontal").unpivot(
        values.columns, index=about.columns, variable_name="item"
    )
    return table(Answer, long.with_columns(instrument=pl.lit(instrument)))
