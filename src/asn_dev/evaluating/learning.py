"""Level 2: what participants learned, from the marks before and after."""

from __future__ import annotations

import narwhals as nw
import polars as pl

from asn_dev.evaluating.levels import LEVELS, at_every_level, hidden, with_status
from asn_dev.evaluating.programmes import programmes_of
from asn_dev.evaluating.responses import scores_of
from asn_dev.evaluating.statistics import with_paired_test
from asn_dev.model import DimensionScore, LearningResult
from asn_dev.rules.instruments import TESTS
from asn_dev.study_data import StudyData

_FIGURES = (
    "before", "after", "gain", "sd", "low", "high", "t", "p", "effect_size", "reason",
    "normalised_gain", "band",
)  # fmt: skip


def learning(study: StudyData) -> pl.DataFrame:
    """Marks before and after, for all and by programme, provider, form and unit.

    Columns: level, group, label, pairs (participants with both tests), before, after and gain (mean marks, 0
    to 100), sd and low, high (of the gain), t and p (paired test, two-sided), effect_size (d_z), reason
    (why there is no test), normalised_gain (mean of those who could gain), band, status.
    """
    results = (
        study.holding({DimensionScore: scores_of(study, TESTS)})
        .figures(LearningResult, ["gain", "normalised_gain"])
        .lazy()
        .filter(study.in_period())
    )
    gain, normalised = pl.col("gain"), pl.col("normalised_gain")
    totals = (
        results.group_by("programme", "unit")
        .agg(
            pairs=gain.count(),
            before=pl.col("before").sum(),
            after=pl.col("after").sum(),
            gain=gain.sum(),
            squares=(gain * gain).sum(),
            could_gain=normalised.count(),
            normalised_gain=normalised.sum(),
        )
        .collect()
    )
    sums = ["pairs", "before", "after", "gain", "squares", "could_gain", "normalised_gain"]
    added = at_every_level(totals, programmes_of(study), sums, language=study.language)
    pairs, could = pl.col("pairs"), pl.col("could_gain")
    spread = ((pl.col("squares") - gain * gain / pairs) / (pairs - 1)).clip(lower_bound=0).sqrt()
    of_class = study.p.text("evaluation.gain_of") == "class"
    possible = study.region.instruments[TESTS].instrument.greatest * pairs - pl.col("before")
    means = added.with_columns(
        *(pl.when(pairs > 0).then(pl.col(name) / pairs).alias(name) for name in ("before", "after", "gain")),
        normalised_gain=pl.when(possible > 0).then(gain / possible)
        if of_class
        else pl.when(could > 0).then(normalised / could),
        sd=pl.when(pairs > 1).then(spread),
    )
    tested = with_paired_test(
        means, n="pairs", mean="gain", sd="sd", confidence=study.p.number("evaluation.confidence")
    )
    bands = study.p.bands("evaluation.gain_band")
    banded = nw.from_native(tested).with_columns(band=bands.of(nw.col("normalised_gain"))).to_native()
    judged = with_status(
        banded,
        minimum=int(study.p.number("privacy.minimum_group")),
        fewest=study.p.number("evaluation.fewest_answers"),
        n="pairs",
    )
    shown = hidden(judged, _FIGURES, ["pairs"]).select(
        "level", "group", "label", "pairs", *_FIGURES, "status"
    )
    return shown.sort(pl.col("level").cast(pl.Enum(list(LEVELS))), "group")
