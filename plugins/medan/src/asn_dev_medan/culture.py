"""A culture of working together: joint programmes, mentoring across units, and what the staff says of it."""

from __future__ import annotations

from functools import partial, reduce
from operator import or_

from asn_dev.plugin import (
    Aggregate,
    CandidatePair,
    CivilServant,
    Enrolment,
    Mentorship,
    Parameters,
    Period,
    Programme,
    Unit,
    count_of,
    indicator,
    nw,
    single_value_of,
    sum_of,
    summary,
    text,
    weighted_score,
)
from asn_dev_medan.enough import of_enough

VOICE = "readiness"
"""The anonymous survey in which the staff speaks of cooperation, motivation and readiness for change."""

of_people = partial(summary, of=Unit, source=CivilServant, key={"unit": "name"}, counts_known=True)
of_enrolments = partial(summary, of=CivilServant, source=Enrolment, key="nip")
of_guiding = partial(summary, of=CivilServant, source=Mentorship, key={"mentor": "nip"})
of_guided = partial(summary, of=CivilServant, source=Mentorship, key={"mentee": "nip"})
each_unit = partial(indicator, of=Unit)


# --- programmes that people of several units attend ------------------------------------------------


@summary(
    of=Enrolment,
    source=Programme,
    key={"code": "programme"},
    label=text(id="Program lintas unit", en="Programme across units"),
)
def programme_is_joint(is_joint: nw.Expr) -> Aggregate:
    """Whether people of several units came to the programme."""
    return single_value_of(is_joint, where=~is_joint.is_null())


@of_enrolments(unit="program", label=text(id="Program diikuti", en="Programmes attended"))
def programmes_attended(
    attended: nw.Expr, programme_is_joint: nw.Expr, end: nw.Expr, period: Period
) -> Aggregate:
    """How many programmes of the period the person came to, of those known to be joint or not."""
    return count_of(where=attended & period.contains(end) & ~programme_is_joint.is_null())


@of_enrolments(unit="program", label=text(id="Program lintas unit diikuti", en="Joint programmes attended"))
def joint_programmes_attended(
    attended: nw.Expr, programme_is_joint: nw.Expr, end: nw.Expr, period: Period
) -> Aggregate:
    """How many of these brought people of several units together."""
    return count_of(where=attended & period.contains(end) & programme_is_joint)


# --- mentoring across units -----------------------------------------------------------------------


@summary(of=Mentorship, source=CivilServant, key={"nip": "mentor"}, label=text(id="Unit mentor", en="Unit"))
def unit_of_mentor(unit: nw.Expr) -> Aggregate:
    """The unit in which the mentor stands on the staff list."""
    return single_value_of(unit, where=~unit.is_null())


@summary(of=Mentorship, source=CivilServant, key={"nip": "mentee"}, label=text(id="Unit mentee", en="Unit"))
def unit_of_mentee(unit: nw.Expr) -> Aggregate:
    """The unit in which the mentee stands on the staff list."""
    return single_value_of(unit, where=~unit.is_null())


@indicator(
    of=Mentorship,
    kind="flag",
    label=text(id="Lintas unit", en="Across units"),
    tolerates_null=("start", "end"),
)
def crosses_units(
    unit_of_mentor: nw.Expr, unit_of_mentee: nw.Expr, start: nw.Expr, end: nw.Expr, period: Period
) -> nw.Expr:
    """Whether the two work in different units; null outside the period, or where a unit is unknown."""
    begun = (start <= nw.lit(period.end)).fill_null(True)
    lasted = (end >= nw.lit(period.start)).fill_null(True)
    return nw.when(begun & lasted).then(unit_of_mentor != unit_of_mentee)


@of_guiding(unit="pasangan", label=text(id="Pasangan sebagai mentor", en="Pairs as mentor"))
def pairs_guiding(crosses_units: nw.Expr) -> Aggregate:
    """In how many pairs of the period the person guides, both units known."""
    return count_of(where=~crosses_units.is_null())


@of_guiding(unit="pasangan", label=text(id="Pasangan lintas unit sebagai mentor", en="Pairs across units"))
def pairs_guiding_across(crosses_units: nw.Expr) -> Aggregate:
    """How many of these are with somebody of another unit."""
    return count_of(where=crosses_units)


@of_guided(unit="pasangan", label=text(id="Pasangan sebagai mentee", en="Pairs as mentee"))
def pairs_guided(crosses_units: nw.Expr) -> Aggregate:
    """In how many pairs of the period the person learns, both units known."""
    return count_of(where=~crosses_units.is_null())


@of_guided(unit="pasangan", label=text(id="Pasangan lintas unit sebagai mentee", en="Pairs across units"))
def pairs_guided_across(crosses_units: nw.Expr) -> Aggregate:
    """How many of these are with somebody of another unit."""
    return count_of(where=crosses_units)


# --- one unit -------------------------------------------------------------------------------------


@of_people(unit="kali", label=text(id="Keikutsertaan program", en="Places in programmes"))
def unit_programme_places(programmes_attended: nw.Expr) -> Aggregate:
    """How often the unit's people came to a programme."""
    return sum_of(programmes_attended)


@of_people(unit="kali", label=text(id="Keikutsertaan program lintas unit", en="Places in joint programmes"))
def unit_joint_places(joint_programmes_attended: nw.Expr) -> Aggregate:
    """How often they came to one together with people of other units."""
    return sum_of(joint_programmes_attended)


@of_people(unit="orang", label=text(id="Pegawai yang mengikuti program", en="People in programmes"))
def unit_programme_people(programmes_attended: nw.Expr) -> Aggregate:
    """How many of the unit's people came to a programme."""
    return count_of(where=programmes_attended > 0)


@each_unit(bounds=(0, 1), label=text(id="Bagian program lintas unit", en="Share in joint programmes"))
def unit_joint_share(
    unit_joint_places: nw.Expr, unit_programme_places: nw.Expr, unit_programme_people: nw.Expr, p: Parameters
) -> nw.Expr:
    """Of the places in programmes those in joint ones; null below ``privacy.minimum_group`` people."""
    return of_enough(unit_joint_places / unit_programme_places, unit_programme_people, p)


@of_people(unit="kali", label=text(id="Tempat dalam pasangan mentoring", en="Places in pairs"))
def unit_mentoring_places(pairs_guiding: nw.Expr, pairs_guided: nw.Expr) -> Aggregate:
    """How often the unit's people stand in a pair, as mentor or mentee."""
    return sum_of(pairs_guiding + pairs_guided)


@of_people(unit="kali", label=text(id="Tempat dalam pasangan lintas unit", en="Places in pairs across units"))
def unit_mentoring_across(pairs_guiding_across: nw.Expr, pairs_guided_across: nw.Expr) -> Aggregate:
    """How often they stand in a pair with somebody of another unit."""
    return sum_of(pairs_guiding_across + pairs_guided_across)


@of_people(unit="orang", label=text(id="Pegawai dalam mentoring", en="People in mentoring"))
def unit_mentoring_people(pairs_guiding: nw.Expr, pairs_guided: nw.Expr) -> Aggregate:
    """How many of the unit's people stand in a pair."""
    return count_of(where=pairs_guiding + pairs_guided > 0)


@each_unit(bounds=(0, 1), label=text(id="Bagian mentoring lintas unit", en="Share of mentoring across units"))
def unit_mentoring_share(
    unit_mentoring_across: nw.Expr,
    unit_mentoring_places: nw.Expr,
    unit_mentoring_people: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """Of the places in pairs those with another unit; null below ``privacy.minimum_group`` people."""
    return of_enough(unit_mentoring_across / unit_mentoring_places, unit_mentoring_people, p)


@weighted_score(
    of=Unit,
    weights="medan.culture.weights",
    share="cross_unit_known",
    least_known="medan.culture.least_known",
    label=text(id="Indeks kerja lintas unit", en="Index of work across units"),
    share_label=text(id="Bagian indeks yang diketahui", en="Known share of the index"),
)
def cross_unit_index(
    unit_joint_share: nw.Expr,
    unit_mentoring_share: nw.Expr,
    unit_cooperation: nw.Expr,
    unit_motivation: nw.Expr,
) -> dict[str, nw.Expr]:
    """What is done together and what the staff says of it, weighed; what is unknown is left out.

    Null where too little is known: a unit that merely sent people to a joint course is no example to others.
    """
    return {  # on one scale of 0 to 100: shares, and answers from 1 to 5
        "unit_joint_share": unit_joint_share * 100,
        "unit_mentoring_share": unit_mentoring_share * 100,
        "unit_cooperation": (unit_cooperation - 1) * 25,
        "unit_motivation": (unit_motivation - 1) * 25,
    }


# --- pairing --------------------------------------------------------------------------------------


@indicator(
    of=CandidatePair,
    bounds=(0, 1),
    label=text(id="Unit kerja", en="Unit"),
    tolerates_null=("mentor_unit", "mentee_unit"),
)
def fit_unit(inherited: nw.Expr, mentor_unit: nw.Expr, mentee_unit: nw.Expr, p: Parameters) -> nw.Expr:
    """What the parameters say of one unit and of two; more for units that serve the same citizens."""
    fit = inherited
    for worth in dict.fromkeys(p.lookup("medan.culture.couples").values()):
        couples = (code.split(" / ") for code in p.lookup("medan.culture.couples").codes(worth))
        met = [
            ((mentor_unit == one) & (mentee_unit == other)) | ((mentor_unit == other) & (mentee_unit == one))
            for one, other in couples
        ]
        fit = nw.when(reduce(or_, met).fill_null(False)).then(nw.lit(worth)).otherwise(fit)
    return fit
