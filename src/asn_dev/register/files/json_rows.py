"""JSON: a list of rows, an answer of a service, answers under the numbers of people, xAPI statements."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import polars as pl

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.files.bounds import CELLS, COLUMNS, DEPTH, DOCUMENT_BYTES, SHEETS, check, check_bytes
from asn_dev.register.files.characters import half_marked
from asn_dev.register.files.encoding import decode
from asn_dev.register.files.pages import LISTS, Page, notes_of, page_of
from asn_dev.register.files.sheet import KEY_HEADING, NUMBER, HeadingTest, Sheet, Stray, distinct
from asn_dev.register.files.statements import cells_of, is_statement
from asn_dev.register.ledger import Finding, Place

_ROW_KNOWS = 2
"""An object with fewer known names is no row: an answer that failed has a code and a message."""

_SHAPES = Message("a list of rows, the answers of the SIASN service, or xAPI statements")


_NO_OBJECT = Message("not an object")


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
class _Contents:
    """What a walk through the document meets."""

    rows: list[_Row] = attrs.field(factory=list)
    strays: list[Stray] = attrs.field(factory=list)
    absent: list[str] = attrs.field(factory=list)
    pages: list[Page] = attrs.field(factory=list)


def read_json(data: bytes, file: str, count_known: HeadingTest) -> list[Sheet | FileError]:
    """The sheet of a JSON document or of one JSON object a line; of a database export one a table."""
    check_bytes(len(data), DOCUMENT_BYTES, file)
    text, notes = decode(data, file)
    values = text.count(",") + text.count("[") + text.count("{")
    check(Message("values"), values, CELLS, file)
    contents = _Contents()
    try:
        document = _loads(text)
    except json.JSONDecodeError as error:
        if not _by_line(text, contents):
            raise FileError(
                Message(
                    "is not whole JSON ({error}, line {line}, character {place})",
                    error=error.msg,
                    line=error.lineno,
                    place=error.colno,
                ),
                file=file,
                hint=Message("it may have been cut off: export it again"),
            ) from error
    else:
        _check_depth(document, file)
        if _is_database(document):
            return _tables(document, file, notes, count_known)
        _walk(document, "", contents, count_known)
    if contents.strays and not contents.rows:
        raise FileError(Message("holds no rows"), file=file, hint=_SHAPES)
    return [_sheet(file, "", contents, [*notes, *_notes(file, contents)])]


def _check_depth(document: Any, file: str) -> None:
    """Refuse a document whose lists and objects lie too deep within each other, level by level."""
    level, depth = [document], 0
    while level:
        depth += 1
        if depth > DEPTH:
            raise FileError(
                Message("is nested too deep"), file=file, hint=Message("export the rows as a plain list")
            )
        within = [
            one.values() if isinstance(one, dict) else one for one in level if isinstance(one, (dict, list))
        ]
        level = [value for values in within for value in values if isinstance(value, (dict, list))]


def _loads(text: str) -> Any:
    return json.loads(
        text, parse_int=_Number, parse_float=_Number, parse_constant=str, object_pairs_hook=_distinctly
    )


def _distinctly(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which a name that comes twice does not hide what it named first."""
    named = dict(pairs)
    if len(named) == len(pairs):
        return named
    return dict(zip(distinct(name for name, _ in pairs), (value for _, value in pairs), strict=True))


def _is_database(document: Any) -> bool:
    """Whether it is an export of phpMyAdmin: a heading, the database, its tables with their rows."""
    if not isinstance(document, list) or not document or not all(isinstance(part, dict) for part in document):
        return False
    kinds = {part.get("type") for part in document if isinstance(part.get("type"), str)}
    return "table" in kinds and ("header" in kinds or "database" in kinds)


def _tables(
    document: list[dict[str, Any]], file: str, notes: Sequence[Finding], count_known: HeadingTest
) -> list[Sheet | FileError]:
    """A sheet for each table of a database; parts that hold no rows are passed over."""
    tables: list[Sheet | FileError] = []
    for at, part in enumerate(document):
        if part.get("type") != "table" or not isinstance(part.get("data"), list):
            continue
        contents = _Contents()
        _walk(part["data"], f"/{at}/data", contents, count_known)
        if contents.rows or contents.strays:
            name = half_marked(str(part.get("name", f"tabel {at}")))
            tables.append(_sheet(file, name, contents, notes))
    check(Message("sheets"), len(tables), SHEETS, file)
    if not tables:
        raise FileError(Message("holds no rows"), file=file, hint=_SHAPES)
    return tables


def _by_line(text: str, contents: _Contents) -> bool:
    """One object a line; a line that is none is kept apart. False if no line is an object."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = _loads(line)
        except json.JSONDecodeError:
            row = None
        if isinstance(row, dict):
            contents.rows.append(_Row("", number, row))
        else:
            contents.strays.append(Stray(number, [line.rstrip("\r")], Message("not an object in JSON")))
    return bool(contents.rows)


def _walk(node: Any, pointer: str, contents: _Contents, count_known: HeadingTest) -> None:
    """Collect rows wherever they lie; anything else is kept as a stray."""
    if isinstance(node, list):
        for at, row in enumerate(node):
            if isinstance(row, dict):
                contents.rows.append(_Row(f"{pointer}/{at}", at + 1, row))
            else:
                contents.strays.append(Stray(at + 1, [_text(row) or "null"], _NO_OBJECT, f"{pointer}/{at}"))
    elif not isinstance(node, dict):
        contents.strays.append(Stray(1, [_text(node) or "null"], _NO_OBJECT, pointer))
    elif (inner := _rows_within(node)) is not None:
        before = len(contents.rows)
        _walk(node[inner], f"{pointer}/{inner}", contents, count_known)
        if isinstance(node[inner], list) and (page := page_of(node, pointer, len(contents.rows) - before)):
            contents.pages.append(page)
    elif "data" in node and node["data"] is None:
        contents.absent.append(pointer)
    elif count_known(list(node)) >= _ROW_KNOWS:
        contents.rows.append(_Row(pointer, 1, node))
    elif node and all(isinstance(value, (dict, list, type(None))) for value in node.values()):
        _walk_keyed(node, pointer, contents, count_known)
    else:
        contents.strays.append(
            Stray(1, [json.dumps(node, ensure_ascii=False)], Message("an answer without rows"), pointer)
        )


def _rows_within(node: dict[str, Any]) -> str | None:
    """The name under which an answer keeps its rows, if it is one."""
    if isinstance(node.get("data"), (list, dict)):
        return "data"
    for name in LISTS:
        rows = node.get(name)
        if isinstance(rows, list) and (not rows or isinstance(rows[0], dict)):
            return name
    return None


def _walk_keyed(node: dict[str, Any], pointer: str, contents: _Contents, count_known: HeadingTest) -> None:
    """Answers under the number of a person each: the number becomes a cell of the rows."""
    for key, value in node.items():
        within = f"{pointer}/{escaped(key)}"
        if value is None:
            contents.absent.append(within)
            continue
        before = len(contents.rows)
        _walk(value, within, contents, count_known)
        contents.rows[before:] = [
            attrs.evolve(row, cells={**row.cells, KEY_HEADING: key}) for row in contents.rows[before:]
        ]


def escaped(name: str) -> str:
    """A name as a JSON pointer writes it (RFC 6901).

    >>> escaped("a/b~c")
    'a~1b~0c'
    """
    return name.replace("~", "~0").replace("/", "~1")


def _sheet(file: str, name: str, contents: _Contents, notes: Sequence[Finding]) -> Sheet:
    objects = [_cells(row.cells) for row in contents.rows]
    names = list(dict.fromkeys(name for cells in objects for name in cells))
    check(Message("columns"), len(names), COLUMNS, file)
    check(Message("cells in the used range"), len(names) * len(objects), CELLS, file)
    headings = dict(zip(names, distinct(map(half_marked, names)), strict=True))
    columns = {name: [cells.get(name) for cells in objects] for name in names}
    frame = pl.DataFrame(
        {headings[name]: [_text(value) for value in values] for name, values in columns.items()},
        schema=dict.fromkeys(headings.values(), pl.String),
    )
    kinds = {
        headings[name]: pl.Series(
            [NUMBER if isinstance(value, _Number) else None for value in values], dtype=pl.String
        )
        for name, values in columns.items()
        if any(isinstance(value, _Number) for value in values)
    }
    pointers = [row.pointer for row in contents.rows]
    return Sheet(
        file=file,
        name=name,
        frame=frame,
        rows=pl.Series([row.number for row in contents.rows], dtype=pl.Int64),
        pointers=pointers if any(pointers) else (),
        kinds=kinds,
        strays=contents.strays,
        notes=notes,
    )


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return half_marked(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return half_marked(json.dumps(value, ensure_ascii=False))


def _cells(row: dict[str, Any]) -> dict[str, Any]:
    """The cells of an object; a statement may be wrapped by the record store that exports it."""
    if is_statement(row):
        return cells_of(row)
    inner = row.get("statement")
    return cells_of(inner) if isinstance(inner, dict) and is_statement(inner) else row


def _notes(file: str, contents: _Contents) -> Iterator[Finding]:
    if contents.absent:
        message = Message("the service answered 'not found' where others have an empty list")
        places = [Place(None, pointer) for pointer in contents.absent]
        yield Finding("answer_without_data", "info", file, "", "", len(places), message, places)
    yield from notes_of(file, contents.pages)
