"""The programmes that an evaluation speaks of, with provider and form."""

from __future__ import annotations

import polars as pl

from asn_dev.model import Programme
from asn_dev.study_data import UNKNOWN, StudyData


def programmes_of(study: StudyData) -> pl.DataFrame:
    """Code, name, provider and form of every programme; what nobody wrote down has a name of its own."""
    return study.once("programmes", lambda: _programmes(study))


def _programmes(study: StudyData) -> pl.DataFrame:
    held = study.figures(Programme, ["form_held", "provider_held"])
    unknown = UNKNOWN.in_(study.language)
    return held.select(
        programme="code",
        name=pl.col("name"),
        provider=pl.col("provider_held").cast(pl.String).fill_null(unknown),
        form=pl.col("form_held").cast(pl.String).fill_null(unknown),
    )
