"""The limited budget: what the plan left out, or without a plan what is needed beside what is on offer."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Block,
    CompetencyGap,
    Note,
    Paragraph,
    Programme,
    ReportContext,
    Session,
    TableColumn,
    charts,
    section,
    text,
)

SHOWN = 10
"""So many reasons or competencies are listed, the most frequent first."""


@section(
    key="lhokseumawe-anggaran",
    title=text(id="Lhokseumawe: yang belum terjangkau anggaran", en="Lhokseumawe: what the budget left out"),
    order=64,
)
def budget(context: ReportContext) -> list[Block]:
    """What money did not reach, by the plan if the report was given one, else by need and offer."""
    return _planned(context) if context.plan is not None else _needed(context)


# --- with a plan ----------------------------------------------------------------------------------


def _planned(context: ReportContext) -> list[Block]:
    plan, say, integer = context.plan, context.say, context.integer
    if plan is None or plan.sessions.is_empty():
        return [context.nothing(Session)]
    held = int(plan.sessions["held"].sum())
    money = say(id="tanpa batas anggaran", en="without a limit of money")
    if plan.budget is not None:
        money = say(id=f"dengan anggaran Rp{integer(plan.budget)}", en=f"with Rp{integer(plan.budget)}")
    if len({*plan.seats["nip"], *plan.reasons["nip"]}) < context.minimum_group:
        return [Paragraph(_few(context))]
    before, after = _levels(plan.reach)
    sentence = say(
        id=f"Rencana {plan.period} {money} membuka {integer(held)} dari {integer(plan.sessions.height)} "
        f"jadwal untuk {integer(plan.seats.height)} kursi dan berbiaya Rp{integer(plan.cost)}. Dari "
        f"{integer(before)} level kesenjangan yang diketahui, {integer(after)} belum terjangkau.",
        en=f"The plan for {plan.period} {money} holds {integer(held)} of {integer(plan.sessions.height)} "
        f"sessions with {integer(plan.seats.height)} seats and costs Rp{integer(plan.cost)}. Of "
        f"{integer(before)} known levels of gap, {integer(after)} are not reached.",
    )
    if plan.next_money and plan.value > 0:
        more = context.percent(plan.next_money / plan.value)
        sentence += say(
            id=f" Rp100 juta lagi dapat menaikkan manfaatnya paling banyak {more}.",
            en=f" Another Rp 100 million can raise its benefit by {more} at most.",
        )
    curve = context.chart(charts.budget_curve(plan, language=context.language))
    return [Paragraph(sentence), curve, *_reasons(context, plan.reasons)]


def _few(context: ReportContext) -> str:
    return context.say(
        id="Pegawai dengan kesenjangan yang diketahui terlalu sedikit untuk ditampilkan.",
        en="Too few people with a known gap to be shown.",
    )


def _levels(reach: pl.DataFrame) -> tuple[float | None, float | None]:
    """The known levels of gap before and after: the one measure of a plan's reach that is in levels."""
    levels = reach.filter(unit="level")
    return (levels["before"][0], levels["after"][0]) if levels.height else (None, None)


def _reasons(context: ReportContext, reasons: pl.DataFrame) -> list[Block]:
    with_level = reasons.filter(pl.col("level").is_not_null())
    if with_level.is_empty():
        return []
    # The numbers of one session's candidates are no class of reasons.
    reason = pl.col("reason").str.replace(r"calon peserta .*", "calon peserta di bawah kelas terkecil")
    counts = (
        with_level.group_by(reason)
        .agg(people=pl.col("nip").n_unique().cast(pl.Int64), gaps=pl.len().cast(pl.Int64))
        .sort("gaps", "reason", descending=[True, False])
        .head(SHOWN)
    )
    few = pl.col("people") < context.minimum_group
    hidden = pl.when(few).then(pl.lit(["people", "gaps"])).otherwise(pl.lit([], pl.List(pl.String)))
    columns = (
        TableColumn("reason", context.say(id="Alasan", en="Reason, as the plan has it")),
        TableColumn("people", context.say(id="Pegawai", en="People"), "integer"),
        TableColumn("gaps", context.say(id="Kesenjangan", en="Gaps"), "integer"),
    )
    caption = context.say(
        id="Mengapa kesenjangan yang diketahui tidak mendapat kursi", en="Why known gaps got no seat"
    )
    return [context.table(counts.with_columns(withheld=hidden), columns, caption=caption)]


# --- without a plan -------------------------------------------------------------------------------


def _needed(context: ReportContext) -> list[Block]:
    gaps = context.scores(CompetencyGap).filter(pl.col("gap") < 0)
    if gaps.is_empty():
        return [context.nothing(CompetencyGap), _how(context)]
    people = gaps["nip"].n_unique()
    rows = _need_and_offer(context, gaps)
    # Of competencies that are withheld nothing goes into a sum, or the sum would tell them.
    short = int(rows.filter(pl.col("withheld").list.len() == 0)["short"].sum())
    offered, cost = int(rows["seats"].sum()), float(rows["cost"].sum())
    integer = context.integer
    sentence = context.say(
        id=f"{integer(people)} pegawai mempunyai kesenjangan yang diketahui. Untuk kompetensi itu katalog "
        f"menawarkan {integer(offered)} kursi, dan membuka semuanya berbiaya Rp{integer(cost)}; "
        f"{integer(short)} kesenjangan tidak mempunyai kursi menurut kompetensinya.",
        en=f"{integer(people)} people have a known gap. For those competencies the catalogue offers "
        f"{integer(offered)} seats, and to hold all costs Rp{integer(cost)}; {integer(short)} gaps have no "
        "seat by competency.",
    )
    if people < context.minimum_group:
        return [Paragraph(_few(context)), _how(context)]
    return [Paragraph(sentence), *_shown(context, rows), _how(context)]


def _need_and_offer(context: ReportContext, gaps: pl.DataFrame) -> pl.DataFrame:
    """For each competency people with a gap, seats on offer, what all of them cost, and gaps without one."""
    programmes = context.scores(Programme).select(programme="code", competency="competency")
    runs = context.scores(Session).join(programmes, on="programme")
    cost = pl.col("fixed_cost").fill_null(0.0) + (
        pl.col("cost_per_person").fill_null(0.0) * pl.col("capacity").fill_null(0)
    )
    offered = runs.group_by("competency").agg(
        seats=pl.col("capacity").sum().cast(pl.Int64), cost=cost.sum().cast(pl.Float64)
    )
    needed = gaps.group_by("competency").agg(people=pl.col("nip").n_unique().cast(pl.Int64))
    both = needed.join(offered, on="competency", how="left").with_columns(
        pl.col("seats").fill_null(0), pl.col("cost").fill_null(0.0)
    )
    names = pl.col("competency").replace(context.competency_names())
    few = pl.col("people") < context.minimum_group
    hidden = pl.when(few).then(pl.lit(["people", "short"])).otherwise(pl.lit([], pl.List(pl.String)))
    short = (pl.col("people") - pl.col("seats")).clip(lower_bound=0)
    return both.with_columns(named=names, short=short, withheld=hidden).sort(
        "short", "people", "named", descending=[True, True, False]
    )


def _shown(context: ReportContext, rows: pl.DataFrame) -> list[Block]:
    say = context.say
    columns = (
        TableColumn("named", context.label("competency", of=CompetencyGap)),
        TableColumn("people", say(id="Pegawai dengan kesenjangan", en="People with a gap"), "integer"),
        TableColumn("seats", say(id="Kursi ditawarkan", en="Seats on offer"), "integer"),
        TableColumn("short", say(id="Tanpa kursi", en="Without a seat"), "integer"),
        TableColumn("cost", say(id="Biaya bila semua dibuka", en="Cost of holding all"), "rupiah"),
    )
    caption = say(id="Kebutuhan dan penawaran per kompetensi", en="Need and offer by competency")
    top = rows.head(SHOWN)
    drawn = context.chart(
        context.bars(
            top.with_columns(
                pl.when(pl.col("withheld").list.len() == 0).then(pl.col("people")).alias("people")
            ),
            "people",
            axis=say(id="Pegawai dengan kesenjangan", en="People with a gap"),
            label="named",
            unit=say(id="orang", en="people"),
            decimals=0,
        )
    )
    return [drawn, context.table(top, columns, caption=caption)]


def _how(context: ReportContext) -> Note:
    return Note(
        context.say(
            id="Apa yang tidak terjangkau anggaran tertentu, dan mengapa, ada dalam laporan yang dibuat "
            "dengan: asn-dev report ... --budget RP.",
            en="What a given budget does not reach, and why, is in a report made with: asn-dev report ... "
            "--budget RP.",
        )
    )
