"""Facts beside a table become columns: what a form says once, above its headings, holds for every row."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.register.cells.dates import read_date
from asn_dev.register.files.facts import DAY, MONTH, PERIOD, UNIT, YEAR, Fact, title_of, unit_title
from asn_dev.register.files.sheet import BLANKS, Sheet, distinct
from asn_dev.register.ledger import Finding

if TYPE_CHECKING:
    from asn_dev.register.layouts import Layout
    from asn_dev.register.sources import Source

_LARGEST_LIST = 200_000
"""Lists of so many lines are no printed forms: they are not searched for titles of groups."""

_INSTEAD = {DAY: (MONTH, PERIOD), MONTH: (PERIOD, DAY), YEAR: (PERIOD, MONTH, DAY), PERIOD: (MONTH, YEAR)}
"""From which other fact a time follows, where it is not told itself."""

_HALVES = re.compile(r"(?i)(semester|smt|triwulan|tw|caturwulan)\W*(\d|i{1,3}v?|iv)\b")
_MONTHS_OF = {"semester": 6, "smt": 6, "triwulan": 3, "tw": 3, "caturwulan": 4}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def fact_keys(sheet: Sheet) -> frozenset[str]:
    """The keys of the facts beside a table, with those that can be derived from others."""
    keys = {key for key, facts in sheet.facts.items() if facts}
    return frozenset(keys | {key for key, others in _INSTEAD.items() if keys.intersection(others)})


def with_facts(
    sheet: Sheet, layout: Layout, columns: Mapping[str, Source]
) -> tuple[Sheet, dict[str, Source], list[Finding]]:
    """Add a column for each fact that the layout needs and the table lacks, and report it.

    A column that is there and wholly blank is filled too. Given are the columns that the layout knows;
    returned are those that come from facts.
    """
    present = {given.field: heading for heading, given in columns.items()}
    added: dict[str, Source] = {}
    notes: list[Finding] = []
    for source in layout.sources:
        heading = present.get(source.field)
        if not source.fact or (heading is not None and not _is_blank(sheet.frame[heading])):
            continue
        facts, key = _facts_of(sheet, source.fact)
        texts = _by_row(sheet, [(fact, _meaning(source, key, fact.value, sheet)) for fact in facts])
        if texts is None or texts.null_count() == texts.len():
            continue
        name = heading or _heading(sheet, source, facts[0])
        sheet = attrs.evolve(sheet, frame=sheet.frame.with_columns(texts.alias(name)))
        added[name] = source
        notes.append(_fact_used(sheet, name, facts, texts))
    return sheet, added, notes


def _is_blank(cells: pl.Series) -> bool:
    return bool((cells.fill_null("").str.strip_chars(BLANKS) == "").all())


def _heading(sheet: Sheet, source: Source, fact: Fact) -> str:
    """The heading of a fact: its label in the file, else the layout's heading, made unique in the sheet."""
    wanted = fact.label or (source.headings or (source.field,))[0]
    return distinct([*sheet.frame.columns, wanted])[-1]


def _facts_of(sheet: Sheet, key: str) -> tuple[Sequence[Fact], str]:
    """The facts of a key, with titles of groups for units; else the facts it can be derived from."""
    facts = [*sheet.facts.get(key, ())]
    if key == UNIT:
        facts += _groups(sheet)
    if facts:
        return facts, key
    for other in _INSTEAD.get(key, ()):
        if sheet.facts.get(other):
            return sheet.facts[other], other
    return (), key


def _groups(sheet: Sheet) -> list[Fact]:
    """The units that lines of their own name, above the people of each."""
    if sheet.pointers or not 0 < sheet.frame.height <= _LARGEST_LIST:
        return []
    filled = pl.sum_horizontal((pl.all().fill_null("").str.strip_chars(BLANKS) != "").cast(pl.Int32))
    alone = sheet.frame.select(filled.is_between(1, 2)).to_series().arg_true()
    titles = []
    for position, cells in zip(alone, sheet.frame[alone].iter_rows(), strict=True):
        unit = unit_title(title_of(cell or "" for cell in cells))
        if unit:
            titles.append(Fact(unit, "", sheet.rows[position]))
    return titles


def _by_row(sheet: Sheet, meanings: Sequence[tuple[Fact, str]]) -> pl.Series | None:
    """The text for each row: of the nearest fact above it, else of the sheet's name.

    Of the facts above the table a labelled one goes before what a title tells; where two of the same
    standing differ, nobody knows.
    """
    if not meanings or not sheet.frame.height:
        return None
    first = min(sheet.rows)
    above = [pair for pair in meanings if pair[0].row is not None and pair[0].row < first]
    labelled = [pair for pair in above if pair[0].label] or above
    base = {text for _, text in labelled} or {text for fact, text in meanings if fact.row is None}
    texts: list[str | None] = [base.pop() if len(base) == 1 else None] * sheet.frame.height
    values = pl.Series(texts, dtype=pl.String)
    for fact, text in meanings:
        if fact.row is not None and fact.row >= first:
            below = (sheet.rows > fact.row).arg_true()
            values = values.scatter(below, text) if below.len() else values
    return values.set((values == "").fill_null(True), None)


def _meaning(source: Source, key: str, text: str, sheet: Sheet) -> str:
    """A fact as the column writes it: of a time its month, its year, or its last day."""
    if source.fact not in _INSTEAD:
        return text
    span = _span(text, _only_year(sheet))
    if span is None:
        return text if key == source.fact else ""
    if source.fact == YEAR:
        return span[1][:4] if span[0][:4] == span[1][:4] else ""
    if source.fact == MONTH:
        return span[1] if span[0][:7] == span[1][:7] else ""
    return text if source.fact == PERIOD else span[1]


def _only_year(sheet: Sheet) -> str:
    years = {found[0] for fact in sheet.facts.get(YEAR, ()) if (found := _YEAR.search(fact.value))}
    return years.pop() if len(years) == 1 else ""


def _span(text: str, year: str) -> tuple[str, str] | None:
    """The first and last day of a time in words, or None.

    >>> _span("Semester I Tahun 2025", ""), _span("Mei", "2025")
    (('2025-01-01', '2025-06-30'), ('2025-05-01', '2025-05-31'))
    >>> _span("Januari s.d. Maret 2025", "")
    ('2025-01-01', '2025-03-31')
    """
    years = _YEAR.findall(text)
    last_year = years[-1] if years else year
    if not last_year:
        return None
    if day := read_date(text):
        return day.day.isoformat(), day.day.isoformat()
    if part := _HALVES.search(text):
        months = _MONTHS_OF[part[1].lower()]
        number = _ROMAN.get(part[2].lower()) or (int(part[2]) if part[2].isdigit() else 0)
        if 1 <= number <= 12 // months:
            return _months(last_year, (number - 1) * months + 1, last_year, number * months)
        return None
    words = re.findall(r"[a-z]{3,}", text.casefold())
    months_named = [day.day.month for word in words if (day := read_date(f"1 {word} {last_year}"))]
    if months_named:
        return _months(years[0] if years else year, months_named[0], last_year, months_named[-1])
    return (
        (f"{last_year}-01-01", f"{last_year}-12-31") if len(years) == 1 and not _HALVES.search(text) else None
    )


def _months(first_year: str, first: int, last_year: str, last: int) -> tuple[str, str]:
    end = monthrange(int(last_year), last)[1]
    return f"{first_year}-{first:02}-01", f"{last_year}-{last:02}-{end}"


def _fact_used(sheet: Sheet, name: str, facts: Sequence[Fact], texts: pl.Series) -> Finding:
    values = texts.drop_nulls().unique(maintain_order=True)
    places = tuple(fact.place for fact in facts)
    if facts[0].row is None and len(facts) == 1:
        message = Message("'{value}' is taken from the name of the sheet", value=values[0])
    elif values.len() == 1 and values[0] not in {fact.value for fact in facts}:
        message = Message(
            "'{told}' stands beside the table; its rows count for {value}",
            told=facts[0].value,
            value=values[0],
        )
    elif values.len() == 1:
        message = Message("'{value}' stands beside the table and holds for its rows", value=values[0])
    else:
        message = Message(
            "{count} values stand in lines above the rows that they hold for", count=values.len()
        )
    return Finding(
        "fact_used", "info", sheet.file, sheet.name, name.strip(BLANKS), texts.count(), message, places
    )
