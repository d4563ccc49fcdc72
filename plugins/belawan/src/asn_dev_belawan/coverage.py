"""Coverage: whether what people need to learn was offered, and whether units learn all year round.

A need is a competency below what the post requires. It is covered where the person learned in the period
for that competency: by a programme of the catalogue, found through its code or its name.
"""

from __future__ import annotations

from functools import partial, reduce
from operator import add

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    CompetencyGap,
    Enrolment,
    Parameters,
    Participation,
    Period,
    Programme,
    Unit,
    any_of,
    indicator,
    mean_of,
    nw,
    single_value_of,
    summary,
    text,
)

of_learners = partial(
    summary, of=Unit, source=Participation, key={"unit_of_learner": "name"}, counts_known=True
)


@summary(
    of=Enrolment,
    source=Programme,
    key={"code": "programme"},
    label=text(id="Kompetensi yang dikembangkan", en="Competency developed"),
)
def enrolment_develops(competency: nw.Expr) -> Aggregate:
    """The competency of the programme of this code."""
    return single_value_of(competency, where=~competency.is_null())


# --- needs ----------------------------------------------------------------------------------------


@summary(
    of=CompetencyGap,
    source=Participation,
    key={"nip": "nip", "develops": "competency"},
    label=text(id="Dipelajari menurut riwayat", en="Learned by the history"),
    counts_known=True,
)
def learned_by_history(end: nw.Expr, period: Period) -> Aggregate:
    """Whether the person's history has an activity of the period for this competency."""
    return any_of(where=period.contains(end))


@summary(
    of=CompetencyGap,
    source=Enrolment,
    key={"nip": "nip", "enrolment_develops": "competency"},
    label=text(id="Dipelajari menurut daftar peserta", en="Learned by the lists of participants"),
    counts_known=True,
)
def learned_by_list(attended: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """Whether the person came to a programme of the period for this competency."""
    return any_of(where=attended & period.contains(end))


@indicator(
    of=CompetencyGap,
    kind="flag",
    label=text(id="Kebutuhan terlayani", en="Need covered"),
    tolerates_null=("learned_by_history", "learned_by_list"),
)
def need_covered(gap: nw.Expr, learned_by_history: nw.Expr, learned_by_list: nw.Expr) -> nw.Expr:
    """Whether the person learned for a competency below the standard.

    Null where there is no need or the gap is unknown, and where no learning is on record at all.
    """
    learned = nw.coalesce(learned_by_history, learned_by_list) | learned_by_list.fill_null(False)
    return nw.when(gap < 0).then(learned)


@summary(
    of=Unit,
    source=CompetencyGap,
    key={"unit": "name"},
    label=text(id="Bagian kebutuhan yang terlayani", en="Share of needs covered"),
)
def unit_need_coverage(need_covered: nw.Expr) -> Aggregate:
    """Of the unit's needs (`unit_gaps`) the share that is covered, 0 to 1; null for units without needs."""
    return mean_of(need_covered.cast(nw.Float64))


# --- all year round -------------------------------------------------------------------------------


@summary(
    of=Participation,
    source=CivilServant,
    key="nip",
    label=text(id="Perangkat daerah peserta", en="Unit of who learned"),
)
def unit_of_learner(unit: nw.Expr) -> Aggregate:
    """The unit in which the person stands on the staff list."""
    return single_value_of(unit, where=~unit.is_null())


def _learned_in(quarter: int, end: nw.Expr, period: Period) -> Aggregate:
    return any_of(where=period.contains(end) & ((end.dt.month() + 2) // 3 == quarter))


@of_learners(label=text(id="Belajar pada triwulan I", en="Learned in the first quarter"))
def learned_in_quarter_1(end: nw.Expr, period: Period) -> Aggregate:
    """Whether an activity of somebody of the unit ended between January and March."""
    return _learned_in(1, end, period)


@of_learners(label=text(id="Belajar pada triwulan II", en="Learned in the second quarter"))
def learned_in_quarter_2(end: nw.Expr, period: Period) -> Aggregate:
    """The same between April and June."""
    return _learned_in(2, end, period)


@of_learners(label=text(id="Belajar pada triwulan III", en="Learned in the third quarter"))
def learned_in_quarter_3(end: nw.Expr, period: Period) -> Aggregate:
    """The same between July and September."""
    return _learned_in(3, end, period)


@of_learners(label=text(id="Belajar pada triwulan IV", en="Learned in the fourth quarter"))
def learned_in_quarter_4(end: nw.Expr, period: Period) -> Aggregate:
    """The same between October and December."""
    return _learned_in(4, end, period)


@indicator(
    of=Unit,
    unit="triwulan",
    bounds=(0, 4),
    label=text(id="Triwulan dengan pembelajaran", en="Quarters with learning"),
)
def active_quarters(
    learned_in_quarter_1: nw.Expr,
    learned_in_quarter_2: nw.Expr,
    learned_in_quarter_3: nw.Expr,
    learned_in_quarter_4: nw.Expr,
) -> nw.Expr:
    """In how many quarters of the year somebody of the unit learned; null without any history."""
    quarters = (learned_in_quarter_1, learned_in_quarter_2, learned_in_quarter_3, learned_in_quarter_4)
    return reduce(add, (learned.cast(nw.Int64) for learned in quarters))


@indicator(of=Unit, kind="flag", label=text(id="Belajar sepanjang masa", en="Learns all year round"))
def active_every_quarter(active_quarters: nw.Expr, period: Period, p: Parameters) -> nw.Expr:
    """Whether the unit learned in as many quarters of a year as asked for.

    Of a shorter period all its quarters are asked for, so reports keep to calendar years.
    """
    first, last = (day.year * 4 + (day.month + 2) // 3 for day in (period.start, period.end))
    asked = min(p.number("belawan.continuity.quarters"), last - first + 1)
    return active_quarters >= asked
