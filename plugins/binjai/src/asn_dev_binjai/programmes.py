"""Programmes: which are to be adapted, and what volunteers among the speakers save."""

from __future__ import annotations

from asn_dev.plugin import (
    Aggregate,
    Answer,
    Parameters,
    Period,
    Programme,
    Session,
    count_of,
    greatest_of,
    indicator,
    nw,
    summary,
    text,
)


def _about_relevance(
    instrument: nw.Expr, item: nw.Expr, value: nw.Expr, day: nw.Expr, period: Period
) -> nw.Expr:
    asked = (instrument == "training_reaction") & (item == "relevance")
    return asked & ~value.is_null() & period.contains(day)


@summary(
    of=Programme,
    source=Answer,
    key={"about": "code"},
    label=text(id="Jawaban tentang relevansi", en="Answers about relevance"),
    unit="jawaban",
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
    rises_with=("unrelated_share",),
)
def to_be_adapted(relevance_answers: nw.Expr, unrelated_share: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether too many call it unrelated; null until enough have answered."""
    enough = relevance_answers >= p["binjai.adapt.fewest_answers"]
    return nw.when(enough).then(unrelated_share >= p["binjai.adapt.share"])


@summary(
    of=Session,
    source=Programme,
    key={"code": "programme"},
    label=text(id="JP program", en="Hours of the programme"),
    unit="JP",
)
def programme_hours(hours: nw.Expr) -> Aggregate:
    """The learning hours of the programme that the session runs."""
    return greatest_of(hours)


@indicator(
    of=Session,
    label=text(id="Penghematan narasumber relawan", en="Saved by a volunteer speaker"),
    bounds=(0, None),
    unit="Rp",
    rises_with=("programme_hours",),
    known_without=("programme_hours",),
)
def volunteer_saving(volunteer: nw.Expr, programme_hours: nw.Expr, p: Parameters) -> nw.Expr:
    """The fee not paid: hours of the programme at the customary rate; 0 for all paid speakers."""
    fee = programme_hours * p["binjai.volunteer.fee_per_hour"]
    return nw.when(~volunteer.is_null()).then(nw.when(volunteer).then(fee).otherwise(nw.lit(0.0)))
