"""Levels 1 and 3: what participants say of a programme, and what they and others see months later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from asn_dev.evaluating.levels import LEVELS, added, at_every_level, hidden, sums, with_mean, with_status
from asn_dev.evaluating.programmes import programmes_of
from asn_dev.evaluating.responses import ResponseTable, completed_questionnaires
from asn_dev.evaluating.statistics import with_interval, with_rate_interval
from asn_dev.model import CivilServant, Enrolment, Rater
from asn_dev.rules.instruments import BEHAVIOUR, REACTION
from asn_dev.study_data import StudyData

_FIGURES = ("mean", "sd", "low", "high")
_RATES = ("respondents", "response_rate", "rate_low", "rate_high")


def reaction(study: StudyData) -> pl.DataFrame:
    """The reaction by dimension, for all and by programme, provider, form and unit.

    Columns: level, group, label, dimension, participants (who came), respondents, response_rate with
    rate_low and rate_high, n (answers), mean and sd (on the scale of the instrument), low and high
    (interval of the mean), status.
    """
    asked = list(_about_programmes(study, REACTION))
    means = _judged(study, _means(study, REACTION, _score_sums(study, asked)), "dimension")
    rates = _judged(study, _response_rates(study, [rows for _, rows in asked]))
    shares = hidden(rates, [], _RATES)
    means = means.join(
        shares.select("level", "group", "participants", *_RATES), on=["level", "group"], how="left"
    )
    columns = ("level", "group", "label", "dimension", "participants", *_RATES, "n", *_FIGURES, "status")
    return _ordered(hidden(means, _FIGURES, ["n"]).select(columns), "dimension")


def behaviour(study: StudyData) -> pl.DataFrame:
    """Behaviour after the programme by rater and dimension, for all and by programme, provider, form, unit.

    Columns: level, group, label, rater (peserta, atasan, rekan), dimension, n (scores), mean, sd, low, high,
    status.
    """
    scored = _score_sums(study, _about_programmes(study, BEHAVIOUR), "rater")
    means = _judged(study, _means(study, BEHAVIOUR, scored, "rater"), "rater", "dimension")
    columns = ("level", "group", "label", "rater", "dimension", "n", *_FIGURES, "status")
    return _ordered(hidden(means, _FIGURES, ["n"]).select(columns), "rater", "dimension")


def _judged(study: StudyData, figures: pl.DataFrame, *by: str) -> pl.DataFrame:
    return with_status(
        figures,
        minimum=int(study.p.number("privacy.minimum_group")),
        fewest=study.p.number("evaluation.fewest_answers"),
        by=by,
    )


def _score_sums(
    study: StudyData, asked: Iterable[tuple[ResponseTable, pl.DataFrame]], *keys: str
) -> pl.DataFrame:
    """The scores of questionnaires about programmes, by programme, unit and dimension, as sums."""
    share = study.p.number("evaluation.items_answered")
    by = ("programme", "unit", *keys)
    parts = [
        sums(rows.select(*by, *one.dimensions(share)), list(one.asked.dimensions), *by) for one, rows in asked
    ]
    return added(parts, *by)


def _about_programmes(study: StudyData, instrument: str) -> Iterator[tuple[ResponseTable, pl.DataFrame]]:
    """The questionnaires of the period that count and tell which programme they are about."""
    for responses in completed_questionnaires(study, instrument):
        counts = pl.col("fault").is_null(), pl.col("about").is_not_null(), study.in_period()
        rows = responses.rows.filter(*counts)
        rater = pl.col("rater").fill_null(Rater.PARTICIPANT.value)
        yield responses, rows.with_columns(programme=pl.col("about"), rater=rater)


def _means(study: StudyData, instrument: str, totals: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """The mean of each dimension at every level, with its interval."""
    everywhere = at_every_level(
        totals, programmes_of(study), ["n", "total", "squares"], "dimension", *keys, language=study.language
    )
    scale = study.region.instruments[instrument].instrument
    return with_interval(
        with_mean(everywhere),
        n="n",
        mean="mean",
        sd="sd",
        confidence=study.p.number("evaluation.confidence"),
        bounds=(scale.least, scale.greatest),
        step=1,
    )


def _response_rates(study: StudyData, asked: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Response rates at every level: those who answered, of those who took part."""
    filled_in = [rows.group_by("programme", "unit").agg(n=pl.len().cast(pl.Int64)) for rows in asked]
    both = pl.concat([*filled_in, _participants(study)], how="diagonal")
    both = both.with_columns(
        pl.col("participants").fill_null(0), n=(pl.col("n") if filled_in else pl.lit(0)).fill_null(0)
    )
    counts = at_every_level(
        both, programmes_of(study), ["n", "participants"], language=study.language
    ).with_columns(respondents="n")
    rated = with_rate_interval(
        counts,
        answered="n",
        asked="participants",
        confidence=study.p.number("evaluation.confidence"),
        low="rate_low",
        high="rate_high",
    )
    rate = pl.when(pl.col("participants") > 0).then(pl.col("n") / pl.col("participants"))
    return rated.with_columns(response_rate=rate)


def _participants(study: StudyData) -> pl.DataFrame:
    """How many came, by programme and the unit in which they serve."""
    came = study.rows(Enrolment).filter(pl.col("attended"), study.in_period("end"))
    placed = came.join(study.rows(CivilServant).select("nip", "unit"), on="nip", how="left")
    counted = placed.group_by("programme", "unit").agg(participants=pl.len().cast(pl.Int64))
    return counted.collect(engine="streaming")


def _ordered(frame: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """Levels in their order, then by group; the same whatever the order of the answers was."""
    return frame.sort(pl.col("level").cast(pl.Enum(list(LEVELS))), "group", *keys)
