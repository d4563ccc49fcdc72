"""Checking scenarios: what the rules say beside what should follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import polars as pl

from asn_dev.errors import AsnDevError
from asn_dev.messages import Message, joined
from asn_dev.model import Nip, plural_of
from asn_dev.register.aliases import plain
from asn_dev.register.tables import Register
from asn_dev.reporting import report
from asn_dev.rules.regions import Region, region
from asn_dev.scoring import score
from asn_dev.testing.scenarios.files import Scenario, ScenarioTable, scenarios_in
from asn_dev.testing.scenarios.office import UNKNOWN, People, columns_named, office_of, record_called

REPORT = "laporan"
WORDS = {"ya": True, "tidak": False}


class ScenarioError(AsnDevError, AssertionError):
    """A scenario that does not come out: every difference, with the line of its table."""


def scenario_tests(name: str, source: Path) -> Callable[..., None]:
    """Make a pytest test of a region with one case for each scenario.

    ``test_skenario = scenario_tests("binjai", Path(__file__).parent / "skenario")``

    Args:
        name: the region whose rules are asked.
        source: a Markdown file, or a folder of them.

    Raises:
        FileError: for a file that is no scenario, with file and line.
    """
    import pytest

    scenarios = scenarios_in(source)

    @pytest.mark.parametrize("scenario", scenarios, ids=[f"{one.file}: {one.title}" for one in scenarios])
    def test_scenario(scenario: Scenario) -> None:
        """What the file says follows."""
        check_scenario(scenario, region(name, on=scenario.on))

    return test_scenario


def check_scenario(scenario: Scenario, rules: Region) -> None:
    """Check one scenario against the rules of a region.

    Raises:
        ScenarioError: with every difference, each with the line of its table.
    """
    people = People.of(scenario)
    register = office_of(scenario, people, rules)
    wrong = list(_not_understood(register))
    if not wrong:
        for table in scenario.expected:
            if plain(table.of) == REPORT:
                wrong += _in_report(table, register, rules)
            else:
                wrong += _in_table(table, people, register, rules)
    if wrong:
        head = Message(
            "{file}, line {line}: '{title}' ({region})",
            file=scenario.file,
            line=scenario.line,
            title=scenario.title,
            region=rules.name,
        )
        raise ScenarioError(joined("\n- ", [head, *wrong]))


def _not_understood(register: Register) -> Iterator[Message]:
    """What of the given tables was not read as it stands: a typing error must not pass for a fact."""
    for finding in register.findings:
        # A scenario writes only the columns that matter to it.
        partial = finding.rule in ("column_missing", "no_last_day")
        if finding.severity in ("rejected", "unknown") and not partial:
            yield Message(
                "{file}, column '{column}', row {rows}: {message}",
                file=finding.file,
                column=finding.column,
                rows=", ".join(str(place.row) for place in finding.places if place.row) or "-",
                message=finding.message,
            )


def _in_table(table: ScenarioTable, people: People, register: Register, rules: Region) -> list[Message]:
    record = record_called(table.of)
    columns = columns_named(record, table.headings)
    indicators = {
        heading: _indicator(heading, record, rules) for heading in table.headings if heading not in columns
    }
    frame = score(register, rules, of=record, indicators=list(indicators.values()))
    wrong = []
    for number, row in enumerate(table.rows, table.line + 3):
        cells = dict(zip(table.headings, row, strict=True))
        asked = {
            columns[heading].name: _key(cells[heading], columns[heading].type, people) for heading in columns
        }
        rows = frame.filter(*(pl.col(name).cast(pl.String) == text for name, text in asked.items()))
        if not rows.height:
            message = Message("line {line}: {table} has no such row", line=number, table=plural_of(record))
            wrong.append(message)
        for heading, name in indicators.items():
            for value in rows[name].to_list():
                if cells[heading] and not _is(value, cells[heading]):
                    message = Message(
                        "line {line}: {name} is {value}, not {expected}",
                        line=number,
                        name=name,
                        value=_shown(value),
                        expected=cells[heading],
                    )
                    wrong.append(message)
    return wrong


def _indicator(heading: str, record: type, rules: Region) -> str:
    """The indicator that a heading means: its name, or its Indonesian label."""
    labels = {plain(rules.book.find(record, name).rule.label.id): name for name in rules.book.names(record)}
    return rules.book.find(record, labels.get(plain(heading), heading)).rule.name


def _key(cell: str, kind: type, people: People) -> str:
    return people.number(cell) if kind is Nip or cell in people.numbers else cell


def _in_report(table: ScenarioTable, register: Register, rules: Region) -> list[Message]:
    whole = report(register, rules, strict=True)
    texts = {one.key: attrs.evolve(whole, sections=(one,)).to_markdown() for one in whole.sections}
    wrong = []
    for number, row in enumerate(table.rows, table.line + 3):
        cells = {plain(heading): cell for heading, cell in zip(table.headings, row, strict=True)}
        key = cells.get("bagian", "")
        if key not in texts:
            message = Message(
                "line {line}: the report has no section '{key}'; it has {keys}",
                line=number,
                key=key,
                keys=", ".join(texts),
            )
            wrong.append(message)
            continue
        text = " ".join(texts[key].split())
        wanted, unwanted = cells.get("berisi", ""), cells.get("tidak berisi", "")
        if wanted not in text:
            lacking = Message(
                "line {line}: section '{key}' does not say '{text}'", line=number, key=key, text=wanted
            )
            wrong.append(lacking)
        if unwanted and unwanted in text:
            extra = Message("line {line}: section '{key}' says '{text}'", line=number, key=key, text=unwanted)
            wrong.append(extra)
    return wrong


def _is(value: Any, cell: str) -> bool:
    """Whether a value is what a cell says, to as many decimals as it is written with.

    >>> _is(0.2549, "0,25"), _is(0.25, "25 %"), _is(0.0, "-"), _is(None, "-"), _is(True, "ya")
    (True, True, False, True, True)
    >>> _is(1234567.0, "1.234.567"), _is(3.5, "3.5"), _is(20.0, "20"), _is("sedang", "sedang")
    (True, True, True, True)
    """
    if cell == UNKNOWN or value is None:
        return cell == UNKNOWN and value is None
    if isinstance(value, bool):
        return WORDS.get(cell.lower()) is value
    if isinstance(value, date):
        return value.isoformat() == cell
    if not isinstance(value, (int, float)):
        return str(value) == cell
    text = cell.rstrip("% ")
    if "," in text or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text):
        text = text.replace(".", "").replace(",", ".")
    try:
        expected = float(text)
    except ValueError:
        return False
    decimals, scale = len(text.partition(".")[2]), 100 if cell.endswith("%") else 1
    return bool(abs(value * scale - expected) <= 0.5 * 10**-decimals + 1e-9)


def _shown(value: Any) -> str:
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return f"{value:g}" if isinstance(value, float) else str(value)
