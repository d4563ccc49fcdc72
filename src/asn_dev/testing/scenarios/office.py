"""The small office of a scenario: its tables, read as files of an office are read."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import attrs

from asn_dev.errors import UnknownNameError
from asn_dev.messages import Message
from asn_dev.model import Answer, Column, Nip, columns_of, label_of, plural_of
from asn_dev.model.records import registered_records
from asn_dev.register.aliases import Aliases, plain
from asn_dev.register.layouts.plain import plain_layout
from asn_dev.register.reading import read
from asn_dev.register.tables import Register
from asn_dev.rules.regions import Region
from asn_dev.testing.scenarios.files import Scenario, ScenarioTable

TIMES = "kali"
UNKNOWN = "-"


def record_called(name: str) -> type:
    """Return the record of a table, by its plural or its Indonesian label.

    >>> record_called("programmes") is record_called("Program pengembangan")
    True
    """
    for record in registered_records():
        if plain(name) in (plain(plural_of(record)), plain(label_of(record))):
            return record
    raise UnknownNameError(
        Message("no table is called '{name}'", name=name), hint=Message("docs/records.md lists the tables")
    )


def columns_named(record: type, headings: tuple[str, ...]) -> dict[str, Column]:
    """Return the column that each heading means, by name or label; others are left out."""
    sources = plain_layout(record, named=True).columns(headings, Aliases())
    return {heading: source.column for heading, source in sources.items()}


@attrs.frozen
class People:
    """The invented numbers of the people of a scenario, by the names it gives them."""

    numbers: Mapping[str, str]

    @classmethod
    def of(cls, scenario: Scenario) -> People:
        """Number everybody who stands in a column of personal numbers."""
        names: dict[str, None] = {}
        for table in (*scenario.given, *scenario.expected):
            columns = _columns(table)
            for position, heading in enumerate(table.headings):
                if heading in columns and columns[heading].type is Nip:
                    names |= {row[position]: None for row in table.rows if row[position] not in ("", UNKNOWN)}
        unnumbered = [name for name in names if not Nip(name).is_18_digits]
        return cls({name: invented_number(place) for place, name in enumerate(unnumbered)})

    def number(self, name: str) -> str:
        """Return the number of a person; any other text stays as it is."""
        return self.numbers.get(name, name)


def invented_number(position: int) -> str:
    """Return a number that nobody has: its serial is far above those that are handed out."""
    return f"{date(1980, 1, 1) + timedelta(days=position):%Y%m%d}2010011999"


def _columns(table: ScenarioTable) -> dict[str, Column]:
    try:
        return columns_named(record_called(table.of), table.headings)
    except UnknownNameError:
        return {}


def office_of(scenario: Scenario, people: People, region: Region) -> Register:
    """Read the register of what is known, from files named after the tables."""
    places = count(len(people.numbers))
    with tempfile.TemporaryDirectory() as folder:
        for number, table in enumerate(scenario.given):
            record = record_called(table.of)
            path = Path(folder, f"{plural_of(record)}-{number}.csv")
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(_lines(table, record, people, places))
        return read(folder, region=region, today=scenario.on)


def _lines(table: ScenarioTable, record: type, people: People, places: Iterator[int]) -> Iterator[list[str]]:
    """The table as a file: rows repeated, people as numbers, keys made up where no column has them."""
    named = columns_named(record, table.headings)
    kept = [place for place, heading in enumerate(table.headings) if plain(heading) != TIMES]
    times = next((place for place, heading in enumerate(table.headings) if plain(heading) == TIMES), None)
    present = {column.name for column in named.values()}
    missing = [
        column
        for column in columns_of(record)
        if column.key and not column.optional and column.name not in present
    ]
    headings = [table.headings[place] for place in kept]
    yield [
        *(named[heading].name if heading in named else heading for heading in headings),
        *(column.name for column in missing),
    ]
    for row in table.rows:
        cells = ["" if row[place] == UNKNOWN else people.number(row[place]) for place in kept]
        for _ in range(1 if times is None else int(row[times])):
            number = next(places)
            yield [*cells, *(_made_up(column, record, number) for column in missing)]


def _made_up(column: Column, record: type, number: int) -> str:
    personal = column.type is Nip or (record is Answer and column.name == "respondent")
    return invented_number(number) if personal else f"{column.name}-{number}"
