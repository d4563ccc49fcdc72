"""Learning hours (JP): what an activity counts for, and what a person has in the year.

Source: PP 11/2017 Pasal 203(4), PerLAN 10/2018 and 15/2020; the values, each with its evidence, stand
in ``parameters/learning.toml``. One JP is 45 minutes. An activity counts for the year it ends in.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    Parameters,
    Participation,
    Period,
    count_of,
    indicator,
    is_one_of,
    nw,
    round_half_up,
    sum_of,
    summary,
    text,
)

CATEGORIES = ("manajerial", "teknis", "fungsional")

of_activities = partial(summary, of=CivilServant, source=Participation, key="nip")


@indicator(
    of=Participation,
    unit="JP",
    bounds=(0, None),
    label=text(id="JP sesuai batas bentuk kegiatan", en="Hours within the limits of the form"),
    known_without=("form", "start", "end"),
)
def hours_within_limits(
    form: nw.Expr, hours: nw.Expr, start: nw.Expr, end: nw.Expr, p: Parameters
) -> nw.Expr:
    """The recorded hours, but no more than the form allows per day, activity and month.

    Limits never raise what was recorded. Where a date is unknown the limits per day and month do not
    apply; where the hours are unknown the result is.
    """
    days = (end.cast(nw.Datetime) - start.cast(nw.Datetime)).dt.total_minutes() / (24 * 60) + 1
    months = (end.dt.year() - start.dt.year()) * 12 + end.dt.month() - start.dt.month() + 1
    limits = [
        p.lookup("learning.limit_per_day").of(form) * days,
        p.lookup("learning.limit_per_event_day").of(form) * days,
        p.lookup("learning.limit_per_activity").of(form),
        p.lookup("learning.limit_per_month").of(form) * months,
    ]
    return nw.when(~hours.is_null()).then(nw.min_horizontal(hours, *limits))


@indicator(
    of=Participation,
    unit="JP",
    bounds=(0, None),
    label=text(id="JP yang dihitung", en="Hours counted"),
    known_without=("form", "end"),
)
def hours_counted(
    form: nw.Expr, hours_within_limits: nw.Expr, end: nw.Expr, period: Period, p: Parameters
) -> nw.Expr:
    """The hours an activity counts for; where a form has a yearly limit, its activities share it.

    The share is in proportion to their hours, so that no order among them matters.
    """
    limits = p.lookup("learning.limit_per_year")
    if not limits:
        return hours_within_limits
    limit = limits.of(form)
    in_period = nw.when(period.contains(end)).then(hours_within_limits)
    total = in_period.sum().over("nip", "form")
    exceeds = period.contains(end) & (total > limit)
    return nw.when(exceeds).then(hours_within_limits * limit / total).otherwise(hours_within_limits)


@indicator(
    of=Participation,
    kind="text",
    values=CATEGORIES,
    label=text(id="Jenis kompetensi", en="Kind of competency"),
    known_without=("form", "leadership"),
)
def learning_category(form: nw.Expr, leadership: nw.Expr, p: Parameters) -> nw.Expr:
    """Managerial for leadership training, else by form; an unknown form is technical."""
    category = p.lookup("learning.category")
    by_form = nw.coalesce(category.of(form), nw.lit(category.otherwise))
    return nw.when(leadership.is_null()).then(by_form).otherwise(nw.lit("manajerial"))


@of_activities(unit="JP", label=text(id="Jam pelajaran", en="Learning hours"))
def learning_hours(hours_counted: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """The hours of all activities that end in the period."""
    return sum_of(hours_counted, where=period.contains(end))


@of_activities(
    unit="kegiatan", label=text(id="Kegiatan yang JP-nya tidak diketahui", en="Activities of unknown hours")
)
def learning_hours_unknown(hours: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """How many activities of the period have no recorded hours; they count for none."""
    return count_of(where=period.contains(end) & hours.is_null())


@of_activities(
    unit="kegiatan", label=text(id="Kegiatan tanpa tanggal selesai", en="Activities without a last day")
)
def learning_undated(end: nw.Expr) -> Aggregate:
    """How many activities cannot be placed in any year, and so count for none."""
    return count_of(where=end.is_null())


@of_activities(unit="JP", label=text(id="JP manajerial", en="Managerial learning hours"))
def learning_hours_managerial(
    hours_counted: nw.Expr, learning_category: nw.Expr, end: nw.Expr, period: Period
) -> Aggregate:
    """The hours of leadership and managerial activities that end in the period."""
    return sum_of(hours_counted, where=period.contains(end) & (learning_category == "manajerial"))


@of_activities(unit="JP", label=text(id="JP teknis", en="Technical learning hours"))
def learning_hours_technical(
    hours_counted: nw.Expr, learning_category: nw.Expr, end: nw.Expr, period: Period
) -> Aggregate:
    """The hours of all other activities that end in the period."""
    return sum_of(hours_counted, where=period.contains(end) & (learning_category == "teknis"))


@of_activities(unit="JP", label=text(id="JP fungsional", en="Functional learning hours"))
def learning_hours_functional(
    hours_counted: nw.Expr, learning_category: nw.Expr, end: nw.Expr, period: Period
) -> Aggregate:
    """The hours of functional training that ends in the period."""
    return sum_of(hours_counted, where=period.contains(end) & (learning_category == "fungsional"))


@indicator(
    of=CivilServant,
    kind="flag",
    label=text(id="JP minimum terpenuhi", en="Least learning hours reached"),
    known_without=("learning_hours_unknown",),
)
def learning_hours_met(
    employment: nw.Expr, learning_hours: nw.Expr, learning_hours_unknown: nw.Expr, p: Parameters
) -> nw.Expr:
    """Whether the minimum of the person's employment is reached; null where there is none (PPPK).

    Null also where the known hours fall short and some hours are unknown.
    """
    reached = round_half_up(learning_hours) >= p.lookup("learning.minimum").of(employment)
    return nw.when(reached | (learning_hours_unknown == 0)).then(reached)


@indicator(
    of=CivilServant,
    kind="flag",
    label=text(id="JP melampaui batas atas", en="Learning hours above the ceiling"),
    known_without=("learning_hours_unknown",),
)
def learning_hours_over_ceiling(
    employment: nw.Expr, learning_hours: nw.Expr, learning_hours_unknown: nw.Expr, p: Parameters
) -> nw.Expr:
    """Whether the ceiling of the person's employment (PPPK) is exceeded; null where there is none.

    Null also where the known hours stay below and some hours are unknown.
    """
    exceeds = round_half_up(learning_hours) > p.lookup("learning.ceiling").of(employment)
    return nw.when(exceeds | (learning_hours_unknown == 0)).then(exceeds)


@indicator(of=Participation, kind="text", label=text(id="Kelompok bentuk", en="Group of forms"))
def form_group(form: nw.Expr, p: Parameters) -> nw.Expr:
    """The group that a form belongs to, such as training, workshop, seminar; null for an unknown form."""
    return p.lookup("learning.form_group").of(form)


# --- online ---------------------------------------------------------------------------------------


@of_activities(unit="JP", label=text(id="JP daring", en="Hours online"))
def online_hours(
    hours_counted: nw.Expr, form: nw.Expr, end: nw.Expr, period: Period, p: Parameters
) -> Aggregate:
    """The hours of the period in forms that are held online."""
    online = is_one_of(form, p.lookup("learning.online_forms").codes(True))
    return sum_of(hours_counted, where=period.contains(end) & online)


@indicator(of=CivilServant, bounds=(0, 1), label=text(id="Bagian JP daring", en="Share of hours online"))
def online_share(online_hours: nw.Expr, learning_hours: nw.Expr) -> nw.Expr:
    """The hours online over all hours; null for people without hours."""
    return nw.when(learning_hours > 0).then(online_hours / learning_hours)
