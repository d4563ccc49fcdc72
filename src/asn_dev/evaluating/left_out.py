"""Answers that count in no mean, and why: nothing is left out silently."""

from __future__ import annotations

import polars as pl

from asn_dev.evaluating.responses import completed_questionnaires
from asn_dev.model import Answer
from asn_dev.rules.answers import FAULTS, judged
from asn_dev.study_data import StudyData


def left_out(study: StudyData) -> pl.DataFrame:
    """How many answers count in no mean, by instrument and reason, whatever their day.

    Columns: instrument, fault (a key of `asn_dev.rules.answers.FAULTS`), answers, why. Rows that
    could not be read at all stand in ``register.rejected``.
    """
    schema = pl.Schema({"instrument": pl.String(), "fault": pl.String(), "answers": pl.UInt32()})
    answers, parts = study.calculation.rows(Answer), [pl.DataFrame(schema=schema)]
    if answers is not None:
        rows: pl.LazyFrame = judged(answers, study.region.instruments).to_native()
        faulty = rows.filter(pl.col("fault").is_not_null()).group_by("instrument", "fault")
        parts.append(faulty.agg(answers=pl.len()).collect(engine="streaming").cast(schema))
    for responses in completed_questionnaires(study, *study.region.instruments):
        undated = pl.when(pl.col("day").is_null()).then(pl.lit("no_day"))
        rows_left = responses.rows.with_columns(fault=pl.coalesce("fault", undated))
        absent = rows_left.filter(pl.col("fault").is_not_null()).with_columns(
            answers=pl.sum_horizontal(pl.col(responses.items).is_not_null()),
            instrument=pl.lit(responses.asked.code),
        )
        counted = absent.group_by("instrument", "fault").agg(pl.col("answers").sum())
        parts.append(counted.cast(schema))
    words = pl.DataFrame(
        [(fault, why.in_(study.language)) for fault, why in FAULTS.items()],
        schema={"fault": pl.String, "why": pl.String},
        orient="row",
    )
    everything = pl.concat(parts).group_by("instrument", "fault").agg(pl.col("answers").sum())
    return everything.join(words, on="fault", how="left").sort("instrument", "fault")
