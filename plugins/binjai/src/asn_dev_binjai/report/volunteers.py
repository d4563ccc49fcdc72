"""What speakers who take no fee save the city."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Parts, ReportContext, Session, section, text
from asn_dev.plugin.sentences import number, parameter, remark, rupiah, sentence, whole
from asn_dev.plugin.tables import bars, column, facts, table

SPEAKERS = {True: text(id="relawan", en="volunteer"), False: text(id="berbayar", en="paid")}
SPEAKER = column("speaker", of=Session, words=SPEAKERS)
SEAT = pl.col("fixed_cost_per_seat").mean()
THOUSANDS = column("fixed_cost_per_seat", "decimal", 0, of=Session, value=SEAT / 1000,
                   unit=text(id="ribu rupiah", en="thousand rupiah"))  # fmt: skip
BY_SPEAKER = table(
    SPEAKER,
    column("sessions", "integer", id="Jadwal", en="Sessions", value=pl.len()),
    column("cost", "rupiah", id="Biaya tetap, rata-rata", en="Fixed cost, mean",
           value=pl.col("fixed_cost").mean()),
    column("fixed_cost_per_seat", "rupiah", of=Session, value=SEAT),
    column("volunteer_saving", "rupiah", of=Session, value=pl.col("volunteer_saving").sum()),
    id="Jadwal menurut narasumber",
    en="Sessions by speaker",
    by="speaker",
    order="speaker",
)  # fmt: skip
SAVED = sentence(
    id="{count} dari {sessions} jadwal memakai narasumber relawan. Penghematan adalah JP program kali honor "
    "Rp{fee} ribu; honor itu masih berupa anggapan (lihat asal-usul).",
    en="{count} of {sessions} sessions have a volunteer speaker; the saving is the hours of the programme "
    "times a fee of {fee} thousand rupiah, which is assumed (see provenance).",
).of(fee=parameter("planning.speaker.fee_per_hour", decimals=0, times=1 / 1000))
PLANNED = sentence(
    id="Rencana {plan} menghemat Rp{saved} juta honor lewat jadwal relawan.",
    en="The plan of {plan} saves {saved} million rupiah by volunteer sessions.",
)


@section(
    key="binjai-relawan",
    title=text(id="Binjai: narasumber relawan", en="Binjai: volunteer speakers"),
    order=64,
)
def volunteers(context: ReportContext) -> Parts:
    """The sessions on offer with paid and volunteer speakers: how many, what they cost, what is saved."""
    sessions, plan = context.scores(Session).drop_nulls("volunteer_saving"), context.plan
    if sessions.is_empty():
        return [context.nothing(Session)]
    count, saved = int(sessions["volunteer"].sum()), float(sessions["volunteer_saving"].sum())
    sessions = sessions.with_columns(speaker="volunteer")
    return [
        facts(
            (text(id="Jadwal dengan relawan", en="Sessions with a volunteer"), whole(count)),
            (text(id="Perkiraan penghematan", en="Estimated saving"), rupiah(saved)),
        ),
        SAVED.of(count=count, sessions=sessions.height),
        bars(sessions, THOUSANDS, label=SPEAKER, by="speaker"),
        BY_SPEAKER.of(sessions),
        remark(PLANNED.of(plan=str(plan.period), saved=number(plan.fee_saved / 1e6))) if plan else None,
    ]
