"""Which files are read: those of a folder, or those that are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import attrs

from asn_dev.errors import FileError


@attrs.frozen
class Found:
    """The files to read, each with what findings call it, and what lies beside them."""

    files: tuple[tuple[Path, str], ...]
    passed_over: tuple[str, ...] = ()


def find_files(source: str | Path | Iterable[str | Path]) -> Found:
    """The files of a folder, by name; of folders inside it, and of what is no file, only the names.

    Hidden files and those that a spreadsheet program keeps while a workbook is open are left out.
    Files of the same name in different folders are called by their path. Raises `FileError` if
    there is nothing to read.
    """
    given = [Path(source)] if isinstance(source, (str, Path)) else [Path(path) for path in source]
    paths: dict[Path, Path] = {}
    others: list[str] = []
    for path in given:
        if not path.is_dir() and not path.is_file():
            raise FileError("does not exist", file=str(path), hint="name a folder or files that are there")
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        for one in inside:
            if not one.is_file():
                others.append(one.name)
            elif not one.name.startswith((".", "~$")) or one in given:
                paths.setdefault(one.resolve(), one)
    if not paths:
        named = str(given[0]) if given else "(nothing)"
        raise FileError("holds no file to read", file=named, hint="name a folder with files")
    names = Counter(path.name for path in paths.values())
    called = ((path, path.name if names[path.name] == 1 else str(path)) for path in paths.values())
    return Found(tuple(called), tuple(sorted(others)))
