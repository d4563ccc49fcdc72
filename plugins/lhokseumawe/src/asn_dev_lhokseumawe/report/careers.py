"""Careers and the culture of learning: what counts for a post, beside how the staff feel about it."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import CivilServant, Participation, Parts, ReportContext, Unit, section, text
from asn_dev.plugin.sentences import listing, number, parameter, remark, sentence, share_of
from asn_dev.plugin.tables import column, table

LEAST, NAMED = "lhokseumawe.career.least_culture", 5
HALF, MIDDLE = 0.5, 3
"""At least half of the hours, as a sentence says; the middle of the scale of answers, 1 to 5."""
UNITS = table(
    column("name", id="Perangkat daerah", en="Unit"),
    column("unit_staff", "integer", of=Unit),
    column("unit_career_hours_share", "percent", of=Unit, people="measured"),
    column("unit_career_link", "decimal", 2, of=Unit, hidden="link_withheld"),
    column("learning_culture_index", "decimal", of=Unit, hidden="culture_withheld"),
    id="Yang berarti bagi karier menurut catatan, dan yang dirasakan menurut survei tanpa nama",
    en="What counts for careers by the records, and what is felt by the anonymous survey",
    order="name",
)
NOT_KNOWN = sentence(
    id="Kaitan jam belajar dengan karier belum diketahui bagi cukup banyak pegawai: program yang diikuti "
    "tidak ada dalam katalog, atau standar jabatannya belum ada.",
    en="How hours are linked with careers is known of too few people: their programmes are not in the "
    "catalogue, or posts have no standard.",
)
HOURS = sentence(
    id="{share} jam belajar yang dapat ditelusuri pada {period} berarti bagi karier: programnya menuju level "
    "yang disyaratkan jabatan, atau diikuti oleh kelompok talenta. Yang dapat ditelusuri {traced} dari "
    "seluruh jam; selebihnya dari program di luar katalog.",
    en="{share} of the hours that can be traced in {period} count for careers: the programme leads to the "
    "level that the post requires, or somebody of the talent pool took it. {traced} of all hours can be "
    "traced; the others are of programmes outside the catalogue.",
)
FELT = sentence(
    id="Pegawai sendiri menilai manfaat belajar bagi kariernya {mean} pada skala 1 sampai 5{change}.",
    en="The staff rate what learning does for their career {mean} on a scale of 1 to 5{change}.",
)
CHANGE = sentence(id=", {rose} {moved} dari survei sebelumnya", en=", {rose} {moved} from the survey before")
NOT_MEASURED = sentence(
    id="Budaya belajar belum diukur, atau penjawabnya terlalu sedikit per unit: bagikan kuesioner budaya "
    "belajar kepada pegawai.",
    en="The learning culture was not measured, or too few people answered in each unit: hand out its "
    "questionnaire to the staff.",
)
CULTURE = sentence(
    id="Indeks budaya belajar diketahui untuk {units} unit; di bawah {least} yang diharapkan: {names}.",
    en="The index of learning culture is known of {units} units; below the {least} wanted: {names}.",
).of(least=parameter(LEAST))
UNSEEN = sentence(
    id="Di {names} sedikitnya separuh jam belajar berarti bagi karier, tetapi pegawainya belum merasakannya: "
    "jelaskan kaitannya.",
    en="In {names} at least half of the hours count for careers, yet the staff do not feel it: explain the "
    "link.",
)


@section(
    key="lhokseumawe-karier",
    title=text(id="Lhokseumawe: karier dan budaya belajar", en="Lhokseumawe: careers and learning culture"),
    order=65,
)
def careers(context: ReportContext) -> Parts:
    """The share of hours that counts for careers, what the staff feel, and the index of learning culture."""
    if context.scores(Unit).is_empty():
        return [context.nothing(Unit)]
    people = context.scores(CivilServant).filter(pl.col("learning_hours") > 0)
    measured = people.filter(pl.col("career_hours_known") > 0)
    behind = measured.group_by(name=pl.col("unit")).agg(measured=pl.len())
    rows = context.scores(Unit).join(behind, on="name", how="left").with_columns(
        link_withheld=pl.col("name").is_in(context.withheld_units(dimension="career_link")),
        culture_withheld=pl.col("name").is_in(context.withheld_units(dimension="learning_culture")),
    )  # fmt: skip
    units, shown = UNITS.of(rows), context.shown(UNITS.of(rows))
    of_traced = share_of(measured, "career_hours", "career_hours_known")
    hours = HOURS.of(share=of_traced, traced=share_of(people, "career_hours_known", "learning_hours"))
    drawn = units.bars("unit_career_hours_share", greatest=100)
    few = remark(NOT_KNOWN) if measured.height < context.minimum_group else [hours, drawn]
    unseen = shown.filter(pl.col("unit_career_hours_share") >= HALF, pl.col("unit_career_link") < MIDDLE)
    return [
        few if context.register.has(Participation) else context.nothing(Participation),
        _felt(context),
        *_culture(context, shown),
        UNSEEN.of(names=listing(unseen["name"].to_list(), most=NAMED)) if unseen.height else None,
        units,
    ]


def _felt(context: ReportContext) -> object:
    """What all who answered say of the link, beside what the records say."""
    asked = context.evaluation.surveys.filter(level="all", dimension="career_link").tail(1).drop_nulls("mean")
    for mean, change in asked.select("mean", "change").iter_rows():
        rose = text(id="naik", en="up") if (change or 0) >= 0 else text(id="turun", en="down")
        moved = "" if change is None else CHANGE.of(rose=rose, moved=number(abs(change), decimals=2))
        return FELT.of(mean=number(mean, decimals=2), change=moved)
    return None


def _culture(context: ReportContext, units: pl.DataFrame) -> Parts:
    index = units.drop_nulls("learning_culture_index").sort("learning_culture_index", "name")
    if index.is_empty():
        return [remark(NOT_MEASURED)]
    below = index.filter(pl.col("learning_culture_index") < context.p.number(LEAST))["name"].to_list()
    names = listing(below, most=NAMED) if below else text(id="tidak ada", en="none")
    wanted = text(id="diharapkan", en="wanted")
    return [
        CULTURE.of(units=index.height, names=names),
        UNITS.of(index).bars("learning_culture_index", limit=LEAST, limit_label=wanted, greatest=100),
    ]
