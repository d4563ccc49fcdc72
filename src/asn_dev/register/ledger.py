"""What became of every row: the ledger, the findings and the rejected rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs
import polars as pl

from asn_dev.messages import in_language

Severity = Literal["info", "repaired", "unknown", "rejected", "warning"]
"""info: worth knowing; repaired: right value, unusual writing; unknown: the cell is not used;
rejected: the row is not used; warning: used as it is, but look."""


@attrs.frozen
class LedgerRow:
    """One sheet of one file: read = accepted + rejected; lines that are no data are apart.

    `sha256` is the fingerprint of the file; a table that was handed over as a frame has none.
    `layout` is what the sheet was taken for, `columns_used` the share of its columns that this layout knows.
    """

    file: str
    sheet: str
    record: str
    read: int
    accepted: int
    rejected: int
    findings: int
    no_data: int = 0
    sha256: str = ""
    layout: str = ""
    columns_used: float | None = None

    @property
    def handed_over(self) -> bool:
        """Whether the rows came as a frame of the caller, not from a file."""
        return bool(self.record) and not self.sha256


@attrs.frozen
class Place:
    """Where a finding was made: line or row counted from 1 with the heading; JSON has a pointer."""

    row: int | None
    pointer: str = ""
    value: str = ""


@attrs.frozen
class Finding:
    """Something odd in one column of one sheet, with every place where it occurs.

    `count` is how many cells; `places` is empty where a finding is about a column as a whole.
    Values of personal columns are masked.
    """

    rule: str
    severity: Severity
    file: str
    sheet: str
    column: str
    count: int
    message: str
    places: Sequence[Place] = attrs.field(default=(), repr=False)


@attrs.frozen(eq=False)
class RejectedRows:
    """Rows of one sheet that were kept out, whole, as text, each with its reason.

    `frame` has the columns ``_row``, ``_pointer``, ``_column``, ``_value`` and ``_reason``, then
    every column of the file as it was. `reasons` are the sentences of ``_reason``, which know their
    Indonesian.
    """

    file: str
    sheet: str
    frame: pl.DataFrame = attrs.field(repr=False)
    reasons: Sequence[str] = attrs.field(default=(), repr=False)

    def in_(self, language: str) -> pl.DataFrame:
        """The rows with the reasons in a language."""
        if len(self.reasons) != self.frame.height or not self.reasons:
            return self.frame
        texts = pl.Series("_reason", [in_language(one, language) for one in self.reasons], dtype=pl.String)
        return self.frame.with_columns(texts)
