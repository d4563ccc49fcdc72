"""Volunteers: what speakers who take no fee save."""

from __future__ import annotations

from asn_dev.plugin import (
    Aggregate,
    Parameters,
    Programme,
    Session,
    indicator,
    max_of,
    nw,
    summary,
    text,
)


@summary(
    of=Session,
    source=Programme,
    key={"code": "programme"},
    label=text(id="JP program", en="Hours of the programme"),
    unit="JP",
)
def programme_hours(hours: nw.Expr) -> Aggregate:
    """The learning hours of the programme that the session runs."""
    return max_of(hours)


@indicator(
    of=Session,
    label=text(id="Penghematan narasumber relawan", en="Saved by a volunteer speaker"),
    bounds=(0, None),
    unit="Rp",
    increasing_in=("programme_hours",),
    tolerates_null=("programme_hours",),
)
def volunteer_saving(volunteer: nw.Expr, programme_hours: nw.Expr, p: Parameters) -> nw.Expr:
    """The fee not paid: hours of the programme at the customary rate; 0 for paid speakers."""
    fee = programme_hours * p.number("planning.speaker.fee_per_hour")
    return nw.when(~volunteer.is_null()).then(nw.when(volunteer).then(fee).otherwise(nw.lit(0.0)))


@indicator(
    of=Session,
    label=text(id="Biaya tetap per kursi", en="Fixed cost a seat"),
    bounds=(0, None),
    unit="Rp",
)
def fixed_cost_per_seat(fixed_cost: nw.Expr, capacity: nw.Expr) -> nw.Expr:
    """What a seat costs before anybody sits in it; null where cost or seats are not known."""
    return nw.when(capacity > 0).then(fixed_cost / capacity)
