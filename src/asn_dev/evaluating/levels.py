"""Levels: the same figures for everybody, and by programme, provider, form and unit.

Rows are reduced once, to sums by programme and unit; every level adds those up. A group too small to be
shown, or one that would give a small one away, is withheld on all its figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from asn_dev.grouping.withholding import REASONS, Relation, withheld
from asn_dev.model import ProgrammeForm
from asn_dev.rules.definitions import Text, text
from asn_dev.study_data import UNKNOWN

LEVELS: dict[str, Text] = {
    "all": text(id="Seluruhnya", en="All"),
    "programme": text(id="Program", en="Programme"),
    "provider": text(id="Penyelenggara", en="Provider"),
    "form": text(id="Bentuk", en="Form"),
    "unit": text(id="Perangkat daerah", en="Unit"),
}
"""The levels at which figures are given."""

STATUS: Mapping[str, Text] = {
    "shown": text(id="ditampilkan", en="shown"),
    "none": text(id="belum ada jawaban", en="no answers yet"),
    "few": text(id="jawaban terlalu sedikit untuk rata-rata", en="too few answers for a mean"),
    **REASONS,
}
"""Whether a group's figures are shown, and why not."""

_ADDS_UP = (
    ("programme", "provider"),
    ("programme", "form"),
    ("provider", "all"),
    ("form", "all"),
    ("unit", "all"),
)


def sums(wide: pl.DataFrame, dimensions: Sequence[str], *keys: str) -> pl.DataFrame:
    """By the keys and dimension how many scores, their sum and sum of squares: all that a mean needs.

    `wide` has a column for each dimension.
    """
    figures = ("n", "total", "squares")
    value = {name: pl.col(name).cast(pl.Float64) for name in dimensions}
    grouped = wide.group_by(*keys).agg(
        *(value[name].count().cast(pl.Int64).alias(f"n {name}") for name in dimensions),
        *(value[name].sum().alias(f"total {name}") for name in dimensions),
        *((value[name] * value[name]).sum().alias(f"squares {name}") for name in dimensions),
    )
    parts = [
        grouped.select(
            *keys, *(pl.col(f"{figure} {name}").alias(figure) for figure in figures), dimension=pl.lit(name)
        )
        for name in dimensions
    ]
    return added(parts, *keys)


def added(parts: Sequence[pl.DataFrame], *keys: str) -> pl.DataFrame:
    """Sums of several versions of an instrument put together."""
    empty = {
        **dict.fromkeys((*keys, "dimension"), pl.String),
        "n": pl.Int64, "total": pl.Float64, "squares": pl.Float64,
    }  # fmt: skip
    return pl.concat([*parts, pl.DataFrame(schema=empty)], how="diagonal")


def at_every_level(
    totals: pl.DataFrame, programmes: pl.DataFrame, figures: Sequence[str], *keys: str, language: str
) -> pl.DataFrame:
    """Figures by programme and unit, added up at every level; `keys` stand beside the group.

    Columns: level, group (code or name; empty for all), label (what readers call it), programme, provider,
    form, unit, keys, figures.
    """
    placed = totals.with_columns(pl.col("unit").fill_null(UNKNOWN.in_(language))).join(
        programmes.select("programme", "provider", "form"), on="programme", how="left", maintain_order="left"
    )
    placed = placed.with_columns(pl.col("provider", "form").fill_null(UNKNOWN.in_(language)))
    within = {"programme": ["programme", "provider", "form"]}
    parts = []
    for level in LEVELS:
        names = [] if level == "all" else within.get(level, [level])
        group = pl.lit("") if level == "all" else pl.col(level)
        added = (
            placed.group_by(*names, *keys).agg(pl.col(*figures).sum())
            if names or keys
            else placed.select(pl.col(*figures).sum())
        )
        parts.append(added.with_columns(level=pl.lit(level), group=group))
    whole = pl.concat(parts, how="diagonal")
    lacking = [name for name in ("programme", "provider", "form", "unit") if name not in whole.columns]
    return _labelled(whole.with_columns(pl.lit(None, pl.String).alias(name) for name in lacking), programmes)


def _labelled(frame: pl.DataFrame, programmes: pl.DataFrame) -> pl.DataFrame:
    """With what readers call each group: programmes and forms have names beside their codes."""
    forms = {form.value: form.label for form in ProgrammeForm}
    names = programmes.select("programme", "name").unique("programme", keep="any")
    named = frame.join(names, on="programme", how="left", maintain_order="left")
    label = (
        pl.when(pl.col("level") == "programme")
        .then(pl.coalesce("name", "group"))
        .when(pl.col("level") == "form")
        .then(pl.col("group").replace(forms))
        .otherwise(pl.col("group"))
    )
    return named.with_columns(label=label).drop("name")


def with_mean(frame: pl.DataFrame) -> pl.DataFrame:
    """The mean and the standard deviation from the sums; null where there are too few values."""
    n, total, squares = pl.col("n"), pl.col("total"), pl.col("squares")
    spread = ((squares - total * total / n) / (n - 1)).clip(lower_bound=0).sqrt()
    return frame.with_columns(mean=pl.when(n > 0).then(total / n), sd=pl.when(n > 1).then(spread)).drop(
        "total", "squares"
    )


def with_status(
    frame: pl.DataFrame, *, minimum: int, fewest: float, by: Sequence[str] = (), n: str = "n"
) -> pl.DataFrame:
    """The frame with ``status``, a key of `STATUS`; rows are cells that add up within the keys `by`."""
    relations = [
        Relation(child, parent, by=list(by) if parent == "all" else [parent, *by])
        for child, parent in _ADDS_UP
    ]
    cells = frame.with_columns(pl.col(n).cast(pl.Int64))
    reason = withheld(cells, relations, minimum=minimum, key=["group", *by], n=n)
    return frame.with_columns(status=status_of(reason, pl.col(n), fewest))


def status_of(reason: pl.Series, n: pl.Expr, fewest: float) -> pl.Expr:
    """Withheld for a reason, or too few for a mean, or shown."""
    few = pl.when(n < fewest).then(pl.lit("few")).otherwise(pl.lit("shown"))
    return pl.when(n == 0).then(pl.lit("none")).otherwise(pl.coalesce(reason, few))


def hidden(frame: pl.DataFrame, figures: Sequence[str], counts: Sequence[str]) -> pl.DataFrame:
    """The frame without what is not to be seen: figures unless shown, counts where they are withheld."""
    withheld_too = pl.col("status").is_in(list(REASONS))
    return frame.with_columns(
        *(pl.when(pl.col("status") == "shown").then(pl.col(name)).alias(name) for name in figures),
        *(pl.when(~withheld_too).then(pl.col(name)).alias(name) for name in counts),
    )
