"""Reliability of the questionnaires: alpha and omega of every scale that was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import atanh

import polars as pl

from asn_dev.evaluating.reliability import LEAST_RESPONDENTS, Reliability, reliability
from asn_dev.evaluating.responses import ResponseTable, completed_questionnaires
from asn_dev.formatting import Figure
from asn_dev.grouping.withholding import REASONS
from asn_dev.messages import Message
from asn_dev.model import Respondents
from asn_dev.rules.instruments import TESTS, Questionnaire
from asn_dev.study_data import StudyData

NEGLIGIBLE = 1e-12
"""A correlation of 1 or -1 has no Fisher's z."""
Key = tuple[str, str | None, str]

WHOLE = "(seluruh instrumen)"
"""A scale made of all items, where every dimension has but one."""


def scales(study: StudyData) -> pl.DataFrame:
    """The reliability of each scale: a dimension of two or more items, else the instrument as a whole.

    Columns: instrument, wave (rounds of surveys of staff stand apart), dimension, items, respondents (who
    answered all), left_out (who did not), alpha with alpha_low and alpha_high, omega, lowest_item with its
    item_rest (correlation with the sum of the others) and an item_note where that item seems to be turned the
    wrong way, and alpha_reason and omega_reason where one is not defined.
    """
    rows = [_row(key, items, estimate, study) for key, items, estimate in _estimates(study)]
    schema = {
        "instrument": pl.String, "wave": pl.String, "dimension": pl.String,
        "items": pl.Int64, "respondents": pl.Int64, "left_out": pl.Int64,
        "alpha": pl.Float64, "alpha_low": pl.Float64, "alpha_high": pl.Float64, "omega": pl.Float64,
        "lowest_item": pl.String, "item_rest": pl.Float64, "item_note": pl.String,
        "alpha_reason": pl.String, "omega_reason": pl.String,
    }  # fmt: skip
    table = pl.DataFrame(rows, schema=schema, orient="row")
    return table.sort("instrument", "wave", "dimension")


def _row(key: Key, items: Sequence[str], estimate: Reliability, study: StudyData) -> tuple[object, ...]:
    reasons = [
        reason.in_(study.language) if reason else None
        for reason in (estimate.alpha_reason, estimate.omega_reason)
    ]
    return (
        *key, estimate.items, estimate.respondents, estimate.left_out,
        estimate.alpha, estimate.alpha_low, estimate.alpha_high, estimate.omega,
        *_weakest(items, estimate, study), *reasons,
    )  # fmt: skip


def _weakest(
    items: Sequence[str], estimate: Reliability, study: StudyData
) -> tuple[str | None, float | None, str | None]:
    """The item that agrees least with the others, and a word where it goes against them beyond chance."""
    # Rounded, so that of two items that agree as little the last bits of a sum do not choose.
    pairs = zip(estimate.item_rest, items, strict=False)
    rated = [(round(r, 9), item) for r, item in pairs if r is not None]
    if not rated:
        return None, None, None
    r, item = min(rated)
    if estimate.respondents < LEAST_RESPONDENTS + 1:
        return item, r, None
    from scipy.special import ndtri

    # Fisher's z: its error depends on the number of respondents alone
    reach = ndtri((1 + study.p.number("evaluation.confidence")) / 2) / (estimate.respondents - 3) ** 0.5
    if atanh(min(max(r, NEGLIGIBLE - 1), 1 - NEGLIGIBLE)) + reach >= 0:
        return item, r, None
    note = Message(
        "Item {item} goes against the others (r {r}): it may be worded the other way round and not be "
        "turned.",
        item=item,
        r=Figure(r, "decimal", 2),
    )
    return item, r, note.in_(study.language)


def _estimates(study: StudyData) -> Iterator[tuple[Key, list[str], Reliability]]:
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
                    yield (responses.asked.code, wave, dimension), items, _withheld(len(items))
                elif answered:
                    estimate = reliability(answers, confidence=confidence)
                    yield (responses.asked.code, wave, dimension), items, estimate


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
