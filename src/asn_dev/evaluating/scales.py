"""Reliability of the questionnaires: alpha and omega of every scale that was asked."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from asn_dev.evaluating.reliability import Reliability, reliability
from asn_dev.evaluating.responses import ResponseTable, completed_questionnaires
from asn_dev.grouping.withholding import REASONS
from asn_dev.model import Respondents
from asn_dev.rules.instruments import TESTS, Questionnaire
from asn_dev.study_data import StudyData

WHOLE = "(seluruh instrumen)"
"""A scale made of all items, where every dimension has but one."""


def scales(study: StudyData) -> pl.DataFrame:
    """The reliability of each scale: a dimension of two or more items, else the instrument as a whole.

    Columns: instrument, wave (rounds of surveys of staff stand apart), dimension, items, respondents (who
    answered all), left_out (who did not), alpha with alpha_low and alpha_high, omega, and alpha_reason and
    omega_reason where one is not defined.
    """
    rows = [_row(key, estimate, study.language) for key, estimate in _estimates(study)]
    schema = {
        "instrument": pl.String, "wave": pl.String, "dimension": pl.String,
        "items": pl.Int64, "respondents": pl.Int64, "left_out": pl.Int64,
        "alpha": pl.Float64, "alpha_low": pl.Float64, "alpha_high": pl.Float64, "omega": pl.Float64,
        "alpha_reason": pl.String, "omega_reason": pl.String,
    }  # fmt: skip
    table = pl.DataFrame(rows, schema=schema, orient="row")
    return table.sort("instrument", "wave", "dimension")


def _row(key: tuple[str, str | None, str], estimate: Reliability, language: str) -> tuple[object, ...]:
    reasons = [
        reason.in_(language) if reason else None for reason in (estimate.alpha_reason, estimate.omega_reason)
    ]
    return (
        *key, estimate.items, estimate.respondents, estimate.left_out,
        estimate.alpha, estimate.alpha_low, estimate.alpha_high, estimate.omega, *reasons,
    )  # fmt: skip


def _estimates(study: StudyData) -> Iterator[tuple[tuple[str, str | None, str], Reliability]]:
    confidence = study.p.number("evaluation.confidence")
    minimum = int(study.p.number("privacy.minimum_group"))
    instruments = study.region.instruments
    asked = [code for code in instruments if code != TESTS and len(instruments[code].items) > 1]
    for responses in completed_questionnaires(study, *asked):
        if responses.asked != instruments[responses.asked.code]:
            continue
        for wave, wide in _by_round(study, responses):
            for dimension, items in _scales_of(responses.asked):
                answers = wide.select(items)
                answered = answers.filter(_any_answered(items)).height
                if 0 < answered < minimum:
                    yield (responses.asked.code, wave, dimension), _withheld(len(items))
                elif answered:
                    yield (responses.asked.code, wave, dimension), reliability(answers, confidence=confidence)


def _withheld(items: int) -> Reliability:
    """Row for a scale with too few respondents: no figures, and that as the reason."""
    small = REASONS["small"]
    return Reliability(None, None, None, None, items, 0, 0, alpha_reason=small, omega_reason=small)


def _any_answered(items: list[str]) -> pl.Expr:
    """Whether a respondent answered any of the items."""
    return pl.any_horizontal(pl.col(items).is_not_null())


def _scales_of(asked: Questionnaire) -> Iterator[tuple[str, list[str]]]:
    several = [name for name in asked.dimensions if len(asked.items_of(name)) > 1]
    for name in several:
        yield name, [item.code for item in asked.items_of(name)]
    if not several:
        yield WHOLE, [item.code for item in asked.items]


def _by_round(study: StudyData, responses: ResponseTable) -> Iterator[tuple[str | None, pl.DataFrame]]:
    """The questionnaires of the period; of staff those up to its end, each round by itself."""
    rows = responses.counted()
    if responses.asked.instrument.asks != Respondents.STAFF:
        yield None, rows.filter(study.in_period())
        return
    rows = rows.filter((pl.col("day") <= study.period.end).fill_null(False))
    rows = rows.with_columns(wave=pl.coalesce("wave", pl.col("day").dt.year().cast(pl.String)))
    for (wave,), part in rows.sort("wave").group_by("wave", maintain_order=True):
        yield str(wave), part
