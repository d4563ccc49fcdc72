"""The evaluation as a value: its tables, what they are called, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from asn_dev.evaluating.headings import HEADINGS
from asn_dev.register.workbooks import Sheet, write_workbook
from asn_dev.rules.definitions import Text, text
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region

if TYPE_CHECKING:
    import polars as pl

TABLES: Mapping[str, Text] = {
    "decisions": text(id="Keputusan program", en="Decisions"),
    "reaction": text(id="Reaksi", en="Reaction"),
    "learning": text(id="Belajar", en="Learning"),
    "behaviour": text(id="Perilaku", en="Behaviour"),
    "effects": text(id="Pengaruh pada layanan", en="Effects on services"),
    "months": text(id="Layanan per bulan", en="Services by month"),
    "citizens": text(id="Kepuasan masyarakat", en="Citizen satisfaction"),
    "elements": text(id="Unsur kepuasan", en="Elements of satisfaction"),
    "surveys": text(id="Survei pegawai", en="Surveys of staff"),
    "scales": text(id="Keandalan instrumen", en="Reliability"),
    "left_out": text(id="Tidak dihitung", en="Left out"),
}
"""The tables of an evaluation in their order, and what readers call them."""

_FORMATS = {
    **dict.fromkeys(("response_rate", "rate_low", "rate_high"), "0.0%"),
    **dict.fromkeys(("p",), "0.0000"),
    **dict.fromkeys(
        "mean sd low high before after gain t effect_size normalised_gain change change_low change_high "
        "index effect pre_trend pre_low pre_high trained_before trained_after comparison_before "
        "comparison_after trained comparison alpha alpha_low alpha_high omega reaction_mean reaction_weakest "
        "mean_gain mean_normalised_gain behaviour_mean".split(),
        "0.00",
    ),
}
"""How numbers look in a workbook; what is not named is a count or a text."""


@attrs.frozen(eq=False, repr=False)
class Evaluation:
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
        """Write a workbook with a sheet for each table; `FileError` where it cannot be written."""
        sheets = [
            Sheet(
                TABLES[name].in_(language),
                frame,
                headings={column: HEADINGS[column].in_(language) for column in frame.columns},
                formats=_FORMATS,
            )
            for name, frame in self.tables()
        ]
        write_workbook(sheets, Path(path), title=f"Evaluasi {self.region.identity.government} {self.period}")

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: rows by table, unknown and withheld as null."""
        rows = {name: frame.to_dicts() for name, frame in self.tables()}
        return {
            "region": self.region.name,
            "period": str(self.period),
            "on": self.region.on.isoformat(),
            **rows,
        }

    def __repr__(self) -> str:
        counts = ", ".join(f"{frame.height} {name}" for name, frame in self.tables() if frame.height)
        return f"<Evaluation {self.region.name} {self.period}: {counts or 'nothing to evaluate'}>"
