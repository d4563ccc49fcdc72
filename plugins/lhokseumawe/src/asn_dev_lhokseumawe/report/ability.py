"""Ability and integrity: who is a balanced professional, and what is missing where."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Assessment, CivilServant, Parts, ReportContext, section, text
from asn_dev.plugin.sentences import paragraph, parameter, remark, sentence, share
from asn_dev.plugin.tables import column, division, mean, people, table

BALANCED, GATE, ABILITY = "seimbang", "integritas", "kemampuan"
STATES = {
    BALANCED: text(id="Seimbang", en="Balanced"),
    ABILITY: text(id="Kemampuan kurang atau belum seimbang", en="Ability short or not balanced"),
    GATE: text(id="Integritas di bawah standar", en="Integrity below the standard"),
}
MEASURES = ("technical_match", "managerial_match", "integrity_at_standard")
UNITS = table(
    column("unit", of=CivilServant),
    people(id="Pegawai", en="People"),
    mean("technical_match", of=CivilServant, unit="%"),
    mean("managerial_match", of=CivilServant, unit="%"),
    mean("match_balance", "decimal", 2, of=CivilServant),
    mean("integrity_at_standard", "percent", of=CivilServant),
    mean("is_balanced_professional", "percent", of=CivilServant, over=pl.col("balanced")),
    id="Rata-rata dan bagian dari yang diketahui, per perangkat daerah",
    en="Means and shares of what is known, by unit",
    by="unit",
    order=("-is_balanced_professional", "unit"),
)
RULE = sentence(
    id="Profesional yang seimbang: integritas memenuhi standar jabatan, kecocokan teknis dan manajerial "
    "masing-masing sedikitnya {least}, dan yang lebih kecil sedikitnya {alike} kali yang lebih besar.",
    en="A balanced professional: integrity at the standard of the post, a technical and a managerial match "
    "of at least {least} each, the smaller at least {alike} times the larger.",
).of(
    least=parameter("lhokseumawe.balance.least_match", "percent", decimals=0, times=1 / 100),
    alike=parameter("lhokseumawe.balance.least"),
)
TOO_FEW = sentence(
    id="Terlalu sedikit dari {people} pegawai yang diketahui ketiganya.",
    en="Of too few of {people} people all three are known.",
)
SHARES = sentence(
    id="Dari {people} pegawai, {complete} diketahui ketiganya: {seimbang} seimbang; {integritas} tertahan di "
    "gerbang integritas, yang tidak ditebus oleh kemampuan; {kemampuan} belum cukup mampu atau belum "
    "seimbang.",
    en="Of {people} people all three are known of {complete}: {seimbang} are balanced; {integritas} are held "
    "back by the gate of integrity, for which no ability makes up; {kemampuan} are not able enough or not "
    "balanced.",
)
NOT_ASSESSED = sentence(
    id="Kecocokan teknis belum diketahui bagi siapa pun: kompetensi teknis belum dinilai. Selama itu tidak "
    "seorang pun dapat disebut seimbang; nilailah kompetensi teknis jabatan.",
    en="The technical match is not known of anybody: technical competencies were not assessed. Until then "
    "nobody can be called balanced; assess them.",
)


@section(
    key="lhokseumawe-kemampuan",
    title=text(id="Lhokseumawe: kemampuan dan integritas", en="Lhokseumawe: ability and integrity"),
    order=60,
)
def ability(context: ReportContext) -> Parts:
    """How people divide over balanced, held back by integrity, or by ability; means by unit."""
    everybody = context.scores(CivilServant)
    if everybody.is_empty():
        return [context.nothing(CivilServant)]
    if not any(everybody[name].count() for name in MEASURES):
        return [context.nothing(Assessment)]
    judged, caption = _judged(everybody), text(id="Pegawai menurut keseimbangan", en="People by balance")
    complete, size = judged["verdict"].count(), judged.height
    counts = {state: judged.filter(verdict=state).height for state in STATES}
    shares = {state: share(count / complete if complete else None) for state, count in counts.items()}
    enough = complete >= context.minimum_group
    verdicts = SHARES.of(people=size, complete=complete, **shares) if enough else TOO_FEW.of(people=size)
    return [
        paragraph(RULE, verdicts),
        None if judged["technical_match"].count() else remark(NOT_ASSESSED, tone="warning"),
        division(judged, "verdict", STATES, caption=caption, heading=text(id="Keadaan", en="State"))
        if enough
        else UNITS.of(judged).bars("integrity_at_standard", greatest=100),
        UNITS.of(judged),
    ]


def _judged(everybody: pl.DataFrame) -> pl.DataFrame:
    """People with a verdict where all is known: a shortfall alone would be known sooner than a balance."""
    balanced = pl.col("is_balanced_professional")
    whole = pl.all_horizontal(pl.col(name).is_not_null() for name in MEASURES)
    held_back = pl.when(pl.col("integrity_at_standard")).then(pl.lit(ABILITY)).otherwise(pl.lit(GATE))
    verdict = pl.when(balanced).then(pl.lit(BALANCED)).otherwise(held_back)
    return everybody.with_columns(
        verdict=pl.when(whole).then(verdict), balanced=pl.when(whole).then(balanced)
    )
