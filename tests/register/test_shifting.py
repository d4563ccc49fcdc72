"""Rows that have slipped are rejected whole; ordinary oddities are not taken for that."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn

HEAD = [
    "pns_id",
    "nip",
    "nama",
    "tanggal_lahir",
    "jenis_kelamin",
    "status",
    "pendidikan",
    "jenis_jabatan_id",
    "jabatan",
    "gol",
    "unor_id",
    "unor_nama",
]


def person(number: int) -> list[str]:
    hexes = f"{number:032X}"
    return [
        hexes,
        f"19870412201001{1 + number % 2}{number:03d}",
        "Budi",
        "12-04-1987",
        "MF"[number % 2],
        "PNS",
        "40",
        "4",
        "Analis",
        "III/c",
        hexes[::-1],
        "Dinas A",
    ]


def register_of(head: list[str], rows: list[list[str]]) -> asn.Register:
    with tempfile.TemporaryDirectory() as folder:
        text = "\n".join(";".join(cells) for cells in (head, *rows)) + "\n"
        Path(folder, "pegawai.csv").write_text(text, encoding="utf-8")
        return asn.read(folder)


@pytest.mark.parametrize("start", range(2, 9))
@pytest.mark.parametrize("steps", [1, 2])
def test_cells_to_the_right(start, steps):
    rows = [person(number) for number in range(1, 6)]
    rows[2] = [*rows[2][:start], *["Contoh"] * steps, *rows[2][start:]][: len(HEAD)]
    register = register_of(HEAD, rows)
    assert [(row.accepted, row.rejected) for row in register.ledger] == [(4, 1)]
    assert register[asn.Unit].to_native()["name"].to_list() == ["Dinas A"]
    assert "to the right" in register.rejected[0].frame["_reason"][0]


@pytest.mark.parametrize("start", range(2, 8))
def test_cells_to_the_left(start):
    rows = [person(number) for number in range(1, 6)]
    rows[2] = [*rows[2][:start], *rows[2][start + 1 :], ""]
    register = register_of(HEAD, rows)
    assert [(row.accepted, row.rejected) for row in register.ledger] == [(4, 1)]


def test_in_a_list_of_courses_too():
    head = ["nip", "nama kursus", "jenis diklat", "jp", "tanggal selesai"]
    rows = [
        [person(1)[1], "Kursus", "Seminar", "4", "2025-01-02"],
        [person(2)[1], "Kursus", "x", "Seminar", "4"],
    ]
    assert [(row.accepted, row.rejected) for row in register_of(head, rows).ledger] == [(1, 1)]


_oddities = {
    3: st.sampled_from(["", "12/13/1987", "-", "1987", "tidak tahu"]),
    4: st.sampled_from(["", "X", "laki", "-"]),
    5: st.sampled_from(["", "aktif", "TNI"]),
    6: st.sampled_from(["", "S-1 Hukum", "99", "Hukum"]),
    7: st.sampled_from(["", "9", "Administrasi"]),
    9: st.sampled_from(["", "IIIc", "9", "3", "xx"]),
    11: st.sampled_from(["", "Kecamatan 1", "UPT III", "SMP 2"]),
}


@given(st.lists(st.fixed_dictionaries({}, optional=_oddities), min_size=1, max_size=8))
def test_ordinary_oddities_are_no_slipped_rows(odd):
    rows = [person(number) for number in range(1, len(odd) + 1)]
    for cells, changes in zip(rows, odd, strict=True):
        for at, cell in changes.items():
            cells[at] = cell
    assert [row.rejected for row in register_of(HEAD, rows).ledger] == [0]
