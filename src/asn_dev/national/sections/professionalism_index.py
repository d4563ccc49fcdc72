"""The professionalism index (IP ASN): its parts, its bands, its units, and BKN's own figure beside it."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Block,
    CivilServant,
    Fact,
    Facts,
    Note,
    Paragraph,
    ReportContext,
    ReportedIndex,
    TableBlock,
    TableColumn,
    section,
    text,
)

PARTS = ("ip_asn_qualification", "ip_asn_competence", "ip_asn_performance", "ip_asn_discipline", "ip_asn")


@section(
    key="ip-asn",
    title=text(id="Indeks Profesionalitas ASN (IP ASN)", en="Professionalism index (IP ASN)"),
    order=30,
)
def professionalism(context: ReportContext) -> list[Block]:
    """How many are known, the mean of parts and total, the bands, and the units beside BKN's figure."""
    everybody = context.scores(CivilServant)
    if everybody.is_empty():
        return [context.nothing(CivilServant)]
    measured = everybody.filter(pl.col("ip_asn_measured"))
    if measured.is_empty():
        return [
            Note(
                context.say(
                    id="Belum ada pegawai yang diukur: statusnya tidak diketahui atau tidak termasuk.",
                    en="Nobody is measured yet: the kind of employment is unknown or not measured.",
                )
            )
        ]
    people = measured.join(_reported(context), on="nip", how="left", maintain_order="left")
    bands = context.region.parameters.bands("ip_asn.band").names
    with_index = people.filter(pl.col("ip_asn").is_not_null())
    blocks: list[Block] = [
        Paragraph(_sentence(context, people)),
        _facts(context, people),
        _parts(context, people),
    ]
    if with_index.height:
        blocks += context.distribution(
            people,
            "ip_asn_band",
            dict(zip(bands, bands, strict=True)),
            caption=context.say(id="Pegawai menurut kategori IP ASN", en="People by band of the index"),
            heading=context.say(id="Kategori", en="Band"),
        )
        blocks += _units(context, people)
    return blocks


def _reported(context: ReportContext) -> pl.DataFrame:
    """BKN's newest total of each person; no rows where the register has none."""
    reported = context.scores(ReportedIndex).sort("nip", "year", "reported_on", nulls_last=False)
    return reported.group_by("nip").agg(pl.col("total").drop_nulls().last().alias("reported"))


def _sentence(context: ReportContext, people: pl.DataFrame) -> str:
    say, integer, number = context.say, context.integer, context.number
    measured, both = people["ip_asn"].count(), people.drop_nulls(["ip_asn", "reported"])
    share = context.percent(measured / people.height)
    mean = number(context.mean(people, "ip_asn"), decimals=2)
    sentence = say(
        id=f"IP ASN {context.period_in_words} dapat dihitung untuk {integer(measured)} dari "
        f"{integer(people.height)} pegawai yang diukur ({share})",
        en=f"The index of {context.period_in_words} can be computed for {integer(measured)} of "
        f"{integer(people.height)} people measured ({share})",
    )
    sentence += say(id=f"; rata-ratanya {mean}.", en=f"; its mean is {mean}.") if measured else "."
    if measured < people.height:
        sentence += say(
            id=" Yang lain tidak dinilai 0: sekurangnya satu bagiannya tidak diketahui.",
            en=" The others do not score 0: at least one of their parts is not known.",
        )
    if both.height:
        differ = both.filter((both["ip_asn"] - both["reported"]).abs() > DIFFERENT).height
        ours, theirs = (number(context.mean(both, name), decimals=2) for name in ("ip_asn", "reported"))
        sentence += say(
            id=f" Untuk {integer(both.height)} pegawai ada juga nilai dari BKN: rata-rata {theirs}, menurut "
            f"hitungan ini {ours}; pada {integer(differ)} pegawai keduanya berbeda.",
            en=f" For {integer(both.height)} people there is a value of BKN too: mean {theirs}, by this "
            f"computation {ours}; for {integer(differ)} people the two differ.",
        )
    return sentence


DIFFERENT = 0.005
"""Totals are compared to two decimals."""


def _facts(context: ReportContext, people: pl.DataFrame) -> Facts:
    say = context.say
    facts = [
        Fact(
            say(id="Rata-rata IP ASN", en="Mean index"), context.mean(people, "ip_asn"), "decimal", decimals=2
        ),
        Fact(say(id="Pegawai diukur", en="People measured"), people.height, "integer"),
        Fact(say(id="Dapat dihitung", en="Computed"), people["ip_asn"].count() / people.height, "percent"),
    ]
    if people["reported"].count():
        mean = context.mean(people, "reported")
        facts.append(Fact(say(id="Rata-rata menurut BKN", en="Mean by BKN"), mean, "decimal", decimals=2))
    return Facts(facts)


def _parts(context: ReportContext, people: pl.DataFrame) -> TableBlock:
    say = context.say
    columns = (
        TableColumn("part", say(id="Bagian", en="Part")),
        TableColumn("greatest", say(id="Paling tinggi", en="Maximum"), "integer"),
        TableColumn("mean", say(id="Rata-rata", en="Mean"), "decimal", 2),
        TableColumn("known", say(id="Pegawai yang diketahui", en="People known"), "integer"),
    )
    rows = []
    for name in PARTS:
        bounds = getattr(context.region.book.find(CivilServant, name).rule, "bounds", None) or (None, None)
        label = context.label(name, of=CivilServant)
        rows.append((label, bounds[1], context.mean(people, name), people[name].count()))
    return TableBlock(columns, rows, say(id="Rata-rata bagian IP ASN", en="Mean of the parts"))


def _units(context: ReportContext, people: pl.DataFrame) -> list[Block]:
    say = context.say
    means = {name: pl.col(name) for name in PARTS}
    if people["reported"].count():
        means["reported"] = pl.col("reported")
    units = context.by_unit(people, means=means, counts={"known": pl.col("ip_asn").is_not_null()})
    heads = {
        "ip_asn_qualification": say(id="Kualifikasi", en="Qualification"),
        "ip_asn_competence": say(id="Kompetensi", en="Competence"),
        "ip_asn_performance": say(id="Kinerja", en="Performance"),
        "ip_asn_discipline": say(id="Disiplin", en="Discipline"),
        "ip_asn": "IP ASN",
        "reported": say(id="Menurut BKN", en="By BKN"),
    }
    columns = [
        TableColumn("unit", say(id="Perangkat daerah", en="Unit")),
        TableColumn("people", say(id="Diukur", en="Measured"), "integer"),
        TableColumn("known", say(id="Diketahui", en="Known"), "integer"),
        *(TableColumn(name, heads[name], "decimal", 2) for name in means),
    ]
    axis = say(id="Rata-rata IP ASN", en="Mean index")
    ordered = units.sort("ip_asn", "unit", descending=[True, False], nulls_last=True)
    caption = say(id="IP ASN per perangkat daerah", en="The index by unit")
    return [
        context.chart(context.bars(units, "ip_asn", axis=axis, decimals=2, greatest=100)),
        context.table(ordered, columns, caption=caption),
    ]
