"""Performance and talent: the yearly rating, and the nine boxes of performance by potential.

Source: PermenPANRB 6/2022 (rating) and 3/2020, amended by 20/2025 (talent); the values, each with its
evidence, stand in ``parameters/performance.toml``.
"""

from __future__ import annotations

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    Expectation,
    Parameters,
    PerformanceAppraisal,
    PerformanceRating,
    Period,
    PotentialAssessment,
    indicator,
    max_of,
    nw,
    single_value_of,
    summary,
    text,
)

TALENT = "PermenPANRB 3/2020"
RATINGS = tuple(rating.value for rating in PerformanceRating)


@indicator(
    of=PerformanceAppraisal,
    kind="text",
    values=RATINGS,
    label=text(id="Predikat menurut hasil dan perilaku", en="Rating by results and behaviour"),
    reference="PermenPANRB 6/2022",
)
def performance_predicate(results: nw.Expr, behaviour: nw.Expr, p: Parameters) -> nw.Expr:
    """The rating that work results and behaviour together give; null where one is unknown."""
    return p.lookup("performance.predicate").of(nw.concat_str(results, behaviour, separator=" / "))


@indicator(
    of=PerformanceAppraisal,
    kind="text",
    values=RATINGS,
    label=text(id="Predikat yang dipakai", en="Rating used"),
    tolerates_null=("rating", "performance_predicate"),
)
def final_rating(rating: nw.Expr, performance_predicate: nw.Expr) -> nw.Expr:
    """The rating as recorded, else as results and behaviour give it."""
    return nw.coalesce(rating, performance_predicate)


@summary(
    of=CivilServant,
    source=PerformanceAppraisal,
    key="nip",
    label=text(id="Predikat kinerja", en="Performance rating"),
)
def performance_rating(year: nw.Expr, final_rating: nw.Expr, period: Period) -> Aggregate:
    """The rating of the period's year; a person has one appraisal a year."""
    return single_value_of(final_rating, where=year == period.year)


@indicator(
    of=CivilServant,
    kind="text",
    values=tuple(expectation.value for expectation in Expectation),
    label=text(id="Kinerja terhadap ekspektasi", en="Performance against expectation"),
)
def performance_expectation(performance_rating: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the rating is above, at or below what was expected."""
    return p.lookup("performance.expectation").of(performance_rating)


@summary(
    of=PotentialAssessment,
    source=PotentialAssessment,
    key="nip",
    label=text(id="Hari penilaian potensi terbaru", en="Day of the newest assessment of potential"),
)
def newest_potential_on(day: nw.Expr, period: Period) -> Aggregate:
    """The last day, within or before the period, on which the person's potential was assessed."""
    return max_of(day, where=day <= nw.lit(period.end))


@summary(
    of=CivilServant,
    source=PotentialAssessment,
    key="nip",
    label=text(id="Skor potensi", en="Potential"),
)
def potential_score(score: nw.Expr, day: nw.Expr, newest_potential_on: nw.Expr) -> Aggregate:
    """The newest potential score; null for those who were not assessed."""
    return single_value_of(score, where=day == newest_potential_on)


@indicator(
    of=CivilServant,
    kind="text",
    values=("tinggi", "menengah", "rendah"),
    label=text(id="Kategori potensial", en="Category of potential"),
    tolerates_null=("job_person_match",),
    reference=TALENT,
)
def potential_category(potential_score: nw.Expr, job_person_match: nw.Expr, p: Parameters) -> nw.Expr:
    """High, middle or low potential; a region may take the job person match in its place."""
    axis = potential_score if p.text("talent.potential_axis") == "potential" else job_person_match
    return p.bands("talent.potential").of(axis)


@indicator(
    of=CivilServant,
    bounds=(1, 9),
    label=text(id="Kotak talenta", en="Talent box"),
    reference=f"{TALENT}, diubah PermenPANRB 20/2025 Pasal 17(1)",
)
def talent_box(performance_expectation: nw.Expr, potential_category: nw.Expr, p: Parameters) -> nw.Expr:
    """The box, 1 to 9, of performance against expectation by potential; null where one is unknown."""
    return p.lookup("talent.box").of(
        nw.concat_str(performance_expectation, potential_category, separator=" / ")
    )


@indicator(
    of=CivilServant,
    kind="text",
    label=text(id="Rekomendasi kotak talenta", en="Recommendation for the talent box"),
    reference=TALENT,
)
def talent_recommendation(talent_box: nw.Expr, p: Parameters) -> nw.Expr:
    """What the rule suggests for people in that box."""
    advice = p.lookup("talent.recommendation").items()
    return nw.coalesce(*(nw.when(talent_box == int(box)).then(nw.lit(words)) for box, words in advice))
