"""The region under check: its own rules, and the rows that each of them reads.

A rule is tried alone, over rows made by the rules it stands on. Of its parameters it is given copies
that cannot be written to, so that a faulty plugin spoils nothing for the next check.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs
import narwhals as nw
import polars as pl

from asn_dev.errors import AsnDevError
from asn_dev.messages import Message
from asn_dev.model import key_of
from asn_dev.rules.book import PluginInfo, RuleBook, RuleDefinition
from asn_dev.rules.calculation import Calculation
from asn_dev.rules.definitions import Indicator, Summary
from asn_dev.rules.parameters import Parameters
from asn_dev.rules.prepared import PreparedQuery
from asn_dev.rules.regions import Region
from asn_dev.rules.values import Lookup
from asn_dev.testing.conformance.emptying import Laboratory

if TYPE_CHECKING:
    from asn_dev.rules.instruments import Instruments
    from asn_dev.testing.conformance.emptying import Change, Place
    from asn_dev.testing.conformance.material import Frames, Material

MOST_ROWS = 2500
"""How many rows of one register a rule is tried on."""

EMPTYINGS, GROUPS = 3, 10
"""So often every column is emptied, in so many groups of columns at a time."""


def guarded(region: Region) -> Region:
    """Return the region with parameters whose tables cannot be written to."""
    parameters = region.parameters
    guarded_values = {}
    for key in parameters:
        held = parameters.value(key)
        value = held.value.value
        if isinstance(value, Lookup):
            value = attrs.evolve(value, entries=MappingProxyType(dict(value.entries)))
        guarded_values[key] = attrs.evolve(held, value=attrs.evolve(held.value, value=value))
    lacking = dict.fromkeys(parameters.lacking, Message("no value is in force on {day}", day=parameters.on))
    return attrs.evolve(region, parameters=Parameters(parameters.on, guarded_values, lacking))


@attrs.define(eq=False, slots=False)
class Subject:
    """A region with the material that its rules are tried on."""

    region: Region = attrs.field(converter=guarded)
    material: Material
    _copied: Instruments | None = attrs.field(default=None, init=False)

    @property
    def plugin(self) -> PluginInfo:
        """The plugin under check: the innermost."""
        return self.region.plugins[-1]

    def instruments_before(self) -> Instruments:
        """A copy of the region's instruments as they are now, before another rule is called."""
        if self._copied is None or self._copied != self.region.instruments:
            self._copied = copy.deepcopy(self.region.instruments)
        return self._copied

    @cached_property
    def rules(self) -> list[RuleDefinition]:
        """The plugin's own indicators, vetoes and summaries."""
        chains = self.region.book.chains.values()
        return [bound for chain in chains for bound in chain if bound.plugin == self.plugin]

    @cached_property
    def views(self) -> list[RuleDefinition]:
        """The plugin's own views."""
        return [bound for bound in self.region.book.views.values() if bound.plugin == self.plugin]

    @cached_property
    def limits(self) -> list[RuleDefinition]:
        """The plugin's own limits."""
        return [bound for bound in self.region.book.limits.values() if bound.plugin == self.plugin]

    @cached_property
    def turned_by_emptying(self) -> Mapping[Place, Change]:
        """The plugin's own results that emptying cells turns into other known ones, each with an example.

        Nothing can be said while a rule that they stand on cannot be computed; other checks name it.
        """
        laboratory = Laboratory(self.region, self.material.city, self.plugin.name)
        changes: dict[Place, Change] = {}
        try:
            for seed in range(self.material.seed, self.material.seed + EMPTYINGS):
                for group in laboratory.trials(seed, GROUPS):
                    for change in laboratory.changes(group, seed):
                        changes.setdefault(change.place, change)
        except Exception:  # noqa: BLE001  (whatever a faulty rule raises)
            return {}
        return {place: laboratory.traced(change) for place, change in changes.items()}

    def calculation(self, tables: Mapping[type, nw.LazyFrame[Any]]) -> Calculation:
        """Make the calculation of the region's rules over tables."""
        region = self.region
        return Calculation(tables, region.book, region.parameters, region.period, region.instruments)

    def inputs(self, record: type) -> Sequence[pl.DataFrame]:
        """Return the rows of a record in each register, with all that the plugin's own rules read of it.

        What another rule of the plugin should give is missing where that rule cannot be computed.
        """
        if record not in self._inputs:
            names = self._read_of(record)
            try:
                self._inputs[record] = self._made(record, names)
            except Exception:  # noqa: BLE001  (whatever a faulty rule raises: the others are tried without it)
                sound = [name for name in names if self._can_be_made(record, name)]
                self._inputs[record] = self._made(record, sound)
        return self._inputs[record]

    @cached_property
    def view_rows(self) -> dict[tuple[type, int], tuple[Frames, pl.DataFrame | None]]:
        """What views make of the material's registers, by record and register; each is computed once."""
        return {}

    @cached_property
    def _inputs(self) -> dict[type, Sequence[pl.DataFrame]]:
        return {}

    @cached_property
    def _book(self) -> RuleBook:
        """The rules, with what is inherited in the place of each rule that replaces another."""
        return attrs.evolve(
            self.region.book,
            chains={
                place: [*chain[:-1], _stand_in(chain[-1])]
                if chain[-1].plugin == self.plugin and chain[-1].depth
                else chain
                for place, chain in self.region.book.chains.items()
            },
        )

    def _read_of(self, record: type) -> list[str]:
        names: dict[str, None] = {}
        for bound in [*self.rules, *self.limits]:
            of = bound.rule.source if isinstance(bound.rule, Summary) else bound.rule.of
            try:
                names |= dict.fromkeys(self._keys_of(record, bound))
                if of is record:
                    reads = self.region.book.reads(record, bound)
                    names |= {need.rule.name: None for need in reads.values() if need}
            except AsnDevError:
                continue  # the check of what the rule returns says so
        return list(names)

    def _keys_of(self, record: type, bound: RuleDefinition) -> list[str]:
        """The indicators of a record by which a summary joins."""
        rule = bound.rule
        if not isinstance(rule, Summary):
            return []
        sides = [(rule.source, theirs) for theirs, _ in rule.key] + [(rule.of, ours) for _, ours in rule.key]
        names = [name for place, name in sides if place is record]
        return list(self.region.book.keyed(record, names, bound))

    def _can_be_made(self, record: type, name: str) -> bool:
        try:
            self._made(record, [name], self.material.registers[-1:])
        except Exception:  # noqa: BLE001  (as above)
            return False
        return True

    def _made(
        self, record: type, names: Sequence[str], registers: Sequence[Frames] | None = None
    ) -> list[pl.DataFrame]:
        """The record's table in each register; one query serves all registers with the same columns."""
        queries: dict[tuple[object, ...], PreparedQuery] = {}
        per_register = []
        for frames in self.material.registers if registers is None else registers:
            schemas = {kind: frame.schema for kind, frame in frames.items()}
            shape = tuple((kind, *schema.items()) for kind, schema in schemas.items())
            if shape not in queries:
                queries[shape] = PreparedQuery(
                    schemas,
                    lambda tables: attrs.evolve(self.calculation(tables), book=self._book).table(
                        record, names
                    ),
                )
            rows = queries[shape].run(frames)
            key = key_of(record)
            rows = rows.sort(*key) if key else rows
            per_register.append(rows.sample(MOST_ROWS, seed=1) if rows.height > MOST_ROWS else rows)
        return per_register


def _stand_in(bound: RuleDefinition) -> RuleDefinition:
    """A rule that passes on what it inherits."""
    rule = Indicator(
        of=bound.rule.of,
        name=bound.rule.name,
        label=bound.rule.label,
        function=lambda inherited: inherited,
        reads=("inherited",),
    )
    return attrs.evolve(bound, rule=rule)
