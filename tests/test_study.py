"""One study, many questions: the same answers as single calls; results that declare their tables."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from zipfile import ZipFile

import attrs
import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal

import asn_dev as asn
from asn_dev.errors import InvalidValueError, TableError
from asn_dev.results import Result, json_value, tables_of
from asn_dev.testing.synthetic import synthetic_city

SOURCE = Path(__file__).parents[1]
BUDGET = 1e8
STAGES = ("evaluate", "plan", "pair", "mentoring")


@pytest.fixture(scope="module")
def register() -> asn.Register:
    """A hundred invented people."""
    return asn.Register.from_frames(synthetic_city(people=100))


@pytest.fixture(scope="module")
def region() -> asn.Region:
    """A region with rules and sections of its own."""
    return asn.region("binjai", on="2025-12-31")


@pytest.fixture(scope="module", params=["id", "en"])
def study(request, register, region) -> asn.Study:
    """Both languages."""
    return asn.study(register, region, language=request.param)


def result_of(study: asn.Study, stage: str) -> Result:
    """What a stage gives on a study."""
    return study.plan(budget=BUDGET) if stage == "plan" else getattr(study, stage)()


def test_a_study_answers_as_the_functions_do(register, region):
    """Whatever was asked before: each question again, in another order, and by itself."""
    study = asn.study(register, region)
    study.report()
    study.mentoring()
    single = {
        "evaluate": asn.evaluate(register, region),
        "plan": asn.plan(register, region, budget=BUDGET),
        "pair": asn.pair(register, region),
        "mentoring": asn.mentoring(register, region),
    }
    for stage, alone in single.items():
        for (name, frame), (_, expected) in zip(
            result_of(study, stage).tables(), alone.tables(), strict=True
        ):
            assert_frame_equal(frame, expected, check_exact=False), (stage, name)
    assert_frame_equal(study.score(), asn.score(register, region, of=asn.CivilServant))
    assert_frame_equal(study.gaps(), asn.gaps(register, region))
    who = register[asn.CivilServant].to_native()["nip"][0]
    assert str(study.explain("learning_hours", who)) == str(
        asn.explain(register, region, "learning_hours", who)
    )


def test_a_month_of_services_stands_once(study):
    """Also where units of one programme were trained in different months."""
    months = study.evaluate().months
    assert months.height
    assert not months.select("scope", "name", "outcome", "month").is_duplicated().any()


def test_a_report_says_the_same_whatever_its_study_was_asked_before(register, region):
    """Also on its last page: which parameters it used."""
    study = asn.study(register, region)
    study.score()
    study.plan(budget=BUDGET)
    study.evaluate()
    assert study.report(strict=True).to_markdown() == asn.report(register, region, strict=True).to_markdown()


def test_what_was_computed_is_kept(register, region):
    """The second answer is the first."""
    study = asn.study(register, region)
    assert study.evaluate() is study.evaluate()
    assert study.mentoring() is study.mentoring()
    assert study.scores(asn.CivilServant) is study.scores(asn.CivilServant)


def test_a_study_has_its_region_and_its_period(register, region):
    """Another one is another study; a language that nobody speaks is an error."""
    study = asn.study(register, region, period=2024)
    assert study.evaluate().period == asn.Period.of_year(2024)
    with pytest.raises(TableError, match="already"):
        asn.evaluate(study, region)
    with pytest.raises(InvalidValueError, match="'jv' is neither"):
        asn.study(register, region, language="jv")
    with pytest.raises(TableError, match="needs the region"):
        asn.evaluate(register)


def test_frames_stay_of_the_callers_kind(region):
    """Asked twice of one study, and changed between: what was kept is not what the caller holds."""
    frames = {record: frame.to_pandas() for record, frame in synthetic_city(people=30).items()}
    study = asn.study(asn.Register.from_frames(frames), region)
    first = study.score(indicators=["learning_hours"])
    first["learning_hours"] = -1.0
    second = study.score(indicators=["learning_hours"])
    assert type(second).__module__.startswith("pandas")
    assert not (second["learning_hours"] == -1.0).any()


@pytest.mark.parametrize("stage", STAGES)
def test_tables_hold_what_they_declare(study, stage):
    """Every declared column, in their order, of the declared kind; nothing that is not declared."""
    result = result_of(study, stage)
    for table in tables_of(type(result)):
        frame = getattr(result, table.name)
        assert set(frame.columns) == set(table.schema), (stage, table.name)
        for column in table.columns:
            kind = frame.schema[column.name]
            same = kind == column.dtype or (kind.is_numeric() and column.dtype.is_numeric())
            assert same or kind in (pl.Null, pl.Categorical) or isinstance(kind, pl.Enum), (
                table.name,
                column,
            )


@pytest.mark.parametrize("stage", STAGES)
def test_a_result_is_json_as_it_is(study, stage):
    """No help for days, unknown or withheld; every row is there, and comes back as it was."""
    result = result_of(study, stage)
    read = json.loads(json.dumps(result.to_dict(), allow_nan=False))
    for name, frame in result.tables():
        assert read[name] == json_value(frame.to_dicts())


@pytest.mark.parametrize("stage", STAGES)
def test_an_overview_shows_no_person_and_its_words_are_of_one_language(register, study, stage):
    """Unless persons are asked for; no heading is the name of a column in code."""
    result = result_of(study, stage)
    people = register[asn.CivilServant].to_native()
    html = result._repr_html_()
    assert not [nip for nip in people["nip"] if nip in html]
    assert not [name for name in people["name"].drop_nulls() if len(name) > 6 and name in html]
    for grid in result.overview().grids:
        assert "_" not in "".join(grid.headings)
    other = "en" if study.language == "id" else "id"
    assert result.overview().title != attrs.evolve(result, language=other).overview().title


@pytest.mark.parametrize("stage", STAGES)
def test_a_result_is_written_in_four_forms(study, stage, tmp_path):
    """They open; the same result gives the same bytes; another ending is refused before anything is written."""
    result = result_of(study, stage)
    book = openpyxl.load_workbook(result.save(tmp_path / "a.xlsx"))
    labels = [table.label.in_(study.language) for table in tables_of(type(result)) if table.has_sheet]
    assert set(book.sheetnames) <= {*labels, "Ringkasan", "Summary", "Cara membaca", "How to read it"}
    assert json.loads(result.save(tmp_path / "a.json").read_text("utf-8"))
    page = result.save(tmp_path / "a.html").read_text("utf-8")
    assert page.startswith(f'<!doctype html><html lang="{study.language}">')
    with ZipFile(result.save(tmp_path / "a.zip")) as archive:
        assert all(name.endswith(".csv") for name in archive.namelist())
    for form in ("xlsx", "json", "html", "zip"):
        again = result.save(tmp_path / f"b.{form}")
        assert again.read_bytes() == (tmp_path / f"a.{form}").read_bytes(), form
    with pytest.raises(asn.AsnDevError, match=r"not written as '\.doc'"):
        result.save(tmp_path / "a.doc")
    assert not (tmp_path / "a.doc").exists()


def test_charts_of_a_study_are_those_of_the_functions(register, region):
    """Drawn from what the study has computed."""
    study = asn.study(register, region)
    assert study.charts.learning_hours() == asn.charts.learning_hours(register, region)
    assert study.charts.reaction() == asn.charts.reaction(asn.evaluate(register, region))
    assert study.charts.satisfaction().sentence == asn.charts.satisfaction(study.evaluate()).sentence


def test_numbers_get_their_marks_in_one_place():
    """No format string of the code parts thousands by itself: `asn_dev.formatting` does it for each language."""
    allowed = {"formatting.py"}
    marks = [
        f"{path.name}:{node.lineno}"
        for path in sorted([*SOURCE.glob("src/asn_dev/**/*.py"), *SOURCE.glob("plugins/*/src/**/*.py")])
        if path.name not in allowed and "template" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FormattedValue)
        and isinstance(node.format_spec, ast.JoinedStr)
        and any(
            isinstance(part, ast.Constant) and {",", "_"} & set(str(part.value))
            for part in node.format_spec.values
        )
    ]
    assert marks == []
