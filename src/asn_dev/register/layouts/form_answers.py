"""Conversion of a form's cells to answers: days, items, and warnings about missing parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Respondents
from asn_dev.register.cells import Notice, notice
from asn_dev.register.cells.notices import translate
from asn_dev.register.cells.periods import last_day
from asn_dev.register.cells.stamps import read_stamps
from asn_dev.register.files.sheet import BLANKS
from asn_dev.register.layouts.answer_words import Words, word_of
from asn_dev.register.layouts.layout import Derive, Derived

WHEN, PERIOD, YEAR, MONTH = "_when", "_period", "_year", "_month"
"""The fields from which the day of an answer comes."""


def form_answers(
    code: str,
    asks: Respondents,
    *,
    respondent: str,
    items: Mapping[str, Words],
    remarks: Sequence[Notice],
    dated: bool,
) -> Derive:
    """A function that turns the cells of a form into answers of an instrument.

    `respondent` is the field that tells who answered, `items` the words of each item's field,
    `remarks` what was seen when the headings were matched, `dated` whether there is a column of days.
    """

    def derive(fields: pl.DataFrame) -> Derived:
        day, notices = days_of(fields, WHEN if dated else "day")
        refused = [field for field, words in items.items() if words.refused]
        nothing = [pl.lit(None, fields.schema[field]).alias(field) for field in refused]
        answers = fields.with_columns(*nothing, day.alias("day"), instrument=pl.lit(code))
        lacking = unplaced(answers, asks, respondent, WHEN if dated else "day")
        return answers, [*notices, *remarks, *lacking]

    return derive


def days_of(fields: pl.DataFrame, field: str) -> tuple[pl.Series, list[Notice]]:
    """The day of each answer; of those that have none, the last day of the period that the sheet is about."""
    read = read_stamps(fields[WHEN])
    notices = [Notice(one.rule, one.severity, one.message, one.rows, field) for one in read.notices]
    days, more = with_period(fields, read.values, field)
    return days, [*notices, *more]


def with_period(fields: pl.DataFrame, days: pl.Series, field: str) -> tuple[pl.Series, list[Notice]]:
    """The days, and for those not known the last day of the period that the sheet names, with a warning."""
    if not days.null_count():
        return days, []
    texts = fields.select(_period().alias(PERIOD)).to_series()
    stands = pl.select(pl.when(days.is_null()).then(translate(texts, last_day, pl.Date))).to_series()
    message = Message(
        "the answers have no days of their own; the last day of the period, {day}, stands for them",
        day=_shown(stands.drop_nulls().unique().to_list()),
    )
    notices = list(notice("day_from_period", "warning", stands.is_not_null(), message, field))
    return days.fill_null(stands), notices


def _period() -> pl.Expr:
    """The period as it stands above the table, else the month and year there."""
    month, year = (pl.col(name).fill_null("") for name in (MONTH, YEAR))
    month = pl.when(month.str.contains(r"\d{4}")).then(month).otherwise(month + " " + year)
    return pl.coalesce(PERIOD, month)


def _shown(days: Iterable[date]) -> str:
    return ", ".join(sorted(day.isoformat() for day in days))


def unplaced(fields: pl.DataFrame, asks: Respondents, respondent: str, day: str = "day") -> Iterator[Notice]:
    """Warnings of answers of no unit and of no day, which count in few figures or none."""
    somebody = pl.Series([True]).new_from_index(0, fields.height)
    if asks is Respondents.PARTICIPANTS:
        message = Message(
            "no code of a programme: the answers count for no programme; add a column 'kode_pelatihan'"
        )
        yield from notice("about_missing", "warning", fields["about"].is_null(), message, "about")
        if respondent.startswith("_"):
            message = Message("no NIP: nobody knows whether those who answered took part; add a column 'nip'")
            yield from notice("respondent_unknown", "warning", somebody, message, "respondent")
        return
    if asks in (Respondents.STAFF, Respondents.CITIZENS):
        yield from _without_unit(fields, asks)
    message = Message(
        "no day: the answers count in no period; add a column 'tanggal', or name the period above the table"
    )
    yield from notice("day_missing", "warning", fields["day"].is_null(), message, day)


def _without_unit(fields: pl.DataFrame, asks: Respondents) -> Iterator[Notice]:
    message = Message(
        "no unit: the answers count in the index of no unit; add a column 'unit layanan', or name the unit "
        "above the table or in the map of the folder"
    )
    if asks is Respondents.STAFF:
        message = Message(
            "no unit: the answers count for all staff, but for no unit; add a column 'perangkat_daerah'"
        )
    yield from notice("unit_missing", "warning", fields["unit"].is_null(), message, "unit")


def troubles_of(field: str, cells: pl.Series, words: Words) -> Iterator[Notice]:
    """Notices of faults in the answers to an item: in cells with certain texts, or in all."""
    tidy = cells.str.strip_chars(BLANKS)
    for trouble in words.troubles:
        hit = tidy != ""
        if trouble.texts:
            named = frozenset(trouble.texts)
            distinct = tidy.unique().drop_nulls()
            hit = tidy.is_in([text for text in distinct if text in named or word_of(text) in named])
        yield from notice(trouble.rule, trouble.severity, hit, trouble.message, field)
