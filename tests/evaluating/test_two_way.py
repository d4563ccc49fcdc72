"""Two-way fixed effects, held against statsmodels, by hand, and on the sample."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import polars as pl
import pytest
import statsmodels.formula.api as smf
from hypothesis import assume, given
from hypothesis import strategies as st

from asn_dev.errors import InvalidValueError
from asn_dev.evaluating.two_way import two_way_fixed_effects
from asn_dev.model import ServiceMonth

COLUMNS = {
    "outcome": "y",
    "cluster": "unit",
    "series": ["unit", "service"],
    "month": "month",
    "treated": "treated",
    "after": "after",
}


def regression(panel, **more):
    return two_way_fixed_effects(panel, **(COLUMNS | more))


def panel_of(units, services, months, treated, start=4, effect=-5.0, seed=0, missing=0.0):
    """Services of units by month; the first units are treated, from the month `start` on."""
    random = np.random.default_rng(seed)
    rows = [
        {
            "unit": f"U{unit:02}",
            "service": f"S{service}",
            "month": date(2024 + month // 12, month % 12 + 1, 1),
            "at": month,
            "treated": unit < treated,
            "after": month >= start,
            "y": 50 + 7 * unit + 3 * service + math.sin(month) + effect * (unit < treated and month >= start)
            + random.normal() + random.normal() * unit * 0.3,
        }
        for unit in range(units) for service in range(services) for month in range(months)
        if random.random() >= missing
    ]  # fmt: skip
    return pl.DataFrame(rows)


@st.composite
def panels(draw):
    """From three units, with gaps in most."""
    units = draw(st.integers(3, 9))
    return panel_of(
        units,
        draw(st.integers(1, 3)),
        draw(st.integers(5, 14)),
        draw(st.integers(1, units - 1)),
        start=draw(st.integers(2, 4)),
        effect=draw(st.floats(-10, 10)),
        seed=draw(st.integers(0, 10_000)),
        missing=draw(st.sampled_from([0.0, 0.1, 0.3])),
    )


def by_statsmodels(panel, formula, name, confidence):
    """OLS with a dummy for each series and each month; clustered by unit, t with G - 1."""
    data = panel.with_columns(
        series=pl.col("unit") + pl.col("service"),
        d=(pl.col("treated") & pl.col("after")).cast(pl.Float64),
        trend=(pl.col("treated") * pl.col("at")).cast(pl.Float64),
        cluster=pl.col("unit").rank("dense").cast(pl.Int64),
    ).to_pandas()
    model = smf.ols(formula, data)
    assume(np.linalg.matrix_rank(model.exog) == model.exog.shape[1])
    assume(model.exog.shape[0] > model.exog.shape[1])
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": data["cluster"]}, use_t=True)
    with np.errstate(invalid="ignore"):  # a dummy that fits a month exactly may have a variance just below 0
        low, high = fit.conf_int(1 - confidence).loc[name]
        return fit.params[name], fit.bse[name], fit.pvalues[name], low, high


def figures(estimate):
    return estimate.value, estimate.standard_error, estimate.p, estimate.low, estimate.high


@given(panels(), st.sampled_from([0.9, 0.95, 0.99]))
def test_effect_and_interval_are_those_of_statsmodels(panel, confidence):
    """Dummies for all series and months there, none here; gaps in the panel or not."""
    found = regression(panel, confidence=confidence)
    assume(found.low is not None)
    expected = by_statsmodels(panel, "y ~ d + C(series) + C(month)", "d", confidence)
    assert figures(found) == pytest.approx(expected, rel=1e-8, abs=1e-10)


@given(panels(), st.randoms(use_true_random=False))
def test_levels_of_series_and_months_do_not_matter(panel, random):
    """Nor the order of rows: each service and each month may lie higher or lower by any amount."""
    shift = {name: random.uniform(-50, 50) for name in [*panel["unit"].unique(), *panel["service"].unique()]}
    other = panel.with_columns(
        y=pl.col("y") + pl.col("unit").replace_strict(shift) + pl.col("at") ** 2 * random.uniform(-1, 1)
    ).sample(fraction=1.0, shuffle=True, seed=random.randrange(1000))
    one, two = regression(panel), regression(other)
    assert figures(one) == pytest.approx(figures(two), rel=1e-6, abs=1e-9)


@given(panels(), st.floats(-20, 20))
def test_what_is_added_to_the_trained_after_training_is_added_to_the_effect(panel, more):
    """And to nothing else."""
    gain = pl.when(pl.col("treated") & pl.col("after")).then(more).otherwise(0.0)
    one, two = regression(panel), regression(panel.with_columns(pl.col("y") + gain))
    assume(one.value is not None)
    assert two.value - one.value == pytest.approx(more, abs=1e-8)


# --- by hand --------------------------------------------------------------------------------------


def small(*rows):
    return pl.DataFrame(
        [
            {
                "unit": unit,
                "service": "S",
                "month": date(2025, month, 1),
                "treated": unit == "A",
                "after": month > 6,
                "y": y,
            }
            for unit, month, y in rows
        ],
        schema_overrides={"y": pl.Float64},
    )


TWO_BY_TWO = [("A", 4, 52.0), ("A", 8, 35.0), ("B", 4, 50.0), ("B", 8, 49.0)]


def test_two_by_two():
    """(35 - 52) - (49 - 50) = -16; of two units there is no interval."""
    found = regression(small(*TWO_BY_TWO))
    assert found.value == pytest.approx(-16)
    assert (found.low, found.p) == (None, None)
    assert "at least 3" in found.reason.en


def test_unknown_outcomes_are_left_out():
    """null, NaN and infinite; unknown flags too."""
    panel = small(*TWO_BY_TWO, ("B", 5, None), ("B", 9, math.nan), ("A", 3, math.inf))
    assert regression(panel).value == pytest.approx(-16)
    unknown = panel.with_columns(after=pl.when(pl.col("month") != date(2025, 5, 1)).then("after"))
    assert regression(unknown).value == pytest.approx(-16)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("value", [1e101, -1e155, 1.7e308, math.inf, math.nan])
def test_outcomes_beyond_all_measure_are_left_out(value):
    """No number overflows, and the effect is that of the rest."""
    panel = panel_of(units=5, services=2, months=8, treated=2)
    hostile = panel.with_columns(y=pl.when(pl.int_range(pl.len()) == 3).then(value).otherwise("y"))
    found = regression(hostile)
    without = regression(panel.filter(pl.int_range(pl.len()) != 3))
    assert found == without


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "no data"),
        (TWO_BY_TWO[:2], "was not trained"),
        (TWO_BY_TWO[2:], "no trained unit"),
        ([TWO_BY_TWO[0], TWO_BY_TWO[2]], "after"),
        ([TWO_BY_TWO[1], TWO_BY_TWO[3]], "before"),
        (TWO_BY_TWO[1:], "before"),
        (TWO_BY_TWO[:3], "after"),
    ],
)
def test_without_both_sides_and_both_times_there_is_no_effect_but_a_reason(rows, words):
    """Which of them is missing is said in both languages."""
    panel = small(*rows) if rows else small(*TWO_BY_TWO).clear()
    found = regression(panel)
    assert figures(found) == (None,) * 5
    assert words in found.reason.en
    assert found.reason.id != found.reason.en


def test_services_seen_only_before_or_only_after_say_nothing():
    """A service that ended with the training, and one that began with it."""
    rows = small(*TWO_BY_TWO).with_columns(
        service=pl.when(pl.col("unit") == "A").then(pl.col("month").cast(pl.String)).otherwise("service")
    )
    found = regression(rows)
    assert found.value is None
    assert "no service" in found.reason.en


def test_a_perfect_fit_has_no_interval():
    """Where nothing is left over, a width of 0 would be false certainty."""
    rows = [("A", 4, 52.0), ("A", 8, 35.0), ("B", 4, 50.0), ("B", 8, 49.0), ("C", 4, 8.0), ("C", 8, 7.0)]
    found = regression(small(*rows))
    assert found.value == pytest.approx(-16)
    assert found.low is None
    assert found.reason is not None


def test_a_confidence_that_is_none_is_an_error():
    """95 for 0.95."""
    with pytest.raises(InvalidValueError, match="between 0 and 1"):
        regression(small(*TWO_BY_TWO), confidence=95)


# --- the sample -----------------------------------------------------------------------------------

TRAINED = "Dinas Kependudukan dan Pencatatan Sipil"
COMPARED = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"


def test_the_sample(sample, manifest):
    """The population office against the licensing office, as the manifest works it out."""
    month = pl.col("month")
    frame = sample[ServiceMonth].to_native()
    frame = frame.collect() if isinstance(frame, pl.LazyFrame) else frame
    panel = frame.filter(
        pl.col("unit").is_in([TRAINED, COMPARED]),
        month.is_between(date(2025, 1, 1), date(2025, 4, 1))
        | month.is_between(date(2025, 7, 1), date(2025, 12, 1)),
    ).with_columns(treated=pl.col("unit") == TRAINED, after=month >= date(2025, 7, 1))
    found = regression(panel, outcome="waiting_minutes")
    expected = manifest["expected"]["services"]
    assert found.value == pytest.approx(expected["difference_in_differences"], abs=1e-6)
