"""JSON: a list of rows, an answer of a service, answers under the numbers of people, xAPI statements."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import polars as pl

from asn_dev.errors import FileError
from asn_dev.register.files.encoding import decode
from asn_dev.register.files.sheet import KEY_HEADING, NUMBER, HeadingTest, Sheet, Stray
from asn_dev.register.files.statements import cells_of, is_statement
from asn_dev.register.ledger import Finding, Place

_ROW_KNOWS = 2
"""An object with fewer known names is no row: an answer that failed has a code and a message."""

_SHAPES = "a list of rows, the answers of the SIASN service, or xAPI statements"


class _Number(str):
    """A number of the file, as it is written there: nothing is rounded before it is judged."""

    __slots__ = ()


@attrs.frozen
class _Row:
    """An object of the file, with its place."""

    pointer: str
    number: int
    cells: dict[str, Any]


@attrs.define
class _Found:
    """What a walk through the document meets."""

    rows: list[_Row] = attrs.field(factory=list)
    strays: list[Stray] = attrs.field(factory=list)
    absent: list[str] = attrs.field(factory=list)
    unfinished: list[str] = attrs.field(factory=list)


def read_json(path: Path, file: str, known: HeadingTest) -> list[Sheet | FileError]:
    """The one sheet of a JSON document, or of a file with one JSON object a line."""
    text, notes = decode(path.read_bytes(), file)
    found = _Found()
    try:
        document = _loads(text)
    except json.JSONDecodeError as error:
        if not _by_line(text, found):
            raise FileError(
                f"is not whole JSON ({error.msg}, line {error.lineno}, character {error.colno})",
                file=file,
                hint="it may have been cut off: export it again",
            ) from error
    else:
        _walk(document, "", found, known)
    if found.strays and not found.rows:
        raise FileError("holds no rows", file=file, hint=_SHAPES)
    return [_sheet(file, found, [*notes, *_notes(file, found)])]


def _loads(text: str) -> Any:
    return json.loads(
        text, parse_int=_Number, parse_float=_Number, parse_constant=str, object_pairs_hook=_distinctly
    )


def _distinctly(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which a name that comes twice does not hide what it named first."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    made = {}
    for name, value in pairs:
        tried, number = name, 2
        while tried in made:
            tried, number = f"{name} ({number})", number + 1
        made[tried] = value
    return made


def _by_line(text: str, found: _Found) -> bool:
    """One object a line; a line that is none is kept apart. False if no line is an object."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = _loads(line)
        except json.JSONDecodeError:
            row = None
        if isinstance(row, dict):
            found.rows.append(_Row("", number, row))
        else:
            found.strays.append(Stray(number, [line.rstrip("\r")], "not an object in JSON"))
    return bool(found.rows)


def _walk(node: Any, pointer: str, found: _Found, known: HeadingTest) -> None:
    """Collect rows wherever they lie; anything else is kept as a stray."""
    if isinstance(node, list):
        for at, row in enumerate(node):
            if isinstance(row, dict):
                found.rows.append(_Row(f"{pointer}/{at}", at + 1, row))
            else:
                found.strays.append(Stray(at + 1, [_text(row) or "null"], "not an object", f"{pointer}/{at}"))
    elif not isinstance(node, dict):
        found.strays.append(Stray(1, [_text(node) or "null"], "not an object", pointer))
    elif isinstance(node.get("statements"), list):
        _walk(node["statements"], f"{pointer}/statements", found, known)
        if node.get("more"):
            found.unfinished.append(pointer)
    elif isinstance(node.get("data"), (list, dict)):
        _walk(node["data"], f"{pointer}/data", found, known)
    elif "data" in node and node["data"] is None:
        found.absent.append(pointer)
    elif known(list(node)) >= _ROW_KNOWS:
        found.rows.append(_Row(pointer, 1, node))
    elif node and all(isinstance(value, (dict, list, type(None))) for value in node.values()):
        _walk_keyed(node, pointer, found, known)
    else:
        found.strays.append(
            Stray(1, [json.dumps(node, ensure_ascii=False)], "an answer without rows", pointer)
        )


def _walk_keyed(node: dict[str, Any], pointer: str, found: _Found, known: HeadingTest) -> None:
    """Answers under the number of a person each: the number becomes a cell of the rows."""
    for key, value in node.items():
        place = f"{pointer}/{escaped(key)}"
        if value is None:
            found.absent.append(place)
            continue
        before = len(found.rows)
        _walk(value, place, found, known)
        found.rows[before:] = [
            attrs.evolve(row, cells={**row.cells, KEY_HEADING: key}) for row in found.rows[before:]
        ]


def escaped(name: str) -> str:
    """A name as a JSON pointer writes it (RFC 6901).

    >>> escaped("a/b~c")
    'a~1b~0c'
    """
    return name.replace("~", "~0").replace("/", "~1")


def _sheet(file: str, found: _Found, notes: Sequence[Finding]) -> Sheet:
    told = [cells_of(row.cells) if is_statement(row.cells) else row.cells for row in found.rows]
    names = list(dict.fromkeys(name for cells in told for name in cells))
    columns = {name: [cells.get(name) for cells in told] for name in names}
    frame = pl.DataFrame(
        {name: [_text(value) for value in values] for name, values in columns.items()},
        schema=dict.fromkeys(names, pl.String),
    )
    kinds = {
        name: pl.Series([NUMBER if isinstance(value, _Number) else None for value in values], dtype=pl.String)
        for name, values in columns.items()
        if any(isinstance(value, _Number) for value in values)
    }
    pointers = [row.pointer for row in found.rows]
    return Sheet(
        file=file,
        name="",
        frame=frame,
        rows=pl.Series([row.number for row in found.rows], dtype=pl.Int64),
        pointers=pointers if any(pointers) else (),
        kinds=kinds,
        strays=found.strays,
        notes=notes,
    )


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)


def _notes(file: str, found: _Found) -> Iterator[Finding]:
    if found.absent:
        message = "the service answered 'not found' where others have an empty list"
        places = [Place(None, pointer) for pointer in found.absent]
        yield Finding("answer_without_data", "info", file, "", "", len(places), message, places)
    if found.unfinished:
        message = "the record store has more statements than this answer holds: fetch what 'more' names"
        places = [Place(None, pointer) for pointer in found.unfinished]
        yield Finding("answer_continues", "warning", file, "", "", len(places), message, places)
