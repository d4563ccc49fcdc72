"""Values within the constraint of their column."""

from __future__ import annotations

import attrs
import narwhals as nw
import polars as pl

from asn_dev.messages import Message
from asn_dev.model import Column
from asn_dev.register.cells.notices import Reading, notice
from asn_dev.register.schema import allowed, limits


def within(column: Column, values: pl.Series) -> Reading:
    """The values that the column may hold; the others are null, and reported.

    >>> from asn_dev.model import Participation, column_of
    >>> read = within(column_of(Participation, "hours"), pl.Series([20.0, 0.0, None]))
    >>> read.values.to_list(), read.notices[0].message
    ([20.0, None, None], 'outside what is possible (above 0, at most 2000)')
    """
    test = allowed(attrs.evolve(column, name="value"))
    if test is None:
        return Reading(values)
    frame = nw.from_native(values.to_frame("value"), eager_only=True)
    broken = ~frame.select(test.fill_null(True))["value"].to_native()
    message = Message("outside what is possible ({limits})", limits=limits(column))
    notices = notice("out_of_range", "unknown", broken, message)
    return Reading(values.set(broken, None) if notices else values, notices)
