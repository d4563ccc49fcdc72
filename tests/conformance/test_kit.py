"""The kit as authors use it: in Python, with pytest, on the command line, and from outside this project."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from typer.testing import CliRunner

import asn_dev
from asn_dev.cli import app
from asn_dev.errors import ConformanceError, UnknownNameError
from asn_dev.testing import check_region, region_tests
from asn_dev.testing.conformance import speed
from asn_dev.testing.conformance.outcomes import Conformance, Outcome

PLUGIN = """
@indicator(of=Unit, label=text(id="Nama", en="Name"), kind="text")
def unit_name(name):
    return name

@indicator(of=Unit, label=text(id="Panjang nama", en="Length of name"), kind="flag")
def long_name(unit_name):
    return unit_name.str.len_chars()

@hookimpl
def asn_dev_rules():
    return [unit_name, long_name]
"""
WRONG = "indicator_returns[units.long_name]"


def test_a_failure_that_is_expected_does_not_fail_the_region(make_plugin):
    """It needs a reason, and what stands on it is blocked, which is told."""
    name = make_plugin("kota", PLUGIN)
    assert not check_region(name).passed
    result = check_region(name, expected={WRONG: "is mended in the next release"})
    assert result.passed
    (known,) = [outcome for outcome in result.outcomes if outcome.status == "expected"]
    assert known.key == WRONG
    assert "is mended in the next release" in known.message
    assert result.ran < result.implied
    assert "blocked" in result.summary()
    assert WRONG in repr(result)


def test_a_failure_that_no_longer_happens_is_a_failure(make_plugin):
    """Otherwise a list of excuses would outlive its reasons."""
    name = make_plugin("kota", PLUGIN)
    sound = "indicator_bounds[units.unit_name]"
    result = check_region(name, expected={sound: "was wrong once", WRONG: "is known"})
    (failure,) = result.failures
    assert failure.key == sound
    assert "take it out of 'expected'" in failure.message


@pytest.mark.parametrize(
    ("expected", "said"),
    [({"indicator_bound[units.unit_name]": "?"}, "did you mean"), ({WRONG: " "}, "reason")],
)
def test_what_is_expected_must_exist_and_have_a_reason(expected, said, make_plugin):
    """A misspelt key would excuse nothing, in silence."""
    with pytest.raises(UnknownNameError, match=said):
        check_region(make_plugin("kota", PLUGIN), expected=expected)


def test_a_result_with_too_few_checks_does_not_pass():
    """One check of 47 that is green is not green."""
    result = Conformance("kota", [Outcome("identity", "", "kota", "passed", "", 0.0)], implied=47)
    assert not result.passed
    with pytest.raises(ConformanceError, match="only 1 of 47"):
        result.raise_for_failures()


def test_a_plugin_that_cannot_be_loaded_is_told_once(make_plugin):
    """All other checks wait for it, and none of them counts as run."""
    result = check_region(make_plugin("kota", "raise RuntimeError('rusak')"))
    assert [outcome.key for outcome in result.failures] == ["identity"]
    assert {outcome.status for outcome in result.outcomes[1:]} == {"blocked"}
    assert "rusak" in result.failures[0].message
    assert not result.passed
    assert result.ran == 1


def test_a_rule_slower_than_the_baseline_is_caught(make_plugin, monkeypatch):
    """With no time allowed at all, since a rule slow enough for any machine would make the suite slow."""
    monkeypatch.setattr(speed, "FLOOR", 0.0)
    monkeypatch.setattr(speed, "SLOWER", 0.0)
    result = check_region(make_plugin("kota", PLUGIN), expected={WRONG: "is known"})
    (failure,) = result.failures
    assert failure.key == "indicator_speed[units.unit_name]"
    assert "s for 100,000 rows; the national rules take" in failure.message


def test_the_same_seed_gives_the_same_outcomes(make_plugin):
    """All but the seconds."""
    name = make_plugin("kota", PLUGIN)
    first, second = (check_region(name, seed=5, examples=2) for _ in range(2))
    told = [[(one.key, one.status, one.message) for one in result.outcomes] for result in (first, second)]
    assert told[0] == told[1]


def test_the_command_shows_a_table_and_fails_with_the_region(make_plugin):
    """Exit code 1, the remedy in the output, everything as JSON."""
    name = make_plugin("kota", PLUGIN)
    done = CliRunner().invoke(app, ["check-region", name])
    assert done.exit_code == 1
    assert WRONG in done.output
    assert "nyatakan kind='number'" in done.output
    told = json.loads(CliRunner().invoke(app, ["check-region", name, "--json"]).output)
    assert told["passed"] is False
    assert told["ran"] < told["implied"] == len(told["outcomes"])


def test_pytest_shows_one_case_for_each_check_and_counts_them(make_plugin):
    """The ids are the keys of the checks."""
    (mark,) = region_tests(make_plugin("kota", PLUGIN)).pytestmark
    keys = mark.args[1]
    assert WRONG in keys
    assert keys[-1] == "number_of_checks"


def test_the_kit_works_from_outside(make_plugin, tmp_path):
    """In an empty folder, without this project's tests: passed, failed, expected and blocked checks."""
    name = make_plugin("kota", PLUGIN)
    folder = tmp_path / "kosong"
    folder.mkdir()
    (folder / "test_kota.py").write_text(
        textwrap.dedent(
            f"""
            from asn_dev.testing import region_tests

            test_conformance = region_tests("{name}", examples=2)
            test_with_reason = region_tests("{name}", examples=2, expected={{"{WRONG}": "is known"}})
            """
        ),
        encoding="utf-8",
    )
    package = Path(asn_dev.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-ra", "."],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{package}{os.pathsep}{tmp_path / 'asn-dev-kota'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    last = done.stdout.splitlines()[-1]
    assert "1 failed" in last
    assert "1 xfailed" in last
    assert f"FAILED test_kota.py::test_conformance[{WRONG}]" in done.stdout
    assert "test_conformance[number_of_checks]" not in done.stdout


@pytest.mark.parametrize("module", ["hypothesis", "pytest", "polars"])
def test_importing_the_testing_package_needs_nothing(module):
    """Hypothesis and pytest are loaded when the kit is used, not before."""
    code = f"import asn_dev.testing, sys; print('{module}' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
