"""Complaints about services, in units trained in service management and in others."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Parts, ReportContext, ServiceMonth, Unit, section, text
from asn_dev.plugin.sentences import number, parameter, sentence
from asn_dev.plugin.tables import column, table

RATE = "complaints_per_thousand"
UNITS = table(
    column("name", id="Perangkat daerah", en="Unit"),
    column("unit_requests_counted", "integer", id="Permohonan", en="Requests"),
    column("unit_complaints", "integer", of=Unit),
    column(RATE, "decimal", of=Unit),
    column("service_trained_share", "percent", of=Unit, people="unit_staff"),
    id="Pengaduan dan pegawai terlatih manajemen layanan per perangkat daerah",
    en="Complaints and staff trained in service management by unit",
    order=(f"-{RATE}", "name"),
)
SHARE = parameter("service_training.share", "percent", decimals=0)
NOT_COMPARED = sentence(
    id="Unit yang sedikitnya {share} pegawainya terlatih manajemen layanan tidak dapat dibandingkan dengan "
    "yang lain: {trained} terlatih, {others} tidak.",
    en="Units of whose staff at least {share} are trained in service management cannot be compared with "
    "others: {trained} are trained, {others} are not.",
).of(share=SHARE)
COMPARED = sentence(
    id="{trained} unit yang sedikitnya {share} pegawainya terlatih manajemen layanan menerima {here} "
    "pengaduan per seribu permohonan, {others} unit lain {there}. Ini perbandingan, bukan akibat: unit-unit "
    "itu berbeda juga dalam hal lain. Perkiraan akibat ada pada bagian Layanan setelah pelatihan.",
    en="{trained} units of whose staff at least {share} are trained in service management had {here} "
    "complaints per thousand requests, {others} other units {there}. This is a comparison, not an effect: "
    "the units differ in other things too. Effects are estimated in the section Services after training.",
).of(share=SHARE)


@section(
    key="pengaduan-layanan",
    title=text(id="Pengaduan dan pelatihan layanan", en="Complaints and training in service"),
    order=55,
)
def complaints(context: ReportContext) -> Parts:
    """Complaints per thousand requests of each unit, and of trained units beside others."""
    rows = context.scores(Unit).drop_nulls(RATE)
    if rows.is_empty():
        return [context.nothing(ServiceMonth)]
    units = UNITS.of(rows)
    return [_compared(rows.filter(pl.col("unit_staff") >= context.minimum_group)), units.bars(RATE), units]


def _compared(units: pl.DataFrame) -> object:
    """What trained units and the others have on average, and what may not be read from it."""
    trained, others = (units.filter(is_service_trained=flag) for flag in (True, False))
    sizes = {"trained": trained.height, "others": others.height}
    if trained.is_empty() or others.is_empty():
        return NOT_COMPARED.of(**sizes)
    return COMPARED.of(here=_per_thousand(trained), there=_per_thousand(others), **sizes)


def _per_thousand(units: pl.DataFrame) -> object:
    complaints, requests = (float(units[name].sum()) for name in ("unit_complaints", "unit_requests_counted"))
    return number(1000 * complaints / requests)
