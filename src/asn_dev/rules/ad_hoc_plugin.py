"""Rules at hand: what a notebook writes in a cell joins a region's chain without being packaged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from asn_dev.errors import PluginError
from asn_dev.messages import Message
from asn_dev.rules.book import PluginInfo
from asn_dev.rules.definitions import Rule
from asn_dev.rules.hookspecs import Identity, hookimpl
from asn_dev.rules.sections import SectionRule

NOTEBOOK = PluginInfo("notebook", "unreleased", "not packaged")
"""What traces and reports call such rules, so that nobody takes them for a region's own."""


class AdHocPlugin:
    """A plugin that is made of rules, report sections and parameter files in memory."""

    def __init__(self, identity: Identity, parts: Sequence[Rule | SectionRule | Path]) -> None:
        self._identity = identity
        self._parts = parts
        for part in parts:
            if not isinstance(part, (Rule, SectionRule, Path)):
                raise PluginError(
                    Message(
                        "{kind} is no rule, no section and no path of a parameter file",
                        kind=type(part).__name__,
                    ),
                    plugin=NOTEBOOK.name,
                    hint=Message("mark functions with @indicator, @summary or @section of asn_dev.plugin"),
                )

    @hookimpl
    def asn_dev_identity(self) -> Identity:
        """That of the region it is added to."""
        return self._identity

    @hookimpl
    def asn_dev_parameters(self) -> Sequence[Path]:
        """The parameter files."""
        return [part for part in self._parts if isinstance(part, Path)]

    @hookimpl
    def asn_dev_rules(self) -> Sequence[Rule]:
        """The rules."""
        return [part for part in self._parts if isinstance(part, Rule)]

    @hookimpl
    def asn_dev_report_sections(self) -> Sequence[SectionRule]:
        """The sections."""
        return [part for part in self._parts if isinstance(part, SectionRule)]
