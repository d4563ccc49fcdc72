"""Values of a frame against their constraints: bad cells become unknown, unusable rows are rejected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import attrs
import narwhals as nw

from asn_dev.model import Column, columns_of, key_of, mask, plural_of
from asn_dev.model.records import allowed_texts, column_of
from asn_dev.register.agreement import disagreeing
from asn_dev.register.ledger import Finding, LedgerRow, Place, RejectedRows, Severity
from asn_dev.register.schema import allowed, limits

Frame = nw.DataFrame[Any]


@attrs.frozen
class Checked:
    """A frame whose every value is allowed, and what was found on the way."""

    frame: Frame
    ledger: LedgerRow
    findings: Sequence[Finding]
    rejected: Sequence[RejectedRows]


def check_values(frame: Frame, record: type, today: date) -> Checked:
    """Check every value of a frame that has the record's columns.

    A cell outside its constraint becomes unknown, with a finding; a row without a usable value where
    one is required, or with the key of an earlier row, is rejected. What does not agree within a row,
    or should have happened and lies after `today`, is a finding. Rows are counted from 1.
    """
    findings: list[Finding] = []
    reasons: dict[int, tuple[str, str]] = {}
    cleared: list[nw.Expr] = []
    for column, test, rows in _faults(frame, record):
        if column.optional:
            rule = "unknown_code" if allowed_texts(column) else "out_of_range"
            message = f"must be {limits(column)}; the cell counts as unknown"
            findings.append(_finding(rule, "unknown", record, column, message, frame, rows))
            cleared.append(nw.when(test).then(nw.col(column.name)).alias(column.name))
        else:
            reasons |= {row: (column.name, "missing or not usable") for row in rows if row not in reasons}
    for row in _repeated(frame, record):
        reasons.setdefault(row, (key_of(record)[-1], "has the key of an earlier row"))
    kept = frame.with_columns(*cleared) if cleared else frame
    findings += [
        _finding(one.rule, "warning", record, column_of(record, one.column), one.message, kept, _rows(hit))
        for one, hit in disagreeing(kept, record, today)
    ]
    if reasons:
        kept = kept.with_row_index("_row").filter(~nw.col("_row").is_in(list(reasons))).drop("_row")
    name = plural_of(record)
    return Checked(
        frame=kept,
        ledger=LedgerRow(name, "", name, len(frame), len(kept), len(reasons), sum(f.count for f in findings)),
        findings=findings,
        rejected=[_rejected(frame, record, reasons)] if reasons else [],
    )


def _rows(hit: nw.Series[Any]) -> list[int]:
    return [int(row) for row in hit.arg_true().to_list()]


def _faults(frame: Frame, record: type) -> list[tuple[Column, nw.Expr, list[int]]]:
    """The columns with faults, the test of each and the positions of the rows that fail it."""
    tests: dict[Column, nw.Expr] = {}
    for column in columns_of(record):
        test = allowed(column)
        known = ~nw.col(column.name).is_null()
        if test is not None:
            tests[column] = test.fill_null(column.optional)
        elif not column.optional:
            tests[column] = known
    if not tests or not len(frame):
        return []
    held = frame.select(*(test.all().alias(column.name) for column, test in tests.items())).row(0)
    return [
        (column, test, _rows(frame.select((~test).alias("bad"))["bad"]))
        for (column, test), holds in zip(tests.items(), held, strict=True)
        if not holds
    ]


def _repeated(frame: Frame, record: type) -> list[int]:
    """The rows whose whole key an earlier row has; keys with an unknown part are not compared.

    What a key may lack (an answer about nobody in particular) is not unknown, but absent.
    """
    key = list(key_of(record))
    if not key or not len(frame):
        return []
    needed = [name for name in key if not column_of(record, name).optional]
    keys = frame.select(key).with_row_index("_row").drop_nulls(needed or key)
    first = keys.unique(key, keep="first", maintain_order=True)
    if len(first) == len(keys):
        return []
    return sorted(set(keys["_row"].to_list()) - set(first["_row"].to_list()))


def _finding(
    rule: str,
    severity: Severity,
    record: type,
    column: Column,
    message: str,
    frame: Frame,
    rows: Sequence[int],
) -> Finding:
    values = frame[column.name].to_list()
    shown = mask if column.personal else str
    return Finding(
        rule=rule,
        severity=severity,
        file=plural_of(record),
        sheet="",
        column=column.name,
        count=len(rows),
        message=message,
        places=tuple(Place(row + 1, value=shown(str(values[row]))) for row in rows),
    )


def _rejected(frame: Frame, record: type, reasons: Mapping[int, tuple[str, str]]) -> RejectedRows:
    import polars as pl

    rows = sorted(reasons)
    whole = frame.to_polars()[rows].select(pl.all().cast(pl.String))
    about = {
        "_row": [row + 1 for row in rows],
        "_pointer": [""] * len(rows),
        "_column": [reasons[row][0] for row in rows],
        "_value": [whole[reasons[row][0]][at] for at, row in enumerate(rows)],
        "_reason": [reasons[row][1] for row in rows],
    }
    schema = {"_row": pl.Int64, **dict.fromkeys(list(about)[1:], pl.String)}
    return RejectedRows(
        plural_of(record), "", pl.concat([pl.DataFrame(about, schema=schema), whole], how="horizontal")
    )
