"""The national sections declare what stands in them, so that withholding sees every figure of people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.charts import Bar, Bars, Calendar, Chart, Curve
from asn_dev.charts.people import match_bins, match_categories
from asn_dev.formatting import Figure, Withheld
from asn_dev.grouping import counted, parts_hidden
from asn_dev.model import CivilServant
from asn_dev.plugin import text
from asn_dev.plugin.sentences import number, sentence
from asn_dev.plugin.tables import column, facts, mean, table
from asn_dev.reporting.cells import cells
from asn_dev.reporting.context import ReportContext
from asn_dev.reporting.declared import DeclaredFacts, DrawnChart
from asn_dev.reporting.sections import ChartBlock, Facts, Note, Paragraph, TableBlock
from asn_dev.reporting.sentences import Listing, Said, Sentence
from asn_dev.reporting.writing import blocks_of, parts_of
from asn_dev.testing.synthetic import synthetic_city

REGION = asn.region("nasional", on="2025-12-31")
KEYS = [rule.key for _, rule in REGION.sections]
ABOUT_MONEY_AND_DAYS = (Calendar, Curve)
"""The only charts that stand ready in the national sections."""
MEANS = table(
    column("unit", id="Perangkat daerah", en="Unit"),
    mean("hours", id="Rata-rata JP", en="Mean hours"),
    id="JP, sedikitnya {least}",
    en="Hours, at least {least}",
    by="unit",
)


def context_of(register: asn.Register | None = None) -> ReportContext:
    return ReportContext.of(asn.study(register or asn.Register.of([]), REGION, language="en"))


@pytest.fixture(scope="module")
def context() -> ReportContext:
    """A city with everything in it, a plan and pairs."""
    register = asn.Register.from_frames(synthetic_city(people=120, seed=4))
    study = asn.study(register, REGION)
    return ReportContext.of(study, study.plan(budget=40_000_000), study.pair())


def figures(part: Any) -> Iterator[Figure]:
    """The figures in a part of a section, in its sentences too."""
    match part:
        case Figure():
            yield part
        case Sentence(_, values):
            yield from (figure for value in values.values() for figure in figures(value))
        case Said(sentences, _) | Listing(sentences):
            yield from (figure for each in sentences for figure in figures(each))
        case DeclaredFacts(every):
            yield from (fact[1] for fact in every)
        case DrawnChart(_, _, words):
            yield from figures(words)


@pytest.mark.parametrize("key", KEYS)
def test_the_national_sections_are_declared(key: str, context: ReportContext) -> None:
    """No table, chart or sentence about people stands ready; every number of them is among the cells."""
    (rule,) = (rule for _, rule in REGION.sections if rule.key == key)
    parts = parts_of(rule, context)
    assert not [part for part in parts if isinstance(part, (TableBlock, Paragraph, Facts, ChartBlock))]
    ready = [part for part in parts if isinstance(part, Chart)]
    assert all(isinstance(part, ABOUT_MONEY_AND_DAYS) for part in ready)
    declared = [part for part in parts if not isinstance(part, (Chart, Note, Said, Sentence))]
    assert cells(declared, context).height or key == "mutu-data"


def test_shares_and_means_of_people_say_how_many_stand_behind_them(context: ReportContext) -> None:
    """In sentences and figures as in tables; those of programmes, requests and rows of files are not of people."""
    of_people = ["jam-pelajaran", "ip-asn", "kesenjangan", "kinerja-talenta", "survei-pegawai"]
    for rule in (rule for _, rule in REGION.sections if rule.key in of_people):
        shares = [
            figure
            for part in parts_of(rule, context)
            for figure in figures(part)
            if figure.kind in ("decimal", "percent")
        ]
        assert shares or rule.key == "kinerja-talenta"
        assert all(figure.people is not None for figure in shares), rule.key


@given(st.lists(st.integers(0, 40), min_size=1, max_size=9))
def test_parts_are_hidden_as_they_are_counted(sizes: list[int]) -> None:
    """The rows of a chart and of a table hide what `counted` hides, and say as little why."""
    minimum = int(REGION.parameters["privacy.minimum_group"])
    parts = parts_hidden(pl.DataFrame({"people": sizes}), ["people"], minimum)
    assert context_of().values(parts, "people") == counted(sizes, minimum)


def bars_of(rows: pl.DataFrame, values: Callable[[pl.DataFrame, str], list[Any]]) -> Bars:
    return Bars(
        [Bar(unit, value) for unit, value in zip(rows["unit"], values(rows, "hours"), strict=True)], "JP"
    )


def test_a_chart_of_another_shape_draws_what_is_shown() -> None:
    """Its function gets rows after withholding; its sentence is declared, or what the chart says."""
    context = context_of()
    rows = pl.DataFrame({"unit": ["A"] * 6 + ["B"] * 2, "hours": [8.0] * 6 + [40.0] * 2})
    hours = MEANS.of(rows, least=number(20, decimals=0))
    drawn = hours.drawn(lambda shown: bars_of(shown, context.values))
    declared = hours.drawn(
        lambda shown: bars_of(shown, context.values), sentence(id="{n} unit", en="{n} units").of(n=2)
    )
    chart, with_sentence, written = blocks_of([drawn, declared, hours], context)
    assert isinstance(chart, ChartBlock)
    assert isinstance(with_sentence, ChartBlock)
    assert [bar.value for bar in chart.chart.bars] == [8.0, Withheld(5)]  # type: ignore[attr-defined]
    assert with_sentence.sentence == "2 units"
    assert isinstance(written, TableBlock)
    assert written.caption == "Hours, at least 20"
    assert cells([drawn], context).filter(column="hours")["people"].to_list() == [6, 2]


def test_figures_say_what_they_count() -> None:
    """A third word beside a figure is its unit, in either language."""
    words = text(id="Rata-rata", en="Mean")
    (block,) = blocks_of([facts((words, number(8.5), "JP"), (words, number(None)))], context_of())
    assert isinstance(block, Facts)
    assert [(fact.label, fact.value, fact.unit) for fact in block.facts] == [
        ("Mean", 8.5, "JP"),
        ("Mean", None, ""),
    ]


@example([60] * 3 + [72] * 12 + [90] * 40)
@given(st.lists(st.integers(0, 119), min_size=1, max_size=60))
def test_bars_of_a_band_do_not_add_up_to_what_its_category_withholds(matches: list[int]) -> None:
    """Where it is not told how many are in a category, none of its bars is shown."""
    register = asn.Register.of([])
    study = asn.study(register, REGION)
    thresholds = REGION.parameters.bands("competence.job_match_category")
    least = sorted((band.least or 0.0, band.name) for band in thresholds.bands)
    category = [max(pair for pair in least if pair[0] <= match)[1] for match in matches]
    scores = pl.DataFrame(
        {"job_person_match": [float(match) for match in matches], "job_match_category": category}
    )
    study.kept[(("scores", CivilServant), study.language, study.period)] = (scores, ())
    categories, bins = match_categories(study), match_bins(study)
    silent = categories.filter(pl.col("withheld").list.len() > 0)["category"].to_list()
    for start, count in zip(bins["start"], study.values(bins, "people"), strict=True):
        of_band = max(pair for pair in least if pair[0] <= start)[1] if start >= least[0][0] else least[0][1]
        assert of_band not in silent or isinstance(count, Withheld) or count == 0
