"""Reports: the sections of the nation and of the region, written as HTML, PDF, DOCX, XLSX or Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from asn_dev.errors import AsnDevError, PluginError, UnknownNameError
from asn_dev.messages import LANGUAGES, Message
from asn_dev.register.reading import Progress
from asn_dev.register.tables import Register
from asn_dev.reporting.context import ReportContext
from asn_dev.reporting.provenance import opening, provenance
from asn_dev.reporting.rendering import Report
from asn_dev.reporting.sections import Block, Note, Section, SectionRule
from asn_dev.reporting.words import word
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.study_data import StudyData, study_data

if TYPE_CHECKING:
    from asn_dev.pairing import Pairing
    from asn_dev.planning import Plan

__all__ = ["Report", "report"]


def report(
    register: Register | StudyData,
    region: Region | None = None,
    *,
    period: Period | int | None = None,
    plan: Plan | None = None,
    pairing: Pairing | None = None,
    language: str = "id",
    strict: bool = False,
    progress: Progress | None = None,
) -> Report:
    """The report of a region on a register, in Indonesian (``"id"``) or English (``"en"``).

    Its sections are those of the region and its parents in their order, between one that says what
    the report is about and one that says where every figure comes from. `period` is a year or a
    `Period`; by default the calendar year of ``region.on``. A study may stand in place of register and
    region. `plan` and `pairing` are what `asn.plan` and
    `asn.pair` gave, for the sections that speak of them; a report makes none by itself. A section that
    fails becomes a visible note that names it and its plugin; with `strict` its error is
    raised. `progress` is called with the title of the section that is being made, its step from 0, and how
    many there are.

    >>> import asn_dev as asn
    >>> register = asn.Register.of([asn.Unit(name="Dinas Kesehatan")])
    >>> made = asn.report(register, asn.region("nasional", on="2025-12-31"))
    >>> made.title, made.sections[0].title
    ('Laporan Pengembangan Kompetensi ASN', 'Tentang laporan ini')
    """
    if language not in LANGUAGES:
        raise UnknownNameError(
            Message("no report in language '{language}'", language=language), hint=Message("one of: id, en")
        )
    context = ReportContext.of(study_data(register, region, period, language), plan, pairing)
    region, language = context.region, context.language
    rules = [
        ("asn_dev", opening),
        *((plugin.name, rule) for plugin, rule in region.sections),
        ("asn_dev", provenance),
    ]
    sections = []
    with context.parameters.apart():
        for step, (plugin, rule) in enumerate(rules):
            if progress:
                progress(rule.title.in_(language), step, len(rules))
            sections.append(_section(rule, plugin, context, strict=strict))
    if progress:
        progress("", len(rules), len(rules))
    return Report(
        title=word("title", language),
        subtitle=f"{region.identity.government}, {context.period_in_words}",
        on=region.on,
        language=language,
        sections=tuple(sections),
    )


def _section(rule: SectionRule, plugin: str, context: ReportContext, *, strict: bool) -> Section:
    """A section made, or the note that stands in its place: one fault must not cost the whole report."""
    title = rule.title.in_(context.language)
    try:
        blocks: Sequence[Block] = list(rule.function(context))
        for block in blocks:
            if not isinstance(block, Block):
                raise PluginError(
                    Message(
                        "section '{key}' gave {kind}, not a block", key=rule.key, kind=type(block).__name__
                    ),
                    plugin=plugin,
                    hint=Message("a section gives Paragraph, Facts, TableBlock, ChartBlock and Note"),
                )
    except Exception as error:
        if strict:
            raise
        blocks = [Note(_failure(title, plugin, error, context), tone="error")]
    return Section(rule.key, title, blocks, plugin)


def _failure(title: str, plugin: str, error: Exception, context: ReportContext) -> str:
    """The note in place of a section that failed; only our own errors are sure to hide personal values."""
    reason = str(error) if isinstance(error, AsnDevError) else type(error).__name__
    return context.say(
        id=f"Bagian '{title}' dari pengaya '{plugin}' gagal disusun: {reason}. "
        "Bagian lain tidak terpengaruh; strict=True menampilkan kesalahannya.",
        en=f"Section '{title}' of plugin '{plugin}' could not be made: {reason}. "
        "Other sections are not affected; strict=True raises its error.",
    )
