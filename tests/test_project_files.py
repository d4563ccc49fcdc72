"""The shell of the project: one version everywhere, wheels of all five distributions, workflows that are whole."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import asn_dev as asn

ROOT = Path(__file__).parents[1]
PLUGINS = sorted((ROOT / "plugins").glob("*/pyproject.toml"))
WORKFLOWS = sorted((ROOT / ".github").rglob("*.yml"))
REGISTRY = re.compile("|".join(["py" + "pi", "python" + "hosted", "ana" + "conda", "conda-" + "forge"]), re.I)
"""Names of hosts of packages, which stand nowhere."""


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _wheel_versions(folder: Path) -> dict[str, str]:
    return {path.name.split("-")[0]: path.name.split("-")[1] for path in folder.glob("*.whl")}


def test_the_version_is_one_in_all_places_and_has_a_dated_section():
    """The library, its plugins, the citation and the changelog."""
    assert len(PLUGINS) == 4
    for path in PLUGINS:
        assert tomllib.loads(path.read_text(encoding="utf-8"))["project"]["version"] == asn.__version__
    citation = _read("CITATION.cff")
    assert f"\nversion: {asn.__version__}\n" in citation
    (released,) = re.findall(r"^date-released: (\d{4}-\d{2}-\d{2})$", citation, re.M)
    sections = re.findall(r"^## \[(.+?)\](?: - (\d{4}-\d{2}-\d{2}))?$", _read("CHANGELOG.md"), re.M)
    assert sections[0] == ("Unreleased", "")
    assert sections[1] == (asn.__version__, released)


def test_wheels_of_all_five_distributions_are_built_without_the_network(tmp_path):
    """With what they are made of beside code: catalogues, parameters, instruments, templates."""
    words = "-m pip --disable-pip-version-check --quiet wheel --no-deps --no-index --no-build-isolation"
    sources = [ROOT, *(path.parent for path in PLUGINS)]
    subprocess.run([sys.executable, *words.split(), "--wheel-dir", tmp_path, *sources], check=True)
    names = ["asn_dev", *(f"asn_dev_{path.parent.name}" for path in PLUGINS)]
    assert _wheel_versions(tmp_path) == dict.fromkeys(names, asn.__version__)
    for name in names:
        (wheel,) = tmp_path.glob(f"{name}-{asn.__version__}-*.whl")
        source = (ROOT if name == "asn_dev" else ROOT / "plugins" / name.removeprefix("asn_dev_")) / "src"
        expected = {
            path.relative_to(source).as_posix()
            for path in (source / name).rglob("*")
            if path.is_file() and path.suffix != ".pyc"
        }
        with zipfile.ZipFile(wheel) as archive:
            assert expected <= set(archive.namelist())


def test_fragments_of_the_changelog_have_a_kind():
    """Whatever lies in the folder is gathered at the next release, or is its README."""
    kinds = {
        kind["directory"] for kind in tomllib.loads(_read("pyproject.toml"))["tool"]["towncrier"]["type"]
    }
    for path in (ROOT / "changelog.d").iterdir():
        assert path.name == "README.md" or re.fullmatch(
            rf"\+?[\w-]+\.({'|'.join(kinds)})(\.\d+)?\.md", path.name
        )
    assert tomllib.loads(_read("pyproject.toml"))["tool"]["towncrier"]["start_string"] in _read(
        "CHANGELOG.md"
    )


def test_hosted_tests_run_every_version_that_is_promised():
    """Those of the classifiers, and make targets that exist."""
    classifiers = tomllib.loads(_read("pyproject.toml"))["project"]["classifiers"]
    promised = [one.rpartition(" ")[2] for one in classifiers if re.search(r":: 3\.\d+$", one)]
    workflow = _read(".github/workflows/ci.yml")
    (matrix,) = re.findall(r"python: \[(.+)\]", workflow)
    assert re.findall(r"[\d.]+", matrix) == promised == ["3.11", "3.12", "3.13", "3.14"]
    targets = set(re.findall(r"^([a-z]+):", _read("Makefile"), re.M))
    for name in (".github/workflows/ci.yml", ".github/workflows/release.yml", "CONTRIBUTING.md"):
        assert set(re.findall(r"make ([a-z]+)(?=`|\n|  )", _read(name))) <= targets


@pytest.mark.parametrize(
    "path", [*WORKFLOWS, ROOT / ".pre-commit-config.yaml", ROOT / "CITATION.cff"], ids=str
)
def test_every_file_of_the_shell_is_yaml_and_names_no_host_of_packages(path):
    yaml = pytest.importorskip("yaml", reason="the documentation brings it")
    text = path.read_text(encoding="utf-8")
    assert isinstance(yaml.safe_load(text), dict)
    assert not REGISTRY.search(text)


def test_hooks_before_a_commit_are_local():
    assert set(re.findall(r"repo: (\S+)", _read(".pre-commit-config.yaml"))) == {"local"}


@pytest.mark.parametrize(
    "name", ["CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "changelog.d/README.md"]
)
def test_what_the_pages_point_to_is_there(name):
    """One page each, whose links and paths lead somewhere."""
    text = _read(name)
    assert len(text.splitlines()) <= 90
    assert not REGISTRY.search(text)
    paths = re.findall(r"\]\(([^)#]+)", text) + re.findall(r"`((?:src|docs|tests|plugins)/[\w./-]+)`", text)
    lacking = [
        path
        for path in paths
        if not (ROOT / path).exists() and not (ROOT / name).parent.joinpath(path).exists()
    ]
    assert not lacking
