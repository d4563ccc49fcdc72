"""What a section of a report has in hand: the register, the region's scores, and words for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw

from asn_dev.errors import UnknownNameError
from asn_dev.evaluating import Evaluation, evaluate
from asn_dev.evaluating.headings import HEADINGS
from asn_dev.evaluating.withholding import REASONS
from asn_dev.model import column_of, label_of, plural_of
from asn_dev.register.ledger import LedgerRow
from asn_dev.register.schema import polars_schema
from asn_dev.register.tables import Register
from asn_dev.reporting import numbers
from asn_dev.reporting.charts import Bar, Bars, Distribution, Stack
from asn_dev.reporting.groups import grouped
from asn_dev.reporting.numbers import Value, Withheld
from asn_dev.reporting.sections import Block, ChartBlock, Note, TableBlock, TableColumn
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.scoring import calculate, score

if TYPE_CHECKING:
    import polars as pl


def _recorded(region: Region) -> Region:
    """The region with parameters that remember which of them were read, for the last page."""
    return attrs.evolve(region, parameters=region.parameters.recorder())


@attrs.frozen(eq=False)
class ReportContext:
    """The register seen through a region's rules, for one period, in one language.

    ``context.scores(CivilServant)`` gives the people with their indicators, ``context.by_unit(...)``
    means and counts per unit that keep small groups to themselves, ``context.say(id=..., en=...)``
    the words of the report's language.
    """

    register: Register
    region: Region = attrs.field(converter=_recorded)
    period: Period
    language: str = "id"
    _scores: dict[type, pl.DataFrame] = attrs.field(factory=dict, init=False, repr=False)
    _evaluated: list[Evaluation] = attrs.field(factory=list, init=False, repr=False)

    # Words

    def say(self, *, id: str, en: str) -> str:
        """The sentence in the language of the report."""
        return en if self.language == "en" else id

    def label(self, name: str, *, of: type) -> str:
        """What readers call an indicator or a column of a record."""
        try:
            return self.region.book.find(of, name).rule.label.in_(self.language)
        except UnknownNameError:
            column = column_of(of, name)
            return self.say(id=column.label, en=column.doc)

    def table_name(self, record: type) -> str:
        """What readers call a table: its Indonesian label, or its plural in English."""
        return self.say(id=label_of(record), en=plural_of(record).replace("_", " "))

    def origin(self, row: LedgerRow) -> str:
        """What readers call where rows came from: their file, or the table that was handed over."""
        if not row.handed_over:
            return row.file
        return next(
            (self.table_name(record) for record in self.register.tables if plural_of(record) == row.record),
            row.record,
        )

    def number(self, value: float | None, *, decimals: int = 1) -> str:
        """A number for a sentence."""
        return numbers.number(value, self.language, decimals=decimals)

    def integer(self, value: float | None) -> str:
        """A whole number for a sentence."""
        return numbers.integer(value, self.language)

    def percent(self, share: float | None, *, decimals: int = 1) -> str:
        """A share from 0 to 1 for a sentence."""
        return numbers.percent(share, self.language, decimals=decimals)

    @property
    def period_in_words(self) -> str:
        """The period as a sentence names it."""
        if str(self.period) == str(self.period.year):
            return self.say(id=f"tahun {self.period.year}", en=f"the year {self.period.year}")
        start, end = (numbers.day(day, self.language) for day in (self.period.start, self.period.end))
        return self.say(id=f"{start} sampai dengan {end}", en=f"{start} to {end}")

    def nothing(self, *records: type) -> Note:
        """The note that stands where there is nothing to report."""
        names = ", ".join(self.table_name(record) for record in records)
        return Note(self.say(id=f"Belum ada data: {names}.", en=f"No data yet: {names}."))

    # Scores

    def scores(self, record: type) -> pl.DataFrame:
        """The rows of a record with every indicator the region has for it; computed once.

        Without rows, but with all its columns, where the register has no such table.
        """
        if record not in self._scores:
            self._scores[record] = self._computed(record)
        return self._scores[record]

    def _computed(self, record: type) -> pl.DataFrame:
        import polars as pl
        import polars.selectors as cs

        if not calculate(self.register, self.region, self.period).has(record):
            kinds = {"number": pl.Float64(), "text": pl.String(), "flag": pl.Boolean()}
            indicators = {
                name: kinds[getattr(self.region.book.find(record, name).rule, "kind", "number")]
                for name in self.region.book.names(record)
            }
            return pl.DataFrame(schema={**polars_schema(record), **indicators})
        native = score(self.register, self.region, of=record, period=self.period)
        frame: pl.DataFrame = nw.from_native(native).lazy().collect(backend="polars").to_native()
        # Databases give sums of whole numbers as decimals of 38 digits.
        return frame.with_columns(cs.decimal().cast(pl.Float64))

    @property
    def evaluation(self) -> Evaluation:
        """What `asn.evaluate` finds for the period; computed once."""
        if not self._evaluated:
            self._evaluated.append(evaluate(self.register, self.region, period=self.period))
        return self._evaluated[0]

    def heading(self, column: str) -> str:
        """What readers call a column of an evaluation."""
        return HEADINGS[column].in_(self.language)

    # Groups

    def marked(self, frame: pl.DataFrame, figures: Sequence[str]) -> pl.DataFrame:
        """A table of an evaluation with ``withheld``: the figures that its ``status`` hides, for `table`."""
        import polars as pl

        hidden = pl.when(pl.col("status").is_in(list(REASONS))).then(pl.lit(list(figures)))
        return frame.with_columns(withheld=hidden.otherwise(pl.lit([], pl.List(pl.String))))

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
        import polars as pl

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
        them with `values`, `table` and `bar_chart`, which keep hidden and unknown apart.
        """
        return grouped(frame, keys, means=means or {}, counts=counts or {}, minimum=self.minimum_group)

    def mean(self, frame: pl.DataFrame, name: str) -> float | None:
        """The mean of what is known of a number, or the share of a flag; null where nothing is."""
        import polars as pl

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

    def table(self, frame: pl.DataFrame, columns: Sequence[TableColumn], *, caption: str) -> TableBlock:
        """A table of the named columns of a frame; raises for a column the frame does not have."""
        cells: list[list[Value]] = [self.values(frame, column.name) for column in columns]
        return TableBlock(columns, list(zip(*cells, strict=True)), caption)

    def bar_chart(
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
    ) -> ChartBlock:
        """A bar for each row, the highest first, with a sentence that names the highest and lowest.

        What is hidden or unknown comes last. `axis` says what is measured, `unit` what it counts.
        """
        ordered = frame.sort(name, label, descending=[True, False], nulls_last=True)
        shown = list(zip(ordered[label].to_list(), self.values(ordered, name), strict=True))
        named = f"{axis} ({unit})" if unit else axis
        chart = Bars([Bar(*pair) for pair in shown], named, decimals, limit, limit_label, greatest)
        known = [pair for pair in shown if isinstance(pair[1], (int, float))]
        if not known:
            return ChartBlock(
                chart,
                self.say(id=f"{axis}: belum ada yang dapat ditampilkan.", en=f"{axis}: nothing to show yet."),
            )
        (most, high), (least, low) = known[0], known[-1]
        ends = [f"{self.number(value, decimals=decimals)} {unit}".rstrip() for value in (high, low)]
        return ChartBlock(
            chart,
            self.say(
                id=f"{axis}: tertinggi {most} ({ends[0]}), terendah {least} ({ends[1]}).",
                en=f"{axis}: highest {most} ({ends[0]}), lowest {least} ({ends[1]}).",
            ),
        )

    def distribution(
        self,
        frame: pl.DataFrame,
        name: str,
        names: Mapping[str, str],
        *,
        caption: str,
        heading: str,
    ) -> list[Block]:
        """How the rows divide over the values of a column: a chart and a table, unknown last.

        `names` gives the values in their order, with what readers call them.
        """
        import polars as pl

        found = dict(frame.group_by(name).agg(pl.len()).iter_rows())
        counts = {label: int(found.get(value, 0)) for value, label in names.items()}
        known, most = sum(counts.values()), max(counts, key=lambda label: counts[label])
        share, unknown = self.percent(counts[most] / known if known else None), frame.height - known
        sentence = self.say(
            id=f"{caption}: terbanyak {most}, {share} dari {self.integer(known)} yang diketahui.",
            en=f"{caption}: mostly {most}, {share} of the {self.integer(known)} known.",
        )
        if unknown:
            counts[self.say(id="Tidak diketahui", en="Unknown")] = unknown
        columns = (
            TableColumn("value", heading),
            TableColumn("people", self.say(id="Orang", en="People"), "integer"),
            TableColumn("share", self.say(id="Bagian", en="Share"), "percent"),
        )
        rows = [(label, count, count / frame.height) for label, count in counts.items()]
        chart = Distribution(list(counts), [Stack("", list(counts.values()))], unknown=bool(unknown))
        return [ChartBlock(chart, sentence), TableBlock(columns, rows, caption)]
