"""Means and counts of groups of people, with small groups kept to themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from asn_dev.formatting import Withheld
from asn_dev.grouping.withholding import Relation
from asn_dev.grouping.withholding import withheld as withheld_cells


def grouped(
    frame: pl.DataFrame,
    keys: Sequence[str],
    *,
    means: Mapping[str, pl.Expr],
    counts: Mapping[str, pl.Expr],
    minimum: int,
) -> pl.DataFrame:
    """One row per group, sorted by the keys.

    Columns: the keys, ``people`` (how many rows), the named `means` of what is known (of a flag: the
    share), the named `counts` of rows where a flag holds, and ``withheld``: the names of the values
    that are hidden (null) because fewer than `minimum` rows with something known stand behind them. A
    mean of nothing known is null too, but not withheld; a count of nothing known is 0.

    >>> import polars as pl
    >>> frame = pl.DataFrame({"unit": ["A", "A", "B"], "hours": [20.0, 40.0, 7.0]})
    >>> grouped(frame, ["unit"], means={"mean": pl.col("hours")}, counts={}, minimum=2).rows()
    [('A', 2, 30.0, []), ('B', 1, None, ['mean'])]
    """
    groups = frame.group_by(*keys).agg(
        pl.len().cast(pl.Int64).alias("people"),
        *(value.cast(pl.Float64).mean().alias(name) for name, value in means.items()),
        *(flag.fill_null(False).sum().cast(pl.Int64).alias(name) for name, flag in counts.items()),
        *(value.count().alias(f"known {name}") for name, value in {**means, **counts}.items()),
    )
    few = {name: pl.col(f"known {name}").is_between(1, minimum - 1) for name in [*means, *counts]}
    hidden = [pl.when(small).then(pl.lit(name)) for name, small in few.items()]
    return (
        groups.with_columns(
            pl.concat_list(hidden or [pl.lit(None, pl.String)]).list.drop_nulls().alias("withheld"),
            *(pl.when(~small).then(pl.col(name)).alias(name) for name, small in few.items()),
        )
        .select(*keys, "people", *means, *counts, "withheld")
        .sort(keys)
    )


def counted(counts: Sequence[int], minimum: int) -> list[int | Withheld]:
    """How many people are in each part of a whole whose size is printed too.

    Parts of fewer than `minimum` are withheld, and so many others with them that the whole less what is
    shown gives none of them away; which of them are the small ones is not said then. A part with nobody in
    it is 0.

    >>> counted([40, 3, 4, 0], minimum=5)
    [40, Withheld(minimum=5), Withheld(minimum=5), 0]
    >>> counted([40, 3, 12, 0], minimum=5)
    [40, Withheld(minimum=None), Withheld(minimum=None), 0]
    """
    cells = pl.DataFrame(
        {
            "level": ["part"] * len(counts) + ["whole"],
            "part": [*range(len(counts)), None],
            "n": [*counts, sum(counts)],
        }
    )
    hidden = withheld_cells(cells, [Relation("part", "whole")], minimum=minimum, key=["part"])
    mark = Withheld(None if "complementary" in hidden else minimum)
    return [mark if why else count for count, why in zip(counts, hidden, strict=False)]


def parts_hidden(parts: pl.DataFrame, names: Sequence[str], minimum: int) -> pl.DataFrame:
    """The parts of a whole with ``withheld``: the `names` of figures that `counted` hides by ``people``.

    Where they are hidden together, so that it is not said which are small, ``together`` names them too.

    >>> parts = parts_hidden(pl.DataFrame({"people": [40, 3, 12]}), ["people"], minimum=5)
    >>> parts["together"].to_list()
    [[], ['people'], ['people']]
    """
    counts = counted(parts["people"].to_list(), minimum)
    hidden = [list(names) if isinstance(count, Withheld) else [] for count in counts]
    together = [list(names) if count == Withheld() else [] for count in counts]
    kind = pl.List(pl.String)
    return parts.with_columns(
        pl.Series("withheld", hidden, dtype=kind), pl.Series("together", together, dtype=kind)
    )
