"""Surveys of staff: readiness for change, cooperation, motivation, learning culture, round by round."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Answer, Parts, ReportContext, section, text
from asn_dev.plugin.report import Evaluation
from asn_dev.plugin.sentences import listing, number, paragraph, sentence
from asn_dev.plugin.tables import column, table

FIGURES = ("mean", "low", "high", "change")
RELIABILITY = ("alpha", "omega")
ROUND = table(
    column("dimension", of=Evaluation),
    column("n", "integer", of=Evaluation),
    column("response_rate", "percent", 0, of=Evaluation, people="respondents"),
    *(column(name, "decimal", 2, of=Evaluation, people="n") for name in FIGURES),
    *(column(name, "decimal", 2, of=Evaluation, people="complete") for name in RELIABILITY),
    id="Putaran terakhir tiap survei (skala 1 sampai 5), dengan selang dan keandalan",
    en="The newest round of each survey (scale of 1 to 5), with interval and reliability",
)
LOWEST = sentence(id="Terendah: {dimension} ({mean}).", en="Lowest: {dimension} ({mean}).")
ROSE = sentence(id="Naik lebih dari kebetulan: {names}.", en="Rose by more than chance: {names}.")
FELL = sentence(id="Turun lebih dari kebetulan: {names}.", en="Fell by more than chance: {names}.")
NOTHING_CHANGED = sentence(
    id="Tidak ada perubahan yang lebih dari kebetulan sejak putaran sebelumnya.",
    en="Nothing has changed by more than chance since the round before.",
)


@section(key="survei-pegawai", title=text(id="Survei pegawai", en="Surveys of staff"), order=56)
def surveys(context: ReportContext) -> Parts:
    """The newest round of each survey with what changed, and how reliable its scales are."""
    if not context.register.has(Answer):
        return [context.nothing(Answer)]
    newest = _newest(context.evaluation.surveys)
    if newest.is_empty():
        return [context.nothing(Answer)]
    everybody = newest.filter(level="all")
    on = ["instrument", "wave", "dimension"]
    scales = context.evaluation.scales.select(*on, *RELIABILITY, complete="respondents")
    rows = context.marked(everybody.join(scales, on=on, how="left", maintain_order="left"), FIGURES)
    return [
        _changes(everybody.with_columns(_dimension(context))),
        ROUND.of(rows.with_columns(_dimension(context))),
        _units(context, newest.filter(level="unit")),
    ]


def _newest(surveys: pl.DataFrame) -> pl.DataFrame:
    """The last round of each instrument; rounds stand in the order of their days."""
    last = pl.col("wave") == pl.col("wave").last().over("instrument")
    return surveys.filter(last)


def _dimension(context: ReportContext) -> pl.Expr:
    """The dimensions as readers call them."""
    names = {
        code: name.in_(context.language)
        for questionnaire in context.region.instruments.questionnaires()
        for code, name in questionnaire.dimensions.items()
    }
    return pl.col("dimension").replace(names)


def _changes(everybody: pl.DataFrame) -> object:
    """Which dimension is the lowest, and which rose or fell by more than chance."""
    moved = everybody.filter("more_than_noise")
    rose = moved.filter(pl.col("change") > 0)["dimension"].to_list()
    fell = moved.filter(pl.col("change") < 0)["dimension"].to_list()
    lowest = everybody.drop_nulls("mean").sort("mean").head(1).select("dimension", "mean", "n").iter_rows()
    return paragraph(
        *(
            LOWEST.of(dimension=name, mean=number(mean, decimals=2, people=people))
            for name, mean, people in lowest
        ),
        ROSE.of(names=listing(rose)) if rose else None,
        FELL.of(names=listing(fell)) if fell else None,
        None if rose or fell else NOTHING_CHANGED,
    )


def _units(context: ReportContext, units: pl.DataFrame) -> object:
    """The mean of each dimension in each unit; the workbook of the evaluation has intervals and changes."""
    dimensions = units["dimension"].unique(maintain_order=True).to_list()
    hidden = (
        context.marked(units, ["mean"])
        .filter(pl.col("withheld").list.len() > 0)
        .group_by("group")
        .agg(withheld="dimension")
    )
    people = units.pivot("dimension", on_columns=dimensions, index="group", values="n")
    people = people.rename({code: f"people {code}" for code in dimensions})
    means = units.pivot("dimension", on_columns=dimensions, index="group", values="mean")
    rows = means.join(people, on="group", how="left").join(hidden, on="group", how="left").sort("group")
    names = dict(units.select("dimension", name=_dimension(context)).iter_rows())
    by_unit = table(
        column("unit", of=Evaluation),
        *(
            column(code, "decimal", 2, id=names[code], en=names[code], people=f"people {code}")
            for code in dimensions
        ),
        id="Rata-rata per perangkat daerah (skala 1 sampai 5)",
        en="Mean by unit (scale of 1 to 5)",
    )
    return by_unit.of(rows.rename({"group": "unit"}))
