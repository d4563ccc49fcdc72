"""Small groups: which figures of units the sections keep to themselves."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from asn_dev.plugin import ReportContext

VOICE = "readiness"
"""The anonymous survey in which the staff speaks of cooperation, motivation and readiness for change."""


def kept_back(context: ReportContext, frame: pl.DataFrame, behind: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """The frame with ``withheld``, and without the figures that too few people stand behind.

    `behind` says of each figure either how many people stand behind it, or whether it is to be hidden.
    """
    least = context.minimum_group
    kinds = frame.lazy().select(**behind).collect_schema()
    few = {
        name: (one if kinds[name] == pl.Boolean else one.is_between(1, least - 1)).fill_null(False)
        for name, one in behind.items()
    }
    hidden = pl.concat_list(pl.when(one).then(pl.lit(name)) for name, one in few.items())
    return frame.with_columns(withheld=hidden.list.drop_nulls()).with_columns(
        pl.when(~one).then(pl.col(name)).alias(name) for name, one in few.items()
    )


def silent_units(context: ReportContext) -> list[str]:
    """The units whose voice the evaluation withholds: their own group is small, or tells that of another."""
    surveys = context.evaluation.surveys.filter(pl.col("instrument") == VOICE)
    newest = surveys.filter(pl.col("wave") == pl.col("wave").last(), pl.col("level") == "unit")
    hidden = context.marked(newest, ["mean"]).filter(pl.col("withheld").list.len() > 0)
    return sorted(set(hidden["group"]))
