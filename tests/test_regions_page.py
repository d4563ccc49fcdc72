"""docs/regions.md: what each document says is fulfilled by rules, parameters and sections that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import asn_dev as asn
from asn_dev.rules.regions import Region

PAGE = (Path(__file__).parents[1] / "docs" / "regions.md").read_text(encoding="utf-8")
LINES = {"nasional": 6, "lhokseumawe": 5, "belawan": 5, "binjai": 5, "medan": 5}
"""How many statements of each document the page answers."""


def rows_of(name: str) -> list[list[list[str]]]:
    """The table under a region's heading: for each statement the names of rules, parameters and sections."""
    part = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    text = next(one for one in part if one.lower().startswith(name))
    cells = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")][2:]
    return [[re.findall(r"`([^`]+)`", cell) for cell in row[1:]] for row in cells]


def rules_of(region: Region) -> set[str]:
    """Every name that a rule of the region has."""
    book = region.book
    named = {name for _, name in (*book.chains, *book.limits)}
    return named | {bound.rule.name for bound in book.views.values()} | set(region.instruments)


@pytest.mark.parametrize("name", LINES)
def test_what_fulfils_a_line_is_there(name):
    """Each statement has a rule or an instrument, a parameter and a section, and each of these exists."""
    region = asn.region(name, on="2025-12-31")
    rows = rows_of(name)
    assert len(rows) == LINES[name]
    sections = {section.key for _, section in region.sections}
    for rules, parameters, keys in rows:
        assert rules, name
        assert parameters, name
        assert keys, name
        assert set(rules) <= rules_of(region)
        assert set(parameters) <= set(region.parameters)
        assert set(keys) <= sections


@pytest.mark.parametrize("name", [name for name in LINES if name != "nasional"])
def test_nothing_of_a_region_is_left_out(name):
    """Every section and parameter that a region brings stands in its table, and three sections at least."""
    region = asn.region(name, on="2025-12-31")
    own = region.plugins[-1]
    keys = {section.key for plugin, section in region.sections if plugin == own}
    values = (region.parameters.value(key).parameter for key in region.parameters)
    parameters = {one.key for one in values if one.plugin == name}
    rows = rows_of(name)
    assert len(keys) >= 3
    assert keys <= {key for row in rows for key in row[2]}
    assert parameters <= {key for row in rows for key in row[1]}
