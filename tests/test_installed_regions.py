"""Installed regions: the list that survives every fault, switches, and hook calls that can be followed."""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path

import pluggy
import pytest
from typer.testing import CliRunner

import asn_dev as asn
from asn_dev.cli import app
from asn_dev.errors import PluginError
from asn_dev.rules import hookspecs, plugins
from asn_dev.rules.inventory import describe_region
from asn_dev.rules.tracing import traced

CHILD = """
from pathlib import Path
@indicator(of=CivilServant, label=text(id="JP", en="Hours"))
def learning_hours_met(inherited):
    return inherited
@indicator(of=CivilServant, label=text(id="Baru", en="New"))
def local_hours(learning_hours):
    return learning_hours
@indicator(of=CivilServant, label=text(id="Terbaru", en="Newest"))
def newest_hours(learning_hours):
    return learning_hours
@section(key="jam-pelajaran", title=text(id="a", en="a"))
def ours(context):
    return []
@hookimpl
def asn_dev_rules():
    return [learning_hours_met, local_hours, newest_hours]
@hookimpl
def asn_dev_report_sections():
    return [ours]
@hookimpl
def asn_dev_parameters():
    return [Path({file!r})]
"""
PARENT = """
@indicator(of=CivilServant, label=text(id="JP", en="Hours"))
def learning_hours_met(inherited):
    return inherited
@indicator(of=CivilServant, label=text(id="Lama", en="Old"))
def local_hours(learning_hours):
    return learning_hours
@hookimpl
def asn_dev_rules():
    return [learning_hours_met, local_hours]
"""
PARAMETERS = """
[kota.batas]
kind = "number"
label = { id = "a", en = "b" }
[[kota.batas.values]]
from = 2020-01-01
value = 1
source = "Perwali rekaan 1/2020"
evidence = "local"

[learning.minimum]
kind = "lookup"
label = { id = "a", en = "b" }
[[learning.minimum.values]]
from = 2020-01-01
value = { PNS = 30 }
source = "Perwali rekaan 1/2020"
evidence = "local"

[choose]
"skm.weight" = { variant = "0.11", from = 2020-01-01, source = "Perwali rekaan 1/2020", evidence = "local" }
"""


def run(*words: str, code: int = 0) -> str:
    """What a command prints on both streams."""
    done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def rows() -> dict[str, dict]:
    """The list of regions as a program reads it."""
    return {row["name"]: row for row in json.loads(run("regions", "--json"))}


def test_the_list_says_what_a_region_adds_and_whose_it_replaces(make_plugin, tmp_path):
    """Indicators, sections, parameters and choices, each with the outer plugin's name."""
    file = tmp_path / "kota.toml"
    file.write_text(PARAMETERS)
    make_plugin("induk", PARENT)
    make_plugin("kota", CHILD.format(file=str(file)), parent="induk")
    found = rows()["kota"]
    assert (found["version"], found["distribution"], found["parent"]) == ("1.2.3", "asn-dev-kota", "induk")
    assert (found["api_version"], found["status"], found["error"]) == (1, "ok", "")
    assert set(found["hooks"]) == {
        "asn_dev_identity", "asn_dev_parameters", "asn_dev_rules", "asn_dev_report_sections"
    }  # fmt: skip
    by = {
        kind: {one["name"]: one["overrides"] for one in found[kind]}
        for kind in ("indicators", "sections", "parameters", "choices")
    }
    assert by == {
        "indicators": {"learning_hours_met": "induk", "local_hours": "induk", "newest_hours": None},
        "sections": {"jam-pelajaran": "nasional"},
        "parameters": {"kota.batas": None, "learning.minimum": "nasional"},
        "choices": {"skm.weight": "nasional"},
    }
    shown = run("regions", "kota")
    assert "local_hours (civil_servants), menggantikan milik induk" in shown
    assert "kota.batas" in shown


def test_one_broken_region_does_not_stop_the_list(make_plugin):
    """Broken at import, at a hook, by its parent, or offered twice: each is named, the others are well."""
    make_plugin("keluar", "raise SystemExit(3)")
    make_plugin("rusak", "@hookimpl\ndef asn_dev_rules():\n    return 1 / 0")
    make_plugin("anak", "", parent="keluar")
    make_plugin("yatim", "", parent="tiada")
    make_plugin("kembar", "", distribution="asn-dev-satu")
    make_plugin("kembar", "", distribution="asn-dev-dua")
    found = rows()
    assert {name: found[name]["status"] for name in ("keluar", "rusak", "anak", "yatim", "kembar")} == {
        "keluar": "broken", "rusak": "broken", "anak": "broken", "yatim": "broken", "kembar": "conflict"
    }  # fmt: skip
    assert (found["binjai"]["status"], found["nasional"]["status"]) == ("ok", "ok")
    assert "SystemExit" in found["keluar"]["error"]
    assert "ZeroDivisionError" in found["rusak"]["error"]
    for child, parent in (("anak", "keluar"), ("yatim", "tiada")):
        assert f"plugin '{child}': its parent cannot be used: " in found[child]["error"]
        assert f"'{parent}'" in found[child]["error"]
    assert set(found["kembar"]["distribution"].split(" | ")) == {"asn-dev-satu", "asn-dev-dua"}
    text = run("regions")
    assert max(len(line.rstrip()) for line in text.splitlines() if "──" in line) <= 100
    assert "bentrok" in text


def test_only_the_regions_of_the_allow_list_are_loaded(make_plugin, monkeypatch):
    """Another is listed as switched off, is not imported, and asking for it names the variable."""
    make_plugin("lain", "raise OSError('was imported')")
    monkeypatch.setenv("ASN_DEV_REGIONS", "binjai, mendan")
    assert "Catatan: ASN_DEV_REGIONS: mendan tidak terpasang" in run("regions")
    found = rows()
    assert (found["lain"]["status"], found["binjai"]["status"], found["nasional"]["status"]) == (
        "off",
        "ok",
        "ok",
    )
    with pytest.raises(
        PluginError, match=r"'lain': is switched off by ASN_DEV_REGIONS=binjai,mendan"
    ) as caught:
        asn.region("lain")
    assert caught.value.hint == "add it to ASN_DEV_REGIONS"
    assert "asn_dev_lain" not in sys.modules


def test_a_region_can_be_switched_off_and_its_children_with_it(make_plugin, monkeypatch):
    """The baseline cannot be; a child names its parent and the variable."""
    make_plugin("anak", "", parent="binjai")
    monkeypatch.setenv("ASN_DEV_REGIONS_OFF", "binjai,nasional")
    assert asn.region("nasional").name == "nasional"
    with pytest.raises(PluginError, match="ASN_DEV_REGIONS_OFF=binjai"):
        asn.region("binjai")
    with pytest.raises(PluginError, match=r"plugin 'anak': its parent .*'binjai': is switched off"):
        asn.region("anak")
    assert "dimatikan" in run("regions", "binjai")


def test_a_listener_is_told_of_each_call_with_plugin_answer_and_time(make_plugin):
    """In the order of the chain; kinds and counts, and what was raised."""
    make_plugin("induk", PARENT)
    make_plugin("rusak", "@hookimpl\ndef asn_dev_rules():\n    return 1 / 0", parent="induk")
    calls = []
    with pytest.raises(PluginError):
        asn.region("rusak", trace=calls.append)
    rules = [(call.plugin.name, call.answer) for call in calls if call.hook == "asn_dev_rules"]
    assert [name for name, _ in rules] == ["nasional", "induk", "rusak"]
    assert rules[1][1] == "2 Indicator"
    assert rules[2][1] == "raised ZeroDivisionError"
    assert all(call.milliseconds >= 0 and call.plugin.version for call in calls)
    before = len(calls)
    asn.region("binjai")
    assert len(calls) == before


def test_listeners_are_those_of_the_moment():
    """An inner one hears alone, and the outer one again after it."""
    outer, inner = [], []
    with traced(outer.append):
        asn.region("nasional", trace=inner.append)
        assert (len(outer), len(inner) > 3) == (0, True)
        asn.region("nasional")
    assert len(outer) == len(inner)


def test_the_command_line_and_the_variable_write_the_calls_to_standard_error(monkeypatch):
    """What goes to standard output stays clean for programs."""
    words = ["regions", "binjai", "--json"]
    quiet = CliRunner().invoke(app, words)
    loud = CliRunner().invoke(app, ["--verbose-hooks", *words])
    assert json.loads(loud.stdout) == json.loads(quiet.stdout)
    assert quiet.stderr == ""
    assert f"binjai {asn.__version__}: asn_dev_aliases -> Aliases (" in loud.stderr
    monkeypatch.setenv("ASN_DEV_TRACE", "1")
    assert "asn_dev_aliases -> Aliases (" in CliRunner().invoke(app, words).stderr
    monkeypatch.setenv("ASN_DEV_TRACE", "0")
    assert CliRunner().invoke(app, words).stderr == ""


def test_a_plugin_that_imports_another_is_not_taken_for_a_hook(make_plugin):
    """``import asn_dev_binjai`` puts a name into the module that begins like a hook's."""
    make_plugin("tetangga", "import asn_dev_binjai")
    assert asn.region("tetangga").name == "tetangga"


@pytest.fixture
def dying(monkeypatch):
    """A contract in which one hook, and one argument of another, are on the way out."""
    spec = pluggy.HookspecMarker("asn_dev")
    toy = types.ModuleType("toy")
    vars(toy).update({name: value for name, value in vars(hookspecs).items() if name.startswith("asn_dev_")})

    @spec(warn_on_impl=DeprecationWarning("return it from asn_dev_rules"))
    def asn_dev_old():
        """A hook that goes away."""

    @spec(warn_on_impl_args={"year": DeprecationWarning("take 'period' instead")})
    def asn_dev_budget(period, year):
        """An argument that goes away."""

    vars(toy).update(asn_dev_old=asn_dev_old, asn_dev_budget=asn_dev_budget)
    monkeypatch.setattr(plugins, "hookspecs", toy)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("@hookimpl\ndef asn_dev_old():\n    return []", "asn_dev_old: return it from asn_dev_rules"),
        (
            "@hookimpl\ndef asn_dev_budget(period, year):\n    return []",
            "asn_dev_budget: take 'period' instead",
        ),
    ],
)
def test_what_will_go_away_warns_the_plugin_that_uses_it(make_plugin, dying, source, says):
    """A warning with the plugin's own file, and the list says it under the plugin's name."""
    make_plugin("lama", source)
    with pytest.warns(DeprecationWarning, match=says.partition(": ")[2]) as caught:
        asn.region("lama")
    assert Path(caught[0].filename).name == "asn_dev_lama.py"
    with pytest.warns(DeprecationWarning, match=says.partition(": ")[2]):
        assert describe_region("lama").deprecated == (says,)
    with pytest.warns(DeprecationWarning, match=says.partition(": ")[2]):
        assert f"lama 1.2.3: akan dihapus: {says}" in run("regions")


def test_who_does_not_use_it_is_not_warned(make_plugin, dying):
    """A plugin that names only the new argument; warnings are errors here."""
    make_plugin("baru", "@hookimpl\ndef asn_dev_budget(period):\n    return []")
    asn.region("baru")
    assert describe_region("baru").deprecated == ()
