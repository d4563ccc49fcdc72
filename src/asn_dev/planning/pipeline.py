"""The steps of a plan, in their order: candidates, problem, search, and what came out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs
import polars as pl

from asn_dev.errors import InfeasibleError, TableError
from asn_dev.messages import Message
from asn_dev.model import Session
from asn_dev.planning import impact, replanning
from asn_dev.planning.assembling import Assembled, assemble
from asn_dev.planning.candidates import SeatCandidates, candidates
from asn_dev.planning.contradictions import refuse
from asn_dev.planning.outcome import Plan
from asn_dev.planning.prices import Prices
from asn_dev.planning.problem import Flags
from asn_dev.planning.reasons import reasons
from asn_dev.planning.records import PlanChange
from asn_dev.planning.relaxation import Relaxation
from asn_dev.planning.request import Request
from asn_dev.planning.rounding import cheapest
from asn_dev.planning.rows import WORDS, costs
from asn_dev.planning.search import Incumbent, search
from asn_dev.planning.sessions import outcome_of_sessions
from asn_dev.register.tables import Register
from asn_dev.results import empty_table
from asn_dev.rules.definitions import Text
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.study_data import StudyData

Progress = Callable[[Incumbent], None]


def make_plan(study: StudyData, request: Request, previous: Plan | None, progress: Progress | None) -> Plan:
    """The plan for a request in the period of the study; see `asn_dev.plan`."""
    begun = replanning.begun(previous.seats, study.region.on) if previous else []
    offered = candidates(study, request, taken=begun)
    assembled = assemble(offered, request, taken=begun)
    labels = {bound.name: bound.limit.label for bound in offered.limits}
    sentences: dict[str, Message | Text] = {**WORDS, **replanning.WORDS, **labels}
    words = {name: label.in_(study.language) for name, label in sentences.items()}
    if assembled.impossible:
        raise InfeasibleError(
            Message("no plan can meet these demands together"),
            contradictions=[[demand] for demand in assembled.impossible],
        )
    if previous is not None:
        assembled = _with_promises(assembled, previous, sentences)
    relaxation = Relaxation(assembled.problem)
    best, interrupted = _best(relaxation, progress)
    if best is None or best.chosen is None:
        raise refuse(assembled, sentences)
    best = attrs.evolve(best, chosen=cheapest(assembled.problem, best.chosen, costs(assembled.problem.rows)))
    worked_out = Prices.of(relaxation, best, words, offered.limits, study.language)
    return _assemble_plan(study, request, offered, assembled, best, interrupted, words, worked_out, previous)


def planned_period(register: Register, region: Region) -> Period:
    """The first year from the region's day on in which a session starts; else the region's own."""
    if not register.has(Session):
        raise TableError(Message("a plan needs sessions, which the register does not hold"))
    starts = register.lazy(Session).select("start").collect(backend="polars").to_native()["start"]
    years = starts.dt.year().filter(starts.dt.year() >= region.on.year)
    first = years.min()
    return Period.of_year(first) if isinstance(first, int) else region.period


def _best(relaxation: Relaxation, progress: Progress | None) -> tuple[Incumbent | None, bool]:
    """The last answer of the search, and whether it was ended by hand."""
    best: Incumbent | None = None
    try:
        for incumbent in search(relaxation.problem, relaxation):
            best = incumbent
            if progress:
                progress(incumbent)
    except KeyboardInterrupt:
        if best is None or best.chosen is None:
            raise
        return best, True
    return best, False


def _with_promises(assembled: Assembled, previous: Plan, sentences: Mapping[str, object]) -> Assembled:
    """The problem in which as many promises are kept as any plan can keep."""
    promised = replanning.promises(assembled, previous.seats)
    best, _ = _best(Relaxation(replanning.counting(assembled.problem, promised)), None)
    if best is None or best.chosen is None:
        raise refuse(assembled, sentences)
    kept = int(best.chosen[: assembled.problem.seats][promised].sum())
    return attrs.evolve(assembled, problem=replanning.keeping(assembled.problem, promised, kept))


def _assemble_plan(
    study: StudyData,
    request: Request,
    offered: SeatCandidates,
    assembled: Assembled,
    best: Incumbent,
    interrupted: bool,
    words: Mapping[str, str],
    worked_out: Prices,
    previous: Plan | None,
) -> Plan:
    """The plan with all its tables and figures."""
    assert best.chosen is not None
    seats = _seats(offered, assembled, best.chosen)
    sessions = outcome_of_sessions(offered, assembled, seats, best.chosen, request, study.language)
    cost = float(sessions["cost"].sum())
    after = impact.hours_after(study, seats)
    notes = dict(sessions.drop_nulls("note").select("code", "note").iter_rows())
    without = reasons(offered, assembled, best.chosen, words, notes, study.language)
    changes = _changes(previous, seats, offered, study.language) if previous else empty_table(PlanChange)
    return Plan(
        region=study.region.name,
        period=study.period,
        budget=request.budget,
        value=round(best.value, 4),
        bound=max(round(best.bound, 4), round(best.value, 4)),
        cost=cost,
        fee_saved=float(sessions.filter("held")["fee_saved"].sum()),
        interrupted=interrupted,
        prices=worked_out,
        seats=seats.drop("cost_share"),
        sessions=sessions,
        by_source=impact.by_source(sessions, study.language),
        by_unit=impact.by_unit(offered, seats, after),
        reach=impact.impact(offered, seats, after, study.language),
        reasons=without,
        changes=changes,
        rules=study.region.rules_in_force.in_(study.language),
        language=study.language,
    )


def _seats(offered: SeatCandidates, assembled: Assembled, chosen: Flags) -> pl.DataFrame:
    """The seats given, by session and name."""
    seats = assembled.seats.filter(pl.Series(chosen[: assembled.problem.seats], dtype=pl.Boolean))
    people = offered.people.select("nip", "name", "job_title")
    names = offered.gaps.select("competency", "competency_name").unique("competency")
    share = pl.col("seat_cost") + pl.col("session_cost") / pl.len().over("session")
    return (
        seats.join(people, on="nip", how="left")
        .join(names, on="competency", how="left")
        .select(
            "session",
            "programme",
            "programme_name",
            "start",
            "end",
            "nip",
            "name",
            "unit",
            "job_title",
            "employment",
            "competency",
            "competency_name",
            "required",
            "level",
            "programme_level",
            "gap_closed",
            "hours",
            "form",
            "provider",
            value=pl.col("seat_value"),
            cost=pl.col("seat_cost"),
            evaluation="evaluation_source",
            cost_share=share,
        )
        .sort("session", "unit", "name", "nip", nulls_last=True)
    )


def _changes(previous: Plan, seats: pl.DataFrame, offered: SeatCandidates, language: str) -> pl.DataFrame:
    """The differences from the plan before, each seat given up with its reason."""
    before = previous.seats
    people, codes = set(offered.people["nip"]), set(offered.sessions["code"])
    labels = {
        (row["session"], row["nip"]): ", ".join(label for name, label in offered.vetoes.items() if row[name])
        for row in offered.seats.join(
            before.select("session", "nip"), on=["session", "nip"], how="semi"
        ).iter_rows(named=True)
    }
    held = set(seats["session"])
    rows = []
    for code, number in before.select("session", "nip").iter_rows():
        if number not in people:
            why: str = Message("The person is no longer in the data").in_(language)
        elif code not in codes:
            why = Message("The session is no longer in the period of the plan").in_(language)
        elif (code, number) not in labels:
            why = Message("The gap is no longer there").in_(language)
        elif labels[code, number]:
            why = labels[code, number]
        elif code not in held:
            why = Message("The session is no longer held").in_(language)
        else:
            why = Message("Cannot be met together with the other limits").in_(language)
        rows.append((code, number, why))
    schema = {"session": pl.String, "nip": pl.String, "reason": pl.String}
    return replanning.changes(before, seats, pl.DataFrame(rows, schema=schema, orient="row"), language)
