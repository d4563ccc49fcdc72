"""A trace is a result like others: title, summary, tables, JSON and files, in the language that is asked for."""

from __future__ import annotations

import json

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.results import Result
from asn_dev.traces import Trace

REGION = asn.region("nasional", on="2025-12-31")
WHO = "198704122010012345"


@pytest.fixture(scope="module")
def register():
    who = {"nip": asn.Nip(WHO), "employment": asn.Employment.PNS}
    training = {"name": "Bimtek", "form": asn.ProgrammeForm.WORKSHOP, "hours": 8.0}
    days = {"start": "2025-03-10", "end": "2025-03-11"}
    rows = [{"nip": WHO, **training, **days, "form": training["form"].value}]
    return asn.Register.from_frames(
        {asn.CivilServant: [{**who, "nip": WHO, "education": "40"}], asn.Participation: rows}
    )


@pytest.mark.parametrize(("language", "word"), [("id", "Penelusuran"), ("en", "Trace")])
def test_it_speaks_one_language(register, language, word):
    trace = asn.explain(register, REGION, "learning_hours", WHO, language=language)
    assert isinstance(trace, Result)
    assert trace.title().startswith(word)
    assert repr(trace).startswith(f"<{trace.title()}>")
    assert ("baris sumber" in str(trace)) == (language == "id")
    assert all(part.language == language for part in trace.walk())
    assert (
        asn.study(register, REGION, language=language).explain("learning_hours", WHO).title() == trace.title()
    )


@pytest.mark.parametrize("indicator", ["learning_hours", "ip_asn"])
def test_it_is_json_and_every_form_of_file(register, indicator, tmp_path):
    trace = asn.explain(register, REGION, indicator, WHO)
    plain = json.loads(json.dumps(trace.to_dict(), allow_nan=False))
    assert plain["name"] == indicator
    assert len(plain["steps"]) == sum(1 + len(part.parameters) for part in trace.walk())
    assert len(plain["cells"]) == sum(len(row) for row in trace.rows)
    for ending in (".json", ".xlsx", ".html", ".zip"):
        assert trace.save(tmp_path / f"trace{ending}").stat().st_size
    assert json.loads((tmp_path / "trace.json").read_text(encoding="utf-8")) == plain
    assert WHO not in (tmp_path / "trace.html").read_text(encoding="utf-8")


VALUES = st.none() | st.floats() | st.text() | st.booleans() | st.dates()
ROWS = st.lists(
    st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=3), max_size=3
)


@given(VALUES, ROWS)
def test_any_value_is_told(value, rows):
    trace = Trace("x", "X", value, rows=tuple(rows), row_count=len(rows), parts=(Trace("y", "Y", value),))
    assert json.dumps(trace.to_dict(), allow_nan=False)
    assert trace.steps.height == 2
    assert isinstance(trace.cells, pl.DataFrame)
    assert repr(trace)
