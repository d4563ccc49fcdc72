"""The civil registry before and after training: waiting and errors, beside units that were not trained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from asn_dev.plugin import Enrolment, ServiceMonth, Unit, charts, section, text
from asn_dev.plugin.report import CANNOT, OUTCOMES, Evaluation, Parts, ReportContext
from asn_dev.plugin.sentences import listing, paragraph, parameter, remark, sentence
from asn_dev.plugin.tables import column, table

WHO, MEASURED = ("trained", "comparison"), ("waiting_minutes", "errors")
"""Faster and more accurate: what the document says of the registry."""
EFFECTS = table(
    column("name", id="Perangkat daerah", en="Unit"),
    column("outcome", of=Evaluation, words=OUTCOMES),
    *(column(f"{who}_{when}", "decimal", of=Evaluation) for who in WHO for when in ("before", "after")),
    *(column(name, "decimal", 2, of=Evaluation) for name in ("effect", "low", "high")),
    id="Rata-rata per bulan sebelum dan sesudah, dan selisihnya dari unit pembanding",
    en="Monthly means before and after, and the difference from units compared with",
    order=("name", "outcome"),
)
JUMPS = sentence(
    id="Unit pembanding yang kemudian dilatih sendiri hanya dihitung sampai pelatihannya, sehingga rata-rata "
    "pembanding dapat berubah karena susunannya; selisihnya dihitung dari perubahan tiap unit.",
    en="Units compared with that were trained themselves count up to their own training, so that the means "
    "of those compared with may change because others are in them; the difference is made from the change of "
    "each unit.",
)
NO_REGISTRY = sentence(
    id="Unit layanan kependudukan tidak ditemukan menurut kata dalam nama unit.",
    en="No civil registry was found by the words in the names of units.",
)
UNTRAINED = sentence(
    id="{names}: tidak ada pelatihan pada {period} yang diikuti sedikitnya {share} pegawainya, sehingga "
    "sebelum dan sesudah belum dapat dibandingkan.",
    en="{names}: no training in {period} was attended by at least {share} of its staff, so there is no "
    "before and after to compare.",
).of(share=parameter("evaluation.trained_share", "percent", decimals=0))
NO_MONTHS = sentence(
    id="{outcome}: belum ada bulan sebelum atau sesudah pelatihan.",
    en="{outcome}: no months before or after the training yet.",
)
BEFORE_AFTER = sentence(
    id="{outcome} {fell}: rata-rata {before} sebelum dan {after} sesudah pelatihan; {compared}",
    en="{outcome} {fell}: {before} on average before and {after} after the training; {compared}",
)
NOT_COMPARED = sentence(
    id="belum dapat dibandingkan dengan unit lain.", en="not to be compared with other units yet."
)
COMPARED = sentence(
    id="dibanding perubahan di {units} unit pembanding selisihnya {change}.",
    en="against the change in {units} units compared with the difference is {change}.",
)


@section(
    key="lhokseumawe-adminduk",
    title=text(
        id="Lhokseumawe: layanan kependudukan sebelum dan sesudah pelatihan",
        en="Lhokseumawe: the civil registry before and after training",
    ),
    order=63,
    needs=[ServiceMonth, Enrolment],
)
def civil_registry(context: ReportContext) -> Parts:
    """Waiting minutes and errors of the registry with units to compare with, and what may be said of them."""
    registries = context.scores(Unit).filter("is_civil_registry")["name"].to_list()
    effects = context.evaluation.effects.filter(
        pl.col("scope") == "unit", pl.col("name").is_in(registries), pl.col("outcome").is_in(MEASURED)
    ).sort("name", "outcome", descending=[False, True])
    if effects.is_empty():
        return [remark(UNTRAINED.of(names=listing(registries)) if registries else NO_REGISTRY)]
    parts: list[object] = []
    for (name,), rows in effects.group_by("name", maintain_order=True):
        parts.append(paragraph(f"{name}.", *(_change(row) for row in rows.iter_rows(named=True))))
        parts += [
            charts.service_months(context.evaluation, unit=str(name), outcome=each, language=context.language)
            for each in rows["outcome"]
        ]
    return [*parts, EFFECTS.of(effects), remark(CANNOT, JUMPS)]


def _change(row: Mapping[str, Any]) -> object:
    """The means of one outcome before and after, and the difference from the units compared with."""
    before, after, outcome = row["trained_before"], row["trained_after"], OUTCOMES[row["outcome"]]
    if before is None or after is None:
        return NO_MONTHS.of(outcome=outcome)
    fell = text(id="turun", en="fell") if after < before else text(id="tidak turun", en="did not fall")
    compared = COMPARED.of(units=row["comparison_units"], change=row["effect"])
    return BEFORE_AFTER.of(
        outcome=outcome, fell=fell, before=before, after=after,
        compared=NOT_COMPARED if row["effect"] is None else compared,
    )  # fmt: skip
