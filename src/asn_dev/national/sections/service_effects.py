"""Services after training: what changed where people were trained, beside where they were not."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Enrolment, Parts, ReportContext, ServiceMonth, section, text
from asn_dev.plugin.report import CANNOT, CONCLUSIONS, OUTCOMES, Evaluation
from asn_dev.plugin.sentences import paragraph, remark, sentence, spoken, whole
from asn_dev.plugin.tables import column, lines, table

DRAWN = 6
"""So many trained units have a picture of their waiting times; of the others it is said in words."""
WAITING = "waiting_minutes"
FOUR = ("trained_before", "trained_after", "comparison_before", "comparison_after")

EFFECTS = table(
    column("unit", of=Evaluation),
    column("outcome", of=Evaluation, words=OUTCOMES),
    column("conclusion", of=Evaluation, words=CONCLUSIONS),
    *(column(name, "decimal", 2, of=Evaluation) for name in ("effect", "low", "high", "pre_trend")),
    column("comparison_units", "integer", of=Evaluation),
    id="Selisih perubahan unit yang dilatih dan unit pembanding, dengan selang bila unitnya cukup banyak",
    en="Change of trained units less that of units compared with, with an interval if there are enough",
    order=("unit", "outcome"),
)
MEANS = table(
    column("unit", of=Evaluation),
    column("outcome", of=Evaluation, words=OUTCOMES),
    *(column(name, "decimal", of=Evaluation) for name in FOUR),
    *(column(name, "integer", of=Evaluation) for name in ("months_before", "months_after")),
    id="Rata-rata per bulan unit yang sama sebelum dan sesudah pelatihan",
    en="Monthly means of the same units before and after the training",
    order=("unit", "outcome"),
)
CLAIM = sentence(id="{unit}: {claim}", en="{unit}: {claim}")
OTHERS = sentence(id="Unit pembanding ({units} unit)", en="Units compared with ({units} units)")


@section(
    key="pengaruh-layanan",
    title=text(id="Layanan setelah pelatihan", en="Services after training"),
    order=54,
)
def services(context: ReportContext) -> Parts:
    """For each trained unit what may be said of its waiting times, and the figures behind it."""
    if not all(context.register.has(record) for record in (ServiceMonth, Enrolment)):
        return [context.nothing(ServiceMonth, Enrolment)]
    effects = context.evaluation.effects.filter(scope="unit").rename({"name": "unit"})
    if effects.is_empty():
        return [context.nothing(ServiceMonth, Enrolment)]
    waiting = effects.filter(outcome=WAITING).sort("unit").select("unit", "claim", "comparison_units")
    drawn, others = waiting.head(DRAWN), waiting.slice(DRAWN)
    return [
        *(_months(context, *row) for row in drawn.iter_rows()),
        *(paragraph(CLAIM.of(unit=unit, claim=claim)) for unit, claim, _ in others.iter_rows()),
        EFFECTS.of(effects),
        MEANS.of(effects),
        remark(CANNOT),
    ]


def _months(context: ReportContext, unit: str, claim: str, comparison_units: int) -> object:
    """Waiting times month by month, of a trained unit and of the units compared with it."""
    months = context.evaluation.months.filter(scope="unit", name=unit, outcome=WAITING).sort("month")
    during = months.filter(pl.col("phase") == "training")["month"]
    others = spoken(OTHERS.of(units=whole(comparison_units)), context)
    return lines(
        months,
        "month",
        column("trained", "decimal", id=unit, en=unit),
        column("comparison", "decimal", id=others, en=others),
        axis=OUTCOMES[WAITING],
        sentence=CLAIM.of(unit=unit, claim=claim),
        marked=(during[0], during[-1]) if during.len() else None,
        marked_label=text(id="pelatihan", en="training"),
    )
