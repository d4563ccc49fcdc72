"""The page fit to publish: what citizens said, how long they waited, and which promises were kept."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Answer,
    Block,
    Note,
    Paragraph,
    ReportContext,
    ServiceMonth,
    TableBlock,
    TableColumn,
    Unit,
    section,
    text,
)


@section(
    key="belawan-publik",
    title=text(id="Belawan: pertanggungjawaban kepada warga", en="Belawan: accountable to citizens"),
    order=78,
)
def public(context: ReportContext) -> list[Block]:
    """Satisfaction, forum, waits and promises by office, in plain words, without persons and small groups."""
    offices = _offices(context)
    if offices.is_empty():
        return [context.nothing(Answer, ServiceMonth)]
    say, parameters = context.say, context.region.parameters
    blocks: list[Block] = [Paragraph(_promises(context)), Paragraph(_sentence(context, offices))]
    for name, limit, axis, unit in (
        ("index", "satisfaction", say(id="Kepuasan warga, 25 sampai 100", en="Satisfaction, 25 to 100"), ""),
        (
            "unit_wait",
            "wait",
            say(id="Waktu tunggu rata-rata", en="Mean wait"),
            say(id="menit", en="minutes"),
        ),
    ):
        shown = offices.filter(pl.col(name).is_not_null() | pl.col("withheld").list.contains(name))
        if shown.height:
            blocks.append(
                context.chart(
                    context.bars(
                        shown,
                        name,
                        axis=axis,
                        label="name",
                        unit=unit,
                        limit=parameters.number(f"belawan.promise.{limit}"),
                        limit_label=say(id="janji", en="promise"),
                    )
                )
            )
    return [*blocks, _table(context, offices), Note(_about(context))]


def _offices(context: ReportContext) -> pl.DataFrame:
    """The offices of which citizens spoke or whose services are counted, with what may be shown of them."""
    units = context.scores(Unit)
    nothing = pl.lit([], pl.List(pl.String))
    index = pl.DataFrame(
        schema={"name": pl.String, "index": pl.Float64, "grade": pl.String, "withheld": pl.List(pl.String)}
    )
    if context.register.has(Answer):
        citizens = context.evaluation.citizens.filter(level="unit").rename({"unit": "name"})
        index = context.marked(citizens, ["index", "grade", "satisfied"]).select(index.columns)
    few = pl.col("forum_respondents").is_between(1, context.minimum_group - 1).fill_null(False)
    rows = units.join(index, on="name", how="left").with_columns(
        withheld=pl.concat_list(
            pl.col("withheld").fill_null(nothing),
            pl.when(few).then(pl.lit(["citizen_forum_score"])).otherwise(nothing),
        )
    )
    # What is hidden must not be read from the promise, nor from the score that it is part of.
    quiet = pl.col("withheld").list.len() > 0
    rows = rows.with_columns(
        *(pl.when(~quiet).then(name).alias(name) for name in ("satisfaction_kept", "unit_score")),
        citizen_forum_score=pl.when(~few).then("citizen_forum_score"),
        withheld=pl.when(quiet)
        .then(pl.concat_list("withheld", pl.lit(["unit_score"])))
        .otherwise("withheld"),
    )
    spoken = pl.any_horizontal(
        pl.col(name).is_not_null() for name in ("index", "citizen_forum_score", "unit_wait")
    )
    return rows.filter(spoken | quiet).sort("name")


def _promises(context: ReportContext) -> str:
    parameters, say = context.region.parameters, context.say
    wait = context.integer(parameters.number("belawan.promise.wait"))
    index = context.number(parameters.number("belawan.promise.satisfaction"), decimals=2)
    weight = context.percent(parameters.number("belawan.voice.weight"), decimals=0)
    return say(
        id=f"Janji kami kepada warga: rata-rata menunggu paling lama {wait} menit, kepuasan warga sedikitnya "
        f"{index} dari 100, dan suara warga dalam forum ikut menentukan {weight} dari skor setiap kantor.",
        en=f"What we promise citizens: a mean wait of at most {wait} minutes, a satisfaction of at least "
        f"{index} of 100, and {weight} of the score of every office decided by the citizens' forum.",
    )


def _sentence(context: ReportContext, offices: pl.DataFrame) -> str:
    """How many offices keep what was promised, and where the citizens' voice is the weakest."""
    say, integer, parts = context.say, context.integer, []
    waits, satisfied = offices["wait_kept"].drop_nulls(), offices["satisfaction_kept"].drop_nulls()
    if waits.len():
        kept, of = integer(int(waits.sum())), integer(waits.len())
        parts.append(
            say(
                id=f"Pada {context.period_in_words}, {kept} dari {of} kantor menepati janji waktu tunggu.",
                en=f"In {context.period_in_words}, {kept} of {of} offices kept the promised wait.",
            )
        )
    if satisfied.len():
        kept, of = integer(int(satisfied.sum())), integer(satisfied.len())
        parts.append(
            say(
                id=f"Janji kepuasan ditepati {kept} dari {of} kantor.",
                en=f"{kept} of {of} offices kept the promised satisfaction.",
            )
        )
    voices = offices.filter(pl.col("citizen_forum_score").is_not_null()).sort("citizen_forum_score", "name")
    if voices.height:
        people, least = integer(int(voices["forum_respondents"].sum())), voices["name"][0]
        mean, low = (
            context.number(value)
            for value in (context.mean(voices, "citizen_forum_score"), voices["citizen_forum_score"][0])
        )
        parts.append(
            say(
                id=f"{people} warga menilai forum komunikasi: rata-rata {mean} dari 100, terendah {least} "
                f"({low}); di sanalah masukan warga paling perlu dijawab.",
                en=f"{people} citizens judged the forum: {mean} of 100 on average, lowest {least} ({low}), "
                "where what citizens say most needs an answer.",
            )
        )
    return " ".join(parts) or say(
        id="Belum cukup banyak warga yang ditanya.", en="Not enough citizens have been asked yet."
    )


def _table(context: ReportContext, offices: pl.DataFrame) -> TableBlock:
    say = context.say
    words = {True: say(id="ya", en="yes"), False: say(id="tidak", en="no")}
    in_words = {
        name: pl.col(flag).replace_strict(words, default=None, return_dtype=pl.String)
        for name, flag in (("in_time", "wait_kept"), ("satisfied", "satisfaction_kept"))
    }
    columns = (
        TableColumn("name", say(id="Kantor", en="Office")),
        TableColumn("index", say(id="Kepuasan warga", en="Satisfaction"), "decimal", 2),
        TableColumn("grade", say(id="Mutu", en="Grade")),
        TableColumn("satisfied", say(id="Janji kepuasan ditepati", en="Satisfaction as promised")),
        TableColumn("citizen_forum_score", say(id="Forum warga", en="Citizens' forum"), "decimal"),
        TableColumn("unit_wait", say(id="Menunggu (menit)", en="Wait (minutes)"), "decimal"),
        TableColumn("in_time", say(id="Janji waktu ditepati", en="Wait as promised")),
        TableColumn(
            "complaints_per_thousand", say(id="Pengaduan per seribu", en="Complaints per thousand"), "decimal"
        ),
        TableColumn("unit_score", say(id="Skor kantor", en="Score"), "decimal"),
    )
    caption = say(id="Apa yang dialami warga di setiap kantor", en="What citizens met with at each office")
    return context.table(offices.with_columns(**in_words), columns, caption=caption)


def _about(context: ReportContext) -> str:
    few = context.integer(context.minimum_group)
    return context.say(
        id=f"Bagian ini dapat diumumkan: tidak ada orang di dalamnya, dan angka dari kurang dari {few} warga "
        "ditahan. Jawaban warga tanpa nama.",
        en=f"This section may be published: nobody is named in it, and figures of fewer than {few} citizens "
        "are withheld. Citizens answer anonymously.",
    )
