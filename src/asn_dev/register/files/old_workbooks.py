"""Binary workbooks before a reader sees them: how far the cells of each sheet reach, and the first day.

XLS keeps its records in a stream of a compound file, XLSB in parts of a ZIP; both begin each record
with its kind and size. A cell's record begins with its row and column.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from asn_dev.messages import Message
from asn_dev.register.files.bounds import CELLS, COLUMNS, SHEETS, check

_HEADER = 512
_SECTOR_MARKS = 0xFFFFFFFA
"""From here on a sector number means an end, or no sector."""

_CELLS = frozenset((0x0006, 0x0204, 0x0203, 0x00FD, 0x027E, 0x00BD, 0x0205, 0x00D6))
_BEGIN, _SHEET, _FIRST_DAY = frozenset((0x0809, 0x0409, 0x0209, 0x0009)), 0x0085, 0x0022


def counts_from_1904(data: bytes, file: str) -> bool:
    """Whether an XLS workbook counts its days from 1904; refused if a sheet spans too many cells.

    What is no such workbook is left to the reader, who says what is wrong.
    """
    try:
        stream = _workbook_stream(data)
    except (struct.error, IndexError):
        return False
    late = False
    rows = columns = sheets = 0
    for kind, start, size in _records(stream):
        if kind in _CELLS and size >= 4:
            row, column = struct.unpack_from("<HH", stream, start)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind in _BEGIN:
            _check_range(rows, columns, file)
            rows = columns = 0
        elif kind == _FIRST_DAY and size >= 2:
            late = late or stream[start] == 1
        elif kind == _SHEET:
            sheets += 1
    check(Message("sheets"), sheets, SHEETS, file)
    _check_range(rows, columns, file)
    return late


def check_binary_sheet(part: bytes, file: str) -> None:
    """Refuse a sheet of an XLSB workbook that spans too many cells."""
    rows = columns = row = at = 0
    while at < len(part):
        kind, at = _varying(part, at, 2)
        size, at = _varying(part, at, 4)
        if kind == 0 and size >= 4 and at + 4 <= len(part):
            row = int.from_bytes(part[at : at + 4], "little")
        elif 1 <= kind <= 11 and size >= 4 and at + 4 <= len(part):
            rows, columns = max(rows, row + 1), max(columns, int.from_bytes(part[at : at + 4], "little") + 1)
        at += size
    _check_range(rows, columns, file)


def _check_range(rows: int, columns: int, file: str) -> None:
    check(Message("columns"), columns, COLUMNS, file)
    check(Message("cells in the used range"), rows * columns, CELLS, file)


def _varying(part: bytes, at: int, longest: int) -> tuple[int, int]:
    """A number of up to four bytes of seven bits, and where it ends."""
    number = 0
    for group in range(longest):
        if at >= len(part):
            break
        byte = part[at]
        at += 1
        number |= (byte & 0x7F) << (7 * group)
        if byte < 0x80:
            break
    return number, at


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, min(size, len(stream) - at - 4)
        at += 4 + size


def _workbook_stream(data: bytes) -> bytes:
    """The stream of a compound file that holds the workbook; empty if there is none."""
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        return b""
    size = 1 << shift
    (directory,) = struct.unpack_from("<I", data, 48)
    table = _table(data, size)
    entries = _chain(data, table, directory, size)
    for at in range(0, len(entries) - 127, 128):
        (length,) = struct.unpack_from("<H", entries, at + 64)
        name = entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        if name.lower() in ("workbook", "book"):
            first, _ = struct.unpack_from("<II", entries, at + 116)
            return _chain(data, table, first, size)
    return b""


def _table(data: bytes, size: int) -> list[int]:
    """Which sector follows which."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    (following,) = struct.unpack_from("<I", data, 68)
    visited: set[int] = set()
    while following < _SECTOR_MARKS and following not in visited:
        visited.add(following)
        more = struct.unpack_from(f"<{size // 4}I", data, _HEADER + following * size)
        sectors += more[:-1]
        following = more[-1]
    table: list[int] = []
    for sector in sectors:
        at = _HEADER + sector * size
        if sector < _SECTOR_MARKS and at + size <= len(data):
            table += struct.unpack_from(f"<{size // 4}I", data, at)
    return table


def _chain(data: bytes, table: list[int], first: int, size: int) -> bytes:
    """The sectors from one on, each once."""
    pieces: list[bytes] = []
    visited: set[int] = set()
    while first < len(table) and first not in visited:
        visited.add(first)
        at = _HEADER + first * size
        pieces.append(data[at : at + size])
        first = table[first]
    return b"".join(pieces)
