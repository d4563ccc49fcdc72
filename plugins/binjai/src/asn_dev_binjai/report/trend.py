"""The long run: satisfaction and trust of citizens over the years."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Answer, Parts, ReportContext, Unit, section, text
from asn_dev.plugin.sentences import label, number, paragraph, sentence
from asn_dev.plugin.tables import Column, column, lines, table
from asn_dev_binjai.trust import TRUST

INDICES = {"skm_index": "skm_respondents", "trust_index": "trust_respondents"}
"""The indices, each with how many answered."""
SURVEYS = {"skm_index": "skm", "trust_index": TRUST}
"""The questionnaire of each index."""
NAMES = {"skm_index": text(id="SKM", en="SKM"), "trust_index": text(id="Kepercayaan", en="Trust")}


def _columns(index: str, respondents: str) -> list[Column]:
    """An index with the ends of its interval and how many answered."""
    name = NAMES[index]
    return [
        column(index, "decimal", 2, of=Unit, people=respondents),
        column(f"{index}_low", "decimal", 2, people=respondents,
               id=f"{name.id}, batas bawah", en=f"{name.en}, lower end"),
        column(f"{index}_high", "decimal", 2, people=respondents,
               id=f"{name.id}, batas atas", en=f"{name.en}, upper end"),
        column(respondents, "integer", of=Unit),
    ]  # fmt: skip


YEARS = table(
    column("year", id="Tahun", en="Year"),
    *(each for index, respondents in INDICES.items() for each in _columns(index, respondents)),
    id="Kepuasan dan kepercayaan per tahun, dengan selang keyakinan",
    en="Satisfaction and trust by year, with their intervals of confidence",
)
DRAWN = sentence(
    id="Kepuasan (SKM) dan kepercayaan warga tiap tahun, dari semua unit yang disurvei.",
    en="Satisfaction (SKM) and trust of citizens each year, over all units surveyed.",
)
CHANGED = sentence(
    id="{index} {rose} {points} poin sejak {year}, menjadi {end}{sure}.",
    en="{index} {rose} by {points} points since {year}, to {end}{sure}.",
)
BEYOND = text(id="; kedua selangnya terpisah", en="; their intervals lie apart")
WITHIN = text(
    id="; kedua selangnya bertindih, jadi bisa jadi kebetulan",
    en="; their intervals overlap, so that may be chance",
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
    row = units.select(pl.lit(str(year)).alias("year"), *weighted, *respondents)
    return row.with_columns(
        end.alias(f"{index}_{name}")
        for index in INDICES
        for name, end in zip(("low", "high"), _ends(study, index), strict=True)
    )


def _ends(study: ReportContext, index: str) -> tuple[pl.Expr, pl.Expr]:
    """The ends of the interval of an index, on the scale of the index; unknown where too few answered."""
    code = SURVEYS[index]
    margin = study.margin_of_mean(code)
    if margin is None:
        return pl.lit(None, pl.Float64), pl.lit(None, pl.Float64)
    scale = study.region.instruments[code].instrument
    # SKM stands for 25 to 100 on answers of 1 to 4, trust for 0 to 100 on those of 1 to 5.
    least = study.p.number("skm.conversion") * scale.least if index == "skm_index" else 0.0
    half = margin * (100.0 - least) / (scale.greatest - scale.least)
    return (pl.col(index) - half).clip(lower_bound=least), (pl.col(index) + half).clip(upper_bound=100.0)


def _change(years: pl.DataFrame, index: str) -> object:
    """What became of an index between the first and the last year that know it."""
    name = label(index, of=Unit)
    values = years.drop_nulls(index).select("year", index, f"{index}_low", f"{index}_high").rows()
    if len(values) < 2:
        return (NO_TREND if values else NOT_KNOWN).of(index=name)
    (first, start, *earlier), (_, end, *other) = values[0], values[-1]
    rose = text(id="naik", en="rose") if end >= start else text(id="turun", en="fell")
    sure: object = ""
    if None not in (*earlier, *other):
        sure = BEYOND if earlier[1] < other[0] or other[1] < earlier[0] else WITHIN
    points, end = number(abs(end - start), decimals=2), number(end, decimals=2)
    return CHANGED.of(index=name, rose=rose, points=points, year=first, end=end, sure=sure)
