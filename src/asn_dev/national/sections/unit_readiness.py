"""Readiness of units: which approach to change each needs, and who is ready for a crisis."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Answer,
    Block,
    ChartBlock,
    CivilServant,
    Distribution,
    Note,
    Paragraph,
    ReportContext,
    Stack,
    TableColumn,
    Unit,
    section,
    text,
)

APPROACHES = {
    "ajak jadi penggerak": text(id="ajak jadi penggerak", en="let them lead"),
    "perlihatkan manfaat": text(id="perlihatkan manfaat", en="show what it is good for"),
    "dampingi dekat": text(id="dampingi dekat", en="stay close"),
}
NAMED = 5
"""So many units are named in a sentence."""


@section(key="kesiapan-unit", title=text(id="Kesiapan unit", en="Readiness of units"), order=57)
def readiness(context: ReportContext) -> list[Block]:
    """Who needs which approach to change; how many people in units with that duty are ready for a crisis."""
    if not context.register.has(CivilServant):
        return [context.nothing(CivilServant)]
    return [*_change(context), *_crisis(context)]


def _change(context: ReportContext) -> list[Block]:
    if not context.register.has(Answer):
        return [context.nothing(Answer)]
    asked = context.evaluation.surveys.filter(level="unit", dimension="readiness_for_change")
    if asked.is_empty():
        return [context.nothing(Answer)]
    say, integer = context.say, context.integer
    bands = context.region.parameters.bands("change.approach").names
    words = {name: APPROACHES[name].in_(context.language) if name in APPROACHES else name for name in bands}
    # What the evaluation hides, so that no small unit is found by subtraction, stays hidden here.
    newest = context.marked(asked.filter(pl.col("wave") == pl.col("wave").last()), ["told"])
    approach = context.scores(Unit).select(group="name", told=pl.col("change_approach").replace(words))
    units = newest.select("group", "withheld").join(approach, on="group", how="left").sort("group")
    shown = units.filter(pl.col("withheld").list.len() == 0, pl.col("told").is_not_null())
    parts = []
    for word in reversed(words.values()):
        of_it = shown.filter(pl.col("told") == word)["group"].to_list()
        if of_it:
            names = ", ".join(of_it[:NAMED]) + (", ..." if len(of_it) > NAMED else "")
            parts.append(f"{word}: {integer(len(of_it))} ({names})")
    words_of_units = "; ".join(parts) or say(
        id="belum ada yang dapat ditampilkan", en="none can be shown yet"
    )
    sentence = say(
        id=f"Pendekatan perubahan menurut jawaban tanpa nama, per unit: {words_of_units}.",
        en=f"Approach to change by what people say anonymously, by unit: {words_of_units}.",
    )
    blocks: list[Block] = [Paragraph(sentence)]
    if parts:
        blocks.append(_approaches(context, units, shown, list(words.values())))
    columns = (
        TableColumn("group", context.heading("unit")),
        TableColumn("told", context.label("change_approach", of=Unit)),
    )
    caption = say(id="Unit mana memerlukan pendekatan apa", en="Which unit needs which approach")
    return [*blocks, context.table(units, columns, caption=caption)]


def _approaches(
    context: ReportContext, units: pl.DataFrame, shown: pl.DataFrame, words: list[str]
) -> ChartBlock:
    """How the units divide over the approaches; the last part are those that are hidden or unknown."""
    counts = [float((shown["told"] == word).sum()) for word in words]
    rest = units.height - shown.height
    unknown = [context.say(id="Tidak ditampilkan", en="Not shown")] if rest else []
    chart = Distribution([*words, *unknown], [Stack("", [*counts, *([rest] if rest else [])])], bool(rest))
    sentence = context.say(
        id=f"{context.integer(shown.height)} dari {context.integer(units.height)} unit yang menjawab dapat "
        "ditampilkan.",
        en=f"{context.integer(shown.height)} of the {context.integer(units.height)} units that answered can "
        "be shown.",
    )
    return ChartBlock(chart, sentence)


def _crisis(context: ReportContext) -> list[Block]:
    say, integer = context.say, context.integer
    people = context.scores(CivilServant).filter(pl.col("crisis_ready").is_not_null())
    if people.is_empty():
        not_yet = say(
            id="Kesiapan krisis: belum ada pegawai di unit yang bertugas, atau riwayatnya belum ada.",
            en="Readiness for a crisis: nobody in units with that duty, or no histories yet.",
        )
        return [Note(not_yet)]
    months = context.region.parameters.number("crisis.months")
    ready = int(people["crisis_ready"].sum())
    units = context.by_unit(
        people,
        means={"ready": pl.col("crisis_ready"), "percent": pl.col("crisis_ready").cast(pl.Float64) * 100},
    ).sort("ready", "unit", descending=[True, False], nulls_last=True)
    sentence = say(
        id=f"Di unit yang bertugas saat bencana, {integer(ready)} dari {integer(people.height)} pegawai "
        f"({context.percent(ready / people.height)}) mempunyai pelatihan kebencanaan dari {months:g} bulan "
        "terakhir.",
        en=f"In units with a duty in a disaster, {integer(ready)} of {integer(people.height)} people "
        f"({context.percent(ready / people.height)}) have a training for it from the last {months:g} months.",
    )
    share = context.label("unit_crisis_ready_share", of=Unit)
    columns = (
        TableColumn("unit", say(id="Perangkat daerah", en="Unit")),
        TableColumn("people", say(id="Pegawai", en="People"), "integer"),
        TableColumn("ready", share, "percent"),
    )
    caption = say(id="Kesiapan krisis per unit", en="Readiness for a crisis by unit")
    return [
        Paragraph(sentence),
        context.chart(context.bars(units, "percent", axis=share, unit="%", greatest=100)),
        context.table(units, columns, caption=caption),
    ]
