"""The limited budget: what the plan left out, or without a plan what is needed beside what is on offer."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import CompetencyGap, Programme, Session, charts, section, text
from asn_dev.plugin.report import Parts, Plan, ReportContext
from asn_dev.plugin.sentences import paragraph, remark, rupiah, sentence, share, whole
from asn_dev.plugin.tables import column, people, table

REASONS = table(
    column("reason", id="Alasan", en="Reason, as the plan has it"),
    people(id="Pegawai", en="People", by="nip", withheld=True),
    column("gaps", "integer", id="Kesenjangan", en="Gaps", value=pl.len(), people=pl.col("nip").n_unique()),
    id="Mengapa kesenjangan yang diketahui tidak mendapat kursi",
    en="Why known gaps got no seat",
    by="reason",
    order=("-gaps", "reason"),
    top=10,
)
NEEDS = table(
    column("competency", of=CompetencyGap),
    column("people", "integer", id="Pegawai dengan kesenjangan", en="People with a gap", people="people",
           unit=text(id="orang", en="people")),
    column("seats", "integer", id="Kursi ditawarkan", en="Seats on offer"),
    column("short", "integer", id="Tanpa kursi", en="Without a seat", people="people", part_of="people"),
    column("cost", "rupiah", id="Biaya bila semua dibuka", en="Cost of holding all"),
    id="Kebutuhan dan penawaran per kompetensi",
    en="Need and offer by competency",
    order=("-short", "-people", "competency"),
    top=10,
)  # fmt: skip
TOO_FEW = sentence(
    id="Pegawai dengan kesenjangan yang diketahui terlalu sedikit untuk ditampilkan.",
    en="Too few people with a known gap to be shown.",
)
UNLIMITED = sentence(id="tanpa batas anggaran", en="without a limit of money")
LIMITED = sentence(id="dengan anggaran {budget}", en="with {budget}")
PLANNED = sentence(
    id="Rencana {plan} {money} membuka {held} dari {sessions} jadwal untuk {seats} kursi dan berbiaya "
    "{cost}. Dari {before} level kesenjangan yang diketahui, {after} belum terjangkau.",
    en="The plan for {plan} {money} holds {held} of {sessions} sessions with {seats} seats and costs {cost}. "
    "Of {before} known levels of gap, {after} are not reached.",
)
MORE = sentence(
    id="Rp100 juta lagi dapat menaikkan manfaatnya paling banyak {more}.",
    en="Another Rp 100 million can raise its benefit by {more} at most.",
)
NO_MORE = sentence(
    id="Rp100 juta lagi tidak menambah manfaatnya: bukan uang yang kurang.",
    en="Another Rp 100 million adds nothing to its benefit: money is not what is short.",
)
TOO_FEW_CANDIDATES = text(
    id="calon peserta di bawah kelas terkecil", en="fewer candidates than the smallest class"
)
OFFERED = sentence(
    id="{people} pegawai mempunyai kesenjangan yang diketahui. Untuk kompetensi itu katalog menawarkan "
    "{offered} kursi, dan membuka semuanya berbiaya {cost}; {short} kesenjangan tidak mempunyai kursi "
    "menurut kompetensinya.",
    en="{people} people have a known gap. For those competencies the catalogue offers {offered} seats, and "
    "to hold all costs {cost}; {short} gaps have no seat by competency.",
)
HOW = sentence(
    id="Apa yang tidak terjangkau anggaran tertentu, dan mengapa, ada dalam laporan yang dibuat dengan: "
    "asn-dev report ... --budget RP.",
    en="What a given budget does not reach, and why, is in a report made with: asn-dev report ... --budget "
    "RP.",
)


@section(
    key="lhokseumawe-anggaran",
    title=text(id="Lhokseumawe: yang belum terjangkau anggaran", en="Lhokseumawe: what the budget left out"),
    order=64,
)
def budget(context: ReportContext) -> Parts:
    """What money did not reach, by the plan if the report was given one, else by need and offer."""
    return _needed(context) if context.plan is None else _planned(context, context.plan)


def _planned(context: ReportContext, plan: Plan) -> Parts:
    if plan.sessions.is_empty():
        return [context.nothing(Session)]
    if len({*plan.seats["nip"], *plan.reasons["nip"]}) < context.minimum_group:
        return [TOO_FEW]
    # The known levels of gap are the one measure of a plan's reach that is in levels.
    levels = plan.reach.filter(unit="level").select("before", "after").rows() or [(None, None)]
    more = MORE.of(more=share(plan.next_money / plan.value)) if plan.next_money and plan.value > 0 else None
    more = NO_MORE if plan.next_money == 0 else more
    # The numbers of one session's candidates are no class of reasons.
    few = TOO_FEW_CANDIDATES.in_(context.language)
    reason = pl.col("reason").str.replace(r"calon peserta .*|[\d.,]+ candidates, .*", few)
    reasons = plan.reasons.drop_nulls("level").with_columns(reason)
    money = UNLIMITED if plan.budget is None else LIMITED.of(budget=rupiah(plan.budget))
    planned = PLANNED.of(
        plan=str(plan.period), money=money,
        held=int(plan.sessions["held"].sum()), sessions=plan.sessions.height, seats=plan.seats.height,
        cost=rupiah(plan.cost), before=whole(levels[0][0]), after=whole(levels[0][1]),
    )  # fmt: skip
    return [
        paragraph(planned, more),
        charts.budget_curve(plan, language=context.language),
        REASONS.of(reasons) if reasons.height else None,
    ]


def _needed(context: ReportContext) -> Parts:
    gaps = context.scores(CompetencyGap).filter(pl.col("gap") < 0)
    if gaps.is_empty():
        return [context.nothing(CompetencyGap), remark(HOW)]
    people, rows = gaps["nip"].n_unique(), _need_and_offer(context, gaps)
    if people < context.minimum_group:
        return [TOO_FEW, remark(HOW)]
    needs = NEEDS.of(rows)
    # Of competencies that are withheld nothing goes into a sum, or the sum would tell them.
    enough = rows.filter(pl.col("people") >= context.minimum_group)
    offered = OFFERED.of(
        people=people, offered=int(rows["seats"].sum()), cost=rupiah(float(rows["cost"].sum())),
        short=int(enough["short"].sum()),
    )  # fmt: skip
    return [offered, needs.bars("people"), needs, remark(HOW)]


def _need_and_offer(context: ReportContext, gaps: pl.DataFrame) -> pl.DataFrame:
    """For each competency people with a gap, seats on offer, what all of them cost, and gaps without one."""
    programmes = context.scores(Programme).select("competency", programme="code")
    each = pl.col("cost_per_person").fill_null(0.0) * pl.col("capacity").fill_null(0)
    cost = (pl.col("fixed_cost").fill_null(0.0) + each).sum().cast(pl.Float64)
    runs = context.scores(Session).join(programmes, on="programme").group_by("competency")
    offered = runs.agg(seats=pl.col("capacity").sum().cast(pl.Int64), cost=cost)
    needed = gaps.group_by("competency").agg(people=pl.col("nip").n_unique().cast(pl.Int64))
    both = needed.join(offered, on="competency", how="left")
    both = both.with_columns(pl.col("seats").fill_null(0), pl.col("cost").fill_null(0.0))
    short = (pl.col("people") - pl.col("seats")).clip(lower_bound=0)
    return both.with_columns(pl.col("competency").replace(context.competency_names()), short=short)
