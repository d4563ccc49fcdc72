"""From answers to scores: filled questionnaires, what they say of each dimension, and tests in pairs.

Which answers count is said once, in `asn_dev.rules.answers`. A dimension of several items has a score only
where enough of them were answered (parameter ``evaluation.items_answered``).
"""

from __future__ import annotations

from typing import Any

from asn_dev.plugin import (
    BEHAVIOUR,
    REACTION,
    TESTS,
    DimensionScore,
    Instruments,
    LearningResult,
    Parameters,
    Period,
    ProgrammeDimension,
    Response,
    indicator,
    judged_by_version,
    nw,
    text,
    view,
)

Rows = nw.LazyFrame[Any]

RESPONDENT = ("instrument", "respondent", "about", "subject", "rater", "wave")
"""What tells one filled questionnaire from another."""


@view(of=Response, label=text(id="Kuesioner terisi", en="Filled questionnaires"), counts_known=True)
def responses(answers: Rows, instruments: Instruments, enrolments: Rows | None = None) -> Rows:
    """One row for each questionnaire of which at least one answer counts."""
    counted = [
        part.filter(nw.col("fault").is_null()).select(*RESPONDENT, "unit", "day", "score")
        for _, part in judged_by_version(answers, instruments, enrolments)
    ]
    return (
        nw.concat(counted, how="vertical")
        .group_by(*RESPONDENT)
        .agg(nw.col("unit").min(), nw.col("day").max(), nw.col("score").count().alias("answered"))
    )


@view(of=DimensionScore, label=text(id="Skor dimensi", en="Scores of dimensions"), counts_known=True)
def dimension_scores(
    answers: Rows, instruments: Instruments, p: Parameters, enrolments: Rows | None = None
) -> Rows:
    """The mean of a respondent's answers to the items of a dimension; of a single item the answer itself."""
    share, parts = p.number("evaluation.items_answered"), []
    columns = ("instrument", "dimension", *RESPONDENT[1:], "unit", "day", "answered", "score")
    for asked, judged in judged_by_version(answers, instruments, enrolments):
        counted = judged.filter(nw.col("fault").is_null())
        sizes = {dimension: len(asked.items_of(dimension)) for dimension in asked.dimensions}
        single = [dimension for dimension, size in sizes.items() if size == 1]
        if single:
            rows = counted.filter(nw.col("dimension").is_in(single)) if len(single) < len(sizes) else counted
            parts.append(rows.with_columns(nw.lit(1).alias("answered")).select(*columns))
        for size in sorted({size for size in sizes.values() if size > 1}):
            measured = [dimension for dimension, items in sizes.items() if items == size]
            grouped = (
                counted.filter(nw.col("dimension").is_in(measured))
                .group_by("dimension", *RESPONDENT)
                .agg(
                    nw.col("unit").min(),
                    nw.col("day").max(),
                    nw.col("score").count().alias("answered"),
                    nw.col("score").mean(),
                )
            )
            parts.append(grouped.filter(nw.col("answered") >= share * size).select(*columns))
    answered = nw.col("answered").cast(nw.Int64)
    return nw.concat([part.with_columns(answered) for part in parts], how="vertical")


@view(
    of=ProgrammeDimension, label=text(id="Dimensi program", en="Dimensions of programmes"), counts_known=True
)
def programme_dimensions(dimension_scores: Rows, period: Period) -> Rows:
    """The mean of each dimension of each programme, over the scores of the period."""
    rated = dimension_scores.filter(
        nw.col("instrument").is_in([REACTION, BEHAVIOUR]),
        ~nw.col("about").is_null(),
        period.contains(nw.col("day")),
    )
    return (
        rated.with_columns(programme=nw.col("about"))
        .group_by("programme", "instrument", "dimension")
        .agg(nw.col("score").count().alias("respondents"), nw.col("score").mean().alias("mean"))
    )


@view(of=LearningResult, label=text(id="Hasil belajar", en="Results of learning"), counts_known=True)
def learning_results(dimension_scores: Rows) -> Rows:
    """One row for each participant who took the test before and the test after."""
    marks = dimension_scores.filter(nw.col("instrument") == TESTS, ~nw.col("about").is_null())

    def of(test: str, name: str) -> Rows:
        taken = marks.filter(nw.col("dimension") == test).with_columns(programme=nw.col("about"))
        return taken.select("programme", "respondent", "unit", "day", nw.col("score").alias(name))

    after = of("post_test", "after").select("programme", "respondent", "after")
    return of("pre_test", "before").join(after, on=["programme", "respondent"], how="inner")


@indicator(
    of=LearningResult,
    unit="poin",
    bounds=(-100, 100),
    label=text(id="Kenaikan nilai", en="Gain"),
)
def gain(before: nw.Expr, after: nw.Expr) -> nw.Expr:
    """The mark after less the mark before."""
    return after - before


@indicator(
    of=LearningResult,
    bounds=(None, 1),
    label=text(id="N-gain", en="Normalised gain"),
)
def normalised_gain(before: nw.Expr, gain: nw.Expr, instruments: Instruments) -> nw.Expr:
    """The gain over what could be gained (Hake 1998); null for full marks before."""
    possible = instruments[TESTS].instrument.greatest - before
    return nw.when(possible > 0).then(gain / possible)
