"""Opening files: each sheet is recognised and read; what cannot be read is entered in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.aliases import Aliases, squeezed
from asn_dev.register.facts import fact_keys
from asn_dev.register.files import Content, HeadingTest, Sheet, fingerprint, open_sheets
from asn_dev.register.layouts import Asked, Layout, layouts_for, recognise
from asn_dev.register.layouts.recognising import Recognised
from asn_dev.register.ledger import Finding, LedgerRow, Severity
from asn_dev.register.mapped import recognised_by_map
from asn_dev.register.mapping import Map, SheetMap
from asn_dev.register.parsed import ParsedSheet
from asn_dev.register.parsing import parse
from asn_dev.register.parting import is_of_both, parted, with_meanings
from asn_dev.register.templates import is_for_people, template_of


@attrs.define(eq=False, slots=False)
class Opening:
    """The settings files are read by, with what was gathered from those opened so far.

    `kinds` are the layouts that there are, `versions` the questionnaires of every day; `mapped` are the
    parts of the map that a sheet fits.
    """

    kinds: Sequence[Layout]
    versions: Sequence[Asked]
    aliases: Aliases
    map: Map | None = None
    parsed: list[ParsedSheet] = attrs.field(factory=list, init=False)
    findings: list[Finding] = attrs.field(factory=list, init=False)
    ledger: list[LedgerRow] = attrs.field(factory=list, init=False)
    mapped: list[SheetMap] = attrs.field(factory=list, init=False)
    _fingerprints: dict[str, str] = attrs.field(factory=dict, init=False)

    @cached_property
    def known(self) -> HeadingTest:
        """Counts the cells of a line that are headings which somebody knows."""
        return known_headings(self.kinds, self.aliases, self.map)

    def open(self, content: Content, file: str) -> None:
        """Put every sheet of a file with the others; raise if none can be read."""
        opened = open_sheets(content, file, self.known)
        for_people = [one for one in opened if isinstance(one, Sheet) and is_for_people(one.name)]
        for sheet in for_people:
            message = Message("the sheet is there for people to read; it is passed over")
            self.findings.append(Finding("sheet_for_people", "info", file, sheet.name, "", 1, message))
        opened = [one for one in opened if one not in for_people]
        sheets = [one for one in opened if isinstance(one, Sheet)]
        faults = [one for one in opened if isinstance(one, FileError)]
        for sheet in map(parted, sheets):
            twin = self._fingerprints.setdefault(sheet.sha256, file)
            if twin != file:
                raise FileError(
                    Message("has the same content as {file}", file=twin),
                    file=file,
                    hint=Message("keep one of the two"),
                )
            try:
                read_as, choice = self._recognised(sheet, content.stem)
                parsed = parse(read_as, choice.layout, with_meanings(self.aliases, sheet))
            except FileError as error:
                faults.append(error)
            else:
                self.parsed.append(parsed.remarked(choice.notes))
        if faults and len(faults) == len(opened):
            raise faults[0]
        for fault in faults:
            self.not_read(content, file, fault.sentence, rule="sheet_not_read")

    def _recognised(self, sheet: Sheet, stem: str) -> tuple[Sheet, Recognised]:
        """The sheet with the layout it has: by what the map says of it, else by its headings."""
        aliases = with_meanings(self.aliases, sheet)
        possible = layouts_for(sheet, self.kinds, self.versions, aliases)
        part = self.map.of(sheet.file, sheet.name) if self.map else None
        if self.map and part:
            self.mapped.append(part)
            return recognised_by_map(sheet, part, self.map, possible, aliases, stem=stem)
        filled = template_of(sheet.frame.columns)
        if filled:
            return sheet, Recognised(filled.layout)
        return sheet, recognise(sheet, possible, aliases, stem=stem, facts=fact_keys(sheet))

    def not_read(
        self,
        content: Content,
        file: str,
        reason: str,
        *,
        rule: str = "file_not_read",
        severity: Severity = "rejected",
    ) -> None:
        """Enter a file or sheet of which nothing is read in the ledger."""
        try:
            sha256 = fingerprint(content.read(file))
        except OSError:  # the reason says so already
            sha256 = ""
        self.findings.append(Finding(rule, severity, file, "", "", 1, reason))
        self.ledger.append(LedgerRow(file, "", "", 0, 0, 0, 1, sha256=sha256))


def known_headings(kinds: Sequence[Layout], aliases: Aliases, map: Map | None) -> HeadingTest:
    """Counts the cells of a line that any layout, or the region, knows as a heading; the same one once."""
    words = {word for layout in kinds for given in layout.sources for word in given.known_as}
    words |= {squeezed(heading) for heading in aliases.headings}
    words |= {squeezed(heading) for part in (map.sheets if map else ()) for heading in part.columns}
    return lambda cells: len(
        {word for cell in cells if cell.strip() and ((word := squeezed(cell)) in words or is_of_both(cell))}
    )
