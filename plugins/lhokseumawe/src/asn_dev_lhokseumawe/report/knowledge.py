"""Current knowledge of sector staff: who was trained lately in what is critical there."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import CivilServant, Participation, Parts, ReportContext, section, text
from asn_dev.plugin.sentences import listing, paragraph, remark, sentence, share, whole
from asn_dev.plugin.tables import column, lines, mean, people, table

YEARS = 4
"""So many years are drawn, the last being that of the report."""
NEVER = pl.when(pl.col("sector_trainings").is_not_null()).then(pl.col("sector_trainings") == 0)
CURRENT = mean("sector_current", "percent", id="Mutakhir", en="Current")
UNITS = table(
    column("unit", of=CivilServant),
    column("sector", of=CivilServant),
    people(id="Pegawai", en="People"),
    CURRENT,
    mean("never", "percent", id="Belum pernah", en="Never", over=NEVER),
    id="Pelatihan penting sektor per perangkat daerah, yang paling tertinggal lebih dulu",
    en="Critical training of the sector by unit, the furthest behind first",
    by=("unit", "sector"),
    order=("sector_current", "unit"),
)
SECTORS = table(
    column("sector", of=CivilServant), people(id="Pegawai", en="People"), CURRENT,
    id="Pengetahuan mutakhir per sektor", en="Current knowledge by sector", by="sector",
)  # fmt: skip
NOBODY = sentence(
    id="Belum ada pegawai di unit sektor ({sectors}) menurut kata dalam nama unit.",
    en="Nobody is in a unit of a sector ({sectors}) by the words in its name yet.",
)
TOO_FEW = sentence(
    id="Sektor {sector}: pegawainya terlalu sedikit untuk ditampilkan.",
    en="Sector {sector}: too few people to be shown.",
)
SECTOR = sentence(
    id="Sektor {sector}: {current} dari {people} pegawai ({share}) mengikuti pelatihan penting sektornya "
    "dalam {months} bulan terakhir; {others} perlu diundang.",
    en="Sector {sector}: {current} of {people} people ({share}) took a critical training of the sector "
    "within the last {months} months; {others} are to be invited.",
)
OVER_YEARS = sentence(
    id="Bagian pegawai sekarang yang pengetahuannya mutakhir pada akhir tahun: {moved}.",
    en="The share of today's staff that was current at the end of the year: {moved}.",
)
MOVED = sentence(
    id="{sector} {low} ({first}), {high} ({last})", en="{sector} {low} ({first}), {high} ({last})"
)


@section(
    key="lhokseumawe-pengetahuan",
    title=text(
        id="Lhokseumawe: pengetahuan mutakhir pegawai sektor", en="Lhokseumawe: current knowledge of sectors"
    ),
    order=61,
    needs=[Participation],
)
def knowledge(context: ReportContext) -> Parts:
    """How many of a sector's staff have a critical training that is still current, by unit and over years."""
    staff = context.scores(CivilServant).drop_nulls("sector_current")
    if staff.is_empty():
        sectors = dict.fromkeys(context.p.lookup("lhokseumawe.currency.sectors").values())
        return [remark(NOBODY.of(sectors=listing(list(sectors))))]
    rows = context.shown(SECTORS.of(staff)).select("sector", "people", "sector_current").rows()
    sentences = [_sector(context, *row) for row in rows]
    return [paragraph(*sentences), _years(context, [sector for sector, *_ in rows]), UNITS.of(staff)]


def _sector(context: ReportContext, sector: str, people: int, current: float | None) -> object:
    if current is None:
        return TOO_FEW.of(sector=sector)
    months = whole(context.p.lookup("lhokseumawe.currency.months")[sector])
    return SECTOR.of(
        sector=sector, current=round(current * people), people=people, share=share(current, people=people),
        months=months, others=share(1 - current, people=people),
    )  # fmt: skip


def _years(context: ReportContext, sectors: list[str]) -> object:
    """The share that was current at the end of each year, of those who are on the staff today."""
    years = range(context.period.year - YEARS + 1, context.period.year + 1)
    rows = []
    for year in years:
        staff = context.in_year(year).scores(CivilServant, "sector", "sector_current")
        shown = context.shown(SECTORS.of(staff.drop_nulls("sector_current")))
        rows.append({"year": year, **dict(shown.select("sector", "sector_current").iter_rows())})
    by_year = pl.DataFrame(rows, schema={"year": pl.Int64, **dict.fromkeys(sectors, pl.Float64)})
    first, last = rows[0], rows[-1]
    moved = [
        MOVED.of(sector=sector, low=share(first.get(sector)), first=str(years[0]),
                 high=share(last.get(sector)), last=str(years[-1]))
        for sector in sectors
    ]  # fmt: skip
    axis = text(id="Pegawai yang mutakhir (persen)", en="People who are current (per cent)")
    columns = [column(sector, "percent") for sector in sectors]
    over_years = OVER_YEARS.of(moved=listing(moved, between="; "))
    return lines(by_year, "year", *columns, axis=axis, sentence=over_years)
