"""Where the table stands in a sheet, what it is taken for, and what stands around it."""

from __future__ import annotations

import io
import json

import attrs
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.register.aliases import Aliases, squeezed
from asn_dev.register.files.sheet import Sheet
from asn_dev.register.files.table import table_of
from asn_dev.register.layouts import layouts
from asn_dev.register.layouts.surveys import SATISFACTION
from asn_dev.register.parsing import parse

NIPS = ("198704122010012345", "199001012015011002")
WORDS = {
    "nip",
    "nama",
    "pangkatgolruang",
    "tmtjabatan",
    "namajabatan",
    "unitkerja",
    "pendidikan",
    "jabatan",
    "no",
}
WORDS |= {f"u{number}" for number in range(1, 10)}


def known(cells):
    """How many cells are headings of the forms below."""
    return len(WORDS.intersection(squeezed(cell) for cell in cells))


def sheet_of(lines, **options):
    """The table of lines, numbered from 1, all as wide as the widest."""
    width = max(map(len, lines))
    padded = [[*line, *[""] * (width - len(line))] for line in lines]
    sheet = table_of("a.xlsx", options.pop("name", ""), list(enumerate(padded, 1)), known, **options)
    assert isinstance(sheet, Sheet)
    return sheet


DUK = [
    ["DAFTAR URUT KEPANGKATAN"],
    ["UNIT KERJA", ": Dinas Contoh"],
    ["KEADAAN DESEMBER 2025"],
    ["NO", "NAMA", "NIP", "PANGKAT", "", "JABATAN", "", "PENDIDIKAN", ""],
    ["", "", "", "GOL/RUANG", "TMT", "NAMA", "TMT", "NAMA", "TAHUN"],
    ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    ["1", "Budi", NIPS[0], "III/c", "2023-04-01", "Analis", "2022-01-02", "S-1", "2010"],
]
DUK_NAMES = [
    "NO", "NAMA", "NIP", "PANGKAT GOL/RUANG", "PANGKAT TMT", "NAMA JABATAN", "TMT JABATAN", "PENDIDIKAN",
    "PENDIDIKAN TAHUN",
]  # fmt: skip
MERGED = [
    *((3, column, 4, column) for column in range(3)),
    *((3, column, 3, column + 1) for column in (3, 5, 7)),
]


@pytest.mark.parametrize("merged", [MERGED, []], ids=["merged", "merely blank"])
def test_headings_over_two_rows_are_joined_to_the_names_that_are_known(merged):
    """With merges or without: the group and what stands under it, in the order in which they are known."""
    sheet = sheet_of(DUK, merged=merged)
    assert sheet.frame.columns == DUK_NAMES
    assert sheet.frame["NIP"].to_list() == [NIPS[0]]
    assert sheet.rows.to_list() == [7]
    assert [(place.row, place.value) for place in sheet.apart] == [(6, "numbers of the columns")]
    assert {key: [fact.value for fact in facts] for key, facts in sheet.facts.items()} == {
        "unit": ["Dinas Contoh"], "month": ["DESEMBER 2025"],
    }  # fmt: skip


def test_headings_and_titles_repeated_on_each_page_are_no_data():
    """Printed pages repeat both rows and the numbers below them."""
    sheet = sheet_of([*DUK, *DUK[3:6], ["2", "Ani", NIPS[1]]], merged=MERGED)
    assert sheet.frame["NIP"].to_list() == list(NIPS)
    assert [place.row for place in sheet.apart] == [6, 8, 9, 10]


@given(
    st.lists(st.lists(st.sampled_from(["1", "2", "3", "4"]), min_size=5, max_size=5), min_size=1, max_size=5)
)
def test_no_row_of_answers_is_taken_for_headings_or_numbers_of_columns(answers):
    """Every respondent of a form of two heading rows is there, whatever was answered."""
    rows = [[str(number), *row] for number, row in enumerate(answers, 1)]
    heads = [["NO", "NILAI UNSUR", "", "", "", ""], ["", "U1", "U2", "U3", "U4", "U5"]]
    sheet = sheet_of([["SKM"], *heads, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], *rows])
    assert sheet.frame.rows() == [tuple(row) for row in rows]
    assert sheet.frame.columns == ["NO", "U1", "U2", "U3", "U4", "U5"]


def test_a_first_row_without_its_number_is_no_line_of_headings():
    """Values under an unnamed column are data, also where the first cell of the row is blank."""
    sheet = sheet_of([["NO", "U1", "", "U2"], ["", "3", "4", ""], ["2", "3", "4", "1"]])
    assert sheet.frame.height == 2


FORM = [
    ["PENGOLAHAN SURVEI KEPUASAN MASYARAKAT"],
    ["UNIT PELAYANAN", "", ": Puskesmas Contoh"],
    ["PERIODE", "", ": Semester I Tahun 2025"],
    ["NO. RESP", "NILAI UNSUR PELAYANAN"],
    ["", *(f"U{number}" for number in range(1, 10))],
    *([str(number), *["3"] * 9] for number in range(1, 6)),
    ["Jumlah Nilai per Unsur", *["15"] * 9],
    ["NRR per Unsur", *["3,0"] * 9],
    ["IKM Unit Pelayanan", *[""] * 8, "75"],
    ["Keterangan :"],
    ["- U1 s.d. U9 = unsur pelayanan"],
]


def form_layout():
    """The survey as offices fill it in, told its unit and day by facts."""
    facts = {"unit": "unit", "day": "day"}
    sources = [
        attrs.evolve(given, fact=facts.get(given.field, ""), headings=(*given.headings, *_extra(given)))
        for given in SATISFACTION.sources
    ]
    return attrs.evolve(SATISFACTION, sources=sources)


def _extra(given):
    return ("no resp",) if given.field == "respondent" else ()


def test_facts_above_a_form_fill_the_columns_that_it_lacks_and_are_said():
    """Unit and the end of the period hold for every respondent; sums, index and legend are none."""
    parsed = parse(sheet_of(FORM), form_layout(), Aliases())
    rows = parsed.accepted()
    assert rows["respondent"].to_list() == ["1", "2", "3", "4", "5"]
    assert set(rows["unit"]) == {"Puskesmas Contoh"}
    assert {str(day) for day in rows["day"]} == {"2025-06-30"}
    said = {found.column: found for found in parsed.findings() if found.rule == "fact_used"}
    assert set(said) == {"UNIT PELAYANAN", "PERIODE"}
    assert not [found for found in parsed.findings() if found.rule == "lines_below"]


def test_units_in_lines_of_their_own_hold_for_the_rows_below():
    """One list of several units; a part of a unit is none, and a blank sheet name tells nothing."""
    heads = [["NO. RESP", "NILAI UNSUR"], ["", *(f"U{number}" for number in range(1, 10))]]
    people = [[str(number), *["3"] * 9] for number in (1, 2, 3)]
    lines = [*heads, ["I", "DINAS CONTOH"], people[0], ["SMP Negeri 3"], *people[1:]]
    parsed = parse(sheet_of(lines), form_layout(), Aliases())
    usable = parsed.accepted().filter(parsed.accepted()["U1"].is_not_null())
    assert usable["unit"].to_list() == ["DINAS CONTOH", "SMP Negeri 3", "SMP Negeri 3"]


@pytest.mark.parametrize(("name", "unit"), [("Dinas Kesehatan", "Dinas Kesehatan"), ("Sheet1", None)])
def test_the_name_of_a_sheet_tells_the_unit(name, unit):
    """A sheet a unit; a name that tells nothing leaves the unit unknown."""
    parsed = parse(sheet_of(FORM[3:10], name=name), form_layout(), Aliases())
    assert set(parsed.fields["unit"]) == {unit}


def test_two_units_above_a_table_leave_it_unknown():
    """Which of them is meant nobody knows."""
    lines = [["Unit Kerja : Dinas A"], ["Unit Kerja : Dinas B"], *FORM[3:10]]
    assert set(parse(sheet_of(lines), form_layout(), Aliases()).fields["unit"]) == {None}


def book(lines):
    workbook = openpyxl.Workbook()
    for line in lines:
        workbook.active.append(line)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def test_a_rank_list_is_never_learning(read_files):
    """Unnamed columns and a NIP make no report of a learning platform."""
    unnamed = f"NIP,NAMA,PANGKAT,,JABATAN,\n{NIPS[0]},Budi,III/c,2023-04-01,Analis,2022-01-02\n"
    register = read_files({"DUK.xlsx": book(DUK), "daftar.csv": unnamed})
    assert not register.has(asn.LearningActivity)


def loud(register):
    return {found.rule for found in register.findings if found.severity in ("warning", "unknown", "rejected")}


GRADES = (
    "First name,ID number,Email address,Kuis: Tes Awal (Nyata),Quiz: Post Test (Real),Course total (Real)\n"
)


def marks(register):
    rows = register[asn.Answer].to_native().select("respondent", "about", "item", "value").rows()
    return sorted(rows, key=str)


def test_grade_exports_are_marks_of_the_course_that_the_file_is_called_after(read_files):
    """The platform's own name of the file leaves the course; other marks are said as not used."""
    row = f"Budi,{NIPS[0]},budi@contoh.example,55.00,80.00,77.00\n"
    register = read_files({"SPBE Grades-20250604_1200-comma_separated.csv": GRADES + row})
    assert marks(register) == [(NIPS[0], "SPBE", "post_test", 80.0), (NIPS[0], "SPBE", "pre_test", 55.0)]
    assert not register.has(asn.LearningActivity)
    (unused,) = [found for found in register.findings if found.rule == "columns_not_used"]
    assert "Course total (Real)" in unused.message


def test_marks_that_nowhere_exceed_ten_are_unknown(read_files):
    """Whether 8 is 80 of 100 nobody knows; per cents are told."""
    row = f"Budi,{NIPS[0]},,5.5,8.0,77\n"
    assert "scale_unknown" in loud(read_files({"SPBE.csv": GRADES + row}))


def test_a_list_of_accounts_makes_numbers_of_e_mails_and_user_names(read_files):
    """Statements and marks by e-mail; somebody whom no list has is rejected with what to do."""
    actors = [
        {"mbox": "mailto:Budi@contoh.example"},
        {"account": {"homePage": "x", "name": "ani"}},
        {"name": "Joko"},
    ]
    statements = [
        {
            "id": str(number), "actor": actor, "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
            "object": {"id": "https://lms/spbe"}, "timestamp": "2025-03-04T13:15:00Z",
        }
        for number, actor in enumerate(actors)
    ]  # fmt: skip
    accounts = f"NIP,username,email\n{NIPS[0]},budi,budi@contoh.example\n{NIPS[1]},ani,\n"
    register = read_files({"lrs.json": json.dumps(statements), "akun.csv": accounts})
    assert sorted(register[asn.LearningActivity]["nip"].to_list()) == list(NIPS)
    (rows,) = register.rejected
    assert "add a sheet with the columns NIP" in rows.frame["_reason"][0]
    assert not any("budi" in str(table.to_native().rows()).lower() for table in register.tables.values())


def test_what_a_sheet_was_taken_for_and_its_share_of_columns_stand_in_the_ledger(read_files):
    """Half of the columns; a layout that uses few of many is a warning."""
    text = "nipBaru,namaKursus,jumlahJam,tanggalSelesaiKursus,a,b,c,d\n" + f"{NIPS[0]},x,1,2025-01-02,,,,\n"
    (row,) = read_files({"a.csv": text}).ledger
    assert (row.layout, row.columns_used) == ("SIASN rw-kursus", 0.5)


def test_few_columns_used_is_a_warning(read_files):
    """Four of twenty."""
    others = ",".join(f"k{number}" for number in range(16))
    text = f"nipBaru,namaKursus,jumlahJam,tanggalSelesaiKursus,{others}\n{NIPS[0]},x,1,2025-01-02{',' * 16}\n"
    assert "few_columns_used" in loud(read_files({"a.csv": text}))


def test_every_layout_names_what_it_must_have():
    """Recognition asks each layout for its own marks: none fits a sheet of unknown headings."""
    assert all(layout.needed or layout.share for layout in layouts())


def test_a_legend_behind_a_blank_column_spoils_no_row():
    """Rows are read, the legend is said; a cell right beside the last column is a shifted row as before."""
    rows = [["nip", "nama", "", ""], [NIPS[0], "Budi", "", "1 = tidak baik"], [NIPS[1], "Ani", "", ""]]
    sheet = sheet_of([*rows, ["3", "Joko", "", ""]])
    assert sheet.frame.height == 3
    assert [note.rule for note in sheet.notes] == ["beside_table"]
    shifted = sheet_of([rows[0], [NIPS[0], "Budi", "x"], [NIPS[1], "Ani"], ["3", "Joko"]])
    assert [stray.row for stray in shifted.strays] == [2]
