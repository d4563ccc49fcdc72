"""The data of a study: a register, a region, a period and a language, and what was computed of them.

Everything is computed when it is first asked for and kept, so that stages that stand on one study share
their parts. `asn_dev.studying.Study` adds the questions that can be asked of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property
from typing import Any, Self, TypeVar

import attrs
import narwhals as nw
import polars as pl
import polars.selectors as cs

from asn_dev import formatting
from asn_dev.errors import InvalidValueError, TableError
from asn_dev.formatting import Withheld
from asn_dev.grouping import grouped
from asn_dev.messages import LANGUAGES, Message
from asn_dev.model import STANDARD_COMPETENCIES, CivilServant, Competency, key_of, plural_of
from asn_dev.register.schema import polars_schema
from asn_dev.register.tables import Register
from asn_dev.rules.calculation import Calculation
from asn_dev.rules.definitions import Text
from asn_dev.rules.parameters import Parameters, RecordedParameters
from asn_dev.rules.periods import Period
from asn_dev.rules.prepared import prepared
from asn_dev.rules.regions import Region

T = TypeVar("T")

_ROW = "_row"
_KINDS = {"number": pl.Float64(), "text": pl.String(), "flag": pl.Boolean()}
UNKNOWN = Text("(tidak diketahui)", "(unknown)")
"""What stands for a unit, provider or form that nobody wrote down."""


def calculate(register: Register, region: Region, period: Period | int | None = None) -> Calculation:
    """The rules of a region over the tables of a register, for a period (default: the region's year)."""
    if isinstance(period, int):
        period = Period.of_year(period)
    tables = {record: register.lazy(record) for record in register.tables}
    return Calculation(tables, region.book, region.parameters, period or region.period, region.instruments)


@attrs.frozen(eq=False, slots=False)
class StudyData:
    """A register under a region's rules, for one period, in one language (``"id"`` or ``"en"``).

    ``data.scores(CivilServant)`` gives the people with their indicators, ``data.by_unit(...)`` means and
    counts by unit that withhold small groups. `kept` holds what was computed, for all studies made of one
    another; `rows_in_place` are rows that stand in place of those a rule would make.
    """

    register: Register
    region: Region
    period: Period
    language: str = "id"
    kept: dict[Hashable, tuple[Any, tuple[str, ...]]] = attrs.field(factory=dict, repr=False, kw_only=True)
    rows_in_place: Mapping[type, pl.DataFrame] = attrs.field(factory=dict, repr=False, kw_only=True)

    # Computing

    def once(self, key: Hashable, compute: Callable[[], T], *, of_period: bool = True) -> T:
        """What `compute` gives, computed at the first call with this key, for each period if `of_period`.

        Which parameters were read for it is kept too, and counts as read at every call.
        """
        kept_key = (key, self.language, self.period if of_period else None)
        parameters = self.region.parameters
        if kept_key not in self.kept:
            if isinstance(parameters, RecordedParameters):
                with parameters.apart() as read:
                    self.kept[kept_key] = compute(), tuple(read)
            else:
                self.kept[kept_key] = compute(), ()
        value, used = self.kept[kept_key]
        for name in used:
            parameters.value(name)
        computed: T = value
        return computed

    @property
    def p(self) -> Parameters:
        """The parameters in force."""
        return self.region.parameters

    @cached_property
    def calculation(self) -> Calculation:
        """The rules over the tables in lazy Polars; tables of other kinds are read when asked for."""
        calculation = calculate(self.register, self.region, self.period).in_polars()
        in_place = {record: nw.from_native(rows.lazy()) for record, rows in self.rows_in_place.items()}
        return calculation.over(in_place) if in_place else calculation

    def during(self, period: Period) -> Self:
        """The same study of another period."""
        return attrs.evolve(self, period=period)

    def holding(self, rows: Mapping[type, pl.DataFrame]) -> Self:
        """The same study with rows that a rule has made already, so that it need not make them again."""
        return attrs.evolve(self, rows_in_place={**self.rows_in_place, **rows}, kept={})

    def in_period(self, day: str = "day") -> pl.Expr:
        """Whether a day lies in the period; an unknown one does not."""
        return pl.col(day).is_between(self.period.start, self.period.end).fill_null(False)

    def rows(self, record: type) -> pl.LazyFrame:
        """The plain rows of a record, from the register or from the rule that makes them; else none."""
        frame = self.calculation.rows(record)
        if frame is None:
            return pl.LazyFrame(schema=polars_schema(record))
        native: pl.LazyFrame = frame.to_native()
        return native

    def figures(self, record: type, names: Sequence[str]) -> pl.DataFrame:
        """The rows of a record with the named indicators; none where the register has no such rows."""
        if not self.calculation.has(record):
            return self._without_rows(record, names)
        native: pl.LazyFrame = self.calculation.result(record, names).to_native()
        return native.collect(engine="streaming")

    def result(self, record: type, names: Sequence[str] | None = None) -> Any:
        """The rows of a record with indicators, in Polars if the tables are eager, else as they are lazy.

        Without `names` all indicators in force. Rows of a table keep its order, rows that a rule makes
        are ordered by their key. Raises `TableError` where there are no such rows.
        """
        calculation = calculate(self.register, self.region, self.period)
        if not calculation.has(record):
            raise TableError(
                Message(
                    "the register holds no {table}, and no rule can make them from what it holds",
                    table=plural_of(record),
                ),
                hint=Message(
                    "it holds: {names}",
                    names=", ".join(plural_of(kind) for kind in self.register.tables) or Message("nothing"),
                ),
            )
        chosen = list(names) if names is not None else calculation.in_force(record)
        tables: dict[type, pl.DataFrame] = {}
        for kind, frame in self.register.tables.items():
            if not isinstance(frame, nw.DataFrame):
                return calculation.result(record, chosen).to_native()
            tables[kind] = frame.to_native()
        # Joins keep no order: rows come back in the caller's, or by key where a rule made them.
        order: list[str] = list(key_of(record))
        if record in tables:
            order = [_ROW]
            tables[record] = tables[record].with_row_index(_ROW)
        query = prepared(tables, self.region, self.period, record, chosen)
        return query.run(tables).sort(order).drop(_ROW, strict=False)

    def scores(self, record: type, *names: str) -> pl.DataFrame:
        """The rows of a record with every indicator the region has for it, or those named; computed once.

        Without rows, but with all its columns, where the register has no such table. Naming a few is for a
        look at another year, where not all are needed.
        """
        return self.once(("scores", record, *names), lambda: self._scored(record, names))

    def _scored(self, record: type, names: Sequence[str]) -> pl.DataFrame:
        indicators = list(names or self.region.book.names(record))
        if not calculate(self.register, self.region, self.period).has(record):
            return self._without_rows(record, indicators)
        native = self.once(("result", record, *names), lambda: self.result(record, names or None))
        frame: pl.DataFrame = nw.from_native(native).lazy().collect(backend="polars").to_native()
        # Databases give sums of whole numbers as decimals of 38 digits; rules not yet in force give nothing.
        return frame.with_columns(
            cs.decimal().cast(pl.Float64),
            *(
                pl.lit(None, kind).alias(name)
                for name, kind in self._kinds(record, indicators).items()
                if name not in frame.columns
            ),
        )

    def _kinds(self, record: type, names: Sequence[str]) -> dict[str, pl.DataType]:
        rules = {name: self.region.book.find(record, name).rule for name in names}
        return {name: _KINDS[getattr(rule, "kind", "number")] for name, rule in rules.items()}

    def _without_rows(self, record: type, names: Sequence[str]) -> pl.DataFrame:
        return pl.DataFrame(schema={**polars_schema(record), **self._kinds(record, names)})

    # Names

    def competency_names(self) -> dict[str, str]:
        """What readers call competencies, by their codes: as the register lists them, else the standard."""
        listed = self.rows(Competency).select("code", "name").collect().iter_rows()
        return {standard.code: standard.name for standard in STANDARD_COMPETENCIES} | dict(listed)

    @cached_property
    def people(self) -> pl.DataFrame:
        """Number, name and unit of everybody in the staff list."""
        people = self.rows(CivilServant).select("nip", "name", "unit")
        return people.with_columns(pl.col("nip").cast(pl.String)).collect()

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
        """The values of one column, with the mark `Withheld` where ``withheld`` names it.

        Where ``together`` or ``covering`` names it in any row, because some are hidden for the sake of
        others, the mark does not say which of them are small.
        """
        values = frame[name].to_list()
        if "withheld" not in frame.columns:
            return values
        lists = [frame[also].list for also in ("together", "covering") if also in frame.columns]
        mark = Withheld(None if any(each.contains(name).any() for each in lists) else self.minimum_group)
        return [
            mark if name in hidden else value
            for value, hidden in zip(values, frame["withheld"].to_list(), strict=True)
        ]

    # Words

    def say(self, *, id: str, en: str) -> str:
        """The sentence in the language of the study."""
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


def recorded(region: Region) -> Region:
    """The region with parameters that remember which of them were read, for the last page of a report."""
    if isinstance(region.parameters, RecordedParameters):
        return region
    return attrs.evolve(region, parameters=region.parameters.recorder())


def study_data(
    register: Register | StudyData,
    region: Region | None = None,
    period: Period | int | None = None,
    language: str = "id",
) -> StudyData:
    """The study of a register under a region's rules; a study that is there already, as it is.

    Raises `TableError` without a region, `InvalidValueError` for a language that is not spoken here.
    """
    if isinstance(register, StudyData):
        if region is not None or period is not None:
            raise TableError(
                Message("a study has its region and its period already"),
                hint=Message("ask it without them, or make another study"),
            )
        return register
    if region is None:
        raise TableError(
            Message("a register needs the region whose rules it is seen by"),
            hint=Message('give it: asn.study(register, asn.region("nasional"))'),
        )
    if language not in LANGUAGES:
        raise InvalidValueError(
            Message("'{language}' is neither 'id' nor 'en'", language=language),
            record="study",
            field="language",
        )
    chosen = Period.of_year(period) if isinstance(period, int) else period
    return StudyData(register, region, chosen or region.period, language)
