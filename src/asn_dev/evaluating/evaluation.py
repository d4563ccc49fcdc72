"""The evaluation as a result: its tables, and what it says of itself first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
import polars as pl

from asn_dev.evaluating.records import (
    BehaviourRow,
    CitizenRow,
    DecisionRow,
    EffectRow,
    ElementRow,
    LearningRow,
    LeftOutRow,
    MonthRow,
    ReactionRow,
    ScaleRow,
    SurveyRow,
)
from asn_dev.formatting import Figure
from asn_dev.messages import Message
from asn_dev.overviews import counted
from asn_dev.results import Result, ResultTable, as_displayed, rows_of, tables_of
from asn_dev.results.readable import Facts, Summary
from asn_dev.rules.definitions import Text
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region


@attrs.frozen(eq=False, repr=False)
class Evaluation(Result):
    """Whether training worked, how sure that is, and what citizens say: Polars tables, a row a result.

    Level 1 `reaction`, level 2 `learning`, level 3 `behaviour`, level 4 `effects` (with the `months` behind
    them); `citizens` and their `elements`; `surveys` of staff; `scales` (reliability); `decisions`; and
    `left_out`, the answers that count in no mean. Groups too small to be shown have a status that says so.
    Sentences are in `language`.
    """

    region: Region
    period: Period
    decisions: pl.DataFrame = rows_of(DecisionRow)
    reaction: pl.DataFrame = rows_of(ReactionRow)
    learning: pl.DataFrame = rows_of(LearningRow)
    behaviour: pl.DataFrame = rows_of(BehaviourRow)
    effects: pl.DataFrame = rows_of(EffectRow)
    months: pl.DataFrame = rows_of(MonthRow)
    citizens: pl.DataFrame = rows_of(CitizenRow)
    elements: pl.DataFrame = rows_of(ElementRow)
    surveys: pl.DataFrame = rows_of(SurveyRow)
    scales: pl.DataFrame = rows_of(ScaleRow)
    left_out: pl.DataFrame = rows_of(LeftOutRow)
    language: str = "id"

    def title(self) -> str:
        """Region and period, and whether there was anything to evaluate."""
        empty = not any(frame.height for _, frame in self.tables())
        sentence = (
            Message("Evaluation {region} {period}: nothing to evaluate")
            if empty
            else Message("Evaluation {region} {period}")
        )
        return sentence.with_(region=self.region.name, period=self.period).in_(self.language)

    def facts(self) -> Facts:
        """Region, period and day."""
        return {"region": self.region.name, "period": str(self.period), "on": self.region.on}

    def words(self) -> Mapping[str, Mapping[str, Text]]:
        """What instruments and their dimensions are called."""
        questionnaires = self.region.instruments.questionnaires()
        return {
            "instrument": {each.code: each.name for each in questionnaires},
            "dimension": {code: name for each in questionnaires for code, name in each.dimensions.items()},
        }

    def tables(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """Every table with its name, numbers as they are displayed: files hold no more than readers see."""
        for table in tables_of(type(self)):
            yield table.name, as_displayed(getattr(self, table.name), table)

    def printed(self, table: ResultTable) -> pl.DataFrame:
        """The rows of a table with the columns that people read, numbers as they are displayed."""
        return as_displayed(super().printed(table), table)

    def summary(self) -> Summary:
        """Of each table that has rows how many there are, and what was decided or withheld."""
        lines = [
            (table.label.in_(self.language), self._contents(table))
            for table in tables_of(type(self))
            if getattr(self, table.name).height
        ]
        rules = Message("Rules").in_(self.language)
        return [*lines, (rules, self.region.rules_in_force.in_(self.language))]

    def _contents(self, table: ResultTable) -> str:
        frame = self.printed(table)
        rows = Message("{rows} rows", rows=Figure(frame.height)).in_(self.language)
        if table.name == "left_out":
            sentence = Message(
                "{answers} answers of {respondents} respondents that count in no mean",
                answers=Figure(int(frame["answers"].sum())),
                respondents=Figure(int(frame["respondents"].sum())),
            )
            return sentence.in_(self.language)
        judged = next((name for name in ("decision", "status") if name in frame.columns), None)
        return f"{rows}: {counted(frame[judged], self.language)}" if judged else rows
