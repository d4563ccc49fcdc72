"""HTML: the tables of a page, as web applications hand them out under the name of a spreadsheet."""

from __future__ import annotations

import email
import email.policy
import re

import attrs
from lxml import etree

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.files.bounds import CELLS, DOCUMENT_BYTES, SHEETS, TAGS, check, check_bytes
from asn_dev.register.files.encoding import decode
from asn_dev.register.files.sheet import NO_HEADINGS, HeadingTest, Sheet
from asn_dev.register.files.table import table_of
from asn_dev.register.files.tabulating import Grid

_BREAKS = frozenset(("br", "p", "div", "li"))
_UNSEEN = frozenset(("script", "style", "title", "head"))
_CHUNK = 65_536
_CELL = re.compile(r"<t[dh][\s>/]", re.IGNORECASE)


@attrs.define
class _Tables:
    """Collector of the tables of a page, fed tag by tag."""

    file: str
    grids: list[Grid] = attrs.field(factory=list)
    _open: list[Grid] = attrs.field(factory=list)
    _cell: list[str] | None = None
    _span: tuple[int, int] = (1, 1)
    _unseen: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag that opens."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._finish_cell()
            check(Message("sheets"), len(self.grids) + 1, SHEETS, self.file)
            self._open.append(Grid(self.file))
            self.grids.append(self._open[-1])
        elif not self._open:
            return
        elif tag == "tr":
            self._finish_cell()
            self._open[-1].new_row()
        elif tag in ("td", "th"):
            self._finish_cell()
            self._cell = []
            self._span = (_number(attributes.get("colspan")), _number(attributes.get("rowspan")))
        elif tag in _BREAKS and self._cell:
            self._cell.append(" ")

    def end(self, tag: str) -> None:
        """A tag that closes, also one that the page forgot to close."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("td", "th", "tr"):
            self._finish_cell()
        elif tag == "table" and self._open:
            self._finish_cell()
            self._open.pop()

    def data(self, text: str) -> None:
        """Text between tags."""
        if self._cell is not None and not self._unseen:
            self._cell.append(text)

    def close(self) -> list[Grid]:
        """The tables that hold anything."""
        self._finish_cell()
        return [grid for grid in self.grids if any(any(line) for line in grid.lines)]

    def _finish_cell(self) -> None:
        if self._cell is not None and self._open:
            across, down = self._span
            self._open[-1].add(" ".join("".join(self._cell).split()), across=across, down=down)
        self._cell = None


def read_html(data: bytes, file: str, count_known: HeadingTest) -> list[Sheet | FileError]:
    """The tables of a page that have headings."""
    check_bytes(len(data), DOCUMENT_BYTES, file)
    text, notes = decode(_page(data), file)
    # Counting is cheap, and going through a page is not: one with too many cells is refused before.
    check(Message("tags"), text.count("<"), TAGS, file)
    check(Message("cells"), sum(1 for _ in _CELL.finditer(text)), CELLS, file)
    grids = _grids(text, file)
    tables: list[Sheet | FileError] = []
    for number, grid in enumerate(grids, 1):
        name = f"tabel {number}" if len(grids) > 1 else ""
        lines = grid.numbered()
        tables.append(table_of(file, name, lines, count_known, merged=grid.spans(), notes=notes))
    if not any(isinstance(table, Sheet) for table in tables):
        raise FileError(Message("is a web page without a table"), file=file, hint=NO_HEADINGS)
    return tables


def _grids(text: str, file: str) -> list[Grid]:
    tables = _Tables(file)
    parser = etree.HTMLParser(target=tables, no_network=True, recover=True)
    try:
        for at in range(0, len(text), _CHUNK):
            parser.feed(text[at : at + _CHUNK].replace("\x00", "\ufffd"))
        grids: list[Grid] = parser.close()
    except etree.LxmlError:  # What was read before the parser gave up is not all: nothing of it counts.
        raise FileError(
            Message("is no web page that can be read"),
            file=file,
            hint=Message("export it again as XLSX or CSV"),
        ) from None
    return grids


def _page(data: bytes) -> bytes:
    """The page within a web archive (MHTML), else the bytes as they are."""
    if not data[:200].lstrip().lower().startswith(b"mime-version:"):
        return data
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and b"<t" in page.lower():
                return page
    return b"<html></html>"


def _number(text: str | None) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else 1
