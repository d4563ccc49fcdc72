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


LIMITS = ("limit_per_day", "limit_per_event_day", "limit_per_activity", "limit_per_month")
"""The limits that a form can have, as parameters of learning."""


def _spans(start: nw.Expr, end: nw.Expr) -> dict[str, nw.Expr]:
    """For each limit how often it applies to an activity: for its days, once, or for its months."""
    days = (end.cast(nw.Datetime) - start.cast(nw.Datetime)).dt.total_minutes() / (24 * 60) + 1
    months = (end.dt.year() - start.dt.year()) * 12 + end.dt.month() - start.dt.month() + 1
    return dict(zip(LIMITS, (days, days, nw.lit(1.0), months), strict=True))


@indicator(
    of=Participation,
    unit="JP",
    bounds=(0, None),
    label=text(id="JP paling sedikit yang dihitung", en="Least hours that it can count for"),
    tolerates_null=("form", "start", "end"),
    counts_known=True,
)
def hours_at_least(form: nw.Expr, hours: nw.Expr, start: nw.Expr, end: nw.Expr, p: Parameters) -> nw.Expr:
    """What an activity counts for at the least: by the strictest form and the shortest time it can be."""
    limits = []
    for name, span in _spans(start, end).items():
        lookup = p.lookup(f"learning.{name}")
        if lookup:
            limit = lookup.of(form)
            strictest = nw.when(form.is_null()).then(nw.lit(min(map(float, lookup.values()))))
            limits.append(nw.coalesce(limit, strictest) * span.fill_null(1.0))
    return nw.when(~hours.is_null()).then(nw.min_horizontal(hours, *limits))


@indicator(
    of=Participation,
    unit="JP",
    bounds=(0, None),
    label=text(id="JP paling banyak yang dihitung", en="Most hours that it can count for"),
    tolerates_null=("form", "start", "end"),
    counts_known=True,
)
def hours_at_most(form: nw.Expr, hours: nw.Expr, start: nw.Expr, end: nw.Expr, p: Parameters) -> nw.Expr:
    """What an activity counts for at the most: its hours, within the limits that are known to apply."""
    limits = [p.lookup(f"learning.{name}").of(form) * span for name, span in _spans(start, end).items()]
    return nw.when(~hours.is_null()).then(nw.min_horizontal(hours, *limits))


@indicator(
    of=Participation,
    unit="JP",
    bounds=(0, None),
    label=text(id="JP sesuai batas bentuk kegiatan", en="Hours within the limits of the form"),
    counts_known=False,
)
def hours_within_limits(hours_at_least: nw.Expr, hours_at_most: nw.Expr) -> nw.Expr:
    """The recorded hours, but no more than the form allows per day, activity and month.

    Limits never raise what was recorded. Null where a form or date that is not known could change it.
    """
    return nw.when(hours_at_least == hours_at_most).then(hours_at_most)


@indicator(
    of=Participation,
    unit="JP",
    bounds=(0, None),
    label=text(id="JP yang dihitung", en="Hours counted"),
    tolerates_null=("form", "end"),
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
    # Sums over the activities of the form: null where one of them has no known hours, day or form.
    counted = period.contains(end)
    doubtful = (counted & hours_within_limits.is_null()) | counted.is_null() | form.is_null()
    unsure = doubtful.cast(nw.Int64).sum().over("nip") > 0
    total = nw.when(counted).then(hours_within_limits).sum().over("nip", "form")
    shared = nw.when(counted & (total > limit)).then(hours_within_limits * limit / total)
    share = nw.coalesce(shared, hours_within_limits)
    return (
        nw.when(limit.is_null() & ~form.is_null())
        .then(hours_within_limits)
        .otherwise(nw.when(~unsure).then(share))
    )


@indicator(
    of=Participation,
    kind="text",
    values=CATEGORIES,
    label=text(id="Jenis kompetensi", en="Kind of competency"),
    tolerates_null=("form", "leadership"),
)
def learning_category(form: nw.Expr, leadership: nw.Expr, p: Parameters) -> nw.Expr:
    """By form; managerial for leadership training; null where the two differ, and for an unknown form."""
    by_form = p.lookup("learning.category").of(form)
    managerial = nw.lit("manajerial")
    leading = nw.when(by_form.is_null() | (by_form == managerial)).then(managerial)
    return nw.when(leadership.is_null()).then(by_form).otherwise(leading)


@of_activities(unit="JP", label=text(id="Jam pelajaran", en="Learning hours"))
def learning_hours(hours_counted: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """The hours of all activities that end in the period; null where one that may count is not known."""
    return sum_of(hours_counted, where=period.contains(end))


@of_activities(
    unit="JP",
    label=text(id="Jam pelajaran, paling sedikit", en="Learning hours, at least"),
    counts_known=True,
)
def learning_hours_at_least(hours_at_least: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """What the activities that surely end in the period count for at the least."""
    return sum_of(hours_at_least, where=period.contains(end))


@of_activities(
    unit="JP", label=text(id="Jam pelajaran, paling banyak", en="Learning hours, at most"), counts_known=True
)
def learning_hours_at_most(hours_at_most: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """What the activities that may end in the period count for at the most; null without an upper limit."""
    return sum_of(hours_at_most, where=period.contains(end).fill_null(True), known_only=False)


@of_activities(
    unit="kegiatan",
    label=text(id="Kegiatan yang JP-nya tidak diketahui", en="Activities of unknown hours"),
    counts_known=True,
)
def learning_hours_unknown(hours_counted: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """How many activities of the period have hours that are not known."""
    return count_of(where=period.contains(end) & hours_counted.is_null())


@of_activities(
    unit="kegiatan",
    label=text(id="Kegiatan tanpa tanggal selesai", en="Activities without a last day"),
    counts_known=True,
)
def learning_undated(end: nw.Expr) -> Aggregate:
    """How many activities cannot be placed in any year."""
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


def _decided(by_the_least: nw.Expr, by_the_most: nw.Expr) -> nw.Expr:
    """Whether a number is large enough: yes if its least is, no if its most is not, else unknown."""
    no = nw.when(~by_the_most).then(nw.lit(False))
    return nw.when(by_the_least).then(nw.lit(True)).otherwise(no)


_HOURS = ("learning_hours_at_least", "learning_hours_at_most")


@indicator(
    of=CivilServant,
    kind="flag",
    label=text(id="JP minimum terpenuhi", en="Least learning hours reached"),
    tolerates_null=_HOURS,
    counts_known=False,
    reference="PP 11/2017 Pasal 203(4); PerLAN 10/2018",
)
def learning_hours_met(
    employment: nw.Expr, learning_hours_at_least: nw.Expr, learning_hours_at_most: nw.Expr, p: Parameters
) -> nw.Expr:
    """Whether the minimum of the person's employment is reached; null where there is none (PPPK).

    Null also where hours that are not known decide it.
    """
    minimum = p.lookup("learning.minimum").of(employment)
    return _decided(
        round_half_up(learning_hours_at_least) >= minimum, round_half_up(learning_hours_at_most) >= minimum
    )


@indicator(
    of=CivilServant,
    kind="flag",
    label=text(id="JP melampaui batas atas", en="Learning hours above the ceiling"),
    tolerates_null=_HOURS,
    counts_known=False,
    reference="PerLAN 15/2020",
)
def learning_hours_over_ceiling(
    employment: nw.Expr, learning_hours_at_least: nw.Expr, learning_hours_at_most: nw.Expr, p: Parameters
) -> nw.Expr:
    """Whether the ceiling of the person's employment (PPPK) is exceeded; null where there is none.

    Null also where hours that are not known decide it.
    """
    ceiling = p.lookup("learning.ceiling").of(employment)
    return _decided(
        round_half_up(learning_hours_at_least) > ceiling, round_half_up(learning_hours_at_most) > ceiling
    )


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
