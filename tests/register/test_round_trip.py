"""What we write we read back: every record, through every kind of file, is the same afterwards.

The records are drawn from the model (`asn_dev.testing.strategies`). Left out are only texts that a
file cannot tell from what spreadsheets and offices write for nothing, and names that differ in no
more than case and marks, which reading takes for two spellings of one name.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.model import columns_of, plural_of
from asn_dev.model.records import registered_records
from asn_dev.register.cells.text import FAILED, MARKS, NOTHING
from asn_dev.register.writing import write_table
from asn_dev.testing.strategies import tables

RECORDS = [record for record in registered_records() if record.__module__.startswith("asn_dev.")]
SUFFIXES = (".csv", ".parquet", ".json", ".xlsx")

NAMES = {
    "unit": st.sampled_from(["Dinas Kesehatan", "Kecamatan A", "Sekretariat Daerah"]),
    "competency": st.sampled_from(["integritas", "T.01", "T.02"]),
    "job_title": st.sampled_from(["Camat", "Perawat Ahli Muda"]),
}


def rows_of(record: type) -> st.SearchStrategy[list[Any]]:
    """Rows of a record whose names are those of one office."""
    fields = {column.name: column for column in columns_of(record)}
    overrides = {
        name: st.none() | names if fields[name].optional else names
        for name, names in NAMES.items()
        if name in fields
    }
    if record is asn.Unit:
        overrides["name"] = NAMES["unit"]
    if record is asn.Job:
        overrides["title"] = NAMES["job_title"]
    return tables(record, min_size=1, max_size=12, **overrides)


SUMS = re.compile(r"(grand |sub ?)?(jumlah|total|rata-?rata|rerata)\s*:?\s*", re.IGNORECASE)


def says_nothing(value: object) -> bool:
    """Whether a value looks in a file like a mark, like none (999999 too), or like the name of a line of sums."""
    if isinstance(value, int | float):
        digits = f"{abs(value):.0f}"
        return len(digits) > 2 and len(set(digits)) == 1
    if not isinstance(value, str):
        return False
    unclear = value[:1] in tuple(MARKS) or value.lower() in (*NOTHING, *FAILED)
    return unclear or SUMS.fullmatch(value) is not None


def can_stand_in_a_file(row: Any) -> bool:
    """Whether no cell of the row looks like a mark, like no value, or like the name of a line of sums."""
    values = (getattr(row, column.name) for column in columns_of(type(row)))
    parts = (part for value in values for part in (value if isinstance(value, tuple) else [value]))
    return not any(says_nothing(part) for part in parts)


@pytest.mark.parametrize("record", RECORDS, ids=plural_of)
@settings(max_examples=10)  # of up to twelve rows: reading costs by the file, and what may break is a cell
@given(data=st.data())
def test_records_survive_the_file(record, data):
    """Register.of, write_table, read, in each kind of file: the same records, none rejected, none in doubt."""
    rows = list(filter(can_stand_in_a_file, dict.fromkeys(data.draw(rows_of(record)))))
    assume(rows)
    table = asn.Register.of(rows)[record].to_native()
    for suffix in SUFFIXES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, plural_of(record) + suffix)
            write_table(table, path)
            again = asn.read(path)
        assert again.records(record) == rows, suffix
        assert [row.rejected for row in again.ledger] == [0], suffix
        assert not [found for found in again.findings if found.severity in ("unknown", "rejected")], suffix
