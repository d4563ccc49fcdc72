"""What is unknown stays unknown: in aggregates, in every rule, and whatever a table holds within bounds."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.model import CivilServant, Participation
from asn_dev.plugin import count_of, max_of, mean_of, min_of, sum_of
from asn_dev.register.structuring import frame_of
from asn_dev.rules.aggregates import Aggregate, any_of
from asn_dev.rules.calculation import Calculation
from asn_dev.rules.definitions import Indicator
from asn_dev.rules.joining import JoinKey, with_aggregates
from asn_dev.testing.conformance.emptying import Laboratory, columns_to_empty
from asn_dev.testing.conformance.material import whole_registers

REGION = asn.region("nasional", on="2025-12-31")

VALUES = (0.0, 1.0, 3.0)
"""What a value can be where it is unknown."""

AGGREGATES: dict[str, Callable[[nw.Expr, nw.Expr], Aggregate]] = {
    "sum": sum_of,
    "mean": mean_of,
    "least": min_of,
    "least, decided": lambda value, where: min_of(value, where, none=9.0, decided=0.0),
    "greatest": max_of,
    "greatest, decided": lambda value, where: max_of(value, where, none=-1.0, decided=3.0),
    "count": lambda value, where: count_of(where),
    "any": lambda value, where: any_of(where),
}

Row = tuple[bool | None, float | None]


def aggregated(
    aggregate: Callable[[nw.Expr, nw.Expr], Aggregate], tables: list[list[Row]], **options: Any
) -> list[Any]:
    """The aggregate of each table of rows (whether they pass, their value), a person each."""
    cells = [(str(who), *row) for who, table in enumerate(tables) for row in table]
    source = pl.DataFrame(
        cells, schema={"nip": pl.String, "passes": pl.Boolean, "value": pl.Float64}, orient="row"
    )
    key = JoinKey(CivilServant, "nip", Participation, "nip")
    numbers = pl.DataFrame({"nip": [str(who) for who in range(len(tables))]}).lazy()
    people = nw.from_native(numbers).with_columns(key.ours)
    made = aggregate(nw.col("value"), nw.col("passes"), **options)
    frame = with_aggregates(people, nw.from_native(source.lazy()), [key], {"result": made}, present=True)
    return frame.sort("nip as number").collect().to_native()["result"].to_list()


def completions(rows: list[Row]) -> list[list[Row]]:
    """Every table that these rows can be, were all cells known."""
    cells = [
        itertools.product(
            (True, False) if passes is None else (passes,), VALUES if value is None else (value,)
        )
        for passes, value in rows
    ]
    return [list(whole) for whole in itertools.product(*cells)]


@pytest.mark.parametrize("name", AGGREGATES)
@given(rows=st.lists(st.tuples(st.none() | st.booleans(), st.none() | st.sampled_from(VALUES)), max_size=3))
@settings(max_examples=25)
def test_an_aggregate_is_known_only_where_all_that_the_table_can_be_agree(name: str, rows: list[Row]) -> None:
    """Compared with every completion of the unknown cells; means and sums know no more than they must."""
    result, *whole = aggregated(AGGREGATES[name], [rows, *completions(rows)])
    possible = set(whole)
    if result is not None:
        assert possible == {result}
    elif name in ("count", "any", "least, decided", "greatest, decided"):
        assert len(possible) > 1  # these leave unknown only what is


@given(rows=st.lists(st.tuples(st.none() | st.booleans(), st.none() | st.sampled_from(VALUES)), max_size=4))
def test_what_speaks_of_the_known_leaves_the_rest_out(rows: list[Row]) -> None:
    """Rows of which filter or value is unknown have no part."""
    sure = [(passes, value) for passes, value in rows if passes and value is not None]
    (known_only,) = aggregated(sum_of, [rows], known_only=True)
    assert known_only == sum(value for _, value in sure)


def test_hours_are_added_exactly() -> None:
    """Tenths add up to what people see: no 14.000000000000002."""
    rows: list[Row] = [(True, 0.1)] * 3 + [(True, 4.6)] * 3
    assert aggregated(sum_of, [rows]) == [14.1]


@settings(max_examples=6)
@given(data=st.data())
def test_emptying_cells_never_turns_a_result_of_any_register_into_another(data: st.DataObject) -> None:
    """All rules of the national line, over generated registers: known becomes the same or unknown."""
    register = data.draw(whole_registers(year=2025))
    frames = {record: frame_of(record, rows) for record, rows in register.items()}
    laboratory = Laboratory(REGION, frames)
    places = columns_to_empty(frames)
    if places:
        chosen = data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=4, unique=True))
        changes = list(laboratory.changes(chosen, seed=data.draw(st.integers(0, 99))))
        assert not changes, [f"{change.place[1]} {change}" for change in changes]


@settings(max_examples=6)
@given(data=st.data())
def test_no_result_lies_outside_its_bounds_whatever_was_read(data: st.DataObject) -> None:
    """Days before their start, hours beyond reason: a result that cannot be is unknown."""
    register = data.draw(whole_registers(year=2025))
    frames = {record: frame_of(record, rows) for record, rows in register.items()}
    days = st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))
    for record, frame in frames.items():
        wild = [name for name, kind in frame.schema.items() if kind == pl.Date]
        columns = [pl.Series(name, [data.draw(days) for _ in range(frame.height)], pl.Date) for name in wild]
        frames[record] = frame.with_columns(columns)
    tables = {record: nw.from_native(frame.lazy()) for record, frame in frames.items()}
    calculation = Calculation(tables, REGION.book, REGION.parameters, REGION.period, REGION.instruments)
    for record in frames:
        names = calculation.in_force(record)
        if not names:
            continue
        results = calculation.table(record, names).select(*names).collect().to_native()
        for name in names:
            rule = REGION.book.find(record, name).rule
            if isinstance(rule, Indicator) and rule.bounds:
                least, greatest = rule.bounds
                known = results[name].drop_nulls()
                assert least is None or not (known < least - 1e-6).any(), name
                assert greatest is None or not (known > greatest + 1e-6).any(), name


def test_who_declares_that_a_result_speaks_of_what_is_known() -> None:
    """The national results that keep to the law, and the ones that do not because they count."""
    book = REGION.book
    lawful = ("ip_asn", "ip_asn_competence", "ip_asn_band", "learning_hours", "learning_hours_met",
              "job_person_match", "gap_class", "performance_rating", "talent_box")  # fmt: skip
    counting = ("ip_asn_known", "learning_hours_at_least", "learning_undated", "elearning_hours")
    for names, declared in ((lawful, False), (counting, True)):
        for name in names:
            assert book.counts_known(CivilServant, book.find(CivilServant, name)) is declared, name
