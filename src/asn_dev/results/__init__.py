"""Results of the stages: tables declared once, and everything that is made of them."""

from __future__ import annotations

from asn_dev.results.declared import (
    Display,
    ResultColumn,
    ResultTable,
    as_displayed,
    columns_of_table,
    computed_rows,
    empty_table,
    result_table,
    rows_of,
    shown,
    tables_of,
)
from asn_dev.results.readable import Facts, Summary, json_value
from asn_dev.results.result import Result

__all__ = [
    "Display",
    "Facts",
    "Result",
    "ResultColumn",
    "ResultTable",
    "Summary",
    "as_displayed",
    "columns_of_table",
    "computed_rows",
    "empty_table",
    "json_value",
    "result_table",
    "rows_of",
    "shown",
    "tables_of",
]
