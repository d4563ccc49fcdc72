"""The competence part of the professionalism index: which training each group of posts needs, all or nothing.

Source: PermenPANRB 38/2018 and PerBKN 8/2019; the values stand in ``parameters/ip_asn.toml``. What is not
known makes the part unknown: never 0.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    LeadershipTraining,
    Parameters,
    Participation,
    Period,
    ProgrammeForm,
    any_of,
    indicator,
    is_one_of,
    max_of,
    nw,
    round_half_up,
    sum_of,
    summary,
    text,
)

COMPETENCE = "PerBKN 8/2019 Pasal 8"

of_activities = partial(summary, of=CivilServant, source=Participation, key="nip")
points = partial(indicator, of=CivilServant, unit="poin")


def _completed(end: nw.Expr, period: Period) -> nw.Expr:
    """Whether an activity lies behind us at the end of the period; of one without a date nobody knows."""
    return end <= nw.lit(period.end)


def _training(
    leadership: nw.Expr, form: nw.Expr, kind: LeadershipTraining, end: nw.Expr, period: Period
) -> Aggregate:
    """Whether a leadership training of that kind was completed.

    Only structural training is leadership training; where its kind is not recorded nobody knows it.
    """
    other = nw.when(form != ProgrammeForm.STRUCTURAL.value).then(nw.lit(False))
    of_kind = nw.when(~leadership.is_null()).then(leadership == kind.value).otherwise(other)
    return any_of(where=of_kind & _completed(end, period))


@of_activities(label=text(id="Diklat PIM I", en="PIM I leadership training"))
def completed_pim_i(leadership: nw.Expr, form: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """Whether a leadership training for JPT Madya and Utama was completed."""
    return _training(leadership, form, LeadershipTraining.PIM_I, end, period)


@of_activities(label=text(id="Diklat PIM II", en="PIM II leadership training"))
def completed_pim_ii(leadership: nw.Expr, form: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """Whether a leadership training for JPT Pratama was completed."""
    return _training(leadership, form, LeadershipTraining.PIM_II, end, period)


@of_activities(label=text(id="Diklat PIM III", en="PIM III leadership training"))
def completed_pim_iii(leadership: nw.Expr, form: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """Whether a leadership training for Administrator was completed."""
    return _training(leadership, form, LeadershipTraining.PIM_III, end, period)


@of_activities(label=text(id="Diklat PIM IV", en="PIM IV leadership training"))
def completed_pim_iv(leadership: nw.Expr, form: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """Whether a leadership training for Pengawas was completed."""
    return _training(leadership, form, LeadershipTraining.PIM_IV, end, period)


@of_activities(label=text(id="Diklat fungsional", en="Functional training"))
def completed_functional(form: nw.Expr, end: nw.Expr, period: Period, p: Parameters) -> Aggregate:
    """Whether functional training was completed, in whatever year."""
    functional = is_one_of(form, p.lookup("ip_asn.component").codes("fungsional"))
    return any_of(where=functional & _completed(end, period))


def _technical(form: nw.Expr, end: nw.Expr, period: Period, p: Parameters) -> nw.Expr:
    years = int(p.number("ip_asn.technical.years"))
    return is_one_of(form, p.lookup("ip_asn.component").codes("teknis")) & period.last_years(years).contains(
        end
    )


def _added_up(hours: nw.Expr, where: nw.Expr, p: Parameters) -> Aggregate:
    """The hours of all courses, or of the longest; 0 without one."""
    if p.text("ip_asn.technical.counted") == "sum":
        return sum_of(hours, where)
    return max_of(hours, where, none=0.0)


@of_activities(unit="JP", label=text(id="JP teknis untuk IP ASN", en="Technical hours for the index"))
def ip_asn_technical_hours(
    form: nw.Expr, hours: nw.Expr, end: nw.Expr, period: Period, p: Parameters
) -> Aggregate:
    """The recorded hours of technical training in its window: added up, or of the longest course."""
    return _added_up(hours, _technical(form, end, period, p), p)


@of_activities(
    unit="JP",
    label=text(id="JP teknis untuk IP ASN, paling sedikit", en="Technical hours for the index, at least"),
    counts_known=True,
)
def ip_asn_technical_hours_at_least(
    form: nw.Expr, hours: nw.Expr, end: nw.Expr, period: Period, p: Parameters
) -> Aggregate:
    """The same of what is surely technical training in the window and of known hours."""
    return _added_up(hours, _technical(form, end, period, p), p)


@of_activities(
    label=text(id="Ada pelatihan teknis tanpa JP", en="Has technical training of unknown hours"),
    counts_known=True,
)
def ip_asn_technical_unknown(
    form: nw.Expr, hours: nw.Expr, end: nw.Expr, period: Period, p: Parameters
) -> Aggregate:
    """Whether a technical training in the window has no recorded hours."""
    return any_of(where=_technical(form, end, period, p) & hours.is_null())


@of_activities(label=text(id="Pernah seminar dan sejenisnya", en="Attended a seminar or the like"))
def attended_seminar(form: nw.Expr, end: nw.Expr, period: Period, p: Parameters) -> Aggregate:
    """Whether a seminar, workshop, internship or course lies in its window."""
    seminar = is_one_of(form, p.lookup("ip_asn.component").codes("seminar"))
    return any_of(where=seminar & period.last_years(int(p.number("ip_asn.seminar.years"))).contains(end))


def _all_or_nothing(points: nw.Expr, reached: nw.Expr) -> nw.Expr:
    """The points if the condition is met, else 0; where there are none to win the condition is moot."""
    return points * (reached | (points == 0)).cast(nw.Float64)


@indicator(
    of=CivilServant,
    kind="text",
    label=text(id="Diklat PIM untuk jabatan", en="Leadership training of the post"),
    reference=f"{COMPETENCE}(4)",
)
def ip_asn_leadership_required(tier: nw.Expr, p: Parameters) -> nw.Expr:
    """Which leadership training belongs to the tier of the post (SIASN code)."""
    return p.lookup("ip_asn.leadership.required").of(tier)


@points(
    bounds=(0, 15),
    label=text(id="IP ASN: pelatihan kepemimpinan", en="IP ASN: leadership training"),
    tolerates_null=(
        "ip_asn_leadership_required",
        "completed_pim_i",
        "completed_pim_ii",
        "completed_pim_iii",
        "completed_pim_iv",
    ),
    reference=f"{COMPETENCE}(4)",
)
def ip_asn_leadership(
    ip_asn_leadership_required: nw.Expr,
    ip_asn_group: nw.Expr,
    completed_pim_i: nw.Expr,
    completed_pim_ii: nw.Expr,
    completed_pim_iii: nw.Expr,
    completed_pim_iv: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """The points for the leadership training of exactly the post's level."""
    completed = {
        LeadershipTraining.PIM_I: completed_pim_i,
        LeadershipTraining.PIM_II: completed_pim_ii,
        LeadershipTraining.PIM_III: completed_pim_iii,
        LeadershipTraining.PIM_IV: completed_pim_iv,
    }
    matching = [
        nw.when(ip_asn_leadership_required == code.value).then(done) for code, done in completed.items()
    ]
    return _all_or_nothing(p.lookup("ip_asn.leadership.points").of(ip_asn_group), nw.coalesce(*matching))


@points(
    bounds=(0, 15),
    label=text(id="IP ASN: pelatihan fungsional", en="IP ASN: functional training"),
    tolerates_null=("completed_functional",),
    reference=f"{COMPETENCE}(5)",
)
def ip_asn_functional(ip_asn_group: nw.Expr, completed_functional: nw.Expr, p: Parameters) -> nw.Expr:
    """The points for functional training, whenever it was."""
    return _all_or_nothing(p.lookup("ip_asn.functional.points").of(ip_asn_group), completed_functional)


@points(
    bounds=(0, 22.5),
    label=text(id="IP ASN: pelatihan teknis", en="IP ASN: technical training"),
    tolerates_null=("ip_asn_technical_hours", "ip_asn_technical_hours_at_least"),
    counts_known=False,
    reference=f"{COMPETENCE}(6)a",
)
def ip_asn_technical(
    ip_asn_group: nw.Expr,
    ip_asn_technical_hours: nw.Expr,
    ip_asn_technical_hours_at_least: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """The points for enough technical hours; null where the sure ones fall short and others may count."""
    enough = p.number("ip_asn.technical.hours")
    reached = round_half_up(ip_asn_technical_hours_at_least) >= enough
    reached = reached | (round_half_up(ip_asn_technical_hours) >= enough)
    return _all_or_nothing(p.lookup("ip_asn.technical.points").of(ip_asn_group), reached)


@points(
    bounds=(0, 17.5),
    label=text(id="IP ASN: seminar dan sejenisnya", en="IP ASN: seminars and the like"),
    reference="PerBKN 8/2019",
)
def ip_asn_seminar(ip_asn_group: nw.Expr, attended_seminar: nw.Expr, p: Parameters) -> nw.Expr:
    """The points for at least one seminar, workshop, internship or course in its window."""
    return _all_or_nothing(p.lookup("ip_asn.seminar.points").of(ip_asn_group), attended_seminar)


@points(
    bounds=(0, 40), label=text(id="IP ASN: kompetensi", en="IP ASN: competence"), reference=f"{COMPETENCE}(2)"
)
def ip_asn_competence(
    ip_asn_measured: nw.Expr,
    ip_asn_leadership: nw.Expr,
    ip_asn_functional: nw.Expr,
    ip_asn_technical: nw.Expr,
    ip_asn_seminar: nw.Expr,
) -> nw.Expr:
    """The sum of the four components."""
    total = ip_asn_leadership + ip_asn_functional + ip_asn_technical + ip_asn_seminar
    return nw.when(ip_asn_measured).then(total)
