"""The technical match: levels found in technical competencies over those that the post requires.

By the formula, the cap and the least known share of the job person match, which is of the managerial and
sociocultural competencies, so that the two can be compared.
"""

from __future__ import annotations

from functools import partial

from asn_dev.national.competence import matched
from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    CompetencyGap,
    CompetencyKind,
    Parameters,
    count_of,
    indicator,
    mean_of,
    nw,
    sum_of,
    summary,
    text,
)

of_gaps = partial(summary, of=CivilServant, source=CompetencyGap, key="nip")
each_person = partial(indicator, of=CivilServant)


@indicator(
    of=CompetencyGap,
    kind="flag",
    label=text(id="Kompetensi teknis", en="Technical competency"),
    tolerates_null=("kind", "competency"),
)
def is_technical(kind: nw.Expr, competency: nw.Expr) -> nw.Expr:
    """Whether the competency is a technical one; one that nobody knows may be."""
    return nw.when(competency.is_null()).then(nw.lit(True)).otherwise(kind == CompetencyKind.TECHNICAL.value)


# --- technical and managerial ---------------------------------------------------------------------


@of_gaps(
    unit="kompetensi",
    label=text(id="Kompetensi teknis jabatan", en="Technical competencies of the post"),
    counts_known=True,
)
def technical_competencies(is_technical: nw.Expr) -> Aggregate:
    """How many technical competencies the post requires."""
    return count_of(where=is_technical)


@of_gaps(
    unit="kompetensi",
    label=text(id="Kompetensi teknis yang diketahui", en="Technical competencies known"),
    counts_known=True,
)
def technical_competencies_known(is_technical: nw.Expr, gap: nw.Expr) -> Aggregate:
    """How many of them have both a known level and a known requirement."""
    return count_of(where=is_technical & ~gap.is_null())


@of_gaps(
    unit="level",
    label=text(id="Jumlah level teknis dimiliki", en="Sum of technical levels found"),
    counts_known=True,
)
def technical_levels_achieved(is_technical: nw.Expr, achieved_counted: nw.Expr, gap: nw.Expr) -> Aggregate:
    """The sum of the technical levels that count, over the known ones."""
    return sum_of(achieved_counted, where=is_technical & ~gap.is_null())


@of_gaps(
    unit="level",
    label=text(id="Jumlah level teknis disyaratkan", en="Sum of technical levels required"),
    counts_known=True,
)
def technical_levels_required(is_technical: nw.Expr, required: nw.Expr, gap: nw.Expr) -> Aggregate:
    """The sum of the technical levels required, over the known ones."""
    return sum_of(required, where=is_technical & ~gap.is_null())


@of_gaps(
    label=text(id="Rata-rata capaian teknis dibagi standar", en="Mean of technical level over requirement"),
    counts_known=True,
)
def technical_mean_ratio(is_technical: nw.Expr, match_ratio: nw.Expr) -> Aggregate:
    """The mean of the technical ratios, over the known ones."""
    return mean_of(match_ratio, where=is_technical)


@each_person(
    bounds=(0, 1),
    label=text(id="Bagian kecocokan teknis yang diketahui", en="Known share of the technical match"),
    counts_known=True,
)
def technical_match_known(technical_competencies: nw.Expr, technical_competencies_known: nw.Expr) -> nw.Expr:
    """The known share of the technical competencies; null where the post requires none."""
    return nw.when(technical_competencies > 0).then(technical_competencies_known / technical_competencies)


@each_person(
    bounds=(0, 500),
    unit="%",
    label=text(id="Kecocokan teknis", en="Technical match"),
    tolerates_null=("technical_mean_ratio",),
)
def technical_match(
    technical_match_known: nw.Expr,
    technical_levels_achieved: nw.Expr,
    technical_levels_required: nw.Expr,
    technical_mean_ratio: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """Technical levels over what the post requires, in per cent; null where too little is known.

    By the formula, the cap and the least known share of the national job person match, so that the two
    can be compared.
    """
    match = matched(technical_levels_achieved, technical_levels_required, technical_mean_ratio, p)
    return nw.when(technical_match_known >= p.number("competence.match_known_share")).then(match)
