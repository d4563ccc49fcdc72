"""The book of rules: which definition a name means, what each reads, and in which order they go."""

from __future__ import annotations

import difflib
import graphlib
from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from asn_dev.errors import RuleError, UnknownNameError
from asn_dev.messages import Message
from asn_dev.model import columns_of, plural_of
from asn_dev.rules.definitions import Indicator, Rule, Summary, View
from asn_dev.rules.limits import Limit

GIVEN = frozenset({"p", "period", "instruments", "inherited"})
"""Argument names that are not columns."""


@attrs.frozen
class PluginInfo:
    """Which plugin a rule came from."""

    name: str
    version: str
    distribution: str


@attrs.frozen(eq=False)
class RuleDefinition:
    """A rule with the plugin that gave it; `depth` counts the outer definitions it stands on."""

    rule: Rule
    plugin: PluginInfo
    depth: int = 0


@attrs.frozen(eq=False)
class RuleBook:
    """All rules in force: for each record and name the definitions, outermost plugin first.

    Of views and limits only the innermost definition counts.
    """

    chains: Mapping[tuple[type, str], Sequence[RuleDefinition]]
    views: Mapping[type, RuleDefinition]
    limits: Mapping[tuple[type, str], RuleDefinition] = attrs.field(factory=dict)
    _counts_known: dict[tuple[type, RuleDefinition], bool] = attrs.field(factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, plugins: Iterable[tuple[PluginInfo, Sequence[Rule]]]) -> RuleBook:
        """Put the rules of plugins, outermost first, in one book; faults name rule and plugin."""
        chains: dict[tuple[type, str], list[RuleDefinition]] = {}
        views: dict[type, RuleDefinition] = {}
        limits: dict[tuple[type, str], RuleDefinition] = {}
        for plugin, rules in plugins:
            seen: set[tuple[type, str]] = set()
            for rule in rules:
                key = (rule.of, rule.name)
                if key in seen:
                    raise RuleError(
                        Message("given twice for {table}", table=plural_of(rule.of)),
                        rule=rule.name,
                        plugin=plugin.name,
                        hint=Message("rename one of the two"),
                    )
                seen.add(key)
                if isinstance(rule, View):
                    views[rule.of] = RuleDefinition(rule, plugin)
                    continue
                if isinstance(rule, Limit):
                    limits[key] = RuleDefinition(rule, plugin)
                    continue
                if rule.name in {column.name for column in columns_of(rule.of)} | GIVEN:
                    raise RuleError(
                        Message("{table} has a column of that name", table=plural_of(rule.of)),
                        rule=rule.name,
                        plugin=plugin.name,
                        hint=Message("give the rule a name of its own"),
                    )
                chain = chains.setdefault(key, [])
                chain.append(RuleDefinition(rule, plugin, len(chain)))
        return cls(chains, views, limits)

    def definitions(self) -> list[RuleDefinition]:
        """Every definition: indicators and summaries, those that inner plugins replace too, views, limits."""
        chained = [definition for chain in self.chains.values() for definition in chain]
        return [*chained, *self.views.values(), *self.limits.values()]

    def is_innermost(self, definition: RuleDefinition) -> bool:
        """Whether an indicator or a summary is the one that its name means."""
        return self.find(definition.rule.of, definition.rule.name) is definition

    def names(self, record: type) -> list[str]:
        """The names of all indicators and summaries of a record, in the order they were given."""
        return [name for kind, name in self.chains if kind is record]

    def limits_of(self, record: type) -> list[RuleDefinition]:
        """The limits on the candidates of a record, in the order they were given."""
        return [definition for (kind, _), definition in self.limits.items() if kind is record]

    def find(self, record: type, name: str) -> RuleDefinition:
        """The innermost definition, or an error that suggests the name that was meant."""
        chain = self.chains.get((record, name))
        if not chain:
            close = difflib.get_close_matches(name, self.names(record), n=3)
            raise UnknownNameError(
                Message("{table} have no indicator '{name}'", table=plural_of(record), name=name),
                hint=Message("did you mean {names}", names=", ".join(close))
                if close
                else Message("see 'asn-dev regions'"),
            )
        return chain[-1]

    def outer(self, record: type, definition: RuleDefinition) -> RuleDefinition:
        """What `inherited` means to a definition."""
        if definition.depth == 0:
            raise RuleError(
                Message("reads 'inherited', but no outer plugin defines it"),
                rule=definition.rule.name,
                plugin=definition.plugin.name,
            )
        return self.chains[record, definition.rule.name][definition.depth - 1]

    def reads(self, record: type, definition: RuleDefinition) -> dict[str, RuleDefinition | None]:
        """For each argument the definition it means; None for a plain column and what is given."""
        columns = {column.name for column in columns_of(record)}
        definitions: dict[str, RuleDefinition | None] = {}
        for name in definition.rule.reads:
            if name == "inherited":
                definitions[name] = self.outer(record, definition)
            elif name in GIVEN or name in columns:
                definitions[name] = None
            elif (record, name) in self.chains:
                definitions[name] = self.chains[record, name][-1]
            else:
                candidates = [*columns, *self.names(record)]
                close = difflib.get_close_matches(name, candidates, n=3)
                raise RuleError(
                    Message(
                        "reads '{name}', which is neither a column nor an indicator of {table}",
                        name=name,
                        table=plural_of(record),
                    ),
                    rule=definition.rule.name,
                    plugin=definition.plugin.name,
                    hint=Message("did you mean {names}", names=", ".join(close)) if close else None,
                )
        return definitions

    def keyed(
        self, record: type, names: Iterable[str], definition: RuleDefinition
    ) -> dict[str, RuleDefinition]:
        """Those of a summary's key columns of a record that are indicators, with what they mean."""
        columns = {column.name for column in columns_of(record)}
        definitions: dict[str, RuleDefinition] = {}
        for name in names:
            if name in columns:
                continue
            if (record, name) not in self.chains:
                close = difflib.get_close_matches(name, [*columns, *self.names(record)], n=3)
                raise RuleError(
                    Message(
                        "has the key '{name}', neither a column nor an indicator of {table}",
                        name=name,
                        table=plural_of(record),
                    ),
                    rule=definition.rule.name,
                    plugin=definition.plugin.name,
                    hint=Message("did you mean {names}", names=", ".join(close)) if close else None,
                )
            definitions[name] = self.chains[record, name][-1]
        return definitions

    def counts_known(self, record: type, definition: RuleDefinition) -> bool:
        """Whether a result speaks of what is known: as declared, else if anything that it stands on does.

        A view says it for all rules over the rows that it makes.
        """
        answers, key = self._counts_known, (record, definition)
        if key not in answers:
            answers[key] = False  # until it is known; circles are refused elsewhere
            answers[key] = self._declared(record, definition)
        return answers[key]

    def _declared(self, record: type, definition: RuleDefinition) -> bool:
        rule = definition.rule
        if rule.counts_known is not None:
            return rule.counts_known
        source = rule.source if isinstance(rule, Summary) else record
        views = [self.views[place] for place in {record, source} if place in self.views]
        if any(view.rule.counts_known for view in views):
            return True
        needs = [(source, need) for need in self.reads(source, definition).values() if need]
        if isinstance(rule, Summary):
            for theirs, ours in rule.key:
                needs += [(source, need) for need in self.keyed(source, [theirs], definition).values()]
                needs += [(record, need) for need in self.keyed(record, [ours], definition).values()]
        return any(self.counts_known(place, need) for place, need in needs)

    def column(self, record: type, definition: RuleDefinition) -> str:
        """What a rule's value is called in a frame: outer definitions carry their plugin's name."""
        innermost = self.chains[record, definition.rule.name][-1]
        return (
            definition.rule.name
            if definition is innermost
            else f"{definition.rule.name}@{definition.plugin.name}"
        )

    def needs(self, record: type, names: Collection[str]) -> dict[RuleDefinition, set[RuleDefinition]]:
        """Every definition that these names stand on, with what it needs; nothing before its needs.

        Summaries read another table; of this record they need only the indicators among their keys.
        """
        graph: dict[RuleDefinition, set[RuleDefinition]] = {}
        waiting = [self.find(record, name) for name in names]
        while waiting:
            definition = waiting.pop()
            if definition in graph:
                continue
            reads: Mapping[str, RuleDefinition | None] = {}
            if isinstance(definition.rule, Summary):
                reads = self.keyed(record, (ours for _, ours in definition.rule.key), definition)
            elif isinstance(definition.rule, Indicator):
                reads = self.reads(record, definition)
            graph[definition] = {need for need in reads.values() if need}
            waiting += graph[definition]
        try:
            order = list(graphlib.TopologicalSorter(graph).static_order())
        except graphlib.CycleError as error:
            ring = error.args[1]
            raise RuleError(
                Message(
                    "is part of a circle: {ring}",
                    ring=" -> ".join(definition.rule.name for definition in ring),
                ),
                rule=ring[0].rule.name,
                plugin=ring[0].plugin.name,
                hint=Message("one of them must do without the others"),
            ) from None
        return {definition: graph[definition] for definition in order}
