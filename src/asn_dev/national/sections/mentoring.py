"""Mentoring: what the log says of the period, and which units the proposed pairs tie together."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Block,
    CivilServant,
    Fact,
    Facts,
    MentoringSession,
    Note,
    Paragraph,
    ReportContext,
    TableColumn,
    charts,
    section,
    text,
)


@section(key="mentoring", title=text(id="Mentoring", en="Mentoring"), order=46)
def mentoring(context: ReportContext) -> list[Block]:
    """Sessions and hours by unit, and the network of the pairs that the report was given."""
    if not context.register.has(MentoringSession) and context.pairing is None:
        return [context.nothing(MentoringSession)]
    return [*_log(context), *_pairs(context)]


def _log(context: ReportContext) -> list[Block]:
    """What was held in the period, by unit of the mentee."""
    guided = context.scores(CivilServant).filter(pl.col("mentoring_sessions_held") > 0)
    if not context.register.has(MentoringSession) or guided.is_empty():
        return [
            Paragraph(
                context.say(
                    id=f"Pada {context.period_in_words} tidak ada sesi mentoring yang tercatat.",
                    en=f"In {context.period_in_words} no session of mentoring is on record.",
                )
            )
        ]
    sessions = float(guided["mentoring_sessions_held"].sum())
    hours = float(guided["mentoring_hours"].sum())
    people = context.integer(guided.height)
    units = context.by_unit(guided, means={"hours": pl.col("mentoring_hours")})
    few = pl.col("people") < context.minimum_group
    hidden = pl.when(few).then(pl.lit(["people", "hours"])).otherwise("withheld")
    units = units.with_columns(withheld=hidden)
    columns = (
        TableColumn("unit", context.heading("unit")),
        TableColumn("people", context.say(id="Mentee", en="Mentees"), "integer"),
        TableColumn("hours", context.say(id="JP per mentee", en="Hours a mentee"), "decimal"),
    )
    caption = context.say(id="Mentoring menurut unit mentee", en="Mentoring by unit of the mentee")
    return [
        Paragraph(
            context.say(
                id=f"Pada {context.period_in_words} {people} pegawai dibimbing dalam "
                f"{context.integer(sessions)} sesi, {context.number(hours, decimals=0)} JP menurut log.",
                en=f"In {context.period_in_words} {people} were guided in "
                f"{context.integer(sessions)} sessions, {context.number(hours, decimals=0)} hours.",
            )
        ),
        Facts(
            [
                Fact(context.say(id="Mentee", en="Mentees"), guided.height, "integer"),
                Fact(context.say(id="Sesi", en="Sessions"), int(sessions), "integer"),
                Fact(context.label("mentoring_hours", of=CivilServant), hours, "decimal", "JP", 0),
            ]
        ),
        context.table(units, columns, caption=caption),
    ]


def _pairs(context: ReportContext) -> list[Block]:
    """The proposed pairs as a network of units, and how many have no mentor yet."""
    pairing = context.pairing
    if pairing is None:
        sentence = context.say(
            id="Laporan ini dibuat tanpa usulan pasangan; dengan --budget usulan itu ikut dimuat.",
            en="This report was made without proposed pairs; with --budget it has them.",
        )
        return [Note(sentence)]
    pairs, without = pairing.pairs.height, pairing.unmatched.height
    across = pairing.pairs.filter(pairing.pairs["mentor_unit"] != pairing.pairs["mentee_unit"]).height
    sentence = context.say(
        id=f"Usulan pasangan: {context.integer(pairs)}, {context.percent(across / pairs if pairs else None)} "
        f"di antaranya lintas unit; {context.integer(without)} belum mendapat mentor.",
        en=f"Proposed pairs: {context.integer(pairs)}, {context.percent(across / pairs if pairs else None)} "
        f"of them across units; {context.integer(without)} have no mentor yet.",
    )
    network = charts.mentoring_network(pairing, context.region, language=context.language)
    return [Paragraph(sentence), context.chart(network)]
