"""A new plan after a change: as many promises of the old one kept as can be, and what is different."""

from __future__ import annotations

from datetime import date

import attrs
import numpy as np
import polars as pl

from asn_dev.messages import Message
from asn_dev.planning.assembling import Assembled
from asn_dev.planning.problem import Flags, Floats, Problem, Rows, sparse

PROMISE = "janji"
WORDS = {PROMISE: Message("Seats that were promised already")}

KEY = ["session", "nip"]


def promises(assembled: Assembled, before: pl.DataFrame) -> Flags:
    """Which seats of the problem were given by the plan before."""
    promised = before.select(KEY).with_columns(promised=True)
    marked = assembled.seats.select(KEY).join(promised, on=KEY, how="left", maintain_order="left")
    return marked["promised"].fill_null(False).to_numpy()


def counting(problem: Problem, promised: Flags) -> Problem:
    """The problem of keeping as many promises as possible, whatever else the seats are worth."""
    return attrs.evolve(problem, value=promised.astype(float))


def keeping(problem: Problem, promised: Flags, kept: int) -> Problem:
    """The problem with a row more: at least so many promises are kept."""
    rows = problem.rows
    columns = np.flatnonzero(promised)
    more = sparse(
        -np.ones(len(columns)), np.zeros(len(columns), np.int64), columns, (1, rows.matrix.shape[1])
    )
    return attrs.evolve(problem, rows=_with_row(rows, more, -float(kept)))


def _with_row(rows: Rows, more: object, rhs: float) -> Rows:
    from scipy.sparse import vstack

    bounds: Floats = np.append(rows.rhs, rhs)
    return Rows(
        matrix=vstack([rows.matrix, more]).tocsr(),
        rhs=bounds,
        limit=[*rows.limit, PROMISE],
        group=[*rows.group, ()],
        scale=np.append(rows.scale, 1.0),
        negated=np.append(rows.negated, True),
        twin=np.append(rows.twin, np.inf),
    )


def begun(before: pl.DataFrame, day: date) -> list[tuple[str, str]]:
    """The seats of sessions that have begun by a day: nobody is sent home from those."""
    return list(before.filter(pl.col("start") <= day).select(KEY).iter_rows())


def changes(
    before: pl.DataFrame, after: pl.DataFrame, reasons: pl.DataFrame, language: str = "id"
) -> pl.DataFrame:
    """What is different: seats given up with the reason, new seats, sessions on other days.

    `before` and `after` are seats of plans; `reasons` says for session and person why a seat is gone.
    """
    shown = ["session", "nip", "name", "unit", "programme_name"]
    gone = before.join(after, on=KEY, how="anti").join(reasons, on=KEY, how="left", maintain_order="left")
    new = after.join(before, on=KEY, how="anti")
    days = after.select("session", "start", "end").unique("session")
    moved = (
        before.select("session", "programme_name", was="start", until="end")
        .unique("session")
        .join(days, on="session")
        .filter((pl.col("was") != pl.col("start")) | (pl.col("until") != pl.col("end")))
    )
    moved_from = Message(
        "from {was} to {until}, now {start} to {end}", was="{}", until="{}", start="{}", end="{}"
    )
    differences = [
        gone.select(
            pl.lit(Message("seat given up").in_(language)).alias("change"), *shown, note=pl.col("reason")
        ),
        new.select(
            pl.lit(Message("new seat").in_(language)).alias("change"), *shown, note=pl.lit(None, pl.String)
        ),
        moved.select(
            pl.lit(Message("other days").in_(language)).alias("change"),
            "session",
            pl.lit(None, pl.String).alias("nip"),
            pl.lit(None, pl.String).alias("name"),
            pl.lit(None, pl.String).alias("unit"),
            "programme_name",
            note=pl.format(moved_from.in_(language), "was", "until", "start", "end"),
        ),
    ]
    return pl.concat(differences).sort("change", "session", "nip", nulls_last=True)
