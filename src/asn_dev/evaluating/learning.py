"""Level 2: what participants learned, from the marks before and after."""

from __future__ import annotations

import narwhals as nw
import polars as pl

from asn_dev.evaluating.levels import LEVELS, at_every_level, hidden, with_status
from asn_dev.evaluating.programmes import programmes_of
from asn_dev.evaluating.responses import scores_of
from asn_dev.evaluating.statistics import with_correlation, with_paired_test
from asn_dev.formatting import number
from asn_dev.messages import Message
from asn_dev.model import DimensionScore, LearningResult
from asn_dev.rules.instruments import TESTS
from asn_dev.study_data import StudyData

_FIGURES = (
    "before", "after", "gain", "sd", "low", "high", "t", "p", "effect_size", "effect_size_av", "reason",
    "normalised_gain", "band", "gain_by_before", "note",
)  # fmt: skip


def learning(study: StudyData) -> pl.DataFrame:
    """Marks before and after, for all and by programme, provider, form and unit.

    Columns: level, group, label, pairs (participants with both tests), before, after and gain (mean marks, 0
    to 100), sd and low, high (of the gain), t and p (paired test, two-sided), effect_size (d_z, in standard
    deviations of the gain) and effect_size_av (d_av, in the mean standard deviation of the marks; Lakens
    (2013), Frontiers in Psychology 4:863), reason (why there is no test), normalised_gain, band,
    gain_by_before (correlation of the gain with the first mark), note (what of that is regression to the
    mean), status.
    """
    results = (
        study.holding({DimensionScore: scores_of(study, TESTS)})
        .figures(LearningResult, ["gain", "normalised_gain"])
        .lazy()
        .filter(study.in_period())
    )
    gain, normalised = pl.col("gain"), pl.col("normalised_gain")
    before, after = pl.col("before"), pl.col("after")
    totals = (
        results.group_by("programme", "unit")
        .agg(
            pairs=gain.count(),
            before=before.sum(),
            after=after.sum(),
            gain=gain.sum(),
            squares=(gain * gain).sum(),
            before_squares=(before * before).sum(),
            after_squares=(after * after).sum(),
            products=(gain * before).sum(),
            could_gain=normalised.count(),
            normalised_gain=normalised.sum(),
        )
        .collect()
    )
    sums = [name for name in totals.columns if name not in ("programme", "unit")]
    added = at_every_level(totals, programmes_of(study), sums, language=study.language)
    pairs, could = pl.col("pairs"), pl.col("could_gain")
    spread = ((pl.col("squares") - gain * gain / pairs) / (pairs - 1)).clip(lower_bound=0).sqrt()
    of_class = study.p.text("evaluation.gain_of") == "class"
    possible = study.region.instruments[TESTS].instrument.greatest * pairs - pl.col("before")
    related = with_correlation(
        added,
        n="pairs",
        sums=("gain", "before"),
        squares=("squares", "before_squares"),
        products="products",
        name="gain_by_before",
    )
    spreads = [_spread(name, pairs) for name in ("before", "after")]
    means = related.with_columns(
        *(pl.when(pairs > 0).then(pl.col(name) / pairs).alias(name) for name in ("before", "after", "gain")),
        normalised_gain=pl.when(possible > 0).then(gain / possible)
        if of_class
        else pl.when(could > 0).then(normalised / could),
        sd=pl.when(pairs > 1).then(spread),
        effect_size_av=pl.when(pairs > 1).then(gain / pairs / ((spreads[0] + spreads[1]) / 2)),
    )
    tested = with_paired_test(
        means, n="pairs", mean="gain", sd="sd", confidence=study.p.number("evaluation.confidence")
    )
    of_chance = Message(
        "Those who began low gained more (r {r}): part of that is regression to the mean, since a first mark "
        "is partly chance.",
        r="{r}",
    ).in_(study.language)
    level = 1 - study.p.number("evaluation.confidence")
    falls = (pl.col("gain_by_before") < 0) & (pl.col("gain_by_before_p") <= level)
    notes = [
        of_chance.replace("{r}", number(r, study.language, decimals=2)) for r in tested["gain_by_before"]
    ]
    size = pl.col("effect_size_av")
    tested = tested.with_columns(
        effect_size_av=pl.when(size.is_finite()).then(size),
        note=pl.when(falls).then(pl.Series(notes, dtype=pl.String)),
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


def _spread(name: str, pairs: pl.Expr) -> pl.Expr:
    """The standard deviation of a mark from its sums."""
    total, squares = pl.col(name), pl.col(f"{name}_squares")
    return ((squares - total * total / pairs) / (pairs - 1)).clip(lower_bound=0).sqrt()
