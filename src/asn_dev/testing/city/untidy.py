"""The city's tables as an office would hand them over: CSV files, with a few faults that are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import attrs
import polars as pl

from asn_dev.model import Assessment, CivilServant, Enrolment, Participation, ServiceMonth, plural_of
from asn_dev.register.ledger import Severity
from asn_dev.register.writing import write_table
from asn_dev.testing.city.drawing import lots


@attrs.frozen
class PlantedFault:
    """One fault in a file: where it is, what it deserves, what stood there before.

    `row` is the line of the file, heading included, counted from 1; `column` is empty where the
    whole row is the fault. `severity` is the word of the findings: repaired, unknown or rejected.
    """

    file: str
    row: int
    column: str
    kind: str
    severity: Severity
    original: str = attrs.field(default="", repr=False)
    planted: str = attrs.field(default="", repr=False)


@attrs.frozen
class Fault:
    """A kind of fault: in which column, in how many rows, and what it makes of a value."""

    record: type
    column: str
    kind: str
    severity: Severity
    rows: int
    spoil: Callable[[pl.Expr], pl.Expr]


def _day_first(value: pl.Expr) -> pl.Expr:
    return value.str.to_date().dt.strftime("%d/%m/%Y")


def _fifteen_digits(value: pl.Expr) -> pl.Expr:
    return value.str.head(15) + pl.lit("000")


def _in_capitals(value: pl.Expr) -> pl.Expr:
    return value.str.to_uppercase().str.replace_all(" DAN ", " & ")


def _apostrophe(value: pl.Expr) -> pl.Expr:
    return pl.lit("'") + value


def _six(value: pl.Expr) -> pl.Expr:
    return pl.lit("6")


FAULTS = (
    Fault(CivilServant, "nip", "apostrophe_before_number", "repaired", 4, _apostrophe),
    Fault(CivilServant, "birth_date", "date_day_first", "repaired", 5, _day_first),
    Fault(CivilServant, "unit", "unit_written_otherwise", "repaired", 3, _in_capitals),
    Fault(Enrolment, "start", "date_day_first", "repaired", 4, _day_first),
    Fault(Enrolment, "nip", "number_lost_digits", "rejected", 2, _fifteen_digits),
    Fault(Participation, "nip", "number_lost_digits", "rejected", 3, _fifteen_digits),
    Fault(Assessment, "level", "level_out_of_range", "unknown", 2, _six),
    Fault(ServiceMonth, "unit", "unit_written_otherwise", "repaired", 2, _in_capitals),
)
"""What is wrong in an untidy city, but for repeated rows."""

REPEATED = {CivilServant: 3, Participation: 2, Assessment: 2}
"""How many rows stand in a file a second time, at its end."""


def write_city(
    folder: str | Path, frames: Mapping[type, pl.DataFrame], *, dirt: bool = True
) -> tuple[PlantedFault, ...]:
    """Write each table as a CSV file named by its plural, headings as our columns; returns the faults.

    Without `dirt` the files are clean and nothing is returned. The folder is made where it is
    missing; files in it are written over. Raises `FileError` where one cannot be written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    planted: list[PlantedFault] = []
    for record, frame in frames.items():
        file = f"{plural_of(record)}.csv"
        written = frame.select(pl.all().cast(pl.String))
        if dirt:
            written, faults = _with_faults(written, record, file)
            planted += faults
        write_table(written, folder / file)
    return tuple(planted)


def _with_faults(clean: pl.DataFrame, record: type, file: str) -> tuple[pl.DataFrame, list[PlantedFault]]:
    """The table with its faults, never two in one row, and the list of them."""
    untouched = lots(0, file).permutation(clean.height).tolist()
    frame, planted = clean, list[PlantedFault]()
    for fault in (one for one in FAULTS if one.record is record):
        filled = [row for row in untouched if clean.item(row, fault.column) is not None]
        rows = sorted(filled[: fault.rows])
        untouched = [row for row in untouched if row not in rows]
        hit = pl.int_range(pl.len()).is_in(rows)
        value = pl.col(fault.column)
        frame = frame.with_columns(pl.when(hit).then(fault.spoil(value)).otherwise(value).alias(fault.column))
        planted += [
            PlantedFault(
                file=file,
                row=row + 2,
                column=fault.column,
                kind=fault.kind,
                severity=fault.severity,
                original=clean.item(row, fault.column),
                planted=frame.item(row, fault.column),
            )
            for row in rows
        ]
    repeated = sorted(untouched[: REPEATED.get(record, 0)])
    planted += [
        PlantedFault(file, clean.height + 2 + n, "", "row_repeated", "rejected") for n in range(len(repeated))
    ]
    return pl.concat([frame, frame[repeated]]), planted
