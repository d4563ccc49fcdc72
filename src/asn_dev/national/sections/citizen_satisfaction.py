"""Citizen satisfaction (SKM): index, grade and weakest elements of each unit, and how they were computed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asn_dev.plugin import (
    Answer,
    Block,
    Note,
    Paragraph,
    ReportContext,
    SatisfactionElement,
    TableColumn,
    Unit,
    section,
    text,
)

if TYPE_CHECKING:
    import polars as pl

WEAKEST = 3
"""So many of the lowest elements of each unit are named."""

ELEMENTS = {
    "U1": text(id="Persyaratan", en="Requirements"),
    "U2": text(id="Prosedur", en="Procedure"),
    "U3": text(id="Waktu", en="Time"),
    "U4": text(id="Biaya", en="Cost"),
    "U5": text(id="Produk", en="Product"),
    "U6": text(id="Kompetensi pelaksana", en="Competence of staff"),
    "U7": text(id="Perilaku pelaksana", en="Behaviour of staff"),
    "U8": text(id="Penanganan pengaduan", en="Handling of complaints"),
    "U9": text(id="Sarana dan prasarana", en="Facilities"),
}
"""The nine elements of PermenPANRB 14/2017 (names: secondary); the order of U8 and U9 is assumed."""


@section(key="skm", title=text(id="Kepuasan masyarakat (SKM)", en="Citizen satisfaction (SKM)"), order=60)
def satisfaction(context: ReportContext) -> list[Block]:
    """The index of each unit with its grade, respondents and three weakest elements."""
    import polars as pl

    surveyed = context.scores(Unit).filter(pl.col("skm_respondents") > 0)
    if surveyed.is_empty():
        return [context.nothing(Answer)]
    say = context.say
    units = _guarded(context, surveyed.join(_weakest(context), on="name", how="left"))
    ordered = units.sort("skm_index", "name", descending=[True, False], nulls_last=True)
    columns = (
        TableColumn("name", say(id="Perangkat daerah", en="Unit")),
        TableColumn("skm_respondents", say(id="Responden", en="Respondents"), "integer"),
        TableColumn("skm_index", say(id="Indeks", en="Index"), "decimal", 2),
        TableColumn("skm_grade", say(id="Mutu", en="Grade")),
        TableColumn("weakest", say(id="Tiga unsur terendah", en="Three lowest elements")),
    )
    axis = say(id="Indeks kepuasan masyarakat", en="Citizen satisfaction index")
    caption = say(
        id="Kepuasan masyarakat per perangkat daerah (indeks 25 sampai 100, unsur 1 sampai 4)",
        en="Citizen satisfaction by unit (index from 25 to 100, elements from 1 to 4)",
    )
    return [
        Paragraph(_sentence(context, units)),
        context.bar_chart(units, "skm_index", axis=axis, label="name", decimals=2, greatest=100),
        context.table(ordered, columns, caption=caption),
        Note(_method(context)),
    ]


def _weakest(context: ReportContext) -> pl.DataFrame:
    """The lowest elements of each unit in words, with their mean."""
    import polars as pl

    elements = context.scores(SatisfactionElement).filter(pl.col("mean").is_not_null())
    names = ELEMENTS if set(context.region.parameters.weights("skm.weight")) == set(ELEMENTS) else {}
    lowest: dict[str, list[str]] = {}
    for unit, item, mean in elements.sort("unit", "mean", "item").select("unit", "item", "mean").iter_rows():
        name = names[item].in_(context.language) if item in names else item
        named = lowest.setdefault(unit, [])
        if len(named) < WEAKEST:
            named.append(f"{name} {context.number(mean, decimals=2)}")
    said = {unit: "; ".join(named) for unit, named in lowest.items()}
    return pl.DataFrame(
        {"name": list(said), "weakest": list(said.values())}, schema_overrides={"name": pl.String}
    )


def _guarded(context: ReportContext, units: pl.DataFrame) -> pl.DataFrame:
    """Units with too few respondents keep their results to themselves."""
    import polars as pl

    results = ["skm_index", "skm_grade", "weakest"]
    few = pl.col("skm_respondents") < context.minimum_group
    return units.with_columns(
        pl.when(few).then(pl.lit(results)).otherwise(pl.lit([], pl.List(pl.String))).alias("withheld"),
        *(pl.when(~few).then(pl.col(name)).alias(name) for name in results),
    )


def _sentence(context: ReportContext, units: pl.DataFrame) -> str:
    integer = context.integer
    respondents, grades = int(units["skm_respondents"].sum()), units["skm_grade"].drop_nulls()
    counted = ", ".join(
        f"{grade} {integer(count)}" for grade, count in grades.value_counts().sort("skm_grade").iter_rows()
    )
    return context.say(
        id=f"{integer(respondents)} kuesioner {context.period_in_words} dihitung untuk "
        f"{integer(units.height)} perangkat daerah. Mutu pelayanan: {counted or 'belum ada'} "
        "(A sangat baik, B baik, C kurang baik, D tidak baik).",
        en=f"{integer(respondents)} questionnaires of {context.period_in_words} count for "
        f"{integer(units.height)} units. Grades: {counted or 'none yet'} "
        "(A very good, B good, C fairly poor, D poor).",
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
