"""How a page of fixed width divides itself among the columns of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from asn_dev.reporting.sections import TableBlock

LINE = 125
"""Characters that a line of a table on A4 holds."""
_LEAST, _WORD, _BESIDE = 5, 14, 2
"""The narrowest column; the longest word that a column is made wider for; the room beside a text."""
_BOLD = 1.12
"""How much wider the words of a heading are."""
# A word ends at a space, and the key of a parameter may be broken behind a point or a stroke.
_WORDS = re.compile(r"\s+|(?<=[._/])")


def shares(block: TableBlock, rows: Sequence[Sequence[str]]) -> list[float]:
    """The share of the width that each column gets; together they are 1.

    Every column has room for its longest word, and for its numbers; what is left goes to those with more
    to say, by how long their texts are on average. `rows` are the cells as shown.

    >>> from asn_dev.reporting.sections import TableColumn
    >>> columns = TableColumn("unit", "Nama"), TableColumn("hours", "JP", "decimal")
    >>> [round(share, 2) for share in shares(TableBlock(columns, [], "Jam"), [["Dinas Kesehatan", "24,0"]])]
    [0.71, 0.29]
    """
    least, most = [], []
    for column, *cells in zip(block.columns, *rows, strict=True):
        heads = ceil(_BOLD * max(map(len, _WORDS.split(column.label))))
        if column.kind in ("text", "date"):
            longest = max(len(word) for cell in cells for word in _WORDS.split(cell))
            mean = sum(map(len, cells)) / len(cells)
        else:
            longest = mean = max(map(len, cells))
        least.append(max(_LEAST, min(_WORD, max(heads, longest))) + _BESIDE)
        most.append(max(least[-1], mean + _BESIDE))
    room, wanted = max(0, LINE - sum(least)), sum(most) - sum(least)
    part = min(1.0, room / wanted) if wanted else 0.0
    widths = [low + (high - low) * part for low, high in zip(least, most, strict=True)]
    return [width / sum(widths) for width in widths]
