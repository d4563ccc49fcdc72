"""The professionalism index (IP ASN): its parts, its bands, its units, and BKN's own figure beside it."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import CivilServant, Parts, ReportContext, ReportedIndex, section, text
from asn_dev.plugin.sentences import label, number, paragraph, remark, sentence, share, spoken, whole
from asn_dev.plugin.tables import column, division, facts, mean, people, table

INDEX = "ip_asn"
PARTS = ("ip_asn_qualification", "ip_asn_competence", "ip_asn_performance", "ip_asn_discipline")
DIFFERENT = 0.005
"""Totals are compared to two decimals."""
COMPUTED = pl.col(INDEX).is_not_null()

MEANS = table(
    column("part", id="Bagian", en="Part"),
    column("greatest", "integer", id="Paling tinggi", en="Maximum"),
    column("mean", "decimal", 2, id="Rata-rata", en="Mean", people="known"),
    column("known", "integer", id="Pegawai yang diketahui", en="People known"),
    id="Rata-rata bagian IP ASN",
    en="Mean of the parts",
)
UNITS = table(
    column("unit", id="Perangkat daerah", en="Unit"),
    people(id="Diukur", en="Measured"),
    column("known", "integer", id="Diketahui", en="Known", value=COMPUTED.sum(), people=COMPUTED.count()),
    mean("ip_asn_qualification", "decimal", 2, id="Kualifikasi", en="Qualification", part_of=INDEX),
    mean("ip_asn_competence", "decimal", 2, id="Kompetensi", en="Competence", part_of=INDEX),
    mean("ip_asn_performance", "decimal", 2, id="Kinerja", en="Performance", part_of=INDEX),
    mean("ip_asn_discipline", "decimal", 2, id="Disiplin", en="Discipline", part_of=INDEX),
    mean(INDEX, "decimal", 2, id="IP ASN", en="IP ASN"),
    column("reported", "decimal", 2, id="Menurut BKN", en="By BKN", optional=True,
           value=pl.col("reported").cast(pl.Float64).mean(), people=pl.col("reported").count()),
    id="IP ASN per perangkat daerah",
    en="The index by unit",
    by="unit",
    order=(f"-{INDEX}", "unit"),
)  # fmt: skip
NOT_MEASURED = sentence(
    id="Belum ada pegawai yang diukur: statusnya tidak diketahui atau tidak termasuk.",
    en="Nobody is measured yet: the kind of employment is unknown or not measured.",
)
MEASURED = sentence(
    id="IP ASN {period} dapat dihitung untuk {known} dari {people} pegawai yang diukur ({share}){mean}.",
    en="The index of {period} can be computed for {known} of {people} people measured ({share}){mean}.",
)
ITS_MEAN = sentence(id="; rata-ratanya {mean}", en="; its mean is {mean}")
NOT_ZERO = sentence(
    id="Yang lain tidak dinilai 0: sekurangnya satu bagiannya tidak diketahui.",
    en="The others do not score 0: at least one of their parts is not known.",
)
BESIDE_BKN = sentence(
    id="Untuk {both} pegawai ada juga nilai dari BKN: rata-rata {theirs}, menurut hitungan ini {ours}; pada "
    "{differ} pegawai keduanya berbeda.",
    en="For {both} people there is a value of BKN too: mean {theirs}, by this computation {ours}; for "
    "{differ} people the two differ.",
)


@section(
    key="ip-asn",
    title=text(id="Indeks Profesionalitas ASN (IP ASN)", en="Professionalism index (IP ASN)"),
    order=30,
)
def professionalism(context: ReportContext) -> Parts:
    """How many are known, the mean of parts and total, the bands, and the units beside BKN's figure."""
    everybody = context.scores(CivilServant)
    if everybody.is_empty():
        return [context.nothing(CivilServant)]
    measured = everybody.filter(pl.col("ip_asn_measured"))
    if measured.is_empty():
        return [remark(NOT_MEASURED)]
    measured = measured.join(_reported(context), on="nip", how="left", maintain_order="left")
    bands = context.p.bands("ip_asn.band").names
    by_band = division(
        measured,
        "ip_asn_band",
        dict(zip(bands, bands, strict=True)),
        caption=text(id="Pegawai menurut kategori IP ASN", en="People by band of the index"),
        heading=text(id="Kategori", en="Band"),
    )
    units, axis = UNITS.of(measured), text(id="Rata-rata IP ASN", en="Mean index")
    return [
        paragraph(*_sentences(context, measured)),
        _facts(context, measured),
        MEANS.of(_means(context, measured)),
        [by_band, units.bars(INDEX, axis=axis, greatest=100), units] if measured[INDEX].count() else None,
    ]


def _reported(context: ReportContext) -> pl.DataFrame:
    """BKN's newest total of each person; no rows where the register has none."""
    reported = context.scores(ReportedIndex).sort("nip", "year", "reported_on", nulls_last=False)
    return reported.group_by("nip").agg(pl.col("total").drop_nulls().last().alias("reported"))


def _sentences(context: ReportContext, measured: pl.DataFrame) -> Parts:
    """Of how many the index is known, its mean, and how it stands to BKN's."""
    computed, both = measured[INDEX].count(), measured.drop_nulls([INDEX, "reported"])
    its_mean = number(context.mean(measured, INDEX), decimals=2, people=computed)
    differ = both.filter((both[INDEX] - both["reported"]).abs() > DIFFERENT).height
    theirs, ours = (
        number(context.mean(both, name), decimals=2, people=both.height) for name in ("reported", INDEX)
    )
    return [
        MEASURED.of(
            known=computed, people=measured.height, mean=ITS_MEAN.of(mean=its_mean) if computed else "",
            share=share(computed / measured.height, people=measured.height),
        ),
        NOT_ZERO if computed < measured.height else None,
        BESIDE_BKN.of(both=both.height, theirs=theirs, ours=ours, differ=whole(differ, people=both.height))
        if both.height
        else None,
    ]  # fmt: skip


def _facts(context: ReportContext, measured: pl.DataFrame) -> object:
    size, computed, reported = measured.height, measured[INDEX].count(), measured["reported"].count()
    index, theirs = (context.mean(measured, name) for name in (INDEX, "reported"))
    by_bkn = text(id="Rata-rata menurut BKN", en="Mean by BKN")
    return facts(
        (text(id="Rata-rata IP ASN", en="Mean index"), number(index, decimals=2, people=computed)),
        (text(id="Pegawai diukur", en="People measured"), whole(size)),
        (text(id="Dapat dihitung", en="Computed"), share(computed / size, people=size)),
        *([(by_bkn, number(theirs, decimals=2, people=reported))] if reported else []),
    )


def _means(context: ReportContext, measured: pl.DataFrame) -> pl.DataFrame:
    """The mean of each part and of the index beside the most that it can be."""
    rows = []
    for name in (*PARTS, INDEX):
        bounds = getattr(context.region.book.find(CivilServant, name).rule, "bounds", None) or (None, None)
        part = spoken(label(name, of=CivilServant), context)
        rows.append((part, bounds[1], context.mean(measured, name), measured[name].count()))
    kinds = {"part": pl.String, "greatest": pl.Float64, "mean": pl.Float64, "known": pl.Int64}
    return pl.DataFrame(rows, schema=kinds, orient="row")
