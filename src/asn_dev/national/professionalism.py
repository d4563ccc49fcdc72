"""The professionalism index (IP ASN): qualification, competence, performance and discipline.

Source: PermenPANRB 38/2018 and PerBKN 8/2019; the values, each with its evidence and the readings that
can be chosen instead, stand in ``parameters/ip_asn.toml``. Each component of competence is all or
nothing. What is not known makes its part, and with it the index, unknown: never 0.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    DisciplinaryAction,
    LeadershipTraining,
    Parameters,
    Participation,
    PerformanceAppraisal,
    Period,
    any_of,
    count_of,
    greatest_of,
    indicator,
    is_one_of,
    least_of,
    nw,
    only_of,
    round_half_up,
    sum_of,
    summary,
    text,
)

GROUPS = ("struktural", "fungsional", "pelaksana")
BANDS = ("Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah")

COMPLETED_PIM = ("completed_pim_i", "completed_pim_ii", "completed_pim_iii", "completed_pim_iv")
of_activities = partial(summary, of=CivilServant, source=Participation, key="nip")
of_measures = partial(summary, of=CivilServant, source=DisciplinaryAction, key="nip")
points = partial(indicator, of=CivilServant, unit="poin")


@indicator(of=CivilServant, kind="flag", label=text(id="Diukur dalam IP ASN", en="Measured by the index"))
def ip_asn_measured(employment: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the person belongs to those whom the index measures."""
    return p.lookup("ip_asn.population").of(employment)


@indicator(
    of=CivilServant, kind="text", values=GROUPS, label=text(id="Kelompok jabatan", en="Group of posts")
)
def ip_asn_group(job_kind: nw.Expr, p: Parameters) -> nw.Expr:
    """Which column of the competence table applies to the post."""
    return p.lookup("ip_asn.group").of(job_kind)


# --- qualification --------------------------------------------------------------------------------


@points(bounds=(0, 25), label=text(id="IP ASN: kualifikasi", en="IP ASN: qualification"))
def ip_asn_qualification(education: nw.Expr, ip_asn_measured: nw.Expr, p: Parameters) -> nw.Expr:
    """The points of the highest education."""
    return nw.when(ip_asn_measured).then(p.lookup("ip_asn.qualification.points").of(education))


# --- competence -----------------------------------------------------------------------------------


def _completed(end: nw.Expr, period: Period) -> nw.Expr:
    """Whether an activity lies behind us at the end of the period; a record without a date does."""
    return (end <= nw.lit(period.end)).fill_null(True)


def _training(leadership: nw.Expr, kind: LeadershipTraining, end: nw.Expr, period: Period) -> Aggregate:
    return any_of(where=(leadership == kind.value) & _completed(end, period))


@of_activities(label=text(id="Diklat PIM I", en="PIM I leadership training"))
def completed_pim_i(leadership: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """Whether a leadership training for JPT Madya and Utama was completed."""
    return _training(leadership, LeadershipTraining.PIM_I, end, period)


@of_activities(label=text(id="Diklat PIM II", en="PIM II leadership training"))
def completed_pim_ii(leadership: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """Whether a leadership training for JPT Pratama was completed."""
    return _training(leadership, LeadershipTraining.PIM_II, end, period)


@of_activities(label=text(id="Diklat PIM III", en="PIM III leadership training"))
def completed_pim_iii(leadership: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """Whether a leadership training for Administrator was completed."""
    return _training(leadership, LeadershipTraining.PIM_III, end, period)


@of_activities(label=text(id="Diklat PIM IV", en="PIM IV leadership training"))
def completed_pim_iv(leadership: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """Whether a leadership training for Pengawas was completed."""
    return _training(leadership, LeadershipTraining.PIM_IV, end, period)


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


@of_activities(unit="JP", label=text(id="JP teknis untuk IP ASN", en="Technical hours for the index"))
def ip_asn_technical_hours(
    form: nw.Expr, hours: nw.Expr, end: nw.Expr, period: Period, p: Parameters
) -> Aggregate:
    """The recorded hours of technical training in its window: added up, or of the longest course."""
    where = _technical(form, end, period, p)
    return sum_of(hours, where) if p.text("ip_asn.technical.counted") == "sum" else greatest_of(hours, where)


@of_activities(
    label=text(id="Ada pelatihan teknis tanpa JP", en="Has technical training of unknown hours"),
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
    of=CivilServant, kind="text",
    label=text(id="Diklat PIM untuk jabatan", en="Leadership training of the post"),
)  # fmt: skip
def ip_asn_leadership_required(tier: nw.Expr, p: Parameters) -> nw.Expr:
    """Which leadership training belongs to the tier of the post (SIASN code)."""
    return p.lookup("ip_asn.leadership.required").of(tier)


@points(
    bounds=(0, 15), label=text(id="IP ASN: pelatihan kepemimpinan", en="IP ASN: leadership training"),
    known_without=("ip_asn_leadership_required", *(f"completed_pim_{n}" for n in ("i", "ii", "iii", "iv"))),
)  # fmt: skip
def ip_asn_leadership(
    ip_asn_leadership_required: nw.Expr, ip_asn_group: nw.Expr, completed_pim_i: nw.Expr,
    completed_pim_ii: nw.Expr, completed_pim_iii: nw.Expr, completed_pim_iv: nw.Expr, p: Parameters,
) -> nw.Expr:  # fmt: skip
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
    bounds=(0, 15), label=text(id="IP ASN: pelatihan fungsional", en="IP ASN: functional training"),
    known_without=("completed_functional",),
)  # fmt: skip
def ip_asn_functional(ip_asn_group: nw.Expr, completed_functional: nw.Expr, p: Parameters) -> nw.Expr:
    """The points for functional training, whenever it was."""
    return _all_or_nothing(p.lookup("ip_asn.functional.points").of(ip_asn_group), completed_functional)


@points(
    bounds=(0, 22.5), label=text(id="IP ASN: pelatihan teknis", en="IP ASN: technical training"),
    known_without=("ip_asn_technical_hours", "ip_asn_technical_unknown"),
)  # fmt: skip
def ip_asn_technical(
    ip_asn_group: nw.Expr, ip_asn_technical_hours: nw.Expr, ip_asn_technical_unknown: nw.Expr, p: Parameters
) -> nw.Expr:
    """The points for enough technical hours; null where the known ones fall short and some are unknown."""
    enough = (round_half_up(ip_asn_technical_hours) >= p.number("ip_asn.technical.hours")).fill_null(False)
    reached = nw.when(enough | ~ip_asn_technical_unknown).then(enough)
    return _all_or_nothing(p.lookup("ip_asn.technical.points").of(ip_asn_group), reached)


@points(bounds=(0, 17.5), label=text(id="IP ASN: seminar dan sejenisnya", en="IP ASN: seminars and the like"))
def ip_asn_seminar(ip_asn_group: nw.Expr, attended_seminar: nw.Expr, p: Parameters) -> nw.Expr:
    """The points for at least one seminar, workshop, internship or course in its window."""
    return _all_or_nothing(p.lookup("ip_asn.seminar.points").of(ip_asn_group), attended_seminar)


@points(bounds=(0, 40), label=text(id="IP ASN: kompetensi", en="IP ASN: competence"))
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


# --- performance ----------------------------------------------------------------------------------


@summary(
    of=CivilServant, source=PerformanceAppraisal, key="nip",
    label=text(id="Poin predikat kinerja", en="Points of the performance rating"),
)  # fmt: skip
def ip_asn_rating_points(year: nw.Expr, final_rating: nw.Expr, period: Period, p: Parameters) -> Aggregate:
    """The points of the rating of the year that counts; null without one."""
    counted = period.year + int(p.number("ip_asn.performance.year_offset"))
    return only_of(p.lookup("ip_asn.performance.points").of(final_rating), where=year == counted)


@points(bounds=(0, 30), label=text(id="IP ASN: kinerja", en="IP ASN: performance"))
def ip_asn_performance(ip_asn_measured: nw.Expr, ip_asn_rating_points: nw.Expr) -> nw.Expr:
    """The points of the yearly rating; without an appraisal unknown, not 0."""
    return nw.when(ip_asn_measured).then(ip_asn_rating_points)


# --- discipline -----------------------------------------------------------------------------------


@indicator(
    of=DisciplinaryAction, kind="flag", label=text(id="Dihitung dalam IP ASN", en="Counts for the index"),
    known_without=("measure", "effective_on"),
)  # fmt: skip
def counts_for_ip_asn(measure: nw.Expr, effective_on: nw.Expr, period: Period, p: Parameters) -> nw.Expr:
    """Whether a measure is a punishment within the window; one without a date may be, so it counts."""
    window = period.last_years(int(p.number("ip_asn.discipline.years")))
    return p.lookup("ip_asn.discipline.counted").of(measure).fill_null(True) & (
        window.contains(effective_on) | effective_on.is_null()
    )


@of_measures(label=text(id="Hukuman disiplin yang dihitung", en="Disciplinary measures that count"))
def disciplinary_measures(counts_for_ip_asn: nw.Expr) -> Aggregate:
    """How many measures count."""
    return count_of(where=counts_for_ip_asn)


@of_measures(
    label=text(id="Hukuman disiplin yang tingkat atau tanggalnya tidak diketahui", en="Unclear measures")
)
def disciplinary_measures_unclear(
    counts_for_ip_asn: nw.Expr, level: nw.Expr, effective_on: nw.Expr
) -> Aggregate:
    """How many measures that may count have no severity or no date."""
    return count_of(where=counts_for_ip_asn & (level.is_null() | effective_on.is_null()))


@of_measures(label=text(id="Poin hukuman terberat", en="Points of the heaviest measure"))
def heaviest_measure_points(counts_for_ip_asn: nw.Expr, level: nw.Expr, p: Parameters) -> Aggregate:
    """The points of the heaviest measure that counts; null without one."""
    return least_of(p.lookup("ip_asn.discipline.points").of(level), where=counts_for_ip_asn)


@points(
    bounds=(0, 5), label=text(id="IP ASN: disiplin", en="IP ASN: discipline"),
    known_without=("disciplinary_measures", "heaviest_measure_points"),
)  # fmt: skip
def ip_asn_discipline(
    ip_asn_measured: nw.Expr,
    disciplinary_measures: nw.Expr,
    disciplinary_measures_unclear: nw.Expr,
    heaviest_measure_points: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """The points of the heaviest measure, or of a clean record; null where a measure is unclear."""
    clean = nw.lit(p.lookup("ip_asn.discipline.points")["tidak ada"])
    points = nw.when(disciplinary_measures == 0).then(clean).otherwise(heaviest_measure_points)
    return nw.when(ip_asn_measured & (disciplinary_measures_unclear == 0)).then(points)


# --- the index ------------------------------------------------------------------------------------


@points(bounds=(0, 100), label=text(id="Indeks Profesionalitas ASN", en="Professionalism index"))
def ip_asn(
    ip_asn_qualification: nw.Expr,
    ip_asn_competence: nw.Expr,
    ip_asn_performance: nw.Expr,
    ip_asn_discipline: nw.Expr,
) -> nw.Expr:
    """The sum of the four parts; null where one of them is unknown."""
    return ip_asn_qualification + ip_asn_competence + ip_asn_performance + ip_asn_discipline


@indicator(
    of=CivilServant, bounds=(0, 4), unit="bagian",
    label=text(id="Bagian IP ASN yang diketahui", en="Parts of the index that are known"),
    known_without=("ip_asn_qualification", "ip_asn_competence", "ip_asn_performance", "ip_asn_discipline"),
)  # fmt: skip
def ip_asn_known(
    ip_asn_measured: nw.Expr,
    ip_asn_qualification: nw.Expr,
    ip_asn_competence: nw.Expr,
    ip_asn_performance: nw.Expr,
    ip_asn_discipline: nw.Expr,
) -> nw.Expr:
    """How many of the four parts are known; null for those whom the index does not measure."""
    parts = (ip_asn_qualification, ip_asn_competence, ip_asn_performance, ip_asn_discipline)
    known = [(~part.is_null()).cast(nw.Int64) for part in parts]
    return nw.when(ip_asn_measured).then(nw.sum_horizontal(*known))


@indicator(
    of=CivilServant, kind="text", values=BANDS, label=text(id="Kategori IP ASN", en="Band of the index")
)
def ip_asn_band(ip_asn: nw.Expr, p: Parameters) -> nw.Expr:
    """The band of the index, from very low to very high."""
    return p.bands("ip_asn.band").of(ip_asn)
