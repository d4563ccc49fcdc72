"""Values of a frame against their constraints: bad cells become unknown, unusable rows are rejected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Column, RequiredLevel, columns_of, key_of, mask, plural_of
from asn_dev.model.records import allowed_texts, column_of
from asn_dev.register.agreement import WITH_ONESELF, disagreeing, with_oneself, without_contradictions
from asn_dev.register.implausible import cleared, implausible
from asn_dev.register.ledger import Finding, LedgerRow, Place, RejectedRows, Severity
from asn_dev.register.schema import allowed, limits
from asn_dev.register.unplaced import KEY, about_unplaced, unplaced_rows

if TYPE_CHECKING:
    from asn_dev.register.handed_over import HandedOver

Frame = nw.DataFrame[Any]


@attrs.frozen
class Checked:
    """A frame whose every value is allowed, and what was found on the way.

    `unplaced` are rows of standards that were rejected and may concern somebody.
    """

    frame: Frame
    ledger: LedgerRow
    findings: Sequence[Finding]
    rejected: Sequence[RejectedRows]
    unplaced: pl.DataFrame | None = None


def check_values(frame: Frame, record: type, today: date, handed: HandedOver | None = None) -> Checked:
    """Check every value of a frame that has the record's columns.

    A cell outside its constraint, or beyond what is plausible, becomes unknown, with a finding; a row
    without a usable value where one is required, or with the key of an earlier row, is rejected. What
    does not agree within a row, or should have happened and lies after `today`, is a finding. Rows are
    counted from 1. `handed` tells what was read of the texts of a caller's frame, and what was found.
    """
    findings: list[Finding] = [*handed.findings] if handed else []
    reasons: dict[int, tuple[str, str]] = {}
    if handed:
        reasons = {row: (column, why) for row, column, why in handed.rejections.single()}
    unknown: list[nw.Expr] = []
    for column, test, rows in _faults(frame, record, handed.read if handed else frozenset()):
        if column.optional:
            rule = "unknown_code" if allowed_texts(column) else "out_of_range"
            message = Message("must be {limits}; the cell counts as unknown", limits=limits(column))
            findings.append(_finding(rule, "unknown", record, column, message, frame, rows))
            unknown.append(nw.when(test).then(nw.col(column.name)).alias(column.name))
        else:
            reasons |= {
                row: (column.name, Message("missing or not usable")) for row in rows if row not in reasons
            }
    for row in _repeated(frame, record):
        reasons.setdefault(row, (key_of(record)[-1], Message("has the key of an earlier row")))
    for row in with_oneself(frame):
        reasons.setdefault(row, ("mentee", WITH_ONESELF))
    kept = frame.with_columns(*unknown) if unknown else frame
    kept, implausible_found = _plausible(kept, record, today, reasons)
    hits = disagreeing(kept, record, today)
    findings += implausible_found
    findings += [
        _finding(one.rule, one.severity, record, column_of(record, one.column), one.message, kept, _rows(hit))
        for one, hit in hits
    ]
    kept = without_contradictions(kept, hits)
    if reasons:
        kept = kept.with_row_index("_row").filter(~nw.col("_row").is_in(list(reasons))).drop("_row")
    name = plural_of(record)
    unplaced = _unplaced(frame, reasons) if record is RequiredLevel and reasons else None
    if unplaced is not None:
        findings += about_unplaced(unplaced, name, "", dict(zip(KEY, KEY, strict=True)))
    return Checked(
        frame=kept,
        ledger=LedgerRow(
            name, "", name, len(frame), len(kept), len(reasons),
            sum(found.count for found in findings if found.severity != "info"),
        ),
        findings=findings,
        rejected=[_rejected(_as_given(frame, handed), record, reasons)] if reasons else [],
        unplaced=unplaced,
    )  # fmt: skip


def _unplaced(frame: Frame, reasons: Mapping[int, tuple[str, str]]) -> pl.DataFrame | None:
    """The rejected rows of standards that may concern somebody, if there are any."""
    name = plural_of(RequiredLevel)
    lost = unplaced_rows(frame.to_polars(), {row: f"{name}/{row + 1}" for row in sorted(reasons)})
    return None if lost.is_empty() else lost


def _as_given(frame: Frame, handed: HandedOver | None) -> Frame:
    """The rows as they came, texts before they were read among them."""
    if handed is None or handed.as_given is None:
        return frame
    read = handed.as_given.select(sorted(handed.read))
    return nw.from_native(frame.to_polars().with_columns(read.get_columns()), eager_only=True)


def _plausible(
    frame: Frame, record: type, today: date, left_out: Mapping[int, tuple[str, str]]
) -> tuple[Frame, list[Finding]]:
    """The frame without what no office has had; rows that are rejected tell nothing of the others."""
    columns = {column.name: column for column in columns_of(record)}
    rows = frame.to_polars()
    at = pl.int_range(rows.height, eager=True)
    counted = rows.filter(~at.is_in(list(left_out))) if left_out else rows
    positions = at.filter(~at.is_in(list(left_out))) if left_out else at
    doubts = [attrs.evolve(one, rows=positions[one.rows]) for one in implausible(counted, columns, today)]
    if not doubts:
        return frame, []
    findings = [
        _finding(one.rule, one.severity, record, columns[one.field], one.message, frame, one.rows.to_list())
        for one in doubts
    ]
    return nw.from_native(cleared(rows, doubts), eager_only=True), findings


def _rows(hit: nw.Series[Any]) -> list[int]:
    return [int(row) for row in hit.arg_true().to_list()]


def _faults(frame: Frame, record: type, sound: AbstractSet[str]) -> list[tuple[Column, nw.Expr, list[int]]]:
    """The columns with faults, the test of each and the positions of the rows that fail it.

    What is in `sound` was read within its constraint, and rows that lack it are rejected already.
    """
    tests: dict[Column, nw.Expr] = {}
    for column in columns_of(record):
        if column.name in sound:
            continue
        test = allowed(column)
        filled = ~nw.col(column.name).is_null()
        if test is not None:
            tests[column] = test.fill_null(column.optional)
        elif not column.optional:
            tests[column] = filled
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
