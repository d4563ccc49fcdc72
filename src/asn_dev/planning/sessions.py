"""The outcome of each session: held with how many at what cost, or why not."""

from __future__ import annotations

import polars as pl

from asn_dev.messages import Message
from asn_dev.planning.assembling import Assembled
from asn_dev.planning.candidates import SeatCandidates
from asn_dev.planning.problem import Flags
from asn_dev.planning.request import Request

DECIDED = Message("decided not to be held")
NOBODY = Message("nobody has a gap that can be closed here")
TOO_FEW = Message("{candidates} candidates, the smallest class is {smallest}", candidates="{}", smallest="{}")
NOT_WORTH = Message("its benefit is below its cost and the limits there are")


def outcome_of_sessions(
    offered: SeatCandidates,
    assembled: Assembled,
    seats: pl.DataFrame,
    chosen: Flags,
    request: Request,
    language: str = "id",
) -> pl.DataFrame:
    """Every session of the period: held with how many at what cost, or why not."""
    flags = chosen[assembled.problem.seats :]
    held = pl.DataFrame(
        {"code": list(assembled.codes), "held": flags}, schema={"code": pl.String, "held": pl.Boolean}
    )
    seat_totals = seats.group_by(code="session").agg(
        participants=pl.len(),
        seat_costs=pl.col("cost").sum(),
        gap_closed=pl.col("gap_closed").sum(),
        value=pl.col("value").sum(),
    )
    measures = offered.seats.group_by(code="session").agg(
        pl.col("session_cost", "fee_saved", "smallest_class").first()
    )
    counts = assembled.seats.group_by(code="session").agg(candidates=pl.len())
    table = offered.sessions.join(held, on="code", how="left", maintain_order="left")
    table = table.join(seat_totals, on="code", how="left", maintain_order="left")
    table = table.join(counts, on="code", how="left", maintain_order="left")
    table = table.join(measures, on="code", how="left", maintain_order="left").with_columns(
        pl.col("held").fill_null(False), pl.col("participants", "candidates").fill_null(0)
    )
    fixed = pl.when("held").then(pl.coalesce("session_cost", "fixed_cost")).otherwise(0.0)
    return table.with_columns(fixed=fixed, seat_costs=pl.col("seat_costs").fill_null(0.0)).select(
        "code",
        "programme",
        "programme_name",
        "competency",
        "start",
        "end",
        "mode",
        "hours",
        "provider",
        "partner",
        "fund",
        "volunteer",
        "capacity",
        "held",
        "participants",
        "candidates",
        "fixed",
        "seat_costs",
        (pl.col("fixed") + pl.col("seat_costs")).alias("cost"),
        pl.col("gap_closed", "value").fill_null(0.0),
        "fee_saved",
        note=_note(offered, assembled, request, language),
    )


def _note(offered: SeatCandidates, assembled: Assembled, request: Request, language: str) -> pl.Expr:
    """The reason for which a session is not held, null where it is."""
    usable = assembled.seats["session"].unique()
    labels = [
        pl.when(pl.col("code").is_in(_with_veto(offered, name).implode())).then(pl.lit(label))
        for name, label in offered.vetoes.items()
    ]
    return (
        pl.when("held")
        .then(pl.lit(None, pl.String))
        .when(pl.col("code").is_in(list(request.not_held)))
        .then(pl.lit(DECIDED.in_(language)))
        .when(~pl.col("code").is_in(usable.implode()))
        .then(pl.coalesce(*labels, pl.lit(NOBODY.in_(language))))
        .when(pl.col("candidates") < pl.col("smallest_class"))
        .then(pl.format(TOO_FEW.in_(language), "candidates", pl.col("smallest_class").cast(pl.Int64)))
        .otherwise(pl.lit(NOT_WORTH.in_(language)))
    )


def _with_veto(offered: SeatCandidates, veto: str) -> pl.Series:
    return offered.seats.filter(pl.col(veto).fill_null(False))["session"].unique()
