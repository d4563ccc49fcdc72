"""Merging of a training that stands in several lists of a person: it counts once, differences are reported.

Lists tell of one training where the person, its name and its days agree; of what they tell otherwise the
fullest list holds. Where that is not sure (days that only one list has, a training twice in one list) both
rows stay and a warning says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Participation
from asn_dev.register.aliases import plain
from asn_dev.register.cells import Notice
from asn_dev.register.cells.notices import translate
from asn_dev.register.merging import put_together
from asn_dev.register.parsed import ParsedSheet

_TRAINING, _FROM, _SHEET, _ROW = "_training", "_from", "_sheet_number", "_row_number"
_SEVERAL = 2
_KEY = ("nip", _TRAINING, "end", _FROM)
_COMPARED = frozenset(("form", "leadership", "hours", "certificate", "provider"))
_SHORT_FORMS = {
    "bimtek": "bimbingan teknis",
    "diklat": "pendidikan dan pelatihan",
    "sos": "sosialisasi",
    "dg": "dengan",
    "dlm": "dalam",
    "utk": "untuk",
    "thn": "tahun",
}
_MARKS = re.compile(r"[^\w]+")


def training_key(name: str) -> str:
    """The name of a training for comparing: without marks and capitals, usual short forms written out.

    >>> training_key("BIMTEK  Arsip & Surat.") == training_key("Bimbingan Teknis Arsip dan Surat")
    True
    """
    words = _MARKS.sub(" ", plain(name)).split()
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)


def merge_trainings(sheets: Sequence[ParsedSheet]) -> list[ParsedSheet]:
    """Merge the rows of one training of a person that stands in several lists."""
    numbers = [number for number, one in enumerate(sheets) if one.layout.record is Participation]
    if len(numbers) < _SEVERAL:
        return list(sheets)
    rows = _rows(sheets, numbers)
    if not rows.select("nip", _TRAINING).is_duplicated().any():
        return list(sheets)
    rows = _with_first_day(rows)
    left = list(sheets)
    for number in numbers:
        own = rows.filter(pl.col(_SHEET) == number)
        left[number] = _keyed(sheets[number], own)
    merged = put_together(
        left, numbers, Participation, _KEY, needed=("nip", _TRAINING, "end"), compared=_COMPARED
    )
    doubtful = _doubtful(rows)
    for number in numbers:
        own = doubtful.filter(pl.col(_SHEET) == number)
        sheet = merged[number]
        fields = sheet.fields.drop(_TRAINING, _FROM)
        merged[number] = attrs.evolve(sheet, fields=fields, notices=(*sheet.notices, *_notices(own)))
    return merged


def _rows(sheets: Sequence[ParsedSheet], numbers: Sequence[int]) -> pl.DataFrame:
    """The trainings that count, with their place."""
    parts = []
    for number in numbers:
        sheet = sheets[number]
        rows = sheet.fields.select(
            "nip",
            translate(sheet.fields["name"], training_key, pl.String).alias(_TRAINING),
            "start",
            "end",
            pl.int_range(pl.len(), dtype=pl.Int64).alias(_ROW),
            pl.lit(number, dtype=pl.Int64).alias(_SHEET),
        )
        parts.append(rows.filter(sheet.makes_records(merged=False)))
    return pl.concat(parts).filter(pl.col("nip").is_not_null() & pl.col(_TRAINING).str.len_chars().gt(0))


def _with_first_day(rows: pl.DataFrame) -> pl.DataFrame:
    """The trainings with their first day, also where only another list has it, and whether each is alone.

    A row has the key of its training only where each list tells of it once.
    """
    same = ("nip", _TRAINING, "end")
    only = pl.col("start").drop_nulls().n_unique().over(same) == 1
    filled = rows.with_columns(
        pl.when(pl.col("start").is_null() & only)
        .then(pl.col("start").max().over(same))
        .otherwise("start")
        .alias(_FROM)
    )
    once = pl.len().over(*same, _FROM, _SHEET).max().over(*same, _FROM) == 1
    dated = pl.col("end").is_not_null()
    return filled.with_columns(_once=once & dated)


def _keyed(sheet: ParsedSheet, rows: pl.DataFrame) -> ParsedSheet:
    """The sheet with the keys by which its trainings are put together; null where they are not."""
    sure = rows.filter("_once").select(_ROW, _TRAINING, _FROM)
    fields = sheet.fields.drop(_TRAINING, _FROM, strict=False).with_row_index(_ROW)
    keyed = fields.with_columns(pl.col(_ROW).cast(pl.Int64)).join(
        sure, on=_ROW, how="left", maintain_order="left"
    )
    return attrs.evolve(sheet, fields=keyed.drop(_ROW))


def _doubtful(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows that may be about the same training as another row."""
    same = ("nip", _TRAINING)
    several = pl.len().over(same) > 1
    undated = several & pl.col("end").is_null().any().over(same)
    of_one_day = pl.col("end").is_not_null() & (pl.len().over(*same, "end") > 1)
    apart = (~pl.col("_once")).any().over(*same, "end") | (pl.col(_FROM).n_unique().over(*same, "end") > 1)
    return rows.filter(undated | (of_one_day & apart))


def _notices(rows: pl.DataFrame) -> list[Notice]:
    if rows.is_empty():
        return []
    message = Message(
        "may be a training that another row tells of too: the name is the same, and the days do not tell;"
        " both count"
    )
    return [Notice("training_twice", "warning", message, rows[_ROW].sort(), "name")]
