"""The progress of mentees beside that of others who started from the same level.

For each competency and starting level the mean change of level of the mentored is compared with that of
the others, and the differences are averaged by how many were mentored (direct standardisation). The
interval is Student's, with the variance within the groups taken together. Comparing within a starting
level takes out that low levels rise and high ones fall by chance alone when they are found again
(regression to the mean); why somebody has a mentor it cannot take out.
"""

from __future__ import annotations

import math

import polars as pl


def progress(changes: pl.DataFrame, *, confidence: float, fewest: int) -> pl.DataFrame:
    """The comparison for each competency, and for all of them (competency null) in the first row.

    `changes` has competency, before, level_change, was_mentored. Columns: competency; mentored and
    peers, the people compared; without_peer, mentored people from whose level no other started;
    mentored_change and peers_change, mean changes in levels; difference with its interval low, high;
    withheld, where fewer than `fewest` stand on a side: then nothing is shown but the counts.

    >>> import polars as pl
    >>> rows = [("komunikasi", 2, change, True) for change in (1, 1, 0)]
    >>> rows += [("komunikasi", 2, change, False) for change in (0, 1, 0)]
    >>> names = ["competency", "before", "level_change", "was_mentored"]
    >>> table = progress(pl.DataFrame(rows, schema=names, orient="row"), confidence=0.95, fewest=3)
    >>> [round(table[name][0], 2) for name in ("difference", "low", "high")]
    [0.33, -0.98, 1.64]
    """
    complete = changes.filter(pl.col("level_change").is_not_null() & pl.col("was_mentored").is_not_null())
    cells = _cells(complete)
    parts = [(None, cells), *((code, cells.filter(pl.col("competency") == code)) for code in _codes(cells))]
    rows = [{"competency": code, **_compared(part, confidence, fewest)} for code, part in parts]
    counts = ("mentored", "peers", "without_peer")
    values = ("mentored_change", "peers_change", "difference", "low", "high")
    schema = {
        "competency": pl.String,
        **dict.fromkeys(counts, pl.Int64),
        **dict.fromkeys(values, pl.Float64),
        "withheld": pl.Boolean,
    }
    return pl.DataFrame(rows, schema=schema)


def _codes(cells: pl.DataFrame) -> list[str]:
    return sorted(cells.filter(cells["mentored"] > 0)["competency"].unique())


def _cells(changes: pl.DataFrame) -> pl.DataFrame:
    """For each competency and starting level how many on each side, their means and squares."""
    change = pl.col("level_change").cast(pl.Float64)
    sides = {"mentored": pl.col("was_mentored"), "peers": ~pl.col("was_mentored")}
    aggregates = []
    for name, side in sides.items():
        its = change.filter(side)
        aggregates += [
            side.sum().cast(pl.Int64).alias(name),
            its.mean().alias(f"{name}_change"),
            ((its - its.mean()) ** 2).sum().alias(f"{name}_squares"),
        ]
    return changes.group_by("competency", "before").agg(aggregates)


def _compared(cells: pl.DataFrame, confidence: float, fewest: int) -> dict[str, float | int | bool | None]:
    both = cells.filter((pl.col("mentored") > 0) & (pl.col("peers") > 0)).sort("competency", "before")
    without_peer = int(cells.filter(pl.col("peers") == 0)["mentored"].sum())
    mentored, peers = int(both["mentored"].sum()), int(both["peers"].sum())
    comparison: dict[str, float | int | bool | None] = {
        "mentored": mentored,
        "peers": peers,
        "without_peer": without_peer,
        "withheld": min(mentored, peers) < fewest,
    }
    if comparison["withheld"]:
        return comparison
    weight = both["mentored"] / mentored
    ours, theirs = (float((weight * both[f"{side}_change"]).sum()) for side in ("mentored", "peers"))
    comparison |= {"mentored_change": ours, "peers_change": theirs, "difference": ours - theirs}
    freedom = mentored + peers - 2 * both.height
    if freedom > 0:
        variance = sum(float(both[f"{side}_squares"].sum()) for side in ("mentored", "peers")) / freedom
        spread = float((weight**2 * (1 / both["mentored"] + 1 / both["peers"])).sum())
        half = _student(confidence, freedom) * math.sqrt(variance * spread)
        comparison |= {"low": ours - theirs - half, "high": ours - theirs + half}
    return comparison


def _student(confidence: float, freedom: int) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + confidence) / 2))
