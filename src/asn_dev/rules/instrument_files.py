"""Reading instrument files: TOML in which an officer can read, and change, what is asked.

A file is refused with all that is wrong with it: unknown keys, missing texts, items of no dimension.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs

from asn_dev.errors import InvalidValueError, ParameterError
from asn_dev.model import Instrument, Item, Respondents
from asn_dev.model.wordings import Wording
from asn_dev.rules.definitions import Text
from asn_dev.rules.instruments import Questionnaire
from asn_dev.rules.toml_shapes import read_shape


@attrs.frozen
class _Item:
    code: str
    dimension: str
    id: str
    en: str
    reversed: bool = False
    answers: list[list[str]] = attrs.field(factory=list)
    also: list[str] = attrs.field(factory=list)
    key_words: list[str] = attrs.field(factory=list)
    hint_words: list[str] = attrs.field(factory=list)


@attrs.frozen
class _File:
    code: str
    since: date
    name: Text
    scale: tuple[float, float]
    asks: Respondents
    source: str
    dimensions: dict[str, Text]
    items: list[_Item]
    answers: list[list[str]] = attrs.field(factory=list)


def load_questionnaire(file: Traversable | Path) -> Questionnaire:
    """The questionnaire of one file.

    Keys: ``code``, ``since`` (day), ``name`` (id, en), ``scale`` (lowest and highest answer), ``asks``
    (peserta, pegawai or warga), ``source``, ``[dimensions]`` with a name each, and ``[[items]]`` with
    ``code``, ``dimension``, ``id``, ``en`` and, where a high answer is a low score, ``reversed = true``.
    For reading forms: ``answers`` (words for the points of the scale, lowest first; of the whole or of an
    item, whose own go first), and of an item ``also``, ``key_words``, ``hint_words`` (see `Wording`).
    Raises `ParameterError` naming the file and everything that is wrong.

    >>> from importlib.resources import files
    >>> load_questionnaire(files("asn_dev.national") / "instruments" / "readiness.toml").reversed
    ('KP4', 'MO3')
    """
    try:
        return _made(read_shape(file, _File, key="questionnaire"))
    except InvalidValueError as error:
        raise ParameterError(error.message, file=file.name, key="questionnaire") from error


def _made(content: _File) -> Questionnaire:
    least, greatest = content.scale
    return Questionnaire(
        instrument=Instrument(
            code=content.code,
            since=content.since,
            name=content.name.id,
            name_en=content.name.en,
            least=least,
            greatest=greatest,
            asks=content.asks,
            source=content.source,
        ),
        items=tuple(
            Item(
                instrument=content.code,
                code=one.code,
                dimension=one.dimension,
                text=one.id,
                text_en=one.en,
                reversed=one.reversed,
            )
            for one in content.items
        ),
        dimensions=dict(content.dimensions),
        wordings={one.code: _wording(one, content.answers) for one in content.items},
    )


def _wording(item: _Item, answers: Sequence[Sequence[str]]) -> Wording:
    """How forms put an item; its own ways of answering stand before those of the whole."""
    return Wording(
        answers=tuple(map(tuple, (*item.answers, *answers))),
        also=tuple(item.also),
        key_words=tuple(item.key_words),
        hint_words=tuple(item.hint_words),
    )
