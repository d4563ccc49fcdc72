"""Which characters the fonts at hand can set: what none of them has is marked, and loses nobody the page.

Typst brings fonts for Latin, Greek, Cyrillic, Hebrew and more; others, such as Noto for Javanese, Sundanese,
Batak, Thai and Chinese, are used where the machine has them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from asn_dev.printable import MARK

_LATIN = 0x24F
_MARKS = "–—‘’“”…•−×≤≥≈→"  # noqa: RUF001  (dashes and quotes as they are set)
"""What the fonts that Typst brings have: letters up to the end of Latin Extended-B, and these."""
_BLOCK, _ENOUGH = 8, 5
"""Scripts come in blocks of 256 characters: where so many are missing, the rest of them are."""
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_PAGE = b"""#set document(title: "-")
#set text(font: "Libertinus Serif")
#for one in json("text.json") [#box(one) ]"""

_has_glyph: dict[str, bool] = {}
"""What has been asked, by character: the fonts of a machine stay as they are while a process runs."""


def settable(texts: Iterable[str]) -> dict[int, str]:
    """For `str.translate`: a mark for every character of the texts that no font at hand has."""
    used = {mark for text in texts if not text.isascii() for mark in set(text)}
    asked = {mark for mark in used if not in_every_font(mark) and _is_drawn(mark)}
    new = sorted(asked - _has_glyph.keys())
    for _, block in groupby(new, key=lambda mark: ord(mark) >> _BLOCK):
        _ask(list(block))
    return {ord(mark): MARK for mark in asked if not _has_glyph[mark]}


def in_every_font(mark: str) -> bool:
    """Whether the fonts that Typst brings have a character: Latin letters and the usual marks."""
    return ord(mark) <= _LATIN or mark in _MARKS or mark == MARK


def _is_drawn(mark: str) -> bool:
    """Joiners, direction marks and the like need no font."""
    return unicodedata.category(mark) != "Cf"


def _ask(block: list[str]) -> None:
    """Learn of some characters of a block whether there are fonts for them."""
    left, count = block, 0
    while left and count < _ENOUGH and (missing := _first_missing(left)) is not None:
        _has_glyph[missing] = False
        left, count = [mark for mark in left if mark != missing], count + 1
    _has_glyph.update(dict.fromkeys(left, count < _ENOUGH))


def _first_missing(marks: list[str]) -> str | None:
    """A character that no font has, as setting a page of them all tells; nothing where all are there."""
    import typst

    sources: dict[str, bytes] = {"main.typ": _PAGE, "text.json": json.dumps(marks).encode()}
    set_page: Any = typst.compile
    try:
        set_page(sources, format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        named = _MISSING.search(str(error))
        # Named as it stands there, or by its number: \u{f0b7}.
        shown = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), named[1]) if named else ""
        return next((mark for mark in marks if mark in shown), marks[0])
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001  A panic is no Exception: something here cannot be set at all.
        half = len(marks) // 2
        return (_first_missing(marks[:half]) or _first_missing(marks[half:]) if half else None) or marks[0]
    return None
