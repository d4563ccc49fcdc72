"""What falls short: by more than chance, over all programmes judged; and a region's own ground."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, ttest_1samp

import asn_dev as asn

DAY = date(2025, 6, 2)
ITEMS = ("material", "delivery", "application", "relevance")
REGION = asn.region("nasional", on="2025-12-31")


def reactions(values: dict[str, np.ndarray]) -> pl.DataFrame:
    """Answers to the four items: by programme an array of participants by items."""
    parts = [
        pl.DataFrame(
            {
                "instrument": "training_reaction",
                "respondent": [f"{code}-{person}" for person in range(len(array)) for _ in ITEMS],
                "about": code,
                "item": list(ITEMS) * len(array),
                "value": array.astype(float).ravel(),
                "day": DAY,
            }
        )
        for code, array in values.items()
    ]
    return pl.concat(parts)


def decided(
    values: dict[str, np.ndarray], tests: Sequence[asn.Answer] = (), region: asn.Region = REGION
) -> pl.DataFrame:
    """The decisions on programmes of which this was said."""
    answers = reactions(values)
    if tests:
        marked = asn.Register.of(list(tests))[asn.Answer].to_native()
        answers = pl.concat(
            [answers, marked.select(pl.col(name).cast(answers.schema[name]) for name in answers.columns)]
        )
    codes = list(values)
    frames = {asn.Answer: answers, asn.Programme: pl.DataFrame({"code": codes, "name": codes})}
    return asn.evaluate(asn.Register.from_frames(frames), region).decisions


def drawn(random: np.random.Generator, mean: float, people: int) -> np.ndarray:
    """Answers from 1 to 5 whose true mean it is: 5 trials of a scale, so that they spread as answers do."""
    return 1 + random.binomial(4, (mean - 1) / 4, (people, len(ITEMS)))


def test_true_means_above_the_limit_are_hardly_ever_adapted():
    """3.7 in four dimensions with 20 answers each, 300 programmes; each judged alone and all together."""
    random = np.random.default_rng(2025)
    values = {f"P{n:03}": drawn(random, 3.7, 20) for n in range(300)}
    together = decided(values)["decision"]
    assert (together == "sesuaikan").sum() / 300 <= 0.05
    alone = [decided({code: values[code]})["decision"][0] for code in list(values)[:6]]
    assert sum(decision == "sesuaikan" for decision in alone) <= 1
    weak = sum((array.mean(axis=0) < 3.5).any() for array in values.values())
    assert weak / 300 > 0.2  # by the point alone a quarter of them


def test_true_shortfalls_are_adapted():
    """A dimension of 2.5 with 20 answers."""
    random = np.random.default_rng(1)
    values = {}
    for n in range(60):
        values[f"P{n:02}"] = drawn(random, 4.2, 20)
        values[f"P{n:02}"][:, 3] = drawn(random, 2.5, 20)[:, 3]
    assert (decided(values)["decision"] == "sesuaikan").sum() / 60 >= 0.8


@given(st.integers(0, 2**32 - 1), st.integers(1, 8))
def test_p_and_the_false_discovery_rate_are_those_of_scipy(seed, programmes):
    """One-sided t of each dimension, Benjamini and Hochberg over all of all."""
    random = np.random.default_rng(seed)
    values = {
        f"P{n}": drawn(random, random.uniform(2, 4.5), int(random.integers(10, 30)))
        for n in range(programmes)
    }
    register = asn.Register.from_frames(
        {
            asn.Answer: reactions(values),
            asn.Programme: pl.DataFrame({"code": list(values), "name": list(values)}),
        }
    )
    rows = asn.score(register, REGION, of=asn.Programme, indicators=["reaction_dimensions_short"])
    limits = [3.5] * 4 + [2.5]
    samples = {code: [*array.T, array.mean(axis=1)] for code, array in values.items()}
    if any(sample.std(ddof=1) < 1 / np.sqrt(12) for each in samples.values() for sample in each):
        return
    p = np.array([[ttest_1samp(sample, limit, alternative="less").pvalue for sample, limit in zip(each, limits, strict=True)]
                  for each in samples.values()])  # fmt: skip
    adjusted = false_discovery_control(p.ravel()).reshape(p.shape)
    if (abs(adjusted - 0.05) < 0.002).any():
        return
    short = dict(zip(values, (adjusted[:, :4] <= 0.05).sum(axis=1).tolist(), strict=True))
    assert dict(rows.select("code", "reaction_dimensions_short").rows()) == short


def test_what_may_be_chance_is_too_early_and_says_so():
    """A mean of 3.4 of twelve whose answers lie far apart."""
    array = np.full((12, 4), 4)
    array[:, 3] = [5, 5, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1]
    (row,) = decided({"D1": array}).to_dicts()
    assert (row["decision"], row["ground"]) == (None, "ragu")
    assert row["parameter"] == "evaluation.false_discovery_rate"
    assert "dapat kebetulan" in row["why"]


def marks(before: list[float], after: list[float]) -> list[asn.Answer]:
    return [
        asn.Answer(
            instrument="training_test", respondent=f"D1-{n}", about="D1", item=test, value=value, day=DAY
        )
        for n, pair in enumerate(zip(before, after, strict=True))
        for test, value in zip(("pre_test", "post_test"), pair, strict=True)
    ]


def test_n_gain_of_the_class_is_not_that_of_persons():
    """One who stood at 90 and fell to 70 weighs -2 among persons, little in the class (Hake 1998)."""
    tests = marks([50.0] * 11 + [90.0], [80.0] * 11 + [70.0])
    register = asn.Register.of([asn.Programme(code="D1", name="D1"), *tests])
    for choice, expected in (
        ("persons", (11 * 0.6 - 2) / 12),
        ("class", (950 / 12 - 640 / 12) / (100 - 640 / 12)),
    ):
        region = asn.region("nasional", on="2025-12-31", choose={"evaluation.gain_of": choice})
        scored = asn.score(register, region, of=asn.Programme, indicators=["mean_normalised_gain"])
        assert scored["mean_normalised_gain"][0] == pytest.approx(expected)
        (row,) = asn.evaluate(register, region).learning.filter(level="programme").to_dicts()
        assert row["normalised_gain"] == pytest.approx(expected)
    weak = marks([50.0] * 12, [60.0 + n % 3 for n in range(12)])
    for choice in ("persons", "class"):
        region = asn.region("nasional", on="2025-12-31", choose={"evaluation.gain_of": choice})
        (row,) = decided({"D1": np.full((12, 4), 4)}, weak, region=region).to_dicts()
        assert (row["decision"], row["ground"]) == ("sesuaikan", "belajar")


def test_people_count_once_in_behaviour():
    """Eleven peers of one person are one person; of eleven persons they are eleven."""

    def judged(subjects: int) -> list[asn.Answer]:
        return [
            asn.Answer(instrument="training_behaviour", respondent=f"R{n}", about="D1", item=item, value=2.0 + n % 2,
                       day=DAY, subject=f"S{n % subjects}", rater=asn.Rater.PEER)
            for n in range(22) for item in BEHAVIOUR_ITEMS
        ]  # fmt: skip

    asked = REGION.instruments["training_behaviour"]
    BEHAVIOUR_ITEMS = [item.code for item in asked.items if item.code not in asked.reversed]  # noqa: N806
    for subjects, expected in ((1, 0), (11, 1)):
        register = asn.Register.of([asn.Programme(code="D1", name="D1"), *judged(subjects)])
        region = asn.region("nasional", on="2025-12-31")
        scored = asn.score(register, region, of=asn.Programme, indicators=["behaviour_falls_short"])
        assert bool(scored["behaviour_falls_short"][0]) == bool(expected)


def test_what_binjai_calls_unrelated_is_adapted_in_decision_plan_and_report():
    """Six of twenty (30 %) answer 2, the others 5: the nation keeps it, the city's document adapts it."""
    array = np.full((20, 4), 5)
    array[:6, 3] = 2
    binjai = asn.region("binjai", on="2025-12-31")
    (row,) = decided({"D1": array}, region=binjai).to_dicts()
    assert (row["decision"], row["ground"]) == ("sesuaikan", "tidak sesuai pekerjaan")
    assert (row["parameter"], row["value"]) == ("binjai.adapt.share", 0.25)
    assert "0,25" in row["why"]
    assert row["source"].endswith("(local)")
    (nation,) = decided({"D1": array}).to_dicts()
    assert nation["decision"] == "lanjutkan"
    register = asn.Register.from_frames(
        {asn.Answer: reactions({"D1": array}), asn.Programme: pl.DataFrame({"code": ["D1"], "name": ["D1"]})}
    )
    scored = asn.score(register, binjai, of=asn.Programme, indicators=["evaluation_weight", "to_be_adapted"])
    assert scored.select("evaluation_weight", "to_be_adapted").row(0) == (0.7, True)
