"""Balance: technical beside managerial ability, and integrity as the gate that neither makes up for.

Both matches are national: `technical_match`, and `job_person_match` of the other competencies.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CandidatePair,
    CivilServant,
    CompetencyGap,
    Parameters,
    forbids,
    indicator,
    nw,
    single_value_of,
    summary,
    text,
)

of_gaps = partial(summary, of=CivilServant, source=CompetencyGap, key="nip")
each_person = partial(indicator, of=CivilServant)


# --- technical and managerial ---------------------------------------------------------------------


@each_person(bounds=(0, 500), unit="%", label=text(id="Kecocokan manajerial", en="Managerial match"))
def managerial_match(job_person_match: nw.Expr) -> nw.Expr:
    """The national job person match: managerial and sociocultural competencies."""
    return job_person_match


@each_person(bounds=(0, 1), label=text(id="Keseimbangan kemampuan", en="Balance of abilities"))
def match_balance(technical_match: nw.Expr, managerial_match: nw.Expr) -> nw.Expr:
    """The smaller match over the larger: 1 where both are alike; null where one is unknown."""
    larger = nw.max_horizontal(technical_match, managerial_match)
    smaller = nw.min_horizontal(technical_match, managerial_match)
    both_known = ~(technical_match.is_null() | managerial_match.is_null())
    return nw.when(both_known & (larger > 0)).then(smaller / larger)


# --- integrity ------------------------------------------------------------------------------------


@of_gaps(unit="level", label=text(id="Selisih integritas dari standar", en="Gap in integrity"))
def integrity_gap(competency: nw.Expr, gap: nw.Expr, p: Parameters) -> Aggregate:
    """The level of integrity less the level that the post requires; null where it is not known."""
    return single_value_of(gap, where=competency == p.text("lhokseumawe.integrity.competency"))


@each_person(kind="flag", label=text(id="Integritas memenuhi standar", en="Integrity at the standard"))
def integrity_at_standard(integrity_gap: nw.Expr) -> nw.Expr:
    """Whether integrity is at or above what the post requires; null where it is not known."""
    return integrity_gap >= 0


@each_person(
    kind="flag",
    label=text(id="Profesional yang seimbang", en="Balanced professional"),
    tolerates_null=("integrity_at_standard", "technical_match", "managerial_match", "match_balance"),
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
    return single_value_of(integrity_at_standard, where=~integrity_at_standard.is_null())


@forbids(
    of=CandidatePair,
    label=text(id="integritas mentor di bawah standar", en="the mentor's integrity is below the standard"),
)
def integrity_below_standard(mentor_integrity_at_standard: nw.Expr) -> nw.Expr:
    """Who guides others is an example to them; unknown integrity does not forbid."""
    return ~mentor_integrity_at_standard
