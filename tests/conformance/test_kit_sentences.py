"""What the kit and scenarios say exists in both languages; no plain sentence comes back into them."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import asn_dev as asn
from asn_dev import testing
from asn_dev.cli import app
from asn_dev.errors import AsnDevError, ConformanceError, FileError
from asn_dev.testing import check_region
from asn_dev.testing.scenarios import ScenarioError, scenarios_in
from asn_dev.testing.scenarios.checking import check_scenario

SOURCE = Path(testing.__file__).parent
INVENTED = {"city", "dressing"}
"""Folders of invented data, in Indonesian as offices write."""
ALLOWED = {
    "module 'asn_dev.testing' has no attribute '{}'": "what Python itself says of any module",
    "Analis Kebijakan": "an invented post",
    "Dinas Contoh": "an invented unit",
    "Kursus {} {}": "an invented programme",
    "Kota Contoh": "an invented city",
    "orang luar": "an invented respondent",
    "=cmd() & <script>{}</script>": "an awkward name",
    'dua "kutip"': "an awkward text",
    "a, b; c": "an awkward text",
    "{} since {}": "the key of a check",
    "{} = {}": "a cell with its column",
    "Tanggap Darurat": "what invented activities are about",
    "Simulasi Tanggap Darurat Bencana": "an invented activity",
    "{}: {} - {}": "a cell less another",
    "{}: {} (< {})": "a cell of few people",
    "{}: {}": "the name of a pytest case",
    "lazy Polars": "the name of a library",
    "<f[ >]": "a pattern",
    "tidak berisi": "a heading of scenarios",
    "unknown {}": "the name of a drawing of lots",
}
"""Texts with a blank that nobody is told, each with why."""

PLUGIN = """
@indicator(of=Unit, label=text(id="", en="Name"), kind="text")
def unit_name(name):
    return name

@indicator(of=Unit, label=text(id="Panjang nama", en="Length of name"), kind="flag")
def long_name(unit_name):
    return unit_name.str.len_chars()

@hookimpl
def asn_dev_rules():
    return [unit_name, long_name]
"""


def _plain_texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text with a blank that is neither a docstring nor within a message, with its line."""
    described = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    pending = [tree]
    while pending:
        node = pending.pop()
        if id(node) in described:
            continue
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Message", "joined"):
            continue
        if isinstance(node, (ast.JoinedStr, ast.Constant)):
            parts = node.values if isinstance(node, ast.JoinedStr) else [node]
            shape = "".join(
                str(part.value) if isinstance(part, ast.Constant) and isinstance(part.value, str) else "{}"
                for part in parts
            )
            if " " in shape.strip(" ,;|>-"):
                yield node.lineno, shape
            continue
        pending += ast.iter_child_nodes(node)


def test_no_text_with_a_blank_in_the_kit_is_a_plain_string():
    plain = {
        f"{path.relative_to(SOURCE)}:{line}": text
        for path in sorted(SOURCE.rglob("*.py"))
        if path.relative_to(SOURCE).parts[0] not in INVENTED
        for line, text in _plain_texts(ast.parse(path.read_text(encoding="utf-8")))
        if text not in ALLOWED
    }
    assert not plain


def test_every_failure_of_a_faulty_plugin_is_told_in_both_languages(make_plugin):
    """The message of each outcome, what is blocked, the summary, the table and the error."""
    result = check_region(make_plugin("kota", PLUGIN))
    failures = {outcome.key: outcome.message for outcome in result.failures}
    labels = failures["indicator_labels[units.unit_name]"].in_("id")
    assert labels.startswith(
        "aturan 'unit_name' dari pengaya 'kota': tidak berlabel dalam salah satu bahasa."
    )
    for outcome in result.outcomes:
        assert not outcome.message or outcome.message.in_("id") != str(outcome.message)
    assert "pemeriksaan dijalankan" in result.summary().in_("id")
    assert "lulus" in result.in_("id")
    assert repr(result) == result.in_("en") != result.in_("id")
    with pytest.raises(ConformanceError) as caught:
        result.raise_for_failures()
    assert "Petunjuk: tulis label=text" in caught.value.in_("id")


@pytest.mark.parametrize(("language", "word"), [("id", "nyatakan"), ("en", "declare")])
def test_the_command_speaks_the_language_of_the_environment(make_plugin, monkeypatch, language, word):
    """On the screen and in JSON; keys and statuses stay what they are."""
    monkeypatch.setenv("ASN_DEV_LANG", language)
    name = make_plugin("kota", PLUGIN)
    shown = CliRunner().invoke(app, ["check-region", name]).output
    outcomes = json.loads(CliRunner().invoke(app, ["check-region", name, "--json"]).output)["outcomes"]
    (returned,) = [one for one in outcomes if one["rule"] == "units.long_name" and one["status"] == "failed"]
    assert f"{word} kind='number'" in shown
    assert f"{word} kind='number'" in returned["message"]
    assert returned["check"] == "indicator_returns"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("tanpa judul\n", "tidak memuat skenario. Petunjuk: skenario diawali '# Judul'"),
        ("# A\n\n## Maka: units\n| nama |\n|---|\n| B |\n", "baris 1: 'A' menyebut 0 hari"),
        ("# A\n\nPada: 2025-12-31\n", "'A' tidak menyebut apa yang seharusnya terjadi"),
        ("# A\n\nPada: besok\n\n## Maka: units\n| nama |\n|---|\n| B |\n", "'besok' bukan tanggal"),
        ("# A\n\nPada: 2025-12-31\n\n## Maka: units\n", "'## Maka: units' tidak bertabel"),
        (
            "# A\n\nPada: 2025-12-31\n\n## Maka: units\n| nama |\n|---|\n| B | C |\n",
            "baris 8: sebuah baris bersel 2 untuk 1 judul kolom",
        ),
    ],
)
def test_what_is_wrong_with_a_scenario_is_told_in_indonesian(tmp_path, text, sentence):
    file = tmp_path / "contoh.md"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FileError) as caught:
        scenarios_in(file)
    assert sentence in caught.value.in_("id")
    assert sentence not in str(caught.value)


def test_what_comes_out_otherwise_is_told_in_indonesian(tmp_path):
    """The differences of a scenario, each with the line of its table."""
    file = tmp_path / "contoh.md"
    file.write_text(
        "# A\n\nPada: 2025-12-31\n\n## Diketahui: units\n| name |\n|---|\n| Dinas A |\n\n"
        "## Maka: units\n| name |\n|---|\n| Dinas B |\n",
        encoding="utf-8",
    )
    (scenario,) = scenarios_in(file)
    with pytest.raises(ScenarioError) as caught:
        check_scenario(scenario, asn.region("nasional", on=scenario.on))
    assert isinstance(caught.value, AsnDevError)
    assert caught.value.in_("id") == (
        "contoh.md, baris 1: 'A' (nasional)\n- baris 13: units tidak memuat baris seperti itu"
    )
