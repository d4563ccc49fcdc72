"""Learning online: the share of a person's and a unit's hours."""

from __future__ import annotations

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    Parameters,
    Participation,
    Period,
    Unit,
    indicator,
    is_one_of,
    nw,
    sum_of,
    summary,
    text,
)

HOURS_ONLINE = text(id="JP daring", en="Hours online")
SHARE_ONLINE = text(id="Bagian JP daring", en="Share of hours online")


@summary(of=CivilServant, source=Participation, key="nip", label=HOURS_ONLINE, unit="JP")
def online_hours(
    hours_counted: nw.Expr, form: nw.Expr, end: nw.Expr, period: Period, p: Parameters
) -> Aggregate:
    """Hours of the period in forms that are held online."""
    online = is_one_of(form, p.lookup("binjai.online.forms").codes(True))
    return sum_of(hours_counted, where=period.contains(end) & online)


@indicator(of=CivilServant, label=SHARE_ONLINE, bounds=(0, 1))
def online_share(online_hours: nw.Expr, learning_hours: nw.Expr) -> nw.Expr:
    """Null for people without hours."""
    return nw.when(learning_hours > 0).then(online_hours / learning_hours)


@summary(of=Unit, source=CivilServant, key={"unit": "name"}, label=HOURS_ONLINE, unit="JP")
def unit_online_hours(online_hours: nw.Expr) -> Aggregate:
    """Hours online of the unit's people."""
    return sum_of(online_hours)


@summary(of=Unit, source=CivilServant, key={"unit": "name"}, label=text(id="JP", en="Hours"), unit="JP")
def unit_learning_hours(learning_hours: nw.Expr) -> Aggregate:
    """All hours of the unit's people."""
    return sum_of(learning_hours)


@indicator(of=Unit, label=SHARE_ONLINE, bounds=(0, 1))
def unit_online_share(unit_online_hours: nw.Expr, unit_learning_hours: nw.Expr) -> nw.Expr:
    """Null for units without hours."""
    return nw.when(unit_learning_hours > 0).then(unit_online_hours / unit_learning_hours)
