"""What forbids a seat of the development plan, whatever it is worth; the label is the reason people read.

A region lifts one of these by giving its name. Values stand in ``parameters/planning.toml``.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CandidateSeat,
    Enrolment,
    Parameters,
    Participation,
    Period,
    any_of,
    forbids,
    nw,
    summary,
    text,
)

never = partial(forbids, of=CandidateSeat)


@never(
    label=text(id="Biaya jadwal belum diketahui", en="The cost of the session is not known"),
    tolerates_null=("session_cost", "seat_cost"),
    counts_known=True,
)
def cost_unknown(session_cost: nw.Expr, seat_cost: nw.Expr) -> nw.Expr:
    """An unknown cost is not 0: the session cannot be weighed against a budget."""
    return session_cost.is_null() | seat_cost.is_null()


@never(
    label=text(id="Kapasitas jadwal belum diketahui", en="The seats of the session are not known"),
    tolerates_null=("capacity",),
    counts_known=True,
)
def capacity_unknown(capacity: nw.Expr) -> nw.Expr:
    """How many can sit there has to be known."""
    return capacity.is_null()


@never(
    label=text(id="Tanggal selesai belum diketahui", en="The last day of the session is not known"),
    tolerates_null=("end",),
    counts_known=True,
)
def end_unknown(end: nw.Expr) -> nw.Expr:
    """Without it nobody can say whether dates clash."""
    return end.is_null()


@never(label=text(id="Jadwal selesai sebelum mulai", en="The session ends before it starts"))
def ends_before_start(start: nw.Expr, end: nw.Expr) -> nw.Expr:
    """One of the two days is wrong."""
    return end < start


@never(
    label=text(id="Level program belum diketahui", en="The level of the programme is not known"),
    tolerates_null=("programme_level",),
    counts_known=True,
)
def programme_level_unknown(programme_level: nw.Expr) -> nw.Expr:
    """What it would close is then not known either."""
    return programme_level.is_null()


@never(
    label=text(
        id="Level pegawai sudah setara atau di atas program", en="Level is at or above the programme's"
    )
)
def level_reached(level: nw.Expr, programme_level: nw.Expr) -> nw.Expr:
    """Nothing to learn there."""
    return level >= programme_level


@never(
    label=text(
        id="Standar jabatan di bawah jenjang program",
        en="The post requires less than the programme builds on",
    ),
    tolerates_null=("gap_closed", "level", "programme_level"),
)
def above_requirement(gap_closed: nw.Expr, level: nw.Expr, programme_level: nw.Expr) -> nw.Expr:
    """It would close nothing that the post requires."""
    return (gap_closed <= 0) & (level < programme_level)


@never(
    label=text(id="Sudah pernah mengikuti program ini", en="Has taken this programme already"),
    tolerates_null=("enrolled_before", "taken_by_name"),
)
def taken_already(enrolled_before: nw.Expr, taken_by_name: nw.Expr) -> nw.Expr:
    """By the list of participants, or by an activity of the same name within some years."""
    return enrolled_before.fill_null(False) | taken_by_name.fill_null(False)


@summary(
    of=CandidateSeat,
    source=Enrolment,
    key={"nip": "nip", "programme": "programme"},
    label=text(id="Pernah hadir", en="Attended before"),
    counts_known=True,
)
def enrolled_before(attended: nw.Expr) -> Aggregate:
    """Whether the person came to a programme of this code."""
    return any_of(attended)


@summary(
    of=CandidateSeat,
    source=Participation,
    key={"nip": "nip", "name": "programme_name"},
    label=text(id="Pernah mengikuti, menurut nama", en="Taken before, by name"),
    counts_known=True,
)
def taken_by_name(end: nw.Expr, period: Period, p: Parameters) -> Aggregate:
    """Whether an activity of that name ended within the years for which it is not repeated."""
    return any_of(period.last_years(int(p.number("planning.repeat.years"))).contains(end))


@never(
    label=text(id="Bentuk ini tidak untuk status kepegawaiannya", en="Not for this kind of employment"),
    tolerates_null=("employment", "form"),
)
def not_for_employment(employment: nw.Expr, form: nw.Expr, p: Parameters) -> nw.Expr:
    """Forms of training that are closed to candidates or to staff on contract."""
    closed = p.lookup("planning.employment.closed")
    answer = nw.lit(False)
    for key in closed.codes(True):
        status, _, code = key.partition(" / ")
        answer = answer | ((employment == status) & (form == code)).fill_null(False)
    return answer


@never(label=text(id="JP melampaui batas atas PPPK", en="Hours would exceed the ceiling for contract staff"))
def above_ceiling(hours: nw.Expr, hours_room: nw.Expr) -> nw.Expr:
    """The hours of the programme alone are more than the person may still have."""
    return hours > hours_room


@never(label=text(id="Hasil evaluasi: program dihentikan", en="Evaluation: the programme is stopped"))
def programme_stopped(evaluation_factor: nw.Expr) -> nw.Expr:
    """A programme that is to be stopped gets nobody."""
    return evaluation_factor <= 0
