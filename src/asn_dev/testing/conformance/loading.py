"""Whether the plugin can be put together at all: who it is, its parameters, rules, instruments, sections.

Each part is tried by itself, so that a fault is reported where it is; only when all are sound is there
a region to try rules on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import attrs

from asn_dev.errors import PluginError
from asn_dev.messages import Message
from asn_dev.register.aliases import Aliases
from asn_dev.rules.book import PluginInfo, RuleBook
from asn_dev.rules.definitions import Rule, with_companions
from asn_dev.rules.hookspecs import Identity
from asn_dev.rules.instrument_files import load_questionnaire
from asn_dev.rules.instruments import Questionnaire
from asn_dev.rules.parameters import ParameterFile, load_parameters
from asn_dev.rules.plugins import Answers, chain_of, check_api, manager_of
from asn_dev.rules.regions import Region, region
from asn_dev.rules.sections import SectionRule
from asn_dev.testing.conformance.outcomes import Check


@attrs.define(eq=False, slots=False)
class Loaded:
    """What a plugin's hooks answer, each asked for on its own."""

    name: str
    on: str

    @cached_property
    def chain(self) -> Sequence[tuple[PluginInfo, object]]:
        """The plugin's parents and itself, outermost first."""
        return chain_of(self.name)

    @property
    def plugin(self) -> PluginInfo:
        """The plugin itself."""
        return self.chain[-1][0]

    @cached_property
    def _all_answers(self) -> list[Answers]:
        manager, plugins = manager_of(self.chain), [plugin for plugin, _ in self.chain]
        return [Answers(manager, plugin, plugins) for plugin in plugins]

    @property
    def answers(self) -> Answers:
        """What the plugin itself answers."""
        return self._all_answers[-1]

    @cached_property
    def files(self) -> list[ParameterFile]:
        """The plugin's own parameter files."""
        return [
            load_parameters(source, plugin=self.plugin.name, version=self.plugin.version)
            for source in self.answers.all("asn_dev_parameters", object)
        ]

    @cached_property
    def questionnaires(self) -> list[Questionnaire]:
        """The plugin's own questionnaires, of all versions."""
        sources = self.answers.all("asn_dev_instruments", (Questionnaire, Traversable, Path))
        return [one if isinstance(one, Questionnaire) else load_questionnaire(one) for one in sources]

    @cached_property
    def sections(self) -> Sequence[SectionRule]:
        """The plugin's own sections of the report."""
        return self.answers.all("asn_dev_report_sections", SectionRule)

    @cached_property
    def region(self) -> Region:
        """The region put together, with the rules in force on the day."""
        return region(self.name, on=self.on)

    def identity(self) -> None:
        """Check who the plugin says it is: under its installed name, for this version of the contract."""
        identity: Identity = self.answers.one("asn_dev_identity", Identity)
        check_api(identity, self.plugin)
        faults = {
            Message(
                "calls itself '{name}', but is installed as '{installed}'",
                name=identity.name,
                installed=self.name,
            ): identity.name != self.name,
            Message("has no title in one language"): not (
                identity.title.id.strip() and identity.title.en.strip()
            ),
            Message("does not say whose government it is"): not identity.government.strip(),
            Message("gives a code without its scheme, or a scheme without a code"): bool(identity.code)
            != bool(identity.scheme),
        }
        for fault, present in faults.items():
            if present:
                raise PluginError(
                    fault,
                    plugin=self.name,
                    version=self.plugin.version,
                    hook="asn_dev_identity",
                    hint=Message("correct the Identity that it returns"),
                )

    def rules(self) -> None:
        """Check that no two of the plugin's rules have one name, and none is named like a column."""
        plugins = (plugin for plugin, _ in self.chain)
        rules_of_each = (with_companions(answers.all("asn_dev_rules", Rule)) for answers in self._all_answers)
        RuleBook.of(zip(plugins, rules_of_each, strict=True))

    def aliases(self) -> None:
        """Ask the plugin for its aliases: what its files call things."""
        self.answers.one("asn_dev_aliases", Aliases, Aliases())


def loading_checks(loaded: Loaded) -> list[Check]:
    """List the checks of the plugin's hooks, and of the region they make together."""
    parts: dict[str, Callable[[], Any]] = {
        "parameters": lambda: loaded.files,
        "rules": loaded.rules,
        "instruments": lambda: loaded.questionnaires,
        "aliases": loaded.aliases,
        "sections": lambda: loaded.sections,
    }
    first = Check("identity", "", loaded.name, loaded.identity)
    checks = [first, *(Check(name, "", loaded.name, run, (first.key,)) for name, run in parts.items())]
    return [*checks, Check("region", "", loaded.name, lambda: loaded.region, ("identity", *parts))]
