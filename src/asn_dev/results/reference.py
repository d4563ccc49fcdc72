"""The reference of results: docs/results.md, made from the declared tables."""

from __future__ import annotations

from collections.abc import Sequence

from asn_dev.results.declared import ResultColumn, ResultTable, tables_of

_INTRODUCTION = """# Results

What the stages return, made from the tables they declare (`make docs`). Each result has these tables as
Polars frames, `to_dict()` for JSON, `save(path)` (`.xlsx`, `.json`, `.html`, `.zip` of CSV files) and an
overview that shows no person. *Personal* columns are hidden in overviews; columns in *italics* are left out
of workbooks, where a name stands beside the code. Headings and sentences are in the language of the study.
"""

_TYPES = {"str": "text", "int": "whole number", "float": "number", "bool": "flag", "date": "date"}


def reference(results: Sequence[type]) -> str:
    """Write the reference page of these result classes, a table for each of their tables."""
    return "\n".join([_INTRODUCTION, *(_result(result) for result in results)])


def _result(result: type) -> str:
    about = (result.__doc__ or "").strip().split("\n\n")[0]
    tables = "\n".join(_table(table) for table in tables_of(result))
    return f"## {result.__name__}\n\n{' '.join(about.split())}\n\n{tables}"


def _table(table: ResultTable) -> str:
    about = " ".join((table.row.__doc__ or "").split())
    rows = [_row(column) for column in table.columns]
    heads = ["| column | Indonesian | English | type | display |", "|---|---|---|---|---|"]
    return "\n".join([f"### {table.name}", "", f"{table.label.id}. {about}", "", *heads, *rows, ""])


def _row(column: ResultColumn) -> str:
    name = f"`{column.name}`" if column.printed else f"*`{column.name}`*"
    display = ", ".join([column.display, *(["personal"] if column.personal else [])])
    kind = _TYPES[column.type.__name__] + (f" ({column.unit})" if column.unit else "")
    return f"| {name} | {column.label.id} | {column.label.en} | {kind} | {display} |"
