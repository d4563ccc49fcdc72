"""Text files with values parted by commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import attrs
import polars as pl

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.files.bounds import COLUMNS, LINE, LINE_CELLS, PLAIN_CELLS, ROWS, check, check_bytes
from asn_dev.register.files.characters import Marks, marks_of
from asn_dev.register.files.encoding import decode, utf8_start
from asn_dev.register.files.headings import find_headings
from asn_dev.register.files.sheet import (
    NO_HEADINGS,
    HeadingTest,
    Sheet,
    Stray,
    headings,
    without_blank_lines,
)
from asn_dev.register.files.table import FIRST_LINES, counts_columns, table_of
from asn_dev.register.ledger import Finding, Place

SEPARATORS = ",;\t|"
_HEAD = 65_536


def read_delimited(data: bytes, file: str, count_known: HeadingTest) -> list[Sheet | FileError]:
    """The one sheet of a text file: all at once where its lines are regular, else line by line."""
    _check_lines(data, file)
    head, marked = utf8_start(data[:_HEAD])
    notes = _mark_note(file, marked=marked)
    text = None
    if head is None:
        text, notes = decode(data, file)
        data, head = text.encode("utf-8", "replace"), text[:_HEAD]
    separator, block = _shape(_first_lines(head), file, count_known)
    marks = marks_of(data)
    frame = _all_at_once(data, marks, separator, file) if block == range(1) else None
    if frame is None:
        sheet = _line_by_line(data, separator, file, count_known, notes=notes, decoded=text is not None)
    else:
        rows = pl.int_range(2, frame.height + 2, eager=True)
        notes = [*notes, *_separator_note(file, separator)]
        sheet = without_blank_lines(Sheet(file, "", frame, rows, notes=notes))
    return [attrs.evolve(sheet, plain=marks.sound)]


def _line_by_line(
    data: bytes, separator: str, file: str, count_known: HeadingTest, *, notes: list[Finding], decoded: bool
) -> Sheet:
    """The table where lines differ in their number of values, or headings stand lower; slow and exact.

    `decoded`: what the file is written in is known and said, and the bytes are UTF-8.
    """
    check(Message("cells"), _cells_at_most(data, separator), LINE_CELLS, file)
    text, notes = (data.decode(), notes) if decoded else _text(data, file, notes)
    lines, broken = _lines(text, separator)
    check(Message("columns"), max((len(cells) for _, cells in lines), default=0), COLUMNS, file)
    notes = [*notes, *_separator_note(file, separator)]
    sheet = table_of(file, "", lines, count_known, notes=notes)
    if isinstance(sheet, FileError):
        raise sheet
    notes = [*sheet.notes, *_short_note(file, lines, sheet)]
    strays = sorted([*sheet.strays, *broken], key=lambda stray: stray.row)
    return attrs.evolve(sheet, notes=notes, strays=strays)


def _check_lines(data: bytes, file: str) -> None:
    """Refuse a file with a line that is longer than any table's; most of its bytes are jumped over."""
    at = 0
    while at + LINE < len(data):
        end = data.rfind(b"\n", at, at + LINE)
        end = data.rfind(b"\r", at, at + LINE) if end < 0 else end
        if end < 0:
            check_bytes(len(data) - at, LINE, file)
        at = end + 1


def _text(data: bytes, file: str, notes: list[Finding]) -> tuple[str, list[Finding]]:
    """The whole file as text, with findings about its encoding."""
    text, more = decode(data, file)
    return text, notes if len(notes) >= len(more) else more


def _first_lines(head: str) -> list[str]:
    """The lines among which the headings are, none of them cut."""
    return _split(head)[:FIRST_LINES]


def _cells_at_most(data: bytes, separator: str) -> int:
    """How many cells a file can have when its lines are kept one by one."""
    return data.count(separator.encode()) + data.count(b"\n") + data.count(b"\r")


def _split(text: str) -> list[str]:
    """Lines with their ends; only line feeds and carriage returns end one."""
    return list(io.StringIO(text, newline=""))


def _shape(head: Sequence[str], file: str, count_known: HeadingTest) -> tuple[str, range]:
    """The separator of values and the lines of headings: those with most known headings."""
    best: tuple[tuple[int, int, int], str, range] | None = None
    absent = [separator for separator in SEPARATORS if not any(separator in line for line in head)]
    for separator in SEPARATORS:
        if separator in absent[1:]:  # parts the lines as the first of them does: not at all
            continue
        lines = list(csv.reader(head, delimiter=separator))
        block = find_headings(lines, (), count_known)
        if block is None:
            continue
        width = len(lines[block.start])
        alike = sum(len(line) == width for line in lines)
        fit = (max(count_known(lines[at]) for at in block), alike if width > 1 else 0, width)
        if best is None or fit > best[0]:
            best = (fit, separator, block)
    if best is None:
        raise FileError(Message("has no line of headings"), file=file, hint=NO_HEADINGS)
    return best[1], best[2]


def _all_at_once(data: bytes, marks: Marks, separator: str, file: str) -> pl.DataFrame | None:
    """The table as Polars reads it, if every byte of the file is accounted for; else None.

    `marks` are the line ends, quotes and control characters of the file.
    """
    first_end = data.find(b"\n")
    if first_end < 0:
        return None
    lines = marks.line_feeds
    width = data.count(separator.encode(), 0, first_end) + 1
    check(Message("columns"), width, COLUMNS, file)
    check(Message("rows"), lines, ROWS, file)
    check(Message("cells"), lines * width, PLAIN_CELLS, file)
    try:
        frame = pl.read_csv(data, separator=separator, infer_schema=False)
    except pl.exceptions.PolarsError:
        return None
    heading = data[:first_end].decode("utf-8-sig")
    names = headings(next(csv.reader([heading], delimiter=separator)))
    if len(names) != frame.width or not _is_whole(frame, data, marks):
        return None
    first, second = ([*frame[at : at + 1].iter_rows(), ()][0] for at in (0, 1))
    if counts_columns(first, second):
        return None
    return frame.rename(dict(zip(frame.columns, names, strict=True)))


def _is_whole(frame: pl.DataFrame, data: bytes, marks: Marks) -> bool:
    """Whether a table is all that stands below the first line, each row of it on one line.

    A file is its cells, a separator between two of them, an end after each line, and quotes. Where the
    sum is exact no line was short, none was skipped, and the number of a line follows from its position.
    """
    first_end = data.find(b"\n")
    line_end = 2 if data[first_end - 1 : first_end] == b"\r" else 1
    quotes = marks.quotes - data.count(b'"', 0, first_end)
    cells = pl.all().str
    expected = int(frame.select(pl.sum_horizontal(cells.len_bytes().sum())).item() or 0)
    expected += frame.height * (frame.width - 1 + line_end)
    if frame.height and data[-1:] != b"\n":
        expected -= line_end
    expected += quotes
    below = len(data) - first_end - 1
    if marks.returns and marks.returns != data.count(b"\r\n"):
        return False  # a return by itself ends a line too
    # Without returns, and with a row for each line, no cell spans lines; then nothing but quotes within
    # cells could make the sum too large, and nothing make it too small.
    regular = frame.height == marks.line_feeds - data.endswith(b"\n") and not marks.returns
    if quotes and not (regular and expected == below):
        if frame.select(pl.any_horizontal(cells.contains("[\n\r]").any())).item():
            return False
        expected -= frame.select(pl.sum_horizontal(cells.count_matches('"', literal=True).sum())).item() or 0
    return expected == below


def _lines(text: str, separator: str) -> tuple[list[tuple[int, list[str]]], list[Stray]]:
    """Every line with its number, and the lines whose quotes do not close.

    A quoted cell may span lines. Where the quotes of the whole do not add up, one line is read at a
    time, so that a stray quote spoils its own line and no other.
    """
    try:
        return list(_numbered(text, separator)), []
    except csv.Error:
        lines: list[tuple[int, list[str]]] = []
        broken: list[Stray] = []
        for number, line in enumerate(_split(text), 1):
            try:
                cells = next(csv.reader([line], delimiter=separator, strict=True), [])
            except csv.Error:
                broken.append(
                    Stray(
                        number,
                        line.rstrip("\r\n").split(separator),
                        Message("a quote that opens and does not close"),
                    )
                )
            else:
                lines.append((number, cells))
        return lines, broken


def _numbered(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line it starts on."""
    reader = csv.reader(_split(text), delimiter=separator, strict=True)
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1


def _mark_note(file: str, *, marked: bool) -> list[Finding]:
    return (
        [Finding("encoding", "info", file, "", "", 1, Message("starts with a byte-order mark"))]
        if marked
        else []
    )


def _separator_note(file: str, separator: str) -> list[Finding]:
    if separator == ",":
        return []
    return [
        Finding(
            "separator",
            "info",
            file,
            "",
            "",
            1,
            Message("values are parted by {separator!r}", separator=separator),
        )
    ]


def _short_note(file: str, lines: Sequence[tuple[int, Sequence[str]]], sheet: Sheet) -> list[Finding]:
    """Lines with fewer values than headings: the rest is blank, if none is missing further left."""
    width, rows = sheet.frame.width, set(sheet.rows)
    places = [
        Place(number) for number, cells in lines if number in rows and any(cells) and len(cells) < width
    ]
    if not places:
        return []
    message = Message("fewer values than the {width} headings; the last ones count as blank", width=width)
    return [Finding("short_line", "warning", sheet.file, "", "", len(places), message, places)]
