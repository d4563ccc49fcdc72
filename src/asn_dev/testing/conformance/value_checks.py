"""What an indicator declares of its values: bounds, what is unknown without what, what rises and falls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.messages import Message
from asn_dev.testing.conformance.trials import Case, shown

if TYPE_CHECKING:
    from asn_dev.rules.definitions import Indicator
    from asn_dev.testing.conformance.trials import Trial

SLACK = 1e-9
MOST_ROWS, MOST_VALUES = 150, 12
"""So many rows are tried with so many values of an argument."""


def value_checks(rule: Indicator) -> Iterator[tuple[str, Callable[[Trial], None]]]:
    """Yield the checks that an indicator's declarations imply, with the topic of each."""
    yield "bounds", within_bounds
    yield "unknown", unknown_in_unknown_out
    if rule.increasing_in or rule.decreasing_in:
        yield "monotone", monotone


def within_bounds(trial: Trial) -> None:
    """Check that numbers lie within the bounds and are finite, and texts among the values."""
    rule = _indicator(trial)
    for case in trial.cases:
        values = trial.values(case)
        if rule.kind == "number":
            number = pl.col("value").cast(pl.Float64)
            least, greatest = rule.bounds or (None, None)
            wrong = ~number.is_finite()
            if least is not None:
                wrong = wrong | (number < least - SLACK)
            if greatest is not None:
                wrong = wrong | (number > greatest + SLACK)
            stated = (
                Message("its bounds {bounds}", bounds=rule.bounds)
                if rule.bounds
                else Message("what is finite")
            )
        elif rule.values is not None:
            wrong = ~pl.col("value").is_in(rule.values)
            stated = Message("its values {values}", values=", ".join(rule.values))
        else:
            return
        outside = values.alias("value").to_frame().with_row_index("row").filter(wrong)
        if outside.height:
            row = int(outside["row"][0])
            raise trial.fault(
                Message(
                    "gives {value}, which is outside {stated} (where {row})",
                    value=repr(outside["value"][0]),
                    stated=stated,
                    row=shown(case, row),
                ),
                Message("mend the rule, or declare what it can give"),
            )


def unknown_in_unknown_out(trial: Trial) -> None:
    """Check that without an argument the value is unknown, but for those in ``tolerates_null``."""
    rule = _indicator(trial)
    (case,) = trial.cases
    invented: dict[str, int] = {}
    for name, column in trial.columns.items():
        if name in rule.tolerates_null:
            continue
        without = case.targets.with_columns(pl.lit(None, case.targets.schema[column]).alias(column))
        values = trial.values(Case(without))
        if values.drop_nulls().len():
            invented[name] = int(values.is_not_null().arg_true()[0])
    if invented:
        name, row = next(iter(invented.items()))
        raise trial.fault(
            Message(
                "is known though {arguments} is not (where {name} = None, {row})",
                arguments=", ".join(invented),
                name=name,
                row=shown(case, row),
            ),
            Message(
                "leave it unknown, or declare tolerates_null={arguments} and say why in the docstring",
                arguments=tuple(invented),
            ),
        )


def monotone(trial: Trial) -> None:
    """Check that more of an argument never gives less (or never more, where it falls)."""
    rule = _indicator(trial)
    (case,) = trial.cases
    for names, rises in ((rule.increasing_in, True), (rule.decreasing_in, False)):
        for name in names:
            column = trial.columns[name]
            broken = _first_step_back(trial, case, column, rises=rises)
            if broken:
                below, above, lower, higher = broken
                raise trial.fault(
                    Message(
                        "goes from {lower} to {higher} when {name} goes from {below} to {above}",
                        lower=repr(lower),
                        higher=repr(higher),
                        name=name,
                        below=repr(below),
                        above=repr(above),
                    ),
                    Message(
                        "mend the rule, or take '{name}' out of {declaration}",
                        name=name,
                        declaration="increasing_in" if rises else "decreasing_in",
                    ),
                )


def _first_step_back(
    trial: Trial, case: Case, column: str, *, rises: bool
) -> tuple[object, object, object, object] | None:
    """Two neighbouring values of a column, and the results that go the wrong way."""
    distinct = case.targets[column].drop_nulls().unique().sort()
    tried = distinct.gather_every(max(1, distinct.len() // MOST_VALUES)).to_frame()
    rows = case.targets.drop(column)
    rows = rows.sample(min(MOST_ROWS, rows.height), seed=1).with_row_index("_one")
    crossed = rows.join(tried, how="cross").sort("_one", column)
    values = trial.values(attrs.evolve(case, targets=crossed.drop("_one")))
    result = crossed.with_columns(values.cast(pl.Float64).alias("_value"))
    change = pl.col("_value").diff().over("_one")
    before = result.with_columns(
        _change=change if rises else -change,
        _before=pl.col("_value").shift(1).over("_one"),
        _below=pl.col(column).shift(1).over("_one"),
    ).filter(pl.col("_change") < -SLACK)
    if not before.height:
        return None
    row = before.row(0, named=True)
    return row["_below"], row[column], row["_before"], row["_value"]


def _indicator(trial: Trial) -> Indicator:
    from asn_dev.rules.definitions import Indicator

    rule = trial.bound.rule
    assert isinstance(rule, Indicator)
    return rule
