"""The page fit to publish: what citizens said, how long they waited, and which promises were kept."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Answer, Parts, ReportContext, ServiceMonth, Unit, section, text
from asn_dev.plugin.report import Evaluation
from asn_dev.plugin.sentences import number, paragraph, parameter, remark, sentence
from asn_dev.plugin.tables import column, table

INDEX = ("index", "low", "high", "change", "change_low", "change_high")
"""The satisfaction of an office and what became of it, each with its interval."""
OFFICES = table(
    column("name", id="Kantor", en="Office"),
    column("index", "decimal", 2, id="Kepuasan warga", en="Satisfaction"),
    *(column(end, "decimal", 2, of=Evaluation) for end in ("low", "high")),
    column("change", "decimal", 2, id="Perubahan dari tahun lalu", en="Change since last year"),
    *(column(end, "decimal", 2, of=Evaluation, optional=True) for end in ("change_low", "change_high")),
    column("grade", id="Mutu", en="Grade"),
    column("satisfied", "flag", id="Janji kepuasan ditepati", en="Satisfaction as promised"),
    column("citizen_forum_score", "decimal", id="Forum warga", en="Citizens' forum",
           people="forum_respondents", part_of="unit_score"),
    column("unit_wait", "decimal", id="Menunggu (menit)", en="Wait (minutes)",
           unit=text(id="menit", en="minutes")),
    column("wait_kept", "flag", id="Janji waktu ditepati", en="Wait as promised"),
    column("complaints_per_thousand", "decimal", id="Pengaduan per seribu", en="Complaints per thousand"),
    column("unit_score", "decimal", id="Skor kantor", en="Score", hidden="quiet"),
    id="Apa yang dialami warga di setiap kantor",
    en="What citizens met with at each office",
    order="name",
)  # fmt: skip
DRAWN_BESIDE_PROMISE = {
    "index": (
        "belawan.promise.satisfaction",
        text(id="Kepuasan warga, 25 sampai 100", en="Satisfaction, 25 to 100"),
    ),
    "unit_wait": ("belawan.promise.wait", text(id="Waktu tunggu rata-rata", en="Mean wait")),
}

PROMISES = sentence(
    id="Janji kami kepada warga: rata-rata menunggu paling lama {wait} menit, kepuasan warga sedikitnya "
    "{index} dari 100, dan suara warga dalam forum ikut menentukan {weight} dari skor setiap kantor.",
    en="What we promise citizens: a mean wait of at most {wait} minutes, a satisfaction of at least {index} "
    "of 100, and {weight} of the score of every office decided by the citizens' forum.",
).of(
    wait=parameter("belawan.promise.wait", "integer"),
    index=parameter("belawan.promise.satisfaction", decimals=2),
    weight=parameter("belawan.voice.weight", "percent", decimals=0),
)
KEPT = {
    "wait_kept": sentence(
        id="Pada {period}, {kept} dari {of} kantor menepati janji waktu tunggu.",
        en="In {period}, {kept} of {of} offices kept the promised wait.",
    ),
    "satisfied": sentence(
        id="Janji kepuasan ditepati {kept} dari {of} kantor.",
        en="{kept} of {of} offices kept the promised satisfaction.",
    ),
}
FORUM = sentence(
    id="{people} warga menilai forum komunikasi: rata-rata {mean} dari 100, terendah {least} ({low}); di "
    "sanalah masukan warga paling perlu dijawab.",
    en="{people} citizens judged the forum: {mean} of 100 on average, lowest {least} ({low}), where what "
    "citizens say most needs an answer.",
)
NOBODY = sentence(id="Belum cukup banyak warga yang ditanya.", en="Not enough citizens have been asked yet.")
ABOUT = sentence(
    id="Bagian ini dapat diumumkan: tidak ada orang di dalamnya, dan angka dari kurang dari {minimum} warga "
    "ditahan. Jawaban warga tanpa nama.",
    en="This section may be published: nobody is named in it, and figures of fewer than {minimum} citizens "
    "are withheld. Citizens answer anonymously.",
)


@section(
    key="belawan-publik",
    title=text(id="Belawan: pertanggungjawaban kepada warga", en="Belawan: accountable to citizens"),
    order=78,
)
def public(context: ReportContext) -> Parts:
    """Satisfaction, forum, waits and promises by office, in plain words, without persons and small groups."""
    offices = OFFICES.of(_offices(context))
    shown, promise = context.shown(offices), text(id="janji", en="promise")
    if shown.is_empty():
        return [context.nothing(Answer, ServiceMonth)]
    return [
        PROMISES,
        paragraph(*_kept(context, shown)),
        *(
            offices.bars(name, axis=axis, limit=limit, limit_label=promise, only_known=True, decimals=1)
            for name, (limit, axis) in DRAWN_BESIDE_PROMISE.items()
            if shown[name].count() or shown["withheld"].list.contains(name).any()
        ),
        offices,
        None if context.internal else remark(ABOUT),
    ]


def _offices(context: ReportContext) -> pl.DataFrame:
    """The offices of which citizens spoke or whose services are counted, with what may be shown of them."""
    citizens = context.evaluation.citizens.filter(level="unit").rename({"unit": "name"})
    index = context.marked(citizens, [*INDEX, "grade", "satisfied"])
    few = pl.col("forum_respondents").is_between(1, context.minimum_group - 1).fill_null(False)
    spoken = pl.any_horizontal(pl.col("index", "citizen_forum_score", "unit_wait").is_not_null())
    # What is hidden must not be read from the promise, nor from the score that it is part of.
    quiet = (pl.col("withheld").list.len() > 0).fill_null(False) | few
    rows = context.scores(Unit).join(index.select("name", *INDEX, "grade", "withheld"), on="name", how="left")
    satisfied = pl.when(~quiet).then("satisfaction_kept")
    return rows.filter(spoken | quiet).with_columns(quiet=quiet, satisfied=satisfied)


def _kept(context: ReportContext, offices: pl.DataFrame) -> Parts:
    """How many offices keep what was promised, and where the citizens' voice is the weakest."""
    flags = {name: offices[name].drop_nulls() for name in KEPT}
    sentences = [
        KEPT[name].of(kept=int(kept.sum()), of=kept.len()) for name, kept in flags.items() if kept.len()
    ]
    voices = offices.drop_nulls("citizen_forum_score").sort("citizen_forum_score", "name")
    if voices.height:
        people, mean = int(voices["forum_respondents"].sum()), context.mean(voices, "citizen_forum_score")
        least, low = voices.select("name", "citizen_forum_score").row(0)
        sentences.append(FORUM.of(people=people, mean=number(mean, people=people), least=least, low=low))
    return sentences or [NOBODY]
