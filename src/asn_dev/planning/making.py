"""The steps of a plan, in their order: candidates, problem, search, and what came out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs
import polars as pl

from asn_dev.errors import InfeasibleError, TableError
from asn_dev.messages import Message
from asn_dev.model import Session
from asn_dev.planning import prices, reach, replanning
from asn_dev.planning.assembling import Assembled, assembled
from asn_dev.planning.candidates import Candidates, candidates
from asn_dev.planning.contradictions import refuse
from asn_dev.planning.outcome import Plan
from asn_dev.planning.problem import Flags
from asn_dev.planning.reasons import reasons
from asn_dev.planning.relaxation import Relaxation
from asn_dev.planning.request import Request
from asn_dev.planning.rows import WORDS
from asn_dev.planning.search import Found, search
from asn_dev.planning.sessions import outcome_of_sessions
from asn_dev.register.tables import Register
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region

Progress = Callable[[Found], None]


def make_plan(
    register: Register,
    region: Region,
    request: Request,
    period: Period | int | None,
    previous: Plan | None,
    progress: Progress | None,
) -> Plan:
    """The plan for a request; see `asn_dev.plan`."""
    chosen_period = _period(register, region, period)
    begun = replanning.begun(previous.seats, region.on) if previous else []
    found = candidates(register, region, chosen_period, request, taken=begun)
    made = assembled(found, request, taken=begun)
    words = {**WORDS, **replanning.WORDS, **{one.name: one.limit.label.id for one in found.limits}}
    if made.impossible:
        raise InfeasibleError(Message("no plan can meet these demands together"), demands=made.impossible)
    if previous is not None:
        made = _with_promises(made, previous, words)
    relaxation = Relaxation(made.problem)
    best, interrupted = _best(relaxation, progress)
    if best is None or best.chosen is None:
        raise refuse(made, words)
    priced = None
    try:
        if not interrupted:
            limits = {one.name: one for one in found.limits}
            priced = prices.priced(relaxation, best.value, words, limits)
    except KeyboardInterrupt:
        interrupted = True
    return _told(
        register, region, chosen_period, request, found, made, best, interrupted, words, priced, previous
    )


def _period(register: Register, region: Region, period: Period | int | None) -> Period:
    """The period asked for; else the first year from the region's on in which a session starts."""
    if isinstance(period, Period):
        return period
    if period is not None:
        return Period.of_year(period)
    if not register.has(Session):
        raise TableError(Message("a plan needs sessions, which the register does not hold"))
    starts = register.lazy(Session).select("start").collect(backend="polars").to_native()["start"]
    years = starts.dt.year().filter(starts.dt.year() >= region.on.year)
    first = years.min()
    return Period.of_year(first) if isinstance(first, int) else region.period


def _best(relaxation: Relaxation, progress: Progress | None) -> tuple[Found | None, bool]:
    """The last answer of the search, and whether it was ended by hand."""
    best: Found | None = None
    try:
        for found in search(relaxation.problem, relaxation):
            best = found
            if progress:
                progress(found)
    except KeyboardInterrupt:
        if best is None or best.chosen is None:
            raise
        return best, True
    return best, False


def _with_promises(made: Assembled, previous: Plan, words: Mapping[str, str]) -> Assembled:
    """The problem in which as many promises are kept as any plan can keep."""
    promised = replanning.promises(made, previous.seats)
    best, _ = _best(Relaxation(replanning.counting(made.problem, promised)), None)
    if best is None or best.chosen is None:
        raise refuse(made, words)
    kept = int(best.chosen[: made.problem.seats][promised].sum())
    return attrs.evolve(made, problem=replanning.keeping(made.problem, promised, kept))


def _told(
    register: Register,
    region: Region,
    period: Period,
    request: Request,
    found: Candidates,
    made: Assembled,
    best: Found,
    interrupted: bool,
    words: Mapping[str, str],
    priced: prices.Priced | None,
    previous: Plan | None,
) -> Plan:
    """All that the plan says of itself."""
    assert best.chosen is not None
    seats = _seats(found, made, best.chosen)
    sessions = outcome_of_sessions(found, made, seats, best.chosen, request)
    cost = float(sessions["cost"].sum())
    after = reach.hours_after(register, region, period, seats)
    notes = dict(sessions.drop_nulls("note").select("code", "note").iter_rows())
    told = reasons(found, made, best.chosen, words, notes)
    changed = _changes(previous, seats, found, made, told) if previous else _NO_CHANGES
    return Plan(
        region=region.name,
        period=period,
        budget=request.budget,
        value=round(best.value, 4),
        bound=max(round(best.bound, 4), round(best.value, 4)),
        cost=cost,
        fee_saved=float(sessions.filter("held")["fee_saved"].sum()),
        next_money=priced.next_money if priced else None,
        interrupted=interrupted,
        seats=seats.drop("cost_share"),
        sessions=sessions,
        by_source=reach.by_source(sessions),
        by_unit=reach.by_unit(found, seats, after),
        reach=reach.reached(found, seats, after),
        reasons=told,
        limits=priced.limits if priced else prices.NO_LIMITS,
        curve=priced.curve if priced else prices.NO_CURVE,
        changes=changed,
        rules=region.rules_in_force,
    )


def _seats(found: Candidates, made: Assembled, chosen: Flags) -> pl.DataFrame:
    """The seats given, by session and name."""
    given = made.seats.filter(pl.Series(chosen[: made.problem.seats], dtype=pl.Boolean))
    people = found.people.select("nip", "name", "job_title")
    names = found.gaps.select("competency", "competency_name").unique("competency")
    share = pl.col("seat_cost") + pl.col("session_cost") / pl.len().over("session")
    return (
        given.join(people, on="nip", how="left")
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


def _changes(
    previous: Plan, seats: pl.DataFrame, found: Candidates, made: Assembled, told: pl.DataFrame
) -> pl.DataFrame:
    """The differences from the plan before, each seat given up with its reason."""
    before = previous.seats
    people, codes = set(found.people["nip"]), set(found.sessions["code"])
    labels = {
        (row["session"], row["nip"]): ", ".join(label for name, label in found.vetoes.items() if row[name])
        for row in found.seats.join(
            before.select("session", "nip"), on=["session", "nip"], how="semi"
        ).iter_rows(named=True)
    }
    held = set(seats["session"])
    rows = []
    for code, number in before.select("session", "nip").iter_rows():
        if number not in people:
            why = "Pegawai tidak ada lagi dalam data"
        elif code not in codes:
            why = "Jadwal tidak ada lagi dalam periode rencana"
        elif (code, number) not in labels:
            why = "Kesenjangannya tidak ada lagi"
        else:
            why = labels[code, number] or (
                "Jadwal tidak dibuka lagi"
                if code not in held
                else "Tidak dapat dipenuhi bersama batas yang lain"
            )
        rows.append((code, number, why))
    schema = {"session": pl.String, "nip": pl.String, "reason": pl.String}
    return replanning.changes(before, seats, pl.DataFrame(rows, schema=schema, orient="row"))


_NO_CHANGES = pl.DataFrame(
    schema=dict.fromkeys(("change", "session", "nip", "name", "unit", "programme_name", "note"), pl.String)
)
