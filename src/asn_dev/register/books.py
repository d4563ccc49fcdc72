"""The books of a register as tables and files: ledger, findings, rejected rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from asn_dev.register.writing import write_table

if TYPE_CHECKING:
    import polars as pl

    from asn_dev.register.tables import Register


def ledger_frame(register: Register) -> pl.DataFrame:
    """The ledger as a Polars frame: file, sheet, read, accepted, rejected, findings, then the rest."""
    import polars as pl

    columns = ["file", "sheet", "read", "accepted", "rejected", "findings", "no_data", "record", "sha256"]
    rows = [attrs.asdict(row) for row in register.ledger]
    kinds = {name: pl.Int64 if name in columns[2:7] else pl.String for name in columns}
    return pl.DataFrame([{name: row[name] for name in columns} for row in rows], schema=kinds)


def finding_rows(register: Register) -> list[dict[str, Any]]:
    """One row for each place of each finding; one for a finding about a whole column."""
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
                    "value": place.value if place else "",
                    "count": 1 if place else finding.count,
                    "message": finding.message,
                }
            )
    return rows


def write_check(register: Register, folder: Path) -> None:
    """ledger.csv, findings.csv and rejected/*.csv."""
    import polars as pl

    (folder / "rejected").mkdir(parents=True, exist_ok=True)
    write_table(ledger_frame(register), folder / "ledger.csv")
    columns = "severity rule file sheet row pointer column value count message".split()
    kinds = {name: pl.Int64 if name in ("row", "count") else pl.String for name in columns}
    write_table(pl.DataFrame(finding_rows(register), schema=kinds), folder / "findings.csv")
    for rows in register.rejected:
        name = rows.file + (f".{rows.sheet}" if rows.sheet else "")
        write_table(rows.frame, folder / "rejected" / f"{name.replace('/', '_')}.csv")
