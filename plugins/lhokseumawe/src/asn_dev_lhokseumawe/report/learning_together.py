"""Speakers of several backgrounds, material made with others, and seniors who guide juniors."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import CivilServant, Parts, Programme, ReportContext, Session, section, text
from asn_dev.plugin.sentences import number, paragraph, parameter, remark, sentence, share
from asn_dev.plugin.tables import bars, column, table
from asn_dev_lhokseumawe.teaching import effective_number

BACKGROUNDS, BONUS = "lhokseumawe.teaching.least_backgrounds", "lhokseumawe.teaching.co_design_bonus"
KINDS = table(
    column("partner_kind", of=Programme),
    column("programmes", "integer", id="Program", en="Programmes", value=pl.len()),
    column("co_designed", "integer", of=Programme, value=pl.col("co_designed").sum()),
    column(
        "reaction", "decimal", 2, id="Reaksi peserta (1-5)", en="Reaction (1-5)", value=pl.col("rated").mean()
    ),
    id="Dengan siapa program disusun, dan rata-rata reaksi program yang dinilai cukup peserta",
    en="With whom programmes are made, and the mean reaction to those that enough participants rated",
    by="partner_kind",
    order=("-programmes", "partner_kind"),
)
SHARE = column("share", "percent", id="Bagian jadwal", en="Share of the sessions")
SPEAKERS = sentence(
    id="Narasumber {sessions} jadwal berasal dari {kinds} latar belakang; keragamannya setara {diversity} "
    "latar belakang yang sama banyak ({reached} {least} yang diharapkan).",
    en="The speakers of {sessions} sessions come from {kinds} backgrounds, as diverse as {diversity} of "
    "equal size ({reached} the {least} wanted).",
).of(least=parameter(BACKGROUNDS))
UNKNOWN = sentence(
    id="Pada {unknown} jadwal asalnya tidak tercatat.", en="Of {unknown} sessions it is not recorded."
)
NOT_RECORDED = sentence(
    id="Mitra dan penyelenggara program belum tercatat, sehingga materi bersama belum diketahui.",
    en="Partners and providers of programmes are not recorded: shared material is not known.",
)
MATERIAL = sentence(
    id="Materi {shared} dari {programmes} program ({share}) disusun bersama universitas atau lembaga "
    "pelatihan; kursinya bernilai {more} lebih tinggi dalam rencana.",
    en="The material of {shared} of {programmes} programmes ({share}) was made with a university or training "
    "institute; their seats are worth {more} more in the plan.",
).of(more=parameter(BONUS, "percent", decimals=0))
SENIORS = sentence(
    id="Mentor sedikitnya {tiers} jenjang dan {years} tahun masa kerja di atas mentee, dan integritasnya "
    "tidak di bawah standar.",
    en="A mentor is at least {tiers} tier and {years} years of service above the mentee, with an integrity "
    "that is not below the standard.",
).of(
    tiers=parameter("mentoring.least_tiers_ahead", "integer"),
    years=parameter("lhokseumawe.mentoring.least_years_ahead", "integer"),
)
HOW = sentence(
    id="Pasangannya ada dalam laporan yang dibuat dengan: asn-dev report ... --budget RP.",
    en="The pairs are in a report made with: asn-dev report ... --budget RP.",
)
TOO_FEW = sentence(id="Pasangannya terlalu sedikit untuk ditampilkan.", en="Too few pairs to be shown.")
PAIRS = sentence(
    id="Terbentuk {pairs} pasangan; masa kerja mentor rata-rata {mean} tahun di atas mentee.",
    en="There are {pairs} pairs; mentors have served {mean} years longer on average.",
)


@section(
    key="lhokseumawe-narasumber",
    title=text(
        id="Lhokseumawe: narasumber, senior, dan materi bersama",
        en="Lhokseumawe: speakers, seniors and shared material",
    ),
    order=62,
)
def learning_together(context: ReportContext) -> Parts:
    """Sessions by background of the speakers, programmes made with partners, and the pairs of mentoring."""
    if context.scores(Programme).is_empty():
        return [context.nothing(Programme), _seniors(context)]
    return [*_speakers(context), *_materials(context), _seniors(context)]


def _speakers(context: ReportContext) -> Parts:
    sessions = context.scores(Session)
    named = sessions.drop_nulls("speaker_background")
    if named.is_empty():
        return [context.nothing(Session)]
    counts = named.group_by("speaker_background").agg(sessions=pl.len(), share=pl.len() / named.height)
    diversity, unknown = effective_number(counts["sessions"].to_list()), sessions.height - named.height
    above, below = text(id="mencapai", en="at or above"), text(id="di bawah", en="below")
    reached = above if diversity >= context.p.number(BACKGROUNDS) else below
    speakers = SPEAKERS.of(sessions=named.height, kinds=counts.height, diversity=diversity, reached=reached)
    return [
        paragraph(speakers, UNKNOWN.of(unknown=unknown) if unknown else None),
        bars(counts, SHARE, label="speaker_background"),
    ]


def _materials(context: ReportContext) -> Parts:
    programmes = context.scores(Programme).drop_nulls("co_designed")
    if programmes.is_empty():
        return [remark(NOT_RECORDED)]
    shared = int(programmes["co_designed"].sum())
    rated = pl.when(pl.col("reaction_respondents") >= context.minimum_group).then("reaction_mean")
    return [
        MATERIAL.of(shared=shared, programmes=programmes.height, share=share(shared / programmes.height)),
        KINDS.of(programmes.with_columns(rated=rated)),
    ]


def _seniors(context: ReportContext) -> object:
    if context.pairing is None:
        return remark(SENIORS, HOW)
    pairs, since = context.pairing.pairs, context.scores(CivilServant).select("nip", "appointed_on")
    for who in ("mentor", "mentee"):
        pairs = pairs.join(since.rename({"nip": who, "appointed_on": f"{who} since"}), on=who)
    ahead = pairs["mentee since"].dt.year() - pairs["mentor since"].dt.year()
    if ahead.count() < context.minimum_group:
        return paragraph(SENIORS, TOO_FEW)
    mean = number(context.mean(ahead.to_frame("ahead"), "ahead"), people=ahead.count())
    return paragraph(SENIORS, PAIRS.of(pairs=context.pairing.pairs.height, mean=mean))
