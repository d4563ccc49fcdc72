"""Citizens: the satisfaction index of each unit and service, how sure it is, and what changed.

The index itself is the region's rule (`skm_index`); the interval comes from the index of each complete
questionnaire, whose mean it is.
"""

from __future__ import annotations

import attrs
import polars as pl

from asn_dev.evaluating.levels import hidden, status_of
from asn_dev.evaluating.responses import scores_of
from asn_dev.evaluating.statistics import with_change, with_interval
from asn_dev.grouping.withholding import Relation, withheld
from asn_dev.model import (
    DimensionScore,
    SatisfactionElement,
    SatisfactionResponse,
    ServiceElement,
    SurveyedService,
    Unit,
)
from asn_dev.rules.instruments import SATISFACTION
from asn_dev.study_data import StudyData

LOWEST = 3
"""So many of the lowest elements are named."""

_RULES = ("skm_respondents", "skm_required_sample", "skm_index", "skm_grade")
_PLACE = ("level", "unit", "service")
_FIGURES = (
    "index", "low", "high", "grade", "change", "change_low", "change_high", "p", "more_than_noise",
    "lowest",
)  # fmt: skip


@attrs.frozen(eq=False)
class Citizens:
    """The index of each unit and service, and the mean of each element behind it."""

    index: pl.DataFrame
    elements: pl.DataFrame


def citizens(study: StudyData) -> Citizens:
    """The satisfaction index of each unit and of each of its services, with the means of its elements.

    `index`: level (unit, service), unit, service, respondents, required_sample (null where nobody knows how
    many were served), enough (whether as many were asked), index (25 to 100) with low and high, grade,
    change since the round of the period before with change_low, change_high, p and more_than_noise,
    lowest (the three lowest elements), status. `elements`: level, unit, service, item, name,
    respondents, mean (1 to 4) with low and high, status.
    """
    scores = scores_of(study, SATISFACTION)
    now, before = (
        _with_survey_records(study.during(period), scores) for period in (study.period, study.period.before())
    )
    elements = _elements(now)
    indices = _spread(now, _index(now)).join(
        _lowest(elements, study.language), on=list(_PLACE), how="left", nulls_equal=True
    )
    earlier = _with_status(study, _spread(before, _index(before)))
    indices = _with_change(study, indices, earlier.filter(pl.col("status") == "shown"))
    indices = _with_status(study, indices)
    required = pl.col("required_sample").cast(pl.Int64)
    sized = indices.with_columns(required_sample=required, enough=pl.col("respondents") >= required)
    index = hidden(sized, _FIGURES, ["respondents", "enough"])
    judged = elements.join(indices.select(*_PLACE, "status"), on=list(_PLACE), how="left", nulls_equal=True)
    parts = hidden(judged, ["mean", "low", "high"], ["respondents"])
    order = pl.col("service").fill_null("")
    columns = [*_PLACE, "respondents", "required_sample", "enough", *_FIGURES, "status"]
    named = [*_PLACE, "item", "name", "respondents", "mean", "low", "high", "status"]
    return Citizens(
        index.select(columns).sort("unit", order), parts.select(named).sort("unit", order, "item")
    )


def _with_survey_records(study: StudyData, scores: pl.DataFrame) -> StudyData:
    """The study with the tables that rules make of the survey's answers in its period, each computed once."""
    during = scores.filter(study.in_period())
    study = study.holding({DimensionScore: during, Unit: _with_surveyed(study, during)})
    records = (SatisfactionElement, ServiceElement, SurveyedService, SatisfactionResponse)
    tables = pl.collect_all([study.rows(record) for record in records], engine="streaming")
    return study.holding(dict(zip(records, tables, strict=True)))


def _with_surveyed(study: StudyData, scores: pl.DataFrame) -> pl.DataFrame:
    """The units of the register with those of which citizens spoke: a survey needs no list of staff."""
    listed = study.rows(Unit).collect()
    spoken_of = scores.select(name=pl.col("unit").cast(pl.String)).drop_nulls().unique().sort("name")
    return pl.concat([listed, spoken_of.join(listed, on="name", how="anti")], how="diagonal_relaxed")


def _index(study: StudyData) -> pl.DataFrame:
    """The rules' figures of units and services of which anybody spoke."""
    units = study.figures(Unit, _RULES).select("name", *_RULES).rename({"name": "unit"})
    services = study.figures(SurveyedService, _RULES).select("unit", "service", *_RULES)
    parts = [
        units.with_columns(level=pl.lit("unit"), service=pl.lit(None, pl.String)),
        services.with_columns(level=pl.lit("service")),
    ]
    columns = {name: name.removeprefix("skm_") for name in _RULES}
    indices = pl.concat([part.select(*_PLACE, *_RULES) for part in parts], how="vertical_relaxed").rename(
        columns
    )
    return indices.filter(pl.col("respondents") > 0)


def _spread(study: StudyData, indices: pl.DataFrame) -> pl.DataFrame:
    """Beside each index how many complete questionnaires it is the mean of, and their spread."""
    responses = study.rows(SatisfactionResponse)
    index = pl.col("index")
    figures = {"complete": index.count(), "sd": index.std()}
    units = (
        responses.group_by("unit")
        .agg(**figures)
        .with_columns(level=pl.lit("unit"), service=pl.lit(None, pl.String))
    )
    services = responses.filter(pl.col("service").is_not_null()).group_by("unit", "service").agg(**figures)
    spreads = pl.concat(
        [
            units.select(*_PLACE, *figures),
            services.with_columns(level=pl.lit("service")).select(*_PLACE, *figures),
        ]
    ).collect()
    joined = indices.join(spreads, on=list(_PLACE), how="left", nulls_equal=True)
    factor = study.p.number("skm.conversion")
    scale = study.region.instruments[SATISFACTION].instrument
    return with_interval(
        joined,
        n="complete",
        mean="index",
        sd="sd",
        confidence=study.p.number("evaluation.confidence"),
        bounds=(scale.least * factor, scale.greatest * factor),
        step=factor / len(study.region.instruments[SATISFACTION].items) ** 0.5,
    )


def _with_change(study: StudyData, now: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:

    earlier = before.select(*_PLACE, _index="index", _complete="complete", _sd="sd")
    beside = now.join(earlier, on=list(_PLACE), how="left", nulls_equal=True)
    return with_change(
        beside,
        now=("complete", "index", "sd"),
        before=("_complete", "_index", "_sd"),
        confidence=study.p.number("evaluation.confidence"),
    )


def _elements(study: StudyData) -> pl.DataFrame:
    """The mean of each element with its interval, and what readers call it."""
    asked = study.region.instruments[SATISFACTION]
    units = study.rows(SatisfactionElement).with_columns(
        level=pl.lit("unit"), service=pl.lit(None, pl.String)
    )
    services = study.rows(ServiceElement).with_columns(level=pl.lit("service"))
    columns = [*_PLACE, "item", "respondents", "mean", "spread"]
    elements = pl.concat([units.select(columns), services.select(columns)], how="vertical_relaxed").collect()
    names = pl.DataFrame(
        [(code, name.in_(study.language)) for code, name in asked.dimensions.items()],
        schema={"item": pl.String, "name": pl.String},
        orient="row",
    )
    return with_interval(
        elements.join(names, on="item", how="left"),
        n="respondents",
        mean="mean",
        sd="spread",
        confidence=study.p.number("evaluation.confidence"),
        bounds=(asked.instrument.least, asked.instrument.greatest),
        step=1,
    )


def _lowest(elements: pl.DataFrame, language: str) -> pl.DataFrame:
    """The lowest elements of each unit and service with their mean, the lowest first, equal ones by code."""
    hundredths = (pl.col("mean") * 100 + 1e-7).round().cast(pl.Int64)
    parts = (hundredths // 100).cast(pl.String), (hundredths % 100).cast(pl.String).str.zfill(2)
    named = pl.format("{} {}.{}" if language == "en" else "{} {},{}", "name", *parts)
    first = elements.filter(pl.col("mean").is_not_null()).sort("mean", "item")
    return first.group_by(*_PLACE, maintain_order=True).agg(lowest=named.head(LOWEST).str.join("; "))


def _with_status(study: StudyData, indices: pl.DataFrame) -> pl.DataFrame:
    cells = indices.select(*_PLACE, n=pl.col("respondents").cast(pl.Int64)).with_columns(
        service=pl.col("service").fill_null("")
    )
    reason = withheld(
        cells,
        [Relation("service", "unit", by=("unit",))],
        minimum=int(study.p.number("privacy.minimum_group")),
        key=["unit", "service"],
    )
    fewest = study.p.number("evaluation.fewest_answers")
    return indices.with_columns(status=status_of(reason, pl.col("respondents"), fewest))
