"""Explaining: which rules, parameters and rows gave one result, as a `Trace`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import narwhals as nw

from asn_dev.errors import TableError, UnknownNameError
from asn_dev.messages import Message
from asn_dev.model import Nip, column_of, columns_of, key_of, mask, plural_of, record_named
from asn_dev.register.tables import Register
from asn_dev.rules import definitions
from asn_dev.rules.book import GIVEN, RuleDefinition
from asn_dev.rules.calculation import Calculation
from asn_dev.rules.labels import Text
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.study_data import StudyData, calculate, study_data
from asn_dev.traces import MOST_ROWS, Trace


def explain(
    register: Register | StudyData,
    region: Region | None,
    indicator: str,
    key: str | Nip,
    *,
    of: type | str | None = None,
    period: Period | int | None = None,
    language: str = "id",
) -> Trace:
    """Why one row has the value it has: the tree of an indicator for the row with that key.

    Its words are in `language`; those of a study in the study's. `of` is the record (default: the first
    record that has an indicator of that name); for records with several key columns give the values parted
    by ``|``.

    Raises `UnknownNameError` for an indicator or a key that does not exist.

    >>> import asn_dev as asn
    >>> who = {"nip": asn.Nip("198704122010012345"), "employment": asn.Employment.PNS}
    >>> register = asn.Register.of([asn.CivilServant(**who, education=asn.Education.S1)])
    >>> region = asn.region("nasional", on="2025-12-31")
    >>> trace = asn.explain(register, region, "ip_asn_qualification", "198704122010012345")
    >>> trace.value, trace.plugin.name, trace.parts[0].value
    (15.0, 'nasional', '40')
    """
    study = study_data(register, region, period, language)
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
    return _Tracer(calculation, region, rows[0], study.language).trace(record, bound, indicator)


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
    language: str

    def trace(self, record: type, bound: RuleDefinition, column: str) -> Trace:
        """The value of a rule with what it stands on."""
        recorder = self.region.parameters.recorder()
        if isinstance(bound.rule, definitions.Summary):
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
            label=bound.rule.label.in_(self.language),
            value=self.row[column],
            unit=getattr(bound.rule, "unit", ""),
            plugin=bound.plugin,
            parameters=tuple(self.region.parameters.value(used) for used in recorder.used),
            parts=parts,
            rows=rows,
            row_count=count,
            row_rules=computed,
            reference=bound.rule.reference,
            language=self.language,
        )

    def _parts(self, record: type, bound: RuleDefinition) -> Iterator[Trace]:
        for name, need in self.calculation.book.reads(record, bound).items():
            if need:
                yield self.trace(record, need, self.calculation.book.column(record, need))
            elif name not in GIVEN:
                column = next(column for column in columns_of(record) if column.name == name)
                value = self.row[name]
                seen = mask(str(value)) if column.personal and value else value
                label = Text(column.label, column.doc).in_(self.language)
                yield Trace(name, label, seen, language=self.language)

    def _source_rows(
        self, rule: definitions.Summary, bound: RuleDefinition, where: nw.Expr | None
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
        plain = [column.name for column in columns_of(rule.source) if not column.personal]
        indicators = [name for name, need in reads.items() if need]
        records = rows.select(*plain, *indicators).collect().rows(named=True)
        trimmed = [{name: value for name, value in row.items() if value is not None} for row in records]
        return tuple(trimmed[:MOST_ROWS]), len(records)
