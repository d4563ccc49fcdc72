"""From candidates and a request to the problem, and which column is whose seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
import polars as pl

from asn_dev.errors import InvalidValueError
from asn_dev.messages import Message
from asn_dev.model import mask
from asn_dev.planning.candidates import SeatCandidates
from asn_dev.planning.problem import Floats, Problem
from asn_dev.planning.request import Request
from asn_dev.planning.rows import rows_of

CLASS = 20
"""How many seats a session is taken to have where that is not known."""


@attrs.frozen(eq=False)
class Assembled:
    """The problem beside the seats it is about: row n of `seats` is column n.

    `codes` are the sessions in the order of their columns. `demands` names each decision of the
    request by the column it fixes, `begun` the columns of seats in sessions that have begun; `impossible`
    says of decisions why no seat can fulfil them.
    """

    problem: Problem
    seats: pl.DataFrame
    codes: Sequence[str]
    demands: Mapping[int, Message]
    begun: frozenset[int]
    impossible: Sequence[Message]


def assemble(
    candidates: SeatCandidates, request: Request, taken: Sequence[tuple[str, str]] = ()
) -> Assembled:
    """The problem of the seats that nothing forbids.

    A decision made by hand is not above the vetoes: where they meet, both are named. Seats that are
    `taken` already stay, whatever the rules say of them now, unless the request takes them away.
    """
    forbidden = pl.any_horizontal(pl.col(name).fill_null(False) for name in candidates.vetoes)
    away = {code for code, _ in taken} & request.not_held
    kept = sorted({seat for seat in taken if seat[0] not in away} - request.not_seated)
    sat = pl.DataFrame(kept, schema={"session": pl.String, "nip": pl.String}, orient="row")
    judged = candidates.seats.join(sat.with_columns(taken=True), on=["session", "nip"], how="left").sort(
        "session", "nip"
    )
    judged = judged.with_columns(
        forbidden=(forbidden if candidates.vetoes else pl.lit(False)) & pl.col("taken").is_null()
    )
    request = attrs.evolve(request, seated=request.seated | frozenset(kept))
    seats = judged.filter(~pl.col("forbidden")).with_row_index("seat")
    codes = sorted({*seats["session"].unique(), *request.held})
    column_of = {code: seats.height + n for n, code in enumerate(codes)}
    seats = seats.with_columns(
        seat=pl.col("seat").cast(pl.Int64),
        place=pl.col("session").replace_strict(column_of, return_dtype=pl.Int64, default=None)
        if column_of
        else pl.lit(None, pl.Int64),
    )
    low, high, demands = _decisions(seats, codes, request)
    sizes = seats.group_by("place").agg(pl.col("capacity").max().fill_null(CLASS))
    places = np.full(len(codes), CLASS, np.int64)
    places[sizes["place"].to_numpy() - seats.height] = sizes["capacity"].to_numpy()
    people = {number: n for n, number in enumerate(seats["nip"].unique().sort())}
    value = seats["seat_value"].fill_null(0.0).to_numpy().astype(float)
    if not np.isfinite(value).all():
        raise InvalidValueError(Message("is no finite number"), record="CandidateSeat", field="seat_value")
    problem = Problem(
        value=value,
        session=(seats["place"].to_numpy() - seats.height).astype(np.int64),
        person=np.array([people[number] for number in seats["nip"]], np.int64),
        places=places,
        rows=rows_of(seats, codes, candidates.limits, request),
        low=low,
        high=high,
    )
    begun = frozenset(seats.filter(pl.col("taken").fill_null(False))["seat"].to_list())
    return Assembled(problem, seats, codes, demands, begun, _impossible(judged, candidates.vetoes, request))


def _decisions(
    seats: pl.DataFrame, codes: Sequence[str], request: Request
) -> tuple[Floats, Floats, dict[int, Message]]:
    """The bounds that decisions set: a seat that must be needs its session too."""
    low, high = np.zeros(seats.height + len(codes)), np.ones(seats.height + len(codes))
    demands: dict[int, Message] = {}
    for n, code in enumerate(codes):
        column = seats.height + n
        if code in request.held:
            low[column], demands[column] = 1.0, Message("session {code} must be held", code=code)
        if code in request.not_held:
            high[column] = 0.0
            demands[column] = Message("session {code} must not be held", code=code)
    wanted, unwanted = ({*pairs} for pairs in (request.seated, request.not_seated))
    if wanted or unwanted:
        for column, code, number in seats.select("seat", "session", "nip").iter_rows():
            if (code, number) in wanted:
                low[column], demands[column] = (
                    1.0,
                    Message("the seat of {person} in {code} must be given", person=mask(number), code=code),
                )
            if (code, number) in unwanted:
                high[column] = 0.0
                demands.setdefault(
                    column,
                    Message(
                        "the seat of {person} in {code} must not be given", person=mask(number), code=code
                    ),
                )
    return low, high, demands


def _impossible(judged: pl.DataFrame, vetoes: Mapping[str, str], request: Request) -> list[Message]:
    """The decisions that stand against each other, or against a veto, each with the two sides."""
    demands = [
        Message("session {code} must be held, and must not be held", code=code)
        for code in request.held & request.not_held
    ]
    demands += [
        sentence.with_(person=mask(number), code=code)
        for code, number in request.seated
        for sentence, applies in (
            (
                Message("the seat of {person} in {code} must be given, but the session must not be held"),
                code in request.not_held,
            ),
            (
                Message("the seat of {person} in {code} must be given, and must not be given"),
                (code, number) in request.not_seated,
            ),
        )
        if applies
    ]
    if request.seated:
        for row in judged.filter("forbidden").iter_rows(named=True):
            if (row["session"], row["nip"]) in request.seated:
                why = ", ".join(label for name, label in vetoes.items() if row[name])
                sentence = Message("the seat of {person} in {code} must be given, but: {why}")
                demands.append(sentence.with_(person=mask(row["nip"]), code=row["session"], why=why))
    return sorted(demands)
