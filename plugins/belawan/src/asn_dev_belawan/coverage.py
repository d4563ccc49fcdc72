"""Coverage: whether what people need to learn was offered, and whether units learn all year round.

A need is a competency below what the post requires. It is covered where the person learned in the period
for that competency: by a programme of the catalogue, found through its code or its name.
"""

from __future__ import annotations

from functools import partial

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
    greatest_of,
    indicator,
    least_of,
    mean_of,
    nw,
    only_of,
    round_half_up,
    sum_of,
    summary,
    text,
)

by_name = partial(summary, of=Participation, source=Programme, key="name")
each_activity = partial(indicator, of=Participation)


# --- what an activity develops --------------------------------------------------------------------


@by_name(label=text(id="Kompetensi menurut katalog, pertama", en="Competency in the catalogue, first"))
def develops_first(competency: nw.Expr) -> Aggregate:
    """The competency that programmes of this name develop."""
    return least_of(competency)


@by_name(label=text(id="Kompetensi menurut katalog, terakhir", en="Competency in the catalogue, last"))
def develops_last(competency: nw.Expr) -> Aggregate:
    """The same from the other end: programmes of one name agree where the two are equal."""
    return greatest_of(competency)


@each_activity(kind="text", label=text(id="Kompetensi yang dikembangkan", en="Competency developed"))
def develops(develops_first: nw.Expr, develops_last: nw.Expr) -> nw.Expr:
    """The competency on which all programmes of this name agree; null where there is none."""
    return nw.when(develops_first == develops_last).then(develops_first)


@summary(
    of=Enrolment,
    source=Programme,
    key={"code": "programme"},
    label=text(id="Kompetensi yang dikembangkan", en="Competency developed"),
)
def enrolment_develops(competency: nw.Expr) -> Aggregate:
    """The competency of the programme of this code."""
    return only_of(competency, where=~competency.is_null())


# --- needs ----------------------------------------------------------------------------------------


@summary(
    of=CompetencyGap,
    source=Participation,
    key={"nip": "nip", "develops": "competency"},
    label=text(id="Dipelajari menurut riwayat", en="Learned by the history"),
)
def learned_by_history(end: nw.Expr, period: Period) -> Aggregate:
    """Whether the person's history has an activity of the period for this competency."""
    return any_of(where=period.contains(end))


@summary(
    of=CompetencyGap,
    source=Enrolment,
    key={"nip": "nip", "enrolment_develops": "competency"},
    label=text(id="Dipelajari menurut daftar peserta", en="Learned by the lists of participants"),
)
def learned_by_list(attended: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """Whether the person came to a programme of the period for this competency."""
    return any_of(where=attended & period.contains(end))


@indicator(of=CompetencyGap, kind="flag", label=text(id="Kebutuhan terlayani", en="Need covered"))
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
    return only_of(unit, where=~unit.is_null())


@each_activity(label=text(id="Triwulan ke-", en="Number of the quarter"))
def learning_quarter(end: nw.Expr, period: Period) -> nw.Expr:
    """The quarter in which an activity of the period ended, as a number that grows over the years."""
    quarter = end.dt.year() * 4 + (end.dt.month() + 2) // 3
    return nw.when(period.contains(end)).then(quarter)


@each_activity(bounds=(0, 1), label=text(id="Andil dalam triwulan unit", en="Part in the unit's quarter"))
def quarter_part(unit_of_learner: nw.Expr, learning_quarter: nw.Expr) -> nw.Expr:
    """All activities of a unit in one quarter are 1 together, so that their sum counts the quarters."""
    together = learning_quarter.count().over("unit_of_learner", "learning_quarter")
    return nw.when(~learning_quarter.is_null() & ~unit_of_learner.is_null()).then(1 / together)


@summary(
    of=Unit,
    source=Participation,
    key={"unit_of_learner": "name"},
    label=text(id="Triwulan dengan pembelajaran (jumlah)", en="Quarters with learning (sum)"),
)
def quarter_parts(quarter_part: nw.Expr) -> Aggregate:
    """The sum of the parts, a whole number but for the last bits."""
    return sum_of(quarter_part)


@indicator(
    of=Unit,
    unit="triwulan",
    bounds=(0, None),
    label=text(id="Triwulan dengan pembelajaran", en="Quarters with learning"),
)
def active_quarters(quarter_parts: nw.Expr) -> nw.Expr:
    """In how many quarters of the period somebody of the unit learned; null without any history."""
    return round_half_up(quarter_parts, 0)


@indicator(of=Unit, kind="flag", label=text(id="Belajar sepanjang masa", en="Learns all year round"))
def active_every_quarter(active_quarters: nw.Expr, period: Period, p: Parameters) -> nw.Expr:
    """Whether the unit learned in as many quarters of a year as asked for.

    Of a shorter period all its quarters are asked for, so reports keep to calendar years.
    """
    first, last = (day.year * 4 + (day.month + 2) // 3 for day in (period.start, period.end))
    asked = min(p.number("belawan.continuity.quarters"), last - first + 1)
    return active_quarters >= asked
