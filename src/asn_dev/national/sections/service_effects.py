"""Services after training: what changed where people were trained, beside where they were not."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    CANNOT,
    CONCLUSIONS,
    OUTCOMES,
    Block,
    Enrolment,
    Note,
    Paragraph,
    ReportContext,
    ServiceMonth,
    TableBlock,
    TableColumn,
    charts,
    section,
    text,
)

DRAWN = 6
"""So many trained units have a picture of their waiting times; of the others it is said in words."""


@section(
    key="pengaruh-layanan",
    title=text(id="Layanan setelah pelatihan", en="Services after training"),
    order=54,
)
def services(context: ReportContext) -> list[Block]:
    """For each trained unit what may be said of its waiting times, and the figures behind it."""
    if not all(context.register.has(record) for record in (ServiceMonth, Enrolment)):
        return [context.nothing(ServiceMonth, Enrolment)]
    effects = context.evaluation.effects.filter(scope="unit")
    if effects.is_empty():
        return [context.nothing(ServiceMonth, Enrolment)]
    waiting = effects.filter(outcome="waiting_minutes").sort("name")
    claim = "claim"
    drawn, others = waiting.head(DRAWN), waiting.slice(DRAWN)
    pictures = [
        context.chart(charts.service_months(context.evaluation, unit=unit, language=context.language))
        for unit in drawn["name"]
    ]
    paragraphs = [Paragraph(f"{name}: {words}") for name, words in others.select("name", claim).iter_rows()]
    return [
        *pictures,
        *paragraphs,
        _effects(context, effects),
        _means(context, effects),
        Note(CANNOT.in_(context.language)),
    ]


def _named(context: ReportContext, effects: pl.DataFrame) -> pl.DataFrame:
    names, conclusions = (
        {code: name.in_(context.language) for code, name in words.items()}
        for words in (OUTCOMES, CONCLUSIONS)
    )
    return effects.with_columns(
        measured=pl.col("outcome").replace(names), concluded=pl.col("conclusion").replace(conclusions)
    ).sort("name", "measured")


def _effects(context: ReportContext, effects: pl.DataFrame) -> TableBlock:
    columns = (
        TableColumn("name", context.heading("unit")),
        TableColumn("measured", context.heading("outcome")),
        TableColumn("concluded", context.heading("conclusion")),
        *(TableColumn(name, context.heading(name), "decimal", 2) for name in ("effect", "low", "high")),
        TableColumn("pre_trend", context.heading("pre_trend"), "decimal", 2),
        TableColumn("comparison_units", context.heading("comparison_units"), "integer"),
    )
    caption = context.say(
        id="Selisih perubahan unit yang dilatih dan unit pembanding, dengan selang bila unitnya cukup banyak",
        en="Change of trained units less that of units compared with, with an interval if there are enough",
    )
    return context.table(_named(context, effects), columns, caption=caption)


def _means(context: ReportContext, effects: pl.DataFrame) -> TableBlock:
    four = ("trained_before", "trained_after", "comparison_before", "comparison_after")
    columns = (
        TableColumn("name", context.heading("unit")),
        TableColumn("measured", context.heading("outcome")),
        *(TableColumn(name, context.heading(name), "decimal", 1) for name in four),
        TableColumn("months_before", context.heading("months_before"), "integer"),
        TableColumn("months_after", context.heading("months_after"), "integer"),
    )
    caption = context.say(
        id="Rata-rata per bulan unit yang sama sebelum dan sesudah pelatihan",
        en="Monthly means of the same units before and after the training",
    )
    return context.table(_named(context, effects), columns, caption=caption)
