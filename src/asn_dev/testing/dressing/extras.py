"""What stands in offices' files beside the data: columns, lists and lines that nothing is computed from."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import polars as pl

from asn_dev.testing.dressing.chance import Chance
from asn_dev.testing.dressing.grid import Cell, Grid, Line


@attrs.frozen
class Extra:
    """A column that is not used: its headings, and a value for each line; `group` as for a field."""

    headings: tuple[str, ...]
    value: Callable[[int], Cell]
    group: str = ""


NUMBERS = Extra(("No", "No.", "NO", "Nomor", "No. Urut"), lambda line: line + 1)

OF_PEOPLE = (
    Extra(("Agama",), lambda line: "Islam" if line % 3 else "Kristen Protestan"),
    Extra(("Alamat", "Alamat Rumah"), lambda line: f"Jl. Merdeka No. {line + 1}, RT 02/RW 03"),
    Extra(("No. HP", "Telepon", "Nomor WA"), lambda line: f"0812{60_000_000 + line}"),
    Extra(("Tempat Lahir",), lambda _: "Binjai"),
    Extra(("Usia", "Umur"), lambda line: 30 + line % 28),
    Extra(("Masa Kerja",), lambda line: f"{line % 20} Tahun {line % 12} Bulan"),
    Extra(("JURUSAN",), lambda line: "Ilmu Hukum" if line % 2 else "Akuntansi", "PENDIDIKAN"),
    Extra(("Status Perkawinan",), lambda line: "Menikah" if line % 4 else "Belum Menikah"),
    Extra(("NPWP",), lambda line: f"09.{line:03d}.456.7-125.000"),
)
REMARKS = Extra(("Keterangan", "KET", "Ket.", "Catatan"), lambda line: "-" if line % 5 else None)


def signature(width: int, city: str) -> list[Line]:
    """Who signs below the table, on the right, with a personnel number."""
    before: list[Cell] = [None] * max(width - 2, 0)
    texts = (
        f"{city}, 31 Desember 2025",
        "Kepala Badan Kepegawaian,",
        None,
        "Dr. Contoh Saja, M.Si.",
        "NIP. 19700101 199503 1 001",
    )
    return [[], *([*before, text] for text in texts)]


def side_lists(people: pl.DataFrame, chance: Chance) -> list[Grid]:
    """Lists of some people for another purpose: pensions, birthdays, attendance."""
    some = people.sort("birth_date", nulls_last=True).head(max(2, people.height // 3))
    rows = some.select("nip", "name", "birth_date").rows()
    born: list[Line] = [[nip, name, f"{day:%d-%m-%Y}" if day else None] for nip, name, day in rows]
    lists = [
        Grid(
            "Pensiun",
            ["NIP", "Nama", "Tanggal Lahir", "TMT Pensiun"],
            [[*line, "01-02-2027"] for line in born],
            above=["DAFTAR PEGAWAI YANG AKAN PENSIUN TAHUN 2027"],
        ),
        Grid("Ulang Tahun", ["No", "Nama", "NIP", "Tgl Lahir"], [
            [at, name, nip, day] for at, (nip, name, day) in enumerate(born, 1)
        ]),
        Grid(
            "Absensi",
            ["NIP", "Nama", "Hadir", "Izin", "Sakit", "Alpa"],
            [[nip, name, 20, 1, 0, 0] for nip, name, _ in born],
            above=["REKAP ABSENSI BULAN DESEMBER 2025", ""],
        ),
    ]  # fmt: skip
    return chance.some(lists, 0.4)
