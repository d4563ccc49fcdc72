"""Lists that tell the days of a course in one column: 10 s.d. 12 Maret 2025."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import polars as pl
from annotated_types import MaxLen

from asn_dev.messages import Message
from asn_dev.model import Participation, column_of
from asn_dev.register.cells import notice
from asn_dev.register.cells.date_columns import read_several_days
from asn_dev.register.sources import Source

if TYPE_CHECKING:
    from asn_dev.register.layouts.layout import Derived

DAYS = "_days"
"""The field of the column, until `with_days` has made the first and the last day of it."""

DAYS_HEADINGS = (
    "tanggal pelaksanaan", "tgl pelaksanaan", "tanggal", "tgl", "hari/tanggal", "hari, tanggal",
    "hari dan tanggal", "waktu", "waktu pelaksanaan", "waktu kegiatan", "waktu penyelenggaraan",
    "tanggal kegiatan", "tgl kegiatan", "tanggal diklat", "tgl diklat", "tanggal pelatihan",
    "tgl pelatihan", "tanggal penyelenggaraan", "tgl penyelenggaraan", "tanggal mulai dan selesai",
    "tanggal mulai - selesai", "tanggal mulai s.d. selesai", "tanggal mulai/selesai", "pelaksanaan",
    "jadwal", "jadwal pelaksanaan", "hari/tanggal pelaksanaan", "periode pelaksanaan", "masa pelaksanaan",
    "lama pelaksanaan tanggal", "tanggal pelaksanaan diklat", "tanggal pelaksanaan pelatihan",
    "tanggal pelaksanaan kegiatan", "waktu diklat", "waktu pelatihan",
)  # fmt: skip


def days_source(*headings: str, expected: bool = False) -> Source:
    """The column in which all the days of a course stand, under the usual headings or these."""
    column = attrs.evolve(column_of(Participation, "provider"), constraints=(MaxLen(500),))
    return Source(DAYS, headings or DAYS_HEADINGS, column, expected=expected)


def with_days(fields: pl.DataFrame) -> Derived:
    """The first and the last day from a column of several days, where they have no column of their own.

    One day alone is the first and the last, unless another column tells the one or the other.
    """
    if fields[DAYS].null_count() == fields.height:
        undated = fields["end"].is_null() & (fields["end"].null_count() == fields.height)
        message = Message(
            "no last day: nobody knows in which year the hours count; add a column 'tanggal selesai'"
        )
        return fields, notice("no_last_day", "unknown", undated, message, "end")
    read = read_several_days(fields[DAYS])
    several = read.first != read.last
    start, end = fields["start"], fields["end"]
    differs = (several & (end != read.last)) | (several & (start != read.first))
    kept = fields.with_columns(
        start=start.fill_null(read.first),
        end=end.fill_null(read.last.set((~several & (start > read.last)).fill_null(False), None)),
    )
    message = Message("the days here and in the column of the first or last day differ; that column is used")
    seen = [attrs.evolve(one, field=DAYS) for one in read.notices]
    return kept, (*seen, *notice("days_differ", "warning", differs, message, DAYS))
