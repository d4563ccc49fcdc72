"""Which lines of a sheet are no data: sums, repeated headings, titles of groups, notes below the table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import polars as pl

from asn_dev.messages import Message
from asn_dev.model.records import allowed_texts
from asn_dev.register.aliases import squeezed
from asn_dev.register.files import Sheet
from asn_dev.register.files.facts import title_of, unit_title
from asn_dev.register.files.sheet import BLANKS
from asn_dev.register.layouts import Source

_SUMS = (
    r"(?i)^\W*(?:grand |sub ?)?(?:jumlah|total|jml)\b|^\W*bobot\b"
    r"|^\W*(?:nilai )?(?:rata-?\s?rata|rerata|nrr|mean)\b"
    r"|^\W*(?:nilai )?(?:ikm|skm)\b|^\W*(?:nilai )?(?:indeks|indek|index)\b|^\W*mutu (?:pelayanan|layanan)\b"
    r"|^\W*nilai (?:interval|konversi|persepsi|unsur|tertimbang)\b|^\W*kinerja unit\b|^\W*simpangan baku\b"
)
_NOTES = (
    r"(?i)^\W*(?:keterangan|ket|catatan|nb|legenda|sumber|mengetahui|menyetujui|dibuat oleh|petunjuk"
    r"|penjelasan)\b"
)
_SUM, _NOTE = re.compile(_SUMS), re.compile(_NOTES)
_SIGNED = re.compile(
    r"(?i)^(?:nip\b|a\.?n\.|plt\b|plh\b|kepala |sekretaris|pembina|penata|[\w ]+, *\d{1,2} \w+ \d{4}$)"
)
_PLACE_AND_DAY = re.compile(
    r"(?i)[a-z][a-z .'-]{2,40}, *(?:tanggal *)?(?:\d{1,2}|[ .\u2026]+) "
    r"(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember) \d{4}"
)
_LONGEST_SIGNATURE = 20
"""So many lines at most stand from the place and day to the number of who signs."""
_NUMBERS = re.compile(r"[-\d.,%() :]+|[A-D]")
_LABEL_WITHIN = 4
"""A line of sums names itself in one of so many first columns."""
_WIDE = 4
"""In a table with so many columns a line with one or two cells is none of its rows."""
_FEW = 2
_LONGEST_LABEL = 40

SUM, BELOW = "sum", Message("below the data")


def lines_without_data(sheet: Sheet, columns: Mapping[str, Source], fields: pl.DataFrame) -> dict[int, str]:
    """The positions of lines that are no data, each with what it is.

    Only lines that lack an essential cell are looked at, and, where any text may stand in each of these,
    lines that name themselves a sum or a note: a row that can be used is never taken for a sum. Objects
    of a JSON file are always rows.
    """
    needed = {heading: given for heading, given in columns.items() if given.essential or given.anchor}
    if sheet.pointers or not columns or not sheet.frame.height:
        return {}
    sound = pl.Series([True]).new_from_index(0, sheet.frame.height)
    if needed:
        whole = pl.all_horizontal(pl.col(given.field).is_not_null() for given in needed.values())
        sound = fields.select(whole).to_series()
    if not any(_is_strict(given) for given in needed.values()):
        sound &= ~_named_otherwise(sheet)
    signature = _signature(sheet)
    if sound.all() and not signature:
        return {}
    sound = sound.scatter(signature, False) if signature else sound
    last = max(sound.arg_true().tail(1), default=-1)
    lines = _judged(sheet, list(needed), (~sound).arg_true().to_list(), last)
    return {**dict.fromkeys(signature, BELOW), **lines}


def _signature(sheet: Sheet) -> list[int]:
    """The lines of a signature at the end: from the one that names place and day to the last."""
    height = sheet.frame.height
    start = None
    for at in range(height - 1, max(-1, height - 1 - _LONGEST_SIGNATURE), -1):
        filled = _filled(sheet, at)
        if len(filled) > _FEW:
            break
        if len(filled) == 1 and _PLACE_AND_DAY.fullmatch(filled[0]):
            start = at
    return list(range(start, height)) if start is not None else []


def _is_strict(given: Source) -> bool:
    """Whether a word for a sum cannot stand in the column of a row."""
    return given.column.type is not str or bool(given.codes or allowed_texts(given.column))


def _named_otherwise(sheet: Sheet) -> pl.Series:
    """Lines whose text is a label of sums beside numbers alone, and the notes below the last of them.

    A note is a line with hardly anything in it, below a sum or below a word such as Keterangan.
    """
    first = pl.coalesce(
        pl.when(pl.col(name).str.strip_chars(BLANKS) != "").then(pl.col(name))
        for name in sheet.frame.columns[:_LABEL_WITHIN]
    )
    labels = sheet.frame.select(first.fill_null("").alias("label")).to_series()
    hit = pl.Series([False]).new_from_index(0, labels.len())
    sums = [at for at in labels.str.contains(_SUMS).arg_true() if _only_numbers_beside(sheet, at)]
    notes = [at for at in labels.str.contains(_NOTES).arg_true() if len(_filled(sheet, at)) <= _FEW]
    hit = hit.scatter([*sums, *notes], True) if sums or notes else hit
    if not (sums or notes) or sheet.frame.width < _WIDE:
        return hit
    poor: list[int] = []
    for at in range(sheet.frame.height - 1, min([*sums, *notes]), -1):
        if not hit[at] and len(_filled(sheet, at)) > _FEW:
            break
        poor.append(at)
    return hit.scatter([at for at in poor if at > min([*sums, *notes])], True) if poor else hit


def _filled(sheet: Sheet, position: int) -> list[str]:
    return [text for cell in sheet.frame.row(position) if cell and (text := cell.strip(BLANKS))]


def _only_numbers_beside(sheet: Sheet, position: int) -> bool:
    return all(_NUMBERS.fullmatch(text) for text in _filled(sheet, position)[1:])


def _judged(sheet: Sheet, needed: Sequence[str], suspects: Sequence[int], last: int) -> dict[int, str]:
    """What each suspect line is, if it is none of the data; `last` is the last line that is."""
    lines: dict[int, str] = {}
    below = False
    for position, cells in zip(suspects, sheet.frame[suspects].iter_rows(named=True), strict=True):
        filled = {heading: text for heading, cell in cells.items() if cell and (text := cell.strip(BLANKS))}
        what = _kind(filled, cells, first=position == 0)
        below |= position > last and what.startswith((SUM, "note"))
        if below or (not what and position > last and _is_note(filled, cells, needed)):
            what = what or BELOW
        if what:
            lines[position] = what
    return lines


def _kind(filled: Mapping[str, str], cells: Mapping[str, str | None], *, first: bool) -> str:
    """What a line is by itself: a sum, a note, the headings again, their numbers, the title of a group."""
    labels = [filled[heading] for heading in list(cells)[:_LABEL_WITHIN] if heading in filled]
    if labels and _SUM.match(labels[0]):
        return Message("sum: {label}", label=labels[0][:_LONGEST_LABEL])
    if labels and len(filled) <= _FEW and _NOTE.match(labels[0]):
        return Message("note: {label}", label=labels[0][:_LONGEST_LABEL])
    if filled and all(squeezed(text) == _heading(heading) for heading, text in filled.items()):
        return Message("the headings again")
    numbers = [text.strip("()") for text in filled.values()]
    if first and len(numbers) >= _WIDE and numbers == [str(number) for number in range(1, len(numbers) + 1)]:
        return Message("numbers of the columns")
    title = title_of(filled.values())
    if len(cells) >= _WIDE and title and (unit_title(title) or not any(mark.isdigit() for mark in title)):
        return Message("title of a group")
    return ""


@lru_cache(maxsize=4096)
def _heading(text: str) -> str:
    """A heading for comparing; many lines are held against the same few."""
    return squeezed(text)


def _is_note(filled: Mapping[str, str], cells: Mapping[str, str | None], needed: Sequence[str]) -> bool:
    """Whether a line below the data is a remark or a signature: hardly anything, and nothing essential."""
    if len(cells) < _WIDE or len(filled) > _FEW:
        return False
    return not any(heading in filled and not _SIGNED.match(filled[heading]) for heading in needed)
