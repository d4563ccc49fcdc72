"""Old public names of `asn_dev.plugin` work on, with a warning that says the new one."""

from __future__ import annotations

import narwhals as nw
import pytest

from asn_dev import plugin
from asn_dev.plugin import CandidateSeat, CivilServant, forbids, indicator, text

WORDS = text(id="Contoh", en="Example")


@pytest.mark.parametrize(
    ("old", "new", "arguments"),
    [
        ("least_of", "min_of", {"none": 9.0, "decided": 0.0}),
        ("greatest_of", "max_of", {"none": -1.0}),
        ("only_of", "single_value_of", {"where": nw.col("b")}),
    ],
)
def test_old_functions_give_what_the_new_ones_give(old, new, arguments):
    value = nw.col("a")
    with pytest.warns(DeprecationWarning, match=f"'{old}' is now called '{new}'") as caught:
        before = getattr(plugin, old)(value, **arguments)
    after = getattr(plugin, new)(value, **arguments)
    assert (before.how, before.value, before.none, before.decided) == (
        after.how,
        value,
        after.none,
        after.decided,
    )
    assert caught[0].filename == __file__


@pytest.mark.parametrize("decorator", [indicator, forbids])
def test_old_keyword_of_a_rule_declares_the_same(decorator):
    of = CandidateSeat if decorator is forbids else CivilServant
    with pytest.warns(DeprecationWarning, match="'known_without' is now called 'tolerates_null'") as caught:
        rule = decorator(of=of, label=WORDS, known_without=("nip",))(lambda nip: nip)
    assert rule.tolerates_null == ("nip",)
    assert caught[0].filename == __file__


def test_old_keywords_of_monotone_rules_declare_the_same():
    with pytest.warns(DeprecationWarning, match="is now called"):
        rule = indicator(of=CivilServant, label=WORDS, rises_with=("nip",), falls_with=("unit",))(
            lambda nip, unit: nip
        )
    assert (rule.increasing_in, rule.decreasing_in) == (("nip",), ("unit",))


def test_both_names_at_once_are_an_error():
    with pytest.raises(TypeError, match="both 'tolerates_null' and its old name 'known_without'"):
        indicator(of=CivilServant, label=WORDS, tolerates_null=("nip",), known_without=("nip",))
