"""Feedback on trainings: material, delivery and practical use, and what it changes next year."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Answer, Parts, Programme, ReportContext, section, text
from asn_dev.plugin.sentences import listing, number, parameter, sentence
from asn_dev.plugin.tables import bars, column, table
from asn_dev_belawan.reaction import DIMENSIONS, SIDES

GOOD = "evaluation.reaction_good"
RATED = table(
    column("programme", id="Program", en="Programme"),
    column("reaction_respondents", "integer", id="Penilai", en="Judged by"),
    *(column(name, "decimal", 2, of=Programme, people="reaction_respondents") for name in DIMENSIONS),
    column("weakest_dimension", of=Programme, words=SIDES),
    column("mending_weight", "decimal", 2, of=Programme),
    column("evaluation_weight", "decimal", 2, id="Bobot kursi tahun depan", en="Weight of seats next year"),
    id="Penilaian peserta (1 sampai 5) dan bobot kursi program itu dalam rencana berikutnya",
    en="What participants say (1 to 5), and the weight of the programme's seats in the next plan",
)
WEAKEST = column("weakest_mean", "decimal", 2, of=Programme, people="reaction_respondents")
ALL_GOOD = sentence(
    id="{every} program dinilai cukup banyak peserta; materi, penyampaian, dan penerapannya semua sedikitnya "
    "{limit}, sehingga tidak ada bobot yang diturunkan karenanya.",
    en="{every} programmes were judged by enough people; their material, delivery and practical use are all "
    "at least {limit}, so that no weight is lowered for it.",
).of(limit=parameter(GOOD))
TO_MEND = sentence(
    id="{weak} dari {every} program mempunyai sisi di bawah {limit} yang perlu diperbaiki: {names}. Sampai "
    "diperbaiki, kursinya dalam rencana tahun depan bernilai sebesar bobot itu kali nilai penuhnya.",
    en="{weak} of {every} programmes have a side below {limit} that is to be mended: {names}. Until then "
    "their seats in next year's plan are worth that weight times their full value.",
).of(limit=parameter(GOOD))
NAMED = sentence(id="{name} ({side})", en="{name} ({side})")
WEIGHED = sentence(id="{name} ({side}, bobot {weight})", en="{name} ({side}, weight {weight})")


@section(
    key="belawan-umpan-balik",
    title=text(id="Belawan: umpan balik memperbaiki program", en="Belawan: feedback improves programmes"),
    order=74,
)
def feedback(context: ReportContext) -> Parts:
    """The weakest side of each programme that enough people judged, and its weight in the next plan."""
    enough = pl.col("reaction_respondents") >= context.minimum_group
    rated = context.scores(Programme).drop_nulls("weakest_mean").filter(enough)
    if rated.is_empty():
        return [context.nothing(Answer)]
    rated = rated.with_columns(programme=pl.coalesce("name", "code")).sort("weakest_mean", "programme")
    weak = rated.filter(pl.col("weakest_mean") < context.p.number(GOOD))
    sides = weak.select("programme", "weakest_dimension", "evaluation_weight").iter_rows()
    named = [
        (NAMED if weight is None else WEIGHED).of(
            name=name, side=SIDES.get(side, side), weight=number(weight, decimals=2)
        )
        for name, side, weight in sides
    ]
    names, good = listing(named, most=4, between="; "), text(id="baik", en="good")
    return [
        (TO_MEND if weak.height else ALL_GOOD).of(weak=weak.height, every=rated.height, names=names),
        bars(rated, WEAKEST, label="programme", limit=GOOD, limit_label=good, greatest=5),
        RATED.of(rated),
    ]
