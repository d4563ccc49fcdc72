"""Leadership training at regular times: who leads, when they were last trained, and in which topics."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CandidateSeat,
    CivilServant,
    Parameters,
    Participation,
    Period,
    Unit,
    any_of,
    count_of,
    indicator,
    is_one_of,
    max_of,
    mean_of,
    mentions,
    nw,
    summary,
    text,
)

TOPICS = {
    "waktu": ("learned_time_management", text(id="Manajemen waktu", en="Time management")),
    "komunikasi": ("learned_communication", text(id="Komunikasi efektif", en="Effective communication")),
    "keputusan": ("learned_decision_making", text(id="Pengambilan keputusan", en="Decision making")),
}
"""The three topics: their code in the parameters, the indicator of a person, and what readers call them."""

each_activity = partial(indicator, of=Participation, kind="flag")
of_activities = partial(summary, of=CivilServant, source=Participation, key="nip")
of_people = partial(summary, of=Unit, source=CivilServant, key={"unit": "name"}, counts_known=True)
each_seat = partial(indicator, of=CandidateSeat)


def cycle_start(period: Period, p: Parameters) -> date:
    """The first day of the cycle that ends with the period."""
    after = period.end + timedelta(days=1)
    month = after.year * 12 + after.month - 1 - int(p.number("medan.leadership.cycle_months"))
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(after.day, monthrange(year, month)[1]))


def _in_cycle(day: nw.Expr, period: Period, p: Parameters) -> nw.Expr:
    return Period(cycle_start(period, p), period.end).contains(day)


def _topic_words(topic: str, p: Parameters) -> tuple[str, ...]:
    return p.lookup("medan.leadership.topic_words").codes(topic)


# --- one activity ---------------------------------------------------------------------------------


@each_activity(
    label=text(id="Pelatihan kepemimpinan", en="Leadership training"),
    tolerates_null=("leadership", "form", "name"),
)
def is_leadership_training(leadership: nw.Expr, form: nw.Expr, name: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether SIASN marks it as one, its form is one, or its name says so."""
    forms = p.lookup("medan.leadership.forms").codes(True)
    words = p.lookup("medan.leadership.words").codes(True)
    return ~leadership.is_null() | is_one_of(form, forms) | mentions(name, words)


def _teaches(topic: str, name: nw.Expr, is_leadership_training: nw.Expr, p: Parameters) -> nw.Expr:
    """By the words of its name, else by the curriculum of a leadership training; null where none says it."""
    named = mentions(name, _topic_words(topic, p))
    if p.flag("medan.leadership.training_covers_topics"):
        return named | is_leadership_training
    curriculum = p.lookup(f"medan.leadership.curriculum.{topic}")
    has, lacks = (mentions(name, curriculum.codes(flag)).fill_null(False) for flag in (True, False))
    in_training = nw.when(has | lacks).then(has)
    return named | nw.when(~is_leadership_training).then(nw.lit(False)).otherwise(in_training)


@each_activity(
    label=text(id="Mengajarkan manajemen waktu", en="Teaches time management"),
    tolerates_null=("name", "is_leadership_training"),
)
def teaches_time_management(name: nw.Expr, is_leadership_training: nw.Expr, p: Parameters) -> nw.Expr:
    """By the words of its name, or the curriculum of a leadership training; null where neither is known."""
    return _teaches("waktu", name, is_leadership_training, p)


@each_activity(
    label=text(id="Mengajarkan komunikasi", en="Teaches communication"),
    tolerates_null=("name", "is_leadership_training"),
)
def teaches_communication(name: nw.Expr, is_leadership_training: nw.Expr, p: Parameters) -> nw.Expr:
    """By the words of its name, or the curriculum of a leadership training; null where neither is known."""
    return _teaches("komunikasi", name, is_leadership_training, p)


@each_activity(
    label=text(id="Mengajarkan pengambilan keputusan", en="Teaches decision making"),
    tolerates_null=("name", "is_leadership_training"),
)
def teaches_decision_making(name: nw.Expr, is_leadership_training: nw.Expr, p: Parameters) -> nw.Expr:
    """By the words of its name, or the curriculum of a leadership training; null where neither is known."""
    return _teaches("keputusan", name, is_leadership_training, p)


# --- one person -----------------------------------------------------------------------------------


@indicator(of=CivilServant, kind="flag", label=text(id="Pemimpin", en="Leader"))
def is_leader(tier: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the tier of the post is one that leads; null where no tier is known."""
    return p.lookup("medan.leadership.tiers").of(tier)


@of_activities(label=text(id="Pelatihan kepemimpinan terakhir", en="Last leadership training"))
def last_leadership_training_on(end: nw.Expr, is_leadership_training: nw.Expr, period: Period) -> Aggregate:
    """The last day of the latest leadership training up to the end of the period."""
    return max_of(end, where=is_leadership_training & (end <= nw.lit(period.end)))


@of_activities(
    unit="kegiatan",
    label=text(id="Pelatihan kepemimpinan tanpa tanggal", en="Leadership trainings without a day"),
    counts_known=True,
)
def leadership_trainings_undated(end: nw.Expr, is_leadership_training: nw.Expr) -> Aggregate:
    """How many leadership trainings cannot be placed in time."""
    return count_of(where=is_leadership_training & end.is_null())


@of_activities(label=text(id="Pelatihan kepemimpinan dalam siklus", en="Leadership training in the cycle"))
def leadership_training_in_cycle(
    end: nw.Expr, is_leadership_training: nw.Expr, period: Period, p: Parameters
) -> Aggregate:
    """Whether a leadership training ended within the cycle; null where one without a day might be the one."""
    return any_of(where=is_leadership_training & _in_cycle(end, period, p))


@indicator(
    of=CivilServant,
    kind="flag",
    label=text(id="Siklus pelatihan kepemimpinan terpenuhi", en="Within the cycle of leadership training"),
)
def leadership_cycle_met(is_leader: nw.Expr, leadership_training_in_cycle: nw.Expr) -> nw.Expr:
    """Whether a leader had a leadership training within the cycle; null for everybody else.

    Null also where no history is known, and where a training without a day might be the one.
    """
    return nw.when(is_leader).then(leadership_training_in_cycle)


@of_activities(label=text(id="Sudah belajar manajemen waktu", en="Learned time management"))
def learned_time_management(
    teaches_time_management: nw.Expr, end: nw.Expr, period: Period, p: Parameters
) -> Aggregate:
    """Whether an activity of the cycle taught it."""
    return any_of(where=teaches_time_management & _in_cycle(end, period, p))


@of_activities(label=text(id="Sudah belajar komunikasi", en="Learned communication"))
def learned_communication(
    teaches_communication: nw.Expr, end: nw.Expr, period: Period, p: Parameters
) -> Aggregate:
    """Whether an activity of the cycle taught it."""
    return any_of(where=teaches_communication & _in_cycle(end, period, p))


@of_activities(label=text(id="Sudah belajar pengambilan keputusan", en="Learned decision making"))
def learned_decision_making(
    teaches_decision_making: nw.Expr, end: nw.Expr, period: Period, p: Parameters
) -> Aggregate:
    """Whether an activity of the cycle taught it."""
    return any_of(where=teaches_decision_making & _in_cycle(end, period, p))


@indicator(
    of=CivilServant,
    bounds=(0, 3),
    unit="topik",
    label=text(id="Topik kepemimpinan yang diikuti", en="Leadership topics covered"),
)
def leadership_topics(
    is_leader: nw.Expr,
    learned_time_management: nw.Expr,
    learned_communication: nw.Expr,
    learned_decision_making: nw.Expr,
) -> nw.Expr:
    """How many of the three topics a leader learned within the cycle; null for everybody else."""
    learned = (learned_time_management, learned_communication, learned_decision_making)
    return nw.when(is_leader).then(sum(one.cast(nw.Int64) for one in learned))


# --- one unit -------------------------------------------------------------------------------------


@of_people(unit="orang", label=text(id="Pemimpin di unit", en="Leaders of the unit"))
def unit_leaders(is_leader: nw.Expr) -> Aggregate:
    """How many people of the unit lead."""
    return count_of(where=is_leader)


@of_people(
    unit="orang", label=text(id="Pemimpin yang siklusnya diketahui", en="Leaders whose cycle is known")
)
def unit_leaders_known(leadership_cycle_met: nw.Expr) -> Aggregate:
    """Of how many leaders it is known whether they are within the cycle."""
    return count_of(where=~leadership_cycle_met.is_null())


@of_people(label=text(id="Bagian pemimpin dalam siklus", en="Share of leaders within the cycle"))
def unit_leaders_in_cycle_share(leadership_cycle_met: nw.Expr) -> Aggregate:
    """The share of the leaders within the cycle, of those of whom it is known; 0 to 1."""
    return mean_of(leadership_cycle_met.cast(nw.Float64))


# --- the plan -------------------------------------------------------------------------------------


@summary(
    of=CandidateSeat,
    source=CivilServant,
    key="nip",
    label=text(id="Pemimpin di luar siklus", en="Leader out of the cycle"),
)
def seat_of_overdue_leader(leadership_cycle_met: nw.Expr) -> Aggregate:
    """Whether the person leads and had no leadership training within the cycle."""
    return any_of(where=~leadership_cycle_met)


@each_seat(
    kind="flag",
    label=text(id="Topik kepemimpinan", en="Topic of leadership"),
    tolerates_null=("programme_name", "competency"),
)
def seat_teaches_leadership(programme_name: nw.Expr, competency: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the programme is a leadership training or teaches one of its topics, by name or competency."""
    words = (*p.lookup("medan.leadership.words").codes(True), *p.lookup("medan.leadership.topic_words"))
    developed = is_one_of(competency, tuple(p.lookup("medan.leadership.competencies")))
    return mentions(programme_name, words) | developed


@each_seat(
    bounds=(0, None),
    label=text(id="Prioritas kompetensi", en="Priority of the competency"),
    tolerates_null=("seat_of_overdue_leader", "seat_teaches_leadership"),
)
def competency_priority(
    inherited: nw.Expr, seat_of_overdue_leader: nw.Expr, seat_teaches_leadership: nw.Expr, p: Parameters
) -> nw.Expr:
    """What the parent says; more for a leader out of the cycle who would learn a topic of leadership."""
    urgent = seat_of_overdue_leader & seat_teaches_leadership
    more = inherited * p.number("medan.leadership.plan_weight")
    return nw.when(urgent.fill_null(False)).then(more).otherwise(inherited)
