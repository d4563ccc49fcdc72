"""Files that cannot be read: each is named with its reason, and the others are read."""

from __future__ import annotations

import io
import json
import os
import zipfile

import openpyxl
import polars as pl
import pytest

import asn_dev as asn
from asn_dev import Participation
from asn_dev.errors import FileError
from asn_dev.register.writing import write_table

NIP = "198704122010012345"
GOOD = f"nip,name,hours,end\n{NIP},Kursus,20,2025-05-19\n"


def workbook(change) -> bytes:
    """A workbook that `change` has spoiled."""
    book = openpyxl.Workbook()
    change(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def only_charts(book: openpyxl.Workbook) -> None:
    book.create_chartsheet("Grafik")
    book.remove(book["Sheet"])


def parquet() -> bytes:
    data = io.BytesIO()
    pl.DataFrame({"nip": [NIP]}).write_parquet(data)
    return data.getvalue()


ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
)
ROW = {"nipBaru": NIP, "namaKursus": "A", "jumlahJam": 1, "tanggalSelesaiKursus": "19-05-2025"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("kosong.csv", b"", "is empty"),
        ("kosong.xlsx", b"", "is empty"),
        ("kosong.json", b" \n", "is empty"),
        ("hanya-kata.csv", b"terlampir\n", "has no line of headings"),
        ("gambar.csv", bytes(range(128, 256)) * 20, "UTF-8 nor in Windows-1252"),
        ("surat.docx", b"PK\x03\x04", "files of kind '.docx' are not read"),
        ("TANPA_AKHIRAN", b"terlampir\n", "has no line of headings"),
        ("terkunci.xlsx", ENCRYPTED, "is protected by a password"),
        ("rusak.xlsx", b"PK\x03\x04" + bytes(100), "is not a whole spreadsheet file"),
        ("bukan.xlsx", b"terlampir\n", "has no line of headings"),
        ("hampa.xlsx", workbook(lambda book: None), "has no sheet with a table"),
        ("grafik.xlsx", workbook(only_charts), "has no sheet with a table"),
        ("putus.json", json.dumps([ROW])[:-20].encode(), "is not whole JSON"),
        ("kata.json", b'"halo"', "holds no rows"),
        ("gagal.json", b'{"fault": {"code": 900901, "message": "Invalid Credentials"}}', "holds no rows"),
        ("kosong-jawab.json", b'{"code": 1, "data": []}', "has no headings, and its name tells no layout"),
        ("putus.parquet", parquet()[:-10], "cannot be read as Parquet"),
        ("bukan.parquet", b"terlampir\n", "has no line of headings"),
    ],
)
def test_a_bad_file_is_named_and_stops_nothing(read_files, name, content, said):
    """A finding with the file, a line in the ledger, and the good file beside it is read."""
    register = read_files({name: content, "baik.csv": GOOD})
    (found,) = [one for one in register.findings if one.severity == "rejected"]
    assert (found.rule, found.file) == ("file_not_read", name)
    assert said in found.message
    assert found.message.startswith(f"{name}: ")
    assert "Hint: " in found.message
    assert len(register.records(Participation)) == 1
    (row,) = [row for row in register.ledger if row.file == name]
    assert (row.record, row.read, row.accepted, row.rejected, row.findings) == ("", 0, 0, 0, 1)


def test_a_message_about_a_file_quotes_no_cell(read_files):
    """What a reader complains about may be personal."""
    broken = GOOD.encode() + f'"{NIP}"x,"'.encode() + b"\xff\x81\n"
    register = read_files({"a.csv": broken, "b.json": f'[{{"nipBaru": "{NIP}", '})
    assert register.findings
    assert NIP not in repr(register.findings)


def test_a_spoiled_part_of_a_workbook(read_files):
    """A workbook whose sheet is no XML is an error that names it."""
    book = workbook(lambda book: book.active.append(["nip", "name"]))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as parts, zipfile.ZipFile(out, "w") as spoiled:
        for part in parts.namelist():
            spoiled.writestr(part, b"<x" if "sheet1" in part else parts.read(part))
    register = read_files({"a.xlsx": out.getvalue(), "baik.csv": GOOD})
    assert [one.file for one in register.findings if one.rule == "file_not_read"] == ["a.xlsx"]
    assert len(register.records(Participation)) == 1


def test_two_files_with_the_same_content(read_files):
    """The copy is not read: nothing counts twice, and no row is rejected for it."""
    register = read_files({"a.csv": GOOD, "salinan.csv": GOOD})
    (found,) = [one for one in register.findings if one.rule == "file_not_read"]
    assert "salinan.csv: has the same content as a.csv" in found.message
    assert [(row.file, row.read, row.rejected) for row in register.ledger] == [
        ("a.csv", 1, 0),
        ("salinan.csv", 0, 0),
    ]


def test_folders_and_links_inside_a_folder_are_named(tmp_path):
    """Nothing below is read, and a link that leads nowhere or to itself does no harm."""
    (tmp_path / "a.csv").write_text(GOOD)
    (tmp_path / "arsip").mkdir()
    (tmp_path / "arsip" / "lama.csv").write_text(GOOD.replace("Kursus", "Lama"))
    (tmp_path / "putar.csv").symlink_to(tmp_path / "putar.csv")
    (tmp_path / "putus.csv").symlink_to(tmp_path / "tidak-ada.csv")
    (tmp_path / "sama.csv").symlink_to(tmp_path / "a.csv")
    (tmp_path / ".tersembunyi.csv").write_text(GOOD)
    (tmp_path / "~$a.xlsx").write_text("x")
    os.mkfifo(tmp_path / "pipa.csv")
    register = asn.read(tmp_path)
    assert [one.file for one in register.findings if one.rule == "not_a_file"] == [
        "arsip",
        "pipa.csv",
        "putar.csv",
        "putus.csv",
    ]
    assert [row.file for row in register.ledger] == ["a.csv"]
    assert [row.name for row in register.records(Participation)] == ["Kursus"]


def test_files_of_one_name_in_two_folders_are_told_apart(tmp_path):
    """The ledger calls them by their path."""
    for folder in ("dinas-a", "dinas-b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "kursus.csv").write_text(GOOD.replace("Kursus", folder))
    paths = [tmp_path / folder / "kursus.csv" for folder in ("dinas-a", "dinas-b")]
    register = asn.read([*paths, paths[0]])
    assert [row.file for row in register.ledger] == [str(path) for path in paths]
    assert {row.name for row in register.records(Participation)} == {"dinas-a", "dinas-b"}


@pytest.mark.parametrize("source", ["tidak-ada", "tidak-ada.csv"])
def test_what_does_not_exist_is_an_error(tmp_path, source):
    """There is nothing to go on with."""
    with pytest.raises(FileError, match="does not exist"):
        asn.read(tmp_path / source)


def test_an_empty_folder_is_an_error(tmp_path):
    """The message names the folder."""
    with pytest.raises(FileError, match="holds no file to read") as caught:
        asn.read(tmp_path)
    assert str(tmp_path) in str(caught.value)


def test_rejected_rows_that_were_mended_can_be_read_again(read_files, tmp_path):
    """The file of rejected rows has columns of ours before the office's own; they do no harm."""
    (rows,) = read_files({"a.csv": GOOD + "1.9E+17,B,1,2025-01-02\n"}).rejected
    mended = rows.frame.with_columns(nip=pl.lit("199001012021211001"))
    (tmp_path / "a.csv").unlink()
    write_table(pl.concat([mended, mended]), tmp_path / "rejected.csv")
    register = asn.read(tmp_path)
    assert [row.name for row in register.records(Participation)] == ["B"]
    (rows,) = register.rejected
    ours = ["_row", "_pointer", "_column", "_value", "_reason"]
    assert rows.frame.columns == [*ours, *(f"{name} (2)" for name in ours), "nip", "name", "hours", "end"]
    assert rows.frame["_reason"].to_list() == ["repeats row 2"]
