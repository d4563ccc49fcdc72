"""What citizens are promised, and whether a unit keeps it: how long they wait, how satisfied they are."""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    Parameters,
    Period,
    ServiceMonth,
    Unit,
    indicator,
    nw,
    sum_of,
    summary,
    text,
)

of_services = partial(summary, of=Unit, source=ServiceMonth, key={"unit": "name"})
each_unit = partial(indicator, of=Unit)


def _known(requests: nw.Expr, waiting_minutes: nw.Expr, month: nw.Expr, period: Period) -> nw.Expr:
    return period.contains(month) & ~requests.is_null() & ~waiting_minutes.is_null()


@of_services(
    unit="menit", label=text(id="Menit menunggu seluruhnya", en="All minutes waited"), counts_known=True
)
def minutes_waited(requests: nw.Expr, waiting_minutes: nw.Expr, month: nw.Expr, period: Period) -> Aggregate:
    """The waits of all requests of the months of which both are known."""
    return sum_of(requests * waiting_minutes, where=_known(requests, waiting_minutes, month, period))


@of_services(
    unit="permohonan",
    label=text(id="Permohonan pada bulan itu", en="Requests of these months"),
    counts_known=True,
)
def requests_waited(requests: nw.Expr, waiting_minutes: nw.Expr, month: nw.Expr, period: Period) -> Aggregate:
    """The requests of the same months."""
    return sum_of(requests, where=_known(requests, waiting_minutes, month, period))


@each_unit(bounds=(0, None), unit="menit", label=text(id="Waktu tunggu rata-rata", en="Mean wait"))
def unit_wait(minutes_waited: nw.Expr, requests_waited: nw.Expr) -> nw.Expr:
    """The mean wait of a request at the unit; null where nobody knows."""
    return nw.when(requests_waited > 0).then(minutes_waited / requests_waited)


@each_unit(kind="flag", label=text(id="Janji waktu tunggu ditepati", en="Promised wait kept"))
def wait_kept(unit_wait: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the mean wait is no longer than promised."""
    return unit_wait <= p.number("belawan.promise.wait")


@each_unit(kind="flag", label=text(id="Janji kepuasan ditepati", en="Promised satisfaction kept"))
def satisfaction_kept(skm_index: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether the satisfaction index is no lower than promised."""
    return skm_index >= p.number("belawan.promise.satisfaction")
