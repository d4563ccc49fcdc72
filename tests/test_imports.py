"""Importing costs little, and the public names are there."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import asn_dev as asn

ROOT = Path(__file__).parents[1]

HEAVY = (
    "polars",
    "numpy",
    "scipy",
    "altair",
    "jinja2",
    "pandas",
    "vl_convert",
    "xlsxwriter",
    "babel",
    "duckdb",
)


def run(code: str) -> str:
    """What a fresh process prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    "what", ["import asn_dev", "from asn_dev import Nip, CivilServant, LearningActivity, AsnDevError"]
)
def test_importing_loads_nothing_heavy(what):
    """Neither the package nor its nouns bring in a frame library, a solver or a drawer."""
    found = run(f"{what}; import sys; print(*[m for m in {HEAVY!r} if m in sys.modules])")
    assert found == ""


def test_every_public_name_exists_and_is_listed():
    """`dir` and `__all__` tell the truth."""
    assert asn.__all__ == sorted(asn.__all__)
    assert {"read", "region", "score", "gaps", "explain", "report", "Register", "Nip", "CivilServant"} <= set(
        asn.__all__
    )
    for name in asn.__all__:
        assert getattr(asn, name) is not None
        assert name in dir(asn)


def test_a_name_that_does_not_exist_is_an_attribute_error():
    """As Python users expect."""
    with pytest.raises(AttributeError, match="no attribute 'no_such_name'"):
        _ = asn.no_such_name


def test_no_public_function_is_hidden_by_a_module_of_its_name():
    """`asn_dev.score` stays the function after every module has been imported."""
    run("import asn_dev, asn_dev.cli, asn_dev.testing.synthetic as s; asn_dev.read, asn_dev.report; "
        "assert callable(asn_dev.score) and callable(asn_dev.report) and callable(asn_dev.gaps)")  # fmt: skip


@pytest.mark.parametrize(
    "module", sorted((ROOT / "plugins").glob("*/src/**/*.py")), ids=lambda path: path.stem
)
def test_a_regions_plugin_imports_nothing_of_ours_but_the_door_for_plugins(module):
    """asn_dev.plugin, itself, the standard library; Polars where a section is made."""
    own = module.relative_to(ROOT / "plugins").parts[2]
    allowed = {own, "polars", "__future__", *sys.stdlib_module_names}
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            assert name.startswith("asn_dev.plugin") or name.split(".")[0] in allowed, (
                f"{module.name}: {name}"
            )


def test_the_door_for_plugins_and_a_region_load_no_stage():
    """Rules and a region are there without charts, stages and the writers of reports."""
    stages = ("charts", "evaluating", "pairing", "planning", "reporting", "explaining")
    code = "import asn_dev, asn_dev.plugin, sys; asn_dev.region('binjai', on='2025-12-31'); "
    assert run(f"{code} print(*[m for m in {stages!r} if f'asn_dev.{{m}}' in sys.modules])") == ""
