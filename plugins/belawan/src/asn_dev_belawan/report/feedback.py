"""Feedback on trainings: material, delivery and practical use, and what it changes next year."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Answer, Block, Paragraph, Programme, ReportContext, TableColumn, section, text
from asn_dev_belawan.reaction import DIMENSIONS

NAMED = 4
"""So many programmes are named in a sentence."""
WORDS = {
    "materi": text(id="materi", en="material"),
    "penyampaian": text(id="penyampaian", en="delivery"),
    "penerapan": text(id="penerapan", en="practical use"),
}


@section(
    key="belawan-umpan-balik",
    title=text(id="Belawan: umpan balik memperbaiki program", en="Belawan: feedback improves programmes"),
    order=74,
)
def feedback(context: ReportContext) -> list[Block]:
    """The weakest side of each programme that enough people judged, and its weight in the next plan."""
    rated = context.scores(Programme).filter(
        pl.col("weakest_mean").is_not_null(), pl.col("reaction_respondents") >= context.minimum_group
    )
    if rated.is_empty():
        return [context.nothing(Answer)]
    say, good = context.say, context.region.parameters.number("evaluation.reaction_good")
    words = {code: word.in_(context.language) for code, word in WORDS.items()}
    rated = rated.with_columns(
        told=pl.coalesce("name", "code"), side=pl.col("weakest_dimension").replace(words)
    ).sort("weakest_mean", "told")
    columns = (
        TableColumn("told", say(id="Program", en="Programme")),
        TableColumn("reaction_respondents", say(id="Penilai", en="Judged by"), "integer"),
        *(TableColumn(name, context.label(name, of=Programme), "decimal", 2) for name in DIMENSIONS),
        TableColumn("side", context.label("weakest_dimension", of=Programme)),
        TableColumn("mending_weight", context.label("mending_weight", of=Programme), "decimal", 2),
        TableColumn(
            "evaluation_weight",
            say(id="Bobot kursi tahun depan", en="Weight of seats next year"),
            "decimal",
            2,
        ),
    )
    caption = say(
        id="Penilaian peserta (1 sampai 5) dan bobot kursi program itu dalam rencana berikutnya",
        en="What participants say (1 to 5), and the weight of the programme's seats in the next plan",
    )
    return [
        Paragraph(_sentence(context, rated, good)),
        context.chart(
            context.bars(
                rated,
                "weakest_mean",
                axis=context.label("weakest_mean", of=Programme),
                label="told",
                decimals=2,
                limit=good,
                limit_label=say(id="baik", en="good"),
                greatest=5,
            )
        ),
        context.table(rated, columns, caption=caption),
    ]


def _sentence(context: ReportContext, rated: pl.DataFrame, good: float) -> str:
    """Which programmes are to be mended in what, and what their seats are worth until then."""
    say, every = context.say, context.integer(rated.height)
    weak, limit = rated.filter(pl.col("weakest_mean") < good), context.number(good)
    if weak.is_empty():
        return say(
            id=f"{every} program dinilai cukup banyak peserta; materi, penyampaian, dan "
            f"penerapannya semua sedikitnya {limit}, sehingga tidak ada bobot yang diturunkan karenanya.",
            en=f"{every} programmes were judged by enough people; their material, delivery "
            f"and practical use are all at least {limit}, so that no weight is lowered for it.",
        )
    entries = []
    for name, side, weight in weak.select("told", "side", "evaluation_weight").head(NAMED).iter_rows():
        worth = (
            ""
            if weight is None
            else say(
                id=f", bobot {context.number(weight, decimals=2)}",
                en=f", weight {context.number(weight, decimals=2)}",
            )
        )
        entries.append(f"{name} ({side}{worth})")
    names = "; ".join(entries) + ("; ..." if weak.height > NAMED else "")
    return say(
        id=f"{context.integer(weak.height)} dari {every} program mempunyai sisi di bawah {limit} yang "
        f"perlu diperbaiki: {names}. Sampai diperbaiki, kursinya dalam rencana tahun depan bernilai sebesar "
        "bobot itu kali nilai penuhnya.",
        en=f"{context.integer(weak.height)} of {every} programmes have a side below {limit} that is to "
        f"be mended: {names}. Until then their seats in next year's plan are worth that weight times "
        "their full value.",
    )
