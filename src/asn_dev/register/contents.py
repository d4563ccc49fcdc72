"""What a register holds: how many rows, how much of them is known, and what was kept out of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import narwhals as nw

from asn_dev.formatting import Figure
from asn_dev.messages import Message, joined
from asn_dev.model import columns_of, plural_of
from asn_dev.overviews import Grid, Overview, rows_in_words, share
from asn_dev.register.frames import Frame
from asn_dev.register.ledger import Finding, LedgerRow, RejectedRows, Severity

TABLES_NAMED = 9
"""Of how many tables the text speaks one by one."""

_SEVERITIES: dict[Severity, Message] = {
    "info": Message("info"),
    "repaired": Message("repaired"),
    "unknown": Message("unknown"),
    "rejected": Message("rejected"),
    "warning": Message("warning"),
}
_SHEETS = (
    Message("file"),
    Message("sheet"),
    Message("record"),
    Message("read"),
    Message("accepted"),
    Message("rejected"),
    Message("findings"),
)
_FINDINGS = (
    Message("severity"),
    Message("rule"),
    Message("file"),
    Message("column"),
    Message("cells"),
    Message("message"),
)


class Contents(Protocol):
    """The parts of a register that its overview shows."""

    @property
    def tables(self) -> Mapping[type, Frame]:
        """The frame of each record class."""

    @property
    def ledger(self) -> Sequence[LedgerRow]:
        """A row for each sheet that was read."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What was repaired, unknown, rejected or doubtful."""

    @property
    def rejected(self) -> Sequence[RejectedRows]:
        """The rows that made no record."""


def size_of(frame: Frame, record: type) -> tuple[int, float | None]:
    """How many rows a table has, and which share of its cells is known (None without rows)."""
    names = [column.name for column in columns_of(record)]
    known_cells = sum((nw.col(name).count() for name in names[1:]), nw.col(names[0]).count())
    rows, cells = (
        frame.lazy()
        .select(nw.len().alias("rows"), known_cells.alias("cells"))
        .collect(backend="polars")
        .row(0)
    )
    return int(rows), cells / (rows * len(names)) if rows else None


def overview_of(register: Contents, *, personal: bool) -> Overview:
    """The tables with rows and known cells, what was rejected and why, what was found odd."""
    sizes = {
        record: size_of(frame, record)
        for record, frame in register.tables.items()
        if isinstance(frame, nw.DataFrame)
    }
    return Overview(
        _title(register, sizes),
        {**_tables(register, sizes), **_sheets(register)},
        [*_books(register), *_first_rows(register)],
        personal,
    )


def _title(register: Contents, sizes: dict[type, tuple[int, float | None]]) -> Message:
    """How many tables, rows and rejected rows there are."""
    lazy = len(register.tables) - len(sizes)
    held = [_number_of_tables(len(register.tables))]
    if sizes:
        held.append(rows_in_words(sum(rows for rows, _ in sizes.values())))
    if lazy:
        held.append(Message("{count} lazy", count=lazy))
    rejected = sum(row.rejected for row in register.ledger)
    if not rejected:
        return Message("Register: {held}", held=joined(", ", held))
    return Message("Register: {held}; {count} rejected", held=joined(", ", held), count=Figure(rejected))


def _tables(register: Contents, sizes: dict[type, tuple[int, float | None]]) -> dict[str, object]:
    """The size of each table; of many tables the last are only named."""
    facts: dict[str, object] = {
        plural_of(record): _size_in_words(*sizes[record]) if record in sizes else Message("lazy, not counted")
        for record in register.tables
    }
    if len(facts) <= TABLES_NAMED + 1:
        return facts
    rest = list(facts)[TABLES_NAMED:]
    return {
        **{name: facts[name] for name in list(facts)[:TABLES_NAMED]},
        Message("{count} more", count=len(rest)): ", ".join(rest),
    }


def _sheets(register: Contents) -> dict[str, object]:
    """What was read, rejected and found odd."""
    facts: dict[str, object] = {}
    read, rejected = (sum(getattr(row, field) for row in register.ledger) for field in ("read", "rejected"))
    if read:
        rows, sheets = rows_in_words(read), _number_of_sheets(len(register.ledger))
        facts[Message("read")] = Message("{rows} of {sheets}", rows=rows, sheets=sheets)
    if rejected:
        reasons = Counter(reason for rows in register.rejected for reason in _reasons(rows))
        facts[Message("rejected")] = joined(": ", [Figure(rejected), _tally(reasons)])
    kinds: Counter[str] = Counter()
    for finding in register.findings:
        kinds[_SEVERITIES[finding.severity]] += finding.count
    if kinds:
        facts[Message("findings")] = _tally(kinds)
    return facts


def _reasons(rows: RejectedRows) -> Iterator[str]:
    """Why rows were kept out, without the number of the row that each of them repeats."""
    for reason in rows.reasons or rows.frame["_reason"]:
        yield (
            _of_any_row(reason) if isinstance(reason, Message) else re.sub(r"row \d+", "another row", reason)
        )


def _of_any_row(reason: Message) -> Message:
    """The reason with its row as any other row."""
    if reason.template == "row {row}":
        return Message("another row")
    values = {
        name: _of_any_row(value) if isinstance(value, Message) else value
        for name, value in reason.values.items()
    }
    return reason.with_(**values) if values else reason


def _tally(words: Counter[str]) -> Message:
    """How often each occurs, the most frequent first."""
    return joined(", ", (joined(" ", [Figure(times), word]) for word, times in words.most_common()))


def _books(register: Contents) -> Iterator[Grid]:
    """The ledger and the findings."""
    ledger = [
        (row.file, row.sheet, row.record, row.read, row.accepted, row.rejected, row.findings)
        for row in register.ledger
    ]
    yield Grid(Message("Sheets: read = accepted + rejected"), _SHEETS, ledger)
    findings = [
        (_SEVERITIES[one.severity], one.rule, one.file, one.column, one.count, one.message)
        for one in register.findings
    ]
    yield Grid(Message("Findings"), _FINDINGS, findings)


def _first_rows(register: Contents) -> Iterator[Grid]:
    """The first rows of every table that lies in memory."""
    for record, frame in register.tables.items():
        if isinstance(frame, nw.DataFrame):
            columns = [column.name for column in columns_of(record)]
            hidden = [column.name for column in columns_of(record) if column.personal]
            yield Grid.of(
                frame.select(columns),
                plural_of(record),
                hidden=hidden,
                most=3,
                group=Message("First rows"),
            )


def _size_in_words(rows: int, share_known: float | None) -> Message:
    if not rows:
        return rows_in_words(rows)
    return Message("{rows}, {share} of the cells known", rows=rows_in_words(rows), share=share(share_known))


def _number_of_tables(tables: int) -> Message:
    return Message("1 table") if tables == 1 else Message("{count} tables", count=Figure(tables))


def _number_of_sheets(sheets: int) -> Message:
    return Message("1 sheet") if sheets == 1 else Message("{count} sheets", count=Figure(sheets))
