"""What the numbers and days of office files can be: bounds with their date and source, from `plausible.toml`.

The constraints of the model say what a value means at all; these bounds say what no office has had. They
hold for every region and are read without one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from asn_dev.model import Column, column_of
from asn_dev.model.records import registered_records


@attrs.frozen
class Bound:
    """The greatest value that a column can have, since when it is taken for that, and on what evidence."""

    greatest: float
    since: date
    evidence: str
    source: str


@attrs.frozen
class Ages:
    """From and to which age, in whole years."""

    least: int
    greatest: int
    since: date
    evidence: str
    source: str


@attrs.frozen
class Placeholders:
    """When a number of one repeated digit stands for 'not known': what it takes to tell."""

    least_nines: int
    least_others: int
    values_needed: int
    values_for_a_warning: int
    distance: float
    times_the_greatest: float
    since: date
    evidence: str
    source: str


@attrs.frozen
class Share:
    """From which share of the meetings somebody attended a programme."""

    value: float
    since: date
    evidence: str
    source: str


@cache
def bounds() -> Mapping[Column, Bound]:
    """The bound of each column that has one.

    >>> from asn_dev.model import MentorOffer
    >>> bounds()[column_of(MentorOffer, "capacity")].greatest
    100
    """
    records = {record.__name__: record for record in registered_records()}
    return {
        column_of(records[entry["record"]], entry["column"]): Bound(
            entry["greatest"], entry["since"], entry["evidence"], entry["source"]
        )
        for entry in _written()["bound"]
    }


@cache
def ages(which: str = "age") -> Ages:
    """The ages that people on a list can have; with "age_at_appointment" at their first appointment."""
    return Ages(**_written()[which])


@cache
def placeholders() -> Placeholders:
    """What it takes to tell a placeholder from a number."""
    return Placeholders(**_written()["placeholder"])


@cache
def placeholder_days() -> tuple[date, ...]:
    """Days that programs write where they have none."""
    return tuple(_written()["placeholder_days"]["days"])


@cache
def share_attended() -> Share:
    """From which share of the meetings somebody attended."""
    entry = _written()["attendance"]
    return Share(entry["share"], entry["since"], entry["evidence"], entry["source"])


@cache
def _written() -> dict[str, Any]:
    return tomllib.loads((files("asn_dev.register") / "plausible.toml").read_text(encoding="utf-8"))


def greatest_plausible(column: Column) -> float | None:
    """The greatest value that the column can have and keep, or None where only its constraint bounds it."""
    bound = bounds().get(column)
    return bound.greatest if bound else None
