"""One column of a layout: under which headings it comes in files, and what its cells may hold."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs

from asn_dev.model import Column, column_of
from asn_dev.register.aliases import squeezed


@attrs.frozen
class Source:
    """One column of a layout: under which headings it comes, and what a cell may be.

    `column` gives type and constraint. `essential`: a row without it is rejected. `expected`: a blank
    cell is a finding. `codes` are the texts this layout uses, `variants` other texts that are
    understood and reported; both map to the value. `resolve` names what a text refers to: unit, job,
    competency, competencies. `month`: a date of which only the month counts. `anchor`: a row of data
    has it, a line of sums below the data has not. `placed`: no column of the sheet, but the place of the
    row: its file, its sheet and its line. `fact`: what fills the column where the sheet has none, or a blank
    one: something told beside the table (unit, service, agency, course, period, year, month, day).
    `account`: beside a personnel number an id or e-mail of a platform may stand, which a list maps to one.
    `words_as`: a field that keeps the words of the cell beside their meaning. `instead`: another field that
    may tell the same, so that a sheet with it lacks nothing.
    """

    field: str
    headings: tuple[str, ...]
    column: Column
    essential: bool = False
    expected: bool = False
    codes: Mapping[str, str] = attrs.field(factory=dict)
    variants: Mapping[str, str] = attrs.field(factory=dict)
    resolve: str = ""
    month: bool = False
    anchor: bool = False
    placed: bool = False
    fact: str = ""
    account: bool = False
    words_as: str = ""
    instead: str = ""

    @cached_property
    def known_as(self) -> frozenset[str]:
        """The headings, squeezed for comparing; the name of the field is one, unless it is internal."""
        return frozenset(self.preferred)

    @cached_property
    def preferred(self) -> Mapping[str, int]:
        """The headings, squeezed, with their rank in the order of preference."""
        own = () if self.field.startswith("_") else (self.field,)
        words = dict.fromkeys(squeezed(heading) for heading in (*own, *self.headings))
        return {word: rank for rank, word in enumerate(words)}


def source(record: type, name: str, *headings: str, field: str | None = None, **options: Any) -> Source:
    """A column of a layout that fills a field of a record."""
    return Source(field=field or name, headings=headings, column=column_of(record, name), **options)
