"""Scores of all rows of a PostgreSQL database, once a night: see docs/how-to/nightly-batch.md.

python nightly.py "dbname=simpeg" binjai 2025-12-31
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, LiteralString

import polars as pl
import psycopg

import asn_dev as asn

# The names of the application's columns become ours here, in SQL. `id` is no column of ours: it
# stays beside them, so that a rejected row can be found again.
QUERIES: Mapping[type, LiteralString] = {
    asn.CivilServant: """
        SELECT id, nip, status AS employment, pendidikan AS education, jenis_jabatan AS job_kind
        FROM pegawai ORDER BY id""",
    asn.Participation: """
        SELECT id, nip, bentuk AS form, jp::float8 AS hours, selesai AS "end"
        FROM riwayat_bangkom ORDER BY id""",
}
INDICATORS = ("learning_hours", "learning_hours_met")

TABLES: LiteralString = """
    CREATE TABLE IF NOT EXISTS skor_asn (
        daerah text, tanggal date, nip text, jp float8, jp_terpenuhi boolean,
        PRIMARY KEY (daerah, tanggal, nip));
    CREATE TABLE IF NOT EXISTS skor_asn_ditolak (
        daerah text, tanggal date, tabel text, id bigint, kolom text, tingkat text, alasan text);
    CREATE TABLE IF NOT EXISTS skor_asn_buku (
        daerah text, tanggal date, tabel text, dibaca bigint, diterima bigint, ditolak bigint,
        PRIMARY KEY (daerah, tanggal, tabel))"""


def run(connection: psycopg.Connection[Any], name: str, day: date) -> asn.Register:
    """Read, score and write in one transaction: after it all is new, or all is as it was."""
    region = asn.region(name, on=day)
    with connection.transaction():
        # All queries see one state of the tables.
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        connection.execute(TABLES)
        frames = {
            record: pl.read_database(query, connection, infer_schema_length=None)
            for record, query in QUERIES.items()
        }
        register = asn.Register.from_frames(frames)
        scores = asn.score(register, region, of=asn.CivilServant, indicators=INDICATORS)
        about = (name, day)
        replace(connection, "skor_asn", about, scores.select("nip", *INDICATORS).iter_rows())
        replace(connection, "skor_asn_ditolak", about, faults(register, frames))
        books = ((row.record, row.read, row.accepted, row.rejected) for row in register.ledger)
        replace(connection, "skor_asn_buku", about, books)
    return register


def replace(
    connection: psycopg.Connection[Any],
    table: LiteralString,
    about: tuple[str, date],
    rows: Iterator[tuple[Any, ...]],
) -> None:
    """The rows of one region and day, in place of those of an earlier run."""
    connection.execute(f"DELETE FROM {table} WHERE daerah = %s AND tanggal = %s", about)  # noqa: S608
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row((*about, *row))


def faults(register: asn.Register, frames: Mapping[type, pl.DataFrame]) -> Iterator[tuple[Any, ...]]:
    """Each row that was kept out, each cell that counts as unknown: table, id, column, why."""
    ids = {asn.plural_of(record): frame["id"] for record, frame in frames.items()}
    for rejected in register.rejected:
        for row in rejected.frame.select("id", "_column", "_reason").iter_rows():
            yield (rejected.file, int(row[0]), row[1], "rejected", row[2])
    for finding in register.findings:
        for cell in finding.places:
            if cell.row is not None:
                row_id = ids[finding.file][cell.row - 1]
                yield (finding.file, row_id, finding.column, finding.severity, finding.message)


if __name__ == "__main__":
    with psycopg.connect(sys.argv[1], autocommit=True) as opened:
        print(run(opened, sys.argv[2], date.fromisoformat(sys.argv[3])))
