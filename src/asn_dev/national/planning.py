"""The development plan: which seats could make sense, what a seat is worth and what it costs.

No regulation gives these weights and limits but the hours (``parameters/learning.toml``): the values in
``parameters/planning.toml`` are ours, each with its evidence. What is not known of a person's level gives
no value to a seat: it would have to be invented.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from asn_dev.plugin import (
    Aggregate,
    CandidateSeat,
    CivilServant,
    Enrolment,
    Parameters,
    Participation,
    Period,
    Programme,
    any_of,
    indicator,
    max_of,
    mean_of,
    nw,
    round_half_up,
    summary,
    text,
    view,
)

Rows = nw.LazyFrame[Any]

each_seat = partial(indicator, of=CandidateSeat)
of_person = partial(summary, of=CandidateSeat, source=CivilServant, key="nip")


@view(of=CandidateSeat, label=text(id="Calon kursi", en="Candidate seats"))
def candidate_seats(sessions: Rows, programmes: Rows, competency_gaps: Rows, civil_servants: Rows) -> Rows:
    """One row for each session and person whose known gap lies in the competency that it develops."""
    offered = programmes.select(
        "prerequisite",
        "form",
        "mode",
        "hours",
        "provider",
        "partner",
        "competency",
        programme=nw.col("code"),
        programme_name=nw.col("name"),
        programme_level=nw.col("level"),
    )
    runs = sessions.select(
        "programme",
        "start",
        "end",
        "capacity",
        "fixed_cost",
        "cost_per_person",
        "volunteer",
        "fund",
        session=nw.col("code"),
    )
    gaps = competency_gaps.filter(nw.col("level") < nw.col("required"))
    gaps = gaps.select("nip", "competency", "kind", "unit", "required", "level")
    rows = runs.join(offered, on="programme", how="inner").join(gaps, on="competency", how="inner")
    people = civil_servants.select("nip", "employment")
    unknown = nw.lit(None).cast(nw.Float64).alias("hours_before")
    return rows.join(people, on="nip", how="inner").with_columns(unknown)


# --- what is known of the person and the programme ------------------------------------------------


@of_person(unit="JP", label=text(id="JP yang sudah ada", en="Hours had"))
def hours_had(learning_hours: nw.Expr) -> Aggregate:
    """The hours that count in the year of the rules."""
    return max_of(learning_hours)


@summary(
    of=CivilServant, source=Participation, key="nip", label=text(id="Pelatihan terakhir", en="Last training")
)
def last_trained_on(end: nw.Expr, period: Period) -> Aggregate:
    """The last day of the latest activity up to the end of the period."""
    return max_of(end, where=end <= nw.lit(period.end))


@of_person(label=text(id="Pelatihan terakhir", en="Last training"))
def seat_last_trained_on(last_trained_on: nw.Expr) -> Aggregate:
    """The last day of the person's latest activity; null where there is none."""
    return max_of(last_trained_on)


@indicator(of=Programme, bounds=(0, None), label=text(id="Bobot evaluasi", en="Weight by evaluation"))
def evaluation_weight(programme_decision: nw.Expr, p: Parameters) -> nw.Expr:
    """What the decision on the programme makes of a seat's value; null while it is too early to say."""
    return p.lookup("planning.evaluation.weight").of(programme_decision)


@summary(
    of=CandidateSeat,
    source=Programme,
    key={"code": "programme"},
    label=text(id="Bobot evaluasi menurut kode", en="Weight by evaluation, by code"),
    counts_known=True,
)
def evaluation_by_code(evaluation_weight: nw.Expr) -> Aggregate:
    """The weight of the programme of the same code."""
    return max_of(evaluation_weight)


@summary(
    of=CandidateSeat,
    source=Programme,
    key={"name": "programme_name"},
    label=text(id="Bobot evaluasi menurut nama", en="Weight by evaluation, by name"),
    counts_known=True,
)
def evaluation_by_name(evaluation_weight: nw.Expr) -> Aggregate:
    """The mean weight of the programmes of the same name: next year's catalogue has other codes."""
    return mean_of(evaluation_weight)


@each_seat(
    kind="text",
    values=("kode", "nama", "belum dinilai"),
    label=text(id="Asal evaluasi", en="Where the evaluation comes from"),
    tolerates_null=("evaluation_by_code", "evaluation_by_name"),
    counts_known=True,
)
def evaluation_source(evaluation_by_code: nw.Expr, evaluation_by_name: nw.Expr) -> nw.Expr:
    """Whether the evaluated programme was found by its code, else by its name, or not at all."""
    named = nw.when(~evaluation_by_name.is_null()).then(nw.lit("nama")).otherwise(nw.lit("belum dinilai"))
    return nw.when(~evaluation_by_code.is_null()).then(nw.lit("kode")).otherwise(named)


@summary(
    of=CandidateSeat,
    source=Enrolment,
    key={"nip": "nip", "programme": "prerequisite"},
    label=text(id="Prasyarat sudah diikuti", en="Prerequisite was taken"),
    counts_known=True,
)
def prerequisite_met(attended: nw.Expr) -> Aggregate:
    """Whether the person came to the programme that is to be completed before."""
    return any_of(attended)


# --- what a seat is worth -------------------------------------------------------------------------


@each_seat(
    bounds=(0, 5),
    unit="level",
    label=text(id="Level yang harus sudah ada", en="Level that the programme presumes"),
)
def level_presumed(programme_level: nw.Expr, p: Parameters) -> nw.Expr:
    """A programme raises so many levels at most: who stands lower takes another one first."""
    return programme_level - int(p.number("planning.order.step"))


@each_seat(
    bounds=(-5, 5),
    unit="level",
    label=text(id="Kesenjangan yang tertutup", en="Gap closed"),
    tolerates_null=("level_presumed",),
)
def gap_closed(
    required: nw.Expr, level: nw.Expr, programme_level: nw.Expr, level_presumed: nw.Expr
) -> nw.Expr:
    """Levels gained towards the requirement; where a level is presumed, those below are another seat's."""
    reached = nw.min_horizontal(required, programme_level)
    levels_known = ~(required.is_null() | level.is_null() | programme_level.is_null())
    return nw.when(levels_known).then(reached - nw.max_horizontal(level, level_presumed))


@each_seat(
    bounds=(0, None),
    label=text(id="Prioritas kompetensi", en="Priority of the competency"),
    tolerates_null=("competency", "kind"),
    counts_known=True,
)
def competency_priority(competency: nw.Expr, kind: nw.Expr, p: Parameters) -> nw.Expr:
    """The weight of the competency, else of its kind; 1 where neither is named."""
    return nw.coalesce(
        p.lookup("planning.priority.by_competency").of(competency),
        p.lookup("planning.priority.by_kind").of(kind),
        nw.lit(1.0),
    )


@each_seat(
    bounds=(0, 1),
    label=text(id="Bagian JP minimum yang belum ada", en="Share of least hours missing"),
)
def hours_missing(employment: nw.Expr, hours_had: nw.Expr, p: Parameters) -> nw.Expr:
    """How much of the least hours is missing; null where there is no minimum (PPPK)."""
    least = p.lookup("learning.minimum").of(employment)
    enough = nw.when(hours_had >= least).then(nw.lit(0.0))
    return nw.when(hours_had < least).then(1 - hours_had / least).otherwise(enough)


@each_seat(
    bounds=(0, 1),
    label=text(id="Lama tanpa pelatihan (bagian batas)", en="Time without training (share)"),
    tolerates_null=("seat_last_trained_on", "hours_had"),
)
def waiting(seat_last_trained_on: nw.Expr, hours_had: nw.Expr, period: Period, p: Parameters) -> nw.Expr:
    """Years since the last training over the years that count most; 1 for nobody's record of any.

    Null where no history of training is known at all.
    """
    most = p.number("planning.waiting.most_years")
    years = period.end.year - seat_last_trained_on.dt.year()
    share = nw.when(years < most).then(years / most).otherwise(nw.lit(1.0))
    never_trained = nw.when(~hours_had.is_null()).then(nw.lit(1.0))
    return nw.when(seat_last_trained_on.is_null()).then(never_trained).otherwise(share)


@each_seat(
    bounds=(0, None),
    label=text(id="Bobot evaluasi program", en="Weight by the programme's evaluation"),
    tolerates_null=("evaluation_by_code", "evaluation_by_name"),
    counts_known=True,
)
def evaluation_factor(evaluation_by_code: nw.Expr, evaluation_by_name: nw.Expr) -> nw.Expr:
    """By the programme's code, else by its name; 1 while nothing was found."""
    return nw.coalesce(evaluation_by_code, evaluation_by_name, nw.lit(1.0))


@each_seat(
    label=text(id="Nilai kursi", en="Value of the seat"),
    increasing_in=("gap_closed",),
    tolerates_null=("hours_missing", "waiting"),
    counts_known=True,
)
def seat_value(
    gap_closed: nw.Expr,
    competency_priority: nw.Expr,
    evaluation_factor: nw.Expr,
    hours_missing: nw.Expr,
    waiting: nw.Expr,
    p: Parameters,
) -> nw.Expr:
    """The gap it closes, weighted; null where the gap is not known, below 0 where it closes none.

    A weight of hours or waiting that is not known adds nothing.
    """
    more = (
        1
        + p.number("planning.weight.hours") * hours_missing.fill_null(0.0)
        + p.number("planning.weight.waiting") * waiting.fill_null(0.0)
    )
    return round_half_up(gap_closed * competency_priority * evaluation_factor * more, 4)


# --- what it costs --------------------------------------------------------------------------------


@each_seat(unit="Rp", bounds=(0, None), label=text(id="Honor narasumber", en="Speaker's fee"))
def speaker_fee(hours: nw.Expr, p: Parameters) -> nw.Expr:
    """What a paid speaker gets for the hours of the programme."""
    return hours * p.number("planning.speaker.fee_per_hour")


@each_seat(
    unit="Rp",
    bounds=(0, None),
    label=text(id="Biaya tetap jadwal", en="Fixed cost of the session"),
    tolerates_null=("volunteer", "speaker_fee"),
)
def session_cost(fixed_cost: nw.Expr, volunteer: nw.Expr, speaker_fee: nw.Expr, p: Parameters) -> nw.Expr:
    """What the session costs whoever comes; a volunteer speaker costs nothing.

    `planning.speaker.counted` says whether the catalogue's fixed cost is all there is, or the fee of
    a paid speaker comes on top.
    """
    if p.text("planning.speaker.counted") == "tercatat":
        return fixed_cost
    return nw.when(volunteer.fill_null(False)).then(fixed_cost).otherwise(fixed_cost + speaker_fee)


@each_seat(
    unit="Rp",
    bounds=(0, None),
    label=text(id="Penghematan relawan", en="Saved by a volunteer"),
    tolerates_null=("speaker_fee",),
)
def fee_saved(volunteer: nw.Expr, speaker_fee: nw.Expr) -> nw.Expr:
    """The fee that a volunteer speaker does not take; 0 for paid speakers, null where that is unknown."""
    return nw.when(~volunteer.is_null()).then(nw.when(volunteer).then(speaker_fee).otherwise(nw.lit(0.0)))


@each_seat(unit="Rp", bounds=(0, None), label=text(id="Biaya kursi", en="Cost of the seat"))
def seat_cost(cost_per_person: nw.Expr) -> nw.Expr:
    """What one more person costs."""
    return cost_per_person * 1.0
