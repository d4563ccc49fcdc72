"""An evaluation as a workbook: one language, words instead of codes, numbers that look like what they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from asn_dev.evaluating.decisions import DECISIONS, TOO_EARLY
from asn_dev.evaluating.headings import HEADINGS, TABLES
from asn_dev.evaluating.levels import LEVELS, STATUS
from asn_dev.evaluating.services import OUTCOMES
from asn_dev.register.workbooks import Sheet, write_workbook
from asn_dev.rules.definitions import Text, text

if TYPE_CHECKING:
    from asn_dev.evaluating.evaluation import Evaluation

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

_PHASES: Mapping[str, Text] = {
    "before": text(id="sebelum", en="before"),
    "training": text(id="pelatihan", en="training"),
    "after": text(id="sesudah", en="after"),
}


def save_workbook(found: Evaluation, path: Path, language: str) -> None:
    """Write a sheet for each table; `FileError` where it cannot be written."""
    words = _words(found)
    sheets = []
    for name, frame in found.tables():
        told = _in_words(_in_one_language(frame, language), words, language)
        headings = {column: HEADINGS[column].in_(language) for column in told.columns}
        sheets.append(Sheet(TABLES[name].in_(language), told, headings=headings, formats=_FORMATS))
    write_workbook(sheets, path, title=f"Evaluasi {found.region.identity.government} {found.period}")


def _words(found: Evaluation) -> dict[str, Mapping[str, Text]]:
    """By column what its codes are called."""
    asked = found.region.instruments.questionnaires()
    return {
        "level": LEVELS | {"service": text(id="Layanan", en="Service")},
        "scope": LEVELS,
        "status": STATUS,
        "outcome": OUTCOMES,
        "phase": _PHASES,
        "decision": DECISIONS,
        "instrument": {one.code: one.name for one in asked},
        "dimension": {code: name for one in asked for code, name in one.dimensions.items()},
    }


def _in_one_language(frame: pl.DataFrame, language: str) -> pl.DataFrame:
    """The frame without what it says in the other language."""
    both = [name for name in frame.columns if f"{name}_en" in frame.columns]
    return frame.drop(both if language == "en" else [f"{name}_en" for name in both])


def _in_words(frame: pl.DataFrame, words: Mapping[str, Mapping[str, Text]], language: str) -> pl.DataFrame:
    told = [
        pl.col(column).cast(pl.String).replace({code: said.in_(language) for code, said in codes.items()})
        for column, codes in words.items()
        if column in frame.columns
    ]
    framed = frame.with_columns(told)
    if "decision" in framed.columns:
        framed = framed.with_columns(pl.col("decision").fill_null(TOO_EARLY.in_(language)))
    return framed
