"""Balance: technical beside managerial ability, and integrity as the gate that neither makes up for.

The technical match is made as the national job person match is, of the other kind of competency.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CandidatePair,
    CivilServant,
    CompetencyGap,
    CompetencyKind,
    Parameters,
    count_of,
    forbids,
    indicator,
    mean_of,
    nw,
    only_of,
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
    known_without=("kind",),
)
def is_technical(kind: nw.Expr) -> nw.Expr:
    """Whether the competency is a technical one."""
    return (kind == CompetencyKind.TECHNICAL.value).fill_null(False)


# --- technical and managerial ---------------------------------------------------------------------


@of_gaps(
    unit="kompetensi", label=text(id="Kompetensi teknis jabatan", en="Technical competencies of the post")
)
def technical_competencies(is_technical: nw.Expr) -> Aggregate:
    """How many technical competencies the post requires."""
    return count_of(where=is_technical)


@of_gaps(
    unit="kompetensi", label=text(id="Kompetensi teknis yang diketahui", en="Technical competencies known")
)
def technical_competencies_known(is_technical: nw.Expr, gap: nw.Expr) -> Aggregate:
    """How many of them have both a known level and a known requirement."""
    return count_of(where=is_technical & ~gap.is_null())


@of_gaps(unit="level", label=text(id="Jumlah level teknis dimiliki", en="Sum of technical levels found"))
def technical_levels_achieved(is_technical: nw.Expr, achieved_counted: nw.Expr, gap: nw.Expr) -> Aggregate:
    """The sum of the technical levels that count, over the known ones."""
    return sum_of(achieved_counted, where=is_technical & ~gap.is_null())


@of_gaps(
    unit="level", label=text(id="Jumlah level teknis disyaratkan", en="Sum of technical levels required")
)
def technical_levels_required(is_technical: nw.Expr, required: nw.Expr, gap: nw.Expr) -> Aggregate:
    """The sum of the technical levels required, over the known ones."""
    return sum_of(required, where=is_technical & ~gap.is_null())


@of_gaps(
    label=text(id="Rata-rata capaian teknis dibagi standar", en="Mean of technical level over requirement")
)
def technical_mean_ratio(is_technical: nw.Expr, match_ratio: nw.Expr) -> Aggregate:
    """The mean of the technical ratios, over the known ones."""
    return mean_of(match_ratio, where=is_technical)


@each_person(
    bounds=(0, 1),
    label=text(id="Bagian kecocokan teknis yang diketahui", en="Known share of the technical match"),
)
def technical_match_known(technical_competencies: nw.Expr, technical_competencies_known: nw.Expr) -> nw.Expr:
    """The known share of the technical competencies; null where the post requires none."""
    return nw.when(technical_competencies > 0).then(technical_competencies_known / technical_competencies)


@each_person(
    bounds=(0, 500),
    unit="%",
    label=text(id="Kecocokan teknis", en="Technical match"),
    known_without=("technical_mean_ratio",),
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
    if p.text("competence.match_formula") == "pooled":
        required = technical_levels_required
        match: nw.Expr = nw.when(required > 0).then(technical_levels_achieved / required * 100)
    else:
        match = technical_mean_ratio * 100
    if p.flag("competence.match_capped"):
        match = nw.when(match > 100).then(nw.lit(100.0)).otherwise(match)
    return nw.when(technical_match_known >= p.number("competence.match_known_share")).then(match)


@each_person(bounds=(0, 500), unit="%", label=text(id="Kecocokan manajerial", en="Managerial match"))
def managerial_match(job_person_match: nw.Expr) -> nw.Expr:
    """The national job person match: managerial and sociocultural competencies."""
    return job_person_match


@each_person(bounds=(0, 1), label=text(id="Keseimbangan kemampuan", en="Balance of abilities"))
def match_balance(technical_match: nw.Expr, managerial_match: nw.Expr) -> nw.Expr:
    """The smaller match over the larger: 1 where both are alike; null where one is unknown."""
    larger = nw.max_horizontal(technical_match, managerial_match)
    smaller = nw.min_horizontal(technical_match, managerial_match)
    known = ~(technical_match.is_null() | managerial_match.is_null())
    return nw.when(known & (larger > 0)).then(smaller / larger)


# --- integrity ------------------------------------------------------------------------------------


@of_gaps(unit="level", label=text(id="Selisih integritas dari standar", en="Gap in integrity"))
def integrity_gap(competency: nw.Expr, gap: nw.Expr, p: Parameters) -> Aggregate:
    """The level of integrity less the level that the post requires; null where it is not known."""
    return only_of(gap, where=competency == p.text("lhokseumawe.integrity.competency"))


@each_person(kind="flag", label=text(id="Integritas memenuhi standar", en="Integrity at the standard"))
def integrity_at_standard(integrity_gap: nw.Expr) -> nw.Expr:
    """Whether integrity is at or above what the post requires; null where it is not known."""
    return integrity_gap >= 0


@each_person(
    kind="flag",
    label=text(id="Profesional yang seimbang", en="Balanced professional"),
    known_without=("integrity_at_standard", "technical_match", "managerial_match", "match_balance"),
)
def is_balanced_professional(
    integrity_at_standard: nw.Expr,
    technical_match: nw.Expr,
    managerial_match: nw.Expr,
    match_balance: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """Whether integrity is at the standard and both matches are high enough and alike.

    One known shortfall is enough to say no; otherwise null as long as anything is unknown.
    """
    least = p.number("lhokseumawe.balance.least_match")
    return (
        integrity_at_standard
        & (technical_match >= least)
        & (managerial_match >= least)
        & (match_balance >= p.number("lhokseumawe.balance.least"))
    )


@summary(
    of=CandidatePair,
    source=CivilServant,
    key={"nip": "mentor"},
    label=text(id="Integritas mentor memenuhi standar", en="The mentor's integrity is at the standard"),
)
def mentor_integrity_at_standard(integrity_at_standard: nw.Expr) -> Aggregate:
    """Whether the mentor's integrity is at the standard of the mentor's post; null where unknown."""
    return only_of(integrity_at_standard, where=~integrity_at_standard.is_null())


@forbids(
    of=CandidatePair,
    label=text(id="integritas mentor di bawah standar", en="the mentor's integrity is below the standard"),
)
def integrity_below_standard(mentor_integrity_at_standard: nw.Expr) -> nw.Expr:
    """Who guides others is an example to them; unknown integrity does not forbid."""
    return ~mentor_integrity_at_standard
