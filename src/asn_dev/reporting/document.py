"""A report as DOCX that an office can go on editing: headings, contents, tables, pictures, captions."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

from asn_dev import formatting
from asn_dev.reporting.columns import shares
from asn_dev.reporting.document_parts import (
    add_contents,
    add_field,
    add_heading,
    fill_table,
    new_document,
    plain,
    saved,
)
from asn_dev.reporting.pictures import picture
from asn_dev.reporting.sections import Block, ChartBlock, Facts, Note, Paragraph, TableBlock
from asn_dev.reporting.words import fact_shown, rows_shown, word

if TYPE_CHECKING:
    from docx.document import Document

    from asn_dev.reporting.contents import Contents

WIDTH, HEIGHT = 178.0, 215.0
"""Millimetres of a page that a table or a picture may take."""


def to_document(report: Contents) -> bytes:
    """The report as the bytes of a DOCX; the same report gives the same bytes."""
    language = report.language
    document = new_document(
        title=report.title, subject=report.subtitle, created=report.on, language=language, width=WIDTH
    )
    _running_lines(document, report)
    document.add_paragraph(plain(report.title), style="Title")
    document.add_paragraph(plain(report.subtitle), style="Subtitle")
    document.add_paragraph(f"{word('rules_on', language)} {formatting.day(report.on, language)}")
    if report.mark:
        document.add_paragraph(style=document.styles["Note error"]).add_run(report.mark).bold = True
    counted: Counter[str] = Counter()
    titles = [plain(section.title) for section in report.sections]
    add_contents(document, word("contents", language), titles)
    for number, (section, title) in enumerate(zip(report.sections, titles, strict=True), start=1):
        add_heading(document, title, number)
        for block in section.blocks:
            _add(document, block, language, counted)
        document.add_paragraph(
            plain(f"{word('said_by', language)} {section.plugin}"), style=document.styles["Source"]
        )
    return saved(document)


def _running_lines(document: Document, report: Contents) -> None:
    """Whose report it is above every page, and which page of how many below."""
    section = document.sections[0]
    head = section.header.paragraphs[0]
    head.text = plain(f"{report.title} – {report.subtitle}")  # noqa: RUF001
    if report.mark:
        head.add_run(f"    {report.mark}").bold = True
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{word('page', report.language)} ")
    add_field(foot, "PAGE", "1")
    foot.add_run(f" {word('of', report.language)} ")
    add_field(foot, "NUMPAGES", "1")


def _add(document: Document, block: Block, language: str, counted: Counter[str]) -> None:
    match block:
        case Paragraph(text):
            document.add_paragraph(plain(text))
        case Note(text, tone):
            note = document.add_paragraph(style=document.styles[f"Note {tone}"])
            note.add_run(f"{word(tone, language)}. ").bold = True
            note.add_run(plain(text))
        case Facts(facts):
            for fact in facts:
                line = document.add_paragraph(style="List Bullet")
                line.add_run(f"{plain(fact.label)}: ")
                line.add_run(plain(fact_shown(fact, language))).bold = True
        case ChartBlock():
            _add_chart(document, block, language, counted)
        case TableBlock():
            _add_table(document, block, language, counted)


def _add_chart(document: Document, block: ChartBlock, language: str, counted: Counter[str]) -> None:
    from docx.shared import Mm

    drawn = picture(block, language)
    width, _ = drawn.fitted(WIDTH, HEIGHT)
    _add_caption(document, word("chart", language), block.sentence, counted)
    placed = document.add_picture(BytesIO(drawn.png()), width=Mm(width))
    properties = placed._inline.docPr
    properties.set("name", f"{word('chart', language)} {properties.get('id')}")
    properties.set("descr", plain(drawn.alt))


def _add_table(document: Document, block: TableBlock, language: str, counted: Counter[str]) -> None:
    heads = [column.label for column in block.columns]
    rows = rows_shown(block, language)
    _add_caption(document, word("table", language), block.caption, counted)
    numeric = [column.kind not in ("text", "date") for column in block.columns]
    widths = [WIDTH * share for share in shares(block, rows)]
    table = document.add_table(len(rows) + 1, len(heads), style=document.styles["Report table"])
    fill_table(table, [heads, *rows], numeric=numeric, widths=widths)
    document.add_paragraph(style=document.styles["Gap"])


def _add_caption(document: Document, kind: str, text: str, counted: Counter[str]) -> None:
    """The numbered caption above a table or a picture, kept on its page."""
    counted[kind] += 1
    caption = document.add_paragraph(style="Caption")
    caption.add_run(f"{kind} ")
    add_field(caption, f"SEQ {kind} \\* ARABIC", str(counted[kind]))
    caption.add_run(f". {plain(text)}")
