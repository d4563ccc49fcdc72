"""A register as a region sees it: its scores, its small groups kept to themselves, and words for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import narwhals as nw
import polars as pl
import polars.selectors as cs

from asn_dev import formatting
from asn_dev.charts.bars import Bar, Bars
from asn_dev.charts.drawing import FINEST, drawn
from asn_dev.charts.groups import grouped
from asn_dev.errors import TableError
from asn_dev.formatting import Withheld
from asn_dev.messages import Message
from asn_dev.model import STANDARD_COMPETENCIES, Competency
from asn_dev.register.schema import polars_schema
from asn_dev.register.tables import Register
from asn_dev.rules.parameters import RecordedParameters
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.scoring import calculate, score


def _recorded(region: Region) -> Region:
    """The region with parameters that remember which of them were read, for the last page."""
    if isinstance(region.parameters, RecordedParameters):
        return region
    return attrs.evolve(region, parameters=region.parameters.recorder())


@attrs.frozen(eq=False)
class Seen:
    """A register seen through a region's rules, for one period, in one language (``"id"`` or ``"en"``).

    ``seen.scores(CivilServant)`` gives the people with their indicators, computed once however many charts
    are made of them; ``seen.by_unit(...)`` means and counts per unit that keep small groups to themselves.
    """

    register: Register
    region: Region = attrs.field(converter=_recorded)
    period: Period
    language: str = "id"
    _scores: dict[tuple[Any, ...], pl.DataFrame] = attrs.field(factory=dict, init=False, repr=False)

    # Words

    def say(self, *, id: str, en: str) -> str:
        """The sentence in the language of the report."""
        return en if self.language == "en" else id

    def number(self, value: float | None, *, decimals: int = 1) -> str:
        """A number for a sentence."""
        return formatting.number(value, self.language, decimals=decimals)

    def integer(self, value: float | None) -> str:
        """A whole number for a sentence."""
        return formatting.integer(value, self.language)

    def percent(self, share: float | None, *, decimals: int = 1) -> str:
        """A share from 0 to 1 for a sentence."""
        return formatting.percent(share, self.language, decimals=decimals)

    @property
    def period_in_words(self) -> str:
        """The period as a sentence names it."""
        if str(self.period) == str(self.period.year):
            return self.say(id=f"tahun {self.period.year}", en=f"the year {self.period.year}")
        start, end = (formatting.day(day, self.language) for day in (self.period.start, self.period.end))
        return self.say(id=f"{start} sampai dengan {end}", en=f"{start} to {end}")

    # Scores

    def scores(self, record: type, *names: str) -> pl.DataFrame:
        """The rows of a record with every indicator the region has for it, or those named; computed once.

        Without rows, but with all its columns, where the register has no such table. Naming a few is for a
        look at another year, where not all are needed.
        """
        place = (record, *names)
        if place not in self._scores:
            self._scores[place] = self._computed(record, names)
        return self._scores[place]

    def _computed(self, record: type, names: Sequence[str]) -> pl.DataFrame:
        kinds = {"number": pl.Float64(), "text": pl.String(), "flag": pl.Boolean()}
        indicators = {
            name: kinds[getattr(self.region.book.find(record, name).rule, "kind", "number")]
            for name in names or self.region.book.names(record)
        }
        if not calculate(self.register, self.region, self.period).has(record):
            return pl.DataFrame(schema={**polars_schema(record), **indicators})
        native = score(self.register, self.region, of=record, indicators=names or None, period=self.period)
        frame: pl.DataFrame = nw.from_native(native).lazy().collect(backend="polars").to_native()
        # Databases give sums of whole numbers as decimals of 38 digits; rules not yet in force give nothing.
        return frame.with_columns(
            cs.decimal().cast(pl.Float64),
            *(
                pl.lit(None, kind).alias(name)
                for name, kind in indicators.items()
                if name not in frame.columns
            ),
        )

    def competency_names(self) -> dict[str, str]:
        """What readers call competencies, by their codes: as the register lists them, else the standard."""
        listed = self.scores(Competency).select("code", "name").iter_rows()
        return {standard.code: standard.name for standard in STANDARD_COMPETENCIES} | dict(listed)

    # Groups

    @property
    def minimum_group(self) -> int:
        """The fewest people about whom a mean or a count may be shown."""
        return int(self.region.parameters["privacy.minimum_group"])

    def by_unit(
        self,
        frame: pl.DataFrame,
        *others: str,
        means: Mapping[str, pl.Expr] | None = None,
        counts: Mapping[str, pl.Expr] | None = None,
    ) -> pl.DataFrame:
        """One row per ``unit`` (and per value of other columns), as `grouped` makes them."""
        nowhere = self.say(id="(tanpa perangkat daerah)", en="(no unit)")
        placed = frame.with_columns(pl.col("unit").fill_null(nowhere))
        return self.grouped(placed, "unit", *others, means=means, counts=counts)

    def grouped(
        self,
        frame: pl.DataFrame,
        *keys: str,
        means: Mapping[str, pl.Expr] | None = None,
        counts: Mapping[str, pl.Expr] | None = None,
    ) -> pl.DataFrame:
        """One row per group: keys, ``people``, the `means` of what is known, the `counts` of flags.

        Values with fewer than `minimum_group` rows behind them are null and named in ``withheld``; read
        them with `values`, `table` and `bars`, which keep hidden and unknown apart.
        """
        return grouped(frame, keys, means=means or {}, counts=counts or {}, minimum=self.minimum_group)

    def mean(self, frame: pl.DataFrame, name: str) -> float | None:
        """The mean of what is known of a number, or the share of a flag; null where nothing is."""
        mean: float | None = frame.select(pl.col(name).cast(pl.Float64).mean()).item()
        return mean

    def values(self, frame: pl.DataFrame, name: str) -> list[Any]:
        """The values of one column, with the mark `Withheld` where `by_unit` hid them."""
        values = frame[name].to_list()
        if "withheld" not in frame.columns:
            return values
        mark = Withheld(self.minimum_group)
        return [
            mark if name in hidden else value
            for value, hidden in zip(values, frame["withheld"].to_list(), strict=True)
        ]

    def bars(
        self,
        frame: pl.DataFrame,
        name: str,
        *,
        axis: str,
        label: str = "unit",
        unit: str = "",
        decimals: int = 1,
        limit: float | None = None,
        limit_label: str = "",
        greatest: float | None = None,
    ) -> Bars:
        """A bar for each row, the highest first, with a sentence that names the highest and lowest.

        What is hidden or unknown comes last. `axis` says what is measured, `unit` what it counts.
        """
        order = pl.col(name).cast(pl.Float64).round(FINEST)
        ordered = frame.sort(order, label, descending=[True, False], nulls_last=True)
        shown = list(zip(ordered[label].to_list(), self.values(ordered, name), strict=True))
        known = [(place, value) for place, value in shown if drawn(value)]
        sentence = self.say(
            id=f"{axis}: belum ada yang dapat ditampilkan.", en=f"{axis}: nothing to show yet."
        )
        if known:
            (most, high), (least, low) = known[0], known[-1]
            ends = [f"{self.number(value, decimals=decimals)} {unit}".rstrip() for value in (high, low)]
            sentence = self.say(
                id=f"{axis}: tertinggi {most} ({ends[0]}), terendah {least} ({ends[1]}).",
                en=f"{axis}: highest {most} ({ends[0]}), lowest {least} ({ends[1]}).",
            )
        return Bars(
            [Bar(*pair) for pair in shown],
            f"{axis} ({unit})" if unit else axis,
            decimals,
            limit,
            limit_label,
            greatest,
            sentence=sentence,
            language=self.language,
        )


def seen(
    register: Register | Seen,
    region: Region | None = None,
    period: Period | int | None = None,
    language: str = "id",
) -> Seen:
    """The register as the region sees it, or what is seen already (a report's context), as it is."""
    if isinstance(register, Seen):
        return register
    if region is None:
        raise TableError(
            Message("a chart of a register needs the region whose rules it is drawn by"),
            hint=Message('give it: charts.learning_hours(register, asn.region("nasional"))'),
        )
    chosen = Period.of_year(period) if isinstance(period, int) else period
    return Seen(register, region, chosen or region.period, language)
