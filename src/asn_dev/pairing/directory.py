"""The directory of a pairing: names and units of people, names of competencies, where they are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import attrs
import polars as pl

from asn_dev.pairing.candidates import Pool
from asn_dev.study_data import StudyData


@attrs.frozen(eq=False)
class Directory:
    """Names and units by personnel number, names of competencies by code, and the language."""

    people: pl.DataFrame
    names: dict[str, str]
    language: str
    _names_of_people: dict[str, str | None] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_names_of_people", dict(self.people.select("nip", "name").iter_rows()))

    @classmethod
    def of(cls, study: StudyData, pool: Pool | None = None) -> Self:
        """What the staff list and the list of competencies say; without them the numbers and codes."""
        people = study.people
        if pool:
            sides = ((pool.needs, "mentee"), (pool.offers, "mentor"))
            asked = [side.select(nip=who, name=pl.lit(None, pl.String), unit="unit") for side, who in sides]
            unlisted = pl.concat(asked).unique("nip", keep="first", maintain_order=True)
            people = pl.concat([people, unlisted.join(people, on="nip", how="anti")])
        return cls(people, study.competency_names(), study.language)

    def person(self, nip: str) -> str:
        """The name of a person, else the number."""
        return self._names_of_people.get(nip) or nip

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
