"""Which programmes are to be adapted, and what is to be changed in them."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Block,
    Paragraph,
    Programme,
    ReportContext,
    TableBlock,
    TableColumn,
    section,
    text,
)

FIGURES = ("unrelated_answers", "unrelated_share", "percent", "to_change")
"""What would show the answers of a few."""


@section(
    key="binjai-penyesuaian",
    title=text(id="Binjai: program yang disesuaikan", en="Binjai: programmes to adapt"),
    order=60,
)
def adapting(context: ReportContext) -> list[Block]:
    """What participants call unrelated to their daily work, and what to change there."""
    rated = context.scores(Programme).filter(pl.col("relevance_answers") > 0)
    if not rated.height:
        return [context.nothing(Programme)]
    rated = rated.sort("unrelated_share", "code", descending=[True, False])
    share = context.region.parameters.number("binjai.adapt.share")
    shown = _shown(context, rated)
    chart = context.chart(
        context.bars(
            shown,
            "percent",
            axis=context.label("unrelated_share", of=Programme),
            label="called",
            unit="%",
            limit=share * 100,
            limit_label=context.say(id="batas penyesuaian", en="adapted from here"),
            greatest=100,
        )
    )
    return [Paragraph(_sentence(context, rated, share)), chart, _table(context, shown)]


def _sentence(context: ReportContext, rated: pl.DataFrame, share: float) -> str:
    adapt = rated.filter(rated["to_be_adapted"].fill_null(False))
    quiet = rated["to_be_adapted"].null_count()
    limit = context.percent(share, decimals=0)
    if adapt.height:
        names = "; ".join(
            f"{name or code} ({changes})"
            for name, code, changes in adapt.select("name", "code", "to_change").head(5).iter_rows()
        )
        sentence = context.say(
            id=f"{adapt.height} dari {rated.height} program perlu disesuaikan karena sedikitnya {limit} "
            f"peserta menilainya tidak sesuai dengan pekerjaan sehari-hari. Yang diubah: {names}.",
            en=f"{adapt.height} of {rated.height} programmes are to be adapted because at least {limit} "
            f"of the participants call them unrelated to their daily work. To be changed: {names}.",
        )
    else:
        sentence = context.say(
            id=f"Tidak ada dari {rated.height} program yang perlu disesuaikan: bagian peserta yang "
            f"menilainya tidak sesuai dengan pekerjaan sehari-hari di bawah {limit}.",
            en=f"None of {rated.height} programmes is to be adapted: fewer than {limit} of the participants "
            "call one unrelated to their daily work.",
        )
    if quiet:
        fewest = context.integer(context.region.parameters.number("binjai.adapt.fewest_answers"))
        sentence += context.say(
            id=f" {quiet} program belum dinilai karena jawabannya kurang dari {fewest}.",
            en=f" {quiet} programmes are not judged yet: fewer than {fewest} answers.",
        )
    return sentence


def _shown(context: ReportContext, rated: pl.DataFrame) -> pl.DataFrame:
    """The programmes with a verdict in words; figures of a few answers are withheld."""
    words = {True: context.say(id="ya", en="yes"), False: context.say(id="tidak", en="no")}
    verdict = pl.col("to_be_adapted").replace_strict(
        words, default=context.say(id="belum cukup jawaban", en="too few answers"), return_dtype=pl.String
    )
    few = pl.col("relevance_answers") < context.minimum_group
    hidden = pl.when(few).then(pl.lit(list(FIGURES))).otherwise(pl.lit([], pl.List(pl.String)))
    return rated.with_columns(
        called=pl.coalesce("name", "code"),
        percent=pl.when(~few).then(pl.col("unrelated_share") * 100),
        verdict=verdict,
        withheld=hidden,
    )


def _table(context: ReportContext, shown: pl.DataFrame) -> TableBlock:
    columns = (
        TableColumn("called", context.label("name", of=Programme)),
        TableColumn("relevance_answers", context.label("relevance_answers", of=Programme), "integer"),
        TableColumn("unrelated_share", context.label("unrelated_share", of=Programme), "percent"),
        TableColumn("verdict", context.label("to_be_adapted", of=Programme)),
        TableColumn("to_change", context.label("to_change", of=Programme)),
    )
    caption = context.say(
        id="Program, penilaian peserta atas kesesuaiannya, dan yang perlu diubah",
        en="Programmes, how relevant participants call them, and what is to be changed",
    )
    return context.table(shown, columns, caption=caption)
