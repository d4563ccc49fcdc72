"""Partners and online courses: universities of the region, and who completes what is held online."""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    Enrolment,
    Parameters,
    Period,
    Programme,
    count_of,
    indicator,
    is_one_of,
    mentions,
    nw,
    summary,
    text,
)

of_participants = partial(summary, of=Programme, source=Enrolment, key={"programme": "code"})


@indicator(
    of=Programme,
    kind="flag",
    label=text(id="Dengan kampus daerah", en="With a local university"),
    tolerates_null=("partner", "provider_held"),
)
def with_local_university(partner: nw.Expr, provider_held: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether a university of the region is partner or provider: one of them known is enough."""
    words = p.lookup("binjai.partners.local_universities").codes(True)
    either = [mentions(name, words) for name in (partner, provider_held)]
    when_known = nw.when(~partner.is_null() | ~provider_held.is_null())
    return when_known.then(either[0].fill_null(False) | either[1].fill_null(False))


@indicator(
    of=Programme,
    kind="flag",
    label=text(id="Diikuti daring", en="Held online"),
    tolerates_null=("form_held", "mode"),
)
def is_online(form_held: nw.Expr, mode: nw.Expr, p: Parameters) -> nw.Expr:
    """By its mode, or by its form where the mode is not known."""
    by_form = is_one_of(form_held, p.lookup("learning.online_forms").codes(True))
    return nw.coalesce(mode == "daring", by_form)


@of_participants(
    unit="orang",
    label=text(id="Terdaftar, kehadiran diketahui", en="Enrolled, known to have come or not"),
    counts_known=True,
)
def enrolled(attended: nw.Expr, end: nw.Expr, period: Period) -> Aggregate:
    """Whose part in it ended in the period, and of whom it is known whether they came."""
    return count_of(where=~attended.is_null() & period.contains(end))


@indicator(of=Programme, bounds=(0, 1), label=text(id="Penyelesaian", en="Completion"))
def completion(participants: nw.Expr, enrolled: nw.Expr) -> nw.Expr:
    """Of those enrolled the share that came to the end; null where nobody is known."""
    return nw.when(enrolled > 0).then(participants / enrolled)
