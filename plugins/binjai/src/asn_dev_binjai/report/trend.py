"""The long run: satisfaction and trust of citizens over the years."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Answer, Parts, ReportContext, Unit, section, text
from asn_dev.plugin.sentences import label, number, paragraph, sentence
from asn_dev.plugin.tables import column, lines, table

INDICES = {"skm_index": "skm_respondents", "trust_index": "trust_respondents"}
"""The indices, each with how many answered."""
YEARS = table(
    column("year", id="Tahun", en="Year"),
    column("skm_index", "decimal", 2, of=Unit, people="skm_respondents"),
    column("skm_respondents", "integer", of=Unit),
    column("trust_index", "decimal", 2, of=Unit, people="trust_respondents"),
    column("trust_respondents", "integer", of=Unit),
    id="Kepuasan dan kepercayaan per tahun",
    en="Satisfaction and trust by year",
)
DRAWN = sentence(
    id="Kepuasan (SKM) dan kepercayaan warga tiap tahun, dari semua unit yang disurvei.",
    en="Satisfaction (SKM) and trust of citizens each year, over all units surveyed.",
)
CHANGED = sentence(
    id="{index} {rose} {points} poin sejak {year}, menjadi {end}.",
    en="{index} {rose} by {points} points since {year}, to {end}.",
)
NO_TREND = sentence(
    id="{index}: baru satu tahun diketahui, belum ada tren.", en="{index}: one year is known, no trend."
)
NOT_KNOWN = sentence(id="{index}: belum diketahui.", en="{index}: not known yet.")


@section(
    key="binjai-jangka-panjang",
    title=text(
        id="Binjai: kepuasan dan kepercayaan dari tahun ke tahun",
        en="Binjai: satisfaction and trust over the years",
    ),
    order=63,
    needs=[Answer],
)
def trend(context: ReportContext) -> Parts:
    """The index of satisfaction and that of trust, each weighted by respondents, year by year."""
    last, count = context.period.year, int(context.p.number("binjai.trend.years"))
    years = pl.concat([_year(context, year) for year in range(last - count + 1, last + 1)])
    if not any(years[index].count() for index in INDICES):
        return [context.nothing(Answer)]
    drawn = years.with_columns(pl.col("year").cast(pl.Int64))
    axis = text(id="Indeks (0 sampai 100)", en="Index (0 to 100)")
    columns = [YEARS.column(index) for index in INDICES]
    return [
        paragraph(*(_change(context.shown(YEARS.of(years)), index) for index in INDICES)),
        lines(drawn, "year", *columns, axis=axis, sentence=DRAWN),
        YEARS.of(years),
    ]


def _year(context: ReportContext, year: int) -> pl.DataFrame:
    """Both indices of a year as means over units, weighted by those who answered."""
    study = context if year == context.period.year else context.in_year(year)
    weighted = [
        ((pl.col(index) * pl.col(by)).sum() / pl.col(by).filter(pl.col(index).is_not_null()).sum())
        .cast(pl.Float64)
        .fill_nan(None)
        for index, by in INDICES.items()
    ]
    respondents = [pl.col(by).sum().cast(pl.Int64) for by in INDICES.values()]
    units = study.scores(Unit, *INDICES, *INDICES.values())
    return units.select(pl.lit(str(year)).alias("year"), *weighted, *respondents)


def _change(years: pl.DataFrame, index: str) -> object:
    """What became of an index between the first and the last year that know it."""
    name, values = label(index, of=Unit), years.drop_nulls(index).select("year", index).rows()
    if len(values) < 2:
        return (NO_TREND if values else NOT_KNOWN).of(index=name)
    (first, low), (_, end) = values[0], values[-1]
    rose = text(id="naik", en="rose") if end >= low else text(id="turun", en="fell")
    points = number(abs(end - low), decimals=2)
    return CHANGED.of(index=name, rose=rose, points=points, year=first, end=number(end, decimals=2))
