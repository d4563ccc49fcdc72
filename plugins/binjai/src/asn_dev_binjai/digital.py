"""Digital training: who learned to work with systems of e-government, and which programmes teach it.

What a programme is about stands only in its name; the words are a parameter.
"""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    Parameters,
    Participation,
    Period,
    Programme,
    Unit,
    any_of,
    count_of,
    indicator,
    mentions,
    nw,
    summary,
    text,
)

of_people = partial(summary, of=Unit, source=CivilServant, key={"unit": "name"}, counts_known=True)


@indicator(of=Programme, kind="flag", label=text(id="Pelatihan digital", en="Digital training"))
def is_digital(name: nw.Expr, p: Parameters) -> nw.Expr:
    """Whether its name has one of the words that stand for e-government; null without a name."""
    return mentions(name, p.lookup("binjai.digital.words").codes(True))


@summary(
    of=CivilServant,
    source=Participation,
    key="nip",
    label=text(id="Mengikuti pelatihan digital", en="Had digital training"),
)
def digitally_trained(name: nw.Expr, end: nw.Expr, period: Period, p: Parameters) -> Aggregate:
    """Whether the person completed digital training in the period."""
    digital = mentions(name, p.lookup("binjai.digital.words").codes(True))
    return any_of(where=digital & period.contains(end))


@of_people(
    unit="orang",
    label=text(id="Pegawai berlatih digital", en="Staff with digital training"),
    counts_known=True,
)
def unit_digitally_trained(digitally_trained: nw.Expr) -> Aggregate:
    """How many of the unit's people."""
    return count_of(where=digitally_trained)


@indicator(of=Unit, bounds=(0, 1), label=text(id="Bagian berlatih digital", en="Share with digital training"))
def unit_digital_share(unit_digitally_trained: nw.Expr, unit_staff: nw.Expr) -> nw.Expr:
    """Of the unit's staff; null for units without staff."""
    return nw.when(unit_staff > 0).then(unit_digitally_trained / unit_staff)
