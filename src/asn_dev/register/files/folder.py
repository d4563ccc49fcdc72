"""Which files are read: those of a folder, those that are named, those that an application hands over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeAlias, cast, runtime_checkable

import attrs

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.files.archives import members_of
from asn_dev.register.files.bounds import FILE_BYTES
from asn_dev.register.files.characters import sound
from asn_dev.register.files.content import Content


@runtime_checkable
class Readable(Protocol):
    """An open binary file, or an upload of a web framework."""

    def read(self, size: int = -1, /) -> Any:
        """Its bytes."""


Item: TypeAlias = "str | Path | bytes | bytearray | memoryview | Readable | tuple[str, bytes | Readable]"
"""One file: a path, its bytes, an open file, or a name with either."""

Source: TypeAlias = "Item | Iterable[Item] | Mapping[str, bytes | Readable | Path]"
"""What can be read: a folder, one file, several, or names with their contents."""


@attrs.frozen
class Found:
    """The files to read, each with what findings call it, what lies beside them, and the folders named."""

    files: tuple[tuple[Content, str], ...]
    passed_over: tuple[str, ...] = ()
    folders: tuple[Path, ...] = ()


def find_files(source: Source) -> Found:
    """The files of a folder, by name; of folders inside it, and of what is no file, only the names.

    Hidden files and those that a spreadsheet program keeps while a workbook is open are left out.
    Files of the same name in different folders are called by their path; the members of an archive by
    its name and theirs. Raises `FileError` if there is nothing to read.
    """
    paths: dict[Path, Path] = {}
    handed: list[Content] = []
    others: list[str] = []
    items = list(_items(source))
    for item in items:
        if isinstance(item, Content):
            handed.append(item)
        else:
            _look_into(item, items, paths, others)
    names = Counter(path.name for path in paths.values())
    called = [
        (Content.of_path(path), path.name if names[path.name] == 1 else str(path)) for path in paths.values()
    ]
    called += zip(handed, _numbered(handed, {name for _, name in called}), strict=True)
    if not called:
        named = str(items[0]) if items else "(nothing)"
        raise FileError(
            Message("holds no file to read"), file=named, hint=Message("name a folder with files")
        )
    files = [part for one, file in called for part in members_of(one, sound(file))]
    folders = [item for item in items if isinstance(item, Path) and item.is_dir()]
    return Found(tuple(files), tuple(sorted(map(sound, others))), tuple(folders))


def _look_into(path: Path, named: list[Path | Content], paths: dict[Path, Path], others: list[str]) -> None:
    """A file, or the files of a folder."""
    if not path.is_dir() and not path.is_file():
        raise FileError(
            Message("does not exist"),
            file=sound(str(path)),
            hint=Message("name a folder or files that are there"),
        )
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        if not file.is_file():
            others.append(file.name)
        elif not file.name.startswith((".", "~$")) or file in named:
            paths.setdefault(file.resolve(), file)


def _items(source: Source) -> Iterator[Path | Content]:
    if isinstance(source, Mapping):
        for name, item in source.items():
            yield _content(str(name), item)
    elif isinstance(source, (str, Path)):
        yield Path(source)
    elif isinstance(source, (bytes, bytearray, memoryview)) or _is_open(source):
        yield _content("", source)
    elif _is_pair(source):
        name, item = cast("tuple[str, Any]", source)
        yield _content(name, item)
    elif isinstance(source, Iterable):
        for item in source:
            yield from _items(item)
    else:
        raise FileError(
            Message("is nothing that can be read"),
            file=type(source).__name__,
            hint=Message("hand over a path, bytes, an open file, or names with their contents"),
        )


def _is_open(item: object) -> bool:
    return isinstance(item, Readable) or isinstance(getattr(item, "file", None), Readable)


def _is_pair(item: object) -> bool:
    """Whether it is a name with a content, and not two paths."""
    if not isinstance(item, tuple) or len(item) != 2 or not isinstance(item[0], str):
        return False
    return isinstance(item[1], (bytes, bytearray, memoryview)) or _is_open(item[1])


def _content(name: str, item: object) -> Content:
    """Bytes or an open file under a name; without one the file's own name is taken."""
    if isinstance(item, (str, Path)):
        return attrs.evolve(Content.of_path(Path(item)), name=name)
    if isinstance(item, (bytes, bytearray, memoryview)):
        return Content.of_bytes(name, bytes(item))
    inner = getattr(item, "file", None)
    if not name:
        own = getattr(item, "filename", None) or getattr(item, "name", None)
        name = Path(own).name if isinstance(own, str) else ""
    reader = inner if isinstance(inner, Readable) else item
    if not isinstance(reader, Readable):
        raise FileError(
            Message("is nothing that can be read"),
            file=name or type(item).__name__,
            hint=Message("hand over a path, bytes, an open file, or names with their contents"),
        )
    data = reader.read(FILE_BYTES + 1)
    return Content.of_bytes(name, data.encode("utf-8", "replace") if isinstance(data, str) else bytes(data))


def _numbered(handed: list[Content], taken: set[str]) -> Iterator[str]:
    """A name for each that no other has."""
    for at, content in enumerate(handed, 1):
        name = tried = content.name or f"data-{at}"
        number = 1
        while tried in taken:
            number += 1
            tried = f"{name} ({number})"
        taken.add(tried)
        yield tried
