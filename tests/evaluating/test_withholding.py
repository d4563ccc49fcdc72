"""Withheld cells, and an attacker who has only what is printed and tries to work them out."""

from __future__ import annotations

import itertools

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_dev.errors import TableError
from asn_dev.grouping import unknowns
from asn_dev.grouping.withholding import REASONS, Relation, withheld

MINIMUM = 5


# --- the attacker: written apart from the code, over the whole printed system ---------------------


def changes(cells, relations, reasons):
    """All that the sums of the cells may change by though nothing printed does: a basis, a row for each.

    Known are the shown cells, the cells of nobody, and that children add up to their parents. Only for
    tables in which every total is printed and every respondent is in a child.
    """
    rows = cells.to_dicts()
    identity = np.eye(len(rows))
    system = [identity[at] for at, row in enumerate(rows) if reasons[at] is None or row["n"] == 0]
    for relation in relations:
        for at, parent in enumerate(rows):
            if parent["level"] == relation.parent:
                line = -identity[at]
                for below, child in enumerate(rows):
                    if child["level"] == relation.child and all(child[c] == parent[c] for c in relation.by):
                        line = line + identity[below]
                system.append(line)
    _, values, vectors = np.linalg.svd(np.array(system), full_matrices=True)
    return vectors[int((values > 1e-9).sum()) :]


def solved(cells, relations, reasons):
    """Withheld cells (row numbers) that follow from what is printed, and pairs of few respondents whose sum does."""
    free = changes(cells, relations, reasons)
    n = cells["n"].to_list()
    gone = [row for row, reason in enumerate(reasons) if reason is not None]
    singles = [row for row in gone if np.abs(free[:, row]).max(initial=0) < 1e-8]
    pairs = [
        (one, two)
        for one, two in itertools.combinations(gone, 2)
        if n[one] + n[two] < MINIMUM and np.abs(free[:, one] + free[:, two]).max(initial=0) < 1e-8
    ]
    return singles, pairs


# --- tables ---------------------------------------------------------------------------------------

SCHEMA = dict.fromkeys(("level", "programme", "provider", "form", "unit", "service"), pl.String)
KEY = ["programme", "provider", "form", "unit", "service"]


def table(*rows):
    return pl.DataFrame(rows, schema=SCHEMA | {"n": pl.Int64}, orient="row")


def reasons_of(cells, relations):
    return withheld(cells, relations, minimum=MINIMUM, key=KEY).to_list()


TRAINING = [
    Relation("programme", "provider", by=["provider"]),
    Relation("programme", "form", by=["form"]),
    Relation("provider", "all"),
    Relation("form", "all"),
]
CROSSED = [
    Relation("service", "unit", by=["unit"]),
    Relation("service", "kind", by=["service"]),
    Relation("unit", "all"),
    Relation("kind", "all"),
]


def totals(bottom, relations):
    """The bottom cells with all the totals that the relations speak of."""
    frame = bottom
    for relation in relations:
        if frame.filter(pl.col("level") == relation.parent).height:
            continue
        children = frame.filter(pl.col("level") == relation.child)
        by = list(relation.by)
        sums = children.group_by(by).agg(pl.sum("n")) if by else children.select(pl.sum("n"))
        frame = pl.concat([frame, sums.with_columns(level=pl.lit(relation.parent))], how="diagonal")
    return frame.select(bottom.columns)


@st.composite
def trainings(draw):
    """Programmes, each of one provider and one form; few of them are large."""
    sizes = st.one_of(st.integers(0, 6), st.integers(0, 40))
    programmes = draw(
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), sizes), min_size=1, max_size=14)
    )
    bottom = table(
        *(("programme", f"P{row:02}", f"provider {provider}", f"form {form}", None, None, n)
          for row, (provider, form, n) in enumerate(programmes))
    )  # fmt: skip
    return totals(bottom, TRAINING), TRAINING


@st.composite
def crossed(draw):
    """Units by services, with the totals of both."""
    units, services = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    sizes = st.one_of(st.integers(0, 6), st.integers(5, 60))
    bottom = table(
        *(("service", None, None, None, f"U{unit}", f"S{service}", draw(sizes))
          for unit in range(units) for service in range(services))
    )  # fmt: skip
    return totals(bottom, CROSSED), CROSSED


TABLES = st.one_of(trainings(), crossed())


@given(TABLES)
def test_nothing_withheld_can_be_worked_out(case):
    """No withheld cell, and no sum of two that have fewer than five respondents together."""
    cells, relations = case
    assert solved(cells, relations, reasons_of(cells, relations)) == ([], [])


@given(TABLES)
def test_small_cells_are_withheld_and_empty_ones_are_not(case):
    """And what is withheld besides is not small."""
    cells, relations = case
    for n, reason in zip(cells["n"], reasons_of(cells, relations), strict=True):
        assert (reason == "small") == (0 < n < MINIMUM)
        assert reason in {None, *REASONS}
        assert reason is None or n > 0


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_relations_does_not_matter(case, random):
    """The same cells are withheld for the same reason."""
    cells, relations = case
    other = cells.sample(fraction=1.0, shuffle=True, seed=random.randrange(10_000))
    relations_shuffled = list(relations)
    random.shuffle(relations_shuffled)
    one = cells.with_columns(reason=withheld(cells, relations, minimum=MINIMUM, key=KEY))
    two = other.with_columns(reason=withheld(other, relations_shuffled, minimum=MINIMUM, key=KEY))
    assert one.sort("level", *KEY).equals(two.sort("level", *KEY))


@given(TABLES)
def test_the_withheld_cells_of_a_printed_total_are_two_and_have_the_minimum_together(case):
    """So that not even their sum is about few."""
    cells, relations = case
    frame = cells.with_columns(reason=withheld(cells, relations, minimum=MINIMUM, key=KEY))
    for relation in relations:
        for parent in frame.filter(pl.col("level") == relation.parent, pl.col("reason").is_null()).to_dicts():
            children = frame.filter(pl.col("level") == relation.child, pl.col("reason").is_not_null())
            for name in relation.by:
                children = children.filter(pl.col(name) == parent[name])
            assert children.height == 0 or (children.height >= 2 and children["n"].sum() >= MINIMUM)


@given(TABLES)
def test_large_cells_withhold_nothing(case):
    """Where every cell has at least the minimum, all is shown."""
    cells, relations = case
    grown = totals(
        cells.filter(pl.col("level") == relations[0].child).with_columns(pl.col("n") + MINIMUM), relations
    )
    assert reasons_of(grown, relations) == [None] * grown.height


@given(TABLES)
def test_systems_too_large_for_one_matrix_give_the_same(case):
    """Equations eliminated one by one, as in tables of a hundred thousand withheld cells."""
    cells, relations = case
    expected = reasons_of(cells, relations)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unknowns, "DENSE", 4)
        assert reasons_of(cells, relations) == expected


# --- textbook cases -------------------------------------------------------------------------------


def units(*sizes, total=None):
    """Units of one city."""
    bottom = [("unit", None, None, None, f"U{row}", None, n) for row, n in enumerate(sizes)]
    return table(*bottom, ("all", *[None] * 5, sum(sizes) if total is None else total))


UNITS = [Relation("unit", "all")]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((20, 3, 12, 9), [None, "small", None, "complementary", None]),
        ((20, 3, 0, 9), [None, "small", None, "complementary", None]),
        ((20, 3, 4), [None, "small", "small", None]),
        ((20, 1, 2, 9), [None, "small", "small", "complementary", None]),
        ((20, 1, 1, 2, 9), [None, "small", "small", "small", "complementary", None]),
        ((20, 3, 9, 9), [None, "small", "complementary", None, None]),
        ((20, 9), [None, None, None]),
        ((3,), ["small", "small"]),
        ((0, 0), [None, None, None]),
        ((7, 0), [None, None, None]),
        ((2, 1), ["small", "small", "small"]),
    ],
)
def test_a_row_with_its_total(sizes, expected):
    """One small cell takes the smallest other with it; two of seven respondents do without; two of three do not."""
    assert reasons_of(units(*sizes), UNITS) == expected


def test_the_total_goes_where_no_other_cell_is():
    """A total of five of which one unit of four is known to be shown beside an empty one."""
    assert reasons_of(units(4, 0, total=5), UNITS)[:2] == ["small", None]


def test_respondents_outside_every_unit_are_not_given_away():
    """Thirty in all, 28 in the units: the two others would follow by subtraction."""
    assert reasons_of(units(20, 8, total=30), UNITS) == [None, "complementary", None]
    assert reasons_of(units(20, 3, total=30), UNITS) == [None, "small", None]


def test_two_by_two():
    """One small cell takes all four with it; the totals stand."""
    rows = [("U0", "S0", 3), ("U0", "S1", 30), ("U1", "S0", 20), ("U1", "S1", 40)]
    bottom = table(*(("service", None, None, None, unit, service, n) for unit, service, n in rows))
    cells = totals(bottom, CROSSED)
    expected = ["small", *["complementary"] * 3, *[None] * 5]
    assert reasons_of(cells, CROSSED) == expected


def test_the_dumbbell():
    """Two blocks of four withheld cells joined by one: the bridge follows from the sums of either block.

    Every row and column has two or more withheld cells, so counting alone would be content.
    """
    sizes = [
        [2, 2, 9, 90, 90],
        [2, 2, 90, 90, 90],
        [90, 90, 90, 2, 2],
        [90, 90, 9, 2, 2],
        [90, 90, 9, 90, 90],
    ]
    sizes[0][2], sizes[3][2] = 3, 90
    cells = totals(
        table(*(("service", None, None, None, f"U{row}", f"S{column}", n)
                for row, line in enumerate(sizes) for column, n in enumerate(line))), CROSSED,
    )  # fmt: skip
    reasons = reasons_of(cells, CROSSED)
    assert solved(cells, CROSSED, reasons) == ([], [])
    naive = ["small" if 0 < n < MINIMUM else None for n in cells["n"]]
    assert solved(cells, CROSSED, naive)[0]  # the attacker does see the bridge where nobody looks after it


def test_a_parent_with_one_child_of_few_goes_with_it():
    """The total is the child; both are small, and so another of the next level goes too."""
    relations = [Relation("programme", "provider", by=["provider"]), Relation("provider", "all")]
    bottom = table(
        ("programme", "P1", "A", None, None, None, 3),
        ("programme", "P2", "B", None, None, None, 30),
        ("programme", "P3", "B", None, None, None, 10),
        ("programme", "P4", "C", None, None, None, 50),
    )
    cells = totals(bottom, relations)
    found = dict(
        zip(
            zip(cells["programme"], cells["provider"], strict=True), reasons_of(cells, relations), strict=True
        )
    )
    assert found["P1", "A"] == found[None, "A"] == "small"
    assert found[None, "B"] == "complementary"
    assert found["P3", "B"] == "complementary" or found["P2", "B"] == "complementary"
    assert found["P4", "C"] is found[None, "C"] is found[None, None] is None


def test_totals_that_are_not_printed_are_reckoned_with():
    """Programmes without a provider: everybody minus the providers gives them away, printed or not."""
    relations = [Relation("programme", "provider", by=["provider"]), Relation("provider", "all")]
    cells = table(
        ("programme", "P1", "A", None, None, None, 30),
        ("programme", "P2", None, None, None, None, 3),
        ("provider", None, "A", None, None, None, 30),
        ("all", None, None, None, None, None, 33),
    )
    reasons = reasons_of(cells, relations)
    assert reasons[1] == "small"
    assert "complementary" in (reasons[2], reasons[3])


def test_a_total_of_shown_cells_is_known_though_it_is_not_printed():
    """Ten without a provider are shown as programme, so everybody minus them and A would give B away."""
    relations = [Relation("programme", "provider", by=["provider"]), Relation("provider", "all")]
    cells = table(
        ("programme", "P1", None, None, None, None, 10),
        ("provider", None, "A", None, None, None, 30),
        ("provider", None, "B", None, None, None, 3),
        ("all", None, None, None, None, None, 43),
    )
    assert reasons_of(cells, relations) == [None, "complementary", "small", None]


def test_two_small_cells_whose_sum_is_a_difference_of_totals():
    """Provider A has a, b, c and d; form F1 has c and d; so a + b, four respondents, is A minus F1."""
    sizes = {"a": ("A", "F2", 2), "b": ("A", "F3", 2), "c": ("A", "F1", 3), "d": ("A", "F1", 3),
             "e": ("B", "F2", 9), "f": ("B", "F3", 9), "g": ("B", "F2", 30), "h": ("B", "F3", 30)}  # fmt: skip
    bottom = table(
        *(("programme", name, prov, form, None, None, n) for name, (prov, form, n) in sizes.items())
    )
    cells = totals(bottom, TRAINING)
    naive = ["small" if name in set("abcd") else "complementary" if name in {"e", "f"} else None
             for name in cells["programme"]]  # fmt: skip
    assert solved(cells, TRAINING, naive) == ([], [(0, 1)])
    assert solved(cells, TRAINING, reasons_of(cells, TRAINING)) == ([], [])


def test_dimensions_of_an_instrument_are_apart():
    """The same units by dimension: what is withheld in one says nothing of the other."""
    frame = pl.concat([units(20, 3, 12).with_columns(dimension=pl.lit(d)) for d in ("a", "b")])
    frame = frame.with_columns(n=pl.when(pl.col("dimension") == "b").then(pl.col("n") * 10).otherwise("n"))
    reasons = withheld(
        frame, [Relation("unit", "all", by=["dimension"])], minimum=MINIMUM, key=["unit", "dimension"]
    )
    assert reasons.to_list() == [None, "small", "complementary", None, None, None, None, None]


def test_without_relations_only_the_small_are_withheld():
    """And a table without rows has no reason."""
    assert reasons_of(units(3, 9), []) == ["small", None, None]
    assert reasons_of(units(3, 9).clear(), UNITS) == []


# --- faults ---------------------------------------------------------------------------------------


def test_children_with_more_respondents_than_their_total_are_an_error():
    """They cannot add up to it, so nothing could be promised."""
    with pytest.raises(TableError, match="more respondents"):
        reasons_of(units(20, 8, total=27), UNITS)


def test_cells_without_a_number_or_twice_are_an_error():
    """Unknown is not zero, and two cells of one name are one too many."""
    cells = units(20, 8)
    with pytest.raises(TableError, match="missing or negative"):
        reasons_of(cells.with_columns(n=pl.lit(None, dtype=pl.Int64)), UNITS)
    with pytest.raises(TableError, match="twice"):
        reasons_of(pl.concat([cells, cells]), UNITS)
    with pytest.raises(TableError, match="several"):
        withheld(
            pl.concat([cells.with_columns(dimension=pl.lit(d)) for d in "ab"]),
            UNITS, minimum=MINIMUM, key=["unit", "dimension"],
        )  # fmt: skip


def test_a_large_table_with_few_withheld():
    """Two hundred thousand cells: only what few of them hold is taken apart."""
    random = np.random.default_rng(1)
    size = 200_000
    bottom = pl.DataFrame(
        {
            "level": ["programme"] * size,
            "programme": [f"P{row}" for row in range(size)],
            "provider": random.integers(0, 2000, size).astype(str),
            "form": random.integers(0, 25, size).astype(str),
            "n": np.where(random.random(size) < 0.002, 3, random.integers(5, 60, size)),
        }
    )
    cells = totals(bottom, TRAINING)
    reasons = withheld(cells, TRAINING, minimum=MINIMUM, key=["programme", "provider", "form"])
    assert (reasons == "small").sum() == ((cells["n"] > 0) & (cells["n"] < MINIMUM)).sum()
    assert reasons.is_not_null().sum() < 0.02 * size
