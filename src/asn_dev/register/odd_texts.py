"""A bound on what has to be understood text by text: words, numbers and days in no usual writing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from asn_dev.errors import FileError
from asn_dev.formatting import Figure
from asn_dev.messages import Message
from asn_dev.model import Nip
from asn_dev.model.records import allowed_texts, storage_type
from asn_dev.register.files.bounds import ODD_TEXTS
from asn_dev.register.files.sheet import BLANKS

if TYPE_CHECKING:
    from asn_dev.register.files import Sheet
    from asn_dev.register.sources import Source


def check_odd_texts(sheet: Sheet, columns: Iterable[tuple[str, Source]]) -> None:
    """Refuse a sheet of a file whose columns of numbers, days or codes hold too many different texts.

    `columns` are those whose cells are not written as programs write them. Codes, days and numbers of real
    files are few: so many different texts are no such thing.
    """
    if not sheet.sha256 or sheet.frame.height * sheet.frame.width <= ODD_TEXTS:
        return
    counts = {
        heading: sheet.frame[heading].n_unique() for heading, source in columns if _is_understood(source)
    }
    if sum(counts.values()) <= ODD_TEXTS:
        return
    worst = max(counts, key=lambda heading: counts[heading])
    raise FileError(
        Message(
            "column '{heading}' holds {count} different texts where numbers, days or codes should stand;"
            " at most {most} are looked at",
            heading=worst.strip(BLANKS), count=Figure(counts[worst]), most=Figure(ODD_TEXTS),
        ),
        file=sheet.file,
        hint=Message("look whether the columns have slipped, or split the file"),
    )  # fmt: skip


def _is_understood(source: Source) -> bool:
    """Whether the cells are read one by one: texts are taken as they are, personnel numbers by columns."""
    column = source.column
    coded = bool(source.codes or source.variants or allowed_texts(column))
    return column.type is not Nip and (storage_type(column) is not str or coded)
