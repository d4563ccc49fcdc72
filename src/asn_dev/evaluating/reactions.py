"""Levels 1 and 3: what participants say of a programme, and what they and others see months later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from asn_dev.evaluating.filled import Filled, filled
from asn_dev.evaluating.levels import LEVELS, added, at_every_level, hidden, sums, with_mean, with_status
from asn_dev.evaluating.material import Material
from asn_dev.evaluating.statistics import with_interval, with_rate_interval
from asn_dev.model import CivilServant, Enrolment, Rater
from asn_dev.rules.instruments import BEHAVIOUR, REACTION

_FIGURES = ("mean", "sd", "low", "high")
_RATES = ("respondents", "response_rate", "rate_low", "rate_high")


def reaction(material: Material) -> pl.DataFrame:
    """The reaction by dimension, for all and by programme, provider, form and unit.

    Columns: level, group, label, dimension, participants (who came), respondents, response_rate with
    rate_low and rate_high, n (answers), mean and sd (on the scale of the instrument), low and high
    (interval of the mean), status.
    """
    asked = list(_about_programmes(material, REACTION))
    found = _judged(material, _means(material, REACTION, _score_sums(material, asked)), "dimension")
    rates = _judged(material, _response_rates(material, [rows for _, rows in asked]))
    shares = hidden(rates, [], _RATES)
    found = found.join(
        shares.select("level", "group", "participants", *_RATES), on=["level", "group"], how="left"
    )
    columns = ("level", "group", "label", "dimension", "participants", *_RATES, "n", *_FIGURES, "status")
    return _ordered(hidden(found, _FIGURES, ["n"]).select(columns), "dimension")


def behaviour(material: Material) -> pl.DataFrame:
    """Behaviour after the programme by rater and dimension, for all and by programme, provider, form, unit.

    Columns: level, group, label, rater (peserta, atasan, rekan), dimension, n (scores), mean, sd, low, high,
    status.
    """
    scored = _score_sums(material, _about_programmes(material, BEHAVIOUR), "rater")
    found = _judged(material, _means(material, BEHAVIOUR, scored, "rater"), "rater", "dimension")
    columns = ("level", "group", "label", "rater", "dimension", "n", *_FIGURES, "status")
    return _ordered(hidden(found, _FIGURES, ["n"]).select(columns), "rater", "dimension")


def _judged(material: Material, found: pl.DataFrame, *by: str) -> pl.DataFrame:
    return with_status(
        found,
        minimum=int(material.p.number("privacy.minimum_group")),
        fewest=material.p.number("evaluation.fewest_answers"),
        by=by,
    )


def _score_sums(material: Material, asked: Iterable[tuple[Filled, pl.DataFrame]], *keys: str) -> pl.DataFrame:
    """The scores of questionnaires about programmes, by programme, unit and dimension, as sums."""
    share = material.p.number("evaluation.items_answered")
    by = ("programme", "unit", *keys)
    parts = [
        sums(rows.select(*by, *one.dimensions(share)), list(one.asked.dimensions), *by) for one, rows in asked
    ]
    return added(parts, *by)


def _about_programmes(material: Material, instrument: str) -> Iterator[tuple[Filled, pl.DataFrame]]:
    """The questionnaires of the period that count and tell which programme they are about."""
    for one in filled(material, instrument):
        counts = pl.col("fault").is_null(), pl.col("about").is_not_null(), material.in_period()
        rows = one.rows.filter(*counts)
        rater = pl.col("rater").fill_null(Rater.PARTICIPANT.value)
        yield one, rows.with_columns(programme=pl.col("about"), rater=rater)


def _means(material: Material, instrument: str, found: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """The mean of each dimension at every level, with its interval."""
    everywhere = at_every_level(found, material.programmes, ["n", "total", "squares"], "dimension", *keys)
    scale = material.region.instruments[instrument].instrument
    return with_interval(
        with_mean(everywhere),
        n="n",
        mean="mean",
        sd="sd",
        confidence=material.p.number("evaluation.confidence"),
        bounds=(scale.least, scale.greatest),
    )


def _response_rates(material: Material, asked: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Those who filled it in, of those who came, at every level."""
    filled_in = [rows.group_by("programme", "unit").agg(n=pl.len().cast(pl.Int64)) for rows in asked]
    both = pl.concat([*filled_in, _participants(material)], how="diagonal")
    both = both.with_columns(
        pl.col("participants").fill_null(0), n=(pl.col("n") if filled_in else pl.lit(0)).fill_null(0)
    )
    found = at_every_level(both, material.programmes, ["n", "participants"]).with_columns(respondents="n")
    rated = with_rate_interval(
        found,
        answered="n",
        asked="participants",
        confidence=material.p.number("evaluation.confidence"),
        low="rate_low",
        high="rate_high",
    )
    rate = pl.when(pl.col("participants") > 0).then(pl.col("n") / pl.col("participants"))
    return rated.with_columns(response_rate=rate)


def _participants(material: Material) -> pl.DataFrame:
    """How many came, by programme and the unit in which they serve."""
    came = material.rows(Enrolment).filter(pl.col("attended"), material.in_period("end"))
    placed = came.join(material.rows(CivilServant).select("nip", "unit"), on="nip", how="left")
    counted = placed.group_by("programme", "unit").agg(participants=pl.len().cast(pl.Int64))
    return counted.collect(engine="streaming")


def _ordered(frame: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """Levels in their order, then by group; the same whatever the order of the answers was."""
    return frame.sort(pl.col("level").cast(pl.Enum(list(LEVELS))), "group", *keys)
