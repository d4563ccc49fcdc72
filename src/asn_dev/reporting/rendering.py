"""A report, and the files it becomes: HTML, PDF, DOCX, XLSX, Markdown."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from asn_dev import formatting
from asn_dev.errors import FileError, join_names
from asn_dev.messages import Message
from asn_dev.printable import printable
from asn_dev.register.whole_files import write_whole
from asn_dev.reporting.contents import Contents
from asn_dev.reporting.document import to_document
from asn_dev.reporting.markdown import to_markdown
from asn_dev.reporting.pdf import to_pdf
from asn_dev.reporting.pictures import picture
from asn_dev.reporting.published import Published
from asn_dev.reporting.sections import Block, ChartBlock
from asn_dev.reporting.words import fact_shown, word
from asn_dev.reporting.workbook import to_workbook

if TYPE_CHECKING:
    import jinja2


@attrs.frozen
class Report(Contents):
    """The sections of a report with whom and when it is about; the same report gives the same bytes.

    `on` is the day whose rules are in force; `published` what it and editions before it show, for `remember`.
    In a notebook it shows itself.
    """

    published: Published | None = attrs.field(default=None, repr=False, eq=False)

    def remember(self, path: Path | str) -> Path:
        """Write the file that the next edition takes as `previous`: keep it with the data, never publish it.

        Raises `FileError` for the internal edition, which is not published.
        """
        if self.published is None:
            raise FileError(
                Message("an internal edition is not published, so there is nothing to remember"),
                file=str(path),
                hint=Message('make the report with edition="public"'),
            )
        return self.published.save(path)

    def save(self, path: Path | str) -> Path:
        """Write the report in the form that the suffix names (see `FORMS`), and return the path.

        Raises `FileError` for another suffix and where the file cannot be written, and
        `MissingExtraError` where the form needs an extra that is not installed.
        """
        path = Path(path)
        suffix = path.suffix.lower()
        if suffix not in FORMS:
            raise FileError(
                Message("a report is not written with the suffix '{suffix}'", suffix=suffix),
                file=str(path),
                hint=Message("use one of {names}", names=join_names(tuple(FORMS))),
            )
        write_whole(path, FORMS[suffix](self))
        return path

    def to_html(self) -> str:
        """One page that needs nothing else: no script, no network, fit for screen, phone and paper."""
        return printable(_environment().get_template("report.html.j2").render(report=self))

    def to_markdown(self) -> str:
        """The report as Markdown, charts as sentences."""
        return to_markdown(self)

    def _repr_html_(self) -> str:
        page = escape(self.to_html())
        return (
            f'<iframe srcdoc="{page}" title="{escape(self.title)}" sandbox '
            'style="width:100%;height:75vh;border:1px solid #b8c2cc"></iframe>'
        )


FORMS: dict[str, Callable[[Report], bytes]] = {
    ".html": lambda report: report.to_html().encode(),
    ".pdf": to_pdf,
    ".docx": to_document,
    ".xlsx": to_workbook,
    ".md": lambda report: report.to_markdown().encode(),
}
"""What a report can be saved as: the bytes of each form, by suffix."""


@cache
def _environment() -> jinja2.Environment:
    import jinja2
    from markupsafe import Markup

    def drawn(block: ChartBlock, language: str, key: str) -> Markup:
        return Markup(picture(block, language, key).svg)  # noqa: S704  (text in it is escaped)

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
        "day": formatting.day,
        "drawn": drawn,
        "fact_shown": fact_shown,
        "kind_of": kind_of,
        "shown": formatting.shown,
    }
    return environment
