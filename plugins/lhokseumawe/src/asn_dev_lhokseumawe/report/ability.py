"""Ability and integrity: who is a balanced professional, and what is missing where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asn_dev.plugin import (
    Assessment,
    Block,
    CivilServant,
    Note,
    Paragraph,
    ReportContext,
    TableBlock,
    TableColumn,
    section,
    text,
)

if TYPE_CHECKING:
    import polars as pl

BALANCED, GATE, ABILITY = "seimbang", "integritas", "kemampuan"


@section(
    key="lhokseumawe-kemampuan",
    title=text(id="Lhokseumawe: kemampuan dan integritas", en="Lhokseumawe: ability and integrity"),
    order=60,
)
def ability(context: ReportContext) -> list[Block]:
    """How people divide over balanced, held back by integrity, or by ability; means by unit."""
    import polars as pl

    people = context.scores(CivilServant)
    if people.is_empty():
        return [context.nothing(CivilServant)]
    measures = ("technical_match", "managerial_match", "integrity_at_standard")
    if all(people[name].null_count() == people.height for name in measures):
        return [context.nothing(Assessment)]
    balanced = pl.col("is_balanced_professional")
    verdict = (
        pl.when(balanced)
        .then(pl.lit(BALANCED))
        .when(~pl.col("integrity_at_standard"))
        .then(pl.lit(GATE))
        .when(~balanced)
        .then(pl.lit(ABILITY))
    )
    judged = people.with_columns(verdict=verdict)
    blocks: list[Block] = [Paragraph(_sentence(context, judged)), *_technical(context, people)]
    if judged["verdict"].count() >= context.minimum_group:
        blocks += _distribution(context, judged)
    return [*blocks, _units(context, people)]


def _sentence(context: ReportContext, judged: pl.DataFrame) -> str:
    p, say = context.region.parameters, context.say
    least = context.integer(p.number("lhokseumawe.balance.least_match"))
    alike = context.number(p.number("lhokseumawe.balance.least"))
    rule = say(
        id=f"Profesional yang seimbang: integritas memenuhi standar jabatan, kecocokan teknis dan "
        f"manajerial masing-masing sedikitnya {least} %, dan yang lebih kecil sedikitnya {alike} kali yang "
        "lebih besar.",
        en=f"A balanced professional: integrity at the standard of the post, a technical and a managerial "
        f"match of at least {least} % each, the smaller at least {alike} times the larger.",
    )
    known, people = judged["verdict"].count(), judged.height
    if known < context.minimum_group:
        return say(
            id=f"{rule} Terlalu sedikit pegawai yang sudah dapat dinilai dari {context.integer(people)}.",
            en=f"{rule} Too few of {context.integer(people)} people can be judged yet.",
        )
    parts = judged["verdict"].value_counts()
    share = {
        name: context.percent(sum(parts.filter(verdict=name)["count"]) / known)
        for name in (BALANCED, GATE, ABILITY)
    }
    whole = f"{context.integer(known)} {say(id='dari', en='of')} {context.integer(people)}"
    return say(
        id=f"{rule} Dari {whole} pegawai yang sudah dapat dinilai, {share[BALANCED]} seimbang; "
        f"{share[GATE]} tertahan di gerbang integritas, yang tidak ditebus oleh kemampuan; "
        f"{share[ABILITY]} belum cukup mampu atau belum seimbang.",
        en=f"{rule} Of {whole} people who can be judged, {share[BALANCED]} are balanced; {share[GATE]} are "
        f"held back by the gate of integrity, for which no ability makes up; {share[ABILITY]} are not able "
        "enough or not balanced.",
    )


def _technical(context: ReportContext, people: pl.DataFrame) -> list[Block]:
    """What is to be done where technical ability was never assessed."""
    if people["technical_match"].count():
        return []
    return [
        Note(
            context.say(
                id="Kecocokan teknis belum diketahui bagi siapa pun: kompetensi teknis belum dinilai. "
                "Selama itu hanya kekurangan yang sudah pasti dapat dinyatakan; nilailah kompetensi "
                "teknis jabatan lebih dahulu.",
                en="The technical match is not known of anybody: technical competencies were not assessed. "
                "Until then only what certainly falls short can be said; assess them first.",
            ),
            "warning",
        )
    ]


def _distribution(context: ReportContext, judged: pl.DataFrame) -> list[Block]:
    say = context.say
    names = {
        BALANCED: say(id="Seimbang", en="Balanced"),
        ABILITY: say(id="Kemampuan kurang atau belum seimbang", en="Ability short or not balanced"),
        GATE: say(id="Integritas di bawah standar", en="Integrity below the standard"),
    }
    return context.distribution(
        judged,
        "verdict",
        names,
        caption=say(id="Pegawai menurut keseimbangan", en="People by balance"),
        heading=say(id="Keadaan", en="State"),
    )


def _units(context: ReportContext, people: pl.DataFrame) -> TableBlock:
    import polars as pl

    matches = ("technical_match", "managerial_match", "match_balance")
    shares = ("integrity_at_standard", "is_balanced_professional")
    units = context.by_unit(people, means={name: pl.col(name) for name in (*matches, *shares)})
    units = units.sort("is_balanced_professional", "unit", descending=[True, False], nulls_last=True)
    columns = (
        TableColumn("unit", context.label("unit", of=CivilServant)),
        TableColumn("people", context.say(id="Pegawai", en="People"), "integer"),
        TableColumn("technical_match", _percent(context, "technical_match"), "decimal"),
        TableColumn("managerial_match", _percent(context, "managerial_match"), "decimal"),
        TableColumn("match_balance", context.label("match_balance", of=CivilServant), "decimal", 2),
        *(TableColumn(name, context.label(name, of=CivilServant), "percent") for name in shares),
    )
    caption = context.say(
        id="Rata-rata dan bagian dari yang diketahui, per perangkat daerah",
        en="Means and shares of what is known, by unit",
    )
    return context.table(units, columns, caption=caption)


def _percent(context: ReportContext, name: str) -> str:
    return f"{context.label(name, of=CivilServant)} (%)"
