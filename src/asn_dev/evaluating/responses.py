"""Completed questionnaires: a row for each, a column for each item, from which everything else is taken.

Answers are turned into questionnaires once per instrument, and only then joined with the lists of
participants: a questionnaire has many answers, so that is several times faster than joining answers.
Tables in memory were checked when they came; in lazy ones a questionnaire may answer an item twice, and
nothing tells which answer is meant: then it does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import attrs
import narwhals as nw
import polars as pl

from asn_dev.model import Answer, DimensionScore, Enrolment, Respondents, Response
from asn_dev.register.schema import polars_schema
from asn_dev.rules.answers import absence_judged, judged_by_version
from asn_dev.rules.instruments import Questionnaire
from asn_dev.study_data import StudyData

KEYS = ("respondent", "about", "subject", "rater", "wave")
"""The key columns of a completed questionnaire of an instrument."""


@attrs.frozen(eq=False)
class ResponseTable:
    """The completed questionnaires of one version of an instrument.

    `rows` has the keys, unit, day (that it counts for), fault (why the whole questionnaire does not count,
    else null) and a column for each item, turned round where the item is, null where it does not count.
    """

    asked: Questionnaire
    rows: pl.DataFrame

    @property
    def items(self) -> list[str]:
        """The columns of items."""
        return [item.code for item in self.asked.items]

    def counted(self) -> pl.DataFrame:
        """The rows that count."""
        return self.rows.filter(pl.col("fault").is_null())

    def dimensions(self, share: float) -> Sequence[pl.Expr]:
        """The score of each dimension: the mean of its items, where so large a share was answered."""
        scores = []
        for dimension in self.asked.dimensions:
            items = [item.code for item in self.asked.items_of(dimension)]
            if len(items) == 1:
                scores.append(pl.col(items[0]).alias(dimension))
                continue
            answered = pl.sum_horizontal(pl.col(items).is_not_null())
            enough = (answered > 0) & (answered >= share * len(items))
            scores.append(pl.when(enough).then(pl.mean_horizontal(items)).alias(dimension))
        return scores


def completed_questionnaires(study: StudyData, *instruments: str) -> Iterator[ResponseTable]:
    """The completed questionnaires of instruments, version by version; computed once per study."""
    for code in instruments:
        yield from study.once(("questionnaires", code), partial(_all_versions, study, code), of_period=False)


def _all_versions(study: StudyData, code: str) -> list[ResponseTable]:
    return list(_by_version(study, code))


def _by_version(study: StudyData, code: str) -> Iterator[ResponseTable]:
    answers, enrolments = (study.calculation.rows(record) for record in (Answer, Enrolment))
    if answers is None:
        return
    for asked, judged in judged_by_version(answers, study.region.instruments.only(code)):
        rows: pl.LazyFrame = judged.to_native()
        items = [item.code for item in asked.items]
        # A column for each item before the grouping, not a filter within it: four times faster.
        spread = [pl.when(pl.col("item") == code).then(pl.col("score")).alias(code) for code in items]
        wide = (
            rows.filter(pl.col("fault").is_null())
            .select(*KEYS, "unit", "day", *spread)
            .group_by(KEYS)
            .agg(pl.col(items).max(), pl.col("unit").min(), pl.col("day").max(), _given=pl.len())
        )
        answered = pl.sum_horizontal(pl.col(items).is_not_null())
        twice = pl.when(pl.col("_given") > answered).then(pl.lit("repeated"))
        if asked.instrument.asks == Respondents.PARTICIPANTS and enrolments is not None:
            absent = absence_judged(nw.from_native(wide), enrolments).to_native()
            whole = absent.with_columns(fault=pl.coalesce("fault", twice))
        else:
            whole = wide.with_columns(fault=twice)
        yield ResponseTable(asked, whole.drop("_given").collect(engine="streaming"))


def scores_of(study: StudyData, *instruments: str, keys: Sequence[str] = (*KEYS, "unit")) -> pl.DataFrame:
    """The dimension scores of instruments, as the rule `dimension_scores` makes them, without `answered`.

    Of the keys of a questionnaire only those named are kept: what rules do not read is not carried along.
    """
    share = study.p.number("evaluation.items_answered")
    parts = []
    for responses in completed_questionnaires(study, *instruments):
        index = [*keys, "day"]
        wide = responses.counted().select(*index, *responses.dimensions(share))
        long = wide.unpivot(
            list(responses.asked.dimensions), index=index, variable_name="dimension", value_name="score"
        )
        parts.append(long.drop_nulls("score").with_columns(instrument=pl.lit(responses.asked.code)))
    return _as_record(DimensionScore, parts)


def responses_of(study: StudyData, *instruments: str, keys: Sequence[str]) -> pl.DataFrame:
    """The questionnaires of instruments that count, as the rule `responses` makes them; keys as above."""
    parts = [
        responses.counted().select(*keys, "day", instrument=pl.lit(responses.asked.code))
        for responses in completed_questionnaires(study, *instruments)
    ]
    return _as_record(Response, parts)


def _as_record(record: type, parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The parts with every column of the record, in its order; what they lack is unknown."""
    empty = pl.DataFrame(schema=polars_schema(record))
    lacking = {name: pl.lit(None, kind) for name, kind in empty.schema.items()}
    whole = [
        part.with_columns(**{name: null for name, null in lacking.items() if name not in part.columns})
        for part in parts
    ]
    return pl.concat([empty, *(part.select(empty.columns) for part in whole)])
