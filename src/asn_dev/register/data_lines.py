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
from asn_dev.register.sources import Source

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
_NO_WORD = r"^(?:[-\d.,%() :]+|[A-D]|)$"
_LABELS = f"{_SUMS}|{_NOTES}"
_LABEL_WITHIN = 4
"""A line of sums names itself in one of so many first columns."""
_WIDE = 4
"""In a table with so many columns a line with one or two cells is none of its rows."""
_FEW = 2
_LONGEST_LABEL = 40

_LABELS_TOLD = 1_000
"""Lines of a sheet with more labels than these share one sentence for each kind."""
_A_SUM, _A_NOTE = Message("sum"), Message("note")
_HEADINGS_AGAIN = Message("the headings again")

SUM, BELOW = "sum", Message("below the data")


def lines_without_data(sheet: Sheet, columns: Mapping[str, Source], fields: pl.DataFrame) -> dict[int, str]:
    """The positions of lines that are no data, each with what it is.

    Only lines that lack an essential cell are looked at, and, where any text may stand in each of these,
    lines that name themselves a sum or a note: a row that can be used is never taken for a sum. Objects
    of a JSON file are always rows.
    """
    needed = {heading: one for heading, one in columns.items() if one.essential or one.anchor}
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
    last: int = max(sound.arg_true().tail(1), default=-1)
    lines = _judged(sheet, list(needed), (~sound).arg_true(), last)
    return {**dict.fromkeys(signature, BELOW), **lines}


def _filled_cells(sheet: Sheet, position: int) -> list[str]:
    return [text for cell in sheet.frame.row(position) if cell and (text := cell.strip(BLANKS))]


def _signature(sheet: Sheet) -> list[int]:
    """The lines of a signature at the end: from the one that names place and day to the last."""
    height = sheet.frame.height
    start = None
    for at in range(height - 1, max(-1, height - 1 - _LONGEST_SIGNATURE), -1):
        filled = _filled_cells(sheet, at)
        if len(filled) > _FEW:
            break
        if len(filled) == 1 and _PLACE_AND_DAY.fullmatch(filled[0]):
            start = at
    return list(range(start, height)) if start is not None else []


def _is_strict(source: Source) -> bool:
    """Whether a word for a sum cannot stand in the column of a row."""
    return source.column.type is not str or bool(source.codes or allowed_texts(source.column))


def _named_otherwise(sheet: Sheet) -> pl.Series:
    """Lines whose text is a label of sums beside numbers alone, and the notes below the last of them.

    A note is a line with hardly anything in it, below a sum or below a word such as Keterangan.
    """
    frame, height = sheet.frame, sheet.frame.height
    labels = frame.select(_label(frame).fill_null("").alias("label"))["label"]
    if not labels.str.contains(_LABELS).any():
        return pl.repeat(False, height, eager=True)
    filled = frame.select(_filled_count(frame).alias("filled"))["filled"]
    hit = labels.str.contains(_SUMS) & _only_numbers_beside(frame, labels)
    hit |= labels.str.contains(_NOTES) & (filled <= _FEW)
    first = next(iter(hit.arg_true().head(1)), height)
    if first == height or frame.width < _WIDE:
        return hit
    last_row = max((~hit & (filled > _FEW)).arg_true().tail(1), default=-1)
    return hit | (pl.int_range(height, eager=True) > max(first, last_row))


def _label(frame: pl.DataFrame) -> pl.Expr:
    """The first text of a line, if it stands in one of the first columns."""
    return pl.coalesce(
        pl.when(pl.col(name).str.strip_chars(BLANKS) != "").then(pl.col(name))
        for name in frame.columns[:_LABEL_WITHIN]
    )


def _filled_count(frame: pl.DataFrame) -> pl.Expr:
    """In how many cells of a line anything stands."""
    return pl.sum_horizontal(
        (pl.col(name).str.strip_chars(BLANKS) != "").fill_null(False).cast(pl.UInt32)
        for name in frame.columns
    )


def _only_numbers_beside(frame: pl.DataFrame, labels: pl.Series) -> pl.Series:
    """Whether a line holds nothing but numbers beside its label."""
    words = pl.sum_horizontal(
        (~pl.col(name).str.strip_chars(BLANKS).str.contains(_NO_WORD)).fill_null(False).cast(pl.UInt32)
        for name in frame.columns
    )
    own = ~labels.str.strip_chars(BLANKS).str.contains(_NO_WORD)
    return frame.select(words.alias("words"))["words"] == own.cast(pl.UInt32)


def _judged(sheet: Sheet, needed: Sequence[str], suspects: pl.Series, last: int) -> dict[int, str]:
    """What each suspect line is, if it is none of the data; `last` is the last line that is."""
    frame = sheet.frame[suspects]
    labels = frame.select(_label(frame).str.strip_chars(BLANKS).alias("label"))["label"]
    is_sum = labels.str.contains(_SUMS).fill_null(False)
    named = labels.filter(is_sum | labels.str.contains(_NOTES).fill_null(False))
    several = named.n_unique() > _LABELS_TOLD
    words = {label: _sum(label, several) for label in labels.filter(is_sum).unique()}
    kinds: dict[int, str] = {
        at: words[label] for at, label in zip(suspects.filter(is_sum), labels.filter(is_sum), strict=True)
    }
    notes: list[int] = []
    again = _are_headings(frame) & ~is_sum
    kinds |= dict.fromkeys(suspects.filter(again), _HEADINGS_AGAIN)
    doubtful = (_may_be_something(frame) & ~is_sum & ~again).arg_true()
    for position, cells in zip(suspects[doubtful], frame[doubtful].iter_rows(named=True), strict=True):
        filled = {heading: text for heading, cell in cells.items() if cell and (text := cell.strip(BLANKS))}
        kind = _kind(filled, cells, first=position == 0, several=several)
        if kind:
            kinds[position] = kind
        elif position > last and _is_note(filled, cells, needed):
            notes.append(position)
    ends = (at for at, kind in kinds.items() if at > last and kind.startswith((SUM, "note")))
    end = min(ends, default=sheet.frame.height)
    below = [*(at for at in notes if at < end), *suspects.filter(suspects >= end)]
    return dict(sorted({**dict.fromkeys(below, BELOW), **kinds}.items()))


def _sum(label: str, several: bool) -> Message:
    """What a line of sums is called: by its label, unless too `several` are called otherwise."""
    return _A_SUM if several else Message("sum: {label}", label=label[:_LONGEST_LABEL])


def _note(label: str, several: bool) -> Message:
    """What a remark is called."""
    return _A_NOTE if several else Message("note: {label}", label=label[:_LONGEST_LABEL])


def _may_be_something(frame: pl.DataFrame) -> pl.Series:
    """The lines that are worth a look one by one: nearly empty ones, sums, headings again, the first one."""
    texts = [pl.col(name).str.strip_chars(BLANKS) for name in frame.columns]
    first = pl.coalesce(pl.when(text != "").then(text) for text in texts)
    headings = [word for name in frame.columns for word in (_heading(name), "")]
    return frame.select(
        (
            (_filled_count(frame) <= _FEW)
            | _label(frame).str.contains(_SUMS).fill_null(False)
            | _squeezed(first).is_in(headings).fill_null(False)
            | (pl.int_range(pl.len()) == 0)
        ).alias("hit")
    )["hit"]


def _are_headings(frame: pl.DataFrame) -> pl.Series:
    """The lines that hold nothing but their own headings, letter for letter; more than a note would."""
    texts = {name: pl.col(name).str.strip_chars(BLANKS).fill_null("") for name in frame.columns}
    same = pl.all_horizontal((text == "") | (text == name.strip(BLANKS)) for name, text in texts.items())
    return frame.select((same & (_filled_count(frame) > _FEW)).alias("hit"))["hit"]


def _squeezed(text: pl.Expr) -> pl.Expr:
    """The texts as `squeezed` has them, as near as it takes to see which may be headings."""
    return text.str.normalize("NFKD").str.replace_all(r"\p{M}|[^\w#]|_", "").str.to_lowercase()


def _kind(filled: Mapping[str, str], cells: Mapping[str, str | None], *, first: bool, several: bool) -> str:
    """What a line is by itself: a sum, a note, the headings again, their numbers, the title of a group."""
    labels = [filled[heading] for heading in list(cells)[:_LABEL_WITHIN] if heading in filled]
    if labels and _SUM.match(labels[0]):
        return _sum(labels[0], several)
    if labels and len(filled) <= _FEW and _NOTE.match(labels[0]):
        return _note(labels[0], several)
    if filled and all(squeezed(text) == _heading(heading) for heading, text in filled.items()):
        return _HEADINGS_AGAIN
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
