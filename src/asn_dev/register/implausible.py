"""Values that no office has had: beyond a bound, placeholders for 'not known', impossible ages.

Each is unknown and said; none may enter a mean. A placeholder is a repeated digit (9999) that lies far from
the other values of its column, told by their median and its mean distance; a column whose values really
are like that keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs
import polars as pl

from asn_dev.formatting import Figure
from asn_dev.messages import Message
from asn_dev.model import CivilServant, Column, ServiceMonth, column_of
from asn_dev.register.ledger import Severity
from asn_dev.register.plausible import Ages, ages, bounds, placeholder_days, placeholders

_GROUPS: Mapping[Column, Sequence[Sequence[str]]] = {
    column_of(ServiceMonth, name): (("unit", "service"), ("service",), ())
    for name in ("requests", "waiting_minutes", "errors", "complaints")
}
"""Columns whose values are like those of the same service; others are like the rest of their column."""

_MOST_DIGITS = 12
_AS_SPREAD = 1.4826
"""What makes of a median distance the standard deviation of values that are spread normally."""

_LEAST_SPREAD = 0.05
_BORN, _APPOINTED = (column_of(CivilServant, name) for name in ("birth_date", "appointed_on"))


@attrs.frozen(eq=False)
class Doubt:
    """Cells that are doubtful: at which field and positions, and which fields of these rows are unknown."""

    field: str
    rule: str
    message: Message
    rows: pl.Series
    unknown: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """Unknown where the cells are not used, else a warning."""
        return "unknown" if self.unknown else "warning"


def implausible(fields: pl.DataFrame, columns: Mapping[str, Column], today: date) -> list[Doubt]:
    """What is implausible in these rows; `columns` are those of the fields.

    >>> from asn_dev.model import Participation, column_of
    >>> hours = pl.DataFrame({"hours": [8.0, 6.0, 5.0, 20.0, 8.0, 4.0, 9999.0, 6.0, 12.0]})
    >>> [found] = implausible(hours, {"hours": column_of(Participation, "hours")}, date(2026, 1, 1))
    >>> found.rule, found.rows.to_list()
    ('placeholder_number', [6])
    """
    doubts: list[Doubt] = []
    for field, column in columns.items():
        if field not in fields.columns:
            continue
        if column.type in (int, float):
            doubts += _numbers(fields, field, column)
        elif column.type is date and column != _BORN:
            doubts += _days(fields[field])
    return [*doubts, *_ages(fields, columns, today)]


def cleared(fields: pl.DataFrame, doubts: Sequence[Doubt]) -> pl.DataFrame:
    """The fields with what is in doubt unknown."""
    at = pl.int_range(pl.len())
    rows: dict[str, list[pl.Expr]] = {}
    for doubt in doubts:
        for name in doubt.unknown:
            rows.setdefault(name, []).append(at.is_in(doubt.rows.cast(pl.Int64).implode()))
    return fields.with_columns(
        pl.when(~pl.any_horizontal(hits)).then(pl.col(name)).alias(name) for name, hits in rows.items()
    )


def _numbers(fields: pl.DataFrame, field: str, column: Column) -> Iterator[Doubt]:
    bound = bounds().get(column)
    values = fields[field]
    taken = pl.Series([], dtype=pl.UInt32)
    if _may_be_placeholder(column):
        taken, few = _placeholders(fields, field, _GROUPS.get(column, ((),)))
        message = Message(
            "a repeated digit far from the other values of the column: it stands for 'not known'"
        )
        yield from _doubt(field, "placeholder_number", message, taken, field)
        message = Message(
            "a repeated digit far from the few other values of the column: it is used, but look"
        )
        yield from _doubt(field, "placeholder_suspected", message, few)
    if bound is not None:
        beyond = (values > bound.greatest).fill_null(False).arg_true()
        beyond = beyond.filter(~beyond.is_in(taken.implode()))
        if beyond.len():  # Putting the bound into words is dear, and hardly ever needed.
            message = Message(
                "more than can be: above {greatest} ({evidence} {since}: {source})",
                greatest=Figure(bound.greatest, "short"),
                evidence=bound.evidence, since=bound.since, source=bound.source,
            )  # fmt: skip
            yield from _doubt(field, "implausible_value", message, beyond, field)


def _doubt(field: str, rule: str, message: Message, rows: pl.Series, *unknown: str) -> Iterator[Doubt]:
    if rows.len():
        yield Doubt(field, rule, message, rows, unknown)


def _may_be_placeholder(column: Column) -> bool:
    """Whether the column has room for such a number: no scale, no year, no time of day."""
    least, greatest, _ = column.bounds()
    return (greatest is None or greatest >= 2 * placeholders().least_nines) and (least or 0) < 1000


def _repeated_digits() -> list[float]:
    """999, 9999 and so on, and 1111, 2222 and so on."""
    limits = placeholders()
    least = {digit: limits.least_nines if digit == 9 else limits.least_others for digit in range(1, 10)}
    ones = [(10**digits - 1) // 9 for digits in range(1, _MOST_DIGITS)]
    return [float(digit * one) for one in ones for digit in least if digit * one >= least[digit]]


def _placeholders(
    fields: pl.DataFrame, field: str, groupings: Sequence[Sequence[str]]
) -> tuple[pl.Series, pl.Series]:
    """The rows with a placeholder, and those with one that too few others tell."""
    none = pl.Series([], dtype=pl.UInt32)
    repeated = fields[field].cast(pl.Float64).is_in(_repeated_digits())
    if not repeated.any():
        return none, none
    repeated = repeated.fill_null(False)
    limits = placeholders()
    rows = fields.select(pl.col(field).cast(pl.Float64).alias("_value"), *_present(fields, groupings))
    rows = rows.with_row_index("_at")
    pending, others = rows.filter(repeated), rows.filter(~repeated & rows["_value"].is_not_null())
    sure, few = none, none
    for keys in groupings:
        if not set(keys) <= set(fields.columns):
            continue
        judged = _beside(pending, others, keys)
        far = judged.filter("_far")
        enough = judged.filter(pl.col("_others") >= limits.values_needed)["_at"]
        sure = sure.append(far.filter(pl.col("_at").is_in(enough.implode()))["_at"].cast(pl.UInt32))
        pending = pending.filter(~pl.col("_at").is_in(enough.implode()))
        few = far.filter(
            pl.col("_others").is_between(limits.values_for_a_warning, limits.values_needed, closed="left")
        )["_at"]
    return sure.sort(), few.filter(few.is_in(pending["_at"].implode())).sort()


def _present(fields: pl.DataFrame, groupings: Sequence[Sequence[str]]) -> list[str]:
    return [
        name for name in dict.fromkeys(key for keys in groupings for key in keys) if name in fields.columns
    ]


def _beside(pending: pl.DataFrame, others: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """The pending rows with how many others there are, and whether they lie far from those."""
    limits = placeholders()
    value = pl.col("_value")
    names = list(keys) or ["_all"]
    told_of = (
        others.with_columns(_all=pl.lit(0))
        .group_by(names)
        .agg(
            _others=pl.len(),
            _middle=value.median(),
            _spread=(value - value.median()).abs().median() * _AS_SPREAD,
            _top=value.max(),
        )
    )
    spread = pl.max_horizontal("_spread", pl.col("_middle").abs() * _LEAST_SPREAD)
    far = ((value - pl.col("_middle")).abs() > limits.distance * spread) & (
        value >= limits.times_the_greatest * pl.col("_top")
    )
    return (
        pending.with_columns(_all=pl.lit(0))
        .join(told_of, on=names, how="left", nulls_equal=True)
        .select("_at", pl.col("_others").fill_null(0), _far=far.fill_null(False))
    )


def _days(days: pl.Series) -> Iterator[Doubt]:
    hit = days.is_in(list(placeholder_days()))
    if hit.any():
        rows = hit.fill_null(False).arg_true()
        message = Message("a day that programs write where they have none")
        yield from _doubt(days.name, "placeholder_day", message, rows, days.name)


def _ages(fields: pl.DataFrame, columns: Mapping[str, Column], today: date) -> Iterator[Doubt]:
    """People of an age that nobody has, and appointments at one."""
    if columns.get("birth_date") != _BORN or "birth_date" not in fields.columns:
        return
    born = fields["birth_date"].dt.year()
    odd = _outside(today.year - born, ages()) | (fields["birth_date"] > today)
    message = Message("an age that nobody on such a list has: not {least} to {greatest}", **_words(ages()))
    yield from _doubt("birth_date", "implausible_age", message, odd.fill_null(False).arg_true(), "birth_date")
    if columns.get("appointed_on") == _APPOINTED and "appointed_on" in fields.columns:
        limits = ages("age_at_appointment")
        early = _outside(fields["appointed_on"].dt.year() - born, limits) & ~odd
        message = Message(
            "the day of birth and the first appointment contradict each other (an age of {least} to"
            " {greatest} at appointment): neither is used",
            **_words(limits),
        )
        hit = early.fill_null(False).arg_true()
        yield from _doubt("appointed_on", "implausible_age", message, hit, "birth_date", "appointed_on")


def _outside(years: pl.Series, limits: Ages) -> pl.Series:
    return (years < limits.least) | (years > limits.greatest)


def _words(limits: Ages) -> dict[str, object]:
    return {"least": limits.least, "greatest": limits.greatest}
