"""One rule, one result: on every kind of frame, in any order of rows, whole or in parts."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

import asn_dev as asn
from asn_dev.model import key_of
from asn_dev.register.tables import Register
from asn_dev.testing.strategies import registers

REGION = asn.region("binjai", on="2025-12-31")
RECORDS = (asn.CivilServant, asn.Unit, asn.CompetencyGap, asn.SatisfactionElement)

Frames = dict[type, pl.DataFrame]

FEW = settings(max_examples=8)
"""Whole tables of a few registers; the conformance kit compares every rule by itself."""


def frames_of(records: dict[type, list[Any]]) -> Frames:
    """Polars frames of generated records, the empty tables among them."""
    from asn_dev.register.structuring import frame_of

    return {kind: frame_of(kind, rows) for kind, rows in records.items()}


def scored(frames: dict[type, Any], record: type) -> pl.DataFrame:
    """All indicators of a record, as Polars, sorted by key."""
    register = Register.from_frames(frames)
    native = asn.score(register, REGION, of=record)
    frame = nw.from_native(native).lazy().collect(backend="polars").to_native()
    names = [*key_of(record), *REGION.book.names(record)]
    return frame.select(names).sort(key_of(record))


def assert_same(left: pl.DataFrame, right: pl.DataFrame) -> None:
    """Equal values; a backend may count in other widths of integer."""
    common = {name: pl.Float64 for name, kind in left.schema.items() if kind.is_numeric()}
    null = {name: left.schema[name] for name in right.columns if right.schema[name] == pl.Null}
    assert_frame_equal(
        left.cast(common), right.cast({**null, **common}), check_exact=False, rel_tol=1e-12, abs_tol=1e-9
    )


def as_duckdb(frames: Frames) -> dict[type, Any]:
    import duckdb

    connection = duckdb.connect()
    made = {}
    for number, (kind, frame) in enumerate(frames.items()):
        connection.register(f"t{number}", frame.to_arrow())
        made[kind] = connection.sql(f"select * from t{number}")  # noqa: S608 (a name of ours)
    return made


BACKENDS = {
    "polars lazy": lambda frames: {kind: frame.lazy() for kind, frame in frames.items()},
    "pandas with arrow types": lambda frames: {
        kind: frame.to_pandas(use_pyarrow_extension_array=True) for kind, frame in frames.items()
    },
    "pandas": lambda frames: {kind: frame.to_pandas() for kind, frame in frames.items()},
    "pyarrow": lambda frames: {kind: frame.to_arrow() for kind, frame in frames.items()},
    "duckdb": as_duckdb,
}


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("record", RECORDS)
@FEW
@given(records=registers())
def test_every_backend_gives_what_polars_gives(backend, record, records):
    """Polars eager is compared with each other kind of frame, for every indicator of a record."""
    frames = frames_of(records)
    assert_same(scored(frames, record), scored(BACKENDS[backend](frames), record))


@pytest.mark.parametrize("backend", BACKENDS)
@settings(max_examples=5)
@given(records=registers())
def test_programmes_are_evaluated_alike_on_every_backend(backend, records):
    """What became of a programme hangs on six tables: few examples, since each takes long."""
    frames = frames_of(records)
    assert_same(scored(frames, asn.Programme), scored(BACKENDS[backend](frames), asn.Programme))


@pytest.mark.parametrize("record", RECORDS)
@FEW
@given(records=registers(), seed=st.integers(0, 2**16))
def test_the_order_of_rows_does_not_matter(record, records, seed):
    """Every table is shuffled."""
    frames = frames_of(records)
    shuffled = {kind: frame.sample(fraction=1.0, shuffle=True, seed=seed) for kind, frame in frames.items()}
    assert_same(scored(frames, record), scored(shuffled, record))


@FEW
@given(records=registers(people=8), at=st.integers(0, 8))
def test_people_scored_in_parts_are_scored_as_one(records, at):
    """A person's result hangs on the person's rows, not on who else is in the table."""
    frames = frames_of(records)
    staff = frames[asn.CivilServant]
    parts = [
        scored({**frames, asn.CivilServant: part}, asn.CivilServant) for part in (staff[:at], staff[at:])
    ]
    assert_same(scored(frames, asn.CivilServant), pl.concat(parts).sort("nip"))


@FEW
@given(records=registers())
def test_scoring_changes_no_input(records):
    """The tables are what they were."""
    frames = frames_of(records)
    before = {kind: frame.clone() for kind, frame in frames.items()}
    scored(frames, asn.CivilServant)
    for kind, frame in frames.items():
        assert_frame_equal(frame, before[kind])


@FEW
@given(records=registers())
def test_every_number_lies_within_its_stated_bounds(records):
    """And every text among the stated values."""
    frames = frames_of(records)
    for record in RECORDS:
        result = scored(frames, record)
        for name in REGION.book.names(record):
            rule = REGION.book.find(record, name).rule
            known = result[name].drop_nulls()
            bounds = getattr(rule, "bounds", None)
            if bounds and known.len():
                least, greatest = bounds
                assert least is None or known.min() >= least - 1e-9, name
                assert greatest is None or known.max() <= greatest + 1e-9, name
            if getattr(rule, "values", None):
                assert set(known) <= set(rule.values), name


def test_an_absent_table_is_unknown_and_an_empty_one_is_nothing():
    """No history at all is not the same as a history without entries."""
    who = asn.CivilServant(nip=asn.Nip("198704122010012345"), employment=asn.Employment.PNS)
    absent = asn.Register.of([who])
    from asn_dev.register.structuring import frame_of

    empty = Register.from_frames(
        {
            asn.CivilServant: frame_of(asn.CivilServant, [who]),
            asn.Participation: frame_of(asn.Participation, []),
        }
    )
    hours = ["learning_hours", "learning_hours_met"]
    assert asn.score(absent, REGION, of=asn.CivilServant, indicators=hours).select(hours).row(0) == (
        None,
        None,
    )
    assert asn.score(empty, REGION, of=asn.CivilServant, indicators=hours).select(hours).row(0) == (0, False)


def test_the_result_is_of_the_kind_that_was_handed_over():
    """Eager in, eager out; lazy in, lazy out."""
    import duckdb
    import pandas as pd

    frames = {asn.Unit: pl.DataFrame({"name": ["Dinas A"]})}
    kinds = {
        "polars lazy": pl.LazyFrame,
        "pandas": pd.DataFrame,
        "duckdb": duckdb.DuckDBPyRelation,
    }
    assert isinstance(asn.score(Register.from_frames(frames), REGION, of=asn.Unit), pl.DataFrame)
    for backend, kind in kinds.items():
        native = asn.score(Register.from_frames(BACKENDS[backend](frames)), REGION, of=asn.Unit)
        assert isinstance(native, kind), backend


@FEW
@given(records=registers())
def test_a_unit_may_be_a_category(records):
    """A lazy frame may hold free text as a category; results are the same."""
    frames = frames_of(records)
    lazy: dict[type, Any] = {kind: frame.lazy() for kind, frame in frames.items()}
    lazy[asn.CivilServant] = lazy[asn.CivilServant].with_columns(pl.col("unit").cast(pl.Categorical))
    for record in (asn.CivilServant, asn.Unit, asn.CompetencyGap):
        assert_same(scored(frames, record), scored(lazy, record))
