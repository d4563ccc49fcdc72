"""Answers against the scale of their questionnaire, in sheets that have a row for each answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from asn_dev.model import Answer
from asn_dev.register.cells import notice

if TYPE_CHECKING:
    from asn_dev.register.layouts import Asked
    from asn_dev.register.parsed import ParsedSheet


def on_their_scales(one: ParsedSheet, questionnaires: Sequence[Asked]) -> ParsedSheet:
    """The sheet without values off the scale of the questionnaire in force, and a finding of each.

    An answer of a day on which an earlier version held is left to the rules, which know that version.
    """
    if one.layout.record is not Answer or "value" not in one.headings:
        return one
    scales = pl.DataFrame(
        [
            (asked.instrument.code, asked.instrument.since, asked.instrument.least, asked.instrument.greatest)
            for asked in questionnaires
        ],
        schema={"instrument": pl.String, "_since": pl.Date, "_least": pl.Float64, "_greatest": pl.Float64},
        orient="row",
    )
    answers = one.fields.select("instrument", "day", "value")
    known = answers.join(scales, on="instrument", how="left", maintain_order="left")
    now = (pl.col("day") >= pl.col("_since")).fill_null(True)
    off = now & ~pl.col("value").is_between("_least", "_greatest")
    hit = known.select(off.fill_null(False)).to_series()
    if not hit.any():
        return one
    kept = one.fields.with_columns(pl.when(~hit).then("value").alias("value"))
    message = "outside the scale of the instrument"
    return one.with_fields(kept, notice("out_of_range", "unknown", hit, message, "value"))
