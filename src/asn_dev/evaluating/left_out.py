"""What was left out of every mean, and why: nothing is averaged in silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import narwhals as nw

from asn_dev.evaluating.material import Material
from asn_dev.model import Answer, Enrolment, key_of
from asn_dev.rules.answers import FAULTS, judged

if TYPE_CHECKING:
    import polars as pl


def left_out(material: Material, repeated: pl.DataFrame) -> pl.DataFrame:
    """How many answers count in no mean, by instrument and reason, whatever their day.

    Columns: instrument, fault (a key of `asn_dev.rules.answers.FAULTS`), answers, why, why_en. Rows that
    could not be read at all stand in ``register.rejected``.
    """
    import polars as pl

    schema = pl.Schema({"instrument": pl.String(), "fault": pl.String(), "answers": pl.UInt32()})
    answers, enrolments = (material.calculation.rows(record) for record in (Answer, Enrolment))
    found = pl.DataFrame(schema=schema)
    if answers is not None:
        rows: pl.LazyFrame = judged(answers, material.region.instruments, enrolments).to_native()
        faulty = rows.filter(pl.col("fault").is_not_null())
        counted = faulty.group_by("instrument", "fault").agg(answers=pl.len())
        found = counted.collect(engine="streaming").cast(schema)
    words = pl.DataFrame(
        [(fault, why.id, why.en) for fault, why in FAULTS.items()],
        schema={"fault": pl.String, "why": pl.String, "why_en": pl.String},
        orient="row",
    )
    everything = pl.concat([found, repeated.cast(schema)])
    return everything.join(words, on="fault", how="left").sort("instrument", "fault")


def without_repeated(material: Material) -> tuple[Material, pl.DataFrame]:
    """The material without answers given more than once to the same item, and how many those were.

    Eager tables were checked when they were read; in lazy ones nothing tells which of two answers is meant,
    so neither counts. Keys are compared by a hash of 64 bits: memory stays small however long they are.
    """
    import polars as pl

    nothing = pl.DataFrame(schema={"instrument": pl.String, "fault": pl.String, "answers": pl.UInt32})
    found = material.calculation.tables.get(Answer)
    if found is None:
        return material, nothing
    answers: pl.LazyFrame = found.to_native()
    key = pl.struct(key_of(Answer)).hash()
    rows, different = answers.select(pl.len(), keys=key.n_unique()).collect(engine="streaming").row(0)
    if rows == different:
        return material, nothing
    twice = answers.with_columns(_key=key).filter(pl.len().over("_key") > 1).collect()
    counted = twice.group_by("instrument").agg(answers=pl.len()).with_columns(fault=pl.lit("repeated"))
    kept = answers.with_columns(_key=key).join(twice.select("_key").unique().lazy(), on="_key", how="anti")
    tables = {**material.calculation.tables, Answer: nw.from_native(kept.drop("_key"))}
    single = attrs.evolve(material.calculation, tables=tables)
    return Material(material.region, material.period, single), counted.select(nothing.columns)
