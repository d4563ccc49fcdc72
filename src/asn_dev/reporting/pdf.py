"""A report as PDF: tagged and readable aloud (PDF/UA-1), set by Typst, which brings its own fonts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from asn_dev import formatting
from asn_dev.errors import FileError, MissingExtraError
from asn_dev.messages import Message
from asn_dev.printable import MARK, all_texts, in_one_line
from asn_dev.reporting.columns import shares
from asn_dev.reporting.glyphs import in_every_font, settable
from asn_dev.reporting.pictures import picture
from asn_dev.reporting.sections import Block, ChartBlock, Facts, Note, Paragraph, TableBlock
from asn_dev.reporting.words import fact_shown, rows_shown, word

if TYPE_CHECKING:
    from asn_dev.reporting.contents import Contents

WIDTH, HEIGHT = 178.0, 225.0
"""Millimetres of a page that a picture may take."""
_WORDS = ("contents", "said_by", "page", "of", "table", "chart")


def to_pdf(report: Contents) -> bytes:
    """The report as the bytes of a PDF; the same report gives the same bytes.

    A character that no font at hand has is a mark in its place. Raises `MissingExtraError` where the extra
    ``asn-dev[pdf]`` is not installed.
    """
    try:
        import typst  # noqa: F401
    except ImportError as error:
        raise MissingExtraError(Message("a PDF"), extra="pdf") from error
    # Texts are handed over as data, so none of them can be read as markup.
    pictures: dict[str, str] = {}
    content = all_texts(_everything(report, pictures), in_one_line)
    marks = settable([json.dumps(content, ensure_ascii=False), *pictures.values()])
    try:
        return _set(report, content, pictures, marks)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001  (a panic is no Exception)
        # Letters that are there each by itself may still not be set together.
        marks = {ord(mark): MARK for mark in _used(content, pictures) if not in_every_font(mark)}
    try:
        return _set(report, content, pictures, marks)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise FileError(
            Message(
                "the report cannot be set as a PDF ({reason})", reason=str(error).partition("\n")[0][:200]
            ),
            file=report.title,
            hint=Message("save it as .docx or .html"),
        ) from error


def _used(content: dict[str, Any], pictures: dict[str, str]) -> set[str]:
    return set(json.dumps(content, ensure_ascii=False)).union(*pictures.values())


def _set(report: Contents, content: dict[str, Any], pictures: dict[str, str], marks: dict[int, str]) -> bytes:
    """The PDF, with marks in place of some characters."""
    import typst

    sources = {
        "main.typ": files("asn_dev.reporting").joinpath("templates", "report.typ").read_bytes(),
        "report.json": json.dumps(content, ensure_ascii=False).translate(marks).encode(),
        **{name: drawn.translate(marks).encode() for name, drawn in pictures.items()},
    }
    timestamp = datetime(report.on.year, report.on.month, report.on.day, tzinfo=UTC)
    compile_files: Any = typst.compile  # its types do not know of files that are handed over by name
    return bytes(compile_files(sources, format="pdf", pdf_standards=["ua-1"], timestamp=timestamp))


def _everything(report: Contents, pictures: dict[str, str]) -> dict[str, Any]:
    """All that the template reads; the pictures go into `pictures`."""
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "language": report.language,
        "mark": report.mark,
        "date": [report.on.year, report.on.month, report.on.day],
        "day": f"{word('rules_on', report.language)} {formatting.day(report.on, report.language)}",
        "words": {key: word(key, report.language) for key in _WORDS},
        "sections": [
            {
                "title": section.title,
                "plugin": section.plugin,
                "blocks": [_block_content(block, report.language, pictures) for block in section.blocks],
            }
            for section in report.sections
        ],
    }


def _block_content(block: Block, language: str, pictures: dict[str, str]) -> dict[str, Any]:
    """A block as the template reads it; its picture goes into `pictures`."""
    match block:
        case Paragraph(text):
            return {"kind": "paragraph", "text": text}
        case Note(text, tone):
            return {"kind": "note", "tone": tone, "label": word(tone, language), "text": text}
        case Facts(facts):
            return {"kind": "facts", "facts": [[fact.label, fact_shown(fact, language)] for fact in facts]}
        case ChartBlock():
            drawn, name = picture(block, language), f"{len(pictures)}.svg"
            pictures[name] = drawn.svg
            width, _ = drawn.fitted(WIDTH, HEIGHT)
            return {"kind": "chart", "text": block.sentence, "alt": drawn.alt, "file": name, "width": width}
        case TableBlock():
            heads = [column.label for column in block.columns]
            rows = rows_shown(block, language)
            numeric = [column.kind not in ("text", "date") for column in block.columns]
            widths = shares(block, rows)
            return {
                **{"kind": "table", "text": block.caption, "numeric": numeric},
                **{"widths": widths, "heads": heads, "rows": rows},
            }
