"""A region written by ``new-region``: refused where it could not work, else installed from wheels and tested."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import asn_dev as asn
import asn_dev.testing
from asn_dev.cli import app

ROOT = Path(__file__).parents[1]
YEAR = date.today().year


def run(*words: str | Path, code: int = 0) -> str:
    """What a command prints on both streams."""
    done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return " ".join(done.output.split())


def test_the_package_is_listed_and_its_number_holds(tmp_path, install_source):
    """Below its parent; no Python but one line; the example says that it is one."""
    folder = tmp_path / "deli"
    run(
        "new-region",
        "deli_serdang",
        "--code",
        "12.07",
        "--parent",
        "binjai",
        "--title",
        "Kab. Deli Serdang",
        folder,
    )
    install_source(folder)
    row = next(row for row in json.loads(run("regions", "--json")) if row["name"] == "deli_serdang")
    assert (row["status"], row["code"], row["scheme"], row["parent"]) == (
        "ok",
        "12.07",
        "kemendagri",
        "binjai",
    )
    assert row["distribution"] == "asn-dev-deli-serdang"
    assert row["title"]["id"] == "Kab. Deli Serdang"
    used = asn.region("deli_serdang", on=f"{YEAR}-12-31").parameters.value("learning.minimum")
    assert (used.parameter.plugin, used.value.evidence) == ("deli_serdang", "local")
    assert used.value.source.startswith("CONTOH")
    source = (folder / "src" / "asn_dev_deli_serdang" / "__init__.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) == 1
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dependencies"] == [f"asn-dev>={asn.__version__}", "asn-dev-binjai"]
    readme = (folder / "README.md").read_text(encoding="utf-8")
    first = readme.index("## Sunting ini dulu")
    assert first < readme.index("region.toml") < readme.index("learning.minimum") < readme.index("## Pasang")


def test_the_rule_that_the_readme_shows_works(tmp_path, install_source):
    """Copied from the page into the files that it names."""
    folder = tmp_path / "sibolga"
    run("new-region", "sibolga", "--code", "12.73", folder)
    _, rules, hooks = (folder / "README.md").read_text(encoding="utf-8").split("```python\n")[0:3]
    package = folder / "src" / "asn_dev_sibolga"
    (package / "rules.py").write_text(rules.partition("```")[0], encoding="utf-8")
    with (package / "__init__.py").open("a", encoding="utf-8") as file:
        file.write(hooks.partition("```")[0])
    install_source(folder)
    people = [
        asn.CivilServant(nip=asn.Nip(nip), employment=asn.Employment.PNS)
        for nip in ("198704122010012345", "199001012021211701")
    ]
    done = asn.Participation(
        nip=people[0].nip, form=asn.ProgrammeForm.GUIDANCE, hours=20.0, end=date(YEAR, 5, 9)
    )
    scores = asn.score(
        asn.Register.of([*people, done]), asn.region("sibolga", on=f"{YEAR}-12-31"), of=asn.CivilServant
    )
    assert dict(scores.select("nip", "hours_lacking").iter_rows()) == {
        people[0].nip.number: 4,
        people[1].nip.number: 24,
    }


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("Sibolga", "--code", "12.73", "x"), "'Sibolga' bukan nama daerah"),
        (("a-b", "--code", "12.73", "x"), "'a-b' bukan nama daerah"),
        (("binjai", "--code", "12.75", "x"), "'binjai' sudah dipakai oleh paket asn-dev-binjai"),
        (("sibolga", "--code", "1273", "x"), "'1273' bukan kode kemendagri; yang benar misalnya 12, 12.75"),
        (("sibolga", "--code", "12.73", "--scheme", "bps", "x"), "'12.73' bukan kode bps"),
        (("sibolga", "--code", "12.73", "--scheme", "pos", "x"), "'pos' tidak dikenal: kemendagri, bps"),
        (("sibolga", "--code", "12.73", "--parent", "sibolga", "x"), "bukan induknya sendiri"),
        (("sibolga", "--code", "12.73", "--title", 'Kota "S"', "x"), "tanpa tanda petik"),
        (("sibolga", "--code", "12.73", "penuh"), "penuh sudah ada dan tidak kosong"),
        (("sibolga", "--code", "12.73", "penuh/berkas"), "tidak kosong; pilih folder baru"),
    ],
)
def test_what_could_not_work_is_refused_and_nothing_is_written(tmp_path, monkeypatch, words, says):
    """Before the first file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "penuh").mkdir()
    (tmp_path / "penuh" / "berkas").write_text("milik orang lain")
    assert says in run("new-region", *words, code=2).replace("│ ", "").replace(" │", "")
    assert [path.name for path in tmp_path.rglob("*")] == ["penuh", "berkas"]


def test_a_parent_that_is_not_installed_is_pointed_out(tmp_path):
    """The package is written all the same, and depends on it."""
    assert "induk 'tapanuli_raya' belum terpasang" in run(
        "new-region", "sibolga", "--code", "12.73", "--parent", "tapanuli_raya", tmp_path / "x"
    )
    assert "asn-dev-tapanuli-raya" in (tmp_path / "x" / "pyproject.toml").read_text(encoding="utf-8")


def done(*words: str | Path, cwd: Path | None = None) -> str:
    """What a process prints, without anything that this environment would lend it."""
    lent = (
        "PYTHONPATH",
        "PYTHONHOME",
        "PYTEST_ADDOPTS",
        "ASN_DEV_REGIONS",
        "ASN_DEV_REGIONS_OFF",
        "ASN_DEV_TRACE",
    )
    finished = subprocess.run(
        list(map(str, words)),
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={name: value for name, value in os.environ.items() if name not in lent},
        stdin=subprocess.DEVNULL,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def install_wheels(sources: list[Path], place: Path) -> Path:
    """Build wheels of these packages and install them in a fresh environment; gives its ``bin`` folder."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    offline = ["--no-deps", "--no-index", "--no-cache-dir"]
    done(*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", place / "wheels", *sources)
    wheels = list((place / "wheels").glob("*.whl"))
    assert len(wheels) == len(sources)
    done(sys.executable, "-m", "venv", "--without-pip", place / "venv")
    python = place / "venv" / "bin" / "python"
    done(*pip, "--python", python, "install", "--no-compile", *offline, *wheels)
    return python.parent


def lend_dependencies(place: Path) -> Path:
    """What asn-dev depends on is not downloaded again: links to it, without anything of ours, join the path."""
    folder = place / "dependencies"
    folder.mkdir()
    for packages in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for entry in Path(packages).iterdir():
            if "asn_dev" not in entry.name and entry.suffix != ".pth":
                (folder / entry.name).symlink_to(entry)
    (site,) = (place / "venv").glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(f"{folder}\n")
    return folder


WHERE = "import asn_dev, asn_dev_binjai, asn_dev_sibolga as s; print(*(m.__file__ for m in (asn_dev, asn_dev_binjai, s)))"
WITHOUT = """
import importlib.util
import asn_dev.cli, asn_dev.plugin, asn_dev.testing, asn_dev.testing.synthetic
assert not any(map(importlib.util.find_spec, ("pytest", "hypothesis")))
from asn_dev.cli import main
import sys
sys.argv = ["asn-dev", "regions", "sibolga"]
main()
"""


def test_a_new_region_is_installed_from_wheels_in_a_fresh_environment_and_its_tests_pass(tmp_path):
    """With its parent; listed at once; and pytest and Hypothesis are needed for nothing but its tests."""
    region = tmp_path / "sibolga"
    run("new-region", "sibolga", "--code", "12.73", "--parent", "binjai", region)
    place = install_wheels([ROOT, ROOT / "plugins" / "binjai", region], tmp_path)
    dependencies = lend_dependencies(tmp_path)

    for path in done(place / "python", "-c", WHERE, cwd=tmp_path).split():
        assert Path(path).is_relative_to(tmp_path / "venv")
    rows = {
        row["name"]: row for row in json.loads(done(place / "asn-dev", "regions", "--json", cwd=tmp_path))
    }
    assert {name: row["status"] for name, row in rows.items()} == {
        "nasional": "ok",
        "binjai": "ok",
        "sibolga": "ok",
    }
    assert rows["sibolga"]["parameters"] == [{"name": "learning.minimum", "of": "", "overrides": "nasional"}]

    told = done(place / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", cwd=region)
    assert re.search(r"\d+ passed", told)

    for path in dependencies.iterdir():
        if "pytest" in path.name or "hypothesis" in path.name:
            path.unlink()
    assert "learning.minimum, menggantikan milik nasional" in done(
        place / "python", "-c", WITHOUT, cwd=tmp_path
    )
