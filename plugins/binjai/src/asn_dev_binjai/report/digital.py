"""What changed in services where people learned to work with systems of e-government."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    CANNOT,
    OUTCOMES,
    Block,
    ChartBlock,
    CivilServant,
    Lines,
    Note,
    Paragraph,
    Participation,
    Programme,
    ReportContext,
    Series,
    TableColumn,
    Unit,
    section,
    text,
)


@section(
    key="binjai-digital",
    title=text(id="Binjai: pelatihan digital dan layanan", en="Binjai: digital training and services"),
    order=61,
)
def digital(context: ReportContext) -> list[Block]:
    """How many of each unit had digital training, and what changed in the services of those trained by it."""
    if not all(context.register.has(record) for record in (CivilServant, Participation)):
        return [context.nothing(CivilServant, Participation)]
    units = context.scores(Unit).filter(pl.col("unit_staff") > 0)
    few = pl.col("unit_staff") < context.minimum_group
    hidden = pl.when(few).then(pl.lit(["percent"])).otherwise(pl.lit([], pl.List(pl.String)))
    shown = units.with_columns(
        percent=pl.when(~few).then(pl.col("unit_digital_share") * 100), withheld=hidden
    )
    chart = context.chart(
        context.bars(
            shown,
            "percent",
            axis=context.label("unit_digital_share", of=Unit),
            label="name",
            unit="%",
            limit=context.region.parameters.number("binjai.digital.trained_share") * 100,
            limit_label=context.say(id="terlatih digital", en="digitally trained"),
            greatest=100,
        )
    )
    return [Paragraph(_sentence(context, units)), chart, *_effects(context)]


def _sentence(context: ReportContext, units: pl.DataFrame) -> str:
    trained, staff = int(units["unit_digitally_trained"].sum()), int(units["unit_staff"].sum())
    share = context.region.parameters.number("binjai.digital.trained_share")
    many = units.filter(units["unit_digital_share"] >= share, units["unit_staff"] >= context.minimum_group)
    if not trained:
        return context.say(
            id=f"Pada {context.period_in_words} tidak ada pelatihan digital dalam riwayat pegawai.",
            en=f"In {context.period_in_words} nobody's history has digital training.",
        )
    of_all, limit = context.percent(trained / staff), context.percent(share, decimals=0)
    if not many.height:
        return context.say(
            id=f"{of_all} pegawai mengikuti pelatihan digital; belum ada unit yang mencapai {limit}.",
            en=f"{of_all} of the staff had digital training; no unit reached {limit} of its people.",
        )
    names = ", ".join(many.sort("unit_digital_share", "name", descending=[True, False])["name"].head(4))
    return context.say(
        id=f"{of_all} pegawai mengikuti pelatihan digital; sedikitnya {limit} pegawai di {names}.",
        en=f"{of_all} of the staff had digital training; at least {limit} of the people of {names}.",
    )


def _effects(context: ReportContext) -> list[Block]:
    """The differences that digital programmes made, where they trained units that serve citizens."""
    codes = context.scores(Programme).filter(pl.col("is_digital")).select("code", "name")
    # programmes that trained the same units have one effect; it is digital if one of them is
    digital = (
        context.evaluation.effects.filter(scope="programme")
        .select(joint="name", code=pl.col("programmes").str.split(", "))
        .unique("joint")
        .explode("code")
        .join(codes, on="code")
        .group_by(name="joint")
        .agg(called=pl.coalesce("name", "code").sort().str.join(" + "))
    )
    effects = context.evaluation.effects.filter(scope="programme").join(digital, on="name")
    if effects.is_empty():
        sentence = context.say(
            id="Belum ada program digital yang melatih cukup banyak pegawai unit pelayanan, "
            "sehingga pengaruhnya atas layanan belum dapat diperkirakan.",
            en="No digital programme has trained enough of a serving unit yet, "
            "so its effect on services cannot be estimated.",
        )
        return [Note(sentence)]
    names = {code: name.in_(context.language) for code, name in OUTCOMES.items()}
    rows = effects.with_columns(measured=pl.col("outcome").replace(names)).sort("called", "measured")
    columns = (
        TableColumn("called", context.label("name", of=Programme)),
        TableColumn("measured", context.heading("outcome")),
        *(TableColumn(name, context.heading(name), "decimal", 2) for name in ("effect", "low", "high")),
        TableColumn("comparison_units", context.heading("comparison_units"), "integer"),
    )
    caption = context.say(
        id="Perubahan layanan unit yang mengikuti program digital, dikurangi perubahan unit pembanding",
        en="Change in the services of units in a digital programme, less that of units compared with",
    )
    claim = "claim"
    waiting = rows.filter(outcome="waiting_minutes")
    return [
        *(Paragraph(f"{name}: {told}") for name, told in waiting.select("called", claim).iter_rows()),
        *(
            _months(context, name, called)
            for name, called in waiting.select("name", "called").head(1).iter_rows()
        ),
        context.table(rows, columns, caption=caption),
        Note(CANNOT.in_(context.language)),
    ]


def _months(context: ReportContext, name: str, called: str) -> ChartBlock:
    """Waiting before and after, beside the units compared with."""
    months = context.evaluation.months.filter(
        pl.col("scope") == "programme", pl.col("name") == name, pl.col("outcome") == "waiting_minutes"
    )
    trained, others = context.heading("trained"), context.heading("comparison")
    during = months.filter(pl.col("phase") == "training")["month"]
    axis = OUTCOMES["waiting_minutes"].in_(context.language)
    chart = Lines(
        months["month"].to_list(),
        [Series(trained, months["trained"].to_list()), Series(others, months["comparison"].to_list())],
        axis=axis,
        marked=(during[0], during[-1]) if during.len() else None,
        marked_label=context.say(id="pelatihan", en="training"),
    )
    sentence = context.say(
        id=f"{axis}, bulan demi bulan, unit yang mengikuti {called} dan unit pembanding.",
        en=f"{axis}, month by month, of units in {called} and of units compared with.",
    )
    return ChartBlock(chart, sentence)
