"""The command line as an officer uses it, without a terminal."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import Result
from typer.testing import CliRunner

import asn_dev as asn
from asn_dev.cli import app
from asn_dev.testing.city.offices import CITY
from asn_dev.testing.synthetic import synthetic_city, write_city

COMMANDS = (
    "check",
    "score",
    "gaps",
    "evaluate",
    "pair",
    "explain",
    "report",
    "regions",
    "new-region",
    "demo",
)

REGISTERS: dict[tuple[object, ...], asn.Register] = {}
"""What `read_once` keeps."""

OFFICES = [
    office for office in CITY if office.name.startswith(("Badan Kep", "Dinas Kependudukan", "Kecamatan"))
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of an invented city of some offices, with some dirt."""
    place = tmp_path_factory.mktemp("kota")
    write_city(place, synthetic_city(people=60, seed=3, offices=OFFICES))
    return place


@pytest.fixture(autouse=True)
def read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The city is read once for each region and day: how it is read is tried elsewhere."""
    read = asn.read

    def kept(source: Path, *, region: asn.Region, **options: Any) -> asn.Register:
        if Path(source) != folder or options.get("map"):
            return read(source, region=region, **options)
        key = (folder, region.name, region.on)
        if key not in REGISTERS:
            REGISTERS[key] = read(source, region=region, **options)
        return REGISTERS[key]

    monkeypatch.setattr(asn, "read", kept)


def run(*words: str | Path, code: int = 0) -> str:
    """What a command prints; its exit code must be `code`."""
    done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def streams(*words: str | Path) -> Result:
    """What a command prints on each of its streams, and its exit code; errors as main() shows them."""
    return CliRunner().invoke(app, [str(word) for word in words])


def process(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as the shell starts it."""
    code = "import sys; from asn_dev.cli import main; sys.argv[0] = 'asn-dev'; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command):
    """In Indonesian, with a line to copy."""
    assert f"Contoh: asn-dev {command}" in " ".join(run(command, "--help").split())


def test_check_writes_ledger_findings_and_rejected_rows(folder, tmp_path):
    """Accepted + rejected = read for every file; rejected rows are whole, with the reason."""
    output = run("check", folder, "--region", "binjai", "--out", tmp_path)
    with (tmp_path / "ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        ledger = list(csv.DictReader(file))
    assert list(ledger[0])[:6] == ["file", "sheet", "read", "accepted", "rejected", "findings"]
    assert all(int(row["accepted"]) + int(row["rejected"]) == int(row["read"]) for row in ledger)
    with_rejected = {row["file"] for row in ledger if int(row["rejected"])}
    assert with_rejected
    assert {path.name for path in (tmp_path / "rejected").iterdir()} == {
        f"{name}.csv" for name in with_rejected
    }
    rejected = pl.read_csv(tmp_path / "rejected" / "civil_servants.csv.csv", infer_schema=False)
    assert {"_row", "_column", "_value", "_reason", "nip", "unit"} <= set(rejected.columns)
    assert rejected["_reason"].null_count() == 0
    findings = pl.read_csv(tmp_path / "findings.csv", infer_schema=False)
    assert {"severity", "rule", "file", "sheet", "row", "column", "value", "message"} <= set(findings.columns)
    assert "civil_servants.csv" in output


def test_check_is_strict_only_when_asked(folder):
    """Rejected rows are an exit code for a nightly job, not for an officer."""
    run("check", folder, code=0)
    run("check", folder, "--strict", code=1)


def test_check_as_json_is_json_alone(folder):
    """For a program that reads what another prints."""
    done = process("check", folder, "--json")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert set(found) == {"ledger", "findings"}


@pytest.mark.parametrize("suffix", ["csv", "parquet", "json", "xlsx"])
def test_score_writes_every_format(folder, tmp_path, suffix):
    """The same rows and columns in each."""
    path = tmp_path / f"skor.{suffix}"
    run("score", folder, "--region", "binjai", "--of", "civil_servants", "--on", "2025-12-31", "--out", path)
    readers = {
        "csv": lambda file: pl.read_csv(file, infer_schema=False),
        "parquet": pl.read_parquet,
        "json": pl.read_json,
    }
    if suffix == "xlsx":
        from openpyxl import load_workbook

        rows = list(load_workbook(path).active.iter_rows(values_only=True))
        columns, height = list(rows[0]), len(rows) - 1
    else:
        frame = readers[suffix](path)
        columns, height = frame.columns, frame.height
    assert height > 50
    assert {"nip", "learning_hours", "learning_hours_met", "ip_asn", "job_person_match", "gap_class"} <= set(
        columns
    )


def test_score_without_a_file_shows_rows_with_masked_numbers(folder):
    """What stands on a screen may be seen by others."""
    nips = pl.read_csv(folder / "civil_servants.csv", infer_schema=False)["nip"].to_list()
    output = run("score", folder, "--of", "civil_servants", "--on", "2025-12-31")
    assert not any(nip in output for nip in nips)


def test_a_chosen_variant_changes_the_result(folder, tmp_path):
    """The weights of the satisfaction index, by choice of the caller."""

    def index(*more: str) -> float:
        path = tmp_path / "unit.parquet"
        run("score", folder, "--of", "units", "--on", "2025-12-31", "--out", path, *more)
        return float(pl.read_parquet(path)["skm_index"].drop_nulls()[0])

    assert index("--choose", "skm.weight=0.11") == pytest.approx(index() * 0.11 * 9)


def test_gaps_and_report_are_written(folder, tmp_path):
    """A row per person and competency; one page."""
    run("gaps", folder, "--region", "binjai", "--on", "2025-12-31", "--out", tmp_path)
    assert {"nip", "competency", "required", "level", "gap"} <= set(
        pl.read_csv(tmp_path / "gaps.csv").columns
    )
    lists = tmp_path / "daftar"  # two lists alone: most sections of their reports are short
    lists.mkdir()
    for name in ("units.csv", "civil_servants.csv"):
        (lists / name).write_bytes((folder / name).read_bytes())
    memory = tmp_path / "terbitan.json"
    for source, name, more in (
        (folder, "laporan.html", ("--remember", memory)),
        (lists, "laporan.md", ("--edition", "internal")),
        (lists, "laporan.xlsx", ("--remember", memory)),
    ):
        run("report", source, "--region", "binjai", "--on", "2025-12-31", "--out", tmp_path / name, *more)
        assert (tmp_path / name).stat().st_size > 1000
    assert "INTERNAL" in (tmp_path / "laporan.md").read_text(encoding="utf-8")
    assert "tidak untuk diterbitkan" not in (tmp_path / "laporan.html").read_text(encoding="utf-8")
    assert json.loads(memory.read_text(encoding="utf-8"))["kind"] == "asn_dev-published-1"
    refused = streams("report", folder, "--edition", "internl", "--out", tmp_path / "a.html")
    assert refused.exit_code
    assert not (tmp_path / "a.html").exists()


def test_explain_shows_the_source_of_the_rule(folder):
    """As text, and as JSON with --json."""
    nip = pl.read_csv(folder / "civil_servants.csv", infer_schema=False)["nip"][5]
    words = ("explain", folder, "learning_hours_met", nip, "--region", "binjai", "--on", "2025-12-31")
    assert "learning.minimum" in run(*words)
    assert json.loads(streams(*words, "--json").stdout)["name"] == "learning_hours_met"


def test_regions_lists_the_broken_one_with_its_error(make_plugin):
    """And the others with version and code."""
    make_plugin("rusak", "raise OSError('no data')")
    rows = {row["name"]: row for row in json.loads(run("regions", "--json"))}
    assert (rows["binjai"]["code"], rows["binjai"]["scheme"], rows["binjai"]["error"]) == (
        "12.75",
        "kemendagri",
        "",
    )
    assert "OSError" in rows["rusak"]["error"]
    assert "rusak" in run("regions")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("check", "no/such/folder"), "tidak ada"),
        (("score", ".", "--region", "atlantis"), "tidak ada daerah 'atlantis'"),
        (("score", ".", "--of", "dragons"), "tidak ada jenis data bernama 'dragons'"),
    ],
)
def test_an_error_is_a_message_and_not_a_traceback(words, says):
    """Exit code 2, one line that says what to do."""
    done = streams(*words)
    assert done.exit_code == 2
    assert done.stderr.startswith("Galat: ")
    assert says in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_an_error_is_a_message_in_a_process_of_its_own_too():
    """As the shell sees it."""
    done = process("check", "no/such/folder")
    assert done.returncode == 2
    assert done.stderr.startswith("Galat: ")
    assert "Traceback" not in done.stderr + done.stdout


def test_an_unreadable_file_is_named_and_does_not_stop_the_others(folder, tmp_path):
    """The good files are read, the ledger lists the bad one."""
    place = tmp_path / "campur"
    place.mkdir()
    (place / "rusak.xlsx").write_bytes(b"this is no workbook")
    (place / "units.csv").write_bytes((folder / "units.csv").read_bytes())
    done = process("check", place, "--out", tmp_path / "hasil")
    assert done.returncode == 0
    assert "rusak.xlsx" in done.stderr
    ledger = pl.read_csv(tmp_path / "hasil" / "ledger.csv")
    assert set(ledger["file"]) == {"rusak.xlsx", "units.csv"}


def test_a_year_without_activities_is_pointed_out(folder):
    """Asking for the wrong year is the commonest slip."""
    done = streams("score", folder, "--on", "2031-12-31")
    assert "--on 2025-12-31" in done.stderr


def test_the_demo_runs_and_says_where_the_report_is(tmp_path):
    """Without any input."""
    output = run("demo", "--region", "binjai", "--people", "20", "--out", tmp_path / "demo")
    page = tmp_path / "demo" / "laporan.html"
    assert page.is_file()
    assert str(page) in output


def test_pair_writes_two_workbooks_and_shows_no_whole_number(folder, tmp_path):
    """Pairs and follow-up; what is shown on the screen is masked."""
    output = run("pair", folder, "--region", "binjai", "--on", "2025-12-31", "--out", tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"pasangan.xlsx", "mentoring.xlsx"}
    assert "pasangan baru" in output
    assert not re.search(r"\d{18}", output)


def test_pair_as_json_is_json_alone_and_keeps_pairs_of_a_file(folder, tmp_path):
    """A pair fixed by hand stands in the result; a file that is no list of pairs is an error."""
    staff = pl.read_csv(folder / "civil_servants.csv", infer_schema=False)["nip"]
    mentor, mentee = staff.filter(staff.str.contains(r"^\d{18}$")).unique().sort()[:2]
    fixed = tmp_path / "mentorships.csv"
    fixed.write_text(f"mentor,mentee,competency\n{mentor},{mentee},komunikasi\n", encoding="utf-8")
    found = json.loads(run("pair", folder, "--on", "2025-12-31", "--fixed", fixed, "--json"))
    assert [pair["mentee"] for pair in found["pairing"]["pairs"] if pair["origin"] == "fixed"] == [mentee]
    assert set(found["mentoring"]) == {"period", "mentorships", "mentees", "progress", "notes"}
    done = streams("pair", folder, "--fixed", folder / "units.csv")
    assert done.exit_code == 2
    assert "mentor, mentee, competency" in done.stderr
