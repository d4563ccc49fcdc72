"""Files are written whole or not at all, and a folder of results is that of one run."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import polars as pl
import pytest

import asn_dev as asn
from asn_dev.errors import FileError
from asn_dev.register.books import write_check
from asn_dev.register.file_names import file_names
from asn_dev.register.ledger import RejectedRows
from asn_dev.register.whole_files import PART, turn_in, whole_file, write_whole
from asn_dev.register.writing import SUFFIXES, write_table

POSIX = pytest.mark.skipif(os.name != "posix", reason="as POSIX systems do it")
FRAME = pl.DataFrame({"teks": [f"{row * 7919:x}" * 9 for row in range(9000)], "angka": range(9000)})


def inside(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def child(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True)


def ready(process: subprocess.Popen[str]) -> None:
    """Wait until the child says something."""
    assert process.stdout is not None
    with process.stdout as said:
        said.readline()


SMALL_DISK = """
import resource, signal, sys
import polars as pl
from asn_dev.errors import FileError
from asn_dev.register.writing import write_table
import random
frame = pl.DataFrame({"teks": [f"{random.random()}" for row in range(9000)], "angka": range(9000)})
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
try:
    write_table(frame, sys.argv[1])
except FileError as error:
    print("refused:", error)
"""


@POSIX
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path, suffix):
    path = tmp_path / f"hasil{suffix}"
    path.write_bytes(b"the old file")
    said = child(SMALL_DISK, str(path)).communicate(timeout=60)[0]
    assert said.startswith("refused:")
    assert "cannot be written" in said
    assert path.read_bytes() == b"the old file"
    assert inside(tmp_path) == [path.name]


KILLED = """
import sys, time
from asn_dev.register.whole_files import whole_file
with whole_file(sys.argv[1]) as part:
    with part.open("wb") as opened:
        opened.write(b"half")
        opened.flush()
        print("half written", flush=True)
        time.sleep(60)
"""


@POSIX
def test_a_killed_writer_leaves_the_old_file_and_its_part_is_cleared_away_unread(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text("name\nDinas A\n")
    writer = child(KILLED, str(path))
    ready(writer)
    left = [name for name in inside(tmp_path) if name != path.name]
    writer.send_signal(signal.SIGKILL)
    writer.wait(10)
    assert path.read_text() == "name\nDinas A\n"
    assert len(left) == 1
    assert left[0].startswith(PART)
    assert [row.file for row in asn.read(tmp_path).ledger] == ["units.csv"]
    write_whole(tmp_path / "lain.txt", b"")
    assert inside(tmp_path) == ["lain.txt", "units.csv"]


def test_a_block_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError), whole_file(path) as part:
        part.write_text("new\ud800", encoding="utf-8")
    assert path.read_text() == "old"
    assert inside(tmp_path) == ["a.txt"]


@POSIX
def test_permissions_and_links_are_kept(tmp_path):
    path, link = tmp_path / "a.csv", tmp_path / "b.csv"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_table(pl.DataFrame({"a": [1]}), link)
    assert link.is_symlink()
    assert path.read_text("utf-8-sig") == "a\n1\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@POSIX
def test_a_device_is_written_to_directly_and_a_full_one_refuses(tmp_path):
    link = tmp_path / "a.csv"
    link.symlink_to("/dev/full")
    with pytest.raises(FileError, match="cannot be written"):
        write_table(FRAME, link)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_folder_in_the_way_or_none_at_all_is_refused(tmp_path):
    (tmp_path / "a.csv").mkdir()
    for path in (tmp_path / "a.csv", tmp_path / "none" / "a.csv"):
        with pytest.raises(FileError, match="cannot be written"):
            write_table(FRAME, path)
    assert inside(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_table_gives_the_same_bytes(tmp_path, suffix):
    written = [write_table(FRAME, tmp_path / f"{name}{suffix}", title="T").read_bytes() for name in "ab"]
    assert written[0] == written[1]


def register_of(*names: str) -> asn.Register:
    columns = ("_row", "_pointer", "_column", "_value", "_reason", "nip")
    frame = pl.DataFrame({name: ["1"] for name in columns})
    register = asn.Register.of([])
    return type(register)(tables={}, rejected=[RejectedRows(name, "", frame) for name in names])


def test_rejected_rows_are_those_of_this_run_and_what_is_not_ours_stays(tmp_path):
    write_check(register_of("A/x.csv", "A_x.csv", "a_X.csv", "y.csv"), tmp_path)
    (tmp_path / "rejected" / "catatan.csv").write_text("milik kami\n")
    assert len(inside(tmp_path / "rejected")) == 5
    write_check(register_of("z.csv"), tmp_path)
    assert inside(tmp_path / "rejected") == ["catatan.csv", "z.csv.csv"]
    assert inside(tmp_path) == ["findings.csv", "ledger.csv", "rejected"]


def test_books_are_written_all_or_none(tmp_path):
    write_check(register_of("x.csv"), tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.csv")}
    (tmp_path / "rejected" / "z.csv.csv").mkdir()
    with pytest.raises(FileError):
        write_check(register_of("y.csv", "z.csv"), tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.csv") if path.is_file()} == before


def test_names_of_files_are_taken_by_every_system_and_never_shared():
    wanted = [
        "A/x",
        "A_x",
        "a_X",
        "A:x",
        "con",
        "NUL.txt",
        "x" * 400,
        "x" * 401,
        "é" * 100,
        "..",
        " . ",
        "\x07\ufffe",
    ]
    names = file_names(wanted, ".csv")
    assert len({name.casefold() for name in names}) == len(wanted)
    for name in names:
        assert len(name.encode()) < 150
        assert not set(name) & set('<>:"/\\|?*\x07\ufffe')
        assert name.partition(".")[0].lower() not in ("con", "nul", "")


def test_a_second_run_waits_or_is_refused_and_a_killed_one_keeps_nobody_out(tmp_path):
    with turn_in(tmp_path), pytest.raises(FileError, match="another run"), turn_in(tmp_path, patience=0.1):
        pass
    with turn_in(tmp_path):
        pass
    assert inside(tmp_path) == []


@POSIX
def test_runs_into_one_folder_do_not_mix(tmp_path):
    registers = [register_of(*(f"{run}-{at}.csv" for at in range(5))) for run in range(4)]
    runs = [threading.Thread(target=write_check, args=(register, tmp_path)) for register in registers]
    for run in runs:
        run.start()
    for run in runs:
        run.join(60)
    assert len({name[0] for name in inside(tmp_path / "rejected")}) == 1
    holder = child(
        "import sys, time\nfrom asn_dev.register.whole_files import turn_in\n"
        "with turn_in(sys.argv[1]):\n    print('in', flush=True)\n    time.sleep(60)",
        str(tmp_path),
    )
    ready(holder)
    with pytest.raises(FileError, match="another run"), turn_in(tmp_path, patience=0.1):
        pass
    holder.kill()
    holder.wait(10)
    started = time.monotonic()
    with turn_in(tmp_path, patience=5):
        assert time.monotonic() - started < 5
