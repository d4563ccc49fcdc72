"""Lazy frames of standards: rows that lack a part of their key are said, as they are of eager frames."""

from __future__ import annotations

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_dev.model import RequiredLevel, UnplacedStandard
from asn_dev.register.tables import Register
from asn_dev.register.unplaced import KEY

ROWS = st.lists(
    st.tuples(*(st.sampled_from([None, "A", "B", "C"]) for _ in KEY), st.integers(1, 5)),
    max_size=8,
    unique_by=lambda row: row[:3] if None not in row[:3] else id(row),
)
SCHEMA = {**dict.fromkeys(KEY, pl.String), "level": pl.Int64}


def _of(register, record):
    names = [name for name in register[record].collect_schema().names() if name != "place"]
    return register[record].lazy().select(names).collect("polars").to_native().sort(names)


@given(ROWS)
def test_what_is_kept_lost_and_said_is_that_of_the_eager_frame(rows):
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    eager, lazy = (Register.from_frames({RequiredLevel: one}) for one in (frame, frame.lazy()))
    assert _of(eager, RequiredLevel).equals(_of(lazy, RequiredLevel))
    assert eager.has(UnplacedStandard) == lazy.has(UnplacedStandard)
    if eager.has(UnplacedStandard):
        assert _of(eager, UnplacedStandard).equals(_of(lazy, UnplacedStandard))
    lost = [sum(one.frame.height for one in register.rejected) for register in (eager, lazy)]
    assert lost[0] == lost[1]
    said = [
        {
            (one.column, one.count, str(one.message))
            for one in register.findings
            if one.rule == "standard_unplaced"
        }
        for register in (eager, lazy)
    ]
    assert said[0] == said[1]


@pytest.mark.parametrize("kind", ["polars", "duckdb"])
def test_the_rows_stay_with_the_callers_backend(kind):
    frame = pl.DataFrame([("A", None, "x", 3), ("A", "B", "x", 3)], schema=SCHEMA, orient="row")
    native = frame.lazy() if kind == "polars" else duckdb.sql("select * from frame")
    register = Register.from_frames({RequiredLevel: native})
    assert _of(register, RequiredLevel).height == 1
    assert {register[record].implementation.value for record in register.tables} == {kind}
    assert "standard_unplaced" in {one.rule for one in register.findings}
