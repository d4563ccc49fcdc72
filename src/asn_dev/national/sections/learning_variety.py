"""Continuity and variety: years in a row, forms, hours online, partners and leadership courses."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import CivilServant, Participation, Parts, Programme, ReportContext, section, text
from asn_dev.plugin.charts import Distribution, Stack
from asn_dev.plugin.sentences import listing, paragraph, parameter, sentence, share, whole
from asn_dev.plugin.tables import Column, column, mean, people, table

LASTING, YEARS = "learning.continuity.lasting", "learning_years_in_a_row"
HOURS, ONLINE = pl.col("learning_hours"), pl.col("online_hours")

UNITS = table(
    column("unit", id="Perangkat daerah", en="Unit"),
    people(id="Pegawai", en="People"),
    mean(YEARS, id="Tahun berturut-turut, rata-rata", en="Years in a row, mean"),
    mean("lasting", "percent", id="Berkelanjutan", en="Lasting"),
    column("online_share", "percent", of=CivilServant,
           value=pl.when(HOURS.mean() > 0).then(ONLINE.mean() / HOURS.mean()),
           people=pl.min_horizontal(HOURS.count(), ONLINE.count())),
    id="Kesinambungan (sedikitnya {least} tahun) dan bagian daring per perangkat daerah",
    en="Continuity (at least {least} years) and share online by unit",
    by="unit",
)  # fmt: skip
PARTNERS = table(
    column("partner_kind", of=Programme),
    column("programmes", "integer", id="Program", en="Programmes", value=pl.len().cast(pl.Int64)),
    column("is_partnership", "integer", of=Programme, value=pl.col("is_partnership").sum()),
    id="Program yang diadakan menurut jenis mitra",
    en="Programmes held by kind of partner",
    by="partner_kind",
    order=("-programmes", "partner_kind"),
)
LASTED = sentence(
    id="{lasting} dari {people} pegawai ({share}) mencapai JP minimum sedikitnya {least} tahun "
    "berturut-turut.",
    en="{lasting} of {people} people ({share}) have reached the least hours for at least {least} years in a "
    "row.",
).of(least=parameter(LASTING, "short"))
LEARNED_ONLINE = sentence(
    id="Pada {period}, {share} jam pelajaran diikuti secara daring.",
    en="In {period}, {share} of the hours were learned online.",
)
TOO_FEW_LED = sentence(
    id="Kursus kepemimpinan diikuti terlalu sedikit orang untuk ditampilkan.",
    en="Too few people took a leadership course to show it.",
)
LED = sentence(
    id="Dari {count} keikutsertaan dalam kursus kepemimpinan yang penyelenggaranya diketahui, {share} "
    "diselenggarakan {kinds}.",
    en="Of {count} times that somebody took a leadership course of a known provider, {share} were with one "
    "of these: {kinds}.",
)
MOSTLY = sentence(
    id="Kegiatan menurut kelompok bentuk: terbanyak {group} ({share}).",
    en="Activities by group of forms: mostly {group} ({share}).",
)
WITH_PARTNERS = sentence(
    id="{share} dari {held} program yang diadakan melibatkan mitra di luar pemerintah daerah sendiri; "
    "{joint} program dihadiri pegawai dari beberapa unit.",
    en="{share} of the {held} programmes held had a partner outside the own government; {joint} brought "
    "people of several units together.",
)


@section(
    key="ragam-pembelajaran",
    title=text(id="Kesinambungan dan ragam pembelajaran", en="Continuity and variety of learning"),
    order=22,
)
def variety(context: ReportContext) -> Parts:
    """Who learns year after year, in which forms, how much online, and with which partners."""
    everybody = context.scores(CivilServant)
    if everybody.is_empty():
        return [context.nothing(CivilServant)]
    if not everybody["learning_hours"].count():
        return [context.nothing(Participation)]
    everybody = everybody.with_columns(lasting=pl.col(YEARS) >= context.p.number(LASTING))
    within = context.scores(Participation).filter(context.in_period("end"))
    activities = within.join(everybody.select("nip", "unit"), on="nip")
    held = context.scores(Programme).filter(pl.col("participants") > 0)
    return [
        paragraph(_lasted(everybody), _online(everybody), _led(context, activities)),
        _forms(context, activities),
        UNITS.of(everybody, least=parameter(LASTING, "short")),
        _partners(held),
    ]


def _lasted(everybody: pl.DataFrame) -> object:
    lasting, size = int(everybody["lasting"].sum()), everybody["lasting"].count()
    return LASTED.of(
        lasting=whole(lasting, people=size),
        people=size,
        share=share(lasting / size if size else None, people=size),
    )


def _online(everybody: pl.DataFrame) -> object:
    hours, online = (float(everybody[name].sum()) for name in ("learning_hours", "online_hours"))
    learners = everybody.filter(HOURS > 0).height
    return LEARNED_ONLINE.of(share=share(online / hours if hours else None, people=learners))


def _led(context: ReportContext, activities: pl.DataFrame) -> object:
    """How many took leadership courses, and how many of them with a ministry or university."""
    wanted = list(context.p.lookup("partners.leadership_kinds").codes(True))
    led = activities.filter("is_leadership", pl.col("provider_kind").is_not_null())
    learners = led["nip"].n_unique()
    if learners < context.minimum_group:
        return TOO_FEW_LED
    with_them = led.select(pl.col("provider_kind").is_in(wanted).mean()).item()
    return LED.of(
        count=whole(led.height, people=learners),
        share=share(with_them, people=learners),
        kinds=listing(wanted),
    )


def _forms(context: ReportContext, activities: pl.DataFrame) -> object:
    """The groups of forms of each unit in which enough people took part; without a chart if there is none."""
    placed = activities.drop_nulls(["form_group", "unit"])
    taking_part = pl.col("nip").n_unique().over("unit")
    shown = placed.filter(taking_part >= context.minimum_group)
    if shown.is_empty():
        return None
    lookup = context.p.lookup("learning.form_group")
    every = [*lookup.values(), *([lookup.otherwise] if lookup.otherwise else [])]
    groups = [str(name) for name in dict.fromkeys(every)]
    units = table(
        column("unit"),
        *(_activities(group) for group in groups),
        id="Kegiatan menurut kelompok bentuk",
        en="Activities by group of forms",
        by="unit",
        order="unit",
    )
    most = shown["form_group"].value_counts().sort("count", "form_group", descending=True)["form_group"][0]
    of_it = share(int((shown["form_group"] == most).sum()) / shown.height, people=shown["nip"].n_unique())

    def divided(rows: pl.DataFrame) -> Distribution:
        counts = rows.filter(pl.col("withheld").list.len() == 0).select("unit", *groups)
        return Distribution(groups, [Stack(unit, sizes) for unit, *sizes in counts.iter_rows()])

    return units.of(shown).drawn(divided, MOSTLY.of(group=most, share=of_it))


def _activities(group: str) -> Column:
    """How many activities of a unit are of a group of forms; behind them stand those who took part."""
    count = (pl.col("form_group") == group).sum().cast(pl.Int64)
    return column(group, "integer", value=count, people=pl.col("nip").n_unique())


def _partners(held: pl.DataFrame) -> Parts:
    """With whom the programmes of the period were held; nothing if none is known."""
    classed = held.drop_nulls("is_partnership")
    if classed.is_empty():
        return []
    with_partners = WITH_PARTNERS.of(
        share=share(int(classed["is_partnership"].sum()) / classed.height),
        held=classed.height,
        joint=int(held["is_joint"].sum()),
    )
    return [with_partners, PARTNERS.of(classed)]
