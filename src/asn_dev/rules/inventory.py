"""The inventory: every installed region, what it brings, and whether it can be used.

One that is broken, switched off or offered twice stands in it with its error; the others are not touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import attrs

from asn_dev.errors import AsnDevError
from asn_dev.model import plural_of
from asn_dev.rules.book import RuleDefinition
from asn_dev.rules.hookspecs import Identity
from asn_dev.rules.plugins import chain_of, deprecations, hooks_of, installed, manager_of, plugin_of
from asn_dev.rules.region_files import read_identity, region_file
from asn_dev.rules.regions import Region, assemble
from asn_dev.rules.switches import switched_off

OK, BROKEN, OFF, CONFLICT = "ok", "broken", "off", "conflict"
"""The states of a region; `CONFLICT`: several distributions offer its name."""

KINDS = {
    "indicator": "indicators",
    "summary": "summaries",
    "veto": "vetoes",
    "view": "views",
    "limit": "limits",
    "parameter": "parameters",
    "choice": "choices",
    "instrument": "instruments",
    "section": "sections",
}
"""What a region can bring, one and many; a `choice` picks a variant of an outer plugin's parameter."""


@attrs.frozen
class Contribution:
    """One thing that a region brings; `overrides` names the outer plugin whose like it replaces."""

    kind: str
    name: str
    of: str = ""
    overrides: str | None = None


@attrs.frozen
class InstalledRegion:
    """A region as installed distributions offer it; `identity` is None where it could not be read.

    `deprecated` says which hooks and arguments it uses that will go away, and what takes their place.
    """

    name: str
    version: str
    distribution: str
    status: str
    error: str = ""
    identity: Identity | None = None
    hooks: tuple[str, ...] = ()
    brings: tuple[Contribution, ...] = ()
    deprecated: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON; what it brings stands by kind: ``indicators``, ``summaries``, ..."""
        who = self.identity
        return {
            "name": self.name,
            "version": self.version,
            "distribution": self.distribution,
            "status": self.status,
            "error": self.error,
            "title": attrs.asdict(who.title) if who else None,
            "government": who.government if who else None,
            "code": who.code if who else "",
            "scheme": who.scheme if who else "",
            "parent": who.parent if who else None,
            "api_version": who.api_version if who else None,
            "hooks": list(self.hooks),
            "deprecated": list(self.deprecated),
            **{
                many: [
                    {"name": one.name, "of": one.of, "overrides": one.overrides}
                    for one in self.brings
                    if one.kind == kind
                ]
                for kind, many in KINDS.items()
            },
        }


def inventory(on: date | None = None) -> list[InstalledRegion]:
    """Every installed region by name, with what it brings that is in force on a day (default: today).

    >>> [one.name for one in inventory() if one.name == "nasional"]
    ['nasional']
    """
    return [describe_region(name, on) for name in installed()]


def describe_region(name: str, on: date | None = None) -> InstalledRegion:
    """One region; raises only `UnknownNameError`, for a name that is not installed."""
    entries = installed().get(name, [])
    if not entries:
        chain_of(name)
    plugins = [plugin_of(entry) for entry in entries]
    region_entry = InstalledRegion(
        name=name,
        version=" | ".join(plugin.version for plugin in plugins),
        distribution=" | ".join(plugin.distribution for plugin in plugins),
        status=CONFLICT if len(entries) > 1 else OFF if switched_off(name) else BROKEN,
    )
    try:
        file = region_file(entries[0])
        if file and len(entries) == 1:
            region_entry = attrs.evolve(region_entry, identity=read_identity(file, plugins[0]))
        chain = chain_of(name)
        day = on or date.today()
        region = assemble(chain, on=day)
        outer = assemble(chain[:-1], on=day) if chain[:-1] else None
    except AsnDevError as error:
        return attrs.evolve(region_entry, error=str(error))
    return attrs.evolve(
        region_entry,
        status=OK,
        identity=region.identity,
        hooks=hooks_of(chain[-1][1]),
        deprecated=deprecations(manager_of(chain), chain[-1][0]),
        brings=tuple(sorted(_brings(region, outer), key=lambda part: list(KINDS).index(part.kind))),
    )


def _brings(region: Region, outer: Region | None) -> Iterator[Contribution]:
    own = region.plugins[-1]
    book = region.book
    for (record, name), definitions in book.chains.items():
        if definitions[-1].plugin == own:
            kind = type(definitions[-1].rule).__name__.lower()
            replaced = definitions[-2].plugin.name if len(definitions) > 1 else None
            yield Contribution(kind, name, plural_of(record), replaced)
    for record, definition in book.views.items():
        if definition.plugin == own:
            before = outer.book.views.get(record) if outer else None
            yield Contribution("view", definition.rule.name, plural_of(record), _owner(before))
    for (record, name), definition in book.limits.items():
        if definition.plugin == own:
            before = outer.book.limits.get((record, name)) if outer else None
            yield Contribution("limit", name, plural_of(record), _owner(before))
    yield from _values(region, outer)
    section_owners = {section.key: plugin.name for plugin, section in (outer.sections if outer else ())}
    for plugin, section in region.sections:
        if plugin == own:
            yield Contribution("section", section.key, overrides=section_owners.get(section.key))
    for code, versions in region.instruments.versions.items():
        if versions[-1].plugin == own.name:
            yield Contribution("instrument", code, overrides=_asked_before(outer, code))


def _owner(definition: RuleDefinition | None) -> str | None:
    return definition.plugin.name if definition else None


def _values(region: Region, outer: Region | None) -> Iterator[Contribution]:
    """Parameters that the region sets, and variants that it chooses."""
    for key in region.parameters:
        used = region.parameters.value(key)
        if used.parameter.plugin == region.name:
            before = outer.parameters.value(key) if outer and key in outer.parameters else None
            yield Contribution("parameter", key, overrides=before.parameter.plugin if before else None)
        elif used.choice and used.choice.plugin == region.name:
            yield Contribution("choice", key, overrides=used.parameter.plugin)


def _asked_before(outer: Region | None, code: str) -> str | None:
    return outer.instruments.versions[code][-1].plugin if outer and code in outer.instruments else None


def count(brings: Sequence[Contribution], *kinds: str) -> tuple[int, int]:
    """How many of these kinds a region adds, and how many it replaces."""
    chosen = [contribution for contribution in brings if contribution.kind in kinds]
    replaced = sum(contribution.overrides is not None for contribution in chosen)
    return len(chosen) - replaced, replaced
