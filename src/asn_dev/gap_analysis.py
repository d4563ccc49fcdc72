"""Gap analysis: what posts require beside what people were found to have, person by person."""

from __future__ import annotations

from typing import Any

from asn_dev.model import CompetencyGap
from asn_dev.register.tables import Register
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.scoring import score
from asn_dev.study_data import StudyData


def gaps(
    register: Register | StudyData, region: Region | None = None, *, period: Period | int | None = None
) -> Any:
    """One row for each person and competency that the person's post requires.

    Returns a frame of the user's own kind with the columns of `CompetencyGap` (nip, competency, kind,
    unit, required, level, assessed_on) and the region's indicators of it (``gap`` = level - required,
    ``gap_status``, ...). A level that is not known, or no longer valid, is null, and so is its gap.

    `asn_dev.overview` says what such a frame holds, with persons masked.

    Raises `TableError` if the register has no people or no standards.

    >>> import asn_dev as asn
    >>> from datetime import date
    >>> who = asn.Nip("198704122010012345")
    >>> post = {"job_title": "Camat", "unit": "Kecamatan Binjai Kota"}
    >>> register = asn.Register.of([
    ...     asn.CivilServant(nip=who, **post),
    ...     asn.RequiredLevel(**post, competency="komunikasi", level=3),
    ...     asn.Assessment(nip=who, competency="komunikasi", day=date(2025, 2, 1), level=2),
    ... ])
    >>> asn.gaps(register, asn.region("nasional", on="2025-12-31"))["gap"].to_list()
    [-1]
    """
    return score(register, region, of=CompetencyGap, period=period)
