"""A sheet: one table of a file as columns of text, with the place of every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs
import polars as pl

from asn_dev.register.ledger import Finding, Place

HeadingTest = Callable[[Sequence[str]], int]
"""How many cells of a line are headings that some layout knows."""

BLANKS = (
    " \t\r\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u202f\u205f\u3000\ufeff"
)
"""What looks like nothing: blanks of every width, those of no width among them."""

NUMBER, DATE = "number", "date"
"""What a cell was, in a container that tells numbers and dates from text."""

KEY_HEADING = "#key"
"""The column that holds the name under which a JSON object lists a person's rows."""

FIRST_LINES = 40
"""In so many lines the headings are looked for."""

NO_HEADINGS = "the first line that is not blank should name the columns"


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
    the headings, `blank` counts the lines in which nothing stands. `facts` hold for every row: what is said
    of the sheet as a whole, by the name of the fact.
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
    facts: Mapping[str, str] = attrs.field(factory=dict)


def sheet_of_lines(
    file: str,
    name: str,
    lines: Sequence[tuple[int, Sequence[str]]],
    start: int,
    *,
    kinds: Sequence[Sequence[str | None]] | None = None,
    notes: Sequence[Finding] = (),
) -> Sheet:
    """A sheet of numbered lines of which the one at position `start` holds the headings."""
    names = headings(lines[start][1], least=_usual_width(lines[start][1], lines[start + 1 :]))
    width = len(names)
    above = [Place(number) for number, cells in lines[:start] if any(cell.strip(BLANKS) for cell in cells)]
    if above:
        message = "lines above the headings are no data"
        notes = [*notes, Finding("lines_above", "info", file, name, "", len(above), message, above)]
    strays: list[Stray] = []
    positions: list[int] = []
    for position in range(start + 1, len(lines)):
        number, cells = lines[position]
        if any(cell.strip(BLANKS) for cell in cells[width:]):
            strays.append(Stray(number, cells, f"{len(cells)} values for {width} headings"))
        else:
            positions.append(position)
    frame = _columns(names, [lines[position][1] for position in positions], "")
    marked = _columns(names, [kinds[position] for position in positions], None) if kinds else pl.DataFrame()
    return without_blank_lines(
        Sheet(
            file=file,
            name=name,
            frame=frame,
            rows=pl.Series([lines[position][0] for position in positions], dtype=pl.Int64),
            kinds={kind.name: kind for kind in marked if kind.null_count() < kind.len()},
            strays=strays,
            notes=notes,
        )
    )


def _columns(names: Sequence[str], lines: Sequence[Sequence[str | None]], filler: str | None) -> pl.DataFrame:
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
    if not sheet.frame.width or not _nothing(sheet.frame[:, :1]).any():
        return sheet
    blank = _nothing(sheet.frame)
    if not blank.any():
        return sheet
    places = tuple(Place(row) for row in sheet.rows.filter(blank))
    note = Finding(
        "blank_line", "info", sheet.file, sheet.name, "", len(places), "lines in which nothing stands", places
    )
    return attrs.evolve(
        sheet,
        frame=sheet.frame.filter(~blank),
        rows=sheet.rows.filter(~blank),
        kinds={name: kinds.filter(~blank) for name, kinds in sheet.kinds.items()},
        blank=len(places),
        notes=[*sheet.notes, note],
    )


def _nothing(frame: pl.DataFrame) -> pl.Series:
    return frame.select(pl.all_horizontal(pl.all().fill_null("").str.strip_chars(BLANKS) == "")).to_series()


def heading_line(lines: Sequence[Sequence[str]], known: HeadingTest) -> int | None:
    """The line whose cells are most like headings; titles above a table are passed over."""
    counts = [known(line) for line in lines]
    best = max(counts, default=0)
    if best:
        return counts.index(best)
    filled = (sum(bool(cell.strip(BLANKS)) for cell in line) for line in lines)
    return next((at for at, count in enumerate(filled) if count > 1), None)


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


def _usual_width(heading: Sequence[str], lines: Sequence[tuple[int, Sequence[str]]]) -> int:
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
    made: dict[str, None] = {}
    for name in names:
        tried, number = name, 2
        while tried in made:
            tried, number = f"{name} ({number})", number + 1
        made[tried] = None
    return list(made)
