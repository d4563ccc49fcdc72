"""Tables that asn_dev writes: they can be read back whole, and no text in them is a formula."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from asn_dev.errors import FileError, TableError
from asn_dev.register.workbooks import Sheet, write_workbook
from asn_dev.register.writing import SUFFIXES, write_table

NIP = "198704122010012345"
DAY = date(2025, 5, 9)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""

letters = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
texts = st.text(
    st.one_of(st.sampled_from(["=", "+", "-", "@", ";", ",", "\t", "\n", '"', "'", " ", "＝", "1"]), letters),
    max_size=12,
)
tables = st.lists(
    st.tuples(
        st.none() | texts,
        st.none() | st.integers(-(2**40), 2**40),
        st.none() | st.floats(-1e12, 1e12).map(lambda number: round(number, 6)),
        st.none() | st.dates(date(1900, 3, 1), date(2100, 1, 1)),
        st.none() | st.booleans(),
    ),
    max_size=8,
).map(
    lambda rows: pl.DataFrame(
        rows,
        schema={
            "teks": pl.String,
            "bulat": pl.Int64,
            "pecahan": pl.Float64,
            "tanggal": pl.Date,
            "ya": pl.Boolean,
        },
        orient="row",
    )
)


def plain(text: str) -> str:
    """The text without the apostrophes that keep it from being a formula."""
    return re.sub(r'(^|[;\t\r\n])\'([ "]*[=+\-@＝＋－＠])', r"\1\2", re.sub(r"^'([\t\r\n])", r"\1", text))


@given(texts, texts)
@example("Dinas;=cmd|' /C calc'!A0", "")
@example("a\n=1+1\n", 'b;"=1+1')
@example("\t=1+1", " -1+1")
def test_no_csv_cell_can_be_read_as_a_formula(
    tmp_path_factory: pytest.TempPathFactory, one: str, two: str
) -> None:
    """Neither by a reader of commas nor by one of semicolons (Indonesian Excel) or tabs."""
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    write_table(pl.DataFrame({"kunci": ["k"], one or "a": [one], f"{two} ": [two]}), path)
    written = path.read_text("utf-8-sig")
    for separator in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(written), delimiter=separator):
            for cell in row:
                assert not cell.lstrip(' "').startswith(FORMULA), (separator, cell)


@given(tables)
def test_csv_reads_back_as_the_same_table(
    tmp_path_factory: pytest.TempPathFactory, table: pl.DataFrame
) -> None:
    """Texts but for the apostrophe, numbers, negative ones too, dates, flags, and what is unknown."""
    path = write_table(table, tmp_path_factory.mktemp("csv") / "t.csv")
    read = pl.read_csv(path, schema=table.schema)
    known = pl.col("teks").fill_null("")  # CSV cannot tell an empty text from none
    clean = read.with_columns(known.map_elements(plain, return_dtype=pl.String, skip_nulls=False))
    guarded = table.with_columns(known.map_elements(plain, return_dtype=pl.String, skip_nulls=False))
    assert_frame_equal(clean, guarded)


@given(tables)
@example(
    pl.DataFrame(
        {"teks": ["=1+1", "+1", "-1", "@a", NIP], "bulat": -1, "pecahan": -0.5, "tanggal": DAY, "ya": True}
    )
)
def test_xlsx_reads_back_as_the_same_table(
    tmp_path_factory: pytest.TempPathFactory, table: pl.DataFrame
) -> None:
    """Every cell has its type, and no text is stored as a formula whatever it begins with."""
    path = write_table(table, tmp_path_factory.mktemp("xlsx") / "t.xlsx", title="Tabel")
    sheet = openpyxl.load_workbook(path)["Tabel"]
    assert [cell.value for cell in sheet[1]] == table.columns
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    for row, cells in zip(table.rows(), sheet.iter_rows(min_row=2, values_only=True), strict=False):
        text, whole, fraction, day, flag = cells
        assert (text or "") == (row[0] or "").replace("\r", "\n")
        assert (whole, flag) == (row[1], row[4])
        assert fraction == (None if row[2] is None else pytest.approx(row[2], rel=1e-15))
        assert (day.date() if day else None) == row[3]


@pytest.mark.parametrize("suffix", [".parquet", ".json"])
@given(tables)
def test_parquet_and_json_read_back_unchanged(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, table: pl.DataFrame
) -> None:
    """No spreadsheet opens them, so texts stay as they are."""
    path = write_table(table, tmp_path_factory.mktemp("t") / f"t{suffix}")
    read = pl.read_parquet(path) if suffix == ".parquet" else pl.read_json(path, schema=table.schema)
    assert_frame_equal(read, table)


def test_a_nip_keeps_its_18_digits(tmp_path: Path) -> None:
    """As text, and even where somebody made a number of it: a spreadsheet would keep 15 digits."""
    table = pl.DataFrame({"nip": [NIP], "angka": [int(NIP)], "selisih": [-3]})
    path = write_table(table, tmp_path / "t.xlsx")
    assert [cell.value for cell in openpyxl.load_workbook(path).active[2]] == [NIP, NIP, -3]
    assert write_table(table, tmp_path / "t.csv").read_text("utf-8-sig").splitlines()[1] == f"{NIP},{NIP},-3"


def test_csv_opens_in_excel_with_its_letters_whole(tmp_path: Path) -> None:
    """It begins with the byte order mark."""
    path = write_table(pl.DataFrame({"nama": ["Café – Añez"]}), tmp_path / "t.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfnama")


def test_xlsx_has_a_frozen_bold_heading_with_filters_and_indonesian_dates(tmp_path: Path) -> None:
    """What makes a sheet a table that people can work with."""
    path = write_table(pl.DataFrame({"tanggal": [DAY], "nama": ["Budi"]}), tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(path).active
    assert sheet.freeze_panes == "A2"
    assert [(table.ref, table.autoFilter.ref) for table in sheet.tables.values()] == [("A1:B2", "A1:B2")]
    assert sheet["A1"].font.bold
    assert sheet["A2"].number_format == "dd-mm-yyyy"
    assert sheet["B2"].quotePrefix


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_table_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    """A workbook notes when it was made: always the same day."""
    table = pl.DataFrame({"nama": ["Budi"], "skor": [81.5], "tanggal": [DAY]})
    first = write_table(table, tmp_path / f"a{suffix}", title="Skor")
    assert write_table(table, tmp_path / f"b{suffix}", title="Skor").read_bytes() == first.read_bytes()
    if suffix == ".xlsx":
        made = openpyxl.load_workbook(first).properties
        assert (made.created.year, made.modified.year) == (2000, 2000)


@pytest.mark.parametrize("name", ["skor.ods", "skor", "skor.csv.gz"])
def test_another_suffix_is_refused_by_name(tmp_path: Path, name: str) -> None:
    """The error names the file and the four suffixes that there are."""
    with pytest.raises(FileError, match=re.escape(name)) as caught:
        write_table(pl.DataFrame({"a": [1]}), tmp_path / name)
    assert all(suffix in str(caught.value) for suffix in SUFFIXES)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, suffix: str) -> None:
    """A folder that is not there gives one kind of error for every suffix."""
    with pytest.raises(FileError, match=r"tidak-ada/t\.\w+: cannot be written \(No such file"):
        write_table(pl.DataFrame({"a": [1]}), tmp_path / "tidak-ada" / f"t{suffix}")


def test_lists_of_texts_become_one_text_and_other_nests_are_refused(tmp_path: Path) -> None:
    """As the register holds several names in one cell: parted by a bar."""
    path = write_table(pl.DataFrame({"kompetensi": [["a", "b"]]}), tmp_path / "t.csv")
    assert path.read_text("utf-8-sig").splitlines()[1] == "a|b"
    with pytest.raises(TableError, match="column 'angka' holds List"):
        write_table(pl.DataFrame({"angka": [[1]]}), tmp_path / "t.csv")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_not_a_number_is_written_as_unknown(tmp_path: Path, suffix: str) -> None:
    """The result of a division by nothing is not known; it is no value."""
    path = write_table(
        pl.DataFrame({"nama": ["a", "b"], "skor": [float("nan"), 1.0]}), tmp_path / f"t{suffix}"
    )
    read: dict[str, Any] = {
        ".csv": pl.read_csv,
        ".parquet": pl.read_parquet,
        ".json": pl.read_json,
        ".xlsx": lambda file: pl.DataFrame(
            {"skor": [row[1].value for row in openpyxl.load_workbook(file).active["A2:B3"]]}
        ),
    }
    assert read[suffix](path)["skor"].to_list() == [None, 1.0]


def test_empty_tables_can_be_written(tmp_path: Path) -> None:
    """No rows, and not even columns."""
    for suffix in SUFFIXES:
        write_table(pl.DataFrame(schema={"nama": pl.String, "skor": pl.Float64}), tmp_path / f"t{suffix}")
    write_table(pl.DataFrame(), tmp_path / "t.xlsx")


def test_a_text_too_long_for_a_cell_is_an_error_not_a_cut(tmp_path: Path) -> None:
    """The error names the column and says which form can hold it."""
    table = pl.DataFrame({"catatan": ["x" * 32_768]})
    with pytest.raises(FileError, match=r"column 'catatan' .* \.csv or \.parquet"):
        write_table(table, tmp_path / "t.xlsx")
    write_table(table, tmp_path / "t.csv")


def test_sheets_of_a_workbook_get_names_that_a_spreadsheet_accepts(tmp_path: Path) -> None:
    """Forbidden characters, great length, sameness and a reserved name are mended."""
    frame = pl.DataFrame({"a": [1]})
    wanted = ["Skor 2024/2025", "skor 2024 2025", "History", "'", "x" * 40, "x" * 41]
    write_workbook([Sheet(name, frame) for name in wanted], tmp_path / "t.xlsx")
    names = openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames
    assert names[:4] == ["Skor 2024 2025", "skor 2024 2025 2", "History 2", "Tabel"]
    assert len({name.casefold() for name in names}) == len(wanted)
    assert all(len(name) <= 31 for name in names)
