"""Binjai's section of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asn_dev.plugin import (
    Block,
    CivilServant,
    Fact,
    Facts,
    Paragraph,
    Programme,
    ReportContext,
    Session,
    TableBlock,
    TableColumn,
    Unit,
    section,
    text,
)

if TYPE_CHECKING:
    import polars as pl


@section(
    key="binjai",
    title=text(
        id="Binjai: sesuai pekerjaan, daring, dan relawan", en="Binjai: relevance, online, volunteers"
    ),
    order=60,
)
def binjai(context: ReportContext) -> list[Block]:
    """Programmes to adapt, hours learned online by unit, and what volunteers save."""
    return [*_programmes(context), *_online(context), *_volunteers(context)]


def _programmes(context: ReportContext) -> list[Block]:
    import polars as pl

    rated = context.scores(Programme).filter(pl.col("relevance_answers") > 0)
    if not rated.height:
        return [context.nothing(Programme)]
    rated = rated.sort("unrelated_share", "code", descending=[True, False])
    adapt = rated.filter(rated["to_be_adapted"].fill_null(False))
    quiet = rated["to_be_adapted"].null_count()
    fewest = context.integer(context.region.parameters["binjai.adapt.fewest_answers"])
    share = context.percent(context.region.parameters["binjai.adapt.share"], decimals=0)
    if adapt.height:
        names = ", ".join(name or code for name, code in adapt.select("name", "code").head(5).iter_rows())
        say = context.say(
            id=f"{adapt.height} dari {rated.height} program perlu disesuaikan karena sedikitnya {share} "
            f"peserta menilainya tidak sesuai dengan pekerjaan sehari-hari: {names}.",
            en=f"{adapt.height} of {rated.height} programmes are to be adapted because at least {share} "
            f"of the participants call them unrelated to their daily work: {names}.",
        )
    else:
        say = context.say(
            id=f"Tidak ada dari {rated.height} program yang perlu disesuaikan: bagian peserta yang "
            f"menilainya tidak sesuai dengan pekerjaan sehari-hari di bawah {share}.",
            en=f"None of {rated.height} programmes is to be adapted: fewer than {share} of the participants "
            "call one unrelated to their daily work.",
        )
    if quiet:
        say += context.say(
            id=f" {quiet} program belum dinilai karena jawabannya kurang dari {fewest}.",
            en=f" {quiet} programmes are not judged yet: fewer than {fewest} answers.",
        )
    return [
        Paragraph(say),
        _rated_table(context, rated),
    ]


def _rated_table(context: ReportContext, rated: pl.DataFrame) -> TableBlock:
    import polars as pl

    words = {True: context.say(id="ya", en="yes"), False: context.say(id="tidak", en="no")}
    verdict = pl.col("to_be_adapted").replace_strict(
        words, default=context.say(id="belum cukup jawaban", en="too few answers"), return_dtype=pl.String
    )
    few = pl.col("relevance_answers") < context.minimum_group
    hidden = (
        pl.when(few)
        .then(pl.lit(["unrelated_answers", "unrelated_share"]))
        .otherwise(pl.lit([], pl.List(pl.String)))
    )
    return context.table(
        rated.with_columns(verdict=verdict, withheld=hidden),
        [
            TableColumn("name", context.label("name", of=Programme)),
            *(
                TableColumn(name, context.label(name, of=Programme), "integer")
                for name in ("relevance_answers", "unrelated_answers")
            ),
            TableColumn("unrelated_share", context.label("unrelated_share", of=Programme), "percent"),
            TableColumn("verdict", context.label("to_be_adapted", of=Programme)),
        ],
        caption=context.say(
            id="Program dan penilaian peserta atas kesesuaiannya",
            en="Programmes and how relevant participants call them",
        ),
    )


def _online(context: ReportContext) -> list[Block]:
    import polars as pl

    units = context.scores(Unit).filter(pl.col("unit_learning_hours") > 0)
    if not units.height:
        return []
    hours, online = (float(units[name].sum()) for name in ("unit_learning_hours", "unit_online_hours"))
    share, when = context.percent(online / hours), context.period_in_words
    people = context.scores(CivilServant).group_by(pl.col("unit").alias("name")).agg(people=pl.len())
    few = pl.col("people").fill_null(0) < context.minimum_group
    hidden = pl.when(few).then(pl.lit(["percent"])).otherwise(pl.lit([], pl.List(pl.String)))
    percent = units.join(people, on="name", how="left").with_columns(
        percent=pl.when(~few).then(pl.col("unit_online_share") * 100), withheld=hidden
    )
    return [
        Paragraph(
            context.say(
                id=f"{share} jam pelajaran pada {when} diikuti secara daring.",
                en=f"{share} of the hours in {when} were learned online.",
            )
        ),
        context.bar_chart(
            percent,
            "percent",
            axis=context.label("unit_online_share", of=Unit),
            label="name",
            unit="%",
            greatest=100,
        ),
    ]


def _volunteers(context: ReportContext) -> list[Block]:
    import polars as pl

    sessions = context.scores(Session).filter(pl.col("volunteer_saving").is_not_null())
    if not sessions.height:
        return []
    volunteers = int(sessions["volunteer"].sum())
    saved = float(sessions["volunteer_saving"].sum())
    return [
        Facts(
            [
                Fact(
                    context.say(
                        id="Jadwal dengan narasumber relawan", en="Sessions with a volunteer speaker"
                    ),
                    volunteers,
                    "integer",
                ),
                Fact(context.say(id="Perkiraan penghematan", en="Estimated saving"), saved, "rupiah"),
            ]
        ),
        Paragraph(
            context.say(
                id=f"{volunteers} dari {sessions.height} jadwal memakai narasumber relawan. Penghematan "
                "adalah JP program kali honor yang lazim; honor itu masih berupa anggapan (lihat asal-usul).",
                en=f"{volunteers} of {sessions.height} sessions have a volunteer speaker. The saving is the "
                "hours of the programme times the customary fee, which is assumed (see provenance).",
            )
        ),
    ]
