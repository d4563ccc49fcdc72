"""Following mentorships: what was held, what counts as learning hours, who fell silent, what changed.

The hours of a session (2 JP, at most two sessions a month) come from agency software, secondary; the
values, each with its evidence, stand in ``parameters/mentoring.toml``.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    LevelChange,
    MentoringSession,
    Mentorship,
    Parameters,
    Participation,
    Period,
    ProgrammeForm,
    SessionStatus,
    count_of,
    indicator,
    max_of,
    min_of,
    nw,
    sum_of,
    summary,
    text,
    view,
)

Rows = nw.LazyFrame[Any]

each_session = partial(indicator, of=MentoringSession)
each_mentorship = partial(indicator, of=Mentorship)
of_mentorship = partial(
    summary,
    of=Mentorship,
    source=MentoringSession,
    key={"mentor": "mentor", "mentee": "mentee", "competency": "competency"},
    counts_known=True,
)
of_mentee = partial(
    summary, of=CivilServant, source=MentoringSession, key={"mentee": "nip"}, counts_known=True
)
of_guided = partial(
    summary,
    of=LevelChange,
    source=MentoringSession,
    key={"mentee": "nip", "competency": "competency"},
    counts_known=True,
)


# --- the rows -------------------------------------------------------------------------------------


@view(
    of=Mentorship,
    label=text(id="Pasangan mentoring menurut log sesi", en="Mentorships by the log"),
    counts_known=True,
)
def mentorships(mentoring_sessions: Rows, period: Period) -> Rows:
    """Where an office keeps only the log of sessions: one pair for all who met in a competency.

    It starts with the first session held; when it ends nobody has written down.
    """
    held = mentoring_sessions.filter(
        (nw.col("status") == SessionStatus.HELD.value)
        & (nw.col("day") <= nw.lit(period.end))
        & ~nw.col("competency").is_null()
    )
    met = held.group_by("mentor", "mentee", "competency").agg(start=nw.col("day").min())
    return met.with_columns(end=nw.lit(None, nw.Date))


@view(of=LevelChange, label=text(id="Perubahan level kompetensi", en="Changes of level"), counts_known=True)
def level_changes(assessments: Rows, period: Period) -> Rows:
    """The last two assessments of each person and competency; who was assessed once has no row."""
    assessed = assessments.filter((nw.col("day") <= nw.lit(period.end)) & ~nw.col("level").is_null())
    assessed = assessed.select("nip", "competency", "day", "level")
    on = ["nip", "competency"]
    last = assessed.group_by(on).agg(after_on=nw.col("day").max())
    rest = assessed.join(last, on=on, how="inner").filter(nw.col("day") < nw.col("after_on"))
    pairs = rest.group_by(on).agg(before_on=nw.col("day").max(), after_on=nw.col("after_on").max())
    for name in ("before", "after"):
        level = assessed.select(*on, nw.col("day").alias(f"{name}_on"), nw.col("level").alias(name))
        pairs = pairs.join(level, on=[*on, f"{name}_on"], how="inner")
    return pairs.select(*on, "before_on", "before", "after_on", "after")


# --- one session ----------------------------------------------------------------------------------


@each_session(kind="flag", label=text(id="Terlaksana", en="Held"))
def is_held(status: nw.Expr) -> nw.Expr:
    """Whether the session took place; of one without a status nobody knows."""
    return status == SessionStatus.HELD.value


@each_session(label=text(id="Bulan ke-", en="Number of the month"))
def session_month(day: nw.Expr) -> nw.Expr:
    """The month as a number that grows without a gap over the years."""
    return day.dt.year() * 12 + day.dt.month()


@each_session(
    unit="JP", bounds=(0, None), label=text(id="JP sesi", en="Hours of the session"),
    tolerates_null=("mentee",), counts_known=True,
)  # fmt: skip
def session_hours(is_held: nw.Expr, mentee: nw.Expr, session_month: nw.Expr, p: Parameters) -> nw.Expr:
    """What a held session counts for; a mentee's sessions of a month share what the month allows.

    They share it equally, so that no order among them matters. Null where the day is not known.
    """
    each, most = p.number("mentoring.hours_per_session"), p.number("mentoring.sessions_per_month")
    in_month = is_held.cast(nw.Int64).sum().over("mentee", "session_month")
    share = nw.when(in_month > most).then(most / in_month).otherwise(1.0)
    hours = nw.when(is_held).then(share * each).otherwise(0.0)
    return nw.when(~session_month.is_null() & ~is_held.is_null()).then(hours)


# --- one mentorship -------------------------------------------------------------------------------


@of_mentorship(unit="sesi", label=text(id="Sesi terlaksana", en="Sessions held"))
def sessions_held(is_held: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """How many sessions the pair held in the period."""
    return count_of(where=is_held & period.contains(day))


@of_mentorship(unit="menit", label=text(id="Menit", en="Minutes"))
def minutes_held(minutes: nw.Expr, is_held: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """How long those sessions were, as far as known."""
    return sum_of(minutes, where=is_held & period.contains(day))


@of_mentorship(label=text(id="Sesi terakhir", en="Last session"))
def last_session_on(day: nw.Expr, is_held: nw.Expr, period: Period) -> Aggregate:
    """The last day on which the pair met."""
    return max_of(day, where=is_held & (day <= nw.lit(period.end)))


@each_mentorship(
    unit="hari",
    bounds=(0, None),
    label=text(id="Hari tanpa sesi", en="Days without a session"),
    tolerates_null=("start", "end", "last_session_on"),
)
def days_silent(
    start: nw.Expr, end: nw.Expr, last_session_on: nw.Expr, sessions_held: nw.Expr, period: Period
) -> nw.Expr:
    """The days since the pair last met, or since it began, up to its end or that of the period.

    Null where the register holds no log of sessions, and for pairs that begin later.
    """
    until = nw.when(end < nw.lit(period.end)).then(end).otherwise(nw.lit(period.end))
    days = _days(nw.coalesce(last_session_on, start), until)
    return nw.when(~sessions_held.is_null() & (days >= 0)).then(days)


@each_mentorship(
    kind="flag", label=text(id="Mentoring diam", en="Silent"), tolerates_null=("days_silent", "end")
)
def is_silent(days_silent: nw.Expr, end: nw.Expr, period: Period, p: Parameters) -> nw.Expr:
    """Whether the pair, which had not ended before the period, met no more for longer than allowed."""
    ended = (end < nw.lit(period.start)).fill_null(False)
    return ~ended & (days_silent > p.number("mentoring.silent_days"))


@each_mentorship(
    kind="flag", label=text(id="Masih berjalan", en="Running"), tolerates_null=("start", "end", "is_silent")
)
def is_running(start: nw.Expr, end: nw.Expr, is_silent: nw.Expr, period: Period) -> nw.Expr:
    """Whether the pair goes on after the last day of the period: begun, not ended and not silent."""
    begun = (start <= nw.lit(period.end)).fill_null(True)
    goes_on = (end > nw.lit(period.end)).fill_null(True)
    return begun & goes_on & ~is_silent.fill_null(False)


# --- one person -----------------------------------------------------------------------------------


@of_mentee(unit="sesi", label=text(id="Sesi mentoring sebagai mentee", en="Mentoring sessions as mentee"))
def mentoring_sessions_held(is_held: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """How many sessions the person held as a mentee in the period."""
    return count_of(where=is_held & period.contains(day))


@of_mentee(unit="menit", label=text(id="Menit mentoring", en="Minutes of mentoring"))
def mentoring_minutes(minutes: nw.Expr, is_held: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """How long those sessions were, as far as known."""
    return sum_of(minutes, where=is_held & period.contains(day))


@of_mentee(unit="JP", label=text(id="JP mentoring menurut log", en="Mentoring hours by the log"))
def mentoring_hours(session_hours: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """What those sessions count for, within the limit of each month."""
    return sum_of(session_hours, where=period.contains(day))


@summary(
    of=CivilServant, source=MentoringSession, key={"mentor": "nip"}, unit="sesi",
    label=text(id="Sesi mentoring sebagai mentor", en="Mentoring sessions as mentor"), counts_known=True,
)  # fmt: skip
def mentoring_sessions_given(is_held: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """How many sessions the person held as a mentor in the period."""
    return count_of(where=is_held & period.contains(day))


@summary(
    of=CivilServant, source=Participation, key="nip", unit="JP",
    label=text(id="JP mentoring dalam riwayat", en="Mentoring hours in the history"),
)  # fmt: skip
def mentoring_hours_recorded(
    hours_counted: nw.Expr, form: nw.Expr, end: nw.Expr, period: Period
) -> Aggregate:
    """What the course history holds as mentoring in the period."""
    mentoring = form == ProgrammeForm.MENTORING.value
    return sum_of(hours_counted, where=mentoring & period.contains(end))


@indicator(
    of=CivilServant, unit="JP", bounds=(0, None),
    label=text(id="JP termasuk mentoring", en="Learning hours with mentoring"),
    tolerates_null=("mentoring_hours", "mentoring_hours_recorded"),
)  # fmt: skip
def learning_hours_with_mentoring(
    learning_hours: nw.Expr, mentoring_hours: nw.Expr, mentoring_hours_recorded: nw.Expr, p: Parameters
) -> nw.Expr:
    """The learning hours, and those of the log that the course history does not have already.

    Nothing counts twice: of the log only what goes beyond the mentoring in the history is added.
    """
    if p.text("mentoring.log_hours") == "beside":
        return learning_hours
    more = mentoring_hours.fill_null(0) - mentoring_hours_recorded.fill_null(0)
    return learning_hours + nw.when(more > 0).then(more).otherwise(0.0)


# --- one change of level --------------------------------------------------------------------------


@indicator(
    of=LevelChange, unit="level", bounds=(-4, 4), label=text(id="Perubahan level", en="Change of level")
)
def level_change(before: nw.Expr, after: nw.Expr) -> nw.Expr:
    """The level found last less the level found before."""
    return after - before


@of_guided(label=text(id="Sesi pertama", en="First session"))
def guided_since(day: nw.Expr, is_held: nw.Expr) -> Aggregate:
    """The first day on which the person was guided in the competency."""
    return min_of(day, where=is_held)


@of_guided(label=text(id="Sesi terakhir", en="Last session"))
def guided_until(day: nw.Expr, is_held: nw.Expr) -> Aggregate:
    """The last day on which the person was guided in the competency."""
    return max_of(day, where=is_held)


@indicator(
    of=LevelChange,
    kind="flag",
    label=text(id="Dibimbing di antaranya", en="Mentored between"),
    tolerates_null=("guided_since", "guided_until", "before_on", "after_on"),
)
def was_mentored(
    guided_since: nw.Expr, guided_until: nw.Expr, before_on: nw.Expr, after_on: nw.Expr
) -> nw.Expr:
    """Whether the person met a mentor in the competency between the two assessments."""
    return ((guided_since < after_on) & (guided_until >= before_on)).fill_null(False)


def _days(first: nw.Expr, last: nw.Expr) -> nw.Expr:
    return (last.cast(nw.Datetime) - first.cast(nw.Datetime)).dt.total_minutes() / (24 * 60)
