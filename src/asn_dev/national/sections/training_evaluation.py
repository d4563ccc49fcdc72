"""Training evaluated: what is decided on each programme, what participants say, and what they learned."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    REACTION,
    Answer,
    Block,
    Enrolment,
    Note,
    Paragraph,
    ReportContext,
    TableBlock,
    TableColumn,
    charts,
    section,
    text,
)

MOST = 20
"""So many programmes are listed; the workbook of `asn-dev evaluate` has all."""


@section(key="evaluasi", title=text(id="Evaluasi pelatihan", en="Training evaluated"), order=52)
def training(context: ReportContext) -> list[Block]:
    """Decisions with their reason, the reaction by dimension, the gain in tests, and what was left out."""
    if not any(context.register.has(record) for record in (Enrolment, Answer)):
        return [context.nothing(Enrolment, Answer)]
    evaluation = context.evaluation
    if evaluation.decisions.is_empty():
        return [context.nothing(Enrolment, Answer)]
    blocks: list[Block] = [Paragraph(_sentence(context)), _decisions(context)]
    reaction = evaluation.reaction.filter(level="all")
    if reaction.height:
        chart = charts.reaction(evaluation, language=context.language)
        blocks += [context.chart(chart), _reaction(context, reaction)]
    learned = evaluation.learning.filter(level="programme")
    if learned.height:
        blocks.append(_learning(context, learned))
    if evaluation.left_out.height:
        blocks.append(Note(_left_out(context)))
    return blocks


def _sentence(context: ReportContext) -> str:
    decisions, integer = context.evaluation.decisions, context.integer
    counts = {
        decision: decisions.filter(pl.col("decision") == decision).height
        for decision in ("lanjutkan", "sesuaikan", "hentikan")
    }
    early = decisions["decision"].null_count()
    weak = decisions.filter(pl.col("decision").is_in(["sesuaikan", "hentikan"]))
    named = ", ".join(name or code for code, name in weak.select("programme", "name").head(5).iter_rows())
    sentence = context.say(
        id=f"Dari {integer(decisions.height)} program pada {context.period_in_words}, "
        f"{integer(counts['lanjutkan'])} dilanjutkan, {integer(counts['sesuaikan'])} disesuaikan, "
        f"{integer(counts['hentikan'])} dihentikan; {integer(early)} belum dapat dinilai.",
        en=f"Of {integer(decisions.height)} programmes in {context.period_in_words}, "
        f"{integer(counts['lanjutkan'])} are kept, {integer(counts['sesuaikan'])} adapted and "
        f"{integer(counts['hentikan'])} stopped; for {integer(early)} it is too early to say.",
    )
    if not named:
        return sentence
    return sentence + context.say(id=f" Yang perlu diubah: {named}.", en=f" To be changed: {named}.")


def _decisions(context: ReportContext) -> TableBlock:
    say = context.say
    words = {
        "lanjutkan": say(id="lanjutkan", en="keep"),
        "sesuaikan": say(id="sesuaikan", en="adapt"),
        "hentikan": say(id="hentikan", en="stop"),
    }
    early = say(id="belum dapat dinilai", en="too early to say")
    rows = context.evaluation.decisions.with_columns(
        named=pl.coalesce("name", "programme"),
        told=pl.col("decision").replace(words).fill_null(early),
    ).sort(pl.col("decision").is_null(), "reaction_mean", "programme", nulls_last=True)
    columns = (
        TableColumn("named", context.heading("programme")),
        TableColumn("told", context.heading("decision")),
        TableColumn("why", say(id="Sebab", en="Why")),
        TableColumn("reaction_respondents", context.heading("reaction_respondents"), "integer"),
        TableColumn("response_rate", context.heading("response_rate"), "percent", 0),
        TableColumn("reaction_mean", context.heading("reaction_mean"), "decimal", 2),
        TableColumn("mean_normalised_gain", context.heading("mean_normalised_gain"), "decimal", 2),
    )
    caption = say(
        id=f"Keputusan program, yang perlu diubah lebih dahulu (reaksi 1 sampai 5; paling banyak {MOST})",
        en=f"Decisions on programmes, those to be changed first (reaction from 1 to 5; at most {MOST})",
    )
    return context.table(rows.head(MOST), columns, caption=caption)


def _reaction(context: ReportContext, reaction: pl.DataFrame) -> TableBlock:
    dimensions = context.region.instruments[REACTION].dimensions
    names = {code: name.in_(context.language) for code, name in dimensions.items()}
    figures = ("mean", "low", "high")
    rows = context.marked(reaction, figures).with_columns(named=pl.col("dimension").replace(names))
    columns = (
        TableColumn("named", context.heading("dimension")),
        TableColumn("n", context.heading("n"), "integer"),
        *(TableColumn(name, context.heading(name), "decimal", 2) for name in figures),
    )
    confidence = context.percent(context.region.parameters.number("evaluation.confidence"), decimals=0)
    caption = context.say(
        id=f"Reaksi seluruh peserta (skala 1 sampai 5), dengan selang keyakinan {confidence}",
        en=f"Reaction of all participants (scale of 1 to 5), with an interval of {confidence} confidence",
    )
    return context.table(rows, columns, caption=caption)


def _learning(context: ReportContext, learned: pl.DataFrame) -> TableBlock:
    figures = ("before", "after", "gain", "low", "high", "normalised_gain")
    rows = context.marked(learned, [*figures, "band", "pairs"]).sort("gain", "group", nulls_last=True)
    columns = (
        TableColumn("label", context.heading("programme")),
        TableColumn("pairs", context.heading("pairs"), "integer"),
        *(TableColumn(name, context.heading(name), "decimal", 1) for name in figures[:5]),
        TableColumn("normalised_gain", context.heading("normalised_gain"), "decimal", 2),
        TableColumn("band", context.heading("band")),
    )
    caption = context.say(
        id="Nilai tes (0 sampai 100) sebelum dan sesudah, kenaikan terkecil lebih dahulu "
        f"(paling banyak {MOST})",
        en=f"Marks (0 to 100) before and after, the smallest gain first (at most {MOST})",
    )
    return context.table(rows.head(MOST), columns, caption=caption)


def _left_out(context: ReportContext) -> str:
    reasons = ", ".join(
        f"{context.integer(respondents)} {why}"
        for why, respondents in context.evaluation.left_out.group_by("why")
        .agg(pl.col("respondents").sum())
        .sort("respondents", "why", descending=[True, False])
        .iter_rows()
    )
    return context.say(
        id=f"Responden yang jawabannya tidak masuk rata-rata: {reasons}. Kelompok di bawah "
        f"{context.minimum_group} orang, dan yang dapat membukanya lewat pengurangan, tidak ditampilkan.",
        en=f"Respondents with answers that count in no mean: {reasons}. Groups of fewer than "
        f"{context.minimum_group} people, and those that would give them away by subtraction, are not shown.",
    )
