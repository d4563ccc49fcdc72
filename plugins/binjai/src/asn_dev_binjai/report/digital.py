"""What changed in services where people learned to work with systems of e-government."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import CivilServant, Participation, Programme, Unit, section, text
from asn_dev.plugin.report import CANNOT, OUTCOMES, Evaluation, Parts, ReportContext
from asn_dev.plugin.sentences import listing, paragraph, parameter, remark, sentence, share
from asn_dev.plugin.tables import bars, column, lines, table

TRAINED = "binjai.digital.trained_share"
SHARE = column("unit_digital_share", "percent", of=Unit, people="unit_staff")
EFFECTS = table(
    column("name", of=Programme),
    column("outcome", of=Evaluation, words=OUTCOMES),
    *(column(name, "decimal", 2, of=Evaluation) for name in ("effect", "low", "high")),
    column("comparison_units", "integer", of=Evaluation),
    id="Perubahan layanan unit yang mengikuti program digital, dikurangi perubahan unit pembanding",
    en="Change in the services of units in a digital programme, less that of units compared with",
    order=("name", "outcome"),
)
NOBODY = sentence(
    id="Pada {period} tidak ada pelatihan digital dalam riwayat pegawai.",
    en="In {period} nobody's history has digital training.",
)
NO_UNIT = sentence(
    id="{share} pegawai mengikuti pelatihan digital; belum ada unit yang mencapai {limit}.",
    en="{share} of the staff had digital training; no unit reached {limit} of its people.",
)
SOME = sentence(
    id="{share} pegawai mengikuti pelatihan digital; sedikitnya {limit} pegawai di {names}.",
    en="{share} of the staff had digital training; at least {limit} of the people of {names}.",
)
NO_EFFECT_YET = sentence(
    id="Belum ada program digital yang melatih cukup banyak pegawai unit pelayanan, sehingga pengaruhnya "
    "atas layanan belum dapat diperkirakan.",
    en="No digital programme has trained enough of a serving unit yet, so its effect on services cannot be "
    "estimated.",
)
MONTHS = sentence(
    id="{axis}, bulan demi bulan, unit yang mengikuti {programme} dan unit pembanding.",
    en="{axis}, month by month, of units in {programme} and of units compared with.",
)


@section(
    key="binjai-digital",
    title=text(id="Binjai: pelatihan digital dan layanan", en="Binjai: digital training and services"),
    order=61,
    needs=[CivilServant, Participation],
)
def digital(context: ReportContext) -> Parts:
    """How many of each unit had digital training, and what changed in the services of those trained by it."""
    units = context.scores(Unit).filter(pl.col("unit_staff") > 0)
    people, staff = int(units["unit_digitally_trained"].sum()), int(units["unit_staff"].sum())
    many = units.filter(
        pl.col("unit_digital_share") >= context.p.number(TRAINED),
        pl.col("unit_staff") >= context.minimum_group,
    ).sort("unit_digital_share", "name", descending=[True, False])
    trained_people = SOME if people and many.height else NO_UNIT if people else NOBODY
    trained = text(id="terlatih digital", en="digitally trained")
    return [
        trained_people.of(
            share=share(people / staff if staff else None, people=people),
            limit=parameter(TRAINED, "percent", decimals=0), names=listing(many["name"].head(4).to_list()),
        ),
        bars(units, SHARE, label="name", limit=TRAINED, limit_label=trained, greatest=100),
        *_effects(context),
    ]  # fmt: skip


def _effects(context: ReportContext) -> Parts:
    """The differences that digital programmes made, where they trained units that serve citizens."""
    digital = (
        context.scores(Programme).filter("is_digital").select("code", called=pl.coalesce("name", "code"))
    )
    effects = context.evaluation.effects.filter(scope="programme").rename({"name": "code"})
    # Programmes that trained the same units have one effect; it is digital if one of them is.
    joint = effects.select("code", each=pl.col("programmes").str.split(", ")).unique("code").explode("each")
    named = joint.join(digital, left_on="each", right_on="code").group_by("code")
    effects = effects.join(named.agg(name=pl.col("called").sort().str.join(" + ")), on="code")
    if effects.is_empty():
        return [remark(NO_EFFECT_YET)]
    waiting = effects.filter(outcome="waiting_minutes").sort("name")
    return [
        *(paragraph(f"{name}: {claim}") for name, claim in waiting.select("name", "claim").iter_rows()),
        *(_months(context, *row) for row in waiting.select("code", "name").head(1).iter_rows()),
        EFFECTS.of(effects),
        remark(CANNOT),
    ]


def _months(context: ReportContext, code: str, programme: str) -> object:
    """Waiting before and after, beside the units compared with."""
    months = context.evaluation.months.filter(scope="programme", name=code, outcome="waiting_minutes")
    during = months.filter(pl.col("phase") == "training")["month"]
    return lines(
        months,
        "month",
        *(column(name, "decimal", of=Evaluation) for name in ("trained", "comparison")),
        axis=OUTCOMES["waiting_minutes"],
        sentence=MONTHS.of(axis=OUTCOMES["waiting_minutes"], programme=programme),
        marked=(during[0], during[-1]) if during.len() else None,
        marked_label=text(id="pelatihan", en="training"),
    )
