"""Replacement of characters that XML forbids or that are no characters, with a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs
import numpy as np
import polars as pl

from asn_dev.formatting import Figure
from asn_dev.messages import Message
from asn_dev.register.files.bounds import TEXT
from asn_dev.register.files.sheet import Sheet, Stray, distinct
from asn_dev.register.ledger import Finding
from asn_dev.register.places import Places

REPLACEMENT = "\ufffd"

_LAST_TWO = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
_UNSOUND = f"[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\ufdd0-\ufdef{_LAST_TWO}]"
"""Control characters other than tab and line ends, and code points that Unicode keeps for no character."""

_IN_TEXT = re.compile(f"[\ud800-\udfff]|{_UNSOUND}")


def sound(text: str) -> str:
    r"""A text with a mark in place of every character that would break what comes later.

    >>> sound("Dinas\ufffe A\x07"), sound("half \ud800")
    ('Dinas\ufffd A\ufffd', 'half \ufffd')
    """
    return text if text.isascii() and text.isprintable() else _IN_TEXT.sub(REPLACEMENT, text)


def half_marked(text: str) -> str:
    """A text in which half a character, which no frame holds, is one that the door replaces and says."""
    return text if text.isascii() else re.sub("[\ud800-\udfff]", "\ufffe", text)


_LETTERS = bytes(code for code in range(0x20, 0xEF) if code != ord('"'))
_PIECE = 1 << 18
"""So many bytes lie close to the processor while they are looked at more than once."""


@attrs.frozen
class Marks:
    """What the bytes of a text in UTF-8 tell of it: how many marks they hold, and whether all are `sound`.

    Where they are, no character is replaced at the door, for certain; rare letters leave it open.
    """

    line_feeds: int
    returns: int
    quotes: int
    sound: bool


def marks_of(data: bytes) -> Marks:
    r"""The marks among some bytes: far cheaper than to count in the whole, and than to look into cells.

    >>> marks_of('a,"b"\r\nJosé,c\n'.encode())
    Marks(line_feeds=2, returns=1, quotes=2, sound=True)
    >>> [marks_of(text.encode()).sound for text in ('"José"\n', "a\x00", "\ufffe")]
    [True, False, False]
    """
    line_feeds = returns = quotes = 0
    others = b""
    hit = np.empty(min(_PIECE, len(data)), dtype=np.bool_)
    for start in range(0, len(data), _PIECE):
        piece = np.frombuffer(data, np.uint8, min(_PIECE, len(data) - start), start)
        here = hit[: piece.size]
        feeds = np.count_nonzero(np.equal(piece, ord("\n"), out=here))
        # As bytes with a sign, letters beyond ASCII lie below the blank too, beside the control characters.
        if feeds == np.count_nonzero(np.less(piece.view(np.int8), 0x20, out=here)):
            quotes += int(np.count_nonzero(np.equal(piece, ord('"'), out=here)))
        else:
            marks = data[start : start + _PIECE].translate(None, _LETTERS)
            returns += marks.count(b"\r")
            quotes += marks.count(b'"')
            others = others or marks.translate(None, b'\t\n\r"')[:1]
        line_feeds += int(feeds)
    return Marks(line_feeds, returns, quotes, sound=not others)


def at_the_door(sheet: Sheet) -> Sheet:
    """The sheet with characters replaced and overlong texts blank; both are findings."""
    unsound, long = _suspects(sheet.frame, plain=sheet.plain)
    headings = [sound(name) for name in sheet.frame.columns]
    strays = [_sound_stray(stray) for stray in sheet.strays]
    if not unsound and not long and headings == sheet.frame.columns and strays == [*sheet.strays]:
        return sheet
    frame, notes = sheet.frame, [*sheet.notes]
    for name in dict.fromkeys([*unsound, *long]):
        cells = frame[name]
        hit, over = (
            cells.str.contains(_UNSOUND).fill_null(False),
            (cells.str.len_chars() > TEXT).fill_null(False),
        )
        notes += _said(sheet, name, hit, over)
        kept = cells.str.replace_all(_UNSOUND, REPLACEMENT)
        frame = frame.with_columns(kept.set(over, None) if over.any() else kept)
    if headings != sheet.frame.columns:
        message = Message("a heading holds characters that no document can show; they were replaced")
        notes.append(Finding("characters", "repaired", sheet.file, sheet.name, "", 1, message))
    renamed = dict(zip(sheet.frame.columns, distinct(headings), strict=True))
    return attrs.evolve(
        sheet,
        frame=frame.rename(renamed),
        kinds=_renamed(sheet.kinds, renamed),
        strays=strays,
        notes=notes,
    )


def _suspects(frame: pl.DataFrame, *, plain: bool = False) -> tuple[list[str], list[str]]:
    """The columns with characters to replace, and those with texts that are too long."""
    if not frame.width:
        return [], []
    longest = frame.lazy().select(pl.all().str.len_bytes().max()).collect().row(0)
    long = [name for name, most in zip(frame.columns, longest, strict=True) if (most or 0) > TEXT]
    if plain:
        return [], long
    hits = frame.lazy().select(pl.all().str.contains(_UNSOUND).any()).collect().row(0)
    return [name for name, hit in zip(frame.columns, hits, strict=True) if hit], long


def _said(sheet: Sheet, name: str, hit: pl.Series, over: pl.Series) -> Iterable[Finding]:
    heading = sound(name).strip()
    if hit.any():
        message = Message("characters that no document can show were replaced")
        places = Places.of(sheet.rows.filter(hit))
        yield Finding("characters", "repaired", sheet.file, sheet.name, heading, len(places), message, places)
    if over.any():
        message = Message("a text of more than {most} characters is not read", most=Figure(TEXT))
        places = Places.of(sheet.rows.filter(over))
        yield Finding(
            "text_too_long", "unknown", sheet.file, sheet.name, heading, len(places), message, places
        )


def _sound_stray(stray: Stray) -> Stray:
    cells = [sound(cell)[:TEXT] for cell in stray.cells]
    pointer = sound(stray.pointer)
    same = cells == [*stray.cells] and pointer == stray.pointer
    return stray if same else attrs.evolve(stray, cells=cells, pointer=pointer)


def _renamed(kinds: Mapping[str, pl.Series], names: Mapping[str, str]) -> dict[str, pl.Series]:
    return {names.get(name, name): kind for name, kind in kinds.items()}
