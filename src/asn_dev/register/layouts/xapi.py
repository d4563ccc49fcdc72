"""xAPI statements of a learning record store, and which of them tell of learning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.model import LearningActivity, column_of
from asn_dev.register.cells.times import read_durations, read_moments
from asn_dev.register.layouts.layout import Layout, make_only
from asn_dev.register.sources import Source, source

if TYPE_CHECKING:
    from asn_dev.register.cells import Notice
    from asn_dev.register.layouts.layout import Derived

COMPLETING = ("completed", "passed", "mastered", "satisfied")
LEARNING = (*COMPLETING, "failed", "progressed", "terminated", "attended", "experienced", "exited")
"""The last word of the verbs that tell of learning done; other statements must say how long it took."""

VOIDED = "http://adlnet.gov/expapi/verbs/voided"

_TEXT = column_of(LearningActivity, "course")


def _derive(fields: pl.DataFrame) -> Derived:
    """Day, time and minutes; what the result does not say of completion, the verb does."""
    day, clock = read_moments(fields["_when"])
    minutes = read_durations(fields["_duration"])
    verb = pl.col("_verb").str.extract(r"([^/#]+)/?$")
    by_verb = (
        pl.when(verb.is_in(COMPLETING)).then(True).when(verb.is_in(["failed", "progressed"])).then(False)
    )
    activities = fields.with_columns(
        day.values.alias("day"),
        clock.alias("clock"),
        minutes.values.alias("minutes"),
        course=pl.coalesce("course", "_activity"),
        completed=pl.coalesce("completed", by_verb),
    )
    return activities, [*_at("_when", day.notices), *_at("_duration", minutes.notices)]


def _at(field: str, notices: Iterable[Notice]) -> list[Notice]:
    return [attrs.evolve(seen, field=field) for seen in notices]


STATEMENTS = Layout(
    name="pernyataan xAPI",
    record=LearningActivity,
    sources=[
        source(LearningActivity, "code", "id", essential=True),
        source(LearningActivity, "nip", "actor", essential=True, account=True),
        Source("_verb", ("verb",), _TEXT, essential=True),
        Source("_activity", ("object.id",), _TEXT),
        source(LearningActivity, "course", "object.name"),
        Source("_duration", ("result.duration",), _TEXT),
        source(LearningActivity, "completed", "result.completion"),
        Source("_when", ("timestamp",), _TEXT, expected=True),
        source(LearningActivity, "platform", "context.platform"),
        Source("_whole", ("statement",), _TEXT),
    ],
    signature=frozenset({"code", "nip", "_verb", "_activity"}),
    derive=_derive,
    make=make_only(LearningActivity),
    key=("nip", "code"),
)


LAYOUTS = (STATEMENTS,)
