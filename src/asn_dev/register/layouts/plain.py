"""Plain layouts: a table of one record, its headings the names of our columns or their Indonesian labels."""

from __future__ import annotations

from asn_dev.model import Column, columns_of, plural_of
from asn_dev.register.layouts.layout import Layout, make_only
from asn_dev.register.sources import Source


def plain_layout(record: type, *, named: bool = False) -> Layout:
    """The plain layout of a record; half of the headings must be its own.

    Where somebody has `named` the record, as a scenario does, short headings are enough.
    """
    columns = columns_of(record)
    return Layout(
        name=f"plain {plural_of(record)}",
        record=record,
        sources=[_source(record, column, named) for column in columns],
        signature=frozenset(column.name for column in columns if not column.optional),
        make=make_only(record),
        key=tuple(column.name for column in columns if column.key),
        absent=frozenset(column.name for column in columns if column.key and column.optional),
        share=0.5,
        plain=True,
        stems=(plural_of(record),),
        telling=_TELLING.get(record.__name__, frozenset()),
    )


def _source(record: type, column: Column, named: bool) -> Source:
    return Source(
        field=column.name,
        headings=(column.label, *(_SHORT.get((record.__name__, column.name), ()) if named else ())),
        column=column,
        essential=not column.optional,
        resolve=_RESOLVED.get((record.__name__, column.name), _RESOLVED.get(("", column.name), "")),
    )


_SHORT = {("Participation", "name"): ("Nama",)}
"""Headings that tell enough only where the record is told: "Nama" in a list of people is the person."""

_TELLING = {"Participation": frozenset({"form", "leadership", "hours", "certificate", "provider"})}
"""A list of people with two days is one of leave as well: a training tells its form, hours or provider."""

_RESOLVED = {
    ("", "unit"): "unit",
    ("Unit", "name"): "unit",
    ("", "competency"): "competency",
    ("", "competencies"): "competencies",
    ("", "job_title"): "job",
    ("Job", "title"): "job",
}
"""Which columns refer to a unit, a competency or a post, by record (empty: any) and name."""
