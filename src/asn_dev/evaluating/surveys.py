"""Surveys of staff: readiness for change, learning culture, motivation; by unit and round."""

from __future__ import annotations

import polars as pl

from asn_dev.evaluating.levels import added, hidden, status_of, sums, with_mean
from asn_dev.evaluating.responses import completed_questionnaires
from asn_dev.evaluating.statistics import with_change, with_interval
from asn_dev.grouping.withholding import Relation, withheld
from asn_dev.model import CivilServant, Respondents
from asn_dev.study_data import UNKNOWN, StudyData

_ROUND = ("instrument", "wave")
_FIGURES = ("mean", "sd", "low", "high", "change", "change_low", "change_high", "more_than_noise")


def surveys(study: StudyData) -> pl.DataFrame:
    """The scores of every survey of staff up to the end of the period, for all and by unit, round by round.

    Columns: instrument, wave (round; its year where it has no name), level (all, unit), group, dimension,
    staff, respondents, response_rate, n (people with a score), mean, sd, low, high (on the scale of the
    instrument), change since the round before with change_low and change_high, more_than_noise, status.
    """
    scored, days, respondents = _figures(study)
    staff = _staff(study)
    keys = [*_ROUND, "level", "group"]
    means = (
        with_mean(scored)
        .join(respondents.select(*keys, "respondents"), on=keys, how="left")
        .join(staff, on=["level", "group"], how="left")
        .join(days, on=list(_ROUND), how="left")
    )
    means = _with_change(study, _with_interval(study, means))
    means = _with_status(study, means)
    rate = pl.when(pl.col("staff") > 0).then(pl.col("respondents") / pl.col("staff"))
    counts = ["respondents", "response_rate", "n"]
    # One withheld dimension withholds who answered at all: the two together would tell the small number.
    shown = hidden(means.with_columns(response_rate=rate), _FIGURES, counts)
    withheld_too = pl.col("n").is_null().any().over(keys)
    shown = shown.with_columns(
        pl.when(~withheld_too).then(pl.col(name)).alias(name) for name in ("respondents", "response_rate")
    )
    return shown.sort("instrument", "day", "wave", "level", "group", "dimension").select(
        *keys, "dimension", "staff", *counts, *_FIGURES, "status"
    )


def _figures(study: StudyData) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Of each round the scores at both levels, the last day, and how many filled the questionnaire in."""
    share = study.p.number("evaluation.items_answered")
    scored, days, filled_in = [], [], []
    for responses in completed_questionnaires(study, *_of_staff(study)):
        rows = responses.counted().filter((pl.col("day") <= study.period.end).fill_null(False))
        rows = rows.with_columns(
            *responses.dimensions(share),
            instrument=pl.lit(responses.asked.code),
            wave=pl.coalesce("wave", pl.col("day").dt.year().cast(pl.String)),
            unit=pl.col("unit").fill_null(UNKNOWN.in_(study.language)),
        )
        scored.append(sums(rows, list(responses.asked.dimensions), *_ROUND, "unit"))
        days.append(rows.group_by(_ROUND).agg(day=pl.col("day").max()))
        filled_in.append(rows.group_by(*_ROUND, "unit").agg(n=pl.len().cast(pl.Int64)))
    keys = dict.fromkeys((*_ROUND, "unit"), pl.String)
    scores = added(scored, *keys)
    last = pl.concat(
        [*days, pl.DataFrame(schema={"instrument": pl.String, "wave": pl.String, "day": pl.Date})]
    )
    counts = pl.concat([*filled_in, pl.DataFrame(schema={**keys, "n": pl.Int64})])
    return _at_both_levels(scores, "dimension"), last, _at_both_levels(counts).rename({"n": "respondents"})


def _of_staff(study: StudyData) -> list[str]:
    every = study.region.instruments.questionnaires()
    return [
        questionnaire.code for questionnaire in every if questionnaire.instrument.asks == Respondents.STAFF
    ]


def _at_both_levels(totals: pl.DataFrame, *keys: str) -> pl.DataFrame:
    figures = [name for name in ("n", "total", "squares") if name in totals.columns]
    by = [*_ROUND, *keys]
    whole = (
        totals.group_by(*by).agg(pl.col(*figures).sum()).with_columns(level=pl.lit("all"), group=pl.lit(""))
    )
    units = totals.with_columns(level=pl.lit("unit"), group=pl.col("unit"))
    columns = [*_ROUND, "level", "group", *keys, *figures]
    return pl.concat([whole.select(columns), units.select(columns)])


def _staff(study: StudyData) -> pl.DataFrame:
    """How many serve in all and in each unit."""
    units = (
        study.rows(CivilServant)
        .group_by(group=pl.col("unit").fill_null(UNKNOWN.in_(study.language)))
        .agg(staff=pl.len())
    )
    by_unit = units.collect().with_columns(level=pl.lit("unit"))
    if by_unit.is_empty():
        return pl.DataFrame(schema={"level": pl.String, "group": pl.String, "staff": pl.UInt32})
    whole = by_unit.select(pl.col("staff").sum(), level=pl.lit("all"), group=pl.lit(""))
    columns = ["level", "group", "staff"]
    return pl.concat([whole.select(columns), by_unit.select(columns)], how="vertical_relaxed")


def _with_interval(study: StudyData, means: pl.DataFrame) -> pl.DataFrame:
    """The intervals, each within the scale of its instrument."""
    confidence, parts = study.p.number("evaluation.confidence"), []
    for (code,), rows in means.group_by("instrument", maintain_order=True):
        scale = study.region.instruments[str(code)].instrument
        bounds = (scale.least, scale.greatest)
        parts.append(
            with_interval(rows, n="n", mean="mean", sd="sd", confidence=confidence, bounds=bounds, step=1)
        )
    empty = with_interval(means.clear(), n="n", mean="mean", sd="sd", confidence=confidence)
    return pl.concat([empty, *parts])


def _with_change(study: StudyData, means: pl.DataFrame) -> pl.DataFrame:
    """Beside each round the one before it, and whether the difference is more than noise."""
    keys = ["instrument", "level", "group", "dimension"]
    rounds = means.select(*_ROUND, "day").unique().sort("instrument", "day", "wave")
    rounds = rounds.with_columns(_before=pl.col("wave").shift(1).over("instrument")).drop("day")
    before = means.select(*keys, _before="wave", _n="n", _mean="mean", _sd="sd")
    beside = means.join(rounds, on=list(_ROUND), how="left").join(before, on=[*keys, "_before"], how="left")
    return with_change(
        beside,
        now=("n", "mean", "sd"),
        before=("_n", "_mean", "_sd"),
        confidence=study.p.number("evaluation.confidence"),
    )


def _with_status(study: StudyData, means: pl.DataFrame) -> pl.DataFrame:
    """Small groups withheld, round by round; a change is withheld where the round before is."""
    minimum = int(study.p.number("privacy.minimum_group"))
    by = [*_ROUND, "dimension"]
    reason = withheld(
        means.with_columns(pl.col("n").cast(pl.Int64)),
        [Relation("unit", "all", by=by)],
        minimum=minimum,
        key=[*by, "group"],
    )
    judged = means.with_columns(
        status=status_of(reason, pl.col("n"), study.p.number("evaluation.fewest_answers"))
    )
    keys = ["instrument", "level", "group", "dimension"]
    before = judged.select(*keys, _before="wave", _open=pl.col("status") == "shown")
    judged = judged.join(before, on=[*keys, "_before"], how="left")
    open_ = pl.col("_open").fill_null(False)
    changes = ("change", "change_low", "change_high", "more_than_noise")
    return judged.with_columns(pl.when(open_).then(pl.col(name)).alias(name) for name in changes)
