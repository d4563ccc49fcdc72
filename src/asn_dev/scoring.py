"""Scoring: the indicators of a record, computed for every row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from asn_dev.register.tables import Register
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.study_data import StudyData, study_data


def score(
    register: Register | StudyData,
    region: Region | None = None,
    *,
    of: type,
    indicators: Sequence[str] | None = None,
    period: Period | int | None = None,
) -> Any:
    """The rows of a record with its indicators: all whose rules are in force, or those named.

    Returns a frame of the user's own kind (Polars, pandas, DuckDB, ...), eager if the register's
    tables are, its rows then in the order they came; columns are those of the record, then one per
    indicator. `period` is a year or a `Period`; by default the calendar year of ``region.on``. In place of
    register and region a study may be given, which keeps what it computed.

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
    study = study_data(register, region, period)
    names = None if indicators is None else tuple(indicators)
    kept: object = ("result", of, *(names or ()))
    result = study.result(of, names) if names == () else study.once(kept, lambda: study.result(of, names))
    return _in_kind(result, study.register.kind)


def _in_kind(result: Any, kind: str) -> Any:
    """The result as the kind of frame that the caller handed over."""
    if kind == "pandas" and isinstance(result, pl.DataFrame):
        return result.to_pandas(use_pyarrow_extension_array=True)
    return result.to_arrow() if kind == "pyarrow" and isinstance(result, pl.DataFrame) else result
