"""The tables of one evaluation side by side: what one of them withholds must not follow from another."""

from __future__ import annotations

import polars as pl

from asn_dev.evaluating.programmes import programmes_of
from asn_dev.grouping.withholding import REASONS
from asn_dev.study_data import StudyData

_OVER_ALL_RATERS = ("behaviour_respondents", "behaviour_mean")


def without_what_tells(study: StudyData, decisions: pl.DataFrame, behaviour: pl.DataFrame) -> pl.DataFrame:
    """The decisions without totals over all raters of programmes where one group of raters is withheld.

    The total less the raters that are shown would be the one that is not: 36 questionnaires less 17 and 18
    are one colleague's. Where raters are withheld of a provider, a form or over all, this goes for each
    programme in it, since programmes add up to these.
    """
    quiet = behaviour.filter(pl.col("status").is_in(list(REASONS)))
    groups = {
        level: quiet.filter(level=level)["group"].unique().to_list()
        for level in ("programme", "provider", "form")
    }
    within = [pl.col(level).is_in(names) for level, names in groups.items()]
    everywhere = pl.lit(not quiet.filter(level="all").is_empty())
    telling = programmes_of(study).filter(pl.any_horizontal(everywhere, *within))["programme"]
    hidden = pl.col("programme").is_in(telling.implode()) | everywhere
    return decisions.with_columns(
        pl.when(~hidden).then(pl.col(name)).alias(name) for name in _OVER_ALL_RATERS
    )
