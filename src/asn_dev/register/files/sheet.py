"""A sheet: one table of a file as columns of text, with the place of every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.register.files.facts import Facts
from asn_dev.register.ledger import Finding, Place
from asn_dev.register.places import Places

HeadingTest = Callable[[Sequence[str]], int]
"""How many cells of a line are headings that some layout knows."""

BLANKS = (
    " \t\r\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u202f\u205f\u3000\ufeff"
)
"""What looks like nothing: blanks of every width, those of no width among them."""

_FIRST_OF_BLANKS = pl.Series(sorted({blank.encode()[0] for blank in BLANKS}), dtype=pl.UInt8).implode()
"""The bytes with which blanks begin."""

NUMBER, DATE = "number", "date"
"""What a cell was, in a container that tells numbers and dates from text."""

KEY_HEADING = "#key"
"""The column that holds the name under which a JSON object lists a person's rows."""

NO_HEADINGS = Message("the first line that is not blank should name the columns")


@attrs.frozen
class Stray:
    """A line that does not fit under the headings: kept whole, with what is wrong."""

    row: int
    cells: Sequence[str]
    reason: str
    pointer: str = ""


@attrs.frozen(eq=False)
class Sheet:
    """One table of a file, as text.

    `rows` numbers the lines as the file does, heading included, from 1. `pointers` are JSON pointers
    (empty elsewhere). `kinds` says for a column which cells were a number or a date in the file,
    where the container tells them from text (null: text). `strays` are lines that do not fit under
    the headings, `blank` counts the lines in which nothing stands. `facts` are what stands beside the
    table (above it, in the sheet's name): by key (unit, service, agency, course, period, year, month, day).
    `apart` are lines below the headings that are no data whatever the layout, each with what it is.
    """

    file: str
    name: str
    frame: pl.DataFrame
    rows: pl.Series
    pointers: Sequence[str] = ()
    kinds: Mapping[str, pl.Series] = attrs.field(factory=dict)
    strays: Sequence[Stray] = ()
    blank: int = 0
    notes: Sequence[Finding] = ()
    sha256: str = ""
    facts: Facts = attrs.field(factory=dict)
    meanings: Mapping[str, str] = attrs.field(factory=dict)
    """Which usual headings stand for columns that were parted from a cell of several things."""
    apart: Sequence[Place] = ()
    days_from_1904: bool = False
    """Whether day numbers count from 1904, as workbooks of an old system do."""
    plain: bool = False
    """Whether the bytes of the file are known to hold no character that is replaced at the door."""


def columns_of_lines(
    names: Sequence[str], lines: Sequence[Sequence[str | None]], filler: str | None
) -> pl.DataFrame:
    """Lines as columns of text, each line brought to the number of headings."""
    width = len(names)
    full = [
        line if len(line) == width else [*line[:width], *[filler] * (width - len(line))] for line in lines
    ]
    columns: Sequence[Sequence[str | None]] = list(zip(*full, strict=True)) or [()] * width
    return pl.DataFrame(
        [pl.Series(name, cells, dtype=pl.String) for name, cells in zip(names, columns, strict=True)]
    )


def without_blank_lines(sheet: Sheet) -> Sheet:
    """The sheet without the lines in which no cell is filled; they are counted."""
    if not sheet.frame.width or not (suspects := _may_be_blank(sheet.frame.to_series(0))).len():
        return sheet
    at = suspects.filter(_nothing(sheet.frame[suspects]))
    if not at.len():
        return sheet
    blank = pl.repeat(False, sheet.frame.height, eager=True).scatter(at, True)
    places = Places.of(sheet.rows.filter(blank))
    note = Finding(
        "blank_line",
        "info",
        sheet.file,
        sheet.name,
        "",
        len(places),
        Message("lines in which nothing stands"),
        places,
    )
    return attrs.evolve(
        sheet,
        frame=sheet.frame.filter(~blank),
        rows=sheet.rows.filter(~blank),
        kinds={name: kinds.filter(~blank) for name, kinds in sheet.kinds.items()},
        blank=len(places),
        notes=[*sheet.notes, note],
    )


def _may_be_blank(cells: pl.Series) -> pl.Series:
    """The positions of cells that are empty, or begin with what may be a blank."""
    first = cells.cast(pl.Binary).bin.get(0, null_on_oob=True)
    return (first.is_null() | first.is_in(_FIRST_OF_BLANKS)).arg_true()


def _nothing(frame: pl.DataFrame) -> pl.Series:
    return frame.select(pl.all_horizontal(pl.all().fill_null("").str.strip_chars(BLANKS) == "")).to_series()


def headings(cells: Sequence[str], least: int = 0) -> list[str]:
    """Headings made distinct: empty ones numbered, repeated ones marked; empty ones at the end dropped.

    So many as `least` are kept, if the line has them.

    >>> headings(["nip", "", "nama", "nama", ""])
    ['nip', '(kolom 2)', 'nama', 'nama (2)']
    >>> headings(["nip", "Kuis", "", ""], least=3)
    ['nip', 'Kuis', '(kolom 3)']
    """
    named = enumerate(cells[: max(_filled(cells), least)], 1)
    return distinct(cell if cell.strip(BLANKS) else f"(kolom {at})" for at, cell in named)


def _filled(cells: Sequence[str]) -> int:
    """The place of the last cell in which something stands, from 1."""
    return max((at for at, cell in enumerate(cells, 1) if cell.strip(BLANKS)), default=0)


def usual_width(heading: Sequence[str], lines: Sequence[tuple[int, Sequence[str]]]) -> int:
    """What the lines fill though nothing stands at its head: more than half of them, or any at all.

    A program that names not even the first column (Moodle's activity report) leaves the last one unnamed
    too; else a few longer lines are lines in which something has slipped.
    """
    widths = sorted(_filled(cells) for _, cells in lines)
    if not widths:
        return 0
    return widths[-1 if heading and not heading[0].strip(BLANKS) else (len(widths) - 1) // 2]


def distinct(names: Iterable[str]) -> list[str]:
    """The names, with a number behind each one that was there before.

    >>> distinct(["a", "b", "a", "a (2)"])
    ['a', 'b', 'a (2)', 'a (2) (2)']
    """
    numbers: dict[str, int] = {}
    for name in names:
        tried, number = name, numbers.get(name, 1)
        while tried in numbers:
            number += 1
            tried = f"{name} ({number})"
        numbers[name] = number  # the next of this name goes on from here
        numbers.setdefault(tried, 1)
    return list(numbers)
