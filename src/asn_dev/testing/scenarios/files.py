"""Scenario files: Markdown with headings and tables, taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import attrs

from asn_dev.errors import FileError
from asn_dev.messages import Message

GIVEN, EXPECTED = "diketahui", "maka"
_DAY = "pada"


@attrs.frozen
class ScenarioTable:
    """One table of a scenario: what it is of, its headings and rows as written, and its line in the file."""

    of: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int


@attrs.frozen
class Scenario:
    """What is known of a small office on a day, and what should follow from it."""

    title: str
    file: str
    line: int
    on: date
    given: tuple[ScenarioTable, ...]
    expected: tuple[ScenarioTable, ...]


def scenarios_in(source: Path) -> list[Scenario]:
    """Read the scenarios of a Markdown file, or of every ``.md`` file of a folder, by name and line.

    Raises:
        FileError: with file and line, for a scenario without a day or without anything that should follow,
            for a row that has other cells than its headings, and where there is no scenario at all.
    """
    files = [source] if source.is_file() else sorted(source.glob("*.md"))
    scenarios = [scenario for file in files for scenario in _in_file(file)]
    if not scenarios:
        raise FileError(
            Message("has no scenario"), file=str(source), hint=Message("a scenario begins with '# Judul'")
        )
    return scenarios


def _in_file(file: Path) -> list[Scenario]:
    lines = file.read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if re.match(r"#\s", line)]
    return [_scenario(file.name, start, lines[start:end]) for start, end in pairwise([*starts, len(lines)])]


def _scenario(file: str, start: int, lines: Sequence[str]) -> Scenario:
    title, line = lines[0].lstrip("# ").strip(), start + 1
    days = [text.partition(":")[2].strip() for text in lines if text.lower().startswith(f"{_DAY}:")]
    tables = {kind: _tables(file, start, lines, kind) for kind in (GIVEN, EXPECTED)}
    if len(days) != 1:
        raise _fault(
            file,
            line,
            Message("'{title}' has {count} days", title=title, count=len(days)),
            Message("write one line such as 'Pada: 2025-12-31'"),
        )
    if not tables[EXPECTED]:
        raise _fault(
            file,
            line,
            Message("'{title}' says nothing that follows", title=title),
            Message("add '## Maka: TABEL' with a table"),
        )
    try:
        on = date.fromisoformat(days[0])
    except ValueError:
        message = Message("'{text}' is not a day", text=days[0])
        raise _fault(file, line, message, Message("write 'Pada: 2025-12-31'")) from None
    return Scenario(title, file, line, on, tables[GIVEN], tables[EXPECTED])


def _tables(file: str, start: int, lines: Sequence[str], kind: str) -> tuple[ScenarioTable, ...]:
    """The tables under headings of a kind."""
    tables = []
    for number, line in enumerate(lines):
        heading = re.match(r"##\s*(\w+)\s*:\s*(.+)", line)
        if not heading or heading[1].lower() != kind:
            continue
        body = _rows_below(lines[number + 1 :])
        line_number = start + number + 1
        if len(body) < 3:
            raise _fault(
                file,
                line_number,
                Message("'{heading}' has no table", heading=line.strip()),
                Message("headings, a line of dashes, rows"),
            )
        headings, _, *rows = body
        for offset, row in enumerate(rows):
            if len(row) != len(headings):
                message = Message(
                    "a row has {count} cells for {headings} headings", count=len(row), headings=len(headings)
                )
                hint = Message("each row begins and ends with '|'")
                raise _fault(file, line_number + 3 + offset, message, hint)
        tables.append(ScenarioTable(heading[2].strip(), headings, tuple(rows), line_number))
    return tuple(tables)


def _rows_below(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """The cells of the first table before the next heading."""
    rows: list[tuple[str, ...]] = []
    for line in lines:
        text = line.strip()
        if text.startswith("#") or (rows and not text.startswith("|")):
            break
        if text.startswith("|"):
            rows.append(tuple(cell.strip() for cell in text.strip("|").split("|")))
    return rows


def _fault(file: str, line: int, message: str, hint: str) -> FileError:
    return FileError(message, file=Message("{file}, line {line}", file=file, line=line), hint=hint)
