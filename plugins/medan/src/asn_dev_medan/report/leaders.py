"""Leaders: how many were trained within the cycle, and in which of the three topics."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Block,
    CivilServant,
    Note,
    Paragraph,
    Participation,
    ReportContext,
    TableBlock,
    TableColumn,
    section,
    text,
)
from asn_dev_medan.leadership import TOPICS, cycle_start


@section(
    key="medan-kepemimpinan",
    title=text(id="Medan: pelatihan kepemimpinan berkala", en="Medan: regular leadership training"),
    order=61,
)
def leaders(context: ReportContext) -> list[Block]:
    """Leaders within the cycle, the topics they learned, and what the plan does for the others."""
    if not context.register.has(CivilServant):
        return [context.nothing(CivilServant)]
    leading = context.scores(CivilServant).filter(pl.col("is_leader"))
    judged = leading.filter(pl.col("leadership_cycle_met").is_not_null())
    if judged.is_empty():
        return [context.nothing(Participation)]
    if judged.height < context.minimum_group:
        return [Note(_too_few(context))]
    topics = pl.DataFrame(
        [(name.in_(context.language), _share(judged, flag)) for flag, name in TOPICS.values()],
        schema=["unit", "percent"],
        orient="row",
    )
    axis = context.say(
        id="Pemimpin yang mempelajarinya dalam siklus", en="Leaders who learned it in the cycle"
    )
    return [
        Paragraph(_sentence(context, leading, judged, topics)),
        context.chart(context.bars(topics, "percent", axis=axis, unit="%", greatest=100)),
        _table(context, judged),
        Note(_plan(context)),
    ]


def _share(people: pl.DataFrame, flag: str) -> float:
    return 100 * float(people[flag].sum()) / people.height


def _too_few(context: ReportContext) -> str:
    return context.say(
        id=f"Pemimpin yang siklus pelatihannya diketahui kurang dari {context.minimum_group}; angkanya tidak "
        "ditampilkan.",
        en=f"Of fewer than {context.minimum_group} leaders the cycle is known; their figures are not shown.",
    )


def _sentence(
    context: ReportContext, leading: pl.DataFrame, judged: pl.DataFrame, topics: pl.DataFrame
) -> str:
    parameters, integer = context.region.parameters, context.integer
    months = integer(parameters.number("medan.leadership.cycle_months"))
    start = cycle_start(context.period, parameters)
    since = f"{start:%d-%m-%Y}"
    met = int(judged["leadership_cycle_met"].sum())
    share, unknown = context.percent(met / judged.height), leading.height - judged.height
    least = topics.filter(topics["percent"] == topics["percent"].min())
    rarest, low = ", ".join(least["unit"]), context.number(least["percent"][0])
    sentence = context.say(
        id=f"{integer(met)} dari {integer(judged.height)} pemimpin ({share}) mengikuti pelatihan "
        f"kepemimpinan dalam siklus {months} bulan (sejak {since}); {integer(judged.height - met)} perlu "
        "dijadwalkan. "
        f"Topik yang paling jarang dipelajari: {rarest} ({low}%).",
        en=f"{integer(met)} of {integer(judged.height)} leaders ({share}) had a leadership training within "
        "the "
        f"cycle of {months} months (since {since}); {integer(judged.height - met)} are to be scheduled. "
        f"The topic learned least: {rarest} ({low}%).",
    )
    if unknown:
        sentence += context.say(
            id=f" Tentang {integer(unknown)} pemimpin lain itu tidak diketahui.",
            en=f" Of {integer(unknown)} other leaders it is not known.",
        )
    return sentence


def _table(context: ReportContext, judged: pl.DataFrame) -> TableBlock:
    flags = {flag: name.in_(context.language) for flag, name in TOPICS.values()}
    means = {name: pl.col(name) for name in ("leadership_cycle_met", *flags, "leadership_topics")}
    columns = (
        TableColumn("tier", context.label("tier", of=CivilServant)),
        TableColumn("people", context.say(id="Pemimpin", en="Leaders"), "integer"),
        TableColumn("leadership_cycle_met", context.say(id="Dalam siklus", en="Within the cycle"), "percent"),
        *(TableColumn(flag, name, "percent") for flag, name in flags.items()),
        TableColumn("leadership_topics", context.say(id="Topik (dari 3)", en="Topics (of 3)"), "decimal"),
    )
    caption = context.say(
        id="Pemimpin menurut jenjang: siklus dan topik", en="Leaders by tier: cycle and topics"
    )
    return context.table(context.grouped(judged, "tier", means=means), columns, caption=caption)


def _plan(context: ReportContext) -> str:
    weight = context.number(context.region.parameters.number("medan.leadership.plan_weight"))
    if context.plan is None:
        command = f"asn-dev report FOLDER --region {context.region.name} --budget RUPIAH"
        return context.say(
            id="Rencana tahun berikutnya mendahulukan pemimpin di luar siklus untuk topik-topik ini (nilai "
            f"kursi kali {weight}). Untuk melihatnya: {command}.",
            en="The plan of the next year prefers leaders out of the cycle for these topics (value of the "
            f"seat times {weight}). To see it: {command}.",
        )
    overdue = context.scores(CivilServant).filter(~context.scores(CivilServant)["leadership_cycle_met"])
    seated = context.plan.seats.join(overdue.select("nip"), on="nip", how="semi")["nip"].n_unique()
    shown = context.integer(seated) if seated >= context.minimum_group else f"< {context.minimum_group}"
    return context.say(
        id=f"Rencana {context.plan.period} memberi kursi kepada {shown} pemimpin di luar siklus; kursi topik "
        f"kepemimpinan bagi mereka bernilai {weight} kali.",
        en=f"The plan of {context.plan.period} gives seats to {shown} leaders out of the cycle; a seat in a "
        f"topic of leadership counts {weight} times for them.",
    )
