"""Feedback on programmes: the weakest of material, delivery and practical use, and what follows from it.

A programme's weak side lowers the value of its seats next year until it is mended: the plan then prefers
others, and the report names what to mend.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    REACTION,
    Aggregate,
    Parameters,
    Programme,
    ProgrammeDimension,
    indicator,
    nw,
    single_value_of,
    summary,
    text,
)

DIMENSIONS = {
    "reaction_material": "materi",
    "reaction_delivery": "penyampaian",
    "reaction_application": "penerapan",
}
"""The three that participants judge, and what they are called; of equal ones the first is named."""
SIDES = {
    "materi": text(id="materi", en="material"),
    "penyampaian": text(id="penyampaian", en="delivery"),
    "penerapan": text(id="penerapan", en="practical use"),
}
"""What readers call these sides."""

of_dimensions = partial(summary, of=Programme, source=ProgrammeDimension, key={"programme": "code"})
each_programme = partial(indicator, of=Programme)


def _mean_of(code: str, instrument: nw.Expr, dimension: nw.Expr, mean: nw.Expr) -> Aggregate:
    return single_value_of(mean, where=(instrument == REACTION) & (dimension == code))


@of_dimensions(label=text(id="Materi (1-5)", en="Material (1-5)"))
def reaction_material(instrument: nw.Expr, dimension: nw.Expr, mean: nw.Expr) -> Aggregate:
    """What participants say of the material."""
    return _mean_of("material", instrument, dimension, mean)


@of_dimensions(label=text(id="Penyampaian (1-5)", en="Delivery (1-5)"))
def reaction_delivery(instrument: nw.Expr, dimension: nw.Expr, mean: nw.Expr) -> Aggregate:
    """What participants say of the delivery."""
    return _mean_of("delivery", instrument, dimension, mean)


@of_dimensions(label=text(id="Penerapan praktis (1-5)", en="Practical use (1-5)"))
def reaction_application(instrument: nw.Expr, dimension: nw.Expr, mean: nw.Expr) -> Aggregate:
    """What participants say of the use at work."""
    return _mean_of("application", instrument, dimension, mean)


@each_programme(
    bounds=(1, 5),
    label=text(id="Nilai sisi terlemah (1-5)", en="Mean of the weakest side (1-5)"),
    tolerates_null=("reaction_material", "reaction_delivery", "reaction_application"),
)
def weakest_mean(
    reaction_material: nw.Expr,
    reaction_delivery: nw.Expr,
    reaction_application: nw.Expr,
    reaction_respondents: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """The lowest of the three; null where fewer answered than a decision asks for."""
    lowest = nw.min_horizontal(reaction_material, reaction_delivery, reaction_application)
    return nw.when(reaction_respondents >= p.number("evaluation.fewest_for_decision")).then(lowest)


@each_programme(
    kind="text",
    values=tuple(DIMENSIONS.values()),
    label=text(id="Sisi terlemah", en="Weakest side"),
    tolerates_null=("reaction_material", "reaction_delivery", "reaction_application"),
)
def weakest_dimension(
    reaction_material: nw.Expr,
    reaction_delivery: nw.Expr,
    reaction_application: nw.Expr,
    weakest_mean: nw.Expr,
) -> nw.Expr:
    """Which of the three is the lowest."""
    parts = zip(
        DIMENSIONS.values(), (reaction_material, reaction_delivery, reaction_application), strict=True
    )
    weakest = nw.lit(None, nw.String)
    for word, mean in reversed(list(parts)):
        weakest = nw.when(mean == weakest_mean).then(nw.lit(word)).otherwise(weakest)
    return weakest


@each_programme(
    bounds=(0, None),
    label=text(id="Bobot sisi terlemah", en="Weight by the weakest side"),
    tolerates_null=("weakest_dimension",),
)
def mending_weight(weakest_dimension: nw.Expr, weakest_mean: nw.Expr, p: Parameters) -> nw.Expr:
    """What a weak side makes of a seat's value; 1 where all three are good, null while nobody knows."""
    weak = weakest_mean < p.number("evaluation.reaction_good")
    return (
        nw.when(weak)
        .then(p.lookup("belawan.reaction.weight").of(weakest_dimension))
        .otherwise(nw.when(~weak).then(nw.lit(1.0)))
    )


@each_programme(
    bounds=(0, None),
    label=text(id="Bobot evaluasi", en="Weight by evaluation"),
    tolerates_null=("mending_weight",),
)
def evaluation_weight(inherited: nw.Expr, mending_weight: nw.Expr) -> nw.Expr:
    """The parent's weight by the decision times that of the weakest side.

    The seats of next year's programme of this code, or else this name, have it as their factor.
    """
    return inherited * mending_weight.fill_null(1.0)
