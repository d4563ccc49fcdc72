"""xAPI statements as rows: the parts of each in columns, with the whole statement beside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_NUMBER_LIKE = re.compile(r"\D*(?:\d\D{0,2}){18}")
"""Eighteen digits with a mark or blank here and there: a personnel number."""


def is_statement(row: Mapping[str, Any]) -> bool:
    """Whether an object says who did what to which."""
    verb = row.get("verb")
    whole = isinstance(row.get("actor"), dict) and isinstance(row.get("object"), dict)
    return whole and isinstance(verb, dict) and isinstance(verb.get("id"), str)


def cells_of(statement: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a statement, named by where they stand in it.

    >>> told = cells_of({"actor": {"mbox": "mailto:198001012010011001@kota.go.id"},
    ...                  "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
    ...                  "object": {"id": "https://kota.go.id/spbe", "definition": {"name": {"id": "SPBE"}}}})
    >>> told["actor"], told["verb"], told["object.name"]
    ('198001012010011001', 'http://adlnet.gov/expapi/verbs/completed', 'SPBE')
    """
    return {
        "id": statement.get("id"),
        "actor": _who(statement["actor"]),
        "verb": statement["verb"]["id"],
        "object.id": statement["object"].get("id"),
        "object.name": _name(_at(statement, "object", "definition", "name")),
        "result.duration": _at(statement, "result", "duration"),
        "result.completion": _at(statement, "result", "completion"),
        "timestamp": statement.get("timestamp") or statement.get("stored"),
        "context.platform": _at(statement, "context", "platform"),
        "statement": json.dumps(statement, ensure_ascii=False),
    }


def _at(node: Any, *path: str) -> Any:
    for name in path:
        node = node.get(name) if isinstance(node, dict) else None
    return node


def _who(actor: Mapping[str, Any]) -> Any:
    """What names the actor: the first that can be a personnel number, else the first there is."""
    named = [name for name in _names(actor) if name]
    return next((name for name in named if _NUMBER_LIKE.fullmatch(str(name))), named[0] if named else None)


def _names(actor: Mapping[str, Any]) -> Iterator[Any]:
    yield _at(actor, "account", "name")
    mbox = actor.get("mbox")
    address = mbox.removeprefix("mailto:") if isinstance(mbox, str) else None
    if address and _NUMBER_LIKE.fullmatch(address.partition("@")[0]):
        yield address.partition("@")[0]
    yield address
    yield actor.get("mbox_sha1sum")
    yield actor.get("name")


def _name(names: Any) -> Any:
    """The Indonesian name of an activity, else the first."""
    if not isinstance(names, dict) or not names:
        return None
    indonesian = (name for language, name in names.items() if language.startswith("id"))
    return next(indonesian, next(iter(names.values())))
