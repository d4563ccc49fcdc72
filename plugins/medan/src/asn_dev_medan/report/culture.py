"""Working together: what units do with each other, and what their staff says of it."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Answer, Enrolment, Mentorship, Parts, ReportContext, Unit, section, text
from asn_dev.plugin.sentences import paragraph, remark, sentence, share, share_of
from asn_dev.plugin.tables import column, table
from asn_dev_medan.culture import VOICE

SPOKEN = pl.col("silent") & pl.col("unit_cooperation").is_not_null()
INDEX = "cross_unit_index"
UNITS = table(
    column("name", id="Perangkat daerah", en="units"),
    column("unit_joint_share", "percent", of=Unit, people="unit_programme_people", part_of=INDEX),
    column("unit_mentoring_share", "percent", of=Unit, people="unit_mentoring_people", part_of=INDEX),
    column("unit_cooperation", "decimal", 2, of=Unit, hidden="silent", part_of=INDEX),
    column("unit_motivation", "decimal", 2, of=Unit, hidden="silent", part_of=INDEX),
    column(INDEX, "decimal", of=Unit, hidden=SPOKEN),
    column("cross_unit_known", "percent", 0, of=Unit),
    id="Kerja lintas unit: indeks 0 sampai 100 dan bagian-bagiannya",
    en="Work across units: the index from 0 to 100 and its parts",
    order=(f"-{INDEX}", "name"),
)
TOGETHER = sentence(
    id="Pada {period}, {joint} keikutsertaan program bersama pegawai unit lain, dan {across} tempat dalam "
    "pasangan mentoring lintas unit.",
    en="In {period}, {joint} of the places in programmes were together with people of other units, and "
    "{across} of those in mentoring pairs.",
)
LOWEST = sentence(
    id="Indeks dapat diberikan kepada {ranked} perangkat daerah; {lowest} ({index}) lebih dulu diajak dalam "
    "program bersama.",
    en="An index can be given to {ranked} units; {lowest} ({index}) is the first to be asked into a joint "
    "programme.",
)
PAIRS = sentence(
    id="Dari {pairs} pasangan mentoring yang disarankan, {crossing} lintas unit: di Medan pasangan lintas "
    "unit bernilai lebih, yang layanannya bertaut paling tinggi.",
    en="Of {pairs} mentoring pairs proposed, {crossing} cross units: in Medan they count for more, those of "
    "linked services for most.",
)


@section(
    key="medan-kerja-sama",
    title=text(id="Medan: budaya kerja antarunit", en="Medan: working together across units"),
    order=62,
)
def culture(context: ReportContext) -> Parts:
    """The index of work across units with its parts, and what new pairs would add to it."""
    partly = context.scores(Unit).filter(pl.col("cross_unit_known") > 0)
    if partly.is_empty():
        return [context.nothing(Enrolment, Mentorship, Answer)]
    units = UNITS.of(partly.with_columns(silent=pl.col("name").is_in(context.withheld_units(VOICE))))
    ranked = context.shown(units).drop_nulls(INDEX)
    everybody = context.scores(Unit)
    together = TOGETHER.of(
        joint=share_of(everybody, "unit_joint_places", "unit_programme_places"),
        across=share_of(everybody, "unit_mentoring_across", "unit_mentoring_places"),
    )
    lowest = [LOWEST.of(ranked=ranked.height, lowest=name, index=index)
              for name, index in ranked.select("name", INDEX).tail(1).iter_rows()]  # fmt: skip
    chart = units.bars(INDEX, greatest=100, only_known=True)
    return [paragraph(together, *lowest), chart, units, _pairs(context)]


def _pairs(context: ReportContext) -> object:
    if context.pairing is None or context.pairing.pairs.height < context.minimum_group:
        return None
    pairs = context.pairing.pairs.with_columns(across=pl.col("mentor_unit") != pl.col("mentee_unit"))
    return remark(PAIRS.of(pairs=pairs.height, crossing=share(context.mean(pairs, "across"))))
