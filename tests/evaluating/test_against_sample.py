"""The sample's evaluation against its manifest: what should come out, of every training, survey and service."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

import asn_dev as asn
from asn_dev.evaluating import Evaluation

BINJAI = asn.region("binjai", on="2025-12-31")
ITEMS = {
    "material": "materi",
    "delivery": "penyampaian",
    "application": "penerapan",
    "relevance": "relevansi",
}


@pytest.fixture(scope="module")
def evaluations(sample):
    """The evaluation of each year."""
    return {year: asn.evaluate(sample, BINJAI, period=year) for year in (2024, 2025)}


def of_programme(table: pl.DataFrame, code: str) -> pl.DataFrame:
    return table.filter(pl.col("level") == "programme", pl.col("group") == code)


def test_every_training_has_the_means_that_the_manifest_expects(evaluations, manifest):
    """Mean of each dimension, who answered, how many of those who came, and the gain in the tests."""
    for code, expected in manifest["expected"]["evaluation"].items():
        found: Evaluation = evaluations[int(code[3:7])]
        rows = of_programme(found.reaction, code)
        shown = rows.filter(pl.col("status") == "shown")
        for dimension, mean in shown.select("dimension", "mean").iter_rows():
            assert mean == pytest.approx(expected[f"mean_{ITEMS[dimension]}"], abs=1e-6), (code, dimension)
        assert rows["participants"].unique().to_list() == [expected["attended"]]
        respondents = rows["respondents"].drop_nulls().unique().to_list()
        assert respondents in ([expected["valid_respondents"]], [])
        tests = of_programme(found.learning, code).filter(pl.col("status") == "shown")
        assert tests["pairs"].to_list() == ([expected["pairs"]] if expected["pairs"] else [])
        for name, key in (
            ("before", "mean_pre"),
            ("after", "mean_post"),
            ("normalised_gain", "ngain_mean_of_people"),
        ):
            for value in tests[name]:
                assert value == pytest.approx(expected[key], abs=1e-6), (code, name)


def test_nearly_all_trainings_are_shown(evaluations, manifest):
    """The check above would pass on tables that withhold everything."""
    codes = list(manifest["expected"]["evaluation"])
    shown = [
        code
        for code in codes
        if (of_programme(evaluations[int(code[3:7])].reaction, code)["status"] == "shown").all()
    ]
    assert len(shown) >= len(codes) - 2


@pytest.mark.parametrize("wave", ["1", "2"])
def test_the_survey_of_staff_has_the_means_and_alphas_that_the_manifest_expects(evaluations, manifest, wave):
    """Complete answers of each scale, reversed items turned round, for all; small units withheld."""
    scales = {
        "KP": "readiness_for_change",
        "KL": "cooperation",
        "MO": "motivation",
        "KA": "career_link",
    }
    expected = manifest["expected"]["readiness"][wave]
    surveys = evaluations[2025].surveys.filter(pl.col("wave") == wave)
    reliability = evaluations[2025].scales.filter(pl.col("wave") == wave)
    for code, dimension in scales.items():
        (row,) = surveys.filter(level="all", dimension=dimension).to_dicts()
        assert (row["n"], row["mean"]) == (
            expected[code]["complete"],
            pytest.approx(expected[code]["mean"], abs=1e-6),
        )
        (scale,) = reliability.filter(dimension=dimension).to_dicts()
        assert scale["alpha"] == pytest.approx(expected[code]["cronbach_alpha"], abs=1e-6)
        assert scale["alpha_low"] < scale["alpha"] < scale["alpha_high"]
    withheld = surveys.filter(pl.col("status").is_in(["small", "complementary"]))["group"].unique()
    assert set(expected["units_with_fewer_than_5"]) <= set(withheld)
    hidden = surveys.filter(pl.col("group").is_in(withheld.implode()), pl.col("status") != "shown")
    assert (
        hidden.select("respondents", "n", "mean", "low", "change").null_count().row(0) == (hidden.height,) * 5
    )


def test_readiness_rose_between_the_rounds(evaluations):
    """From 3.34 to 3.51; the interval of the change says whether that is more than noise."""
    (row,) = (
        evaluations[2025].surveys.filter(wave="2", level="all", dimension="readiness_for_change").to_dicts()
    )
    assert row["change"] == pytest.approx(3.511765 - 3.34, abs=1e-6)
    assert row["more_than_noise"] == (row["change_low"] > 0 or row["change_high"] < 0)


def test_citizens_of_the_trained_office_are_happier_than_the_year_before(evaluations, manifest):
    """Index, grade and change as the manifest has both years; of the other offices it is noise."""
    expected = manifest["expected"]["skm"]
    units = evaluations[2025].citizens.filter(level="unit")
    assert set(units["unit"]) == set(expected["2025"]) - {"_all"}
    for row in units.to_dicts():
        before, now = expected["2024"][row["unit"]], expected["2025"][row["unit"]]
        assert (row["index"], row["grade"]) == (pytest.approx(now["ikm_exact_ninth"], abs=1e-6), now["grade"])
        assert row["respondents"] == now["complete"]
        assert row["change"] == pytest.approx(now["ikm_exact_ninth"] - before["ikm_exact_ninth"], abs=1e-5)
        assert row["low"] < row["index"] < row["high"]
    better = units.filter(pl.col("more_than_noise"), pl.col("change") > 0)["unit"]
    assert "Dinas Kependudukan dan Pencatatan Sipil" in better


def test_the_training_of_the_population_office_shows_in_its_waiting_times(evaluations, manifest):
    """Some 16 minutes less than where nobody was trained, and words that do not promise too much."""
    story = manifest["expected"]["services"]["difference_in_differences"]
    (row,) = (
        evaluations[2025]
        .effects.filter(
            scope="unit", name="Dinas Kependudukan dan Pencatatan Sipil", outcome="waiting_minutes"
        )
        .to_dicts()
    )
    assert row["effect"] == pytest.approx(story, abs=1)
    assert row["two_way"] == pytest.approx(story, abs=0.5)
    assert (row["conclusion"], row["low"], row["p"]) == ("cannot_tell", None, None)
    assert (row["trained_units"], row["months_before"], row["months_after"]) == (1, 12, 6)
    assert row["also"] == "PK-2025-05, PK-2025-06"
    assert row["placebo_as_large"] == 0
    assert "Unit yang dilatih: 1" in row["claim"]
    months = evaluations[2025].months.filter(
        scope="unit", name="Dinas Kependudukan dan Pencatatan Sipil", outcome="waiting_minutes"
    )
    assert set(months["phase"]) == {"before", "training", "after"}
    assert months.filter(phase="training")["month"].to_list() == [date(2025, 5, 1), date(2025, 6, 1)]


def test_what_was_left_out_is_counted(evaluations, sample):
    """Every answer counts, or stands in `left_out` with its reason."""
    answers = sample[asn.Answer].to_native()
    left_out = evaluations[2025].left_out
    assert left_out.filter(fault="blank")["answers"].sum() == answers["value"].null_count()
    assert set(left_out["fault"]) <= {"blank", "did_not_attend", "not_registered"}


def test_the_decisions_name_rule_figure_and_source(evaluations):
    """A mean of 3.35 of 17 may be chance, and says so; with fewer than ten answers it is too early, too."""
    decisions = {row["programme"]: row for row in evaluations[2025].decisions.to_dicts()}
    assert decisions["PK-2025-05"]["decision"] == "lanjutkan"
    weak = decisions["PK-2025-18"]
    assert (weak["decision"], weak["ground"], weak["value"]) == (None, "ragu", 0.05)
    assert weak["parameter"] == "evaluation.false_discovery_rate"
    assert "(assumed)" in weak["source"]
    assert weak["why"].startswith("ada ukuran di bawah batasnya, tetapi itu dapat kebetulan")
    early = decisions["PK-2025-08"]
    assert (early["decision"], early["why"]) == (None, "jawaban kurang dari 10")
    assert weak["decided_by"].startswith("nasional ")
