"""Who came: the marks, words and shares that lists of presence use."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Column, Enrolment, column_of
from asn_dev.register.aliases import plain
from asn_dev.register.cells.notices import Reading, notice, translate
from asn_dev.register.cells.text import in_plain_letters
from asn_dev.register.plausible import share_attended

_TICKS = frozenset("v✓✔√☑✅")

_CAME = frozenset(
    "hadir h ya y yes true 1 ada ikut mengikuti lulus selesai terlambat datang attended present completed "
    "passed".split()
) | {"hadir penuh", "selesai mengikuti", "lulus uji", "kompeten"}
_STAYED_AWAY = frozenset(
    "absen alpa alpha a sakit s izin ijin i cuti c tk th mangkir bolos tidak no n false 0 dinas dl tugas "
    "absent batal".split()
) | {
    "tidak hadir", "tanpa keterangan", "tanpa kabar", "tidak ikut", "tidak mengikuti", "tidak datang",
    "tidak ada", "dinas luar", "tugas luar", "tidak masuk", "belum hadir",
}  # fmt: skip
_MANNER = re.compile(
    r"hadir (?:secara )?(?:daring|luring|online|offline|zoom|virtual|tepat waktu|terlambat|lengkap)"
)
_PAIRED = {"x": _TICKS | {"h", "hadir"}, "t": frozenset({"y"})}
"""What means 'did not come' beside one of these, and has two meanings without them."""

_OF_HUNDRED = re.compile(r"(\d{1,3}(?:[.,]\d+)?) ?(?:%|persen)")
_PART = re.compile(r"(\d{1,3}) ?(?:/|dari|of) ?(\d{1,3})(?: (?:kali|x|sesi|pertemuan|hari))?")
_FRACTION = re.compile(r"0[.,]\d+|1[.,]0+")


def is_attendance(column: Column) -> bool:
    """Whether the column records attendance."""
    return column == column_of(Enrolment, "attended")


def read_attendance(text: pl.Series) -> Reading:
    """Whether each came, from a mark, a word or a share of the meetings; others are unknown.

    >>> read = read_attendance(pl.Series(["H", "v", "x", "95 %", "3/10", "Tidak Lulus", "true"]))
    >>> read.values.to_list()
    [True, True, False, True, False, None, True]
    """
    cells = {cell: in_plain_letters(cell) for cell in text.drop_nulls().unique()}
    words = frozenset(cells.values())
    shares = {cell: share for cell, word in cells.items() if (share := share_of(word)) is not None}
    least = share_attended()

    def came(cell: str) -> bool | None:
        if cell in shares:
            return shares[cell] >= least.value
        return _came(cells[cell], words)

    value = translate(text, came, pl.Boolean)
    written = text.is_in([cell for cell in cells if cell not in ("true", "false", "hadir", "tidak hadir")])
    enough = [cell for cell, share in shares.items() if share >= least.value or share == 0]
    too_little = [cell for cell in shares if cell not in enough]
    by_share = text.is_in(list(shares))
    percent = f"{least.value:.0%}"
    return Reading(
        value,
        (
            *notice(
                "code_variant", "repaired", written & value.is_not_null() & ~by_share,
                Message("a code written in another way"),
            ),
            *notice(
                "attendance_share", "repaired", text.is_in(enough),
                Message(
                    "a share of the meetings: from {percent} it counts as attended ({evidence}: {source})",
                    percent=percent, evidence=least.evidence, source=least.source,
                ),
            ),
            *notice(
                "attendance_share_low", "warning", text.is_in(too_little),
                Message(
                    "came to some of the meetings, but to fewer than {percent}: counts as not attended"
                    " ({evidence}: {source})",
                    percent=percent, evidence=least.evidence, source=least.source,
                ),
            ),
            *notice(
                "unknown_code", "unknown", text.is_not_null() & value.is_null(),
                Message("does not tell who came: write Hadir, Tidak Hadir or the share of meetings as 95%"),
            ),
        ),
    )  # fmt: skip


def share_of(word: str) -> float | None:
    """The share of meetings in a text in plain letters, from 0 to 1; None for any other text.

    >>> share_of("95 %"), share_of("8/10"), share_of("12/10"), share_of("0,95"), share_of("95")
    (0.95, 0.8, None, 0.95, None)
    """
    if match := _OF_HUNDRED.fullmatch(word):
        share = float(match[1].replace(",", ".")) / 100
    elif match := _PART.fullmatch(word):
        share = int(match[1]) / int(match[2]) if int(match[2]) else 2.0
    elif _FRACTION.fullmatch(word):
        share = float(word.replace(",", "."))
    else:
        return None
    return share if share <= 1 else None


def _came(word: str, words: AbstractSet[str]) -> bool | None:
    """Whether a mark or word means attended, given the other words of the column; None if unclear."""
    if word in _TICKS:
        return True
    spoken = plain(word)
    if spoken in _PAIRED:
        return False if words & _PAIRED[spoken] else None
    if spoken in _CAME or _MANNER.fullmatch(spoken):
        return True
    return False if spoken in _STAYED_AWAY else None
