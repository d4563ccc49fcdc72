"""Learning hours (JP) per unit against the minimum of the year, and the ceiling of contract staff."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Block,
    CivilServant,
    Fact,
    Facts,
    Paragraph,
    Participation,
    ReportContext,
    TableColumn,
    charts,
    section,
    text,
)


@section(key="jam-pelajaran", title=text(id="Jam pelajaran", en="Learning hours"), order=20)
def learning(context: ReportContext) -> list[Block]:
    """Mean hours, who reached the minimum, whose hours are not known, who is above the ceiling."""
    people = context.scores(CivilServant)
    if people.is_empty():
        return [context.nothing(CivilServant)]
    if people["learning_hours"].null_count() == people.height:
        return [context.nothing(Participation)]
    say = context.say
    units = context.by_unit(
        people,
        means={"hours": pl.col("learning_hours"), "met": pl.col("learning_hours_met")},
        counts={
            "unknown": pl.col("learning_hours_unknown") > 0,
            "above": pl.col("learning_hours_over_ceiling"),
        },
    ).sort("hours", "unit", descending=[True, False], nulls_last=True)
    columns = (
        TableColumn("unit", say(id="Perangkat daerah", en="Unit")),
        TableColumn("people", say(id="Pegawai", en="People"), "integer"),
        TableColumn("hours", say(id="JP rata-rata", en="Mean hours"), "decimal"),
        TableColumn("met", say(id="Mencapai minimum", en="Reached the minimum"), "percent"),
        TableColumn("unknown", say(id="Ada JP tak tercatat", en="Some hours unrecorded"), "integer"),
        TableColumn("above", say(id="PPPK di atas batas", en="PPPK above the ceiling"), "integer"),
    )
    caption = say(id="Jam pelajaran per perangkat daerah", en="Learning hours by unit")
    return [
        Paragraph(_sentence(context, people)),
        _facts(context, people),
        context.chart(charts.learning_hours(context)),
        context.table(units, columns, caption=caption),
    ]


def _sentence(context: ReportContext, people: pl.DataFrame) -> str:
    say, integer = context.say, context.integer
    minimum = context.region.parameters.lookup("learning.minimum")
    least = ", ".join(f"{kind} {hours:g} JP" for kind, hours in minimum.items())
    met, judged = int(people["learning_hours_met"].sum()), people["learning_hours_met"].count()
    unknown, above = _unknown(people), int(people["learning_hours_over_ceiling"].sum())
    mean = context.number(context.mean(people, "learning_hours"))
    share = context.percent(met / judged if judged else None)
    sentence = say(
        id=f"Pada {context.period_in_words} pegawai mengikuti rata-rata {mean} JP. Dari {integer(judged)} "
        f"pegawai yang wajib mencapai minimum ({least}) dan diketahui hasilnya, {integer(met)} ({share}) "
        "mencapainya.",
        en=f"In {context.period_in_words} people took {mean} JP on average. Of {integer(judged)} people "
        f"who must reach the minimum ({least}) and whose result is known, {integer(met)} ({share}) "
        "reached it.",
    )
    if unknown:
        sentence += say(
            id=f" {integer(unknown)} pegawai mempunyai kegiatan tanpa jumlah JP; jam mereka mungkin lebih "
            "banyak daripada yang tercatat.",
            en=f" {integer(unknown)} people have activities without hours; they may have more than is "
            "recorded.",
        )
    if above:
        sentence += say(
            id=f" {integer(above)} PPPK melampaui batas atas JP setahun.",
            en=f" {integer(above)} PPPK are above the ceiling of the year.",
        )
    return sentence


def _facts(context: ReportContext, people: pl.DataFrame) -> Facts:
    say = context.say
    above = int(people["learning_hours_over_ceiling"].sum())
    mean, met = context.mean(people, "learning_hours"), context.mean(people, "learning_hours_met")
    persons = say(id="orang", en="people")
    return Facts(
        [
            Fact(say(id="Rata-rata", en="Mean"), mean, "decimal", "JP"),
            Fact(say(id="Mencapai minimum", en="Reached the minimum"), met, "percent"),
            Fact(say(id="Ada JP tak tercatat", en="Hours unrecorded"), _unknown(people), "integer", persons),
            Fact(say(id="PPPK di atas batas", en="PPPK above the ceiling"), above, "integer", persons),
        ]
    )


def _unknown(people: pl.DataFrame) -> int:
    return int((people["learning_hours_unknown"] > 0).sum())
