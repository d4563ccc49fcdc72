"""The performance of a unit: one score from competence, learning, leadership, culture and citizens."""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    Parameters,
    Unit,
    count_of,
    indicator,
    nw,
    summary,
    text,
    weighted_score,
)
from asn_dev_medan.enough import of_enough

PARTS = (
    "unit_score_match",
    "unit_score_hours",
    "unit_score_leadership",
    "unit_score_culture",
    "unit_score_citizens",
)
"""The parts of the score, each from 0 to 100 and null where too few people stand behind it."""

of_people = partial(summary, of=Unit, source=CivilServant, key={"unit": "name"}, counts_known=True)
each_unit = partial(indicator, of=Unit)
part_of_score = partial(indicator, of=Unit, bounds=(0, 100))


@of_people(unit="orang", label=text(id="Pegawai dengan JPM", en="People with a known match"))
def unit_match_known(job_person_match: nw.Expr) -> Aggregate:
    """Of how many people the job person match is known."""
    return count_of(where=~job_person_match.is_null())


@of_people(unit="orang", label=text(id="Pegawai yang JP-nya dinilai", en="People whose hours are judged"))
def unit_hours_judged(learning_hours_met: nw.Expr) -> Aggregate:
    """Of how many people it is known whether they reached the least hours."""
    return count_of(where=~learning_hours_met.is_null())


@part_of_score(label=text(id="Kecocokan jabatan", en="Match with the post"))
def unit_score_match(unit_match: nw.Expr, unit_match_known: nw.Expr, p: Parameters) -> nw.Expr:
    """The mean job person match, 100 at most."""
    capped = nw.when(unit_match > 100).then(nw.lit(100.0)).otherwise(unit_match)
    return of_enough(capped, unit_match_known, p)


@part_of_score(label=text(id="JP minimum", en="Least learning hours"))
def unit_score_hours(unit_hours_met_share: nw.Expr, unit_hours_judged: nw.Expr, p: Parameters) -> nw.Expr:
    """How many of a hundred people reached the least hours of the year."""
    return of_enough(unit_hours_met_share * 100, unit_hours_judged, p)


@part_of_score(label=text(id="Kepemimpinan", en="Leadership"))
def unit_score_leadership(
    unit_leaders_in_cycle_share: nw.Expr, unit_leaders_known: nw.Expr, p: Parameters
) -> nw.Expr:
    """How many of a hundred leaders had a leadership training within the cycle."""
    return of_enough(unit_leaders_in_cycle_share * 100, unit_leaders_known, p)


@part_of_score(label=text(id="Budaya kerja", en="Work culture"))
def unit_score_culture(cross_unit_index: nw.Expr) -> nw.Expr:
    """The index of work across units; each of its parts stands on enough people by itself."""
    return cross_unit_index


@part_of_score(label=text(id="Kepuasan warga", en="Satisfaction of citizens"))
def unit_score_citizens(skm_index: nw.Expr, skm_respondents: nw.Expr, p: Parameters) -> nw.Expr:
    """The citizen satisfaction index."""
    return of_enough(skm_index, skm_respondents, p)


@weighted_score(
    of=Unit,
    weights="medan.unit_score.weights",
    share="unit_score_known",
    people="unit_staff",
    label=text(id="Skor kinerja unit", en="Score of the unit"),
    share_label=text(id="Bagian skor yang diketahui", en="Known share of the score"),
)
def unit_score(
    unit_score_match: nw.Expr,
    unit_score_hours: nw.Expr,
    unit_score_leadership: nw.Expr,
    unit_score_culture: nw.Expr,
    unit_score_citizens: nw.Expr,
) -> None:
    """The parts weighed, what is unknown left out; null for units of too few people."""


@each_unit(
    kind="text",
    values=("Sangat baik", "Baik", "Cukup", "Kurang"),
    label=text(id="Kategori kinerja unit", en="Band of the unit"),
)
def unit_score_band(unit_score: nw.Expr, unit_score_known: nw.Expr, p: Parameters) -> nw.Expr:
    """The band of the score; null where too little of it is known to judge a unit by."""
    enough = unit_score_known >= p.number("medan.unit_score.least_known")
    return nw.when(enough).then(p.bands("medan.unit_score.bands").of(unit_score))
