"""Mentoring: what the log says of the period, and which units the proposed pairs tie together."""

from __future__ import annotations

import polars as pl

from asn_dev.charts.networks import Network, Tie
from asn_dev.charts.plans import pairs_by_unit, ties_drawn
from asn_dev.plugin import CivilServant, MentoringSession, Parts, ReportContext, section, text
from asn_dev.plugin.report import Evaluation, Pairing
from asn_dev.plugin.sentences import label, number, remark, sentence, share, whole
from asn_dev.plugin.tables import column, facts, people, table

SESSIONS, HOURS = "mentoring_sessions_held", "mentoring_hours"
BY_UNIT = table(
    column("unit", of=Evaluation),
    people(id="Mentee", en="Mentees", withheld=True),
    column(HOURS, "decimal", id="JP per mentee", en="Hours a mentee", value=pl.col(HOURS).mean(),
           people=pl.min_horizontal(pl.len(), pl.col(HOURS).count())),
    id="Mentoring menurut unit mentee",
    en="Mentoring by unit of the mentee",
    by="unit",
)  # fmt: skip
TIES = table(
    column("mentor_unit", of=Pairing),
    column("mentee_unit", of=Pairing),
    people(id="Pasangan", en="Pairs", withheld=True),
    id="Pasangan menurut perangkat daerah",
    en="Pairs by unit",
    by=("mentor_unit", "mentee_unit"),
)
NO_SESSION = sentence(
    id="Pada {period} tidak ada sesi mentoring yang tercatat.",
    en="In {period} no session of mentoring is on record.",
)
GUIDED = sentence(
    id="Pada {period} {people} pegawai dibimbing dalam {sessions} sesi, {hours} JP menurut log.",
    en="In {period} {people} were guided in {sessions} sessions, {hours} hours.",
)
NO_PAIRS = sentence(
    id="Laporan ini dibuat tanpa usulan pasangan; dengan --budget usulan itu ikut dimuat.",
    en="This report was made without proposed pairs; with --budget it has them.",
)
PROPOSED = sentence(
    id="Usulan pasangan: {pairs}, {across} di antaranya lintas unit; {without} belum mendapat mentor.",
    en="Proposed pairs: {pairs}, {across} of them across units; {without} have no mentor yet.",
)


@section(key="mentoring", title=text(id="Mentoring", en="Mentoring"), order=46)
def mentoring(context: ReportContext) -> Parts:
    """Sessions and hours by unit, and the network of the pairs that the report was given."""
    if not context.register.has(MentoringSession) and context.pairing is None:
        return [context.nothing(MentoringSession)]
    return [_log(context), remark(NO_PAIRS) if context.pairing is None else _pairs(context, context.pairing)]


def _log(context: ReportContext) -> Parts:
    """What was held in the period, by unit of the mentee."""
    guided = context.scores(CivilServant).filter(pl.col(SESSIONS) > 0)
    if not context.register.has(MentoringSession) or guided.is_empty():
        return [NO_SESSION]
    mentees = whole(guided.height, people=guided.height)
    sessions = whole(int(guided[SESSIONS].sum()), people=guided.height)
    hours = number(float(guided[HOURS].sum()), decimals=0, people=guided[HOURS].count())
    return [
        GUIDED.of(people=mentees, sessions=sessions, hours=hours),
        facts(
            (text(id="Mentee", en="Mentees"), mentees),
            (text(id="Sesi", en="Sessions"), sessions),
            (label(HOURS, of=CivilServant), hours, "JP"),
        ),
        BY_UNIT.of(guided),
    ]


def _pairs(context: ReportContext, pairing: Pairing) -> Parts:
    """The proposed pairs as a network of units, and how many have no mentor yet."""
    pairs, without = pairing.pairs.height, pairing.unmatched.height
    across = pairing.pairs.filter(pairing.pairs["mentor_unit"] != pairing.pairs["mentee_unit"]).height
    placed = pairs_by_unit(pairing, context.language)

    def network(rows: pl.DataFrame) -> Network:
        counts = zip(rows["mentor_unit"], rows["mentee_unit"], context.values(rows, "people"), strict=True)
        ties = [Tie(mentor, mentee, count) for mentor, mentee, count in counts]
        return ties_drawn(ties, placed, context.minimum_group, context.language)

    return [
        PROPOSED.of(
            pairs=whole(pairs, people=pairs),
            across=share(across / pairs if pairs else None, people=pairs),
            without=whole(without, people=without),
        ),
        TIES.of(placed).drawn(network),
    ]
