"""Scoring: the indicators of a record, computed for every row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import polars as pl

from asn_dev.errors import TableError
from asn_dev.messages import Message
from asn_dev.model import key_of, plural_of
from asn_dev.register.tables import Register
from asn_dev.rules.calculation import Calculation
from asn_dev.rules.periods import Period
from asn_dev.rules.prepared import prepared
from asn_dev.rules.regions import Region

_ROW = "_row"


def score(
    register: Register,
    region: Region,
    *,
    of: type,
    indicators: Sequence[str] | None = None,
    period: Period | int | None = None,
) -> Any:
    """The rows of a record with its indicators: all whose rules are in force, or those named.

    Returns a frame of the user's own kind (Polars, pandas, DuckDB, ...), eager if the register's
    tables are, its rows then in the order they came; columns are those of the record, then one per
    indicator. `period` is a year or a `Period`; by default the calendar year of ``region.on``.

    Raises `TableError` if the register has no such table and no rule makes it, `RuleError` for a rule
    that cannot be placed, `UnknownNameError` for an indicator that does not exist.

    >>> import asn_dev as asn
    >>> from asn_dev.model import CivilServant, Nip, Participation, ProgrammeForm
    >>> from datetime import date
    >>> who = Nip("198704122010012345")
    >>> register = asn.Register.of([
    ...     CivilServant(nip=who, employment=asn.Employment.PNS),
    ...     Participation(nip=who, form=ProgrammeForm.TECHNICAL, hours=24.0, end=date(2025, 5, 9)),
    ... ])
    >>> asn.score(register, asn.region("nasional", on="2025-12-31"), of=CivilServant,
    ...           indicators=["learning_hours"])["learning_hours"].to_list()
    [24.0]
    """
    calculation = calculate(register, region, period)
    if not calculation.has(of):
        raise TableError(
            Message(
                "the register holds no {table}, and no rule can make them from what it holds",
                table=plural_of(of),
            ),
            hint=Message(
                "it holds: {names}",
                names=", ".join(plural_of(kind) for kind in register.tables) or Message("nothing"),
            ),
        )
    names = list(indicators) if indicators is not None else calculation.in_force(of)
    eager = {record: frame for record, frame in register.tables.items() if isinstance(frame, nw.DataFrame)}
    if len(eager) < len(register.tables):
        return calculation.result(of, names).to_native()
    tables = {record: frame.to_native() for record, frame in eager.items()}
    # Joins keep no order: rows come back in the caller's, or by key where a rule made them.
    order: list[str] = list(key_of(of))
    if of in tables:
        order = [_ROW]
        tables[of] = tables[of].with_row_index(_ROW)
    query = prepared(tables, region, calculation.period, of, names)
    result = query.run(tables).sort(order).drop(_ROW, strict=False)
    return _as_given(result, register.kind)


def calculate(register: Register, region: Region, period: Period | int | None = None) -> Calculation:
    """The register seen through the region's rules."""
    if isinstance(period, int):
        period = Period.of_year(period)
    tables = {record: register.lazy(record) for record in register.tables}
    return Calculation(tables, region.book, region.parameters, period or region.period, region.instruments)


def _as_given(result: pl.DataFrame, kind: str) -> Any:
    """The result as the kind of frame that the caller handed over."""
    if kind == "pandas":
        return result.to_pandas(use_pyarrow_extension_array=True)
    return result.to_arrow() if kind == "pyarrow" else result
