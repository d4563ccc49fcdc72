"""Conclusions: what a comparison of trained and other units can claim, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from asn_dev.evaluating.service_effect import Requirements, ServiceEffect
from asn_dev.formatting import Figure
from asn_dev.messages import Message
from asn_dev.rules.definitions import Text, text

CANNOT = text(
    id="Selisih ini tidak membuktikan sebab: yang lain yang terjadi di unit itu pada waktu yang sama ikut "
    "terhitung.",
    en="This difference proves no cause: whatever else happened in the unit at the same time is counted too.",
)
"""The caveat below every such comparison."""

EFFECT, NONE_SEEN, CANNOT_TELL = "effect", "none_seen", "cannot_tell"
CONCLUSIONS: Mapping[str, Text] = {
    EFFECT: text(id="ada pengaruh", en="an effect"),
    NONE_SEEN: text(id="tidak terlihat pengaruh", en="no effect seen"),
    CANNOT_TELL: text(id="belum dapat dikatakan", en="cannot be told"),
}
"""What is concluded of a training and an outcome."""


@attrs.frozen
class Claim:
    """A conclusion, a key of `CONCLUSIONS`, and the sentences that follow from it."""

    conclusion: str
    sentences: tuple[Message, ...]

    def in_(self, language: str) -> str:
        """The sentences in ``"id"`` or ``"en"``."""
        return " ".join(sentence.in_(language) for sentence in self.sentences)


def claim(effect: ServiceEffect, needs: Requirements, *, outcome: Text, is_too_short: bool) -> Claim:
    """The claim that a comparison supports.

    An effect is more than chance both as it stands and had the two sides gone on in the ways they went
    before the training. Nothing is seen where it is neither. Between the two, or with too few units or
    months, nothing can be told.
    """
    if is_too_short:
        return Claim(
            CANNOT_TELL,
            (Message("There are not yet enough months before or after the training to compare."),),
        )
    if effect.value is None:
        return Claim(
            CANNOT_TELL,
            (
                Message(
                    "Cannot be computed: no service was observed before and after the training beside one to "
                    "compare with."
                ),
            ),
        )
    size = _size(effect.value, outcome)
    if reason := without_interval(effect, needs):
        return Claim(CANNOT_TELL, (size, reason, *_by_rank(effect)))
    conclusion = _conclusion(effect, 1 - needs.confidence)
    return Claim(
        conclusion, (size, *_judged(effect, conclusion, 1 - needs.confidence), *_early(effect, needs))
    )


def _size(value: float, outcome: Text) -> Message:
    amount = Figure(abs(value), "decimal", 2)
    if value < 0:
        return Message("{outcome} of the trained units fell by {amount} against the units compared with.",
                       outcome=outcome, amount=amount)  # fmt: skip
    return Message("{outcome} of the trained units rose by {amount} against the units compared with.",
                   outcome=outcome, amount=amount)  # fmt: skip


def without_interval(effect: ServiceEffect, needs: Requirements) -> Message | None:
    """Why there is neither p nor interval; None if there are."""
    trained, compared = Figure(effect.trained_units), Figure(effect.comparison_units)
    if effect.value is None or effect.sureness.p is not None:
        return None
    if effect.trained_units < needs.fewest_trained or effect.comparison_units < needs.fewest_comparison:
        return Message(
            "Units trained: {trained}; compared with: {compared}. Fewer than {fewest_trained} trained or "
            "{fewest_compared} others do not tell an effect from what else happened there.",
            trained=trained,
            compared=compared,
            fewest_trained=Figure(int(needs.fewest_trained)),
            fewest_compared=Figure(int(needs.fewest_comparison)),
        )
    if effect.smallest_p is not None and effect.smallest_p > 1 - needs.confidence:
        return Message(
            "Units trained: {trained}; compared with: {compared}. So few cannot show more than "
            "chance, however "
            "large the difference: the smallest p they can reach is {p}.",
            trained=trained,
            compared=compared,
            p=Figure(effect.smallest_p, "decimal", 3),
        )
    return Message("The data leave nothing over from which to tell how sure that is.")


def _by_rank(effect: ServiceEffect) -> Iterator[Message]:
    """What the units compared with show, taken as if they had been trained."""
    if effect.placebo_as_large is not None:
        yield Message(
            "Of {placebos} units compared with, each taken as if it had been trained, {as_large} "
            "show as large a "
            "difference.",
            placebos=Figure(effect.placebos),
            as_large=Figure(effect.placebo_as_large),
        )


def _conclusion(effect: ServiceEffect, level: float) -> str:
    p, beyond = effect.sureness.p, effect.beyond_trend_p
    if p is None or beyond is None or effect.value is None or effect.beyond_trend is None:
        return CANNOT_TELL
    is_seen, is_beyond = p <= level, beyond <= level
    if is_seen and is_beyond:
        return EFFECT if effect.value * effect.beyond_trend > 0 else CANNOT_TELL
    return CANNOT_TELL if is_seen or is_beyond else NONE_SEEN


def _judged(effect: ServiceEffect, conclusion: str, level: float) -> Iterator[Message]:
    """How sure it is, and what it depends on."""
    sure = effect.sureness
    p = Figure(sure.p, "decimal", 3)
    if conclusion == EFFECT:
        yield Message(
            "That is more than chance (p {p}), also had both sides gone on in the ways they went "
            "before the training "
            "(p {beyond}), and fits an effect of the training.",
            p=p,
            beyond=Figure(effect.beyond_trend_p, "decimal", 3),
        )
        if effect.trend_limit is not None:
            yield Message(
                "It holds unless the trends of the two sides have differed by more than {limit} a "
                "month since "
                "before the training.",
                limit=Figure(effect.trend_limit, "decimal", 2),
            )
    elif conclusion == NONE_SEEN:
        yield Message(
            "That cannot be told from chance (p {p}): a true difference anywhere from {low} to "
            "{high} fits it.",
            p=p,
            low=Figure(sure.low, "decimal", 2),
            high=Figure(sure.high, "decimal", 2),
        )
    elif effect.beyond_trend_p is None:
        yield Message(
            "Too few months before the training show whether the two sides went the same way, so "
            "it cannot be "
            "read as an effect."
        )
    elif sure.p is not None and sure.p <= level:
        yield Message(
            "Yet before the training already the trained units rose by {trend} a month more than "
            "the others: had "
            "that gone on, the difference could be chance (p {beyond}), so it cannot be read as an effect.",
            trend=Figure(effect.trend, "decimal", 2),
            beyond=Figure(effect.beyond_trend_p, "decimal", 3),
        )
    else:
        yield Message(
            "It is more than chance only against the ways both sides went before the training (p "
            "{beyond}), not "
            "by itself (p {p}): too little to speak of an effect.",
            p=p,
            beyond=Figure(effect.beyond_trend_p, "decimal", 3),
        )


def _early(effect: ServiceEffect, needs: Requirements) -> Iterator[Message]:
    """A difference that was there before the training."""
    if effect.placebo_in_time_p is not None and effect.placebo_in_time_p <= 1 - needs.confidence:
        yield Message(
            "A training put in the middle of the months before would show a difference, too "
            "({early}, p {p}).",
            early=Figure(effect.placebo_in_time, "decimal", 2),
            p=Figure(effect.placebo_in_time_p, "decimal", 3),
        )
