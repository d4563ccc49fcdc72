"""Disclosure by sums: which unknowns of a system of sums can be worked out, alone or two together.

An unknown can be worked out exactly if it is 0 in every solution of the system with 0 on the right. So we
draw solutions at random and look. Arithmetic is in whole numbers modulo a prime, hence exact: what can be
worked out is 0 in every draw, and what cannot is 0 in all of them by a chance of 1 in 10^27 (and is then
withheld with needless care). Modulo and true rank differ only where a minor of the system is a multiple of
the prime; hierarchies and two-way tables have no minor but -1, 0 and 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

PRIME = 2**31 - 1
DRAWS = 3
DENSE = 1 << 24
"""Entries of a matrix that is still eliminated as one (128 MiB)."""


@attrs.frozen
class Equations:
    """Sums in sparse form: the entries' equation, cell and sign (1 for a child, -1 for the parent).

    What elimination leaves of them has other factors in the place of the sign.
    """

    equation: Numbers
    cell: Numbers
    sign: Numbers

    def only(self, entries: Flags | Numbers) -> Equations:
        """Some of the entries."""
        return Equations(self.equation[entries], self.cell[entries], self.sign[entries])


def solutions(equations: Equations, cells: int) -> Numbers:
    """Random solutions with 0 on the right: a row for each cell, a column for each draw.

    An unknown that no other equation has can make up for whatever the others of its equation are; so such
    equations are set aside, round by round, until only a core is left that must be eliminated.
    """
    import numpy as np

    drawn = np.random.default_rng(0).integers(0, PRIME, size=(cells, DRAWS))
    aside: list[tuple[Equations, Equations]] = []
    core = equations
    while len(core.cell):
        alone = np.flatnonzero(np.bincount(core.cell, minlength=cells)[core.cell] == 1)
        taken, first = np.unique(core.equation[alone], return_index=True)
        if not len(taken):
            break
        pivot = np.zeros(len(core.cell), dtype=bool)
        pivot[alone[first]] = True
        leaving = np.isin(core.equation, taken)
        aside.append((core.only(pivot), core.only(leaving & ~pivot)))
        core = core.only(~leaving)
    for part in _components(core, cells):
        _solve_core(part, drawn)
    for pivots, others in reversed(aside):
        _make_up(pivots, others, drawn)
    return drawn


def components(equations: Equations, cells: int) -> Numbers:
    """The component of each cell: cells are linked by the equations that they share."""
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size = cells + int(equations.equation.max(initial=-1)) + 1
    links = (np.ones(len(equations.cell)), (equations.cell, cells + equations.equation))
    labels: Numbers = connected_components(coo_array(links, shape=(size, size)), directed=False)[1]
    return labels[:cells]


def _components(equations: Equations, cells: int) -> list[Equations]:
    import numpy as np

    if not len(equations.cell):
        return []
    label = components(equations, cells)[equations.cell]
    order = np.argsort(label, kind="stable")
    return [equations.only(part) for part in np.split(order, np.flatnonzero(np.diff(label[order])) + 1)]


def _solve_core(equations: Equations, drawn: Numbers) -> None:
    """Change the drawn numbers of one component's pivots so that its equations hold."""
    import numpy as np

    equations, shortest = _without_shortest(equations)
    cells, column = np.unique(equations.cell, return_inverse=True)
    rows, row = np.unique(equations.equation, return_inverse=True)
    matrix = np.zeros((len(rows), len(cells)), dtype=np.int64)
    matrix[row, column] = equations.sign % PRIME
    pivots = []
    for at in range(len(rows)):
        if not (nonzero := np.flatnonzero(matrix[at])).size:
            continue
        pivot = nonzero[0]
        matrix[at] = matrix[at] * pow(int(matrix[at, pivot]), -1, PRIME) % PRIME
        others = np.flatnonzero(matrix[:, pivot])
        others = others[others != at]
        matrix[others] = (matrix[others] - matrix[others, pivot, None] * matrix[at]) % PRIME
        pivots.append((at, pivot))
    at_rows, at_columns = np.array(pivots, dtype=np.int64).reshape(-1, 2).T
    free = np.delete(np.arange(len(cells)), at_columns)
    rest = matrix[np.ix_(at_rows, free)]
    for draw in range(DRAWS):
        drawn[cells[at_columns], draw] = -(rest * drawn[cells[free], draw] % PRIME).sum(axis=1) % PRIME
    for cell, factors in reversed(shortest):
        among = np.array([*factors], dtype=np.int64)
        times = np.array([*factors.values()], dtype=np.int64)
        drawn[cell] = -(times[:, None] * drawn[among] % PRIME).sum(axis=0) % PRIME


def _without_shortest(equations: Equations) -> tuple[Equations, list[tuple[int, dict[int, int]]]]:
    """The longest equations, as few as one matrix holds, after the shorter ones were eliminated one by one.

    Of each shorter one: its pivot, and the factors of the others in it. Most cores are small and lose none.
    """
    import numpy as np

    rows: dict[int, dict[int, int]] = {}
    columns: dict[int, set[int]] = {}
    width = len(np.unique(equations.cell))
    if len(np.unique(equations.equation)) * width <= DENSE:
        return equations, []
    for equation, cell, sign in zip(*(part.tolist() for part in attrs.astuple(equations)), strict=True):
        rows.setdefault(equation, {})[cell] = sign % PRIME
        columns.setdefault(cell, set()).add(equation)
    shortest = []
    for equation in sorted(rows, key=lambda number: (len(rows[number]), number)):
        if len(rows) * width <= DENSE:
            break
        row = rows.pop(equation)
        for cell in row:
            columns[cell].discard(equation)
        if not row:
            continue  # it followed from the others
        pivot = min(row, key=lambda cell: (len(columns[cell]), cell))
        inverse = pow(row.pop(pivot), -1, PRIME)
        others = {cell: factor * inverse % PRIME for cell, factor in row.items()}
        shortest.append((pivot, others))
        for touched in columns.pop(pivot):
            target = rows[touched]
            times = target.pop(pivot)
            for cell, factor in others.items():
                if changed := (target.get(cell, 0) - times * factor) % PRIME:
                    target[cell] = changed
                    columns[cell].add(touched)
                elif target.pop(cell, None) is not None:
                    columns[cell].discard(touched)
    left = [(equation, cell, factor) for equation, row in rows.items() for cell, factor in row.items()]
    return Equations(*np.array(left, dtype=np.int64).reshape(-1, 3).T), shortest


def _make_up(pivots: Equations, others: Equations, drawn: Numbers) -> None:
    """Change the drawn number of each pivot to what the others of its equation leave for it."""
    import numpy as np

    where = np.searchsorted(pivots.equation, others.equation, sorter=np.argsort(pivots.equation))
    totals = np.zeros((len(pivots.cell), DRAWS), dtype=np.int64)
    np.add.at(totals, where, others.sign[:, None] * drawn[others.cell])
    order = np.argsort(pivots.equation)
    drawn[pivots.cell[order]] = -pivots.sign[order, None] * totals % PRIME


def opposite_pairs(drawn: Numbers, counts: Numbers, minimum: int) -> Numbers:
    """Cells whose sum with another can be worked out, where the two have fewer than `minimum` together."""
    import numpy as np

    some = np.flatnonzero((drawn != 0).any(axis=1) & (counts < minimum))
    numbers = drawn[some]
    positive = numbers[:, 0] <= PRIME // 2
    _, group = np.unique(np.where(positive[:, None], numbers, PRIME - numbers), axis=0, return_inverse=True)
    groups = int(group.max(initial=-1)) + 1
    least = np.full((2, groups), minimum, dtype=np.int64)
    for side, members in enumerate((positive, ~positive)):
        np.minimum.at(least[side], group[members], counts[some][members])
    other = least[positive.astype(np.int64), group]  # of the other sign: row 1 holds the negative
    return some[counts[some] + other < minimum]
