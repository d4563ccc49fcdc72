"""The long run: satisfaction and trust of citizens over the years."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import (
    Answer,
    Block,
    ChartBlock,
    Lines,
    Paragraph,
    ReportContext,
    Series,
    TableColumn,
    Unit,
    section,
    text,
)

READ = ("skm_index", "skm_respondents", "trust_index", "trust_respondents")


@section(
    key="binjai-jangka-panjang",
    title=text(
        id="Binjai: kepuasan dan kepercayaan dari tahun ke tahun",
        en="Binjai: satisfaction and trust over the years",
    ),
    order=63,
)
def trend(context: ReportContext) -> list[Block]:
    """The index of satisfaction and that of trust, each weighted by respondents, year by year."""
    if not context.register.has(Answer):
        return [context.nothing(Answer)]
    years = _years(context)
    known_values = years.drop_nulls("satisfaction").height + years.drop_nulls("trust").height
    if not known_values:
        return [context.nothing(Answer)]
    names = {
        "satisfaction": context.label("skm_index", of=Unit),
        "trust": context.label("trust_index", of=Unit),
    }
    chart = Lines(
        years["year"].to_list(),
        [Series(label, context.values(years, name)) for name, label in names.items()],
        axis=context.say(id="Indeks (0 sampai 100)", en="Index (0 to 100)"),
    )
    sentence = context.say(
        id="Kepuasan (SKM) dan kepercayaan warga tiap tahun, dari semua unit yang disurvei.",
        en="Satisfaction (SKM) and trust of citizens each year, over all units surveyed.",
    )
    columns = (
        TableColumn("period", context.say(id="Tahun", en="Year")),
        TableColumn("satisfaction", names["satisfaction"], "decimal", 2),
        TableColumn("skm_respondents", context.label("skm_respondents", of=Unit), "integer"),
        TableColumn("trust", names["trust"], "decimal", 2),
        TableColumn("trust_respondents", context.label("trust_respondents", of=Unit), "integer"),
    )
    caption = context.say(id="Kepuasan dan kepercayaan per tahun", en="Satisfaction and trust by year")
    return [
        Paragraph(" ".join(_changes(context, years, names))),
        ChartBlock(chart, sentence),
        context.table(years, columns, caption=caption),
    ]


def _years(context: ReportContext) -> pl.DataFrame:
    """One row a year: both indices as means over units, weighted by those who answered."""
    count = int(context.region.parameters.number("binjai.trend.years"))
    last = context.period.year
    rows = []
    for year in range(last - count + 1, last + 1):
        units = (context if year == last else context.in_year(year)).scores(Unit, *READ)
        weighted = {
            name: (pl.col(index) * pl.col(by)).sum() / pl.col(by).filter(pl.col(index).is_not_null()).sum()
            for name, index, by in (
                ("satisfaction", "skm_index", "skm_respondents"),
                ("trust", "trust_index", "trust_respondents"),
            )
        }
        asked = [pl.col(name).sum() for name in ("skm_respondents", "trust_respondents")]
        rows.append(
            units.select(**weighted).with_columns(units.select(asked)).with_columns(year=pl.lit(year))
        )
    years = pl.concat(rows, how="vertical_relaxed").with_columns(
        pl.col("satisfaction", "trust").fill_nan(None), period=pl.col("year").cast(pl.String)
    )
    few = {
        name: pl.col(by).is_between(1, context.minimum_group - 1)
        for name, by in (("satisfaction", "skm_respondents"), ("trust", "trust_respondents"))
    }
    hidden = [pl.when(small).then(pl.lit(name)) for name, small in few.items()]
    return years.with_columns(withheld=pl.concat_list(hidden).list.drop_nulls())


def _changes(context: ReportContext, years: pl.DataFrame, names: dict[str, str]) -> list[str]:
    """What became of each index between the first and the last year that know it."""
    sentences = []
    for name, label in names.items():
        shown = years.drop_nulls(name).filter(~years.drop_nulls(name)["withheld"].list.contains(name))
        if shown.height < 2:
            single = context.say(
                id="baru satu tahun diketahui, belum ada tren", en="one year is known, no trend"
            )
            none = context.say(id="belum diketahui", en="not known yet")
            sentences.append(f"{label}: {single if shown.height else none}.")
            continue
        first, last = shown.row(0, named=True), shown.row(-1, named=True)
        change = last[name] - first[name]
        rose = context.say(id="naik", en="rose") if change >= 0 else context.say(id="turun", en="fell")
        points, end = (context.number(value, decimals=2) for value in (abs(change), last[name]))
        sentences.append(context.say(
            id=f"{label} {rose} {points} poin sejak {first['period']}, menjadi {end}.",
            en=f"{label} {rose} by {points} points since {first['period']}, to {end}.",
        ))  # fmt: skip
    return sentences
