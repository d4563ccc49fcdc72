"""Intervals and tests from summaries, held against SciPy and statsmodels on the answers themselves."""

from __future__ import annotations

import math
import warnings

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from asn_dev.errors import InvalidValueError
from asn_dev.evaluating.statistics import (
    REASONS,
    with_change,
    with_interval,
    with_paired_test,
    with_rate_interval,
)

CONFIDENCE = st.sampled_from([0.8, 0.9, 0.95, 0.99])
ANSWERS = st.lists(st.integers(1, 5).map(float), min_size=2, max_size=40)
SCORES = st.lists(
    st.tuples(st.integers(0, 1000), st.integers(0, 1000)).map(lambda pair: (pair[0] / 10, pair[1] / 10)),
    min_size=2,
    max_size=30,
)


def summary_of(*groups, prefix=""):
    """A row per group: how many, their mean and spread."""
    return pl.DataFrame(
        {
            f"{prefix}n": [len(group) for group in groups],
            f"{prefix}mean": [float(np.mean(group)) for group in groups],
            f"{prefix}sd": [float(np.std(group, ddof=1)) if len(group) > 1 else None for group in groups],
        }
    )


COLUMNS = {"n": "n", "mean": "mean", "sd": "sd"}


def interval(*groups, confidence=0.95, **more):
    found = with_interval(summary_of(*groups), **COLUMNS, confidence=confidence, **more)
    return found.select("low", "high").rows()


def close(number):
    return pytest.approx(number, rel=1e-9, abs=1e-12)


# --- intervals of means ---------------------------------------------------------------------------


@given(st.lists(ANSWERS, min_size=1, max_size=5), CONFIDENCE)
def test_intervals_are_those_of_scipy(groups, confidence):
    """Group by group what `scipy.stats.t.interval` gives."""
    assume(all(len(set(group)) > 1 for group in groups))
    expected = [
        stats.t.interval(confidence, len(group) - 1, loc=np.mean(group), scale=stats.sem(group))
        for group in groups
    ]
    assert interval(*groups, confidence=confidence) == [close(tuple(map(float, ends))) for ends in expected]


@given(ANSWERS, CONFIDENCE)
def test_an_interval_contains_its_mean_and_stays_on_the_scale(answers, confidence):
    """However few the answers, and also where all are at the end of the scale."""
    ((low, high),) = interval(answers, confidence=confidence, bounds=(1, 5))
    assert 1 <= low <= np.mean(answers) <= high <= 5


@given(ANSWERS)
def test_an_answer_of_the_mean_leaves_the_mean_and_narrows_the_interval(answers):
    """One more answer that says what all say together makes us surer of the same."""
    more = [*answers, float(np.mean(answers))]
    (before, after) = interval(answers, more)
    assert np.mean(more) == close(np.mean(answers))
    assert after[1] - after[0] <= before[1] - before[0] + 1e-12


@given(ANSWERS, st.tuples(CONFIDENCE, CONFIDENCE).map(sorted))
def test_more_confidence_is_never_narrower(answers, confidences):
    """What is to hold more often must reach further."""
    ((low, high),) = interval(answers, confidence=confidences[0])
    ((lower, higher),) = interval(answers, confidence=confidences[1])
    assert lower <= low <= high <= higher


@pytest.mark.parametrize(
    ("n", "mean", "sd"),
    [
        (None, 3.0, 1.0),
        (0, None, None),
        (1, 3.0, None),
        (1, 3.0, 0.0),
        (9, None, 1.0),
        (9, 3.0, None),
        (9, math.nan, 1.0),
        (9, 3.0, math.inf),
        (9, 3.0, -1.0),
    ],
)
def test_an_interval_of_too_little_is_null(n, mean, sd):
    """Never nan, never a width that is not known."""
    frame = pl.DataFrame(
        {"n": [n], "mean": [mean], "sd": [sd]},
        schema={"n": pl.UInt32, "mean": pl.Float64, "sd": pl.Float64},
    )
    found = with_interval(frame, **COLUMNS, confidence=0.95, bounds=(1, 5))
    assert found.select("low", "high").rows() == [(None, None)]
    tested = with_paired_test(frame, **COLUMNS, confidence=0.95)
    assert tested.select("t", "p", "low", "high", "effect_size").rows() == [(None,) * 5]
    assert tested["reason"].item() in REASONS
    changed = with_change(
        frame.with_columns(m=pl.lit(20), m_mean=pl.lit(2.0), m_sd=pl.lit(1.0)),
        now=("n", "mean", "sd"),
        before=("m", "m_mean", "m_sd"),
        confidence=0.95,
    )
    assert changed.select("change_low", "change_high", "p", "more_than_noise").rows() == [(None,) * 4]


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, math.nan])
def test_a_confidence_that_is_none_is_an_error(confidence):
    """95 for 0.95 would otherwise make every interval null."""
    with pytest.raises(InvalidValueError, match="between 0 and 1"):
        interval([1.0, 2.0], confidence=confidence)


def test_frames_without_rows_keep_their_columns():
    """No group is a table with no rows, not an error."""
    empty = summary_of()
    assert with_interval(empty, **COLUMNS, confidence=0.95).columns == ["n", "mean", "sd", "low", "high"]
    assert with_paired_test(empty, **COLUMNS, confidence=0.95).schema["reason"] == pl.String


# --- paired differences ---------------------------------------------------------------------------


@given(SCORES, CONFIDENCE)
def test_the_paired_test_is_that_of_scipy(pairs, confidence):
    """From three numbers per group what `ttest_rel` finds in the pairs."""
    before, after = np.array(pairs).T
    gains = after - before
    assume(np.ptp(gains) > 1e-6)
    expected = stats.ttest_rel(after, before)
    ends = expected.confidence_interval(confidence)
    (found,) = with_paired_test(summary_of(gains), **COLUMNS, confidence=confidence).to_dicts()
    assert found["t"] == close(expected.statistic)
    assert found["p"] == close(expected.pvalue)
    assert (found["low"], found["high"]) == close((ends.low, ends.high))
    assert found["effect_size"] == close(gains.mean() / gains.std(ddof=1))
    assert found["reason"] is None


@given(st.integers(-1000, 1000), st.integers(2, 30))
@example(100, 7)
def test_equal_gains_have_no_test_but_a_reason(tenths, people):
    """Scores of one decimal leave a spread of 1e-14 when subtracted, which is none."""
    start = np.arange(people) * 3.3
    gains = (start + tenths / 10) - start
    (found,) = with_paired_test(summary_of(gains), **COLUMNS, confidence=0.95).to_dicts()
    assert (found["t"], found["p"], found["reason"]) == (None, None, "no_variation")


def test_the_columns_of_several_tests_stand_side_by_side():
    """A prefix keeps them apart."""
    frame = summary_of([1.0, 2.0, 4.0])
    found = with_paired_test(frame, **COLUMNS, confidence=0.95, prefix="gain_")
    assert {"gain_t", "gain_p", "gain_low", "gain_high", "gain_effect_size", "gain_reason"} < set(
        found.columns
    )


def test_sleep():
    """Student's own data (1908, The probable error of a mean): ten patients, t = 4.0621, p = 0.002833."""
    gains = np.array([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4])
    (found,) = with_paired_test(summary_of(gains), **COLUMNS, confidence=0.95).to_dicts()
    assert found["t"] == pytest.approx(4.0621, abs=5e-5)
    assert found["p"] == pytest.approx(0.002833, abs=5e-7)
    assert (found["low"], found["high"]) == pytest.approx((0.7001, 2.4599), abs=5e-5)


# --- changes --------------------------------------------------------------------------------------


def change(now, before, confidence=0.95):
    frame = pl.concat([summary_of(now), summary_of(before, prefix="old_")], how="horizontal")
    columns = ("n", "mean", "sd")
    found = with_change(
        frame, now=columns, before=tuple(f"old_{name}" for name in columns), confidence=confidence
    )
    return found.to_dicts()[0]


@given(ANSWERS, ANSWERS, CONFIDENCE)
def test_the_change_is_welchs_test_of_scipy(now, before, confidence):
    """Spreads and numbers of answers may differ between the rounds."""
    assume(len(set(now)) > 1 or len(set(before)) > 1)
    with warnings.catch_warnings(action="ignore"):  # SciPy warns where one of the rounds has no spread
        expected = stats.ttest_ind(now, before, equal_var=False)
    ends = expected.confidence_interval(confidence)
    found = change(now, before, confidence)
    assert found["change"] == close(np.mean(now) - np.mean(before))
    assert found["p"] == close(expected.pvalue)
    assert (found["change_low"], found["change_high"]) == close((ends.low, ends.high))
    assume(abs(expected.pvalue - (1 - confidence)) > 1e-9)
    assert found["more_than_noise"] is bool(expected.pvalue < 1 - confidence)


@given(ANSWERS, ANSWERS)
def test_the_change_back_is_the_opposite(now, before):
    """Which round is called the earlier one changes the sign and nothing else."""
    there, back = change(now, before), change(before, now)
    assert back["change"] == close(-there["change"])
    assert back["more_than_noise"] == there["more_than_noise"]


def test_two_rounds_without_spread_have_a_change_but_no_test():
    """All threes and then all fours: what chance would do cannot be said."""
    found = change([4.0, 4.0, 4.0], [3.0, 3.0, 3.0])
    assert (found["change"], found["p"], found["more_than_noise"]) == (1.0, None, None)


# --- rates ----------------------------------------------------------------------------------------


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), CONFIDENCE)
def test_rates_have_wilsons_interval(counts, confidence):
    """As statsmodels computes it; none and all have one too."""
    answered, asked = counts
    frame = pl.DataFrame({"answered": [answered], "asked": [asked]})
    found = with_rate_interval(frame, answered="answered", asked="asked", confidence=confidence)
    low, high = proportion_confint(answered, asked, alpha=1 - confidence, method="wilson")
    assert found.select("low", "high").row(0) == close((low, high))
    assert 0 <= found["low"].item() <= answered / asked <= found["high"].item() <= 1


@pytest.mark.parametrize(("answered", "asked"), [(0, 0), (None, 5), (3, None), (6, 5)])
def test_a_rate_that_cannot_be_has_no_interval(answered, asked):
    """Nobody asked, unknown, or more answers than people."""
    frame = pl.DataFrame(
        {"answered": [answered], "asked": [asked]}, schema=dict.fromkeys(["answered", "asked"], pl.Int64)
    )
    found = with_rate_interval(frame, answered="answered", asked="asked", confidence=0.95)
    assert found.select("low", "high").rows() == [(None, None)]
