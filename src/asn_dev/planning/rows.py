"""The rows of the problem: limits of the rules, money, seats kept free, the order of courses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
import polars as pl

from asn_dev.errors import RuleError
from asn_dev.messages import Message
from asn_dev.planning.candidates import BoundLimit
from asn_dev.planning.problem import GREATEST, Floats, Rows, greatest_sums, sparse
from asn_dev.planning.request import Request
from asn_dev.rules.limits import DAY

BUDGET = "anggaran"
SOURCE = "sumber dana"
RESERVED = "kursi khusus unit"
ORDER = "urutan program"

WORDS = {
    BUDGET: Message("The whole budget"),
    SOURCE: Message("The budget of a source of money"),
    RESERVED: Message("Seats kept for another unit"),
    ORDER: Message("The required level or programme is not reached yet"),
}
"""What people read for the rows that come from the request and from the order of courses."""


@attrs.frozen(eq=False)
class _Entries:
    """Entries of rows of one limit: row by number, column, value; right-hand side and group of each row."""

    limit: str
    rows: Any
    columns: Any
    values: Any
    rhs: Any
    groups: Sequence[tuple[str, ...]]
    negated: bool = False


def rows_of(
    seats: pl.DataFrame, codes: Sequence[str], limits: Sequence[BoundLimit], request: Request
) -> Rows:
    """All rows over these seats (in order) and sessions (`codes`, in order).

    `seats` has the columns of the candidates, `seat` and `place` (numbers of its columns). Rows that
    no choice can break are left out, all but those of money: what more money would bring is asked later.
    """
    total = seats.height + len(codes)
    parts = [part for limit in limits for part in [_of_limit(seats, limit)] if part is not None]
    parts += [_order(seats), *_money(seats, request), *_reserved(seats, request)]
    return _together([part for part in parts if len(part.rhs)], total)


def costs(rows: Rows) -> Floats:
    """What each seat and session costs in rupiah: the row of the whole budget."""
    row = rows.limit.index(BUDGET)
    cost: Floats = rows.matrix[[row]].toarray().ravel() * rows.scale[row]
    return cost


def _of_limit(seats: pl.DataFrame, limit: BoundLimit) -> _Entries | None:
    """The rows of one limit: a group for each combination of `per` among its candidates."""
    per = list(limit.limit.per)
    if DAY in per and not limit.above:
        raise RuleError(
            Message("asks for at least so many on each day, which is not supported"),
            rule=limit.name, plugin="plan", hint=Message("leave the day out of 'per'"),
        )  # fmt: skip
    if limit.where:
        seats = seats.filter(pl.col(limit.where).fill_null(False))
    chosen = seats.select(
        "seat", "place", "start", "end", *(name for name in per if name != DAY),
        counts=pl.col(limit.counts).fill_null(0.0),
        bound=limit.bound,
        once=pl.col(limit.once).fill_null(0.0) if limit.once else pl.lit(0.0),
    )  # fmt: skip
    if DAY in per:
        chosen = _on_days(chosen)
    chosen = chosen.drop_nulls([*per, "bound"]).sort(*per, "seat")
    if not chosen.height:
        return None
    numbered = chosen.with_columns(row=pl.struct(per).rle_id() if per else pl.lit(0, pl.UInt32))
    bound = pl.col("bound").min() if limit.above else pl.col("bound").max()
    keys = [pl.col(name).first().cast(pl.String) for name in per]
    groups = numbered.group_by("row", maintain_order=True).agg(bound, *keys)
    sign = 1.0 if limit.above else -1.0
    entries = [numbered.select("row", column="seat", value=sign * pl.col("counts"))]
    held = numbered.group_by("row", "place", maintain_order=True).agg(pl.col("once").first())
    if limit.once:
        entries.append(held.select("row", column="place", value=sign * pl.col("once")))
    rhs = sign * groups["bound"].to_numpy()
    if "session" in per:
        # Where the session is not held nothing is bounded: the bound moves to the session's column.
        moved = held.join(groups.select("row", "bound"), on="row", how="left", maintain_order="left")
        entries.append(moved.select("row", column="place", value=-sign * pl.col("bound")))
        rhs = np.zeros(groups.height)
    every = pl.concat([entry.cast({"row": pl.Int64, "column": pl.Int64}) for entry in entries])
    every = every.filter(pl.col("value") != 0)
    return _Entries(
        limit.name, every["row"].to_numpy(), every["column"].to_numpy(), every["value"].to_numpy(), rhs,
        [tuple(str(part) for part in group) for group in groups.select(*per).iter_rows()]
        if per else [()] * groups.height,
        negated=not limit.above,
    )  # fmt: skip


def _on_days(chosen: pl.DataFrame) -> pl.DataFrame:
    """Each seat on each day that matters: where most sessions run at once, one of them has just begun."""
    runs = chosen.select("place", "start", "end").unique("place").sort("place")
    days = runs.select(day="start").unique().drop_nulls()
    on = runs.join_where(days, pl.col("start") <= pl.col("day"), pl.col("day") <= pl.col("end"))
    return chosen.join(on.select("place", "day"), on="place")


def _money(seats: pl.DataFrame, request: Request) -> list[_Entries]:
    """What all sessions and seats cost, and those of each source, against the money there is."""
    entries = []
    runs = seats.unique("place")["session_cost"]
    everything = float(seats["seat_cost"].sum()) + float(runs.sum())
    wanted = [(BUDGET, "", everything if request.budget is None else request.budget)]
    wanted += [(SOURCE, name, amount) for name, amount in sorted(request.by_source.items())]
    for limit, name, amount in wanted:
        part = seats if limit == BUDGET else seats.filter(pl.col("fund") == name)
        held = part.select("place", "session_cost").unique("place").sort("place")
        columns = np.append(part["seat"].to_numpy(), held["place"].to_numpy())
        values = np.append(part["seat_cost"].to_numpy(), held["session_cost"].to_numpy())
        entries.append(
            _Entries(limit, np.zeros(len(columns), np.int64), columns, values, np.array([amount]),
                     [(name,) if name else ()])
        )  # fmt: skip
    return entries


def _reserved(seats: pl.DataFrame, request: Request) -> list[_Entries]:
    """Seats kept for a unit: the others have what is left of the session's seats."""
    entries = []
    for (code, unit), number in sorted(request.reserved.items()):
        others = seats.filter((pl.col("session") == code) & pl.col("unit").ne_missing(unit))
        if not others.height:
            continue
        left = float(others["capacity"][0]) - number
        columns = np.append(others["seat"].to_numpy(), others["place"][0])
        values = np.append(np.ones(others.height), -left)
        entries.append(
            _Entries(RESERVED, np.zeros(len(columns), np.int64), columns, values, np.zeros(1), [(code, unit)])
        )
    return entries


def _order(seats: pl.DataFrame) -> _Entries:
    """A seat that builds on another: by the level it presumes, or the programme to be completed before."""
    later = seats.select("seat", "nip", "session", "competency", "level", "level_presumed", "prerequisite",
                         "prerequisite_met", "start")  # fmt: skip
    earlier = seats.select("nip", "competency", "programme", "programme_level", "end", before="seat")
    by_level = later.filter(pl.col("level") < pl.col("level_presumed"))
    steps = by_level.join(earlier, on=["nip", "competency"]).filter(
        (pl.col("programme_level") >= pl.col("level_presumed")) & (pl.col("end") < pl.col("start"))
    )
    by_code = later.filter(
        pl.col("prerequisite").is_not_null() & ~pl.col("prerequisite_met").fill_null(False)
    )
    codes = by_code.join(earlier, left_on=["nip", "prerequisite"], right_on=["nip", "programme"]).filter(
        pl.col("end") < pl.col("start")
    )
    asked = pl.concat([by_level.select("seat", "nip", "session"), by_code.select("seat", "nip", "session")])
    asked = asked.with_row_index("row")
    split = by_level.height
    first = asked.head(split).join(steps.select("seat", "before"), on="seat").select("row", "before")
    second = asked.slice(split).join(codes.select("seat", "before"), on="seat").select("row", "before")
    befores = pl.concat([first, second]).sort("row", "before")
    rows = np.append(asked["row"].to_numpy(), befores["row"].to_numpy()).astype(np.int64)
    columns = np.append(asked["seat"].to_numpy(), befores["before"].to_numpy()).astype(np.int64)
    values = np.append(np.ones(asked.height), -np.ones(befores.height))
    groups = list(asked.select("nip", "session").iter_rows())
    return _Entries(ORDER, rows, columns, values, np.zeros(asked.height), groups)


def _together(parts: Sequence[_Entries], total: int) -> Rows:
    """All rows in one matrix, scaled, without those that cannot be broken or that stand there already."""
    counts = [len(part.rhs) for part in parts]
    first = np.append(0, np.cumsum(counts))
    matrix = sparse(
        np.concatenate([part.values for part in parts]).astype(float),
        np.concatenate([part.rows + at for part, at in zip(parts, first, strict=False)]),
        np.concatenate([part.columns for part in parts]),
        (int(first[-1]), total),
    )
    greatest = np.zeros(matrix.shape[0])
    nonempty = np.flatnonzero(np.diff(matrix.indptr))
    if len(nonempty):
        greatest[nonempty] = np.maximum.reduceat(np.abs(matrix.data), matrix.indptr[nonempty])
    scale = np.maximum(greatest / GREATEST, 1.0)
    matrix.data = matrix.data / np.repeat(scale, np.diff(matrix.indptr))
    rows = Rows(
        matrix=matrix,
        rhs=np.concatenate([part.rhs for part in parts]).astype(float) / scale,
        limit=[part.limit for part in parts for _ in part.rhs],
        group=[group for part in parts for group in part.groups],
        scale=scale,
        negated=np.concatenate([np.full(len(part.rhs), part.negated) for part in parts]),
    )
    kept, twin = _worth_keeping(rows)
    return attrs.evolve(rows, twin=twin).only(kept)


def _worth_keeping(rows: Rows) -> tuple[Any, Any]:
    """The rows that some choice could break, each once; of equal sums the narrowest, and the next of each."""
    money = np.array([limit in (BUDGET, SOURCE) for limit in rows.limit])
    can_bind = (greatest_sums(rows.matrix) > rows.rhs + 1e-9) | money
    # Two rows of the same entries have the same sums at points drawn once and for all.
    points = np.random.default_rng(1).random((rows.matrix.shape[1], 2))
    marks = np.round(rows.matrix @ points, 9)
    order = np.lexsort((np.arange(len(rows)), rows.rhs, marks[:, 1], marks[:, 0]))
    same = np.zeros(len(rows), bool)
    same[order[1:]] = (marks[order[1:]] == marks[order[:-1]]).all(axis=1)
    twin = np.full(len(rows), np.inf)
    twin[order[:-1]] = np.where(same[order[1:]], rows.rhs[order[1:]], np.inf)
    return np.flatnonzero(can_bind & (~same | money)), twin
