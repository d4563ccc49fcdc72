"""With which universities the city learns, what is held online, and who completes it."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import CivilServant, Parts, Programme, ReportContext, Unit, section, text
from asn_dev.plugin.sentences import paragraph, sentence, share
from asn_dev.plugin.tables import bars, column, table

UNKNOWN = text(id="tidak diketahui", en="unknown")
WITH = {True: text(id="kampus daerah", en="local university"), False: text(id="lain", en="other")}
WAYS = {True: text(id="daring", en="online"), False: text(id="tatap muka", en="face to face")}
ENROLLED, CAME = pl.col("enrolled").sum(), pl.col("participants").sum()
BY_WAY = table(
    column("with_local_university", id="Bersama", en="With", words=WITH, missing=UNKNOWN),
    column("is_online", id="Cara", en="Way", words=WAYS, missing=UNKNOWN),
    column("programmes", "integer", id="Program", en="Programmes", value=pl.len()),
    column("enrolled", "integer", of=Programme, value=ENROLLED, people=ENROLLED),
    column("completion", "percent", of=Programme, value=CAME / ENROLLED, people=ENROLLED),
    id="Program menurut mitra dan cara",
    en="Programmes by partner and way",
    by=("with_local_university", "is_online"),
    order=("with_local_university", "is_online"),
)
ONLINE = column("unit_online_share", "percent", of=Unit, people="unit_staff")
LOCAL = sentence(
    id="{local} dari {held} program pada {period} diadakan bersama kampus daerah ({share}).",
    en="{local} of {held} programmes in {period} were held with a local university ({share}).",
)
COMPLETED = sentence(
    id="{online} program daring diselesaikan oleh {online_share} yang terdaftar, {others} program lain oleh "
    "{other_share}.",
    en="{online} programmes online were completed by {online_share} of those enrolled, {others} others by "
    "{other_share}.",
)
HOURS = sentence(
    id="{share} jam pelajaran pada {period} diikuti secara daring.",
    en="{share} of the hours in {period} were learned online.",
)


@section(
    key="binjai-mitra-daring",
    title=text(id="Binjai: kampus mitra dan kursus daring", en="Binjai: universities and courses online"),
    order=62,
)
def partners(context: ReportContext) -> Parts:
    """The programmes of the period by partner, the completion of those online, and hours online by unit."""
    held = context.scores(Programme).filter(pl.col("enrolled") > 0)
    units = context.scores(Unit).filter(pl.col("unit_learning_hours") > 0)
    hours, online = (float(units[name].sum()) for name in ("unit_learning_hours", "unit_online_hours"))
    parts = [
        *([_programmes(held), BY_WAY.of(held)] if held.height else []),
        *(
            [HOURS.of(share=share(online / hours)), bars(units, ONLINE, label="name", greatest=100)]
            if units.height
            else []
        ),
    ]
    return parts or [context.nothing(Programme, CivilServant)]


def _programmes(held: pl.DataFrame) -> object:
    """How many are held with a local university, and how those online are completed beside the others."""
    local = int(held["with_local_university"].sum())
    online, others = held.filter("is_online"), held.filter(~pl.col("is_online"))
    completed = COMPLETED.of(
        online=online.height, online_share=_completion(online),
        others=others.height, other_share=_completion(others),
    )  # fmt: skip
    return paragraph(
        LOCAL.of(local=local, held=held.height, share=share(local / held.height, decimals=0)),
        completed if online.height and others.height else None,
    )


def _completion(programmes: pl.DataFrame) -> object:
    """Of all enrolled in these the share that came."""
    came, enrolled = (int(programmes[name].sum()) for name in ("participants", "enrolled"))
    return share(came / enrolled if enrolled else None, people=enrolled)
