"""Citizen satisfaction (SKM): index, grade and weakest elements of each unit, and how they were computed."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from asn_dev.plugin import (
    SATISFACTION,
    Answer,
    Block,
    Note,
    Paragraph,
    ReportContext,
    TableBlock,
    TableColumn,
    charts,
    nw,
    section,
    text,
)


@section(key="skm", title=text(id="Kepuasan masyarakat (SKM)", en="Citizen satisfaction (SKM)"), order=60)
def satisfaction(context: ReportContext) -> list[Block]:
    """The index of each unit and service with its interval, sample, change and three lowest elements."""
    if not context.register.has(Answer):
        return [context.nothing(Answer)]
    citizens = context.evaluation.citizens
    units = citizens.filter(level="unit")
    if units.is_empty():
        return [_nothing_counts(context)]
    axis = context.say(id="Indeks kepuasan masyarakat", en="Citizen satisfaction index")
    services = citizens.filter(level="service")
    return [
        Paragraph(_sentence(context, units)),
        context.chart(
            context.bars(
                context.marked(units, _RESULTS), "index", axis=axis, label="unit", decimals=2, greatest=100
            )
        ),
        _table(context, units, "unit"),
        context.chart(charts.satisfaction(context.evaluation, language=context.language)),
        *([_table(context, services, "unit", "service")] if services.height > units.height else []),
        Note(_method(context)),
    ]


def _nothing_counts(context: ReportContext) -> Note:
    """That there are no answers of citizens, or why those that there are make no index."""
    answers = context.register.lazy(Answer).filter(nw.col("instrument") == SATISFACTION)
    counted = answers.select(
        answers=nw.len(), no_unit=nw.col("unit").is_null().sum(), no_day=nw.col("day").is_null().sum()
    )
    row = counted.collect("polars").to_native().row(0, named=True)
    if not row["answers"]:
        return context.nothing(Answer)
    integer = context.integer
    every, no_unit, no_day = (integer(int(row[name] or 0)) for name in ("answers", "no_unit", "no_day"))
    return Note(
        context.say(
            id=f"Ada {every} jawaban SKM, tetapi tidak satu pun menghasilkan indeks "
            f"{context.period_in_words}: {no_unit} tanpa unit, {no_day} tanpa tanggal; yang lain di luar "
            "periode atau tidak dapat dihitung.",
            en=f"There are {every} answers of citizens, but none makes an index for "
            f"{context.period_in_words}: {no_unit} of no unit, {no_day} of no day; the others lie outside "
            "the period or cannot be counted.",
        )
    )


_RESULTS = ("index", "low", "high", "grade", "change", "lowest")


def _table(context: ReportContext, rows: pl.DataFrame, *places: str) -> TableBlock:
    say, heading = context.say, context.heading
    columns = (
        *(TableColumn(place, heading(place)) for place in places),
        TableColumn("respondents", heading("respondents"), "integer"),
        TableColumn("required_sample", heading("required_sample"), "integer"),
        TableColumn("index", heading("index"), "decimal", 2),
        TableColumn("low", heading("low"), "decimal", 2),
        TableColumn("high", heading("high"), "decimal", 2),
        TableColumn("grade", heading("grade")),
        TableColumn("change", heading("change"), "decimal", 2),
        TableColumn("noise", heading("more_than_noise")),
        TableColumn("lowest", say(id="Tiga unsur terendah", en="Three lowest elements")),
    )
    noise = (
        pl.when("more_than_noise")
        .then(pl.lit(say(id="ya", en="yes")))
        .when(~pl.col("more_than_noise"))
        .then(pl.lit(say(id="tidak", en="no")))
    )
    ordered = context.marked(rows, _RESULTS).with_columns(noise=noise)
    ordered = ordered.sort("index", *places, descending=[True] + [False] * len(places), nulls_last=True)
    caption = (
        say(
            id="Kepuasan per layanan (indeks 25 sampai 100)",
            en="Satisfaction by service (index from 25 to 100)",
        )
        if "service" in places
        else say(
            id="Kepuasan masyarakat per perangkat daerah (indeks 25 sampai 100)",
            en="Citizen satisfaction by unit (index from 25 to 100)",
        )
    )
    return context.table(ordered, columns, caption=caption)


def _sentence(context: ReportContext, units: pl.DataFrame) -> str:
    integer = context.integer
    respondents, grades = int(units["respondents"].sum()), units["grade"].drop_nulls()
    small = units.filter(~pl.col("enough")).height
    counted = ", ".join(
        f"{grade} {integer(count)}" for grade, count in grades.value_counts().sort("grade").iter_rows()
    )
    return context.say(
        id=f"{integer(respondents)} kuesioner {context.period_in_words} dihitung untuk "
        f"{integer(units.height)} perangkat daerah. Mutu pelayanan: {counted or 'belum ada'} "
        "(A sangat baik, B baik, C kurang baik, D tidak baik)."
        + (f" Di {integer(small)} di antaranya responden kurang dari yang diperlukan." if small else ""),
        en=f"{integer(respondents)} questionnaires of {context.period_in_words} count for "
        f"{integer(units.height)} units. Grades: {counted or 'none yet'} "
        "(A very good, B good, C fairly poor, D poor)."
        + (f" In {integer(small)} of them fewer answered than are required." if small else ""),
    )


def _method(context: ReportContext) -> str:
    """The weight and the rounding that the index was computed with: they can change the grade."""
    say, parameters = context.say, context.region.parameters
    weights = parameters.weights("skm.weight")
    shown = {_exactly(context, weights[item]) for item in weights}
    none = say(id="tidak dibulatkan", en="not rounded")
    decimals = say(id="desimal", en="decimals")

    def rounding(key: str) -> str:
        chosen = parameters.text(key)
        return none if chosen == "none" else f"{chosen} {decimals}"

    weight, total = ", ".join(sorted(shown)), context.number(weights.sum, decimals=3)
    steps = [rounding(f"skm.round_{step}") for step in ("element", "weighted", "index")]
    return say(
        id=f"Dihitung dengan bobot {weight} untuk tiap-tiap {len(weights)} unsur (jumlah {total}); "
        f"rata-rata unsur {steps[0]}, indeks tertimbang {steps[1]}, indeks akhir {steps[2]}. Bobot atau "
        "pembulatan lain dapat mengubah mutu.",
        en=f"Computed with the weight {weight} for each of {len(weights)} elements (sum {total}); mean of an "
        f"element {steps[0]}, weighted index {steps[1]}, final index {steps[2]}. Another weight or rounding "
        "can change the grade.",
    )


def _exactly(context: ReportContext, weight: float) -> str:
    """A weight as people write it: as a simple fraction if it is one, else as a decimal number."""
    fraction = Fraction(weight).limit_denominator(20)
    if float(fraction) == weight and fraction.numerator == 1:
        return f"1/{fraction.denominator}"
    return context.number(weight, decimals=3)
