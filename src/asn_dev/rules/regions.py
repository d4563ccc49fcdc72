"""The region: the rules in force on a day, from a chain of plugins of its own.

Each region has its own plugin manager with the national baseline, its parents and itself, so two
regions never decide for each other. A plugin is loaded only when its region is asked for; what is
wrong with it is an error that names it, and other regions go on working.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import overload

import attrs

from asn_dev.errors import InvalidValueError
from asn_dev.formatting import Figure
from asn_dev.messages import Message
from asn_dev.model import plural_of
from asn_dev.overviews import Grid, HasOverview, Overview, tally
from asn_dev.register.aliases import Aliases
from asn_dev.rules.ad_hoc_plugin import NOTEBOOK, AdHocPlugin
from asn_dev.rules.book import PluginInfo, RuleBook, RuleDefinition
from asn_dev.rules.definitions import Rule, with_companions
from asn_dev.rules.hookspecs import Identity
from asn_dev.rules.instrument_files import load_questionnaire
from asn_dev.rules.instruments import Instruments, Questionnaire
from asn_dev.rules.parameter_overviews import grid_of
from asn_dev.rules.parameters import ParameterFile, Parameters, load_parameters
from asn_dev.rules.periods import Period
from asn_dev.rules.plugins import Answers, chain_of, check_api, identity_of, manager_of
from asn_dev.rules.sections import SectionRule
from asn_dev.rules.tracing import Listener, traced


@attrs.frozen(eq=False, repr=False)
class Region(HasOverview):
    """The set of rules in force on a day.

    `plugins` runs from the national baseline to the region itself; the inner one decides.

    >>> import asn_dev
    >>> asn_dev.region("nasional", on="2025-12-31")
    <Region nasional on 2025-12-31: nasional>...
    """

    identity: Identity
    on: date
    plugins: Sequence[PluginInfo]
    parameters: Parameters
    book: RuleBook
    instruments: Instruments
    aliases: Aliases
    sections: Sequence[tuple[PluginInfo, SectionRule]]

    @property
    def name(self) -> str:
        """The name the region is asked for by."""
        return self.identity.name

    @property
    def period(self) -> Period:
        """The calendar year of the day: what results are about unless another is asked for."""
        return Period.of_year(self.on.year)

    @property
    def rules_in_force(self) -> Message:
        """Whose rules decide, in words: the plugins with their versions, and the day."""
        chain = " > ".join(f"{plugin.name} {plugin.version}" for plugin in self.plugins)
        return Message("{chain} on {day}", chain=chain, day=self.on)

    def overview(self) -> Overview:
        """Whose rules these are, how many of each kind, how well their parameters are known."""
        held = [self.parameters.value(key) for key in self.parameters]
        rules_given = self._definitions()
        by_plugin = Counter(definition.plugin.name for definition in rules_given)
        code = f" ({self.identity.code}, {self.identity.scheme})" if self.identity.code else ""
        none = Message("none")
        facts: dict[str, object] = {Message("government"): f"{self.identity.government}{code}"}
        for plugin in self.plugins:
            facts[Message("plugin {name}", name=plugin.name)] = Message(
                "{version} ({distribution}): {rules}",
                version=plugin.version,
                distribution=plugin.distribution,
                rules=_number_of_rules(by_plugin[plugin.name]),
            )
        facts[Message("rules")] = tally(type(definition.rule).__name__ for definition in rules_given) or none
        replaced = [
            f"{definition.rule.name} ({definition.plugin.name})"
            for definition in rules_given
            if definition.depth and self.book.is_innermost(definition)
        ]
        facts |= {Message("replaced"): ", ".join(replaced)} if replaced else {}
        facts[Message("parameters")] = tally(value.evidence for value in held) or none
        chosen = [
            f"{value.parameter.key} = {value.value.variant} ({value.chosen_by})"
            for value in held
            if value.chosen_by != "default"
        ]
        facts |= {Message("chosen"): ", ".join(chosen)} if chosen else {}
        facts[Message("questionnaires")] = ", ".join(self.instruments) or none
        facts[Message("report sections")] = ", ".join(rule.key for _, rule in self.sections) or none
        chain = " > ".join(plugin.name for plugin in self.plugins)
        rows = [
            (
                plural_of(definition.rule.of),
                definition.rule.name,
                type(definition.rule).__name__,
                definition.rule.label,
                definition.plugin.name,
            )
            for definition in reversed(rules_given)
        ]
        headings = (Message("of"), Message("rule"), Message("kind"), Message("label"), Message("plugin"))
        rules = Grid(Message("Rules, the innermost plugin first"), headings, rows)
        title = Message("Region {name} on {day}: {chain}", name=self.name, day=self.on, chain=chain)
        return Overview(title, facts, [rules, grid_of(held)])

    def _definitions(self) -> list[RuleDefinition]:
        """Every rule, of the outermost plugin first; those that inner ones replace included."""
        order = {plugin.name: depth for depth, plugin in enumerate(self.plugins)}
        return sorted(self.book.definitions(), key=lambda definition: order[definition.plugin.name])


def _number_of_rules(rules: int) -> Message:
    return Message("1 rule") if rules == 1 else Message("{count} rules", count=Figure(rules))


FIRST_DAY, LAST_DAY = date(1945, 8, 17), date(2100, 12, 31)
"""Rules of the civil service are asked for between these."""


def _day(on: str | date | None) -> date:
    """The day that is asked for; `InvalidValueError` for what is none."""
    try:
        day = date.fromisoformat(on) if isinstance(on, str) else date.today() if on is None else on
        if FIRST_DAY <= day <= LAST_DAY:
            return day
    except (TypeError, ValueError):
        pass
    fault = Message(
        "{day} is no day from {first} to {last}, written 2025-12-31",
        day=repr(on),
        first=FIRST_DAY,
        last=LAST_DAY,
    )
    raise InvalidValueError(fault, record="region", field="on")


def region(
    name: str,
    *,
    on: date | str | None = None,
    choose: Mapping[str, str] | None = None,
    also: Sequence[Rule | SectionRule | Path] = (),
    trace: Listener | None = None,
) -> Region:
    """The region of that name with the rules in force on a day (default: today).

    `choose` picks variants of parameters for this call: ``{"skm.weight": "0.11"}``. `also` adds rules, report
    sections and parameter files at hand, innermost, as a plugin named ``notebook``: to try what is not
    packaged yet. `trace` is told of each hook that is called (a `HookCall`): ``trace=print`` shows which
    plugin answered what.

    Raises `UnknownNameError` for a region that is not installed, `PluginError` for one that cannot be
    used, `ParameterError` for a parameter file that breaks the rules.

    >>> from asn_dev.plugin import CivilServant, indicator, text
    >>> @indicator(of=CivilServant, label=text(id="Masa kerja", en="Service"), unit="tahun")
    ... def service_years(appointed_on, period):
    ...     return period.year - appointed_on.dt.year()
    >>> region("nasional", on="2025-12-31", also=[service_years])
    <Region nasional on 2025-12-31: nasional > notebook>...
    """
    day = _day(on)
    with traced(trace) if trace else nullcontext():
        chain = chain_of(name)
        if also:
            chain.append((NOTEBOOK, AdHocPlugin(identity_of(*chain[-1]), also)))
        return assemble(chain, on=day, choose=choose or {})


def assemble(
    chain: Sequence[tuple[PluginInfo, object]], *, on: date, choose: Mapping[str, str] | None = None
) -> Region:
    """A region from loaded plugins, outermost first."""
    manager = manager_of(chain)
    identity: Identity | None = None
    files: list[ParameterFile] = []
    rules: list[tuple[PluginInfo, Sequence[Rule]]] = []
    questionnaires: list[tuple[str, Sequence[Questionnaire]]] = []
    aliases = Aliases()
    asked: list[tuple[PluginInfo, Sequence[SectionRule]]] = []
    for plugin, _ in chain:
        answers = Answers(manager, plugin, [other for other, _ in chain])
        identity = answers.one("asn_dev_identity", Identity)
        check_api(identity, plugin)
        for source in answers.all("asn_dev_parameters", object):
            files.append(load_parameters(source, plugin=plugin.name, version=plugin.version))
        rules.append((plugin, with_companions(answers.all("asn_dev_rules", Rule))))
        instruments = answers.all("asn_dev_instruments", (Questionnaire, Traversable, Path))
        questionnaires.append((plugin.name, [_questionnaire(one) for one in instruments]))
        aliases |= answers.one("asn_dev_aliases", Aliases, Aliases())
        asked.append((plugin, answers.all("asn_dev_report_sections", SectionRule)))
    assert identity is not None
    return Region(
        identity=identity,
        on=on,
        plugins=tuple(plugin for plugin, _ in chain),
        parameters=Parameters.in_force(files, on, choose or {}),
        book=RuleBook.of(rules),
        instruments=Instruments.of(questionnaires, on),
        aliases=aliases,
        sections=Sections(asked),
    )


class Sections(Sequence[tuple[PluginInfo, SectionRule]]):
    """The sections of a region's report in their order, each with its plugin.

    Those that a plugin names by module (`sections_of`) are loaded when they are first looked at.
    """

    def __init__(self, plugins: Sequence[tuple[PluginInfo, Sequence[SectionRule]]]) -> None:
        self._plugins = plugins

    @cached_property
    def _ordered(self) -> tuple[tuple[PluginInfo, SectionRule], ...]:
        by_key: dict[str, tuple[PluginInfo, SectionRule]] = {}
        for plugin, sections in self._plugins:
            for section in sections:
                by_key[section.key] = (plugin, section)
        return tuple(sorted(by_key.values(), key=lambda pair: pair[1].order))

    @overload
    def __getitem__(self, index: int) -> tuple[PluginInfo, SectionRule]: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[PluginInfo, SectionRule]]: ...

    def __getitem__(
        self, index: int | slice
    ) -> tuple[PluginInfo, SectionRule] | Sequence[tuple[PluginInfo, SectionRule]]:
        return self._ordered[index]

    def __len__(self) -> int:
        return len(self._ordered)


def _questionnaire(source: Questionnaire | Traversable | Path) -> Questionnaire:
    return source if isinstance(source, Questionnaire) else load_questionnaire(source)
