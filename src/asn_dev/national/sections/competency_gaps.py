"""Competency gaps: how well people match their posts, and which competencies fall short where."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Assessment,
    Block,
    CivilServant,
    CompetencyGap,
    Fact,
    Facts,
    Paragraph,
    ReportContext,
    TableColumn,
    charts,
    section,
    text,
)

CATEGORIES = {
    "MS": text(id="Memenuhi Syarat (MS)", en="Meets the requirement (MS)"),
    "MMS": text(id="Masih Memenuhi Syarat (MMS)", en="Just meets it (MMS)"),
    "KMS": text(id="Kurang Memenuhi Syarat (KMS)", en="Does not meet it (KMS)"),
}
SHOWN = 10
"""So many competencies are listed, those most often below the standard first."""


@section(key="kesenjangan", title=text(id="Kesenjangan kompetensi", en="Competency gaps"), order=40)
def competency(context: ReportContext) -> list[Block]:
    """The job person match, gap classes, units by competency, and what is most often missing."""
    people, gaps = context.scores(CivilServant), context.scores(CompetencyGap)
    if people.is_empty():
        return [context.nothing(CivilServant)]
    with_gap = gaps.filter(pl.col("gap").is_not_null())
    if with_gap.is_empty():
        return [context.nothing(CompetencyGap, Assessment)]
    say = context.say
    categories = context.region.parameters.bands("competence.job_match_category").names
    classes = context.region.parameters.bands("competence.gap_class").names
    blocks: list[Block] = [Paragraph(_sentence(context, people, with_gap)), _facts(context, people)]
    blocks.append(context.chart(charts.job_match(context)))
    blocks += context.distribution(
        people,
        "job_match_category",
        {name: CATEGORIES[name].in_(context.language) if name in CATEGORIES else name for name in categories},
        caption=say(id="Pegawai menurut kategori JPM", en="People by category of the job person match"),
        heading=say(id="Kategori", en="Category"),
    )
    blocks += context.distribution(
        people,
        "gap_class",
        {name: name for name in reversed(classes)},
        caption=say(id="Pegawai menurut kelas kesenjangan", en="People by gap class"),
        heading=say(id="Kelas kesenjangan", en="Gap class"),
    )
    gaps_by_unit = charts.competency_gaps(context)
    if not gaps_by_unit.empty:  # technical competencies alone may be known
        blocks.append(context.chart(gaps_by_unit))
    return [*blocks, *_missing(context, with_gap)]


def _sentence(context: ReportContext, people: pl.DataFrame, with_gap: pl.DataFrame) -> str:
    integer = context.integer
    assessed = people["job_person_match"].count()
    mean = context.number(context.mean(people, "job_person_match"))
    share = context.percent(assessed / people.height)
    below = context.percent(float((with_gap["gap"] < 0).sum()) / with_gap.height)
    return context.say(
        id=f"Kecocokan jabatan (JPM) diketahui untuk {integer(assessed)} dari {integer(people.height)} "
        f"pegawai ({share}), rata-ratanya {mean}. Dari {integer(with_gap.height)} perbandingan level yang "
        f"dimiliki dengan level yang disyaratkan, {below} berada di bawah standar. Nilai yang tidak ada "
        "tidak diisi.",
        en=f"The job person match is known for {integer(assessed)} of {integer(people.height)} people "
        f"({share}), its mean is {mean}. Of {integer(with_gap.height)} comparisons of the level found with "
        f"the level required, {below} are below the standard. What is missing is not filled in.",
    )


def _facts(context: ReportContext, people: pl.DataFrame) -> Facts:
    say = context.say
    mean, assessed = context.mean(people, "job_person_match"), people["job_person_match"].count()
    below = context.mean(people, "competencies_below_standard")
    persons, competencies = say(id="orang", en="people"), say(id="kompetensi", en="competencies")
    return Facts(
        [
            Fact(say(id="Rata-rata JPM", en="Mean match"), mean, "decimal"),
            Fact(say(id="JPM diketahui", en="Match known"), assessed, "integer", persons),
            Fact(say(id="Rata-rata di bawah standar", en="Mean below it"), below, "decimal", competencies),
        ]
    )


def _missing(context: ReportContext, with_gap: pl.DataFrame) -> list[Block]:
    say, names = context.say, context.competency_names()
    groups = context.grouped(
        with_gap, "competency", means={"below": pl.col("gap") < 0, "gap": pl.col("gap")}
    ).with_columns(
        pl.col("competency").replace_strict(names, default=pl.col("competency")).alias("name"),
    )
    ranked = groups.sort("below", "gap", "name", descending=[True, False, False], nulls_last=True).head(SHOWN)
    columns = (
        TableColumn("name", say(id="Kompetensi", en="Competency")),
        TableColumn("people", say(id="Pegawai dinilai", en="People assessed"), "integer"),
        TableColumn("below", say(id="Di bawah standar", en="Below the standard"), "percent"),
        TableColumn("gap", say(id="Rata-rata selisih (level)", en="Mean gap (levels)"), "decimal", 2),
    )
    caption = say(
        id="Kompetensi yang paling sering di bawah standar", en="Competencies most often below the standard"
    )
    return [context.table(ranked, columns, caption=caption)]
