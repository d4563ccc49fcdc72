"""Learning at any time: how much is learned online, and how much of it outside office hours."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import LearningActivity, Participation, Parts, ReportContext, Unit, section, text
from asn_dev.plugin.sentences import label, number, paragraph, remark, sentence, share_of
from asn_dev.plugin.tables import column, table

E_LEARNING = "16"
ONLINE = "unit_online_share"
UNITS = table(
    column("name", id="Perangkat daerah", en="units"),
    column("unit_staff", "integer", of=Unit),
    column(ONLINE, "decimal", id="JP daring (%)", en="Hours online (%)", unit="%", people="unit_staff"),
    column("unit_platform_hours", "decimal", of=Unit, people="unit_platform_people", optional=True),
    column("unit_platform_hours_over", "decimal", of=Unit, people="unit_platform_people", optional=True),
    column("unit_outside_share", "decimal", id="Di luar jam kerja (%)", en="Outside hours (%)", unit="%",
           people="unit_placed_people", optional=True),
    id="Belajar daring per perangkat daerah",
    en="Learning online by unit",
    order=(f"-{ONLINE}", "name"),
)  # fmt: skip
HOURS = sentence(
    id="{share} jam pelajaran {period} diikuti secara daring.",
    en="{share} of the hours of {period} were learned online.",
)
SMALL = sentence(
    id="{hidden} perangkat daerah terlalu kecil untuk ditampilkan sendiri.",
    en="{hidden} units are too small to be shown by themselves.",
)
PLATFORM = sentence(
    id="Di platform, {people} pegawai mengumpulkan {hours} JP; {over} JP lagi melampaui batas {limit} JP "
    "sehari dan tidak dihitung. {free} waktu belajar yang jamnya diketahui ada di luar jam kerja.",
    en="On the platform {people} people gathered {hours} JP; {over} JP more exceed the limit of {limit} JP a "
    "day and do not count. {free} of the time whose hour is known lies outside office hours.",
)
NO_PLATFORM = sentence(
    id="Kapan pegawai belajar belum diketahui: sertakan ekspor penyelesaian Moodle (CSV) atau pernyataan "
    "xAPI (JSON) dalam folder data.",
    en="When people learn is not known yet: put the completion export of Moodle (CSV) or xAPI statements "
    "(JSON) into the folder of data.",
)


@section(
    key="medan-belajar-kapan-saja",
    title=text(id="Medan: belajar kapan saja sambil bekerja", en="Medan: learning at any time beside work"),
    order=64,
)
def anytime(context: ReportContext) -> Parts:
    """Hours online by unit; what a platform tells of when people learn, under the daily limit."""
    platform = context.register.has(LearningActivity)
    learning = (pl.col("unit_learning_hours") > 0) | (pl.col("unit_platform_people") > 0)
    units = context.scores(Unit).filter(learning)
    if units.is_empty():
        return [context.nothing(Participation, LearningActivity)]
    large = units.filter(pl.col("unit_staff") >= context.minimum_group)
    shown = UNITS.of(large.with_columns(pl.col(ONLINE, "unit_outside_share") * 100))
    drawn = "unit_outside_share" if platform else ONLINE
    return [
        paragraph(*_everybody(context, units.height - large.height)),
        None if platform else remark(NO_PLATFORM),
        shown.bars(drawn, axis=label(drawn, of=Unit), greatest=100),
        shown,
    ]


def _everybody(context: ReportContext, hidden: int) -> Parts:
    """How much is learned online, and what the platform tells, of everybody."""
    units, limits = context.scores(Unit), context.p.lookup("learning.limit_per_day")
    people = int(units["unit_platform_people"].sum())
    platform = PLATFORM.of(
        people=people, hours=number(float(units["unit_platform_hours"].sum()), people=people),
        over=number(float(units["unit_platform_hours_over"].sum()), people=people),
        limit=number(limits.get(E_LEARNING), decimals=0),
        free=share_of(units, "unit_outside_minutes", "unit_placed_minutes"),
    )  # fmt: skip
    hours, small = (
        HOURS.of(share=share_of(units, "unit_online_hours", "unit_learning_hours")),
        SMALL.of(hidden=hidden) if hidden else None,
    )
    return [hours, small, platform if people >= context.minimum_group else None]
