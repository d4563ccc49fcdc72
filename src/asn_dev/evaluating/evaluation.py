"""The evaluation as a value: its tables, what they are called, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import polars as pl

from asn_dev.evaluating.headings import TABLES
from asn_dev.overviews import Grid, HasOverview, Overview, counted
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region


@attrs.frozen(eq=False, repr=False)
class Evaluation(HasOverview):
    """Whether training worked, how sure that is, and what citizens say: Polars tables, a row a result.

    Level 1 `reaction`, level 2 `learning`, level 3 `behaviour`, level 4 `effects` (with the `months` behind
    them); `citizens` and their `elements`; `surveys` of staff; `scales` (reliability); `decisions`; and
    `left_out`, the answers that count in no mean. Groups too small to be shown have a status that says so.
    """

    region: Region
    period: Period
    decisions: pl.DataFrame
    reaction: pl.DataFrame
    learning: pl.DataFrame
    behaviour: pl.DataFrame
    effects: pl.DataFrame
    months: pl.DataFrame
    citizens: pl.DataFrame
    elements: pl.DataFrame
    surveys: pl.DataFrame
    scales: pl.DataFrame
    left_out: pl.DataFrame

    def tables(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """Every table with its name, in their order."""
        for name in TABLES:
            yield name, getattr(self, name)

    def save(self, path: str | Path, *, language: str = "id") -> None:
        """Write a workbook with a sheet for each table, in Indonesian (``"id"``) or English (``"en"``).

        Raises `FileError` where it cannot be written.
        """
        from asn_dev.evaluating.writing import save_workbook

        save_workbook(self, Path(path), language)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: rows by table, unknown and withheld as null."""
        rows = {name: frame.to_dicts() for name, frame in self.tables()}
        return {
            "region": self.region.name,
            "period": str(self.period),
            "on": self.region.on.isoformat(),
            **rows,
        }

    def overview(self) -> Overview:
        """What was decided, how many figures there are and how many are withheld; it holds no person."""
        facts: dict[str, object] = {}
        for name, frame in self.tables():
            if frame.height:
                facts[name] = f"{frame.height:,}" + self._of_which(frame)
        grids = [
            Grid.of(
                self.decisions.select("programme", "name", "decision", "why_en", "decided_by"), "Decisions"
            ),
            Grid.of(
                self.effects.select("scope", "name", "outcome", "effect", "low", "high", "claim_en"),
                "Effects",
            ),
            Grid.of(self.citizens.select(_OF_CITIZENS), "What citizens say"),
            Grid.of(self.left_out.select("instrument", "fault", "answers", "why_en"), "Answers left out"),
        ]
        facts["rules"] = self.region.rules_in_force
        held = "" if len(facts) > 1 else ": nothing to evaluate"
        return Overview(f"Evaluation {self.region.name} {self.period}{held}", facts, grids)

    @staticmethod
    def _of_which(frame: pl.DataFrame) -> str:
        """What a reader asks next of a table: what was decided, what is withheld, what it counts."""
        if "decision" in frame.columns:
            return f": {counted(frame['decision'])}"
        if "status" in frame.columns:
            return f" figures: {counted(frame['status'])}"
        return (
            f": {frame['answers'].sum():,} answers that count in no mean" if "fault" in frame.columns else ""
        )


_OF_CITIZENS = ("unit", "service", "respondents", "enough", "index", "low", "high", "grade", "change")
