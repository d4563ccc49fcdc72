"""Level 4: what changed in public services after a unit was trained, beside units that were not.

A unit is trained by a programme if enough of its staff came (parameter ``evaluation.trained_share``). The
months before the first such training of the period are compared with those after the last; months in
between belong to neither. A unit to compare with gives its months up to a training of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import polars as pl

from asn_dev.evaluating.claims import claim
from asn_dev.evaluating.difference import Difference, difference_in_differences
from asn_dev.model import CivilServant, Enrolment, ServiceMonth
from asn_dev.rules.definitions import Text, text
from asn_dev.study_data import StudyData

OUTCOMES = {
    "waiting_minutes": text(id="Waktu tunggu (menit)", en="Waiting (minutes)"),
    "errors": text(id="Kesalahan per 1.000 permohonan", en="Errors per 1,000 requests"),
    "complaints": text(id="Pengaduan per 1.000 permohonan", en="Complaints per 1,000 requests"),
}
"""What is measured of a service each month; less is better."""

PHASES = ("before", "training", "after")
_TRAINED = ("unit", "programme", "month")
_MONTHS = {
    **dict.fromkeys(("scope", "name", "outcome"), pl.String),
    "month": pl.Date,
    "phase": pl.String,
    **dict.fromkeys(("trained", "comparison"), pl.Float64),
}


@attrs.frozen
class Training:
    """Which units a training reached, and from which month to which."""

    scope: str
    name: str
    units: frozenset[str]
    first: date
    last: date


@attrs.frozen(eq=False)
class ServiceEffects:
    """The estimated effects, a row for each training and outcome, and the months they are made from."""

    effects: pl.DataFrame
    months: pl.DataFrame


def service_effects(study: StudyData) -> ServiceEffects:
    """The effect of each training of the period, for each trained unit and each programme.

    `effects`: scope (unit, programme), name, outcome, effect with low, high and p (clustered by unit),
    effect_reason, trained_units, comparison_units, months_before, months_after, the four means, pre_trend
    with pre_low and pre_high (per month), placebo_as_large of placebos, also (other programmes that trained
    the same units in the months compared), claim. `months`: scope, name, outcome, month,
    phase, and the means of trained and comparison units.
    """
    panel = _panel(study)
    trained = _trained(study) if panel.height else pl.DataFrame(schema=list(_TRAINED))
    rows: list[dict[str, Any]] = []
    months: list[pl.DataFrame] = []
    for training in _trainings(study, trained, set(panel["unit"])):
        compared = _compared(study, panel, trained, training)
        for outcome in OUTCOMES:
            difference = difference_in_differences(
                compared.filter(pl.col("phase") != "training").with_columns(after=pl.col("phase") == "after"),
                outcome=outcome,
                cluster="unit",
                series=["unit", "service"],
                month="month",
                treated="trained",
                after="after",
                confidence=study.p.number("evaluation.confidence"),
            )
            rows.append(_row(study, training, outcome, difference, compared, trained))
            months.append(_monthly(training, outcome, compared))
    effects = pl.DataFrame(rows, schema=_schema())
    series = pl.concat(months) if months else pl.DataFrame(schema=_MONTHS)
    keys = ["scope", "name", "outcome"]
    return ServiceEffects(effects.sort(keys), series.sort([*keys, "month"]))


def _panel(study: StudyData) -> pl.DataFrame:
    """The services month by month, with counts taken per thousand requests."""
    requests = pl.col("requests")
    per_thousand = {
        name: pl.when(requests > 0).then(pl.col(name) / requests * 1000) for name in ("errors", "complaints")
    }
    rows = study.rows(ServiceMonth).with_columns(**per_thousand)
    return rows.select("unit", "service", pl.col("month").dt.truncate("1mo"), *OUTCOMES).collect()


def _trained(study: StudyData) -> pl.DataFrame:
    """Which programme trained which unit, and in which month: unit, programme, month."""
    staff = study.rows(CivilServant).select("nip", "unit").filter(pl.col("unit").is_not_null())
    sizes = staff.group_by("unit").agg(staff=pl.len())
    came = study.rows(Enrolment).filter(pl.col("attended"), pl.col("end").is_not_null())
    reached = (
        came.join(staff, on="nip")
        .group_by("unit", "programme")
        .agg(came=pl.col("nip").n_unique(), month=pl.col("end").max().dt.truncate("1mo"))
        .join(sizes, on="unit")
        .filter(pl.col("came") >= study.p.number("evaluation.trained_share") * pl.col("staff"))
    )
    return reached.select(_TRAINED).sort("unit", "month", "programme").collect()


def _trainings(study: StudyData, trained: pl.DataFrame, serving: set[str]) -> Iterator[Training]:
    """The trainings of the period in units that serve citizens: of each unit, and by each programme."""
    start, end = study.period.start.replace(day=1), study.period.end
    if trained.is_empty():
        return
    recent = trained.filter(pl.col("month").is_between(start, end), pl.col("unit").is_in(list(serving)))
    for scope, key in (("unit", "unit"), ("programme", "programme")):
        for (name,), rows in recent.group_by(key, maintain_order=True):
            months = sorted(rows["month"])
            yield Training(scope, str(name), frozenset(rows["unit"]), months[0], months[-1])


def _compared(
    study: StudyData, panel: pl.DataFrame, trained: pl.DataFrame, training: Training
) -> pl.DataFrame:
    """The months of trained units and of those to compare with, each with its phase."""
    earliest = _months_from(training.first, -int(study.p.number("evaluation.months_before")))
    latest = _months_from(training.last, int(study.p.number("evaluation.months_after")))
    month, is_trained = pl.col("month"), pl.col("unit").is_in(list(training.units))
    own = (
        trained.filter(~is_trained, pl.col("month") >= earliest)
        .group_by("unit")
        .agg(own=pl.col("month").min())
    )
    untouched = (month < pl.col("own")).fill_null(True)
    phase = (
        pl.when(month < training.first)
        .then(pl.lit("before"))
        .when(month > training.last)
        .then(pl.lit("after"))
        .otherwise(pl.lit("training"))
    )
    rows = panel.filter(month.is_between(earliest, latest)).join(own, on="unit", how="left")
    return rows.filter(is_trained | untouched).with_columns(trained=is_trained, phase=phase).drop("own")


def _months_from(month: date, count: int) -> date:
    whole = month.year * 12 + month.month - 1 + count
    return date(whole // 12, whole % 12 + 1, 1)


def _row(
    study: StudyData,
    training: Training,
    outcome: str,
    difference: Difference,
    compared: pl.DataFrame,
    trained: pl.DataFrame,
) -> dict[str, Any]:
    observed = compared.filter(pl.col("trained"), pl.col(outcome).is_not_null())
    counted = {phase: observed.filter(pl.col("phase") == phase)["month"].n_unique() for phase in PHASES}
    span = (compared["month"].min(), compared["month"].max())
    also = trained.filter(
        pl.col("unit").is_in(list(training.units)),
        pl.col("month").is_between(*span),
        pl.col("programme") != training.name,
    )
    effect, trend, placebo = difference.effect, difference.pre_trend, difference.placebo
    fewest = study.p.number("evaluation.fewest_months")
    too_short = min(counted["before"], counted["after"]) < fewest
    sentence: Text = claim(
        difference,
        outcome=OUTCOMES[outcome],
        too_short=too_short,
        distance=(counted["before"] + counted["after"]) / 2 + counted["training"],
        trend_share=study.p.number("evaluation.trend_share"),
        fewest_trained=study.p.number("evaluation.fewest_trained_units"),
    )
    quiet = too_short or effect.value is None
    return {
        "scope": training.scope,
        "name": training.name,
        "outcome": outcome,
        "effect": None if quiet else effect.value,
        "low": None if quiet else effect.low,
        "high": None if quiet else effect.high,
        "p": None if quiet else effect.p,
        "effect_reason": effect.reason.in_(study.language) if effect.reason else None,
        "trained_units": difference.treated_clusters,
        "comparison_units": difference.comparison_clusters,
        "months_before": counted["before"],
        "months_after": counted["after"],
        "trained_before": difference.treated_before,
        "trained_after": difference.treated_after,
        "comparison_before": difference.comparison_before,
        "comparison_after": difference.comparison_after,
        "pre_trend": trend.value,
        "pre_low": trend.low,
        "pre_high": trend.high,
        "placebo_as_large": placebo.as_large,
        "placebos": placebo.placebos,
        "also": ", ".join(sorted(set(also["programme"]))) or None,
        "claim": sentence.in_(study.language),
    }


def _monthly(training: Training, outcome: str, compared: pl.DataFrame) -> pl.DataFrame:
    """The mean of trained and of comparison units, month by month: what the pre-trend is seen in."""
    value = pl.col(outcome)
    means = compared.group_by("month", "phase").agg(
        trained=value.filter(pl.col("trained")).mean(), comparison=value.filter(~pl.col("trained")).mean()
    )
    named = {"scope": pl.lit(training.scope), "name": pl.lit(training.name), "outcome": pl.lit(outcome)}
    return means.with_columns(**named).select(list(_MONTHS))


def _schema() -> dict[str, Any]:
    means = "trained_before trained_after comparison_before comparison_after pre_trend pre_low pre_high"
    return {
        **dict.fromkeys(("scope", "name", "outcome"), pl.String),
        **dict.fromkeys(("effect", "low", "high", "p"), pl.Float64),
        "effect_reason": pl.String,
        **dict.fromkeys(("trained_units", "comparison_units", "months_before", "months_after"), pl.Int64),
        **dict.fromkeys(means.split(), pl.Float64),
        **dict.fromkeys(("placebo_as_large", "placebos"), pl.Int64),
        **dict.fromkeys(("also", "claim"), pl.String),
    }
