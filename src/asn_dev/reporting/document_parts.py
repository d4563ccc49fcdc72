"""Parts of a DOCX beyond plain paragraphs: its styles, fields, contents and table heads."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from asn_dev.printable import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

FONT = "Arial"
INK, QUIET, LINE, SOFT = "1B2733", "4F5D6B", "B8C2CC", "F2F5F8"
NOTES = {"info": ("1F5F95", "F2F5F8"), "warning": ("B3470F", "FFF5E9"), "error": ("A11616", "FDEEEE")}
"""The edge and the ground of a note of each tone."""
LOCALES = {"id": "id-ID", "en": "en-GB"}


def plain(text: str) -> str:
    r"""Text as a document can hold it, in one line.

    >>> plain("Dinas\x07 A\n B")
    'Dinas\ufffd A B'
    """
    return " ".join(printable(text).split())


def new_document(*, title: str, subject: str, created: date, language: str, width: float) -> Document:
    """An empty A4 document with the styles of a report, its text `width` millimetres wide."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    core = document.core_properties
    core.title, core.subject, core.language = plain(title), plain(subject), LOCALES[language]
    core.author = core.last_modified_by = "asn_dev"
    core.comments = ""
    core.created = core.modified = datetime(created.year, created.month, created.day)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm((210 - width) / 2)
    page.top_margin, page.bottom_margin = Mm(22), Mm(20)
    page.header_distance = page.footer_distance = Mm(10)
    _set_styles(document, LOCALES[language])
    return document


def _set_styles(document: Document, locale: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    styles: Any = document.styles
    defaults = styles.element.find(_name("docDefaults")).find(_name("rPrDefault")).find(_name("rPr"))
    defaults.find(_name("lang")).set(_name("val"), locale)
    sizes = {
        "Normal": 10,
        "Title": 20,
        "Subtitle": 12,
        "Heading 1": 14,
        "Caption": 9,
        "Header": 8,
        "Footer": 8,
    }
    for name, size in sizes.items():
        font = styles[name].font
        font.name, font.size, font.italic = FONT, Pt(size), False
        font.color.rgb = RGBColor.from_string(QUIET if name in ("Header", "Footer") else INK)
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(_name(part), None)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Heading 1"].paragraph_format.space_before = Pt(20)
    styles["Heading 1"].paragraph_format.space_after = Pt(6)
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Footer"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph_styles = {
        **{"Source": (8, 6), "Gap": (4, 4), "Cell": (7, 0), "Cell number": (7, 0)},
        **{f"Note {tone}": (9.5, 8) for tone in NOTES},
    }
    for name, (points, after) in paragraph_styles.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size = styles["Normal"], Pt(points)
        style.paragraph_format.space_after = Pt(after)
    styles["Source"].font.color.rgb = RGBColor.from_string(QUIET)
    styles["Cell number"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for tone, (edge, ground) in NOTES.items():
        properties = styles[f"Note {tone}"].element.get_or_add_pPr()
        # Before the spacing: the format has an order.
        properties.insert(0, _element("pBdr", _element("left", val="single", sz="24", space="6", color=edge)))
        properties.insert(1, _element("shd", val="clear", color="auto", fill=ground))
    table = styles.add_style("Report table", WD_STYLE_TYPE.TABLE)
    table.base_style = styles["Normal Table"]
    lines = [
        _element(side, val="single", sz="4", space="0", color=LINE) for side in ("top", "bottom", "insideH")
    ]
    beside = [_element(side, w="57", type="dxa") for side in ("left", "right")]
    table.element.append(_element("tblPr", _element("tblBorders", *lines), _element("tblCellMar", *beside)))
    head = _element("tblStylePr", _element("rPr", _element("b")), type="firstRow")
    head.append(_element("tcPr", _element("shd", val="clear", color="auto", fill=SOFT)))
    table.element.append(head)


def add_contents(document: Document, title: str, headings: Sequence[str]) -> None:
    """A table of contents that leads to the headings `add_heading` makes, and can be brought up to date."""
    document.add_paragraph(style="Caption").add_run(title).bold = True
    lines = [document.add_paragraph(style="List Number") for _ in headings]
    lines[0]._p.extend(_field_start(r'TOC \o "1-1" \n \h'))
    for number, (line, heading) in enumerate(zip(lines, headings, strict=True), start=1):
        line.paragraph_format.space_after = 0
        text = _element("t")
        text.text = heading
        line._p.append(_element("hyperlink", _element("r", text), anchor=_anchor(number)))
    lines[-1]._p.append(_element("r", _element("fldChar", fldCharType="end")))


def add_heading(document: Document, text: str, number: int) -> None:
    """The heading of the section with this number, to which the contents lead."""
    heading = document.add_heading(level=1)
    heading._p.append(_element("bookmarkStart", id=str(number), name=_anchor(number)))
    heading.add_run(text)
    heading._p.append(_element("bookmarkEnd", id=str(number)))


def _anchor(number: int) -> str:
    return f"_Toc{number:08d}"


def add_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Something that the word processor counts; `shown` stands there until it does."""
    paragraph._p.extend(_field_start(code))
    paragraph.add_run(shown)
    paragraph._p.append(_element("r", _element("fldChar", fldCharType="end")))


def fill_table(
    table: Table, rows: Sequence[Sequence[str]], *, numeric: Sequence[bool], widths: Sequence[float]
) -> None:
    """Write the texts of a table, of which the first row is its head and comes again on each page.

    Columns that are `numeric` stand to the right; `widths` are in millimetres; no row is broken.
    """
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        properties = row._tr.get_or_add_trPr()
        properties.append(_element("cantSplit"))
        if number == 0:
            properties.append(_element("tblHeader"))
        for cell, text, right, width in zip(row.cells, texts, numeric, widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            # By its name in the file: to look a style up takes longer than all the rest.
            paragraph._p.style = "Cellnumber" if right else "Cell"
            paragraph.paragraph_format.keep_with_next = True if number == 0 else None
            paragraph.add_run(plain(text))


def saved(document: Document) -> bytes:
    """The document as a file whose bytes do not tell when it was written."""
    written, fixed = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as again:
        for part in parts.infolist():
            # 1980 is the first year that such a file can tell.
            again.writestr(
                zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0)), parts.read(part), zipfile.ZIP_DEFLATED
            )
    return fixed.getvalue()


def _field_start(code: str) -> list[Any]:
    instruction = _element("instrText")
    instruction.text = f" {code} "
    return [
        _element("r", _element("fldChar", fldCharType="begin")),
        _element("r", instruction),
        _element("r", _element("fldChar", fldCharType="separate")),
    ]


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{tag}")


def _element(tag: str, *inside: Any, **attributes: str) -> Any:
    """An element of WordprocessingML with its attributes."""
    from docx.oxml import OxmlElement

    element: Any = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(_name(name), value)
    element.extend(inside)
    return element
