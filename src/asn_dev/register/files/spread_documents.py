"""The content of an ODS workbook before a reader sees it: repeated cells and rows are counted."""

from __future__ import annotations

import re

from asn_dev.messages import Message
from asn_dev.register.files.bounds import CELLS, COLUMNS, SHEETS, check

_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^<>]*)>")
_COLUMNS = re.compile(rb"""number-columns-repeated\s*=\s*["']([0-9]+)""")
_ROWS = re.compile(rb"""number-rows-repeated\s*=\s*["']([0-9]+)""")
_MOST = 100_000_000


def check_document(xml: bytes, file: str) -> None:
    """Refuse a workbook of which a sheet spans too many cells; blank ones at its ends do not count."""
    row = column = repeats = width = height = sheets = 0
    filled_row = False
    for closes, name, inside in _TAG.findall(xml):
        if name == b"table":
            if not closes:
                sheets += 1
                check(Message("sheets"), sheets, SHEETS, file)
            row = width = height = 0
        elif name == b"table-row":
            if not closes:
                column, filled_row = 0, False
                repeats = _repeated(_ROWS, inside)
            if closes or inside.endswith(b"/"):
                row = min(row + repeats, _MOST)
                height = row if filled_row else height
        elif not closes:
            column = min(column + _repeated(_COLUMNS, inside), _MOST)
            if not inside.endswith(b"/") or b"value" in inside or b"formula" in inside:
                filled_row, width = True, max(width, column)
        # The row that is being read counts in full, also one that never ends.
        high = max(height, row + repeats if filled_row else 0)
        check(Message("columns"), width, COLUMNS, file)
        check(Message("cells in the used range"), high * width, CELLS, file)


def _repeated(attribute: re.Pattern[bytes], inside: bytes) -> int:
    match = attribute.search(inside)
    if not match:
        return 1
    digits = match[1].lstrip(b"0")
    return int(digits or 1) if len(digits) < 9 else _MOST
