"""What one quantity, and what it is a part of, prints in a whole report: cells, and who they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs
import polars as pl

from asn_dev.grouping.unknowns import Equations
from asn_dev.grouping.withholding import protected
from asn_dev.reporting.atoms import Atoms, Cell, Equation, Row

if TYPE_CHECKING:
    from numpy.typing import NDArray


@attrs.define(eq=False)
class System:
    """The cells of a family of quantities, with the people of each."""

    minimum: int
    number_of: dict[tuple[str, int], int] = attrs.field(factory=dict, init=False)
    cells: list[Cell] = attrs.field(factory=list, init=False)
    sizes: list[int] = attrs.field(factory=list, init=False)
    withheld: list[bool] = attrs.field(factory=list, init=False)
    tables: list[list[int]] = attrs.field(factory=list, init=False)
    wholes: list[int] = attrs.field(factory=list, init=False)
    links: set[tuple[str, str]] = attrs.field(factory=set, init=False)
    members: list[pl.DataFrame] = attrs.field(factory=list, init=False)
    _assumed: set[int] = attrs.field(factory=set, init=False)
    _before: set[int] = attrs.field(factory=set, init=False)

    def add(self, quantity: str, cells: pl.DataFrame, members: pl.DataFrame, *, whole_known: bool) -> None:
        """The cells of one column of one table (set, people, withheld, row) and the members of each set.

        With `whole_known` the value of all rows together is taken for known.
        """
        numbers = []
        for people, size, withheld, row in cells.select("set", "people", "withheld", "row").iter_rows():
            number = self._number(Cell(quantity, people, tuple(row)), size)
            self.withheld[number] |= withheld
            self._assumed.discard(number)
            numbers.append(number)
        if not numbers:
            return
        self.tables.append(numbers)
        here = pl.DataFrame({"set": cells["set"], "cell": numbers}).unique()
        inside = members.join(here, on="set").select("cell", "id", "person", "weight")
        self.members.append(inside)
        everybody = inside.unique("id")
        together = everybody.select(pl.col("id").bitwise_xor()).item()
        size = _people(everybody)
        if whole_known and size >= self.minimum and (quantity, together) not in self.number_of:
            number = self._number(Cell(quantity, together), size)
            self._assumed.add(number)
            self.members.append(everybody.with_columns(cell=pl.lit(number, pl.Int64)))
        self.wholes.append(self.number_of.get((quantity, together), -1) if whole_known else -1)

    def withhold(self, quantity: str, people: int) -> None:
        """Hide a cell for a reason that lies elsewhere."""
        self.withheld[self.number_of[quantity, people]] = True

    def remember(self, quantity: str, people: list[int]) -> None:
        """Reckon with the value of these people, which was published before."""
        together = 0
        for person in people:
            together ^= person
        if (quantity, together) in self.number_of:
            return
        number = self._number(Cell(quantity, together), len(people))
        self._before.add(number)
        ids = pl.Series(people, dtype=pl.UInt64)
        self.members.append(
            pl.DataFrame(
                {"cell": [number] * len(people), "id": ids, "person": ids, "weight": [1] * len(people)}
            )
        )

    def shown(self) -> Iterator[tuple[str, list[int]]]:
        """The quantity and the people of each cell that is shown, to be asked after `hidden`."""
        if not self.members:
            return
        people = dict(pl.concat(self.members).group_by("cell").agg(pl.col("id").unique().sort()).iter_rows())
        for number, cell in enumerate(self.cells):
            few = self.withheld[number] or self.sizes[number] < self.minimum
            if not few and number not in self._assumed and number not in self._before:
                yield cell.quantity, people.get(number, [])

    def link(self, part: str, whole: str) -> None:
        """Say that one quantity is a part of another."""
        self.links.add((part, whole))

    def _number(self, cell: Cell, size: int) -> int:
        key = (cell.quantity, cell.people)
        if key not in self.number_of:
            self.number_of[key] = len(self.cells)
            self.cells.append(cell)
            self.sizes.append(size)
            self.withheld.append(False)
        number = self.number_of[key]
        self.sizes[number] = min(size, self.sizes[number])
        return number

    def hidden(self, rows: set[Row]) -> Iterator[tuple[str, int, Row]]:
        """The quantity, the set of people and the row of each cell that must not be shown.

        Of cells that would serve alike those of `rows` are taken first: they are hidden elsewhere.
        """
        if not self.cells:
            return
        preferred = [cell.row in rows for cell in self.cells]
        self._within_tables(preferred)
        self._over_all(preferred)
        for number, cell in enumerate(self.cells):
            if self.withheld[number] or 0 < self.sizes[number] < self.minimum:
                yield cell.quantity, cell.people, cell.row

    def _within_tables(self, preferred: list[bool]) -> None:
        """Table by table: what its own total gives away."""
        for cells, whole in zip(self.tables, self.wholes, strict=True):
            if whole < 0 or whole in cells:
                continue
            equation = [(1, child) for child in dict.fromkeys(cells)] + [(-1, whole)]
            self._hide([equation], {*cells, whole}, {whole}, [], preferred)

    def _over_all(self, preferred: list[bool]) -> None:
        """All tables together: every cell a sum of people whom nothing printed tells apart."""
        atoms = Atoms.of(pl.concat(self.members).unique(), len(self.cells))
        fixed = atoms.outermost(self._assumed, self.cells) | self._before
        cells = {number for number in range(len(self.cells)) if number not in self._assumed} | fixed
        equations, sizes = atoms.equations(self.cells, cells, self.tables, self.links)
        self._hide(equations, cells, fixed, sizes, preferred)

    def _hide(
        self,
        equations: list[Equation],
        cells: set[int],
        fixed: set[int],
        sizes: list[int],
        preferred: list[bool],
    ) -> None:
        """Withhold what the equations give away; unknowns behind the cells have these sizes."""
        import numpy as np

        count = np.array([*self.sizes, *sizes], dtype=np.int64)
        printed = np.zeros(len(count), dtype=bool)
        printed[sorted(cells)] = True
        entries = [(at, cell, sign) for at, equation in enumerate(equations) for sign, cell in equation]
        if not entries or not _anything_small(count, entries, self.minimum, self.withheld):
            return
        at, cell, sign = (np.array(each, dtype=np.int64) for each in zip(*entries, strict=True))
        away = len(count) - len(self.cells)
        flags = _flags(len(count), fixed)
        hidden = protected(
            np.where(printed | (np.arange(len(count)) >= len(self.cells)), count, 0),
            Equations(at, cell, sign),
            printed=len(self.cells),
            minimum=self.minimum,
            hidden=np.array([*self.withheld, *[False] * away]),
            fixed=flags,
            preferred=np.array([*preferred, *[False] * away]),
        )
        for number in np.flatnonzero(hidden).tolist():
            self.withheld[number] = True


def _anything_small(
    count: NDArray[Any], entries: list[tuple[int, int, int]], minimum: int, withheld: list[bool]
) -> bool:
    """Whether there is anything to protect: something small or withheld among what the equations hold."""
    return any(
        0 < count[cell] < minimum or (cell < len(withheld) and withheld[cell]) for _, cell, _ in entries
    )


def _flags(size: int, places: set[int]) -> NDArray[Any]:
    import numpy as np

    flags = np.zeros(size, dtype=bool)
    flags[sorted(places)] = True
    return flags


def _people(members: pl.DataFrame) -> int:
    """How many people the members of a set are: each once."""
    return int(members.group_by("person").agg(pl.col("weight").max())["weight"].sum())
