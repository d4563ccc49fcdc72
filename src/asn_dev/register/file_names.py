"""Names of files that any system takes: for files that are called after sheets and files of an office."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_BYTES = 120
"""The longest name without its ending: a path has room for 255 bytes a part, or 260 characters in all."""


def file_names(wanted: Iterable[str], ending: str) -> list[str]:
    r"""Names of files, in the order of what they are called after; no two are the same file anywhere.

    Marks that some system forbids become ``_``, what is too long is cut. Two that would become alike, also
    where large and small letters are the same, get a number.

    >>> file_names(["A/x.csv", "a_X.csv", "con"], ".csv")
    ['A_x.csv.csv', 'a_X.csv-2.csv', '_con.csv']
    """
    taken: set[str] = set()
    names = []
    for name in wanted:
        clean = _DEVICE.sub(
            r"_\1", _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).lstrip(". "), count=1
        )
        clean = _cut(clean, _BYTES).rstrip(". ") or "_"
        tried, number = clean, 2
        while _alike(tried) in taken:
            tried, number = f"{clean}-{number}", number + 1
        taken.add(_alike(tried))
        names.append(tried + ending)
    return names


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")


def _alike(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
