"""What an evaluation has in hand: the register seen through the region's rules, over lazy Polars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs
import narwhals as nw
import polars as pl

from asn_dev.model import (
    Answer,
    CivilServant,
    Enrolment,
    Participation,
    Programme,
    ServiceMonth,
    Unit,
)
from asn_dev.register.frames import Frame
from asn_dev.register.schema import polars_schema
from asn_dev.register.tables import Register
from asn_dev.rules.calculation import Calculation
from asn_dev.rules.parameters import Parameters
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.scoring import calculate

TABLES = (Answer, CivilServant, Enrolment, Participation, Programme, ServiceMonth, Unit)
"""The tables that an evaluation reads."""

UNKNOWN = "(tidak diketahui)"
"""What stands for a provider, form or unit that nobody wrote down."""


@attrs.define(slots=False, eq=False)
class Material:
    """One register, one region, one period; tables are computed when they are asked for."""

    region: Region
    period: Period
    calculation: Calculation
    kept: dict[str, Any] = attrs.field(factory=dict)

    @classmethod
    def of(cls, register: Register, region: Region, period: Period) -> Material:
        """What the register holds, calculated in lazy Polars; what is lazy already is not collected."""
        seen: dict[type, Frame] = {record: register[record] for record in TABLES if register.has(record)}
        calculation = calculate(attrs.evolve(register, tables=seen), region, period).in_polars()
        return cls(region, period, calculation)

    @property
    def p(self) -> Parameters:
        """The parameters in force."""
        return self.region.parameters

    def during(self, period: Period) -> Material:
        """The same for another period."""
        calculation = attrs.evolve(self.calculation, period=period)
        return Material(self.region, period, calculation, self.kept)

    def holding(self, made: Mapping[type, pl.DataFrame]) -> Material:
        """The same with rows that a rule has made, so that it need not make them again."""
        lazy = {record: nw.from_native(frame.lazy()) for record, frame in made.items()}
        return Material(self.region, self.period, self.calculation.over(lazy), self.kept)

    def rows(self, record: type) -> pl.LazyFrame:
        """The rows of a record, from the register or from the rule that makes them; else none."""
        found = self.calculation.rows(record)
        if found is None:
            return pl.LazyFrame(schema=polars_schema(record))
        native: pl.LazyFrame = found.to_native()
        return native

    def scores(self, record: type, names: Sequence[str]) -> pl.DataFrame:
        """The rows of a record with the named indicators."""
        if not self.calculation.has(record):
            kinds = {"number": pl.Float64, "text": pl.String, "flag": pl.Boolean}
            rules = {name: self.region.book.find(record, name).rule for name in names}
            made = {name: kinds[getattr(rule, "kind", "number")] for name, rule in rules.items()}
            return pl.DataFrame(schema={**polars_schema(record), **made})
        native: pl.LazyFrame = self.calculation.result(record, names).to_native()
        return native.collect(engine="streaming")

    @cached_property
    def programmes(self) -> pl.DataFrame:
        """Code, name, provider and form of every programme; unknown has a name of its own."""
        held = self.scores(Programme, ["form_held", "provider_held"])
        return held.select(
            programme="code",
            name=pl.col("name"),
            provider=pl.col("provider_held").cast(pl.String).fill_null(UNKNOWN),
            form=pl.col("form_held").cast(pl.String).fill_null(UNKNOWN),
        )

    def in_period(self, day: str = "day") -> pl.Expr:
        """Whether a day lies in the period; an unknown one does not."""
        return pl.col(day).is_between(self.period.start, self.period.end).fill_null(False)
