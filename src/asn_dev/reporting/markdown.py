"""A report as Markdown: for a wiki, an issue, or a mail. Charts become their sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asn_dev.printable import printable
from asn_dev.reporting.sections import Block, ChartBlock, Facts, Note, Paragraph, Section, TableBlock
from asn_dev.reporting.words import fact_shown, rows_shown, word

if TYPE_CHECKING:
    from asn_dev.reporting.contents import Contents


def to_markdown(report: Contents) -> str:
    """The whole report; text that came from data cannot become markup."""
    mark = [f"**{escaped(report.mark)}**"] if report.mark else []
    parts = [f"# {escaped(report.title)}", escaped(report.subtitle), *mark]
    for section in report.sections:
        heading, *blocks = _section(section, report.language)
        parts += [heading, *mark, *blocks]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    r"""Text with every character that Markdown or HTML could read as markup made plain.

    >>> escaped("<b>Dinas*A* | B</b>")
    '&lt;b&gt;Dinas\\*A\\* \\| B&lt;/b&gt;'
    """
    plain = " ".join(printable(text).split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain = re.sub(r"([\\`*_\[\]|~#])", r"\\\1", plain)
    return re.sub(r"^([-+]|\d+[.)])(\s|$)", r"\\\1\2", plain)


def _section(section: Section, language: str) -> list[str]:
    parts = [f"## {escaped(section.title)}"]
    for block in section.blocks:
        parts += _block(block, language)
    return parts


def _block(block: Block, language: str) -> list[str]:
    match block:
        case Paragraph(text):
            return [escaped(text)]
        case Note(text, tone):
            return [f"> **{word(tone, language)}:** {escaped(text)}"]
        case Facts(facts):
            lines = [f"- {escaped(fact.label)}: **{escaped(fact_shown(fact, language))}**" for fact in facts]
            return ["\n".join(lines)]
        case ChartBlock(_, sentence, _):
            return [escaped(sentence)]
        case TableBlock():
            return [f"**{escaped(block.caption)}**", _table(block, language)]


def _table(block: TableBlock, language: str) -> str:
    rules = ["---" if column.kind in ("text", "date") else "---:" for column in block.columns]
    heads = [escaped(column.label) for column in block.columns]
    cells = [[escaped(shown) for shown in row] for row in rows_shown(block, language)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [heads, rules, *cells])
