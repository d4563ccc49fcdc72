"""Rejection of rows that state nothing usable, once the names in them are resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from asn_dev.messages import Message
from asn_dev.register.layouts.xapi import LEARNING, STATEMENTS, VOIDED

if TYPE_CHECKING:
    from asn_dev.register.parsed import ParsedSheet


def reject_void_statements(sheets: Sequence[ParsedSheet]) -> list[ParsedSheet]:
    """Reject rows that state nothing: by the test of their layout, for a missing fact, or as voided."""
    return _without_voided([one.reject({**_by_layout(one), **_without_fact(one)}) for one in sheets])


def _by_layout(sheet: ParsedSheet) -> Mapping[int, tuple[str, str]]:
    return sheet.layout.rejecting(sheet.fields) if sheet.layout.rejecting else {}


def _without_fact(sheet: ParsedSheet) -> Mapping[int, tuple[str, str]]:
    """The rows that lack a required fact, in a sheet without a column of it."""
    reasons: dict[int, tuple[str, str]] = {}
    for source in sheet.layout.sources:
        if source.essential and source.fact and source.field not in sheet.headings:
            reason = Message(
                "no column tells '{name}', and the lines beside the table do not tell it for this row: add"
                " the column",
                name=(source.headings or (source.field,))[0],
            )
            reasons |= dict.fromkeys(sheet.fields[source.field].is_null().arg_true(), (source.field, reason))
    return reasons


def _without_voided(sheets: Sequence[ParsedSheet]) -> list[ParsedSheet]:
    """Reject xAPI statements that were voided, that void another, or that are not about learning.

    A statement may be voided in another file than the one it stands in.
    """
    voided = {
        activity: one.sheet.file
        for one in sheets
        if one.layout.name == STATEMENTS.name
        for activity in one.fields.filter(pl.col("_verb") == VOIDED)["_activity"].drop_nulls()
    }
    return [_reject(one, voided) if one.layout is STATEMENTS else one for one in sheets]


def _reject(sheet: ParsedSheet, voided: dict[str, str]) -> ParsedSheet:
    silent = ~pl.col("_verb").str.contains(rf"[/#](?:{'|'.join(LEARNING)})/?$") & pl.col("minutes").is_null()
    rows = sheet.fields.select("code", "_verb", silent=silent.fill_null(False)).rows()
    reasons: dict[int, tuple[str, str]] = {}
    for at, (code, verb, tells_nothing) in enumerate(rows):
        if verb == VOIDED:
            reasons[at] = "_verb", Message("voids another statement, and tells of no learning itself")
        elif code in voided:
            reasons[at] = "code", Message("was voided by a later statement in {file}", file=voided[code])
        elif tells_nothing:
            reasons[at] = "_verb", Message("tells neither of learning done nor how long it took")
    return sheet.reject(reasons)
