"""A study: one register under one region's rules, and every question that can be asked of it.

Parts are computed when a question first needs them and kept, so that five questions cost less than five
calls of the functions of the same names, which make a study each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from asn_dev import charts
from asn_dev.evaluating import Evaluation, evaluate
from asn_dev.explaining import explain
from asn_dev.gap_analysis import gaps
from asn_dev.model import CivilServant, Nip
from asn_dev.pairing import MentoringFollowUp, Pairing, mentoring, pair
from asn_dev.pairing.existing_pairs import Fixed
from asn_dev.planning import Plan, plan
from asn_dev.planning.search import Incumbent
from asn_dev.register.reading import Progress
from asn_dev.register.tables import Register
from asn_dev.reporting import Report, report
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.scoring import score
from asn_dev.study_data import StudyData, recorded, study_data
from asn_dev.traces import Trace

__all__ = ["Study", "StudyCharts", "study"]


@attrs.frozen(eq=False, slots=False)
class Study(StudyData):
    """A register under a region's rules, for one period, in one language; what it computed it keeps.

    Its methods are the functions of the same names without register and region; `charts` draws. Tables of
    single records are at `scores`, means and counts that withhold small groups at `by_unit`.

    >>> import asn_dev as asn
    >>> from datetime import date
    >>> who = asn.Nip("198704122010012345")
    >>> register = asn.Register.of([
    ...     asn.CivilServant(nip=who, employment=asn.Employment.PNS, unit="Dinas Kesehatan"),
    ...     asn.Participation(nip=who, form=asn.ProgrammeForm.TECHNICAL, hours=24.0, end=date(2025, 5, 9)),
    ... ])
    >>> study = asn.study(register, asn.region("nasional", on="2025-12-31"))
    >>> study.score(indicators=["learning_hours"])["learning_hours"].to_list()
    [24.0]
    """

    def score(self, of: type = CivilServant, *, indicators: Sequence[str] | None = None) -> Any:
        """The rows of a record with its indicators; see `asn_dev.score`."""
        return score(self, of=of, indicators=indicators)

    def gaps(self) -> Any:
        """What posts require beside what people have; see `asn_dev.gaps`."""
        return gaps(self)

    def evaluate(self) -> Evaluation:
        """Whether training worked, and how sure that is; see `asn_dev.evaluate`."""
        return evaluate(self)

    def plan(
        self,
        *,
        budget: float | None = None,
        period: Period | int | None = None,
        budget_by_source: Mapping[str, float] | None = None,
        must: Iterable[str | tuple[str, Nip | str]] = (),
        must_not: Iterable[str | tuple[str, Nip | str]] = (),
        reserved: Mapping[str, Mapping[str, int]] | None = None,
        previous: Plan | None = None,
        progress: Callable[[Incumbent], None] | None = None,
    ) -> Plan:
        """The best development plan of the year to come (or of `period`); see `asn_dev.plan`."""
        return plan(
            self,
            budget=budget,
            period=period,
            budget_by_source=budget_by_source,
            must=must,
            must_not=must_not,
            reserved=reserved,
            previous=previous,
            progress=progress,
        )

    def pair(self, *, fixed: Iterable[Fixed] = (), choices: int = 3) -> Pairing:
        """The best pairs of mentors and mentees; see `asn_dev.pair`."""
        return pair(self, fixed=fixed, choices=choices)

    def mentoring(self) -> MentoringFollowUp:
        """How mentoring went; see `asn_dev.mentoring`."""
        return mentoring(self)

    def explain(self, indicator: str, key: str | Nip, *, of: type | str | None = None) -> Trace:
        """Why one row has the value it has; see `asn_dev.explain`."""
        return explain(self, None, indicator, key, of=of)

    def report(
        self,
        *,
        plan: Plan | None = None,
        pairing: Pairing | None = None,
        edition: str = "public",
        previous: Path | str | None = None,
        strict: bool = False,
        progress: Progress | None = None,
    ) -> Report:
        """The report of the region in the language of the study; see `asn_dev.report`."""
        return report(
            self,
            plan=plan,
            pairing=pairing,
            edition=edition,
            previous=previous,
            strict=strict,
            progress=progress,
        )

    @property
    def charts(self) -> StudyCharts:
        """The charts of this study."""
        return StudyCharts(self)


@attrs.frozen(eq=False)
class StudyCharts:
    """The charts of a study; see `asn_dev.charts`."""

    study: Study

    def competency_gaps(self) -> charts.HeatMap:
        """Units by the standard competencies: the mean gap in levels."""
        return charts.competency_gaps(self.study)

    def job_match(self) -> charts.Histogram:
        """How many people match their post how well."""
        return charts.job_match(self.study)

    def talent_boxes(self) -> charts.NineBox:
        """People by performance and potential."""
        return charts.talent_boxes(self.study)

    def learning_hours(self) -> charts.Bars:
        """Learning hours per person in each unit."""
        return charts.learning_hours(self.study)

    def reaction(self, **options: Any) -> charts.Intervals:
        """What participants say of programmes; options as of `asn_dev.charts.reaction`."""
        return charts.reaction(self.study.evaluate(), **options)

    def satisfaction(self, unit: str | None = None) -> charts.Intervals:
        """What citizens say of each element of a unit's services."""
        return charts.satisfaction(self.study.evaluate(), unit=unit)

    def service_months(self, unit: str | None = None, outcome: str = "waiting_minutes") -> charts.Lines:
        """A service outcome month by month, beside the units compared with."""
        return charts.service_months(self.study.evaluate(), unit=unit, outcome=outcome)


def study(
    register: Register,
    region: Region,
    *,
    period: Period | int | None = None,
    language: str = "id",
) -> Study:
    """A register under a region's rules: ask it several questions, and shared parts are computed once.

    `period` is a year or a `Period`; by default the calendar year of ``region.on``. `language` is that of
    every sentence in its results (``"id"`` or ``"en"``).

    Raises `InvalidValueError` for another language.

    >>> import asn_dev as asn
    >>> register = asn.Register.of([asn.Unit(name="Dinas Kesehatan")])
    >>> study = asn.study(register, asn.region("nasional", on="2025-12-31"), language="en")
    >>> study.evaluate().decisions.height, study.report().title
    (0, 'Report on the Competence of Civil Servants')
    """
    data = study_data(register, region, period, language)
    return Study(data.register, recorded(data.region), data.period, data.language)
