"""With which universities the city learns, what is held online, and who completes it."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Block,
    CivilServant,
    Paragraph,
    Programme,
    ReportContext,
    TableBlock,
    TableColumn,
    Unit,
    section,
    text,
)


@section(
    key="binjai-mitra-daring",
    title=text(id="Binjai: kampus mitra dan kursus daring", en="Binjai: universities and courses online"),
    order=62,
)
def partners(context: ReportContext) -> list[Block]:
    """The programmes of the period by partner, the completion of those online, and hours online by unit."""
    held = context.scores(Programme).filter(pl.col("enrolled") > 0)
    blocks: list[Block] = []
    if held.height:
        blocks += [Paragraph(_sentence(context, held)), _ways(context, held)]
    blocks += _online_by_unit(context)
    return blocks or [context.nothing(Programme, CivilServant)]


def _sentence(context: ReportContext, held: pl.DataFrame) -> str:
    local, when = int(held["with_local_university"].sum()), context.period_in_words
    share = context.percent(local / held.height, decimals=0)
    online, classroom = held.filter(pl.col("is_online")), held.filter(~pl.col("is_online"))
    sentence = context.say(
        id=f"{local} dari {held.height} program pada {when} diadakan bersama kampus daerah ({share}).",
        en=f"{local} of {held.height} programmes in {when} were held with a local university ({share}).",
    )
    done = [_completed(one) for one in (online, classroom)]
    if done[0] is None or done[1] is None:
        return sentence
    shares = [context.percent(share) for share in done]
    return sentence + context.say(
        id=f" {online.height} program daring diselesaikan oleh {shares[0]} yang terdaftar, "
        f"{classroom.height} program lain oleh {shares[1]}.",
        en=f" {online.height} programmes online were completed by {shares[0]} of those enrolled, "
        f"{classroom.height} others by {shares[1]}.",
    )


def _completed(programmes: pl.DataFrame) -> float | None:
    """Of all enrolled in these the share that came."""
    enrolled = int(programmes["enrolled"].sum())
    return int(programmes["participants"].sum()) / enrolled if enrolled else None


def _ways(context: ReportContext, held: pl.DataFrame) -> TableBlock:
    """Programmes, people enrolled and completion by partner and way."""
    unknown = context.say(id="tidak diketahui", en="unknown")
    universities = {
        True: context.say(id="kampus daerah", en="local university"),
        False: context.say(id="lain", en="other"),
    }
    ways = {
        True: context.say(id="daring", en="online"),
        False: context.say(id="tatap muka", en="face to face"),
    }
    local = pl.col("with_local_university").replace_strict(
        universities, default=unknown, return_dtype=pl.String
    )
    way = pl.col("is_online").replace_strict(ways, default=unknown, return_dtype=pl.String)
    rows = (
        held.with_columns(local=local, way=way)
        .group_by("local", "way")
        .agg(programmes=pl.len(), enrolled=pl.col("enrolled").sum(), came=pl.col("participants").sum())
        .with_columns(completion=pl.col("came") / pl.col("enrolled"))
        .sort("local", "way")
    )
    few = pl.col("enrolled") < context.minimum_group
    hidden = pl.when(few).then(pl.lit(["enrolled", "completion"])).otherwise(pl.lit([], pl.List(pl.String)))
    columns = (
        TableColumn("local", context.say(id="Bersama", en="With")),
        TableColumn("way", context.say(id="Cara", en="Way")),
        TableColumn("programmes", context.say(id="Program", en="Programmes"), "integer"),
        TableColumn("enrolled", context.label("enrolled", of=Programme), "integer"),
        TableColumn("completion", context.label("completion", of=Programme), "percent"),
    )
    caption = context.say(id="Program menurut mitra dan cara", en="Programmes by partner and way")
    return context.table(rows.with_columns(withheld=hidden), columns, caption=caption)


def _online_by_unit(context: ReportContext) -> list[Block]:
    units = context.scores(Unit).filter(pl.col("unit_learning_hours") > 0)
    if not units.height:
        return []
    hours, online = (float(units[name].sum()) for name in ("unit_learning_hours", "unit_online_hours"))
    few = pl.col("unit_staff").fill_null(0) < context.minimum_group
    hidden = pl.when(few).then(pl.lit(["percent"])).otherwise(pl.lit([], pl.List(pl.String)))
    shown = units.with_columns(percent=pl.when(~few).then(pl.col("unit_online_share") * 100), withheld=hidden)
    share = context.percent(online / hours)
    sentence = context.say(
        id=f"{share} jam pelajaran pada {context.period_in_words} diikuti secara daring.",
        en=f"{share} of the hours in {context.period_in_words} were learned online.",
    )
    chart = context.chart(
        context.bars(
            shown,
            "percent",
            axis=context.label("unit_online_share", of=Unit),
            label="name",
            unit="%",
            greatest=100,
        )
    )
    return [Paragraph(sentence), chart]
