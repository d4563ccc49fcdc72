"""Files in which very many rows share a fault: all are listed, and what is said of them is made once."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_dev.messages import Message
from asn_dev.register import data_lines, odd_texts
from asn_dev.register.cells import forms
from asn_dev.register.cells.nips import why_not
from asn_dev.register.files import html_tables, workbook_parts, xml_workbooks
from asn_dev.register.files.sheet import BLANKS
from asn_dev.register.ledger import Place
from asn_dev.register.places import Places
from asn_dev.register.rejecting import Reasons
from asn_dev.register.unusable import _alike

NIP = "198704122010012345"
HEAD = "nipBaru,namaKursus,jenisDiklatId,jumlahJam,tanggalKursus,tanggalSelesaiKursus\n"
ROW = f"{NIP},Bimtek,8,8,05-05-2025,09-05-2025\n"
UNITS = "name,agency\nDinas Kesehatan,Kota Contoh\n"


def refused(register, file):
    """Why a file is refused; the units beside it are read."""
    assert any(row.file == "units.csv" and row.accepted == 1 for row in register.ledger)
    (found,) = [one for one in register.findings if one.file == file and one.severity == "rejected"]
    return found.message


def test_rows_of_one_fault_share_its_sentence(read_files):
    rows = "".join(f"1987041220100123{at % 10},Bimtek {at},8,8,05-05-2025,09-05-2025\n" for at in range(500))
    register = read_files({"rw_kursus.csv": HEAD + rows})
    (rejected,) = register.rejected
    assert rejected.frame.height == 500
    assert rejected.frame["_row"].to_list() == list(range(2, 502))
    assert rejected.frame["_value"].to_list() == [line.partition(",")[0] for line in rows.splitlines()]
    assert {str(reason) for reason in rejected.reasons} == {"nipBaru: it has 17 digits, not 18"}
    assert len({id(reason) for reason in rejected.reasons}) == 1
    assert "angka" in rejected.in_("id")["_reason"][499] or "digit" in rejected.in_("id")["_reason"][499]


def test_many_shifted_rows_are_all_listed(read_files):
    rows = "".join(f"x,{NIP[:-3]}{at:03d},Bimtek,8,8,05-05-2025\n" for at in range(1, 400))
    register = read_files({"rw_kursus.csv": HEAD + rows})
    (row,) = register.ledger
    assert (row.read, row.accepted, row.rejected) == (399, 0, 399)
    assert register.rejected[0].frame.height == 399


def test_rows_that_repeat_different_rows_name_each_its_own(read_files):
    rows = [f"{NIP},Bimtek {at},8,8,05-05-2025,09-05-2025\n" for at in range(30)]
    register = read_files({"rw_kursus.csv": HEAD + "".join(rows + rows)})
    (rejected,) = register.rejected
    assert rejected.frame["_row"].to_list() == list(range(32, 62))
    assert [*rejected.frame["_reason"]] == [f"repeats row {at}" for at in range(2, 32)]
    assert rejected.in_("id")["_reason"][0] == rejected.reasons[0].in_("id")


@given(
    st.dictionaries(st.integers(0, 20), st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"))),
    st.dictionaries(st.integers(0, 20), st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"))),
)
def test_the_first_reason_stays(first, second):
    both = Reasons.of(first).and_(Reasons.of(second))
    assert {at: (field, why) for at, field, why in both.single()} == {**second, **first}
    assert both.rows.height == len({*first, *second})


_NIP_LIKE = st.text(st.sampled_from("0123456789 .-'eEx+,\u0661\u202d/@"), max_size=22)


@given(_NIP_LIKE)
def test_cells_put_together_are_wrong_in_the_same_way(text):
    (alike,) = _alike(pl.Series([text]))
    if text.strip(BLANKS):
        assert why_not(alike, number=False) == why_not(text, number=False)


_TEXTS = (
    "Jumlah|TOTAL|Keterangan|I|DINAS CONTOH|Bidang A|nip|NIP |Nama|nama|jp|1|(2)|3|4|Budi|\u200b|Jp\u0301|"
    "Rata-rata|Mengetahui|| |"
)
_CELLS = st.sampled_from([None, NIP, *_TEXTS.split("|")])


@given(st.lists(st.tuples(*[_CELLS] * 4), min_size=1, max_size=8))
def test_no_line_that_is_something_is_overlooked(rows):
    frame = pl.DataFrame(rows, schema=dict.fromkeys(("nip", "nama", "jp", "ket"), pl.String), orient="row")
    looked_at = data_lines._may_be_something(frame)
    for at, cells in enumerate(frame.iter_rows(named=True)):
        filled = {name: text for name, cell in cells.items() if cell and (text := cell.strip(BLANKS))}
        kind = data_lines._kind(filled, cells, first=at == 0, several=False)
        assert looked_at[at] or not (kind or data_lines._is_note(filled, cells, ["nip"]))


@given(st.lists(st.tuples(st.integers(1, 99), st.text("ab1", max_size=2), st.text("ab1", max_size=2))))
def test_places_are_what_single_places_are(cells):
    single = tuple(Place(row, pointer, value) for row, pointer, value in cells)
    columns = Places.of(
        [row for row, _, _ in cells],
        pointers=pl.Series([pointer for _, pointer, _ in cells], dtype=pl.String),
        values=pl.Series([value for _, _, value in cells], dtype=pl.String),
    )
    assert columns == single
    assert [columns[at] for at in range(len(columns))] == [*single]
    changed = columns.changed(str.upper, where="[a-z]")
    assert changed == tuple(Place(row, pointer.upper(), value.upper()) for row, pointer, value in cells)


def test_places_keep_sentences():
    places = Places.of([7], values=pl.Series(["missing"]), sentences=[Message("missing")])
    assert places.changed(str.upper)[0].value == "MISSING"
    assert places.changed(lambda text: text)[0].value.in_("id") == Message("missing").in_("id")


def test_lines_of_an_old_code_page_are_each_named(read_files):
    lines = [ROW.replace("Bimtek", f"Caf\xe9 {at}") if at % 2 else ROW for at in range(10)]
    register = read_files({"rw_kursus.csv": (HEAD + "".join(lines)).encode("cp1252")})
    (found,) = [one for one in register.findings if one.rule == "encoding"]
    assert [place.row for place in found.places] == [at + 2 for at in range(10) if at % 2]


@pytest.mark.parametrize("column", ["jumlahJam", "jenisDiklatId", "tanggalSelesaiKursus"])
def test_too_many_odd_texts_are_refused_with_the_column(read_files, monkeypatch, column):
    monkeypatch.setattr(odd_texts, "ODD_TEXTS", 50)
    at = HEAD.strip().split(",").index(column)
    rows = [ROW.strip().split(",") for _ in range(60)]
    for number, cells in enumerate(rows):
        cells[at] = f"kata {number}"
    text = HEAD + "".join(",".join(cells) + "\n" for cells in rows)
    message = refused(read_files({"rw_kursus.csv": text, "units.csv": UNITS}), "rw_kursus.csv")
    assert column in message
    assert "50" in message
    assert message.in_("id") != message


def test_many_texts_written_as_programs_write_them_are_read(read_files, monkeypatch):
    monkeypatch.setattr(odd_texts, "ODD_TEXTS", 50)
    rows = "".join(f"{NIP},Bimtek {at},8,{at},05-05-2025,09-05-2025\n" for at in range(1, 100))
    register = read_files({"rw_kursus.csv": HEAD + rows})
    assert register.ledger[0].accepted == 99


@pytest.mark.parametrize(("bound", "word"), [("CELLS", "cells"), ("TAGS", "tags")])
def test_a_page_is_counted_before_it_is_gone_through(read_files, monkeypatch, bound, word):
    monkeypatch.setattr(html_tables, bound, 40)
    monkeypatch.setattr(html_tables, "_grids", lambda *_: pytest.fail("it was gone through"))
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in ROW.split(','))}</tr>" for _ in range(9))
    message = refused(
        read_files({"rw_kursus.xls": f"<html><table>{rows}</table></html>", "units.csv": UNITS}),
        "rw_kursus.xls",
    )
    assert word in message


def test_an_xml_workbook_of_too_many_tags_is_refused(read_files, monkeypatch):
    monkeypatch.setattr(xml_workbooks, "TAGS", 40)
    text = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>'
        + "<Row/>" * 50
        + "</Table></Worksheet></Workbook>"
    )
    assert "tags" in refused(read_files({"a.xml": text, "units.csv": UNITS}), "a.xml")


def test_the_cells_of_all_sheets_of_a_workbook_count(read_files, monkeypatch):
    monkeypatch.setattr(workbook_parts, "CELLS", 100)
    book = openpyxl.Workbook()
    for number in range(5):
        sheet = book.create_sheet(f"s{number}")
        for row in (HEAD, *[ROW] * 5):
            sheet.append(row.strip().split(","))
    data = io.BytesIO()
    book.save(data)
    message = refused(read_files({"rw_kursus.xlsx": data.getvalue(), "units.csv": UNITS}), "rw_kursus.xlsx")
    assert "100" in message


@pytest.mark.parametrize(
    "text",
    (
        "PKN Tk I|Kepemimpinan Nasional Tingkat II|PKA|PKP|Diklatpim III|Diklat PIM IV|SEPALA|ADUM|SEPADYA|SPAMA|"
        "SPAMEN|SESPA|SESPANAS|SEPADA|SESPIM|SESPATI|Kepemimpinan Administrator|Kepemimpinan Pengawas|"
        "Kepemimpinan Tingkat III"
    ).split("|"),
)
def test_every_leadership_training_is_looked_for(text):
    assert forms.leadership_of(text)


def test_an_archive_of_too_many_files_is_refused_with_their_number(read_files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for at in range(301):
            archive.writestr(f"f{at}.csv", UNITS)
    message = refused(read_files({"arsip.zip": data.getvalue(), "units.csv": UNITS}), "arsip.zip")
    assert "301" in message
    assert "300" in message
