"""The seats that could be given, with what the region's rules say of each: value, cost, vetoes, limits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import attrs
import narwhals as nw
import polars as pl

from asn_dev.errors import NotInForceError, RuleError, TableError
from asn_dev.messages import Message
from asn_dev.model import (
    CandidateSeat,
    CivilServant,
    CompetencyGap,
    Participation,
    Programme,
    Session,
    plural_of,
)
from asn_dev.planning.request import Request
from asn_dev.register.schema import polars_schema
from asn_dev.rules.calculation import Calculation
from asn_dev.rules.definitions import Veto
from asn_dev.rules.limits import Limit, SumBound
from asn_dev.rules.periods import Period
from asn_dev.study_data import StudyData

NEEDED = (Session, Programme, CivilServant, CompetencyGap)
MEASURES = (
    "seat_value",
    "seat_cost",
    "session_cost",
    "smallest_class",
    "gap_closed",
    "level_presumed",
    "speaker_fee",
    "fee_saved",
    "prerequisite_met",
    "evaluation_source",
)
"""The indicators of a candidate seat that a plan reads by name; a region may replace any of them."""


@attrs.frozen(eq=False)
class BoundLimit:
    """A limit as the frame of candidates holds it: which columns count, bound and choose its seats."""

    name: str
    limit: Limit
    above: bool
    counts: str
    once: str | None
    bound: str
    where: str | None


@attrs.frozen(eq=False)
class SeatCandidates:
    """The candidate seats in order of session and person, and what goes with them.

    `seats` has the columns of `CandidateSeat`, the measures, a flag for each veto, and the columns of
    the limits; `sessions` all sessions of the period, `gaps` all gaps, `people` everybody.
    """

    seats: pl.DataFrame
    sessions: pl.DataFrame
    gaps: pl.DataFrame
    people: pl.DataFrame
    vetoes: Mapping[str, str]
    limits: Sequence[BoundLimit]


def candidates(study: StudyData, request: Request, taken: Sequence[tuple[str, str]] = ()) -> SeatCandidates:
    """The candidate seats of the sessions that start in the period.

    The study is of the planned period. What is known of people and programmes is taken as of the region's
    day; only hours had in the planned period are of that period. `taken` are seats that are sat in already.

    Raises `TableError` where the register lacks what a plan needs.
    """
    today, period = study.during(study.region.period), study.period
    lacking = [plural_of(record) for record in NEEDED if not today.calculation.has(record)]
    if lacking:
        raise TableError(
            Message(
                "a plan needs {tables}, which the register does not hold and no rule can make",
                tables=", ".join(lacking),
            ),
            hint=Message(
                "it holds: {names}",
                names=", ".join(plural_of(kind) for kind in study.register.tables) or Message("nothing"),
            ),
        )
    every = study.rows(Session).collect()
    sessions = every.filter(pl.col("start").is_between(period.start, period.end)).sort("code")
    people = _people(study)
    gaps = today.once("gaps", lambda: today.figures(CompetencyGap, [])).sort("nip", "competency")
    request.check_names(
        _places(every, sessions, period), people["nip"], people["unit"].drop_nulls().unique(),
        sessions["fund"].drop_nulls().unique(),
    )  # fmt: skip
    planned = today.holding({Session: sessions})
    rows = _rows(planned, {*request.seated, *taken}, people, gaps)
    rules = planned.holding({CandidateSeat: rows}).calculation
    limits = _limits(rules)
    judged, vetoes = _judged(rules, limits, study.language)
    programmes = study.rows(Programme).rename({"name": "programme_name"}).collect()
    codes = sessions.join(programmes, left_on="programme", right_on="code", how="left", maintain_order="left")
    names = pl.DataFrame(
        list(study.competency_names().items()),
        schema={"competency": pl.String, "competency_name": pl.String},
        orient="row",
    )
    return SeatCandidates(
        seats=judged,
        sessions=codes,
        gaps=gaps.join(names, on="competency", how="left", maintain_order="left"),
        people=people,
        vetoes=vetoes,
        limits=[limit for limit, _ in limits],
    )


def _people(study: StudyData) -> pl.DataFrame:
    """Everybody, with the hours had in the planned period and the least hours of their employment."""
    people = study.figures(CivilServant, ["learning_hours_at_least"])
    had = pl.col("learning_hours_at_least") if study.register.has(Participation) else pl.lit(None, pl.Float64)
    least = study.p.lookup("learning.minimum")
    return people.select(
        "nip",
        "name",
        "unit",
        "employment",
        "job_title",
        hours_before=had.cast(pl.Float64),
        least_hours=pl.col("employment").replace_strict(
            {key: float(least[key]) for key in least}, default=None, return_dtype=pl.Float64
        ),
    ).sort("nip")


def _places(every: pl.DataFrame, planned: pl.DataFrame, period: Period) -> dict[str, str]:
    """For each session of the register why it cannot be planned; an empty text where it can."""
    inside = set(planned["code"])
    return {
        code: ""
        if code in inside
        else f"starts on {start}, not in {period}"
        if start
        else "its first day is not known"
        for code, start in every.select("code", "start").iter_rows()
    }


def _rows(
    study: StudyData,
    seated: Collection[tuple[str, str]],
    people: pl.DataFrame,
    gaps: pl.DataFrame,
) -> pl.DataFrame:
    """The rows that the region's view makes, and those decided by hand that it does not."""
    schema = polars_schema(CandidateSeat)
    rows = (
        study.rows(CandidateSeat).collect().select(pl.col(name).cast(kind) for name, kind in schema.items())
    )
    asked = pl.DataFrame(sorted(seated), schema=["session", "nip"], orient="row").cast(pl.String)
    more = asked.join(rows, on=["session", "nip"], how="anti")
    rows = pl.concat([rows, _by_hand(more, study, gaps, schema)])
    had = people.select("nip", "hours_before")
    return rows.drop("hours_before").join(had, on="nip", how="left").sort("session", "nip")


def _by_hand(
    asked: pl.DataFrame,
    study: StudyData,
    gaps: pl.DataFrame,
    schema: Mapping[str, Any],
) -> pl.DataFrame:
    """Seats that somebody decided on though no rule offers them; the gap they close may not be known."""
    programmes = study.rows(Programme).rename(
        {"code": "programme", "name": "programme_name", "level": "programme_level"}
    )
    people = study.rows(CivilServant).select("nip", "unit", "employment")
    rows = (
        asked.lazy()
        .join(study.rows(Session).rename({"code": "session"}), on="session")
        .join(programmes, on="programme", how="left")
        .join(people, on="nip")
        .join(gaps.lazy().drop("unit"), on=["nip", "competency"], how="left")
        .collect()
    )
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in schema.items()
    )


def _limits(rules: Calculation) -> list[tuple[BoundLimit, SumBound]]:
    """The limits in force, with the columns that they add to the candidates."""
    bound_limits = []
    for bound in rules.book.limits_of(CandidateSeat):
        rule = bound.rule
        assert isinstance(rule, Limit)
        try:
            sum_bound = rules.sum_bound(bound)
        except RuleError as error:
            if isinstance(error.__cause__, NotInForceError):
                continue
            raise
        column = f"{rule.name}:{{}}".format
        bound_limits.append(
            (
                BoundLimit(
                    name=rule.name,
                    limit=rule,
                    above=sum_bound.above,
                    counts=column("counts"),
                    once=column("once") if sum_bound.once is not None else None,
                    bound=column("bound"),
                    where=column("where") if sum_bound.where is not None else None,
                ),
                sum_bound,
            )
        )
    return bound_limits


def _judged(
    rules: Calculation, limits: Sequence[tuple[BoundLimit, SumBound]], language: str
) -> tuple[pl.DataFrame, dict[str, str]]:
    """The candidates with measures, vetoes and the columns of the limits, and the vetoes' reasons."""
    book = rules.book
    in_force = set(rules.in_force(CandidateSeat))
    vetoes = {
        name: rule.label.in_(language)
        for name in book.names(CandidateSeat)
        if isinstance(rule := book.find(CandidateSeat, name).rule, Veto) and name in in_force
    }
    read = [
        name
        for bound in book.limits_of(CandidateSeat)
        for name, need in book.reads(CandidateSeat, bound).items()
        if need is not None and name in in_force
    ]
    frame = rules.table(CandidateSeat, sorted({*MEASURES, *vetoes, *read}))
    each_seat = nw.lit(1.0)
    added = []
    for limit, sum_bound in limits:
        counts = each_seat if sum_bound.counts is None else sum_bound.counts
        added += [
            counts.cast(nw.Float64).alias(limit.counts),
            sum_bound.bound.cast(nw.Float64).alias(limit.bound),
        ]
        if sum_bound.once is not None and limit.once:
            added.append(sum_bound.once.cast(nw.Float64).alias(limit.once))
        if sum_bound.where is not None and limit.where:
            added.append(sum_bound.where.alias(limit.where))
    rows: pl.DataFrame = (frame.with_columns(added) if added else frame).to_native().collect()
    return rows.sort("session", "nip"), vetoes
