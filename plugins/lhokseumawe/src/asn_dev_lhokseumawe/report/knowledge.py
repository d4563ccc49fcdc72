"""Current knowledge of sector staff: who was trained lately in what is critical there."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Block,
    ChartBlock,
    CivilServant,
    Lines,
    Note,
    Paragraph,
    Participation,
    ReportContext,
    Series,
    TableBlock,
    TableColumn,
    section,
    text,
)

YEARS = 4
"""So many years are drawn, the last being that of the report."""


@section(
    key="lhokseumawe-pengetahuan",
    title=text(
        id="Lhokseumawe: pengetahuan mutakhir pegawai sektor", en="Lhokseumawe: current knowledge of sectors"
    ),
    order=61,
)
def knowledge(context: ReportContext) -> list[Block]:
    """How many of a sector's staff have a critical training that is still current, by unit and over years."""
    if not context.register.has(Participation):
        return [context.nothing(Participation)]
    staff = context.scores(CivilServant).filter(pl.col("sector_current").is_not_null())
    if staff.is_empty():
        return [Note(_nobody(context))]
    sectors = context.grouped(staff, "sector", means={"current": pl.col("sector_current")})
    sentences = " ".join(_sentence(context, row) for row in _rows(context, sectors))
    return [Paragraph(sentences), _years(context, sectors["sector"].to_list()), _units(context, staff)]


def _nobody(context: ReportContext) -> str:
    named = ", ".join(
        dict.fromkeys(map(str, context.region.parameters.lookup("lhokseumawe.currency.sectors").values()))
    )
    return context.say(
        id=f"Belum ada pegawai di unit sektor ({named}) menurut kata dalam nama unit.",
        en=f"Nobody is in a unit of a sector ({named}) by the words in its name yet.",
    )


def _rows(context: ReportContext, sectors: pl.DataFrame) -> list[tuple[str, int, float | None]]:
    return list(sectors.select("sector", "people", "current").iter_rows())


def _sentence(context: ReportContext, row: tuple[str, int, float | None]) -> str:
    name, people, share = row
    months = context.integer(context.region.parameters.lookup("lhokseumawe.currency.months")[name])
    if share is None:
        return context.say(
            id=f"Sektor {name}: pegawainya terlalu sedikit untuk ditampilkan.",
            en=f"Sector {name}: too few people to be shown.",
        )
    current, all_of = context.integer(round(share * people)), context.integer(people)
    never = context.percent(1 - share)
    return context.say(
        id=f"Sektor {name}: {current} dari {all_of} pegawai ({context.percent(share)}) mengikuti pelatihan "
        f"penting sektornya dalam {months} bulan terakhir; {never} perlu diundang.",
        en=f"Sector {name}: {current} of {all_of} people ({context.percent(share)}) took a critical training "
        f"of the sector within the last {months} months; {never} are to be invited.",
    )


def _years(context: ReportContext, sectors: list[str]) -> ChartBlock:
    """The share that was current at the end of each year, of those who are on the staff today."""
    years = range(context.period.year - YEARS + 1, context.period.year + 1)
    shares: dict[tuple[str, int], float | None] = {}
    for year in years:
        people = context.in_year(year).scores(CivilServant, "sector", "sector_current")
        judged = people.filter(pl.col("sector_current").is_not_null())
        by_sector = context.grouped(judged, "sector", means={"current": pl.col("sector_current")})
        shares |= {(name, year): share for name, share in by_sector.select("sector", "current").iter_rows()}
    percents = {key: None if share is None else share * 100 for key, share in shares.items()}
    chart = Lines(
        list(years),
        [Series(name, [percents.get((name, year)) for year in years]) for name in sectors],
        context.say(id="Pegawai yang mutakhir (persen)", en="People who are current (per cent)"),
    )
    first, last = years[0], years[-1]
    moved = "; ".join(
        f"{name} {context.percent(shares.get((name, first)))} ({first}), "
        f"{context.percent(shares.get((name, last)))} ({last})"
        for name in sectors
    )
    sentence = context.say(
        id=f"Bagian pegawai sekarang yang pengetahuannya mutakhir pada akhir tahun: {moved}.",
        en=f"The share of today's staff that was current at the end of the year: {moved}.",
    )
    return ChartBlock(chart, sentence)


def _units(context: ReportContext, staff: pl.DataFrame) -> TableBlock:
    without = pl.when(pl.col("sector_trainings").is_not_null()).then(pl.col("sector_trainings") == 0)
    units = context.by_unit(
        staff, "sector", means={"current": pl.col("sector_current"), "never": without}
    ).sort("current", "unit", nulls_last=True)
    columns = (
        TableColumn("unit", context.label("unit", of=CivilServant)),
        TableColumn("sector", context.label("sector", of=CivilServant)),
        TableColumn("people", context.say(id="Pegawai", en="People"), "integer"),
        TableColumn("current", context.say(id="Mutakhir", en="Current"), "percent"),
        TableColumn("never", context.say(id="Belum pernah", en="Never"), "percent"),
    )
    caption = context.say(
        id="Pelatihan penting sektor per perangkat daerah, yang paling tertinggal lebih dulu",
        en="Critical training of the sector by unit, the furthest behind first",
    )
    return context.table(units, columns, caption=caption)
