"""Workbooks, Parquet files and archives made to hurt."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import polars as pl
from hurtful_basis import CELLS, COURSES, ROWS, courses, hurtful, nips, numbered, zipped
from hurtful_documents import XML_2003, row_2003


def sheet_xml(rows: str, before: str = "", behind: str = "") -> str:
    """A sheet of a workbook."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f"<worksheet {space}>{before}<sheetData>{rows}</sheetData>{behind}</worksheet>"


def workbook(sheets: dict[str, str], strings: str = "") -> bytes:
    """A workbook of sheets by name."""
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {f"xl/worksheets/sheet{at}.xml": text for at, text in enumerate(sheets.values(), 1)}
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{office}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    types = "".join(f'<Override PartName="/{name}" ContentType="{kind}.worksheet+xml"/>' for name in parts)
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{strings}</sst>'
        related += f'<Relationship Id="rIdS" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
        types += f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/>'
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{package}/relationships">{related}</Relationships>'
    )
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1"'
        f' Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{types}</Types>'
    )
    return zipped(parts)


def cell(at: int, row: int, text: str) -> str:
    """A cell of a sheet with a text of its own."""
    return f'<c r="{chr(65 + at)}{row}" t="inlineStr"><is><t>{text}</t></is></c>'


def row_xml(number: int, cells: tuple[str, ...] | list[str]) -> str:
    """A row of a sheet."""
    return f'<row r="{number}">' + "".join(cell(at, number, text) for at, text in enumerate(cells)) + "</row>"


@hurtful
def xlsx_full(folder: Path) -> None:
    """As many cells as there may be, all filled and different."""
    courses(CELLS // 6).write_excel(folder / "rw_kursus.xlsx")


@hurtful
def xlsx_full_of_bad(folder: Path) -> None:
    """As many cells as there may be; each row has another bad number."""
    courses(CELLS // 6, nipBaru=numbered("1987041220100{}"), jumlahJam=numbered("{} kali")).write_excel(
        folder / "rw_kursus.xlsx"
    )


@hurtful
def xlsx_used_range(folder: Path) -> None:
    """Two cells, at the two ends of the largest sheet there is."""
    rows = row_xml(1, COURSES) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = sheet_xml(rows, '<dimension ref="A1:XFD1048576"/>')
    (folder / "rw_kursus.xlsx").write_bytes(workbook({"data": sheet}))


@hurtful
def xlsx_scattered(folder: Path) -> None:
    """Rows of one cell each, far apart and ever further to the right."""
    rows = row_xml(1, COURSES) + "".join(
        f'<row r="{at * 50}"><c r="{chr(65 + at % 26)}{chr(65 + at // 26 % 26)}{at * 50}"><v>1</v></c></row>'
        for at in range(1, 20_000)
    )
    (folder / "rw_kursus.xlsx").write_bytes(workbook({"data": sheet_xml(rows)}))


@hurtful
def xlsx_shared_text(folder: Path) -> None:
    """A text of 32,000 characters in a million cells."""
    rows = row_xml(1, COURSES) + "".join(
        f'<row r="{at}">' + "".join(f'<c r="{name}{at}" t="s"><v>0</v></c>' for name in "ABCDEF") + "</row>"
        for at in range(2, 180_000)
    )
    text = f"<si><t>{'x' * 32_000}</t></si>"
    (folder / "rw_kursus.xlsx").write_bytes(workbook({"data": sheet_xml(rows)}, text))


@hurtful
def xlsx_shared_texts(folder: Path) -> None:
    """Three million shared texts that no cell has, and 200 MB of others."""
    texts = "".join(f"<si><t>teks {at} {'x' * 40}</t></si>" for at in range(3_000_000))
    (folder / "rw_kursus.xlsx").write_bytes(workbook({"data": sheet_xml(row_xml(1, COURSES))}, texts))


@hurtful
def xlsx_sheets(folder: Path) -> None:
    """20,000 sheets."""
    sheet = sheet_xml(row_xml(1, COURSES))
    (folder / "rw_kursus.xlsx").write_bytes(workbook({f"s{at}": sheet for at in range(20_000)}))


@hurtful
def xlsx_full_sheets(folder: Path) -> None:
    """Four sheets, each with nearly as many cells as it may have."""
    row = "".join(row_xml(at, ["198704122010012345", "Bimtek", "8", "8", "05-05-2025", "x"]) for at in (2,))
    many = "".join(row.replace('2"', f'{at}"') for at in range(2, 160_000))
    sheet = sheet_xml(row_xml(1, COURSES) + many)
    (folder / "rw_kursus.xlsx").write_bytes(workbook({f"s{at}": sheet for at in range(4)}))


@hurtful
def xlsx_five_hundred(folder: Path) -> None:
    """As many sheets as there may be, each with 500 rows."""
    rows = "".join(row_xml(at + 2, line) for at, line in enumerate(courses(500).iter_rows()))
    sheet = sheet_xml(row_xml(1, COURSES) + rows)
    (folder / "rw_kursus.xlsx").write_bytes(workbook({f"s{at}": sheet for at in range(500)}))


@hurtful
def xlsx_merged(folder: Path) -> None:
    """100,000 merged cells, and one over all the rows."""
    rows = "".join(row_xml(at + 2, line) for at, line in enumerate(courses(150_000).iter_rows()))
    regions = "".join(f'<mergeCell ref="B{at}:B{at + 1}"/>' for at in range(2, 150_000, 2))
    behind = f'<mergeCells><mergeCell ref="D2:D1048576"/>{regions}</mergeCells>'
    sheet = sheet_xml(row_xml(1, COURSES) + rows, behind=behind)
    (folder / "rw_kursus.xlsx").write_bytes(workbook({"data": sheet}))


@hurtful
def xlsx_wrong_range(folder: Path) -> None:
    """A sheet that calls itself small and has three million cells."""
    rows = "".join(
        f'<row r="{at}">' + "".join(f'<c r="{name}{at}"><v>{at}</v></c>' for name in "ABCDEF") + "</row>"
        for at in range(2, 500_000)
    )
    sheet = sheet_xml(row_xml(1, COURSES) + rows, '<dimension ref="A1:F2"/>')
    (folder / "rw_kursus.xlsx").write_bytes(workbook({"data": sheet}))


@hurtful
def xlsx_blank_cells(folder: Path) -> None:
    """A thousand rows of training, and a border around nine million blank cells below."""
    rows = "".join(row_xml(at + 2, line) for at, line in enumerate(courses(1000).iter_rows()))
    blank = "".join(
        f'<row r="{at}">' + "".join(f'<c r="{name}{at}" s="1"/>' for name in "ABCDEFGHI") + "</row>"
        for at in range(1002, 1_001_000)
    )
    (folder / "rw_kursus.xlsx").write_bytes(workbook({"data": sheet_xml(row_xml(1, COURSES) + rows + blank)}))


@hurtful
def xlsx_blank_rows(folder: Path) -> None:
    """A thousand rows of training, and nine million rows without cells."""
    rows = "".join(row_xml(at + 2, line) for at, line in enumerate(courses(1000).iter_rows()))
    blank = "".join(f'<row r="{at}"></row>' for at in range(1002, 9_000_000))
    (folder / "rw_kursus.xlsx").write_bytes(workbook({"data": sheet_xml(row_xml(1, COURSES) + rows + blank)}))


@hurtful
def xlsx_full_astray(folder: Path) -> None:
    """As many cells as there may be, and a few far from them."""
    rows = "".join(row_xml(at + 2, line) for at, line in enumerate(courses(CELLS // 6).iter_rows()))
    far = "".join(row_xml(at, ["", "", "x"]) for at in range(1_048_000, 1_048_100))
    (folder / "rw_kursus.xlsx").write_bytes(workbook({"data": sheet_xml(row_xml(1, COURSES) + rows + far)}))


@hurtful
def xlsx_merged_nearly_most(folder: Path) -> None:
    """200,000 rows of training, and nearly as many merged ranges as there may be."""
    rows = "".join(row_xml(at + 2, line) for at, line in enumerate(courses(200_000).iter_rows()))
    regions = "".join(f'<mergeCell ref="B{at}:C{at}"/>' for at in range(2, 199_000))
    sheet = sheet_xml(row_xml(1, COURSES) + rows, behind=f"<mergeCells>{regions}</mergeCells>")
    (folder / "rw_kursus.xlsx").write_bytes(workbook({"data": sheet}))


@hurtful
def xlsx_merged_most(folder: Path) -> None:
    """A thousand rows of training, and five million merged ranges."""
    rows = "".join(row_xml(at + 2, line) for at, line in enumerate(courses(1000).iter_rows()))
    regions = "".join(f'<mergeCell ref="B{at}:C{at}"/>' for at in range(2, 5_000_000))
    sheet = sheet_xml(row_xml(1, COURSES) + rows, behind=f"<mergeCells>{regions}</mergeCells>")
    (folder / "rw_kursus.xlsx").write_bytes(workbook({"data": sheet}))


@hurtful
def parquet_long_texts(folder: Path) -> None:
    """A text of 90,000 characters in two million rows, in hardly any bytes."""
    long = pl.select(pl.repeat("x" * 90_000, 20_000).alias("namaKursus"))
    courses(20_000, namaKursus=long["namaKursus"]).write_parquet(folder / "rw_kursus.parquet")


@hurtful
def parquet_rows(folder: Path) -> None:
    """40 million rows that take hardly any bytes."""
    pl.select(pl.repeat("198704122010012345", 40_000_000).alias("nipBaru")).with_columns(
        pl.lit("Bimtek").alias("namaKursus"), pl.lit("8").alias("jumlahJam")
    ).write_parquet(folder / "rw_kursus.parquet")


@hurtful
def parquet_full(folder: Path) -> None:
    """Four million sound rows."""
    courses(4_000_000).write_parquet(folder / "rw_kursus.parquet")


@hurtful
def zip_of_many(folder: Path) -> None:
    """20,000 files in an archive."""
    (folder / "arsip.zip").write_bytes(zipped({f"f{at}.csv": "nip,nama\n1,x\n" for at in range(20_000)}))


@hurtful
def zip_of_most(folder: Path) -> None:
    """As many files as an archive may have, each a small table."""
    text = courses(50).write_csv()
    (folder / "arsip.zip").write_bytes(
        zipped({f"f{at}.csv": text.replace("Bimtek", f"Kelas {at}") for at in range(290)})
    )


@hurtful
def zip_of_full(folder: Path) -> None:
    """Four full XML workbooks, each as large as it may be, in an archive."""
    rows = row_2003(COURSES) + "".join(row_2003(line) for line in courses(120_000).iter_rows())
    text = XML_2003.format(rows)
    (folder / "arsip.zip").write_bytes(
        zipped({f"f{at}.xls": text.replace("Bimtek", f"Kelas {at}") for at in range(4)})
    )


@hurtful
def zip_of_bad(folder: Path) -> None:
    """Six CSV files with nothing but bad numbers in an archive."""
    text = courses(nipBaru=nips(ROWS).str.head(17) + pl.lit("")).write_csv()
    (folder / "arsip.zip").write_bytes(
        zipped({f"f{at}.csv": text.replace("Bimtek", f"Kelas {at}") for at in range(6)})
    )


@hurtful
def zip_bomb(folder: Path) -> None:
    """4 GB of nought in an archive."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open("rw_kursus.csv", "w", force_zip64=True) as member,
    ):
        for _ in range(400):
            member.write(b"\x00" * 10_000_000)
    (folder / "arsip.zip").write_bytes(out.getvalue())


@hurtful
def zip_lying(folder: Path) -> None:
    """A member that calls itself small and unpacks to 400 MB."""
    data = zipped({"rw_kursus.csv": b"\x00" * 400_000_000})
    size, small = (400_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    (folder / "arsip.zip").write_bytes(data.replace(size, small))


@hurtful
def zip_nested(folder: Path) -> None:
    """Archives within archives."""
    data = zipped({"rw_kursus.csv": courses(1000).write_csv()})
    for at in range(200):
        data = (
            zipped({f"a{at}.zip": data, f"b{at}.zip": data})
            if len(data) < 8_000_000
            else zipped({"a.zip": data})
        )
    (folder / "arsip.zip").write_bytes(data)


@hurtful
def random_bytes(folder: Path) -> None:
    """100 MB without any meaning, under the names of everything."""
    noise = bytes(range(256)) * 400_000
    for name in ("a.csv", "a.xlsx", "a.json", "a.parquet", "a.html"):
        (folder / name).write_bytes(noise)
