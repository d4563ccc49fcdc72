"""The nouns of a report: sections, made of paragraphs, facts, tables, charts and notes.

They hold what is to be said, not how it looks: numbers stay numbers until a report is written as
HTML, Markdown or a workbook. A section author writes a function from a `ReportContext` to a list of
blocks and marks it with `section`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import attrs

from asn_dev.charts import Chart
from asn_dev.errors import TableError
from asn_dev.formatting import Kind, Value, Withheld
from asn_dev.messages import Message
from asn_dev.rules.sections import SectionRule, section, sections_of

__all__ = [
    "Block",
    "ChartBlock",
    "Fact",
    "Facts",
    "Note",
    "Paragraph",
    "Section",
    "SectionRule",
    "TableBlock",
    "TableColumn",
    "Tone",
    "section",
    "sections_of",
]

Tone = Literal["info", "warning", "error"]


@attrs.frozen
class Paragraph:
    """One paragraph of plain text."""

    text: str


@attrs.frozen
class Fact:
    """One labelled value; `unit` says what a number counts."""

    label: str
    value: Value
    kind: Kind = "text"
    unit: str = ""
    decimals: int = 1


@attrs.frozen
class Facts:
    """A row of labelled values: what to see first."""

    facts: Sequence[Fact]


@attrs.frozen
class TableColumn:
    """One column of a table: the frame's column `name`, its heading and how its values are shown."""

    name: str
    label: str
    kind: Kind = "text"
    decimals: int = 1


@attrs.frozen
class TableBlock:
    """A table with its caption; the first column names the rows.

    `ReportContext.table` makes one from a frame.
    """

    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[Value]] = attrs.field(repr=False)
    caption: str

    def __attrs_post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise TableError(
                    Message(
                        "table '{caption}': a row has {cells} cells for {columns} columns",
                        caption=self.caption,
                        cells=len(row),
                        columns=len(self.columns),
                    )
                )
            for value, column in zip(row, self.columns, strict=True):
                if not isinstance(value, (str, int, float, date, Withheld, type(None))):
                    raise TableError(
                        Message(
                            "table '{caption}', column '{label}': {kind} has no place in a cell",
                            caption=self.caption,
                            label=column.label,
                            kind=type(value).__name__,
                        )
                    )


@attrs.frozen
class ChartBlock:
    """A chart, the sentence that says what it shows, and what is read out in its place.

    Without `alt` the chart describes itself.
    """

    chart: Chart
    sentence: str
    alt: str = ""


@attrs.frozen
class Note:
    """A remark set apart: information, a warning, or an error."""

    text: str
    tone: Tone = "info"


Block = Paragraph | Facts | TableBlock | ChartBlock | Note


@attrs.frozen
class Section:
    """One section of a report, in one language, with the plugin that said it."""

    key: str
    title: str
    blocks: Sequence[Block]
    plugin: str
