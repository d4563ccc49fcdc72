"""Training evaluated: what is decided on each programme, what participants say, and what they learned."""

from __future__ import annotations

import polars as pl

from asn_dev.charts.evaluations import reaction_drawn
from asn_dev.evaluating.decisions import DECISIONS, TOO_EARLY
from asn_dev.plugin import REACTION, Answer, Enrolment, Parts, ReportContext, section, text
from asn_dev.plugin.report import Evaluation
from asn_dev.plugin.sentences import listing, paragraph, parameter, remark, sentence
from asn_dev.plugin.tables import column, table

MOST = 20
"""So many programmes are listed; the workbook of `asn-dev evaluate` has all."""
MEANS, MARKS = ("mean", "low", "high"), ("before", "after", "gain", "low", "high")
TO_CHANGE = ("sesuaikan", "hentikan")

DECIDED = table(
    column("programme", of=Evaluation),
    column("decision", of=Evaluation, words=DECISIONS, missing=TOO_EARLY),
    column("why", of=Evaluation),
    column("reaction_respondents", "integer", of=Evaluation),
    column("response_rate", "percent", 0, of=Evaluation, people="reaction_respondents"),
    column("reaction_mean", "decimal", 2, of=Evaluation, people="reaction_respondents"),
    column("mean_normalised_gain", "decimal", 2, of=Evaluation, people="tested"),
    id="Keputusan program, yang perlu diubah lebih dahulu (reaksi 1 sampai 5; paling banyak {most})",
    en="Decisions on programmes, those to be changed first (reaction from 1 to 5; at most {most})",
    order=("early", "reaction_mean", "code"),
    top=MOST,
)
REACTIONS = table(
    column("dimension", of=Evaluation),
    column("n", "integer", of=Evaluation),
    *(column(name, "decimal", 2, of=Evaluation, people="n") for name in MEANS),
    id="Reaksi seluruh peserta (skala 1 sampai 5), dengan selang keyakinan {confidence}",
    en="Reaction of all participants (scale of 1 to 5), with an interval of {confidence} confidence",
)
LEARNED = table(
    column("programme", of=Evaluation),
    column("pairs", "integer", of=Evaluation, people="pairs"),
    *(column(name, "decimal", 1, of=Evaluation, people="pairs") for name in MARKS),
    column("normalised_gain", "decimal", 2, of=Evaluation, people="pairs"),
    column("band", of=Evaluation, people="pairs"),
    id="Nilai tes (0 sampai 100) sebelum dan sesudah, kenaikan terkecil lebih dahulu (paling banyak {most})",
    en="Marks (0 to 100) before and after, the smallest gain first (at most {most})",
    order=("gain", "group"),
    top=MOST,
)
DIVIDED = sentence(
    id="Dari {programmes} program pada {period}, {lanjutkan} dilanjutkan, {sesuaikan} disesuaikan, "
    "{hentikan} dihentikan; {early} belum dapat dinilai.",
    en="Of {programmes} programmes in {period}, {lanjutkan} are kept, {sesuaikan} adapted and {hentikan} "
    "stopped; for {early} it is too early to say.",
)
CHANGED = sentence(id="Yang perlu diubah: {names}.", en="To be changed: {names}.")
LEFT_OUT = sentence(
    id="Responden yang jawabannya tidak masuk rata-rata: {reasons}.",
    en="Respondents with answers that count in no mean: {reasons}.",
)
NOT_SHOWN = sentence(
    id="Kelompok di bawah {minimum} orang, dan yang dapat membukanya lewat pengurangan, tidak ditampilkan.",
    en="Groups of fewer than {minimum} people, and those that would give them away by subtraction, are not "
    "shown.",
)
REASON = sentence(id="{respondents} {why}", en="{respondents} {why}")


@section(key="evaluasi", title=text(id="Evaluasi pelatihan", en="Training evaluated"), order=52)
def training(context: ReportContext) -> Parts:
    """Decisions with their reason, the reaction by dimension, the gain in tests, and what was left out."""
    if not any(context.register.has(record) for record in (Enrolment, Answer)):
        return [context.nothing(Enrolment, Answer)]
    evaluation = context.evaluation
    if evaluation.decisions.is_empty():
        return [context.nothing(Enrolment, Answer)]
    learned = evaluation.learning.filter(level="programme").with_columns(programme="label")
    marked = context.marked(learned, [*MARKS, "normalised_gain", "band", "pairs"])
    decided = evaluation.decisions.with_columns(
        code="programme", programme=pl.coalesce("name", "programme"), early=pl.col("decision").is_null()
    )
    return [
        _divided(decided),
        DECIDED.of(decided, most=MOST),
        *_reaction(context, evaluation.reaction.filter(level="all")),
        LEARNED.of(marked, most=MOST) if learned.height else None,
        _left_out(context, evaluation.left_out) if evaluation.left_out.height else None,
    ]


def _divided(decided: pl.DataFrame) -> object:
    """How many programmes are kept, adapted and stopped, and which are to be changed."""
    counts = {decision: decided.filter(decision=decision).height for decision in DECISIONS}
    names = decided.filter(pl.col("decision").is_in(TO_CHANGE))["programme"].head(5).to_list()
    early = decided["decision"].null_count()
    return paragraph(
        DIVIDED.of(programmes=decided.height, early=early, **counts),
        CHANGED.of(names=listing(names)) if names else None,
    )


def _reaction(context: ReportContext, rows: pl.DataFrame) -> Parts:
    """What all participants say, as intervals and as a table."""
    if rows.is_empty():
        return []
    evaluation = context.evaluation
    dimensions = context.region.instruments[REACTION].dimensions
    names = {code: name.in_(context.language) for code, name in dimensions.items()}
    marked = context.marked(rows, MEANS)
    named = marked.with_columns(pl.col("dimension").replace(names))
    return [
        REACTIONS.of(marked).drawn(lambda shown: reaction_drawn(evaluation, shown)),
        REACTIONS.of(named, confidence=parameter("evaluation.confidence", "percent", decimals=0)),
    ]


def _left_out(context: ReportContext, left_out: pl.DataFrame) -> object:
    reasons = left_out.group_by("why").agg(pl.col("respondents").sum())
    ordered = reasons.sort("respondents", "why", descending=[True, False]).iter_rows()
    reasons_said = listing([REASON.of(why=why, respondents=n) for why, n in ordered])
    return remark(LEFT_OUT.of(reasons=reasons_said), None if context.internal else NOT_SHOWN)
