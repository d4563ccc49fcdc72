"""Explaining: one result as a tree of values, rules and parameters, down to the rows it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import narwhals as nw

from asn_dev.errors import TableError, UnknownNameError
from asn_dev.formatting import integer
from asn_dev.messages import Message
from asn_dev.model import Nip, column_of, columns_of, key_of, mask, plural_of, record_named
from asn_dev.overviews import Grid, HasOverview, Overview, counted, in_words
from asn_dev.register.tables import Register
from asn_dev.rules.book import GIVEN, PluginInfo, RuleDefinition
from asn_dev.rules.calculation import Calculation
from asn_dev.rules.definitions import Summary
from asn_dev.rules.parameters import InForce
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.study_data import StudyData, calculate, study_data

MOST_ROWS = 20
"""How many rows of a source a summary shows."""


@attrs.frozen(repr=False)
class Trace(HasOverview):
    """One value of a result: what it is, which rule of which plugin gave it, from what.

    `parameters` are the values the rule read, each with date, source and evidence; `parts` the values
    it stands on; `rows` the source rows of a summary (the first 20), `row_count` how many there are;
    `row_rules` the plugins of those values in the rows that rules have computed; `reference` the regulation
    and article that the rule carries out.
    """

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

    def to_dict(self) -> dict[str, Any]:
        """The tree as plain values, for JSON."""
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
            "parts": [part.to_dict() for part in self.parts],
        }

    def overview(self) -> Overview:
        """The value, what it stands on, whose rules gave it, and how well its parameters are known."""
        below = [trace for trace in self.walk() if trace is not self]
        used = {used.parameter.key: used for trace in self.walk() for used in trace.parameters}
        rules = [trace for trace in self.walk() if trace.plugin]
        facts: dict[str, object] = {part.name: in_words(part.value) for part in self.parts}
        if self.row_count is not None:
            facts["rows"] = f"{integer(self.row_count, 'en')} of the source counted"
        facts["unknown below"] = ", ".join(trace.name for trace in below if trace.value is None) or "nothing"
        facts["rules"] = counted(
            f"{trace.plugin.name} {trace.plugin.version}" for trace in rules if trace.plugin
        )
        if self.reference:
            facts["reference"] = self.reference
        facts["parameters"] = counted(one.evidence for one in used.values()) or "none"
        if self.assumed():
            facts["assumed"] = ", ".join(sorted(self.assumed()))
        unit = f" {self.unit}" if self.unit and self.value is not None else ""
        heads = ("what", "value", "name", "plugin", "since", "evidence", "source")
        grid = Grid("What it stands on", heads, list(self._rows(0)))
        names = list(dict.fromkeys(name for row in self.rows for name in row))
        source = [[row.get(name, "") for name in names] for row in self.rows]
        grids = [grid, Grid("Rows of the source", names, source, count=self.row_count)]
        by = f" [{self.plugin.name} {self.plugin.version}]" if self.plugin else ""
        return Overview(f"Trace {self.name} = {in_words(self.value)}{unit}{by}", facts, grids)

    def _rows(self, depth: int) -> Iterator[tuple[object, ...]]:
        pad = "· " * depth
        plugin = f"{self.plugin.name} {self.plugin.version}" if self.plugin else ""
        value = self.value if self.value is None else in_words(self.value)
        yield f"{pad}{self.label}", value, self.name, plugin, "", "", ""
        for used in self.parameters:
            cited = _cited(used)
            yield (
                f"{pad}· § {used.parameter.label.id}",
                *(cited[name] for name in ("value", "key", "plugin", "since", "evidence", "source")),
            )
        for part in self.parts:
            yield from part._rows(depth + 1)

    def __str__(self) -> str:
        return "\n".join(self._lines(0))

    def _lines(self, depth: int) -> Iterator[str]:
        pad = "  " * depth
        unit = f" {self.unit}" if self.unit and self.value is not None else ""
        value = "tidak diketahui" if self.value is None else self.value
        by = f"  [{_signed(self.plugin)}]" if self.plugin else ""
        yield f"{pad}{self.label} ({self.name}) = {value}{unit}{by}"
        if self.reference:
            yield f"{pad}  dasar: {self.reference}"
        for used in self.parameters:
            cited = _cited(used)
            since = f"sejak {cited['since']}, {cited['source']} ({cited['evidence']})"
            by = f"{cited['plugin']} {cited['version'] or ''}".rstrip()
            by += f", varian '{cited['variant']}' {_chosen(used.chosen_by)}" if cited["variant"] else ""
            yield f"{pad}  § {cited['key']} = {cited['value']} {since}  [{by}]"
        if self.row_count is not None:
            yield f"{pad}  {self.row_count} baris sumber" + (
                f", {MOST_ROWS} pertama:" if self.row_count > MOST_ROWS else ""
            )
            for name, plugin in self.row_rules.items():
                yield f"{pad}    {name}: [{_signed(plugin)}]"
            for row in self.rows:
                yield f"{pad}    " + ", ".join(f"{name}={value}" for name, value in row.items())
        for part in self.parts:
            yield from part._lines(depth + 1)


def explain(
    register: Register | StudyData,
    region: Region | None,
    indicator: str,
    key: str | Nip,
    *,
    of: type | str | None = None,
    period: Period | int | None = None,
) -> Trace:
    """Why one row has the value it has: the tree of an indicator for the row with that key.

    `of` is the record (default: the first record that has an indicator of that name); for records
    with several key columns give the values parted by ``|``.

    Raises `UnknownNameError` for an indicator or a key that does not exist.

    >>> import asn_dev as asn
    >>> who = {"nip": asn.Nip("198704122010012345"), "employment": asn.Employment.PNS}
    >>> register = asn.Register.of([asn.CivilServant(**who, education=asn.Education.S1)])
    >>> region = asn.region("nasional", on="2025-12-31")
    >>> trace = asn.explain(register, region, "ip_asn_qualification", "198704122010012345")
    >>> trace.value, trace.plugin.name, trace.parts[0].value
    (15.0, 'nasional', '40')
    """
    study = study_data(register, region, period)
    region = study.region
    record = record_named(of) if isinstance(of, str) else of or _record_of(region, indicator)
    bound = region.book.find(record, indicator)
    calculation = calculate(study.register, region, study.period)
    if not calculation.has(record):
        raise TableError(
            Message("the register holds no {table}", table=plural_of(record)),
            hint=Message("read the file that lists them"),
        )
    frame = calculation.table(record, [indicator])
    text = key.number if isinstance(key, Nip) else key
    columns = key_of(record)
    wanted = text.split("|") if len(columns) > 1 else [text]
    for column, part in zip(columns, wanted, strict=False):
        frame = frame.filter(nw.col(column) == part)
    rows = frame.collect().rows(named=True)
    if not rows or len(wanted) != len(columns):
        shown = mask(text) if column_of(record, columns[0]).personal else text
        raise UnknownNameError(
            Message("no row of {table} has the key '{key}'", table=plural_of(record), key=shown),
            hint=Message("the key is {columns}", columns=" | ".join(columns)),
        )
    return _Tracer(calculation, region, rows[0]).trace(record, bound, indicator)


def _record_of(region: Region, indicator: str) -> type:
    for record, name in region.book.chains:
        if name == indicator:
            return record
    raise UnknownNameError(
        Message("region '{name}' has no indicator '{indicator}'", name=region.name, indicator=indicator),
        hint=Message("see 'asn-dev regions'"),
    )


@attrs.frozen(eq=False)
class _Tracer:
    """Builds the tree for one computed row."""

    calculation: Calculation
    region: Region
    row: dict[str, Any]

    def trace(self, record: type, bound: RuleDefinition, column: str) -> Trace:
        """The value of a rule with what it stands on."""
        recorder = self.region.parameters.recorder()
        if isinstance(bound.rule, Summary):
            aggregate = self.calculation.aggregate(bound, recorder)
            rows, count = self._source_rows(bound.rule, bound, aggregate.where)
            needs = self.calculation.book.reads(bound.rule.source, bound)
            computed = {name: need.plugin for name, need in needs.items() if need}
            parts: tuple[Trace, ...] = ()
        else:
            self.calculation.expression(record, bound, recorder)
            rows, count, computed = (), None, {}
            parts = tuple(self._parts(record, bound))
        return Trace(
            name=bound.rule.name,
            label=bound.rule.label.id,
            value=self.row[column],
            unit=getattr(bound.rule, "unit", ""),
            plugin=bound.plugin,
            parameters=tuple(self.region.parameters.value(used) for used in recorder.used),
            parts=parts,
            rows=rows,
            row_count=count,
            row_rules=computed,
            reference=bound.rule.reference,
        )

    def _parts(self, record: type, bound: RuleDefinition) -> Iterator[Trace]:
        for name, need in self.calculation.book.reads(record, bound).items():
            if need:
                yield self.trace(record, need, self.calculation.book.column(record, need))
            elif name not in GIVEN:
                column = next(column for column in columns_of(record) if column.name == name)
                value = self.row[name]
                yield Trace(name, column.label, mask(str(value)) if column.personal and value else value)

    def _source_rows(
        self, rule: Summary, bound: RuleDefinition, where: nw.Expr | None
    ) -> tuple[tuple[dict[str, Any], ...], int | None]:
        if not self.calculation.has(rule.source):
            return (), None
        reads = self.calculation.book.reads(rule.source, bound)
        keys = self.calculation.book.keyed(rule.source, (theirs for theirs, _ in rule.key), bound)
        rows = self.calculation.table(rule.source, [*(name for name, need in reads.items() if need), *keys])
        for theirs, ours in rule.key:
            rows = rows.filter(nw.col(theirs) == self.row[ours])
        if where is not None:
            rows = rows.filter(where)
        shown = [column.name for column in columns_of(rule.source) if not column.personal]
        indicators = [name for name, need in reads.items() if need]
        records = rows.select(*shown, *indicators).collect().rows(named=True)
        trimmed = [{name: value for name, value in row.items() if value is not None} for row in records]
        return tuple(trimmed[:MOST_ROWS]), len(records)


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


def _chosen(by: str) -> str:
    return {"default": "bawaan", "caller": "pilihan pemanggil"}.get(by, f"pilihan {by}")


def _signed(plugin: PluginInfo) -> str:
    return f"{plugin.name} {plugin.version}"
