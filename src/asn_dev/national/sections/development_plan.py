"""The plan of the next year, where the report was given one: when, for what money, how good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from asn_dev.plugin import (
    Block,
    Fact,
    Facts,
    Note,
    Paragraph,
    ReportContext,
    Session,
    TableBlock,
    TableColumn,
    charts,
    section,
    text,
)

if TYPE_CHECKING:
    from asn_dev.plugin import Plan


@section(key="rencana", title=text(id="Rencana pengembangan", en="Development plan"), order=44)
def plan(context: ReportContext) -> list[Block]:
    """What is held and who is reached, the calendar, and what more money would bring."""
    chosen = context.plan
    if chosen is None:
        if not context.register.has(Session):
            return [context.nothing(Session)]
        return [Note(_how_to(context))]
    held = int(chosen.sessions["held"].sum()) if chosen.sessions.height else 0
    people = chosen.seats["nip"].n_unique()
    return [
        Paragraph(_sentence(context, chosen, held, people)),
        Facts(
            [
                Fact(context.say(id="Jadwal dibuka", en="Sessions held"), held, "integer"),
                Fact(context.say(id="Kursi terisi", en="Seats filled"), chosen.seats.height, "integer"),
                Fact(context.say(id="Pegawai belajar", en="People who learn"), people, "integer"),
                Fact(context.say(id="Biaya", en="Cost"), chosen.cost, "rupiah"),
            ]
        ),
        context.chart(charts.plan_calendar(chosen, language=context.language)),
        context.chart(charts.budget_curve(chosen, language=context.language)),
        _units(context, chosen),
    ]


def _how_to(context: ReportContext) -> str:
    return context.say(
        id="Laporan ini dibuat tanpa rencana. Dengan anggaran, rencana tahun berikutnya ikut dimuat: "
        "asn-dev report FOLDER --region DAERAH --budget RUPIAH.",
        en="This report was made without a plan. With a budget it has that of the next year: "
        "asn-dev report FOLDER --region REGION --budget RUPIAH.",
    )


def _sentence(context: ReportContext, chosen: Plan, held: int, people: int) -> str:
    offered = chosen.sessions.height
    if not held:
        return context.say(
            id=f"Dari {offered} jadwal tahun {chosen.period} tidak ada yang dibuka.",
            en=f"Of {offered} sessions of {chosen.period} none is held.",
        )
    learners = context.integer(people)
    sentence = context.say(
        id=f"Rencana {chosen.period} membuka {held} dari {offered} jadwal bagi {learners} pegawai.",
        en=f"The plan of {chosen.period} holds {held} of {offered} sessions for {learners} people.",
    )
    gaps, served = (int(chosen.by_unit[name].sum()) for name in ("people_with_gap", "people_served"))
    if gaps:
        sentence += context.say(
            id=f" Dari {context.integer(gaps)} pegawai yang mempunyai kesenjangan {context.integer(served)} "
            "mendapat kursi.",
            en=f" Of {context.integer(gaps)} people with a gap {context.integer(served)} have a seat.",
        )
    return sentence


def _units(context: ReportContext, chosen: Plan) -> TableBlock:
    """Coverage by unit; figures about few people with a gap are withheld."""
    figures = ["people_with_gap", "people_served", "seats"]
    few = pl.col("people_with_gap") < context.minimum_group
    hidden = pl.when(few).then(pl.lit(figures)).otherwise(pl.lit([], pl.List(pl.String)))
    columns = (
        TableColumn("unit", context.heading("unit")),
        TableColumn("people", context.say(id="Pegawai", en="People"), "integer"),
        TableColumn("people_with_gap", context.say(id="Dengan kesenjangan", en="With a gap"), "integer"),
        TableColumn("people_served", context.say(id="Mendapat kursi", en="With a seat"), "integer"),
        TableColumn("seats", context.say(id="Kursi", en="Seats"), "integer"),
    )
    caption = context.say(id="Rencana menurut perangkat daerah", en="The plan by unit")
    return context.table(chosen.by_unit.with_columns(withheld=hidden), columns, caption=caption)
