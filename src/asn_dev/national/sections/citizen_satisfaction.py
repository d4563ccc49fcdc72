"""Citizen satisfaction (SKM): index, grade and weakest elements of each unit, and how they were computed."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from asn_dev.charts.evaluations import elements_drawn, lowest_unit
from asn_dev.plugin import SATISFACTION, Answer, Parts, ReportContext, nw, section, text
from asn_dev.plugin.report import Evaluation
from asn_dev.plugin.sentences import listing, number, paragraph, remark, sentence, spoken, whole
from asn_dev.plugin.tables import Column, column, table

RESULTS = ("index", "low", "high", "grade", "change", "lowest")
"""What is hidden of a unit or service of which too few citizens spoke."""


def _columns(*places: str) -> list[Column]:
    return [
        *(column(name, of=Evaluation) for name in places),
        column("respondents", "integer", of=Evaluation),
        column("required_sample", "integer", of=Evaluation),
        *(
            column(name, "decimal", 2, of=Evaluation, people="respondents")
            for name in ("index", "low", "high")
        ),
        column("grade", of=Evaluation, people="respondents"),
        column("change", "decimal", 2, of=Evaluation, people="respondents"),
        column("more_than_noise", "flag", of=Evaluation, people="respondents"),
        column("lowest", id="Tiga unsur terendah", en="Three lowest elements", people="respondents"),
    ]


UNITS = table(
    *_columns("unit"),
    id="Kepuasan masyarakat per perangkat daerah (indeks 25 sampai 100)",
    en="Citizen satisfaction by unit (index from 25 to 100)",
    order=("-index", "unit"),
)
SERVICES = table(
    *_columns("unit", "service"),
    id="Kepuasan per layanan (indeks 25 sampai 100)",
    en="Satisfaction by service (index from 25 to 100)",
    order=("-index", "unit", "service"),
)
ELEMENTS = table(
    column("item", of=Evaluation),
    *(column(name, "decimal", 2, of=Evaluation, people="respondents") for name in ("mean", "low", "high")),
    id="Unsur kepuasan",
    en="Elements of satisfaction",
)
NO_INDEX = sentence(
    id="Ada {answers} jawaban SKM, tetapi tidak satu pun menghasilkan indeks {period}: {no_unit} tanpa unit, "
    "{no_day} tanpa tanggal; yang lain di luar periode atau tidak dapat dihitung.",
    en="There are {answers} answers of citizens, but none makes an index for {period}: {no_unit} of no unit, "
    "{no_day} of no day; the others lie outside the period or cannot be counted.",
)
COUNTED = sentence(
    id="{respondents} kuesioner {period} dihitung untuk {units} perangkat daerah. Mutu pelayanan: {grades} "
    "(A sangat baik, B baik, C kurang baik, D tidak baik).",
    en="{respondents} questionnaires of {period} count for {units} units. Grades: {grades} (A very good, "
    "B good, C fairly poor, D poor).",
)
NONE_YET = text(id="belum ada", en="none yet")
TOO_SMALL = sentence(
    id="Di {small} di antaranya responden kurang dari yang diperlukan.",
    en="In {small} of them fewer answered than are required.",
)
COMPUTED = sentence(
    id="Dihitung dengan bobot {weight} untuk tiap-tiap {elements} unsur (jumlah {total}); rata-rata unsur "
    "{element}, indeks tertimbang {weighted}, indeks akhir {index}. Bobot atau pembulatan lain dapat "
    "mengubah mutu.",
    en="Computed with the weight {weight} for each of {elements} elements (sum {total}); mean of an element "
    "{element}, weighted index {weighted}, final index {index}. Another weight or rounding can change the "
    "grade.",
)
NOT_ROUNDED = text(id="tidak dibulatkan", en="not rounded")
ROUNDED = sentence(id="{decimals} desimal", en="{decimals} decimals")


@section(key="skm", title=text(id="Kepuasan masyarakat (SKM)", en="Citizen satisfaction (SKM)"), order=60)
def satisfaction(context: ReportContext) -> Parts:
    """The index of each unit and service with its interval, sample, change and three lowest elements."""
    if not context.register.has(Answer):
        return [context.nothing(Answer)]
    citizens = context.marked(context.evaluation.citizens, RESULTS)
    units, services = citizens.filter(level="unit"), citizens.filter(level="service")
    if units.is_empty():
        return [_nothing_counts(context)]
    axis = text(id="Indeks kepuasan masyarakat", en="Citizen satisfaction index")
    return [
        _counted(context, units),
        UNITS.of(units).bars("index", axis=axis, greatest=100),
        UNITS.of(units),
        _elements(context),
        SERVICES.of(services) if services.height > units.height else None,
        _method(context),
    ]


def _nothing_counts(context: ReportContext) -> object:
    """That there are no answers of citizens, or why those that there are make no index."""
    answers = context.register.lazy(Answer).filter(nw.col("instrument") == SATISFACTION)
    counts = answers.select(
        answers=nw.len(), no_unit=nw.col("unit").is_null().sum(), no_day=nw.col("day").is_null().sum()
    )
    row = counts.collect("polars").to_native().row(0, named=True)
    if not row["answers"]:
        return context.nothing(Answer)
    return remark(NO_INDEX.of(**{name: int(count or 0) for name, count in row.items()}))


def _counted(context: ReportContext, units: pl.DataFrame) -> object:
    """How many citizens answered, which grades units have, and where too few answered."""
    respondents, small = int(units["respondents"].sum()), units.filter(~pl.col("enough")).height
    sizes = units["grade"].drop_nulls().value_counts().sort("grade").iter_rows()
    grades = listing(dict(sizes)) if units["grade"].count() else NONE_YET
    every = whole(respondents, people=respondents)
    return paragraph(
        COUNTED.of(respondents=every, units=units.height, grades=grades),
        TOO_SMALL.of(small=small) if small else None,
    )


def _elements(context: ReportContext) -> object:
    """The elements of the unit with the lowest index, as intervals."""
    evaluation, unit = context.evaluation, lowest_unit(context.evaluation)
    figures = ("mean", "low", "high")
    rows = context.marked(
        evaluation.elements.filter(pl.col("level") == "unit", pl.col("unit") == unit), figures
    )
    return ELEMENTS.of(rows).drawn(
        lambda shown: elements_drawn(evaluation, shown, unit, lowest=unit is not None)
    )


def _method(context: ReportContext) -> object:
    """The weight and the rounding that the index was computed with: they can change the grade."""
    weights = context.p.weights("skm.weight")
    exact = sorted({_exactly(context, weights[item]) for item in weights})
    steps = {step: context.p.text(f"skm.round_{step}") for step in ("element", "weighted", "index")}
    rounding = {
        step: NOT_ROUNDED if decimals == "none" else ROUNDED.of(decimals=decimals)
        for step, decimals in steps.items()
    }
    total = number(weights.sum, decimals=3)
    return remark(COMPUTED.of(weight=listing(exact), elements=len(weights), total=total, **rounding))


def _exactly(context: ReportContext, weight: float) -> str:
    """A weight as people write it: as a simple fraction if it is one, else as a decimal number."""
    fraction = Fraction(weight).limit_denominator(20)
    if float(fraction) == weight and fraction.numerator == 1:
        return f"1/{fraction.denominator}"
    return spoken(number(weight, decimals=3), context)
