"""Answers in sheets that have a row for each: words and scale of their questionnaire, unit and day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Answer, Respondents
from asn_dev.register.cells import Notice, notice
from asn_dev.register.layouts.answer_words import words_of
from asn_dev.register.layouts.form_answers import unplaced

if TYPE_CHECKING:
    from asn_dev.register.layouts import Asked
    from asn_dev.register.parsed import ParsedSheet


def on_their_scales(sheet: ParsedSheet, questionnaires: Sequence[Asked]) -> ParsedSheet:
    """The sheet without values off the scale of the questionnaire in force, and a finding of each.

    An answer of a day on which an earlier version held is left to the rules, which know that version.
    """
    if sheet.layout.record is not Answer or "value" not in sheet.headings:
        return sheet
    sheet = _in_words(sheet, questionnaires)
    sheet = sheet.with_fields(sheet.fields, _unplaced(sheet.fields, questionnaires))
    scales = pl.DataFrame(
        [
            (asked.instrument.code, asked.instrument.since, asked.instrument.least, asked.instrument.greatest)
            for asked in questionnaires
        ],
        schema={"instrument": pl.String, "_since": pl.Date, "_least": pl.Float64, "_greatest": pl.Float64},
        orient="row",
    )
    answers = sheet.fields.select("instrument", "day", "value")
    scaled = answers.join(scales, on="instrument", how="left", maintain_order="left")
    now = (pl.col("day") >= pl.col("_since")).fill_null(True)
    off = now & ~pl.col("value").is_between("_least", "_greatest")
    hit = scaled.select(off.fill_null(False)).to_series()
    if not hit.any():
        return sheet
    kept = sheet.fields.with_columns(pl.when(~hit).then("value").alias("value"))
    message = Message("outside the scale of the instrument")
    return sheet.with_fields(kept, notice("out_of_range", "unknown", hit, message, "value"))


def _unplaced(fields: pl.DataFrame, questionnaires: Sequence[Asked]) -> Iterator[Notice]:
    """Warnings of answers of staff and citizens that have no unit or no day."""
    for asks in (Respondents.STAFF, Respondents.CITIZENS):
        codes = [asked.instrument.code for asked in questionnaires if asked.instrument.asks is asks]
        theirs = fields["instrument"].is_in(codes).fill_null(False).arg_true()
        for seen in unplaced(fields, asks, "respondent") if theirs.len() else ():
            rows = seen.rows.filter(seen.rows.is_in(theirs.implode()))
            if rows.len():
                yield attrs.evolve(seen, rows=rows)


def _in_words(sheet: ParsedSheet, questionnaires: Sequence[Asked]) -> ParsedSheet:
    """The sheet with the points of answers that are written in the words of their item's scale."""
    cells = sheet.sheet.frame[sheet.headings["value"]]
    worded = sheet.fields["value"].is_null() & (cells.str.strip_chars() != "").fill_null(False)
    if not worded.any():
        return sheet
    texts = sheet.fields.select("instrument", "item", _text=cells.str.strip_chars())
    meant = [
        (asked.instrument.code, code, text, float(point))
        for asked in questionnaires
        for code, wording in asked.wordings.items()
        for text, point in _points(texts, asked, code, wording.answers).items()
    ]
    points = pl.DataFrame(
        meant,
        schema={"instrument": pl.String, "item": pl.String, "_text": pl.String, "_point": pl.Float64},
        orient="row",
    )
    joined = texts.join(points, on=["instrument", "item", "_text"], how="left", maintain_order="left")
    point = joined["_point"].set(~worded, None)
    hit = point.is_not_null()
    message = Message("a word in place of a number")
    labels = notice("label_for_number", "repaired", hit, message, "value")
    kept = sheet.fields.with_columns(pl.col("value").fill_null(point))
    notices = tuple(_without(seen, hit) for seen in sheet.notices)
    return attrs.evolve(sheet, notices=notices).with_fields(kept, labels)


def _points(
    texts: pl.DataFrame, asked: Asked, item: str, answers: Sequence[Sequence[str]]
) -> Mapping[str, str]:
    """What the texts of one item stand for."""
    theirs = texts.filter(pl.col("instrument") == asked.instrument.code, pl.col("item") == item)
    scale = asked.instrument.least, asked.instrument.greatest
    return words_of(theirs["_text"], answers, scale, frozenset()).codes if theirs.height and answers else {}


def _without(seen: Notice, hit: pl.Series) -> Notice:
    """A notice of values that are no numbers, without those that are words."""
    if seen.field != "value" or seen.rule != "not_a_number":
        return seen
    words = hit.arg_true()
    return attrs.evolve(seen, rows=seen.rows.filter(~seen.rows.is_in(words.implode())))
