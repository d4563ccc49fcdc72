"""What is asked and counted in the city: participants, staff, citizens, and the services month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

import numpy as np
import polars as pl

from asn_dev.model import Answer, JobKind, Rater, Respondents, ServiceMonth
from asn_dev.rules.instrument_files import load_questionnaire
from asn_dev.rules.instruments import Questionnaire
from asn_dev.testing.city.drawing import Floats, Rng, days_between, some, table
from asn_dev.testing.city.offices import Office

RESPONDENTS = 60
"""Citizens asked in one unit in one year."""
EFFECT_MONTH = 7
"""From this month of the year on, the waits and errors of the trained office are shorter and fewer."""
FOLLOW_UP_DAYS = 90
"""So long after a programme its participants, their superiors and their peers are asked what has changed."""
JUDGED = {Rater.PARTICIPANT: 0.7, Rater.SUPERIOR: 0.6, Rater.PEER: 0.5}
"""Of which share of those who came each of them answers."""
COLLEAGUES = {Rater.SUPERIOR: 0.9, Rater.PEER: 0.85}
"""Of which share of everybody superiors and peers answer when they are asked about a person."""
CHANGED = (1.2, 0.62)
"""What the behaviour is called at no relevance, and by how much more at each point of it."""


@cache
def national(name: str) -> Questionnaire:
    """A national instrument, by the name of its file."""
    return load_questionnaire(files("asn_dev.national") / "instruments" / f"{name}.toml")


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
    return _citizen_survey(rng, offices, national("skm_2017"), year, usual=2.95, gain=0.5)


def _citizen_survey(
    rng: Rng, offices: Sequence[Office], questionnaire: Questionnaire, year: int, *, usual: float, gain: float
) -> pl.DataFrame:
    """Citizens of each serving unit in two years; in the second those of the trained office say more."""
    asked = [
        (
            f"{questionnaire.code.upper()}-{y}-{unit:02}-{n:03}",
            office.services[n % len(office.services)].name,
            office.name,
            str(y),
            usual + gain * (office.trained and y == year),
        )
        for y in (year - 1, year)
        for unit, office in enumerate(offices)
        if office.services
        for n in range(RESPONDENTS)
    ]
    rows = pl.DataFrame(asked, schema=["respondent", "about", "unit", "wave", "mean"], orient="row")
    day = days_between(rng, date(year, 8, 1), date(year, 9, 30), rows.height)
    return _answers(
        questionnaire.code,
        rows.with_columns(
            day=pl.when(pl.col("wave") == str(year)).then(day).otherwise(day.dt.offset_by("-1y"))
        ),
        _drawn(rng, rows.select("mean").to_numpy(), questionnaire, spread=(0.35, 0.5)),
    )


def readiness(rng: Rng, people: pl.DataFrame, year: int) -> pl.DataFrame:
    """The anonymous survey of readiness in November of two years: people grow more ready."""
    return _staff_survey(rng, people, national("readiness"), {year - 1: 3.2, year: 3.55}, prefix="G")


def learning_culture(rng: Rng, people: pl.DataFrame, year: int) -> pl.DataFrame:
    """The anonymous survey of the learning culture, in the same weeks: it hardly changes."""
    means = {year - 1: 3.3, year: 3.4}
    return _staff_survey(rng, people, national("learning_culture"), means, prefix="B")


def of_a_region(
    rng: Rng,
    questionnaire: Questionnaire,
    people: pl.DataFrame,
    offices: Sequence[Office],
    enrolments: pl.DataFrame,
    held: pl.DataFrame,
    year: int,
) -> pl.DataFrame:
    """What a region asks beside the national questionnaires, answered by those whom it asks."""
    scale = questionnaire.instrument
    usual, gain = scale.least + 0.6 * (scale.greatest - scale.least), 0.1 * (scale.greatest - scale.least)
    if scale.asks is Respondents.CITIZENS:
        return _citizen_survey(rng, offices, questionnaire, year, usual=usual, gain=gain)
    if scale.asks is Respondents.STAFF:
        by_year = {year - 1: usual, year: usual + gain / 2}
        return _staff_survey(rng, people, questionnaire, by_year, prefix=f"{questionnaire.code}-")
    if scale.asks is Respondents.JUDGES:
        return _colleagues(rng, people, questionnaire, year, usual=usual, gain=gain)
    rows = _participants(rng, people, enrolments, held)
    means = np.repeat(rows.select("relevance").to_numpy() / 5 * scale.greatest, len(questionnaire.items), 1)
    return _answers(questionnaire.code, rows, _drawn(rng, means, questionnaire, spread=(0.3, 0.5)))


def _staff_survey(
    rng: Rng, people: pl.DataFrame, questionnaire: Questionnaire, means: Mapping[int, float], *, prefix: str
) -> pl.DataFrame:
    """Every eighth person asked in each year, which is a wave; nobody can be told from the key."""
    waves = []
    for wave, (y, mean) in enumerate(means.items(), 1):
        size = max(1, people.height // 8)
        asked = people.select("unit")[rng.choice(people.height, size, replace=False)].with_columns(
            respondent=pl.format("{}{}-{}", pl.lit(prefix), pl.lit(wave), pl.int_range(1, pl.len() + 1)),
            wave=pl.lit(str(wave)),
            mean=pl.lit(mean),
            day=days_between(rng, date(y, 11, 3), date(y, 11, 28), size),
        )
        waves.append(asked)
    rows = pl.concat(waves)
    drawn = _drawn(rng, rows.select("mean").to_numpy(), questionnaire, spread=(0.45, 0.7))
    return _answers(questionnaire.code, rows, drawn)


def _colleagues(
    rng: Rng, people: pl.DataFrame, questionnaire: Questionnaire, year: int, *, usual: float, gain: float
) -> pl.DataFrame:
    """What the head of the unit and a peer say of everybody at the end of the year."""
    of_person = rng.normal(usual + gain, gain, people.height)
    subjects = _beside(people).with_columns(mean=pl.Series(of_person))
    rows = _by_raters(rng, subjects, COLLEAGUES)
    rows = rows.with_columns(
        wave=pl.lit(str(year)), day=days_between(rng, date(year, 11, 3), date(year, 11, 28), rows.height)
    )
    drawn = _drawn(rng, rows.select("mean").to_numpy(), questionnaire, spread=(0.3, 0.5))
    return _answers(questionnaire.code, rows, drawn)


def reactions(rng: Rng, people: pl.DataFrame, enrolments: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """What participants said of each programme (1 to 5): nine of ten of those who came."""
    rows = _participants(rng, people, enrolments, held)
    relevance = rows["relevance"].to_numpy()
    usual = np.full(rows.height, 4.1)
    means = np.column_stack([usual, usual, (usual + relevance) / 2, relevance])
    drawn = _drawn(rng, means, national("training_reaction"), spread=(0.3, 0.5))
    return _answers("training_reaction", rows, drawn)


def behaviour(
    rng: Rng, people: pl.DataFrame, enrolments: pl.DataFrame, held: pl.DataFrame, year: int
) -> pl.DataFrame:
    """What participants, the heads of their units and a peer say some months after, as far as the year goes.

    It follows how far the programme has to do with the daily work.
    """
    asked_by = pl.col("end") + pl.duration(days=FOLLOW_UP_DAYS + 14)
    ended = enrolments.filter("attended", asked_by <= date(year, 12, 31))
    came = ended.select("nip", "programme", "end").join(
        held.select("code", "relevance"), left_on="programme", right_on="code", maintain_order="left"
    )
    subjects = came.join(_beside(people), on="nip", maintain_order="left").rename({"programme": "about"})
    rows = _by_raters(rng, subjects, JUDGED)
    later = pl.Series(FOLLOW_UP_DAYS + rng.integers(0, 14, rows.height))
    rows = rows.with_columns(later=later).with_columns(day=pl.col("end") + pl.duration(days="later"))
    least, more = CHANGED
    means = least + more * rows.select("relevance").to_numpy()
    return _answers(
        "training_behaviour", rows, _drawn(rng, means, national("training_behaviour"), spread=(0.35, 0.5))
    )


def _by_raters(rng: Rng, subjects: pl.DataFrame, raters: Mapping[Rater, float]) -> pl.DataFrame:
    """The rows once for each who judges the person in them, a share of whom answers."""
    parts = []
    for rater, share in raters.items():
        rows = subjects.with_columns(
            respondent=pl.col(_JUDGE[rater]), subject="nip", rater=pl.lit(rater.value)
        )
        if rater is not Rater.PARTICIPANT:
            rows = rows.filter(pl.col("respondent") != pl.col("subject"))
        parts.append(rows.filter(pl.Series(some(rng, share, rows.height), dtype=pl.Boolean)))
    return pl.concat(parts)


_JUDGE = {Rater.PARTICIPANT: "nip", Rater.SUPERIOR: "head", Rater.PEER: "peer"}


def _beside(people: pl.DataFrame) -> pl.DataFrame:
    """Everybody with the first head of the unit and the next colleague in the list."""
    next_one = pl.col("nip").shift(-1).fill_null(pl.col("nip").first())
    head = pl.col("nip").filter(pl.col("job_kind") == JobKind.STRUCTURAL.value).first()
    return people.select("nip", "unit", peer=next_one.over("unit"), head=head.over("unit"))


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
    rng: Rng, means: Floats, questionnaire: Questionnaire, *, spread: tuple[float, float]
) -> pl.DataFrame:
    """Answers on the scale: `spread` says how far people differ, and how far the items of one.

    `means` has a row per respondent and a column per item, or one for all; reversed items are turned round.
    """
    items, scale = [item.code for item in questionnaire.items], questionnaire.instrument
    person = rng.normal(0, spread[0], (len(means), 1))
    item = rng.normal(0, spread[1], (len(means), len(items)))
    scores = np.clip(np.round(means + person + item), scale.least, scale.greatest)
    both = scale.least + scale.greatest
    turned = [(both - pl.col(code)).alias(code) for code in questionnaire.reversed]
    return pl.DataFrame(scores, schema=items).with_columns(turned)


def _answers(instrument: str, rows: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """One row per answer, from one row per respondent and one column per item."""
    names = ("respondent", "about", "subject", "rater", "unit", "wave", "day")
    about = rows.select(name for name in names if name in rows.columns)
    long = pl.concat([about, values], how="horizontal").unpivot(
        values.columns, index=about.columns, variable_name="item"
    )
    return table(Answer, long.with_columns(instrument=pl.lit(instrument)))
