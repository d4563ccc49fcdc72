"""Containers: the content decides, every bound holds, and what is refused stops nothing else."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

import asn_dev as asn
from asn_dev import Participation, Unit
from asn_dev.register.files.characters import sound
from asn_dev.register.files.formulas import formulas_of
from asn_dev.register.files.kinds import kind_of

NIPS = ("198704122010012345", "199001012021211001")
ROWS = [
    ("nip", "name", "hours", "end"),
    (NIPS[0], "Kursus A", "20", "2025-05-19"),
    (NIPS[1], "Kursus B", "8.5", "2025-06-30"),
]
CSV = "".join(",".join(row) + "\n" for row in ROWS)
GOOD = "name,agency\nDinas Contoh,Kota Contoh\n"


def zipped(files: dict[str, bytes | str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def workbook(rows, change=None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def with_sheet(data: bytes, change) -> bytes:
    """The workbook with the XML of its sheet changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return zipped(
            {
                name: change(parts.read(name)) if "sheet1" in name else parts.read(name)
                for name in parts.namelist()
            }
        )


def html(rows) -> bytes:
    lines = "".join(
        "<tr>" + "".join(f"<td style=\"mso-number-format:'\\@'\">{cell}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<html><head><title>x</title></head><body><table border=1>{lines}</table></body></html>".encode()


def xml_2003(rows, head="") -> bytes:
    lines = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in rows
    )
    return (
        f'<?xml version="1.0"?>{head}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Data"><Table>'
        f"{lines}</Table></Worksheet></Workbook>"
    ).encode()


OBJECTS = json.dumps([dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]])


@pytest.mark.parametrize("suffix", ["csv", "txt", "xls", "xlsx", "json", "html", "xml", "parquet", "zip", ""])
@pytest.mark.parametrize(
    "content",
    [
        CSV.encode(),
        CSV.replace(",", "\t").encode("utf-16"),
        html(ROWS),
        xml_2003(ROWS),
        workbook(ROWS),
        OBJECTS.encode(),
    ],
    ids=["csv", "tsv", "html", "xml", "xlsx", "json"],
)
def test_content_decides_and_not_the_suffix(read_files, content, suffix):
    name = f"kursus.{suffix}" if suffix else "kursus"
    if suffix == "json" and content[:1] not in b"[{P<":
        pytest.skip("a file that is named JSON and is no other container is judged as JSON")
    register = read_files({name: content})
    assert [(row.name, row.hours) for row in register.records(Participation)] == [
        ("Kursus A", 20.0),
        ("Kursus B", 8.5),
    ]


def test_a_file_that_is_not_what_its_name_promises_is_said(read_files):
    register = read_files({"a.xls": html(ROWS), "b.csv": GOOD})
    assert [(one.file, one.severity) for one in register.findings if one.rule == "content_not_suffix"] == [
        ("a.xls", "info")
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 x", "PDF"),
        (b"{\\rtf1 x", "RTF"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x1f\x8bxx", "another kind than ZIP"),
        (zipped({"word/document.xml": "x"}), "Word"),
    ],
)
def test_what_holds_no_table_is_refused_by_what_it_is(read_files, data, said):
    register = read_files({"a.xlsx": data, "b.csv": GOOD})
    (found,) = [one for one in register.findings if one.rule == "file_not_read"]
    assert said in found.message
    assert len(register.records(Unit)) == 1


# HTML and 2003 XML


def test_cells_of_a_page_that_are_never_closed_and_span(read_files):
    page = b"<table><tr><th>unit<th>layanan<th>bulan<th>jumlah_permohonan<tr><td rowspan=2>Dinas A<td>KTP<td>2025-01<td>1<tr><td>K&amp;K<td>2025-02<td>2</table>"
    register = read_files({"a.xls": page})
    found = [(row.unit, row.service, row.requests) for row in register.records(asn.ServiceMonth)]
    assert found == [("Dinas A", "KTP", 1), ("Dinas A", "K&K", 2)]


def test_entities_of_xml_are_refused(read_files):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    register = read_files({"a.xls": xml_2003(ROWS, bomb), "b.csv": GOOD})
    assert any("entities" in one.message for one in register.findings)
    assert len(register.records(Unit)) == 1


# ZIP


def test_members_of_an_archive_are_read_as_files_named_behind_it(read_files):
    inner = zipped({"x.csv": CSV})
    data = zipped(
        {
            "2025/a.csv": CSV,
            "unit.xlsx": workbook([("name", "agency"), ("Dinas", "Kota")]),
            "dalam.zip": inner,
            "../luar.csv": CSV,
            "__MACOSX/._a": "x",
        }
    )
    register = read_files({"arsip.zip": data})
    read = {row.file: row.accepted for row in register.ledger}
    assert read == {
        "arsip.zip/2025/a.csv": 2,
        "arsip.zip/unit.xlsx": 1,
        "arsip.zip/dalam.zip": 0,
        "arsip.zip/../luar.csv": 0,
    }
    reasons = {one.file: one.message for one in register.findings if one.rule == "file_not_read"}
    assert "within an archive" in reasons["arsip.zip/dalam.zip"]
    assert "leads out" in reasons["arsip.zip/../luar.csv"]


def test_a_bomb_and_a_damaged_archive_are_refused_and_the_rest_is_read(read_files):
    register = read_files(
        {
            "bom.zip": zipped({"a.csv": b"name,agency\n" + bytes(40_000_000)}),
            "rusak.zip": zipped({"a.csv": CSV})[:-30],
            "b.csv": GOOD,
        }
    )
    assert {one.file for one in register.findings if one.rule == "file_not_read"} == {
        "bom.zip/a.csv",
        "rusak.zip",
    }
    assert len(register.records(Unit)) == 1


# What applications hand over


@pytest.mark.parametrize(
    "source",
    [
        CSV.encode(),
        io.BytesIO(CSV.encode()),
        io.StringIO(CSV),
        {"kursus.csv": CSV.encode()},
        {"kursus.csv": io.BytesIO(CSV.encode())},
        [("kursus.csv", CSV.encode())],
        ("kursus.csv", CSV.encode()),
        {"arsip.zip": zipped({"kursus.csv": CSV})},
    ],
    ids=["bytes", "open", "text", "mapping", "mapping open", "pairs", "pair", "archive"],
)
def test_bytes_and_open_files_read_as_paths_do(source):
    if hasattr(source, "seek"):
        source.seek(0)
    assert [row.name for row in asn.read(source).records(Participation)] == ["Kursus A", "Kursus B"]


def test_what_is_no_file_at_all_is_our_error():
    with pytest.raises(asn.AsnDevError, match="nothing that can be read"):
        asn.read(5)


# Bounds


@pytest.mark.parametrize("cell", ["XFD1048576", "J1048576", "XFD2"])
def test_a_stray_cell_is_named_and_the_table_is_read(read_files, cell):
    data = workbook(
        [("name", "agency"), ("Dinas", "Kota"), *([(f"Dinas {at}", "Kota") for at in range(400)])]
    )
    row = cell.lstrip("XFDJ")
    stray = f'<row r="{row}"><c r="{cell}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'.encode()
    register = read_files({"a.xlsx": with_sheet(data, lambda xml: xml.replace(b"</sheetData>", stray))})
    assert len(register.records(Unit)) == 401
    (found,) = [one for one in register.findings if one.rule == "cells_astray"]
    assert (found.severity, cell in found.message) == ("warning", True)


def test_blank_cells_with_a_style_are_no_strays(read_files):
    data = workbook([("name", "agency"), ("Dinas", "Kota")])
    blank = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    register = read_files({"a.xlsx": with_sheet(data, lambda xml: xml.replace(b"</sheetData>", blank))})
    assert len(register.records(Unit)) == 1
    assert not [one for one in register.findings if one.severity == "warning"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", "[" * 100_000, "is nested too deep"),
        ("a.json", '{"data":' * 500 + "1" + "}" * 500, "is nested too deep"),
        ("a.json", "[" + "1," * 1_500_001 + "1]", "values; at most"),
        ("a.json", json.dumps([{f"k{at}": 1} for at in range(2001)]), "columns; at most"),
        ("a.csv", "name,agency" + ",x" * 2000 + "\nA,B\n", "columns; at most"),
        ("a.csv", "name,agency\nA,B\n" + "," * 6_000_001, "cells; at most"),
        ("a.xlsx", zipped({"xl/workbook.xml": '<workbook><sheets>' + '<sheet name="x"/>' * 501 + "</sheets></workbook>"}), "sheets; at most"),
        ("a.xlsx", zipped({"xl/workbook.xml": b" " * 20_000_000}), "unpacks to more than"),
    ],
    ids=["open lists", "objects", "values", "keys", "headings", "cells", "sheets", "bomb"],
)  # fmt: skip
def test_what_is_beyond_a_bound_is_refused_by_name(read_files, name, content, said):
    register = read_files({name: content, "b.csv": GOOD})
    (found,) = [one for one in register.findings if one.rule == "file_not_read"]
    assert (found.file, said in found.message) == (name, True)
    assert len(register.records(Unit)) == 1


def test_an_archive_of_more_than_its_bound_is_refused_and_the_others_read(read_files, monkeypatch):
    """What is in it may be handed over unpacked."""
    monkeypatch.setattr("asn_dev.register.files.archives.ARCHIVE_BYTES", 1000)
    packed = zipped({"a.csv": GOOD + " " * 600, "c.csv": GOOD + " " * 600})
    register = read_files({"arsip.zip": packed, "b.csv": GOOD})
    (finding,) = [each for each in register.findings if each.rule == "file_not_read"]
    assert (finding.file, "unpacks to more than" in finding.message) == ("arsip.zip", True)
    assert len(register.records(Unit)) == 1


def test_formulas_are_found_in_one_pass_however_broken_the_cells_are():
    assert formulas_of(b'<c r="A3"><f>1</f>' * 100_000) == {(2, 0): "=1"}
    assert formulas_of(b"<c r='B1'><f>SUM(A1)</f><v></v></c><x:c r=\"A2\"><x:f>2</x:f></x:c>") == {
        (0, 1): "=SUM(A1)",
        (1, 0): "=2",
    }


# Characters


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=8))
def test_what_comes_through_the_door_can_stand_in_xml(text):
    from lxml import etree

    element = etree.Element("x")
    element.text = sound(text).replace("\r", "")
    assert etree.fromstring(etree.tostring(element)).text == element.text


@pytest.mark.parametrize("mark", ["\x00", "\x07", "\x1b", "\ufffe", "\uffff", "\ufdd0", "\U0001ffff"])
def test_characters_that_are_none_are_replaced_and_said(read_files, mark):
    texts = {
        "a.csv": f"name,agency\nDinas{mark} A,Kota\n",
        "b.json": json.dumps([{"name": f"Dinas{mark} B", "agency": "Kota"}]),
        "c.csv": f"name;agency\n\nDinas{mark} C;Kota\n",
    }
    register = read_files(texts)
    assert sorted(row.name for row in register.records(Unit)) == [
        "Dinas\ufffd A",
        "Dinas\ufffd B",
        "Dinas\ufffd C",
    ]
    said = [(one.file, one.column) for one in register.findings if one.rule == "characters"]
    assert sorted(said) == [("a.csv", "name"), ("b.json", "name"), ("c.csv", "name")]


def test_half_a_character_spoils_no_list(read_files):
    text = (
        '[{"name": "Dinas \\ud800", "agency": "Kota"}, "\\ud800", 5, {"name": "Dinas B", "agency": "Kota"}]'
    )
    register = read_files({"a.json": text})
    assert [row.name for row in register.records(Unit)] == ["Dinas \ufffd", "Dinas B"]
    assert register.ledger[0].rejected == 2


def test_a_text_that_no_cell_holds_is_unknown(read_files):
    register = read_files({"a.csv": "name,agency\nDinas A," + "x" * 100_001 + "\nDinas B,Kota\n"})
    assert [(row.name, row.agency) for row in register.records(Unit)] == [
        ("Dinas A", None),
        ("Dinas B", "Kota"),
    ]
    assert [one.severity for one in register.findings if one.rule == "text_too_long"] == ["unknown"]


# Services


def page(number: int, last: int = 3) -> str:
    row = {
        "nipBaru": NIPS[0],
        "namaKursus": f"Kursus {number}",
        "jumlahJam": 20,
        "tanggalSelesaiKursus": "19-05-2025",
    }
    return json.dumps(
        {"data": {"current_page": number, "last_page": last, "data": [row], "total": last, "per_page": 1}}
    )


@pytest.mark.parametrize(
    ("here", "missing"), [([1], "2, 3"), ([3], "1, 2"), ([1, 3], "2"), ([1, 2, 3], None)]
)
def test_pages_that_are_missing_are_named(read_files, here, missing):
    register = read_files({f"rw_kursus_{number}.json": page(number) for number in here})
    said = [one for one in register.findings if one.rule == "answer_continues"]
    assert len(said) == (len(here) if missing else 0)
    assert all(one.severity == "warning" and f"pages {missing} and" in one.message for one in said)


@pytest.mark.parametrize(
    ("about", "loud"),
    [
        ({"count": 7, "next": "https://contoh.example/?page=2"}, True),
        ({"count": 1, "next": None, "previous": None}, False),
        ({"has_more": True}, True),
        ({"meta": {"current_page": 2, "last_page": 4}}, True),
        ({"links": {"next": "https://contoh.example"}}, True),
        ({"total": 100}, True),
        ({"total": 1}, False),
        ({"success": True}, False),
    ],
)  # fmt: skip
def test_every_way_to_say_that_there_is_more(read_files, about, loud):
    register = read_files({"a.json": json.dumps({"results": [{"name": "Dinas", "agency": "Kota"}], **about})})
    assert len(register.records(Unit)) == 1
    assert any(one.rule == "answer_continues" for one in register.findings) is loud


def test_an_export_of_a_database_is_a_sheet_for_each_table(read_files):
    document = [
        {"type": "header", "version": "5.2.1"},
        {"type": "database", "name": "simpeg"},
        {
            "type": "table",
            "name": "unit",
            "database": "simpeg",
            "data": [{"name": "Dinas", "agency": "Kota"}],
        },
        {"type": "table", "name": "kursus", "database": "simpeg", "data": json.loads(OBJECTS)},
        {"type": "table", "name": "kosong", "database": "simpeg", "data": []},
    ]
    register = read_files({"simpeg.json": json.dumps(document)})
    assert {row.sheet: row.accepted for row in register.ledger} == {"unit": 1, "kursus": 2}


# The first day


@pytest.mark.parametrize("late", [False, True])
def test_day_numbers_count_from_the_first_day_of_the_workbook(read_files, late):
    day = dt.date(2025, 5, 9)
    first = dt.date(1904, 1, 1) if late else dt.date(1899, 12, 30)

    def change(book: openpyxl.Workbook) -> None:
        if late:
            book.epoch = CALENDAR_MAC_1904

    rows = [
        ROWS[0],
        (NIPS[0], "nomor", 20, (day - first).days),
        (NIPS[1], "tanggal", 8, day),
        (NIPS[1], "teks", 8, "2025-05-09"),
    ]
    register = read_files({"a.xlsx": workbook(rows, change)})
    assert [row.end for row in register.records(Participation)] == [day] * 3
    assert [row.hours for row in register.records(Participation)] == [20, 8, 8]
    assert any(one.rule == "days_from_1904" for one in register.findings) is late


def test_bytes_are_recognised():
    data = io.BytesIO()
    pl.DataFrame({"a": [1]}).write_parquet(data)
    assert kind_of(data.getvalue(), ".csv") == "Parquet"
    assert kind_of(b"nip;nama\n", ".dat") == "other"
