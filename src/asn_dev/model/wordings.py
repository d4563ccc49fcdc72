"""How forms put the items of a questionnaire: the words by which a question is known and answered."""

from __future__ import annotations

from collections.abc import Sequence

import attrs


@attrs.frozen
class Wording:
    """What forms write for one item, so that a sheet of question texts and of words can be read.

    `answers` are ways of answering, each with a word for every point of the scale, lowest first. `also`
    are other wordings of the question. A heading with one of the `key_words` is about the item; a word of
    `hint_words` tells only where no heading says more. A word counts from its beginning: "cepat" is in
    "cepatnya", not in "kecepatan".

    >>> Wording(answers=(("tidak cepat", "cepat"),)).answers[0].index("cepat")
    1
    """

    answers: Sequence[Sequence[str]] = ()
    also: Sequence[str] = ()
    key_words: Sequence[str] = ()
    hint_words: Sequence[str] = ()
