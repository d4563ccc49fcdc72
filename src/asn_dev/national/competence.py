"""Competence: what the post requires beside what the person was found to have.

Source: PermenPANRB 38/2017 and PerBKN 26/2019; the values, each with its evidence, stand in
``parameters/competence.toml``. The job person match is taken over the managerial and sociocultural
competencies: technical ones are seldom assessed. A missing score is never filled in.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from asn_dev.plugin import (
    STANDARD_COMPETENCIES,
    Aggregate,
    CivilServant,
    CompetencyGap,
    CompetencyKind,
    Parameters,
    Period,
    count_of,
    indicator,
    is_one_of,
    mean_of,
    nw,
    round_half_up,
    sum_of,
    summary,
    text,
    view,
)

Rows = nw.LazyFrame[Any]

STANDARDS = "PermenPANRB 38/2017"
MATCH = "PerBKN 26/2019"
STANDARD_KINDS = (CompetencyKind.MANAGERIAL.value, CompetencyKind.SOCIOCULTURAL.value)

of_gaps = partial(summary, of=CivilServant, source=CompetencyGap, key="nip")
each_gap = partial(indicator, of=CompetencyGap)
each_person = partial(indicator, of=CivilServant)


@view(
    of=CompetencyGap,
    label=text(id="Kesenjangan kompetensi", en="Competency gaps"),
    reference=f"{STANDARDS}; {MATCH} Pasal 29(4)",
)
def competency_gaps(
    civil_servants: Rows,
    assessments: Rows,
    period: Period,
    p: Parameters,
    required_levels: Rows | None = None,
    competencies: Rows | None = None,
    unplaced_standards: Rows | None = None,
) -> Rows:
    """One row for each person and competency the post requires, with the newest valid assessment.

    What a post requires comes from the job standards; where the register has none, from its tier. A row of
    the standards that lacks its post, unit or competency is a requirement of unknown level for everybody whom
    it may concern.
    """
    if required_levels is not None:
        required = _by_post(civil_servants, required_levels)
    else:
        required = _by_tier(civil_servants, p)
    if unplaced_standards is not None:
        required = _with_unplaced(required, civil_servants, unplaced_standards)
    newest = _newest(assessments, period, int(p.number("competence.valid_years")))
    rows = _plain(required).join(_plain(newest), on=["nip", "competency"], how="left")
    kind = _kind(nw.col("competency"))
    if competencies is not None:
        listed = competencies.select(competency=nw.col("code"), listed=nw.col("kind"))
        rows = rows.join(_plain(listed), on="competency", how="left")
        kind = nw.coalesce(nw.col("listed"), kind)
    return rows.select("nip", "competency", kind.alias("kind"), "unit", "required", "level", "assessed_on")


def _plain(rows: Rows) -> Rows:
    """The rows with codes as plain text: PyArrow joins no text of ours with large text of a file."""
    return rows.with_columns(nw.col("competency").cast(nw.String))


def _by_post(civil_servants: Rows, required_levels: Rows) -> Rows:
    """What each person's post requires by the standards of that post in that unit."""
    standards = required_levels.select("job_title", "unit", "competency", required=nw.col("level"))
    return civil_servants.select("nip", "job_title", "unit").join(
        standards, on=["job_title", "unit"], how="inner"
    )


def _with_unplaced(required: Rows, civil_servants: Rows, unplaced: Rows) -> Rows:
    """The requirements with those of unknown level that rows without a post, unit or competency may add.

    A person whose standards have a competency has it once: no other row can be about it.
    """
    people = civil_servants.select("nip", "job_title", "unit")
    parts = []
    for shared in (["job_title", "unit"], ["job_title"], ["unit"], []):
        lacking = [name for name in ("job_title", "unit") if name not in shared]
        rows = unplaced.filter(
            *(~nw.col(name).is_null() for name in shared), *(nw.col(name).is_null() for name in lacking)
        ).select(*shared, "competency")
        joined = people.join(rows, on=shared, how="inner") if shared else people.join(rows, how="cross")
        parts.append(joined.select("nip", "unit", "competency"))
    columns = ["nip", "unit", "competency", "required"]
    level = nw.lit(None, dtype=nw.Int64).alias("required")
    own = _plain(required).select("nip", "competency")
    may = _plain(nw.concat(parts, how="vertical")).unique(["nip", "competency"], keep="any")
    added = may.join(own, on=["nip", "competency"], how="anti").with_columns(level)
    return nw.concat(
        [
            _plain(required).with_columns(nw.col("required").cast(nw.Int64)).select(columns),
            added.select(columns),
        ],
        how="vertical",
    )


def _by_tier(civil_servants: Rows, p: Parameters) -> Rows:
    """What each person's tier requires in the nine standard competencies."""
    levels = p.lookup("competence.required_level")
    parts = []
    for competency in STANDARD_COMPETENCIES:
        required = levels.of(nw.col("tier"))
        for tier in [key for key in levels if f"{key} / {competency.code}" in levels]:
            exception = nw.lit(levels[f"{tier} / {competency.code}"])
            required = nw.when(nw.col("tier") == tier).then(exception).otherwise(required)
        code = nw.lit(competency.code).alias("competency")
        parts.append(civil_servants.select("nip", "unit", code, required.cast(nw.Int64).alias("required")))
    return nw.concat(parts, how="vertical")


def _newest(assessments: Rows, period: Period, years: int) -> Rows:
    """The newest assessment of each person and competency that is still valid on the last day."""
    since = Period(_years_before(period.end, years), period.end)
    valid = assessments.filter(since.contains(nw.col("day")))
    newest = valid.group_by("nip", "competency").agg(nw.col("day").max().alias("assessed_on"))
    levels = valid.select("nip", "competency", "level", assessed_on=nw.col("day"))
    return newest.join(levels, on=["nip", "competency", "assessed_on"], how="left")


def _years_before(day: date, years: int) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap_day else day.day)


def _kind(competency: nw.Expr) -> nw.Expr:
    """The kind of a standard competency by its code; null for others."""
    kinds = nw.lit(None, dtype=nw.String)
    for kind in STANDARD_KINDS:
        codes = [standard.code for standard in STANDARD_COMPETENCIES if standard.kind == kind]
        kinds = nw.when(is_one_of(competency, codes)).then(nw.lit(kind)).otherwise(kinds)
    return kinds


# --- one competency -------------------------------------------------------------------------------


@each_gap(
    bounds=(-4, 4),
    unit="level",
    label=text(id="Selisih dari standar", en="Gap: level less requirement"),
    reference=MATCH,
)
def gap(level: nw.Expr, required: nw.Expr) -> nw.Expr:
    """The level found less the level required: below 0 is a gap, above 0 a surplus."""
    return level - required


@each_gap(
    kind="text",
    values=("Sangat Memenuhi", "Memenuhi", "Kurang Memenuhi"),
    label=text(id="Status kesenjangan", en="Status of the gap"),
    reference=MATCH,
)
def gap_status(gap: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the requirement is exceeded, met or not met."""
    return p.bands("competence.gap_status").of(gap)


@each_gap(
    kind="flag",
    label=text(id="Kompetensi manajerial atau sosial kultural", en="Managerial or sociocultural"),
    tolerates_null=("kind", "competency"),
    reference=STANDARDS,
)
def counts_for_match(kind: nw.Expr, competency: nw.Expr) -> nw.Expr:
    """Whether the competency belongs to the job person match; one that nobody knows may."""
    return nw.when(competency.is_null()).then(nw.lit(True)).otherwise(is_one_of(kind, STANDARD_KINDS))


@each_gap(
    bounds=(1, 5),
    unit="level",
    label=text(id="Level yang dihitung", en="Level that counts"),
    tolerates_null=("required",),
)
def achieved_counted(level: nw.Expr, required: nw.Expr, p: Parameters) -> nw.Expr:
    """The level found; where a surplus is ignored, at most the level required."""
    if p.text("competence.surplus") == "counts":
        return level
    return nw.when(level > required).then(required).otherwise(level)


@each_gap(bounds=(0, 5), label=text(id="Capaian dibagi standar", en="Level over requirement"))
def match_ratio(achieved_counted: nw.Expr, required: nw.Expr) -> nw.Expr:
    """The level that counts over the level required, to two decimals."""
    return round_half_up(achieved_counted / required, 2)


# --- one person -----------------------------------------------------------------------------------


@of_gaps(
    label=text(id="Kompetensi standar jabatan", en="Standard competencies of the post"), counts_known=True
)
def standard_competencies(counts_for_match: nw.Expr) -> Aggregate:
    """How many managerial and sociocultural competencies the post requires."""
    return count_of(where=counts_for_match)


@of_gaps(
    label=text(id="Kompetensi standar yang diketahui", en="Standard competencies known"), counts_known=True
)
def standard_competencies_known(counts_for_match: nw.Expr, gap: nw.Expr) -> Aggregate:
    """How many of them have both a known level and a known requirement."""
    return count_of(where=counts_for_match & ~gap.is_null())


@of_gaps(
    label=text(id="Kompetensi standar yang kurang", en="Standard competencies short of the requirement"),
    counts_known=True,
)
def standard_competencies_short(counts_for_match: nw.Expr, gap: nw.Expr) -> Aggregate:
    """How many of the known ones are below their requirement."""
    return count_of(where=counts_for_match & (gap < 0))


@of_gaps(unit="level", label=text(id="Jumlah level dimiliki", en="Sum of levels found"), counts_known=True)
def levels_achieved(counts_for_match: nw.Expr, achieved_counted: nw.Expr, gap: nw.Expr) -> Aggregate:
    """The sum of the levels that count, over the known ones."""
    return sum_of(achieved_counted, where=counts_for_match & ~gap.is_null())


@of_gaps(
    unit="level", label=text(id="Jumlah level disyaratkan", en="Sum of levels required"), counts_known=True
)
def levels_required(counts_for_match: nw.Expr, required: nw.Expr, gap: nw.Expr) -> Aggregate:
    """The sum of the levels required, over the known ones."""
    return sum_of(required, where=counts_for_match & ~gap.is_null())


@of_gaps(
    label=text(id="Rata-rata capaian dibagi standar", en="Mean of level over requirement"), counts_known=True
)
def mean_match_ratio(counts_for_match: nw.Expr, match_ratio: nw.Expr) -> Aggregate:
    """The mean of the ratios, over the known ones."""
    return mean_of(match_ratio, where=counts_for_match)


@each_person(
    bounds=(0, 1),
    label=text(id="Bagian JPM yang diketahui", en="Known share of the job person match"),
    counts_known=True,
)
def job_person_match_known(standard_competencies: nw.Expr, standard_competencies_known: nw.Expr) -> nw.Expr:
    """The known share of the managerial and sociocultural competencies; null where none is required."""
    return nw.when(standard_competencies > 0).then(standard_competencies_known / standard_competencies)


def matched(achieved: nw.Expr, required: nw.Expr, mean_ratio: nw.Expr, p: Parameters) -> nw.Expr:
    """Levels found over levels required, in per cent: by the formula in force, and its cap."""
    if p.text("competence.match_formula") == "pooled":
        match: nw.Expr = nw.when(required > 0).then(achieved / required * 100)
    else:
        match = mean_ratio * 100
    if p.flag("competence.match_capped"):
        match = nw.when(match > 100).then(nw.lit(100.0)).otherwise(match)
    return match


@each_person(
    bounds=(0, 500),
    unit="%",
    label=text(id="Job person match (JPM)", en="Job person match"),
    tolerates_null=("mean_match_ratio",),
    counts_known=False,
    reference=MATCH,
)
def job_person_match(
    job_person_match_known: nw.Expr,
    levels_achieved: nw.Expr,
    levels_required: nw.Expr,
    mean_match_ratio: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """What the person has over what the post requires, in per cent; null where too little is known."""
    match = matched(levels_achieved, levels_required, mean_match_ratio, p)
    return nw.when(job_person_match_known >= p.number("competence.match_known_share")).then(match)


@each_person(
    bounds=(0, 9),
    unit="kompetensi",
    label=text(id="Kompetensi di bawah standar", en="Competencies below the standard"),
)
def competencies_below_standard(
    standard_competencies_known: nw.Expr, standard_competencies_short: nw.Expr
) -> nw.Expr:
    """How many known competencies are below the standard, whatever a surplus does to the match."""
    return nw.when(standard_competencies_known > 0).then(standard_competencies_short)


@each_person(
    kind="text",
    values=("Tinggi", "Sedang", "Rendah", "Tidak ada"),
    label=text(id="Kelas kesenjangan", en="Gap class"),
)
def gap_class(job_person_match: nw.Expr, p: Parameters) -> nw.Expr:
    """The class of what is missing to a full match (IKK = 100 - JPM)."""
    return p.bands("competence.gap_class").of(100 - job_person_match)


@each_person(
    kind="text",
    values=("MS", "MMS", "KMS"),
    label=text(id="Kategori JPM untuk pengisian jabatan", en="Match category for filling a post"),
)
def job_match_category(job_person_match: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the person meets (MS), just meets (MMS) or does not meet (KMS) the post's requirement."""
    return p.bands("competence.job_match_category").of(job_person_match)


@each_person(
    kind="text",
    values=("O", "CO", "KO"),
    label=text(id="Kategori JPM untuk pemetaan", en="Match category for mapping"),
)
def job_mapping_category(job_person_match: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the match is optimal (O), fairly optimal (CO) or less than optimal (KO)."""
    return p.bands("competence.job_mapping_category").of(job_person_match)
