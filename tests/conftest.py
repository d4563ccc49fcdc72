"""What several tests share: the sample folder, a synthetic city, and made-up plugins."""

from __future__ import annotations

import json
import os
import sys
import textwrap
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# Threads that wait for each other over matrices and tables of ten rows take up to three times the work of one;
# NumPy and Polars ask for this when they are loaded, so it stands before what loads them. Processes that a test
# starts have it too.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("POLARS_MAX_THREADS", "1")

import pytest
from hypothesis import HealthCheck, Phase, settings

import asn_dev as asn

settings.register_profile(
    "asn_dev", deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
# For a first look while working: pytest --hypothesis-profile=quick
settings.register_profile("quick", settings.get_profile("asn_dev"), max_examples=5, phases=(Phase.generate,))
settings.load_profile("asn_dev")

sys.path.insert(0, str(Path(__file__).parent / "sample"))
import packing  # noqa: E402  (beside the archive of the sample)


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented office's export, with a manifest of what is wrong in it and what should come out."""
    return packing.unpack(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def manifest(sample_folder: Path) -> dict[str, Any]:
    """What the sample holds and what should come out."""
    found: dict[str, Any] = json.loads((sample_folder / "manifest.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> asn.Register:
    """The sample, read."""
    return asn.read(sample_folder, region=asn.region("binjai", on="2025-12-31"))


MakePlugin = Callable[..., str]


@pytest.fixture
def make_plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakePlugin]:
    """Install a made-up region for one test: a module and the metadata of its distribution.

    ``make_plugin("kota", "...module source...")`` gives the region's name. The identity is written
    unless the source has one.
    """
    made: list[str] = []

    def make(name: str, source: str, *, distribution: str | None = None, parent: str | None = None) -> str:
        distribution = distribution or f"asn-dev-{name}"
        module = distribution.replace("-", "_")
        folder = tmp_path / distribution
        folder.mkdir()
        body = textwrap.dedent(source)
        if "asn_dev_identity" not in body:
            body = _IDENTITY.format(name=name, parent=parent) + body
        (folder / f"{module}.py").write_text("from asn_dev.plugin import *\n" + body, encoding="utf-8")
        info = folder / f"{module}-1.2.3.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.2.3\n")
        (info / "entry_points.txt").write_text(f"[asn_dev.regions]\n{name} = {module}\n")
        monkeypatch.syspath_prepend(str(folder))
        made.append(module)
        return name

    yield make
    for module in made:
        sys.modules.pop(module, None)


@pytest.fixture
def install_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Path]]:
    """Install a package's folder for one test, as ``pip install -e`` does, without touching the environment.

    Gives the folder with the metadata; it and the sources are in front of the path.
    """
    packages: list[str] = []

    def install(folder: Path) -> Path:
        project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        name, version = project["name"], project["version"]
        metadata = tmp_path / "metadata"
        info = metadata / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir(parents=True, exist_ok=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        regions = project["entry-points"]["asn_dev.regions"]
        lines = [f"{region} = {package}" for region, package in regions.items()]
        (info / "entry_points.txt").write_text("\n".join(["[asn_dev.regions]", *lines, ""]))
        for place in (metadata, folder / "src"):
            monkeypatch.syspath_prepend(str(place))
        packages.extend(regions.values())
        return metadata

    yield install
    for module in list(sys.modules):
        if module.partition(".")[0] in packages:
            del sys.modules[module]


_IDENTITY = """
@hookimpl
def asn_dev_identity():
    return Identity(name="{name}", title=text(id="Kota", en="City"), government="Kota", parent={parent!r})
"""
