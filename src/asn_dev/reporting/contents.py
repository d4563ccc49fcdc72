"""What a report says, whatever it is written as: its sections with whom and when it is about."""

from __future__ import annotations

from datetime import date

import attrs

from asn_dev.reporting.editions import INTERNAL, MARK, PUBLIC
from asn_dev.reporting.sections import Section


@attrs.frozen
class Contents:
    """The sections of a report under their title; `on` is the day whose rules are in force.

    `edition` is ``"public"`` or ``"internal"``.
    """

    title: str
    subtitle: str
    on: date
    language: str
    sections: tuple[Section, ...] = attrs.field(repr=lambda sections: f"<{len(sections)} sections>")
    edition: str = PUBLIC

    @property
    def mark(self) -> str:
        """What must stand on every page: nothing in an edition that may be published."""
        return MARK.in_(self.language) if self.edition == INTERNAL else ""
