"""What a region says of itself: whose rules it has, of which kinds, and how well its values are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from asn_dev.model import plural_of
from asn_dev.overviews import Grid, Overview, count, counted
from asn_dev.rules.parameter_overviews import grid_of

if TYPE_CHECKING:
    from asn_dev.rules.book import RuleDefinition
    from asn_dev.rules.regions import Region


def overview_of(region: Region) -> Overview:
    """The plugins, their rules, parameters, questionnaires and sections."""
    held = [region.parameters.value(key) for key in region.parameters]
    rules_given = list(_bounds(region))
    by_plugin = Counter(definition.plugin.name for definition in rules_given)
    code = f" ({region.identity.code}, {region.identity.scheme})" if region.identity.code else ""
    facts: dict[str, object] = {"government": f"{region.identity.government}{code}"}
    for plugin in region.plugins:
        facts[f"plugin {plugin.name}"] = (
            f"{plugin.version} ({plugin.distribution}): {count(by_plugin[plugin.name], 'rule')}"
        )
    facts["rules"] = counted(type(definition.rule).__name__ for definition in rules_given) or "none"
    replaced = [
        f"{definition.rule.name} ({definition.plugin.name})"
        for definition in rules_given
        if definition.depth and _is_innermost(region, definition)
    ]
    facts |= {"replaced": ", ".join(replaced)} if replaced else {}
    facts["parameters"] = counted(value.evidence for value in held) or "none"
    chosen = [
        f"{value.parameter.key} = {value.value.variant} ({value.chosen_by})"
        for value in held
        if value.chosen_by != "default"
    ]
    facts |= {"chosen": ", ".join(chosen)} if chosen else {}
    facts["questionnaires"] = ", ".join(region.instruments) or "none"
    facts["report sections"] = ", ".join(rule.key for _, rule in region.sections) or "none"
    chain = " > ".join(plugin.name for plugin in region.plugins)
    rows = [
        (
            plural_of(definition.rule.of),
            definition.rule.name,
            type(definition.rule).__name__,
            definition.rule.label.en,
            definition.plugin.name,
        )
        for definition in reversed(rules_given)
    ]
    rules = Grid("Rules, the innermost plugin first", ("of", "rule", "kind", "label", "plugin"), rows)
    return Overview(f"Region {region.name} on {region.on}: {chain}", facts, [rules, grid_of(held)])


def _bounds(region: Region) -> Iterator[RuleDefinition]:
    """Every rule, of the outermost plugin first; those that inner ones replace included."""
    book = region.book
    definitions = [definition for chain in book.chains.values() for definition in chain]
    definitions += [*book.views.values(), *book.limits.values()]
    order = {plugin.name: depth for depth, plugin in enumerate(region.plugins)}
    yield from sorted(definitions, key=lambda definition: order[definition.plugin.name])


def _is_innermost(region: Region, definition: RuleDefinition) -> bool:
    return region.book.find(definition.rule.of, definition.rule.name) is definition
