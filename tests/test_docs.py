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
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md"), *(ROOT / "plugins").glob("*/README.md")])
TRANSLATED = {
    DOCS / "id" / "daerah-anda.md": DOCS / "your-region.md",
    DOCS / "id" / "tutorial.md": DOCS / "tutorial.md",
}
"""Pages in Indonesian, and the page whose code they show."""
BUILDS_A_PACKAGE = DOCS / "your-region.md"
"""Its blocks are files and commands that stand on each other: test_your_region.py follows them."""


def name_of(page: Path) -> str:
    """The path of a page in the repository."""
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page not in {BUILDS_A_PACKAGE, *TRANSLATED}], ids=name_of
)
def test_the_code_in_a_page_runs(page, tmp_path, monkeypatch):
    """Every Python block, in the order of the page, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASN_DEV_LANG", "en")
    document = Sybil(parsers=[PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS)]).parse(page)
    for example in document.examples():
        example.evaluate()


@pytest.mark.parametrize(
    "name", sorted(found.name for found in pkgutil.walk_packages(asn_dev.__path__, "asn_dev."))
)
def test_the_examples_in_docstrings_run(name, tmp_path, monkeypatch):
    """Every module of the library."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASN_DEV_LANG", "en")
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(page):
    """A file that is linked to is there."""
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", TRANSLATED, ids=name_of)
def test_a_translation_shows_the_same_code(page):
    """Block by block what the English page has, which is run."""
    blocks = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
    english = TRANSLATED[page].read_text(encoding="utf-8")
    assert blocks.findall(english)
    assert blocks.findall(page.read_text(encoding="utf-8")) == blocks.findall(english)


def test_every_page_stands_once_in_the_contents_of_the_site():
    """The lists of docs/index.md lead to all pages, and to nothing that is not there."""
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    lists = re.findall(r"^```\{toctree\}\n(.*?)^```$", index, re.DOTALL | re.MULTILINE)
    listed = [line for one in lists for line in one.splitlines() if line and line[0] != ":"]
    pages = [page for page in DOCS.rglob("*") if page.suffix in (".md", ".ipynb") and page.stem != "index"]
    assert sorted(listed) == sorted(str(page.relative_to(DOCS).with_suffix("")) for page in pages)


@pytest.mark.parametrize("name", ["commands.md", "headings.md", "records.md", "results.md", "rules.md"])
def test_generated_pages_are_current(name):
    """They are made from parameter files, model and command line: run `make docs` after a change."""
    generate = runpy.run_path(str(DOCS / "generate.py"))
    assert (DOCS / name).read_text(encoding="utf-8") == generate["pages"]()[name]


def test_the_glossary_names_what_the_code_has():
    """Every record and enumeration in the second column exists."""
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    names = set(re.findall(r"`([A-Z]\w+)`", text))
    assert names
    known = {*asn.__all__, "Parameter", "Finding", "LedgerRow"}
    assert names <= known


def test_the_rules_page_cites_every_parameter_in_force():
    """With date, source and evidence word."""
    text = (DOCS / "rules.md").read_text(encoding="utf-8")
    parameters = asn.region("nasional", on="2025-12-31").parameters
    for key in parameters:
        assert key in text
        assert parameters.value(key).value.evidence in text


def test_the_page_of_reading_names_every_layout():
    """A layout that is added is written down."""
    text = (DOCS / "headings.md").read_text(encoding="utf-8")
    names = [layout.name for layout in layouts() if not layout.name.startswith("plain ")]
    assert names
    for name in names:
        assert f"| {name} |" in text
