"""Scores of units: how each does in competence, learning, leadership, culture and service."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import CivilServant, Parts, ReportContext, Unit, section, text
from asn_dev.plugin.sentences import label, listing, number, paragraph, parameter, remark, sentence
from asn_dev.plugin.tables import column, table
from asn_dev_medan.culture import VOICE
from asn_dev_medan.performance import PARTS

SCORE, BAND, BANDS = "unit_score", "unit_score_band", "medan.unit_score.bands"
LEAST = "medan.unit_score.least_known"
PEOPLE = {
    "unit_score_match": "unit_match_known",
    "unit_score_hours": "unit_hours_judged",
    "unit_score_leadership": "unit_leaders_known",
    "unit_score_citizens": "skm_respondents",
}
"""How many people stand behind each part; behind that of culture the staff who may be heard."""
TOO_LITTLE = text(id="terlalu sedikit diketahui", en="too little known")
UNITS = table(
    column("name", id="Perangkat daerah", en="units"),
    *(
        column(
            name,
            "decimal",
            of=Unit,
            part_of=SCORE,
            people=PEOPLE.get(name),
            hidden=None if name in PEOPLE else "silent",
        )
        for name in PARTS
    ),
    column(SCORE, "decimal", of=Unit, people="unit_staff", hidden="silent", missing=TOO_LITTLE),
    column("unit_score_known", "percent", 0, id="Diketahui", en="Known"),
    column(BAND, id="Kategori", en="Band", hidden="silent"),
    id="Skor kinerja perangkat daerah (0 sampai 100) dan bagian-bagiannya",
    en="Scores of units (0 to 100) and their parts",
    order=("-ranked", f"-{SCORE}", "name"),
)
BY_BAND = sentence(
    id="{judged} perangkat daerah dapat dinilai: {bands}.", en="{judged} units can be judged: {bands}."
)
WEAKEST = sentence(
    id="Dari bagian yang diketahui di sedikitnya separuhnya, yang paling rendah {part} (rata-rata {mean}): "
    "di sana paling banyak ruang untuk naik.",
    en="Of the parts known in at least half of them the lowest is {part} ({mean} on average): there there is "
    "most room to rise.",
)
QUIET = sentence(
    id="{quiet} perangkat daerah tidak diberi skor karena pegawai atau datanya terlalu sedikit.",
    en="{quiet} units have no score: too few people or data.",
)
WEIGHTS = sentence(
    id="Bobot: {weights}. Bagian yang tidak diketahui ditinggalkan dan bobot lain naik sebanding; karena itu "
    "bandingkan unit yang bagian diketahuinya setara. Skor dan kategori diberikan bila sedikitnya {least} "
    "diketahui.",
    en="Weights: {weights}. Unknown parts are left out and the other weights grow; so compare units of which "
    "as much is known. A score and its band are given where at least {least} is known.",
).of(least=parameter(LEAST, "percent", decimals=0))


@section(
    key="medan-kinerja-unit",
    title=text(id="Medan: kinerja perangkat daerah", en="Medan: performance of units"),
    order=65,
    needs=[CivilServant],
)
def units(context: ReportContext) -> Parts:
    """The score of each unit with its parts, and how much of it is known."""
    everything = context.scores(Unit).drop_nulls(SCORE)
    if everything.is_empty():
        return [context.nothing(Unit)]
    silent = pl.col("name").is_in(context.withheld_units(VOICE)) & pl.col("unit_cooperation").is_not_null()
    enough = pl.col("unit_score_known") >= context.p.number(LEAST)
    scored = everything.with_columns(pl.when(enough).then(pl.col(SCORE)).alias(SCORE), silent=silent)
    ranked = UNITS.of(scored.with_columns(ranked=pl.col(BAND).is_not_null() & ~silent))
    judged = context.shown(ranked).drop_nulls(BAND)
    quiet = context.scores(Unit).height - everything.height
    weights = context.p.weights("medan.unit_score.weights")
    return [
        paragraph(*_judged(context, judged), QUIET.of(quiet=quiet) if quiet else None),
        UNITS.of(judged).bars(SCORE, greatest=100),
        ranked,
        remark(WEIGHTS.of(weights=listing({label(name, of=Unit): f"{weights[name]:g}" for name in PARTS}))),
    ]


def _judged(context: ReportContext, judged: pl.DataFrame) -> Parts:
    """How the units divide over the bands, and the part in which there is most to gain."""
    counts = dict(judged.group_by(BAND).agg(pl.len()).iter_rows())
    bands = {band: counts[band] for band in context.p.bands(BANDS).names if band in counts}
    none = text(id="belum ada", en="none yet")
    by_band = BY_BAND.of(judged=judged.height, bands=listing(bands) if bands else none)
    widely = [name for name in PARTS if judged[name].count() * 2 >= judged.height > 0]
    means = {name: context.mean(judged, name) or 0.0 for name in widely}
    if not means:
        return [by_band]
    weakest = min(means, key=lambda name: means[name])
    return [by_band, WEAKEST.of(part=label(weakest, of=Unit), mean=number(means[weakest]))]
