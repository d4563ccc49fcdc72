"""Impact of a plan: gaps, learning hours and coverage before and after, and cost by source of money."""

from __future__ import annotations

from typing import Any

import polars as pl

from asn_dev.messages import Message
from asn_dev.model import CivilServant, Participation
from asn_dev.planning.candidates import SeatCandidates
from asn_dev.register.schema import polars_schema
from asn_dev.study_data import StudyData

UNKNOWN_SOURCE = Message("(not named)")


def hours_after(study: StudyData, seats: pl.DataFrame) -> pl.DataFrame:
    """Each person's counted hours in the period, had every planned seat been taken: by the rules themselves.

    Columns nip, hours_after; null where no history of training is known.
    """
    if not study.register.has(Participation):
        return seats.group_by("nip").agg(hours_after=pl.col("hours").sum())
    schema = polars_schema(Participation)
    planned = seats.select("nip", "form", "hours", "start", "end", "provider", name=pl.col("programme_name"))
    planned = planned.select(
        (pl.col(name) if name in planned.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in schema.items()
    )
    had = study.rows(Participation).select(pl.col(name).cast(kind) for name, kind in schema.items())
    both = pl.concat([had.collect(), planned])
    result = study.holding({Participation: both}).figures(CivilServant, ["learning_hours_at_least"])
    return result.select("nip", hours_after="learning_hours_at_least")


def impact(
    candidates: SeatCandidates, seats: pl.DataFrame, after: pl.DataFrame, language: str = "id"
) -> pl.DataFrame:
    """Before and after, in whole: open levels, people with a gap, people at the least hours.

    Columns measure, unit, before, after; null is unknown.
    """
    gaps = _gaps(candidates, seats)
    people = _people(candidates, after)
    open_before, open_after = gaps["open"].sum(), gaps["left"].sum()
    with_gap = gaps.filter(pl.col("open") > 0)["nip"].n_unique()
    still = gaps.filter(pl.col("left") > 0)["nip"].n_unique()
    with_minimum = people.drop_nulls("least_hours")
    people_unit = Message("people")
    measures: list[tuple[Message, Message, Any, Any]] = [
        (Message("Gaps that are known"), Message("levels"), open_before, open_after),
        (Message("People with a gap"), people_unit, with_gap, still),
        (Message("People who reach the least hours"), people_unit, *_met(with_minimum)),
        (Message("People who have least hours"), people_unit, with_minimum.height, with_minimum.height),
        (
            Message("Competencies whose level is not known"),
            Message("people x competencies"),
            _unknown_levels(candidates),
            _unknown_levels(candidates),
        ),
    ]
    rows = [
        (measure.in_(language), unit.in_(language), before, after)
        for measure, unit, before, after in measures
    ]
    schema = {"measure": pl.String, "unit": pl.String, "before": pl.Float64, "after": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def by_unit(candidates: SeatCandidates, seats: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """For each unit its people, those with a gap and served, levels before and after, hours, cost."""
    gaps = _gaps(candidates, seats)
    people = _people(candidates, after)
    open_to = gaps.filter(pl.col("open") > 0)
    served = seats.select("nip").unique()
    levels = open_to.group_by("unit").agg(
        people_with_gap=pl.col("nip").n_unique(),
        people_served=pl.col("nip").filter(pl.col("nip").is_in(served["nip"].implode())).n_unique(),
        levels_open=pl.col("open").sum(),
        levels_left=pl.col("left").sum(),
    )
    hours = (
        people.drop_nulls("least_hours")
        .group_by("unit")
        .agg(
            people_with_minimum=pl.len(),
            minimum_before=(pl.col("hours_before") >= pl.col("least_hours")).sum(),
            minimum_after=(pl.col("hours_after") >= pl.col("least_hours")).sum(),
        )
    )
    money = seats.group_by("unit").agg(seats=pl.len(), cost=pl.col("cost_share").sum())
    staff = candidates.people.group_by("unit").agg(people=pl.len())
    table = staff
    for part in (levels, hours, money):
        table = table.join(part, on="unit", how="left", nulls_equal=True)
    counted = [name for name in table.columns if name != "unit"]
    table = table.with_columns(pl.col(counted).fill_null(0))
    coverage = pl.when(pl.col("people_with_gap") > 0).then(
        pl.col("people_served") / pl.col("people_with_gap")
    )
    return table.with_columns(coverage=coverage).sort("unit", nulls_last=True)


def by_source(sessions: pl.DataFrame, language: str = "id") -> pl.DataFrame:
    """What each source of money pays: sessions held, seats, cost, and what volunteers save."""
    held = sessions.filter("held").with_columns(pl.col("fund").fill_null(UNKNOWN_SOURCE.in_(language)))
    return (
        held.group_by("fund")
        .agg(
            sessions=pl.len(),
            seats=pl.col("participants").sum(),
            fixed=pl.col("fixed").sum(),
            seat_costs=pl.col("seat_costs").sum(),
            cost=pl.col("cost").sum(),
            fee_saved=pl.col("fee_saved").sum(),
        )
        .sort("fund")
    )


def _gaps(candidates: SeatCandidates, seats: pl.DataFrame) -> pl.DataFrame:
    """Levels open and left of each known gap."""
    closed = seats.group_by("nip", "competency").agg(closed=pl.col("gap_closed").sum())
    gaps = candidates.gaps.filter(pl.col("level").is_not_null() & pl.col("required").is_not_null())
    gaps = gaps.with_columns(open=(pl.col("required") - pl.col("level")).clip(lower_bound=0))
    gaps = gaps.join(closed, on=["nip", "competency"], how="left")
    return gaps.with_columns(left=pl.col("open") - pl.col("closed").fill_null(0))


def _people(candidates: SeatCandidates, after: pl.DataFrame) -> pl.DataFrame:
    people = candidates.people.join(after, on="nip", how="left")
    return people.with_columns(hours_after=pl.coalesce("hours_after", "hours_before"))


def _met(people: pl.DataFrame) -> tuple[int | None, int | None]:
    if not people.height or people["hours_before"].null_count():
        return None, None
    met = [int((people[name] >= people["least_hours"]).sum()) for name in ("hours_before", "hours_after")]
    return met[0], met[1]


def _unknown_levels(candidates: SeatCandidates) -> int:
    return candidates.gaps.filter(pl.col("level").is_null() & pl.col("required").is_not_null()).height
