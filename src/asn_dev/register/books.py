"""The books of a register as tables and files: ledger, findings, rejected rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from asn_dev.messages import Message, in_language
from asn_dev.register.writing import write_table

if TYPE_CHECKING:
    import polars as pl

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
    import polars as pl

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
        for place in finding.places or (None,):
            rows.append(
                {
                    **about,
                    "row": place.row if place else None,
                    "pointer": place.pointer if place else "",
                    "column": finding.column,
                    "value": in_language(place.value, language) if place else "",
                    "count": 1 if place else finding.count,
                    "message": in_language(finding.message, language),
                }
            )
    return rows


def write_check(register: Register, folder: Path, language: str = "en") -> None:
    """ledger.csv, findings.csv and rejected/*.csv, sentences and reasons in the language."""
    import polars as pl

    (folder / "rejected").mkdir(parents=True, exist_ok=True)
    write_table(ledger_frame(register), folder / "ledger.csv")
    columns = "severity rule file sheet row pointer column value count message".split()
    kinds = {name: pl.Int64 if name in ("row", "count") else pl.String for name in columns}
    write_table(pl.DataFrame(finding_rows(register, language), schema=kinds), folder / "findings.csv")
    for rows in register.rejected:
        name = rows.file + (f".{rows.sheet}" if rows.sheet else "")
        write_table(rows.in_(language), folder / "rejected" / f"{name.replace('/', '_')}.csv")
