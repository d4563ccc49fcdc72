"""Pairing: who could guide whom in what, and how well the two fit; ``pair_vetoes`` says what forbids it.

No regulation on who may be a mentor was found; the values, each with its evidence, stand in
``parameters/mentoring.toml``. Fit and vetoes are apart: what forbids a pair is no matter of points. A
part of the fit runs from 0 to 1; what is unknown speaks neither for a pair nor against it.
"""

from __future__ import annotations

from functools import partial, reduce
from operator import add, or_
from typing import Any

from asn_dev.plugin import (
    Aggregate,
    CandidatePair,
    Lookup,
    MentoringSession,
    Mode,
    Parameters,
    columns_of,
    indicator,
    is_one_of,
    mean_of,
    nw,
    round_half_up,
    summary,
    text,
    view,
)

Rows = nw.LazyFrame[Any]

OF_BOTH = ("mode", "level", "unit", "section", "tier", "field", "appointed_on")
"""What a candidate has of both people, with their part before the name."""

PARTS = (
    "fit_wish", "fit_need", "fit_level", "fit_field", "fit_seniority", "fit_unit", "fit_place", "fit_mode",
    "fit_earlier", "fit_urgency",
)  # fmt: skip
"""The parts of the fit; what is unknown of them counts as a share of it."""

of_a_pair = partial(indicator, of=CandidatePair)
part_of_fit = partial(indicator, of=CandidatePair, bounds=(0, 1))


# --- the rows -------------------------------------------------------------------------------------


@view(of=CandidatePair, label=text(id="Calon pasangan mentoring", en="Candidate pairs"))
def candidate_pairs(
    guidance_needs: Rows, guidance_offers: Rows, p: Parameters, mentor_offers: Rows | None = None
) -> Rows:
    """One row for each competency that one person needs and another could give, also where forbidden.

    Who did not offer to guide is asked to only in the own unit, unless a parameter opens the others.
    """
    mentees = guidance_needs.rename({name: f"mentee_{name}" for name in OF_BOTH})
    mentors = guidance_offers.rename({name: f"mentor_{name}" for name in OF_BOTH})
    on = ["competency"]
    if mentor_offers is None and not p.flag("mentoring.register_across_units"):
        mentees = mentees.with_columns(_near=nw.col("mentee_unit"))
        mentors = mentors.with_columns(_near=nw.col("mentor_unit"))
        on.append("_near")
    pairs = mentees.join(mentors, on=on, how="inner")
    return pairs.select(column.name for column in columns_of(CandidatePair))


# --- what the fit is made of ----------------------------------------------------------------------


@of_a_pair(unit="jenjang", label=text(id="Jenjang mentor di atas mentee", en="Tiers above the mentee"))
def tiers_ahead(mentor_tier: nw.Expr, mentee_tier: nw.Expr, p: Parameters) -> nw.Expr:
    """How many ranks of tier the mentor's post lies above the mentee's; below 0 if it lies below."""
    rank = p.lookup("mentoring.tier_rank")
    return rank.of(mentor_tier) - rank.of(mentee_tier)


@of_a_pair(unit="tahun", label=text(id="Masa kerja mentor di atas mentee", en="Years of service ahead"))
def years_ahead(mentor_appointed_on: nw.Expr, mentee_appointed_on: nw.Expr) -> nw.Expr:
    """How many years the mentor has served longer, by the years of first appointment."""
    return mentee_appointed_on.dt.year() - mentor_appointed_on.dt.year()


@of_a_pair(
    unit="level", bounds=(-4, 4), label=text(id="Level mentor di atas mentee", en="Levels above the mentee")
)
def levels_ahead(mentor_level: nw.Expr, mentee_level: nw.Expr) -> nw.Expr:
    """How many levels the mentor is ahead in the competency; null unless both were assessed."""
    return mentor_level - mentee_level


@of_a_pair(kind="flag", label=text(id="Satu unit", en="Same unit"))
def same_unit(mentor_unit: nw.Expr, mentee_unit: nw.Expr) -> nw.Expr:
    """Whether both work in the same unit."""
    return mentor_unit == mentee_unit


@part_of_fit(label=text(id="Kompetensi yang paling diinginkan", en="Competency most wanted"))
def fit_wish(wish: nw.Expr, p: Parameters) -> nw.Expr:
    """How much the mentee wants this competency, by its place among the wishes."""
    return _by_number(wish, p.lookup("mentoring.wish"))


@part_of_fit(label=text(id="Kebutuhan mentee (kesenjangan)", en="Need of the mentee (gap)"))
def fit_need(required: nw.Expr, mentee_level: nw.Expr, p: Parameters) -> nw.Expr:
    """How far the mentee is below what the post requires, in full at so many levels."""
    return _share(required - mentee_level, p.number("mentoring.full_gap"))


@part_of_fit(label=text(id="Level mentor di atas mentee", en="Level above the mentee"))
def fit_level(levels_ahead: nw.Expr, p: Parameters) -> nw.Expr:
    """How far the mentor is ahead in the competency, in full at so many levels."""
    return _share(levels_ahead, p.number("mentoring.full_lead"))


@part_of_fit(label=text(id="Bidang tugas sama", en="Same task field"))
def fit_field(mentor_field: nw.Expr, mentee_field: nw.Expr) -> nw.Expr:
    """Whether both hold posts of one task field, whatever the tier."""
    return _points(mentor_field == mentee_field)


@part_of_fit(label=text(id="Mentor lebih senior", en="Mentor is senior"))
def fit_seniority(tiers_ahead: nw.Expr, years_ahead: nw.Expr, p: Parameters) -> nw.Expr:
    """How much more senior the mentor is: half by tier, half by years of service."""
    return (
        _share(tiers_ahead, p.number("mentoring.full_tiers"))
        + _share(years_ahead, p.number("mentoring.full_years"))
    ) / 2


@part_of_fit(label=text(id="Unit kerja", en="Unit"))
def fit_unit(same_unit: nw.Expr, p: Parameters) -> nw.Expr:
    """What it is worth that both work in the same unit, or that they do not."""
    points = p.lookup("mentoring.unit")
    other = nw.when(~same_unit).then(nw.lit(points["lain"]))
    return nw.when(same_unit).then(nw.lit(points["sama"])).otherwise(other)


@part_of_fit(label=text(id="Cara bertemu sesuai", en="Way of meeting agrees"))
def fit_mode(mentor_mode: nw.Expr, mentee_mode: nw.Expr, p: Parameters) -> nw.Expr:
    """How well the wishes of both agree: face to face, online, or both."""
    points = p.lookup("mentoring.mode")
    fit = nw.lit(None, nw.Float64)
    for worth in dict.fromkeys(points.values()):
        pairs = (code.split(" / ") for code in points.codes(worth))
        met = ((mentor_mode == mentor) & (mentee_mode == mentee) for mentor, mentee in pairs)
        fit = nw.when(reduce(or_, met)).then(nw.lit(worth)).otherwise(fit)
    return fit


@part_of_fit(
    label=text(id="Mudah bertemu", en="Easy to meet"),
    tolerates_null=("mentor_section", "mentee_section", "mentor_mode", "mentee_mode", "same_unit"),
    counts_known=True,
)
def fit_place(
    mentor_section: nw.Expr,
    mentee_section: nw.Expr,
    mentor_mode: nw.Expr,
    mentee_mode: nw.Expr,
    same_unit: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """How near the two sit, part of the unit before unit; for two who meet online no place is far."""
    points = p.lookup("mentoring.place")
    online = [str(mode) for mode in (Mode.ONLINE, Mode.BLENDED)]
    both = (is_one_of(mentor_mode, online) & is_one_of(mentee_mode, online)).fill_null(False)
    together = (same_unit & (mentor_section == mentee_section)).fill_null(False)
    near = (
        nw.when(same_unit)
        .then(nw.lit(points["unit"]))
        .otherwise(nw.when(~same_unit).then(nw.lit(points["lain"])))
    )
    near = nw.when(together).then(nw.lit(points["sub unit"])).otherwise(near)
    return nw.when(both).then(nw.lit(points["daring"])).otherwise(near)


@summary(
    of=CandidatePair,
    source=MentoringSession,
    key={"mentor": "mentor", "mentee": "mentee"},
    label=text(id="Kepuasan atas sesi sebelumnya", en="Satisfaction with earlier sessions"),
    counts_known=True,
)
def earlier_satisfaction(satisfaction: nw.Expr, is_held: nw.Expr) -> Aggregate:
    """What the mentee said of earlier sessions of the two, in any competency, 1 to 5."""
    return mean_of(satisfaction, where=is_held)


@part_of_fit(label=text(id="Pengalaman bersama sebelumnya", en="Earlier experience together"))
def fit_earlier(earlier_satisfaction: nw.Expr) -> nw.Expr:
    """How satisfied the mentee was when the two met before; null if they never did."""
    return (earlier_satisfaction - 1) / 4


@part_of_fit(label=text(id="Permintaan mendesak", en="Urgent request"))
def fit_urgency(priority: nw.Expr, p: Parameters) -> nw.Expr:
    """How urgent the mentee calls the request: it decides between mentees, not between mentors."""
    return _by_number(priority, p.lookup("mentoring.urgency"))


@of_a_pair(
    bounds=(0, 1),
    label=text(id="Bagian kecocokan yang diketahui", en="Known share of the fit"),
    tolerates_null=PARTS,
    counts_known=True,
)
def pair_fit_known(
    fit_wish: nw.Expr,
    fit_need: nw.Expr,
    fit_level: nw.Expr,
    fit_field: nw.Expr,
    fit_seniority: nw.Expr,
    fit_unit: nw.Expr,
    fit_place: nw.Expr,
    fit_mode: nw.Expr,
    fit_earlier: nw.Expr,
    fit_urgency: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """The weight of the parts that are known, over the weight of all."""
    parts = {
        "fit_wish": fit_wish, "fit_need": fit_need, "fit_level": fit_level, "fit_field": fit_field,
        "fit_seniority": fit_seniority, "fit_unit": fit_unit, "fit_place": fit_place, "fit_mode": fit_mode,
        "fit_earlier": fit_earlier, "fit_urgency": fit_urgency,
    }  # fmt: skip
    weights = p.weights("mentoring.fit_weights")
    held_weights = (
        nw.when(~part.is_null()).then(weights[name]).otherwise(0.0) for name, part in parts.items()
    )
    return round_half_up(reduce(add, held_weights) / weights.sum, 2)


@of_a_pair(
    bounds=(0, 100),
    unit="poin",
    label=text(id="Kecocokan", en="Fit"),
    tolerates_null=PARTS,
    counts_known=True,
)
def pair_fit(
    fit_wish: nw.Expr,
    fit_need: nw.Expr,
    fit_level: nw.Expr,
    fit_field: nw.Expr,
    fit_seniority: nw.Expr,
    fit_unit: nw.Expr,
    fit_place: nw.Expr,
    fit_mode: nw.Expr,
    fit_earlier: nw.Expr,
    fit_urgency: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """The parts put together under their weights, 0 to 100, to two decimals."""
    parts = {
        "fit_wish": fit_wish, "fit_need": fit_need, "fit_level": fit_level, "fit_field": fit_field,
        "fit_seniority": fit_seniority, "fit_unit": fit_unit, "fit_place": fit_place, "fit_mode": fit_mode,
        "fit_earlier": fit_earlier, "fit_urgency": fit_urgency,
    }  # fmt: skip
    weights, unknown = p.weights("mentoring.fit_weights"), p.number("mentoring.unknown_part")
    points = (part.fill_null(unknown) * weights[name] for name, part in parts.items())
    return round_half_up(reduce(add, points) * (100 / weights.sum), 2)


def _points(met: nw.Expr) -> nw.Expr:
    """1 where it is met, 0 where not, null where unknown."""
    return nw.when(met).then(nw.lit(1.0)).otherwise(nw.when(~met).then(nw.lit(0.0)))


def _share(number: nw.Expr, full: float) -> nw.Expr:
    """The number over what counts in full, within 0 and 1."""
    share = number / full
    return (
        nw.when(share > 1).then(nw.lit(1.0)).otherwise(nw.when(share < 0).then(nw.lit(0.0)).otherwise(share))
    )


def _by_number(number: nw.Expr, points: Lookup) -> nw.Expr:
    """The entry of a lookup whose codes are whole numbers."""
    entry = nw.lit(points.otherwise, nw.Float64)
    for code, value in points.items():
        entry = nw.when(number == int(code)).then(nw.lit(value)).otherwise(entry)
    return nw.when(~number.is_null()).then(entry)
