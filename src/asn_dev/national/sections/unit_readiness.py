"""Readiness of units: which approach to change each needs, and who is ready for a crisis."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from asn_dev.plugin import Answer, CivilServant, Parts, ReportContext, Unit, section, text
from asn_dev.plugin.charts import Distribution, Stack
from asn_dev.plugin.report import Evaluation
from asn_dev.plugin.sentences import listing, paragraph, parameter, remark, sentence, share, spoken, whole
from asn_dev.plugin.tables import Table, column, mean, people, table
from asn_dev.rules.labels import Text

APPROACHES = {
    "ajak jadi penggerak": text(id="ajak jadi penggerak", en="let them lead"),
    "perlihatkan manfaat": text(id="perlihatkan manfaat", en="show what it is good for"),
    "dampingi dekat": text(id="dampingi dekat", en="stay close"),
}
NAMED = 5
"""So many units are named in a sentence."""
NOT_SHOWN = text(id="Tidak ditampilkan", en="Not shown")

BY_APPROACH = sentence(
    id="Pendekatan perubahan menurut jawaban tanpa nama, per unit: {approaches}.",
    en="Approach to change by what people say anonymously, by unit: {approaches}.",
)
APPROACH = sentence(id="{approach}: {units} ({names})", en="{approach}: {units} ({names})")
NONE_SHOWN = text(id="belum ada yang dapat ditampilkan", en="none can be shown yet")
SHOWN = sentence(
    id="{shown} dari {units} unit yang menjawab dapat ditampilkan.",
    en="{shown} of the {units} units that answered can be shown.",
)
READY = table(
    column("unit", id="Perangkat daerah", en="Unit"),
    people(id="Pegawai", en="People"),
    mean("unit_crisis_ready_share", "percent", of=Unit, over=pl.col("crisis_ready")),
    mean("unit_crisis_exercised_share", "percent", of=Unit, over=pl.col("crisis_exercised")),
    id="Kesiapan krisis per unit",
    en="Readiness for a crisis by unit",
    by="unit",
    order=("-unit_crisis_ready_share", "unit"),
)
NOBODY = sentence(
    id="Kesiapan krisis: belum ada pegawai di unit yang bertugas, atau riwayatnya belum ada.",
    en="Readiness for a crisis: nobody in units with that duty, or no histories yet.",
)
TRAINED = sentence(
    id="Di unit yang bertugas saat bencana, {ready} dari {people} pegawai ({share}) mempunyai pelatihan "
    "kebencanaan dari {months} bulan terakhir.",
    en="In units with a duty in a disaster, {ready} of {people} people ({share}) have a training for it from "
    "the last {months} months.",
).of(months=parameter("crisis.months", "short"))
EXERCISED = sentence(
    id="{exercised} ({share}) mengikuti latihan atau peran bersama unit lain yang juga bertugas.",
    en="{exercised} ({share}) took part in an exercise or a role with other units of that duty.",
)


@section(key="kesiapan-unit", title=text(id="Kesiapan unit", en="Readiness of units"), order=57)
def readiness(context: ReportContext) -> Parts:
    """Who needs which approach to change; how many people in units with that duty are ready for a crisis."""
    if not context.register.has(CivilServant):
        return [context.nothing(CivilServant)]
    return [_change(context), _crisis(context)]


def _change(context: ReportContext) -> Parts:
    if not context.register.has(Answer):
        return [context.nothing(Answer)]
    asked = context.evaluation.surveys.filter(level="unit", dimension="readiness_for_change")
    if asked.is_empty():
        return [context.nothing(Answer)]
    bands = context.p.bands("change.approach").names
    words = {name: APPROACHES.get(name, text(id=name, en=name)) for name in bands}
    # What the evaluation hides, so that no small unit is found by subtraction, stays hidden here.
    newest = context.marked(asked.filter(pl.col("wave") == pl.col("wave").last()), ["change_approach"])
    approach = context.scores(Unit).select(group="name", change_approach="change_approach")
    rows = newest.select("group", "n", "withheld").join(approach, on="group", how="left").sort("group")
    units = _approaches(words).of(rows.rename({"group": "unit"}))
    shown = context.shown(units).drop_nulls("change_approach")
    parts = []
    for name in reversed(words):
        of_it = shown.filter(change_approach=name)["unit"].to_list()
        if of_it:
            parts.append(
                APPROACH.of(approach=words[name], units=len(of_it), names=listing(of_it, most=NAMED))
            )

    def divided(rows: pl.DataFrame) -> Distribution:
        """How the units divide over the approaches; the last part are those that are hidden or unknown."""
        counts = [float(rows.filter(change_approach=name).height) for name in words]
        rest = float(rows["change_approach"].null_count())
        names = [spoken(word, context) for word in [*words.values(), *([NOT_SHOWN] if rest else [])]]
        return Distribution(names, [Stack("", [*counts, *([rest] if rest else [])])], bool(rest))

    sizes = SHOWN.of(shown=shown.height, units=rows.height)
    return [
        BY_APPROACH.of(approaches=listing(parts, between="; ") if parts else NONE_SHOWN),
        units.drawn(divided, sizes) if parts else None,
        units,
    ]


def _approaches(words: Mapping[str, Text]) -> Table:
    return table(
        column("unit", of=Evaluation),
        column("change_approach", of=Unit, words=words, people="n"),
        id="Unit mana memerlukan pendekatan apa",
        en="Which unit needs which approach",
    )


def _crisis(context: ReportContext) -> Parts:
    staff = context.scores(CivilServant).drop_nulls("crisis_ready")
    if staff.is_empty():
        return [remark(NOBODY)]
    ready, units = int(staff["crisis_ready"].sum()), READY.of(staff)
    exercised, judged = int(staff["crisis_exercised"].sum()), staff["crisis_exercised"].count()
    together = EXERCISED.of(
        exercised=whole(exercised, people=judged),
        share=share(exercised / judged if judged else None, people=judged),
    )
    return [
        paragraph(
            TRAINED.of(
                ready=whole(ready, people=staff.height),
                people=staff.height,
                share=share(ready / staff.height, people=staff.height),
            ),
            together if judged else None,
        ),
        units.bars("unit_crisis_ready_share", greatest=100),
        units,
    ]
