"""A sheet read by what the map says of it: its table forced, headings renamed, words added, constants set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import polars as pl

from asn_dev.errors import FileError, did_you_mean
from asn_dev.messages import Message, joined
from asn_dev.model.records import allowed_texts
from asn_dev.register.aliases import Aliases, squeezed
from asn_dev.register.cells import read_cells
from asn_dev.register.facts import fact_keys
from asn_dev.register.files import Sheet
from asn_dev.register.files.facts import Fact
from asn_dev.register.files.sheet import BLANKS
from asn_dev.register.layouts import Layout, recognise
from asn_dev.register.layouts.recognising import Recognised
from asn_dev.register.ledger import Finding, Severity
from asn_dev.register.mapping import NAMED, Map, SheetMap, layout_named, source_named
from asn_dev.register.sources import Source


@attrs.frozen(eq=False)
class MappedLayout(Layout):
    """A layout of which some headings were named by a person; `forced` goes by squeezed heading."""

    forced: Mapping[str, str] = attrs.field(factory=dict, kw_only=True)

    def columns(self, headings: Sequence[str], aliases: Aliases) -> dict[str, Source]:
        """The source that each heading fills: by the map first, else by the layout."""
        mapped = {
            heading: given
            for heading in headings
            if squeezed(heading) in self.forced
            and (given := source_named(self.forced[squeezed(heading)], self)) is not None
        }
        taken = {given.field for given in mapped.values()}
        left = attrs.evolve(self, sources=[one for one in self.sources if one.field not in taken], forced={})
        others = [heading for heading in headings if squeezed(heading) not in self.forced]
        usual = Layout.columns(left, others, aliases)
        return {
            heading: (mapped | usual)[heading]
            for heading in headings
            if heading in mapped or heading in usual
        }


def recognised_by_map(
    sheet: Sheet,
    part: SheetMap,
    map: Map,
    kinds: Sequence[Layout],
    aliases: Aliases,
    *,
    stem: str,
) -> tuple[Sheet, Recognised]:
    """Apply the map to a sheet: its constants, its decisions, and the layout it is read by.

    Raises `FileError` where the table needs a column that is neither in the sheet nor said.
    """
    headings = sheet.frame.columns
    label = (
        Message("{file}, sheet '{sheet}'", file=sheet.file, sheet=sheet.name) if sheet.name else sheet.file
    )
    facts = {**sheet.facts, **{name: [Fact(text, name)] for name, text in part.constants.items()}}
    sheet = attrs.evolve(sheet, facts=facts)
    doubts: Sequence[Finding] = ()
    if part.table:
        layout = layout_named(part.table, kinds)
        if layout is None:
            raise FileError(
                Message("the map names the table '{name}', which is not there", name=part.table), file=label
            )
    else:
        renamed = attrs.evolve(aliases, headings={**aliases.headings, **_as_aliases(part)})
        choice = recognise(sheet, kinds, renamed, stem=stem, facts=fact_keys(sheet))
        layout, doubts = choice.layout, choice.notes
    mapped = _mapped(layout, part)
    columns = mapped.columns(headings, aliases)
    present = {given.field for given in columns.values()}
    constant = {given.field for given in mapped.sources if given.fact and given.fact in fact_keys(sheet)}
    lacking = sorted(mapped.needed - present - constant)
    if lacking:
        raise FileError(
            Message(
                "the map makes it '{table}', which needs {columns}",
                table=layout.name,
                columns=", ".join(lacking),
            ),
            file=label,
            hint=Message(
                "name the heading of each under [sheet.columns], or a value under [sheet.constants]"
            ),
        )
    _refuse_unreadable(mapped, part, label)
    notes = [*sheet.notes, *_decided(sheet, part, map, layout, columns)]
    return attrs.evolve(sheet, notes=notes), Recognised(mapped, tuple(doubts))


def _as_aliases(part: SheetMap) -> dict[str, str]:
    return {heading: field for heading, field in part.columns.items() if field}


def _mapped(layout: Layout, part: SheetMap) -> MappedLayout:
    """The layout with the person's headings, words and constants."""
    sources = []
    for source in layout.sources:
        words = part.codes.get(source.field)
        codes = source.codes
        if words and source.resolve not in NAMED:
            own = {code: code for code in allowed_texts(source.column) or ()}
            codes = {**(source.codes or own), **words}
        fact = source.field if source.field in part.constants else source.fact
        sources.append(attrs.evolve(source, codes=codes, fact=fact))
    fields = {field.name: getattr(layout, field.name) for field in attrs.fields(Layout)}
    forced = {squeezed(heading): field for heading, field in part.columns.items()}
    return MappedLayout(**{**fields, "sources": sources}, forced=forced)


def _refuse_unreadable(layout: Layout, part: SheetMap, label: str) -> None:
    """A constant that the column cannot hold is an error, not an unknown in every row."""
    for name, text in part.constants.items():
        source = source_named(name, layout)
        if source and read_cells(source, pl.Series([text]), None).values.null_count():
            raise FileError(
                Message(
                    "the map's constant {name} = '{value}' cannot be used in that column",
                    name=name,
                    value=text,
                ),
                file=label,
            )


def _decided(
    sheet: Sheet,
    part: SheetMap,
    map: Map,
    layout: Layout,
    columns: Mapping[str, Source],
) -> list[Finding]:
    """Report what the map decided for the sheet, and which parts of it had no effect."""
    present = {given.fact for given in columns.values()} | {given.field for given in columns.values()}
    possible = {given.fact for given in layout.sources} | {given.field for given in layout.sources}
    notes: list[Finding] = []

    def note(rule: str, severity: Severity, column: str, message: Message) -> None:
        notes.append(Finding(rule, severity, sheet.file, sheet.name, column, 1, message))

    if part.table:
        note(
            "map_table",
            "info",
            "",
            Message("{map} says that this is '{table}'", map=map.file, table=layout.name),
        )
    by_word = {squeezed(heading): heading for heading in sheet.frame.columns}
    for heading, field in part.columns.items():
        here = by_word.get(squeezed(heading))
        if here is None:
            meant = did_you_mean(heading, sheet.frame.columns)
            fault = Message("{map} names a heading that the sheet does not have", map=map.file)
            note("map_heading_missing", "warning", heading, joined(", ", [fault, meant]) if meant else fault)
        elif field:
            message = Message("{map} says that this column is {name}", map=map.file, name=field)
            note("map_column", "info", here.strip(BLANKS), message)
        else:
            note("map_column", "info", here.strip(BLANKS), Message("{map} says not to use it", map=map.file))
    for name, value in part.constants.items():
        if name in present:
            message = Message(
                "{map} says {name} = '{value}'; the cells of the sheet hold",
                map=map.file,
                name=name,
                value=value,
            )
            note("map_constant_not_used", "warning", name, message)
        elif name not in possible:
            message = Message("{map} says {name} = '{value}', for which '{table}' has no column",
                              map=map.file, name=name, value=value, table=layout.name)  # fmt: skip
            note("map_constant_not_used", "warning", name, message)
        else:
            message = Message(
                "{map} says {name} = '{value}' for every row", map=map.file, name=name, value=value
            )
            note("map_constant", "info", name, message)
    headings = {given.field: heading.strip(BLANKS) for heading, given in columns.items()}
    for name, words in part.codes.items():
        source = source_named(name, layout)
        changed = [
            word for word, code in words.items() if source and _usual(source, word) not in (None, code)
        ]
        listed = ", ".join(f"'{word}'" for word in words)
        message = Message("{map} says what {words} mean", map=map.file, words=listed)
        note("map_codes", "info", headings.get(name, name), message)
        if changed:
            listed = ", ".join(f"'{word}'" for word in changed)
            message = Message(
                "{map} gives {words} another meaning than the usual; the map holds",
                map=map.file,
                words=listed,
            )
            note("map_codes_changed", "warning", headings.get(name, name), message)
    return notes


def _usual(source: Source, word: str) -> str | None:
    """What a word means without the map."""
    if source.resolve in NAMED:
        return None
    value = read_cells(source, pl.Series([word]), None).values[0]
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def names_said(map: Map, kinds: Sequence[Layout]) -> Aliases:
    """Aliases of units and competencies from the map."""
    units: dict[str, str] = {}
    competencies: dict[str, str] = {}
    for part in map.sheets:
        layout = layout_named(part.table, kinds) if part.table else None
        for field, words in part.codes.items():
            source = source_named(field, layout) if layout else None
            resolve = source.resolve if source else field
            if resolve in NAMED:
                (units if resolve == "unit" else competencies).update(words)
    return Aliases(units=units, competencies=competencies)


def fits_nothing(map: Map, used: Sequence[SheetMap], files: Sequence[str]) -> list[Finding]:
    """The parts of the map that speak of no sheet that was read."""
    findings = []
    for number, part in enumerate(map.sheets, 1):
        if not any(part is one for one in used):
            meant = did_you_mean(part.file, files)
            fault = Message(
                "{key}: no sheet that was read fits file = '{file}', sheet = '{sheet}'",
                key=f"sheet[{number}]",
                file=part.file,
                sheet=part.sheet,
            )
            message = joined(", ", [fault, meant]) if meant else fault
            findings.append(Finding("map_fits_nothing", "warning", map.file, "", "", 1, message))
    return findings
