"""All known layouts: SIASN's, those of the offices, questionnaires, and plain ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from asn_dev.model.records import registered_records
from asn_dev.register.aliases import Aliases
from asn_dev.register.files import Sheet
from asn_dev.register.layouts import (
    accounts,
    attendance_lists,
    learning,
    mentoring,
    moodle,
    recaps,
    siasn,
    standards,
    surveys,
    xapi,
)
from asn_dev.register.layouts.daily import daily_layouts
from asn_dev.register.layouts.layout import Layout
from asn_dev.register.layouts.marks import mark_layouts
from asn_dev.register.layouts.moodle import moodle_layouts
from asn_dev.register.layouts.plain import plain_layout
from asn_dev.register.layouts.questionnaires import questionnaire_layouts, still_asked
from asn_dev.register.layouts.questions import Asked
from asn_dev.register.layouts.recognising import is_coded, recognise, suggestion
from asn_dev.register.layouts.web_forms import form_layouts
from asn_dev.register.sources import Source

__all__ = [
    "Asked",
    "Layout",
    "Source",
    "layouts",
    "layouts_for",
    "recognise",
    "suggestion",
]


def layouts(questionnaires: Sequence[Asked] = ()) -> tuple[Layout, ...]:
    """Every layout, with a wide one for each questionnaire.

    Where two know as many headings of a sheet, the first counts: what offices use before what is made from
    a questionnaire, unless a region asks the same items on another scale.
    """
    wide = [layout for asked in questionnaires for layout in questionnaire_layouts(asked)]
    return (*(one for one in _of_offices() if still_asked(one, questionnaires)), *wide, *_plain())


def layouts_for(
    sheet: Sheet, kinds: Sequence[Layout], questionnaires: Sequence[Asked], aliases: Aliases
) -> list[Layout]:
    """The layouts that a sheet may have: those made for it alone first, then `kinds`.

    A form made for the sheet takes the place of the layouts that hold its questionnaire alone, unless one
    of these knows every heading by itself and the answers are the numbers that it expects.
    """
    headings = sheet.frame.columns
    own = [one for one in surveys.LAYOUTS if one in kinds and is_coded(sheet, one, aliases)]

    def used(layout: Layout) -> set[str]:
        return set(layout.columns(headings, aliases))

    def is_needed(form: Layout) -> bool:
        """Whether the form uses a column that its questionnaire's own layout does not."""
        return not any({*form.instruments} <= {*one.instruments} and used(form) <= used(one) for one in own)

    forms = [form for form in form_layouts(sheet, questionnaires, aliases) if is_needed(form)]
    instruments = {code for form in forms for code in form.instruments}
    others = [one for one in kinds if not one.instruments or not instruments.issuperset(one.instruments)]
    return [
        *forms, *others, *moodle_layouts(sheet), *mark_layouts(sheet),
        *daily_layouts(sheet, [one for one in others if not one.plain]),
    ]  # fmt: skip


@cache
def _of_offices() -> tuple[Layout, ...]:
    return (
        *siasn.LAYOUTS,
        *standards.LAYOUTS,
        *attendance_lists.LAYOUTS,
        *learning.LAYOUTS,
        *recaps.LAYOUTS,
        *mentoring.LAYOUTS,
        *moodle.LAYOUTS,
        *xapi.LAYOUTS,
        *accounts.LAYOUTS,
        *surveys.LAYOUTS,
    )


@cache
def _plain() -> tuple[Layout, ...]:
    return tuple(plain_layout(record) for record in registered_records())
