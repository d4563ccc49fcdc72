"""What falls short in a programme by more than chance, over all programmes judged together.

A measure below its limit may be chance: with 20 answers and four dimensions one of them often is. Each has
the p of a one-sided t test, each person counted once; which of them all are called short keeps the share of
false ones among these at ``evaluation.false_discovery_rate`` (Benjamini and Hochberg (1995), Journal of the
Royal Statistical Society B 57:289-300).
"""

from __future__ import annotations

import math
from typing import Any

from asn_dev.plugin import (
    BEHAVIOUR,
    REACTION,
    TESTS,
    Instruments,
    Parameters,
    Period,
    ProgrammeShortfall,
    nw,
    text,
    view,
)

Rows = nw.LazyFrame[Any]

DIMENSION, WHOLE, N_GAIN, USED = "dimension", "reaction", "n_gain", "behaviour"
_BY = ("programme", "kind", "measure", "limit")
_STEP = 1 / math.sqrt(12)
"""An answer stands for all that is rounded to it: one step over the root of 12 (Sheppard 1897)."""
_TAIL = (0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429)
"""Of the normal distribution: Abramowitz and Stegun (1964) 26.2.17."""


@view(
    of=ProgrammeShortfall,
    label=text(id="Kekurangan program", en="Shortfalls of programmes"),
    counts_known=True,
)
def programme_shortfalls(
    dimension_scores: Rows, learning_results: Rows, instruments: Instruments, period: Period, p: Parameters
) -> Rows:
    """Every measure of every programme with enough people, held against its limit."""
    parts = [_reaction(dimension_scores, period, p), _used(dimension_scores, period, p)]
    parts.append(_learned(learning_results, instruments, period, p))
    measured = (
        nw.concat(parts, how="vertical")
        .group_by(*_BY)
        .agg(
            nw.col("value").count().alias("people"),
            nw.col("value").mean().alias("mean"),
            nw.col("value").std().alias("spread"),
            nw.col("floor").max().alias("floor"),
        )
        .filter(nw.col("people") >= p.number("evaluation.fewest_for_decision"))
    )
    tested = _tested(measured).with_columns(all=nw.lit(1))
    level = p.number("evaluation.false_discovery_rate")
    ranked = tested.with_columns(
        place=nw.col("p").rank("max").over("all"), tests=nw.col("p").count().over("all")
    )
    passes = nw.col("p") <= nw.col("place") * level / nw.col("tests")
    last = ranked.with_columns(passed=nw.when(passes).then(nw.col("p"))).with_columns(
        last=nw.col("passed").max().over("all")
    )
    short = (nw.col("p") <= nw.col("last")).fill_null(False)
    return last.select(*_BY[:3], "people", "mean", "limit", "p", falls_short=short)


def _reaction(scores: Rows, period: Period, p: Parameters) -> Rows:
    """Each dimension against what is good, and the whole of each participant against what is poor."""
    rated = scores.filter(
        nw.col("instrument") == REACTION, ~nw.col("about").is_null(), period.contains(nw.col("day"))
    ).with_columns(programme=nw.col("about"), floor=nw.lit(_STEP))
    good, poor = (p.number(f"evaluation.reaction_{name}") for name in ("good", "poor"))
    dimensions = rated.select(
        "programme",
        kind=nw.lit(DIMENSION),
        measure=nw.col("dimension").cast(nw.String),
        limit=nw.lit(float(good)),
        value=nw.col("score"),
        floor=nw.col("floor"),
    )
    persons = rated.group_by("programme", "respondent").agg(nw.col("score").mean(), nw.col("floor").max())
    whole = persons.select("programme", **_of(WHOLE, poor), value=nw.col("score"), floor=nw.col("floor"))
    return nw.concat([dimensions, whole], how="vertical")


def _used(scores: Rows, period: Period, p: Parameters) -> Rows:
    """The behaviour of each person judged, by whomever."""
    judged = scores.filter(
        nw.col("instrument") == BEHAVIOUR, ~nw.col("about").is_null(), period.contains(nw.col("day"))
    ).with_columns(programme=nw.col("about"), person=nw.coalesce("subject", "respondent"))
    persons = judged.group_by("programme", "person").agg(nw.col("score").mean())
    good = p.number("evaluation.behaviour_good")
    return persons.select("programme", **_of(USED, good), value=nw.col("score"), floor=nw.lit(_STEP))


def _learned(results: Rows, instruments: Instruments, period: Period, p: Parameters) -> Rows:
    """What each participant gained of what could be gained.

    Of the class it is what each gained beyond the limit's share of what that one could gain: its mean is
    below 0 where the n-gain of the class is below the limit.
    """
    good, greatest = p.number("evaluation.gain_good"), instruments[TESTS].instrument.greatest
    gain, possible = nw.col("after") - nw.col("before"), greatest - nw.col("before")
    taken = results.filter(period.contains(nw.col("day")))
    if p.text("evaluation.gain_of") == "class":
        return taken.select("programme", **_of(N_GAIN, 0), value=gain - good * possible, floor=nw.lit(_STEP))
    could = taken.filter(possible > 0)
    return could.select(
        "programme", **_of(N_GAIN, good), value=gain / possible, floor=nw.lit(_STEP / greatest)
    )


def _of(kind: str, limit: float) -> dict[str, nw.Expr]:
    return {"kind": nw.lit(kind), "measure": nw.lit(kind), "limit": nw.lit(float(limit))}


def _tested(measured: Rows) -> Rows:
    """With the one-sided p of Student's t: how often chance brings so low a mean, were it at the limit.

    By the normal distribution at Wallace's place (1959, Annals of Mathematical Statistics 30:1124-1130):
    within 0.002 from two degrees of freedom on, and 0.0001 from nine on.
    """
    # Step by step: one expression would say the first of them again in each power of the last.
    spread = nw.max_horizontal("spread", "floor")
    t = (nw.col("limit") - nw.col("mean")) / spread * nw.col("people").sqrt()
    with_t = measured.with_columns(freedom=nw.col("people") - 1, t=t)
    freedom, t = nw.col("freedom"), nw.col("t")
    share = (8 * freedom + 1) / (8 * freedom + 3)
    with_z = with_t.with_columns(z=share * (freedom * (1 + t * t / freedom).log()).sqrt())
    z = nw.col("z")
    with_step = with_z.with_columns(step=1 / (1 + 0.2316419 * z))
    step = nw.col("step")
    polynomial = step * 0
    for coefficient in reversed(_TAIL):
        polynomial = (polynomial + coefficient) * step
    with_tail = with_step.with_columns(tail=(z * z / -2).exp() / math.sqrt(2 * math.pi) * polynomial)
    tail = nw.col("tail")
    p = nw.when(freedom > 0).then(nw.when(t > 0).then(tail).otherwise(1 - tail))
    return with_tail.with_columns(p=p).drop("freedom", "t", "z", "step", "tail")
