"""The trace of a result: a tree of values, rules and parameters, down to the rows it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import attrs
import polars as pl

from asn_dev.formatting import Figure
from asn_dev.messages import Message, in_language
from asn_dev.overviews import Grid, Overview, Worded, in_words, tally
from asn_dev.results import (
    Facts,
    Result,
    Summary,
    computed_rows,
    empty_table,
    result_table,
    shown,
    tables_of,
)
from asn_dev.rules.book import PluginInfo
from asn_dev.rules.definitions import Text
from asn_dev.rules.in_force import InForce

MOST_ROWS = 20
"""How many rows of a source a summary shows."""


@result_table(id="Yang mendasari", en="What it stands on")
class Step:
    """A value or parameter on which the result rests, those below it set in, in the order of the tree."""

    what: str = shown(id="apa", en="what")
    value: str | None = shown(id="nilai", en="value")
    name: str = shown(id="nama", en="name")
    plugin: str = shown(id="pengaya", en="plugin")
    since: str = shown(id="sejak", en="since")
    evidence: str = shown(id="bukti", en="evidence")
    source: str = shown(id="sumber", en="source")


@result_table(id="Isi baris sumber", en="Cells of the source")
class SourceCell:
    """A cell of a row of the source that counts, the row of which `row` is the number from 1."""

    row: int = shown(id="baris", en="row")
    column: str = shown(id="kolom", en="column")
    value: str = shown(id="nilai", en="value")


@attrs.frozen(repr=False)
class Trace(Result):
    """One value of a result: what it is, which rule of which plugin gave it, from what.

    `parameters` are the values the rule read, each with date, source and evidence; `parts` the values
    it stands on; `rows` the source rows of a summary (the first 20), `row_count` how many there are;
    `row_rules` the plugins of those values in the rows that rules have computed; `reference` the regulation
    and article that the rule carries out. Its tables hold the same: `steps` the tree, `cells` the rows.
    """

    summary_sheet: ClassVar[Text | None] = Text("Ringkasan", "Summary")

    name: str
    label: str
    value: Any
    unit: str = ""
    plugin: PluginInfo | None = None
    parameters: tuple[InForce, ...] = ()
    parts: tuple[Trace, ...] = ()
    rows: tuple[dict[str, Any], ...] = ()
    row_count: int | None = None
    row_rules: Mapping[str, PluginInfo] = attrs.field(factory=dict)
    reference: str = ""
    language: str = "id"

    def walk(self) -> Iterator[Trace]:
        """This value and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def assumed(self) -> set[str]:
        """The parameters on which this result rests although nobody has read them in a text."""
        return {
            used.parameter.key
            for trace in self.walk()
            for used in trace.parameters
            if used.value.evidence == "assumed"
        }

    def title(self) -> str:
        """The value with its unit, and whose rule gave it."""
        return Message(
            "Trace {name} = {value}{by}",
            name=self.name,
            value=in_words(self.value, self.language) + self._unit(),
            by=f" [{_signed(self.plugin)}]" if self.plugin else "",
        ).in_(self.language)

    def facts(self) -> Facts:
        """The tree as plain values."""
        return {
            "name": self.name,
            "label": self.label,
            "value": self.value,
            "unit": self.unit,
            "plugin": attrs.asdict(self.plugin) if self.plugin else None,
            "reference": self.reference,
            "parameters": [_cited(used) for used in self.parameters],
            "rows": [dict(row) for row in self.rows],
            "row_count": self.row_count,
            "row_rules": {name: attrs.asdict(plugin) for name, plugin in self.row_rules.items()},
            "parts": [part.facts() for part in self.parts],
        }

    def summary(self) -> Summary:
        """The values it stands on, what of them is unknown, whose rules, how well parameters are known."""
        below = [trace for trace in self.walk() if trace is not self]
        used = {used.parameter.key: used for trace in self.walk() for used in trace.parameters}
        rules = [trace.plugin for trace in self.walk() if trace.plugin]
        unknown = ", ".join(trace.name for trace in below if trace.value is None)
        facts: dict[str, object] = {part.name: Worded(part.value) for part in self.parts}
        if self.row_count is not None:
            facts[Message("rows")] = Message("{count} of the source counted", count=Figure(self.row_count))
        facts[Message("unknown below")] = unknown or Message("nothing")
        facts[Message("rules")] = tally(map(_signed, rules))
        if self.reference:
            facts[Message("reference")] = self.reference
        facts[Message("parameters")] = tally(one.evidence for one in used.values()) or Message("none")
        if self.assumed():
            facts[Message("assumed")] = ", ".join(sorted(self.assumed()))
        return [
            (in_language(label, self.language), in_words(fact, self.language))
            for label, fact in facts.items()
        ]

    def overview(self, *, personal: bool = False) -> Overview:
        """The title, the summary, what it stands on, and the rows of the source as they are."""
        whole = Result.overview(self, personal=personal)
        names = list(dict.fromkeys(name for row in self.rows for name in row))
        source = [[row.get(name, "") for name in names] for row in self.rows]
        grid = Grid(Message("Rows of the source"), names, source, count=self.row_count)
        steps = next(table for table in tables_of(Trace) if table.name == "steps")
        return attrs.evolve(whole, grids=[self.grid(steps, most=None), grid])

    @computed_rows(Step)
    def steps(self) -> pl.DataFrame:
        """The tree, a row for each value, the parts below what they are parts of."""
        return pl.DataFrame(list(self._lines_of_steps(0)), empty_table(Step).schema, orient="row")

    def _lines_of_steps(self, depth: int) -> Iterator[tuple[object, ...]]:
        pad = "· " * depth
        plugin = _signed(self.plugin) if self.plugin else ""
        value = self.value if self.value is None else in_words(self.value, self.language)
        yield f"{pad}{self.label}", value, self.name, plugin, "", "", ""
        for used in self.parameters:
            cited = _cited(used)
            yield (
                f"{pad}· § {used.parameter.label.in_(self.language)}",
                *(cited[name] for name in ("value", "key", "plugin", "since", "evidence", "source")),
            )
        for part in self.parts:
            yield from part._lines_of_steps(depth + 1)

    @computed_rows(SourceCell, optional=True)
    def cells(self) -> pl.DataFrame:
        """The rows that were counted, a row for each of their cells."""
        cells = [
            (at, name, in_words(value, self.language))
            for at, row in enumerate(self.rows, 1)
            for name, value in row.items()
        ]
        return pl.DataFrame(cells, empty_table(SourceCell).schema, orient="row")

    def __str__(self) -> str:
        return "\n".join(self._lines(0))

    def _lines(self, depth: int) -> Iterator[str]:
        pad = "  " * depth
        value = Message("unknown").in_(self.language) if self.value is None else self.value
        by = f"  [{_signed(self.plugin)}]" if self.plugin else ""
        yield f"{pad}{self.label} ({self.name}) = {value}{self._unit()}{by}"
        if self.reference:
            yield f"{pad}  {Message('by: {reference}', reference=self.reference).in_(self.language)}"
        for used in self.parameters:
            yield f"{pad}  § {_sentence(used).in_(self.language)}"
        if self.row_count is not None:
            yield f"{pad}  {self._rows_shown().in_(self.language)}"
            for name, plugin in self.row_rules.items():
                yield f"{pad}    {name}: [{_signed(plugin)}]"
            for row in self.rows:
                yield f"{pad}    " + ", ".join(f"{name}={value}" for name, value in row.items())
        for part in self.parts:
            yield from part._lines(depth + 1)

    def _unit(self) -> str:
        return f" {self.unit}" if self.unit and self.value is not None else ""

    def _rows_shown(self) -> Message:
        count = self.row_count or 0
        if count > MOST_ROWS:
            return Message("{count} rows of the source, the first {most}:", count=count, most=MOST_ROWS)
        return Message("{count} rows of the source", count=count)


def _cited(used: InForce) -> dict[str, Any]:
    return {
        "key": used.parameter.key,
        "value": str(used.value.value),
        "variant": used.value.variant,
        "since": used.value.since.isoformat(),
        "source": used.value.source,
        "evidence": used.value.evidence,
        "plugin": used.parameter.plugin,
        "version": used.parameter.version,
        "chosen_by": used.chosen_by,
    }


def _sentence(used: InForce) -> Message:
    """A parameter with the value that was read, its date, source and evidence, and who chose it."""
    cited = _cited(used)
    by: str = f"{cited['plugin']} {cited['version'] or ''}".rstrip()
    if cited["variant"]:
        by = Message("{plugin}, variant '{variant}' {chosen}", plugin=by, variant=cited["variant"],
                     chosen=_chosen(used.chosen_by))  # fmt: skip
    return Message(
        "{key} = {value} since {since}, {source} ({evidence})  [{by}]",
        **{name: cited[name] for name in ("key", "value", "since", "source", "evidence")},
        by=by,
    )


def _chosen(by: str) -> Message:
    if by == "default":
        return Message("by default")
    return Message("chosen by {who}", who=Message("the caller") if by == "caller" else by)


def _signed(plugin: PluginInfo) -> str:
    return f"{plugin.name} {plugin.version}"
