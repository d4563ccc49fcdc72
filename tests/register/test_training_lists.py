"""Lists of trainings as offices keep them: what a training is called, who completed it, how long it took.

Attendance lists without a code, one training in several lists, recaps of hours of a year.
"""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev import CivilServant, Enrolment, Participation, Programme, ReportedHours

ANI, INA, ICA = "198704122010012345", "199001012015031001", "197505052000032002"
LIST = "NIP;Nama Diklat;Jenis Diklat;JP;Tanggal Mulai;Tanggal Selesai"


def _loud(register):
    return {(one.rule, one.column) for one in register.findings if one.severity in ("warning", "unknown")}


# --- what a training is called ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "told", ["JP;10", "Lama Diklat;10 JP", "Penyelenggara;LAN", "No Sertifikat;7", "Jenis Diklat;Bimtek"]
)
@pytest.mark.parametrize("called", ["Kegiatan", "KEGIATAN", "Materi", "Nama Acara"])
def test_a_training_may_be_called_an_activity_where_something_tells_that_it_is_one(read_files, called, told):
    heading, cell = told.split(";")
    text = f"NIP;Nama;{called};Tanggal;{heading}\n{ANI};Ani;Bimtek Arsip;10-12 Maret 2025;{cell}\n"
    (training,) = read_files({"daftar.csv": text}).records(Participation)
    assert (training.name, str(training.end)) == ("Bimtek Arsip", "2025-03-12")


@pytest.mark.parametrize("heading", ["Durasi", "Jumlah Jam", "Pelaksana", "Jenis"])
def test_a_list_of_daily_work_is_no_list_of_trainings(read_files, heading):
    text = f"NIP;Nama;Kegiatan;Tanggal;{heading}\n{ANI};Ani;Rapat mingguan;10-03-2025;2\n"
    register = read_files({"log harian.csv": text})
    assert Participation not in register.tables
    assert [one.rule for one in register.findings if one.severity == "rejected"] == ["file_not_read"]


def test_the_name_of_a_person_is_never_that_of_a_training(read_files):
    register = read_files({"a.csv": f"NIP;Nama;JP;Penyelenggara\n{ANI};Ani Contoh;24;LAN\n"})
    assert all("Ani Contoh" not in str(one) for one in register.tables.get(Participation, []))


# --- who completed it -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Keterangan", "Tidak Lulus"),
        ("Status", "GUGUR"),
        ("Hasil", "tidak hadir karena sakit"),
        ("Status Kelulusan", "Mengundurkan diri"),
        ("Ket.", "belum selesai"),
        ("Kehadiran", "Tidak Hadir"),
        ("Status Peserta", "Sedang berjalan"),
    ],
)
def test_who_did_not_complete_a_training_has_none(read_files, heading, words):
    text = f"{LIST};{heading}\n{ANI};Bimtek A;Bimtek;10;;10-03-2025;Lulus\n{INA};Bimtek A;Bimtek;10;;10-03-2025;{words}\n"
    register = read_files({"a.csv": text})
    assert [one.nip.number for one in register.records(Participation)] == [ANI]
    (rejected,) = register.rejected
    assert rejected.frame["_column"].to_list() == [heading]


@pytest.mark.parametrize(
    "words", ["Lulus", "Sangat memuaskan", "-", "", "Tidak ada", "Nihil", "Sertifikat terbit"]
)
@pytest.mark.parametrize("heading", ["Keterangan", "Hasil"])
def test_other_words_leave_the_hours(read_files, heading, words):
    register = read_files({"a.csv": f"{LIST};{heading}\n{ANI};Bimtek A;Bimtek;10;;10-03-2025;{words}\n"})
    assert [one.hours for one in register.records(Participation)] == [10]


def test_a_word_that_may_say_so_makes_the_hours_unknown(read_files):
    text = f"{LIST};Hasil;Keterangan\n{ANI};Bimtek A;Bimtek;10;;10-03-2025;Lulus bersyarat;\n{INA};Bimtek A;Bimtek;10;;10-03-2025;Lulus;Sertifikat belum terbit\n"
    register = read_files({"a.csv": text})
    assert [one.hours for one in register.records(Participation)] == [None, 10]
    assert {("completion_unknown", "Hasil"), ("completion_doubtful", "Keterangan")} <= _loud(register)


# --- how long it took -------------------------------------------------------------------------------


@settings(max_examples=20)
@given(
    hours=st.integers(1, 400),
    days=st.integers(1, 90),
    unit=st.sampled_from(("JP", "JPL", "jam pelajaran", "Jam")),
)
def test_hours_are_hours_and_days_are_not(hours, days, unit):
    rows = (f"{ANI};A;{hours} {unit}", f"{INA};A;{days} hari", f"{ICA};A;{days} hari ({hours} {unit})")
    text = "NIP;Nama Diklat;Lama Diklat;Tanggal Selesai\n" + "".join(f"{row};10-03-2025\n" for row in rows)
    register = asn.read({"a.csv": text.encode()})
    assert [one.hours for one in register.records(Participation)] == [hours, None, hours]
    assert ("length_without_hours", "Lama Diklat") in _loud(register)


def test_a_bare_number_of_a_length_is_unknown(read_files):
    text = f"NIP;Nama Diklat;Lama Diklat;Tanggal Selesai\n{ANI};A;3;10-03-2025\n{INA};A;3 JP;10-03-2025\n"
    register = read_files({"a.csv": text})
    assert [one.hours for one in register.records(Participation)] == [None, 3]


# --- one training in several lists ------------------------------------------------------------------


def _two(first: str, second: str, head: str = LIST) -> dict[str, bytes]:
    return {"a.csv": f"{LIST}\n{first}\n".encode(), "b.csv": f"{head}\n{second}\n".encode()}


def test_one_training_in_two_lists_counts_once_and_what_differs_is_said():
    files = _two(
        f"{ANI};Bimtek Arsip;Bimtek;10;08-03-2025;10-03-2025",
        f"{ANI};BIMBINGAN TEKNIS  Arsip.;12;10-03-2025",
        "NIP;Nama Diklat;JP;Tanggal Selesai",
    )
    for order in permutations(files):
        register = asn.read({name: files[name] for name in order})
        (training,) = register.records(Participation)
        assert (training.hours, str(training.start)) == (10, "2025-03-08")
        assert ("lists_differ", "JP") in _loud(register)


def test_where_nothing_tells_which_list_is_right_the_cell_is_unknown():
    row = f"{ANI};Bimtek Arsip;{{}};{{}};08-03-2025;10-03-2025"
    register = asn.read(_two(row.format("Bimtek", 10), row.format("Diklat Teknis", 12)))
    (training,) = register.records(Participation)
    assert (training.form, training.hours) == (None, None)
    assert {("rows_contradict", "JP"), ("rows_contradict", "Jenis Diklat")} <= _loud(register)


@pytest.mark.parametrize("days", [";", "09-03-2025;10-03-2025"])
def test_where_the_days_do_not_tell_both_count_and_it_is_said(days):
    register = asn.read(
        _two(f"{ANI};Bimtek A;Bimtek;10;08-03-2025;10-03-2025", f"{ANI};Bimtek A;Bimtek;12;{days}")
    )
    assert register.records(Participation)[1:]
    assert ("training_twice", "Nama Diklat") in _loud(register)


def test_a_training_of_another_day_or_person_is_another_training():
    rows = f"{ANI};Bimtek A;Bimtek;12;;11-04-2025\n{INA};Bimtek A;Bimtek;12;08-03-2025;10-03-2025"
    register = asn.read(_two(f"{ANI};Bimtek A;Bimtek;10;08-03-2025;10-03-2025", rows))
    assert [one.hours for one in register.records(Participation)] == [10, 12, 12]
    assert not _loud(register)


# --- who came ---------------------------------------------------------------------------------------

CAME = f"NIP;Nama;Kehadiran\n{ANI};Ani;Hadir\n{INA};Ina;Sakit\n"


@pytest.mark.parametrize(
    "files",
    [
        {"hadir.csv": f"DAFTAR HADIR\nNama Pelatihan : Bimtek Arsip\n\n{CAME}"},
        {"hadir.csv": f"DAFTAR HADIR PESERTA\nBimtek Arsip\n\n{CAME}"},
        {"Daftar Hadir Bimtek Arsip.csv": CAME},
        {"hadir.csv": CAME.replace("NIP;", "Nama Pelatihan;NIP;").replace("\n19", "\nBimtek Arsip;19")},
    ],
    ids=["a label", "a title", "the file", "a column"],
)
def test_a_training_without_a_code_is_known_by_its_name(read_files, files):
    register = read_files(files)
    came = {one.nip.number: (one.programme, one.attended) for one in register.records(Enrolment)}
    assert came == {ANI: ("Bimtek Arsip", True), INA: ("Bimtek Arsip", False)}
    assert [one.name for one in register.records(Programme)] == ["Bimtek Arsip"]
    assert CivilServant not in register.tables


def test_the_code_of_the_catalogue_is_taken_for_the_name(read_files):
    catalogue = "kode;nama;bentuk;jp;kapasitas\nP7;BIMTEK ARSIP;Bimtek;8;30\n"
    register = read_files({"Daftar Hadir Bimtek Arsip.csv": CAME, "katalog.csv": catalogue})
    assert {one.programme for one in register.records(Enrolment)} == {"P7"}
    assert [one.code for one in register.records(Programme)] == ["P7"]


def test_a_list_of_who_came_to_nothing_is_refused_with_what_to_do(read_files):
    register = read_files({"hadir.csv": CAME})
    (refused,) = [one for one in register.findings if one.severity == "rejected"]
    assert refused.rule == "file_not_read"
    assert "'Nama Pelatihan'" in refused.message
    assert not register.tables


def test_two_trainings_above_one_list_leave_its_rows_out(read_files):
    register = read_files({"hadir.csv": f"Nama Pelatihan: Bimtek A\nNama Pelatihan: Bimtek B\n{CAME}"})
    assert sum(one.frame.height for one in register.rejected) == 2


# --- hours of a year --------------------------------------------------------------------------------

HOURS = f"NIP;Nama;Jabatan;Total JP;Keterangan\n{ANI};Ani;Camat;24;memenuhi\n{INA};Ina;Lurah;18;belum\n"


@pytest.mark.parametrize(
    "files",
    [
        {"rekap jp 2025.csv": HOURS},
        {"rekap.csv": f"REKAPITULASI CAPAIAN JP TAHUN 2025\n\n{HOURS}"},
        {
            "rekap.csv": HOURS.replace("Keterangan", "Tahun")
            .replace("memenuhi", "2025")
            .replace("belum", "2025")
        },
    ],
    ids=["the file", "a title", "a column"],
)
def test_a_recap_of_hours_is_of_the_year_that_is_told(read_files, files):
    register = read_files(files)
    assert {(one.nip.number, one.year, one.total) for one in register.records(ReportedHours)} == {
        (ANI, 2025, 24),
        (INA, 2025, 18),
    }
    assert "year_missing" not in {one.rule for one in register.findings}


def test_of_a_recap_without_a_year_that_is_said(read_files):
    register = read_files({"rekap.csv": HOURS})
    assert {one.year for one in register.records(ReportedHours)} == {None}
    assert "year_missing" in {rule for rule, _ in _loud(register)}


def test_recaps_of_two_years_stand_beside_each_other(read_files):
    register = read_files({"rekap 2024.csv": HOURS, "rekap 2025.csv": HOURS.replace("24", "30")})
    totals = {one.year: one.total for one in register.records(ReportedHours) if one.nip.number == ANI}
    assert totals == {2024: 24, 2025: 30}


def test_a_year_that_two_lines_tell_otherwise_leaves_the_rows_out(read_files):
    register = read_files({"skp.csv": f"TAHUN 2024\nTAHUN 2025\nNIP;Predikat\n{ANI};Baik\n"})
    assert [one.frame["_reason"].str.contains("tahun").all() for one in register.rejected] == [True]


def test_columns_that_are_missing_are_one_finding(read_files):
    staff = f"NIP;Nama;Tanggal Lahir;Jabatan\n{ANI};Ani;12-04-1987;Camat\n"
    register = read_files({"ulang tahun.csv": staff})
    (missing,) = [one for one in register.findings if one.rule == "column_missing"]
    assert missing.count == len(missing.message.split("', '"))


def test_hours_that_no_table_takes_are_a_warning(tmp_path):
    """A list read as one of staff that also tells JP: nothing of it counts, and that is said aloud."""
    (tmp_path / "daftar.csv").write_text(
        "Nama / NIP,Jabatan,Unit Kerja,Jenis Kelamin,Pendidikan,Eselon,Status,JP\n"
        "Siti Rahma / 198704122010012345,Analis,Dinas Sosial,P,S1,-,PNS,24 JP\n"
    )
    (finding,) = [each for each in asn.read(tmp_path).findings if each.rule == "columns_not_used"]
    assert (finding.severity, "JP" in finding.message) == ("warning", True)
