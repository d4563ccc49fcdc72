"""Currency: whether the staff of a sector were trained lately in what is critical there.

A sector is known by words in the names of units, a critical training by words in its name.
"""

from __future__ import annotations

from asn_dev.plugin import (
    Aggregate,
    CivilServant,
    Parameters,
    Participation,
    Period,
    Unit,
    count_of,
    indicator,
    max_of,
    mean_of,
    mentions,
    nw,
    summary,
    text,
)


def _sector_of(name: nw.Expr, parameter: str, p: Parameters) -> nw.Expr:
    """The first sector of a parameter whose words a name has; null for none."""
    words = p.lookup(parameter)
    matched = nw.lit(None, dtype=nw.String)
    for sector in reversed(dict.fromkeys(words.values())):
        matched = nw.when(mentions(name, words.codes(sector))).then(nw.lit(sector)).otherwise(matched)
    return matched


@indicator(of=CivilServant, kind="text", label=text(id="Sektor", en="Sector"))
def sector(unit: nw.Expr, p: Parameters) -> nw.Expr:
    """The sector of the person's unit; null where it belongs to none."""
    return _sector_of(unit.cast(nw.String), "lhokseumawe.currency.sectors", p)


@indicator(of=Unit, kind="text", label=text(id="Sektor", en="Sector"))
def unit_sector(name: nw.Expr, p: Parameters) -> nw.Expr:
    """The sector of the unit; null where it belongs to none."""
    return _sector_of(name.cast(nw.String), "lhokseumawe.currency.sectors", p)


@indicator(of=Participation, kind="text", label=text(id="Sektor pelatihan", en="Sector of the training"))
def training_sector(name: nw.Expr, p: Parameters) -> nw.Expr:
    """The sector in which the activity is a critical training; null where in none."""
    return _sector_of(name, "lhokseumawe.currency.training", p)


@summary(
    of=CivilServant,
    source=Participation,
    key={"nip": "nip", "training_sector": "sector"},
    unit="kegiatan",
    label=text(id="Pelatihan penting sektornya", en="Critical trainings of the own sector"),
    counts_known=True,
)
def sector_trainings(end: nw.Expr, period: Period) -> Aggregate:
    """How many critical trainings of the own sector ended by the last day; null without any histories."""
    return count_of(where=end <= nw.lit(period.end))


@summary(
    of=CivilServant,
    source=Participation,
    key={"nip": "nip", "training_sector": "sector"},
    label=text(id="Pelatihan penting sektor terakhir", en="Newest critical training of the sector"),
    counts_known=True,
)
def sector_training_on(end: nw.Expr, period: Period) -> Aggregate:
    """The last day of the newest of them; activities without a last day are not current."""
    return max_of(end, where=end <= nw.lit(period.end))


@indicator(
    of=CivilServant,
    kind="flag",
    label=text(id="Pengetahuan sektor mutakhir", en="Current in the sector"),
    tolerates_null=("sector_training_on",),
    counts_known=True,
)
def sector_current(
    sector: nw.Expr, sector_training_on: nw.Expr, sector_trainings: nw.Expr, period: Period, p: Parameters
) -> nw.Expr:
    """Whether the newest critical training is not older than the months of the sector.

    False where there never was one, null for people outside the sectors and where no histories are known.
    """
    current = nw.lit(None, dtype=nw.Boolean)
    for name, months in p.lookup("lhokseumawe.currency.months").items():
        recent = period.last_months(int(months)).contains(sector_training_on).fill_null(False)
        current = nw.when(sector == name).then(recent).otherwise(current)
    return nw.when(~sector_trainings.is_null()).then(current)


@summary(
    of=Unit,
    source=CivilServant,
    key={"unit": "name"},
    label=text(id="Bagian pegawai sektor yang mutakhir", en="Share current in the sector"),
)
def unit_sector_current_share(sector_current: nw.Expr) -> Aggregate:
    """The share of the unit's people who are current in their sector, 0 to 1; null outside the sectors."""
    return mean_of(sector_current.cast(nw.Float64))
