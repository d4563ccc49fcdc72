"""The limits of the development plan that hold everywhere; a region replaces one by giving its name.

What the caller asks for (budgets, seats reserved, decisions by hand) comes on top of them. Values stand
in ``parameters/planning.toml`` and ``parameters/learning.toml``.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CandidateSeat,
    CivilServant,
    Parameters,
    SumBound,
    at_least,
    at_most,
    count_of,
    indicator,
    limit,
    nw,
    summary,
    text,
)

on_seats = partial(limit, of=CandidateSeat)
each_seat = partial(indicator, of=CandidateSeat)


@on_seats(per="session", unit="orang", label=text(id="Kapasitas jadwal", en="Seats of the session"))
def capacity_of_session(capacity: nw.Expr) -> SumBound:
    """No more people than seats."""
    return at_most(capacity)


@on_seats(per="session", unit="orang", label=text(id="Peserta paling sedikit", en="Smallest class"))
def class_large_enough(smallest_class: nw.Expr) -> SumBound:
    """A session that is held has enough people."""
    return at_least(smallest_class)


@on_seats(per=("nip", "day"), unit="jadwal", label=text(id="Tanggal bentrok", en="Clashing dates"))
def one_place_at_a_time(start: nw.Expr) -> SumBound:
    """Nobody is in two sessions on one day; a session without a first day has no days to clash."""
    return at_most(nw.lit(1.0), where=nw.when(~start.is_null()).then(nw.lit(True)))


@on_seats(
    per=("nip", "programme"), unit="jadwal", label=text(id="Program yang sama", en="Same programme twice")
)
def programme_once(programme: nw.Expr) -> SumBound:
    """Nobody takes a programme twice."""
    return at_most(nw.lit(1.0), where=~programme.is_null())


@on_seats(
    per=("nip", "competency"),
    unit="level",
    label=text(id="Kesenjangan sudah tertutup", en="The gap is closed already"),
)
def gap_closed_once(gap_closed: nw.Expr, required: nw.Expr, level: nw.Expr) -> SumBound:
    """All seats of a person in a competency close no more than is open."""
    return at_most(required - level, counts=gap_closed)


@on_seats(per="nip", unit="JP", label=text(id="JP setahun per orang", en="Hours a year for a person"))
def hours_of_person(hours: nw.Expr, hours_before: nw.Expr, p: Parameters) -> SumBound:
    """So that nobody is away all the year; hours had in the planned period count."""
    return at_most(p.number("planning.hours.most") - hours_before.fill_null(0.0), counts=hours)


@on_seats(per="nip", unit="JP", label=text(id="Batas atas JP PPPK", en="Ceiling of hours of contract staff"))
def ceiling_of_contract_staff(hours: nw.Expr, hours_room: nw.Expr) -> SumBound:
    """Staff on contract have no more hours than their ceiling; others have none."""
    return at_most(hours_room, counts=hours)


@on_seats(
    per=("unit", "day"),
    unit="orang",
    label=text(id="Layanan unit harus jalan", en="The unit's service goes on"),
)
def service_goes_on(away: nw.Expr, most_away: nw.Expr) -> SumBound:
    """No more than a share of a unit's staff is away on one day."""
    return at_most(most_away, counts=away)


# --- what the limits are made of ------------------------------------------------------------------


@each_seat(
    unit="JP",
    label=text(id="JP yang masih boleh ditambah", en="Hours that may still be added"),
    tolerates_null=("hours_before",),
)
def hours_room(employment: nw.Expr, hours_before: nw.Expr, p: Parameters) -> nw.Expr:
    """The ceiling of the employment less the hours had in the planned period; null without a ceiling."""
    return p.lookup("learning.ceiling").of(employment) - hours_before.fill_null(0.0)


@each_seat(
    unit="orang",
    label=text(id="Peserta paling sedikit", en="Smallest class"),
    tolerates_null=("mode", "capacity"),
    counts_known=True,
)
def smallest_class(mode: nw.Expr, capacity: nw.Expr, p: Parameters) -> nw.Expr:
    """Fewest people for whom a session is held, by mode; never more than its seats."""
    sizes = p.lookup("planning.class.smallest")
    least = nw.coalesce(sizes.of(mode), nw.lit(sizes.otherwise, dtype=nw.Float64))
    return nw.min_horizontal(least, capacity)


@summary(
    of=CandidateSeat,
    source=CivilServant,
    key="unit",
    unit="orang",
    label=text(id="Pegawai unit", en="Unit staff"),
    counts_known=True,
)
def unit_staff(nip: nw.Expr) -> Aggregate:
    """How many people the unit has."""
    return count_of(where=~nip.is_null())


@each_seat(
    unit="orang",
    label=text(id="Paling banyak keluar unit sehari", en="Most away from the unit a day"),
    tolerates_null=("unit",),
    counts_known=True,
)
def most_away(unit: nw.Expr, unit_staff: nw.Expr, p: Parameters) -> nw.Expr:
    """The share of the unit's staff that may be away on one day, at least one person."""
    shares = p.lookup("planning.absence.share")
    share = nw.coalesce(shares.of(unit), nw.lit(shares.otherwise, dtype=nw.Float64))
    most = (share * unit_staff + 1e-9).floor()
    return nw.when(most < 1).then(nw.lit(1.0)).otherwise(most)


@each_seat(
    bounds=(0, 1),
    label=text(id="Dihitung keluar dari unit", en="Counts as away from the unit"),
    tolerates_null=("mode",),
    counts_known=True,
)
def away(mode: nw.Expr, p: Parameters) -> nw.Expr:
    """1 for a seat that takes a person from the desk, 0 for learning beside the work."""
    counted = p.lookup("planning.absence.counted")
    return nw.coalesce(counted.of(mode), nw.lit(counted.otherwise, dtype=nw.Float64))
