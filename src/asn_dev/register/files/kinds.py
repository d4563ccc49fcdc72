"""Which container a file is: its content decides, not its suffix."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from asn_dev.messages import Message
from asn_dev.register.files.encoding import start_of

TEXT, SPREADSHEET, JSON, PARQUET = "text", "spreadsheet", "JSON", "Parquet"
HTML, XML, ZIP, OTHER = "HTML", "2003 XML", "ZIP", "other"

BY_SUFFIX: dict[str, str] = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), TEXT),
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), SPREADSHEET),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), JSON),
    **dict.fromkeys((".html", ".htm"), HTML),
    ".parquet": PARQUET,
    ".xml": XML,
    ".zip": ZIP,
}
"""What a name promises."""

_MARKS = (
    (b"PAR1", PARQUET),
    (b"\xd0\xcf\x11\xe0", SPREADSHEET),
)

_STRANGERS: tuple[tuple[bytes, Message], ...] = (
    (b"%PDF", Message("is a PDF document")),
    (b"{\\rtf", Message("is a text document (RTF)")),
    (b"\x89PNG", Message("is a picture")),
    (b"\xff\xd8\xff", Message("is a picture")),
    (b"GIF8", Message("is a picture")),
    (b"\x1f\x8b", Message("is an archive of another kind than ZIP")),
    (b"Rar!", Message("is an archive of another kind than ZIP")),
    (b"7z\xbc\xaf", Message("is an archive of another kind than ZIP")),
    (b"SQLite format 3", Message("is a database")),
)

_JSON = re.compile(r"(?:\{\s*[\"}]|\[\s*[\[{\]\"])")
_HTML = re.compile(
    r"<(?:!doctype html|!--|html|head|meta|body|table|style|div|form|center|p|br|font|h[1-6])\b",
    re.IGNORECASE,
)
_XML_SHEETS = "urn:schemas-microsoft-com:office:spreadsheet"
_WEB_ARCHIVE = re.compile(r"mime-version:", re.IGNORECASE)
_LOOKED_AT = 8192


def stranger(data: bytes) -> Message | None:
    """The kind of a file that holds no table, if its first bytes show it."""
    if _is_zip(data):
        names = _members(data)
        if "word/document.xml" in names:
            return Message("is a text document (Word)")
        if "ppt/presentation.xml" in names:
            return Message("is a presentation")
    return next((what for mark, what in _STRANGERS if data.startswith(mark)), None)


def kind_of(data: bytes, suffix: str) -> str:
    """The container that the bytes are, else what the suffix promises, else text.

    >>> kind_of(b"<table><tr><td>nip", ".xls"), kind_of(b"nip;nama", ".xls"), kind_of(b'[{"nip"', ".txt")
    ('HTML', 'text', 'JSON')
    """
    promised = BY_SUFFIX.get(suffix, OTHER)
    if _is_zip(data):
        return _kind_of_zip(data, promised)
    for mark, kind in _MARKS:
        if data.startswith(mark):
            return kind
    start = start_of(data[:_LOOKED_AT]).lstrip(" \t\r\n\ufeff\x00")
    if start.startswith("<"):
        return _kind_of_markup(start, promised)
    if _WEB_ARCHIVE.match(start):
        return HTML
    if _JSON.match(start) or promised == JSON:
        return JSON
    return promised if promised == OTHER or _is_binary(data) else TEXT


def _is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _members(data: bytes) -> set[str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {name.lower() for name in archive.namelist()[:5000]}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return set()


def _kind_of_zip(data: bytes, promised: str) -> str:
    names = _members(data)
    if {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} & names or (
        promised == SPREADSHEET and not names
    ):
        return SPREADSHEET
    if "[content_types].xml" in names:
        return SPREADSHEET if promised == SPREADSHEET else OTHER
    return ZIP if names or promised == ZIP else OTHER


def _kind_of_markup(start: str, promised: str) -> str:
    if _XML_SHEETS in start and "<html" not in start[:200].lower():
        return XML
    if _HTML.match(start) or "<table" in start.lower() or "<html" in start.lower():
        return HTML
    return XML if start.startswith("<?xml") else promised


def _is_binary(data: bytes) -> bool:
    """Whether the first bytes are no text in any encoding."""
    head = data[:_LOOKED_AT]
    strange = sum(head.count(code) for code in range(32) if code not in (9, 10, 13))
    return strange * 10 > len(head) and not start_of(head)
