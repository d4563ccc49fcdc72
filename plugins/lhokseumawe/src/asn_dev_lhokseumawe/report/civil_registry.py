"""The civil registry before and after training: waiting and errors, beside units that were not trained."""

from __future__ import annotations

from typing import Any

import polars as pl

from asn_dev.plugin import (
    CANNOT,
    OUTCOMES,
    Block,
    Enrolment,
    Note,
    Paragraph,
    ReportContext,
    ServiceMonth,
    TableBlock,
    TableColumn,
    Unit,
    charts,
    section,
    text,
)

MEASURED = ("waiting_minutes", "errors")
"""Faster and more accurate: what the document says of the registry."""


@section(
    key="lhokseumawe-adminduk",
    title=text(
        id="Lhokseumawe: layanan kependudukan sebelum dan sesudah pelatihan",
        en="Lhokseumawe: the civil registry before and after training",
    ),
    order=63,
)
def civil_registry(context: ReportContext) -> list[Block]:
    """Waiting minutes and errors of the registry with units to compare with, and what may be said of them."""
    if not all(context.register.has(record) for record in (ServiceMonth, Enrolment)):
        return [context.nothing(ServiceMonth, Enrolment)]
    registries = context.scores(Unit).filter(pl.col("is_civil_registry"))["name"].to_list()
    effects = context.evaluation.effects.filter(
        pl.col("scope") == "unit", pl.col("name").is_in(registries), pl.col("outcome").is_in(MEASURED)
    )
    if effects.is_empty():
        return [Note(_untrained(context, registries))]
    names = effects["name"].unique().sort().to_list()
    blocks: list[Block] = []
    for name in names:
        rows = effects.filter(pl.col("name") == name).sort("outcome", descending=True)
        sentences = " ".join(_sentence(context, row) for row in rows.iter_rows(named=True))
        blocks.append(Paragraph(f"{name}. {sentences}"))
        for outcome in rows["outcome"]:
            lines = charts.service_months(
                context.evaluation, unit=name, outcome=outcome, language=context.language
            )
            blocks.append(context.chart(lines))
    return [*blocks, _table(context, effects), Note(_read_with_care(context))]


def _read_with_care(context: ReportContext) -> str:
    """What the difference does not prove, and why the means of those compared with may jump."""
    jumps = context.say(
        id="Unit pembanding yang kemudian dilatih sendiri hanya dihitung sampai pelatihannya, sehingga "
        "rata-rata pembanding dapat berubah karena susunannya; selisihnya dihitung dari perubahan tiap unit.",
        en="Units compared with that were trained themselves count up to their own training, so that the "
        "means of those compared with may change because others are in them; the difference is made from "
        "the change of each unit.",
    )
    return f"{CANNOT.in_(context.language)} {jumps}"


def _untrained(context: ReportContext, registries: list[str]) -> str:
    share = context.percent(context.region.parameters.number("evaluation.trained_share"), decimals=0)
    if not registries:
        return context.say(
            id="Unit layanan kependudukan tidak ditemukan menurut kata dalam nama unit.",
            en="No civil registry was found by the words in the names of units.",
        )
    named, when = ", ".join(registries), context.period_in_words
    return context.say(
        id=f"{named}: tidak ada pelatihan pada {when} yang diikuti sedikitnya {share} pegawainya, sehingga "
        "sebelum dan sesudah belum dapat dibandingkan.",
        en=f"{named}: no training in {when} was attended by at least {share} of its staff, so there is no "
        "before and after to compare.",
    )


def _sentence(context: ReportContext, row: dict[str, Any]) -> str:
    """The means of one outcome before and after, and the difference from the units compared with."""
    say, number = context.say, context.number
    measured = OUTCOMES[row["outcome"]].in_(context.language)
    if row["trained_before"] is None or row["trained_after"] is None:
        return say(
            id=f"{measured}: belum ada bulan sebelum atau sesudah pelatihan.",
            en=f"{measured}: no months before or after the training yet.",
        )
    before, after = number(row["trained_before"]), number(row["trained_after"])
    fell = row["trained_after"] < row["trained_before"]
    sentence = say(
        id=f"{measured} {'turun' if fell else 'tidak turun'}: rata-rata {before} sebelum dan {after} sesudah "
        "pelatihan;",
        en=f"{measured} {'fell' if fell else 'did not fall'}: {before} on average before and {after} after "
        "the training;",
    )
    if row["effect"] is None:
        return f"{sentence} " + say(
            id="belum dapat dibandingkan dengan unit lain.", en="not to be compared with other units yet."
        )
    count, change = context.integer(row["comparison_units"]), number(row["effect"])
    return f"{sentence} " + say(
        id=f"dibanding perubahan di {count} unit pembanding selisihnya {change}.",
        en=f"against the change in {count} units compared with the difference is {change}.",
    )


def _table(context: ReportContext, effects: pl.DataFrame) -> TableBlock:
    names = {code: name.in_(context.language) for code, name in OUTCOMES.items()}
    rows = effects.with_columns(measured=pl.col("outcome").replace(names))
    four = ("trained_before", "trained_after", "comparison_before", "comparison_after")
    columns = (
        TableColumn("name", context.heading("unit")),
        TableColumn("measured", context.heading("outcome")),
        *(TableColumn(name, context.heading(name), "decimal") for name in four),
        *(TableColumn(name, context.heading(name), "decimal", 2) for name in ("effect", "low", "high")),
    )
    caption = context.say(
        id="Rata-rata per bulan sebelum dan sesudah, dan selisihnya dari unit pembanding",
        en="Monthly means before and after, and the difference from units compared with",
    )
    return context.table(rows.sort("name", "measured"), columns, caption=caption)
