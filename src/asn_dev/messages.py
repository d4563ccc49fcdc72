"""Messages: sentences that people read, written in English in the code and kept in Indonesian in a catalogue.

A `Message` is the English text, so whoever takes it for a text goes on working; it remembers its
template and values and can say itself in the other language. The catalogues are PO files, which
translators' tools know, in ``locale/id``; several files make one catalogue.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Self

LANGUAGE_VARIABLE = "ASN_DEV_LANG"
"""The environment variable that chooses the language of the command line."""

LANGUAGES = ("id", "en")


def language_of_environment() -> str:
    """The language that the command line speaks: Indonesian, unless the environment asks for English."""
    return "en" if os.environ.get(LANGUAGE_VARIABLE, "").lower().startswith("en") else "id"


class Message(str):
    """A sentence with named values, in English; `in_` says it in another language.

    A value may be a message itself. What is no message (a name, a number) is the same in each language.

    >>> message = Message("{count} values for {headings} headings", count=3, headings=2)
    >>> message
    '3 values for 2 headings'
    >>> message.in_("id")
    '3 nilai untuk 2 judul kolom'
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        """The sentence, its values filled in."""
        message = super().__new__(cls, template.format_map(values) if values else template)
        message.template = template
        message.values = values
        return message

    def in_(self, language: str) -> str:
        """The sentence in ``"id"`` or ``"en"``; in English where no translation is kept."""
        if language == "en":
            return str(self)
        values = {name: translated(value, language) for name, value in self.values.items()}
        template = catalogue(language).get(self.template, self.template)
        return template.format_map(values) if values else template

    def changed(self, change: Callable[[str], str]) -> Message:
        """The same sentence with every text among its values changed."""
        values = {
            name: change(value) if isinstance(value, str) else value for name, value in self.values.items()
        }
        return _message(self.template, values) if values else self

    def with_(self, **values: object) -> Message:
        """The same sentence with these values.

        >>> Message("{count} values for {headings} headings").with_(count=3, headings=2)
        '3 values for 2 headings'
        """
        return Message(self.template, **values)

    def __str__(self) -> str:
        return str.__str__(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return _message, (self.template, dict(self.values))


def translated(value: object, language: str) -> object:
    """What says itself in a language (a message, a label, a figure) in it; anything else as it is."""
    says = getattr(value, "in_", None)
    return says(language) if callable(says) else value


def in_language(text: str, language: str) -> str:
    """A text in a language: a message is translated, any other text stays.

    >>> in_language(Message("missing"), "id"), in_language("Dinas Kesehatan", "id")
    ('tidak diisi', 'Dinas Kesehatan')
    """
    return text.in_(language) if isinstance(text, Message) else str(text)


def sentence_of(text: str) -> Message:
    """The sentence of a text that was one, and has come back from a library as plain text."""
    return Message(text)


def sentence_in(error: BaseException) -> str:
    """What an error says, as the message it was raised with; an error of a library says plain text.

    >>> in_language(sentence_in(ValueError(Message("missing"))), "id")
    'tidak diisi'
    """
    first = error.args[0] if error.args else None
    return first if isinstance(first, Message) else str(error)


def joined(separator: str, parts: Iterable[object]) -> Message:
    """Several sentences as one, which each language says with its own words.

    >>> joined("; ", ["a {b}", Message("missing")]).in_("id")
    'a {b}; tidak diisi'
    """
    values = {f"part{at}": part for at, part in enumerate(parts)}
    template = separator.replace("{", "{{").replace("}", "}}").join(f"{{{name}}}" for name in values)
    return Message(template, **values)


def _message(template: str, values: Mapping[str, object]) -> Message:
    return Message(template, **values)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The translations of a language by their English template."""
    from babel.messages.pofile import read_po

    entries: dict[str, str] = {}
    folder = files("asn_dev") / "locale" / language
    for part in sorted(folder.iterdir(), key=lambda part: part.name):
        if part.name.endswith(".po"):
            with part.open("rb") as opened:
                entries |= {
                    str(entry.id): str(entry.string) for entry in read_po(opened) if entry.id and entry.string
                }
    return entries
