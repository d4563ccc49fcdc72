"""Files in: whatever the container, a sheet is columns of text with the place of every row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs

from asn_dev.errors import FileError
from asn_dev.register.files.delimited import read_delimited
from asn_dev.register.files.json_rows import read_json
from asn_dev.register.files.parquet import read_parquet
from asn_dev.register.files.sheet import HeadingTest, Sheet, Stray
from asn_dev.register.files.spreadsheets import read_spreadsheet

__all__ = ["HeadingTest", "Sheet", "Stray", "fingerprint", "open_sheets"]

Reader = Callable[[Path, str, HeadingTest], list[Sheet | FileError]]

_READERS: dict[str, Reader] = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), read_delimited),
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), read_spreadsheet),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), read_json),
    ".parquet": read_parquet,
}


def open_sheets(path: Path, file: str, known: HeadingTest) -> list[Sheet | FileError]:
    """The sheets of a file, which findings call `file`; for a sheet that cannot be read, why not.

    Raises `FileError` that names the file for one that cannot be read at all.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        kind = f"files of kind '{path.suffix}'" if path.suffix else "files without a suffix"
        raise FileError(f"{kind} are not read", file=file, hint="CSV, XLSX, JSON or Parquet")
    try:
        _refuse_empty(path, file)
        # Large files take a while to fingerprint; that needs no Python and goes on beside the reading.
        with ThreadPoolExecutor(1) as beside:
            sha256 = beside.submit(fingerprint, path)
            sheets = reader(path, file, known)
    except (FileError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # A panic of a reader is no Exception; the other files are read.
        raise FileError(
            f"cannot be read as {path.suffix.lower()[1:].upper()} ({_cause(error)})",
            file=file,
            hint="open it in the program that wrote it and export it again",
        ) from error
    return [attrs.evolve(one, sha256=sha256.result()) if isinstance(one, Sheet) else one for one in sheets]


def _refuse_empty(path: Path, file: str) -> None:
    with path.open("rb") as opened:
        if not opened.read(4096).strip():
            raise FileError("is empty", file=file, hint="export it again")


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _cause(error: BaseException) -> str:
    """What the reader said, in one line; a cell's content is not quoted."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    said = str(error).partition("\n")[0].partition("`")[0].strip(" :")
    return f"{type(error).__name__}: {said[:120]}" if said else type(error).__name__
