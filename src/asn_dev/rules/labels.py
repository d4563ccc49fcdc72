"""Labels: what rules, tables and columns are called, in the two languages of the project."""

from __future__ import annotations

import attrs


@attrs.frozen
class Text:
    """A text in the two languages of the project."""

    id: str
    en: str

    def in_(self, language: str) -> str:
        """The text in ``"id"`` or ``"en"``."""
        return self.en if language == "en" else self.id

    def __str__(self) -> str:
        return self.en


def text(*, id: str, en: str) -> Text:
    """A label in Indonesian and English.

    >>> text(id="Jam pelajaran", en="Learning hours").in_("en")
    'Learning hours'
    """
    return Text(id=id, en=en)
