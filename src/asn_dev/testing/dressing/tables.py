"""The tables of a city as its offices keep them: one line for what several rows of ours say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from asn_dev.model import Answer, Competency, CompetencyKind, Job, RequiredLevel
from asn_dev.register.layouts.surveys import ELEMENTS, REACTION, READINESS

_WHO = ["respondent", "about", "subject", "rater", "unit", "day", "wave"]
Tables = Mapping[type, pl.DataFrame]

SATISFACTION, READINESS_SURVEY, REACTIONS = "skm", "readiness", "training_reaction"
WIDE = (SATISFACTION, READINESS_SURVEY, REACTIONS)
"""Questionnaires that offices keep with a column for each item, whatever the region asks."""


def standards(tables: Tables) -> pl.DataFrame:
    """The standards, each with the tier of its post."""
    posts = tables[Job].rename({"title": "job_title"}).unique(["job_title", "unit"], keep="first")
    return tables[RequiredLevel].join(posts, on=["job_title", "unit"], how="left", maintain_order="left")


def dictionary(tables: Tables) -> pl.DataFrame:
    """The technical competencies with a sentence for each level."""
    technical = tables[Competency].filter(pl.col("kind") == CompetencyKind.TECHNICAL.value)
    return technical.with_columns(
        pl.format("Mampu pada tingkat {}", pl.lit(str(level))).alias(f"level_{level}")
        for level in range(1, 6)
    )


def respondents(tables: Tables) -> pl.DataFrame:
    """One line for each citizen, numbered in the order they came."""
    wide = answered(tables, SATISFACTION, ELEMENTS)
    return wide.with_columns(respondent=pl.int_range(1, pl.len() + 1))


def ready(tables: Tables) -> pl.DataFrame:
    """One line for each of the staff and wave of the survey of readiness."""
    return answered(tables, READINESS_SURVEY, READINESS)


def rated(tables: Tables) -> pl.DataFrame:
    """One line for each participant who rated a programme."""
    return answered(tables, REACTIONS, list(REACTION))


def answered(tables: Tables, instrument: str, items: Sequence[str]) -> pl.DataFrame:
    """One line for each questionnaire filled, with whole numbers where all answers are."""
    rows = tables[Answer].filter(pl.col("instrument") == instrument)
    whole = rows.select((pl.col("value") == pl.col("value").round()).all()).item()
    if whole:
        rows = rows.with_columns(pl.col("value").cast(pl.Int64))
    return rows.pivot("item", on_columns=list(items), index=_WHO, values="value", maintain_order=True)


def other_answers(tables: Tables, wide: Sequence[str]) -> pl.DataFrame:
    """The answers to other questionnaires than these, a line each."""
    return tables[Answer].filter(~pl.col("instrument").is_in(list(wide)))
