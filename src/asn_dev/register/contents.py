"""What a register holds: how many rows, how much of them is known, and what was kept out of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import narwhals as nw

from asn_dev.model import columns_of, plural_of
from asn_dev.overviews import Grid, Overview, count, share
from asn_dev.register.frames import Frame

if TYPE_CHECKING:
    from asn_dev.register.tables import Register

TABLES_NAMED = 9
"""Of how many tables the text speaks one by one."""


def size_of(frame: Frame, record: type) -> tuple[int, float | None]:
    """How many rows a table has, and which share of its cells is known (None without rows)."""
    names = [column.name for column in columns_of(record)]
    known = sum((nw.col(name).count() for name in names[1:]), nw.col(names[0]).count())
    found = frame.lazy().select(nw.len().alias("rows"), known.alias("known")).collect(backend="polars").row(0)
    return int(found[0]), found[1] / (found[0] * len(names)) if found[0] else None


def overview_of(register: Register, *, personal: bool) -> Overview:
    """The tables with rows and known cells, what was rejected and why, what was found odd."""
    sizes = {
        record: size_of(frame, record)
        for record, frame in register.tables.items()
        if isinstance(frame, nw.DataFrame)
    }
    facts = {
        plural_of(record): _size_in_words(*sizes[record]) if record in sizes else "lazy, not counted"
        for record in register.tables
    }
    if len(facts) > TABLES_NAMED + 1:
        rest = list(facts)[TABLES_NAMED:]
        facts = {name: said for name, said in facts.items() if name not in rest}
        facts[f"{len(rest)} more"] = ", ".join(rest)
    read, out = (sum(getattr(row, what) for row in register.ledger) for what in ("read", "rejected"))
    if read:
        facts["read"] = f"{count(read, 'row')} of {count(len(register.ledger), 'sheet')}"
    reasons = Counter(
        re.sub(r"row \d+", "another row", reason)
        for rows in register.rejected
        for reason in rows.frame["_reason"]
    )
    if out:
        facts["rejected"] = f"{out:,}: " + ", ".join(f"{n:,} {why}" for why, n in reasons.most_common())
    kinds: Counter[str] = Counter()
    for found in register.findings:
        kinds[found.severity] += found.count
    if kinds:
        facts["findings"] = ", ".join(f"{n:,} {severity}" for severity, n in kinds.most_common())
    rows = sum(size for size, _ in sizes.values())
    lazy = len(register.tables) - len(sizes)
    held = [count(rows, "row")] * bool(sizes) + [f"{lazy} lazy"] * bool(lazy)
    kept_out = f"; {out:,} rejected" if out else ""
    return Overview(
        f"Register: {', '.join([count(len(register.tables), 'table'), *held])}{kept_out}",
        facts,
        [*_books(register), *_first_rows(register)],
        personal,
    )


def _books(register: Register) -> Iterator[Grid]:
    """The ledger and the findings."""
    ledger = [
        (row.file, row.sheet, row.record, row.read, row.accepted, row.rejected, row.findings)
        for row in register.ledger
    ]
    yield Grid(
        "Sheets: read = accepted + rejected",
        ("file", "sheet", "record", "read", "accepted", "rejected", "findings"),
        ledger,
    )
    found = [
        (one.severity, one.rule, one.file, one.column, one.count, one.message) for one in register.findings
    ]
    yield Grid("Findings", ("severity", "rule", "file", "column", "cells", "message"), found)


def _first_rows(register: Register) -> Iterator[Grid]:
    """The first rows of every table that lies in memory."""
    for record, frame in register.tables.items():
        if isinstance(frame, nw.DataFrame):
            columns = [column.name for column in columns_of(record)]
            hidden = [column.name for column in columns_of(record) if column.personal]
            yield Grid.of(frame.select(columns), plural_of(record), hidden=hidden, most=3, group="First rows")


def _size_in_words(rows: int, known: float | None) -> str:
    return count(rows, "row") + (f", {share(known)} of the cells known" if rows else "")
