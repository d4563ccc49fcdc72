"""Withholding: which cells of a table of means are not printed, so that no small group can be worked out.

A cell is a mean and the number of respondents behind it. Few respondents are withheld; since cells add up
(programmes to their provider, providers to all), further cells are withheld so that nothing withheld is the
difference of what is printed. This is cell suppression as in Hundepool et al. (2012), *Statistical Disclosure
Control*, chapter 4.

What holds of the printed numbers and sums, whatever is added and subtracted:

- no withheld cell can be worked out, nor the respondents that a table leaves out where they are few;
- no sum of two withheld cells can that have fewer than the minimum of respondents together;
- the withheld cells of one printed total are at least two, with at least the minimum of respondents.

What does not: bounds are not hidden (of two cells that share seven respondents, neither has more than six),
and means at the very end of a scale tell what everyone answered, as they do in any printed cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import polars as pl

from asn_dev.errors import TableError, join_names
from asn_dev.messages import Message
from asn_dev.rules.definitions import Text, text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from asn_dev.grouping.unknowns import Equations

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

REASONS: Mapping[str, Text] = {
    "small": text(id="respondennya terlalu sedikit", en="too few respondents"),
    "complementary": text(
        id="ditahan agar kelompok kecil lain tidak dapat dihitung",
        en="withheld so that another small group cannot be worked out",
    ),
}
"""Why a cell is withheld, as `withheld` says it."""


def _names(columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(columns)


@attrs.frozen
class Relation:
    """Cells of one level add up to cells of another: to the one that agrees with them in the columns `by`.

    >>> Relation("programme", "provider", by=("provider", "dimension"))
    Relation(child='programme', parent='provider', by=('provider', 'dimension'))
    """

    child: str
    parent: str
    by: tuple[str, ...] = attrs.field(default=(), converter=_names)


def withheld(
    cells: pl.DataFrame,
    relations: Sequence[Relation],
    *,
    minimum: int,
    key: Sequence[str],
    n: str = "n",
    level: str = "level",
) -> pl.Series:
    """Why each cell is withheld: ``small``, ``complementary``, or null where it is shown.

    A row is a cell; `level` says of which kind it is, `key` are the columns that name it within its level,
    `n` how many respondents it has. A cell with none is shown: nobody stands behind it. A total that the
    table does not print, and respondents whom no child of a total holds, are reckoned with as unknown.
    Of cells that would serve alike the one that closes most gaps is withheld, then the one with the fewest
    respondents, then the first by level and key; the order of rows does not matter.

    Raises `TableError` where a number of respondents is missing, a cell stands there twice, or children
    have more respondents than what they add up to.

    >>> import polars as pl
    >>> cells = pl.DataFrame({
    ...     "level": ["provider", "provider", "provider", "all"],
    ...     "provider": ["BKPSDM", "LAN", "Universitas", None],
    ...     "n": [40, 3, 12, 55],
    ... })
    >>> withheld(cells, [Relation("provider", "all")], minimum=5, key=["provider"]).to_list()
    [None, 'small', 'complementary', None]
    """
    import numpy as np

    names = [level, *key]
    _check(cells, names, n)
    by = dict.fromkeys(name for relation in relations for name in relation.by)
    counts = cells.select(
        *by, pl.col(level).alias("_level"), pl.col(n).cast(pl.Int64).alias("_n"), pl.lit(0).alias("_all")
    )
    table = _Table(*_equations(_with_unprinted_totals(counts, relations), relations), cells.height, minimum)
    rows = cells.select(names).with_row_index("row").sort(names, maintain_order=True)["row"].to_numpy()
    rank = np.empty(len(rows), dtype=np.int64)
    rank[rows] = np.arange(len(rows))
    hidden = table.protected(rank)
    reason = np.select([hidden & table.small, hidden], ["small", "complementary"], "")[: cells.height]
    return pl.Series("withheld", reason, dtype=pl.String).replace("", None)


def _check(cells: pl.DataFrame, names: list[str], n: str) -> None:
    if cells[n].null_count() or (cells[n] < 0).any():
        raise TableError(
            Message("'{name}' of a cell is missing or negative", name=n),
            hint=Message("give 0 where nobody answered"),
        )
    if cells.select(names).is_duplicated().any():
        raise TableError(
            Message("a cell stands there twice by {names}", names=join_names(names)),
            hint=Message("name in `key` all columns that tell cells apart"),
        )


def _with_unprinted_totals(cells: pl.DataFrame, relations: Sequence[Relation]) -> pl.DataFrame:
    """The cells, and after them the totals that they add up to and that are not among them."""
    for relation in [*relations] * len(relations):  # a total may itself be part of one
        on = ["_all", *relation.by]
        totals = cells.filter(pl.col("_level") == relation.child).group_by(on).agg(pl.sum("_n"))
        parents = cells.filter(pl.col("_level") == relation.parent)
        missing = totals.join(parents, on=on, how="anti", nulls_equal=True).sort(on)
        cells = pl.concat([cells, missing.with_columns(_level=pl.lit(relation.parent))], how="diagonal")
    return cells


def _equations(cells: pl.DataFrame, relations: Sequence[Relation]) -> tuple[Numbers, Equations]:
    """How many respondents each cell has, and the sums; after the cells, what totals have beside children."""
    import numpy as np

    from asn_dev.grouping.unknowns import Equations

    cells = cells.with_row_index("_cell").with_columns(pl.col("_cell").cast(pl.Int64))
    count = cells["_n"].to_numpy()
    parts: list[tuple[Numbers, Numbers, int]] = []
    equations = 0
    for relation in relations:
        on = ["_all", *relation.by]
        parents = cells.filter(pl.col("_level") == relation.parent).select("_cell", *on)
        if parents.select(on).is_duplicated().any():
            raise TableError(
                Message(
                    "cells of '{child}' add up to several of '{parent}'",
                    child=relation.child,
                    parent=relation.parent,
                ),
                hint=Message(
                    "name in `by` what tells these apart, beside {names}",
                    names=join_names(relation.by) or Message("nothing"),
                ),
            )
        pairs = (
            cells.filter(pl.col("_level") == relation.child)
            .select("_cell", *on)
            .join(parents.with_row_index("_equation"), on=on, nulls_equal=True, suffix="_of")
        )
        child, equation = pairs["_cell"].to_numpy(), pairs["_equation"].to_numpy().astype(np.int64)
        parent = parents["_cell"].to_numpy()
        with_child = np.unique(equation)
        rest = count[parent] - np.bincount(equation, count[child], minlength=len(parent)).astype(np.int64)
        rest = rest[with_child]
        if (rest < 0).any():
            raise TableError(
                Message(
                    "cells of '{child}' have more respondents than their '{parent}'",
                    child=relation.child,
                    parent=relation.parent,
                ),
                hint=Message("count each answer in one child alone"),
            )
        beside = with_child[rest > 0]
        parts += [
            (equations + equation, child, 1),
            (equations + with_child, parent[with_child], -1),
            (equations + beside, len(count) + np.arange(len(beside)), 1),
        ]
        count = np.concatenate([count, rest[rest > 0]])
        equations += len(parent)
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return count, Equations(none, none, none)
    return count, Equations(
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([np.full(len(part[1]), part[2]) for part in parts]),
    )


def protected(
    count: Numbers,
    equations: Equations,
    *,
    printed: int,
    minimum: int,
    hidden: Flags,
    fixed: Flags,
    preferred: Flags,
) -> Flags:
    """Which of the first `printed` cells must be hidden, by the sums that they and further unknowns obey.

    `count` are the people of each; `hidden` are withheld already, `fixed` are known whatever is hidden, and
    of cells that would serve alike one that is `preferred` is taken.
    """
    import numpy as np

    table = _Table(count, equations, printed, minimum)
    table.hidden = (table.hidden | (hidden & table.printed)) & ~fixed
    table.fixed, table.preferred = fixed, preferred
    return table.protected(np.arange(len(count)))[:printed]


class _Table:
    """The cells with their sums; the first `printed` cells are printed unless they are hidden."""

    def __init__(self, count: Numbers, equations: Equations, printed: int, minimum: int) -> None:
        import numpy as np

        self.count, self.equations, self.minimum = count, equations, minimum
        self.printed = np.arange(len(count)) < printed
        self.small = (count > 0) & (count < minimum)
        self.hidden = self.printed & self.small
        self.fixed = self.preferred = np.zeros(len(count), dtype=bool)
        self.harmless = np.zeros(len(count), dtype=bool)
        """What is not printed, can be worked out, and is no small group: as good as printed."""

    def protected(self, rank: Numbers) -> Flags:
        """Which cells must be hidden: more and more of them, until nothing hidden can be worked out."""
        steps = (self._closing_gaps, self._covering_exposed, self._closing_gaps)
        while (chosen := next((found for step in steps if len(found := step(rank))), None)) is not None:
            self.hidden[chosen] = True
        return self.hidden

    @property
    def _unknown(self) -> Flags:
        return (self.count > 0) & (self.hidden | ~self.printed)

    def _closing_gaps(self, rank: Numbers) -> Numbers:
        """A further cell for each printed total whose hidden cells or their respondents are too few."""
        import numpy as np

        equation, cell, sign = self.equations.equation, self.equations.cell, self.equations.sign
        unknown = self._unknown & ~self.harmless
        size = int(equation.max(initial=-1)) + 1
        child = (sign > 0) & unknown[cell]
        matters = child & (self.printed | self.small)[cell]
        total_known = np.zeros(size, dtype=bool)
        total_known[equation[sign < 0]] = ~unknown[cell[sign < 0]]
        cells = np.bincount(equation, child, minlength=size)
        respondents = np.bincount(equation, child * self.count[cell], minlength=size)
        gap = total_known & (np.bincount(equation, matters, minlength=size) > 0)
        gap &= (cells < 2) | (respondents < self.minimum)
        return self._best(gap[equation], equation, rank)

    def _covering_exposed(self, rank: Numbers) -> Numbers:
        """A further cell for each component in which something small or hidden can be worked out."""
        import numpy as np

        from asn_dev.grouping.unknowns import components, opposite_pairs, solutions

        unknown = self._unknown
        among = self.equations.only(unknown[self.equations.cell])
        drawn = solutions(among, len(self.count))
        solved = unknown & (drawn == 0).all(axis=1)
        self.harmless = solved & ~self.printed & ~self.small
        exposed = solved & ~self.harmless
        exposed[opposite_pairs(drawn, np.where(unknown, self.count, self.minimum), self.minimum)] = True
        if not exposed.any():
            return np.zeros(0, dtype=np.int64)
        label = components(among, len(self.count))
        component = np.full(int(self.equations.equation.max()) + 1, -1)
        component[among.equation] = label[among.cell]
        near = np.zeros(len(component), dtype=bool)
        near[among.equation[exposed[among.cell]]] = True
        affected = np.isin(component, label[exposed])
        owner = component[self.equations.equation]
        chosen = self._best(near[self.equations.equation], owner, rank)
        served = np.isin(component, self._owners(chosen, component))
        further = self._best((affected & ~served)[self.equations.equation], owner, rank)
        return np.union1d(chosen, further)

    def _owners(self, chosen: Numbers, component: Numbers) -> Any:
        import numpy as np

        return component[self.equations.equation[np.isin(self.equations.cell, chosen)]]

    def _best(self, entries: Flags, owner: Numbers, rank: Numbers) -> Numbers:
        """The best cell to hide for each owner of these entries: a child if there is one, else the total."""
        import numpy as np

        cell = self.equations.cell
        free = self.printed & ~self.hidden & ~self.fixed & (self.count > 0)
        candidates = np.flatnonzero(entries & free[cell])
        closes = np.bincount(cell[candidates], minlength=len(self.count))
        cell, total = cell[candidates], self.equations.sign[candidates] < 0
        worse = (rank[cell], self.count[cell], ~self.preferred[cell], -closes[cell], total)
        order = np.lexsort((*worse, owner[candidates]))
        _, first = np.unique(owner[candidates][order], return_index=True)
        return np.unique(cell[order[first]])
