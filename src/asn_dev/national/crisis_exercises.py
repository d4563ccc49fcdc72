"""Exercises for crises, and roles in them, that people of several units with that duty take part in.

An exercise stands in histories as an activity; those of one name that ended on one day are one exercise. It
is joint where people of two or more units with a duty in a crisis took part.
"""

from __future__ import annotations

from functools import partial

from asn_dev.national.current_training import has_duty, is_current_in_crisis
from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    Parameters,
    Participation,
    Period,
    Unit,
    any_of,
    indicator,
    max_of,
    mean_of,
    mentions,
    min_of,
    nw,
    single_value_of,
    summary,
    text,
)

of_exercise = partial(
    summary, of=Participation, source=Participation, key="crisis_exercise", counts_known=True
)


@summary(
    of=Participation,
    source=CivilServant,
    key="nip",
    label=text(id="Unit yang ikut", en="Unit taking part"),
    counts_known=True,
)
def unit_taking_part(unit: nw.Expr) -> Aggregate:
    """The unit in which the person stands on the staff list."""
    return single_value_of(unit, where=~unit.is_null())


@indicator(
    of=Participation,
    kind="flag",
    label=text(id="Latihan krisis", en="Exercise for crises"),
    tolerates_null=("name", "is_about_crisis"),
)
def is_crisis_exercise(name: nw.Expr, is_about_crisis: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether an activity is an exercise for crises, or a role in one, by its name.

    What is not about crises is none, and what is no exercise is none, whatever else is unknown.
    """
    return is_about_crisis & mentions(name, p.lookup("crisis.exercise_words").codes(True))


@indicator(of=Participation, kind="text", label=text(id="Latihan krisis, nama dan hari", en="Which exercise"))
def crisis_exercise(name: nw.Expr, end: nw.Expr, is_crisis_exercise: nw.Expr) -> nw.Expr:
    """Which exercise it was: its name and its last day; null for other activities."""
    plain = name.str.to_lowercase().str.strip_chars()
    return nw.when(is_crisis_exercise).then(nw.concat_str(plain, end.cast(nw.String), separator=" "))


@of_exercise(label=text(id="Unit yang bertugas dalam latihan, pertama", en="Units exercising, first"))
def units_exercising(unit_taking_part: nw.Expr, p: Parameters) -> Aggregate:
    """The first unit, in the order of the alphabet, of those with a duty that took part in the exercise."""
    return min_of(unit_taking_part, where=has_duty(unit_taking_part, p))


@of_exercise(label=text(id="Unit yang bertugas dalam latihan, terakhir", en="Units exercising, last"))
def units_exercising_too(unit_taking_part: nw.Expr, p: Parameters) -> Aggregate:
    """The same from the other end: one unit exercised alone where the two are equal."""
    return max_of(unit_taking_part, where=has_duty(unit_taking_part, p))


@indicator(
    of=Participation,
    kind="flag",
    label=text(id="Latihan krisis bersama unit lain", en="Exercise with other units"),
    tolerates_null=("units_exercising", "units_exercising_too"),
    counts_known=False,
)
def is_joint_exercise(
    is_crisis_exercise: nw.Expr, units_exercising: nw.Expr, units_exercising_too: nw.Expr
) -> nw.Expr:
    """Whether it is an exercise of two or more units with that duty; null where no such unit is known."""
    joint = units_exercising != units_exercising_too
    return nw.when(~is_crisis_exercise).then(nw.lit(False)).otherwise(nw.when(is_crisis_exercise).then(joint))


@summary(
    of=CivilServant,
    source=Participation,
    key="nip",
    label=text(id="Latihan krisis bersama masih berlaku", en="Joint exercise is current"),
)
def joint_exercise_current(
    end: nw.Expr, is_joint_exercise: nw.Expr, period: Period, p: Parameters
) -> Aggregate:
    """Whether the person took part in a joint exercise recently enough; null where there are no histories."""
    return any_of(is_current_in_crisis(end, period, p) & is_joint_exercise)


@indicator(
    of=CivilServant,
    kind="flag",
    label=text(id="Berlatih krisis bersama unit lain", en="Exercised with other units"),
)
def crisis_exercised(unit: nw.Expr, joint_exercise_current: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether somebody of a unit with that duty exercised with others lately; null for people elsewhere."""
    return nw.when(has_duty(unit, p)).then(joint_exercise_current)


@summary(
    of=Unit,
    source=CivilServant,
    key={"unit": "name"},
    label=text(id="Bagian yang berlatih krisis bersama unit lain", en="Share exercised with other units"),
    counts_known=True,
)
def unit_crisis_exercised_share(crisis_exercised: nw.Expr) -> Aggregate:
    """The share of the unit's people who exercised with other units; null for units without that duty."""
    return mean_of(crisis_exercised.cast(nw.Float64))
