"""The reference of records: docs/records.md, made from the model itself."""

from __future__ import annotations

from enum import Enum

import annotated_types as at

from asn_dev.model.nip import Nip
from asn_dev.model.records import (
    Column,
    allowed_texts,
    columns_of,
    key_of,
    label_of,
    plural_of,
    registered_records,
)

_INTRODUCTION = """# Records

The tables of a register and their columns, made from the model (`make docs`). A plain file of a record is
named after its table and has the columns as headings, in English or as the Indonesian labels; optional ones
may be missing. A **key** column is part of what identifies a row; a *required* one must be known, or the row
is rejected. In frames, numbers of people and codes are text, and lists of names one text parted by `|`.
"""

MOST_LISTED = 8
"""How many codes a cell lists; the enumeration has all."""


def reference() -> str:
    """Write the reference page of records, a table for each.

    >>> "## civil_servants" in reference()
    True
    """
    from asn_dev import model

    ours = [record for record in registered_records() if getattr(model, record.__name__, None) is record]
    return "\n".join([_INTRODUCTION, *(_table(record) for record in ours)])


def _table(record: type) -> str:
    about = (record.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
    key = ", ".join(key_of(record)) or "none; equal rows are repeated rows"
    rows = [
        f"| {_name(column)} | {column.label} | {_kind(column)} | {_allowed(column)} | {column.doc} |"
        for column in columns_of(record)
    ]
    return "\n".join(
        [
            f"## {plural_of(record)}",
            "",
            f"`{record.__name__}`, {label_of(record)}. {' '.join(about.split())} Key: {key}.",
            "",
            "| column | label | type | allowed | meaning |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _name(column: Column) -> str:
    name = f"`{column.name}`"
    return f"**{name}**" if column.key else f"*{name}*" if not column.optional else name


def _kind(column: Column) -> str:
    if column.type is Nip:
        return "text (NIP)"
    if column.many:
        return "text (list)"
    return f"text (`{column.type.__name__}`)" if issubclass(column.type, Enum) else column.type.__name__


def _allowed(column: Column) -> str:
    texts = allowed_texts(column)
    if texts:
        shown = ", ".join(texts[:MOST_LISTED])
        return shown + (", ..." if len(texts) > MOST_LISTED else "")
    least, greatest, exclusive = column.bounds()
    limits = [f"{'>' if exclusive else '>='} {least:g}"] if least is not None else []
    limits += [f"<= {greatest:g}"] if greatest is not None else []
    limits += [
        f"at most {bound.max_length} characters"
        for bound in column.constraints
        if isinstance(bound, at.MaxLen)
    ]
    return ", ".join(limits)
