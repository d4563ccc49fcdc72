"""What is to be said about a sheet as a whole: its headings, its lines, its way of writing nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from asn_dev.messages import Message
from asn_dev.register.aliases import plain
from asn_dev.register.data_lines import BELOW
from asn_dev.register.files.sheet import BLANKS, KEY_HEADING
from asn_dev.register.layouts import suggestion
from asn_dev.register.layouts.learning import HOURS_HEADINGS
from asn_dev.register.ledger import Finding, Severity
from asn_dev.register.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asn_dev.register.cells import Notice
    from asn_dev.register.files import Sheet
    from asn_dev.register.layouts import Layout, Source

_RARE = 0.01
_HOURS = frozenset(map(plain, HOURS_HEADINGS))
_FEW = 2


def report_placeholders(
    sheet: Sheet, columns: Mapping[str, Source], notices: Sequence[Notice]
) -> tuple[list[Notice], list[Finding]]:
    """Where a sheet writes 'null' whenever it has nothing, that is its way and said once.

    In columns that are expected to have a value, and in sheets that leave cells blank as a rule, such
    a text stays a notice of its own.
    """
    placeholders = [seen for seen in notices if seen.rule == "null_text"]
    words = sum(seen.rows.len() for seen in placeholders)
    blank = sum((sheet.frame[heading].fill_null("") == "").sum() for heading in columns) if words else 0
    if words <= max(blank, _RARE * sheet.frame.height * len(columns)):
        return list(notices), []
    wanted = {given.field for given in columns.values() if given.expected or given.essential}
    dropped = [seen for seen in placeholders if seen.field not in wanted]
    count = sum(seen.rows.len() for seen in dropped)
    message = Message("cells without a value hold a text that says so")
    remarks = [Finding("null_text", "info", sheet.file, sheet.name, "", count, message)] if count else []
    return [seen for seen in notices if seen not in dropped], remarks


def about_headings(sheet: Sheet, layout: Layout, columns: Mapping[str, Source]) -> Iterator[Finding]:
    """What is worth knowing of the headings: blanks around them, unused ones, ones that are missing."""
    headings = [heading for heading in sheet.frame.columns if heading != KEY_HEADING]
    for heading in headings:
        name = heading.strip(BLANKS)
        if heading != name:
            yield Finding(
                "heading_spacing",
                "info",
                sheet.file,
                sheet.name,
                name,
                1,
                Message("blanks around the heading"),
            )
    unused = [heading for heading in headings if heading not in columns]
    if unused:
        message = Message(
            "not used: {headings}", headings=", ".join(heading.strip(BLANKS) for heading in unused)
        )
        # Hours of learning that nobody counts change results: perhaps it is another table.
        severity: Severity = "warning" if any(plain(heading) in _HOURS for heading in unused) else "info"
        yield Finding("columns_not_used", severity, sheet.file, sheet.name, "", len(unused), message)
    yield from _lacking(sheet, layout, columns, unused) if headings else ()


def _lacking(
    sheet: Sheet, layout: Layout, columns: Mapping[str, Source], unused: Sequence[str]
) -> Iterator[Finding]:
    """One finding of the columns that are expected and that a sheet does not have, however many."""
    present = {given.field for given in columns.values()}
    lacking = {
        (given.headings or (given.field,))[0]: suggestion(given, unused)
        for given in layout.sources
        if given.expected and not present & {given.field, given.instead}
    }
    if len(lacking) == 1:
        ((name, similar),) = lacking.items()
        message = Message(
            "the column '{name}' is missing; nothing is known of it{suggestion}",
            name=name,
            suggestion=similar,
        )
        yield Finding("column_missing", "unknown", sheet.file, sheet.name, name, 1, message)
    elif lacking:
        listed: str = ""
        for name, similar in lacking.items():
            part = Message("'{name}'{suggestion}", name=name, suggestion=similar)
            listed = Message("{before}, {part}", before=listed, part=part) if listed else part
        message = Message("these columns are missing, and nothing is known of them: {names}", names=listed)
        yield Finding("column_missing", "unknown", sheet.file, sheet.name, "", len(lacking), message)


def about_lines(sheet: Sheet, lines: Mapping[int, str]) -> Iterator[Finding]:
    """One finding that lists the lines which are taken for no data, with what they are.

    What stands below the data and is more than a remark may be another table: somebody should look.
    """
    rows = [*sheet.rows[list(lines)], *(place.row for place in sheet.apart)] if lines or sheet.apart else []
    if rows:
        kinds = [*lines.values(), *(place.value for place in sheet.apart)]
        order = pl.Series(rows).arg_sort()
        texts = pl.Series([str(kind) for kind in kinds], dtype=pl.String)
        places = Places.of(pl.Series(rows)[order], values=texts[order], sentences=kinds)
        message = Message("lines that are no data")
        yield Finding("lines_without_data", "info", sheet.file, sheet.name, "", len(rows), message, places)
    under = [position for position, what in lines.items() if what == BELOW]
    least = max(_FEW, sheet.frame.width // 2)
    if under:
        filled = pl.all().fill_null("").str.strip_chars(BLANKS) != ""
        full = sheet.frame[under].select(pl.sum_horizontal(filled.cast(pl.UInt32)) > least).to_series()
        wide = pl.Series(under).filter(full)
        if wide.len():
            message = Message(
                "lines below the sums hold more than remarks and are not read: a table of its own?"
            )
            places = Places.of(sheet.rows[wide])
            yield Finding("lines_below", "warning", sheet.file, sheet.name, "", wide.len(), message, places)
