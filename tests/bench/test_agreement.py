"""The benchmark compares like with like: on a thousandth of its tables, its queries find the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the benchmark, 5,588 people."""
    root = tmp_path_factory.mktemp("bench")
    return Path(_printed("data.py", "--share", "0.001", "--root", str(root))[-1])


def _printed(program: str, *arguments: str) -> list[str]:
    command = [sys.executable, "-W", "error", str(HERE / program), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def _result(case: str, folder: Path) -> Any:
    return json.loads(_printed("cases.py", case, str(folder))[-1])


@pytest.mark.parametrize("case", ["asn_dev_on_polars", "asn_dev_on_duckdb"])
def test_the_engine_finds_what_the_hand_written_query_finds(case: str, folder: Path) -> None:
    """Rules from the parameter files and rules by hand give each unit the same points."""
    assert _result(case, folder)["checksum"] == _result("polars_by_hand", folder)["checksum"]


def test_every_row_of_the_csv_is_accepted(folder: Path) -> None:
    """The synthetic activities are valid, so reading them measures reading and checking alone."""
    csv = folder / "csv" / "participations.csv"
    case = json.loads(_printed("reading_case.py", "read_folder", str(csv))[-1])
    assert (case["rows"], case["rejected"]) == (1000, 0)
