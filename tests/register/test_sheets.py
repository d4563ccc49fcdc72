"""Containers: whatever a table is stored in, the same rows come out, each with its line number."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import tempfile
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev import Participation
from asn_dev.errors import FileError
from asn_dev.model import mask
from asn_dev.register.files import open_sheets
from asn_dev.register.files.characters import sound
from asn_dev.register.files.sheet import BLANKS

NIPS = ("198704122010012345", "199001012021211001", "197808221999121893")
TABLE = (
    "nip,name,hours,end\n"
    "198704122010012345,Kursus José,20,2025-05-19\n"
    "199001012021211001,\"Bimtek, lanjutan\",8.5,2025-06-30\n"
)  # fmt: skip


def places(register: asn.Register, rule: str) -> list[int | None]:
    """The rows of all findings of a rule."""
    return [place.row for found in register.findings if found.rule == rule for place in found.places]


def rejected(register: asn.Register) -> list[tuple[int, str]]:
    """Row and reason of every rejected row."""
    return [pair for rows in register.rejected for pair in rows.frame.select("_row", "_reason").rows()]


@pytest.fixture
def expected(read_files, tmp_path_factory) -> list[Participation]:
    """The table as read from the plainest file."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "plain.csv").write_text(TABLE, encoding="utf-8")
    found = asn.read(folder).records(Participation)
    assert [(row.name, row.hours) for row in found] == [("Kursus José", 20.0), ("Bimtek, lanjutan", 8.5)]
    return found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TABLE.encode("utf-8-sig"), "byte-order mark"),
        (TABLE.encode("utf-16"), "UTF-16"),
        (TABLE.encode("utf-16-le"), "UTF-16"),
        (TABLE.encode("utf-16-be"), "UTF-16"),
        (TABLE.encode("cp1252"), "Windows-1252"),
        (TABLE.replace("\n", "\r\n").encode(), ""),
        (TABLE.replace("\n", "\r").encode(), ""),
        (TABLE.rstrip("\n").encode(), ""),
        (("\n\n" + TABLE).encode(), ""),
    ],
    ids=["mark", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "crlf", "cr", "no end", "blank above"],
)
def test_encodings_and_line_ends(read_files, expected, content, said):
    """The bytes differ, the rows do not; an unusual encoding is said."""
    register = read_files({"a.csv": content})
    assert register.records(Participation) == expected
    assert said in "".join(found.message for found in register.findings if found.rule == "encoding")


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_separators(read_files, expected, separator):
    """Semicolons, tabs and bars part values as commas do, also with a comma inside a value."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(csv.reader(io.StringIO(TABLE)))
    register = read_files({"a.txt": text.getvalue()})
    assert register.records(Participation) == expected
    assert [found.rule for found in register.findings] == ["separator"]


def test_a_file_in_which_some_lines_are_in_an_old_encoding(read_files):
    """Each line is read as what it is; which lines were not UTF-8 is said."""
    lines = TABLE.encode().splitlines(keepends=True)
    old = f"{NIPS[2]},Kursus Renée,4,2025-01-02\n".encode("cp1252")
    register = read_files({"a.csv": b"".join([*lines, old])})
    assert [row.name for row in register.records(Participation)] == [
        "Kursus José",
        "Bimtek, lanjutan",
        "Kursus Renée",
    ]
    assert places(register, "encoding") == [4]


def test_lines_above_the_headings_are_passed_over(read_files, expected):
    """Titles, a blank line and a separator hint stand above; row numbers are those of the file."""
    titled = "REKAP PELATIHAN\nTahun 2025, semester 1\n\n" + TABLE + "rusak,X,1,2025-01-01\n"
    register = read_files({"a.csv": titled})
    assert register.records(Participation) == expected
    assert places(register, "lines_above") == [1, 2]
    assert rejected(register) == [(7, "nip: it does not consist of digits")]


def test_a_quoted_line_break_belongs_to_its_cell(read_files):
    """The next row still has the line number that an editor shows."""
    text = f'nip,name,hours,end\n{NIPS[0]},"dua\nbaris",3,2025-01-02\nsalah,x,1,2025-01-02\n'
    register = read_files({"a.csv": text})
    assert [row.name for row in register.records(Participation)] == ["dua\nbaris"]
    assert rejected(register)[0][0] == 4


def test_a_line_with_too_many_values_is_rejected_whole(read_files):
    """18 headings and 19 values: nobody knows which value stands where."""
    register = read_files({"a.csv": TABLE + f"{NIPS[2]},Kursus, tanpa kutip,4,2025-01-02\n"})
    (rows,) = register.rejected
    row = rows.frame.row(0)
    assert row[0] == 4
    assert "5 values for 4 headings" in row
    assert row[-5:] == (NIPS[2], "Kursus", " tanpa kutip", "4", "2025-01-02")
    assert register.ledger[0].read == register.ledger[0].accepted + 1 == 3


def test_a_line_with_too_few_values_is_a_warning(read_files):
    """The last cells count as blank, and somebody should look whether one is missing further left."""
    register = read_files({"a.csv": TABLE + f"{NIPS[2]},Kursus\n"})
    assert len(register.records(Participation)) == 3
    assert places(register, "short_line") == [4]


def test_a_quote_that_does_not_close_spoils_only_its_line(read_files, expected):
    """The rows below are not swallowed; the line itself is kept whole."""
    lines = TABLE.splitlines(keepends=True)
    lines.insert(2, f'{NIPS[2]},"Kursus,4,2025-01-02\n')
    register = read_files({"a.csv": "".join(lines)})
    assert register.records(Participation) == expected
    assert rejected(register) == [(3, "a quote that opens and does not close")]


def test_blank_lines_are_counted_and_located(read_files, expected):
    """A blank line is neither read nor rejected."""
    head, *rest = TABLE.splitlines()
    register = read_files({"a.csv": "\n".join([head, "", rest[0], " , ,,", rest[1], ",,,"]) + "\n"})
    assert register.records(Participation) == expected
    assert places(register, "blank_line") == [2, 4, 6]
    assert (register.ledger[0].read, register.ledger[0].no_data) == (2, 3)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=5) | st.sampled_from(
    ["", " ", '"', "a,b", "x\ny", "\r\n", "'", ";", "é", "1.5"]
)


@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_the_fast_way_and_the_careful_way_read_the_same(rows, end, quoting):
    """Any cells that a CSV writer can write come back, each on the line where it starts."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=end, quoting=quoting)
    writer.writerow(["nip", "hours", "end"])
    expected = []
    for row in rows:
        line = len(list(io.StringIO(text.getvalue(), newline=""))) + 1
        if any(cell.strip(BLANKS) for cell in row):
            expected.append((line, *map(sound, row)))
        writer.writerow(row)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(text.getvalue().encode())
        (sheet,) = open_sheets(path, "a.csv", lambda cells: 3 * ([*cells] == ["nip", "hours", "end"]))
    assert not isinstance(sheet, FileError)
    found = sheet.frame.fill_null("").rows()
    assert [(line, *row) for line, row in zip(sheet.rows, found, strict=True)] == expected
    assert not sheet.strays


# Spreadsheets


def workbook(sheets: dict[str, list[list[object]]], change=None) -> bytes:
    """A workbook as openpyxl writes it; `change` may spoil it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


HEADINGS = ["nip", "name", "hours", "end"]


def test_a_workbook_reads_like_a_text_file(read_files, expected):
    """Numbers and dates as cells, text as text."""
    rows = [
        HEADINGS,
        [NIPS[0], "Kursus José", 20, dt.date(2025, 5, 19)],
        [NIPS[1], "Bimtek, lanjutan", 8.5, dt.datetime(2025, 6, 30)],
    ]
    register = read_files({"a.xlsx": workbook({"Data": rows})})
    assert register.records(Participation) == expected
    assert not [found for found in register.findings if found.severity != "info"]


def test_a_number_cell_is_no_personnel_number(read_files):
    """A spreadsheet keeps 15 digits: the row is rejected, and its value is shown as it was kept."""
    register = read_files({"a.xlsx": workbook({"Data": [HEADINGS, [int(NIPS[0]), "x", 1, "2025-01-02"]]})})
    (rows,) = register.rejected
    assert rows.frame["_reason"].to_list() == [
        "nip: it is a number in the file, and numbers lose the last digits of 18: it must be text"
    ]
    assert rows.frame["_value"][0].startswith("1.98704122010012")
    assert rows.frame["_value"][0].endswith("e+17")
    assert (rows.sheet, rows.frame["_row"].to_list()) == ("Data", [2])


def test_formulas_survive_as_text(read_files):
    """Texts that look like formulas, and formulas that nobody has computed, are what they say."""
    texts = ["=1+1", '=HYPERLINK("http://contoh.example","klik")', "@kota", "+62811", "-1", "<b>tebal</b>"]
    rows = [HEADINGS, *([nip, text, 1, "2025-01-02"] for nip, text in zip(NIPS * 2, texts, strict=True))]

    def as_text(book: openpyxl.Workbook) -> None:
        for row in (3, 4, 5, 6, 7):
            book["Data"].cell(row, 2).data_type = "s"

    register = read_files({"a.xlsx": workbook({"Data": rows}, as_text)})
    assert [row.name for row in register.records(Participation)] == texts


def test_every_sheet_counts_and_those_that_hold_no_table_are_named(read_files):
    """Empty sheets and charts are passed over; a sheet of notes is a finding; a hidden one is read."""
    row = [NIPS[0], "x", 1, "2025-01-02"]

    def hide(book: openpyxl.Workbook) -> None:
        book["Lama"].sheet_state = "hidden"
        book.create_chartsheet("Grafik")

    sheets = {
        "Data": [HEADINGS, row],
        "Lama": [HEADINGS, [NIPS[1], *row[1:]]],
        "Kosong": [],
        "Keterangan": [["Diisi oleh BKPSDM"], ["Hubungi kami"]],
    }
    register = read_files({"a.xlsx": workbook(sheets, hide)})
    assert {row.sheet: row.accepted for row in register.ledger if row.record} == {"Data": 1, "Lama": 1}
    assert [found.rule for found in register.findings if "sheet" in found.rule] == [
        "sheet_not_read",
        "hidden_sheet",
    ]


def test_a_merged_cell_counts_for_every_line_it_spans(read_files):
    """A unit's name merged over its rows is stated once and holds for all; this is said."""

    def merge(book: openpyxl.Workbook) -> None:
        book["Data"].merge_cells("A2:A4")

    rows = [
        ["unit", "layanan", "bulan", "jumlah_permohonan"],
        ["Dinas A", "KTP", "2025-01", 1],
        [None, "KK", "2025-01", 2],
        [None, "Akta", "2025-01", 3],
    ]
    register = read_files({"a.xlsx": workbook({"Data": rows}, merge)})
    assert [row.unit for row in register.records(asn.ServiceMonth)] == ["Dinas A"] * 3
    assert places(register, "merged_cell") == [3, 4]


def test_a_blank_cell_is_not_filled_from_above(read_files):
    """Without a merge nobody knows: the rows are rejected."""
    rows = [
        ["unit", "layanan", "bulan", "jumlah_permohonan"],
        ["Dinas A", "KTP", "2025-01", 1],
        [None, "KK", "2025-01", 2],
    ]
    register = read_files({"a.xlsx": workbook({"Data": rows})})
    assert rejected(register) == [(3, "unit: missing")]


# JSON

ROW = {"nipBaru": NIPS[0], "namaKursus": "Kursus", "jumlahJam": 20, "tanggalSelesaiKursus": "19-05-2025"}


@pytest.mark.parametrize(
    "document",
    [
        [ROW],
        {"data": [ROW]},
        {"code": 1, "data": [ROW]},
        {"code": 1, "data": {"data": [ROW], "total": 1}},
        {"code": 1, "data": ROW},
        {NIPS[0]: [ROW]},
        {NIPS[0]: {"code": 1, "data": [ROW]}, NIPS[1]: {"code": 1, "data": []}},
        {NIPS[0]: {"code": 1, "data": [{key: value for key, value in ROW.items() if key != "nipBaru"}]}},
    ],
    ids=["list", "data", "answer", "nested", "one", "keyed lists", "keyed answers", "key only"],
)
def test_json_shapes(read_files, document):
    """Rows are found wherever the service puts them."""
    register = read_files({"a.json": json.dumps(document)})
    (row,) = register.records(Participation)
    assert (row.nip.number, row.name, row.hours, row.end) == (NIPS[0], "Kursus", 20, dt.date(2025, 5, 19))


def test_json_one_object_a_line(read_files):
    """Lines that are no object are rejected, the others are read."""
    lines = [json.dumps(ROW), "", json.dumps({**ROW, "nipBaru": NIPS[1]}), '{"nipBaru": "1987']
    register = read_files({"a.ndjson": "\n".join(lines)})
    assert [row.nip.number for row in register.records(Participation)] == [NIPS[0], NIPS[1]]
    assert rejected(register) == [(4, "not an object in JSON")]


def test_json_numbers_are_judged_as_written(read_files):
    """A number in place of the text is refused with its digits; hours may be numbers."""
    text = f'[{{"nipBaru": {NIPS[0]}, "namaKursus": "x", "jumlahJam": 8.50, "tanggalSelesaiKursus": "2025-01-02"}}]'
    register = read_files({"a.json": text})
    (rows,) = register.rejected
    assert rows.frame["_value"].to_list() == [NIPS[0]]
    assert "must be text" in rows.frame["_reason"][0]


def test_json_entries_that_are_no_rows_are_kept(read_files):
    """A null in a list, an answer that failed, a name that comes twice: each is told, none hides a row."""
    failed = json.dumps({"code": 0, "message": "timeout"})
    text = (
        f'{{"{NIPS[0]}": {{"code": 1, "data": [{json.dumps(ROW)}, null]}},'
        f' "{NIPS[1]}": {failed}, "{NIPS[2]}": {{"code": 0, "message": "Data tidak ditemukan", "data": null}},'
        f' "{NIPS[0]}": {{"code": 1, "data": [{json.dumps({**ROW, "namaKursus": "Lain"})}]}}}}'
    )
    register = read_files({"a.json": text})
    assert [row.name for row in register.records(Participation)] == ["Kursus", "Lain"]
    (rows,) = register.rejected
    assert rows.frame.select("_pointer", "_reason").rows() == [
        (f"/{NIPS[0]}/data/1", "not an object"),
        (f"/{NIPS[1]}", "an answer without rows"),
    ]
    absent = [found for found in register.findings if found.rule == "answer_without_data"]
    assert [place.pointer for found in absent for place in found.places] == [f"/{mask(NIPS[2])}"]


def test_findings_in_json_have_pointers(read_files):
    """A pointer leads from the top of the document to the cell."""
    document = {NIPS[0]: {"code": 1, "data": [ROW, {**ROW, "namaKursus": "B", "jumlahJam": "20 JP"}]}}
    register = read_files({"a.json": json.dumps(document)})
    (found,) = [found for found in register.findings if found.rule == "number_with_words"]
    (place,) = found.places
    assert (place.pointer, place.row, place.value) == (f"/{mask(NIPS[0])}/data/1/jumlahJam", 2, "20 JP")


@pytest.mark.parametrize(
    ("stem", "content"),
    [("rw_hukdis", f'{{"{NIPS[0]}": {{"code": 1, "data": []}}}}'), ("disciplinary_actions", "[]")],
)
def test_an_answer_without_rows_is_an_empty_table(read_files, stem, content):
    """Nobody was punished: the table is there and empty, which is not the same as absent."""
    register = read_files({f"{stem}.json": content})
    assert register.records(asn.DisciplinaryAction) == []


# Parquet


def test_parquet_types(read_files, expected, tmp_path):
    """Typed columns, also wider or narrower than ours, read like text."""
    frame = pl.DataFrame(
        {
            "nip": pl.Series(NIPS[:2], dtype=pl.Categorical),
            "name": ["Kursus José", "Bimtek, lanjutan"],
            "hours": pl.Series(["20", "8.5"]).cast(pl.Decimal(10, 2)),
            "end": [dt.datetime(2025, 5, 19), dt.datetime(2025, 6, 30)],
            "foto": [b"\x00\xff", None],
            "rinci": [{"a": 1}, None],
        }
    )
    data = io.BytesIO()
    frame.write_parquet(data)
    register = read_files({"a.parquet": data.getvalue()})
    assert register.records(Participation) == expected


@pytest.mark.parametrize("kind", [pl.Int64, pl.Float64, pl.Decimal(20, 0)])
def test_a_number_column_is_no_personnel_number(read_files, kind):
    """Integer or float: a program has taken the number for a quantity, and digits may be lost."""
    data = io.BytesIO()
    frame = pl.DataFrame({"nip": [int(NIPS[0])], "name": ["x"], "hours": [1.0], "end": ["2025-01-02"]})
    frame.with_columns(pl.col("nip").cast(kind)).write_parquet(data)
    register = read_files({"a.parquet": data.getvalue()})
    assert [reason for _, reason in rejected(register)] == [
        "nip: it is a number in the file, and numbers lose the last digits of 18: it must be text"
    ]
