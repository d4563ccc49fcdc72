"""Bytes to text: UTF-8, UTF-16 or Windows-1252, as the bytes themselves tell."""

from __future__ import annotations

import codecs

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.ledger import Finding
from asn_dev.register.places import Places


def utf8_start(head: bytes) -> tuple[str | None, bool]:
    """The first bytes of a file as text if they are UTF-8 (else None), and whether a mark precedes them.

    >>> utf8_start("José".encode())
    ('José', False)
    >>> utf8_start("José Maria".encode("cp1252"))[0] is None
    True
    """
    if _wide(head):
        return None, False
    text = codecs.getincrementaldecoder("utf-8")()
    try:
        return text.decode(head.removeprefix(codecs.BOM_UTF8)), head.startswith(codecs.BOM_UTF8)
    except UnicodeDecodeError:
        return None, False


def decode(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """Decode a file; any encoding but plain UTF-8 is a finding.

    Lines that are not UTF-8 are read as Windows-1252, which old spreadsheet programs write. Raises
    `FileError` for bytes that are neither.
    """
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), [_note(file, Message("written as UTF-16"))]
    notes = (
        [_note(file, Message("starts with a byte-order mark"))] if data.startswith(codecs.BOM_UTF8) else []
    )
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), notes
    except UnicodeDecodeError:
        text, old = _by_line(data, file)
        message = Message("lines that are not UTF-8, read as Windows-1252")
        places = Places.of(old)
        return text, [*notes, Finding("encoding", "info", file, "", "", len(old), message, places)]


def start_of(head: bytes) -> str:
    """The first bytes of a file as text, whatever its encoding; empty where they are none.

    >>> start_of("nip".encode("utf-16")), start_of(b"nip")
    ('nip', 'nip')
    """
    wide = _wide(head)
    if wide:
        return head.decode(wide, "ignore")
    return "" if head.count(0) * 3 > len(head) else head.decode("utf-8", "replace")


def _wide(data: bytes) -> str | None:
    """Which UTF-16 it is, by its mark or by where the zeros of plain letters stand.

    A zero here and there is no letter of UTF-16: in a third of one kind of places they must stand.
    """
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    head = data[:400]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if 6 * max(even, odd) < len(head):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _by_line(data: bytes, file: str) -> tuple[str, list[int]]:
    """The text, and the numbers of the lines that are not UTF-8; equal lines are decoded once."""
    decoded: dict[bytes, str] = {}
    not_utf8: set[bytes] = set()
    split = data.split(b"\n")
    for number, line in enumerate(split, 1):
        if line not in decoded:
            try:
                decoded[line] = line.decode("utf-8")
            except UnicodeDecodeError:
                not_utf8.add(line)
                decoded[line] = _windows(line, number, file)
    old = [number for number, line in enumerate(split, 1) if line in not_utf8]
    return "\n".join(map(decoded.__getitem__, split)), old


def _windows(line: bytes, number: int, file: str) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError as error:
        raise FileError(
            Message("line {number} is text neither in UTF-8 nor in Windows-1252", number=number),
            file=file,
            hint=Message("export it again as UTF-8"),
        ) from error


def _note(file: str, message: str) -> Finding:
    return Finding("encoding", "info", file, "", "", 1, message)
