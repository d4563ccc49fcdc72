"""The plan as a problem in whole numbers: seats, sessions, and rows that bound sums over them.

Every seat and every session is a yes or no. A seat needs its session: that is not written as a row but
understood everywhere. All rows say *at most*; what asks for *at least* has its signs negated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

SLACK = 1e-6
"""By how much a row may be exceeded: what a computer adds up is not exact; amounts are scaled for it."""
SMALL = 400
"""Up to so many seats a problem is solved whole and exactly."""
GREATEST = 1e4
"""The greatest number in a row: a row in rupiah is scaled, so that `SLACK` is far below a rupiah."""


@attrs.frozen(eq=False)
class Rows:
    """Rows of a problem: for each its coefficients, its right-hand side, and the limit and group it is of.

    `scale` is what a row was divided by, `negated` whether it asks for at least. `twin` is the right-hand
    side of the next row of the same entries, which is left out: so far a row can be wider before that binds.
    """

    matrix: csr_array
    rhs: Floats
    limit: Sequence[str]
    group: Sequence[tuple[str, ...]]
    scale: Floats
    negated: Flags
    twin: Floats = attrs.field(
        default=attrs.Factory(lambda rows: np.full(len(rows.rhs), np.inf), takes_self=True)
    )

    def __len__(self) -> int:
        return len(self.rhs)

    def only(self, kept: Ints) -> Rows:
        """The rows at these places."""
        return Rows(
            matrix=self.matrix[kept],
            rhs=self.rhs[kept],
            limit=[self.limit[place] for place in kept],
            group=[self.group[place] for place in kept],
            scale=self.scale[kept],
            negated=self.negated[kept],
            twin=self.twin[kept],
        )


@attrs.frozen(eq=False)
class Problem:
    """The choices to be made: `value`, `session` and `person` of each seat, and the rows.

    Columns are the seats, in order of session and person, then the sessions; `low` and `high` bound
    each column, so that decisions by hand are two equal bounds. `places` is about how many seats a
    session can fill.
    """

    value: Floats
    session: Ints
    person: Ints
    places: Ints
    rows: Rows
    low: Floats
    high: Floats

    @property
    def seats(self) -> int:
        """How many seats could be given."""
        return len(self.value)

    @property
    def sessions(self) -> int:
        """How many sessions could be held."""
        return len(self.places)

    def worth(self, chosen: Flags) -> float:
        """The value of the chosen seats."""
        return float(self.value[chosen[: self.seats]].sum())

    def holds(self, chosen: Flags) -> bool:
        """Whether a choice keeps to every row, every decision, and gives no seat without its session."""
        seats, sessions = chosen[: self.seats], chosen[self.seats :]
        if (seats & ~sessions[self.session]).any():
            return False
        if (chosen < self.low).any() or (chosen > self.high).any():
            return False
        return bool((self.rows.matrix @ chosen <= self.rows.rhs + SLACK).all())

    def with_bounds(self, low: Floats, high: Floats) -> Problem:
        """The same problem with other decisions made."""
        return attrs.evolve(self, low=low, high=high)

    def with_rhs(self, row: int, rhs: float) -> Problem:
        """The same problem with another bound of one row."""
        bounds = self.rows.rhs.copy()
        bounds[row] = rhs
        return attrs.evolve(self, rows=attrs.evolve(self.rows, rhs=bounds))


def sparse(values: Any, rows: Any, columns: Any, shape: tuple[int, int]) -> csr_array:
    """A sparse matrix of these entries; entries of one place are added up."""
    from scipy.sparse import coo_array

    return coo_array((values, (rows, columns)), shape=shape).tocsr()


def greatest_sums(matrix: csr_array) -> Floats:
    """The greatest sum that each row can reach, every column being between 0 and 1."""
    positive = matrix.copy()
    positive.data = np.maximum(positive.data, 0)
    return np.asarray(positive.sum(axis=1)).ravel()
