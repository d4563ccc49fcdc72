"""The chart functions: what a stage gives, drawn; the same chart in a notebook and in the report."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace
from typing import cast

import polars as pl
import pytest

import asn_dev as asn
from asn_dev import charts
from asn_dev.errors import TableError, UnknownNameError
from asn_dev.formatting import Withheld
from asn_dev.pairing import Pairing
from asn_dev.planning import Plan
from asn_dev.planning.prices import Prices
from asn_dev.reporting.exactness import as_shown
from asn_dev.reporting.sections import ChartBlock
from asn_dev.study_data import StudyData
from asn_dev.testing.synthetic import synthetic_city

REGION = asn.region("nasional", on="2025-12-31")


@pytest.fixture(scope="module")
def city() -> asn.Register:
    """Three hundred invented people."""
    return asn.Register.from_frames(synthetic_city(people=300))


@pytest.fixture(scope="module")
def evaluation(city: asn.Register) -> asn.Evaluation:
    """What is found in their year."""
    return asn.evaluate(city, REGION)


def plan_of(sessions: list[tuple[str, str, date, date, bool]], curve: list[tuple[float, float]]) -> Plan:
    """A plan with these sessions (code, programme, first and last day, held) and this curve."""
    frame = pl.DataFrame(
        sessions, schema={"code": pl.String, "programme": pl.String, "start": pl.Date, "end": pl.Date, "held": pl.Boolean}, orient="row"
    ).with_columns(programme_name=pl.col("programme"))  # fmt: skip
    none = pl.DataFrame()
    points = [(budget, value, value - 1) for budget, value in curve]
    schema = {"budget": pl.Float64, "value_at_most": pl.Float64, "value_found": pl.Float64}
    prices = SimpleNamespace(curve=pl.DataFrame(points, schema=schema, orient="row"))
    return Plan(
        "nasional", asn.Period.of_year(2026), 1e8, 20.0, 21.0, 9e7, 0.0, False, cast(Prices, prices),
        none, frame, none, none, none, none, none,
    )  # fmt: skip


def pairing_of(units: list[tuple[str, str]]) -> Pairing:
    """Pairs between these units, with numbers and names that must not be shown."""
    frame = pl.DataFrame(units, schema={"mentor_unit": pl.String, "mentee_unit": pl.String}, orient="row")
    pairs = frame.with_columns(mentor=pl.lit("198704122010012345"), mentor_name=pl.lit("Siti Rahma"))
    return Pairing(pairs, pl.DataFrame(), pl.DataFrame(), pl.DataFrame())


def test_gaps_of_small_units_are_withheld(city: asn.Register) -> None:
    """Three hundred people in some twenty units: every cell has a mean of at least five, or none."""
    chart = charts.competency_gaps(city, REGION)
    gaps = asn.score(city, REGION, of=asn.CompetencyGap).drop_nulls("gap")
    names = StudyData(city, REGION, REGION.period).competency_names()
    sizes = {
        (unit, names.get(code)): people
        for unit, code, people in gaps.group_by("unit", "competency").len().iter_rows()
    }
    for cell in chart.cells:
        small = 0 < sizes.get((cell.row, cell.column), 0) < 5
        assert isinstance(cell.value, Withheld) == small, cell
    assert chart.sentence


def test_the_match_is_counted_within_its_bands(city: asn.Register) -> None:
    """Bars begin at the thresholds; what is shown are the people of that range."""
    chart = charts.job_match(city, REGION)
    match = asn.score(city, REGION, of=asn.CivilServant)["job_person_match"].drop_nulls()
    starts = [one.start for one in chart.bins]
    assert {68.0, 80.0} <= set(starts)
    for one in chart.bins[:-1]:
        people = match.is_between(one.start, one.stop, closed="left").sum()
        assert isinstance(one.count, Withheld) or one.count == people
        assert isinstance(one.count, Withheld) or not 0 < people < 5


def test_the_boxes_hold_everybody_whose_box_is_known(city: asn.Register) -> None:
    """Nine of them; what is shown is what the rule gives."""
    chart = charts.talent_boxes(city, REGION, language="en")
    held = asn.score(city, REGION, of=asn.CivilServant)["talent_box"].drop_nulls()
    assert len(chart.boxes) == 9
    for box in chart.boxes:
        people = int((held == int(box.name.removeprefix("Box "))).sum())
        assert isinstance(box.count, Withheld) or box.count == people
        assert not (0 < people < 5) or isinstance(box.count, Withheld)


def test_an_evaluation_is_drawn_with_its_own_figures(evaluation: asn.Evaluation) -> None:
    """Reaction and satisfaction with intervals, the highest first."""
    chart = charts.reaction(evaluation)
    table = evaluation.reaction.filter(level="all", status="shown").sort("mean", descending=True)
    assert [one.value for one in chart.intervals if one.value is not None] == table["mean"].to_list()
    assert chart.sentence.startswith("Reaksi seluruh peserta: tertinggi")
    elements = charts.satisfaction(evaluation)
    lowest = evaluation.citizens.filter(level="unit").drop_nulls("index").sort("index", "unit")["unit"][0]
    assert lowest in elements.sentence
    assert len(elements.intervals) == 9
    assert (elements.least, elements.greatest) == (1, 4)


def test_services_are_drawn_month_by_month_beside_those_compared_with(evaluation: asn.Evaluation) -> None:
    """The table's months, the training marked, and the words for what may be claimed."""
    unit = evaluation.effects.filter(scope="unit")["name"][0]
    chart = charts.service_months(evaluation, unit=unit, outcome="errors", language="en")
    months = evaluation.months.filter(scope="unit", name=unit, outcome="errors")
    assert list(chart.times) == months["month"].to_list()
    assert list(chart.series[0].values) == months["trained"].to_list()
    training = months.filter(phase="training")["month"]
    assert chart.marked == (training[0], training[-1])
    claim = evaluation.effects.filter(scope="unit", name=unit, outcome="errors")["claim"][0]
    assert chart.sentence == f"{unit}: {claim}"


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda found: charts.service_months(found, unit="Dinas Entah"), "nothing was evaluated of 'Dinas Entah'"),
        (lambda found: charts.service_months(found, outcome="cepat"), "waiting_minutes"),
        (lambda found: charts.reaction(found, group="X"), "nothing was evaluated of 'X'"),
        (lambda found: charts.satisfaction(found, unit="X"), "among those evaluated"),
    ],
)  # fmt: skip
def test_what_was_not_evaluated_is_an_error_that_names_what_was(evaluation, ask, said) -> None:
    """With the next step."""
    with pytest.raises(UnknownNameError, match=said):
        ask(evaluation)


def test_a_register_without_region_is_an_error_that_says_what_to_give(city: asn.Register) -> None:
    """Rules are needed to draw."""
    with pytest.raises(TableError, match="needs the region"):
        charts.learning_hours(city)


def test_a_plan_is_drawn_as_calendar_and_curve() -> None:
    """Held sessions alone, a row for each programme; the curve in million rupiah from what it costs."""
    plan = plan_of(
        [
            ("A-1", "Bimtek", date(2026, 2, 3), date(2026, 2, 5), True),
            ("A-2", "Bimtek", date(2026, 5, 3), date(2026, 5, 5), True),
            ("B-1", "Workshop", date(2026, 3, 3), date(2026, 3, 5), False),
        ],
        [(5e7, 12.5), (1e8, 21.0)],
    )
    calendar = charts.plan_calendar(plan)
    assert [(span.label, span.start.month) for span in calendar.spans] == [("Bimtek", 2), ("Bimtek", 5)]
    assert "2 jadwal dari 1 program" in calendar.sentence
    curve = charts.budget_curve(plan)
    assert [point.x for point in curve.points] == [50.0, 100.0]
    assert [point.y for point in curve.lower] == [point.y - 1 for point in curve.points]
    assert "Rp90.000.000" in curve.sentence
    nothing = plan_of([], [])
    assert charts.plan_calendar(nothing).sentence == "Kalender rencana 2026: tidak ada jadwal yang dibuka."
    assert charts.budget_curve(nothing).empty


def test_a_calendar_of_very_many_programmes_says_which_it_leaves_out() -> None:
    """Forty rows, those that begin first."""
    days = [date(2026, 1, 1 + at % 28) for at in range(45)]
    plan = plan_of([(f"S{at:02}", f"P{at:02}", days[at], days[at], True) for at in range(45)], [])
    calendar = charts.plan_calendar(plan)
    assert len(calendar.spans) == 40
    assert "5 program yang mulai kemudian tidak digambar" in calendar.sentence


def test_pairs_are_drawn_between_units_without_a_person() -> None:
    """Small numbers are withheld; no NIP and no name is in the picture. It stays readable with 25 units."""
    units = [f"Dinas Urusan Nomor {at:02} Kota" for at in range(25)]
    pairs = [(units[0], units[1])] * 7 + [(units[at], units[(at * 7) % 25]) for at in range(25)]
    chart = charts.mentoring_network(pairing_of(pairs), REGION)
    counts = {(tie.source, tie.target): tie.count for tie in chart.ties}
    assert counts[units[0], units[1]] == 7
    assert counts[units[2], units[14]] == Withheld(5)
    picture = chart.svg(key="k") + chart._repr_html_()
    assert "198704" not in picture
    assert "Siti" not in picture
    spec = chart.altair().to_dict()
    assert spec["width"]["step"] * 25 <= 650
    assert charts.mentoring_network(pairing_of([]), REGION).sentence == "Pasangan mentoring: belum ada."


def test_an_empty_register_gives_charts_that_say_so() -> None:
    """Instead of an error, in both languages."""
    register = asn.Register.of([])
    for language in ("id", "en"):
        view = StudyData(register, REGION, REGION.period, language)
        found = asn.evaluate(register, REGION)
        for chart in (
            charts.competency_gaps(view), charts.job_match(view), charts.talent_boxes(view),
            charts.learning_hours(view), charts.reaction(found, language=language),
            charts.satisfaction(found, language=language), charts.service_months(found, language=language),
        ):  # fmt: skip
            assert chart.empty
            assert chart.sentence
            assert ("nothing" if language == "en" else "belum ada") in chart.sentence or language == "en"


def test_the_report_draws_the_charts_of_a_notebook(city: asn.Register, evaluation: asn.Evaluation) -> None:
    """The very same nouns, their figures as exact as they are shown; no personal number is in any picture."""
    report = asn.report(city, REGION, strict=True)
    blocks = [block for part in report.sections for block in part.blocks if isinstance(block, ChartBlock)]
    drawn = {block.sentence: block.chart.svg(key="k") for block in blocks}
    for chart in (
        charts.competency_gaps(city, REGION), charts.job_match(city, REGION), charts.talent_boxes(city, REGION),
        charts.learning_hours(city, REGION), charts.reaction(evaluation), charts.satisfaction(evaluation),
        charts.service_months(evaluation),
    ):  # fmt: skip
        shown = as_shown(ChartBlock(chart, chart.sentence)).chart
        assert drawn[chart.sentence] == shown.svg(key="k")
    assert not re.search(r"\b\d{18}\b", str(drawn))
