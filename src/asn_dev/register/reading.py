"""Reading an office's files: open, recognise, read the cells, resolve names, check, keep the books."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import attrs
import narwhals as nw

from asn_dev.errors import FileError
from asn_dev.register.aliases import Aliases, squeezed
from asn_dev.register.assembling import ledger_row, rejected_of, tables_of
from asn_dev.register.duplicates import reject_repeated
from asn_dev.register.files import HeadingTest, fingerprint, open_sheets
from asn_dev.register.files.folder import find_files
from asn_dev.register.layouts import Asked, Layout, layouts, moodle_layouts, recognise, reject_untold
from asn_dev.register.ledger import Finding, LedgerRow, Severity
from asn_dev.register.names import Names
from asn_dev.register.parsed import ParsedSheet
from asn_dev.register.parsing import parse
from asn_dev.register.references import mark_strangers, records_lacking
from asn_dev.register.scales import on_their_scales
from asn_dev.register.sound import in_agreement, rejecting_oneself, without_implausible
from asn_dev.register.tables import Register


class HasQuestionnaires(Protocol):
    """The instruments of a region, as far as reading is concerned."""

    def questionnaires(self) -> Sequence[Asked]:
        """Those in force."""


class HasNames(Protocol):
    """A region, as far as reading is concerned."""

    @property
    def aliases(self) -> Aliases:
        """The names that the region's files use."""

    @property
    def instruments(self) -> HasQuestionnaires:
        """The questionnaires whose sheets are recognised."""


Progress = Callable[[str, int, int], None]
"""Called with what is being done, the step and how many steps there are."""


@attrs.define
class _Gathered:
    """What is gathered while the files are opened."""

    parsed: list[ParsedSheet] = attrs.field(factory=list)
    findings: list[Finding] = attrs.field(factory=list)
    ledger: list[LedgerRow] = attrs.field(factory=list)

    def not_read(
        self,
        path: Path,
        file: str,
        reason: str,
        *,
        rule: str = "file_not_read",
        severity: Severity = "rejected",
    ) -> None:
        """Write down a file or sheet of which nothing is read."""
        try:
            sha256 = fingerprint(path)
        except OSError:  # the reason says so already
            sha256 = ""
        self.findings.append(Finding(rule, severity, file, "", "", 1, reason))
        self.ledger.append(LedgerRow(file, "", "", 0, 0, 0, 1, sha256=sha256))


def read(
    source: str | Path | Iterable[str | Path],
    *,
    region: HasNames | None = None,
    progress: Progress | None = None,
    today: date | None = None,
) -> Register:
    r"""Read a folder, a file or several files into a register: CSV, XLSX, JSON, Parquet.

    Layouts are recognised by their headings (SIASN's, or plain ones with our column names); a region
    adds names of its own and a sheet for each of its questionnaires. Every row is accepted or stands in
    ``register.rejected`` with the reason; what was odd stands in ``register.findings``; a file that cannot
    be read or recognised is a finding that names it, and the other files are read. What is dated after
    `today` (by default the day of reading) and should have happened is a finding too.

    Raises `FileError` if there is nothing to read.

    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "units.csv").write_text("name,agency\nDinas Kesehatan,Kota Contoh\n")
    ...     read(folder)
    <Register: 1 table, 1 row>...
    """
    aliases = region.aliases if region else Aliases()
    questionnaires = region.instruments.questionnaires() if region else ()
    kinds = layouts(questionnaires)
    found = find_files(source)
    gathered = _Gathered()
    for name in found.passed_over:
        gathered.findings.append(
            Finding("not_a_file", "info", name, "", "", 1, "a folder or link inside is not read")
        )
    known = _known_headings(kinds, aliases)
    fingerprints: dict[str, str] = {}
    for step, (path, file) in enumerate(found.files):
        if progress:
            progress(file, step, len(found.files))
        try:
            _open(path, file, known, kinds, aliases, fingerprints, gathered)
        except FileError as error:
            gathered.not_read(path, file, str(error))
    sheets = _checked(gathered.parsed, aliases, questionnaires, today or date.today())
    if progress:
        progress("", len(found.files), len(found.files))
    findings = [
        *gathered.findings,
        *records_lacking(sheets),
        *(seen for one in sheets for seen in one.findings()),
    ]
    tables = tables_of(sheets)
    return Register(
        tables={record: nw.from_native(frame, eager_only=True) for record, frame in tables.items()},
        ledger=sorted([*gathered.ledger, *map(ledger_row, sheets)], key=lambda row: (row.file, row.sheet)),
        findings=sorted(findings, key=lambda seen: (seen.file, seen.sheet, seen.column, seen.rule)),
        rejected=rejected_of(sheets),
    )


def _known_headings(kinds: Sequence[Layout], aliases: Aliases) -> HeadingTest:
    """Counts the cells of a line that any layout, or the region, knows as a heading; the same one once."""
    words = {word for layout in kinds for given in layout.sources for word in given.known_as}
    words |= {squeezed(heading) for heading in aliases.headings}
    return lambda cells: len(words.intersection(squeezed(cell) for cell in cells if cell.strip()))


def _open(
    path: Path,
    file: str,
    known: HeadingTest,
    kinds: Sequence[Layout],
    aliases: Aliases,
    fingerprints: dict[str, str],
    gathered: _Gathered,
) -> None:
    """Put every sheet of a file with the others; raise if none can be read."""
    opened = open_sheets(path, file, known)
    sheets = [one for one in opened if not isinstance(one, FileError)]
    faults = [one for one in opened if isinstance(one, FileError)]
    for sheet in sheets:
        twin = fingerprints.setdefault(sheet.sha256, file)
        if twin != file:
            raise FileError(f"has the same content as {twin}", file=file, hint="keep one of the two")
        try:
            headings = sheet.frame.columns
            possible = [*kinds, *moodle_layouts(headings)]
            layout = recognise(headings, possible, aliases, file=_label(file, sheet.name), stem=path.stem)
        except FileError as error:
            faults.append(error)
        else:
            gathered.parsed.append(parse(sheet, layout, aliases))
    if len(faults) == len(opened):
        raise faults[0]
    for fault in faults:
        gathered.not_read(path, file, str(fault), rule="sheet_not_read")


def _label(file: str, sheet: str) -> str:
    return f"{file}, sheet '{sheet}'" if sheet else file


def _checked(
    parsed: Sequence[ParsedSheet], aliases: Aliases, questionnaires: Sequence[Asked], today: date
) -> list[ParsedSheet]:
    """The sheets with names resolved, repeated rows rejected, and what does not agree reported."""
    names = Names.of(parsed, aliases)
    resolved = [on_their_scales(names.resolve(one), questionnaires) for one in parsed]
    apart = reject_repeated([rejecting_oneself(one) for one in reject_untold(resolved)])
    return [in_agreement(one, today) for one in mark_strangers(without_implausible(apart, today))]
