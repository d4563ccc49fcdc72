"""Decisions: keep, adapt, stop, or too early to say, with the figures and the parameter behind each."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from asn_dev.evaluating.levels import hidden
from asn_dev.evaluating.responses import responses_of, scores_of
from asn_dev.formatting import short
from asn_dev.grouping.withholding import REASONS
from asn_dev.model import DimensionScore, Programme, Response
from asn_dev.rules.definitions import Text, text
from asn_dev.rules.instruments import BEHAVIOUR, REACTION, TESTS
from asn_dev.study_data import StudyData

TOO_EARLY = text(id="belum dapat dinilai", en="too early to say")
DECISIONS: Mapping[str, Text] = {
    "lanjutkan": text(id="lanjutkan", en="keep"),
    "sesuaikan": text(id="sesuaikan", en="adapt"),
    "hentikan": text(id="hentikan", en="stop"),
}
"""What may be decided on a programme, and what readers call it; a region may add its own."""

GROUNDS: Mapping[str, tuple[str, Text]] = {
    "jawaban": (
        "evaluation.fewest_for_decision",
        text(id="jawaban kurang dari {}", en="fewer than {} answers"),
    ),
    "respons": (
        "evaluation.least_response_rate",
        text(id="bagian yang menjawab di bawah {}", en="a share of answers below {}"),
    ),
    "reaksi": (
        "evaluation.reaction_poor",
        text(id="rata-rata reaksi di bawah {}", en="a mean reaction below {}"),
    ),
    "tidak belajar": (
        "evaluation.fewest_for_decision",
        text(id="nilai tidak naik pada sedikitnya {} peserta", en="no gain among at least {} participants"),
    ),
    "dimensi": (
        "evaluation.reaction_good",
        text(id="ada dimensi reaksi di bawah {}", en="a dimension of the reaction below {}"),
    ),
    "belajar": ("evaluation.gain_good", text(id="n-gain di bawah {}", en="a normalised gain below {}")),
    "perilaku": (
        "evaluation.behaviour_good",
        text(id="perilaku di bawah {}", en="behaviour below {}"),
    ),
    "ragu": (
        "evaluation.false_discovery_rate",
        text(
            id="ada ukuran di bawah batasnya, tetapi itu dapat kebetulan (tingkat kekeliruan {})",
            en="a measure below its limit, which may be chance (false-discovery rate {})",
        ),
    ),
    "baik": (
        "evaluation.reaction_good",
        text(id="semua dimensi reaksi sedikitnya {}", en="every dimension of the reaction at least {}"),
    ),
}
"""For each ground of the national rule the parameter that decides, and a sentence with its value."""

_RULES = (
    "participants", "reaction_respondents", "response_rate", "reaction_mean", "reaction_weakest",
    "tested", "mean_gain", "mean_normalised_gain", "behaviour_respondents", "behaviour_mean",
    "decision_ground", "programme_decision",
)  # fmt: skip
_FIGURES = ("reaction_mean", "reaction_weakest", "response_rate")


def decisions(study: StudyData, reaction: pl.DataFrame, learning: pl.DataFrame) -> pl.DataFrame:
    """The decision of the region's rule on each programme that somebody took part in or judged in the period.

    Columns: programme, name, decision (null: too early to say), ground, parameter and its value and source,
    why (a sentence), and the figures that the rule read. Figures of groups that are withheld in
    the tables of reaction and learning are withheld here too.
    """
    held = study.holding(
        {
            DimensionScore: scores_of(study, REACTION, TESTS, BEHAVIOUR, keys=["respondent", "about"]),
            Response: responses_of(study, REACTION, BEHAVIOUR, keys=["about"]),
        }
    )
    scored = held.figures(Programme, _RULES).select(pl.col("code").alias("programme"), "name", *_RULES)
    counts = ("participants", "reaction_respondents", "tested", "behaviour_respondents")
    judged = scored.filter(pl.any_horizontal(pl.col(counts) > 0))
    rows = judged.join(_grounds(study), left_on="decision_ground", right_on="ground", how="left")
    rows = _without_withheld(rows, reaction, ["reaction_respondents", "participants"], _FIGURES)
    rows = _without_withheld(rows, learning, ["tested"], ["mean_gain", "mean_normalised_gain"])
    few = pl.col("behaviour_respondents") < study.p.number("privacy.minimum_group")
    rows = rows.with_columns(behaviour_mean=pl.when(~few).then(pl.col("behaviour_mean")))
    columns = ["decision", "ground", "why", "parameter", "value", "source", "decided_by"]
    named = rows.rename({"programme_decision": "decision", "decision_ground": "ground"})
    rule = study.region.book.find(Programme, "programme_decision")
    figures = [name for name in _RULES if name not in ("programme_decision", "decision_ground")]
    return (
        named.with_columns(decided_by=pl.lit(f"{rule.plugin.name} {rule.plugin.version}"))
        .select("programme", "name", *columns, *figures)
        .sort("programme")
    )


def _grounds(study: StudyData) -> pl.DataFrame:
    """Each ground with its parameter, value and source, and what it says in the language of the study.

    A ground of the region's own (lookup ``evaluation.ground_parameter``) says itself and its parameter.
    """
    rows = []
    for ground, (key, template) in GROUNDS.items():
        rows.append(_ground(study, ground, key, template.in_(study.language)))
    for ground, named in study.p.lookup("evaluation.ground_parameter").items():
        label = study.p.value(str(named)).parameter.label
        rows.append(_ground(study, ground, str(named), f"{label.in_(study.language)}: {{}}"))
    columns = ("ground", "parameter", "value", "source", "why")
    return pl.DataFrame(rows, schema=columns, orient="row")


def _ground(study: StudyData, ground: str, key: str, template: str) -> tuple[str, str, float, str, str]:
    used, number = study.p.value(key).value, study.p.number(key)
    sentence = template.format(short(number, study.language, decimals=6))
    return ground, key, number, f"{used.source} ({used.evidence})", sentence


def _without_withheld(
    rows: pl.DataFrame, table: pl.DataFrame, counts: list[str], figures: tuple[str, ...] | list[str]
) -> pl.DataFrame:
    """The rows without the figures of programmes that another table withholds."""
    is_withheld = pl.col("status").is_in(list(REASONS))
    places = table.filter(pl.col("level") == "programme").group_by(pl.col("group").alias("programme"))
    withheld = places.agg(status=pl.col("status").filter(is_withheld).min())
    judged = rows.join(withheld, on="programme", how="left").with_columns(pl.col("status").fill_null("shown"))
    return hidden(judged, figures, counts).drop("status")
