"""The tables of a city as its offices keep them: one line for what several rows of ours say."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from asn_dev.model import Answer, Competency, CompetencyKind, Job, RequiredLevel
from asn_dev.register.layouts.surveys import ELEMENTS

SATISFACTION = "skm"


def kept(record: type, tables: Mapping[type, pl.DataFrame]) -> pl.DataFrame:
    """The lines of the sheet that an office keeps of a record, one column for each of its fields."""
    if record is Answer:
        return _respondents(tables[Answer])
    if record is RequiredLevel and Job in tables:
        posts = tables[Job].rename({"title": "job_title"}).unique(["job_title", "unit"], keep="first")
        return tables[record].join(posts, on=["job_title", "unit"], how="left", maintain_order="left")
    if record is Competency:
        technical = tables[record].filter(pl.col("kind") == CompetencyKind.TECHNICAL.value)
        return technical.with_columns(
            pl.format("Mampu pada tingkat {}", pl.lit(str(level))).alias(f"level_{level}")
            for level in range(1, 6)
        )
    return tables[record]


def beside(record: type, frame: pl.DataFrame) -> pl.DataFrame:
    """What of a table stands in no sheet of `kept`: the answers to other questionnaires, for one."""
    return frame.filter(pl.col("instrument") != SATISFACTION) if record is Answer else frame


def _respondents(answers: pl.DataFrame) -> pl.DataFrame:
    """One line for each citizen, numbered in the order they came."""
    rows = answers.filter(pl.col("instrument") == SATISFACTION).with_columns(pl.col("value").cast(pl.Int64))
    wide = rows.pivot(
        "item",
        on_columns=list(ELEMENTS),
        index=["respondent", "about", "unit", "day"],
        values="value",
        maintain_order=True,
    )
    return wide.with_columns(respondent=pl.int_range(1, pl.len() + 1))
