"""The page "Your region in an hour" is followed as it stands: its commands are run, its files are written."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
import polars as pl
import pytest
from typer.testing import CliRunner

from asn_dev.cli import app

PAGE = Path(__file__).parents[1] / "docs" / "your-region.md"
FOLDER, PACKAGE = "asn-dev-sibolga", "asn_dev_sibolga"


@attrs.frozen
class Step:
    """One block of the page: commands to run, or what is written to the file that is named just before it."""

    commands: tuple[str, ...] = ()
    file: str = ""
    content: str = ""


def steps() -> Iterator[Step]:
    """The blocks of the page in their order."""
    prose, *blocks = re.split(r"^```(?=\w)", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for block in blocks:
        language, _, rest = block.partition("\n")
        content, _, after = rest.partition("\n```\n")
        if language == "sh":
            yield Step(commands=tuple(content.splitlines()))
        else:
            yield Step(file=re.findall(rf"`({FOLDER}/[^`]+)`", prose)[-1], content=content + "\n")
        prose = after


def asn(*words: str) -> str:
    """What a command prints; the package is imported anew, since the page has changed it."""
    for module in list(sys.modules):
        if module.partition(".")[0] == PACKAGE:
            del sys.modules[module]
    importlib.invalidate_caches()
    done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def pytest_of(folder: str) -> str:
    """What pytest says of a package in a process of its own that sees what is installed here."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", folder],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_from_new_region_to_a_report(tmp_path, monkeypatch, install_source):
    """Every command succeeds, and what the page promises is there at the end."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # files change within a second of their import
    said: dict[str, str] = {}  # what each command printed when it was run last
    for step in steps():
        if step.file:
            assert Path(step.file).parent.is_dir(), step.file
            Path(step.file).write_text(step.content, encoding="utf-8")
        for command in step.commands:
            match shlex.split(command):
                case ["pip", "install", "asn-dev[testing]"]:
                    pass  # what runs this test
                case ["pip", "install", "-e", folder]:
                    install_source(Path(folder))
                case ["asn-dev", *words]:
                    said[command] = asn(*words)
                case ["pytest", folder]:
                    said[command] = pytest_of(folder)
                case ["python", "-c", code]:
                    with contextlib.redirect_stdout(io.StringIO()):
                        exec(code, {})  # noqa: S102  (a line of the page)
                case _:
                    pytest.fail(f"the page has a command that this test does not know: {command}")
    listed = said["asn-dev regions sibolga"]
    assert "learning.minimum, menggantikan milik nasional" in listed
    assert "hours_lacking (civil_servants)" in listed
    scores = pl.read_csv("skor.csv", infer_schema_length=None)
    assert scores["hours_lacking"].drop_nulls().is_between(0, 24).all()
    assert scores["hours_lacking"].drop_nulls().len() > 0
    page = Path("laporan.html").read_text(encoding="utf-8")
    assert "Peraturan Wali Kota rekaan 7/2025 Pasal 4" in page
    assert "Pemerintah Kota Sibolga" in page


def test_the_page_writes_every_kind_of_file_that_it_names():
    """A block that is not run or written would be passed over in silence."""
    found = list(steps())
    assert [Path(step.file).name for step in found if step.file] == [
        "sibolga.toml", "region.toml", "jam-pelajaran.md", "rules.py", "__init__.py"
    ]  # fmt: skip
    assert sum(len(step.commands) for step in found) >= 9
    assert PAGE.read_text(encoding="utf-8").count("```") == 2 * len(found)
