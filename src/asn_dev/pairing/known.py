"""What people are called in a pairing: names of persons, units and competencies, where they are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import attrs
import polars as pl

from asn_dev.model import CivilServant, Competency
from asn_dev.model.competencies import STANDARD_COMPETENCIES
from asn_dev.pairing.candidates import Pool, collected
from asn_dev.rules.calculation import Calculation


@attrs.frozen(eq=False)
class Known:
    """Names and units by personnel number, names of competencies by code, and the language."""

    people: pl.DataFrame
    names: dict[str, str]
    language: str
    _called: dict[str, str | None] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_called", dict(self.people.select("nip", "name").iter_rows()))

    @classmethod
    def of(cls, calculation: Calculation, language: str, pool: Pool | None = None) -> Self:
        """What the staff list and the list of competencies say; without them the numbers and codes."""
        people = pl.DataFrame(schema=dict.fromkeys(("nip", "name", "unit"), pl.String))
        if pool:
            sides = ((pool.needs, "mentee"), (pool.offers, "mentor"))
            said = [side.select(nip=who, name=pl.lit(None, pl.String), unit="unit") for side, who in sides]
            people = pl.concat(said).unique("nip", keep="first", maintain_order=True)
        if calculation.has(CivilServant):
            staff = collected(calculation.table(CivilServant, []).select("nip", "name", "unit"))
            people = pl.concat([staff, people.join(staff, on="nip", how="anti")])
        names = {one.code: one.name for one in STANDARD_COMPETENCIES}
        if calculation.has(Competency):
            names |= dict(collected(calculation.table(Competency, []).select("code", "name")).iter_rows())
        return cls(people, names, language)

    def person(self, nip: str) -> str:
        """The name of a person, else the number."""
        return self._called.get(nip) or nip

    def competencies(self, codes: Sequence[str]) -> str:
        """The names of competencies, as a sentence lists them."""
        return ", ".join(self.names.get(code, code) for code in codes)

    def competency(self, code: pl.Expr) -> pl.Expr:
        """The name of a competency, else its code."""
        return code.replace(self.names) if self.names else code

    def with_person(self, rows: pl.DataFrame, who: str) -> pl.DataFrame:
        """The rows with name and unit of a person behind the number."""
        about: Any = self.people.rename({"nip": who, "name": f"{who}_name", "unit": f"{who}_unit"})
        return rows.join(about, on=who, how="left", maintain_order="left")
