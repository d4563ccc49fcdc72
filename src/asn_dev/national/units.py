"""Units: what their people have together, in number, hours and competence.

Figures of people are added up over those who are known to stand in the unit, as far as they are known.
Reports withhold what fewer than ``privacy.minimum_group`` people stand behind; these rules do not, since an
office needs its own.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    CompetencyGap,
    Unit,
    count_of,
    indicator,
    mean_of,
    nw,
    sum_of,
    summary,
    text,
)

of_people = partial(summary, of=Unit, source=CivilServant, key={"unit": "name"}, counts_known=True)
of_gaps = partial(summary, of=Unit, source=CompetencyGap, key={"unit": "name"})


@of_people(unit="orang", label=text(id="Pegawai", en="Staff"))
def unit_staff(nip: nw.Expr) -> Aggregate:
    """How many people stand in the unit."""
    return count_of()


# --- learning -------------------------------------------------------------------------------------


@of_people(unit="JP", label=text(id="JP", en="Hours"))
def unit_learning_hours(learning_hours: nw.Expr) -> Aggregate:
    """All hours of the unit's people."""
    return sum_of(learning_hours)


@of_people(unit="JP", label=text(id="JP daring", en="Hours online"))
def unit_online_hours(online_hours: nw.Expr) -> Aggregate:
    """The hours online of the unit's people."""
    return sum_of(online_hours)


@indicator(of=Unit, bounds=(0, 1), label=text(id="Bagian JP daring", en="Share of hours online"))
def unit_online_share(unit_online_hours: nw.Expr, unit_learning_hours: nw.Expr) -> nw.Expr:
    """The hours online over all hours; null for units without hours."""
    return nw.when(unit_learning_hours > 0).then(unit_online_hours / unit_learning_hours)


@of_people(label=text(id="Bagian yang mencapai JP minimum", en="Share that reached the least hours"))
def unit_hours_met_share(learning_hours_met: nw.Expr) -> Aggregate:
    """The share of people who reached the least hours, of those of whom it is known; 0 to 1."""
    return mean_of(learning_hours_met.cast(nw.Float64))


# --- competence -----------------------------------------------------------------------------------


@of_gaps(
    unit="kompetensi",
    label=text(id="Kompetensi di bawah standar", en="Competencies below the standard"),
    counts_known=True,
)
def unit_gaps(gap: nw.Expr) -> Aggregate:
    """How many competencies of the unit's people are below what their posts require."""
    return count_of(where=gap < 0)


@of_gaps(
    unit="kompetensi", label=text(id="Kompetensi yang diketahui", en="Competencies known"), counts_known=True
)
def unit_gaps_known(gap: nw.Expr) -> Aggregate:
    """How many competencies have both a known level and a known requirement."""
    return count_of(where=~gap.is_null())


@of_people(unit="%", label=text(id="JPM rata-rata", en="Mean job person match"))
def unit_match(job_person_match: nw.Expr) -> Aggregate:
    """The mean job person match of those of whom it is known."""
    return mean_of(job_person_match)
