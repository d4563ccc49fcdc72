"""Competence, character and skills: how people divide, the weakest pillar, and the seven values."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    import polars as pl

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
    import polars as pl

    people = context.scores(CivilServant)
    if people.is_empty():
        return [context.nothing(CivilServant)]
    known = people.filter(pl.col("three_pillars").is_not_null())
    if known.height < context.minimum_group:
        return [context.nothing(Assessment, Answer)]
    say, bands = context.say, context.region.parameters.bands("belawan.pillars.band").names
    units = context.by_unit(people, means={name: pl.col(name) for name in ("three_pillars", *PILLARS)})
    columns = (
        TableColumn("unit", say(id="Perangkat daerah", en="Unit")),
        TableColumn("people", say(id="Pegawai", en="People"), "integer"),
        *(
            TableColumn(name, context.label(name, of=CivilServant), "decimal")
            for name in ("three_pillars", *PILLARS)
        ),
    )
    caption = say(
        id="Tiga pilar per unit, rata-rata dari yang diketahui (0 sampai 100)",
        en="The three pillars by unit, means of what is known (0 to 100)",
    )
    return [
        Paragraph(_sentence(context, people, known)),
        *context.distribution(
            people,
            "pillar_band",
            {band: _word(context, band) for band in bands},
            caption=say(id="Pegawai menurut kategori tiga pilar", en="People by band of the three pillars"),
            heading=say(id="Kategori", en="Band"),
        ),
        context.bar_chart(
            units,
            "three_pillars",
            axis=say(id="Tiga pilar, rata-rata unit", en="Three pillars, mean of the unit"),
            greatest=100,
        ),
        context.table(units, columns, caption=caption),
        *_values(context),
    ]


def _sentence(context: ReportContext, people: pl.DataFrame, known: pl.DataFrame) -> str:
    import polars as pl

    integer, say = context.integer, context.say
    means = {
        _word(context, word): context.number(context.mean(people, name))
        for name, word in PILLARS.items()
        if people[name].count() >= context.minimum_group
    }
    each = ", ".join(f"{word} {mean}" for word, mean in means.items())
    said = say(
        id=f"Nilai tiga pilar diketahui untuk {integer(known.height)} dari {integer(people.height)} pegawai, "
        f"rata-ratanya {context.number(context.mean(known, 'three_pillars'))} ({each}).",
        en=f"The three pillars are known for {integer(known.height)} of {integer(people.height)} people, "
        f"their mean is {context.number(context.mean(known, 'three_pillars'))} ({each}).",
    )
    weakest = known.filter(pl.col("weakest_pillar").is_not_null())
    counts = (
        weakest["weakest_pillar"].value_counts().sort("count", "weakest_pillar", descending=[True, False])
    )
    if not counts.height or counts["count"][0] < context.minimum_group:
        return said
    share = context.percent(counts["count"][0] / weakest.height)
    word = _word(context, counts["weakest_pillar"][0])
    return said + say(
        id=f" Pilar yang paling sering menjadi yang terlemah: {word} ({share}); di situ pembinaan dimulai.",
        en=f" The pillar that is most often the weakest: {word} ({share}); development begins there.",
    )


def _values(context: ReportContext) -> list[Block]:
    """What superiors and peers say of each of the seven values, where enough people were judged."""
    import polars as pl

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
        context.bar_chart(
            values,
            "score",
            axis=axis,
            label="value",
            decimals=2,
            greatest=asked.instrument.greatest,
        )
    ]
