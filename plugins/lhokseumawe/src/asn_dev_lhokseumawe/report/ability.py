"""Ability and integrity: who is a balanced professional, and what is missing where."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Assessment,
    Block,
    ChartBlock,
    CivilServant,
    Note,
    Paragraph,
    ReportContext,
    TableBlock,
    TableColumn,
    section,
    text,
)

BALANCED, GATE, ABILITY = "seimbang", "integritas", "kemampuan"
MEASURES = ("technical_match", "managerial_match", "integrity_at_standard")


@section(
    key="lhokseumawe-kemampuan",
    title=text(id="Lhokseumawe: kemampuan dan integritas", en="Lhokseumawe: ability and integrity"),
    order=60,
)
def ability(context: ReportContext) -> list[Block]:
    """How people divide over balanced, held back by integrity, or by ability; means by unit."""
    people = context.scores(CivilServant)
    if people.is_empty():
        return [context.nothing(CivilServant)]
    if all(people[name].null_count() == people.height for name in MEASURES):
        return [context.nothing(Assessment)]
    judged = _judged(people)
    blocks: list[Block] = [Paragraph(_sentence(context, judged)), *_technical(context, people)]
    if judged["verdict"].count() >= context.minimum_group:
        blocks += _distribution(context, judged)
    else:
        blocks.append(_integrity(context, people))
    return [*blocks, _units(context, judged)]


def _judged(people: pl.DataFrame) -> pl.DataFrame:
    """People with a verdict where all is known of them: a shortfall alone is known sooner than a balance.

    Shares of all verdicts that are known would call too many unbalanced.
    """
    balanced = pl.col("is_balanced_professional")
    whole = pl.all_horizontal(pl.col(name).is_not_null() for name in MEASURES)
    verdict = (
        pl.when(balanced)
        .then(pl.lit(BALANCED))
        .when(~pl.col("integrity_at_standard"))
        .then(pl.lit(GATE))
        .otherwise(pl.lit(ABILITY))
    )
    return people.with_columns(verdict=pl.when(whole).then(verdict), balanced=pl.when(whole).then(balanced))


def _sentence(context: ReportContext, judged: pl.DataFrame) -> str:
    p, say = context.region.parameters, context.say
    least = context.percent(p.number("lhokseumawe.balance.least_match") / 100, decimals=0)
    alike = context.number(p.number("lhokseumawe.balance.least"))
    rule = say(
        id=f"Profesional yang seimbang: integritas memenuhi standar jabatan, kecocokan teknis dan "
        f"manajerial masing-masing sedikitnya {least}, dan yang lebih kecil sedikitnya {alike} kali yang "
        "lebih besar.",
        en=f"A balanced professional: integrity at the standard of the post, a technical and a managerial "
        f"match of at least {least} each, the smaller at least {alike} times the larger.",
    )
    complete, people = judged["verdict"].count(), context.integer(judged.height)
    if complete < context.minimum_group:
        return say(
            id=f"{rule} Terlalu sedikit dari {people} pegawai yang diketahui ketiganya.",
            en=f"{rule} Of too few of {people} people all three are known.",
        )
    balanced, gate, short = (
        context.percent(judged.filter(verdict=name).height / complete) for name in (BALANCED, GATE, ABILITY)
    )
    return say(
        id=f"{rule} Dari {people} pegawai, {context.integer(complete)} diketahui ketiganya: {balanced} "
        f"seimbang; {gate} tertahan di gerbang integritas, yang tidak ditebus oleh kemampuan; {short} belum "
        "cukup mampu atau belum seimbang.",
        en=f"{rule} Of {people} people all three are known of {context.integer(complete)}: {balanced} are "
        f"balanced; {gate} are held back by the gate of integrity, for which no ability makes up; {short} "
        "are not able enough or not balanced.",
    )


def _technical(context: ReportContext, people: pl.DataFrame) -> list[Block]:
    """What is to be done where technical ability was never assessed."""
    if people["technical_match"].count():
        return []
    return [
        Note(
            context.say(
                id="Kecocokan teknis belum diketahui bagi siapa pun: kompetensi teknis belum dinilai. "
                "Selama itu tidak seorang pun dapat disebut seimbang; nilailah kompetensi teknis jabatan.",
                en="The technical match is not known of anybody: technical competencies were not assessed. "
                "Until then nobody can be called balanced; assess them.",
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


def _integrity(context: ReportContext, people: pl.DataFrame) -> ChartBlock:
    """The gate alone, by unit, while too little is known of both abilities."""
    at_standard = pl.col("integrity_at_standard").cast(pl.Float64) * 100
    label = context.label("integrity_at_standard", of=CivilServant)
    units = context.by_unit(people, means={"percent": at_standard})
    return context.chart(context.bars(units, "percent", axis=label, unit="%", greatest=100))


def _units(context: ReportContext, judged: pl.DataFrame) -> TableBlock:
    measures = ("technical_match", "managerial_match", "match_balance", "integrity_at_standard", "balanced")
    units = context.by_unit(judged, means={name: pl.col(name) for name in measures})
    units = units.sort("balanced", "unit", descending=[True, False], nulls_last=True)
    balanced = context.label("is_balanced_professional", of=CivilServant)
    columns = (
        TableColumn("unit", context.label("unit", of=CivilServant)),
        TableColumn("people", context.say(id="Pegawai", en="People"), "integer"),
        TableColumn("technical_match", _percent(context, "technical_match"), "decimal"),
        TableColumn("managerial_match", _percent(context, "managerial_match"), "decimal"),
        TableColumn("match_balance", context.label("match_balance", of=CivilServant), "decimal", 2),
        TableColumn(
            "integrity_at_standard", context.label("integrity_at_standard", of=CivilServant), "percent"
        ),
        TableColumn("balanced", balanced, "percent"),
    )
    caption = context.say(
        id="Rata-rata dan bagian dari yang diketahui, per perangkat daerah",
        en="Means and shares of what is known, by unit",
    )
    return context.table(units, columns, caption=caption)


def _percent(context: ReportContext, name: str) -> str:
    return f"{context.label(name, of=CivilServant)} (%)"
