"""Charts of a plan and of pairs: when sessions are held, what money brings, who guides whom across units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from asn_dev import formatting
from asn_dev.charts.calendars import Calendar, Span
from asn_dev.charts.curves import Curve, Point
from asn_dev.charts.networks import Network, Tie
from asn_dev.formatting import Withheld
from asn_dev.rules.definitions import text

if TYPE_CHECKING:
    from asn_dev.pairing import Pairing
    from asn_dev.planning import Plan
    from asn_dev.rules.regions import Region

MOST = 40
"""So many programmes fit on a page; the workbook of the plan has all."""
MILLION = 1e6


def plan_calendar(plan: Plan, *, language: str | None = None) -> Calendar:
    """When the sessions of a plan are held, a row for each programme: at most 40, those that begin first."""
    language = language or plan.language
    held = plan.sessions.filter("held").sort("start", "code")
    placed = held.drop_nulls(["start", "end"])
    rows = placed["programme"].unique(maintain_order=True).to_list()[:MOST]
    shown = placed.filter(placed["programme"].is_in(rows))
    names = shown.select("programme", "programme_name", "start", "end").iter_rows()
    spans = [Span(name or code, start, end) for code, name, start, end in names]
    sessions, programmes, seats = (
        formatting.integer(count, language)
        for count in (held.height, held["programme"].n_unique(), plan.seats.height)
    )
    more = formatting.integer(placed["programme"].n_unique() - len(rows), language)
    sentence = text(
        id=f"Kalender rencana {plan.period}: {sessions} jadwal dari {programmes} program dibuka, "
        f"{seats} kursi." + (f" {more} program yang mulai kemudian tidak digambar." if more != "0" else ""),
        en=f"Calendar of the plan for {plan.period}: {sessions} sessions of {programmes} programmes are "
        f"held, {seats} seats."
        + (f" {more} programmes that begin later are not drawn." if more != "0" else ""),
    )
    nothing = text(
        id=f"Kalender rencana {plan.period}: tidak ada jadwal yang dibuka.",
        en=f"Calendar of the plan for {plan.period}: no session is held.",
    )
    return Calendar(spans, sentence=(sentence if spans else nothing).in_(language), language=language)


def budget_curve(plan: Plan, *, language: str | None = None) -> Curve:
    """The most benefit that any plan can have at other budgets, and where this plan stands."""
    language = language or plan.language
    points = [
        Point(money / MILLION, value)
        for money, value in plan.curve.select("budget", "value_at_most").iter_rows()
    ]
    reached = plan.curve.select("budget", "value_found").drop_nulls().iter_rows()
    if points and points[0].y == 0:
        points = [Point(0.0, 0.0), *points]
    cost, value = formatting.rupiah(plan.cost, language), formatting.number(plan.value, language)
    sentence = text(
        id=f"Nilai paling banyak yang mungkin menurut anggaran; putus-putus: nilai rencana yang ditemukan. "
        f"Rencana ini berbiaya {cost} dan bernilai {value} poin: {plan.quality_in('id')}.",
        en=f"The most value that is possible at each budget; dashed: the value of a plan that was found. "
        f"This plan costs {cost} and has a value of {value} points: {plan.quality_in('en')}.",
    )
    nothing = text(
        id="Manfaat menurut anggaran: belum ada yang diketahui.",
        en="Benefit over budget: nothing known yet.",
    )
    return Curve(
        points,
        text(id="Anggaran (juta rupiah)", en="Budget (million rupiah)").in_(language),
        text(id="Nilai paling banyak yang mungkin (poin)", en="Most value possible (points)").in_(language),
        here=Point(plan.cost / MILLION, plan.value),
        here_label=text(id="rencana ini", en="this plan").in_(language),
        lower=[Point(money / MILLION, value) for money, value in reached],
        sentence=(sentence if points else nothing).in_(language),
        language=language,
    )


def mentoring_network(pairing: Pairing, region: Region, *, language: str | None = None) -> Network:
    """How many pairs of mentor and mentee tie which unit to which: numbers below the minimum are withheld.

    The region says how small a group is withheld (``privacy.minimum_group``).
    """
    language = language or pairing.language
    minimum = int(region.parameters.number("privacy.minimum_group"))
    placed = pairs_by_unit(pairing, language)
    counts = placed.group_by("mentor_unit", "mentee_unit").len().sort("mentor_unit", "mentee_unit")
    ties = [
        Tie(mentor, mentee, count if count >= minimum else Withheld(minimum))
        for mentor, mentee, count in counts.iter_rows()
    ]
    return ties_drawn(ties, placed, minimum, language)


def pairs_by_unit(pairing: Pairing, language: str) -> pl.DataFrame:
    """The units of the mentor and the mentee of each pair."""
    nowhere = text(id="(tanpa perangkat daerah)", en="(no unit)").in_(language)
    return pairing.pairs.select("mentor_unit", "mentee_unit").fill_null(nowhere)


def ties_drawn(ties: Sequence[Tie], placed: pl.DataFrame, minimum: int, language: str) -> Network:
    """Ties of units as a network, with a sentence on all pairs as `pairs_by_unit` has them."""
    across = placed.filter(placed["mentor_unit"] != placed["mentee_unit"]).height
    share = formatting.percent(across / placed.height if placed.height else None, language)
    whole = formatting.integer(placed.height, language)
    hollow = text(
        id=f"; lingkaran kosong: kurang dari {minimum}", en=f"; a hollow circle: fewer than {minimum}"
    )
    if not any(isinstance(tie.count, Withheld) for tie in ties):
        hollow = text(id="", en="")
    sentence = text(
        id=f"{whole} pasangan mentoring; {share} melintasi perangkat daerah. Makin besar lingkaran, makin "
        f"banyak pasangan{hollow.id}.",
        en=f"{whole} mentoring pairs; {share} of them across units. The larger the circle, the more "
        f"pairs{hollow.en}.",
    )
    nothing = text(id="Pasangan mentoring: belum ada.", en="Mentoring pairs: none yet.")
    if 0 < placed.height < minimum:
        sentence = text(
            id=f"Kurang dari {minimum} pasangan mentoring.", en=f"Fewer than {minimum} mentoring pairs."
        )
    return Network(
        ties,
        source_axis=text(id="perangkat daerah mentor", en="unit of the mentor").in_(language),
        target_axis=text(id="perangkat daerah mentee", en="unit of the mentee").in_(language),
        unit=text(id="pasangan", en="pairs").in_(language),
        sentence=(sentence if ties else nothing).in_(language),
        language=language,
    )
