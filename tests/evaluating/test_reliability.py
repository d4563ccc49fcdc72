"""Alpha held against pingouin, omega against statsmodels, and what neither can be said of."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pandas as pd
import pingouin
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import minimize
from statsmodels.multivariate.factor import Factor

from asn_dev.errors import InvalidValueError, TableError
from asn_dev.evaluating.reliability import Reliability, reliability


@st.composite
def scales(draw, least_items=2, blanks=False):
    """Answers from 1 to 5 to items that share a trait more or less; some not answered."""
    items, respondents = draw(st.integers(least_items, 9)), draw(st.integers(3, 200))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shared = draw(st.floats(0, 3))
    answers = 3 + shared * random.normal(size=(respondents, 1)) + random.normal(size=(respondents, items))
    frame = pl.DataFrame(np.clip(np.round(answers), 1, 5), schema=[f"i{item}" for item in range(items)])
    if blanks:
        missing = random.random((respondents, items)) < draw(st.floats(0, 0.1))
        frame = frame.select(
            pl.when(~pl.Series(hidden)).then(column).alias(column.name)
            for hidden, column in zip(missing.T, frame.iter_columns(), strict=True)
        )
    return frame


def by_pingouin(wide, confidence=0.95):
    """Alpha and its interval; the answers of complete rows alone."""
    frame = pd.DataFrame(wide.drop_nulls().to_dict(as_series=False))
    with warnings.catch_warnings(action="ignore"):
        alpha, interval = pingouin.cronbach_alpha(frame, ci=confidence)
    return float(alpha), tuple(map(float, interval))


def assert_undefined(found: Reliability, *words: str) -> None:
    """Neither coefficient, and a reason in both languages."""
    assert (found.alpha, found.alpha_low, found.alpha_high, found.omega) == (None,) * 4
    assert found.omega_reason is not None
    assert found.alpha_reason is not None
    assert all(word in found.alpha_reason.en for word in words)
    assert found.alpha_reason.id != found.alpha_reason.en


# --- alpha ----------------------------------------------------------------------------------------


@given(scales(blanks=True), st.sampled_from([0.9, 0.95, 0.99]))
def test_alpha_is_that_of_pingouin(wide, confidence):
    """To 1e-12; pingouin rounds the interval to three decimals."""
    found = reliability(wide, confidence=confidence, omega=False)
    assume(found.alpha is not None)
    alpha, interval = by_pingouin(wide, confidence)
    assert found.alpha == pytest.approx(alpha, rel=1e-12, abs=1e-12)
    assert (found.alpha_low, found.alpha_high) == pytest.approx(interval, rel=1e-9, abs=5.001e-4)
    assert found.respondents == wide.drop_nulls().height
    assert found.left_out == wide.height - found.respondents


def test_alpha_of_many_respondents_is_that_of_pingouin():
    """More than are taken at a time, whole numbers, and a mean that drifts from block to block."""
    random = np.random.default_rng(5)
    trait = random.normal(size=100_000) + np.linspace(0, 2, 100_000)
    answers = np.clip(np.round(3 + trait[:, None] + random.normal(size=(100_000, 6))), 1, 7)
    wide = pl.DataFrame(answers).cast(pl.Int8)
    assert reliability(wide, omega=False).alpha == pytest.approx(by_pingouin(wide)[0], rel=1e-12)


def test_the_published_example():
    """The wide data of pingouin's documentation, whose alpha was checked against R's psych: 0.801695.

    Its interval there, (0.581, 0.933), counts the people left out too; ours is a little wider.
    """
    wide = pl.from_pandas(pingouin.read_dataset("cronbach_wide_missing"))
    found = reliability(wide)
    assert found.alpha == pytest.approx(0.8016949152542373, abs=1e-12)
    assert found.left_out == wide.height - wide.drop_nulls().height > 0
    assert found.alpha_low < 0.581
    assert found.alpha_high > 0.933


@given(scales(least_items=3), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_items_does_not_matter(wide, random):
    """Nor what the items are called."""
    names = list(wide.columns)
    random.shuffle(names)
    other = wide.select(names).sample(fraction=1.0, shuffle=True, seed=random.randrange(1000))
    one, two = reliability(wide), reliability(other)
    assert (one.alpha is None) == (two.alpha is None)
    assert one.alpha == pytest.approx(two.alpha, rel=1e-9)
    if one.omega is not None and two.omega is not None:
        assert one.omega == pytest.approx(two.omega, abs=1e-6)


@given(scales())
def test_reversing_twice_is_the_identity(wide):
    """Six minus six minus the answer; reversing all items once changes nothing either."""
    once = wide.with_columns((6 - pl.first()).name.keep())
    assert reliability(once.with_columns((6 - pl.first()).name.keep())) == reliability(wide)
    all_once = reliability(wide.select((6 - pl.all()).name.keep()), omega=False)
    assert all_once.alpha == pytest.approx(reliability(wide, omega=False).alpha, rel=1e-9)


def test_an_item_turned_the_wrong_way_lowers_alpha():
    """Which is why items are turned before they come here."""
    random = np.random.default_rng(1)
    wide = pl.DataFrame(random.normal(size=(100, 1)) + random.normal(size=(100, 4)))
    wrong = wide.with_columns(-pl.col("column_0"))
    assert reliability(wrong, omega=False).alpha < reliability(wide, omega=False).alpha


@given(scales(), st.integers(1, 20))
def test_blanks_are_left_out_and_counted(wide, blanks):
    """null, NaN and infinite are the same: not answered."""
    unknown = [None, math.nan, math.inf, -math.inf]
    more = pl.DataFrame(
        {name: [unknown[row % 4] if item == 0 else 3.0 for row in range(blanks)]
         for item, name in enumerate(wide.columns)}, schema=wide.schema,
    )  # fmt: skip
    one, two = reliability(wide), reliability(pl.concat([more, wide]))
    assert (one.respondents, one.left_out + blanks) == (two.respondents, two.left_out)
    assert one.alpha == pytest.approx(two.alpha, rel=1e-9)


# --- not defined ----------------------------------------------------------------------------------


def test_one_item_is_not_defined():
    """Nor none."""
    assert_undefined(reliability(pl.DataFrame({"a": [1.0, 2.0, 3.0, 4.0]})), "one item")
    assert_undefined(reliability(pl.DataFrame()), "no item")


@pytest.mark.parametrize("respondents", [0, 1, 2])
def test_fewer_than_three_respondents_are_not_defined(respondents):
    """Two points always lie on a line. Those who left something out do not count."""
    wide = pl.DataFrame({"a": [1.0, 5.0][:respondents], "b": [2.0, 4.0][:respondents]}).cast(pl.Float64)
    assert_undefined(reliability(wide), str(respondents), "at least 3")
    blank = pl.DataFrame({"a": [None] * 9, "b": [1.0] * 9}, schema=wide.schema)
    found = reliability(pl.concat([wide, blank]))
    assert_undefined(found, str(respondents), "at least 3")
    assert (found.respondents, found.left_out) == (respondents, 9)


@pytest.mark.parametrize("answer", [0.0, 3.0, 0.1, 1 / 3, 1e9])
def test_constant_answers_are_not_defined(answer):
    """Also where their mean in binary is a little off themselves."""
    assert_undefined(reliability(pl.DataFrame(dict.fromkeys("abc", [answer] * 70_001))), "no variation")


def test_totals_that_are_all_the_same_are_not_defined():
    """One item the mirror of the other: they vary, their sum does not."""
    assert_undefined(reliability(pl.DataFrame({"a": [1.1, 2.2, 3.3], "b": [3.3, 2.2, 1.1]})), "no variation")


def test_columns_of_nothing_but_null_are_not_defined():
    """As a table has them of which nobody answered anything."""
    nothing = pl.DataFrame({"a": [None] * 5, "b": [None] * 5})
    assert_undefined(reliability(nothing), "0")
    assert_undefined(reliability(nothing.cast(pl.Int8)), "0")


def test_text_is_an_error_that_names_the_item():
    """Answers are read before they come here."""
    with pytest.raises(TableError, match="no numbers in the items 'b'"):
        reliability(pl.DataFrame({"a": [1, 2, 3], "b": ["1", "2", "3"]}))


def test_a_confidence_that_is_none_is_an_error():
    """95 for 0.95."""
    with pytest.raises(InvalidValueError, match="between 0 and 1"):
        reliability(pl.DataFrame({"a": [1, 2, 3], "b": [1, 2, 4]}), confidence=95)


# --- omega ----------------------------------------------------------------------------------------


@given(scales(least_items=3))
def test_omega_is_that_of_the_factor_of_statsmodels(wide):
    """One factor by maximum likelihood on the same answers; its loadings and uniqueness by omega's formula.

    statsmodels starts from random values and may stop at a worse factor than there is: it is a witness only
    where nothing nearby, or from other starts, fits better.
    """
    assume(wide.height >= 50)
    found = reliability(wide)
    assume(found.omega is not None)
    answers = wide.to_numpy()
    with warnings.catch_warnings(action="ignore"):
        fitted = Factor(answers, n_factor=1, method="ml").fit(maxiter=2000, tol=1e-12)
    correlation = np.corrcoef(answers.T)
    theirs = misfit(correlation, fitted.loadings[:, 0], fitted.uniqueness)
    assume(theirs <= best_misfit(correlation, fitted.loadings[:, 0], fitted.uniqueness) + 1e-7)
    spread = answers.std(axis=0, ddof=1)
    common = (fitted.loadings[:, 0] @ spread) ** 2
    assert found.omega == pytest.approx(common / (common + fitted.uniqueness @ spread**2), abs=2e-4)


def misfit(correlation, loadings, uniqueness):
    """How badly one factor explains the correlations: what maximum likelihood makes least."""
    model = np.outer(loadings, loadings) + np.diag(uniqueness)
    return np.linalg.slogdet(model)[1] + np.trace(np.linalg.solve(model, correlation))


def best_misfit(correlation, loadings, uniqueness):
    """The least misfit that a general minimiser finds from this factor and from two others."""
    size = len(correlation)
    even = np.full(size, 0.7)
    starts = [(loadings, uniqueness), (even, 1 - even**2), (np.linspace(0.2, 0.9, size), np.full(size, 0.5))]

    def flat(both):
        return misfit(correlation, both[:size], np.exp(both[size:]))

    tries = (np.r_[first, np.log(np.maximum(second, 1e-3))] for first, second in starts)
    return min(minimize(flat, start, method="BFGS").fun for start in tries)


def test_omega_of_a_model_that_is_true():
    """Loadings of 0.9, 0.8, 0.7 and 0.6, answered so that the covariances are exactly those of the model."""
    loadings = np.array([0.9, 0.8, 0.7, 0.6])
    model = np.outer(loadings, loadings)
    np.fill_diagonal(model, 1)
    plain = np.random.default_rng(3).normal(size=(500, 4))
    plain -= plain.mean(axis=0)
    white = plain @ np.linalg.inv(np.linalg.cholesky(np.cov(plain.T))).T
    found = reliability(pl.DataFrame(white @ np.linalg.cholesky(model).T))
    assert found.omega == pytest.approx(9 / (9 + (1 - loadings**2).sum()), abs=1e-7)
    assert found.omega > found.alpha


def test_omega_of_equal_loadings_is_alpha():
    """Where all items measure alike the two are the same."""
    model = np.full((5, 5), 0.5) + np.eye(5) / 2
    plain = np.random.default_rng(4).normal(size=(300, 5))
    plain -= plain.mean(axis=0)
    white = plain @ np.linalg.inv(np.linalg.cholesky(np.cov(plain.T))).T
    found = reliability(pl.DataFrame(white @ np.linalg.cholesky(model).T))
    assert found.omega == pytest.approx(found.alpha, abs=1e-7)


HEYWOOD = pl.DataFrame({"a": [1, 2, 3, 4, 5, 1], "b": [1, 2, 3, 4, 5, 1], "c": [2, 1, 4, 3, 5, 2]})


@pytest.mark.parametrize(
    ("wide", "words"),
    [
        (pl.DataFrame({"a": [1, 2, 3, 5], "b": [1, 3, 3, 4]}), "at least 3 items"),
        (HEYWOOD.with_columns(c=pl.lit(4)), "alike"),
        (HEYWOOD, "Heywood"),
    ],
)
def test_omega_that_is_not_defined_has_a_reason_and_alpha_stands(wide, words):
    """Two items, an item without variation, an item that another explains wholly."""
    found = reliability(wide)
    assert found.omega is None
    assert words in found.omega_reason.en
    assert found.alpha is not None
    assert found.alpha_reason is None


@given(scales(least_items=3))
def test_coefficients_are_numbers_or_have_a_reason(wide):
    """Never nan, never both, and the interval is about its alpha."""
    found = reliability(wide)
    assert (found.alpha is None) == (found.alpha_reason is not None)
    assert (found.omega is None) == (found.omega_reason is not None)
    if found.alpha is not None:
        assert found.alpha_low <= found.alpha <= found.alpha_high <= 1
    if found.omega is not None:
        assert 0 <= found.omega <= 1
