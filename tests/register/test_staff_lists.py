"""The staff list of any office: headings, education, status, grade and post as offices write them."""

from __future__ import annotations

import pytest

import asn_dev as asn
from asn_dev.register.cells.education import education_of
from asn_dev.register.cells.grades import grade_of
from asn_dev.register.layouts.headings import headings_of

NIP = "198704122010012345"
OTHER = "199001012015011002"


def people(register: asn.Register) -> dict[str, dict[str, object]]:
    return {row["nip"]: row for row in register[asn.CivilServant].to_native().to_dicts()}


def loud(register: asn.Register) -> set[tuple[str, str]]:
    return {
        (seen.rule, seen.column)
        for seen in register.findings
        if seen.severity in ("warning", "unknown", "rejected")
    }


def test_an_ordinary_list_keeps_unit_grade_education_and_status(read_files):
    head = "NO;NIP;NAMA;PANGKAT/GOL;JABATAN;UNIT KERJA;PENDIDIKAN;JENIS KELAMIN;TANGGAL LAHIR;STATUS\n"
    rows = (
        f"1;{NIP};Budi;Penata / III/c;Analis SDM;Dinas Contoh;S-1 Ilmu Administrasi;P;12 April 1987;PNS\n"
        f"2;{OTHER};Ani;IX;Guru Ahli Pertama;SMP Contoh;S1;L;1 Januari 1990;PPPK Paruh Waktu\n"
    )
    found = people(read_files({"daftar.csv": head + rows}))
    assert [found[NIP][name] for name in ("unit", "grade", "education", "employment")] == [
        "Dinas Contoh",
        "III/c",
        "40",
        "PNS",
    ]
    assert [found[OTHER][name] for name in ("grade", "employment", "tier")] == ["IX", "PPPK", "Ahli Pertama"]


@pytest.mark.parametrize(
    "field", ["unit", "grade", "job_title", "education", "birth_date", "sex", "employment", "in_post_since"]
)
def test_each_heading_of_the_table_fills_its_field(tmp_path, field):
    """Beside number, name and one more column."""
    cell, value = {
        "unit": ("Dinas Contoh",) * 2,
        "grade": ("III/c",) * 2,
        "job_title": ("Analis SDM",) * 2,
        "education": ("S-1", "40"),
        "birth_date": ("1987-04-12", "1987-04-12"),
        "sex": ("P", "F"),
        "employment": ("CPNS", "CPNS"),
        "in_post_since": ("2020-02-01", "2020-02-01"),
    }[field]
    beside, more = ("Golongan", "III/c") if field != "grade" else ("Jabatan", "Analis SDM")
    headings = dict(enumerate(headings_of("staff")[field], 100))
    for number, heading in headings.items():  # one file each, of one person each
        (tmp_path / f"pegawai {number}.csv").write_text(
            f'NIP;Nama;{beside};"{heading}"\n{NIP[:15]}{number};Budi {number};{more};{cell}\n',
            encoding="utf-8",
        )
    found = {row["nip"]: row for row in asn.read(tmp_path)[asn.CivilServant].to_native().to_dicts()}
    assert len(found) == len(headings)
    assert {headings[int(nip[15:])]: str(row[field]) for nip, row in found.items()} == dict.fromkeys(
        headings.values(), value
    )


def test_place_and_date_in_one_cell_and_name_over_number(read_files):
    text = 'NAMA/NIP,"Tempat/Tanggal Lahir",Golongan,Unit Kerja\n"Budi Contoh\n19870412 201001 2 345","Binjai, 12 April 1987",III.c,Dinas A\n'
    (row,) = people(read_files({"a.csv": text})).values()
    assert (row["nip"], row["name"], str(row["birth_date"]), row["grade"]) == (
        NIP,
        "Budi Contoh",
        "1987-04-12",
        "III/c",
    )


def test_an_office_column_goes_before_the_part_of_it(read_files):
    (row,) = people(
        read_files({"a.csv": f"NIP,Nama,Unit Kerja,OPD\n{NIP},Budi,Bidang Mutasi,Badan Contoh\n"})
    ).values()
    assert (row["unit"], row["section"]) == ("Badan Contoh", "Bidang Mutasi")


def test_no_unit_and_no_status_say_what_to_add(read_files):
    register = read_files({"a.csv": f"NIP,Nama,Golongan\n{NIP},Budi,III/c\n"})
    assert {("column_to_add", "Unit Kerja"), ("column_to_add", "Status Kepegawaian")} <= loud(register)
    assert all(
        "tambahkan kolom" in seen.message.in_("id")
        for seen in register.findings
        if seen.rule == "column_to_add"
    )


def test_who_is_no_civil_servant_is_said(read_files):
    register = read_files({"a.csv": f"NIP,Nama,Unit,Status\n{NIP},Budi,Dinas A,Honorer\n"})
    assert people(register)[NIP]["employment"] is None
    assert ("not_a_civil_servant", "Status") in loud(register)


@pytest.mark.parametrize(
    ("kind", "eselon", "title", "tier"),
    [
        ("Struktural", "II.b", "Kepala Dinas A", "JPT Pratama"),
        ("", "Eselon III/a", "Camat", "Administrator"),
        ("", "", "Lurah Contoh", "Pengawas"),
        ("", "", "Plt. Lurah Contoh", None),
        ("", "", "Sekretaris Daerah", None),
        ("", "I.a", "Sekretaris Jenderal", None),
        ("JFU", "Non Eselon", "Pengolah Data", "Pelaksana"),
        ("Jabatan Fungsional", "-", "Perawat Ahli Muda", "Ahli Muda"),
        ("Administrator", "", "Kepala Bagian Umum", "Administrator"),
        ("", "", "Pengolah Data", None),
    ],
)
def test_tier_by_echelon_kind_or_a_title_that_can_only_be_one(read_files, kind, eselon, title, tier):
    text = f"NIP,Nama,Jenis Jabatan,Eselon,Jabatan,Unit Kerja\n{NIP},Budi,{kind},{eselon},{title},Dinas A\n"
    register = read_files({"a.csv": text})
    assert people(register)[NIP]["tier"] == tier
    inferred = [seen for seen in register.findings if seen.rule == "tier_inferred"]
    assert bool(inferred) == (tier is not None and not kind and not eselon)


def test_administrasi_is_no_kind_and_no_unknown_grade_becomes_a_grade(read_files):
    text = f"NIP,Nama,Jenis Jabatan,Golongan,Unit Kerja\n{NIP},Budi,Administrasi,IX/a,Dinas A\n"
    register = read_files({"a.csv": text})
    row = people(register)[NIP]
    assert (row["job_kind"], row["grade"]) == (None, None)
    assert {("unknown_code", "Jenis Jabatan"), ("unknown_code", "Golongan")} <= loud(register)


@pytest.mark.parametrize("level", ["1", "I", "satu"])
@pytest.mark.parametrize("word", ["Strata {}", "strata-{} Hukum", "STRATA {} (Hukum)"])
def test_levels_of_education_in_words(word, level):
    assert education_of(word.format(level)) == "40"


def test_several_levels_or_none_are_unknown():
    assert [education_of(text) for text in ("S1/S2", "D3 dan D4", "Hukum", "M.Si", "")] == [None] * 5
    assert [grade_of(text) for text in ("III/a, III/b", "III/e", "Dinas", "2010")] == [None] * 4


def test_a_training_list_without_its_last_day_is_no_staff_list(read_files):
    """It is read as training of unknown days, and what is missing is said: no hours are lost without a word."""
    files = {"p.csv": f"NIP,Nama,Unit Kerja,Nama Diklat,JP\n{NIP},Budi,Dinas A,Kursus,20\n",
             "a.csv": f"NIP,Nama,Unit Kerja,Status\n{NIP},Budi,Dinas A,PNS\n"}  # fmt: skip
    register = read_files(files)
    assert len(register.records(asn.CivilServant)) == 1
    (lacking,) = [one for one in register.findings if one.rule == "no_last_day"]
    assert (lacking.file, lacking.severity) == ("p.csv", "unknown")


def test_the_government_in_the_rows_is_compared_with_the_region(read_files):
    text = f"NIP,Nama,Unit Kerja,Status,Instansi\n{NIP},Budi,Dinas A,PNS,{{}}\n"
    register = read_files(
        {"a.csv": text.format("Pemerintah Kota Medan")}, region=asn.region("binjai", on="2025-12-31")
    )
    assert ("other_government", "Instansi") in loud(register)
    register = read_files(
        {"a.csv": text.format("PEMKO BINJAI")}, region=asn.region("binjai", on="2025-12-31")
    )
    assert ("other_government", "Instansi") not in loud(register)
