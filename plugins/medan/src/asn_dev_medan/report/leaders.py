"""Leaders: how many were trained within the cycle, and in which of the three topics."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import CivilServant, Participation, Parts, ReportContext, section, text
from asn_dev.plugin.sentences import listing, paragraph, parameter, remark, sentence, share, spoken
from asn_dev.plugin.tables import bars, column, mean, people, table
from asn_dev_medan.leadership import TOPICS, cycle_start

BY_TIER = table(
    column("tier", of=CivilServant),
    people(id="Pemimpin", en="Leaders"),
    mean("leadership_cycle_met", "percent", id="Dalam siklus", en="Within the cycle"),
    *(mean(flag, "percent", id=name.id, en=name.en) for flag, name in TOPICS.values()),
    mean("leadership_topics", id="Topik (dari 3)", en="Topics (of 3)"),
    id="Pemimpin menurut jenjang: siklus dan topik",
    en="Leaders by tier: cycle and topics",
    by="tier",
)
LEARNED = column(
    "share", "percent", people="people",
    id="Pemimpin yang mempelajarinya dalam siklus", en="Leaders who learned it in the cycle",
)  # fmt: skip
TOO_FEW = sentence(
    id="Pemimpin yang siklus pelatihannya diketahui kurang dari {minimum}; angkanya tidak ditampilkan.",
    en="Of fewer than {minimum} leaders the cycle is known; their figures are not shown.",
)
CYCLE = sentence(
    id="{met} dari {judged} pemimpin ({share}) mengikuti pelatihan kepemimpinan dalam siklus {months} bulan "
    "(sejak {since}); {missed} perlu dijadwalkan.",
    en="{met} of {judged} leaders ({share}) had a leadership training within the cycle of {months} months "
    "(since {since}); {missed} are to be scheduled.",
).of(months=parameter("medan.leadership.cycle_months", "integer"))
RAREST = sentence(
    id="Topik yang paling jarang dipelajari: {rarest} ({low} dari yang diketahui).",
    en="The topic learned least: {rarest} ({low} of those known).",
)
NO_CURRICULUM = sentence(
    id="Topik yang dipelajari dalam pelatihan kepemimpinan belum diketahui: isi tabel kurikulumnya "
    "(medan.leadership.curriculum).",
    en="What leadership trainings teach is not known yet: fill in the table of their curricula "
    "(medan.leadership.curriculum).",
)
UNKNOWN = sentence(
    id="Tentang {unknown} pemimpin lain itu tidak diketahui.",
    en="Of {unknown} other leaders it is not known.",
)
WEIGHT = parameter("medan.leadership.plan_weight")
NO_PLAN = sentence(
    id="Rencana tahun berikutnya mendahulukan pemimpin di luar siklus untuk topik-topik ini (nilai kursi "
    "kali {weight}). Untuk melihatnya: asn-dev report FOLDER --region {region} --budget RUPIAH.",
    en="The plan of the next year prefers leaders out of the cycle for these topics (value of the seat times "
    "{weight}). To see it: asn-dev report FOLDER --region {region} --budget RUPIAH.",
).of(weight=WEIGHT)
PLANNED = sentence(
    id="Rencana {plan} memberi kursi kepada {seated} pemimpin di luar siklus; kursi topik kepemimpinan bagi "
    "mereka bernilai {weight} kali.",
    en="The plan of {plan} gives seats to {seated} leaders out of the cycle; a seat in a topic of leadership "
    "counts {weight} times for them.",
).of(weight=WEIGHT)


@section(
    key="medan-kepemimpinan",
    title=text(id="Medan: pelatihan kepemimpinan berkala", en="Medan: regular leadership training"),
    order=61,
    needs=[CivilServant],
)
def leaders(context: ReportContext) -> Parts:
    """Leaders within the cycle, the topics they learned, and what the plan does for the others."""
    leading = context.scores(CivilServant).filter("is_leader")
    judged = leading.drop_nulls("leadership_cycle_met")
    if judged.is_empty():
        return [context.nothing(Participation)]
    if judged.height < context.minimum_group:
        return [remark(TOO_FEW)]
    unknown = leading.height - judged.height
    rows = [
        (spoken(name, context), judged[flag].mean(), judged[flag].count()) for flag, name in TOPICS.values()
    ]
    schema = {"topic": pl.String, "share": pl.Float64, "people": pl.Int64}
    topics = pl.DataFrame(rows, schema=schema, orient="row")
    others = UNKNOWN.of(unknown=unknown) if unknown else None
    return [
        paragraph(_cycle(context, judged), _rarest(context, topics), others),
        bars(topics, LEARNED, label="topic", greatest=100),
        BY_TIER.of(judged),
        remark(_plan(context)),
    ]


def _cycle(context: ReportContext, judged: pl.DataFrame) -> object:
    met = int(judged["leadership_cycle_met"].sum())
    return CYCLE.of(
        met=met, judged=judged.height, missed=judged.height - met, share=share(met / judged.height),
        since=f"{cycle_start(context.period, context.p):%d-%m-%Y}",
    )  # fmt: skip


def _rarest(context: ReportContext, topics: pl.DataFrame) -> object:
    """The topic learned least, of those known of enough leaders."""
    enough = topics.filter(pl.col("people") >= context.minimum_group)
    if enough.is_empty():
        return NO_CURRICULUM
    low, people = enough.sort("share").select("share", "people").row(0)
    rarest = enough.filter(pl.col("share") == low)["topic"].to_list()
    return RAREST.of(rarest=listing(rarest), low=share(low, people=people))


def _plan(context: ReportContext) -> object:
    if context.plan is None:
        return NO_PLAN.of(region=context.region.name)
    overdue = context.scores(CivilServant).filter(~pl.col("leadership_cycle_met")).select("nip")
    seated = context.plan.seats.join(overdue, on="nip", how="semi")["nip"].n_unique()
    shown = seated if seated >= context.minimum_group else f"< {context.minimum_group}"
    return PLANNED.of(plan=str(context.plan.period), seated=shown)
