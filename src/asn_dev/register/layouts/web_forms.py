"""Sheets of survey tools: a layout made for one sheet, from its headings, its answers and what is asked.

Web forms have the questions as headings and words as answers, field surveys have groups and names, other
tools have codes of their own. Which question is which item is decided in `questions`, what a word stands
for in `answer_words`; what stays doubtful is said and does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Answer, Enrolment, Respondents, column_of
from asn_dev.register.aliases import Aliases, plain, squeezed
from asn_dev.register.cells import Notice
from asn_dev.register.cells.stamps import read_stamps
from asn_dev.register.files import Sheet
from asn_dev.register.layouts.answer_words import Words, are_answers, distinct_answers, word_of, words_of
from asn_dev.register.layouts.form_answers import MONTH, PERIOD, WHEN, YEAR, form_answers, troubles_of
from asn_dev.register.layouts.form_columns import (
    COUNTED,
    KEYS,
    NIPS,
    UUIDS,
    asked_for,
    heading_among,
    is_of_the_tool,
    roles_of,
)
from asn_dev.register.layouts.layout import Layout
from asn_dev.register.layouts.question_texts import Question, questions_of
from asn_dev.register.layouts.questionnaires import (
    KEY,
    NUMBER,
    PLACE,
    answers_made,
    item_field,
    item_source,
    scale_of,
)
from asn_dev.register.layouts.questions import Asked, Matched, matched
from asn_dev.register.sources import Source, source

_TEXT = column_of(Answer, "about")
_HALF = 0.5
"""So many of a questionnaire's items a sheet must ask."""
_WHOLE = r"^\s*\d{1,9}(?:\.0+)?\s*$"


@attrs.frozen(eq=False)
class _Form:
    """One sheet as a form: its questions, the headings that fill the roles beside them, and who answered."""

    sheet: Sheet
    questions: Sequence[Question]
    roles: Mapping[str, str]
    aliases: Aliases
    _texts: dict[str, list[str]] = attrs.field(factory=dict, init=False)

    def cells(self, heading: str) -> pl.Series:
        """The cells under a heading."""
        return self.sheet.frame[heading]

    def texts(self, heading: str) -> list[str]:
        """The texts under a heading, as answers; several questionnaires ask for them."""
        if heading not in self._texts:
            self._texts[heading] = distinct_answers(self.cells(heading))
        return self._texts[heading]

    def answered(self, heading: str) -> pl.Series:
        """The cells of the rows that somebody filled in: lines of sums would hide the scale."""
        numbered = heading_among(self.questions, COUNTED, self.aliases)
        if numbered and _counts(self.cells(numbered)):
            rows = self.cells(numbered).str.contains(_WHOLE)
        else:
            day = self.roles.get("day", heading)
            rows = self.cells(day).str.strip_chars() != ""
        rows = rows.fill_null(False)
        return self.cells(heading).filter(rows) if rows.any() else self.cells(heading)

    def latest(self) -> date | None:
        """The last day on which the form was filled in."""
        heading = self.roles.get("day")
        days = read_stamps(self.cells(heading)).values if heading else pl.Series([], dtype=pl.Date)
        last = days.max()
        return last if isinstance(last, date) else None


@attrs.frozen(eq=False)
class _Fitting:
    """A questionnaire with the questions of a sheet that are its items."""

    asked: Asked
    matched: Matched
    roles: Mapping[str, str]

    @property
    def share(self) -> float:
        """How well it fits: the items asked, those known by their code alone half."""
        items = len(self.matched.items)
        return (items + self.matched.sure) / 2 / len(self.asked.items)


def form_layouts(sheet: Sheet, questionnaires: Sequence[Asked], aliases: Aliases) -> tuple[Layout, ...]:
    """The layouts of the questionnaires that the sheet's questions are items of: those that fit best.

    `questionnaires` are all versions of them, the oldest first; of each the one counts that held on the
    last day on which somebody answered.
    """
    if not questionnaires or not sheet.frame.width or not sheet.frame.height:
        return ()
    questions = questions_of(sheet.frame.columns)
    form = _Form(sheet, questions, roles_of(questions, aliases), aliases)
    fitting = [found for asked in _in_force(form, questionnaires) if (found := _fitting(form, asked))]
    best = max((one.share for one in fitting), default=0.0)
    return tuple(_layout(form, one) for one in fitting if one.share == best)


def _in_force(form: _Form, questionnaires: Sequence[Asked]) -> list[Asked]:
    """One version of each questionnaire: that of the last day, or the newest where there is no day."""
    latest = (
        form.latest() if len({one.instrument.code for one in questionnaires}) < len(questionnaires) else None
    )
    in_force: dict[str, Asked] = {}
    for asked in questionnaires:
        if asked.instrument.code not in in_force or latest is None or asked.instrument.since <= latest:
            in_force[asked.instrument.code] = asked
    return list(in_force.values())


def _fitting(form: _Form, asked: Asked) -> _Fitting | None:
    """The questionnaire with its questions, if the sheet asks half of its items."""
    taken = set(form.roles.values()) | set(_respondents(form, asked))
    free = [one for one in form.questions if one.heading not in taken and not is_of_the_tool(one)]
    wordings = asked.wordings.values()
    words = {plain(word) for wording in wordings for series in wording.answers for word in series}

    @cache
    def answers(heading: str) -> bool:
        return are_answers(form.texts(heading), words, scale_of(asked))

    matches = matched(free, asked, answers)
    if len(matches.items) < max(_HALF * len(asked.items), min(2, len(asked.items))):
        return None
    headings = {*matches.items.values(), *matches.doubtful}
    open_ones = [one for one in free if one.heading not in headings]
    lacking = [role for role in ("unit", "about", "day") if role not in form.roles]
    return _Fitting(asked, matches, {**form.roles, **dict(asked_for(open_ones, lacking))})


def _respondents(form: _Form, asked: Asked) -> list[str]:
    """The headings under which respondents are known, the surest first."""
    names: Sequence[Sequence[str]] = (KEYS, NIPS, UUIDS, COUNTED)
    if asked.instrument.asks is Respondents.PARTICIPANTS:
        names = (NIPS, KEYS, UUIDS, COUNTED)
    headings = [heading_among(form.questions, one, form.aliases) for one in names]
    return [heading for heading in headings if heading]


def _layout(form: _Form, fit: _Fitting) -> Layout:
    code = fit.asked.instrument.code
    respondent, *row_place = _respondent(form, fit.asked)
    words = dict(_words(form, fit))
    items = [item_field(item.code) for item in fit.asked.items]
    doubtful = [
        Source(f"_doubtful {at}", (heading,), _TEXT) for at, heading in enumerate(fit.matched.doubtful)
    ]
    dated = "day" in fit.roles
    return Layout(
        name=f"formulir {code}",
        record=Answer,
        sources=[
            respondent,
            *row_place,
            *_beside(fit, respondent),
            *_when(fit),
            *_items(form, fit, words),
            *doubtful,
        ],
        signature=frozenset(item_field(one) for one in fit.matched.items),
        derive=form_answers(
            code,
            fit.asked.instrument.asks,
            respondent=respondent.field,
            items=words,
            remarks=list(_remarks(form, fit, words)),
            dated=dated,
        ),
        make=answers_made(code, items, respondent.field),
        key=tuple(respondent.field if name == "respondent" else name for name in KEY),
        key_within_sheet=respondent.field != "respondent",
        absent=frozenset(KEY) - {"respondent"},
        stems=(code,),
        instruments=(code,),
    )


def _respondent(form: _Form, asked: Asked) -> list[Source]:
    """Who answered: by a key, by a number that counts in its sheet, or by the place of the row."""
    key = source(Answer, "respondent", essential=True, anchor=True)
    row_place = Source(PLACE, (), key.column, placed=True)
    headings = _respondents(form, asked)
    if not headings:
        return [row_place]
    heading = headings[0]
    words = {squeezed(text) for one in form.questions if one.heading == heading for text in one.texts}
    participants = asked.instrument.asks is Respondents.PARTICIPANTS
    if participants and heading == heading_among(form.questions, NIPS, form.aliases):
        return [source(Enrolment, "nip", heading, field="respondent", essential=True)]
    if participants or not words & {squeezed(name) for name in COUNTED}:
        return [attrs.evolve(key, headings=(heading,))]
    counted = attrs.evolve(key, field=NUMBER, headings=(heading,))
    if _counts(form.cells(heading)):
        counted = attrs.evolve(counted, column=attrs.evolve(key.column, type=int, constraints=()))
    return [counted, row_place]


def _counts(cells: pl.Series) -> bool:
    """Whether a column of respondents holds numbers, so that a text in it names a line of sums."""
    filled = cells.filter((cells.str.strip_chars() != "").fill_null(False))
    whole = filled.str.contains(_WHOLE)
    return filled.len() > 0 and (whole.head(2).all() or 2 * whole.arg_true().len() >= filled.len())


def _beside(fit: _Fitting, respondent: Source) -> Iterator[Source]:
    """What stands beside the questions, from a column or from above the table."""
    participants = fit.asked.instrument.asks is Respondents.PARTICIPANTS
    about = () if "about" not in fit.roles else (fit.roles["about"],)
    fact = "course" if participants else "service"
    yield source(Answer, "about", *about, essential=participants and bool(about), fact=fact)
    if heading := fit.roles.get("subject"):
        if participants:
            yield source(Enrolment, "nip", heading, field="subject")
        else:
            yield source(Answer, "subject", heading)
    else:
        yield source(Answer, "subject")
    unit = () if "unit" not in fit.roles else (fit.roles["unit"],)
    yield source(Answer, "unit", *unit, resolve="unit", anchor=respondent.placed, fact="unit")
    for role in ("wave", "rater"):
        yield source(Answer, role, *([fit.roles[role]] if role in fit.roles else []))


def _when(fit: _Fitting) -> Iterator[Source]:
    """The day of the answer, else what stands above the table of its day or period."""
    heading = fit.roles.get("day")
    yield Source(WHEN, (heading,) if heading else (), _TEXT, anchor=True, fact="day")
    for field, fact in ((PERIOD, "period"), (YEAR, "year"), (MONTH, "month")):
        yield Source(field, (), _TEXT, fact=fact)


def _words(form: _Form, fit: _Fitting) -> Iterator[tuple[str, Words]]:
    """For the field of each item that is asked what the texts of its column stand for."""
    columns = {code: form.answered(heading) for code, heading in fit.matched.items.items()}
    everywhere = frozenset(word_of(text) for cells in columns.values() for text in distinct_answers(cells))
    for code, cells in columns.items():
        wording = fit.asked.wordings.get(code)
        series = wording.answers if wording else ()
        yield item_field(code), words_of(cells, series, scale_of(fit.asked), everywhere)


def _items(form: _Form, fit: _Fitting, words: Mapping[str, Words]) -> Iterator[Source]:
    for item in fit.asked.items:
        heading = fit.matched.items.get(item.code, item.code)
        item_words = words.get(item_field(item.code), Words())
        yield item_source(fit.asked, item, (heading,), item_words.codes)


def _remarks(form: _Form, fit: _Fitting, words: Mapping[str, Words]) -> Iterator[Notice]:
    """What matching saw: codes and words that differ, doubtful questions, doubtful words."""
    everywhere = pl.int_range(form.sheet.frame.height, eager=True)
    for code, heading in fit.matched.items.items():
        field = item_field(code)
        if message := fit.matched.remarks.get(heading):
            yield Notice("question_code_differs", "warning", message, everywhere, field)
        elif squeezed(heading) != squeezed(code):
            item = next(item for item in fit.asked.items if item.code == code)
            message = Message("read as item {item} ({text})", item=code, text=item.text)
            yield Notice("question_matched", "info", message, everywhere, field)
        yield from troubles_of(field, form.cells(heading), words[field])
    for at, message in enumerate(fit.matched.doubtful.values()):
        yield Notice("question_not_counted", "unknown", message, everywhere, f"_doubtful {at}")
