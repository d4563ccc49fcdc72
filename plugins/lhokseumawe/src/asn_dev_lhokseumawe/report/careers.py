"""Careers and the culture of learning: what counts for a post, beside how the staff feel about it."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Answer,
    Block,
    CivilServant,
    Note,
    Paragraph,
    Participation,
    ReportContext,
    TableBlock,
    TableColumn,
    Unit,
    section,
    text,
)

FELT = {"unit_career_link": "career_link", "learning_culture_index": "learning_culture"}
"""What the staff say of a unit, and the dimension of the survey behind it."""
HALF = 0.5
"""At least half of the hours: said so in the sentence."""
MIDDLE = 3
"""The middle of the scale of answers, 1 to 5."""
NAMED = 5
"""So many units are named in a sentence."""


@section(
    key="lhokseumawe-karier",
    title=text(id="Lhokseumawe: karier dan budaya belajar", en="Lhokseumawe: careers and learning culture"),
    order=65,
)
def careers(context: ReportContext) -> list[Block]:
    """The share of hours that counts for careers, what the staff feel, and the index of learning culture."""
    if context.scores(Unit).is_empty():
        return [context.nothing(Unit)]
    units = _units(context)
    return [
        *_hours(context, units),
        *_felt(context),
        *_culture(context, units),
        *_unseen(context, units),
        _table(context, units),
    ]


def _hours(context: ReportContext, units: pl.DataFrame) -> list[Block]:
    if not context.register.has(Participation):
        return [context.nothing(Participation)]
    say = context.say
    people = context.scores(CivilServant).filter(pl.col("learning_hours") > 0)
    measured = people.filter(pl.col("career_hours_known") > 0)
    if measured.height < context.minimum_group:
        sentence = say(
            id="Kaitan jam belajar dengan karier belum diketahui bagi cukup banyak pegawai: program yang "
            "diikuti tidak ada dalam katalog, atau standar jabatannya belum ada.",
            en="How hours are linked with careers is known of too few people: their programmes are not in "
            "the catalogue, or posts have no standard.",
        )
        return [Note(sentence)]
    counted, hours = (float(measured[name].sum()) for name in ("career_hours", "career_hours_known"))
    share = context.percent(counted / hours)
    of_all = context.percent(hours / float(people["learning_hours"].sum()))
    return [
        Paragraph(
            say(
                id=f"{share} jam belajar yang dapat ditelusuri pada {context.period_in_words} berarti bagi "
                "karier: programnya menuju level yang disyaratkan jabatan, atau diikuti oleh kelompok "
                f"talenta. Yang dapat ditelusuri {of_all} dari seluruh jam; selebihnya dari program di luar "
                "katalog.",
                en=f"{share} of the hours that can be traced in {context.period_in_words} count for careers: "
                "the programme leads to the level that the post requires, or somebody of the talent pool "
                f"took it. {of_all} of all hours can be traced; the others are of programmes outside the "
                "catalogue.",
            )
        ),
        context.chart(
            context.bars(
                units.with_columns(unit_career_hours_share=pl.col("unit_career_hours_share") * 100),
                "unit_career_hours_share",
                axis=context.label("unit_career_hours_share", of=Unit),
                label="name",
                unit="%",
                greatest=100,
            )
        ),
    ]


def _felt(context: ReportContext) -> list[Block]:
    """What all who answered say of the link, beside what the records say."""
    if not context.register.has(Answer):
        return []
    asked = context.evaluation.surveys.filter(level="all", dimension=FELT["unit_career_link"])
    newest = asked.tail(1).drop_nulls("mean")
    if newest.is_empty():
        return []
    mean, change = newest["mean"][0], newest["change"][0]
    sentence = context.say(
        id=f"Pegawai sendiri menilai manfaat belajar bagi kariernya {context.number(mean, decimals=2)} pada "
        "skala 1 sampai 5",
        en=f"The staff rate what learning does for their career {context.number(mean, decimals=2)} on a "
        "scale of 1 to 5",
    )
    if change is not None:
        moved = context.number(abs(change), decimals=2)
        rose = change >= 0
        sentence += context.say(
            id=f", {'naik' if rose else 'turun'} {moved} dari survei sebelumnya",
            en=f", {'up' if rose else 'down'} {moved} from the survey before",
        )
    return [Paragraph(f"{sentence}.")]


def _units(context: ReportContext) -> pl.DataFrame:
    """Each unit with its people, what counts, what is felt, and what of it is withheld."""
    measured = context.scores(CivilServant).filter(pl.col("career_hours_known") > 0)
    behind = measured.group_by(pl.col("unit").alias("name")).agg(behind=pl.len())
    units = context.scores(Unit).join(behind, on="name", how="left")
    few = pl.col("behind") < context.minimum_group
    hidden = [pl.when(few).then(pl.lit("unit_career_hours_share"))]
    shown = pl.when(~few).then(pl.col("unit_career_hours_share"))
    for name, dimension in FELT.items():
        # What the evaluation hides, so that no small unit is found by subtraction, stays hidden here.
        units = units.join(
            _kept_back(context, dimension).rename({"kept": name + " kept"}), on="name", how="left"
        )
        kept = pl.col(name + " kept").fill_null(False)
        hidden.append(pl.when(kept).then(pl.lit(name)))
        units = units.with_columns(pl.when(~kept).then(pl.col(name)).alias(name))
    return units.with_columns(
        withheld=pl.concat_list(hidden).list.drop_nulls(), unit_career_hours_share=shown
    )


def _kept_back(context: ReportContext, dimension: str) -> pl.DataFrame:
    """Of each unit that answered, whether the newest round of a dimension is withheld."""
    if not context.register.has(Answer):
        return pl.DataFrame(schema={"name": pl.String, "kept": pl.Boolean})
    asked = context.evaluation.surveys.filter(level="unit", dimension=dimension)
    newest = context.marked(asked.filter(pl.col("wave") == pl.col("wave").last()), [dimension])
    return newest.select(name="group", kept=pl.col("withheld").list.len() > 0)


def _culture(context: ReportContext, units: pl.DataFrame) -> list[Block]:
    say, number = context.say, context.number
    least = context.region.parameters.number("lhokseumawe.career.least_culture")
    index = units.drop_nulls("learning_culture_index").sort("learning_culture_index", "name")
    blocks: list[Block] = []
    if index.is_empty():
        sentence = say(
            id="Budaya belajar belum diukur, atau penjawabnya terlalu sedikit per unit: bagikan kuesioner "
            "budaya belajar kepada pegawai.",
            en="The learning culture was not measured, or too few people answered in each unit: hand out "
            "its questionnaire to the staff.",
        )
        blocks.append(Note(sentence))
    else:
        below = index.filter(pl.col("learning_culture_index") < least)["name"].to_list()
        named = _named(below) or say(id="tidak ada", en="none")
        blocks.append(
            Paragraph(
                say(
                    id=f"Indeks budaya belajar diketahui untuk {context.integer(index.height)} unit; di "
                    f"bawah {number(least)} yang diharapkan: {named}.",
                    en=f"The index of learning culture is known of {context.integer(index.height)} units; "
                    f"below the {number(least)} wanted: {named}.",
                )
            )
        )
        blocks.append(
            context.chart(
                context.bars(
                    index,
                    "learning_culture_index",
                    axis=context.label("learning_culture_index", of=Unit),
                    label="name",
                    limit=least,
                    limit_label=say(id="diharapkan", en="wanted"),
                    greatest=100,
                )
            )
        )
    return blocks


def _unseen(context: ReportContext, units: pl.DataFrame) -> list[Block]:
    """Where much counts for careers and the staff do not feel it."""
    unseen = units.filter(pl.col("unit_career_hours_share") >= HALF, pl.col("unit_career_link") < MIDDLE)
    if unseen.is_empty():
        return []
    names = _named(unseen["name"].sort().to_list())
    sentence = context.say(
        id=f"Di {names} sedikitnya separuh jam belajar berarti bagi karier, tetapi pegawainya belum "
        "merasakannya: jelaskan kaitannya.",
        en=f"In {names} at least half of the hours count for careers, yet the staff do not feel it: explain "
        "the link.",
    )
    return [Paragraph(sentence)]


def _named(names: list[str]) -> str:
    return ", ".join(names[:NAMED]) + (", ..." if len(names) > NAMED else "")


def _table(context: ReportContext, units: pl.DataFrame) -> TableBlock:
    columns = (
        TableColumn("name", context.heading("unit")),
        TableColumn("unit_staff", context.label("unit_staff", of=Unit), "integer"),
        TableColumn("unit_career_hours_share", context.label("unit_career_hours_share", of=Unit), "percent"),
        TableColumn("unit_career_link", context.label("unit_career_link", of=Unit), "decimal", 2),
        TableColumn("learning_culture_index", context.label("learning_culture_index", of=Unit), "decimal"),
    )
    caption = context.say(
        id="Yang berarti bagi karier menurut catatan, dan yang dirasakan menurut survei tanpa nama",
        en="What counts for careers by the records, and what is felt by the anonymous survey",
    )
    return context.table(units.sort("name"), columns, caption=caption)
