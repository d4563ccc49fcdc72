"""Showing: the overview of a frame that a stage returned, with what its columns mean and whose rules made it.

Results are frames of the user's own kind and stay so: they show what such frames show, personal numbers
included. Who wants an overview, with persons masked, asks for it here.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

from asn_dev.errors import TableError
from asn_dev.formatting import Figure
from asn_dev.messages import Message, joined
from asn_dev.model import columns_of, key_of, plural_of
from asn_dev.model.records import registered_records
from asn_dev.overviews import Grid, Overview, Worded, rows_in_words, share
from asn_dev.rules.labels import Text
from asn_dev.rules.regions import Region

FEW = 6
"""Up to how many different texts are counted one by one."""


def overview(frame: Any, region: Region, *, personal: bool = False) -> Overview:
    """What a frame of `gaps` or `score` holds, how much is known, and whose rules gave its columns.

    The record is the one of which the frame has every column. With `personal` persons are shown.

    Raises `TableError` for a lazy frame and for one that is of no record.

    >>> import asn_dev as asn
    >>> from datetime import date
    >>> who = asn.Nip("198704122010012345")
    >>> post = {"job_title": "Camat", "unit": "Kecamatan Binjai Kota"}
    >>> register = asn.Register.of([
    ...     asn.CivilServant(nip=who, **post),
    ...     asn.RequiredLevel(**post, competency="komunikasi", level=3),
    ...     asn.Assessment(nip=who, competency="komunikasi", day=date(2025, 2, 1), level=2),
    ... ])
    >>> region = asn.region("nasional", on="2025-12-31")
    >>> asn.overview(asn.gaps(register, region), region)
    <competency_gaps: 1 row, 1 nip, 1 competency>
      rules...
    """
    held = nw.from_native(frame)
    if not isinstance(held, nw.DataFrame):
        raise TableError(
            Message("an overview counts, and this frame is lazy"), hint=Message("collect it first")
        )
    record = _record_of(held)
    plugins: dict[str, str] = {}
    labels: dict[str, object] = {column.name: Text(column.label, column.doc) for column in columns_of(record)}
    for name in region.book.names(record):
        bound = region.book.find(record, name)
        plugins[name], labels[name] = bound.plugin.name, bound.rule.label
    contents = {name: _content(held[name]) for name in held.columns}
    facts: dict[str, object] = {Message("rules"): region.rules_in_force}
    facts |= {name: contents[name] for name in held.columns if name in plugins}
    columns = [
        (name, labels.get(name, ""), share(_share_present(held[name])), contents[name], plugins.get(name, ""))
        for name in held.columns
    ]
    hidden = [column.name for column in columns_of(record) if column.personal]
    keys = [joined(" ", (Figure(held[name].n_unique()), name)) for name in key_of(record)]
    headings = (
        Message("column"), Message("meaning"), Message("known"), Message("holds"), Message("plugin"),
    )  # fmt: skip
    return Overview(
        joined(": ", (plural_of(record), joined(", ", [rows_in_words(len(held)), *keys]))),
        facts,
        [
            Grid(Message("Columns"), headings, columns),
            Grid.of(held, Message("First rows"), hidden=hidden),
        ],
        personal,
    )


def _record_of(frame: nw.DataFrame[Any]) -> type:
    """The record of which the frame has all columns; of several the one with the most."""
    fitting = [
        record
        for record in registered_records()
        if {column.name for column in columns_of(record)} <= set(frame.columns)
    ]
    if not fitting:
        raise TableError(
            Message("the frame has not all columns of any record"), hint=Message("see docs/records.md")
        )
    return max(fitting, key=lambda record: len(columns_of(record)))


def _content(values: nw.Series[Any]) -> Message:
    """The counts of a few words, the range of numbers and days, else how many are different."""
    present = values.drop_nulls()
    lacking = len(values) - len(present)
    unknown = [Message("{count} unknown", count=Figure(lacking))] if lacking else []
    if not len(present):
        return joined(", ", unknown) if unknown else Message("nothing")
    if values.dtype.is_numeric() or values.dtype == nw.Date:
        least, greatest = Worded(present.min()), Worded(present.max())
        span = Message("{least} to {greatest}", least=least, greatest=greatest)
        return joined(", ", [least if least == greatest else span, *unknown])
    if present.n_unique() > FEW:
        return joined(", ", [Message("{count} different", count=Figure(present.n_unique())), *unknown])
    counts = present.value_counts(sort=True, name="times").rows()
    return joined(", ", [*(joined(" ", (Figure(times), Worded(word))) for word, times in counts), *unknown])


def _share_present(values: nw.Series[Any]) -> float | None:
    return 1 - values.null_count() / len(values) if len(values) else None
