"""The gate: nothing small can be worked out of what a public report writes, in any table, chart or sentence."""

from __future__ import annotations

import random
import re

import attrs
import docx
import openpyxl
import polars as pl
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.charts.lines import Lines, Series
from asn_dev.formatting import Withheld
from asn_dev.plugin import section, text
from asn_dev.plugin.sentences import overall, sentence, spoken
from asn_dev.plugin.tables import bars, column, mean, people, table
from asn_dev.reporting.context import ReportContext
from asn_dev.reporting.gate import PublishedCell
from asn_dev.reporting.members import identified
from asn_dev.reporting.published import Published
from asn_dev.reporting.rendering import Report
from asn_dev.reporting.sections import ChartBlock, Paragraph, Section, TableBlock
from asn_dev.reporting.writing import blocks_of, gated, parts_of
from asn_dev.testing.conformance.disclosure import given_away, worked_out, written_cells
from asn_dev.testing.synthetic import synthetic_city

NATIONAL = asn.region("nasional", on="2025-12-31")
MINIMUM = int(NATIONAL.parameters["privacy.minimum_group"])
INDEX = mean("index", id="Indeks", en="Index")
NAMES = {"unit": "Perangkat daerah", "tier": "Jenjang", "sex": "Kelamin"}


def by(*keys: str):
    return table(
        *(column(key, id=NAMES[key], en=key.title()) for key in keys),
        people(id="Pegawai", en="People"),
        INDEX,
        id="Indeks",
        en="Index",
        by=keys,
    )


def context_of(register: asn.Register | None = None, region=NATIONAL) -> ReportContext:
    return ReportContext.of(asn.study(register or asn.Register.of([]), region, language="en"))


def staff(sizes: list[int], seed: int) -> pl.DataFrame:
    """Units of these sizes, people with tiers and an index that is not always known."""
    chance = random.Random(seed)  # noqa: S311
    rows = [
        (f"{number:018d}", f"Unit {unit}", chance.choice("1234"), chance.choice("LP"), chance.random())
        for unit, size in enumerate(sizes)
        for number in range(unit * 100, unit * 100 + size)
    ]
    frame = pl.DataFrame(rows, schema=["nip", "unit", "tier", "sex", "index"], orient="row")
    known = [chance.random() > 0.1 for _ in rows]
    return frame.with_columns(index=pl.when(pl.Series(known, dtype=pl.Boolean)).then("index"))


def parts_about(frame: pl.DataFrame) -> list[object]:
    """Tables and a chart that overlap in several ways."""
    some = frame.filter(pl.col("tier") != "4")
    return [
        by("unit").of(frame),
        by("tier").of(frame),
        by("unit", "sex").of(frame),
        by("unit").of(some),
        bars(frame, INDEX, label="unit", by="unit"),
    ]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(1, 14), min_size=2, max_size=6), st.integers(0, 10_000))
def test_no_sum_or_difference_of_what_is_written_tells_a_hidden_value(sizes, seed) -> None:
    """Small units moved about: the rank of what is written does not grow by anything hidden or small."""
    parts = parts_about(staff(sizes, seed))
    assert given_away(parts, gated(parts, context_of())) == []


def test_without_the_gate_the_same_attack_finds_the_small_unit() -> None:
    """The attack is one: table by table it finds the third unit, whose two people the total gives away."""
    parts = parts_about(staff([12, 9, 2], 1))
    assert given_away(parts, context_of())
    assert given_away(parts, gated(parts, context_of())) == []


def test_a_unit_of_two_takes_another_with_it_in_tables_charts_and_the_total_stays() -> None:
    """The smallest other is withheld, everywhere, with a mark that does not say which is small."""
    frame = staff([12, 9, 2], 1).with_columns(index=pl.col("nip").hash() % 100 / 7)
    words = sentence(id="Rata-rata {all}.", en="The mean is {all}.").of(all=overall(INDEX, frame))
    parts = [by("unit").of(frame), bars(frame, INDEX, label="unit", by="unit"), words]
    context = gated(parts, context_of())
    written, drawn, said = blocks_of(parts, context)
    assert isinstance(written, TableBlock)
    assert isinstance(drawn, ChartBlock)
    values = {row[0]: row[2] for row in written.rows}
    assert isinstance(values["Unit 0"], float)
    assert values["Unit 1"] == values["Unit 2"] == Withheld()
    assert {bar.label: bar.value for bar in drawn.chart.bars} == values
    assert said.text == f"The mean is {frame['index'].mean():.1f}."


def test_a_sentence_about_few_is_withheld_and_a_sum_that_would_tell_hides_a_cell() -> None:
    """`overall` goes with the tables; it is no way around them."""
    frame = staff([12, 2], 1)
    few = overall(INDEX, frame.filter(unit="Unit 1"))
    context = gated([sentence(id="{few}", en="{few}").of(few=few)], context_of())
    assert spoken(few, context) == f"withheld (<{MINIMUM})"


def test_a_part_is_not_told_by_its_sum_and_the_other_parts() -> None:
    """Of a sum and its parts at least two are hidden where one is small."""
    scores = table(
        column("name", id="Unit", en="Unit"),
        column("a", "decimal", id="A", en="A", people="n", part_of="score"),
        column("b", "decimal", id="B", en="B", people="m", part_of="score"),
        column("score", "decimal", id="Skor", en="Score", people="m"),
        column("grade", id="Mutu", en="Grade", part_of="score"),
        id="Skor", en="Scores",
    )  # fmt: skip
    rows = pl.DataFrame(
        {"name": ["X", "Y", "Z"], "a": [1.0, 2.0, 3.0], "b": [1.0] * 3, "score": [2.0, 3.0, 4.0],
         "n": [2, 40, 30], "m": [50, 60, 70], "grade": ["C", "B", "A"]}
    )  # fmt: skip
    parts = [scores.of(rows)]
    (block,) = blocks_of(parts, gated(parts, context_of()))
    for row in block.rows:
        hidden = [isinstance(value, Withheld) for value in row[1:4]]
        assert sum(hidden) != 1, row
        assert not hidden[2] or isinstance(row[4], Withheld)
    assert isinstance(block.rows[0][1], Withheld)
    assert (
        not any(isinstance(value, Withheld) for value in block.rows[2][1:])
        or sum(isinstance(row[1], Withheld) for row in block.rows) == 2
    )


def test_what_is_written_has_the_digits_that_are_shown() -> None:
    """In tables and charts alike; a share has two more."""
    frame = staff([12, 9], 3)
    parts = [by("unit").of(frame), bars(frame, INDEX, label="unit", by="unit")]
    written, drawn = blocks_of(parts, gated(parts, context_of()))
    figures = [row[2] for row in written.rows] + [bar.value for bar in drawn.chart.bars]
    assert all(value == round(value, 1) for value in figures)


@pytest.mark.parametrize("name", ["medan", "lhokseumawe"])
def test_the_sections_of_a_region_together_give_nobody_away(name) -> None:
    """All of its sections and the nation's, on a city in which people were moved to make small units."""
    tables = synthetic_city(people=150, seed=5)
    region = asn.region(name, on="2025-12-31")
    context = context_of(asn.Register.from_frames(tables), region)
    parts = [part for plugin, rule in region.sections for part in parts_of(rule, context, plugin.name)]
    context = gated(parts, context)
    again = [part for plugin, rule in region.sections for part in parts_of(rule, context, plugin.name)]
    assert given_away(again, context, totals=False) == []


def test_a_section_that_the_gate_cannot_read_is_not_written_and_costs_no_other() -> None:
    """It becomes a note, as one that fails otherwise does."""
    faulty = table(
        column("unit", id="Unit", en="Unit"), mean("nothing", id="X", en="X"), id="X", en="X", by="unit"
    )

    @section(key="uji", title=text(id="Uji", en="Trial"), order=60)
    def trial(context):
        return [faulty.of(context.scores(asn.CivilServant))]

    region = asn.region("nasional", on="2025-12-31", also=[trial])
    report = asn.report(asn.Register.from_frames(synthetic_city(people=30)), region)
    (own,) = (each for each in report.sections if each.key == "uji")
    assert [block.tone for block in own.blocks] == ["error"]
    assert (
        sum(getattr(block, "tone", "") == "error" for each in report.sections for block in each.blocks) == 1
    )


def test_a_figure_under_two_names_is_withheld_under_both() -> None:
    """The mean of people by unit, and what a rule made for each unit, in per cent and rounded."""
    frame = staff([12, 9, 7, 6, 2], 4)
    units = frame.group_by("unit").agg(
        score=(pl.col("index").mean() * 100).round(2), judged=pl.col("index").count() + 5
    )
    scores = table(
        column("unit", id="Unit", en="Unit"),
        column("score", "decimal", 2, id="Skor", en="Score", people="judged"),
        id="Skor", en="Scores",
    )  # fmt: skip
    parts = [by("unit").of(frame), scores.of(units)]
    means, made = blocks_of(parts, gated(parts, context_of()))
    hidden = {row[0] for row in means.rows if isinstance(row[2], Withheld)}
    assert len(hidden) > 1
    assert {row[0] for row in made.rows if isinstance(row[1], Withheld)} == hidden


def test_a_line_says_what_is_withheld_and_leaves_a_gap_for_what_is_unknown() -> None:
    """In the picture and in words."""
    line = Lines([2021, 2022, 2023], [Series("JP", [20.0, Withheld(), None])], "JP")
    assert line.in_words("id") == "JP. JP: 2021 20,0 (ditahan: 2022)."
    assert "ditahan" in line.svg("id", key="a", alt="x")
    assert "ditahan" not in Lines([2021, 2022], [Series("JP", [20.0, None])], "JP").svg("id", key="a")


# Editions -------------------------------------------------------------------------------------


def test_the_internal_edition_shows_small_groups_and_persons_and_says_so_everywhere() -> None:
    """The public one does neither."""
    listed = table(
        column("name", id="Nama", en="Name", personal=True),
        column("index", "decimal", id="Indeks", en="Index"),
        id="Orang", en="Persons",
    )  # fmt: skip
    frame = staff([12, 2], 1).with_columns(name=pl.lit("Siti Rahma"), index=pl.lit(0.123456))
    parts = [by("unit").of(frame), listed.of(frame)]
    public = context_of()
    internal = ReportContext.of(asn.study(asn.Register.of([]), NATIONAL, language="en"), edition="internal")
    small, persons = blocks_of(parts, gated(parts, internal))
    assert [row[2] for row in small.rows] == [0.123456] * 2
    assert persons.rows[0][0] == "Siti Rahma"
    _, note = blocks_of(parts, gated(parts, public))
    assert "internal" in note.text
    assert public.minimum_group == MINIMUM
    assert internal.minimum_group == 1


def test_an_edition_is_marked_on_every_page_and_sheet_of_every_form(tmp_path) -> None:
    """Nothing of it in the public one."""
    long = [Paragraph("Isi.")] * 120
    sections = tuple(Section(key, f"Bagian {key}", long, "kota") for key in "ab")
    report = Report("Laporan", "Kota", NATIONAL.on, "id", sections, edition="internal")
    assert report.mark == "INTERNAL – memuat data pribadi, tidak untuk diterbitkan"
    assert report.to_html().count(report.mark) == 3
    assert report.to_markdown().count(report.mark) == 3
    pages = pypdf.PdfReader(report.save(tmp_path / "a.pdf")).pages
    assert len(pages) > 2
    assert all("INTERNAL" in page.extract_text() for page in pages)
    book = openpyxl.load_workbook(report.save(tmp_path / "a.xlsx"))
    for sheet in book:
        assert report.mark in [cell.value for cell in sheet["A"]]
        assert report.mark in sheet.oddHeader.center.text
    document = docx.Document(str(report.save(tmp_path / "a.docx")))
    assert report.mark in document.sections[0].header.paragraphs[0].text
    assert "INTERNAL" not in attrs.evolve(report, edition="public").to_html()


def test_another_edition_is_refused_with_the_one_that_was_meant() -> None:
    """Before anything is computed."""
    with pytest.raises(asn.errors.UnknownNameError) as refused:
        asn.report(asn.Register.of([]), NATIONAL, edition="internl")
    assert "did you mean 'internal'?" in str(refused.value)


# Editions in time -----------------------------------------------------------------------------


def test_a_second_edition_does_not_tell_of_the_one_who_left(tmp_path) -> None:
    """73.75 and 72.86 of eight and seven people are one person's value; with the memory they are not."""
    frame = staff([12, 9, 8], 7).with_columns(index=pl.col("nip").hash() % 100 / 7)
    later = frame.filter(pl.col("nip") != frame["nip"][-1])
    context = context_of(asn.Register.of([asn.CivilServant(nip=asn.Nip("198704122010012001"))]))
    first = gated([by("unit").of(frame)], context)
    assert not first.gate.hidden
    (alone,) = blocks_of([by("unit").of(later)], gated([by("unit").of(later)], context))
    assert not any(isinstance(row[2], Withheld) for row in alone.rows)
    second = gated([by("unit").of(later)], context, first.gate.shown)
    (written,) = blocks_of([by("unit").of(later)], second)
    values = {row[0]: row[2] for row in written.rows}
    assert isinstance(values["Unit 2"], Withheld)
    assert any(isinstance(values[name], float) for name in ("Unit 0", "Unit 1"))


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(1, 14), min_size=2, max_size=5), st.integers(0, 10_000), st.integers(1, 3))
def test_two_editions_together_give_nobody_away(sizes, seed, leaving) -> None:
    """Some left and one moved to another unit; the cells of both editions are attacked as one report."""
    frame, chance = staff(sizes, seed), random.Random(seed)  # noqa: S311
    gone = chance.sample(frame["nip"].to_list(), min(leaving, frame.height))
    later = frame.filter(~pl.col("nip").is_in(gone))
    mover = later["nip"].first()
    moved = pl.when(pl.col("nip") == mover).then(pl.lit("Unit 1")).otherwise("unit")
    editions = [
        [by("unit").of(rows), by("tier").of(rows)] for rows in (frame, later.with_columns(unit=moved))
    ]
    context = context_of()
    first = gated(editions[0], context)
    second = gated(editions[1], context, first.gate.shown)
    cells = [*written_cells(editions[0], first), *written_cells(editions[1], second)]
    assert worked_out(cells, MINIMUM) == []


def test_what_was_published_is_remembered_without_numbers_of_persons(tmp_path) -> None:
    """The file finds people again by codes of its own, and only cells of the same period."""
    tables = synthetic_city(people=60)
    register = asn.Register.from_frames(tables)
    study = asn.study(register, NATIONAL)
    nips = study.people["nip"]
    people_ = identified(pl.DataFrame({"nip": nips}))["_id"].to_list()
    held = Published().with_cells([PublishedCell("index", tuple(people_[:9]))], study)
    path = held.save(tmp_path / "terbitan.json")
    assert "INTERNAL" in path.read_text(encoding="utf-8")
    assert not any(nip in path.read_text(encoding="utf-8") for nip in nips)
    (cell,) = Published.read(path).of(study)
    assert sorted(cell.people) == sorted(people_[:9])
    assert Published.read(path).of(asn.study(register, NATIONAL, period=2024)) == []
    with pytest.raises(asn.errors.FileError, match="what was published before"):
        Published.read(tmp_path / "none.json")


@pytest.mark.parametrize("name", ["belawan", "binjai", "lhokseumawe", "medan"])
def test_an_internal_edition_speaks_of_nothing_withheld(name):
    """Neither a mark nor a sentence: everything is there; a count of nobody is zero in both editions."""
    study = asn.study(asn.Register.from_frames(synthetic_city(people=60)), asn.region(name, on="2025-12-31"))
    plan, pairing = study.plan(budget=5e7), study.pair()
    report = study.report(plan=plan, pairing=pairing, edition="internal", strict=True)
    told = [part for part in report.sections if part.key != "asal-usul"]  # there parameters stand as they are
    page = attrs.evolve(report, sections=tuple(told)).to_markdown()
    lines = [line for line in page.splitlines() if re.search(r"ditahan|kurang dari 1\b|di bawah 1\b", line)]
    assert not lines
    public = study.report(plan=plan, pairing=pairing, strict=True)
    (units,) = [
        block
        for part in public.sections
        if part.key == "rencana"
        for block in part.blocks
        if isinstance(block, TableBlock)
    ]
    gaps = dict(plan.by_unit.select("unit", "people_with_gap").iter_rows())
    shown = {row[0]: row[2] for row in units.rows}
    assert {unit for unit, count in gaps.items() if count == 0} <= {
        unit for unit, count in shown.items() if count == 0
    }
