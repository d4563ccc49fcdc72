"""Career: how much of what people learn counts towards a post, beside how they feel about it.

The document says that some see no effect on their career and asks for a culture of learning.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    CompetencyGap,
    Parameters,
    Participation,
    Period,
    Unit,
    count_of,
    indicator,
    max_of,
    nw,
    single_value_of,
    sum_of,
    summary,
    text,
)

of_activities = partial(summary, of=CivilServant, source=Participation, key="nip", unit="JP")
of_people = partial(summary, of=Unit, source=CivilServant, key={"unit": "name"}, unit="JP")


# --- one activity ---------------------------------------------------------------------------------


@summary(
    of=Participation,
    source=CompetencyGap,
    key={"nip": "nip", "competency": "develops"},
    label=text(id="Level yang disyaratkan jabatan", en="Level the post requires"),
)
def post_requires(required: nw.Expr) -> Aggregate:
    """The level that the person's post requires in what the activity develops."""
    return max_of(required)


@summary(
    of=Participation,
    source=CompetencyGap,
    key="nip",
    unit="kompetensi",
    label=text(id="Syarat jabatan yang diketahui", en="Known requirements of the post"),
    counts_known=True,
)
def post_requirements(required: nw.Expr) -> Aggregate:
    """How many competencies the person's post is known to require."""
    return count_of(where=~required.is_null())


@indicator(
    of=CivilServant,
    kind="flag",
    label=text(id="Dalam kelompok talenta", en="In the talent pool"),
    tolerates_null=("talent_box",),
    counts_known=True,
)
def in_talent_pool(talent_box: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the person's talent box is one of the pool; who was not placed in a box is not in it."""
    boxes = p.lookup("lhokseumawe.career.talent_boxes").codes(True)
    return talent_box.is_in([float(box) for box in boxes]).fill_null(False)


@summary(
    of=Participation, source=CivilServant, key="nip", label=text(id="Kelompok talenta", en="Talent pool")
)
def taken_by_talent(in_talent_pool: nw.Expr) -> Aggregate:
    """Whether the person who took part is in the talent pool."""
    return single_value_of(in_talent_pool, where=~in_talent_pool.is_null())


@indicator(
    of=Participation,
    kind="flag",
    label=text(id="Berarti bagi karier", en="Counts for the career"),
    tolerates_null=("develops", "develops_to", "post_requires", "post_requirements", "taken_by_talent"),
)
def counts_for_career(
    develops: nw.Expr,
    develops_to: nw.Expr,
    post_requires: nw.Expr,
    post_requirements: nw.Expr,
    taken_by_talent: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """Whether the activity leads up to what the post requires, or the person is in the talent pool.

    Every post requires the nine standard competencies, so the level decides: it has to reach that of the
    post, less the levels that the parameter allows. Null where neither can be said: the activity or its
    level is not in the catalogue, or the post's standard is unknown.
    """
    high_enough = develops_to >= post_requires - p.number("lhokseumawe.career.levels_below")
    for_post = nw.when(post_requires.is_null()).then(nw.lit(False)).otherwise(high_enough)
    decidable = ~develops.is_null() & (post_requirements > 0)
    return taken_by_talent.fill_null(False) | nw.when(decidable).then(for_post)


# --- one person -----------------------------------------------------------------------------------


@of_activities(label=text(id="JP yang berarti bagi karier", en="Hours that count for the career"))
def career_hours(
    hours_counted: nw.Expr, counts_for_career: nw.Expr, end: nw.Expr, period: Period
) -> Aggregate:
    """The hours of the period that count towards the post or were taken by a talent."""
    return sum_of(hours_counted, where=counts_for_career & period.contains(end))


@of_activities(label=text(id="JP yang kaitan kariernya diketahui", en="Hours whose link is known"))
def career_hours_known(
    hours_counted: nw.Expr, counts_for_career: nw.Expr, end: nw.Expr, period: Period
) -> Aggregate:
    """The hours of the period of which it is known whether they count."""
    return sum_of(hours_counted, where=~counts_for_career.is_null() & period.contains(end))


@indicator(
    of=CivilServant,
    bounds=(0, 1),
    label=text(id="Bagian JP yang diketahui kaitannya", en="Known share of hours"),
)
def career_link_known(career_hours_known: nw.Expr, learning_hours: nw.Expr) -> nw.Expr:
    """The hours of which it is known whether they count, over all; null for people without hours."""
    return nw.when(learning_hours > 0).then(career_hours_known / learning_hours)


@indicator(
    of=CivilServant,
    bounds=(0, 1),
    label=text(id="Kaitan belajar dengan karier", en="Career link of learning"),
)
def career_link(
    career_hours: nw.Expr, career_hours_known: nw.Expr, career_link_known: nw.Expr, p: Parameters
) -> nw.Expr:
    """The share of the known hours that counts; null where there are none or too few of them are known."""
    enough = career_link_known >= p.number("lhokseumawe.career.known_share")
    return nw.when(enough & (career_hours_known > 0)).then(career_hours / career_hours_known)


# --- one unit -------------------------------------------------------------------------------------


@of_people(label=text(id="JP yang berarti bagi karier", en="Hours that count for the career"))
def unit_career_hours(career_hours: nw.Expr) -> Aggregate:
    """The hours of the unit's people that count."""
    return sum_of(career_hours)


@of_people(label=text(id="JP yang kaitan kariernya diketahui", en="Hours whose link is known"))
def unit_career_hours_known(career_hours_known: nw.Expr) -> Aggregate:
    """The hours of the unit's people of which it is known whether they count."""
    return sum_of(career_hours_known)


@indicator(
    of=Unit,
    bounds=(0, 1),
    label=text(id="Bagian JP yang berarti bagi karier", en="Share that counts for careers"),
)
def unit_career_hours_share(unit_career_hours: nw.Expr, unit_career_hours_known: nw.Expr) -> nw.Expr:
    """The share of the unit's known hours that counts; null where none are known."""
    return nw.when(unit_career_hours_known > 0).then(unit_career_hours / unit_career_hours_known)


@indicator(of=Unit, bounds=(0, 100), label=text(id="Indeks budaya belajar", en="Index of learning culture"))
def learning_culture_index(unit_learning_culture: nw.Expr) -> nw.Expr:
    """What the staff say of the learning culture (1 to 5) on a scale of 0 to 100; null as it is there."""
    return (unit_learning_culture - 1) / 4 * 100
