"""Answers that count in no mean, and why: nothing is left out silently."""

from __future__ import annotations

import polars as pl

from asn_dev.evaluating.responses import completed_questionnaires
from asn_dev.model import Answer
from asn_dev.rules.answers import FAULTS, judged
from asn_dev.study_data import StudyData


def left_out(study: StudyData) -> pl.DataFrame:
    """How many respondents and answers count in no mean, by instrument and reason, whatever their day.

    Columns: instrument, fault (a key of `asn_dev.rules.answers.FAULTS`), respondents, answers, why. Rows that
    could not be read at all stand in ``register.rejected``.
    """
    counts = {"respondents": pl.UInt32(), "answers": pl.UInt32()}
    schema = pl.Schema({"instrument": pl.String(), "fault": pl.String(), **counts})
    answers, parts = study.calculation.rows(Answer), [pl.DataFrame(schema=schema)]
    if answers is not None:
        rows: pl.LazyFrame = judged(answers, study.region.instruments).to_native()
        faulty = rows.filter(pl.col("fault").is_not_null()).group_by("instrument", "fault")
        counted = faulty.agg(respondents=pl.col("respondent").n_unique(), answers=pl.len())
        parts.append(counted.collect(engine="streaming").cast(schema))
    for responses in completed_questionnaires(study, *study.region.instruments):
        undated = pl.when(pl.col("day").is_null()).then(pl.lit("no_day"))
        rows_left = responses.rows.with_columns(fault=pl.coalesce("fault", undated))
        absent = rows_left.filter(pl.col("fault").is_not_null()).with_columns(
            answers=pl.sum_horizontal(pl.col(responses.items).is_not_null()),
            instrument=pl.lit(responses.asked.code),
        )
        whole = absent.group_by("instrument", "fault").agg(
            respondents=pl.col("respondent").n_unique(), answers=pl.col("answers").sum()
        )
        parts.append(whole.cast(schema))
    words = pl.DataFrame(
        [(fault, why.in_(study.language)) for fault, why in FAULTS.items()],
        schema={"fault": pl.String, "why": pl.String},
        orient="row",
    )
    everything = pl.concat(parts).group_by("instrument", "fault").agg(pl.col(*counts).sum())
    return everything.join(words, on="fault", how="left").sort("instrument", "fault")
