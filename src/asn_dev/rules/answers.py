"""Answers judged: which of them count, what they say of which dimension, and why the others do not.

An answer counts if it is known, its item belongs to the version of the instrument that held on its day,
its value lies on that version's scale, and, where participants of a programme are asked, the respondent
came. Nothing else enters a mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw

from asn_dev.model import Answer, Rater, Respondents, columns_of
from asn_dev.rules.definitions import Text, text
from asn_dev.rules.instruments import Instruments, Questionnaire, Version
from asn_dev.rules.values import is_one_of

Rows = nw.LazyFrame[Any]

FAULTS: Mapping[str, Text] = {
    "unknown_instrument": text(
        id="instrumen tidak dikenal, atau belum berlaku pada hari itu",
        en="an instrument that is not known, or was not in force on that day",
    ),
    "unknown_item": text(
        id="butir yang tidak ada pada instrumen", en="an item that the instrument does not have"
    ),
    "blank": text(id="tidak dijawab", en="not answered"),
    "off_scale": text(id="di luar skala", en="off the scale"),
    "did_not_attend": text(id="terdaftar tetapi tidak hadir", en="registered, but did not attend"),
    "not_registered": text(id="tidak terdaftar pada program itu", en="not registered for the programme"),
    "no_day": text(
        id="harinya tidak diketahui, sehingga tidak masuk masa mana pun",
        en="of no known day, so that it lies in no period",
    ),
    "repeated": text(
        id="kuesioner yang menjawab satu butir lebih dari sekali",
        en="a questionnaire that answers one item more than once",
    ),
}
"""Why an answer does not count, the first that applies."""

_COLUMNS = tuple(column.name for column in columns_of(Answer))
_MADE = ("dimension", "score", "fault")


def judged(answers: Rows, instruments: Instruments, enrolments: Rows | None = None) -> Rows:
    """Every answer with ``dimension``, ``score`` (turned round where the item is) and ``fault``.

    ``fault`` is a key of `FAULTS`, null where the answer counts; ``day`` becomes the day it counts for:
    the end of the programme for those who are known to have taken part, else the day of the answer.
    """
    parts = [part for _, part in judged_by_version(answers, instruments, enrolments)]
    nothing = nw.lit(None, dtype=nw.String)
    strangers = answers.filter(~_any_of([_held(version) for version in _all(instruments)])).select(
        *_COLUMNS,
        nothing.alias("dimension"),
        nw.lit(None, dtype=nw.Float64).alias("score"),
        nw.lit("unknown_instrument").alias("fault"),
    )
    return nw.concat([*parts, strangers], how="vertical")


def judged_by_version(
    answers: Rows, instruments: Instruments, enrolments: Rows | None = None
) -> Iterator[tuple[Questionnaire, Rows]]:
    """The judged answers of each version of each instrument; see `judged`.

    Without `enrolments` nobody is asked whether they came: `absence_judged` does that for whole
    questionnaires.
    """
    versions = list(_all(instruments))
    asking = {str(n): one for n, one in enumerate(versions) if _asks_participants(one)}
    participants = answers
    if asking and enrolments is not None:
        # Joined once for all of them; which version an answer belongs to hangs on the day it was given.
        number = _first([(_held(version), name) for name, version in asking.items()], nw.lit(""))
        numbered = answers.with_columns(_version=number)
        participants = absence_judged(numbered.filter(nw.col("_version") != ""), enrolments)
    for number_of_version, version in enumerate(versions):
        asked = version.questionnaire
        if str(number_of_version) in asking and enrolments is not None:
            rows = participants.filter(nw.col("_version") == str(number_of_version))
            fault = _first(_faulty(asked), nw.col("fault"))
        else:
            rows = answers.filter(_held(version))
            fault = _first(_faulty(asked), nw.lit(None, dtype=nw.String))
        answered = rows.with_columns(
            _dimension(asked).alias("dimension"), _score(asked), fault.alias("fault")
        )
        yield asked, answered.select(*_COLUMNS, *_MADE)


def absence_judged(rows: Rows, enrolments: Rows) -> Rows:
    """Rows of participants (answers, or whole questionnaires) with the `fault` of those who did not come.

    ``day`` becomes the end of the programme for those who are on its list. Whether somebody came is
    sometimes not known, and a programme may have no list: that is no fault.
    """
    registered = enrolments.select(
        about=nw.col("programme").cast(nw.String),
        respondent=nw.col("nip").cast(nw.String),
        _attended=nw.col("attended"),
        _ended=nw.col("end"),
        _enrolled=nw.lit(True),
    )
    listed = registered.select("about").unique().with_columns(_listed=nw.lit(True))
    joined = rows.join(registered, on=["about", "respondent"], how="left").join(
        listed, on="about", how="left"
    )
    oneself = (nw.col("rater") == Rater.PARTICIPANT.value).fill_null(True)
    unknown = nw.col("_listed").fill_null(False) & nw.col("_enrolled").is_null()
    tests = [
        ((oneself & ~nw.col("_attended")).fill_null(False), "did_not_attend"),
        (oneself & unknown, "not_registered"),
    ]
    judged = joined.with_columns(
        _first(tests, nw.lit(None, dtype=nw.String)).alias("fault"),
        day=nw.coalesce(nw.col("_ended"), nw.col("day")),
    )
    return judged.drop("_attended", "_ended", "_enrolled", "_listed")


def _first(tests: Sequence[tuple[nw.Expr, str]], otherwise: nw.Expr) -> nw.Expr:
    """The name of the first test that holds."""
    outcome = otherwise
    for holds, name in reversed(tests):
        outcome = nw.when(holds).then(nw.lit(name)).otherwise(outcome)
    return outcome


def _asks_participants(version: Version) -> bool:
    return version.questionnaire.instrument.asks == Respondents.PARTICIPANTS


def _all(instruments: Instruments) -> Iterator[Version]:
    for versions in instruments.versions.values():
        yield from versions


def _held(version: Version) -> nw.Expr:
    """Whether an answer was given to this version: by its day, or to the newest if that is not known."""
    here = nw.col("instrument") == version.questionnaire.code
    day = nw.col("day")
    if version.until is not None:
        return here & ((day >= nw.lit(version.since)) & (day < nw.lit(version.until))).fill_null(False)
    return here & (day >= nw.lit(version.since)).fill_null(True)


def _faulty(asked: Questionnaire) -> list[tuple[nw.Expr, str]]:
    """What can be wrong with an answer itself."""
    value, scale = nw.col("value"), asked.instrument
    return [
        (~nw.col("item").is_in([item.code for item in asked.items]), "unknown_item"),
        (value.is_null(), "blank"),
        ((value < scale.least) | (value > scale.greatest), "off_scale"),
    ]


def _dimension(asked: Questionnaire) -> nw.Expr:
    """The dimension of each item; where every dimension has the one item of its name, the item itself."""
    item = nw.col("item").cast(nw.String)
    if all(one.code == one.dimension for one in asked.items):
        return item
    dimensions = nw.lit(None, dtype=nw.String)
    for dimension in asked.dimensions:
        codes = [one.code for one in asked.items_of(dimension)]
        dimensions = nw.when(is_one_of(item, codes)).then(nw.lit(dimension)).otherwise(dimensions)
    return dimensions


def _score(asked: Questionnaire) -> nw.Expr:
    value = nw.col("value")
    if asked.reversed:
        turned = asked.instrument.least + asked.instrument.greatest - value
        value = nw.when(is_one_of(nw.col("item"), asked.reversed)).then(turned).otherwise(value)
    return value.alias("score")


def _any_of(tests: Sequence[nw.Expr]) -> nw.Expr:
    return reduce(or_, tests) if tests else nw.lit(False)
