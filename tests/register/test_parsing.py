"""Cells: what is read, what is repaired and said, what is unknown, and what keeps a row out.

Throughout: accepted + rejected = read, rejected rows are whole, and no value appears that the file
does not state.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev import CivilServant, Nip, Participation, Programme, Session
from asn_dev.register.aliases import Aliases
from asn_dev.register.files.characters import sound
from asn_dev.rules.instruments import Instruments

NIP = "198704122010012345"
COURSE = {
    "nip": NIP,
    "namaKursus": "Kursus",
    "jenisDiklatId": "8",
    "jumlahJam": "20",
    "tanggalSelesaiKursus": "2025-05-19",
}


def table(rows: list[dict[str, str]]) -> str:
    """Rows as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def seen(register: asn.Register, column: str) -> list[tuple[str, str]]:
    """Rule and severity of what was found in a column."""
    return [(found.rule, found.severity) for found in register.findings if found.column == column]


@pytest.fixture
def course(read_files):
    """Read one course of which some cells are given; the register."""

    def read(**cells: str) -> asn.Register:
        return read_files({"rw_kursus.csv": table([{**COURSE, **cells}])})

    return read


# Personnel numbers


@pytest.mark.parametrize(
    "text",
    [
        f" {NIP} ",
        f"'{NIP}",
        f"`{NIP}",
        f"\u2019{NIP}",
        f"\u00a0{NIP}",
        f"\u200b{NIP}\ufeff",
        "19870412 201001 2 345",
        "19870412.201001.2.345",
        "19870412-201001-2-345",
        "' 19870412 201001 2 345",
        "".join(chr(ord(digit) - ord("0") + 0xFF10) for digit in NIP),
    ],
)
def test_a_number_with_marks_or_blanks_is_repaired(course, text):
    """All 18 digits are there: what stands between and around them is taken out, and that is said."""
    register = course(nip=text)
    assert [row.nip for row in register.records(Participation)] == [Nip(NIP)]
    assert {severity for _, severity in seen(register, "nip")} == {"repaired"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.98704E+17", "a spreadsheet has cut it to 1.98704E+17"),
        ("1,98704E+17", "a spreadsheet has cut it to 1,98704E+17"),
        ("198704122010012000", "its serial is 000: a spreadsheet has put zeros for the last digits"),
        ("19870412201001234", "it has 17 digits, not 18"),
        ("1987041220100123456", "it has 19 digits, not 18"),
        ("131234567", "it has 9 digits, not 18"),
        ("19870412201001234O", "it does not consist of digits"),
        ("belum ada", "it does not consist of digits"),
        ("198704122010132345", "digits 13-14 are neither a month (PNS) nor 21-29 (PPPK)"),
        ("198713122010012345", "digits 1-8 are no date of birth"),
        ("198702302010012345", "digits 1-8 are no date of birth"),
        ("198704122010013345", "digit 15 is neither 1 nor 2"),
        ("", "missing"),
        ("null", "cannot be used"),
    ],
)
def test_a_number_that_cannot_be_used_keeps_its_row_out(course, text, reason):
    """Nothing is guessed: the row stands among the rejected ones, whole, with the reason."""
    register = course(nip=text)
    assert register.records(Participation) == []
    (rows,) = register.rejected
    row = rows.frame.row(0, named=True)
    assert (row["_row"], row["_column"], row["_value"]) == (2, "nip", text)
    assert row["_reason"].startswith("nip: ")
    assert reason in row["_reason"] or text == "null"
    assert {name: row[name] or "" for name in COURSE} == {**COURSE, "nip": text}


def test_personal_numbers_are_masked_in_findings(course):
    """A finding may go into a log; the rejected rows are for the office itself."""
    register = course(nip=f"'{NIP}")
    assert NIP not in repr([(found, found.places) for found in register.findings])


# Dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-05-19", "2025-05-19"),
        ("19-05-2025", "2025-05-19"),
        ("19/05/2025", "2025-05-19"),
        ("19.05.2025", "2025-05-19"),
        ("9-5-2025", "2025-05-09"),
        ("2025/05/19", "2025-05-19"),
        ("2025-05-19T08:00:00", "2025-05-19"),
        ("2025-05-19 08:00:00.000", "2025-05-19"),
        ("19-05-2025 08:00", "2025-05-19"),
        ("19 Mei 2025", "2025-05-19"),
        ("19 mei 2025", "2025-05-19"),
        ("19 Agustus 2025", "2025-08-19"),
        ("19 Agt 2025", "2025-08-19"),
        ("19-Agu-2025", "2025-08-19"),
        ("19 Pebruari 2025", "2025-02-19"),
        ("Senin, 19 Mei 2025", "2025-05-19"),
        ("19 December 2025", "2025-12-19"),
        ("May 19, 2025", "2025-05-19"),
        ("45796", "2025-05-19"),
        ("45796.5", "2025-05-19"),
        ("20250519", "2025-05-19"),
        ("05/19/2025", "2025-05-19"),
        ("05/06/2025", "2025-06-05"),
        ("29-02-2024", "2024-02-29"),
    ],
)
def test_dates(course, text, day):
    """The writings in use, day before month; American order only where the day tells."""
    (row,) = course(tanggalSelesaiKursus=text).records(Participation)
    assert row.end == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("31-02-2025", "not_a_date"),
        ("29-02-2025", "not_a_date"),
        ("00-00-0000", "not_a_date"),
        ("0000-00-00", "not_a_date"),
        ("2025-13-01", "not_a_date"),
        ("32/01/2025", "not_a_date"),
        ("2025", "not_a_date"),
        ("1025-05-19", "not_a_date"),
        ("19 Maai 2025", "not_a_date"),
        ("belum", "not_a_date"),
        ("19-05-25", "two_digit_year"),
        ("19/05/25", "two_digit_year"),
        ("19 Mei 25", "two_digit_year"),
        ("#REF!", "spreadsheet_error"),
        ("null", "null_text"),
        ("-", "null_text"),
        ("", "value_missing"),
    ],
)
def test_a_date_that_cannot_be_used_is_unknown(course, text, rule):
    """The cell has no value, the row is kept, and the finding says why."""
    register = course(tanggalSelesaiKursus=text)
    (row,) = register.records(Participation)
    assert row.end is None
    assert (row.hours, row.name) == (20, "Kursus")
    assert seen(register, "tanggalSelesaiKursus") == [(rule, "unknown")]


def test_the_unusual_writing_of_a_date_is_found_at_its_place(read_files):
    """What most cells of a column do is its way; the others are repairs, each with row and value."""
    days = ["19-05-2025", "20-05-2025", "21/05/2025", "22-05-2025", "45800"]
    rows = [{**COURSE, "namaKursus": str(at), "tanggalSelesaiKursus": day} for at, day in enumerate(days)]
    register = read_files({"a.csv": table(rows)})
    found = [place for one in register.findings if one.rule == "date_style" for place in one.places]
    assert sorted((place.row, place.value) for place in found) == [(4, "21/05/2025"), (6, "45800")]


def test_dates_that_could_be_american_too_are_a_warning(read_files):
    """Beside an American date nobody knows how 05/06/2025 was meant: it is used, and said."""
    rows = [
        {**COURSE, "namaKursus": day, "tanggalSelesaiKursus": day}
        for day in ("05/19/2025", "05/06/2025", "06/06/2025")
    ]
    register = read_files({"a.csv": table(rows)})
    warned = [place.value for one in register.findings if one.rule == "date_order" for place in one.places]
    assert "05/06/2025" in warned


# Numbers


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("20", 20),
        ("8.5", 8.5),
        ("8,5", 8.5),
        ("20 JP", 20),
        ("20JP", 20),
        ("8,5 jam", 8.5),
        ("20 jam pelajaran", 20),
        (" 20 ", 20),
        ("'20", 20),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("\uff12\uff10", 20),
    ],
)
def test_hours(course, text, hours):
    """Decimal commas and points, thousands, and the unit behind the number."""
    (row,) = course(jumlahJam=text).records(Participation)
    assert row.hours == hours


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("0", "out_of_range"),
        ("-8", "out_of_range"),
        ("99999", "out_of_range"),
        ("1e300", "out_of_range"),
        ("inf", "not_a_number"),
        ("1,500", "ambiguous_number"),
        ("20 menit", "not_a_number"),
        ("20%", "not_a_number"),
        ("8-10", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("1,2,3", "not_a_number"),
        ("dua puluhan", "not_a_number"),
        ("=10+10", "not_a_number"),
        ("20 (dua hari)", "not_a_number"),
        ("NaN", "null_text"),
        ("#VALUE!", "spreadsheet_error"),
        ("", "value_missing"),
    ],
)
def test_hours_that_cannot_be_used_are_unknown(course, text, rule):
    """Absurd, doubtful or no number: never 0, never a guess."""
    register = course(jumlahJam=text)
    assert [row.hours for row in register.records(Participation)] == [None]
    assert seen(register, "jumlahJam") == [(rule, "unknown")]


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("2500000", 2_500_000),
        ("2.500.000", 2_500_000),
        ("2.500.000,00", 2_500_000),
        ("Rp 2.500.000", 2_500_000),
        ("Rp2.500.000,-", 2_500_000),
        ("Rp. 500.000", 500_000),
        ("500.000", 500_000),
        ("2,500,000", 2_500_000),
        ("2,500,000.00", 2_500_000),
        ("1500,50", 1500.5),
        ("2500000.0", 2_500_000),
        ("0", 0),
        ("-1", None),
        ("1,500", None),
        ("2.5 juta", None),
    ],
)
def test_money(read_files, text, rupiah):
    """Points are thousands: 500.000 is half a million, not five hundred."""
    row = {"kode": "DK-1", "bentuk": "Seminar", "jp": "4", "kapasitas": "25", "biaya_tetap": text}
    (session,) = read_files({"katalog.csv": table([row])}).records(Session)
    assert session.fixed_cost == rupiah


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        ("25", 25),
        ("25.0", 25),
        ("25 orang", 25),
        ("1.200", 1200),
        ("25,0", 25),
        ("2,5", None),
        ("0", None),
        ("9" * 25, None),
    ],
)
def test_whole_numbers(read_files, text, seats):
    """A count is whole; what is not, or is too large to be one, is unknown and said."""
    row = {"kode": "DK-1", "bentuk": "Seminar", "jp": "4", "kapasitas": text}
    register = read_files({"katalog.csv": table([row])})
    assert [session.capacity for session in register.records(Session)] == [seats]
    assert ("unknown" in [severity for _, severity in seen(register, "kapasitas")]) == (seats is None)


@pytest.mark.parametrize(
    ("others", "hours"),
    [
        (["57,5"], 1.5),
        (["1.234,5"], 1.5),
        ([], None),
        (["57.5"], 1500),
        (["1,234.5"], 1500),
        (["57,5", "1,234.5"], None),
    ],
)
def test_a_comma_is_decimal_where_the_column_shows_it(read_files, others, hours):
    """1,500 alone has two meanings; beside 57,5 it has one, beside 57.5 the other, beside both nobody knows."""
    rows = [{**COURSE, "namaKursus": text, "jumlahJam": text} for text in (*others, "1,500")]
    assert read_files({"a.csv": table(rows)}).records(Participation)[-1].hours == hours


# Codes


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("8", "8"),
        ("08", "8"),
        ("8.0", "8"),
        ("Bimbingan Teknis", "8"),
        ("BIMTEK", "8"),
        ("e-learning", "16"),
        ("26", None),
        ("LAINNYA", None),
    ],
)
def test_forms(course, text, form):
    """A code, also as a spreadsheet spoils it, or the name of the form."""
    register = course(jenisDiklatId=text)
    (row,) = register.records(Participation)
    assert row.form == form
    wanted = [] if text == "8" else [("code_variant", "repaired")] if form else [("unknown_code", "unknown")]
    assert seen(register, "jenisDiklatId") == wanted


def test_a_region_adds_names_of_forms(read_files):
    """What a region calls a form is understood, and still said to be another writing."""

    class Region:
        aliases = Aliases(forms={"Ngopi Pagi": "23"})
        instruments = Instruments({})

    rows = [{**COURSE, "jenisDiklatId": "ngopi pagi"}]
    (row,) = read_files({"a.csv": table(rows)}, region=Region()).records(Participation)
    assert row.form == asn.ProgrammeForm.COMMUNITY


STAFF = {
    "nip_baru": NIP,
    "nama": "BUDI",
    "gelar_depan": "",
    "gelar_belakang": "",
    "tanggal_lahir": "12-04-1987",
    "jenis_kelamin": "F",
    "status_cpns_pns": "P",
    "kedudukan_hukum_id": "01",
    "tingkat_pendidikan_id": "40",
    "jenis_jabatan_id": "4",
    "jabatan_nama": "Pengadministrasi Umum",
    "gol_akhir_nama": "III/a",
    "unor_nama": "Sub Bagian Umum - Dinas Kesehatan",
    "tmt_cpns": "01-01-2010",
    "tmt_pns": "01-01-2011",
}


@pytest.fixture
def staff(read_files):
    """Read a staff list; each row is the usual one with some cells changed."""

    def read(*changes: dict[str, str]) -> asn.Register:
        return read_files({"data_pegawai.csv": table([{**STAFF, **change} for change in changes])})

    return read


def test_a_row_of_the_staff_list(staff):
    """The unit stands behind its part; employment, tier and the rest follow from their columns."""
    (person,) = staff({}).records(CivilServant)
    assert (person.unit, person.section) == ("Dinas Kesehatan", "Sub Bagian Umum")
    assert (person.employment, person.tier, person.sex) == ("PNS", "Pelaksana", "F")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("F", "F"),
        ("P", "F"),
        ("perempuan", "F"),
        ("WANITA", "F"),
        ("L", "M"),
        ("Laki - Laki", "M"),
        ("Pria", "M"),
        ("X", None),
    ],
)
def test_sex(staff, text, code):
    """M and F as SIASN has them, and what offices write."""
    assert [person.sex for person in staff({"jenis_kelamin": text}).records(CivilServant)] == [code]


@pytest.mark.parametrize(
    ("name", "bare", "before", "after"),
    [
        ("BUDI SANTOSO, S.Sos., M.AP.", "BUDI SANTOSO", None, "S.Sos., M.AP."),
        ("dr. H. BUDI SANTOSO", "BUDI SANTOSO", "dr. H.", None),
        ("Prof. Dr. Budi Santoso, M.Pd.", "Budi Santoso", "Prof. Dr.", "M.Pd."),
        ("BUDI SANTOSO, SH", "BUDI SANTOSO", None, "SH"),
        ("Budi, S.T., M.T. (Eng)", "Budi", None, "S.T., M.T. (Eng)"),
        ("SANTOSO, BUDI", "SANTOSO, BUDI", None, None),
        ("=HYPERLINK(\"http://contoh.example\",\"klik\")", "=HYPERLINK(\"http://contoh.example\",\"klik\")", None, None),
        ("<script>alert(1)</script>", "<script>alert(1)</script>", None, None),
        ("Hj Budi", "Hj Budi", None, None),
        ("B\u00fcdi \U0001f600", "B\u00fcdi \U0001f600", None, None),
    ],
)  # fmt: skip
def test_titles_inside_the_name(staff, name, bare, before, after):
    """Titles go where titles belong; anything else in a name stays as it is."""
    (person,) = staff({"nama": name}).records(CivilServant)
    assert (person.name, person.title_before, person.title_after) == (bare, before, after)


@pytest.mark.parametrize("text", ["IX", "9", "09", "PPPK - 09", "Gol. IX", "Golongan IX"])
def test_the_grade_of_a_pppk(staff, text):
    """A Roman number without a letter, however it was written; never the IV of a PNS."""
    row = {
        "nip_baru": "199001012021211001",
        "tanggal_lahir": "01-01-1990",
        "jenis_kelamin": "M",
        "kedudukan_hukum_id": "71",
    }
    (person,) = staff({**row, "gol_akhir_nama": text}).records(CivilServant)
    assert (person.employment, person.grade) == ("PPPK", "IX")


@pytest.mark.parametrize(
    ("change", "column", "rule"),
    [
        ({"tanggal_lahir": "13-04-1987"}, "tanggal_lahir", "nip_birth_date_differs"),
        ({"jenis_kelamin": "M"}, "jenis_kelamin", "nip_sex_differs"),
        ({"tmt_cpns": "01-02-2010"}, "tmt_cpns", "nip_start_differs"),
        ({"tmt_pns": "01-01-2009"}, "tmt_pns", "confirmed_before_appointed"),
        ({"tmt_pns": "01-01-2031"}, "tmt_pns", "date_in_future"),
        ({"kedudukan_hukum_id": "71", "gol_akhir_nama": "IX"}, "status_cpns_pns", "nip_employment_differs"),
        ({"nip_baru": "198704121999012345", "tmt_cpns": ""}, "nip_baru", "nip_appointed_before_age_15"),
    ],
)
def test_what_does_not_agree_is_a_warning_and_the_row_stays(staff, change, column, rule):
    """Nobody knows which of the two is wrong: both stay, and the place is said."""
    register = staff({}, {**change, "nip_baru": change.get("nip_baru", NIP[:-1] + "6")})
    assert len(register.records(CivilServant)) == 2
    (found,) = [one for one in register.findings if one.rule == rule]
    assert (found.severity, found.column, [place.row for place in found.places]) == ("warning", column, [3])


def test_an_end_before_the_start_is_a_warning(read_files):
    """The course is used as it is; one of its dates is wrong."""
    rows = [
        {**COURSE, "tanggalKursus": "2025-05-20"},
        {**COURSE, "tanggalKursus": "2025-05-19", "namaKursus": "B"},
    ]
    register = read_files({"a.csv": table(rows)})
    (found,) = [one for one in register.findings if one.rule == "end_before_start"]
    assert [place.row for place in found.places] == [2]
    assert len(register.records(Participation)) == 2


def test_what_should_have_happened_and_lies_ahead_is_a_warning(course):
    """The day of reading is 31 January 2026 here."""
    assert seen(course(tanggalSelesaiKursus="2026-02-01"), "tanggalSelesaiKursus") == [
        ("date_in_future", "warning")
    ]
    assert seen(course(tanggalSelesaiKursus="2026-01-31"), "tanggalSelesaiKursus") == []


# Nothing in a cell


def test_a_text_for_nothing_is_unknown_where_blanks_are_the_rule(read_files):
    """A sheet that leaves cells blank, and in one of them says null: that cell was meant to be looked at."""
    rows = [{**COURSE, "namaKursus": str(at), "institusiPenyelenggara": ""} for at in range(5)]
    rows[2]["institusiPenyelenggara"] = "null"
    register = read_files({"a.csv": table(rows)})
    assert seen(register, "institusiPenyelenggara") == [("null_text", "unknown")]


def test_a_text_for_nothing_is_the_way_of_a_sheet_that_writes_it_everywhere(staff):
    """SIASN's list writes null in every empty cell: said once; where a value is expected, each counts."""
    register = staff(
        {"gelar_depan": "null", "gelar_belakang": "null", "tingkat_pendidikan_id": "null"},
        {"gelar_depan": "null", "gelar_belakang": "null", "nip_baru": NIP[:-1] + "6"},
    )
    assert seen(register, "") == [("null_text", "info")]
    assert seen(register, "tingkat_pendidikan_id") == [("null_text", "unknown")]
    assert seen(register, "gelar_depan") == []


# Lines that are no data


def test_sums_titles_and_signatures_are_no_data(read_files):
    """Lines between and below the rows that are none are listed; the rows around them stay."""
    text = (
        "No,NIP,Nama,JP Manajerial,JP Teknis,JP Fungsional,JP Total\n"
        "1,2,3,4,5,6,7\n"
        "DINAS KESEHATAN,,,,,,\n"
        f"1,{NIP},BUDI,0,3,0,3\n"
        ",SUBTOTAL,,0,3,0,3\n"
        "2,1.99E+17,RUSAK,0,1,0,1\n"
        "No,NIP,Nama,JP Manajerial,JP Teknis,JP Fungsional,JP Total\n"
        "3,199001012021211001,SITI,1,1,1,3\n"
        "JUMLAH,,,1,5,1,7\n"
        ",,,,,Binjai,31 Januari 2026\n"
        ",,,,,Kepala,\n"
    )
    register = read_files({"rekap.csv": text})
    (row,) = register.ledger
    assert (row.read, row.accepted, row.rejected, row.no_data) == (3, 2, 1, 7)
    (found,) = [one for one in register.findings if one.rule == "lines_without_data"]
    assert [place.row for place in found.places] == [2, 3, 5, 7, 9, 10, 11]
    assert [rows.frame["_row"].to_list() for rows in register.rejected] == [[6]]


def test_a_row_without_a_number_at_the_end_is_rejected_not_dropped(read_files):
    """A last row that lacks only its NIP is data."""
    text = f"nip,nama,JP Manajerial,JP Teknis,JP Total\n{NIP},BUDI,0,3,3\n,SITI,1,1,2\n"
    register = read_files({"rekap.csv": text})
    assert [(row.read, row.rejected, row.no_data) for row in register.ledger] == [(2, 1, 0)]


def test_a_sum_named_in_the_key_column_is_no_record(read_files):
    """JUMLAH in the column of codes is not a programme."""
    rows = [
        {"kode": "DK-1", "bentuk": "Seminar", "jp": "4", "kapasitas": "25"},
        {"kode": "JUMLAH", "bentuk": "", "jp": "4", "kapasitas": "25"},
    ]
    register = read_files({"katalog.csv": table(rows)})
    assert [session.code for session in register.records(Session)] == ["DK-1"]
    assert [row.no_data for row in register.ledger] == [1]


# Repeated rows


def test_rows_that_differ_only_in_writing_repeat_each_other(read_files):
    """The first is kept; the reason names its row."""
    other = {**COURSE, "nip": f"`{NIP}", "jumlahJam": "20 JP", "tanggalSelesaiKursus": "19 Mei 2025"}
    register = read_files({"a.csv": table([COURSE, other, {**COURSE, "jumlahJam": "21"}])})
    assert [row.hours for row in register.records(Participation)] == [20, 21]
    assert [rows.frame["_reason"].to_list() for rows in register.rejected] == [["repeats row 2"]]


def test_two_rows_that_claim_one_number(staff):
    """A repeat is rejected; what contradicts is unknown and said, whichever comes first."""
    register = staff({}, {"nama": "SITI"}, {"nip_baru": f"'{NIP}"})
    assert [person.name for person in register.records(CivilServant)] == [None]
    (rows,) = register.rejected
    assert rows.frame["_reason"].to_list() == ["repeats row 2"]
    (seen,) = [one for one in register.findings if one.rule == "rows_contradict"]
    assert (seen.column, seen.count) == ("nama", 2)


def test_one_table_in_two_formats_counts_once(read_files):
    """The rows of the second file are rejected, each naming the row of the first that it repeats."""
    import json

    register = read_files({"a.csv": table([COURSE]), "b.json": json.dumps([COURSE])})
    assert len(register.records(Participation)) == 1
    assert [(row.read, row.rejected) for row in register.ledger] == [(1, 0), (1, 1)]
    assert [rows.frame["_reason"].to_list() for rows in register.rejected] == [["repeats row 2 of a.csv"]]


def test_respondents_are_numbered_anew_in_every_file(read_files):
    """Two offices' surveys both begin with number 1: they are two people; a copy of a sheet is one."""
    head = "responden,tanggal,unit," + ",".join(f"U{n}" for n in range(1, 10)) + "\n"
    first = head + "1,2025-01-02,Dinas A,4,4,4,4,4,4,4,4,4\n"
    second = head + "1,2025-01-02,Dinas B,3,3,3,3,3,3,3,3,3\n"
    register = read_files(
        {"a.csv": first, "b.csv": second, "c.csv": first + "2,2025-01-03,Dinas A,1,1,1,1,1,1,1,1,1\n"}
    )
    answers = register.records(asn.Answer)
    assert len({row.respondent for row in answers}) == 3
    assert [(row.file, row.accepted, row.rejected) for row in register.ledger] == [
        ("a.csv", 1, 0),
        ("b.csv", 1, 0),
        ("c.csv", 1, 1),
    ]


# Across tables


def test_people_and_units_that_no_list_has_are_warnings(read_files):
    """Rows about strangers are kept, and said at their place."""
    course = {**COURSE, "nip": "199001012021211001"}
    months = (
        "unit,layanan,bulan,jumlah_permohonan\nDINKES,KTP,2025-01,3\nDinas Antah Berantah,KTP,2025-01,4\n"
    )
    register = read_files(
        {"data_pegawai.csv": table([STAFF]), "rw_kursus.csv": table([COURSE, course]), "layanan.csv": months}
    )
    places = {
        (one.rule, place.row)
        for one in register.findings
        if one.severity == "warning"
        for place in one.places
    }
    assert places == {("not_in_staff_list", 3), ("unit_not_listed", 3)}
    assert {row.unit for row in register.records(asn.ServiceMonth)} == {
        "Dinas Kesehatan",
        "Dinas Antah Berantah",
    }


@pytest.mark.parametrize(
    "text",
    ["DINAS KESEHATAN", "Dinas  Kesehatan", "Dinkes", "Dinas Kesehatan Kota Contoh", "dinas-kesehatan"],
)
def test_units_are_called_as_the_staff_list_calls_them(read_files, text):
    """Capitals, blanks, short forms and the government's name behind it do not make another unit."""
    months = f"unit,layanan,bulan,jumlah_permohonan\n{text},KTP,2025-01,3\n"
    register = read_files({"data_pegawai.csv": table([STAFF]), "layanan.csv": months})
    assert [row.unit for row in register.records(asn.ServiceMonth)] == ["Dinas Kesehatan"]
    assert [(found.rule, found.severity) for found in register.findings if found.column == "unit"] == [
        ("unit_name_variant", "repaired")
    ]


def test_records_that_lack_are_named_by_their_row_in_the_staff_list(read_files):
    """Whoever was in service when a year began has an appraisal of it, or is named."""
    newer = {
        **STAFF,
        "nip_baru": "199504122025012345",
        "nama": "SITI",
        "tanggal_lahir": "12-04-1995",
        "tmt_cpns": "01-01-2025",
    }
    skp = "nip,tahun,kuadranKinerja\n" + f"{NIP},2024,BAIK\n{newer['nip_baru']},2025,BAIK\n"
    register = read_files({"data_pegawai.csv": table([STAFF, newer]), "rw_skp22.csv": skp})
    (found,) = [one for one in register.findings if one.rule == "appraisal_missing"]
    assert (found.file, found.message) == ("rw_skp22.csv", "no appraisal of 2025 (COM_1)")
    assert [place.value for place in found.places] == ["1987**************, row 2 of data_pegawai.csv"]


def test_programmes_named_in_passing_fill_what_the_catalogue_lacks(read_files):
    """The list of participants names programmes; where the catalogue has one, the catalogue speaks."""
    catalogue = table(
        [{"kode": "PK-1", "nama": "Bimtek A", "bentuk": "Seminar", "jp": "4", "kapasitas": "25"}]
    )
    listed = (
        "kode_pelatihan,nama_pelatihan,jp,nip,kehadiran\n"
        + f"PK-1,BIMTEK A,,{NIP},hadir\nPK-2,Bimtek B,6,{NIP},hadir\n"
    )
    register = read_files({"katalog.csv": catalogue, "peserta.csv": listed})
    found = {row.code: (row.name, row.hours) for row in register.records(Programme)}
    assert found == {"PK-1": ("Bimtek A", 4), "PK-2": ("Bimtek B", 6)}


TEXTS = st.sampled_from(
    [NIP, f"'{NIP}", "1.9E+17", "198704122010012000", "", " ", "null", "-", "20", "20 JP", "1,500", "0", "-8", "=1+1",
     "31-02-2025", "19 Mei 2025", "45796", "05/06/2025", "8", "08", "Bimtek", "JUMLAH", "<b>x</b>", "@x", "#N/A", "\U0001f600"]
) | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)  # fmt: skip


def digits(text: str) -> str:
    """The digits of a text, full-width ones made usual."""
    return "".join(mark for mark in unicodedata.normalize("NFKC", text) if mark in "0123456789")


@given(rows=st.lists(st.fixed_dictionaries(dict.fromkeys(COURSE, TEXTS)), min_size=1, max_size=8))
def test_nothing_is_lost_and_nothing_invented(rows):
    """Any cells at all: every row is accepted, rejected whole, or listed as no data.

    Whatever an accepted row says stands in its own line of the file.
    """
    lines = [
        len(list(io.StringIO(table(rows[:at] or [COURSE]), newline=""))) + bool(at) for at in range(len(rows))
    ]
    of_line = dict(zip((2, *lines[1:]), rows, strict=True))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "rw_kursus.csv").write_bytes(table(rows).encode())
        register = asn.read(folder)
    (row,) = register.ledger
    assert row.record == "participations"
    assert row.accepted + row.rejected == row.read
    assert row.read + row.no_data == len(rows)
    kept_out = [whole for part in register.rejected for whole in part.frame.rows(named=True)]
    assert len(kept_out) == row.rejected
    for whole in kept_out:
        as_it_was = {name: sound(cell) for name, cell in of_line.pop(whole["_row"]).items()}
        assert {name: whole[name] or "" for name in COURSE} == as_it_was
        assert whole["_reason"]
    for found in register.findings:
        if found.rule in ("blank_line", "lines_without_data"):
            for place in found.places:
                of_line.pop(place.row)
    courses = register.records(Participation)
    for course, given_cells in zip(courses, of_line.values(), strict=True):
        assert course.nip.number == digits(given_cells["nip"])
        assert course.name is None or course.name in given_cells["namaKursus"]
        said = given_cells["jumlahJam"]
        assert (
            course.hours is None
            or digits(f"{course.hours:.10g}") in digits(said)
            or course.hours == float(said)
        )
        assert course.end is None or given_cells["tanggalSelesaiKursus"].strip()
        assert course.form is None or given_cells["jenisDiklatId"].strip()
