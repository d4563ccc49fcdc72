"""How reliable the questionnaires are: alpha and omega of every scale that was asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from asn_dev.evaluating.material import Material
from asn_dev.evaluating.reliability import Reliability, reliability
from asn_dev.model import Answer, Enrolment, Respondents
from asn_dev.rules.answers import judged_by_version
from asn_dev.rules.instruments import TESTS, Questionnaire

if TYPE_CHECKING:
    import polars as pl

WHOLE = "(seluruh instrumen)"
"""A scale made of all items, where every dimension has but one."""

_RESPONDENT = ("respondent", "about", "subject", "rater", "wave")


def scales(material: Material) -> pl.DataFrame:
    """The reliability of each scale: a dimension of two or more items, else the instrument as a whole.

    Columns: instrument, wave (rounds of surveys of staff stand apart), dimension, items, respondents (who
    answered all), left_out (who did not), alpha with alpha_low and alpha_high, omega, and alpha_reason and
    omega_reason (Indonesian) where one is not defined.
    """
    import polars as pl

    rows = [_row(place, found) for place, found in _found(material)]
    schema = {
        "instrument": pl.String, "wave": pl.String, "dimension": pl.String,
        "items": pl.Int64, "respondents": pl.Int64, "left_out": pl.Int64,
        "alpha": pl.Float64, "alpha_low": pl.Float64, "alpha_high": pl.Float64, "omega": pl.Float64,
        "alpha_reason": pl.String, "omega_reason": pl.String,
    }  # fmt: skip
    found = pl.DataFrame(rows, schema=schema, orient="row")
    return found.sort("instrument", "wave", "dimension")


def _row(place: tuple[str, str | None, str], found: Reliability) -> tuple[object, ...]:
    reasons = [reason.id if reason else None for reason in (found.alpha_reason, found.omega_reason)]
    return (
        *place, found.items, found.respondents, found.left_out,
        found.alpha, found.alpha_low, found.alpha_high, found.omega, *reasons,
    )  # fmt: skip


def _found(material: Material) -> Iterator[tuple[tuple[str, str | None, str], Reliability]]:
    answers, enrolments = (material.calculation.rows(record) for record in (Answer, Enrolment))
    if answers is None:
        return
    confidence = material.p.number("evaluation.confidence")
    for asked, judged in judged_by_version(answers, material.region.instruments, enrolments):
        newest = asked == material.region.instruments[asked.code]
        if len(asked.items) < 2 or asked.code == TESTS or not newest:
            continue
        for wave, wide in _wide(material, asked, judged.to_native()):
            for dimension, items in _scales_of(asked):
                known = wide.select(items)
                if known.select(_any_known(items)).to_series().any():
                    yield (asked.code, wave, dimension), reliability(known, confidence=confidence)


def _any_known(items: list[str]) -> pl.Expr:
    """Whether a respondent answered any of the items."""
    import polars as pl

    return pl.any_horizontal(pl.col(items).is_not_null())


def _scales_of(asked: Questionnaire) -> Iterator[tuple[str, list[str]]]:
    several = [name for name in asked.dimensions if len(asked.items_of(name)) > 1]
    for name in several:
        yield name, [item.code for item in asked.items_of(name)]
    if not several:
        yield WHOLE, [item.code for item in asked.items]


def _wide(
    material: Material, asked: Questionnaire, judged: pl.LazyFrame
) -> Iterator[tuple[str | None, pl.DataFrame]]:
    """A column for each item, a row for each respondent; of staff, each round by itself."""
    import polars as pl

    counted = judged.filter(pl.col("fault").is_null())
    by_round = asked.instrument.asks == Respondents.STAFF
    if by_round:
        counted = counted.filter((pl.col("day") <= material.period.end).fill_null(False))
        counted = counted.with_columns(wave=pl.coalesce("wave", pl.col("day").dt.year().cast(pl.String)))
    else:
        counted = counted.filter(material.in_period())
    of_item = [
        pl.col("score").filter(pl.col("item") == item.code).first().alias(item.code) for item in asked.items
    ]
    wide = counted.group_by(*_RESPONDENT).agg(*of_item).collect(engine="streaming")
    if not by_round:
        yield None, wide
        return
    for (wave,), rows in wide.sort("wave").group_by("wave", maintain_order=True):
        yield str(wave), rows
