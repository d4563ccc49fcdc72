"""The plan of the next year, where the report was given one: when, for what money, how good."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Parts, ReportContext, Session, charts, section, text
from asn_dev.plugin.report import Evaluation, Plan
from asn_dev.plugin.sentences import paragraph, remark, rupiah, sentence, whole
from asn_dev.plugin.tables import column, facts, table

GAP, SERVED = "people_with_gap", "people_served"
UNITS = table(
    column("unit", of=Evaluation),
    column("people", "integer", id="Pegawai", en="People"),
    column(GAP, "integer", id="Dengan kesenjangan", en="With a gap", people=GAP, hidden="few"),
    column(SERVED, "integer", id="Mendapat kursi", en="With a seat", people=GAP, hidden="few", part_of=GAP),
    column("seats", "integer", id="Kursi", en="Seats", people=GAP, hidden="few"),
    id="Rencana menurut perangkat daerah",
    en="The plan by unit",
)
NO_PLAN = sentence(
    id="Laporan ini dibuat tanpa rencana. Dengan anggaran, rencana tahun berikutnya ikut dimuat: asn-dev "
    "report FOLDER --region DAERAH --budget RUPIAH.",
    en="This report was made without a plan. With a budget it has that of the next year: asn-dev report "
    "FOLDER --region REGION --budget RUPIAH.",
)
NOTHING_HELD = sentence(
    id="Dari {offered} jadwal tahun {plan} tidak ada yang dibuka.",
    en="Of {offered} sessions of {plan} none is held.",
)
HELD = sentence(
    id="Rencana {plan} membuka {held} dari {offered} jadwal bagi {learners} pegawai.",
    en="The plan of {plan} holds {held} of {offered} sessions for {learners} people.",
)
REACHED = sentence(
    id="Dari {gaps} pegawai yang mempunyai kesenjangan {served} mendapat kursi.",
    en="Of {gaps} people with a gap {served} have a seat.",
)


@section(key="rencana", title=text(id="Rencana pengembangan", en="Development plan"), order=44)
def plan(context: ReportContext) -> Parts:
    """What is held and who is reached, the calendar, and what more money would bring."""
    chosen = context.plan
    if chosen is None:
        return [remark(NO_PLAN) if context.register.has(Session) else context.nothing(Session)]
    held = int(chosen.sessions["held"].sum()) if chosen.sessions.height else 0
    learners = chosen.seats["nip"].n_unique()
    few = pl.col(GAP).is_between(1, context.minimum_group - 1)
    return [
        paragraph(*_reached(chosen, held, learners)),
        facts(
            (text(id="Jadwal dibuka", en="Sessions held"), whole(held)),
            (text(id="Kursi terisi", en="Seats filled"), whole(chosen.seats.height, people=learners)),
            (text(id="Pegawai belajar", en="People who learn"), whole(learners, people=learners)),
            (text(id="Biaya", en="Cost"), rupiah(chosen.cost)),
        ),
        charts.plan_calendar(chosen, language=context.language),
        charts.budget_curve(chosen, language=context.language),
        UNITS.of(chosen.by_unit.with_columns(few=few)),
    ]


def _reached(chosen: Plan, held: int, learners: int) -> Parts:
    """How many sessions are held for how many people, and how many of those with a gap have a seat."""
    about = {"plan": str(chosen.period), "offered": chosen.sessions.height}
    if not held:
        return [NOTHING_HELD.of(**about)]
    gaps, served = (int(chosen.by_unit[name].sum()) for name in (GAP, SERVED))
    reached = REACHED.of(gaps=whole(gaps, people=gaps), served=whole(served, people=gaps))
    return [
        HELD.of(**about, held=held, learners=whole(learners, people=learners)),
        reached if gaps else None,
    ]
