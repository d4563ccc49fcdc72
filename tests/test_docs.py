"""What the documents say is true: code runs, generated pages are current, names exist."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import runpy
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

import asn_dev
import asn_dev as asn
from asn_dev.register.layouts import layouts

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "plugins").glob("*/README.md")])

BUILDS_A_PACKAGE = ROOT / "docs" / "your-region.md"
"""Its blocks are files and commands that stand on each other: test_your_region.py follows them."""


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page != BUILDS_A_PACKAGE], ids=lambda page: str(page.relative_to(ROOT))
)
def test_the_code_in_a_page_runs(page, tmp_path, monkeypatch):
    """Every Python block, in the order of the page, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    document = Sybil(parsers=[PythonCodeBlockParser()]).parse(page)
    for example in document.examples():
        example.evaluate()


@pytest.mark.parametrize(
    "name", sorted(found.name for found in pkgutil.walk_packages(asn_dev.__path__, "asn_dev."))
)
def test_the_examples_in_docstrings_run(name, tmp_path, monkeypatch):
    """Every module of the library."""
    monkeypatch.chdir(tmp_path)
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    """A file that is linked to is there."""
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("name", ["rules.md", "records.md"])
def test_generated_pages_are_current(name):
    """They are made from the parameter files and the model: run `make docs` after a change."""
    generate = runpy.run_path(str(ROOT / "docs" / "generate.py"))
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == generate["pages"]()[name]


def test_the_glossary_names_what_the_code_has():
    """Every record and enumeration in the second column exists."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    names = set(re.findall(r"`([A-Z]\w+)`", text))
    assert names
    known = {*asn.__all__, "Parameter", "Finding", "LedgerRow"}
    assert names <= known


def test_the_rules_page_cites_every_parameter_in_force():
    """With date, source and evidence word."""
    text = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    parameters = asn.region("nasional", on="2025-12-31").parameters
    for key in parameters:
        assert key in text
        assert parameters.value(key).value.evidence in text


def test_the_page_of_reading_names_every_layout():
    """A layout that is added is written down."""
    text = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    names = [layout.name for layout in layouts() if not layout.name.startswith("plain ")]
    assert names
    for name in names:
        assert f"| {name} |" in text
