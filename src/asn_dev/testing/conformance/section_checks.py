"""Sections of the report: made of full, sparse and empty data, escaped, and without touching the tables."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw

from asn_dev.errors import RuleError
from asn_dev.messages import Message
from asn_dev.register.tables import Register
from asn_dev.reporting.context import ReportContext
from asn_dev.reporting.rendering import Report
from asn_dev.reporting.sections import Block, Section
from asn_dev.reporting.writing import blocks_of, gated, parts_of
from asn_dev.testing.conformance.disclosure import given_away, people_named, undeclared
from asn_dev.testing.conformance.outcomes import Check, first_line

if TYPE_CHECKING:
    from asn_dev.rules.sections import SectionRule
    from asn_dev.testing.conformance.material import Frames
    from asn_dev.testing.conformance.subject import Subject

DATA = {
    "full": Message("full"),
    "sparse": Message("sparse"),
    "empty": Message("empty"),
    "bare": Message("bare"),
    "hostile": Message("hostile"),
}
"""The kinds of data that a section is made of, in words."""


@attrs.define(eq=False, slots=False)
class Contexts:
    """The report's contexts of a region, each made once and shared by its sections."""

    subject: Subject
    _made: dict[tuple[str, str], ReportContext] = attrs.field(factory=dict, init=False)
    reports: dict[tuple[str, str, str], Report] = attrs.field(factory=dict, init=False)

    def of(self, data: str, language: str = "id") -> ReportContext:
        """Return the context over one kind of data: full, sparse, empty, bare, hostile."""
        if (data, language) not in self._made:
            material, region = self.subject.material, self.subject.region
            frames: Frames = material.city if data == "full" else getattr(material, data)
            register = Register(tables={kind: nw.from_native(frame) for kind, frame in frames.items()})
            self._made[data, language] = ReportContext(register, region, region.period, language)
        return self._made[data, language]


def section_checks(subject: Subject) -> Iterator[Check]:
    """Yield the checks of the plugin's own sections."""
    contexts = Contexts(subject)
    for plugin, rule in subject.region.sections:
        if plugin != subject.plugin:
            continue
        check_of = partial(Check, rule=rule.key, plugin=plugin.name)
        trial = SectionTrial(rule, plugin.name, contexts)
        yield check_of(name="section_labels", run=trial.labels)
        yield check_of(name="section_empty", run=trial.of_nothing)
        yield check_of(name="section_sparse", run=trial.of_little)
        yield check_of(name="section_full", run=trial.of_much)
        yield check_of(
            name="section_names_nobody", run=trial.names_nobody, after=(f"section_full[{rule.key}]",)
        )
        yield check_of(name="section_withholds", run=trial.withholds, after=(f"section_full[{rule.key}]",))
        yield check_of(name="section_escapes", run=trial.escapes, after=(f"section_full[{rule.key}]",))


@attrs.frozen(eq=False)
class SectionTrial:
    """One section, made of different data."""

    rule: SectionRule
    plugin: str
    contexts: Contexts

    def labels(self) -> None:
        """Check that the title is there in both languages."""
        if not (self.rule.title.id.strip() and self.rule.title.en.strip()):
            raise self.fault(
                Message("has no title in one language"),
                Message("write {code}", code='title=text(id="...", en="...")'),
            )

    def of_nothing(self) -> None:
        """Check that tables without rows, and missing tables, make a section."""
        for data in ("empty", "bare"):
            self.report(data).to_html()

    def of_little(self) -> None:
        """Check that unknown cells and missing tables make a section, in both languages."""
        self.report("sparse").to_html()
        self.report("sparse", "en").to_markdown()

    def of_much(self) -> None:
        """Check that a whole city makes a section, and that its tables stay as they were."""
        context = self.contexts.of("full")
        before = {kind: table.to_native().clone() for kind, table in _eager(context).items()}
        report = self.report("full")
        report.to_html()
        _sheets(report)
        for kind, table in _eager(context).items():
            if not table.to_native().equals(before[kind]):
                raise self.fault(
                    Message("changes the register"),
                    Message("make new frames: with_columns, filter, select"),
                )

    def escapes(self) -> None:
        """Check that names which are programs or formulas elsewhere are written as text."""
        report = self.report("hostile")
        probe = _Tags()
        probe.feed(report.to_html())
        if "script" in probe.tags:
            raise self.fault(
                Message("prints a name into the page without escaping it"),
                Message(
                    "give plain texts to the blocks, no markupsafe.Markup and no HTML: they are escaped later"
                ),
            )
        if any(re.search(r"<f[ >]", sheet) for sheet in _sheets(report)):
            raise self.fault(
                Message("writes a name as a formula"),
                Message("give values to TableBlock; it writes them as text"),
            )

    def names_nobody(self) -> None:
        """Check that the public edition holds no number and no name of anybody."""
        if count := people_named(self.report("full"), self.contexts.of("full")):
            raise self.fault(
                Message("names {count} people in the public edition", count=count),
                Message("declare the column with personal=True; the internal edition shows it"),
            )

    def withholds(self) -> None:
        """Check that nothing about few people can be worked out of what is written."""
        context = self.contexts.of("full")
        parts = parts_of(self.rule, context, self.plugin)
        if silent := undeclared(parts):
            raise self.fault(
                Message("does not say how many people stand behind '{name}'", name=silent[0]),
                Message("declare the column with people=, or as mean(...)"),
            )
        if exposed := given_away(parts, gated(parts, context), totals=False):
            raise self.fault(
                Message(
                    "lets {count} figures about few people be worked out, the first: {first}",
                    count=len(exposed),
                    first=exposed[0],
                ),
                Message(
                    "say with people= how many stand behind each value, and with part_of what it is part of"
                ),
            )

    def report(self, data: str, language: str = "id") -> Report:
        """Make a report of this section alone, once."""
        key = (self.rule.key, data, language)
        if key not in self.contexts.reports:
            context = self.contexts.of(data, language)
            blocks = self.blocks(context, data)
            section = Section(self.rule.key, self.rule.title.in_(language), blocks, self.plugin)
            self.contexts.reports[key] = Report("Uji", "Uji", context.region.on, language, (section,))
        return self.contexts.reports[key]

    def blocks(self, context: ReportContext, data: str) -> Sequence[Block]:
        """Call the section's function; it gives at least one block."""
        try:
            parts = parts_of(self.rule, context, self.plugin)
            blocks = blocks_of(parts, gated(parts, context))
        except Exception as error:
            raise self.fault(
                Message(
                    "fails on {data} data: {error}: {first_line}",
                    data=DATA[data],
                    error=type(error).__name__,
                    first_line=first_line(error),
                ),
                Message("return [context.nothing(Record)] where nothing is there, and expect unknowns"),
            ) from error
        if not blocks:
            raise self.fault(
                Message(
                    "gives {kinds} on {data} data, not blocks", kinds=Message("nothing"), data=DATA[data]
                ),
                Message("give Paragraph, Facts, TableBlock, ChartBlock, Note, or context.nothing(...)"),
            )
        return blocks

    def fault(self, message: str, hint: str) -> RuleError:
        """Make an error that names section, plugin and the next step."""
        return RuleError(message, rule=self.rule.key, plugin=self.plugin, hint=hint)


class _Tags(HTMLParser):
    """Which tags a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


def _eager(context: ReportContext) -> dict[type, nw.DataFrame[Any]]:
    return {k: table for k, table in context.register.tables.items() if isinstance(table, nw.DataFrame)}


def _sheets(report: Report) -> list[str]:
    """The sheets of the report's workbook, as XML."""
    with tempfile.TemporaryDirectory() as folder:
        path = report.save(Path(folder) / "uji.xlsx")
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
            return [archive.read(name).decode("utf-8") for name in names]
