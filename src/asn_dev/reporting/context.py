"""The context of a report's sections: the register, the region's scores, and words for both."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.charts.bars import Bars, ranked_bars
from asn_dev.charts.chart import Chart
from asn_dev.charts.distributions import Distribution, Stack
from asn_dev.errors import UnknownNameError
from asn_dev.evaluating import Evaluation, evaluate
from asn_dev.evaluating.sampling import margin_of_mean
from asn_dev.formatting import Value, Withheld
from asn_dev.grouping import counted
from asn_dev.grouping.withholding import REASONS
from asn_dev.messages import Message
from asn_dev.model import column_of, label_of, plural_of
from asn_dev.register.ledger import LedgerRow
from asn_dev.reporting.cells import shown_rows
from asn_dev.reporting.declared import TableRows
from asn_dev.reporting.editions import INTERNAL, PUBLIC, unveiled
from asn_dev.reporting.sections import Block, ChartBlock, Note, TableBlock, TableColumn
from asn_dev.results import Result, tables_of
from asn_dev.rules.parameters import RecordedParameters
from asn_dev.rules.periods import Period
from asn_dev.study_data import StudyData, recorded

if TYPE_CHECKING:
    from asn_dev.pairing import Pairing
    from asn_dev.planning import Plan
    from asn_dev.reporting.gate import Gate


@attrs.frozen(eq=False, slots=False)
class ReportContext(StudyData):
    """The register seen through a region's rules, for one period, in one language.

    Charts are made from it as from a register and a region: ``charts.learning_hours(context)``.
    ``context.scores(CivilServant)`` gives the people with their indicators, ``context.by_unit(...)``
    means and counts per unit that keep small groups to themselves, ``context.say(id=..., en=...)``
    the words of the report's language. `plan` and `pairing` are those that the report was given, if any.
    `edition` is ``"public"`` or ``"internal"``; the `gate` says what the sections together may not show.
    """

    plan: Plan | None = None
    pairing: Pairing | None = None
    edition: str = PUBLIC
    gate: Gate | None = None

    @classmethod
    def of(
        cls,
        study: StudyData,
        plan: Plan | None = None,
        pairing: Pairing | None = None,
        edition: str = PUBLIC,
    ) -> ReportContext:
        """The context of a report on a study; what the study has computed is not computed again."""
        if edition == INTERNAL:
            study = unveiled(study)
        return cls(
            study.register, recorded(study.region), study.period, study.language, plan, pairing, edition,
            kept=study.kept,
        )  # fmt: skip

    @property
    def internal(self) -> bool:
        """Whether persons may be named and small groups shown."""
        return self.edition == INTERNAL

    @property
    def parameters(self) -> RecordedParameters:
        """The parameters in force, which note what is read of them."""
        parameters = self.region.parameters
        assert isinstance(parameters, RecordedParameters)
        return parameters

    # Words

    def label(self, name: str, *, of: type) -> str:
        """What readers call an indicator, or a column of a record or of a result's tables."""
        if issubclass(of, Result):
            return self._result_label(name, of)
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

    def nothing(self, *records: type) -> Note:
        """The note that stands where there is nothing to report."""
        names = ", ".join(self.table_name(record) for record in records)
        return Note(self.say(id=f"Belum ada data: {names}.", en=f"No data yet: {names}."))

    # Other years, and the evaluation

    def in_year(self, year: int) -> ReportContext:
        """The same register and rules for another calendar year, as a trend needs it; made once."""
        other = attrs.evolve(self, period=Period.of_year(year), plan=None, pairing=None)
        return other.once("context", lambda: other)

    @property
    def evaluation(self) -> Evaluation:
        """What `asn.evaluate` finds for the period; computed once."""
        return evaluate(self)

    def margin_of_mean(self, instrument: str) -> float | None:
        """Half the width of the interval of the mean answer to a survey, on its scale."""
        return margin_of_mean(self, instrument) if instrument in self.region.instruments else None

    def heading(self, column: str) -> str:
        """What readers call a column of an evaluation."""
        return self._result_label(column, Evaluation)

    def _result_label(self, column: str, result: type) -> str:
        for table in tables_of(result):
            if column in table.schema:
                return table.column(column).label.in_(self.language)
        raise UnknownNameError(
            Message("no table of {result} has the column '{name}'", result=result.__name__, name=column)
        )

    # Groups

    def withheld_units(self, instrument: str = "", dimension: str = "") -> list[str]:
        """Units of which the evaluation withholds the newest round of a survey of the staff, or a dimension.

        Their own group is small, or tells that of another; no figure that stands on their answers is shown.
        """
        surveys = self.evaluation.surveys.filter(
            pl.col("instrument") == instrument if instrument else pl.lit(True),
            pl.col("dimension") == dimension if dimension else pl.lit(True),
        )
        newest = surveys.filter(pl.col("wave") == pl.col("wave").last(), pl.col("level") == "unit")
        return sorted(set(newest.filter(pl.col("status").is_in(list(REASONS)))["group"]))

    def marked(self, frame: pl.DataFrame, figures: Sequence[str]) -> pl.DataFrame:
        """A table of an evaluation with ``withheld``: the figures that its ``status`` hides, for `table`."""
        hidden = pl.when(pl.col("status").is_in(list(REASONS))).then(pl.lit(list(figures)))
        return frame.with_columns(withheld=hidden.otherwise(pl.lit([], pl.List(pl.String))))

    def shown(self, declared: TableRows) -> pl.DataFrame:
        """The rows of a declared table as readers get them, for sentences: withheld values are null."""
        return shown_rows(declared, self, self.gate.hides if self.gate else None)

    def table(self, frame: pl.DataFrame, columns: Sequence[TableColumn], *, caption: str) -> TableBlock:
        """A table of the named columns of a frame; raises for a column the frame does not have."""
        cells: list[list[Value]] = [self.values(frame, column.name) for column in columns]
        return TableBlock(columns, list(zip(*cells, strict=True)), caption)

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
        """A bar for each row, the highest first; see `asn_dev.charts.ranked_bars`."""
        return ranked_bars(
            self, frame, name, axis=axis, label=label, unit=unit, decimals=decimals, limit=limit,
            limit_label=limit_label, greatest=greatest,
        )  # fmt: skip

    def chart(self, chart: Chart) -> ChartBlock:
        """A chart with the sentence it says itself."""
        return ChartBlock(chart, chart.sentence)

    def distribution(
        self,
        frame: pl.DataFrame,
        name: str,
        names: Mapping[str, str],
        *,
        caption: str,
        heading: str,
        hidden: Collection[str] = (),
    ) -> list[Block]:
        """How the rows divide over the values of a column: a chart and a table, unknown last.

        `names` gives the values in their order, with what readers call them. Parts of fewer than
        `minimum_group` people are withheld, and with them what would give them away (`counted`), and the
        values that are `hidden` because other tables give them away.
        """
        sizes = dict(frame.group_by(name).agg(pl.len()).iter_rows())
        whole = {label: int(sizes.get(value, 0)) for value, label in names.items()}
        counts = dict(zip(whole, counted(list(whole.values()), self.minimum_group), strict=True))
        if also := [label for value, label in names.items() if value in hidden and whole[label]]:
            held = [label for label, count in counts.items() if isinstance(count, Withheld)]
            counts |= dict.fromkeys([*held, *also], Withheld())
        shown = {label: count for label, count in counts.items() if isinstance(count, int)}
        with_value = sum(whole.values())
        unknown = frame.height - with_value
        columns = (
            TableColumn("value", heading),
            TableColumn("people", self.say(id="Orang", en="People"), "integer"),
            TableColumn("share", self.say(id="Bagian", en="Share"), "percent"),
        )
        rest = {self.say(id="Tidak diketahui", en="Unknown"): unknown} if unknown else {}
        rows = [
            (label, count, count / frame.height if isinstance(count, int) else count)
            for label, count in {**counts, **rest}.items()
        ]
        grey = frame.height - sum(shown.values())
        names_of_grey = [
            *rest,
            *([self.say(id="ditahan", en="withheld")] if len(shown) < len(counts) else []),
        ]
        parts = {**shown, ", ".join(names_of_grey).capitalize(): grey} if grey else shown
        axis = self.say(id="Bagian (persen)", en="Share (per cent)")
        chart = Distribution(list(parts), [Stack("", list(parts.values()))], unknown=bool(grey), axis=axis)
        sentence = self._mostly(caption, shown, with_value)
        return [ChartBlock(chart, sentence), TableBlock(columns, rows, caption)]

    def _mostly(self, caption: str, shown: Mapping[str, int], with_value: int) -> str:
        """Which part is the largest of those shown."""
        most = max(shown, key=lambda label: shown[label], default=None)
        if most is None or not shown[most]:
            return self.say(
                id=f"{caption}: belum ada kelompok yang cukup besar untuk ditampilkan.",
                en=f"{caption}: no group is large enough to be shown.",
            )
        share, of = self.percent(shown[most] / with_value), self.integer(with_value)
        return self.say(
            id=f"{caption}: terbanyak {most}, {share} dari {of} yang diketahui.",
            en=f"{caption}: mostly {most}, {share} of the {of} known.",
        )
