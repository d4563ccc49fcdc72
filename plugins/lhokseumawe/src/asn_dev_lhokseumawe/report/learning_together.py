"""Speakers of several backgrounds, material made with others, and seniors who guide juniors."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Block,
    CivilServant,
    Note,
    Paragraph,
    Programme,
    ReportContext,
    Session,
    TableBlock,
    TableColumn,
    section,
    text,
)


@section(
    key="lhokseumawe-narasumber",
    title=text(
        id="Lhokseumawe: narasumber, senior, dan materi bersama",
        en="Lhokseumawe: speakers, seniors and shared material",
    ),
    order=62,
)
def learning_together(context: ReportContext) -> list[Block]:
    """Sessions by background of the speakers, programmes made with partners, and the pairs of mentoring."""
    if context.scores(Programme).is_empty():
        return [context.nothing(Programme), *_seniors(context)]
    return [*_speakers(context), *_materials(context), *_seniors(context)]


def _speakers(context: ReportContext) -> list[Block]:
    sessions = context.scores(Session)
    named = sessions.filter(pl.col("speaker_background").is_not_null())
    if named.is_empty():
        return [context.nothing(Session)]
    counts = named.group_by("speaker_background").agg(sessions=pl.len()).sort("speaker_background")
    counts = counts.with_columns(percent=pl.col("sessions") / named.height * 100)
    diversity = effective_number(counts["sessions"].to_list())
    least = context.region.parameters.number("lhokseumawe.teaching.least_backgrounds")
    reached = diversity >= least
    say, number = context.say, context.number
    unknown = sessions.height - named.height
    sentence = say(
        id=f"Narasumber {context.integer(named.height)} jadwal berasal dari "
        f"{context.integer(counts.height)} latar belakang; keragamannya setara {number(diversity)} latar "
        f"belakang yang sama banyak ({'mencapai' if reached else 'di bawah'} {number(least)} yang "
        "diharapkan).",
        en=f"The speakers of {context.integer(named.height)} sessions come from "
        f"{context.integer(counts.height)} backgrounds, as diverse as {number(diversity)} of equal size "
        f"({'at or above' if reached else 'below'} the {number(least)} wanted).",
    )
    if unknown:
        sentence += say(
            id=f" Pada {context.integer(unknown)} jadwal asalnya tidak tercatat.",
            en=f" Of {context.integer(unknown)} sessions it is not recorded.",
        )
    return [
        Paragraph(sentence),
        context.chart(
            context.bars(
                counts,
                "percent",
                axis=say(id="Bagian jadwal", en="Share of the sessions"),
                label="speaker_background",
                unit="%",
            )
        ),
    ]


def effective_number(counts: list[int]) -> float:
    """How many kinds of equal size are as diverse: one over the sum of squared shares (Simpson, Hill).

    >>> effective_number([5, 5, 5]), effective_number([9])
    (3.0, 1.0)
    """
    whole = sum(counts)
    return whole * whole / sum(count * count for count in counts)


def _materials(context: ReportContext) -> list[Block]:
    say = context.say
    programmes = context.scores(Programme).filter(pl.col("co_designed").is_not_null())
    if programmes.is_empty():
        remark = say(
            id="Mitra dan penyelenggara program belum tercatat, sehingga materi bersama belum diketahui.",
            en="Partners and providers of programmes are not recorded: shared material is not known.",
        )
        return [Note(remark)]
    shared = int(programmes["co_designed"].sum())
    more = context.percent(
        context.region.parameters.number("lhokseumawe.teaching.co_design_bonus"), decimals=0
    )
    sentence = say(
        id=f"Materi {context.integer(shared)} dari {context.integer(programmes.height)} program "
        f"({context.percent(shared / programmes.height)}) disusun bersama universitas atau lembaga "
        f"pelatihan; kursinya bernilai {more} lebih tinggi dalam rencana.",
        en=f"The material of {context.integer(shared)} of {context.integer(programmes.height)} programmes "
        f"({context.percent(shared / programmes.height)}) was made with a university or training "
        f"institute; their seats are worth {more} more in the plan.",
    )
    return [Paragraph(sentence), _kinds(context, programmes)]


def _kinds(context: ReportContext, programmes: pl.DataFrame) -> TableBlock:
    enough = pl.col("reaction_respondents") >= context.minimum_group
    kinds = (
        programmes.group_by("partner_kind")
        .agg(
            programmes=pl.len(),
            shared=pl.col("co_designed").sum(),
            reaction=pl.col("reaction_mean").filter(enough).mean(),
        )
        .sort("programmes", "partner_kind", descending=[True, False])
    )
    columns = (
        TableColumn("partner_kind", context.label("partner_kind", of=Programme)),
        TableColumn("programmes", context.say(id="Program", en="Programmes"), "integer"),
        TableColumn("shared", context.label("co_designed", of=Programme), "integer"),
        TableColumn("reaction", context.say(id="Reaksi peserta (1-5)", en="Reaction (1-5)"), "decimal", 2),
    )
    caption = context.say(
        id="Dengan siapa program disusun, dan rata-rata reaksi program yang dinilai cukup peserta",
        en="With whom programmes are made, and the mean reaction to those that enough participants rated",
    )
    return context.table(kinds, columns, caption=caption)


def _seniors(context: ReportContext) -> list[Block]:
    p, say = context.region.parameters, context.say
    tiers = context.integer(p.number("mentoring.least_tiers_ahead"))
    years = context.integer(p.number("lhokseumawe.mentoring.least_years_ahead"))
    rule = say(
        id=f"Mentor sedikitnya {tiers} jenjang dan {years} tahun masa kerja di atas mentee, dan "
        "integritasnya tidak di bawah standar.",
        en=f"A mentor is at least {tiers} tier and {years} years of service above the mentee, with an "
        "integrity that is not below the standard.",
    )
    if context.pairing is None:
        how = say(
            id="Pasangannya ada dalam laporan yang dibuat dengan: asn-dev report ... --budget RP.",
            en="The pairs are in a report made with: asn-dev report ... --budget RP.",
        )
        return [Note(f"{rule} {how}")]
    people = context.scores(CivilServant).select("nip", year=pl.col("appointed_on").dt.year())
    pairs = context.pairing.pairs.join(people.rename({"nip": "mentor", "year": "first"}), on="mentor")
    pairs = pairs.join(people.rename({"nip": "mentee", "year": "later"}), on="mentee")
    pairs = pairs.with_columns(ahead=pl.col("later") - pl.col("first"))
    if pairs["ahead"].count() < context.minimum_group:
        few = say(id="Pasangannya terlalu sedikit untuk ditampilkan.", en="Too few pairs to be shown.")
        return [Paragraph(f"{rule} {few}")]
    mean = context.number(context.mean(pairs, "ahead"))
    number = context.integer(context.pairing.pairs.height)
    sentence = say(
        id=f"Terbentuk {number} pasangan; masa kerja mentor rata-rata {mean} tahun di atas mentee.",
        en=f"There are {number} pairs; mentors have served {mean} years longer on average.",
    )
    return [Paragraph(f"{rule} {sentence}")]
