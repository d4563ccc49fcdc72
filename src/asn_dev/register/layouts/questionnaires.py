"""Wide sheets of any questionnaire: a column for each item, made from the instruments of a region.

What is known of a questionnaire is its code, its items with their wording, its scale and who is asked.
Participants are known by their NIP or by a key; staff and citizens by a key, by the number that they have
in their sheet, or, where a sheet has neither, by the place of their row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import attrs
import polars as pl

from asn_dev.model import Answer, Enrolment, Instrument, Item, Respondents
from asn_dev.register.layouts.layout import Derive, Derived, Layout, Make, Source, source
from asn_dev.register.layouts.surveys import AGREEMENT, answer, long

KEY = ("instrument", "respondent", "about", "subject", "rater", "wave")
"""What no two filled questionnaires share; most sheets lack some of it."""

ABOUT = ("kode_pelatihan", "kode_diklat", "kode_program", "layanan", "jenis_layanan", "tentang")
RATED = ("nip_yang_dinilai", "yang_dinilai", "nip_dinilai", "nip_alumni", "dinilai")
NUMBERS = ("nip", "nip_baru", "nip_responden", "nip_penilai", "nip_peserta")
KEYS = ("id_responden", "kode_responden")
COUNTED = ("responden", "no", "nomor", "no_responden", "nomor_responden")
OTHERS: Mapping[str, Sequence[str]] = {
    "unit": ("perangkat_daerah", "unit_layanan", "unit_kerja"),
    "day": ("tanggal", "tanggal_isi", "tanggal_pengisian", "cap_waktu", "timestamp"),
    "wave": ("gelombang", "putaran"),
    "rater": ("penilai", "hubungan", "peran_penilai"),
}
"""Under which headings the columns of an answer come."""

_TICKED = 6
"""A scale of so few steps is ticked, not measured: its answers are whole numbers."""
_ITEM = "item "
_NUMBER, _PLACE = "_number", "_place"
_SHARE = 1 / 3
"""So much of a sheet's headings a questionnaire must know: of one item it would fit many sheets."""


class Asked(Protocol):
    """A questionnaire, as far as reading is concerned."""

    @property
    def instrument(self) -> Instrument:
        """Its code, its scale, and who is asked."""

    @property
    def items(self) -> tuple[Item, ...]:
        """What it asks."""


def questionnaire_layouts(asked: Asked) -> tuple[Layout, ...]:
    """The wide sheets of a questionnaire, one for each way in which respondents are known.

    >>> import asn_dev
    >>> national = asn_dev.region("nasional", on="2025-12-31").instruments
    >>> [sheet.name for sheet in questionnaire_layouts(national["learning_culture"])]
    ['instrumen learning_culture', 'instrumen learning_culture, nomor', 'instrumen learning_culture, baris']
    """
    key = source(Answer, "respondent", *KEYS, essential=True, anchor=True)
    if asked.instrument.asks == Respondents.PARTICIPANTS:
        number = source(Enrolment, "nip", *NUMBERS, field="respondent", essential=True)
        by_key = attrs.evolve(key, headings=(*KEYS, *COUNTED))
        return _layout(asked, number), _layout(asked, by_key, "kunci")
    staff = attrs.evolve(key, headings=(*KEYS, *NUMBERS))
    # A number is compared in its own sheet only: the place beside it tells equal rows of two sheets apart.
    counted = attrs.evolve(key, field=_NUMBER, headings=COUNTED)
    place = Source(_PLACE, (), key.column, placed=True)
    return (
        _layout(asked, staff),
        _layout(asked, counted, "nomor", also=[place]),
        _layout(asked, place, "baris"),
    )


def still_asked(layout: Layout, questionnaires: Sequence[Asked]) -> bool:
    """Whether a sheet that reads items by itself reads them on the scales that the questionnaires have."""
    bounds = {given.field: given.column.bounds()[:2] for given in layout.sources}
    return all(
        bounds.get(item.code, _scale(asked)) == _scale(asked)
        for asked in questionnaires
        if asked.instrument.code in layout.instruments
        for item in asked.items
    )


def _scale(asked: Asked) -> tuple[float, float]:
    return asked.instrument.least, asked.instrument.greatest


def _layout(asked: Asked, respondent: Source, how: str = "", also: Sequence[Source] = ()) -> Layout:
    of_participants = asked.instrument.asks == Respondents.PARTICIPANTS
    items = [_field(item) for item in asked.items]
    rated = source(Answer, "subject", *RATED)
    if of_participants:
        rated = source(Enrolment, "nip", *RATED, field="subject")
    others = [source(Answer, name, *OTHERS[name], anchor=name == "day") for name in ("day", "wave", "rater")]
    return Layout(
        name=f"instrumen {asked.instrument.code}" + (f", {how}" if how else ""),
        record=Answer,
        sources=[
            respondent,
            *also,
            source(Answer, "about", *ABOUT, essential=of_participants),
            rated,
            source(Answer, "unit", *OTHERS["unit"], resolve="unit", anchor=respondent.placed),
            *others,
            *_items(asked),
        ],
        signature=frozenset(items),
        derive=_of_instrument(asked.instrument.code),
        make=_make(asked.instrument.code, items, respondent.field),
        key=tuple(respondent.field if name == "respondent" else name for name in KEY),
        key_within_sheet=respondent.field != "respondent",
        absent=frozenset(KEY) - {"respondent"},
        share=_SHARE,
        stems=(asked.instrument.code,),
    )


def _items(asked: Asked) -> Iterator[Source]:
    """A column for each item, under its code, its wording, or both."""
    least, greatest = _scale(asked)
    whole = least.is_integer() and greatest.is_integer() and greatest - least <= _TICKED
    words = AGREEMENT if (least, greatest) == (1, 5) else {}
    for item in asked.items:
        headings = (item.code, item.text, f"{item.code} {item.text}")
        one = answer(item.code, least, greatest, *headings, whole=whole, codes=words, expected=True)
        yield attrs.evolve(one, field=_field(item))


def _field(item: Item) -> str:
    """The field of an item: no other is called so, whatever the code."""
    return _ITEM + item.code


def _of_instrument(code: str) -> Derive:
    """The instrument beside its answers, so that respondents of two instruments are not taken for one."""

    def derive(fields: pl.DataFrame) -> Derived:
        return fields.with_columns(instrument=pl.lit(code)), ()

    return derive


def _make(code: str, items: Sequence[str], key: str) -> Make:
    """One row an answer; a number says who it is in one sheet only, so the sheet is part of the key."""

    def make(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
        respondent = pl.concat_str("_sheet", key, separator="/") if key == _NUMBER else pl.col(key)
        others = {name: pl.col(name) for name in ("about", "subject", "rater", "unit", "day", "wave")}
        answers = long(rows, code, items, respondent=respondent, **others)
        return {Answer: answers.with_columns(pl.col("item").str.strip_prefix(_ITEM))}

    return make
