"""The city's tables as an office would hand them over: CSV files, with a few faults that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs
import polars as pl

from asn_dev.model import (
    Answer,
    Assessment,
    CivilServant,
    Enrolment,
    Participation,
    Respondents,
    ServiceMonth,
    plural_of,
)
from asn_dev.register.ledger import Severity
from asn_dev.register.whole_files import made_folder
from asn_dev.register.writing import write_table
from asn_dev.rules.instruments import Questionnaire
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
    folder: str | Path,
    frames: Mapping[type, pl.DataFrame],
    *,
    dirt: bool = True,
    wide: Sequence[Questionnaire] = (),
) -> tuple[PlantedFault, ...]:
    """Write each table as a CSV file named by its plural, headings as our columns; returns the faults.

    The answers to the questionnaires in `wide` stand apart, each in a sheet with a column for every item,
    as offices have them; such sheets are read where the region has the questionnaire. Without `dirt` the
    files are clean and nothing is returned. The folder is made where it is missing; files in it are
    written over. Raises `FileError` where one cannot be written.
    """
    folder = made_folder(folder)
    planted: list[PlantedFault] = []
    for file, clean, faults, repeated in _sheets(frames, wide):
        written = clean.select(pl.all().cast(pl.String))
        if dirt:
            written, new_faults = _with_faults(written, file, faults, repeated)
            planted += new_faults
        write_table(written, folder / file)
    return tuple(planted)


def _sheets(
    frames: Mapping[type, pl.DataFrame], wide: Sequence[Questionnaire]
) -> Iterator[tuple[str, pl.DataFrame, Sequence[Fault], int]]:
    """Each file with what stands in it, what is wrong in it, and how many rows stand in it twice."""
    for record, frame in frames.items():
        kept = frame
        if record is Answer and wide:
            kept = frame.filter(~pl.col("instrument").is_in([asked.code for asked in wide]))
        faults = [fault for fault in FAULTS if fault.record is record]
        yield f"{plural_of(record)}.csv", kept, faults, REPEATED.get(record, 0)
    for asked in wide if Answer in frames else ():
        yield f"{asked.code}.csv", _wide(frames[Answer], asked), _faults_of(asked), 2


_HEADINGS = {
    "respondent": "id_responden",
    "about": "kode_pelatihan",
    "subject": "yang_dinilai",
    "rater": "penilai",
    "unit": "perangkat_daerah",
    "day": "tanggal",
    "wave": "gelombang",
}


def _wide(answers: pl.DataFrame, asked: Questionnaire) -> pl.DataFrame:
    """One row a filled questionnaire; columns in which nothing is known are left out."""
    of_it = answers.filter(pl.col("instrument") == asked.code).with_columns(
        pl.col("value").cast(pl.String).str.strip_suffix(".0")
    )
    filled = [name for name in _HEADINGS if of_it[name].null_count() < of_it.height]
    items = [item.code for item in asked.items]
    rows = of_it.pivot("item", on_columns=items, index=filled, values="value", maintain_order=True)
    headings = dict(_HEADINGS)
    if asked.instrument.asks is Respondents.PARTICIPANTS:
        headings["respondent"] = "nip"
    return rows.select(*filled, *items).rename({name: headings[name] for name in filled})


def _faults_of(asked: Questionnaire) -> list[Fault]:
    """An answer beyond the scale, and raters in capitals."""
    beyond = pl.lit(f"{asked.instrument.greatest + 1:g}")
    return [
        Fault(Answer, asked.items[0].code, "answer_out_of_range", "unknown", 3, lambda _: beyond),
        Fault(Answer, "penilai", "rater_in_capitals", "repaired", 3, lambda value: value.str.to_uppercase()),
    ]


def _with_faults(
    clean: pl.DataFrame, file: str, faults: Sequence[Fault], repeats: int
) -> tuple[pl.DataFrame, list[PlantedFault]]:
    """The table with its faults, never two in one row, and the list of them."""
    untouched = lots(0, file).permutation(clean.height).tolist()
    frame, planted = clean, list[PlantedFault]()
    for fault in (one for one in faults if one.column in clean.columns):
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
    repeated = sorted(untouched[:repeats])
    planted += [
        PlantedFault(file, clean.height + 2 + n, "", "row_repeated", "rejected") for n in range(len(repeated))
    ]
    return pl.concat([frame, frame[repeated]]), planted
