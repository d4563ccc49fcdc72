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
    """A pytest test with one case for each scenario of a region, for one line in its tests.

    ``test_skenario = scenario_tests("binjai", Path(__file__).parent / "skenario")``
    """
    import pytest

    found = scenarios_in(source)

    @pytest.mark.parametrize("scenario", found, ids=[f"{one.file}: {one.title}" for one in found])
    def test_scenario(scenario: Scenario) -> None:
        """What the file says follows."""
        check_scenario(scenario, region(name, on=scenario.on))

    return test_scenario


def check_scenario(scenario: Scenario, rules: Region) -> None:
    """Raise `ScenarioError` with everything that is otherwise than the scenario says."""
    people = People.of(scenario)
    register = office_of(scenario, people, rules)
    wrong = list(_not_understood(register))
    if not wrong:
        for table in scenario.expected:
            said = _in_report(table, register, rules) if plain(table.of) == REPORT else None
            wrong += _in_table(table, people, register, rules) if said is None else said
    if wrong:
        lines = "".join(f"\n- {one}" for one in wrong)
        raise ScenarioError(
            f"{scenario.file}, line {scenario.line}: '{scenario.title}' ({rules.name}){lines}"
        )


def _not_understood(register: Register) -> Iterator[str]:
    """What of the given tables was not read as it stands: a typing error must not pass for a fact."""
    for found in register.findings:
        # A scenario writes only the columns that matter to it.
        if found.severity in ("rejected", "unknown") and found.rule not in ("column_missing", "no_last_day"):
            places = ", ".join(str(place.row) for place in found.places if place.row)
            yield f"{found.file}, column '{found.column}', row {places or '-'}: {found.message}"


def _in_table(table: ScenarioTable, people: People, register: Register, rules: Region) -> list[str]:
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
            wrong.append(f"line {number}: {plural_of(record)} has no such row")
        for heading, name in indicators.items():
            for value in rows[name].to_list():
                if cells[heading] and not _is(value, cells[heading]):
                    wrong.append(f"line {number}: {name} is {_shown(value)}, not {cells[heading]}")
    return wrong


def _indicator(heading: str, record: type, rules: Region) -> str:
    """The indicator that a heading means: its name, or its Indonesian label."""
    labels = {plain(rules.book.find(record, name).rule.label.id): name for name in rules.book.names(record)}
    return rules.book.find(record, labels.get(plain(heading), heading)).rule.name


def _key(cell: str, kind: type, people: People) -> str:
    return people.number(cell) if kind is Nip or cell in people.numbers else cell


def _in_report(table: ScenarioTable, register: Register, rules: Region) -> list[str]:
    made = report(register, rules, strict=True)
    texts = {one.key: attrs.evolve(made, sections=(one,)).to_markdown() for one in made.sections}
    wrong = []
    for number, row in enumerate(table.rows, table.line + 3):
        cells = {plain(heading): cell for heading, cell in zip(table.headings, row, strict=True)}
        key = cells.get("bagian", "")
        if key not in texts:
            wrong.append(f"line {number}: the report has no section '{key}'; it has {', '.join(texts)}")
            continue
        text = " ".join(texts[key].split())
        if cells.get("berisi", "") not in text:
            wrong.append(f"line {number}: section '{key}' does not say '{cells['berisi']}'")
        unwanted = cells.get("tidak berisi", "")
        if unwanted and unwanted in text:
            wrong.append(f"line {number}: section '{key}' says '{unwanted}'")
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
