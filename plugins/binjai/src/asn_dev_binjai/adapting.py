"""Adapting: which programmes miss the daily work of those who came, and what is to be changed in them."""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    REACTION,
    Aggregate,
    Answer,
    Parameters,
    Period,
    Programme,
    ProgrammeDimension,
    count_of,
    indicator,
    nw,
    single_value_of,
    summary,
    text,
)

CHANGES = {
    "relevance": "kesesuaian dengan pekerjaan",
    "material": "materi",
    "delivery": "penyampaian",
    "application": "penerapan",
}
"""What is changed in a programme, by the dimension of the reaction that falls short."""

of_dimensions = partial(summary, of=Programme, source=ProgrammeDimension, key={"programme": "code"})


def _about_relevance(
    instrument: nw.Expr, item: nw.Expr, value: nw.Expr, day: nw.Expr, period: Period
) -> nw.Expr:
    asked = (instrument == REACTION) & (item == "relevance")
    return asked & ~value.is_null() & period.contains(day)


@summary(
    of=Programme,
    source=Answer,
    key={"about": "code"},
    label=text(id="Jawaban tentang relevansi", en="Answers about relevance"),
    unit="jawaban",
    counts_known=True,
)
def relevance_answers(
    instrument: nw.Expr, item: nw.Expr, value: nw.Expr, day: nw.Expr, period: Period
) -> Aggregate:
    """How many participants said in the period whether the programme fits their work."""
    return count_of(where=_about_relevance(instrument, item, value, day, period))


@summary(
    of=Programme,
    source=Answer,
    key={"about": "code"},
    label=text(id="Menilai tidak sesuai pekerjaan", en="Call it unrelated to their work"),
    unit="jawaban",
    counts_known=True,
)
def unrelated_answers(
    instrument: nw.Expr, item: nw.Expr, value: nw.Expr, day: nw.Expr, period: Period, p: Parameters
) -> Aggregate:
    """How many of them said that it does not."""
    unrelated = value <= p["binjai.adapt.unrelated_at_most"]
    return count_of(where=_about_relevance(instrument, item, value, day, period) & unrelated)


@indicator(
    of=Programme,
    label=text(id="Bagian yang menilai tidak sesuai", en="Share that calls it unrelated"),
    bounds=(0, 1),
)
def unrelated_share(relevance_answers: nw.Expr, unrelated_answers: nw.Expr) -> nw.Expr:
    """Null where nobody answered."""
    return nw.when(relevance_answers > 0).then(unrelated_answers / relevance_answers)


@indicator(
    of=Programme,
    label=text(id="Perlu disesuaikan", en="To be adapted"),
    kind="flag",
    increasing_in=("unrelated_share",),
)
def to_be_adapted(relevance_answers: nw.Expr, unrelated_share: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether too many call it unrelated; null until enough have answered."""
    enough = relevance_answers >= p["binjai.adapt.fewest_answers"]
    return nw.when(enough).then(unrelated_share >= p["binjai.adapt.share"])


GROUND = "tidak sesuai pekerjaan"


@indicator(
    of=Programme,
    kind="text",
    label=text(id="Dasar keputusan", en="Ground of the decision"),
    tolerates_null=("to_be_adapted",),
)
def decision_ground(inherited: nw.Expr, to_be_adapted: nw.Expr) -> nw.Expr:
    """What too many call unrelated to their work is adapted, unless it is to be stopped.

    The nation's rule says when something is short beyond chance; the city's document asks no such question.
    """
    stopped = inherited.is_in(["reaksi", "tidak belajar"])
    adapted = to_be_adapted.fill_null(False) & ~stopped
    return nw.when(adapted).then(nw.lit(GROUND)).otherwise(inherited)


# --- what to change ------------------------------------------------------------------------------


@of_dimensions(label=text(id="Reaksi: kesesuaian", en="Reaction: relevance"))
def relevance_mean(instrument: nw.Expr, dimension: nw.Expr, mean: nw.Expr) -> Aggregate:
    """How far the programme fits the work, on the scale of 1 to 5."""
    return single_value_of(mean, where=(instrument == REACTION) & (dimension == "relevance"))


@of_dimensions(label=text(id="Reaksi: materi", en="Reaction: material"))
def material_mean(instrument: nw.Expr, dimension: nw.Expr, mean: nw.Expr) -> Aggregate:
    """How good the material is, on the scale of 1 to 5."""
    return single_value_of(mean, where=(instrument == REACTION) & (dimension == "material"))


@of_dimensions(label=text(id="Reaksi: penyampaian", en="Reaction: delivery"))
def delivery_mean(instrument: nw.Expr, dimension: nw.Expr, mean: nw.Expr) -> Aggregate:
    """How well it is taught, on the scale of 1 to 5."""
    return single_value_of(mean, where=(instrument == REACTION) & (dimension == "delivery"))


@of_dimensions(label=text(id="Reaksi: penerapan", en="Reaction: application"))
def application_mean(instrument: nw.Expr, dimension: nw.Expr, mean: nw.Expr) -> Aggregate:
    """How far it can be used, on the scale of 1 to 5."""
    return single_value_of(mean, where=(instrument == REACTION) & (dimension == "application"))


@indicator(
    of=Programme,
    label=text(id="Yang perlu diubah", en="What is to be changed"),
    kind="text",
    tolerates_null=("material_mean", "delivery_mean", "application_mean"),
)
def to_change(
    to_be_adapted: nw.Expr,
    material_mean: nw.Expr,
    delivery_mean: nw.Expr,
    application_mean: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """What falls short in a programme that is to be adapted, parted by commas; null for the others.

    Its relevance always stands there: that is why it is adapted. A dimension that nobody rated is not named.
    """
    good = p.number("evaluation.reaction_good")
    others = {"material": material_mean, "delivery": delivery_mean, "application": application_mean}
    short = [nw.when(mean < good).then(nw.lit(CHANGES[name])) for name, mean in others.items()]
    named = nw.concat_str([nw.lit(CHANGES["relevance"]), *short], separator=", ", ignore_nulls=True)
    return nw.when(to_be_adapted).then(named)
