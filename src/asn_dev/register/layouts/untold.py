"""Rows of which a layout says that they make no record, once the names in them are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from asn_dev.messages import Message
from asn_dev.register.layouts.xapi import reject_voided

if TYPE_CHECKING:
    from asn_dev.register.parsed import ParsedSheet


def reject_untold(sheets: Sequence[ParsedSheet]) -> list[ParsedSheet]:
    """The sheets without rows that tell of nothing: by their layout, for want of a fact, or as voided."""
    return reject_voided([one.reject({**_by_layout(one), **_without_fact(one)}) for one in sheets])


def _by_layout(one: ParsedSheet) -> Mapping[int, tuple[str, str]]:
    return one.layout.rejecting(one.fields) if one.layout.rejecting else {}


def _without_fact(one: ParsedSheet) -> Mapping[int, tuple[str, str]]:
    """The rows that lack what must be told, in a sheet that has no column of it."""
    reasons: dict[int, tuple[str, str]] = {}
    for given in one.layout.sources:
        if given.essential and given.fact and given.field not in one.headings:
            reason = Message(
                "no column tells '{name}', and the lines beside the table do not tell it for this row: add"
                " the column",
                name=(given.headings or (given.field,))[0],
            )
            reasons |= dict.fromkeys(one.fields[given.field].is_null().arg_true(), (given.field, reason))
    return reasons
