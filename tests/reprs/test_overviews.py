"""Whatever an overview is made of: the text stays short, the HTML closed and escaped, numbers masked."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.errors import TableError
from asn_dev.overviews import MOST_LINES, Grid, Overview
from asn_dev.testing.strategies import records

from .conftest import DAY
from .test_snapshots import well_formed

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200) | st.just(
    "<script>198704122010012345</script>"
)
VALUES = (
    st.just(198704122010012345) | st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | TEXTS
)


@given(TEXTS, st.dictionaries(TEXTS, VALUES, max_size=30), st.lists(st.tuples(VALUES, VALUES), max_size=5))
def test_any_content_is_shown_safely(title, facts, rows):
    """Markup in data is text, lines are few, no personal number gets through."""
    made = Overview(title, facts, [Grid(title, ("a", "b"), rows, hidden=["b"])])
    html, text = made._repr_html_(), repr(made)
    assert well_formed(html)
    assert "<script" not in html
    assert "198704122010012345" not in (html + text).replace(",", "")
    assert len(text.split("\n")) <= MOST_LINES


def test_a_text_of_many_facts_says_how_many_it_leaves_out():
    """Fifteen lines, the last of which counts the rest."""
    lines = repr(Overview("Many", dict.fromkeys(map(str, range(30)), "x"))).splitlines()
    assert len(lines) == MOST_LINES
    assert lines[-1].split(maxsplit=1) == ["...", "17 more"]


def test_hidden_values_are_not_told_apart_from_each_other():
    """A hidden value shows neither its length nor its kind; unknown still shows as unknown."""
    grid = Grid("People", ("name",), [("Siti",), ("Budi Santoso",), (None,)], hidden=["name"])
    html = Overview("People", {}, [grid])._repr_html_()
    assert html.count('<td class="short">***</td>') == 2
    assert "<i>unknown</i>" in html


def test_a_grid_says_how_many_rows_it_leaves_out():
    """The first rows of a frame, and the count of the others."""
    grid = Grid.of(pl.DataFrame({"n": range(30)}), "Numbers", most=4)
    html = Overview("Many", {}, [grid])._repr_html_()
    assert "Numbers (30)" in html
    assert "and 26 more" in html


def test_the_overview_of_a_frame_knows_kinds_of_frame_and_says_what_it_cannot(office):
    """Pandas as Polars; a lazy frame and a frame of no record are refused."""
    national = asn.region("nasional", on=DAY)
    gaps = asn.gaps(office, national)
    assert repr(asn.overview(gaps.to_pandas(), national)).splitlines()[0] == repr(asn.overview(gaps, national)).splitlines()[0]  # fmt: skip
    with pytest.raises(TableError, match="lazy"):
        asn.overview(gaps.lazy(), national)
    with pytest.raises(TableError, match="of any record"):
        asn.overview(gaps.select("nip"), national)


@settings(max_examples=8)
@given(st.lists(records(asn.CivilServant), max_size=4))
def test_no_register_shows_a_person(people):
    """Whatever the records hold."""
    register = asn.Register.of(people)
    said = repr(register) + register._repr_html_()
    assert not any(one.nip.number in said for one in people)
    assert not any(len(one.name or "") > 30 and one.name in said for one in people)
