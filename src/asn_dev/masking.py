"""Numbers of people kept out of sentences: whatever is said of files, no long number stands in it whole."""

from __future__ import annotations

import re

from asn_dev.messages import Message

# A number of a person has 18 digits, in files with blanks, dots and quotes between them, or only the 15 that
# a spreadsheet keeps. Two dates side by side have 16 digits and strokes.
_NUMBER = re.compile(
    r"(?<!\d)\d(?:[ .'`\u2019\u00a0\u200b]?\d){14,}|(?<!\d)\d(?:[ .'`\u2019\u00a0\u200b_/-]?\d){16,}"
)


def hidden(text: str) -> str:
    """The text with every number that could be a person's masked; a message stays a message.

    >>> hidden("daftar 19870412 201001 2 345.csv")
    'daftar 1987*****************.csv'
    """
    if isinstance(text, Message):
        return text.changed(hidden)
    return _NUMBER.sub(lambda number: _masked(number.group()), text)


def _masked(number: str) -> str:
    return number[:4] + "*" * (len(number) - 4)
