"""Which of several lists is the fullest: by how many columns it fills for how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asn_dev.register.parsed import ParsedSheet


def levels_of(sheets: Mapping[int, ParsedSheet], key: Sequence[str]) -> dict[int, int]:
    """The place of each list: 0 for the fullest, the same for lists that fill the same columns.

    Sheets of one kind, such as a sheet for each unit, are one list: together they fill their columns for all
    that any of them tells of.
    """
    kinds: dict[frozenset[str], list[int]] = {}
    for number, sheet in sheets.items():
        kinds.setdefault(_filled(sheet), []).append(number)
    sizes = {
        kind: len(kind) * sum(_size(sheets[at], key) for at in numbers) for kind, numbers in kinds.items()
    }
    order = sorted(set(sizes.values()), reverse=True)
    return {at: order.index(sizes[kind]) for kind, numbers in kinds.items() for at in numbers}


def _filled(sheet: ParsedSheet) -> frozenset[str]:
    """The fields of a sheet that have at least one value."""
    return frozenset(name for name in sheet.headings if sheet.fields[name].null_count() < sheet.fields.height)


def _size(sheet: ParsedSheet, key: Sequence[str]) -> int:
    names = [name for name in key if name in sheet.fields.columns]
    return int(sheet.fields.select(names).n_unique()) if sheet.fields.height else 0
