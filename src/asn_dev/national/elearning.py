"""E-learning at any time: the hours of a platform under the daily limit, and those outside office hours.

What a platform tells of one day is laid over each other, so that nothing counts twice: a course that is
completed, passed and left tells the same hour three times. The values, each with its evidence, stand in
``parameters/elearning.toml``; the daily limit is that of the form in ``learning.toml``.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    LearningActivity,
    LearningDay,
    Parameters,
    Participation,
    Period,
    ProgrammeForm,
    count_of,
    indicator,
    nw,
    sum_of,
    summary,
    text,
    view,
)

Rows = nw.LazyFrame[Any]

E_LEARNING = ProgrammeForm.E_LEARNING.value

_SUMS = ("minutes", "placed", "outside")
_WHOLE_DAY = 24 * 60.0

of_days = partial(summary, of=CivilServant, source=LearningDay, key="nip")
of_activities = partial(summary, of=CivilServant, source=LearningActivity, key="nip")
of_person = partial(indicator, of=CivilServant, bounds=(0, None))


# --- the rows -------------------------------------------------------------------------------------


@view(of=LearningDay, label=text(id="Hari belajar daring", en="Days of e-learning"), counts_known=True)
def learning_days(learning_activities: Rows, p: Parameters, programmes: Rows | None = None) -> Rows:
    """What each person learned on each day: overlapping activities once, and what lies outside office hours.

    An activity ends at its clock and took its minutes. Without a clock its minutes count, but nobody knows
    when they were. Where the platform tells no minutes (Moodle), a completed course counts what the
    catalogue says of the e-learning programme that has its code.
    """
    dated = learning_activities.filter(~nw.col("day").is_null())
    dated = _with_minutes(dated, programmes, p.number("learning.minutes_per_hour"))
    dated = dated.filter(nw.col("minutes") > 0)
    timed = _without_overlap(dated.filter(~nw.col("clock").is_null()))
    inside = _within_office_hours(p)
    placed = timed.select("nip", "day", minutes="took", placed="took", outside=nw.col("took") - inside)
    zero = nw.lit(0.0)
    unplaced = dated.filter(nw.col("clock").is_null()).select(
        "nip", "day", "minutes", placed=zero, outside=zero
    )
    both = nw.concat([placed, unplaced], how="vertical")
    totals = both.group_by("nip", "day").agg(nw.col(*_SUMS).sum())
    return totals.with_columns(
        nw.min_horizontal(nw.col(name), nw.lit(_WHOLE_DAY)).alias(name) for name in _SUMS
    )


def _with_minutes(activities: Rows, programmes: Rows | None, per_hour: float) -> Rows:
    """The activities, those of unknown length with the hours that the catalogue gives a completed course."""
    names = ["nip", "day", "clock", "minutes"]
    if programmes is None:
        return activities.select(names)
    code = nw.col("code").str.to_lowercase().str.replace_all("[^a-z0-9-]", "_")  # as Moodle names its files
    offered = programmes.filter(nw.col("form") == E_LEARNING)
    catalogue = offered.select(code.alias("_course"), (nw.col("hours") * per_hour).alias("_planned"))
    catalogue = catalogue.group_by("_course").agg(nw.col("_planned").min())
    course = nw.col("course").str.to_lowercase().str.replace_all("[^a-z0-9-]", "_")
    joined = activities.with_columns(course.alias("_course")).join(catalogue, on="_course", how="left")
    planned = nw.when(nw.col("minutes").is_null() & nw.col("completed")).then(nw.col("_planned"))
    # When in the day a whole course was learned is not known: its clock is that of the last click.
    clock = nw.when(planned.is_null()).then(nw.col("clock"))
    return joined.select("nip", "day", clock.alias("clock"), nw.coalesce("minutes", planned).alias("minutes"))


def _without_overlap(timed: Rows) -> Rows:
    """Each activity from where all earlier ones of the day have ended: it `begins`, `ends` and `took`."""
    of_day, in_order = ["nip", "day"], ["_start", "clock"]
    rows = timed.with_columns(_start=nw.col("clock") - nw.col("minutes"))
    rows = rows.with_columns(_last=nw.col("clock").cum_max().over(*of_day, order_by=in_order))
    rows = rows.with_columns(_last=nw.col("_last").shift(1).over(*of_day, order_by=in_order))
    last, start = nw.col("_last"), nw.col("_start")
    rows = rows.with_columns(begins=nw.when(last > start).then(last.cast(nw.Float64)).otherwise(start))
    rows = rows.with_columns(took=nw.col("clock") - nw.col("begins"), ends=nw.col("clock"))
    return rows.filter(nw.col("took") > 0)


def _within_office_hours(p: Parameters) -> nw.Expr:
    """How many minutes lie in the office hours of the weekday; what lies before midnight does not."""
    weekday = nw.col("day").dt.weekday().cast(nw.String)
    opens = p.lookup("elearning.office_opens").of(weekday) * 60
    closes = p.lookup("elearning.office_closes").of(weekday) * 60
    overlap = nw.min_horizontal(nw.col("ends"), closes) - nw.max_horizontal(nw.col("begins"), opens)
    works = ~opens.is_null() & ~closes.is_null()
    return nw.when(works & (overlap > 0)).then(overlap).otherwise(0.0)


# --- one day --------------------------------------------------------------------------------------


@indicator(of=LearningDay, unit="JP", bounds=(0, None), label=text(id="JP hari itu", en="Hours of the day"))
def day_hours(minutes: nw.Expr, p: Parameters) -> nw.Expr:
    """What the day counts for: its minutes, but no more than the form e-learning allows per day."""
    hours = minutes / p.number("learning.minutes_per_hour")
    limit = p.lookup("learning.limit_per_day").get(E_LEARNING)
    return hours if limit is None else nw.when(hours > limit).then(limit).otherwise(hours)


# --- one person -----------------------------------------------------------------------------------


@of_days(unit="JP", label=text(id="JP e-learning menurut platform", en="E-learning hours by the platform"))
def elearning_hours(day_hours: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """What the days of the period count for, each within the daily limit."""
    return sum_of(day_hours, where=period.contains(day))


@of_activities(
    unit="kegiatan",
    label=text(id="E-learning tuntas tanpa menit dari platform", en="Completed e-learning without minutes"),
    counts_known=True,
)
def elearning_unknown(minutes: nw.Expr, completed: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """How many completed activities of the period the platform tells no minutes of."""
    return count_of(where=period.contains(day) & completed.fill_null(False) & minutes.is_null())


@of_activities(
    unit="kegiatan",
    label=text(id="E-learning tuntas tanpa tanggal", en="Completed e-learning without a day"),
    counts_known=True,
)
def elearning_undated(completed: nw.Expr, day: nw.Expr) -> Aggregate:
    """How many completed activities cannot be placed in any year, and so count for none."""
    return count_of(where=completed.fill_null(False) & day.is_null())


@summary(
    of=CivilServant, source=Participation, key="nip", unit="JP",
    label=text(id="JP e-learning dalam riwayat", en="E-learning hours in the history"),
)  # fmt: skip
def elearning_hours_recorded(
    hours_counted: nw.Expr, form: nw.Expr, end: nw.Expr, period: Period
) -> Aggregate:
    """What the course history holds as e-learning in the period."""
    return sum_of(hours_counted, where=(form == E_LEARNING) & period.contains(end))


@of_person(
    unit="JP",
    label=text(id="JP e-learning di luar yang tercatat", en="E-learning hours beyond those recorded"),
    tolerates_null=("elearning_hours_recorded",),
)
def elearning_hours_beyond_recorded(elearning_hours: nw.Expr, elearning_hours_recorded: nw.Expr) -> nw.Expr:
    """The hours of the platform that the course history does not have already."""
    more = elearning_hours - elearning_hours_recorded.fill_null(0)
    return nw.when(more > 0).then(more).otherwise(more * 0)


@of_person(
    unit="JP",
    label=text(id="JP termasuk e-learning", en="Learning hours with e-learning"),
    tolerates_null=("elearning_hours_beyond_recorded",),
)
def learning_hours_with_elearning(
    learning_hours: nw.Expr, elearning_hours_beyond_recorded: nw.Expr, p: Parameters
) -> nw.Expr:
    """The learning hours, and those of the platform that the course history does not have already.

    Nothing counts twice: of the platform only what goes beyond the e-learning in the history is added.
    """
    if p.text("elearning.platform_hours") == "beside":
        return learning_hours
    return learning_hours + elearning_hours_beyond_recorded.fill_null(0)


@of_days(unit="menit", label=text(id="Menit e-learning", en="Minutes of e-learning"))
def elearning_minutes(minutes: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """How long the person learned in the period, whatever counts of it."""
    return sum_of(minutes, where=period.contains(day))


@of_days(
    unit="menit",
    label=text(id="Menit e-learning yang jamnya diketahui", en="Minutes of e-learning at a known time"),
)
def elearning_minutes_placed(placed: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """Of these the minutes of which it is known when in the day they were."""
    return sum_of(placed, where=period.contains(day))


@of_days(
    unit="menit",
    label=text(id="Menit e-learning di luar jam kerja", en="E-learning outside office hours, minutes"),
)
def elearning_minutes_outside(outside: nw.Expr, day: nw.Expr, period: Period) -> Aggregate:
    """Of those the minutes before or after office hours, or on a day without any."""
    return sum_of(outside, where=period.contains(day))


@of_person(
    unit="jam", label=text(id="Jam belajar di luar jam kerja", en="Hours learned outside office hours")
)
def hours_outside_office(elearning_minutes_outside: nw.Expr) -> nw.Expr:
    """The same in hours of sixty minutes; no limit applies to what was really learned."""
    return elearning_minutes_outside / 60


@of_person(
    label=text(id="Bagian e-learning di luar jam kerja", en="Share of e-learning outside office hours")
)
def outside_office_share(elearning_minutes_outside: nw.Expr, elearning_minutes_placed: nw.Expr) -> nw.Expr:
    """From 0 to 1, of the minutes whose time is known; null where of none it is."""
    any_placed = elearning_minutes_placed > 0
    return nw.when(any_placed).then(elearning_minutes_outside / elearning_minutes_placed)


@of_person(label=text(id="Bagian e-learning yang jamnya diketahui", en="Share of e-learning at a known time"))
def outside_office_known(elearning_minutes_placed: nw.Expr, elearning_minutes: nw.Expr) -> nw.Expr:
    """From 0 to 1, how much of the e-learning the share outside office hours knows; null without any."""
    return nw.when(elearning_minutes > 0).then(elearning_minutes_placed / elearning_minutes)
