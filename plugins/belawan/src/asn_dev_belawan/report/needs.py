"""Needs and continuity: what people of each unit need and have learned, and whether units learn all year."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Assessment, CivilServant, CompetencyGap, Participation, Unit, section, text
from asn_dev.plugin.report import Parts, ReportContext
from asn_dev.plugin.sentences import label, listing, paragraph, parameter, remark, sentence, share, share_of
from asn_dev.plugin.tables import column, table

LEARNERS = pl.when(pl.col("active_quarters").is_not_null()).then(pl.col("unit_staff").fill_null(0).clip(1))
"""Behind the quarters stand the people of a unit, and behind no history nobody."""
PERCENT = column(
    "percent", "decimal", id="Terlayani (persen)", en="Covered (per cent)", people="people", unit="%"
)
BY_UNIT = table(
    column("name", id="Perangkat daerah", en="Unit"),
    column("needs", "integer", id="Kebutuhan", en="Needs", people="people"),
    column("covered", "integer", id="Terlayani", en="Covered", people="people", part_of="needs"),
    PERCENT,
    column("active_quarters", "integer", of=Unit, people=LEARNERS),
    column("active_every_quarter", "flag", of=Unit, people=LEARNERS),
    id="Kebutuhan dan kesinambungan per unit",
    en="Needs and continuity by unit",
    order="name",
)
BY_COMPETENCY = table(
    column("name", id="Kompetensi", en="Competency"),
    column("needs", "integer", id="Kebutuhan", en="Needs", people="people"),
    column("open", "integer", id="Belum terlayani", en="Not covered", people="people", part_of="needs"),
    PERCENT,
    id="Yang masih perlu ditingkatkan: kompetensi dengan kebutuhan terbanyak yang belum terlayani",
    en="What is still to be improved: competencies with most needs not covered",
    order=("-open", "name"),
    top=8,
)
TOO_SMALL = sentence(
    id="Kebutuhan belum dapat ditampilkan: kelompoknya terlalu kecil.",
    en="Needs cannot be shown yet: the groups are too small.",
)
COVERED = sentence(
    id="Di unit yang ditampilkan pegawai mempunyai {needs} kompetensi di bawah standar jabatannya; untuk "
    "{covered} di antaranya ({share}) mereka mengikuti program yang mengembangkannya pada {period}. Paling "
    "sedikit terlayani: {least} ({low}).",
    en="In the units shown people have {needs} competencies below the standard of their posts; for {covered} "
    "of them ({share}) they took part in a programme that develops it in {period}. Least covered: {least} "
    "({low}).",
)
BEFORE = sentence(
    id="Setahun sebelumnya, di semua unit, {share}.", en="The year before, in all units, it was {share}."
)
NO_HISTORY = sentence(
    id="Kesinambungan belum diketahui: riwayat pengembangan belum ada.",
    en="Continuity is not known: there are no histories of learning yet.",
)
ALWAYS = sentence(
    id="Pembinaan berkelanjutan: semua {always} unit belajar sedikitnya {quarters} triwulan.",
    en="Development goes on: all {always} units learned in at least {quarters} quarters.",
)
BROKEN = sentence(
    id="{always} dari {units} unit belajar sedikitnya {quarters} triwulan; yang terputus: {names}.",
    en="{always} of {units} units learned in at least {quarters} quarters; interrupted: {names}.",
)


@section(
    key="belawan-cakupan",
    title=text(id="Belawan: kebutuhan yang terlayani", en="Belawan: needs that are covered"),
    order=70,
)
def coverage(context: ReportContext) -> Parts:
    """Coverage of needs by unit and competency beside last year's, and the quarters with learning."""
    if context.scores(Unit).is_empty():
        return [context.nothing(Unit, CivilServant)]
    needs = context.scores(CompetencyGap).filter(pl.col("need_covered").is_not_null())
    units = context.scores(Unit).join(_covered(needs, "unit"), on="name", how="left")
    enough = pl.col("people") >= context.minimum_group
    large, axis = units.filter(enough), label("unit_need_coverage", of=Unit)
    names = pl.col("name").replace(context.competency_names())
    by_competency = _covered(needs, "competency").filter(enough).with_columns(name=names)
    covered = paragraph(*_coverage(context, large))
    chart = BY_UNIT.of(large).bars("percent", axis=axis, greatest=100)
    return [
        [covered, chart] if needs.height else context.nothing(CompetencyGap, Assessment, Participation),
        _quarters(context.shown(BY_UNIT.of(units))),
        BY_UNIT.of(units),
        BY_COMPETENCY.of(by_competency) if needs.height else None,
    ]


def _covered(needs: pl.DataFrame, key: str) -> pl.DataFrame:
    """How many needs there are and how many of them are covered; by people, not needs, a group is small."""
    covered = pl.col("need_covered")
    groups = needs.group_by(name=pl.col(key)).agg(
        people=pl.col("nip").n_unique(), needs=pl.len(), covered=covered.sum(), percent=covered.mean() * 100
    )
    return groups.with_columns(open=pl.col("needs") - pl.col("covered"))


def _coverage(context: ReportContext, large: pl.DataFrame) -> Parts:
    """How much is covered in the units that are shown, which fewest, and how it was the year before."""
    if large.is_empty():
        return [TOO_SMALL]
    least, percent = large.sort("percent", "name").select("name", "percent").row(0)
    covered = COVERED.of(
        needs=int(large["needs"].sum()), covered=int(large["covered"].sum()),
        share=share_of(large, "covered", "needs"), least=least, low=share(percent / 100),
    )  # fmt: skip
    earlier = context.in_year(context.period.year - 1).scores(CompetencyGap, "need_covered")
    people = earlier.drop_nulls("need_covered")["nip"].n_unique()
    before = BEFORE.of(share=share(context.mean(earlier, "need_covered"), people=people))
    return [covered, before] if people >= context.minimum_group else [covered]


def _quarters(units: pl.DataFrame) -> object:
    """Which units learned all year round, and which did not."""
    learned = units.drop_nulls("active_every_quarter")
    broken = learned.filter(~pl.col("active_every_quarter")).sort("active_quarters", "name")["name"].to_list()
    if learned.is_empty():
        return remark(NO_HISTORY)
    return (BROKEN if broken else ALWAYS).of(
        always=learned.height - len(broken), units=learned.height, names=listing(broken, most=4),
        quarters=parameter("belawan.continuity.quarters", "integer"),
    )  # fmt: skip
