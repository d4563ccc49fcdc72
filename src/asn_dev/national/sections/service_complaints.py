"""Complaints about services, in units trained in service management and in others."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Block, Paragraph, ReportContext, ServiceMonth, TableColumn, Unit, section, text


@section(
    key="pengaduan-layanan",
    title=text(id="Pengaduan dan pelatihan layanan", en="Complaints and training in service"),
    order=55,
)
def complaints(context: ReportContext) -> list[Block]:
    """Complaints per thousand requests of each unit, and of trained units beside others."""
    units = context.scores(Unit).filter(pl.col("complaints_per_thousand").is_not_null())
    if units.is_empty():
        return [context.nothing(ServiceMonth)]
    say = context.say
    few = pl.col("unit_staff") < context.minimum_group
    units = units.with_columns(
        withheld=pl.when(few)
        .then(pl.lit(["service_trained_share"]))
        .otherwise(pl.lit([], pl.List(pl.String)))
    ).sort("complaints_per_thousand", "name", descending=[True, False])
    columns = (
        TableColumn("name", say(id="Perangkat daerah", en="Unit")),
        TableColumn("unit_requests_counted", say(id="Permohonan", en="Requests"), "integer"),
        TableColumn("unit_complaints", context.label("unit_complaints", of=Unit), "integer"),
        TableColumn("complaints_per_thousand", context.label("complaints_per_thousand", of=Unit), "decimal"),
        TableColumn("service_trained_share", context.label("service_trained_share", of=Unit), "percent"),
    )
    caption = say(
        id="Pengaduan dan pegawai terlatih manajemen layanan per perangkat daerah",
        en="Complaints and staff trained in service management by unit",
    )
    axis = context.label("complaints_per_thousand", of=Unit)
    return [
        Paragraph(_comparison(context, units.filter(~few))),
        context.chart(context.bars(units, "complaints_per_thousand", axis=axis, label="name")),
        context.table(units, columns, caption=caption),
    ]


def _comparison(context: ReportContext, units: pl.DataFrame) -> str:
    """What trained units and the others have on average, and what may not be read from it."""
    say = context.say
    share = context.percent(context.region.parameters.number("service_training.share"), decimals=0)
    trained, others = (units.filter(is_service_trained=flag) for flag in (True, False))
    if trained.is_empty() or others.is_empty():
        return say(
            id=f"Unit yang sedikitnya {share} pegawainya terlatih manajemen layanan tidak dapat dibandingkan "
            f"dengan yang lain: {trained.height} terlatih, {others.height} tidak.",
            en=f"Units of whose staff at least {share} are trained in service management cannot be compared "
            f"with others: {trained.height} are trained, {others.height} are not.",
        )
    here, there = (
        context.number(
            1000 * float(group["unit_complaints"].sum()) / float(group["unit_requests_counted"].sum())
        )
        for group in (trained, others)
    )
    return say(
        id=f"{trained.height} unit yang sedikitnya {share} pegawainya terlatih manajemen layanan menerima "
        f"{here} pengaduan per seribu permohonan, {others.height} unit lain {there}. Ini perbandingan, bukan "
        "akibat: unit-unit itu berbeda juga dalam hal lain. Perkiraan akibat ada pada bagian Layanan setelah "
        "pelatihan.",
        en=f"{trained.height} units of whose staff at least {share} are trained in service management had "
        f"{here} complaints per thousand requests, {others.height} other units {there}. This is a "
        "comparison, not an effect: the units differ in other things too. Effects are estimated in the "
        "section Services after training.",
    )
