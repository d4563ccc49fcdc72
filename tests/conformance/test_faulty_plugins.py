"""Ten deliberately faulty plugins: each is caught by the check meant for it, which says what to do."""

from __future__ import annotations

import pytest

from asn_dev.testing import check_region

RULES = """

@hookimpl
def asn_dev_rules():
    return [{rules}]
"""

ORDER = """
@indicator(of=CivilServant, label=text(id="JP berjalan", en="Running hours"), tolerates_null=("learning_hours",))
def running_hours(learning_hours):
    return learning_hours.fill_null(0.0).cum_sum()
"""

UNDECLARED = """
@indicator(of=CivilServant, label=text(id="JP laki-laki", en="Hours of men"))
def hours_of_men(learning_hours):
    return nw.when(nw.col("sex") == "L").then(learning_hours)
"""

MUTATES = """
@indicator(of=CivilServant, label=text(id="Target JP", en="Target hours"))
def target_hours(employment, p):
    targets = p.lookup("kota.targets")
    targets.entries["PNS"] = 30.0
    return targets.of(employment)
"""

RAISES = """
from asn_dev.model import ServiceElement

@view(of=ServiceElement, label=text(id="Dimensi", en="Dimensions"))
def service_elements(units):
    first = units.collect().rows()[0]
    return units.filter(nw.lit(False)).select(
        **{c.name: nw.lit(None).cast(nw.String) for c in columns_of(ServiceElement)}
    )
"""

SLOW = """
import polars

@indicator(of=CivilServant, label=text(id="JP dua kali", en="Hours twice"))
def hours_twice(learning_hours):
    def row_by_row(column):
        return polars.Series([None if hours is None else hours * 2 for hours in column])
    return learning_hours.map_batches(row_by_row)
"""

UNESCAPED = """
from markupsafe import Markup

@section(key="kota", title=text(id="Kota", en="City"), order=60)
def city(context):
    units = context.scores(Unit)["name"].to_list()
    if not units:
        return [context.nothing(Unit)]
    return [Paragraph(Markup(f"<b>{units[0]}</b>"))]

@hookimpl
def asn_dev_report_sections():
    return [city]
"""

NAMES = """
from asn_dev.plugin import CivilServant, Paragraph, section

@section(key="kota", title=text(id="Kota", en="City"), order=60)
def city(context):
    names = context.people["name"].drop_nulls().to_list()
    return [Paragraph(f"Pegawai teladan: {names[0]}.")] if names else [context.nothing(CivilServant)]

@hookimpl
def asn_dev_report_sections():
    return [city]
"""

SMALL = """
import polars as pl
from asn_dev.plugin import CivilServant, section
from asn_dev.plugin.tables import column, table

HOURS = table(
    column("unit", id="Unit", en="Unit"),
    column("hours", "decimal", id="JP", en="Hours", value=pl.col("learning_hours").mean()),
    id="JP", en="Hours", by="unit",
)

@section(key="kota", title=text(id="Kota", en="City"), order=60)
def city(context):
    return [HOURS.of(context.scores(CivilServant))]

@hookimpl
def asn_dev_report_sections():
    return [city]
"""

WRONG_TYPE = """
@indicator(of=CivilServant, label=text(id="Banyak JP", en="Many hours"))
def many_hours(learning_hours):
    return learning_hours > 20
"""

TWICE = """
def made():
    @indicator(of=CivilServant, label=text(id="JP", en="Hours"))
    def my_hours(learning_hours):
        return learning_hours
    return my_hours

@hookimpl
def asn_dev_rules():
    return [made(), made()]
"""

PARAMETERS = """
from pathlib import Path

@hookimpl
def asn_dev_parameters():
    return [Path(__file__).parent / "kota.toml"]
"""

TARGETS = """
[kota.targets]
kind = "lookup"
label = { id = "Target JP", en = "Target hours" }
[[kota.targets.values]]
from = 2024-01-01
value = { PNS = 20, PPPK = 20 }
source = "Peraturan Wali Kota 1/2024"
evidence = "local"
"""

HOLE = """
[kota.grade]
kind = "bands"
label = { id = "Mutu", en = "Grade" }
[[kota.grade.values]]
from = 2024-01-01
value = [{ is = "A", at_least = 80 }, { is = "B", at_least = 60 }]
source = "Peraturan Wali Kota 1/2024"
evidence = "local"
"""

UNDATED = TARGETS.replace("from = 2024-01-01\n", "")

FAULTS = {
    "an order-dependent indicator": (
        ORDER + RULES.format(rules="running_hours"), "",
        "indicator_order[civil_servants.running_hours]", "running_hours", "own row",
    ),
    "a hole in bands": (PARAMETERS, HOLE, "parameters", "kota.grade", "the last band must have no 'at_least'"),
    "a column read without declaring it": (
        UNDECLARED + RULES.format(rules="hours_of_men"), "",
        "indicator_reads[civil_servants.hours_of_men]", "hours_of_men", "add it to the arguments: def hours_of_men(sex",
    ),
    "a rule that writes into parameters": (
        PARAMETERS + MUTATES + RULES.format(rules="target_hours"), TARGETS,
        "indicator_writes[civil_servants.target_hours]", "target_hours", "make a new value",
    ),
    "one that raises for empty tables": (
        RAISES + RULES.format(rules="service_elements"), "",
        "view_empty[service_elements]", "service_elements", "take no row of a table for granted",
    ),
    "a slow rule that goes row by row": (
        SLOW + RULES.format(rules="hours_twice"), "",
        "indicator_columns[civil_servants.hours_twice]", "hours_twice", "write it with nw.when",
    ),
    "a name not escaped in the report": (UNESCAPED, "", "section_escapes[kota]", "kota", "give plain texts"),
    "a name in the public edition": (NAMES, "", "section_names_nobody[kota]", "kota", "personal=True"),
    "a mean of groups that does not say of how many": (
        SMALL, "", "section_withholds[kota]", "kota", "declare the column with people=",
    ),
    "a wrong return type": (
        WRONG_TYPE + RULES.format(rules="many_hours"), "",
        "indicator_returns[civil_servants.many_hours]", "many_hours", "declare kind='flag'",
    ),
    "a duplicate name": (TWICE, "", "rules", "my_hours", "rename one of the two"),
    "an undated parameter": (PARAMETERS, UNDATED, "parameters", "kota.targets", "say since when it holds"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_plugin_is_caught_by_the_check_meant_for_it(fault, make_plugin, tmp_path):
    """By that check alone; the message names rule, plugin and remedy."""
    source, parameters, check, rule, remedy = FAULTS[fault]
    name = make_plugin("kota", source)
    (tmp_path / "asn-dev-kota" / "kota.toml").write_text(parameters, encoding="utf-8")
    result = check_region(name)
    assert not result.passed
    assert [outcome.key for outcome in result.failures] == [check]
    (failure,) = result.failures
    assert rule in failure.message
    assert "kota" in failure.message
    assert remedy in failure.message


SOUND = """
@indicator(of=CivilServant, label=text(id="JP dua kali", en="Hours twice"), increasing_in=("learning_hours",))
def hours_twice(learning_hours):
    return learning_hours * 2
""" + RULES.format(rules="hours_twice")  # fmt: skip


def test_a_sound_plugin_passes_every_check(make_plugin):
    """The witness that the twelve are not caught for being small."""
    result = check_region(make_plugin("kota", SOUND))
    result.raise_for_failures()
    assert result.ran == result.implied


@pytest.mark.parametrize(
    ("change", "check", "remedy"),
    [
        (
            ("learning_hours * 2", "0 - learning_hours"),
            "monotone",
            "take 'learning_hours' out of increasing_in",
        ),
        (("* 2", ".fill_null(0.0)"), "unknown", "tolerates_null=('learning_hours',)"),
        (('en="Hours twice")', 'en="Hours twice"), bounds=(0, 1)'), "bounds", "declare what it can give"),
        (("* 2", "- learning_hours.mean()"), "split", "belongs in a summary"),
        (('en="Hours twice"', 'en=""'), "labels", "en="),
    ],
)
def test_what_is_declared_is_held_to(change, check, remedy, make_plugin):
    """Monotone, unknown, bounds, split, labels: each by its own check."""
    result = check_region(make_plugin("kota", SOUND.replace(*change)))
    # What hangs on all rows changes with the cells of others too.
    (failure,) = [one for one in result.failures if not one.check.endswith("_emptied")]
    assert failure.key == f"indicator_{check}[civil_servants.hours_twice]"
    assert remedy in failure.message


LOOSENED = {
    "plan_limits": """
@limit(of=CandidateSeat, per="session", unit="orang", label=text(id="Kapasitas", en="Seats"))
def capacity_of_session(capacity):
    return at_most(capacity * 10)
""",
    "pairing_limits": """
@forbids(of=CandidatePair, label=text(id="atasan langsung", en="own superior"))
def own_superior(same_unit):
    return same_unit & ~same_unit
""",
}


@pytest.mark.parametrize("check", LOOSENED)
def test_a_rule_that_loosens_a_hard_limit_is_caught(check, make_plugin):
    """Ten times the seats of a session; a head of the unit who may guide the own staff."""
    rule = {"plan_limits": "capacity_of_session", "pairing_limits": "own_superior"}[check]
    result = check_region(make_plugin("kota", LOOSENED[check] + RULES.format(rules=rule)))
    failures = {failure.key: failure.message for failure in result.failures}
    assert check in failures
    assert rule in failures[check]
    assert "take back what replaces the broken one" in failures[check]
