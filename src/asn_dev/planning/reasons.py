"""Reasons for the gaps that a plan leaves open: one sentence for each gap of a person without a seat."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from asn_dev.messages import Message
from asn_dev.planning.assembling import Assembled
from asn_dev.planning.candidates import SeatCandidates
from asn_dev.planning.problem import Flags
from asn_dev.planning.rounding import blocked

UNKNOWN = Message("The level is not known: not assessed yet, or the assessment is no longer valid")
NOT_OFFERED = Message("No session for this competency in the period of the plan")
NOT_HELD = Message("The session is not held: {why}", why="")
BLOCKED = Message("Hindered by a limit: {limit}", limit="")
DECIDED = Message("Decided not to be filled")
WORTH_NOTHING = Message("The seat is worth nothing by the weights in force")
OTHERS = Message("The place is worth more to others")


def reasons(
    candidates: SeatCandidates,
    assembled: Assembled,
    chosen: Flags,
    words: Mapping[str, str],
    notes: Mapping[str, str],
    language: str = "id",
) -> pl.DataFrame:
    """One row for each gap (or unknown level) of each person without a seat: nip, competency and reason.

    Of several seats that a person could have taken the reason of the nearest counts: one in a session
    that is held, then the most valuable. `words` says what limits are called, `notes` why sessions are not
    held.
    """
    seated = assembled.seats.filter(pl.Series(chosen[: assembled.problem.seats], dtype=pl.Boolean))[
        "nip"
    ].unique()
    open_gaps = candidates.gaps.filter(
        pl.col("required").is_not_null()
        & (pl.col("level").is_null() | (pl.col("level") < pl.col("required")))
        & ~pl.col("nip").is_in(seated.implode())
    )
    places = open_gaps.select("nip", "competency", "competency_name", "unit", "required", "level")
    names = candidates.people.select("nip", "name")
    nearest = _of_seats(assembled, chosen, words, notes, language)
    forbidden = _of_vetoes(candidates)
    return (
        places.join(nearest, on=["nip", "competency"], how="left")
        .join(forbidden, on=["nip", "competency"], how="left")
        .join(names, on="nip", how="left")
        .select(
            "nip",
            "name",
            "unit",
            "competency",
            "competency_name",
            "required",
            "level",
            "session",
            reason=pl.when(pl.col("level").is_null())
            .then(pl.lit(UNKNOWN.in_(language)))
            .otherwise(pl.coalesce("reason", "veto", pl.lit(NOT_OFFERED.in_(language)))),
        )
        .sort(pl.col("level").is_null(), "unit", "nip", "competency", nulls_last=True)
    )


def _of_seats(
    assembled: Assembled, chosen: Flags, words: Mapping[str, str], notes: Mapping[str, str], language: str
) -> pl.DataFrame:
    """The reason of the nearest seat of each person and competency that nothing forbids."""
    problem = assembled.problem
    marks = blocked(problem, chosen)
    limits = np.array(
        [BLOCKED.with_(limit=words.get(name, name)).in_(language) for name in problem.rows.limit], object
    )
    held = chosen[problem.seats :][problem.session]
    first = np.full(problem.seats, -1)
    some = np.diff(marks.indptr) > 0
    marks.sort_indices()
    first[some] = marks.indices[marks.indptr[:-1][some]]
    reason = np.where(first >= 0, limits[first] if len(limits) else "", OTHERS.in_(language))
    reason = np.where(problem.value > 0, reason, WORTH_NOTHING.in_(language))
    closed = np.array(
        [NOT_HELD.with_(why=notes.get(code, "")).in_(language) for code in assembled.codes], object
    )
    reason = np.where(held, reason, closed[problem.session] if len(closed) else "")
    reason = np.where(problem.high[: problem.seats] > 0, reason, DECIDED.in_(language))
    rows = assembled.seats.select("nip", "competency", "session", "seat_value").with_columns(
        reason=pl.Series(reason.tolist(), dtype=pl.String), held=pl.Series(held, dtype=pl.Boolean)
    )
    rows = rows.sort("held", "seat_value", "session", descending=[True, True, False], nulls_last=True)
    return rows.unique(["nip", "competency"], keep="first", maintain_order=True).select(
        "nip", "competency", "session", "reason"
    )


def _of_vetoes(candidates: SeatCandidates) -> pl.DataFrame:
    """What forbids all the seats of each person and competency: the labels of the vetoes."""
    labels = [
        pl.when(pl.col(name).fill_null(False)).then(pl.lit(label))
        for name, label in candidates.vetoes.items()
    ]
    rows = candidates.seats.select(
        "nip", "competency", veto=pl.coalesce(*labels) if labels else pl.lit(None, pl.String)
    )
    vetoed = rows.drop_nulls().unique().sort("nip", "competency", "veto")
    return vetoed.group_by("nip", "competency", maintain_order=True).agg(pl.col("veto").str.join("; "))
