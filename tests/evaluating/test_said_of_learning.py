"""Effect sizes by their names, regression to the mean, intervals at the ends of a scale, reversed items."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.evaluating.reliability import reliability
from asn_dev.evaluating.statistics import with_correlation, with_interval

DAY = date(2025, 6, 2)


def learned(before: np.ndarray, after: np.ndarray, language: str = "id") -> dict:
    answers = [
        asn.Answer(
            instrument="training_test", respondent=f"R{n}", about="D1", item=test, value=float(value), day=DAY
        )
        for n, pair in enumerate(zip(before, after, strict=True))
        for test, value in zip(("pre_test", "post_test"), pair, strict=True)
    ]
    register = asn.Register.of([asn.Programme(code="D1", name="D1"), *answers])
    found = asn.evaluate(register, asn.region("nasional", on="2025-12-31"), language=language)
    return found.learning.filter(level="programme").row(0, named=True)


def test_both_effect_sizes_have_their_names():
    """d_z over the spread of the gain, d_av over the mean spread of the marks (Lakens 2013)."""
    random = np.random.default_rng(3)
    before = random.normal(60, 8, 25).clip(0, 90).round()
    after = (before + random.normal(8, 5, 25)).clip(0, 100).round()
    row, gain = learned(before, after), after - before
    assert row["effect_size"] == pytest.approx(gain.mean() / gain.std(ddof=1))
    assert row["effect_size_av"] == pytest.approx(
        gain.mean() / ((before.std(ddof=1) + after.std(ddof=1)) / 2)
    )
    assert row["gain_by_before"] == pytest.approx(np.corrcoef(gain, before)[0, 1])


def test_regression_to_the_mean_is_said_where_gain_goes_against_the_first_mark():
    """Two noisy marks of the same people: who began low gained more, though nobody learned."""
    random = np.random.default_rng(3)
    ability = random.normal(60, 5, 40)
    noisy = [(ability + random.normal(0, 8, 40)).clip(0, 100) for _ in range(2)]
    assert "regresi ke rata-rata" in learned(*noisy)["note"]
    assert "regression to the mean" in learned(*noisy, "en")["note"]
    steady = np.arange(40.0, 80.0)
    assert learned(steady, steady + random.normal(5, 3, 40))["note"] is None


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=3, max_size=30))
def test_correlation_is_that_of_numpy(pairs):
    """From sums; null where one side does not vary."""
    x, y = np.array(pairs, dtype=float).T
    sums = pl.DataFrame(
        {"n": [len(x)], "x": [x.sum()], "y": [y.sum()], "xx": [x @ x], "yy": [y @ y], "xy": [x @ y]}
    )
    (found,) = with_correlation(sums, n="n", sums=("x", "y"), squares=("xx", "yy"), products="xy", name="r")[
        "r"
    ]
    if len(set(x)) == 1 or len(set(y)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-7)


@given(st.integers(2, 200), st.sampled_from([1.0, 3.0, 5.0]))
def test_people_who_all_say_the_same_leave_a_doubt(people, value):
    """Also at the ends of a scale; the more say it, the smaller the doubt."""
    groups = pl.DataFrame({"n": [people, people + 1], "mean": [value] * 2, "sd": [0.0] * 2})
    found = with_interval(groups, n="n", mean="mean", sd="sd", confidence=0.95, bounds=(1, 5), step=1)
    wide, less = (found["high"] - found["low"]).to_list()
    assert wide >= less > 0
    assert found["low"][0] >= 1
    assert found["high"][0] <= 5


def test_citizens_and_participants_who_all_agree_have_an_interval():
    """All fours of nine elements, all fives of a training."""
    region = asn.region("nasional", on="2025-12-31")
    elements = [item.code for item in region.instruments["skm"].items]
    skm = [asn.Answer(instrument="skm", respondent=f"S{n}", about="KTP", unit="Dinas", item=item, value=4.0, day=DAY)
           for n in range(12) for item in elements]  # fmt: skip
    said = [asn.Answer(instrument="training_reaction", respondent=f"R{n}", about="D1", item="material", value=5.0, day=DAY)
            for n in range(12)]  # fmt: skip
    found = asn.evaluate(asn.Register.of([*skm, *said, asn.Programme(code="D1", name="D1")]), region)
    for frame, top in (
        (found.citizens, 100.0),
        (found.elements, 4.0),
        (found.reaction.filter(level="all", dimension="material"), 5.0),
    ):
        row = frame.row(0, named=True)
        assert row["low"] < row["high"] == top


def test_an_item_that_goes_against_the_others_is_named():
    """Five items of one scale, the last not turned round."""
    random = np.random.default_rng(5)
    trait = random.normal(size=80)
    wide = {f"a{n}": (3 + trait + random.normal(size=80) * 0.7).round().clip(1, 5) for n in range(4)}
    wide["turned"] = 6 - (3 + trait + random.normal(size=80) * 0.7).round().clip(1, 5)
    found = reliability(pl.DataFrame(wide))
    array = np.array(list(wide.values()))
    expected = [np.corrcoef(array[n], np.delete(array, n, axis=0).sum(axis=0))[0, 1] for n in range(5)]
    assert found.item_rest == pytest.approx(expected)
    assert min(range(5), key=lambda n: found.item_rest[n]) == 4
    region = asn.region("nasional", on="2025-12-31")
    asked = region.instruments["learning_culture"]
    codes = [item.code for item in asked.items]
    wrong = codes[0]
    answers = [
        asn.Answer(instrument="learning_culture", respondent=f"R{n}", item=code, day=DAY,
                   value=float(np.clip(round(3 + trait[n] * (1 if (code in asked.reversed) == (code == wrong) else -1)), 1, 5)))
        for n in range(80) for code in codes
    ]  # fmt: skip
    for language, words in (("id", "mungkin pernyataannya terbalik"), ("en", "worded the other way round")):
        row = asn.evaluate(asn.Register.of(answers), region, language=language).scales.row(0, named=True)
        assert (row["lowest_item"], row["item_rest"] < 0) == (wrong, True)
        assert words in row["item_note"]
