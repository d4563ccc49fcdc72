"""Needs and continuity: what people of each unit need and have learned, and whether units learn all year."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Assessment,
    Block,
    CivilServant,
    CompetencyGap,
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

SHOWN = 8
"""So many competencies are listed, those with most uncovered needs first."""
NAMED = 4
"""So many units are named in a sentence."""


@section(
    key="belawan-cakupan",
    title=text(id="Belawan: kebutuhan yang terlayani", en="Belawan: needs that are covered"),
    order=70,
)
def coverage(context: ReportContext) -> list[Block]:
    """Coverage of needs by unit and competency beside last year's, and the quarters with learning."""
    units = context.scores(Unit)
    if units.is_empty():
        return [context.nothing(Unit, CivilServant)]
    needs = context.scores(CompetencyGap).filter(pl.col("need_covered").is_not_null())
    covered = _covered(context, needs, "unit").rename({"unit": "name"})
    rows = _with_quarters(context, units).join(covered, on="name", how="left")
    hidden = pl.concat_list("quiet", pl.col("withheld").fill_null(pl.lit([], pl.List(pl.String))))
    rows = rows.with_columns(withheld=hidden)
    blocks: list[Block] = []
    if needs.is_empty():
        blocks.append(context.nothing(CompetencyGap, Assessment, Participation))
    else:
        axis = context.label("unit_need_coverage", of=Unit)
        shown = rows.filter(pl.col("needs").is_not_null())
        blocks.append(Paragraph(_coverage(context, needs, shown)))
        blocks.append(
            context.chart(context.bars(shown, "percent", axis=axis, label="name", unit="%", greatest=100))
        )
    quarters = _quarters(context, rows)
    blocks.append(Paragraph(quarters) if rows["active_quarters"].count() else Note(quarters))
    blocks.append(_by_unit(context, rows))
    return [*blocks, *([_by_competency(context, needs)] if needs.height else [])]


def _covered(context: ReportContext, needs: pl.DataFrame, key: str) -> pl.DataFrame:
    """How many needs there are and how many of them are covered; by people, not needs, a group is small."""
    few = pl.col("people") < context.minimum_group
    figures = ["needs", "covered", "percent"]
    coverage = needs.group_by(key).agg(
        people=pl.col("nip").n_unique(),
        needs=pl.len().cast(pl.Int64),
        covered=pl.col("need_covered").sum().cast(pl.Int64),
        percent=pl.col("need_covered").mean() * 100,
    )
    hidden = pl.when(few).then(pl.lit(figures)).otherwise(pl.lit([], pl.List(pl.String)))
    return coverage.with_columns(
        *(pl.when(~few).then(pl.col(name)).alias(name) for name in figures), withheld=hidden
    )


def _with_quarters(context: ReportContext, units: pl.DataFrame) -> pl.DataFrame:
    """The units with the quarters in which they learned; nothing is said of small ones."""
    few = pl.col("unit_staff").fill_null(0) < context.minimum_group
    words = {True: context.say(id="ya", en="yes"), False: context.say(id="tidak", en="no")}
    regularity = pl.col("active_every_quarter").replace_strict(words, default=None, return_dtype=pl.String)
    withheld = ["active_quarters", "every"]
    return units.select(
        "name",
        pl.when(~few).then("active_quarters").alias("active_quarters"),
        pl.when(~few).then(regularity).alias("every"),
        pl.when(~few).then("active_every_quarter").alias("active_every_quarter"),
        pl.when(few & pl.col("active_quarters").is_not_null())
        .then(pl.lit(withheld))
        .otherwise(pl.lit([], pl.List(pl.String)))
        .alias("quiet"),
    )


def _coverage(context: ReportContext, needs: pl.DataFrame, shown: pl.DataFrame) -> str:
    """How much is covered in the units that are shown, which fewest, and how it was the year before."""
    integer, say = context.integer, context.say
    all_of_it, covered = int(shown["needs"].sum()), int(shown["covered"].sum())
    if not all_of_it:
        return say(
            id="Kebutuhan belum dapat ditampilkan: kelompoknya terlalu kecil.",
            en="Needs cannot be shown yet: the groups are too small.",
        )
    share = context.percent(covered / all_of_it)
    least = shown.sort("percent", "name")
    least_name, low = least["name"][0], context.percent(least["percent"][0] / 100)
    sentence = say(
        id=f"Di unit yang ditampilkan pegawai mempunyai {integer(all_of_it)} kompetensi di bawah standar "
        f"jabatannya; untuk "
        f"{integer(covered)} di antaranya ({share}) mereka mengikuti program yang mengembangkannya pada "
        f"{context.period_in_words}. Paling sedikit terlayani: {least_name} ({low}).",
        en=f"In the units shown people have {integer(all_of_it)} competencies below the standard of their "
        f"posts; for "
        f"{integer(covered)} of them ({share}) they took part in a programme that develops it in "
        f"{context.period_in_words}. Least covered: {least_name} ({low}).",
    )
    before = context.in_year(context.period.year - 1)
    earlier = before.scores(CompetencyGap, "need_covered").filter(pl.col("need_covered").is_not_null())
    if earlier["nip"].n_unique() < context.minimum_group:
        return sentence
    then = context.percent(context.mean(earlier, "need_covered"))
    return sentence + say(
        id=f" Setahun sebelumnya, di semua unit, {then}.",
        en=f" The year before, in all units, it was {then}.",
    )


def _quarters(context: ReportContext, rows: pl.DataFrame) -> str:
    """Which units learned all year round, and which did not."""
    say, integer = context.say, context.integer
    learned = rows.filter(pl.col("active_every_quarter").is_not_null())
    if learned.is_empty():
        return say(
            id="Kesinambungan belum diketahui: riwayat pengembangan belum ada.",
            en="Continuity is not known: there are no histories of learning yet.",
        )
    asked = integer(context.region.parameters.number("belawan.continuity.quarters"))
    not_all = (
        learned.filter(~pl.col("active_every_quarter")).sort("active_quarters", "name")["name"].to_list()
    )
    always = integer(learned.height - len(not_all))
    if not not_all:
        return say(
            id=f"Pembinaan berkelanjutan: semua {always} unit belajar sedikitnya {asked} triwulan.",
            en=f"Development goes on: all {always} units learned in at least {asked} quarters.",
        )
    names = ", ".join(not_all[:NAMED]) + (", ..." if len(not_all) > NAMED else "")
    return say(
        id=f"{always} dari {integer(learned.height)} unit belajar sedikitnya {asked} triwulan; yang "
        "terputus: "
        f"{names}.",
        en=f"{always} of {integer(learned.height)} units learned in at least {asked} quarters; interrupted: "
        f"{names}.",
    )


def _by_unit(context: ReportContext, rows: pl.DataFrame) -> TableBlock:
    say = context.say
    columns = (
        TableColumn("name", say(id="Perangkat daerah", en="Unit")),
        TableColumn("needs", say(id="Kebutuhan", en="Needs"), "integer"),
        TableColumn("covered", say(id="Terlayani", en="Covered"), "integer"),
        TableColumn("percent", say(id="Terlayani (persen)", en="Covered (per cent)"), "decimal"),
        TableColumn("active_quarters", context.label("active_quarters", of=Unit), "integer"),
        TableColumn("every", context.label("active_every_quarter", of=Unit)),
    )
    caption = say(id="Kebutuhan dan kesinambungan per unit", en="Needs and continuity by unit")
    return context.table(rows.sort("name"), columns, caption=caption)


def _by_competency(context: ReportContext, needs: pl.DataFrame) -> TableBlock:
    say, names = context.say, context.competency_names()
    coverage = _covered(context, needs, "competency").with_columns(
        name=pl.col("competency").replace(names), open=pl.col("needs") - pl.col("covered")
    )
    coverage = coverage.filter(pl.col("needs").is_not_null()).sort("open", "name", descending=[True, False])
    columns = (
        TableColumn("name", say(id="Kompetensi", en="Competency")),
        TableColumn("needs", say(id="Kebutuhan", en="Needs"), "integer"),
        TableColumn("open", say(id="Belum terlayani", en="Not covered"), "integer"),
        TableColumn("percent", say(id="Terlayani (persen)", en="Covered (per cent)"), "decimal"),
    )
    caption = say(
        id="Yang masih perlu ditingkatkan: kompetensi dengan kebutuhan terbanyak yang belum terlayani",
        en="What is still to be improved: competencies with most needs not covered",
    )
    return context.table(coverage.head(SHOWN), columns, caption=caption)
