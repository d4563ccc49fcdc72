"""Checks across tables: people who are not in the staff list, and records that ought to be there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from asn_dev.messages import Message
from asn_dev.model import CivilServant, Employment, Nip, PerformanceAppraisal, ReportedIndex, mask, plural_of
from asn_dev.register.cells import Notice, notice
from asn_dev.register.ledger import Finding, Place
from asn_dev.register.parsed import ParsedSheet


def flag_unknown_references(sheets: Sequence[ParsedSheet]) -> list[ParsedSheet]:
    """Add a warning to each row whose personnel number is not in the staff list."""
    staff = _staff(sheets)
    if staff.is_empty():
        return list(sheets)
    return [one.with_fields(one.fields, _strangers(one, staff["nip"])) for one in sheets]


def _strangers(sheet: ParsedSheet, staff: pl.Series) -> Iterator[Notice]:
    if sheet.layout.record is CivilServant:
        return
    for source in sheet.layout.sources:
        if source.column.type is Nip and source.field in sheet.headings:
            numbers = sheet.fields[source.field]
            stranger = numbers.is_not_null() & ~numbers.is_in(staff.implode())
            message = Message("somebody who is not in the staff list; the row is kept")
            yield from notice("not_in_staff_list", "warning", stranger, message, source.field)


def records_lacking(sheets: Sequence[ParsedSheet]) -> list[Finding]:
    """People of whom a record ought to be there and is not.

    Without a yearly appraisal (COM_1, agency software, secondary): whoever was in service before the
    year began, in each year that the files are about. Without a reported index: whoever is no CPNS.
    """
    staff = _staff(sheets)
    if staff.is_empty():
        return []
    return [*_without_appraisal(sheets, staff), *_without_index(sheets, staff)]


def columns_lacking(sheets: Sequence[ParsedSheet]) -> Iterator[Finding]:
    """Report staff columns that no file has, with what to add; a list that others complete lacks nothing."""
    for sheet in sheets:
        if sheet.layout.record is not CivilServant:
            continue
        kept = sheet.accepted()
        alone = kept["unit"].null_count()
        if alone and "unit" not in sheet.headings:
            yield _to_add(
                sheet,
                "Unit Kerja",
                alone,
                Message(
                    "no column tells the unit of {count} people: add a column 'Unit Kerja', or write the unit"
                    " in a line above the table",
                    count=alone,
                ),
            )
        by_number = int(kept["_by_number"].sum()) if "_by_number" in kept.columns else 0
        if by_number and "employment" not in sheet.headings:
            yield _to_add(
                sheet,
                "Status Kepegawaian",
                by_number,
                Message(
                    "no column tells the status of {count} people: PNS and PPPK are told by the number alone,"
                    " and a CPNS is taken for a PNS; add a column 'Status Kepegawaian' (PNS, CPNS, PPPK)",
                    count=by_number,
                ),
            )


def _to_add(sheet: ParsedSheet, column: str, count: int, message: Message) -> Finding:
    return Finding("column_to_add", "warning", sheet.sheet.file, sheet.sheet.name, column, count, message)


def _staff(sheets: Sequence[ParsedSheet]) -> pl.DataFrame:
    """Everybody in the accepted rows of the staff lists, with the place of the row."""
    lists = [
        one.accepted().select("nip", "employment", _row="_line", _file=pl.lit(one.sheet.file))
        for one in sheets
        if one.layout.record is CivilServant
    ]
    return pl.concat(lists) if lists else pl.DataFrame()


def _without_appraisal(sheets: Sequence[ParsedSheet], staff: pl.DataFrame) -> Iterator[Finding]:
    kept = [one for one in sheets if one.layout.record is PerformanceAppraisal]
    if not kept:
        return
    appraised = pl.concat([one.accepted().select("nip", "year") for one in kept])
    start = pl.col("nip").str.slice(8, 4).cast(pl.Int64)
    for year in sorted(appraised["year"].unique()):
        due = staff.filter(start < year)
        without = due.join(appraised.filter(pl.col("year") == year), on="nip", how="anti")
        yield from _lacking(
            kept, "appraisal_missing", "year", Message("no appraisal of {year} (COM_1)", year=year), without
        )


def _without_index(sheets: Sequence[ParsedSheet], staff: pl.DataFrame) -> Iterator[Finding]:
    kept = [one for one in sheets if one.layout.record is ReportedIndex]
    if not kept:
        return
    due = staff.filter((pl.col("employment") != Employment.CPNS.value).fill_null(True))
    without = due.join(pl.concat([one.accepted().select("nip") for one in kept]), on="nip", how="anti")
    yield from _lacking(kept, "reported_index_missing", "nip", Message("no index reported"), without)


def _lacking(
    kept: Sequence[ParsedSheet], rule: str, field: str, message: str, people: pl.DataFrame
) -> Iterator[Finding]:
    """One finding that names the people by their row in the staff list."""
    if people.is_empty():
        return
    only = len(kept) == 1
    places = [
        Place(
            None,
            value=Message("{person}, row {row} of {file}", person=mask(number), row=row, file=file),
        )
        for number, row, file in people.select("nip", "_row", "_file").iter_rows()
    ]
    yield Finding(
        rule=rule,
        severity="warning",
        file=kept[0].sheet.file if only else plural_of(kept[0].layout.record),
        sheet=kept[0].sheet.name if only else "",
        column=kept[0].heading(field),
        count=len(places),
        message=message,
        places=places,
    )
