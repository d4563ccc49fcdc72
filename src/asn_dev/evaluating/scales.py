"""How reliable the questionnaires are: alpha and omega of every scale that was asked."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from asn_dev.evaluating.filled import Filled, filled
from asn_dev.evaluating.reliability import Reliability, reliability
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
    rows = [_row(place, found, study.language) for place, found in _found(study)]
    schema = {
        "instrument": pl.String, "wave": pl.String, "dimension": pl.String,
        "items": pl.Int64, "respondents": pl.Int64, "left_out": pl.Int64,
        "alpha": pl.Float64, "alpha_low": pl.Float64, "alpha_high": pl.Float64, "omega": pl.Float64,
        "alpha_reason": pl.String, "omega_reason": pl.String,
    }  # fmt: skip
    found = pl.DataFrame(rows, schema=schema, orient="row")
    return found.sort("instrument", "wave", "dimension")


def _row(place: tuple[str, str | None, str], found: Reliability, language: str) -> tuple[object, ...]:
    reasons = [
        reason.in_(language) if reason else None for reason in (found.alpha_reason, found.omega_reason)
    ]
    return (
        *place, found.items, found.respondents, found.left_out,
        found.alpha, found.alpha_low, found.alpha_high, found.omega, *reasons,
    )  # fmt: skip


def _found(study: StudyData) -> Iterator[tuple[tuple[str, str | None, str], Reliability]]:
    confidence = study.p.number("evaluation.confidence")
    minimum = int(study.p.number("privacy.minimum_group"))
    instruments = study.region.instruments
    asked = [code for code in instruments if code != TESTS and len(instruments[code].items) > 1]
    for one in filled(study, *asked):
        if one.asked != instruments[one.asked.code]:
            continue
        for wave, wide in _by_round(study, one):
            for dimension, items in _scales_of(one.asked):
                known = wide.select(items)
                answered = known.filter(_any_known(items)).height
                if 0 < answered < minimum:
                    yield (one.asked.code, wave, dimension), _withheld(len(items))
                elif answered:
                    yield (one.asked.code, wave, dimension), reliability(known, confidence=confidence)


def _withheld(items: int) -> Reliability:
    """What is said of a scale that too few answered: nothing but that."""
    small = REASONS["small"]
    return Reliability(None, None, None, None, items, 0, 0, alpha_reason=small, omega_reason=small)


def _any_known(items: list[str]) -> pl.Expr:
    """Whether a respondent answered any of the items."""
    return pl.any_horizontal(pl.col(items).is_not_null())


def _scales_of(asked: Questionnaire) -> Iterator[tuple[str, list[str]]]:
    several = [name for name in asked.dimensions if len(asked.items_of(name)) > 1]
    for name in several:
        yield name, [item.code for item in asked.items_of(name)]
    if not several:
        yield WHOLE, [item.code for item in asked.items]


def _by_round(study: StudyData, one: Filled) -> Iterator[tuple[str | None, pl.DataFrame]]:
    """The questionnaires of the period; of staff those up to its end, each round by itself."""
    rows = one.counted()
    if one.asked.instrument.asks != Respondents.STAFF:
        yield None, rows.filter(study.in_period())
        return
    rows = rows.filter((pl.col("day") <= study.period.end).fill_null(False))
    rows = rows.with_columns(wave=pl.coalesce("wave", pl.col("day").dt.year().cast(pl.String)))
    for (wave,), part in rows.sort("wave").group_by("wave", maintain_order=True):
        yield str(wave), part
