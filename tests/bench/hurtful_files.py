"""Files made to hurt, by name: each writer fills an empty folder; see ``hurtful.py``."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

ROWS = 600_000
CELLS = 1_450_000
"""Hardly fewer than a sheet may have."""

COURSES = ("nipBaru", "namaKursus", "jenisDiklatId", "jumlahJam", "tanggalKursus", "tanggalSelesaiKursus")
STAFF = ("NIP", "NAMA", "UNIT KERJA", "JABATAN", "GOL", "TMT JABATAN")
WRITERS: dict[str, Callable[[Path], None]] = {}


def hurtful(writer: Callable[[Path], None]) -> Callable[[Path], None]:
    """Have a writer be tried, by its name."""
    WRITERS[writer.__name__.replace("_", "-")] = writer
    return writer


def nips(count: int) -> pl.Expr:
    """Sound numbers of people, all different up to some thirty million."""
    at = pl.int_range(count)
    day, month, year = at % 28 + 1, at // 28 % 12 + 1, at // 336 % 25 + 1970
    serial = at // 8400 % 999 + 1
    return pl.format(
        "{}{}{}20100{}1{}",
        year,
        month.cast(pl.String).str.zfill(2),
        day.cast(pl.String).str.zfill(2),
        at // 8_391_600 % 9 + 1,
        serial.cast(pl.String).str.zfill(3),
    )


def courses(count: int = ROWS, **changed: pl.Expr) -> pl.DataFrame:
    """Sound rows of training, with some columns changed."""
    at = pl.int_range(count)
    sound = {
        "nipBaru": nips(count),
        "namaKursus": pl.format("Bimtek {}", at % 500),
        "jenisDiklatId": pl.lit("8"),
        "jumlahJam": (at % 40 + 1).cast(pl.String),
        "tanggalKursus": pl.lit("05-05-2025"),
        "tanggalSelesaiKursus": pl.lit("09-05-2025"),
    }
    return pl.select(at.alias("_at")).select(**{**sound, **changed})


def staff(count: int = ROWS, **changed: pl.Expr) -> pl.DataFrame:
    """Sound rows of a staff list, with some columns changed."""
    at = pl.int_range(count)
    sound = {
        "NIP": nips(count),
        "NAMA": pl.format("Orang {}", at),
        "UNIT KERJA": pl.format("Dinas {}", at % 6),
        "JABATAN": pl.lit("Analis Kebijakan"),
        "GOL": pl.lit("III/a"),
        "TMT JABATAN": pl.lit("01-01-2020"),
    }
    return pl.select(at.alias("_at")).select(**{**sound, **changed})


def numbered(text: str) -> pl.Expr:
    """Another text in each row."""
    return pl.format(text, pl.int_range(pl.len()))


@hurtful
def shifted_rows(folder: Path) -> None:
    """Every row one column to the right of its own."""
    rows = courses()
    moved = rows.select(pl.lit("x").alias("first"), *rows.columns[:-1])
    moved.rename(dict(zip(moved.columns, COURSES, strict=True))).write_csv(folder / "rw_kursus.csv")


@hurtful
def half_shifted_rows(folder: Path) -> None:
    """Every second row one column to the left of its own."""
    rows = courses()
    left = rows.select(*rows.columns[1:], pl.lit("").alias("last"))
    at = pl.int_range(pl.len()) % 2 == 0
    mixed = rows.select(
        pl.when(at).then(name).otherwise(left[other]).alias(name)
        for name, other in zip(rows.columns, left.columns, strict=True)
    )
    mixed.write_csv(folder / "rw_kursus.csv")


@hurtful
def repeated_rows(folder: Path) -> None:
    """One row 1.4 million times, in the code page of an old system."""
    row = "198704122010012345,Bimtek \xe9,8,8,05-05-2025,09-05-2025\n"
    (folder / "rw_kursus.csv").write_bytes((",".join(COURSES) + "\n" + row * 1_400_000).encode("cp1252"))


@hurtful
def twice_each(folder: Path) -> None:
    """Every row twice, apart."""
    rows = courses(ROWS // 2)
    pl.concat([rows, rows]).write_csv(folder / "rw_kursus.csv")


@hurtful
def same_training_other_hours(folder: Path) -> None:
    """One person in the same course again and again, with other ends and hours."""
    courses(
        nipBaru=pl.lit("198704122010012345"), namaKursus=pl.lit("Bimtek"), jumlahJam=numbered("{}")
    ).write_csv(folder / "rw_kursus.csv")


@hurtful
def bad_nips(folder: Path) -> None:
    """Numbers of 17 digits, all different."""
    courses(nipBaru=nips(ROWS).str.head(17) + pl.lit("")).write_csv(folder / "rw_kursus.csv")


@hurtful
def rounded_nips(folder: Path) -> None:
    """Numbers as spreadsheets spoil them, all different."""
    courses(nipBaru=nips(ROWS).str.head(15) + "000").write_csv(folder / "rw_kursus.csv")


@hurtful
def nips_in_words(folder: Path) -> None:
    """A word in place of each number, all different."""
    courses(nipBaru=numbered("pegawai ke {}")).write_csv(folder / "rw_kursus.csv")


@hurtful
def bad_nips_alike(folder: Path) -> None:
    """The same number of 17 digits in every row."""
    courses(nipBaru=pl.lit("19870412201001234")).write_csv(folder / "rw_kursus.csv")


@hurtful
def implausible_hours(folder: Path) -> None:
    """Another number of hours beyond all measure in each row."""
    courses(jumlahJam=numbered("9{}99999")).write_csv(folder / "rw_kursus.csv")


@hurtful
def unreadable_hours(folder: Path) -> None:
    """Another text in place of the hours in each row."""
    courses(jumlahJam=numbered("{} kali")).write_csv(folder / "rw_kursus.csv")


@hurtful
def unknown_forms(folder: Path) -> None:
    """Another unknown form of training in each row."""
    courses(jenisDiklatId=numbered("bentuk {}")).write_csv(folder / "rw_kursus.csv")


@hurtful
def bad_dates(folder: Path) -> None:
    """Another text in place of a day in each row."""
    courses(tanggalSelesaiKursus=numbered("{} Mei dua ribu")).write_csv(folder / "rw_kursus.csv")


@hurtful
def dates_in_words(folder: Path) -> None:
    """Days in words, many different."""
    at = pl.int_range(pl.len())
    day = pl.format("{} Mei {} pukul {}.{}", at % 28 + 1, 1990 + at // 28 % 40, at % 24, at // 24 % 60)
    courses(tanggalSelesaiKursus=day).write_csv(folder / "rw_kursus.csv")


@hurtful
def ends_before_starts(folder: Path) -> None:
    """Every course ends before it begins, and lies ahead."""
    courses(tanggalKursus=pl.lit("05-05-2099"), tanggalSelesaiKursus=pl.lit("04-05-2099")).write_csv(
        folder / "rw_kursus.csv"
    )


@hurtful
def every_cell_odd(folder: Path) -> None:
    """Everything at once: marks, blanks, other digits, unknown words."""
    courses(
        nipBaru="' " + nips(ROWS) + "\u200b",
        namaKursus=numbered("  \u202eBimtek {}  "),
        jenisDiklatId=numbered("bentuk {}"),
        jumlahJam=numbered("\u0663{} jam"),
        tanggalKursus=numbered("{}/13/2025"),
        tanggalSelesaiKursus=numbered("2025-{}-01"),
    ).write_csv(folder / "rw_kursus.csv")


@hurtful
def unknown_units(folder: Path) -> None:
    """Another unit that no list has in each row of a staff list."""
    staff(**{"UNIT KERJA": numbered("Dinas nomor {}")}).write_csv(folder / "pegawai.csv")


@hurtful
def contradicting_lists(folder: Path) -> None:
    """Two staff lists that contradict each other in each row."""
    staff(ROWS // 2).write_csv(folder / "pegawai.csv")
    other = {"NAMA": numbered("Lain {}"), "UNIT KERJA": pl.lit("Dinas 0"), "JABATAN": pl.lit("Pranata")}
    staff(ROWS // 2, **other).write_csv(folder / "pegawai-lain.csv")


@hurtful
def person_many_times(folder: Path) -> None:
    """One person in each row of a staff list, always otherwise."""
    staff(NIP=pl.lit("198704122010012345"), JABATAN=numbered("Jabatan {}")).write_csv(folder / "pegawai.csv")


@hurtful
def ragged_rows(folder: Path) -> None:
    """Every row has more values than there are headings."""
    text = courses().write_csv().partition("\n")[2]
    (folder / "rw_kursus.csv").write_text(",".join(COURSES) + "\n" + text.replace("\n", ",x,y\n"))


@hurtful
def blank_lines(folder: Path) -> None:
    """Hardly anything but blank lines, of commas and of nothing."""
    text = courses(1000).write_csv()
    (folder / "rw_kursus.csv").write_text(text + ",,,,,\n" * ROWS + "\n" * ROWS + text.partition("\n")[2])


@hurtful
def sums(folder: Path) -> None:
    """Hardly anything but lines of sums."""
    text = courses(1000).write_csv()
    (folder / "rw_kursus.csv").write_text(text + "Jumlah,,,8,,\n" * ROWS)


@hurtful
def sums_apart(folder: Path) -> None:
    """Lines of sums, each with another label, in a list of which any text may be a row's."""
    rows = "".join(f"Jumlah {at},{at}\n" for at in range(ROWS))
    (folder / "units.csv").write_text("name,agency\nBadan 0,Kota Contoh\n" + rows)


@hurtful
def headings_again(folder: Path) -> None:
    """The headings again on every line."""
    text = courses(1000).write_csv()
    (folder / "rw_kursus.csv").write_text(text + (",".join(COURSES) + "\n") * ROWS)


@hurtful
def titles(folder: Path) -> None:
    """The title of another group on every line."""
    text = courses(1000).write_csv()
    (folder / "rw_kursus.csv").write_text(text + "".join(f"Bidang {at},,,,,\n" for at in range(ROWS)))


@hurtful
def notes_below(folder: Path) -> None:
    """Remarks without end below the data."""
    text = courses(1000).write_csv() + "Jumlah,,,8,,\n"
    (folder / "rw_kursus.csv").write_text(text + "".join(f",catatan {at},,,,\n" for at in range(ROWS)))


@hurtful
def quotes(folder: Path) -> None:
    """A quote that does not close on every line."""
    text = courses(namaKursus=pl.lit("Bimtek")).write_csv()
    (folder / "rw_kursus.csv").write_text(text.replace("Bimtek", '"Bimtek'))


@hurtful
def semicolons(folder: Path) -> None:
    """A million sound rows that are read line by line."""
    text = courses(1_000_000).write_csv(separator=";")
    (folder / "rw_kursus.csv").write_bytes(text.replace("Bimtek 7;", '"Bimtek ""7""";').encode("utf-16"))


@hurtful
def plain_rows(folder: Path) -> None:
    """Four million sound rows of plain CSV."""
    courses(4_000_000).write_csv(folder / "rw_kursus.csv")


@hurtful
def many_headings(folder: Path) -> None:
    """300,000 different headings."""
    (folder / "lebar.csv").write_text(",".join(["nip", *(f"judul {at}" for at in range(300_000))]) + "\n")


@hurtful
def two_thousand_headings(folder: Path) -> None:
    """As many headings as there may be, over as many cells as there may be."""
    names = [*COURSES, *(f"judul {at}" for at in range(290))]
    row = "198704122010012345,Bimtek,8,8,05-05-2025,09-05-2025" + ",x" * 1_990 + "\n"
    (folder / "rw_kursus.csv").write_text(",".join(names) + "\n" + row * 20_000)


@hurtful
def million_columns(folder: Path) -> None:
    """A million columns in three lines."""
    (folder / "lebar.csv").write_text((",".join(["1"] * 1_000_000) + "\n") * 3)


@hurtful
def one_long_line(folder: Path) -> None:
    """A line of 200 MB."""
    (folder / "baris.csv").write_bytes(b"nip,nama," + b"x" * 200_000_000 + b"\n")


@hurtful
def one_long_line_of_commas(folder: Path) -> None:
    """A line of 200 MB of separators."""
    (folder / "baris.csv").write_bytes(b"nip,nama\n" + b";,\t" * 66_000_000 + b"\n")


@hurtful
def nothing_but_noughts(folder: Path) -> None:
    """200 MB of NUL."""
    (folder / "kosong.csv").write_bytes(b"nip,nama\n" + b"\x00" * 200_000_000)


@hurtful
def accounts(folder: Path) -> None:
    """Accounts that no list maps, all different."""
    courses(nipBaru=numbered("orang{}@contoh.go.id")).write_csv(folder / "rw_kursus.csv")


def html(rows: Iterator[str] | list[str]) -> str:
    """A page with one table."""
    return f"<html><body><table>{''.join(rows)}</table></body></html>"


def tagged(cells: tuple[str, ...] | list[str], tag: str = "td") -> str:
    """A row of a table."""
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


@hurtful
def html_cells(folder: Path) -> None:
    """Two million cells."""
    row = tagged(["198704122010012345", "Bimtek", "8", "8", "05-05-2025", "09-05-2025"])
    (folder / "rw_kursus.xls").write_text(html([tagged(COURSES, "th"), *[row] * 334_000]))


@hurtful
def html_full(folder: Path) -> None:
    """As many cells as there may be, all different."""
    lines = [tagged(line) for line in courses(CELLS // 6).iter_rows()]
    (folder / "rw_kursus.xls").write_text(html([tagged(COURSES, "th"), *lines]))


@hurtful
def html_spans(folder: Path) -> None:
    """Cells that span a million rows and columns."""
    wide = '<tr><td colspan="1000000" rowspan="1000000">x</td></tr>'
    (folder / "rw_kursus.xls").write_text(html([tagged(COURSES, "th"), *[wide] * 100]))


@hurtful
def html_small_spans(folder: Path) -> None:
    """Many cells that span a few rows."""
    row = "<tr>" + '<td rowspan="9">x</td>' * 6 + "</tr>"
    (folder / "rw_kursus.xls").write_text(html([tagged(COURSES, "th"), *[row] * 100_000]))


@hurtful
def html_nested(folder: Path) -> None:
    """Tables within tables, without end."""
    (folder / "rw_kursus.xls").write_text("<html>" + "<table><tr><td>" * 300_000)


@hurtful
def html_tags(folder: Path) -> None:
    """90 MB of tags that are no table."""
    (folder / "rw_kursus.html").write_text("<html><table><tr><td>" + "<b>x" * 22_000_000)


@hurtful
def html_empty_rows(folder: Path) -> None:
    """20 million rows without a cell."""
    (folder / "rw_kursus.html").write_text("<html><table>" + tagged(COURSES, "th") + "<tr>" * 20_000_000)


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


def zipped(parts: dict[str, str] | dict[str, bytes]) -> bytes:
    """An archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


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


XML_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="data"><Table>{}</Table>'
    "</Worksheet></Workbook>"
)


def row_2003(cells: tuple[str, ...] | list[str], number: str = "") -> str:
    """A row of an XML workbook."""
    texts = "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in cells)
    return f"<Row{number}>{texts}</Row>"


@hurtful
def xml_full(folder: Path) -> None:
    """As many cells as there may be."""
    rows = row_2003(COURSES) + "".join(row_2003(line) for line in courses(CELLS // 6).iter_rows())
    (folder / "rw_kursus.xls").write_text(XML_2003.format(rows))


@hurtful
def xml_too_full(folder: Path) -> None:
    """Two million cells."""
    rows = row_2003(COURSES) + "<Row><Cell><Data>x</Data></Cell></Row>" * 2_000_000
    (folder / "rw_kursus.xls").write_text(XML_2003.format(rows))


@hurtful
def xml_indexed(folder: Path) -> None:
    """Rows and cells that say to stand a hundred million further."""
    far = '<Row ss:Index="100000000"><Cell ss:Index="100000000"><Data ss:Type="String">x</Data></Cell></Row>'
    (folder / "rw_kursus.xls").write_text(XML_2003.format(row_2003(COURSES) + far * 1000))


@hurtful
def xml_entities(folder: Path) -> None:
    """Entities that stand for entities."""
    kinds = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(12)
    )
    text = XML_2003.format(row_2003([*COURSES[:-1], "&m;"])).replace("<?mso", f"<!DOCTYPE x [{kinds}]><?mso")
    (folder / "rw_kursus.xls").write_text(text)


@hurtful
def ods_repeated(folder: Path) -> None:
    """A cell that says to stand a million times, in a row that does."""
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    head = "".join(f"<table:table-cell><text:p>{name}</text:p></table:table-cell>" for name in COURSES)
    many = (
        '<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell>'
        "</table:table-row>"
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='a'>"
        f"<table:table-row>{head}</table:table-row>{many}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    (folder / "rw_kursus.ods").write_bytes(zipped({"mimetype": mime, "content.xml": content}))


@hurtful
def ods_full(folder: Path) -> None:
    """As many cells as there may be, by repeating."""
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )

    def line(cells: tuple[str, ...]) -> str:
        inner = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in cells
        )
        return f"<table:table-row>{inner}</table:table-row>"

    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='a'>"
        f"{line(COURSES)}{''.join(line(row) for row in courses(CELLS // 6).iter_rows())}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    (folder / "rw_kursus.ods").write_bytes(zipped({"mimetype": mime, "content.xml": content}))


@hurtful
def json_full(folder: Path) -> None:
    """As many values as there may be."""
    rows = courses(CELLS // 7 - 1_000).to_dicts()
    (folder / "rw_kursus.json").write_text(json.dumps({"data": rows}))


@hurtful
def json_full_of_bad(folder: Path) -> None:
    """As many values as there may be, each row with another bad number."""
    rows = courses(
        CELLS // 7 - 1_000, nipBaru=numbered("1987041220100{}"), jumlahJam=numbered("{} kali")
    ).to_dicts()
    (folder / "rw_kursus.json").write_text(json.dumps({"data": rows}))


@hurtful
def json_lines_full(folder: Path) -> None:
    """As many values as there may be, one object a line."""
    (folder / "rw_kursus.ndjson").write_text(courses(CELLS // 7 - 1_000).write_ndjson())


@hurtful
def json_deep(folder: Path) -> None:
    """40 million lists within each other."""
    (folder / "dalam.json").write_text("[" * 40_000_000 + "]" * 40_000_000)


@hurtful
def json_values(folder: Path) -> None:
    """40 million small values."""
    (folder / "banyak.json").write_text("[" + "1," * 40_000_000 + "1]")


@hurtful
def json_objects(folder: Path) -> None:
    """20 million empty objects."""
    (folder / "banyak.json").write_text('{"data":[' + "{}," * 20_000_000 + "{}]}")


@hurtful
def json_keys(folder: Path) -> None:
    """Objects that each have another key."""
    text = ",".join(f'{{"nip": "1", "kunci {at}": 1}}' for at in range(300_000))
    (folder / "banyak.json").write_text(f"[{text}]")


@hurtful
def json_long_number(folder: Path) -> None:
    """A number of 50 million digits."""
    (folder / "angka.json").write_text('[{"nipBaru": ' + "9" * 50_000_000 + "}]")


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
