"""Registers of frames and records that an app has in hand: any backend, the same types, the same nulls."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev import Assessment, CivilServant, Participation, Register, Unit
from asn_dev.errors import InvalidRecordsError, TableError
from asn_dev.model import columns_of, plural_of
from asn_dev.model.records import registered_records
from asn_dev.register.cells.text import FAILED, MARKS, NOTHING
from asn_dev.register.structuring import frame_of
from asn_dev.testing.strategies import tables

NIPS = ["198704122010012345", "199001012021211001"]
RECORDS = [record for record in registered_records() if record.__module__.startswith("asn_dev.")]


def classic_pandas(frame: pl.DataFrame) -> pd.DataFrame:
    """Columns as pandas users have had them: objects, and floats with NaN for anything that has a hole."""
    columns = {}
    for name, kind in frame.schema.items():
        values = frame[name].to_list()
        if kind.is_numeric():
            columns[name] = pd.Series(
                [np.nan if value is None else value for value in values], dtype="float64"
            )
        else:
            columns[name] = pd.Series([np.nan if value is None else value for value in values], dtype=object)
    return pd.DataFrame(columns)


@cache
def connection() -> Any:
    """One database in memory for all: to open one takes longer than to ask it."""
    return duckdb.connect(config={"threads": 1})


def as_duckdb(frame: pl.DataFrame) -> Any:
    return connection().from_arrow(frame.to_arrow())


BACKENDS = {
    "polars": lambda frame: frame,
    "polars lazy": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(),
    "pandas, classic": classic_pandas,
    "pandas with arrow types": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "pyarrow": lambda frame: frame.to_arrow(),
    "duckdb": as_duckdb,
}


def is_mended(value: object) -> bool:
    """Whether a value says that there is none (999999 too), or has a mark that a spreadsheet sets."""
    if isinstance(value, int | float):
        digits = f"{abs(value):.0f}"
        return len(digits) > 2 and len(set(digits)) == 1
    return isinstance(value, str) and (value[:1] in tuple(MARKS) or value.lower() in (*NOTHING, *FAILED))


def values_of(row: Any) -> list[object]:
    """The values of a row, lists joined as frames hold them."""
    values = [getattr(row, column.name) for column in columns_of(type(row))]
    return ["|".join(value) if isinstance(value, tuple) else value for value in values]


@pytest.mark.parametrize("record", RECORDS, ids=plural_of)
@settings(max_examples=10)  # of up to twelve rows: a table costs by its columns, and what may break is a cell
@given(data=st.data())
def test_every_backend_gives_the_same_records(record, data):
    """Numbers, dates, truth values, lists and nulls are what they were, whoever held them."""
    drawn = data.draw(tables(record, min_size=1, max_size=12))
    rows = [row for row in drawn if not any(map(is_mended, values_of(row)))]
    assume(rows)
    for backend, handed_over in BACKENDS.items():
        register = Register.from_frames({record: handed_over(frame_of(record, rows))})
        assert register.records(record) == rows, backend
        assert not register.rejected, backend


def test_a_table_has_all_the_columns_of_its_record_and_knows_its_kind():
    """What is missing is null; results come back as the kind that was handed over."""
    frame = pd.DataFrame({"nip": NIPS, "hours": [20.0, np.nan]})
    register = Register.from_frames({Participation: frame})
    assert register.kind == "pandas"
    assert register[Participation]["hours"].is_null().to_list() == [False, True]
    assert {column.name for column in columns_of(Participation)} <= set(register[Participation].columns)
    assert frame.columns.tolist() == ["nip", "hours"]


@pytest.mark.parametrize(
    "nips",
    [
        pl.DataFrame({"nip": [int(nip) for nip in NIPS]}),
        pl.DataFrame({"nip": [float(nip) for nip in NIPS]}),
        pd.DataFrame({"nip": [int(NIPS[0]), None]}),
        pa.table({"nip": [int(nip) for nip in NIPS]}),
        duckdb.sql("select 198704122010012345::bigint as nip"),
    ],
    ids=["int", "float", "pandas", "pyarrow", "duckdb"],
)
def test_numeric_personnel_numbers_are_refused(nips):
    """Whoever has made a number of it may have lost digits: the error says what to hand over."""
    with pytest.raises(TableError, match="numbers lose digits of an 18-digit NIP, hand over text"):
        Register.from_frames({Participation: nips})


def test_whole_numbers_that_became_floats_are_whole_again():
    """A hole makes pandas keep levels as floats; 3.5 is no level, and nobody rounds it."""
    frame = {"nip": NIPS, "competency": ["a", "b"], "day": [dt.date(2025, 1, 1)] * 2}
    register = Register.from_frames({Assessment: pd.DataFrame({**frame, "level": [3.0, np.nan]})})
    assert [row.level for row in register.records(Assessment)] == [3, None]
    with pytest.raises(TableError, match="column 'level' holds Float64 that are not known to be whole"):
        Register.from_frames({Assessment: pl.DataFrame({**frame, "level": [3.5, None]})})


def test_all_faults_of_all_frames_come_at_once():
    """A missing column, a wrong type, a mixture: one error names them all."""
    staff = pd.DataFrame({"name": ["A"], "birth_date": [1987.5], "grade": pd.Series([1], dtype=object)})
    courses = pd.DataFrame({"nip": NIPS, "name": pd.Series(["x", 1], dtype=object)})
    with pytest.raises(TableError) as caught:
        Register.from_frames({CivilServant: staff, Participation: courses})
    said = str(caught.value)
    for part in (
        "civil_servants: column 'nip' is missing",
        "column 'birth_date' holds Float64, not date",
        "column 'grade' holds Int64, not str",
        "participations: column 'name' holds values of several types",
        "docs/records.md",
    ):
        assert part in said


def test_backends_are_not_mixed():
    """Rules join the tables: the error names what holds which."""
    with pytest.raises(TableError, match="'civil_servants'") as caught:
        Register.from_frames(
            {CivilServant: pl.DataFrame({"nip": NIPS}), Participation: pd.DataFrame({"nip": NIPS})}
        )
    assert "polars holds 'civil_servants', pandas holds 'participations'" in str(caught.value)


def test_eager_and_lazy_polars_are_one_backend():
    """They join."""
    lazy = pl.LazyFrame({"nip": NIPS})
    register = Register.from_frames({CivilServant: pl.DataFrame({"nip": NIPS}), Participation: lazy})
    assert len(register) == 2


@pytest.mark.parametrize(
    "backend", ["polars", "pandas", "pandas, classic", "pandas with arrow types", "pyarrow"]
)
def test_values_are_checked_alike_in_every_eager_backend(backend):
    """A bad cell is unknown with a finding at its row; an unusable row is rejected whole."""
    frame = pl.DataFrame(
        {
            "nip": [NIPS[0], NIPS[1], "197808221999121000", NIPS[0]],
            "birth_date": [dt.date(1987, 4, 12), dt.date(1990, 1, 2), None, None],
            "sex": ["F", "X", "M", None],
            "name": ["A", "B", "C", "D"],
        }
    )
    register = Register.from_frames({CivilServant: BACKENDS[backend](frame)})
    assert [(row.name, row.sex) for row in register.records(CivilServant)] == [("A", "F"), ("B", None)]
    found = {
        (one.rule, one.severity, one.column, tuple(place.row for place in one.places))
        for one in register.findings
    }
    assert found == {
        ("unknown_code", "unknown", "sex", (2,)),
        ("nip_birth_date_differs", "warning", "birth_date", (2,)),
    }
    (rows,) = register.rejected
    assert rows.frame.select("_row", "_column", "_reason", "name").rows() == [
        (3, "nip", "nip: its serial is 000: a spreadsheet has put zeros for the last digits", "C"),
        (4, "nip", "has the key of an earlier row", "D"),
    ]
    (row,) = register.ledger
    assert (row.read, row.accepted, row.rejected, row.findings) == (4, 2, 2, 2)


def test_lazy_frames_are_not_read():
    """Their columns are checked, their rows stay where they are."""
    register = Register.from_frames({CivilServant: pl.LazyFrame({"nip": ["x"]})})
    assert not register.ledger
    with pytest.raises(TableError, match="column 'nip' is missing"):
        Register.from_frames({CivilServant: pl.LazyFrame({"name": ["x"]})})


def test_texts_of_two_arrow_types_are_brought_to_one():
    """PyArrow joins no string with large_string; a register's tables all join."""
    staff = pa.table({"nip": pa.array(NIPS, pa.large_string())})
    courses = pa.table({"nip": pa.array(NIPS, pa.string())})
    register = Register.from_frames({CivilServant: staff, Participation: courses})
    joined = register[CivilServant].select("nip").join(register[Participation].select("nip"), on="nip")
    assert len(joined) == 2


def test_checking_can_be_left_out():
    """For frames that were checked before."""
    register = Register.from_frames({CivilServant: pl.DataFrame({"nip": ["x"]})}, check=False)
    assert not register.findings
    assert len(register[CivilServant]) == 1


# Typed records


@given(st.data())
def test_records_go_in_and_come_out(data):
    """Any mixture of records makes one table a class, and gives them back."""
    made = {record: data.draw(tables(record, max_size=2)) for record in (CivilServant, Participation, Unit)}
    register = Register.of([row for rows in made.values() for row in rows])
    assert {record: register.records(record) for record in register.tables} == {
        record: rows for record, rows in made.items() if rows
    }


@pytest.mark.parametrize("thing", [{"nip": NIPS[0]}, "x", None])
def test_what_is_no_record_is_refused(thing):
    """A dictionary is no record; the error says where to look."""
    with pytest.raises(TableError, match="is no class of records"):
        Register.of([thing])


def test_a_table_is_named_by_its_class():
    """A name in text is refused, with the same hint."""
    with pytest.raises(TableError, match="'civil_servants' is no class of records"):
        Register.from_frames({"civil_servants": pl.DataFrame({"nip": NIPS})})  # type: ignore[dict-item]


def test_faults_of_records_have_paths_and_no_values():
    """All at once, by row and field; what a person's cell says stays out of the message."""
    frame = pl.DataFrame({"nip": NIPS, "sex": ["F", "perempuan"], "education": ["S1", "40"]})
    register = Register.from_frames({CivilServant: frame}, check=False)
    with pytest.raises(InvalidRecordsError) as caught:
        register.records(CivilServant)
    assert caught.value.faults == (
        "civil_servants[0].education: not one of the allowed values",
        "civil_servants[1].sex: not one of the allowed values",
    )
    assert "perempuan" not in str(caught.value)


def test_a_table_that_is_not_there():
    """The error says which tables there are."""
    with pytest.raises(TableError, match=r"holds no participations\. Hint: it holds: units"):
        Register.of([Unit(name="A")])[Participation]


def test_the_repr_counts_and_shows_no_person():
    """Tables with their sizes, and how many rows were kept out."""
    register = Register.from_frames(
        {CivilServant: pl.DataFrame({"nip": [*NIPS, "x"]}), Unit: pl.LazyFrame({"name": ["A"]})}
    )
    text = repr(register.overview().in_("en"))
    assert text.startswith("<Register: 2 tables, 2 rows, 1 lazy; 1 rejected>")
    assert "units           lazy, not counted" in text
    assert not any(nip in repr(register) + register._repr_html_() for nip in NIPS)
    assert asn.Register is Register


# What read repairs, from frames too


def messy() -> dict[str, list[Any]]:
    """Two courses as an app may have them: everything a text, not all of it tidy."""
    arabic = "".join(chr(0x0660 + int(digit)) for digit in NIPS[1])
    return {
        "nip": [f" '{NIPS[0]} ", f"\u202d{arabic}\u202c"],
        "hours": ["8,5", "1.440"],
        "form": ["Bimbingan Teknis", "8"],
        "end": ["12-04-2025", "10 s.d. 12 Maret 2025"],
    }


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow", "rows"])
def test_texts_are_read_as_in_files(backend):
    """Padding, other digits, dates and numbers as text, words for codes."""
    cells = pl.DataFrame(messy())
    frame = cells.to_dicts() if backend == "rows" else BACKENDS[backend](cells)
    first, second = Register.from_frames({Participation: frame}).records(Participation)
    assert (first.nip.number, first.hours, first.form, first.end) == (NIPS[0], 8.5, "8", dt.date(2025, 4, 12))
    assert (second.nip.number, second.hours, second.end) == (NIPS[1], 1440, dt.date(2025, 3, 12))


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Asia/Jakarta", 5), ("Asia/Jayapura", 5), ("UTC", 5), ("Europe/Amsterdam", 5), (None, 4)],
)
@pytest.mark.parametrize("backend", ["polars", "polars lazy", "pandas", "pyarrow"])
def test_a_moment_with_a_zone_keeps_its_local_day(backend, zone, day):
    """Its own in Indonesia; elsewhere that of Asia/Jakarta; without a zone the day that is written."""
    written = (
        dt.datetime(2025, 3, 5, 0, 30) if zone and zone.startswith("Asia") else dt.datetime(2025, 3, 4, 20)
    )
    ends = pl.Series([written]).dt.replace_time_zone(zone)
    frame = pl.DataFrame({"nip": [NIPS[0]], "end": ends})
    register = Register.from_frames({Participation: BACKENDS[backend](frame)})
    assert [row.end for row in register.records(Participation)] == [dt.date(2025, 3, day)]


def test_what_the_record_does_not_know_is_ignored_whatever_it_is():
    """Objects, lists and structs among them; said once."""
    frames = [
        pl.DataFrame(
            {"nip": [NIPS[0]], "a": [[1, 2]], "b": [{"c": 1}], "d": pl.Series([object()], dtype=pl.Object)}
        ),
        pd.DataFrame({"nip": [NIPS[0]] * 2, "a": [object(), "x"], "b": [[1], None]}),
        [{"nip": NIPS[0], "a": object(), "b": {"c": [1]}}],
    ]
    for frame in frames:
        register = Register.from_frames({Participation: frame})
        assert next(row.nip.number for row in register.records(Participation)) == NIPS[0]
        assert [(one.rule, one.severity) for one in register.findings] == [("columns_not_used", "info")]


def test_rows_are_mappings_and_an_empty_list_is_an_empty_table():
    """A row that is none is named by its place; a number for a NIP is refused as in files."""
    assert len(Register.from_frames({Participation: []})[Participation]) == 0
    with pytest.raises(TableError, match="row 2 is no dictionary"):
        Register.from_frames({Participation: [{"nip": NIPS[0]}, NIPS[1]]})
    register = Register.from_frames({Participation: [{"nip": int(NIPS[0]), "hours": 8}]})
    assert not register.records(Participation)
    assert "numbers lose the last digits" in register.rejected[0].frame["_reason"][0]


def test_no_error_shows_a_personal_number():
    """Not in its message, and not in what caused it."""
    mixed = pd.DataFrame({"nip": pd.Series([NIPS[0], 5], dtype=object)})
    with pytest.raises(TableError) as caught:
        Register.from_frames({Participation: mixed})
    error: BaseException | None = caught.value
    while error is not None:
        assert NIPS[0] not in str(error)
        error = error.__cause__ or error.__context__
