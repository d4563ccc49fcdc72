"""Reading an office's files: open, recognise, read the cells, resolve names, check, keep the books."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import narwhals as nw

from asn_dev.errors import FileError
from asn_dev.masking import hidden
from asn_dev.messages import Message
from asn_dev.register.accounts import by_accounts
from asn_dev.register.agencies import other_governments
from asn_dev.register.aliases import Aliases
from asn_dev.register.assembling import ledger_row, rejected_of, tables_of
from asn_dev.register.duplicates import reject_repeated
from asn_dev.register.files.folder import Source, find_files
from asn_dev.register.files.pages import settled
from asn_dev.register.layouts import Asked, layouts
from asn_dev.register.ledger import Finding
from asn_dev.register.mapped import fits_nothing, names_said
from asn_dev.register.mapping import MAP_NAME, check_map, map_of
from asn_dev.register.merging import merge_sources
from asn_dev.register.names import Names
from asn_dev.register.opening import Opening
from asn_dev.register.parsed import ParsedSheet
from asn_dev.register.personal import personal_cells, told_of_nobody
from asn_dev.register.references import columns_lacking, flag_unknown_references, records_lacking
from asn_dev.register.scales import on_their_scales
from asn_dev.register.sound import in_agreement, rejecting_oneself, without_implausible
from asn_dev.register.tables import Register
from asn_dev.register.trainings import merge_trainings
from asn_dev.register.unplaced import unplaced_findings
from asn_dev.register.void_statements import reject_void_statements


class HasQuestionnaires(Protocol):
    """The instruments of a region, as far as reading is concerned."""

    def questionnaires(self) -> Sequence[Asked]:
        """Those in force."""

    def ever(self) -> Sequence[Asked]:
        """Every version of them up to the day, the oldest first."""


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


def read(
    source: Source,
    *,
    region: HasNames | None = None,
    progress: Progress | None = None,
    today: date | None = None,
    map: str | Path | Mapping[str, Any] | None = None,
) -> Register:
    r"""Read a folder, a file or several files into a register: CSV, XLSX, JSON, Parquet.

    Layouts are recognised by their headings (SIASN's, or plain ones with our column names); a region
    adds names of its own and a sheet for each of its questionnaires. Every row is accepted or stands in
    ``register.rejected`` with the reason; what was odd stands in ``register.findings``; a file that cannot
    be read or recognised is a finding that names it, and the other files are read. What is dated after
    `today` (by default the day of reading) and should have happened is a finding too.

    `map` says what files, headings and words mean (see `asn_dev.register.mapping`): a file, or its content;
    without it ``pemetaan.toml`` in the folder counts. What it decides stands in the findings.

    Raises `FileError` if there is nothing to read, `MappingError` for a map that says what cannot be.

    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "units.csv").write_text("name,agency\nDinas Kesehatan,Kota Contoh\n")
    ...     read(folder)
    <Register: 1 table, 1 row>...
    """
    aliases = region.aliases if region else Aliases()
    questionnaires = region.instruments.questionnaires() if region else ()
    kinds = layouts(questionnaires)
    files = find_files(source)
    chosen_map = map_of(map, files.folders)
    if chosen_map:
        check_map(chosen_map, kinds)
        aliases = aliases | names_said(chosen_map, kinds)
    opening = Opening(kinds, region.instruments.ever() if region else (), aliases, chosen_map)
    for name in files.passed_over:
        message = Message("a folder or link inside is not read")
        opening.findings.append(Finding("not_a_file", "info", name, "", "", 1, message))
    for step, (content, file) in enumerate(files.files):
        if content.name == MAP_NAME:
            continue
        if progress:
            progress(hidden(file), step, len(files.files))
        try:
            opening.open(content, file)
        except FileError as error:
            opening.not_read(content, file, error.sentence)
    parsed = by_accounts(opening.parsed, aliases)
    sheets = _checked(parsed, aliases, questionnaires, today or date.today())
    if progress:
        progress("", len(files.files), len(files.files))
    unused = fits_nothing(chosen_map, opening.mapped, [file for _, file in files.files]) if chosen_map else ()
    findings = settled(
        [
            *opening.findings,
            *unused,
            *records_lacking(sheets),
            *columns_lacking(sheets),
            *unplaced_findings(sheets),
            *other_governments(sheets, _government_of(region)),
            *(seen for one in sheets for seen in one.findings()),
        ]
    )
    tables = tables_of(sheets)
    findings, ledger, rejected = told_of_nobody(
        personal_cells(sheets),
        findings,
        [*opening.ledger, *(ledger_row(one) for one in sheets)],
        rejected_of(sheets),
    )
    return Register(
        tables={record: nw.from_native(frame, eager_only=True) for record, frame in tables.items()},
        ledger=sorted(ledger, key=lambda row: (row.file, row.sheet)),
        findings=sorted(findings, key=lambda seen: (seen.file, seen.sheet, seen.column, seen.rule)),
        rejected=rejected,
    )


def _government_of(region: HasNames | None) -> str:
    """The government that a region is of, if it says so."""
    return str(getattr(getattr(region, "identity", None), "government", ""))


def _checked(
    parsed: Sequence[ParsedSheet], aliases: Aliases, questionnaires: Sequence[Asked], today: date
) -> list[ParsedSheet]:
    """The sheets with names resolved, repeated rows rejected, and what does not agree reported."""
    names = Names.of(parsed, aliases)
    resolved = [on_their_scales(names.resolve(one), questionnaires) for one in parsed]
    apart = reject_repeated([rejecting_oneself(one) for one in reject_void_statements(resolved)])
    merged = merge_trainings(merge_sources(without_implausible(apart, today)))
    return [in_agreement(one, today) for one in flag_unknown_references(merged)]
