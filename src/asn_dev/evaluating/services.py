"""Level 4: what changed in public services after units were trained, beside units that were not (yet).

Which units a programme trained, and what is one training, is said in `trainings`; the months compared in
`service_panel`; the estimate in `group_time`, how sure it is in `randomization`; the words in `claims`.
"""

from __future__ import annotations

from typing import Any

import attrs
import polars as pl

from asn_dev.evaluating.claims import claim, without_interval
from asn_dev.evaluating.service_effect import Requirements, service_effect
from asn_dev.evaluating.service_panel import Compared, Window, compared_months, outcome_panel
from asn_dev.evaluating.trainings import TRAINED, Training, trained_units, trainings
from asn_dev.evaluating.two_way import two_way_fixed_effects
from asn_dev.model import ServiceMonth
from asn_dev.rules.definitions import text
from asn_dev.study_data import StudyData

OUTCOMES = {
    "waiting_minutes": text(id="Waktu tunggu (menit)", en="Waiting (minutes)"),
    "errors": text(id="Kesalahan per 1.000 permohonan", en="Errors per 1,000 requests"),
    "complaints": text(id="Pengaduan per 1.000 permohonan", en="Complaints per 1,000 requests"),
}
"""What is measured of a service each month; less is better."""

EFFECT_COLUMNS = (
    "scope", "name", "outcome", "conclusion", "effect", "low", "high", "p", "effect_reason", "method",
    "smallest_p", "trend_limit", "trained_units", "comparison_units", "months_before", "months_after",
    "trained_before", "trained_after", "comparison_before", "comparison_after", "pre_trend", "pre_low",
    "pre_high", "beyond_trend", "beyond_trend_p", "placebo_as_large", "placebos", "placebo_in_time",
    "placebo_in_time_p", "two_way", "programmes", "also", "claim",
)  # fmt: skip
_MONTHS = {
    **dict.fromkeys(("scope", "name", "outcome"), pl.String),
    "month": pl.Date,
    "phase": pl.String,
    **dict.fromkeys(("trained", "comparison"), pl.Float64),
}


@attrs.frozen(eq=False)
class ServiceEffects:
    """The estimated effects, a row for each training and outcome, and the months they are made from."""

    effects: pl.DataFrame
    months: pl.DataFrame


def service_effects(study: StudyData) -> ServiceEffects:
    """The effect of each training of the period: of all, of each set of programmes, in each unit.

    Programmes that trained the same units have one effect together. `effects`: scope (all, programme,
    unit), name (of programmes their codes), outcome, conclusion (a key of `CONCLUSIONS`), effect
    (group-time effects, averaged) with low, high and p, effect_reason (why there are none), method,
    smallest_p (that the design can reach), trend_limit (by how much a month trends may differ),
    trained_units, comparison_units, months_before, months_after, the four means of the same units,
    pre_trend with pre_low and pre_high (per month), beyond_trend (the effect had both sides gone on as they
    went) with beyond_trend_p, placebo_as_large of placebos (over units), placebo_in_time with
    placebo_in_time_p, two_way (fixed effects, for comparison only), programmes, also (others that trained the
    same units in the months around), claim. `months`: scope, name, outcome, month, phase, and the means of
    trained and comparison units.
    """
    panel, window, needs = _panel(study), Window.of(study), _requirements(study)
    trained = trained_units(study) if panel.height else pl.DataFrame(schema=list(TRAINED))
    rows: list[dict[str, Any]] = []
    months: list[pl.DataFrame] = []
    for training in trainings(study, trained, set(panel["unit"])):
        compared = compared_months(training, panel, trained, window)
        for outcome in OUTCOMES:
            rows.append(_row(study, compared, outcome, needs, trained))
            months.append(_monthly(training, outcome, compared.rows))
    effects = pl.DataFrame(rows, schema=_schema())
    series = pl.concat(months) if months else pl.DataFrame(schema=_MONTHS)
    keys = ["scope", "name", "outcome"]
    return ServiceEffects(effects.sort(keys), series.sort([*keys, "month"]))


def _requirements(study: StudyData) -> Requirements:
    number = study.p.number
    return Requirements(
        confidence=number("evaluation.confidence"),
        fewest_trained=number("evaluation.fewest_trained_units"),
        fewest_comparison=number("evaluation.fewest_comparison_units"),
        units_for_bootstrap=number("evaluation.units_for_bootstrap"),
        base_months=int(number("evaluation.base_months")),
    )


def _panel(study: StudyData) -> pl.DataFrame:
    """The services month by month, with counts taken per thousand requests."""
    requests = pl.col("requests")
    per_thousand = {
        name: pl.when(requests > 0).then(pl.col(name) / requests * 1000) for name in ("errors", "complaints")
    }
    rows = study.rows(ServiceMonth).with_columns(**per_thousand)
    return rows.select("unit", "service", pl.col("month").dt.truncate("1mo"), *OUTCOMES).collect()


def _row(
    study: StudyData, compared: Compared, outcome: str, needs: Requirements, trained: pl.DataFrame
) -> dict[str, Any]:
    training, observed = compared.training, outcome_panel(compared, outcome)
    effect = service_effect(observed.panel, needs)
    concluded = claim(effect, needs, outcome=OUTCOMES[outcome], is_too_short=observed.is_too_short)
    reason = without_interval(effect, needs)
    also = trained.filter(
        pl.col("unit").is_in([unit.unit for unit in training.units]),
        pl.col("month").is_between(compared.earliest, compared.latest),
        ~pl.col("programme").is_in(training.programmes if training.scope == "programme" else []),
    )
    sure, trend = effect.sureness, effect.trend_sureness
    figures = {
        "effect": effect.value,
        "low": sure.low,
        "high": sure.high,
        "p": sure.p,
        "beyond_trend": effect.beyond_trend,
        "beyond_trend_p": effect.beyond_trend_p,
        "trend_limit": effect.trend_limit,
        "two_way": None if observed.is_too_short else _two_way(compared, outcome, needs),
    }
    return {
        "scope": training.scope,
        "name": training.name,
        "outcome": outcome,
        "conclusion": concluded.conclusion,
        **{name: None if observed.is_too_short else figure for name, figure in figures.items()},
        "effect_reason": reason.in_(study.language) if reason else None,
        "method": sure.method,
        "smallest_p": effect.smallest_p,
        "trained_units": effect.trained_units,
        "comparison_units": effect.comparison_units,
        "months_before": observed.months_before,
        "months_after": observed.months_after,
        "trained_before": effect.trained_before,
        "trained_after": effect.trained_after,
        "comparison_before": effect.comparison_before,
        "comparison_after": effect.comparison_after,
        "pre_trend": effect.trend,
        "pre_low": trend.low,
        "pre_high": trend.high,
        "placebo_as_large": effect.placebo_as_large,
        "placebos": effect.placebos,
        "placebo_in_time": effect.placebo_in_time,
        "placebo_in_time_p": effect.placebo_in_time_p,
        "programmes": ", ".join(training.programmes),
        "also": ", ".join(sorted(set(also["programme"]))) or None,
        "claim": concluded.in_(study.language),
    }


def _two_way(compared: Compared, outcome: str, needs: Requirements) -> float | None:
    rows = compared.rows.filter(pl.col("phase") != "training")
    regression = two_way_fixed_effects(
        rows.with_columns(after=pl.col("phase") == "after"),
        outcome=outcome,
        cluster="unit",
        series=["unit", "service"],
        month="month",
        treated="trained",
        after="after",
        confidence=needs.confidence,
    )
    return regression.value


def _monthly(training: Training, outcome: str, compared: pl.DataFrame) -> pl.DataFrame:
    """The mean of trained and of comparison units, month by month: what the pre-trend is seen in.

    A month in which some units are trained already and others are not yet is one of training.
    """
    value, phase = pl.col(outcome), pl.col("phase")
    means = compared.group_by("month").agg(
        trained=value.filter(pl.col("trained")).mean(),
        comparison=value.filter(~pl.col("trained")).mean(),
        phase=pl.when(phase.n_unique() == 1).then(phase.first()).otherwise(pl.lit("training")),
    )
    named = {"scope": pl.lit(training.scope), "name": pl.lit(training.name), "outcome": pl.lit(outcome)}
    return means.with_columns(**named).select(list(_MONTHS))


def _schema() -> dict[str, Any]:
    numbers = "effect low high p smallest_p trend_limit trained_before trained_after comparison_before "
    numbers += "comparison_after pre_trend pre_low pre_high beyond_trend beyond_trend_p placebo_in_time "
    numbers += "placebo_in_time_p two_way"
    counts = "trained_units comparison_units months_before months_after placebo_as_large placebos"
    kinds = {**dict.fromkeys(numbers.split(), pl.Float64), **dict.fromkeys(counts.split(), pl.Int64)}
    return {name: kinds.get(name, pl.String) for name in EFFECT_COLUMNS}
