"""Complaints about a unit's services, beside how many of its staff are trained to handle them.

Only months count of which both complaints and requests are known. To set trained units beside others is a
comparison, not an effect: effects are estimated by `asn_dev.evaluate`.
"""

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


def _known(requests: nw.Expr, complaints: nw.Expr, month: nw.Expr, period: Period) -> nw.Expr:
    return period.contains(month) & ~requests.is_null() & ~complaints.is_null()


@of_services(unit="pengaduan", label=text(id="Pengaduan", en="Complaints"), counts_known=True)
def unit_complaints(requests: nw.Expr, complaints: nw.Expr, month: nw.Expr, period: Period) -> Aggregate:
    """The complaints of the months that count."""
    return sum_of(complaints, where=_known(requests, complaints, month, period))


@of_services(
    unit="permohonan",
    label=text(id="Permohonan pada bulan itu", en="Requests of these months"),
    counts_known=True,
)
def unit_requests_counted(
    requests: nw.Expr, complaints: nw.Expr, month: nw.Expr, period: Period
) -> Aggregate:
    """The requests of the months that count."""
    return sum_of(requests, where=_known(requests, complaints, month, period))


@indicator(
    of=Unit,
    bounds=(0, None),
    unit="per 1.000",
    label=text(id="Pengaduan per seribu permohonan", en="Complaints per thousand requests"),
)
def complaints_per_thousand(unit_complaints: nw.Expr, unit_requests_counted: nw.Expr) -> nw.Expr:
    """Complaints over requests, times a thousand; null for units without requests."""
    return nw.when(unit_requests_counted > 0).then(1000 * unit_complaints / unit_requests_counted)


@indicator(
    of=Unit, kind="flag", label=text(id="Unit terlatih manajemen layanan", en="Trained in service management")
)
def is_service_trained(service_trained_share: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether enough of the unit's people are trained in service management; null where it is unknown."""
    return service_trained_share >= p.number("service_training.share")
