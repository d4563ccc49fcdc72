"""Evaluation as a user calls it: what counts, what is withheld, what is decided, and how sure it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals as nw
import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

import asn_dev as asn
from asn_dev.evaluating.responses import scores_of
from asn_dev.grouping.withholding import REASONS
from asn_dev.rules.answers import FAULTS
from asn_dev.study_data import StudyData, calculate

REGION = asn.region("nasional", on="2025-12-31")
DAY = date(2025, 6, 2)
ITEMS = ("material", "delivery", "application", "relevance")


def nip(number: int) -> asn.Nip:
    """The number of a made-up person."""
    return asn.Nip(f"198704122010012{number:03d}")


def answer(
    respondent: object, item: str = "material", value: float | None = 4.0, **fields: Any
) -> asn.Answer:
    """An answer to the reaction questionnaire about programme D1, unless told otherwise."""
    given = {"instrument": "training_reaction", "about": "D1", "day": DAY, **fields}
    return asn.Answer(respondent=str(respondent), item=item, value=value, **given)


def evaluated(*records: object, choose: dict[str, str] | None = None, **options: Any) -> asn.Evaluation:
    """The evaluation of these records."""
    region = asn.region("nasional", on="2025-12-31", choose=choose)
    return asn.evaluate(asn.Register.of(records), region, **options)


def row(frame: pl.DataFrame, **where: Any) -> dict[str, Any]:
    """The one row with these values."""
    (found,) = frame.filter(**where).to_dicts()
    return found


D1 = asn.Programme(code="D1", name="Arsip", form=asn.ProgrammeForm.TECHNICAL, provider="BKPSDM")


# --- which answers count --------------------------------------------------------------------------


def test_answers_that_do_not_count_are_counted_with_their_reason():
    """Blank, off the scale, an unknown item or instrument, absent or not registered: in no mean."""
    attended = [asn.Enrolment(programme="D1", nip=nip(n), attended=True, end=DAY) for n in range(1, 7)]
    absent = asn.Enrolment(programme="D1", nip=nip(7), attended=False, end=DAY)
    unknown = asn.Enrolment(programme="D1", nip=nip(8), attended=None, end=DAY)
    good = [answer(nip(n).number, value=4.0) for n in (1, 2, 3, 4, 5, 8)]
    bad = [
        answer(nip(6).number, value=None),
        answer(nip(6).number, "delivery", 6.0),
        answer(nip(6).number, "colour", 5.0),
        answer(nip(1).number, "material", 1.0, instrument="nobody_knows"),
        answer(nip(7).number, value=1.0),
        answer(nip(9).number, value=1.0),
    ]
    found = evaluated(D1, *attended, absent, unknown, *good, *bad)
    reaction = row(found.reaction, level="programme", group="D1", dimension="material")
    assert (reaction["n"], reaction["mean"], reaction["respondents"]) == (6, 4.0, 6)
    counted = {(one["instrument"], one["fault"]): one["answers"] for one in found.left_out.to_dicts()}
    assert counted == {
        ("training_reaction", "blank"): 1,
        ("training_reaction", "off_scale"): 1,
        ("training_reaction", "unknown_item"): 1,
        ("nobody_knows", "unknown_instrument"): 1,
        ("training_reaction", "did_not_attend"): 1,
        ("training_reaction", "not_registered"): 1,
    }
    assert found.left_out["why"].null_count() == 0
    assert set(found.left_out["fault"]) <= set(FAULTS)


def test_an_item_answered_twice_in_a_lazy_table_counts_in_no_mean():
    """Nothing tells which of the two is meant; eager tables never hold the second."""
    once = [answer(f"R{n}", value=4.0) for n in range(6)]
    rows = asn.Register.of(once)[asn.Answer].to_native()
    twice = pl.concat([rows, rows.head(1).with_columns(value=pl.lit(1.0))]).lazy()
    found = asn.evaluate(asn.Register.from_frames({asn.Answer: twice}), REGION)
    assert row(found.reaction, level="all", dimension="material")["n"] == 5
    assert row(found.left_out, fault="repeated")["answers"] == 1
    eager = asn.evaluate(asn.Register.from_frames({asn.Answer: twice.collect()}), REGION)
    assert row(eager.reaction, level="all", dimension="material")["n"] == 6


def test_answers_of_no_known_day_lie_in_no_period_and_are_told():
    """Unless the list of participants says when the programme ended."""
    said = [answer(nip(n).number, day=None) for n in range(1, 7)]
    found = evaluated(D1, *said)
    assert found.reaction.filter(pl.col("n") > 0).is_empty()
    assert row(found.left_out, fault="no_day")["answers"] == 6
    came = [asn.Enrolment(programme="D1", nip=nip(n), attended=True, end=DAY) for n in range(1, 7)]
    dated = evaluated(D1, *came, *said)
    assert row(dated.reaction, level="all", dimension="material")["n"] == 6
    assert dated.left_out.is_empty()


def test_a_training_over_new_year_counts_for_the_year_it_ended_in():
    """Also those who answered before or after: the end of the programme is their day."""
    came = [
        asn.Enrolment(programme="D1", nip=nip(n), attended=True, end=date(2025, 1, 3)) for n in range(1, 7)
    ]
    said = [answer(nip(n).number, day=date(2024, 12, 30)) for n in range(1, 7)]
    assert row(evaluated(D1, *came, *said).reaction, level="all", dimension="material")["n"] == 6
    assert evaluated(D1, *came, *said, period=2024).reaction.filter(pl.col("n") > 0).is_empty()


@given(data=st.data())
def test_one_pass_over_the_answers_gives_what_the_rule_gives(data):
    """`scores_of` puts questionnaires together in its own way; the rule `dimension_scores` says what is right."""
    value = st.none() | st.sampled_from([0.0, 1.0, 2.0, 5.0])
    programme = st.sampled_from(["training_reaction", "training_test"])
    people = st.integers(1, 4).map(lambda n: nip(n).number)
    readiness = st.sampled_from(["KP1", "KP4", "MO3", "KA1", "KA2", "KA3", "zz"])
    asked = data.draw(
        st.lists(
            st.tuples(programme, people, st.sampled_from([*ITEMS, "pre_test"]), value, st.none())
            | st.tuples(st.just("readiness"), people, readiness, value, st.none() | st.just("1")),
            max_size=20,
            unique_by=lambda one: (one[0], one[1], one[2], one[4]),
        )
    )
    enrolled = data.draw(st.dictionaries(st.integers(1, 4), st.none() | st.booleans()))
    register = asn.Register.of(
        [
            *(
                answer(
                    who, item, given, instrument=code, wave=wave, about=None if code == "readiness" else "D1"
                )
                for code, who, item, given, wave in asked
            ),
            *(
                asn.Enrolment(programme="D1", nip=nip(n), attended=came, end=DAY)
                for n, came in enrolled.items()
            ),
        ],
        empty=[asn.Answer],
    )
    material = StudyData(register, REGION, REGION.period)
    rows = calculate(register, REGION).rows(asn.DimensionScore)
    assert rows is not None
    right = rows.collect().to_native()
    keys = ["instrument", "dimension", "respondent", "wave", "day", "score"]
    made = scores_of(material, *REGION.instruments)
    assert_frame_equal(made.select(keys).sort(keys), right.select(keys).sort(keys), check_exact=False)


# --- means ----------------------------------------------------------------------------------------


@settings(max_examples=8)
@given(values=st.lists(st.integers(1, 5), min_size=5, max_size=20))
def test_an_answer_equal_to_the_mean_leaves_the_mean(values):
    """And brings the interval no further apart."""
    mean = sum(values) / len(values)
    said = [answer(f"R{n}", value=float(value)) for n, value in enumerate(values)]
    before = row(evaluated(*said).reaction, level="all", dimension="material")
    after = row(evaluated(*said, answer("new", value=mean)).reaction, level="all", dimension="material")
    assert after["mean"] == pytest.approx(before["mean"])
    assert after["n"] == before["n"] + 1
    assert after["high"] - after["low"] <= before["high"] - before["low"] + 1e-9
    assert 1 <= after["low"] <= after["mean"] + 1e-9 <= after["high"] + 2e-9 <= 5 + 2e-9


@settings(max_examples=8)
@given(
    values=st.lists(st.tuples(st.sampled_from("AB"), st.integers(1, 5)), min_size=12), seed=st.integers(0, 99)
)
def test_the_order_of_answers_does_not_matter(values, seed):
    """Nor whether the table is lazy, or in DuckDB."""
    import duckdb

    said = [answer(f"R{n}", value=float(v), unit=f"Dinas {u}") for n, (u, v) in enumerate(values)]
    frame = asn.Register.of(said)[asn.Answer].to_native()
    shuffled = frame.sample(fraction=1.0, shuffle=True, seed=seed)
    tables = [frame, shuffled, shuffled.lazy()]
    tables.append(duckdb.from_arrow(frame.to_arrow()))
    found = [asn.evaluate(asn.Register.from_frames({asn.Answer: one}), REGION).reaction for one in tables]
    for other in found[1:]:
        assert_frame_equal(found[0], other, check_exact=False)


def test_a_response_rate_has_an_interval_and_unanswered_programmes_stand_there_too():
    """Six of eight; nobody of the other programme."""
    people = [asn.CivilServant(nip=nip(n), unit="Dinas A") for n in range(1, 9)]
    came = [asn.Enrolment(programme="D1", nip=nip(n), attended=True, end=DAY) for n in range(1, 9)]
    other = [asn.Enrolment(programme="D2", nip=nip(n), attended=True, end=DAY) for n in range(1, 7)]
    said = [answer(nip(n).number, unit="Dinas A") for n in range(1, 7)]
    found = evaluated(D1, asn.Programme(code="D2"), *people, *came, *other, *said)
    one = row(found.reaction, level="programme", group="D1", dimension="material")
    assert (one["participants"], one["respondents"], one["response_rate"]) == (8, 6, 0.75)
    assert one["rate_low"] < 0.75 < one["rate_high"]
    decided = row(found.decisions, programme="D2")
    assert (decided["decision"], decided["participants"], decided["reaction_respondents"]) == (None, 6, 0)


def test_behaviour_stands_by_rater_and_reversed_items_are_turned_round():
    """A superior of six participants; P3 is worded the other way."""
    said = [
        answer(
            "boss", item, value, instrument="training_behaviour", subject=f"S{n}", rater=asn.Rater.SUPERIOR
        )
        for n in range(6)
        for item, value in (("P1", 5.0), ("P2", 5.0), ("P3", 1.0))
    ]
    found = row(evaluated(D1, *said).behaviour, level="programme", rater="atasan", dimension="use")
    assert (found["n"], found["mean"]) == (6, 5.0)


def test_decisions_do_not_give_back_the_one_rater_that_behaviour_withholds():
    """36 questionnaires less 17 and 18 would be one colleague's, with the exact mean."""
    raters = {asn.Rater.PARTICIPANT: 17, asn.Rater.SUPERIOR: 18, asn.Rater.PEER: 1}

    def said(raters):
        return [
            answer(f"{who}{n}", item, value, instrument="training_behaviour", subject=f"S{n}", rater=who)
            for who, count in raters.items()
            for n in range(count)
            for item, value in (("P1", 4.0), ("P2", 3.0), ("P3", 2.0))
        ]

    found = evaluated(D1, *said(raters))
    assert "small" in set(found.behaviour.filter(level="programme", rater="rekan")["status"])
    decided = row(found.decisions, programme="D1")
    assert (decided["behaviour_respondents"], decided["behaviour_mean"]) == (None, None)
    decided = row(evaluated(D1, *said({**raters, asn.Rater.PEER: 9})).decisions, programme="D1")
    assert (decided["behaviour_respondents"], decided["behaviour_mean"]) != (None, None)


def test_files_hold_numbers_as_they_are_displayed(tmp_path):
    """Not to 15 digits: what is published can be added and subtracted by anybody."""
    found = evaluated(D1, *(answer(f"R{n}", value=value) for n, value in enumerate([5, 4, 4, 3, 4, 5, 5])))
    told = row(pl.DataFrame(found.to_dict()["reaction"]), level="programme", dimension="material")
    assert told["mean"] == round(30 / 7, 2)
    sheet = openpyxl.load_workbook(found.save(tmp_path / "evaluasi.xlsx"))
    numbers = [cell for each in sheet for line in each.iter_rows(values_only=True) for cell in line]
    assert all(number == round(number, 4) for number in numbers if isinstance(number, float))


def test_learning_is_tested_in_pairs():
    """Ten participants gain 10 to 19 points; who took one test only is not among them."""
    marks = [
        answer(f"R{n}", test, value, instrument="training_test")
        for n in range(10)
        for test, value in (("pre_test", 50.0), ("post_test", 60.0 + n))
    ]
    found = row(
        evaluated(D1, *marks, answer("half", "pre_test", 0.0, instrument="training_test")).learning,
        level="all",
    )
    assert (found["pairs"], found["before"], found["gain"]) == (10, 50.0, 14.5)
    assert found["normalised_gain"] == pytest.approx(0.29)
    assert found["band"] == "rendah"
    assert found["t"] == pytest.approx(14.5 / (found["sd"] / 10**0.5))
    same = [
        answer(f"R{n}", t, 50.0, instrument="training_test")
        for n in range(6)
        for t in ("pre_test", "post_test")
    ]
    flat = row(evaluated(D1, *same).learning, level="all")
    assert (flat["p"], flat["reason"]) == (None, "no_variation")


# --- small groups ---------------------------------------------------------------------------------


def test_a_small_group_and_one_that_would_give_it_away_are_withheld_in_every_table():
    """Three of unit A among twenty: A is small, B the smallest that hides it; the decision says no more."""
    sizes = {"A": 3, "B": 6, "C": 11}
    said = [
        answer(f"{unit}{n}", item, unit=unit)
        for unit, size in sizes.items()
        for n in range(size)
        for item in ITEMS
    ]
    units = evaluated(D1, *said).reaction.filter(level="unit")
    status = {one["group"]: one["status"] for one in units.to_dicts()}
    assert status == {"A": "small", "B": "complementary", "C": "shown"}
    hidden = units.filter(pl.col("status").is_in(list(REASONS)))
    figures = ["respondents", "response_rate", "n", "mean", "sd", "low", "high"]
    assert hidden.select(figures).null_count().row(0) == (hidden.height,) * len(figures)


@settings(max_examples=8)
@given(sizes=st.lists(st.integers(1, 9), min_size=2, max_size=6), values=st.integers(0, 2**16))
def test_what_is_withheld_cannot_be_solved_from_what_is_printed(sizes, values):
    """Sums of shown units and the total are an attacker's equations; no withheld unit is determined."""
    import numpy as np

    rng = np.random.default_rng(values)
    said = [
        answer(f"{unit}-{n}", value=float(rng.integers(1, 6)), unit=f"U{unit}", about=f"D{n % 2}")
        for unit, size in enumerate(sizes)
        for n in range(size)
    ]
    table = evaluated(*said).reaction.filter(dimension="material")
    units = [f"U{unit}" for unit in range(len(sizes))]
    cells = {(u, d): place for place, (u, d) in enumerate((u, d) for u in units for d in ("D0", "D1"))}
    printed, secret = [], []
    for one in table.filter(pl.col("level").is_in(["all", "unit", "programme"])).to_dicts():
        line = np.zeros(len(cells))
        for (unit, programme), place in cells.items():
            line[place] = one["level"] == "all" or one["group"] in (unit, programme)
        (printed if one["status"] == "shown" else secret).append(line)
    rank = np.linalg.matrix_rank(np.array(printed)) if printed else 0
    for line in secret:
        assert np.linalg.matrix_rank(np.array([*printed, line])) == rank + 1


def test_a_group_too_small_for_a_mean_says_so_and_keeps_its_counts():
    """Where the office asks for more answers than privacy does."""
    said = [answer(f"R{n}") for n in range(6)]
    region = asn.region("nasional", on="2025-12-31")
    assert region.parameters.number("evaluation.fewest_answers") == 5
    found = evaluated(D1, *said[:5]).reaction.filter(level="all", dimension="material")
    assert found["status"].to_list() == ["shown"]


def test_the_scale_that_few_answered_says_only_that():
    """Four of a staff survey: no coefficient, and not how many answered."""
    said = [
        asn.Answer(
            instrument="readiness",
            respondent=f"G{n}",
            item=f"KA{k}",
            value=float(1 + (n + k) % 5),
            wave="1",
            day=DAY,
        )
        for n in range(4)
        for k in (1, 2, 3)
    ]
    scale = row(evaluated(*said).scales, dimension="career_link")
    assert (scale["alpha"], scale["respondents"], scale["left_out"]) == (None, 0, 0)
    assert scale["alpha_reason"] == REASONS["small"].id


# --- decisions ------------------------------------------------------------------------------------


def reactions(value: float, *, people: int = 12, **others: float) -> list[asn.Answer]:
    """So many participants of one mind; `others` are the values of single items."""
    return [answer(f"R{n}", item, others.get(item, value)) for n in range(people) for item in ITEMS]


def marks(before: float, after: float, people: int = 12) -> list[asn.Answer]:
    """Marks of so many participants."""
    both = (("pre_test", before), ("post_test", after))
    return [answer(f"R{n}", t, v, instrument="training_test") for n in range(people) for t, v in both]


@pytest.mark.parametrize(
    ("records", "decision", "ground"),
    [
        (reactions(4.0), "lanjutkan", "baik"),
        (reactions(4.0, people=9), None, "jawaban"),
        (reactions(4.0, relevance=3.0), "sesuaikan", "dimensi"),
        (reactions(2.0), "hentikan", "reaksi"),
        ([*reactions(4.0), *marks(60, 60)], "hentikan", "tidak belajar"),
        ([*reactions(4.0), *marks(60, 65)], "sesuaikan", "belajar"),
        ([*reactions(4.0), *marks(60, 80)], "lanjutkan", "baik"),
        ([*reactions(4.0), *marks(60, 60, people=9)], "lanjutkan", "baik"),
    ],
)
def test_each_ground_leads_to_its_decision(records, decision, ground):
    """Too few, poor, nothing learned, a weak dimension, little learned, good."""
    found = row(evaluated(D1, *records).decisions, programme="D1")
    assert (found["decision"], found["ground"]) == (decision, ground)
    assert found["why"]
    assert found["source"].endswith("(assumed)")


def test_few_of_those_who_came_is_too_early():
    """Ten answers of sixty participants."""
    came = [asn.Enrolment(programme="D1", nip=nip(n), attended=True, end=DAY) for n in range(1, 61)]
    said = [answer(nip(n).number, item) for n in range(1, 11) for item in ITEMS]
    found = row(evaluated(D1, *came, *said).decisions, programme="D1")
    assert (found["decision"], found["ground"]) == (None, "respons")


def test_a_region_changes_a_threshold_in_toml_and_the_rule_in_python(make_plugin, tmp_path):
    """The threshold needs no Python; the rule may stand on what the nation says."""
    source = tmp_path / "kota.toml"
    source.write_text(
        "[evaluation.reaction_good]\nkind = 'number'\nlabel = { id = 'x', en = 'x' }\n"
        "[[evaluation.reaction_good.values]]\nfrom = 2025-01-01\nvalue = 4.5\nsource = 'Kota'\nevidence = 'local'\n",
        encoding="utf-8",
    )
    make_plugin(
        "tegas",
        f"""
        from pathlib import Path

        @hookimpl
        def asn_dev_parameters():
            return [Path({str(source)!r})]
        """,
    )
    make_plugin(
        "murah",
        """
        @indicator(of=Programme, kind="text", label=text(id="Keputusan", en="Decision"))
        def programme_decision(inherited):
            return nw.when(inherited == "hentikan").then(nw.lit("sesuaikan")).otherwise(inherited)

        @hookimpl
        def asn_dev_rules():
            return [programme_decision]
        """,
    )
    register = asn.Register.of([D1, *reactions(4.0)])
    strict = row(asn.evaluate(register, asn.region("tegas", on="2025-12-31")).decisions, programme="D1")
    assert (strict["decision"], strict["value"], strict["why"]) == (
        "sesuaikan",
        4.5,
        "ada dimensi reaksi di bawah 4,5",
    )
    poor = asn.Register.of([D1, *reactions(2.0)])
    kind = row(asn.evaluate(poor, asn.region("murah", on="2025-12-31")).decisions, programme="D1")
    assert (kind["decision"], kind["decided_by"]) == ("sesuaikan", "murah 1.2.3")


def test_the_decision_is_an_indicator_that_other_rules_read():
    """The next plan reads `programme_decision` of the programme."""
    scored = asn.score(
        asn.Register.of([D1, *reactions(2.0)]), REGION, of=asn.Programme, indicators=["programme_decision"]
    )
    assert scored["programme_decision"].to_list() == ["hentikan"]


# --- citizens -------------------------------------------------------------------------------------


def survey(*respondents: tuple[str, str, list[float]], day: date = DAY) -> list[asn.Answer]:
    """Questionnaires of the citizen survey: unit, service, nine answers."""
    return [
        asn.Answer(
            instrument="skm",
            respondent=f"{day}-{n}",
            about=service,
            unit=unit,
            item=f"U{k}",
            value=value,
            day=day,
        )
        for n, (unit, service, values) in enumerate(respondents)
        for k, value in enumerate(values, 1)
    ]


@pytest.mark.parametrize(
    ("population", "sample"),
    [
        (10, 10),
        (50, 44),
        (100, 80),
        (260, 155),
        (300, 169),
        (500, 217),
        (2000, 322),
        (10_000, 370),
        (1_000_000, 384),
    ],
)
def test_the_required_sample_is_that_of_krejcie_and_morgan(population, sample):
    """Krejcie and Morgan (1970), table 1; rounding up differs at 50, 260, 500 and 2000."""
    asked = survey(*[("Dinas", "KTP", [4.0] * 9)] * 6)
    month = asn.ServiceMonth(unit="Dinas", service="KTP", month=date(2025, 3, 1), requests=population)
    found = evaluated(asn.Unit(name="Dinas"), month, *asked).citizens
    assert found["required_sample"].to_list() == [sample, sample]
    assert found["enough"].to_list() == [sample <= 6] * 2
    up = evaluated(asn.Unit(name="Dinas"), month, *asked, choose={"skm.sample_rounding": "up"}).citizens
    assert (up["required_sample"][0] == sample + 1) == (population in (50, 260, 500, 2000))


def test_services_stand_below_their_unit_with_the_same_rule():
    """All fours are exactly 100; answers that are all the same still leave a doubt."""
    asked = survey(*[("Dinas", "KTP", [4.0] * 9)] * 6, *[("Dinas", "KK", [3.0] * 9)] * 6)
    found = evaluated(asn.Unit(name="Dinas"), *asked).citizens
    ktp, kk = (row(found, service=name) for name in ("KTP", "KK"))
    assert (ktp["index"], ktp["grade"], ktp["high"]) == (100.0, "A", 100.0)
    assert 95 < ktp["low"] < 100
    assert (kk["index"], kk["grade"]) == (75.0, "C")
    assert row(found, level="unit")["index"] == pytest.approx(87.5)
    assert ktp["lowest"].split("; ")[0] == "Persyaratan 4,00"


def test_a_change_is_more_than_noise_or_it_is_not():
    """Last year mixed, this year nearly all fours; the same mix twice is noise."""
    mixed = [("Dinas", "KTP", [float(2 + n % 3)] * 9) for n in range(12)]
    better = [("Dinas", "KTP", [4.0] * 8 + [float(3 + n % 2)]) for n in range(12)]
    before = survey(*mixed, day=date(2024, 6, 2))
    rose = row(evaluated(asn.Unit(name="Dinas"), *before, *survey(*better)).citizens, level="unit")
    assert rose["change"] > 0
    assert rose["more_than_noise"]
    same = row(evaluated(asn.Unit(name="Dinas"), *before, *survey(*mixed)).citizens, level="unit")
    assert (same["change"], same["more_than_noise"]) == (pytest.approx(0), False)


def test_a_change_does_not_give_away_what_was_withheld_the_year_before():
    """Service a had three respondents last year, so b was withheld with it; now both have enough."""
    asked = survey(*[(u, s, [4.0] * 9) for u, s in [("D", "a")] * 6 + [("D", "b")] * 6])
    before = survey(
        *[(u, s, [3.0] * 9) for u, s in [("D", "a")] * 3 + [("D", "b")] * 7], day=date(2024, 6, 2)
    )
    found = evaluated(asn.Unit(name="D"), *before, *asked).citizens
    assert found.filter(level="service")["change"].to_list() == [None, None]
    assert row(found, level="unit")["change"] == pytest.approx(25)


def test_a_small_service_is_withheld_with_another_one():
    """Three who spoke of one service cannot be worked out from the unit and its other services."""
    asked = survey(*[("D", "a", [4.0] * 9)] * 3, *[("D", "b", [3.0] * 9)] * 7, *[("D", "c", [2.0] * 9)] * 9)
    found = evaluated(asn.Unit(name="D"), *asked)
    status = {one["service"]: one["status"] for one in found.citizens.to_dicts()}
    assert status == {None: "shown", "a": "small", "b": "complementary", "c": "shown"}
    assert found.elements.filter(service="a")["mean"].null_count() == 9


# --- services, staff, and the whole ---------------------------------------------------------------


def test_a_training_that_shows_and_months_that_are_too_few():
    """Six trained units against six others; the effect is found, its sureness said; two months are too few."""
    units = [f"U{n:02}" for n in range(12)]
    staff = [asn.CivilServant(nip=nip(n + 1), unit=unit) for n, unit in enumerate(units)]
    came = [asn.Enrolment(programme="D1", nip=nip(n + 1), attended=True, end=DAY) for n in range(6)]
    months = [
        asn.ServiceMonth(
            unit=unit,
            service="KTP",
            month=date(2025, month, 1),
            requests=100,
            waiting_minutes=50.0 + (7 * n + 3 * month) % 5 - (10 if n < 6 and month > 6 else 0),
        )
        for n, unit in enumerate(units)
        for month in range(1, 13)
    ]
    found = row(evaluated(D1, *staff, *came, *months).effects, scope="programme", outcome="waiting_minutes")
    assert found["effect"] == pytest.approx(-10, abs=0.5)
    assert (found["trained_units"], found["comparison_units"]) == (6, 6)
    assert found["conclusion"] == "effect"
    assert found["low"] < -10 < found["high"] < 0
    assert "lebih dari kebetulan" in found["claim"]
    assert "tidak berbeda lebih dari" in found["claim"]
    english = asn.evaluate(asn.Register.of([D1, *staff, *came, *months]), REGION, language="en").effects
    assert "more than chance" in row(english, scope="programme", outcome="waiting_minutes")["claim"]
    short = [one for one in months if one.month < date(2025, 9, 1)]
    early = row(evaluated(D1, *staff, *came, *short).effects, scope="programme", outcome="waiting_minutes")
    assert (early["effect"], early["months_after"], early["conclusion"]) == (None, 2, "cannot_tell")
    assert "belum cukup" in early["claim"]


def test_rounds_of_a_survey_without_names_are_its_years():
    """Two years of the learning culture, six staff each."""
    said = [
        asn.Answer(
            instrument="learning_culture",
            respondent=f"{year}-{n}",
            item=f"BB{k}",
            value=value,
            day=date(year, 5, 1),
        )
        for year, value in ((2024, 3.0), (2025, 4.0))
        for n in range(6)
        for k in range(1, 5)
    ] + [
        asn.Answer(
            instrument="learning_culture",
            respondent=f"{year}-{n}",
            item="BB5",
            value=6.0 - value,
            day=date(year, 5, 1),
        )
        for year, value in ((2024, 3.0), (2025, 4.0))
        for n in range(6)
    ]
    found = evaluated(*said).surveys.filter(level="all")
    assert found.select("wave", "mean", "change").rows() == [("2024", 3.0, None), ("2025", 4.0, 1.0)]
    scale = row(evaluated(*said).scales, wave="2025")
    assert scale["alpha"] is None
    assert scale["alpha_reason"]


@pytest.mark.parametrize("record", [asn.Unit(name="Dinas A"), D1, answer("R1")])
def test_a_register_that_holds_next_to_nothing_gives_tables_without_rows(record):
    """No crash, no invented zero; the workbook has every sheet all the same."""
    found = evaluated(record)
    assert found.effects.is_empty()
    assert found.citizens.is_empty()
    assert "Evaluasi nasional 2025" in repr(found)


def test_the_workbook_has_a_sheet_for_each_table_in_the_language_of_its_readers(tmp_path):
    """It opens, headings and codes are words of one language, and what is withheld is an empty cell."""
    said = [answer(f"{unit}{n}", item, unit=unit) for unit in "AB" for n in range(12) for item in ITEMS]
    found = evaluated(D1, *said)
    found.save(tmp_path / "evaluasi.xlsx")
    book = openpyxl.load_workbook(tmp_path / "evaluasi.xlsx")
    assert book.sheetnames[:2] == ["Keputusan program", "Reaksi"]
    assert len(book.sheetnames) == 11
    heads, *rows = [[cell.value for cell in line] for line in book["Reaksi"].iter_rows()]
    assert heads[:4] == ["Tingkat", "Kelompok", "Nama kelompok", "Dimensi"]
    assert {line[0] for line in rows} == {
        "Seluruhnya",
        "Program",
        "Penyelenggara",
        "Bentuk",
        "Perangkat daerah",
    }
    assert {line[3] for line in rows} == {"Materi", "Penyampaian", "Penerapan", "Relevansi"}
    assert "Sebab (Inggris)" not in [cell.value for cell in book["Keputusan program"][1]]
    found.save(tmp_path / "evaluation.xlsx", language="en")
    english = openpyxl.load_workbook(tmp_path / "evaluation.xlsx")["Decisions"]
    assert [cell.value for cell in english[1]][:3] == ["Programme", "Name", "Decision"]
    assert english["C2"].value == "keep"


def test_an_evaluation_shows_no_number_of_a_person():
    """Tables are about groups; respondents stay out of them, also in JSON."""
    came = [asn.Enrolment(programme="D1", nip=nip(n), attended=True, end=DAY) for n in range(1, 13)]
    said = [answer(nip(n).number, item) for n in range(1, 13) for item in ITEMS]
    found = evaluated(D1, *came, *said)
    assert nip(1).number not in repr(found)
    assert nip(1).number not in str(found.to_dict())


def test_evaluating_changes_no_input():
    """The register's tables are what they were."""
    register = asn.Register.of([D1, *reactions(4.0)])
    before = {kind: nw.to_native(frame).clone() for kind, frame in register.tables.items()}
    asn.evaluate(register, REGION)
    for kind, frame in before.items():
        assert_frame_equal(nw.to_native(register[kind]), frame)
