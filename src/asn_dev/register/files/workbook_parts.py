"""A workbook of XML parts, looked at before it is read: bounds, strays, formulas, its first day.

The reader of workbooks sets aside memory for the whole used range and ends the process where there is
none. So it is handed a workbook that was put together anew, of the parts that were looked at.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from html import unescape

import attrs

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.files.bounds import BOOK_CELLS, CELLS, SHEETS, TEXTS, check, check_bytes
from asn_dev.register.files.formulas import Place as CellPlace
from asn_dev.register.files.formulas import formulas_of
from asn_dev.register.files.old_workbooks import check_binary_sheet
from asn_dev.register.files.packed import opened, unpacked
from asn_dev.register.files.sheet_parts import (
    Cell,
    cells_of,
    column_letters,
    reach,
    texts_within,
    too_far,
    within_bounds,
    without_strays,
)
from asn_dev.register.files.spread_documents import check_document
from asn_dev.register.ledger import Finding, Place

_TAG = re.compile(r"<(?:\w+:)?(\w+)\b([^<>]*)>")
_SHEET_TAG = re.compile(rb"<(?:\w+:)?sheet\s")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*["']([^"'<>]*)["']""")
_NEEDLESS = re.compile(
    r"(?:xl/(?:media|drawings|charts|theme|printerSettings|embeddings)/|Thumbnails/|Pictures/)"
)
_SHOWN = 5

BOOK, SHARED = "xl/workbook.xml", "xl/sharedStrings.xml"


@attrs.frozen
class Looked:
    """A workbook that may be read, and what its parts say that the reader does not."""

    data: bytes
    formulas: Mapping[str, Mapping[CellPlace, str]] = attrs.field(factory=dict)
    notes: Mapping[str, list[Finding]] = attrs.field(factory=dict)
    counts_from_1904: bool = False


def look(data: bytes, file: str) -> Looked:
    """The workbook within bounds; raises `FileError` where it is not."""
    archive = opened(data, file, workbook=True)
    kept = [
        name
        for name in dict.fromkeys(archive.namelist())
        if not name.endswith("/") and not _NEEDLESS.match(name)
    ]
    parts = unpacked(archive, kept, file)
    if "content.xml" in parts:
        check_document(parts["content.xml"], file)
        return Looked(data=_packed(parts))
    for name, binary in parts.items():
        if name.lower().endswith(".bin") and "worksheets/" in name.lower():
            check_binary_sheet(binary, file)
    sheets = _sheets(parts, file)
    shared = next((parts[name] for name in parts if name.lower() == SHARED.lower()), b"")
    check(Message("shared texts"), shared.count(b"<si"), CELLS, file)
    filled = spanned = 0
    formulas: dict[str, Mapping[CellPlace, str]] = {}
    notes: dict[str, list[Finding]] = {}
    for name, part in sheets.items():
        parts[part] = within_bounds(parts[part], file)
        rows, columns = reach(parts[part])
        if too_far(rows, columns):
            parts[part], strays, (rows, columns) = without_strays(parts[part])
            if strays:
                notes[name] = [_astray(file, name, strays)]
        if too_far(rows, columns):
            check(
                Message("cells in the used range of sheet '{name}'", name=name), rows * columns, CELLS, file
            )
            raise FileError(Message("has too many columns in sheet '{name}'", name=name), file=file)
        filled, spanned = filled + cells_of(parts[part]), spanned + rows * columns
        check(Message("cells"), filled, CELLS, file)
        check(Message("cells in the used ranges of its sheets"), spanned, BOOK_CELLS, file)
        check_bytes(texts_within(parts[part], shared), TEXTS, file)
        formulas[name] = formulas_of(parts[part])
    return Looked(
        data=_packed(parts),
        formulas=formulas,
        notes=notes,
        counts_from_1904=_counts_from_1904(parts.get(BOOK, b"")),
    )


def _packed(parts: Mapping[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return whole.getvalue()


def _sheets(parts: Mapping[str, bytes], file: str) -> dict[str, str]:
    """Which part of the file holds which sheet."""
    relations = {
        tag["Id"]: posixpath.normpath(posixpath.join("/xl", tag["Target"])).lstrip("/")
        for tag in _tags("Relationship", parts.get("xl/_rels/workbook.xml.rels", b""))
        if {"Id", "Target"} <= tag.keys()
    }
    book = parts.get(BOOK, b"")
    check(Message("sheets"), len(_SHEET_TAG.findall(book)), SHEETS, file)
    tags = _tags("sheet", book)
    named: dict[str, str] = {}
    for tag in tags:
        key = next((value for name, value in tag.items() if name.endswith(":id")), "")
        part = relations.get(key, "")
        if part in parts and "name" in tag:
            named[tag["name"]] = part
    # A part that no sheet names is looked at too: the reader may find it in another way.
    left = [part for part in parts if part.startswith("xl/worksheets/") and part.endswith(".xml")]
    return {**named, **{part: part for part in left if part not in named.values()}}


def _tags(wanted: str, part: bytes) -> list[dict[str, str]]:
    text = part.decode("utf-8", "replace")
    return [
        {name: unescape(value) for name, value in _ATTRIBUTE.findall(inside)}
        for name, inside in _TAG.findall(text)
        if name == wanted
    ]


def _counts_from_1904(book: bytes) -> bool:
    tags = _tags("workbookPr", book)
    return any(tag.get("date1904", "").strip().lower() in ("1", "true", "on") for tag in tags)


def _astray(file: str, name: str, strays: list[Cell]) -> Finding:
    """Cells far from the table, named by their places."""
    shown = ", ".join(f"{column_letters(cell.column)}{cell.row + 1}" for cell in strays[:_SHOWN])
    cells = f"{shown}, ..." if len(strays) > _SHOWN else shown
    message = Message(
        "cells far from the table are not read: {cells}; delete them, or move them to it", cells=cells
    )
    places = [Place(cell.row + 1, "", f"{column_letters(cell.column)}{cell.row + 1}") for cell in strays]
    return Finding("cells_astray", "warning", file, name, "", len(strays), message, places)
