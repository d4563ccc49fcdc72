"""Persuasion: how ready units are for change, beside the measured benefits to show them."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    CANNOT,
    OUTCOMES,
    Answer,
    Block,
    Note,
    Paragraph,
    ReportContext,
    TableBlock,
    TableColumn,
    Unit,
    section,
    text,
)
from asn_dev_medan.report.small_groups import kept_back, silent_units


@section(
    key="medan-manfaat",
    title=text(id="Medan: kesiapan berubah dan manfaat langsung", en="Medan: readiness and direct benefits"),
    order=63,
)
def benefits(context: ReportContext) -> list[Block]:
    """Whom to persuade, and with what: what their own people gained, else what others did."""
    units = _ready(context)
    if units.is_empty():
        return [context.nothing(Answer)]
    asked = units.filter(pl.col("unit_readiness").is_not_null())
    limit = context.region.parameters.number("medan.persuasion.readiness")
    return [
        Paragraph(_sentence(context, units, limit)),
        context.chart(
            context.bars(
                asked,
                "unit_readiness",
                axis=context.label("unit_readiness", of=Unit),
                decimals=2,
                limit=limit,
                limit_label=context.say(id="batas", en="limit"),
                greatest=5,
            )
        ),
        _table(context, units),
        Note(CANNOT.in_(context.language)),
    ]


def _ready(context: ReportContext) -> pl.DataFrame:
    """The units whose staff was asked, the least ready first, with what each can be shown.

    Units of which neither may be said are left out.
    """
    silent = pl.col("name").is_in(silent_units(context))
    asked = context.scores(Unit).filter(pl.col("unit_readiness").is_not_null() | silent)
    asked = kept_back(context, asked, {"unit_readiness": silent, "needs_persuasion": silent})
    units = asked.rename({"name": "unit"}).join(_services(context), on="unit", how="left")
    show = pl.concat_str("service", "test", separator="; ", ignore_nulls=True)
    return (
        units.join(_gains(context), on="unit", how="left")
        .with_columns(show=pl.when(show != "").then(show))
        .filter(pl.col("unit_readiness").is_not_null() | pl.col("show").is_not_null())
        .sort("unit_readiness", "unit", nulls_last=True)
    )


def _services(context: ReportContext) -> pl.DataFrame:
    """What became better in the services of each trained unit: unit, service.

    Shown is what fell, of which at least half remains had both sides gone on as they went before the
    training, and of which few of the units compared with show as much.
    """
    chance = context.region.parameters.number("medan.persuasion.chance")
    own_way = (pl.col("beyond_trend") > pl.col("effect") / 2).fill_null(False)
    luck = pl.col("placebo_as_large") > chance * pl.col("placebos")
    better = context.evaluation.effects.filter(
        pl.col("scope") == "unit", pl.col("effect") < 0, ~own_way, ~luck.fill_null(True)
    )
    rows = [
        (
            name,
            context.say(
                id=f"{OUTCOMES[outcome].id} turun {context.number(-effect)} dibanding unit pembanding",
                en=f"{OUTCOMES[outcome].en} fell by {context.number(-effect)} against units compared with",
            ),
        )
        for name, outcome, effect in better.select("name", "outcome", "effect").iter_rows()
    ]
    services = pl.DataFrame(rows, schema={"unit": pl.String, "service": pl.String}, orient="row")
    return services.group_by("unit").agg(pl.col("service").sort().str.join("; "))


def _gains(context: ReportContext) -> pl.DataFrame:
    """What the people of each unit gained in tests, where it is worth showing: unit, test."""
    least = context.region.parameters.number("medan.persuasion.least_gain")
    learned = context.evaluation.learning.filter(pl.col("level") == "unit", pl.col("gain") >= least)
    rows = [
        (
            unit,
            context.say(
                id=f"nilai tes pegawainya naik {context.number(gain)} poin",
                en=f"its people gained {context.number(gain)} points in tests",
            ),
        )
        for unit, gain in learned.select("group", "gain").iter_rows()
    ]
    return pl.DataFrame(rows, schema={"unit": pl.String, "test": pl.String}, orient="row")


def _sentence(context: ReportContext, units: pl.DataFrame, limit: float) -> str:
    rated = units.filter(pl.col("unit_readiness").is_not_null())
    persuade = rated.filter(pl.col("needs_persuasion"))
    line = context.number(limit, decimals=2)
    if persuade.is_empty():
        return context.say(
            id=f"Tidak ada dari {rated.height} perangkat daerah yang kesiapannya ditampilkan berada di bawah "
            f"{line}; manfaat di bawah ini cukup diumumkan.",
            en=f"None of the {rated.height} units whose readiness is shown is below {line}; the benefits "
            "below "
            "need only be made known.",
        )
    own = persuade.filter(pl.col("show").is_not_null())
    names = ", ".join(persuade["unit"].head(5))
    sentence = context.say(
        id=f"{persuade.height} dari {rated.height} perangkat daerah perlu didekati secara persuasif "
        "(kesiapan di "
        f"bawah {line}): {names}. Untuk {own.height} di antaranya ada manfaat terukur dari unitnya sendiri.",
        en=f"{persuade.height} of {rated.height} units need persuasion (readiness below {line}): {names}. "
        f"For {own.height} of them there is a benefit measured in the unit itself.",
    )
    examples = units.filter(pl.col("service").is_not_null()).sort("unit_readiness", "unit", nulls_last=True)
    if own.height < persuade.height and examples.height:
        unit, service = examples.select("unit", "service").row(0)
        sentence += context.say(
            id=f" Kepada yang lain dapat diperlihatkan contoh {unit} ({service}).",
            en=f" The others can be shown the example of {unit} ({service}).",
        )
    return sentence


def _table(context: ReportContext, units: pl.DataFrame) -> TableBlock:
    none = context.say(id="belum ada yang terukur", en="nothing measured yet")
    words = (
        pl.when("needs_persuasion")
        .then(pl.lit(context.say(id="ya", en="yes")))
        .when(~pl.col("needs_persuasion"))
        .then(pl.lit(context.say(id="tidak", en="no")))
    )
    columns = (
        TableColumn("unit", context.say(id="Perangkat daerah", en="Unit")),
        TableColumn("unit_readiness", context.say(id="Kesiapan", en="Readiness"), "decimal", 2),
        TableColumn("needs_persuasion", context.say(id="Perlu didekati", en="Needs persuasion")),
        TableColumn("show", context.say(id="Manfaat yang diperlihatkan", en="Benefit to show")),
    )
    caption = context.say(
        id="Kesiapan tiap unit (1 sampai 5) dan manfaat langsung yang dapat diperlihatkan kepadanya",
        en="Readiness of each unit (1 to 5), and the direct benefits it can be shown",
    )
    rows = units.with_columns(needs_persuasion=words, show=pl.col("show").fill_null(none))
    return context.table(rows, columns, caption=caption)
