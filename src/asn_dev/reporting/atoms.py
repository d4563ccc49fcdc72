"""People whom nothing printed tells apart, and the sums that cells are of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
import polars as pl

Row = tuple[str, ...]
Equation = list[tuple[int, int]]
"""Signs (1 for a part, -1 for the sum) with the numbers of cells and further unknowns."""


@attrs.frozen
class Cell:
    """One value that a report prints: of which quantity and set of people, and in which row."""

    quantity: str
    people: int
    row: Row = ()


@attrs.frozen(eq=False)
class Atoms:
    """People whom no cell tells apart: of each atom who they are, and of each cell the atoms inside.

    A person counts for as many people as its row is about: one, or those of a row of figures.
    """

    people: Sequence[Mapping[int, int]]
    inside: Sequence[int]
    """By cell, as the bits of one number."""

    @classmethod
    def of(cls, members: pl.DataFrame, cells: int) -> Atoms:
        """The atoms of so many cells from who is in which: cell, id, person, weight."""
        each = members.group_by("id", "person").agg(pl.col("cell").unique().sort(), pl.col("weight").max())
        told_by = pl.col("cell").list.eval(pl.element().cast(pl.String)).list.join(",")
        alike = each.group_by(signature=told_by).agg(pl.col("cell").first(), "person", "weight")
        people: list[dict[int, int]] = []
        inside = [0] * cells
        for atom, (holders, persons, weights) in enumerate(
            alike.sort("signature").select("cell", "person", "weight").iter_rows()
        ):
            people.append(dict(sorted(zip(persons, weights, strict=True), key=lambda pair: pair[1])))
            for number in holders:
                inside[number] |= 1 << atom
        return cls(people, inside)

    def size(self, inside: int) -> int:
        """How many people these atoms are, each counted once."""
        people: dict[int, int] = {}
        for atom in bits(inside):
            for person, weight in self.people[atom].items():
                people[person] = max(weight, people.get(person, 0))
        return sum(people.values())

    def outermost(self, assumed: set[int], cells: Sequence[Cell]) -> set[int]:
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

    def equations(
        self,
        cells: Sequence[Cell],
        used: set[int],
        tables: Sequence[Sequence[int]],
        links: Iterable[tuple[str, str]],
    ) -> tuple[list[Equation], list[int]]:
        """The used cells as sums of their atoms, totals as those of rows in them, scores as those of parts.

        The atoms of each quantity, and what totals have beside rows, are numbered after the cells; their
        sizes are given too.
        """
        sums = _Sums(cells, self)
        alone = [number for number in sorted(used) if not self.inside[number] & (self.inside[number] - 1)]
        for number in [*alone, *sorted(used.difference(alone))]:
            sums.of_atoms(number, self.inside[number])
        for rows in tables:
            own = [row for row in dict.fromkeys(rows) if row in used]
            for number in sorted(used.difference(own)):
                if cells[number].quantity == cells[own[0]].quantity:
                    sums.of_rows(number, own)
        sums.of_parts(links)
        return sums.equations, sums.sizes


@attrs.define(eq=False)
class _Sums:
    """Equations, and the unknowns that they need beside the cells."""

    cells: Sequence[Cell]
    atoms: Atoms
    equations: list[Equation] = attrs.field(factory=list, init=False)
    sizes: list[int] = attrs.field(factory=list, init=False)
    _numbers: dict[tuple[str, int], int] = attrs.field(factory=dict, init=False)

    def unknown(self, quantity: str, inside: int) -> int:
        """The number of what these atoms are together, of one quantity."""
        key = (quantity, inside)
        if key not in self._numbers:
            self._numbers[key] = len(self.cells) + len(self.sizes)
            self.sizes.append(self.atoms.size(inside))
        return self._numbers[key]

    def of_atoms(self, number: int, inside: int) -> None:
        """A cell is the sum of its atoms; one that is a single atom stands for it."""
        quantity, atoms = self.cells[number].quantity, [*bits(inside)]
        if len(atoms) == 1 and (quantity, inside) not in self._numbers:
            self._numbers[quantity, inside] = number
        else:
            self.equations.append([(-1, number), *((1, self.unknown(quantity, 1 << atom)) for atom in atoms)])

    def of_rows(self, number: int, rows: list[int]) -> None:
        """A total is the sum of the rows of a table that lie in it, and of the others in it."""
        quantity, whole = self.cells[number].quantity, self.atoms.inside[number]
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
                    atoms = ((1, self.unknown(quantity, 1 << atom)) for atom in bits(rest))
                    self.equations.append([(-1, beside), *atoms])
            equation.append((1, beside))
        self.equations.append(equation)

    def of_parts(self, links: Iterable[tuple[str, str]]) -> None:
        """Of each atom a score is the sum of its parts."""
        linked = list(links)
        for whole in sorted({whole for _, whole in linked}):
            parts = sorted(part for part, of in linked if of == whole)
            for atom in range(len(self.atoms.people)):
                key = 1 << atom
                terms = [self._numbers[part, key] for part in parts if (part, key) in self._numbers]
                if (whole, key) in self._numbers and terms:
                    self.equations.append([(-1, self._numbers[whole, key]), *((1, part) for part in terms)])


def bits(number: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low
