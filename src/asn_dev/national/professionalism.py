"""The professionalism index (IP ASN): qualification, competence, performance and discipline.

Source: PermenPANRB 38/2018 and PerBKN 8/2019; the values, each with its evidence and the readings that
can be chosen instead, stand in ``parameters/ip_asn.toml``; the part of competence has a module of
its own. What is not known makes its part, and with it the index, unknown: never 0.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    DisciplinaryAction,
    DisciplineLevel,
    Parameters,
    PerformanceAppraisal,
    Period,
    count_of,
    indicator,
    min_of,
    nw,
    single_value_of,
    summary,
    text,
)

GROUPS = ("struktural", "fungsional", "pelaksana")
BANDS = ("Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah")

POINTS = "PerBKN 8/2019"
INDEX = f"PermenPANRB 38/2018; {POINTS}"
of_measures = partial(summary, of=CivilServant, source=DisciplinaryAction, key="nip")
points = partial(indicator, of=CivilServant, unit="poin")


@indicator(
    of=CivilServant,
    kind="flag",
    label=text(id="Diukur dalam IP ASN", en="Measured by the index"),
    reference=INDEX,
)
def ip_asn_measured(employment: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the person belongs to those whom the index measures."""
    return p.lookup("ip_asn.population").of(employment)


@indicator(
    of=CivilServant,
    kind="text",
    values=GROUPS,
    label=text(id="Kelompok jabatan", en="Group of posts"),
    reference=f"{POINTS} Pasal 8",
)
def ip_asn_group(job_kind: nw.Expr, p: Parameters) -> nw.Expr:
    """Which column of the competence table applies to the post."""
    return p.lookup("ip_asn.group").of(job_kind)


# --- qualification --------------------------------------------------------------------------------


@points(bounds=(0, 25), label=text(id="IP ASN: kualifikasi", en="IP ASN: qualification"), reference=POINTS)
def ip_asn_qualification(education: nw.Expr, ip_asn_measured: nw.Expr, p: Parameters) -> nw.Expr:
    """The points of the highest education."""
    return nw.when(ip_asn_measured).then(p.lookup("ip_asn.qualification.points").of(education))


# --- performance ----------------------------------------------------------------------------------


@summary(
    of=CivilServant,
    source=PerformanceAppraisal,
    key="nip",
    label=text(id="Poin predikat kinerja", en="Points of the performance rating"),
    reference=POINTS,
)
def ip_asn_rating_points(year: nw.Expr, final_rating: nw.Expr, period: Period, p: Parameters) -> Aggregate:
    """The points of the rating of the year that counts; null without one."""
    counted = period.year + int(p.number("ip_asn.performance.year_offset"))
    return single_value_of(p.lookup("ip_asn.performance.points").of(final_rating), where=year == counted)


@points(bounds=(0, 30), label=text(id="IP ASN: kinerja", en="IP ASN: performance"), reference=POINTS)
def ip_asn_performance(ip_asn_measured: nw.Expr, ip_asn_rating_points: nw.Expr) -> nw.Expr:
    """The points of the yearly rating; without an appraisal unknown, not 0."""
    return nw.when(ip_asn_measured).then(ip_asn_rating_points)


# --- discipline -----------------------------------------------------------------------------------


@indicator(
    of=DisciplinaryAction,
    kind="flag",
    label=text(id="Dihitung dalam IP ASN", en="Counts for the index"),
    tolerates_null=("measure", "level", "effective_on"),
)
def counts_for_ip_asn(
    measure: nw.Expr, level: nw.Expr, effective_on: nw.Expr, period: Period, p: Parameters
) -> nw.Expr:
    """Whether a measure is a punishment within the window.

    Where the measure is not named its severity tells: only among the severe ones are some that do not count.
    """
    window = period.last_years(int(p.number("ip_asn.discipline.years")))
    lighter = nw.when(level != DisciplineLevel.HEAVY.value).then(nw.lit(True))
    counted = (
        nw.when(measure.is_null()).then(lighter).otherwise(p.lookup("ip_asn.discipline.counted").of(measure))
    )
    return counted & window.contains(effective_on)


@of_measures(label=text(id="Hukuman disiplin yang dihitung", en="Disciplinary measures that count"))
def disciplinary_measures(counts_for_ip_asn: nw.Expr) -> Aggregate:
    """How many measures count."""
    return count_of(where=counts_for_ip_asn)


@of_measures(
    label=text(id="Hukuman disiplin yang tingkat atau tanggalnya tidak diketahui", en="Unclear measures"),
    counts_known=True,
)
def disciplinary_measures_unclear(
    counts_for_ip_asn: nw.Expr, level: nw.Expr, effective_on: nw.Expr
) -> Aggregate:
    """How many measures that may count have no severity or no date."""
    return count_of(where=counts_for_ip_asn.fill_null(True) & (level.is_null() | effective_on.is_null()))


@of_measures(label=text(id="Poin hukuman terberat", en="Points of the heaviest measure"), reference=POINTS)
def heaviest_measure_points(counts_for_ip_asn: nw.Expr, level: nw.Expr, p: Parameters) -> Aggregate:
    """The points of the heaviest measure that counts, else of a clean record.

    Null where a measure that is not clear could be heavier; nothing is heavier than the heaviest.
    """
    points = p.lookup("ip_asn.discipline.points")
    return min_of(
        points.of(level),
        where=counts_for_ip_asn,
        none=points["tidak ada"],
        decided=min(float(value) for value in points.values()),
    )


@points(bounds=(0, 5), label=text(id="IP ASN: disiplin", en="IP ASN: discipline"), reference=POINTS)
def ip_asn_discipline(ip_asn_measured: nw.Expr, heaviest_measure_points: nw.Expr) -> nw.Expr:
    """The points of the heaviest measure, or of a clean record; null where a measure is unclear."""
    return nw.when(ip_asn_measured).then(heaviest_measure_points)


# --- the index ------------------------------------------------------------------------------------


@points(
    bounds=(0, 100), label=text(id="Indeks Profesionalitas ASN", en="Professionalism index"), reference=INDEX
)
def ip_asn(
    ip_asn_qualification: nw.Expr,
    ip_asn_competence: nw.Expr,
    ip_asn_performance: nw.Expr,
    ip_asn_discipline: nw.Expr,
) -> nw.Expr:
    """The sum of the four parts; null where one of them is unknown."""
    return ip_asn_qualification + ip_asn_competence + ip_asn_performance + ip_asn_discipline


@indicator(
    of=CivilServant,
    bounds=(0, 4),
    unit="bagian",
    label=text(id="Bagian IP ASN yang diketahui", en="Parts of the index that are known"),
    tolerates_null=("ip_asn_qualification", "ip_asn_competence", "ip_asn_performance", "ip_asn_discipline"),
    counts_known=True,
)
def ip_asn_known(
    ip_asn_measured: nw.Expr,
    ip_asn_qualification: nw.Expr,
    ip_asn_competence: nw.Expr,
    ip_asn_performance: nw.Expr,
    ip_asn_discipline: nw.Expr,
) -> nw.Expr:
    """How many of the four parts are known; null for those whom the index does not measure."""
    parts = (ip_asn_qualification, ip_asn_competence, ip_asn_performance, ip_asn_discipline)
    counts = [(~part.is_null()).cast(nw.Int64) for part in parts]
    return nw.when(ip_asn_measured).then(nw.sum_horizontal(*counts))


@indicator(
    of=CivilServant,
    kind="text",
    values=BANDS,
    label=text(id="Kategori IP ASN", en="Band of the index"),
    reference=POINTS,
)
def ip_asn_band(ip_asn: nw.Expr, p: Parameters) -> nw.Expr:
    """The band of the index, from very low to very high."""
    return p.bands("ip_asn.band").of(ip_asn)
