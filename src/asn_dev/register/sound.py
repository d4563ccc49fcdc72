"""Sheets without what cannot be: implausible values, contradicting days, mentors of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import narwhals as nw
import polars as pl

from asn_dev.register.agreement import WITH_ONESELF, disagreeing, with_oneself, without_contradictions
from asn_dev.register.cells import notice
from asn_dev.register.cells.notices import Notice
from asn_dev.register.implausible import Doubt, cleared, implausible
from asn_dev.register.parsed import ParsedSheet


def rejecting_oneself(sheet: ParsedSheet) -> ParsedSheet:
    """The sheet without the rows in which somebody guides himself."""
    rows = with_oneself(nw.from_native(sheet.fields, eager_only=True))
    return sheet.reject(dict.fromkeys(rows, ("mentee", WITH_ONESELF))) if rows else sheet


def without_implausible(sheets: Sequence[ParsedSheet], today: date) -> list[ParsedSheet]:
    """The sheets with implausible values unknown: each beside those of all sheets of the same layout."""
    together: dict[tuple[str, type], list[int]] = {}
    for number, sheet in enumerate(sheets):
        together.setdefault((sheet.layout.name, sheet.layout.record), []).append(number)
    left = list(sheets)
    for numbers in together.values():
        for number, doubts in _doubts([sheets[number] for number in numbers], numbers, today).items():
            fields = cleared(sheets[number].fields, doubts)
            notices = [Notice(one.rule, one.severity, one.message, one.rows, one.field) for one in doubts]
            left[number] = sheets[number].with_fields(fields, notices)
    return left


def _doubts(sheets: Sequence[ParsedSheet], numbers: Sequence[int], today: date) -> dict[int, list[Doubt]]:
    """What is doubtful in the accepted rows of each sheet, by its number."""
    columns = {given.field: given.column for given in sheets[0].layout.sources}
    rows = [_counted(one, number) for one, number in zip(sheets, numbers, strict=True)]
    pooled = pl.concat(rows, how="diagonal_relaxed") if len(rows) > 1 else rows[0]
    doubts: dict[int, list[Doubt]] = {}
    for doubt in implausible(pooled, columns, today):
        places = pooled[doubt.rows].select("_number", "_position")
        for (number,), of_sheet in places.group_by("_number", maintain_order=True):
            positions = of_sheet["_position"]
            own = Doubt(doubt.field, doubt.rule, doubt.message, positions, doubt.unknown)
            doubts.setdefault(int(str(number)), []).append(own)
    return doubts


def _counted(sheet: ParsedSheet, number: int) -> pl.DataFrame:
    """The rows that make records, with their position and the number of the sheet."""
    rows = sheet.fields.with_row_index("_position").with_columns(_number=pl.lit(number))
    return rows.filter(sheet.makes_records()) if sheet.leaves_out else rows


def in_agreement(sheet: ParsedSheet, today: date) -> ParsedSheet:
    """The sheet with what does not agree within a row reported, and contradicting days unknown."""
    frame = nw.from_native(sheet.fields, eager_only=True)
    hits = disagreeing(frame, sheet.layout.record, today)
    notices = [
        seen
        for test, hit in hits
        for seen in notice(test.rule, test.severity, hit.to_native(), test.message, test.column)
    ]
    return sheet.with_fields(without_contradictions(frame, hits).to_native(), notices)
