"""Competence, character and skills: how people divide, the weakest pillar, and the seven values."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Answer,
    Assessment,
    Block,
    CivilServant,
    DimensionScore,
    Paragraph,
    ReportContext,
    TableColumn,
    section,
    text,
)
from asn_dev_belawan.pillars import CHARACTER, PILLARS

WORDS = {
    "kompetensi": text(id="kompetensi", en="competence"),
    "karakter": text(id="karakter", en="character"),
    "keterampilan": text(id="keterampilan", en="skills"),
    "kuat": text(id="kuat", en="strong"),
    "cukup": text(id="cukup", en="fair"),
    "perlu dibina": text(id="perlu dibina", en="to be developed"),
}


def _word(context: ReportContext, code: str) -> str:
    return WORDS[code].in_(context.language) if code in WORDS else code


@section(
    key="belawan-pilar",
    title=text(
        id="Belawan: kompetensi, karakter, dan keterampilan", en="Belawan: competence, character and skills"
    ),
    order=72,
)
def pillars(context: ReportContext) -> list[Block]:
    """The three pillars of all people by band, by unit, and the values of BerAKHLAK."""
    people = context.scores(CivilServant)
    if people.is_empty():
        return [context.nothing(CivilServant)]
    if not any(people[name].count() for name in PILLARS):
        return [context.nothing(Assessment, Answer)]
    together = people["three_pillars"].count() >= context.minimum_group
    return [
        Paragraph(_sentence(context, people) if together else _missing(context, people)),
        *(_bands(context, people) if together else []),
        *_units(context, people, "three_pillars" if together else ""),
        *_values(context),
    ]


def _bands(context: ReportContext, people: pl.DataFrame) -> list[Block]:
    """How people divide over the bands."""
    say, bands = context.say, context.region.parameters.bands("belawan.pillars.band").names
    return context.distribution(
        people,
        "pillar_band",
        {band: _word(context, band) for band in bands},
        caption=say(id="Pegawai menurut kategori tiga pilar", en="People by band of the three pillars"),
        heading=say(id="Kategori", en="Band"),
    )


def _units(context: ReportContext, people: pl.DataFrame, drawn: str) -> list[Block]:
    """The means of each unit, drawn for the three pillars together where they are known."""
    say, named = context.say, ("three_pillars", *PILLARS)
    units = context.by_unit(people, means={name: pl.col(name) for name in named})
    columns = (
        TableColumn("unit", say(id="Perangkat daerah", en="Unit")),
        TableColumn("people", say(id="Pegawai", en="People"), "integer"),
        *(TableColumn(name, context.label(name, of=CivilServant), "decimal") for name in named),
    )
    caption = say(
        id="Tiga pilar per unit, rata-rata dari yang diketahui (0 sampai 100)",
        en="The three pillars by unit, means of what is known (0 to 100)",
    )
    drawn = drawn or max(PILLARS, key=lambda name: people[name].count())
    axis = say(id="{} (rata-rata unit)", en="{} (mean of the unit)").format(
        context.label(drawn, of=CivilServant)
    )
    return [
        context.chart(context.bars(units, drawn, axis=axis, greatest=100)),
        context.table(units, columns, caption=caption),
    ]


def _missing(context: ReportContext, people: pl.DataFrame) -> str:
    """Of how many people each pillar is known, where too little is known to weigh them together."""
    least = context.percent(context.region.parameters.number("belawan.pillars.least_known"), decimals=0)
    few = context.say(id="kurang dari {}", en="fewer than {}").format(context.minimum_group)
    counts = {word: people[name].count() for name, word in PILLARS.items()}
    by_pillar = ", ".join(
        f"{_word(context, word)} {few if 0 < count < context.minimum_group else context.integer(count)}"
        for word, count in counts.items()
    )
    return context.say(
        id=f"Ketiga pilar belum dapat dinilai bersama, sebab sedikitnya {least} bobotnya harus diketahui. "
        f"Diketahui untuk berapa dari {context.integer(people.height)} pegawai: {by_pillar}.",
        en=f"The three pillars cannot be weighed together yet: at least {least} of the weight must be known. "
        f"Known for how many of {context.integer(people.height)} people: {by_pillar}.",
    )


def _sentence(context: ReportContext, people: pl.DataFrame) -> str:
    """How much is known, the means, and the pillar that is most often the weakest."""
    integer, say = context.integer, context.say
    rated = people.filter(pl.col("three_pillars").is_not_null())
    means = {
        _word(context, word): context.number(context.mean(people, name))
        for name, word in PILLARS.items()
        if people[name].count() >= context.minimum_group
    }
    each = ", ".join(f"{word} {mean}" for word, mean in means.items())
    sentence = say(
        id=f"Nilai tiga pilar diketahui untuk {integer(rated.height)} dari {integer(people.height)} pegawai, "
        f"rata-ratanya {context.number(context.mean(rated, 'three_pillars'))} ({each}).",
        en=f"The three pillars are known for {integer(rated.height)} of {integer(people.height)} people, "
        f"their mean is {context.number(context.mean(rated, 'three_pillars'))} ({each}).",
    )
    weakest = rated.filter(pl.col("weakest_pillar").is_not_null())
    counts = (
        weakest["weakest_pillar"].value_counts().sort("count", "weakest_pillar", descending=[True, False])
    )
    if not counts.height or counts["count"][0] < context.minimum_group:
        return sentence
    share = context.percent(counts["count"][0] / weakest.height)
    word = _word(context, counts["weakest_pillar"][0])
    return sentence + say(
        id=f" Pilar yang paling sering menjadi yang terlemah: {word} ({share}); di situ pembinaan dimulai.",
        en=f" The pillar that is most often the weakest: {word} ({share}); development begins there.",
    )


def _values(context: ReportContext) -> list[Block]:
    """What superiors and peers say of each of the seven values, where enough people were judged."""
    asked = context.region.instruments[CHARACTER]
    names = {code: name.in_(context.language) for code, name in asked.dimensions.items()}
    judged = context.scores(DimensionScore).filter(
        pl.col("instrument") == CHARACTER,
        pl.col("day").is_between(context.period.start, context.period.end),
        pl.col("subject").is_not_null(),
    )
    values = (
        judged.group_by("dimension")
        .agg(pl.col("score").mean(), people=pl.col("subject").n_unique())
        .filter(pl.col("people") >= context.minimum_group)
        .with_columns(value=pl.col("dimension").replace(names))
    )
    if values.is_empty():
        return [context.nothing(Answer)]
    least, greatest = (f"{end:g}" for end in (asked.instrument.least, asked.instrument.greatest))
    axis = context.say(
        id=f"Nilai BerAKHLAK menurut atasan dan rekan, {least} sampai {greatest}",
        en=f"BerAKHLAK values by superiors and peers, {least} to {greatest}",
    )
    return [
        context.chart(
            context.bars(
                values,
                "score",
                axis=axis,
                label="value",
                decimals=2,
                greatest=asked.instrument.greatest,
            )
        )
    ]
