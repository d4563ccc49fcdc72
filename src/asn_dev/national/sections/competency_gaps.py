"""Competency gaps: how well people match their posts, and which competencies fall short where."""

from __future__ import annotations

import polars as pl

from asn_dev.charts.people import (
    GREY_BARS,
    MATCHES,
    gaps_drawn,
    hides,
    match_bins,
    match_categories,
    matches_drawn,
    standard_gaps,
)
from asn_dev.formatting import Figure, Withheld
from asn_dev.plugin import Assessment, CivilServant, CompetencyGap, Parts, ReportContext, section, text
from asn_dev.plugin.sentences import listing, number, sentence, share, whole
from asn_dev.plugin.tables import column, division, facts, mean, people, table

CATEGORIES = {
    "MS": text(id="Memenuhi Syarat (MS)", en="Meets the requirement (MS)"),
    "MMS": text(id="Masih Memenuhi Syarat (MMS)", en="Just meets it (MMS)"),
    "KMS": text(id="Kurang Memenuhi Syarat (KMS)", en="Does not meet it (KMS)"),
}
SHOWN = 10
"""So many competencies are listed, those most often below the standard first."""
MATCH = "job_person_match"
BELOW = pl.col("gap") < 0

BINS = table(
    column("start", "decimal"),
    column("people", "integer", people="people"),
    id="Pegawai menurut JPM",
    en="People by job person match",
)
BY_UNIT = table(
    column("unit"),
    column("competency"),
    mean("gap", decimals=2, of=CompetencyGap),
    id="Rata-rata selisih menurut perangkat daerah dan kompetensi",
    en="Mean gap by unit and competency",
    by=("unit", "competency"),
)
MISSING = table(
    column("name", id="Kompetensi", en="Competency", value=pl.col("name").first()),
    people(id="Pegawai dinilai", en="People assessed"),
    mean("below", "percent", id="Di bawah standar", en="Below the standard", over=BELOW),
    mean("gap", "decimal", 2, id="Rata-rata selisih (level)", en="Mean gap (levels)"),
    id="Kompetensi yang paling sering di bawah standar",
    en="Competencies most often below the standard",
    by="competency",
    order=("-below", "gap", "name"),
    top=SHOWN,
)
KNOWN = sentence(
    id="Kecocokan jabatan (JPM) diketahui untuk {assessed} dari {people} pegawai ({share}), rata-ratanya "
    "{mean}. Dari {comparisons} perbandingan level yang dimiliki dengan level yang disyaratkan, {below} "
    "berada di bawah standar. Nilai yang tidak ada tidak diisi.",
    en="The job person match is known for {assessed} of {people} people ({share}), its mean is {mean}. Of "
    "{comparisons} comparisons of the level found with the level required, {below} are below the standard. "
    "What is missing is not filled in.",
)
BARS = sentence(id=MATCHES.id, en=MATCHES.en)
SOME_HIDDEN = sentence(id=f"{MATCHES.id} {GREY_BARS.id}", en=f"{MATCHES.en} {GREY_BARS.en}")


@section(key="kesenjangan", title=text(id="Kesenjangan kompetensi", en="Competency gaps"), order=40)
def competency(context: ReportContext) -> Parts:
    """The job person match, gap classes, units by competency, and what is most often missing."""
    everybody, gaps = context.scores(CivilServant), context.scores(CompetencyGap).drop_nulls("gap")
    if everybody.is_empty():
        return [context.nothing(CivilServant)]
    if gaps.is_empty():
        return [context.nothing(CompetencyGap, Assessment)]
    names = pl.col("competency").replace_strict(context.competency_names(), default=pl.col("competency"))
    categories = context.p.bands("competence.job_match_category").names
    classes = context.p.bands("competence.gap_class").names
    standard = standard_gaps(context)  # technical competencies alone may be known
    return [
        *_matches(context, everybody, gaps),
        division(
            everybody,
            "job_match_category",
            {name: CATEGORIES.get(name, name) for name in categories},
            caption=text(id="Pegawai menurut kategori JPM", en="People by category of the job person match"),
            heading=text(id="Kategori", en="Category"),
        ),
        division(
            everybody,
            "gap_class",
            {name: name for name in reversed(classes)},
            caption=text(id="Pegawai menurut kelas kesenjangan", en="People by gap class"),
            heading=text(id="Kelas kesenjangan", en="Gap class"),
        ),
        BY_UNIT.of(standard).drawn(lambda rows: gaps_drawn(context, rows)) if standard.height else None,
        MISSING.of(gaps.with_columns(name=names)),
    ]


def _matches(context: ReportContext, everybody: pl.DataFrame, gaps: pl.DataFrame) -> Parts:
    """How well people match their posts: in a sentence, in figures, and as bars."""
    assessed, bins, categories = everybody[MATCH].count(), match_bins(context), match_categories(context)
    match = number(context.mean(everybody, MATCH), people=assessed)
    below = "competencies_below_standard"
    shares = {
        name: Figure(value, "percent", people=None if isinstance(value, Withheld) else size)
        for name, value, size in zip(
            categories["category"], context.values(categories, "share"), categories["people"], strict=True
        )
    }
    bars = (SOME_HIDDEN if hides(bins) else BARS).of(people=whole(assessed), shares=listing(shares))
    return [
        KNOWN.of(
            assessed=assessed, people=everybody.height, mean=match, comparisons=gaps.height,
            share=share(assessed / everybody.height, people=everybody.height),
            below=share(gaps.select(BELOW.mean()).item(), people=gaps["nip"].n_unique()),
        ),
        facts(
            (text(id="Rata-rata JPM", en="Mean match"), match),
            (text(id="JPM diketahui", en="Match known"), whole(assessed), text(id="orang", en="people")),
            (
                text(id="Rata-rata di bawah standar", en="Mean below it"),
                number(context.mean(everybody, below), people=everybody[below].count()),
                text(id="kompetensi", en="competencies"),
            ),
        ),
        BINS.of(bins).drawn(lambda rows: matches_drawn(context, rows), bars if assessed else None),
    ]  # fmt: skip
