"""The bounds of what is read: beyond them a file is refused by name, and the other files are read.

They are far above what an office's files need (a province's staff list has some two million cells) and
low enough that no file, also one made to hurt, takes more than 20 seconds or 1 GiB.
"""

from __future__ import annotations

from asn_dev.errors import FileError
from asn_dev.formatting import Figure
from asn_dev.messages import Message

MIB = 1024 * 1024

FILE_BYTES = 256 * MIB
"""The size of a file, and of a member of an archive."""

DOCUMENT_BYTES = 96 * MIB
"""The size of a JSON, HTML or XML document: as objects in memory it takes many times as much."""

UNPACKED_BYTES = 256 * MIB
"""What a workbook, which is an archive, may unpack to in all."""

ARCHIVE_BYTES = 96 * MIB
"""What a ZIP archive of files may unpack to in all: its files are read one after another."""

RATIO = 500
"""How many times its packed size a member may unpack to, once it is larger than `RATIO_FROM`."""

RATIO_FROM = 8 * MIB

MEMBERS = 2_000
"""Members of an archive."""

ARCHIVE_FILES = 300
"""Files of an archive: each is recognised and read by itself."""

SHEETS = 500
"""Sheets of a workbook, tables of a page or of a database export."""

COLUMNS = 2_000
ROWS = 5_000_000

CELLS = 1_500_000
"""Cells of the used range of a sheet, or values of a document: blank ones within it count."""

BOOK_CELLS = 3 * CELLS
"""Cells of the used ranges of all sheets of a workbook; of filled ones no more than `CELLS`."""

TAGS = 7_000_000
"""Tags of an HTML or XML document: each is met one by one."""

SHEET_TAGS = 12 * CELLS
"""Tags of a sheet of a workbook, of which a cell has eight at most."""

MERGED = 200_000
"""Merged ranges of a sheet."""

LINE_CELLS = 4_000_000
"""Cells of a text file that has to be read line by line."""

PLAIN_CELLS = 18_000_000
"""Cells of a plain text file of commas that is read all at once."""

TEXT = 100_000
"""Characters of one cell; a spreadsheet program stops at 32,767."""

LINE = 8 * MIB
"""Bytes of one line of a text file."""

TEXTS = 192 * MIB
"""Bytes of all the texts of a sheet: one text can stand in many cells."""

ODD_TEXTS = 200_000
"""Different texts of the columns of a sheet that have to be understood one by one."""

DEPTH = 200
"""How deep lists and objects of a JSON document may lie within each other."""

GAP_ROWS, GAP_COLUMNS, STRAY_CELLS = 1_000, 60, 1_000
"""In a sheet whose used range is too large, so few cells beyond so many blank rows or columns are strays."""

_SPLIT = Message("split it, or export only the rows and columns that are needed")


def check(what: Message, amount: int, most: int, file: str) -> None:
    """Refuse a file of which something is more than its bound."""
    if amount > most:
        raise FileError(
            Message(
                "has {amount} {what}; at most {most} are read",
                amount=Figure(amount),
                what=what,
                most=Figure(most),
            ),
            file=file,
            hint=_SPLIT,
        )


def check_bytes(amount: int, most: int, file: str) -> None:
    """Refuse a file, or what it unpacks to, that is larger than its bound."""
    if amount > most:
        size, bound = Figure(amount / MIB), Figure(most / MIB)
        raise FileError(
            Message(
                "is too large ({size} MiB unpacked; at most {bound} MiB are read)", size=size, bound=bound
            ),
            file=file,
            hint=_SPLIT,
        )
