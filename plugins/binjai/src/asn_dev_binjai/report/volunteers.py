"""What speakers who take no fee save the city."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Block,
    Fact,
    Facts,
    Note,
    Paragraph,
    ReportContext,
    Session,
    TableColumn,
    section,
    text,
)


@section(
    key="binjai-relawan",
    title=text(id="Binjai: narasumber relawan", en="Binjai: volunteer speakers"),
    order=64,
)
def volunteers(context: ReportContext) -> list[Block]:
    """The sessions on offer with paid and volunteer speakers: how many, what they cost, what is saved."""
    sessions = context.scores(Session).filter(pl.col("volunteer_saving").is_not_null())
    if not sessions.height:
        return [context.nothing(Session)]
    kinds = {
        True: context.say(id="relawan", en="volunteer"),
        False: context.say(id="berbayar", en="paid"),
    }
    groups = (
        sessions.with_columns(speaker=pl.col("volunteer").replace_strict(kinds, return_dtype=pl.String))
        .group_by("speaker")
        .agg(
            sessions=pl.len(),
            cost=pl.col("fixed_cost").mean(),
            seat=pl.col("fixed_cost_per_seat").mean(),
            saved=pl.col("volunteer_saving").sum(),
        )
        .sort("speaker")
    )
    count, saved = int(sessions["volunteer"].sum()), float(sessions["volunteer_saving"].sum())
    columns = (
        TableColumn("speaker", context.label("speaker", of=Session)),
        TableColumn("sessions", context.say(id="Jadwal", en="Sessions"), "integer"),
        TableColumn("cost", context.say(id="Biaya tetap, rata-rata", en="Fixed cost, mean"), "rupiah"),
        TableColumn("seat", context.label("fixed_cost_per_seat", of=Session), "rupiah"),
        TableColumn("saved", context.label("volunteer_saving", of=Session), "rupiah"),
    )
    caption = context.say(id="Jadwal menurut narasumber", en="Sessions by speaker")
    chart = context.chart(
        context.bars(
            groups.with_columns(thousands=pl.col("seat") / 1000),
            "thousands",
            axis=context.label("fixed_cost_per_seat", of=Session),
            label="speaker",
            unit=context.say(id="ribu rupiah", en="thousand rupiah"),
            decimals=0,
        )
    )
    fee = context.number(context.region.parameters.number("planning.speaker.fee_per_hour") / 1000, decimals=0)
    return [
        Facts(
            [
                Fact(
                    context.say(id="Jadwal dengan relawan", en="Sessions with a volunteer"), count, "integer"
                ),
                Fact(context.say(id="Perkiraan penghematan", en="Estimated saving"), saved, "rupiah"),
            ]
        ),
        Paragraph(
            context.say(
                id=f"{count} dari {sessions.height} jadwal memakai narasumber relawan. Penghematan adalah JP "
                f"program kali honor Rp{fee} ribu; honor itu masih berupa anggapan (lihat asal-usul).",
                en=f"{count} of {sessions.height} sessions have a volunteer speaker; the saving is the hours "
                f"of the programme times a fee of {fee} thousand rupiah, which is assumed (see provenance).",
            )
        ),
        chart,
        context.table(groups, columns, caption=caption),
        *_planned(context),
    ]


def _planned(context: ReportContext) -> list[Block]:
    """What the plan that the report was given saves by them."""
    if context.plan is None:
        return []
    saved = context.number(context.plan.fee_saved / 1e6, decimals=1)
    return [
        Note(
            context.say(
                id=f"Rencana {context.plan.period} menghemat Rp{saved} juta honor lewat jadwal relawan.",
                en=f"The plan of {context.plan.period} saves {saved} million rupiah by volunteer sessions.",
            )
        )
    ]
