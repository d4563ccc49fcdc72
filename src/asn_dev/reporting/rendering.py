"""A report, and the files it becomes: HTML, Markdown, XLSX."""

from __future__ import annotations

from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from asn_dev import numbers
from asn_dev.errors import FileError, join_names
from asn_dev.register.workbooks import unwritable
from asn_dev.reporting.markdown import to_markdown
from asn_dev.reporting.sections import Block, ChartBlock, Section
from asn_dev.reporting.words import fact_shown, word
from asn_dev.reporting.workbook import save_workbook

if TYPE_CHECKING:
    import jinja2

SUFFIXES = (".html", ".md", ".xlsx")
"""What a report can be saved as."""


@attrs.frozen
class Report:
    """The sections of a report with whom and when it is about; the same report gives the same bytes.

    `on` is the day whose rules are in force. In a notebook it shows itself.
    """

    title: str
    subtitle: str
    on: date
    language: str
    sections: tuple[Section, ...] = attrs.field(repr=lambda sections: f"<{len(sections)} sections>")

    def save(self, path: Path | str) -> Path:
        """Write the report in the form that the suffix names (.html, .md, .xlsx), and return the path.

        Raises `FileError` for another suffix and where the file cannot be written.
        """
        path = Path(path)
        suffix = path.suffix.lower()
        if suffix not in SUFFIXES:
            raise FileError(
                f"a report is not written with the suffix '{suffix}'",
                file=str(path),
                hint=f"use one of {join_names(SUFFIXES)}",
            )
        if suffix == ".xlsx":
            save_workbook(self, path)
            return path
        content = self.to_html() if suffix == ".html" else self.to_markdown()
        try:
            path.write_text(content, encoding="utf-8", newline="\n")
        except OSError as error:
            raise unwritable(path, error) from error
        return path

    def to_html(self) -> str:
        """One page that needs nothing else: no script, no network, fit for screen, phone and paper."""
        return _environment().get_template("report.html.j2").render(report=self)

    def to_markdown(self) -> str:
        """The report as Markdown, charts as sentences."""
        return to_markdown(self)

    def _repr_html_(self) -> str:
        page = escape(self.to_html())
        return (
            f'<iframe srcdoc="{page}" title="{escape(self.title)}" sandbox '
            'style="width:100%;height:75vh;border:1px solid #b8c2cc"></iframe>'
        )


@cache
def _environment() -> jinja2.Environment:
    import jinja2
    from markupsafe import Markup

    def drawn(block: ChartBlock, language: str, key: str) -> Markup:
        alt = block.alt or block.chart.described(language)
        return Markup(block.chart.svg(language, key=key, alt=alt))  # noqa: S704  (text in it is escaped)

    def kind_of(block: Block) -> str:
        return type(block).__name__

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("asn_dev.reporting"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"word": word}
    environment.filters |= {
        "day": numbers.day,
        "drawn": drawn,
        "fact_shown": fact_shown,
        "kind_of": kind_of,
        "shown": numbers.shown,
    }
    return environment
