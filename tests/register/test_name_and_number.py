"""People whose name and number stand in one cell: the same rows as from columns of their own, in every list."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.model import (
    Assessment,
    CivilServant,
    Enrolment,
    MentoringSession,
    MentorOffer,
    Participation,
    PerformanceAppraisal,
    ReportedHours,
)
from asn_dev.register.parting import person_in

NUMBERS = ("198704122010012345", "199001012015031001", "197505052000032002")
NAMES = ("Budi Contoh, S.E.", "Ani", "Ina binti Umar")
GRADES = ("III/c", "II/a", "IV/e")

LISTS = {
    "staff": (CivilServant, "", {"Jabatan": "Analis", "Unit Kerja": "Dinas A", "Pendidikan": "S1"}),
    "trainings": (Participation, "", {"Nama Kegiatan": "Bimtek Arsip", "JP": "8", "Jenis Diklat": "Bimtek"}),
    "activities": (Participation, "", {"Jabatan": "Analis", "Kegiatan": "Bimtek Arsip", "JP": "8"}),
    "attendance": (Enrolment, "", {"Kehadiran": "Hadir", "Nama Pelatihan": "Bimtek Arsip"}),
    "recap": (ReportedHours, "", {"Jumlah JP": "24", "Tahun": "2025"}),
    "appraisals": (PerformanceAppraisal, "", {"Tahun": "2024", "Predikat Kinerja": "Baik"}),
    "mentors": (
        MentorOffer, "", {"Kompetensi_ditawarkan": "Arsip", "Kapasitas": "2", "Perangkat_daerah": "Dinas A"},
    ),
    "sessions": (
        MentoringSession, " Mentor",
        {"id_sesi": "s{at}", "tanggal": "2025-01-0{at}", "status": "selesai",
         "nip_mentee": "19950505202001100{at}"},
    ),
    "assessments": (
        Assessment, "", {"competency": "integritas", "level": "3", "day": "2025-02-0{at}", "method": "CAT"},
    ),
}  # fmt: skip
"""Lists of each kind: the record, the part that the people have in it, and what stands beside them."""

HEADINGS = (
    "Nama / NIP",
    "NIP/Nama",
    "NAMA DAN NIP",
    "Nama - NIP",
    "nama & nip",
    "Nama Lengkap dan NIP",
    "Nama\nNIP",
)
BETWEEN = ("\n", " / ", " - ", "\nNIP. ", "\nNIP : ", "; ", "\n ")


def _read(headings, rows):
    """The register of a sheet."""
    text = io.StringIO()
    csv.writer(text, delimiter=",").writerows([headings, *rows])
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "daftar.csv").write_text(text.getvalue(), encoding="utf-8")
        return asn.read(folder)


def _rows(kind):
    beside = LISTS[kind][2]
    return [[cell.format(at=at) for cell in beside.values()] for at in range(1, len(NUMBERS) + 1)]


@pytest.mark.parametrize("kind", LISTS)
@given(
    heading=st.sampled_from(HEADINGS),
    between=st.sampled_from(BETWEEN),
    number_first=st.booleans(),
    spaced=st.booleans(),
)
@example("Nama / NIP", "\n", False, False)
def test_rows_are_those_of_separate_columns(kind, heading, between, number_first, spaced):
    record, role, beside = LISTS[kind]
    numbers = (
        [f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}" for number in NUMBERS]
        if spaced
        else NUMBERS
    )
    cells = [
        f"{number}{between.replace('NIP. ', '').replace('NIP : ', '')}{name}"
        if number_first
        else f"{name}{between}{number}"
        for name, number in zip(NAMES, numbers, strict=True)
    ]
    rows = _rows(kind)
    together = _read([heading + role, *beside], [[cell, *row] for cell, row in zip(cells, rows, strict=True)])
    apart = _read(
        ["Nama" + role, "NIP" + role, *beside],
        [[name, number, *row] for name, number, row in zip(NAMES, NUMBERS, rows, strict=True)],
    )
    assert together.records(record) == apart.records(record)
    assert len(together.records(record)) == len(NUMBERS)
    assert not together.rejected


@pytest.mark.parametrize("heading", ["Nama, NIP, Gol", "Nama / NIP / Pangkat", "NIP, Nama dan Golongan"])
@pytest.mark.parametrize("between", ["\n", " / ", " - "])
def test_the_grade_in_the_cell_is_read_too(heading, between):
    cells = [between.join(parts) for parts in zip(NAMES, NUMBERS, GRADES, strict=True)]
    register = _read([heading, "Jabatan", "Unit Kerja"], [[cell, "Analis", "Dinas A"] for cell in cells])
    people = register.records(CivilServant)
    assert [(one.nip.number, one.grade) for one in people] == list(zip(NUMBERS, GRADES, strict=True))
    assert [one.name for one in people][1:] == list(NAMES)[1:]


@pytest.mark.parametrize("heading", ["Peserta", "Nama Peserta", "Nama"])
def test_a_column_of_people_whose_cells_hold_numbers_too_is_parted(heading):
    rows = [[f"{name}\n{number}", "Bimtek Arsip", "8"] for name, number in zip(NAMES, NUMBERS, strict=True)]
    trainings = _read([heading, "Nama Pelatihan", "JP"], rows).records(Participation)
    assert [one.nip.number for one in trainings] == list(NUMBERS)


def test_a_number_that_has_lost_a_digit_is_rejected_for_that():
    register = _read(["Nama/NIP", "Nama Pelatihan", "JP"], [[f"Ani\n{NUMBERS[1][:-1]}", "Bimtek", "8"],
                                                          [f"Ina\n{NUMBERS[2]}", "Bimtek", "8"]])  # fmt: skip
    (training,) = register.records(Participation)
    assert training.nip.number == NUMBERS[2]
    (lost,) = register.rejected
    assert "17 digits" in str(lost.frame.to_dicts() if hasattr(lost, "frame") else lost)


def test_the_name_of_a_superior_is_nobody_of_the_list():
    row = [f"Ani / {NUMBERS[1]}", NUMBERS[0], "Bimtek", "8"]
    headings = ["Nama/NIP Atasan", "NIP", "Nama Pelatihan", "JP"]
    (training,) = _read(headings, [row]).records(Participation)
    assert training.nip.number == NUMBERS[0]


@given(st.text(max_size=60))
def test_any_cell_has_parts_that_stand_in_it(cell):
    person = person_in(cell)
    assert person.name is None or person.name in "".join(cell.split("\u00ad")) or not cell.isascii()


def test_a_list_that_names_trainings_is_none_of_hours_alone():
    rows = [["1", f"{NAMES[0]}\n{NUMBERS[0]}\nIII/c", "Analis", "Bimtek Arsip", "8"]]
    register = _read(["No", "Nama, NIP, Gol", "Jabatan", "Nama Kegiatan", "Jam Pelajaran"], rows)
    assert (len(register.records(Participation)), ReportedHours in register.tables) == (1, False)
