"""The nightly batch of docs/how-to/nightly-batch.md over a real PostgreSQL that the test starts and stops."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: the nightly batch was not tested")

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
DAY = date(2025, 12, 31)
ANI, BUDI, BAD = "198704122010012345", "199001012015031002", "199013012015031002"


def programs() -> Path | None:
    """Where initdb and pg_ctl are: the newest of Debian's, else what is on PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    on_path = shutil.which("initdb")
    return debian[-1] if debian else Path(on_path).parent if on_path else None


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a PostgreSQL of our own: a new cluster, a socket in its folder, no network."""
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL on this machine (apt-get install postgresql): the batch was not tested")
    folder = Path(tempfile.mkdtemp(prefix="asn-pg-"))
    as_user: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("root, and no user 'postgres' to run PostgreSQL as: the batch was not tested")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        as_user = ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]

    def call(program: str, *arguments: str) -> None:
        command = [*as_user, str(found / program), "-D", str(folder / "data"), *arguments]
        with (folder / "output").open("ab") as output:
            subprocess.run(command, check=True, cwd=folder, stdout=output, stderr=output, timeout=60)

    try:
        call("initdb", "--auth=trust", "--username=postgres", "--no-sync", "--encoding=UTF8", "--locale=C")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        call("pg_ctl", "start", "--wait", "--options", options, "--log", str(folder / "data" / "log"))
        yield f"host={folder} user=postgres dbname=postgres"
        call("pg_ctl", "stop", "--wait", "--mode=immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(server: str) -> Iterator[Any]:
    """The application's tables: two people that can be scored, one whose number is impossible."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        connection.execute("""
            CREATE TABLE pegawai (id bigint PRIMARY KEY, nip text, status text, pendidikan text,
                                  jenis_jabatan text);
            CREATE TABLE riwayat_bangkom (id bigint PRIMARY KEY, nip text, bentuk text, jp numeric(6, 1),
                                          selesai date)""")
        people = [(11, ANI, "PNS", "40", "2"), (12, BUDI, "PNS", "45", "1"), (13, BAD, "PNS", "40", "2")]
        learnt = [(1, ANI, "3", 24.0, DAY), (2, BUDI, "9", 6.5, DAY), (3, BUDI, "3", -4.0, DAY)]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO pegawai VALUES (%s, %s, %s, %s, %s)", people)
            cursor.executemany("INSERT INTO riwayat_bangkom VALUES (%s, %s, %s, %s, %s)", learnt)
        yield connection


@pytest.fixture
def nightly(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of the page."""
    monkeypatch.syspath_prepend(str(EXAMPLES))
    import nightly as module

    return module


def rows(connection: Any, query: str) -> list[tuple[Any, ...]]:
    """What a query gives."""
    return list(connection.execute(query).fetchall())


SCORES = "SELECT nip, jp, jp_terpenuhi FROM skor_asn ORDER BY nip"


def test_rows_of_the_database_come_back_as_scores(database, nightly):
    """24 JP are enough; of somebody with a training whose hours are unknown nobody can say."""
    nightly.run(database, "nasional", DAY)
    assert rows(database, SCORES) == [(ANI, 24.0, True), (BUDI, None, None)]


def test_nothing_is_lost_on_the_way(database, nightly):
    """Read = accepted + rejected for each table, and every fault stands with the row's own id."""
    nightly.run(database, "nasional", DAY)
    books = rows(database, "SELECT tabel, dibaca, diterima, ditolak FROM skor_asn_buku ORDER BY tabel")
    assert books == [("civil_servants", 3, 2, 1), ("participations", 3, 3, 0)]
    faults = rows(database, "SELECT tabel, id, kolom, tingkat FROM skor_asn_ditolak ORDER BY tabel")
    assert faults == [("civil_servants", 13, "nip", "rejected"), ("participations", 3, "hours", "unknown")]


def test_a_second_run_changes_nothing_and_another_day_stands_beside(database, nightly):
    """Rows of the same region and day are replaced, others are left."""
    nightly.run(database, "nasional", DAY)
    first = rows(database, SCORES)
    nightly.run(database, "nasional", DAY)
    assert rows(database, SCORES) == first
    nightly.run(database, "nasional", date(2024, 12, 31))
    assert rows(database, "SELECT tanggal, count(*) FROM skor_asn GROUP BY 1 ORDER BY 1") == [
        (date(2024, 12, 31), 2),
        (DAY, 2),
    ]


def test_a_run_that_fails_leaves_the_scores_of_the_run_before(database, nightly):
    """The last table cannot be written: the transaction takes back what was written first."""
    nightly.run(database, "nasional", DAY)
    before = rows(database, SCORES)
    database.execute("UPDATE riwayat_bangkom SET jp = 10 WHERE id = 1")
    database.execute("ALTER TABLE skor_asn_buku ADD CHECK (dibaca < 3) NOT VALID")
    with pytest.raises(psycopg.errors.CheckViolation):
        nightly.run(database, "nasional", DAY)
    assert rows(database, SCORES) == before
