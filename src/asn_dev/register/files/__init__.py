"""Files in: whatever the container, a sheet is columns of text with the place of every row."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.files.bounds import SHEETS, check
from asn_dev.register.files.characters import at_the_door
from asn_dev.register.files.content import Content, fingerprint
from asn_dev.register.files.delimited import read_delimited
from asn_dev.register.files.html_tables import read_html
from asn_dev.register.files.json_rows import read_json
from asn_dev.register.files.kinds import (
    BY_SUFFIX,
    HTML,
    JSON,
    OTHER,
    PARQUET,
    SPREADSHEET,
    TEXT,
    XML,
    ZIP,
    kind_of,
    stranger,
)
from asn_dev.register.files.parquet import read_parquet
from asn_dev.register.files.sheet import HeadingTest, Sheet, Stray
from asn_dev.register.files.spreadsheets import read_spreadsheet
from asn_dev.register.files.xml_workbooks import read_xml_workbook
from asn_dev.register.ledger import Finding

__all__ = ["Content", "HeadingTest", "Sheet", "Stray", "fingerprint", "open_sheets"]

Reader = Callable[[bytes, str, HeadingTest], list[Sheet | FileError]]

_READERS: dict[str, Reader] = {
    TEXT: read_delimited,
    SPREADSHEET: read_spreadsheet,
    JSON: read_json,
    PARQUET: read_parquet,
    HTML: read_html,
    XML: read_xml_workbook,
}

_KINDS = "CSV, XLSX, XLS, ODS, JSON, Parquet, HTML, ZIP"


def open_sheets(content: Content | Path, file: str, count_known: HeadingTest) -> list[Sheet | FileError]:
    """The sheets of a file, which findings call `file`; for a sheet that cannot be read, why not.

    What the bytes are decides how they are read, whatever the name promises. Raises `FileError` that
    names the file for one that cannot be read at all.
    """
    content = Content.of_path(content) if isinstance(content, Path) else content
    data = content.read(file)
    kind = _kind(data, content, file)
    try:
        # Large files take a while to fingerprint; that goes on beside the reading.
        with ThreadPoolExecutor(1) as beside:
            sha256 = beside.submit(fingerprint, data)
            sheets = _READERS[kind](data, file, count_known)
        check(Message("sheets"), len(sheets), SHEETS, file)
        sheets = [at_the_door(one) if isinstance(one, Sheet) else one for one in sheets]
    except (FileError, KeyboardInterrupt, SystemExit):
        raise
    except RecursionError as error:
        raise FileError(
            Message("is nested too deep"), file=file, hint=Message("export the rows as a plain list")
        ) from error
    except BaseException as error:  # A panic of a reader is no Exception; the other files are read.
        raise FileError(
            Message("cannot be read as {kind} ({cause})", kind=kind, cause=_cause(error)),
            file=file,
            hint=Message("open it in the program that wrote it and export it again"),
        ) from error
    note = _misnamed(file, kind, content.suffix)
    return [
        attrs.evolve(one, sha256=sha256.result(), notes=[*one.notes, *note])
        if isinstance(one, Sheet)
        else one
        for one in sheets
    ]


def _kind(data: bytes, content: Content, file: str) -> str:
    what = stranger(data)
    hint = Message("export the table as one of: {kinds}", kinds=_KINDS)
    if what is not None:
        raise FileError(what, file=file, hint=hint)
    kind = kind_of(data, content.suffix)
    if kind == OTHER and not content.suffix:
        return TEXT
    if kind == ZIP:  # An archive is opened where files are looked for.
        raise FileError(
            Message("is an archive that is damaged, too large, or not named .zip"),
            file=file,
            hint=Message("send the files themselves, not packed"),
        )
    if kind not in _READERS:
        raise FileError(
            Message("files of kind '{suffix}' are not read", suffix=content.suffix), file=file, hint=hint
        )
    return kind


def _misnamed(file: str, kind: str, suffix: str) -> list[Finding]:
    """A note on a file that is not what its name promises."""
    if BY_SUFFIX.get(suffix) == kind or not suffix:
        return []
    message = Message("named {suffix}, but it is {kind} inside and was read so", suffix=suffix, kind=kind)
    return [Finding("content_not_suffix", "info", file, "", "", 1, message)]


def _cause(error: BaseException) -> str:
    """The error of the reader in one line, without the content of cells."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    words = str(error).partition("\n")[0].partition("`")[0].strip(" :")
    return f"{type(error).__name__}: {words[:120]}" if words else type(error).__name__
