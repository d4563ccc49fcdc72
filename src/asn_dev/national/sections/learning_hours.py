"""Learning hours (JP) per unit against the minimum of the year, and the ceiling of contract staff."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import CivilServant, Participation, Parts, ReportContext, section, text
from asn_dev.plugin.sentences import listing, number, paragraph, sentence, share, whole
from asn_dev.plugin.tables import column, facts, mean, people, table

HOURS, MET, ABOVE = "learning_hours", "learning_hours_met", "learning_hours_over_ceiling"
UNRECORDED = pl.col("learning_hours_unknown") > 0
UNITS = table(
    column("unit", id="Perangkat daerah", en="Unit"),
    people(id="Pegawai", en="People"),
    mean(HOURS, id="JP rata-rata", en="Mean hours"),
    mean(MET, "percent", id="Mencapai minimum", en="Reached the minimum"),
    column("unrecorded", "integer", id="Ada JP tak tercatat", en="Some hours unrecorded",
           value=UNRECORDED.sum(), people=UNRECORDED.count()),
    column(ABOVE, "integer", id="PPPK di atas batas", en="PPPK above the ceiling",
           value=pl.col(ABOVE).sum(), people=pl.col(ABOVE).count()),
    id="Jam pelajaran per perangkat daerah",
    en="Learning hours by unit",
    by="unit",
    order=(f"-{HOURS}", "unit"),
)  # fmt: skip
DRAWN = table(
    column("unit"),
    mean(HOURS, id="Rata-rata per orang", en="Mean per person", unit="JP"),
    id="",
    en="",
    by="unit",
)
REACHED = sentence(
    id="Pada {period} pegawai mengikuti rata-rata {mean} JP. Dari {judged} pegawai yang wajib mencapai "
    "minimum ({least}) dan diketahui hasilnya, {met} ({share}) mencapainya.",
    en="In {period} people took {mean} JP on average. Of {judged} people who must reach the minimum "
    "({least}) and whose result is known, {met} ({share}) reached it.",
)
SOME_UNRECORDED = sentence(
    id="{people} pegawai mempunyai kegiatan tanpa jumlah JP; jam mereka mungkin lebih banyak daripada yang "
    "tercatat.",
    en="{people} people have activities without hours; they may have more than is recorded.",
)
SOME_ABOVE = sentence(
    id="{people} PPPK melampaui batas atas JP setahun.", en="{people} PPPK are above the ceiling of the year."
)
PEOPLE = text(id="orang", en="people")


@section(key="jam-pelajaran", title=text(id="Jam pelajaran", en="Learning hours"), order=20)
def learning(context: ReportContext) -> Parts:
    """Mean hours, who reached the minimum, whose hours are not known, who is above the ceiling."""
    everybody = context.scores(CivilServant)
    if everybody.is_empty():
        return [context.nothing(CivilServant)]
    if not everybody[HOURS].count():
        return [context.nothing(Participation)]
    minimums = context.p.lookup("learning.minimum")
    least = listing([f"{kind} {hours:g} JP" for kind, hours in minimums.items()])
    met, judged = int(everybody[MET].sum()), everybody[MET].count()
    average = number(context.mean(everybody, HOURS), people=everybody[HOURS].count())
    reached = share(met / judged if judged else None, people=judged)
    unrecorded = whole(
        everybody.select(UNRECORDED.sum()).item(), people=everybody.select(UNRECORDED.count()).item()
    )
    above = whole(int(everybody[ABOVE].sum()), people=everybody[ABOVE].count())
    return [
        paragraph(
            REACHED.of(
                mean=average, judged=judged, least=least, met=whole(met, people=judged), share=reached
            ),
            SOME_UNRECORDED.of(people=unrecorded) if unrecorded.value else None,
            SOME_ABOVE.of(people=above) if above.value else None,
        ),
        facts(
            (text(id="Rata-rata", en="Mean"), average, "JP"),
            (text(id="Mencapai minimum", en="Reached the minimum"), reached),
            (text(id="Ada JP tak tercatat", en="Hours unrecorded"), unrecorded, PEOPLE),
            (text(id="PPPK di atas batas", en="PPPK above the ceiling"), above, PEOPLE),
        ),
        _drawn(everybody, {float(hours) for hours in minimums.values()}),
        UNITS.of(everybody),
    ]


def _drawn(everybody: pl.DataFrame, minimums: set[float]) -> object:
    """The mean hours of each unit, with a line at the minimum where it is one for all."""
    limit = minimums.pop() if len(minimums) == 1 else None
    at = f"{limit:g} JP" if limit is not None else ""
    return DRAWN.of(everybody).bars(HOURS, limit=limit, limit_label=text(id=at, en=at))
