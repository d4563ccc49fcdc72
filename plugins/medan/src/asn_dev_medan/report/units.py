"""Scores of units: how each does in competence, learning, leadership, culture and service."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Block,
    CivilServant,
    Note,
    Paragraph,
    ReportContext,
    TableBlock,
    TableColumn,
    Unit,
    section,
    text,
)
from asn_dev_medan.performance import PARTS
from asn_dev_medan.report.small_groups import kept_back, silent_units

BEHIND = {
    "unit_score_match": "unit_match_known",
    "unit_score_hours": "unit_hours_judged",
    "unit_score_leadership": "unit_leaders_known",
    "unit_score_citizens": "skm_respondents",
    "unit_score": "unit_staff",
}
"""How many people stand behind each figure."""


@section(
    key="medan-kinerja-unit",
    title=text(id="Medan: kinerja perangkat daerah", en="Medan: performance of units"),
    order=65,
)
def units(context: ReportContext) -> list[Block]:
    """The score of each unit with its parts, and how much of it is known."""
    if not context.register.has(CivilServant):
        return [context.nothing(CivilServant)]
    everything = context.scores(Unit).filter(pl.col("unit_score").is_not_null())
    if everything.is_empty():
        return [context.nothing(Unit)]
    spoken = pl.col("name").is_in(silent_units(context)) & pl.col("unit_cooperation").is_not_null()
    behind = {name: pl.col(people) for name, people in BEHIND.items()}
    behind |= dict.fromkeys(("unit_score_culture", "unit_score", "unit_score_band"), spoken)
    ranked = kept_back(context, everything, behind).sort(
        pl.col("unit_score_band").is_null(),
        "unit_score",
        "name",
        descending=[False, True, False],
        nulls_last=True,
    )
    judged = ranked.filter(pl.col("unit_score_band").is_not_null())
    return [
        Paragraph(_sentence(context, ranked, judged)),
        context.chart(
            context.bars(
                judged, "unit_score", axis=context.label("unit_score", of=Unit), label="name", greatest=100
            )
        ),
        _table(context, ranked),
        Note(_weights(context)),
    ]


def _sentence(context: ReportContext, ranked: pl.DataFrame, judged: pl.DataFrame) -> str:
    bands = context.region.parameters.bands("medan.unit_score.bands").names
    counts = dict(judged.group_by("unit_score_band").agg(pl.len()).iter_rows())
    bands_in_words = ", ".join(f"{band} {counts[band]}" for band in bands if band in counts)
    quiet = context.scores(Unit).height - ranked.height
    sentence = context.say(
        id=f"{judged.height} perangkat daerah dapat dinilai: {bands_in_words or 'belum ada'}.",
        en=f"{judged.height} units can be judged: {bands_in_words or 'none yet'}.",
    )
    widely = [name for name in PARTS if judged[name].count() * 2 >= judged.height > 0]
    means = {name: context.mean(judged, name) or 0.0 for name in widely}
    if means:
        weakest = min(means, key=lambda name: means[name])
        label, mean = context.label(weakest, of=Unit), context.number(means[weakest])
        sentence += context.say(
            id=f" Dari bagian yang diketahui di sedikitnya separuhnya, yang paling rendah {label} (rata-rata "
            f"{mean}): di sana paling banyak ruang untuk naik.",
            en=f" Of the parts known in at least half of them the lowest is {label} ({mean} on average): "
            "there "
            "there is most room to rise.",
        )
    if quiet:
        sentence += context.say(
            id=f" {quiet} perangkat daerah tidak diberi skor karena pegawai atau datanya terlalu sedikit.",
            en=f" {quiet} units have no score: too few people or data.",
        )
    return sentence


def _table(context: ReportContext, ranked: pl.DataFrame) -> TableBlock:
    columns = (
        TableColumn("name", context.table_name(Unit)),
        *(TableColumn(name, context.label(name, of=Unit), "decimal") for name in (*PARTS, "unit_score")),
        TableColumn("unit_score_known", context.say(id="Diketahui", en="Known"), "percent", 0),
        TableColumn("unit_score_band", context.say(id="Kategori", en="Band")),
    )
    caption = context.say(
        id="Skor kinerja perangkat daerah (0 sampai 100) dan bagian-bagiannya",
        en="Scores of units (0 to 100) and their parts",
    )
    return context.table(ranked, columns, caption=caption)


def _weights(context: ReportContext) -> str:
    weights = context.region.parameters.weights("medan.unit_score.weights")
    shown = ", ".join(f"{context.label(name, of=Unit)} {weights[name]:g}" for name in PARTS)
    least = context.percent(context.region.parameters.number("medan.unit_score.least_known"), decimals=0)
    return context.say(
        id=f"Bobot: {shown}. Bagian yang tidak diketahui ditinggalkan dan bobot lain naik sebanding; "
        "karena itu "
        f"bandingkan unit yang bagian diketahuinya setara. Kategori diberikan bila sedikitnya {least} "
        "diketahui.",
        en=f"Weights: {shown}. Unknown parts are left out and the other weights grow; so compare units of "
        "which "
        f"as much is known. A band is given where at least {least} is known.",
    )
