"""What a section declares: tables by their columns, charts of them, and facts; the core does the rest."""

from asn_dev.reporting.declared import (
    Column,
    Table,
    TableRows,
    bars,
    column,
    division,
    facts,
    lines,
    mean,
    people,
    table,
)

__all__ = [
    "Column",
    "Table",
    "TableRows",
    "bars",
    "column",
    "division",
    "facts",
    "lines",
    "mean",
    "people",
    "table",
]
