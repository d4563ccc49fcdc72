"""What one quantity, and what it is a part of, prints in a whole report: cells, and who they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs
import polars as pl

from asn_dev.grouping.unknowns import Equations
from asn_dev.grouping.withholding import protected

if TYPE_CHECKING:
    from numpy.typing import NDArray

Row = tuple[str, ...]


@attrs.frozen
class Cell:
    """One value that a report prints: of which quantity and set of people, and in which row."""

    quantity: str
    people: int
    row: Row = ()


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

    def add(
        self, quantity: str, cells: pl.DataFrame, members: pl.DataFrame, *, whole_known: bool
    ) -> None:
        """The cells of one column of one table: set, people, withheld, row; and the members of each set.

        With `whole_known` the value of all rows together is taken for known.
        """
        numbers = []
        for people, size, withheld, row in cells.iter_rows():
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
            pl.DataFrame({"cell": [number] * len(people), "id": ids, "person": ids, "weight": [1] * len(people)})
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
        return self.number_of[key]

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
        atoms = _Atoms.of(pl.concat(self.members).unique(), self.cells)
        fixed = atoms.outermost(self._assumed, self.cells) | self._before
        cells = {number for number in range(len(self.cells)) if number not in self._assumed} | fixed
        equations, sizes = atoms.equations(self, cells)
        self._hide(equations, cells, fixed, sizes, preferred)

    def _hide(
        self,
        equations: list[list[tuple[int, int]]],
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
        entries = [
            (at, cell, sign) for at, equation in enumerate(equations) for sign, cell in equation
        ]
        if not entries or not _anything_small(count, entries, self.minimum, self.withheld):
            return
        at, cell, sign = (np.array(each, dtype=np.int64) for each in zip(*entries, strict=True))
        away = len(count) - len(self.cells)
        flags = _flags(len(count), fixed)
        found = protected(
            np.where(printed | (np.arange(len(count)) >= len(self.cells)), count, 0),
            Equations(at, cell, sign),
            printed=len(self.cells),
            minimum=self.minimum,
            hidden=np.array([*self.withheld, *[False] * away]),
            fixed=flags,
            preferred=np.array([*preferred, *[False] * away]),
        )
        for number in np.flatnonzero(found).tolist():
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


@attrs.frozen(eq=False)
class _Atoms:
    """People whom no cell tells apart: of each atom the cells that hold it, and its size; of each cell its atoms."""

    holders: list[list[int]]
    sizes: list[int]
    inside: list[int]
    """By cell, as the bits of one number."""

    @classmethod
    def of(cls, members: pl.DataFrame, cells: list[Cell]) -> _Atoms:
        by_id = members.group_by("id", "person").agg(pl.col("cell").unique().sort(), pl.col("weight").max())
        named = by_id.with_columns(
            signature=pl.col("cell").list.eval(pl.element().cast(pl.String)).list.join(",")
        )
        people = named.group_by("signature", "person").agg(pl.col("cell").first(), pl.col("weight").max())
        atoms = people.group_by("signature").agg(pl.col("cell").first(), pl.col("weight").sum())
        atoms = atoms.sort("signature")
        holders: list[list[int]] = atoms["cell"].to_list()
        inside = [0] * len(cells)
        for atom, numbers in enumerate(holders):
            for number in numbers:
                inside[number] |= 1 << atom
        return cls(holders, atoms["weight"].to_list(), inside)

    def outermost(self, assumed: set[int], cells: list[Cell]) -> set[int]:
        """Of the totals taken for known those that lie in no other of the same quantity."""
        return {
            one
            for one in assumed
            if not any(
                other != one
                and cells[other].quantity == cells[one].quantity
                and self.inside[one] & ~self.inside[other] == 0
                for other in range(len(cells))
            )
        }

    def equations(self, system: System, cells: set[int]) -> tuple[list[list[tuple[int, int]]], list[int]]:
        """Each cell as the sum of its atoms, totals as the sum of the rows in them, scores of their parts.

        The atoms of each quantity, and what totals have beside rows, are numbered after the cells; their
        sizes are given too.
        """
        builder = _Builder(system, self)
        alone = [number for number in sorted(cells) if not self.inside[number] & (self.inside[number] - 1)]
        for number in [*alone, *sorted(cells.difference(alone))]:
            builder.sum_of_atoms(number, self.inside[number])
        for rows in system.tables:
            own = [row for row in dict.fromkeys(rows) if row in cells]
            for number in sorted(cells - set(own)):
                if system.cells[number].quantity == system.cells[own[0]].quantity:
                    builder.total_of(number, own)
        builder.parts()
        return builder.equations, builder.sizes


@attrs.define(eq=False)
class _Builder:
    """The equations of a system, and the unknowns that they need beside the cells."""

    system: System
    atoms: _Atoms
    equations: list[list[tuple[int, int]]] = attrs.field(factory=list, init=False)
    sizes: list[int] = attrs.field(factory=list, init=False)
    _numbers: dict[tuple[str, int], int] = attrs.field(factory=dict, init=False)

    def unknown(self, quantity: str, inside: int) -> int:
        """The number of what these atoms are together, of one quantity."""
        key = (quantity, inside)
        if key not in self._numbers:
            self._numbers[key] = len(self.system.cells) + len(self.sizes)
            self.sizes.append(sum(self.atoms.sizes[atom] for atom in _bits(inside)))
        return self._numbers[key]

    def sum_of_atoms(self, number: int, inside: int) -> None:
        """A cell is the sum of its atoms; one that is a single atom stands for it."""
        quantity, atoms = self.system.cells[number].quantity, [*_bits(inside)]
        if len(atoms) == 1 and (quantity, inside) not in self._numbers:
            self._numbers[quantity, inside] = number
        else:
            self.equations.append(
                [(-1, number), *((1, self.unknown(quantity, 1 << atom)) for atom in atoms)]
            )

    def total_of(self, number: int, rows: list[int]) -> None:
        """A total is the sum of the rows of a table that lie in it, and of the others in it."""
        quantity, whole = self.system.cells[number].quantity, self.atoms.inside[number]
        inner = [row for row in rows if self.atoms.inside[row] & ~whole == 0]
        rest = whole
        for row in inner:
            rest &= ~self.atoms.inside[row]
        if not inner or (len(inner) == 1 and not rest):
            return
        equation = [(-1, number), *((1, row) for row in inner)]
        if rest:
            several, beside = rest & (rest - 1), self._numbers.get((quantity, rest))
            if beside is None:
                beside = self.unknown(quantity, rest)
                if several:
                    atoms = ((1, self.unknown(quantity, 1 << atom)) for atom in _bits(rest))
                    self.equations.append([(-1, beside), *atoms])
            equation.append((1, beside))
        self.equations.append(equation)

    def parts(self) -> None:
        """Of each atom a score is the sum of its parts."""
        for whole in sorted({whole for _, whole in self.system.links}):
            parts = sorted(part for part, of in self.system.links if of == whole)
            for atom in range(len(self.atoms.sizes)):
                key = 1 << atom
                known = [self._numbers[part, key] for part in parts if (part, key) in self._numbers]
                if (whole, key) in self._numbers and known:
                    self.equations.append([(-1, self._numbers[whole, key]), *((1, part) for part in known)])


def _bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low
