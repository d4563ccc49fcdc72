"""Which question of a sheet is which item: by code, by wording, by key words; never by place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import attrs

from asn_dev.messages import Message
from asn_dev.model import Instrument, Item
from asn_dev.model.wordings import Wording
from asn_dev.register.aliases import plain, squeezed
from asn_dev.register.layouts.form_columns import is_beside
from asn_dev.register.layouts.question_texts import Question, code_of, coded, has_own_text, has_word, likeness

CODE_AND_WORDS, CODE, WORDING, KEY_WORD, HINT = range(5)
"""How an item was known, the surest first."""

_REMARK = ("saran", "kritik", "masukan", "komentar", "pesan", "harapan", "alasan", "comment", "feedback")


class Asked(Protocol):
    """A questionnaire, as far as reading is concerned."""

    @property
    def instrument(self) -> Instrument:
        """Its code, its scale, and who is asked."""

    @property
    def items(self) -> tuple[Item, ...]:
        """What it asks."""

    @property
    def wordings(self) -> Mapping[str, Wording]:
        """How forms put the items, by their code."""


@attrs.frozen
class Fit:
    """An item that a question matches: how it was recognised, and a remark."""

    item: str
    how: int
    remark: Message | None = None


@attrs.frozen
class Matched:
    """The questions of a sheet by the item they are, and those that are no item or not known for one.

    `items` has for each code the heading; `remarks` what is to be said of a heading that is read;
    `doubtful` of one that is not.
    """

    items: Mapping[str, str]
    sure: int = 0
    remarks: Mapping[str, Message] = attrs.field(factory=dict)
    doubtful: Mapping[str, Message] = attrs.field(factory=dict)


def matched(questions: Sequence[Question], asked: Asked, answers: Callable[[str], bool]) -> Matched:
    """Match items to questions; `answers` is true for a heading whose cells are answers.

    Two questions that fit an item equally well are doubtful, and neither is taken.
    """
    fits: dict[str, list[tuple[Question, Fit]]] = {}
    doubtful: dict[str, Message] = {}
    for question in questions:
        fit, doubt = _fit(question, asked)
        if fit and (fit.how <= WORDING or answers(question.heading)):
            fits.setdefault(fit.item, []).append((question, fit))
        elif doubt and _is_worth_saying(question, asked, answers):
            doubtful[question.heading] = doubt
    items: dict[str, str] = {}
    remarks: dict[str, Message] = {}
    sure = 0
    for code, candidates in fits.items():
        best = min(fit.how for _, fit in candidates)
        first = [(question, fit) for question, fit in candidates if fit.how == best]
        if len(first) == 1:
            (question, fit) = first[0]
            items[code] = question.heading
            sure += fit.how != CODE
            if fit.remark:
                remarks[question.heading] = fit.remark
        for question, _ in (
            candidates if len(first) > 1 else [pair for pair in candidates if pair not in first]
        ):
            others = " / ".join(other.heading.strip() for other, _ in first if other is not question)
            message = Message(
                "the question may be item {item}, and so may '{others}'; it is not counted",
                item=code,
                others=others,
            )
            doubtful[question.heading] = message
    return Matched(items, sure, remarks, doubtful)


def _is_worth_saying(question: Question, asked: Asked, answers: Callable[[str], bool]) -> bool:
    """Whether a column that is no item looks like one: by its code, or by answers and no other sense."""
    if _foreign(question, asked):
        return True
    return not is_beside(question) and not _is_remark(question) and answers(question.heading)


def _fit(question: Question, asked: Asked) -> tuple[Fit | None, Message | None]:
    """The item that a question is, or what is doubtful about it."""
    code = next((found for text in question.texts if (found := _item_coded(text, asked))), None)
    worded = next((found for text in question.texts if (found := _worded(text, asked))), None)
    if worded and (code is None or code == worded):
        return Fit(worded, CODE_AND_WORDS if code else WORDING), None
    strong = _hit(question, asked, "key_words")
    foreign = _foreign(question, asked)
    if code is None and foreign:
        return None, Message(
            "the questionnaire '{code}' has no item {item}", code=asked.instrument.code, item=foreign
        )
    by_words = [worded] if worded else strong
    if code:
        if len(by_words) == 1 and by_words[0] != code and has_own_text(question.texts[-1]):
            message = Message(
                "its code is {code}, its words are those of {item}; it is read as {item}",
                code=code,
                item=by_words[0],
            )
            return Fit(by_words[0], KEY_WORD, message), None
        return Fit(code, CODE_AND_WORDS if code in by_words else CODE), None
    weak = [] if strong or _is_remark(question) else _hit(question, asked, "hint_words")
    for hits, how in ((strong, KEY_WORD), (weak, HINT)):
        fitting = (
            hits if len(hits) == 1 else [one for one in hits if _position(one, asked) == question.number]
        )
        if len(fitting) == 1:
            return Fit(fitting[0], how), None
        if hits:
            return None, Message("the question fits items {items}; it is not counted", items=", ".join(hits))
    return None, Message("the question is no item of '{code}' that is known", code=asked.instrument.code)


def _item_coded(text: str, asked: Asked) -> str | None:
    return code_of(text, [item.code for item in asked.items])


def _worded(text: str, asked: Asked) -> str | None:
    """The only item whose wording the text is, or is nearly."""
    exact = [
        item.code for item in asked.items if squeezed(text) in {squeezed(one) for one in _texts(item, asked)}
    ]
    if exact:
        return exact[0] if len(exact) == 1 else None
    alike = {item.code: max(likeness(text, one) for one in _texts(item, asked)) for item in asked.items}
    best = max(alike.values(), default=0.0)
    nearest = [code for code, share in alike.items() if share == best]
    return nearest[0] if best and len(nearest) == 1 else None


def _texts(item: Item, asked: Asked) -> list[str]:
    return [item.text, item.text_en, *asked.wordings.get(item.code, Wording()).also]


def _hit(question: Question, asked: Asked, kind: str) -> list[str]:
    """The items of which a word stands in the question: in the shortest text that has any."""
    for text in question.texts:
        words = plain(text)
        hits = [
            item.code
            for item in asked.items
            if any(has_word(words, word) for word in getattr(asked.wordings.get(item.code, Wording()), kind))
        ]
        if hits:
            return hits
    return []


def _foreign(question: Question, asked: Asked) -> str:
    """A code such as the items have, of a number that none of them has."""
    families = {code[0] for item in asked.items if (code := coded(item.code))}
    for text in question.texts:
        code = coded(text)
        if code and code[0] in families:
            return f"{code[0].upper()}{code[1]}"
    return ""


def _position(code: str, asked: Asked) -> int:
    return 1 + [item.code for item in asked.items].index(code)


def _is_remark(question: Question) -> bool:
    return any(has_word(question.words, word) for word in _REMARK)
