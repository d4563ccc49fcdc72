"""Whose account: ids, user names and e-mails of platforms made into personnel numbers by the lists beside."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import CivilServant
from asn_dev.register.aliases import squeezed
from asn_dev.register.cells.notices import translate
from asn_dev.register.files.sheet import BLANKS
from asn_dev.register.layouts import accounts
from asn_dev.register.ledger import Finding
from asn_dev.register.parsing import parse
from asn_dev.register.parting import with_meanings
from asn_dev.register.rejecting import FIELD

if TYPE_CHECKING:
    from asn_dev.register.aliases import Aliases
    from asn_dev.register.parsed import ParsedSheet

_OF_CHOICE = ("layout_doubtful", "few_columns_used")
"""What was said when the layout was chosen, which reading the cells again does not say."""


def by_accounts(sheets: Sequence[ParsedSheet], aliases: Aliases) -> list[ParsedSheet]:
    """The sheets with the number of each person whom a platform knows by an account that a list names.

    A list is one of accounts, or a staff list with a column of e-mails or user names.
    """
    wanting = [parsed for parsed in sheets if _account_headings(parsed)]
    owners = _owners(sheets) if wanting else {}
    if not owners:
        return list(sheets)
    return [_resolved(parsed, owners, aliases) if parsed in wanting else parsed for parsed in sheets]


def _account_headings(parsed: ParsedSheet) -> list[str]:
    """The columns in which an account may stand and some row could not be used as it is."""
    rejected = {parsed.heading(field) for field in parsed.rejections.rows[FIELD].unique()}
    return [
        parsed.headings[given.field]
        for given in parsed.layout.sources
        if given.account and given.field in parsed.headings and parsed.heading(given.field) in rejected
    ]


def _owners(sheets: Sequence[ParsedSheet]) -> Mapping[str, str]:
    """For each account of a list the number of its owner; one that two people have is nobody's."""
    owners: dict[str, set[str]] = {}
    for parsed in sheets:
        if parsed.layout not in accounts.LAYOUTS and parsed.layout.record is not CivilServant:
            continue
        for heading in parsed.sheet.frame.columns:
            if squeezed(heading) in accounts.IDS:
                ids = parsed.sheet.frame[heading].fill_null("").str.strip_chars(BLANKS).str.to_lowercase()
                for account, number in zip(ids, parsed.fields["nip"], strict=True):
                    if account and number:
                        owners.setdefault(account, set()).add(number)
    single = {account: numbers.pop() for account, numbers in owners.items() if len(numbers) == 1}
    hashed = {_sha1(account): number for account, number in single.items() if "@" in account}
    return {**hashed, **single}


def _sha1(address: str) -> str:
    """An e-mail as xAPI hides it."""
    return hashlib.sha1(f"mailto:{address}".encode(), usedforsecurity=False).hexdigest()


def _resolved(parsed: ParsedSheet, owners: Mapping[str, str], aliases: Aliases) -> ParsedSheet:
    """The sheet read again with numbers in place of the accounts that a list names."""
    frame, kinds, notes = parsed.sheet.frame, dict(parsed.sheet.kinds), []
    for heading in _account_headings(parsed):
        cells = frame[heading]
        numbers = translate(cells, lambda cell: owners.get(cell.strip(BLANKS).lower()), pl.String)
        count = numbers.count()
        if count:
            frame = frame.with_columns(pl.coalesce(numbers, cells).alias(heading))
            if heading in kinds:
                kinds[heading] = kinds[heading].set(numbers.is_not_null(), None)
            message = Message("accounts whose NIP a list beside names; the rows are read with that number")
            name = heading.strip(BLANKS)
            notes.append(
                Finding(
                    "account_resolved", "repaired", parsed.sheet.file, parsed.sheet.name, name, count, message
                )
            )
    if not notes:
        return parsed
    kept = [remark for remark in parsed.remarks if remark.rule in _OF_CHOICE]
    sheet = attrs.evolve(parsed.sheet, frame=frame, kinds=kinds)
    return parse(sheet, parsed.layout, with_meanings(aliases, sheet)).remarked([*kept, *notes])
