"""The development plan: who learns what, when, within the budget, and how good that is.

`candidates` asks the region's rules which seats could make sense, `assembling` makes them a problem in
whole numbers, `search` solves it with a proven bound, and the rest says what came out and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from asn_dev.model import Nip
from asn_dev.planning.outcome import Plan
from asn_dev.planning.pipeline import make_plan, planned_period
from asn_dev.planning.request import Request
from asn_dev.planning.search import Incumbent
from asn_dev.register.tables import Register
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.study_data import StudyData, study_data

__all__ = ["Plan", "plan"]


def plan(
    register: Register | StudyData,
    region: Region | None = None,
    *,
    budget: float | None = None,
    period: Period | int | None = None,
    budget_by_source: Mapping[str, float] | None = None,
    must: Iterable[str | tuple[str, Nip | str]] = (),
    must_not: Iterable[str | tuple[str, Nip | str]] = (),
    reserved: Mapping[str, Mapping[str, int]] | None = None,
    previous: Plan | None = None,
    progress: Callable[[Incumbent], None] | None = None,
    language: str = "id",
) -> Plan:
    """The best development plan that the search proves: which sessions are held, and who sits in each.

    The sessions are those of the register that start in `period` (a year or a `Period`; by default the
    first year from the region's day on in which one starts). In place of register and region a study may
    be given, whose parts are shared; its language is that of the plan, else `language`. What a seat is
    worth, what forbids it and what limits all is the region's: `seat_value`, vetoes and limits of
    `CandidateSeat`. `budget` and
    `budget_by_source` are in rupiah; `must` and `must_not` name sessions by code and seats as (code,
    NIP); `reserved` keeps seats of a session for a unit: ``{"DK-1": {"Dinas Kesehatan": 5}}``.

    With `previous`, first as many of its seats as possible are kept, then the value is as high as that
    allows; `changes` lists the differences. `progress` is told each better plan or bound; Ctrl-C ends
    the search with the best plan so far.

    Raises `InfeasibleError` that names the demands which contradict each other, `TableError` where the
    register lacks what a plan needs, `UnknownNameError` for names that nothing answers to,
    `InvalidValueError` for amounts below 0.

    >>> import asn_dev as asn
    >>> from datetime import date
    >>> post = {"job_title": "Analis", "unit": "Dinas Sosial"}
    >>> people = [asn.Nip(f"19870412201001100{n}") for n in range(1, 6)]
    >>> register = asn.Register.of([
    ...     *(asn.CivilServant(nip=who, employment=asn.Employment.PNS, **post) for who in people),
    ...     asn.RequiredLevel(**post, competency="komunikasi", level=3),
    ...     *(asn.Assessment(nip=who, competency="komunikasi", day=date(2025, 2, 1), level=2)
    ...       for who in people),
    ...     asn.Programme(code="K", name="Kursus", competency="komunikasi", level=3, mode=asn.Mode.ONLINE),
    ...     asn.Session(code="K-1", programme="K", start=date(2026, 3, 2), end=date(2026, 3, 3), capacity=30,
    ...                 fixed_cost=1_000_000.0, cost_per_person=0.0),
    ... ])
    >>> asn.plan(register, asn.region("nasional", on="2025-12-31"), budget=2_000_000)
    <Rencana nasional 2026: kursi 5, jadwal dibuka 1 dari 1, Rp1.000.000>...
    """
    request = Request.of(budget, budget_by_source, must, must_not, reserved)
    study = study_data(register, region, language=language)
    if period is None:
        period = planned_period(study.register, study.region)
    elif isinstance(period, int):
        period = Period.of_year(period)
    return make_plan(study.during(period), request, previous, progress)
