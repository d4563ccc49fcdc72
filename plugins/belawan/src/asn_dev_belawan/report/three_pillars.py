"""Competence, character and skills: how people divide, the weakest pillar, and the seven values."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Answer, Assessment, CivilServant, DimensionScore, section, text
from asn_dev.plugin.report import Parts, ReportContext
from asn_dev.plugin.sentences import label, listing, number, paragraph, parameter, sentence, share, whole
from asn_dev.plugin.tables import bars, column, division, mean, people, table
from asn_dev_belawan.pillars import CHARACTER, PILLARS, WORDS

UNITS = table(
    column("unit", id="Perangkat daerah", en="Unit"),
    people(id="Pegawai", en="People"),
    mean("three_pillars", of=CivilServant),
    *(mean(name, of=CivilServant, part_of="three_pillars") for name in PILLARS),
    id="Tiga pilar per unit, rata-rata dari yang diketahui (0 sampai 100)",
    en="The three pillars by unit, means of what is known (0 to 100)",
    by="unit",
)
CAPTION = text(id="Pegawai menurut kategori tiga pilar", en="People by band of the three pillars")
BAND = text(id="Kategori", en="Band")
AXIS = sentence(id="{pillar} (rata-rata unit)", en="{pillar} (mean of the unit)")
FEW = sentence(id="kurang dari {minimum}", en="fewer than {minimum}")
MISSING = sentence(
    id="Ketiga pilar belum dapat dinilai bersama, sebab sedikitnya {least} bobotnya harus diketahui. "
    "Diketahui untuk berapa dari {people} pegawai: {pillars}.",
    en="The three pillars cannot be weighed together yet: at least {least} of the weight must be known. "
    "Known for how many of {people} people: {pillars}.",
).of(least=parameter("belawan.pillars.least_known", "percent", decimals=0))
LEVELS = sentence(
    id="Nilai tiga pilar diketahui untuk {known} dari {people} pegawai, rata-ratanya {mean} ({each}).",
    en="The three pillars are known for {known} of {people} people, their mean is {mean} ({each}).",
)
OFTEN = sentence(
    id="Pilar yang paling sering menjadi yang terlemah: {pillar} ({share}); di situ pembinaan dimulai.",
    en="The pillar that is most often the weakest: {pillar} ({share}); development begins there.",
)
VALUES = sentence(
    id="Nilai BerAKHLAK menurut atasan dan rekan, {least} sampai {greatest}",
    en="BerAKHLAK values by superiors and peers, {least} to {greatest}",
)


@section(
    key="belawan-pilar",
    title=text(
        id="Belawan: kompetensi, karakter, dan keterampilan", en="Belawan: competence, character and skills"
    ),
    order=72,
)
def pillars(context: ReportContext) -> Parts:
    """The three pillars of all people by band, by unit, and the values of BerAKHLAK."""
    everybody = context.scores(CivilServant)
    if everybody.is_empty():
        return [context.nothing(CivilServant)]
    counts = {name: everybody[name].count() for name in PILLARS}
    if not any(counts.values()):
        return [context.nothing(Assessment, Answer)]
    together = everybody["three_pillars"].count() >= context.minimum_group
    drawn = "three_pillars" if together else max(counts, key=lambda name: counts[name])
    bands = {band: WORDS.get(band, band) for band in context.p.bands("belawan.pillars.band").names}
    axis = AXIS.of(pillar=label(drawn, of=CivilServant))
    return [
        paragraph(*_levels(context, everybody)) if together else _missing(context, counts, everybody.height),
        division(everybody, "pillar_band", bands, caption=CAPTION, heading=BAND) if together else None,
        UNITS.of(everybody).bars(drawn, axis=axis, greatest=100),
        UNITS.of(everybody),
        _values(context),
    ]


def _missing(context: ReportContext, counts: dict[str, int], everybody: int) -> object:
    """Of how many people each pillar is known, where too little is known to weigh them together."""
    sizes = {
        WORDS[PILLARS[name]]: FEW if 0 < count < context.minimum_group else whole(count, people=count)
        for name, count in counts.items()
    }
    return MISSING.of(people=everybody, pillars=listing(sizes))


def _levels(context: ReportContext, everybody: pl.DataFrame) -> Parts:
    """How much is known, the means, and the pillar that is most often the weakest."""
    rated = everybody.drop_nulls("three_pillars")
    each = {
        WORDS[pillar]: number(context.mean(everybody, name), people=everybody[name].count())
        for name, pillar in PILLARS.items()
        if everybody[name].count() >= context.minimum_group
    }
    mean = number(context.mean(rated, "three_pillars"), people=rated.height)
    levels = LEVELS.of(known=rated.height, people=everybody.height, mean=mean, each=listing(each))
    weakest = rated["weakest_pillar"].drop_nulls()
    counts = weakest.value_counts().sort("count", "weakest_pillar", descending=[True, False]).rows()
    if not counts or counts[0][1] < context.minimum_group:
        return [levels]
    pillar, count = counts[0]
    return [levels, OFTEN.of(pillar=WORDS[pillar], share=share(count / weakest.len(), people=count))]


def _values(context: ReportContext) -> object:
    """What superiors and peers say of each of the seven values, where enough people were judged."""
    asked = context.region.instruments[CHARACTER]
    judged = context.scores(DimensionScore).filter(
        pl.col("instrument") == CHARACTER, context.in_period(), pl.col("subject").is_not_null()
    )
    values = judged.group_by("dimension").agg(pl.col("score").mean(), people=pl.col("subject").n_unique())
    values = values.filter(pl.col("people") >= context.minimum_group)
    if values.is_empty():
        return context.nothing(Answer)
    scale, score = asked.instrument, column("score", "decimal", 2, people="people")
    axis = VALUES.of(least=f"{scale.least:g}", greatest=f"{scale.greatest:g}")
    dimension = column("dimension", words=asked.dimensions)
    return bars(values, score, label=dimension, axis=axis, greatest=scale.greatest)
