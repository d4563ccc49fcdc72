"""Files as they come: what is repaired, what is unknown, what is kept out, what cannot be read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

import asn_dev as asn
from asn_dev.errors import FileError

GOOD = "198704122010012345"
OTHER = "199001012021211701"


def read_text(folder: Path, text: str | bytes, name: str = "participations.csv") -> asn.Register:
    """A register of one file with this content."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return asn.read(path)


def read_sheet(folder: Path, rows: list[list[object]], name: str = "data.xlsx") -> asn.Register:
    """A register of one workbook with these cells."""
    book = xlsxwriter.Workbook(folder / name)
    sheet = book.add_worksheet()
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell) if not isinstance(cell, str) else sheet.write_string(
                row, column, cell
            )
    book.close()
    return asn.read(folder / name)


def reasons(register: asn.Register) -> list[str]:
    """Why rows were kept out."""
    return [reason for rows in register.rejected for reason in rows.frame["_reason"]]


def rules(register: asn.Register, severity: str) -> set[str]:
    """The kinds of finding of a severity."""
    return {finding.rule for finding in register.findings if finding.severity == severity}


def balanced(register: asn.Register) -> bool:
    """Read = accepted + rejected, and every rejected row is there."""
    held = {(rows.file, rows.sheet): rows.frame.height for rows in register.rejected}
    return all(
        row.accepted + row.rejected == row.read and held.get((row.file, row.sheet), 0) == row.rejected
        for row in register.ledger
    )


@pytest.mark.parametrize(
    "nip",
    [
        "1.98704E+17",
        "198704122010012000",
        "19870412201001234",
        "1987041220100123456",
        "19870412201013234X",
        "198704122010132345",
        "198713122010012345",
        "",
    ],
    ids=[
        "scientific",
        "serial 000",
        "17 digits",
        "19 digits",
        "letter",
        "month 13 of service",
        "month 13 of birth",
        "blank",
    ],
)
def test_a_number_that_cannot_be_one_keeps_the_row_out_whole(tmp_path, nip):
    """Who is meant cannot be known, and is not guessed."""
    register = read_text(tmp_path, f"nip,name,hours\n{nip},Bimtek,20\n{GOOD},Seminar,4\n")
    assert register[asn.Participation].to_native()["name"].to_list() == ["Seminar"]
    (rows,) = register.rejected
    assert rows.frame.select("_row", "_column", "_value", "nip", "name", "hours").row(0) == (
        2, "nip", nip, nip, "Bimtek", "20",
    ) or (nip == "" and rows.frame["name"][0] == "Bimtek")  # fmt: skip
    assert len(reasons(register)) == 1
    assert balanced(register)


@pytest.mark.parametrize("kind", ["xlsx", "json", "parquet whole", "parquet float"])
def test_a_number_of_a_person_that_was_a_number_in_the_file_is_kept_out(tmp_path, kind):
    """Spreadsheets and floats keep 15 digits: the text that comes out is not the one that went in."""
    if kind == "xlsx":
        register = read_sheet(
            tmp_path, [["nip", "name", "hours"], [int(GOOD), "Bimtek", 20], [OTHER, "Seminar", 4]]
        )
    elif kind == "json":
        rows = [
            {"nip": int(GOOD), "name": "Bimtek", "hours": 20},
            {"nip": OTHER, "name": "Seminar", "hours": 4},
        ]
        register = read_text(tmp_path, json.dumps(rows), "participations.json")
    else:
        dtype = pl.Int64 if kind.endswith("whole") else pl.Float64
        frame = pl.DataFrame({"nip": [int(GOOD)], "name": ["Bimtek"], "hours": [20.0]}).cast({"nip": dtype})
        frame.write_parquet(tmp_path / "participations.parquet")
        register = asn.read(tmp_path / "participations.parquet")
    assert "Bimtek" not in register[asn.Participation].to_native()["name"].to_list()
    assert len(reasons(register)) == 1
    assert balanced(register)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-05-19", date(2025, 5, 19)),
        ("19-05-2025", date(2025, 5, 19)),
        ("19/05/2025", date(2025, 5, 19)),
        ("19 Mei 2025", date(2025, 5, 19)),
        ("45796", date(2025, 5, 19)),
        ("2025-05-19T08:00:00", date(2025, 5, 19)),
        ("31-02-2025", None),
        ("00-00-0000", None),
        ("kemarin", None),
    ],
)
def test_days_are_read_in_the_ways_offices_write_them(tmp_path, written, day):
    """One that does not exist is unknown, with a finding; the row stays."""
    register = read_text(
        tmp_path,
        f"nip,name,hours,end\n{GOOD},A,20,{written}\n{GOOD},B,20,2025-01-01\n{GOOD},C,20,2025-01-02\n",
    )
    assert register[asn.Participation].to_native()["end"][0] == day
    assert reasons(register) == []
    if day is None:
        assert rules(register, "unknown")


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("20", 20),
        ("20 JP", 20),
        ("8,5", 8.5),
        ("8.0", 8),
        ("0", None),
        ("-5", None),
        ("99999", None),
        ("banyak", None),
        ("", None),
    ],
)
def test_hours_are_read_or_unknown(tmp_path, written, hours):
    """0 means that nobody wrote them down."""
    register = read_text(tmp_path, f'nip,name,hours\n{GOOD},A,"{written}"\n{OTHER},B,4\n')
    assert register[asn.Participation].to_native()["hours"][0] == hours
    assert reasons(register) == []


@pytest.mark.parametrize(
    "text", ["=1+1", "=HYPERLINK(1)", "@SUM(A1)", "+62811", "-1", "<script>alert(1)</script>", "Zoë & Añe 🎓"]
)
@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_text_survives_as_text_whatever_it_looks_like(tmp_path, text, kind):
    """Formulas and markup in names are names."""
    if kind == "xlsx":
        register = read_sheet(tmp_path, [["nip", "name", "hours"], [GOOD, text, 20]])
    elif kind == "json":
        register = read_text(
            tmp_path, json.dumps([{"nip": GOOD, "name": text, "hours": 20}]), "participations.json"
        )
    else:
        register = read_text(tmp_path, f'nip,name,hours\n{GOOD},"{text}",20\n')
    assert register[asn.Participation].to_native()["name"].to_list() == [text]


@pytest.mark.parametrize(
    "text",
    [
        b"nip,name,hours\r\n198704122010012345,Pelatihan \xe9tik,20\r\n",
        "nip;name;hours\n198704122010012345;Pelatihan étik;20\n".encode("utf-16"),
        "\ufeffnip\tname\thours\n198704122010012345\tPelatihan étik\t20\n".encode(),
        "DAFTAR PELATIHAN 2025,,\n,,\nNIP,Nama Kegiatan,JP\n198704122010012345,Pelatihan étik,20\n".encode(),
        '"nip" , "name" , "hours"\n"198704122010012345","Pelatihan étik","20"\n'.encode(),
    ],
    ids=["windows-1252", "utf-16", "tabs and a mark", "a title above", "quotes and blanks"],
)
def test_encodings_separators_and_titles_lose_nothing(tmp_path, text):
    """The same row comes out."""
    register = read_text(tmp_path, text)
    rows = register[asn.Participation].to_native().select("nip", "name", "hours").rows()
    assert rows == [(GOOD, "Pelatihan étik", 20)]


def test_a_line_with_too_many_values_is_kept_out_whole(tmp_path):
    """Which value belongs to which heading cannot be known."""
    register = read_text(tmp_path, f"nip,name,hours\n{GOOD},Bimtek,Binjai,20\n{OTHER},Seminar,4\n")
    assert len(reasons(register)) == 1
    assert {"Bimtek", "Binjai", "20"} <= set(register.rejected[0].frame.row(0))
    assert register[asn.Participation].to_native()["name"].to_list() == ["Seminar"]
    assert balanced(register)


def test_a_quoted_line_break_does_not_shift_the_lines(tmp_path):
    """The line of a finding is the line of the file."""
    register = read_text(tmp_path, f'nip,name,hours\n{GOOD},"Bimtek\nArsip",20\n{OTHER},Seminar,-4\n')
    (place,) = [
        place for finding in register.findings if finding.column == "hours" for place in finding.places
    ]
    assert place.row == 4


def test_repeated_rows_are_kept_out_even_if_written_otherwise(tmp_path):
    """The same certificate twice counts once, and the reason names the first."""
    register = read_text(
        tmp_path, f"nip,name,hours,end\n{GOOD},Bimtek,20,2025-05-19\n`{GOOD},Bimtek,20 JP,19/05/2025\n"
    )
    assert register[asn.Participation].to_native().height == 1
    (reason,) = reasons(register)
    assert "2" in reason
    assert balanced(register)


def test_two_rows_that_claim_the_same_key_are_not_both_taken(tmp_path):
    """Two lines about one person that differ make one person; what contradicts is unknown and said."""
    register = read_text(tmp_path, f"nip,education,sex\n{GOOD},40,F\n{GOOD},45,F\n", "civil_servants.csv")
    assert register[asn.CivilServant].to_native()["education"].to_list() == [None]
    assert "rows_contradict" in rules(register, "warning")
    assert reasons(register) == []


def test_a_number_that_contradicts_what_is_known_is_pointed_out(tmp_path):
    """The row stays; somebody should look (BKN's CON_2 and CON_3)."""
    register = read_text(tmp_path, f"nip,birth_date,sex\n{GOOD},1988-04-12,M\n", "civil_servants.csv")
    assert {"nip_birth_date_differs", "nip_sex_differs"} <= rules(register, "warning")
    assert register[asn.CivilServant].to_native().height == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kosong.csv", b""),
        ("rusak.xlsx", b"PK\x03\x04 broken"),
        ("terpotong.json", b'[{"nip": "1987'),
        ("gambar.png", b"\x89PNG"),
        ("lain.csv", b"apel,jeruk\n1,2\n"),
        ("angka.json", b"[1, 2, 3]"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path, name, content):
    """One bad file in the folder costs only itself; the ledger lists it."""
    (tmp_path / name).write_bytes(content)
    (tmp_path / "participations.csv").write_text(f"nip,name,hours\n{GOOD},Bimtek,20\n")
    register = asn.read(tmp_path)
    assert register[asn.Participation].to_native().height == 1
    (finding,) = [finding for finding in register.findings if finding.rule == "file_not_read"]
    assert finding.file == name
    assert name in finding.message
    assert name in {row.file for row in register.ledger}


def test_the_same_file_twice_counts_once(tmp_path):
    """A copy under another name is named, not added."""
    text = f"nip,name,hours\n{GOOD},Bimtek,20\n"
    (tmp_path / "participations.csv").write_text(text)
    (tmp_path / "participations (1).csv").write_text(text)
    register = asn.read(tmp_path)
    assert register[asn.Participation].to_native().height == 1
    assert any("same content" in finding.message for finding in register.findings)


def test_nothing_to_read_is_an_error_that_names_the_place(tmp_path):
    """An empty folder, and one that is not there."""
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(FileError, match=place.name):
            asn.read(place)


def test_a_regions_names_are_understood(tmp_path, make_plugin):
    """Headings and forms that only one office uses."""
    make_plugin(
        "bogor",
        """
        @hookimpl
        def asn_dev_aliases():
            return Aliases(headings={"Nomor Induk": "nip", "Lama": "hours"})
        """,
    )
    path = tmp_path / "participations.csv"
    path.write_text(f"Nomor Induk,name,Lama\n{GOOD},Bimtek,20\n")
    register = asn.read(path, region=asn.region("bogor"))
    assert register[asn.Participation].to_native()["hours"].to_list() == [20]
