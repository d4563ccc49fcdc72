"""The books of a register as tables and files: ledger, findings, rejected rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import polars as pl

from asn_dev.messages import Message, in_language
from asn_dev.register.file_names import file_names
from asn_dev.register.whole_files import made_folder, turn_in
from asn_dev.register.writing import write_tables

if TYPE_CHECKING:
    from asn_dev.register.tables import Register

HEADINGS = {
    "file": Message("File"),
    "sheet": Message("Sheet"),
    "layout": Message("Read as"),
    "columns_used": Message("Columns used"),
    "read": Message("Rows read"),
    "accepted": Message("Accepted"),
    "rejected": Message("Rejected"),
    "findings": Message("Findings"),
    "no_data": Message("No data"),
    "severity": Message("Level"),
    "rule": Message("Rule"),
    "count": Message("Number"),
}
"""What a screen calls the columns of the books; in files they keep their names."""

LEVELS = {
    "info": Message("information"),
    "repaired": Message("repaired"),
    "unknown": Message("unknown"),
    "rejected": Message("rejected"),
    "warning": Message("please check"),
}
"""What a screen calls the severities."""


def ledger_frame(register: Register) -> pl.DataFrame:
    """The ledger as a Polars frame: file, sheet, read, accepted, rejected, findings, then the rest."""
    columns = [
        *"file sheet read accepted rejected findings no_data record sha256 layout".split(),
        "columns_used",
    ]
    rows = [attrs.asdict(row) for row in register.ledger]
    kinds: dict[str, type[pl.DataType]] = {
        name: pl.Int64 if name in columns[2:7] else pl.String for name in columns
    }
    kinds["columns_used"] = pl.Float64
    return pl.DataFrame([{name: row[name] for name in columns} for row in rows], schema=kinds)


def finding_rows(register: Register, language: str = "en") -> list[dict[str, Any]]:
    """One row for each place of each finding; one for a finding about a whole column.

    The sentence is in the language; the code of the rule and the severity are the same in each.
    """
    rows = []
    for finding in register.findings:
        about = {
            "severity": finding.severity,
            "rule": finding.rule,
            "file": finding.file,
            "sheet": finding.sheet,
        }
        for position in finding.places or (None,):
            rows.append(
                {
                    **about,
                    "row": position.row if position else None,
                    "pointer": position.pointer if position else "",
                    "column": finding.column,
                    "value": in_language(position.value, language) if position else "",
                    "count": 1 if position else finding.count,
                    "message": in_language(finding.message, language),
                }
            )
    return rows


def write_check(register: Register, folder: Path, language: str = "en") -> None:
    """ledger.csv, findings.csv and rejected/*.csv: the books of this register, and of no other.

    All of them are written or none. Rejected rows of an earlier run are taken away; what somebody else has
    put into the folder stays. Sentences and reasons are in the language. Raises `FileError` where the files
    cannot be written.
    """
    columns = "severity rule file sheet row pointer column value count message".split()
    kinds = {name: pl.Int64 if name in ("row", "count") else pl.String for name in columns}
    with turn_in(folder):
        inside = made_folder(folder / "rejected")
        called = [rows.file + (f".{rows.sheet}" if rows.sheet else "") for rows in register.rejected]
        of_this_run = dict(zip(file_names(called, ".csv"), register.rejected, strict=True))
        earlier = [one for one in inside.glob("*.csv") if one.name not in of_this_run and _is_rejected(one)]
        write_tables(
            {
                folder / "ledger.csv": ledger_frame(register),
                folder / "findings.csv": pl.DataFrame(finding_rows(register, language), schema=kinds),
                **{inside / name: rows.in_(language) for name, rows in of_this_run.items()},
            }
        )
        for file in earlier:
            file.unlink(missing_ok=True)


def _is_rejected(path: Path) -> bool:
    """Whether a file begins as those that we write of rejected rows."""
    try:
        with path.open("rb") as opened:
            return (
                opened.read(64)
                .removeprefix(b"\xef\xbb\xbf")
                .startswith(b"_row,_pointer,_column,_value,_reason")
            )
    except OSError:
        return False
