"""Continuity and variety: years in a row, forms, hours online, partners and leadership courses."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Block,
    ChartBlock,
    CivilServant,
    Distribution,
    Paragraph,
    Participation,
    Programme,
    ReportContext,
    Stack,
    TableBlock,
    TableColumn,
    section,
    text,
)


@section(
    key="ragam-pembelajaran",
    title=text(id="Kesinambungan dan ragam pembelajaran", en="Continuity and variety of learning"),
    order=22,
)
def variety(context: ReportContext) -> list[Block]:
    """Who learns year after year, in which forms, how much online, and with which partners."""
    people = context.scores(CivilServant)
    if people.is_empty():
        return [context.nothing(CivilServant)]
    if people["learning_hours"].null_count() == people.height:
        return [context.nothing(Participation)]
    within = pl.col("end").is_between(context.period.start, context.period.end)
    activities = context.scores(Participation).filter(within).join(people.select("nip", "unit"), on="nip")
    held = context.scores(Programme).filter(pl.col("participants") > 0)
    sentences = [_lasting(context, people), _online(context, people), _led(context, activities)]
    blocks: list[Block] = [
        Paragraph(" ".join(sentences)),
        *_forms(context, activities),
        _units(context, people),
    ]
    return [*blocks, *_partners(context, held)]


def _lasting(context: ReportContext, people: pl.DataFrame) -> str:
    least = int(context.region.parameters.number("learning.continuity.lasting"))
    years = people["learning_years_in_a_row"].drop_nulls()
    count = int((years >= least).sum())
    lasting, counted = context.integer(count), context.integer(years.len())
    share = context.percent(count / years.len() if years.len() else None)
    return context.say(
        id=f"{lasting} dari {counted} pegawai ({share}) mencapai JP minimum sedikitnya {least} tahun "
        "berturut-turut.",
        en=f"{lasting} of {counted} people ({share}) have reached the least hours for at least {least} years "
        "in a row.",
    )


def _online(context: ReportContext, people: pl.DataFrame) -> str:
    hours, online = (float(people[name].sum()) for name in ("learning_hours", "online_hours"))
    share, when = context.percent(online / hours if hours else None), context.period_in_words
    return context.say(
        id=f"Pada {when}, {share} jam pelajaran diikuti secara daring.",
        en=f"In {when}, {share} of the hours were learned online.",
    )


def _led(context: ReportContext, activities: pl.DataFrame) -> str:
    """How many took leadership courses, and how many of them with a ministry or university."""
    wanted = list(context.region.parameters.lookup("partners.leadership_kinds").codes(True))
    led = activities.filter("is_leadership", pl.col("provider_kind").is_not_null())
    if led["nip"].n_unique() < context.minimum_group:
        return context.say(
            id="Kursus kepemimpinan diikuti terlalu sedikit orang untuk ditampilkan.",
            en="Too few people took a leadership course to show it.",
        )
    share = context.percent(led.select(pl.col("provider_kind").is_in(wanted).mean()).item())
    count, kinds = context.integer(led.height), ", ".join(wanted)
    return context.say(
        id=f"Dari {count} keikutsertaan dalam kursus kepemimpinan yang penyelenggaranya diketahui, {share} "
        f"diselenggarakan {kinds}.",
        en=f"Of {count} times that somebody took a leadership course of a known provider, {share} were with "
        f"one of these: {kinds}.",
    )


def _forms(context: ReportContext, activities: pl.DataFrame) -> list[Block]:
    """The groups of forms of each unit in which enough people took part; without a chart if there is none."""
    placed = activities.filter(pl.col("form_group").is_not_null(), pl.col("unit").is_not_null())
    taking_part = pl.col("nip").n_unique().over("unit")
    shown = placed.filter(taking_part >= context.minimum_group)
    if shown.is_empty():
        return []
    lookup = context.region.parameters.lookup("learning.form_group")
    every = [*lookup.values(), *([lookup.otherwise] if lookup.otherwise else [])]
    groups = [str(name) for name in dict.fromkeys(every)]
    counted = shown.group_by("unit").agg((pl.col("form_group") == name).sum().alias(name) for name in groups)
    stacks = [Stack(unit, counts) for unit, *counts in counted.sort("unit").iter_rows()]
    most = shown["form_group"].value_counts().sort("count", "form_group", descending=True)["form_group"][0]
    share = context.percent(int((shown["form_group"] == most).sum()) / shown.height)
    sentence = context.say(
        id=f"Kegiatan menurut kelompok bentuk: terbanyak {most} ({share}).",
        en=f"Activities by group of forms: mostly {most} ({share}).",
    )
    return [ChartBlock(Distribution(groups, stacks), sentence)]


def _units(context: ReportContext, people: pl.DataFrame) -> TableBlock:
    least = context.region.parameters.number("learning.continuity.lasting")
    units = context.by_unit(
        people,
        means={
            "years": pl.col("learning_years_in_a_row"),
            "lasting": pl.col("learning_years_in_a_row") >= least,
            "hours": pl.col("learning_hours"),
            "online": pl.col("online_hours"),
        },
    ).with_columns(online=pl.when(pl.col("hours") > 0).then(pl.col("online") / pl.col("hours")))
    say = context.say
    columns = (
        TableColumn("unit", say(id="Perangkat daerah", en="Unit")),
        TableColumn("people", say(id="Pegawai", en="People"), "integer"),
        TableColumn("years", say(id="Tahun berturut-turut, rata-rata", en="Years in a row, mean"), "decimal"),
        TableColumn("lasting", say(id="Berkelanjutan", en="Lasting"), "percent"),
        TableColumn("online", context.label("online_share", of=CivilServant), "percent"),
    )
    caption = say(
        id=f"Kesinambungan (sedikitnya {least:g} tahun) dan bagian daring per perangkat daerah",
        en=f"Continuity (at least {least:g} years) and share online by unit",
    )
    return context.table(units, columns, caption=caption)


def _partners(context: ReportContext, held: pl.DataFrame) -> list[Block]:
    """With whom the programmes of the period were held; nothing if none is known."""
    classed = held.filter(pl.col("is_partnership").is_not_null())
    if classed.is_empty():
        return []
    say, integer = context.say, context.integer
    share = context.percent(int(classed["is_partnership"].sum()) / classed.height)
    joint = int(held["is_joint"].sum())
    kinds = classed.group_by("partner_kind").agg(
        programmes=pl.len(), partnerships=pl.col("is_partnership").sum()
    )
    columns = (
        TableColumn("partner_kind", context.label("partner_kind", of=Programme)),
        TableColumn("programmes", say(id="Program", en="Programmes"), "integer"),
        TableColumn("partnerships", context.label("is_partnership", of=Programme), "integer"),
    )
    sentence = say(
        id=f"{share} dari {integer(classed.height)} program yang diadakan melibatkan mitra di luar "
        f"pemerintah daerah sendiri; {integer(joint)} program dihadiri pegawai dari beberapa unit.",
        en=f"{share} of the {integer(classed.height)} programmes held had a partner outside the own "
        f"government; {integer(joint)} brought people of several units together.",
    )
    caption = say(id="Program yang diadakan menurut jenis mitra", en="Programmes held by kind of partner")
    rows = kinds.sort("programmes", "partner_kind", descending=[True, False])
    return [Paragraph(sentence), context.table(rows, columns, caption=caption)]
