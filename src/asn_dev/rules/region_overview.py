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
    given = list(_bounds(region))
    by_plugin = Counter(bound.plugin.name for bound in given)
    code = f" ({region.identity.code}, {region.identity.scheme})" if region.identity.code else ""
    facts: dict[str, object] = {"government": f"{region.identity.government}{code}"}
    for plugin in region.plugins:
        facts[f"plugin {plugin.name}"] = (
            f"{plugin.version} ({plugin.distribution}): {count(by_plugin[plugin.name], 'rule')}"
        )
    facts["rules"] = counted(type(bound.rule).__name__ for bound in given) or "none"
    replaced = [
        f"{bound.rule.name} ({bound.plugin.name})"
        for bound in given
        if bound.depth and _is_innermost(region, bound)
    ]
    facts |= {"replaced": ", ".join(replaced)} if replaced else {}
    facts["parameters"] = counted(found.evidence for found in held) or "none"
    chosen = [
        f"{found.parameter.key} = {found.value.variant} ({found.chosen_by})"
        for found in held
        if found.chosen_by != "default"
    ]
    facts |= {"chosen": ", ".join(chosen)} if chosen else {}
    facts["questionnaires"] = ", ".join(region.instruments) or "none"
    facts["report sections"] = ", ".join(rule.key for _, rule in region.sections) or "none"
    chain = " > ".join(plugin.name for plugin in region.plugins)
    rows = [
        (
            plural_of(bound.rule.of),
            bound.rule.name,
            type(bound.rule).__name__,
            bound.rule.label.en,
            bound.plugin.name,
        )
        for bound in reversed(given)
    ]
    rules = Grid("Rules, the innermost plugin first", ("of", "rule", "kind", "label", "plugin"), rows)
    return Overview(f"Region {region.name} on {region.on}: {chain}", facts, [rules, grid_of(held)])


def _bounds(region: Region) -> Iterator[RuleDefinition]:
    """Every rule, of the outermost plugin first; those that inner ones replace included."""
    book = region.book
    found = [bound for chain in book.chains.values() for bound in chain]
    found += [*book.views.values(), *book.limits.values()]
    order = {plugin.name: place for place, plugin in enumerate(region.plugins)}
    yield from sorted(found, key=lambda bound: order[bound.plugin.name])


def _is_innermost(region: Region, bound: RuleDefinition) -> bool:
    return region.book.find(bound.rule.of, bound.rule.name) is bound
