"""Layouts: the headings a sheet may have, the meaning of its cells, and the records it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import columns_of
from asn_dev.register.aliases import Aliases, squeezed
from asn_dev.register.sources import Source

if TYPE_CHECKING:
    from asn_dev.register.cells import Notice

Make = Callable[["pl.DataFrame"], Mapping[type, "pl.DataFrame"]]
"""From the fields of a sheet (a row each) to the tables of records they make."""

Derived = tuple["pl.DataFrame", Sequence["Notice"]]
"""Fields worked out from others, with what was seen on the way."""

Derive = Callable[["pl.DataFrame"], Derived]
"""From the fields as read to the fields as meant."""

Rejecting = Callable[["pl.DataFrame"], Mapping[int, tuple[str, str]]]
"""From the fields as meant to the rows that make no record, by position: the field and the reason."""

Refusing = Callable[[frozenset[str], str], Message | None]
"""From the fields of a sheet and the name of its file to the reason why it cannot be used, or None."""


@attrs.frozen(eq=False)
class Layout:
    """A kind of sheet: it is recognised by the headings in `signature`, all of which it must have.

    `plain`: its headings are the names and labels of our own columns. `share` is the least share of the
    sheet's headings that it must know (a plain file has few others).
    `stems` are names of files by which a sheet without any heading is known. `derive` works out fields
    from others once the cells are read. `key` are the fields that no two rows may share: in the whole
    register, or with `key_within_sheet` in one sheet; `absent` are those of them that a row may do without.
    `make` turns the fields into records. `instruments` are the questionnaires whose answers the sheet
    holds, where it knows them by itself. `telling`: fields of which a sheet must have one.
    `rejecting`: which rows make no record once names are known; `refusing`: why a sheet cannot be used
    though its headings are the layout's. `general`: it is taken only where no other layout fits, and knows
    so many headings (`least`) that the sheet can hardly be another's. `foreign`: headings, squeezed, of words
    that no such sheet has: with one it is another's.
    """

    name: str
    record: type
    sources: Sequence[Source]
    signature: frozenset[str]
    make: Make
    key: tuple[str, ...] = ()
    absent: frozenset[str] = frozenset()
    key_within_sheet: bool = False
    share: float = 0.0
    plain: bool = False
    stems: tuple[str, ...] = ()
    derive: Derive | None = None
    rejecting: Rejecting | None = None
    refusing: Refusing | None = None
    instruments: tuple[str, ...] = ()
    general: bool = False
    telling: frozenset[str] = frozenset()
    least: int = 1
    foreign: frozenset[str] = frozenset()

    @cached_property
    def needed(self) -> frozenset[str]:
        """The fields without which a sheet is not of this layout."""
        return self.signature | {given.field for given in self.sources if given.essential}

    @property
    def compared(self) -> tuple[str, ...]:
        """The fields that make up a whole row, for finding rows that repeat another."""
        if self.key:
            return tuple(given.field for given in self.sources)
        return tuple(column.name for column in columns_of(self.record))

    def columns(self, headings: Sequence[str], aliases: Aliases) -> dict[str, Source]:
        """Map headings to sources; where several headings fit one source, the preferred one counts."""
        extra = {squeezed(theirs): squeezed(ours) for theirs, ours in aliases.headings.items()}
        words: dict[str, str] = {}
        for heading in headings:
            word = squeezed(heading)
            words.setdefault(extra.get(word, word), heading)
        source_of: dict[str, Source] = {}
        for source in self.sources:
            possible = [word for word in words if word in source.preferred]
            if possible:
                best = min(possible, key=source.preferred.__getitem__)
                source_of[words.pop(best)] = source
        return {heading: source_of[heading] for heading in headings if heading in source_of}


def make_only(record: type) -> Make:
    """A function that makes one record of each row, field by field."""

    def make(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
        return {record: rows}

    return make
