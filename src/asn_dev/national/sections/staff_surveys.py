"""Surveys of staff: readiness for change, cooperation, motivation, learning culture, round by round."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Answer, Block, Paragraph, ReportContext, TableBlock, TableColumn, section, text


@section(key="survei-pegawai", title=text(id="Survei pegawai", en="Surveys of staff"), order=56)
def surveys(context: ReportContext) -> list[Block]:
    """The newest round of each survey with what changed, and how reliable its scales are."""
    if not context.register.has(Answer):
        return [context.nothing(Answer)]
    newest = _newest(context.evaluation.surveys)
    if newest.is_empty():
        return [context.nothing(Answer)]
    everybody = newest.filter(level="all")
    return [
        Paragraph(_sentence(context, everybody)),
        _table(context, everybody),
        _units(context, newest.filter(level="unit")),
    ]


def _newest(surveys: pl.DataFrame) -> pl.DataFrame:
    """The last round of each instrument; rounds stand in the order of their days."""
    last = pl.col("wave") == pl.col("wave").last().over("instrument")
    return surveys.filter(last)


def _dimension(context: ReportContext) -> pl.Expr:
    names = {
        code: name.in_(context.language)
        for one in context.region.instruments.questionnaires()
        for code, name in one.dimensions.items()
    }
    return pl.col("dimension").replace(names)


def _sentence(context: ReportContext, everybody: pl.DataFrame) -> str:
    named = everybody.with_columns(named=_dimension(context))
    rose = named.filter(pl.col("more_than_noise"), pl.col("change") > 0)["named"].to_list()
    fell = named.filter(pl.col("more_than_noise"), pl.col("change") < 0)["named"].to_list()
    low = named.filter(pl.col("mean").is_not_null()).sort("mean").head(1)
    say, parts = context.say, []
    if low.height:
        weakest, mean = low["named"][0], context.number(low["mean"][0], decimals=2)
        parts.append(say(id=f"Terendah: {weakest} ({mean}).", en=f"Lowest: {weakest} ({mean})."))
    if rose:
        up = ", ".join(rose)
        parts.append(say(id=f"Naik lebih dari kebetulan: {up}.", en=f"Rose by more than chance: {up}."))
    if fell:
        down = ", ".join(fell)
        parts.append(say(id=f"Turun lebih dari kebetulan: {down}.", en=f"Fell by more than chance: {down}."))
    if not rose and not fell:
        parts.append(
            say(
                id="Tidak ada perubahan yang lebih dari kebetulan sejak putaran sebelumnya.",
                en="Nothing has changed by more than chance since the round before.",
            )
        )
    return " ".join(parts)


def _table(context: ReportContext, everybody: pl.DataFrame) -> TableBlock:
    scales = context.evaluation.scales.select("instrument", "wave", "dimension", "alpha", "omega")
    rows = everybody.join(scales, on=["instrument", "wave", "dimension"], how="left", maintain_order="left")
    figures = ("mean", "low", "high", "change")
    columns = (
        TableColumn("named", context.heading("dimension")),
        TableColumn("n", context.heading("n"), "integer"),
        TableColumn("response_rate", context.heading("response_rate"), "percent", 0),
        *(TableColumn(name, context.heading(name), "decimal", 2) for name in figures),
        TableColumn("alpha", context.heading("alpha"), "decimal", 2),
        TableColumn("omega", context.heading("omega"), "decimal", 2),
    )
    caption = context.say(
        id="Putaran terakhir tiap survei (skala 1 sampai 5), dengan selang dan keandalan",
        en="The newest round of each survey (scale of 1 to 5), with interval and reliability",
    )
    return context.table(
        context.marked(rows, figures).with_columns(named=_dimension(context)), columns, caption=caption
    )


def _units(context: ReportContext, units: pl.DataFrame) -> TableBlock:
    """The mean of each dimension in each unit; the workbook of the evaluation has intervals and changes."""
    dimensions = units["dimension"].unique(maintain_order=True).to_list()
    hidden = (
        context.marked(units, ["mean"])
        .filter(pl.col("withheld").list.len() > 0)
        .group_by("group")
        .agg(withheld="dimension")
    )
    none = pl.lit([], pl.List(pl.String))
    rows = (
        units.pivot("dimension", on_columns=dimensions, index="group", values="mean")
        .join(hidden, on="group", how="left")
        .with_columns(pl.col("withheld").fill_null(none))
        .sort("group")
    )
    named = pl.Series(dimensions).to_frame("dimension").select(_dimension(context)).to_series().to_list()
    columns = (
        TableColumn("group", context.heading("unit")),
        *(TableColumn(code, name, "decimal", 2) for code, name in zip(dimensions, named, strict=True)),
    )
    caption = context.say(
        id="Rata-rata per perangkat daerah (skala 1 sampai 5)", en="Mean by unit (scale of 1 to 5)"
    )
    return context.table(rows, columns, caption=caption)
