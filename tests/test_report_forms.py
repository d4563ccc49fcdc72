"""The forms of a report: each opens in a library that did not write it, and holds what it must."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path

import docx
import html5lib
import openpyxl
import polars as pl
import pypdf
import pytest
from docx.document import Document

import asn_dev as asn
from asn_dev.charts.colours import luminance
from asn_dev.errors import MissingExtraError
from asn_dev.formatting import Withheld
from asn_dev.model import CivilServant, Participation
from asn_dev.plugin import Bar, Bars
from asn_dev.reporting.columns import shares
from asn_dev.reporting.pictures import picture
from asn_dev.reporting.rendering import FORMS, Report
from asn_dev.reporting.sections import (
    ChartBlock,
    Fact,
    Facts,
    Note,
    Paragraph,
    Section,
    TableBlock,
    TableColumn,
)
from asn_dev.reporting.words import rows_shown

EVIL = "=1+1 <b>Dinas</b> #let x = 1 *_@ & Co"
COLUMNS = (
    TableColumn("unit", "Perangkat daerah"),
    TableColumn("hours", "JP rata-rata", "decimal"),
    TableColumn("share", "Bagian", "percent"),
    TableColumn("cost", "Biaya", "rupiah"),
    TableColumn("day", "Hari", "date"),
)
SHORT = TableBlock(
    COLUMNS,
    [
        (EVIL, 1234.5, 0.5, 1_500_000, date(2025, 8, 17)),
        ("Dinas B", Withheld(5), None, None, None),
    ],
    "Jam pelajaran",
)
LONG = TableBlock(COLUMNS[:2], [(f"Unit {number}", float(number)) for number in range(100)], "Semua / unit")
EMPTY = TableBlock(COLUMNS[:2], [], "Kosong")
CHART = ChartBlock(Bars([Bar(EVIL, 31.25), Bar("B", Withheld(5))], "Rata-rata (JP)"), "Tertinggi satu unit.")
REPORT = Report(
    title="Laporan",
    subtitle="Kota Contoh, tahun 2025",
    on=date(2025, 12, 31),
    language="id",
    sections=(
        Section(
            "a",
            "Bagian satu: jam / pelajaran [2025]",
            [
                Paragraph(EVIL),
                Facts([Fact("Biaya", 1_500_000, "rupiah"), Fact("JP", 24.5, "decimal", "JP"), Fact("Lain", None)]),
                SHORT,
                CHART,
                Note("Awas.", "warning"),
            ],
            "kota",
        ),
        Section("b", "Bagian dua", [LONG, EMPTY, Note("Gagal.", "error"), Note("Catat.")], "kota"),
    ),
)  # fmt: skip


def shown_of(report: Report) -> list[str]:
    """Every cell of every table, as readers see it."""
    tables = [
        block for section in report.sections for block in section.blocks if isinstance(block, TableBlock)
    ]
    return [cell for table in tables for row in rows_shown(table, report.language) for cell in row if cell]


@pytest.fixture(scope="module")
def whole() -> Report:
    """A whole report on some people, handed over as frames."""
    numbers = [f"198704122010012{number:03d}" for number in range(1, 12)]
    staff = pl.DataFrame({"nip": numbers, "unit": ["Dinas A"] * 6 + ["Dinas B"] * 5}).with_columns(
        employment=pl.lit("PNS")
    )
    learned = pl.DataFrame({"nip": numbers, "hours": 24.0, "end": date(2025, 5, 9), "form": "3"})
    register = asn.Register.from_frames({CivilServant: staff, Participation: learned})
    return asn.report(register, asn.region("nasional", on="2025-12-31"))


# DOCX -----------------------------------------------------------------------------------------


def document_of(report: Report) -> Document:
    """The report as DOCX, opened."""
    return docx.Document(io.BytesIO(FORMS[".docx"](report)))


def test_a_document_has_headings_tables_pictures_and_fields() -> None:
    """Real headings, head rows that repeat, described pictures, page numbers, contents, and its day."""
    made = document_of(REPORT)
    headings = [
        one.text for one in made.paragraphs if one.style is not None and one.style.name == "Heading 1"
    ]
    assert headings == [section.title for section in REPORT.sections]
    assert [len(table.rows) for table in made.tables] == [3, 101, 2]
    assert all(
        "w:tblHeader" in table.rows[0]._tr.xml and "w:tblHeader" not in table.rows[1]._tr.xml
        for table in made.tables
    )
    assert [cell.text for cell in made.tables[0].rows[1].cells][1:] == [
        "1.234,5",
        "50,0%",
        "Rp1.500.000",
        "17 Agustus 2025",
    ]
    (shape,) = made.inline_shapes
    assert "tertinggi =1+1" in shape._inline.docPr.get("descr")
    assert made.sections[0].page_width.mm == pytest.approx(210, abs=0.1)
    footer = made.sections[0].footer.paragraphs[0]
    assert footer.text == "Halaman 1 dari 1"
    assert {"PAGE", "NUMPAGES"} <= set(re.findall(r"instrText>\s*(\w+)", footer._p.xml))
    body = made.element.xml
    assert 'TOC \\o "1-1"' in body
    assert set(re.findall(r'w:anchor="(\w+)"', body)) == set(
        re.findall(r'bookmarkStart [^>]*w:name="(\w+)"', body)
    )
    assert re.findall(r"SEQ (\w+)", body) == ["Tabel", "Grafik", "Tabel", "Tabel"]
    assert (made.core_properties.created.date(), made.core_properties.language) == (
        date(2025, 12, 31),
        "id-ID",
    )  # type: ignore[union-attr]
    assert 'w:lang w:val="id-ID"' in made.styles.element.xml


def test_a_document_marks_what_xml_cannot_hold() -> None:
    """A stray control character in a name does not cost the report."""
    report = Report(
        "L", "K", date(2025, 1, 1), "id", (Section("a", "A", [Paragraph("Dinas\x07 A")], "kota"),)
    )
    assert "Dinas\ufffd A" in [one.text for one in document_of(report).paragraphs]


def test_a_document_tells_no_time_of_its_writing() -> None:
    """Every part has the one fixed day."""
    with zipfile.ZipFile(io.BytesIO(FORMS[".docx"](REPORT))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# PDF ------------------------------------------------------------------------------------------


def test_a_pdf_is_tagged_a4_and_says_which_page_of_how_many(whole: Report) -> None:
    """In its language, with its fonts inside, its contents as marks, and every unit in its text."""
    made = pypdf.PdfReader(io.BytesIO(FORMS[".pdf"](whole)))
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"
    assert "pdfuaid" in made.trailer["/Root"]["/Metadata"].get_data().decode()
    pages = [page.extract_text() for page in made.pages]
    assert all(f"Halaman {number} dari {len(pages)}" in page for number, page in enumerate(pages, start=1))
    assert {
        (round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in made.pages
    } == {(595, 842)}
    assert [mark.title for mark in made.outline if not isinstance(mark, list)] == [
        f"{number}. {section.title}" for number, section in enumerate(whole.sections, start=1)
    ]
    fonts = [font.get_object() for page in made.pages for font in page["/Resources"]["/Font"].values()]
    descriptors = [
        font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts if "/DescendantFonts" in font
    ]
    assert descriptors
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in descriptors)
    assert "Dinas A" in "".join(pages)


def test_a_pdf_keeps_long_and_wide_tables_on_the_page_and_markup_as_text() -> None:
    """All hundred rows with the head again on each page; a text that looks like markup stands as it is."""
    wide = TableBlock(
        [TableColumn("name", "Nama"), *(TableColumn(str(n), "Sidik jari berkas", "text") for n in range(9))],
        [["Dinas", *["0123456789abcdef" * 4] * 9]],
        "Lebar",
    )
    report = Report("L", "K", date(2025, 1, 1), "en", (*REPORT.sections, Section("c", "C", [wide], "x")))
    made = pypdf.PdfReader(io.BytesIO(FORMS[".pdf"](report)))
    pages = [page.extract_text() for page in made.pages]
    said = " ".join(" ".join(pages).split())
    assert all(f"Unit {number} " in said for number in range(100))
    assert "#let x = 1" in said
    assert sum("JP rata-rata" in page for page in pages) >= 3
    # A tenth of the page has no room for sixteen letters on a line.
    assert "01234" in pages[-1]
    assert "0123456789abcdef" not in pages[-1].replace("\u200b", "")


def test_without_the_extra_a_pdf_says_in_one_line_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the other forms do without it."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtraError, match=r"^a PDF needs more .* pip install 'asn-dev\[pdf\]'$"):
        FORMS[".pdf"](REPORT)
    assert FORMS[".docx"](REPORT)


# XLSX -----------------------------------------------------------------------------------------


def test_a_workbook_has_a_sheet_for_every_section_and_every_long_table() -> None:
    """Real tables with filters, formats, frozen heads; words for what is withheld or unknown; no formula."""
    book = openpyxl.load_workbook(io.BytesIO(FORMS[".xlsx"](REPORT)))
    assert book.sheetnames == [
        "Daftar isi",
        "1 Bagian satu jam pelajaran 202",
        "2 Bagian dua",
        "2 Semua unit",
    ]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    first = book.worksheets[1]
    (table,) = first.tables.values()
    assert table.autoFilter is not None
    assert [column.name for column in table.tableColumns] == [column.label for column in COLUMNS]
    heads, known, unknown = first[table.ref]
    assert [cell.value for cell in heads] == [column.label for column in COLUMNS]
    assert [cell.number_format for cell in known][1:] == ["#,##0.0", "0.0%", '"Rp"#,##0', "dd-mm-yyyy"]
    assert (known[0].value, known[0].data_type) == (EVIL.replace("\x07", "_x0007_"), "s") or known[
        0
    ].value == EVIL
    assert (known[1].value, known[4].value.date()) == (1234.5, date(2025, 8, 17))  # type: ignore[union-attr]
    assert [cell.value for cell in unknown] == ["Dinas B", "ditahan (<5)", *["tidak diketahui"] * 3]
    long = book["2 Semua unit"]
    (table,) = long.tables.values()
    assert long.freeze_panes == f"A{int(re.findall('[0-9]+', table.ref)[0]) + 1}"
    assert book.worksheets[2].freeze_panes == "A2"
    facts = {row[0].value: row for row in first.iter_rows()}
    assert (facts["Biaya"][1].value, facts["Biaya"][1].number_format) == (1_500_000, '"Rp"#,##0')
    assert (facts["JP"][1].value, facts["JP"][2].value, facts["Lain"][1].value) == (
        24.5,
        "JP",
        "tidak diketahui",
    )


def test_pictures_of_a_workbook_cover_no_cell_that_says_something() -> None:
    """Below a picture's first row the sheet is empty until the picture ends."""
    sheet = openpyxl.load_workbook(io.BytesIO(FORMS[".xlsx"](REPORT))).worksheets[1]
    (image,) = sheet._images  # type: ignore[attr-defined]
    rows = range(image.anchor._from.row + 1, image.anchor.to.row + 2)
    assert len(rows) > 3
    assert not [cell.value for row in rows for cell in sheet[row] if cell.value is not None]


# HTML -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_follows_the_grammar_of_html(language: str, whole: Report) -> None:
    """A strict parser finds no fault, whatever names and texts hold."""
    strict = html5lib.HTMLParser(strict=True)
    strict.parse(Report("L", EVIL, date(2025, 1, 1), language, whole.sections).to_html())


def test_headings_go_down_by_one_and_tables_have_heads() -> None:
    """One h1, no level passed over; each table a caption and scoped heads; each picture its words."""
    tree = html5lib.parse(REPORT.to_html(), namespaceHTMLElements=False)
    levels = [
        int(one.tag[1]) for one in tree.iter() if isinstance(one.tag, str) and re.fullmatch("h[1-6]", one.tag)
    ]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    tables = list(tree.iter("table"))
    assert len(tables) == 3
    for table in tables:
        assert table.find("caption") is not None
        assert [head.get("scope") for head in table.find("thead").iter("th")] == ["col"] * len(
            table.find("thead/tr")
        )  # type: ignore[union-attr,arg-type]
    assert all(row.find("th") is not None for table in tables[:2] for row in table.findall("tbody/tr"))
    figures = list(tree.iter("figure"))
    assert figures
    assert all((figure.findtext("figcaption") or "").strip() for figure in figures)
    assert "graphics-symbol" not in picture(CHART, "id").svg


def test_colours_of_the_page_stand_out() -> None:
    """Every colour of text on every ground it meets: at least 4.5 to 1 (WCAG 2.2 AA)."""
    page = REPORT.to_html()
    named = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", page))
    grounds = ["#ffffff", named["soft"], *re.findall(r"\.note\.\w+ \{[^}]*background: (#[0-9a-f]{6})", page)]
    assert len(grounds) == 4
    for ink in (named["ink"], named["quiet"], named["link"]):
        for ground in grounds:
            dark, light = sorted((luminance(ink), luminance(ground)))
            assert (light + 0.05) / (dark + 0.05) >= 4.5


# All forms ------------------------------------------------------------------------------------


def test_all_forms_say_the_same_cells() -> None:
    """What stands in the tables of the page stands in document, PDF and Markdown too."""
    plain = [cell for cell in shown_of(REPORT) if cell != EVIL]
    in_document = {
        cell.text for table in document_of(REPORT).tables for row in table.rows for cell in row.cells
    }
    in_page = {
        " ".join("".join(one.itertext()).split())
        for one in html5lib.parse(REPORT.to_html(), namespaceHTMLElements=False).iter()
        if one.tag in ("td", "th")
    }
    in_pdf = " ".join(
        " ".join(
            page.extract_text() for page in pypdf.PdfReader(io.BytesIO(FORMS[".pdf"](REPORT))).pages
        ).split()
    )
    assert set(plain) <= in_document
    assert {cell for cell in plain if cell != "–"} <= in_page
    assert not [cell for cell in plain if cell not in in_pdf]


def test_columns_share_a_page_by_what_they_hold() -> None:
    """Together the whole; a text gets more than a number, a long word never less than its length asks."""
    widths = shares(SHORT, rows_shown(SHORT, "id"))
    assert sum(widths) == pytest.approx(1)
    assert widths[0] == max(widths)
    parts = shares(EMPTY, rows_shown(EMPTY, "id"))
    assert all(part > 0 for part in parts)


def test_progress_names_each_section_in_turn(whole: Report) -> None:
    """From the first to the end, with how many there are."""
    told: list[tuple[str, int, int]] = []
    made = asn.report(
        asn.Register.of([]), asn.region("nasional", on="2025-12-31"), progress=lambda *step: told.append(step)
    )
    count = len(made.sections)
    assert told == [
        *((section.title, step, count) for step, section in enumerate(made.sections)),
        ("", count, count),
    ]


def test_data_that_was_handed_over_has_no_file_and_says_so(whole: Report) -> None:
    """The tables stand with their rows under the names that readers know."""
    last = whole.sections[-1].blocks
    assert any(isinstance(block, Paragraph) and "bukan dibaca dari berkas" in block.text for block in last)
    given = next(block for block in last if isinstance(block, TableBlock) and "diserahkan" in block.caption)
    assert ("Pegawai ASN", 11, 11, 0, 0) in [tuple(row) for row in given.rows]
    assert "SHA-256" not in [column.label for column in given.columns]


def test_a_file_that_was_not_read_has_its_fingerprint_all_the_same(tmp_path: Path) -> None:
    """So that the last page names every file that was handed in."""
    (tmp_path / "units.csv").write_text("name\nDinas A\n")
    (tmp_path / "asing.csv").write_text("abc,def\n1,2\n")
    report = asn.report(asn.read(tmp_path), asn.region("nasional", on="2025-12-31"))
    files = next(block for block in report.sections[-1].blocks if isinstance(block, TableBlock))
    assert {row[0] for row in files.rows} == {"asing.csv", "units.csv"}
    assert all(re.fullmatch("[0-9a-f]{64}", str(row[-1])) for row in files.rows)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_libreoffice_opens_the_files(suffix: str, tmp_path: Path) -> None:
    """Headless, without repair, with the texts in it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not there: whether LibreOffice opens the files is not looked at")
    made = REPORT.save(tmp_path / f"laporan{suffix}")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(made)]
    subprocess.run(command, check=True, capture_output=True, timeout=170)
    pages = pypdf.PdfReader(tmp_path / "laporan.pdf").pages
    said = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Bagian dua" in said
    assert "Unit 99" in said
