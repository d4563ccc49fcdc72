"""The map of an office's files: what a person has said that files, headings and words mean.

It is a TOML file, ``pemetaan.toml`` in the folder that is read, with one part for each kind of sheet::

    [[sheet]]
    file = "DUK*.xlsx"
    table = "SIASN data pegawai"

    [sheet.columns]
    "NAMA LENGKAP" = "name"

    [sheet.codes.employment]
    "Pegawai Tetap" = "pns"

    [sheet.constants]
    unit = "Dinas Kesehatan"

A map that says what cannot be is refused with all its faults at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import attrs

from asn_dev.errors import FileError, MappingError, did_you_mean
from asn_dev.messages import Message, joined
from asn_dev.model import plural_of
from asn_dev.model.records import allowed_texts
from asn_dev.register.layouts import Layout
from asn_dev.register.sources import Source

MAP_NAME = "pemetaan.toml"
"""What the map of a folder is called."""

FACTS = ("unit", "service", "agency", "period", "year", "month", "day")
"""What may be said of a whole sheet though its table has no such column."""

_TOP = ("sheet",)
_PARTS = ("file", "sheet", "table", "columns", "codes", "constants")


@attrs.frozen
class SheetMap:
    """One part of a map: table, headings, words and constants of the sheets of some files.

    `file` and `sheet` are patterns with ``*`` and ``?``. A heading that means nothing ("") is not used.
    """

    file: str = "*"
    sheet: str = "*"
    table: str = ""
    columns: Mapping[str, str] = attrs.field(factory=dict)
    codes: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    constants: Mapping[str, str] = attrs.field(factory=dict)

    def fits(self, file: str, sheet: str) -> bool:
        """Whether it speaks of this sheet; capitals do not count."""
        names = {file.casefold(), Path(file).name.casefold()}
        by_file = any(
            fnmatchcase(name, self.file.casefold()) or name == self.file.casefold() for name in names
        )
        word = sheet.casefold()
        return by_file and (fnmatchcase(word, self.sheet.casefold()) or word == self.sheet.casefold())


@attrs.frozen
class Map:
    """The map of a folder; `file` is its name in messages."""

    file: str
    sheets: Sequence[SheetMap] = ()

    def of(self, file: str, sheet: str) -> SheetMap | None:
        """The part of the map for a sheet; the first one that fits counts."""
        return next((one for one in self.sheets if one.fits(file, sheet)), None)


def map_of(origin: str | Path | Mapping[str, Any] | None, folders: Iterable[Path] = ()) -> Map | None:
    """The map that is given, else the one that lies in a folder that is read; None where there is none.

    Raises `FileError` for one that cannot be read, `MappingError` with all that is wrong with its shape.
    """
    if isinstance(origin, Mapping):
        return _shaped(origin, "map")
    path = Path(origin) if origin is not None else None
    if path is None:
        path = next((folder / MAP_NAME for folder in folders if (folder / MAP_NAME).is_file()), None)
    return None if path is None else _shaped(_read(path), path.name)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileError(Message("cannot be read ({reason})", reason=reason), file=path.name) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = str(error).partition("\n")[0][:120]
        raise FileError(
            Message("is no TOML file ({reason})", reason=reason),
            file=path.name,
            hint=Message("write it anew with 'asn-dev map'"),
        ) from error


def _shaped(content: Mapping[str, Any], file: str) -> Map:
    faults = [_stray(key, key, _TOP) for key in content if key not in _TOP]
    parts = content.get("sheet", [])
    if (
        not isinstance(parts, Sequence)
        or isinstance(parts, str)
        or not all(isinstance(p, Mapping) for p in parts)
    ):
        faults.append(Message("{key}: must be a list of tables, each headed [[sheet]]", key="sheet"))
        parts = []
    sheets = []
    for number, part in enumerate(parts, 1):
        where = f"sheet[{number}]"
        wrong = list(_wrong_shape(part, where))
        faults += wrong
        if not wrong:
            sheets.append(_sheet_map(part))
    if faults:
        raise MappingError(faults, file=file)
    return Map(file, sheets)


def _wrong_shape(part: Mapping[str, Any], where: str) -> Iterator[Message]:
    for key, value in part.items():
        if key not in _PARTS:
            yield _stray(f"{where}.{key}", key, _PARTS)
        elif key in ("file", "sheet", "table"):
            if not isinstance(value, str) or not value:
                yield Message("{key}: must be a text", key=f"{where}.{key}")
        elif not isinstance(value, Mapping):
            yield Message("{key}: must be a table", key=f"{where}.{key}")
        elif key == "codes":
            for name, words in value.items():
                if not isinstance(words, Mapping):
                    yield Message("{key}: must be a table", key=f"{where}.{key}.{name}")
                else:
                    yield from _no_texts(words, f"{where}.{key}.{name}")
        else:
            yield from _no_texts(value, f"{where}.{key}")


def _no_texts(values: Mapping[str, Any], where: str) -> Iterator[Message]:
    for name, value in values.items():
        if isinstance(value, (Mapping, list)):
            yield Message("{key}: must be a text", key=f'{where}."{name}"')


def _stray(where: str, key: str, allowed: Sequence[str]) -> Message:
    meant = did_you_mean(key, allowed)
    fault = Message("{key}: there is no such key", key=where)
    return joined(", ", [fault, meant]) if meant else fault


def _sheet_map(part: Mapping[str, Any]) -> SheetMap:
    plain = {key: part[key] for key in ("file", "sheet", "table") if key in part}
    return SheetMap(
        **plain,
        columns=_texts(part.get("columns", {})),
        codes={name: _texts(words) for name, words in part.get("codes", {}).items()},
        constants=_texts(part.get("constants", {})),
    )


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    """TOML's numbers, truths and days as the text that a cell would hold."""
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in values.items()
    }


def check_map(map: Map, kinds: Sequence[Layout]) -> None:
    """Raise `MappingError` with every table, column, code and constant that there is not."""
    faults = [
        fault
        for number, part in enumerate(map.sheets, 1)
        for fault in _impossible(part, f"sheet[{number}]", kinds)
    ]
    if faults:
        raise MappingError(faults, file=map.file)


def _impossible(part: SheetMap, where: str, kinds: Sequence[Layout]) -> Iterator[Message]:
    layout = layout_named(part.table, kinds) if part.table else None
    if part.table and layout is None:
        meant = did_you_mean(part.table, names_of_tables(kinds))
        fault = Message("{key}: there is no table '{name}'", key=f"{where}.table", name=part.table)
        yield joined(", ", [fault, meant]) if meant else fault
        return
    possible = [layout] if layout else kinds
    for key, names, others in (
        ("columns", set(part.columns.values()) - {""}, ()),
        ("codes", set(part.codes), ()),
        ("constants", set(part.constants), FACTS),
    ):
        for name in sorted(names):
            if name not in others and not any(source_named(name, one) for one in possible):
                yield _no_column(f"{where}.{key}", name, possible)
    if layout:
        yield from _impossible_words(part, where, layout)


def _no_column(where: str, name: str, possible: Iterable[Layout]) -> Message:
    fields = {given.field for one in possible for given in one.sources}
    meant = did_you_mean(name, sorted(fields))
    fault = Message("{key}: there is no column '{name}'", key=where, name=name)
    return joined(", ", [fault, meant]) if meant else fault


def _impossible_words(part: SheetMap, where: str, layout: Layout) -> Iterator[Message]:
    """Codes that the column cannot hold, and columns that two headings are to fill."""
    for field, words in part.codes.items():
        source = source_named(field, layout)
        if source is None:
            continue
        if not takes_words(source):
            yield Message(
                "{key}: the column takes any text; words need no code", key=f"{where}.codes.{field}"
            )
            continue
        allowed = codes_of(source)
        for word, code in words.items():
            if allowed and code not in allowed:
                meant = did_you_mean(code, allowed)
                fault = Message(
                    "{key}: there is no code '{code}'", key=f'{where}.codes.{field}."{word}"', code=code
                )
                yield joined(", ", [fault, meant]) if meant else fault
    fields = [field for field in part.columns.values() if field]
    for field in sorted({field for field in fields if fields.count(field) > 1}):
        yield Message("{key}: two headings for the column '{name}'", key=f"{where}.columns", name=field)


def codes_of(source: Source) -> tuple[str, ...]:
    """The codes that a column may hold; none where they are numbers or names."""
    if source.column.type is bool:
        return ("true", "false")
    return allowed_texts(source.column) or tuple(
        dict.fromkeys((*source.codes.values(), *source.variants.values()))
    )


def takes_words(source: Source) -> bool:
    """Whether words of the column may mean something else: codes, numbers, units, competencies."""
    return bool(codes_of(source)) or source.column.type in (int, float) or source.resolve in NAMED


NAMED = ("unit", "competency")
"""What a word may be another name of."""


def names_of_tables(kinds: Sequence[Layout]) -> list[str]:
    """What a table may be called in a map: the names of layouts, and those of our own tables."""
    return list(
        dict.fromkeys([*(one.name for one in kinds), *(plural_of(one.record) for one in kinds if one.share)])
    )


def layout_named(name: str, kinds: Sequence[Layout]) -> Layout | None:
    """The layout that a map calls so."""
    word = name.casefold()
    return next(
        (one for one in kinds if word == one.name.casefold()),
        next((one for one in kinds if one.plain and word == plural_of(one.record)), None),
    )


def source_named(name: str, layout: Layout) -> Source | None:
    """The column of a layout that a map calls so."""
    return next((given for given in layout.sources if given.field == name), None)
