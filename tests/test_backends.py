"""One rule, one result: on every kind of frame, in any order of rows, whole or in parts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from polars.testing import assert_frame_equal

import asn_dev as asn
from asn_dev.model import key_of
from asn_dev.register.tables import Register
from asn_dev.testing.conformance.material import material
from asn_dev.testing.synthetic import questionnaires_of, synthetic_city

REGION = asn.region("binjai", on="2025-12-31")
RECORDS = (asn.CivilServant, asn.Unit, asn.CompetencyGap, asn.SatisfactionElement)
ALL_RECORDS = (*RECORDS, asn.Programme)

Frames = dict[type, pl.DataFrame]

DRAWN = 8
"""So many registers all tests here look at, made once: a village in which most is known, the others drawn by
Hypothesis, which makes them odd."""
FEW, FEWEST = 4, 2
"""On other kinds of frame, and on a database, which takes seconds to plan a query over all rules: the
registers with the most rows. The kit (`indicator_backends`, `summary_backends`, `view_backends`) asks about
every rule by itself."""


@cache
def drawn() -> Sequence[Frames]:
    """Polars frames of the village and of generated registers; of those the ones with the most rows first."""
    village = Register.from_frames(synthetic_city(people=15, questionnaires=questionnaires_of(REGION)))
    made = {record: table.to_native() for record, table in village.tables.items()}
    registers = material(1, DRAWN, REGION).registers[:-1]
    by_rows = sorted(registers, key=lambda frames: sum(map(len, frames.values())), reverse=True)
    return [made, *(dict(frames) for frames in by_rows[: DRAWN - 1])]


@cache
def handed_over(place: int, backend: str) -> Register:
    """One of the registers, over tables of another kind."""
    return Register.from_frames(BACKENDS[backend](drawn()[place]))


def scored(frames: dict[type, Any] | Register, record: type) -> pl.DataFrame:
    """All indicators of a record, as Polars, sorted by key."""
    register = frames if isinstance(frames, Register) else Register.from_frames(frames)
    native = asn.score(register, REGION, of=record)
    frame = nw.from_native(native).lazy().collect(backend="polars").to_native()
    names = [*key_of(record), *REGION.book.names(record)]
    return frame.select(names).sort(key_of(record))


@cache
def expected(place: int, record: type) -> pl.DataFrame:
    """What eager Polars gives for one of the registers: what all others are compared with."""
    return scored(handed_over(place, "polars"), record)


def assert_same(left: pl.DataFrame, right: pl.DataFrame) -> None:
    """Equal values; a backend may count in other widths of integer."""
    common = {name: pl.Float64 for name, kind in left.schema.items() if kind.is_numeric()}
    null = {name: left.schema[name] for name in right.columns if right.schema[name] == pl.Null}
    assert_frame_equal(
        left.cast(common), right.cast({**null, **common}), check_exact=False, rel_tol=1e-12, abs_tol=1e-9
    )


def as_duckdb(frames: Frames) -> dict[type, Any]:
    import duckdb

    connection = duckdb.connect(config={"threads": 1})
    made = {}
    for number, (kind, frame) in enumerate(frames.items()):
        connection.register(f"t{number}", frame.to_arrow())
        made[kind] = connection.sql(f"select * from t{number}")  # noqa: S608 (a name of ours)
    return made


BACKENDS = {
    "polars": lambda frames: frames,
    "polars lazy": lambda frames: {kind: frame.lazy() for kind, frame in frames.items()},
    "pandas with arrow types": lambda frames: {
        kind: frame.to_pandas(use_pyarrow_extension_array=True) for kind, frame in frames.items()
    },
    "pandas": lambda frames: {kind: frame.to_pandas() for kind, frame in frames.items()},
    "pyarrow": lambda frames: {kind: frame.to_arrow() for kind, frame in frames.items()},
    "duckdb": as_duckdb,
}


@pytest.mark.parametrize("backend", [backend for backend in BACKENDS if backend != "polars"])
@pytest.mark.parametrize("record", ALL_RECORDS)
def test_every_backend_gives_what_polars_gives(backend, record):
    """Polars eager is compared with each other kind of frame, for every indicator of a record."""
    for place in range(FEWEST if backend == "duckdb" else FEW):
        assert_same(expected(place, record), scored(handed_over(place, backend), record))


def test_the_registers_have_something_to_compare():
    """Results that are unknown everywhere would be alike on every backend."""
    for record in ALL_RECORDS:
        known = pl.concat([expected(place, record) for place in range(FEW)], how="vertical_relaxed")
        assert known.height > 3
        names = known.select(pl.exclude(key_of(record))).columns
        assert sum(known[name].count() > 0 for name in names) > len(names) * 0.7, record


@pytest.mark.parametrize("place", range(DRAWN))
def test_the_order_of_rows_does_not_matter(place):
    """Every table is shuffled."""
    shuffled = Register.from_frames(
        {kind: frame.sample(fraction=1.0, shuffle=True, seed=place) for kind, frame in drawn()[place].items()}
    )
    for record in RECORDS:
        assert_same(expected(place, record), scored(shuffled, record))


@pytest.mark.parametrize("place", range(DRAWN))
def test_people_scored_in_parts_are_scored_as_one(place):
    """A person's result hangs on the person's rows, not on who else is in the table."""
    frames = drawn()[place]
    staff = frames[asn.CivilServant]
    at = place % (staff.height + 1)
    parts = [
        scored({**frames, asn.CivilServant: part}, asn.CivilServant) for part in (staff[:at], staff[at:])
    ]
    assert_same(expected(place, asn.CivilServant), pl.concat(parts).sort("nip"))


def test_scoring_changes_no_input():
    """The tables are what they were."""
    for frames in drawn()[:FEW]:
        before = {kind: frame.clone() for kind, frame in frames.items()}
        scored(frames, asn.CivilServant)
        for kind, frame in frames.items():
            assert_frame_equal(frame, before[kind])


@pytest.mark.parametrize("record", RECORDS)
def test_every_number_lies_within_its_stated_bounds(record):
    """And every text among the stated values."""
    for place in range(DRAWN):
        result = expected(place, record)
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


@pytest.mark.parametrize("record", [asn.CivilServant, asn.Unit, asn.CompetencyGap])
def test_a_unit_may_be_a_category(record):
    """A lazy frame may hold free text as a category; results are the same."""
    for place, frames in enumerate(drawn()[:FEW]):
        lazy: dict[type, Any] = {kind: frame.lazy() for kind, frame in frames.items()}
        lazy[asn.CivilServant] = lazy[asn.CivilServant].with_columns(pl.col("unit").cast(pl.Categorical))
        assert_same(expected(place, record), scored(lazy, record))
