"""Wide sheets of any questionnaire: a column for each item, made from the instruments of a region.

What is known of a questionnaire is its code, its items with their wording, its scale and who is asked.
Participants are known by their NIP or by a key; staff and citizens by a key, by the number that they have
in their sheet, or, where a sheet has neither, by the place of their row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs
import polars as pl

from asn_dev.model import Answer, Enrolment, Item, Respondents
from asn_dev.register.layouts.form_columns import ABOUT, COUNTED, KEYS, NIPS, RATED, ROLES
from asn_dev.register.layouts.layout import Derive, Derived, Layout, Make
from asn_dev.register.layouts.questions import Asked
from asn_dev.register.layouts.surveys import AGREEMENT, answer, long
from asn_dev.register.sources import Source, source

KEY = ("instrument", "respondent", "about", "subject", "rater", "wave")
"""What no two filled questionnaires share; most sheets lack some of it."""

_TICKED = 6
"""A scale of so few steps is ticked, not measured: its answers are whole numbers."""
NUMBER, PLACE = "_number", "_place"
"""The fields of a respondent's number in a sheet, and of the place of a row."""
_ITEM = "item "
_SHARE = 1 / 3
"""So much of a sheet's headings a questionnaire must know: of one item it would fit many sheets."""


def questionnaire_layouts(asked: Asked) -> tuple[Layout, ...]:
    """The wide sheets of a questionnaire, one for each way in which respondents are known.

    >>> import asn_dev
    >>> national = asn_dev.region("nasional", on="2025-12-31").instruments
    >>> [sheet.name for sheet in questionnaire_layouts(national["learning_culture"])]
    ['instrumen learning_culture', 'instrumen learning_culture, nomor', 'instrumen learning_culture, baris']
    """
    key = source(Answer, "respondent", *KEYS, essential=True, anchor=True)
    if asked.instrument.asks == Respondents.PARTICIPANTS:
        number = source(Enrolment, "nip", *NIPS, field="respondent", essential=True)
        by_key = attrs.evolve(key, headings=(*KEYS, *COUNTED))
        return _wide(asked, number), _wide(asked, by_key, "kunci")
    staff = attrs.evolve(key, headings=(*KEYS, *NIPS))
    # A number is compared in its own sheet only: the place beside it tells equal rows of two sheets apart.
    counted = attrs.evolve(key, field=NUMBER, headings=COUNTED)
    row_place = Source(PLACE, (), key.column, placed=True)
    return (
        _wide(asked, staff),
        _wide(asked, counted, "nomor", also=[row_place]),
        _wide(asked, row_place, "baris"),
    )


def still_asked(layout: Layout, questionnaires: Sequence[Asked]) -> bool:
    """Whether a sheet that reads items by itself reads them on the scales that the questionnaires have."""
    bounds = {given.field: given.column.bounds()[:2] for given in layout.sources}
    return all(
        bounds.get(item.code, scale_of(asked)) == scale_of(asked)
        for asked in questionnaires
        if asked.instrument.code in layout.instruments
        for item in asked.items
    )


def scale_of(asked: Asked) -> tuple[float, float]:
    """The lowest and the highest answer of a questionnaire."""
    return asked.instrument.least, asked.instrument.greatest


def _wide(asked: Asked, respondent: Source, how: str = "", also: Sequence[Source] = ()) -> Layout:
    of_participants = asked.instrument.asks == Respondents.PARTICIPANTS
    items = [item_field(item.code) for item in asked.items]
    rated = source(Answer, "subject", *RATED)
    if of_participants:
        rated = source(Enrolment, "nip", *RATED, field="subject")
    others = [source(Answer, name, *ROLES[name], anchor=name == "day") for name in ("day", "wave", "rater")]
    return Layout(
        name=f"instrumen {asked.instrument.code}" + (f", {how}" if how else ""),
        record=Answer,
        sources=[
            respondent,
            *also,
            source(Answer, "about", *ABOUT, essential=of_participants),
            rated,
            source(Answer, "unit", *ROLES["unit"], resolve="unit", anchor=respondent.placed),
            *others,
            *_items(asked),
        ],
        signature=frozenset(items),
        derive=_of_instrument(asked.instrument.code),
        make=answers_made(asked.instrument.code, items, respondent.field),
        key=tuple(respondent.field if name == "respondent" else name for name in KEY),
        key_within_sheet=respondent.field != "respondent",
        absent=frozenset(KEY) - {"respondent"},
        share=_SHARE,
        stems=(asked.instrument.code,),
        instruments=(asked.instrument.code,),
    )


def _items(asked: Asked) -> Iterator[Source]:
    """A column for each item, under its code, its wording, or both."""
    words = AGREEMENT if scale_of(asked) == (1, 5) else {}
    for item in asked.items:
        yield item_source(asked, item, (item.code, item.text, f"{item.code} {item.text}"), words)


def item_source(asked: Asked, item: Item, headings: tuple[str, ...], words: Mapping[str, str]) -> Source:
    """The column of an item under some headings; `words` stand for points of its scale."""
    least, greatest = scale_of(asked)
    whole = least.is_integer() and greatest.is_integer() and greatest - least <= _TICKED
    column = answer(item.code, least, greatest, *headings, whole=whole, codes=words, expected=True)
    return attrs.evolve(column, field=item_field(item.code))


def item_field(code: str) -> str:
    """The field of an item: no other is called so, whatever the code."""
    return _ITEM + code


def _of_instrument(code: str) -> Derive:
    """The instrument beside its answers, so that respondents of two instruments are not taken for one."""

    def derive(fields: pl.DataFrame) -> Derived:
        return fields.with_columns(instrument=pl.lit(code)), ()

    return derive


def answers_made(code: str, items: Sequence[str], key: str) -> Make:
    """One row an answer; a number says who it is in one sheet only, so the sheet is part of the key."""

    def make(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
        respondent = pl.concat_str("_sheet", key, separator="/") if key == NUMBER else pl.col(key)
        others = {name: pl.col(name) for name in ("about", "subject", "rater", "unit", "day", "wave")}
        answers = long(rows, code, items, respondent=respondent, **others)
        return {Answer: answers.with_columns(pl.col("item").str.strip_prefix(_ITEM))}

    return make
