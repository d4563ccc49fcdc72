"""Reports: the sections of the nation and of the region, written as HTML, PDF, DOCX, XLSX or Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from asn_dev.errors import AsnDevError, UnknownNameError
from asn_dev.messages import LANGUAGES, Message
from asn_dev.register.reading import Progress
from asn_dev.register.tables import Register
from asn_dev.reporting.context import ReportContext
from asn_dev.reporting.editions import PUBLIC, checked
from asn_dev.reporting.provenance import opening, provenance
from asn_dev.reporting.published import Published
from asn_dev.reporting.rendering import Report
from asn_dev.reporting.sections import Note, Section, SectionRule
from asn_dev.reporting.words import word
from asn_dev.reporting.writing import blocks_of, gated, parts_of
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
    edition: str = PUBLIC,
    previous: Path | str | None = None,
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

    The `edition` is ``"public"``, in which small groups and what would give them away are withheld and nobody
    is named, or ``"internal"``, for the owner of the data, which is marked on every page. `previous` is the
    file in which `Report.remember` kept what was published before of the same period: nothing is shown that
    gives somebody away together with that.

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
    study = study_data(register, region, period, language)
    context = ReportContext.of(study, plan, pairing, checked(edition))
    region, language = context.region, context.language
    rules = [("asn_dev", opening), *((plugin.name, rule) for plugin, rule in region.sections)]
    steps = len(rules) + 1
    drafts = []
    with context.parameters.apart():
        for step, (plugin, rule) in enumerate(rules):
            if progress:
                progress(rule.title.in_(language), step, steps)
            drafts.append(_draft(rule, plugin, context, strict=strict))
        # Every section is drafted before the first is written: what may be shown depends on all of them,
        # and what a section says in sentences on what is shown; so those that it concerns are drafted again.
        before = Published() if previous is None else Published.read(previous)
        drafts, context = _through_the_gate(drafts, context, before, strict=strict)
        if context.gate is not None and context.gate.hidden:
            drafts = [
                draft if draft.failed else _draft(draft.rule, draft.plugin, context, strict=strict)
                for draft in drafts
            ]
        sections = [_written(draft, context, strict=strict) for draft in drafts]
        # The last section tells which parameters the others read, to compute and to write.
        if progress:
            progress(provenance.title.in_(language), len(rules), steps)
        last = _draft(provenance, "asn_dev", context, strict=strict)
        sections.append(_written(last, context, strict=strict))
    if progress:
        progress("", steps, steps)
    return Report(
        title=word("title", language),
        subtitle=f"{region.identity.government}, {context.period_in_words}",
        on=region.on,
        language=language,
        sections=tuple(sections),
        edition=edition,
        published=before.with_cells(context.gate.shown, context) if context.gate else None,
    )


@attrs.frozen(eq=False)
class Draft:
    """A section before it is written: its declared parts, in which nothing is withheld yet."""

    rule: SectionRule
    plugin: str
    parts: Sequence[Any]
    failed: bool = False


def _through_the_gate(
    drafts: list[Draft], context: ReportContext, before: Published, *, strict: bool
) -> tuple[list[Draft], ReportContext]:
    """The context in which the gate has seen all sections; one whose tables it cannot read is not written."""
    published = before.of(context)
    try:
        return drafts, gated([part for draft in drafts for part in draft.parts], context, published)
    except Exception:
        if strict:
            raise
    sound = []
    for draft in drafts:
        try:
            gated(draft.parts, context)
            sound.append(draft)
        except Exception as error:  # noqa: BLE001  (whatever a faulty section raises)
            sound.append(_failed(draft.rule, draft.plugin, error, context))
    return sound, gated([part for draft in sound for part in draft.parts], context, published)


def _draft(rule: SectionRule, plugin: str, context: ReportContext, *, strict: bool) -> Draft:
    """The parts of a section, or the note that stands in its place: one fault must not cost the report."""
    try:
        return Draft(rule, plugin, parts_of(rule, context, plugin))
    except Exception as error:
        if strict:
            raise
        return _failed(rule, plugin, error, context)


def _failed(rule: SectionRule, plugin: str, error: Exception, context: ReportContext) -> Draft:
    return Draft(rule, plugin, [_failure(rule, plugin, error, context)], failed=True)


def _written(draft: Draft, context: ReportContext, *, strict: bool) -> Section:
    try:
        blocks = blocks_of(draft.parts, context)
    except Exception as error:
        if strict:
            raise
        blocks = [_failure(draft.rule, draft.plugin, error, context)]
    return Section(draft.rule.key, draft.rule.title.in_(context.language), blocks, draft.plugin)


def _failure(rule: SectionRule, plugin: str, error: Exception, context: ReportContext) -> Note:
    """The note in place of a section that failed; only our own errors are sure to hide personal values."""
    title = rule.title.in_(context.language)
    reason = str(error) if isinstance(error, AsnDevError) else type(error).__name__
    sentence = context.say(
        id=f"Bagian '{title}' dari pengaya '{plugin}' gagal disusun: {reason}. "
        "Bagian lain tidak terpengaruh; strict=True menampilkan kesalahannya.",
        en=f"Section '{title}' of plugin '{plugin}' could not be made: {reason}. "
        "Other sections are not affected; strict=True raises its error.",
    )
    return Note(sentence, tone="error")
