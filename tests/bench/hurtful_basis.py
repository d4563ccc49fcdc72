"""What files made to hurt are written with: sound rows to be changed, archives, the list of writers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl

ROWS = 600_000
CELLS = 1_450_000
"""Hardly fewer than a sheet may have."""

COURSES = ("nipBaru", "namaKursus", "jenisDiklatId", "jumlahJam", "tanggalKursus", "tanggalSelesaiKursus")
STAFF = ("NIP", "NAMA", "UNIT KERJA", "JABATAN", "GOL", "TMT JABATAN")
WRITERS: dict[str, Callable[[Path], None]] = {}


def hurtful(writer: Callable[[Path], None]) -> Callable[[Path], None]:
    """Have a writer be tried, by its name."""
    WRITERS[writer.__name__.replace("_", "-")] = writer
    return writer


def nips(count: int) -> pl.Expr:
    """Sound numbers of people, all different up to some thirty million."""
    at = pl.int_range(count)
    day, month, year = at % 28 + 1, at // 28 % 12 + 1, at // 336 % 25 + 1970
    serial = at // 8400 % 999 + 1
    return pl.format(
        "{}{}{}20100{}1{}",
        year,
        month.cast(pl.String).str.zfill(2),
        day.cast(pl.String).str.zfill(2),
        at // 8_391_600 % 9 + 1,
        serial.cast(pl.String).str.zfill(3),
    )


def courses(count: int = ROWS, **changed: pl.Expr) -> pl.DataFrame:
    """Sound rows of training, with some columns changed."""
    at = pl.int_range(count)
    sound = {
        "nipBaru": nips(count),
        "namaKursus": pl.format("Bimtek {}", at % 500),
        "jenisDiklatId": pl.lit("8"),
        "jumlahJam": (at % 40 + 1).cast(pl.String),
        "tanggalKursus": pl.lit("05-05-2025"),
        "tanggalSelesaiKursus": pl.lit("09-05-2025"),
    }
    return pl.select(at.alias("_at")).select(**{**sound, **changed})


def staff(count: int = ROWS, **changed: pl.Expr) -> pl.DataFrame:
    """Sound rows of a staff list, with some columns changed."""
    at = pl.int_range(count)
    sound = {
        "NIP": nips(count),
        "NAMA": pl.format("Orang {}", at),
        "UNIT KERJA": pl.format("Dinas {}", at % 6),
        "JABATAN": pl.lit("Analis Kebijakan"),
        "GOL": pl.lit("III/a"),
        "TMT JABATAN": pl.lit("01-01-2020"),
    }
    return pl.select(at.alias("_at")).select(**{**sound, **changed})


def numbered(text: str) -> pl.Expr:
    """Another text in each row."""
    return pl.format(text, pl.int_range(pl.len()))


def zipped(parts: dict[str, str] | dict[str, bytes]) -> bytes:
    """An archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()
