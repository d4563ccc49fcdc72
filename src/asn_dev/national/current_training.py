"""Training that is current: in handling services and complaints, and for disasters and other crises.

What an activity is about stands in histories only in its name; the words that count, how long a training
stays current and which units have a duty in a crisis stand in ``parameters/current_training.toml``.
Activities without a last day are not current. Exercises for crises, and roles in them, that people of several
units with that duty take part in stand in `asn_dev.national.crisis_exercises`.
"""

from __future__ import annotations

from functools import partial

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
    nw,
    summary,
    text,
)

of_activities = partial(summary, of=CivilServant, source=Participation, key="nip")
of_people = partial(summary, of=Unit, source=CivilServant, key={"unit": "name"})


def _is_about(name: nw.Expr, topic: str, p: Parameters) -> nw.Expr:
    return mentions(name, p.lookup(f"{topic}.words").codes(True))


def _current(end: nw.Expr, topic: str, period: Period, p: Parameters) -> nw.Expr:
    return period.last_months(int(p.number(f"{topic}.months"))).contains(end)


# --- services -------------------------------------------------------------------------------------


@of_activities(label=text(id="Terlatih manajemen layanan", en="Trained in service management"))
def service_trained(name: nw.Expr, end: nw.Expr, period: Period, p: Parameters) -> Aggregate:
    """Whether the person has a current training in handling services or complaints."""
    return any_of(_current(end, "service_training", period, p) & _is_about(name, "service_training", p))


@of_people(
    label=text(id="Bagian terlatih manajemen layanan", en="Share trained in service management"),
    counts_known=True,
)
def service_trained_share(service_trained: nw.Expr) -> Aggregate:
    """The share of the unit's people with a current training in service management; 0 to 1."""
    return mean_of(service_trained.cast(nw.Float64))


# --- crises ---------------------------------------------------------------------------------------


def has_duty(unit: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the unit of that name has a duty in a disaster; not where nobody knows the unit."""
    return mentions(unit.cast(nw.String), p.lookup("crisis.units").codes(True))


def is_current_in_crisis(end: nw.Expr, period: Period, p: Parameters) -> nw.Expr:
    """Whether what ended on this day is recent enough to count in a crisis."""
    return _current(end, "crisis", period, p)


@indicator(of=Participation, kind="flag", label=text(id="Tentang kebencanaan", en="About crises"))
def is_about_crisis(name: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether an activity is about disasters and other crises, by its words or by words in their context."""
    words, exercises, context = (
        p.lookup(f"crisis.{kind}").codes(True) for kind in ("words_in_context", "exercise_words", "context")
    )
    in_context = mentions(name, [*words, *exercises]) & mentions(name, context)
    return _is_about(name, "crisis", p) | in_context


@of_activities(label=text(id="Pelatihan kebencanaan terakhir", en="Newest training for crises"))
def crisis_training_on(is_about_crisis: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """The last day of the newest training for disasters and other crises, up to the end of the period."""
    return max_of(end, where=(end <= nw.lit(period.end)) & is_about_crisis)


@of_activities(label=text(id="Pelatihan kebencanaan masih berlaku", en="Training for crises is current"))
def crisis_training_current(
    is_about_crisis: nw.Expr, end: nw.Expr, period: Period, p: Parameters
) -> Aggregate:
    """Whether such a training ended recently enough; null where there are no histories at all."""
    return any_of(is_current_in_crisis(end, period, p) & is_about_crisis)


@indicator(of=CivilServant, kind="flag", label=text(id="Siap krisis", en="Ready for a crisis"))
def crisis_ready(unit: nw.Expr, crisis_training_current: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether a person in a unit with a duty in a crisis is currently trained; null for people elsewhere."""
    return nw.when(has_duty(unit, p)).then(crisis_training_current)


@indicator(
    of=Unit,
    kind="flag",
    label=text(id="Bertugas dalam krisis", en="Has a duty in a crisis"),
    tolerates_null=("name",),
)
def has_crisis_duty(name: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the unit has a duty in disasters and other crises, by the words in its name."""
    return has_duty(name, p)


@of_people(label=text(id="Bagian pegawai siap krisis", en="Share ready for a crisis"), counts_known=True)
def unit_crisis_ready_share(crisis_ready: nw.Expr) -> Aggregate:
    """The share of the unit's people who are ready; null for units without that duty."""
    return mean_of(crisis_ready.cast(nw.Float64))
