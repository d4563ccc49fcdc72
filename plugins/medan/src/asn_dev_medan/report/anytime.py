"""Learning at any time: how much is learned online, and how much of it outside office hours."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Block,
    LearningActivity,
    Note,
    Paragraph,
    Participation,
    ReportContext,
    TableBlock,
    TableColumn,
    Unit,
    section,
    text,
)
from asn_dev_medan.report.small_groups import kept_back

E_LEARNING = "16"
PLATFORM = ("unit_platform_hours", "unit_platform_hours_over")


@section(
    key="medan-belajar-kapan-saja",
    title=text(id="Medan: belajar kapan saja sambil bekerja", en="Medan: learning at any time beside work"),
    order=64,
)
def anytime(context: ReportContext) -> list[Block]:
    """Hours online by unit; what a platform tells of when people learn, under the daily limit."""
    platform = context.register.has(LearningActivity)
    units = context.scores(Unit).filter(
        (pl.col("unit_learning_hours") > 0) | (pl.col("unit_platform_people") > 0)
    )
    if units.is_empty():
        return [context.nothing(Participation, LearningActivity)]
    behind = {"percent": pl.col("unit_staff")}
    if platform:
        behind |= {name: pl.col("unit_platform_people") for name in PLATFORM}
        behind["outside"] = pl.col("unit_placed_people")
    units = units.with_columns(
        percent=pl.col("unit_online_share") * 100, outside=pl.col("unit_outside_share") * 100
    )
    ranked = kept_back(context, units, behind).sort(
        "percent", "name", descending=[True, False], nulls_last=True
    )
    shown = ranked.filter(pl.col("unit_staff") >= context.minimum_group)
    name = "outside" if platform else "percent"
    axis = context.label("unit_outside_share" if platform else "unit_online_share", of=Unit)
    return [
        Paragraph(_sentence(context, units.height - shown.height)),
        *([] if platform else [Note(_no_platform(context))]),
        context.chart(context.bars(shown, name, axis=axis, label="name", unit="%", greatest=100)),
        _table(context, shown, platform),
    ]


def _sentence(context: ReportContext, hidden: int) -> str:
    everything, number = context.scores(Unit), context.number
    hours, online = (float(everything[name].sum()) for name in ("unit_learning_hours", "unit_online_hours"))
    share = context.percent(online / hours if hours else None)
    sentence = context.say(
        id=f"{share} jam pelajaran {context.period_in_words} diikuti secara daring.",
        en=f"{share} of the hours of {context.period_in_words} were learned online.",
    )
    if hidden:
        sentence += context.say(
            id=f" {hidden} perangkat daerah terlalu kecil untuk ditampilkan sendiri.",
            en=f" {hidden} units are too small to be shown by themselves.",
        )
    people = int(everything["unit_platform_people"].sum())
    if people < context.minimum_group:
        return sentence
    counted, over = (float(everything[name].sum()) for name in PLATFORM)
    placed, outside = (
        float(everything[name].sum()) for name in ("unit_placed_minutes", "unit_outside_minutes")
    )
    limit = number(context.region.parameters.lookup("learning.limit_per_day").get(E_LEARNING), decimals=0)
    free = context.percent(outside / placed if placed else None)
    return sentence + context.say(
        id=f" Di platform, {context.integer(people)} pegawai mengumpulkan {number(counted)} JP; "
        f"{number(over)} JP "
        f"lagi melampaui batas {limit} JP sehari dan tidak dihitung. {free} waktu belajar yang jamnya "
        "diketahui "
        "ada di luar jam kerja.",
        en=f" On the platform {context.integer(people)} people gathered {number(counted)} JP; "
        f"{number(over)} JP "
        f"more exceed the limit of {limit} JP a day and do not count. {free} of the time whose hour is known "
        "lies outside office hours.",
    )


def _no_platform(context: ReportContext) -> str:
    return context.say(
        id="Kapan pegawai belajar belum diketahui: sertakan ekspor penyelesaian Moodle (CSV) atau pernyataan "
        "xAPI (JSON) dalam folder data.",
        en="When people learn is not known yet: put the completion export of Moodle (CSV) or xAPI statements "
        "(JSON) into the folder of data.",
    )


def _table(context: ReportContext, units: pl.DataFrame, platform: bool) -> TableBlock:
    label = context.label
    columns = [
        TableColumn("name", context.table_name(Unit)),
        TableColumn("unit_staff", label("unit_staff", of=Unit), "integer"),
        TableColumn("percent", context.say(id="JP daring (%)", en="Hours online (%)"), "decimal"),
    ]
    if platform:
        columns += [
            *(TableColumn(name, label(name, of=Unit), "decimal") for name in PLATFORM),
            TableColumn(
                "outside", context.say(id="Di luar jam kerja (%)", en="Outside hours (%)"), "decimal"
            ),
        ]
    caption = context.say(id="Belajar daring per perangkat daerah", en="Learning online by unit")
    return context.table(units, columns, caption=caption)
