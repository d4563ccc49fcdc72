"""Sections that declare what stands in them: what the core withholds, orders and writes, and the rule factories."""

from __future__ import annotations

import attrs
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.errors import PluginError
from asn_dev.formatting import Withheld
from asn_dev.model import CivilServant, Participation, Unit
from asn_dev.plugin import nw, section, survey_index, text, weighted_score
from asn_dev.plugin.report import ReportContext
from asn_dev.plugin.sentences import (
    label,
    listing,
    paragraph,
    parameter,
    remark,
    sentence,
    share,
    share_of,
    spoken,
    whole,
)
from asn_dev.plugin.tables import bars, column, division, facts, lines, mean, people, table
from asn_dev.reporting.cells import cells
from asn_dev.reporting.sections import ChartBlock, Facts, Note, Paragraph, TableBlock
from asn_dev.reporting.writing import blocks_of, parts_of
from asn_dev.rules.definitions import rules_of, with_companions
from asn_dev.testing.synthetic import synthetic_city

NATIONAL = asn.region("nasional", on="2025-12-31")
MINIMUM = int(NATIONAL.parameters["privacy.minimum_group"])
REGIONS = ("binjai", "medan", "belawan", "lhokseumawe")
BY_UNIT = table(
    column("unit", id="Perangkat daerah", en="Unit"),
    people(id="Pegawai", en="People"),
    mean("hours", id="Rata-rata JP", en="Mean hours"),
    id="Jam pelajaran per unit",
    en="Hours by unit",
    by="unit",
    order=("-hours", "unit"),
)


def context_of(register: asn.Register | None = None, language: str = "en") -> ReportContext:
    return ReportContext.of(asn.study(register or asn.Register.of([]), NATIONAL, language=language))


def rows_of(groups: dict[str, list[float | None]]) -> pl.DataFrame:
    rows = [(unit, hours) for unit, values in groups.items() for hours in values]
    return pl.DataFrame(rows, schema={"unit": pl.String, "hours": pl.Float64}, orient="row")


values = st.lists(st.none() | st.floats(0, 100).map(lambda value: round(value, 2)), max_size=9)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from("ABCDEF"), values, max_size=6))
def test_a_mean_is_shown_just_where_enough_stand_behind_it_and_tells_no_order_otherwise(groups) -> None:
    """As counting by hand gives it; withheld rows come last, by name."""
    context = context_of()
    (block,) = blocks_of([BY_UNIT.of(rows_of(groups))], context)
    assert isinstance(block, TableBlock)
    shown = {row[0]: row[2] for row in block.rows}
    for unit, hours in groups.items():
        known = [value for value in hours if value is not None]
        if not hours:
            assert unit not in shown
        elif not known:
            assert shown[unit] is None
        elif len(known) < MINIMUM:
            assert isinstance(shown[unit], Withheld)
        else:
            assert shown[unit] == pytest.approx(sum(known) / len(known), abs=0.0501)
    numbers = [row[2] for row in block.rows if isinstance(row[2], float)]
    assert numbers == sorted(numbers, reverse=True)
    others = [row[0] for row in block.rows if not isinstance(row[2], float)]
    assert others == sorted(others)
    assert [row[0] for row in block.rows][len(numbers) :] == others


def test_cells_are_unrounded_and_count_the_people_behind_them() -> None:
    """What withholding asks of a table stands beside each value, shown or not."""
    frame = cells([BY_UNIT.of(rows_of({"A": [1 / 3] * 7, "B": [2.0, None]}))], context_of())
    means = frame.filter(column="hours").sort("row")
    assert means["value"].to_list() == [pytest.approx(1 / 3, abs=0), 2.0]
    assert means["people"].to_list() == [7, 1]
    assert means["row"].to_list() == [["A"], ["B"]]


def test_a_column_is_hidden_for_another_reason_and_with_what_it_is_part_of() -> None:
    """`hidden` withholds whatever the number of people; `part_of` is told to who withholds."""
    scores = table(
        column("name", id="Unit", en="Unit"),
        column("part", "decimal", id="Bagian", en="Part", people="n", part_of="score"),
        column("score", "decimal", id="Skor", en="Score", hidden="quiet"),
        id="Skor",
        en="Scores",
    )
    rows = pl.DataFrame(
        {"name": ["A", "B"], "part": [1.0, 2.0], "score": [3.0, 4.0], "n": [9, 2], "quiet": [True, None]}
    )
    (block,) = blocks_of([scores.of(rows)], context_of())
    assert [[isinstance(cell, Withheld) for cell in row[1:]] for row in block.rows] == [
        [False, True],
        [True, False],
    ]
    assert (
        cells([scores.of(rows)], context_of()).filter(column="part")["part_of"].to_list() == [["score"]] * 2
    )


@pytest.mark.parametrize(("language", "yes", "heading"), [("id", "ya", "Perlu"), ("en", "yes", "Needed")])
def test_headings_words_and_units_are_those_of_the_language(language, yes, heading) -> None:
    """Flags in words, codes by what readers call them, labels of indicators with their unit."""
    declared = table(
        column("name", id="Unit", en="Unit"),
        column("needed", "flag", id="Perlu", en="Needed", missing=text(id="belum", en="not yet")),
        column("kind", id="Jenis", en="Kind", words={"a": text(id="satu", en="one")}),
        column("unit_staff", "integer", of=Unit, unit="orang"),
        column("empty", "decimal", id="Kosong", en="Empty", optional=True),
        id="Tabel",
        en="Table",
    )
    rows = pl.DataFrame(
        {
            "name": ["A", "B"],
            "needed": [True, None],
            "kind": ["a", "b"],
            "unit_staff": [3, 4],
            "empty": [None] * 2,
        },
        schema_overrides={"empty": pl.Float64},
    )
    context = context_of(language=language)
    (block,) = blocks_of([declared.of(rows)], context)
    assert block.rows[0][1] == yes
    assert block.rows[1][1] == context.say(id="belum", en="not yet")
    assert [row[2] for row in block.rows] == [context.say(id="satu", en="one"), "b"]
    labels = [column.label for column in block.columns]
    assert labels == [
        "Unit",
        heading,
        context.say(id="Jenis", en="Kind"),
        f"{context.label('unit_staff', of=Unit)} (orang)",
    ]


def test_charts_draw_shares_as_percentages_and_take_limits_from_parameters() -> None:
    """Bars and lines of one declared column; what is withheld is written out."""
    rows = pl.DataFrame(
        {"name": ["A", "B", "C"], "share": [0.5, 0.25, None], "n": [9, 2, 9], "year": [1, 2, 3]}
    )
    part = column("share", "percent", id="Bagian", en="Share", people="n")
    drawn = bars(rows, part, label="name", limit="evaluation.trained_share", only_known=True)
    line = lines(rows, "year", part, axis=text(id="Bagian", en="Share"), sentence="Lines.")
    bar_chart, line_chart = blocks_of([drawn, line], context_of())
    assert isinstance(bar_chart, ChartBlock)
    assert [(bar.label, bar.value) for bar in bar_chart.chart.bars] == [("A", 50.0), ("B", Withheld(MINIMUM))]
    assert bar_chart.chart.limit == NATIONAL.parameters.number("evaluation.trained_share") * 100
    assert line_chart.chart.series[0].values == [50.0, Withheld(MINIMUM), None]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("id", "1.200 orang (12,5%): a, b, ...; Unit kerja"), ("en", "1,200 people (12.5%): a, b, ...; Unit")],
)
def test_a_sentence_writes_its_figures_as_readers_of_the_language_do(language, expected) -> None:
    """Whole numbers, shares, lists, texts; a dash for the unknown, and braces of names left alone."""
    people_in_words = sentence(
        id="{n} orang ({s}): {names}; {unit}", en="{n} people ({s}): {names}; {unit}"
    ).of(
        n=1200,
        s=share(0.125),
        names=listing(["a", "b", "c"], most=2),
        unit=text(id="Unit kerja", en="Unit"),
    )
    context = context_of(language=language)
    assert spoken(people_in_words, context) == expected
    assert spoken(listing({"{x}": None}), context) == "{x} –"
    assert spoken(parameter("privacy.minimum_group", "integer"), context) == str(MINIMUM)
    assert spoken(label("name", of=CivilServant), context) == context.label("name", of=CivilServant)
    assert share_of(pl.DataFrame({"a": [1.0], "b": [0.0]}), "a", "b").value is None


def test_a_section_gives_parts_in_lists_and_leaves_out_none() -> None:
    """Sentences become paragraphs and notes; what is no part is refused by name."""
    plain = sentence(id="Satu.", en="One.")

    @section(key="uji", title=text(id="Uji", en="Trial"))
    def trial(context):
        frame = pl.DataFrame({"state": ["a"] * 9})
        names = {"a": text(id="A", en="A")}
        return [
            plain,
            [None, paragraph(plain, None, plain)],
            remark(plain, tone="warning"),
            facts((text(id="Banyak", en="Many"), whole(3))),
            division(frame, "state", names, caption=text(id="K", en="C"), heading=text(id="J", en="H")),
        ]

    context = context_of()
    blocks = blocks_of(parts_of(trial, context), context)
    assert blocks[:3] == [Paragraph("One."), Paragraph("One. One."), Note("One.", "warning")]
    assert isinstance(blocks[3], Facts)
    assert isinstance(blocks[4], ChartBlock)
    assert isinstance(blocks[5], TableBlock)
    with pytest.raises(PluginError, match="gave int"):
        parts_of(attrs.evolve(trial, function=lambda context: [3]), context)


def test_a_section_says_which_tables_it_lacks() -> None:
    """With `needs` the function is not called without them."""

    @section(key="uji", title=text(id="Uji", en="Trial"), needs=[CivilServant, Participation])
    def trial(context):
        raise AssertionError

    context = context_of()
    assert parts_of(trial, context) == [context.nothing(CivilServant, Participation)]


@pytest.fixture(scope="module")
def city() -> asn.Register:
    return asn.Register.from_frames(synthetic_city(people=90, seed=4))


@pytest.mark.parametrize("name", REGIONS)
def test_the_sections_of_a_region_are_declared(name: str, city: asn.Register) -> None:
    """Every table and sentence of a region's own sections is declared, and every mean of people is counted."""
    region = asn.region(name, on="2025-12-31")
    context = ReportContext.of(asn.study(city, region))
    own = [rule for plugin, rule in region.sections if plugin.name == name]
    assert own
    for rule in own:
        parts = parts_of(rule, context, name)
        assert not [part for part in parts if isinstance(part, (TableBlock, Paragraph, Facts))]
        assert cells([part for part in parts if not isinstance(part, Note)], context).columns


# --- factories ------------------------------------------------------------------------------------


@weighted_score(
    of=Unit,
    weights="uji.weights",
    share="uji_known",
    label=text(id="Skor", en="Score"),
    share_label=text(id="Diketahui", en="Known"),
    people="unit_staff",
    reference="Perwali 1/2025",
)
def uji_score(a: nw.Expr, b: nw.Expr) -> None:
    """Two parts."""


@survey_index(
    of=Unit,
    instrument="uji",
    prefix="uji",
    label=text(id="Indeks", en="Index"),
    respondents=text(id="Responden", en="Respondents"),
    mean=text(id="Rata-rata", en="Mean"),
    unit="orang",
    reference="Perwali 1/2025",
)
def uji_index() -> None:
    """What they say."""


def test_what_a_factory_makes_passes_labels_units_and_references_on() -> None:
    """All rules of it come along, at home in the module that declares them."""
    rules = with_companions([uji_score, uji_index])
    assert [rule.name for rule in rules] == [
        "uji_known",
        "uji_score",
        "uji_respondents",
        "uji_mean",
        "uji_index",
    ]
    assert {rule.reference for rule in rules} == {"Perwali 1/2025"}
    assert [rule.label.en for rule in rules] == ["Known", "Score", "Respondents", "Mean", "Index"]
    assert {rule.function.__module__ for rule in rules} == {__name__}
    assert uji_score.tolerates_null == ("a", "b")
    assert uji_score.reads == ("a", "b", "unit_staff", "p")
    assert uji_index.companions[0].unit == "orang"
    assert set(rules_of(__import__("sys").modules[__name__])) == {uji_score, uji_index}
