"""Parameter files: dated, cited values in TOML, read and checked.

A file holds tables with a `kind`; the dotted name of the table is the parameter's key. Every value says
since when it holds, where it comes from and how well it is known; what does not is refused. Where
sources disagree the values have variants, and `default` names the one that holds unless a region
chooses another in ``[choose]`` of its own file.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import attrs

from asn_dev.errors import ParameterError
from asn_dev.messages import Message, sentence_in
from asn_dev.rules.cited import EVIDENCE, Choice, Cited, Parameter, ParameterFile, Value
from asn_dev.rules.definitions import Text
from asn_dev.rules.values import EXTRA_FIELDS, value_of


def near(name: str, candidates: Iterable[str]) -> str:
    """A hint for a name that is not there: what was probably meant, else what there is."""
    names = list(candidates)
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    if close:
        return Message("did you mean {names}", names=", ".join(close))
    shown = names[:12] + (["..."] if len(names) > 12 else [])
    return Message("there is: {names}", names=", ".join(shown) or Message("none"))


C = TypeVar("C", bound=Cited)

PARAMETER_FIELDS = frozenset({"kind", "label", "unit", "choices", "default", "values"})
VALUE_FIELDS = frozenset({"variant", "from", "until", "value", "source", "evidence", "note"})
CHOICE_FIELDS = VALUE_FIELDS - {"value"}


def load_parameters(file: Traversable | Path, *, plugin: str, version: str | None = None) -> ParameterFile:
    """Read and check one parameter file of a plugin.

    Raises `ParameterError` with file and key for: no date, no source, an unknown evidence word,
    overlapping dates, bands that are not total, weights that do not add up, an unknown field, a
    wrong type, a default that names no variant.
    """
    name = f"{plugin}/{file.name}"
    try:
        return _read(file.read_text(encoding="utf-8"), plugin, version, name)
    except OSError as error:
        raise ParameterError(
            Message("cannot be read: {reason}", reason=error.strerror), file=name, key="(file)"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ParameterError(
            Message("not valid TOML: {error}", error=str(error)), file=name, key="(file)"
        ) from error


@lru_cache(maxsize=256)
def _read(text: str, plugin: str, version: str | None, name: str) -> ParameterFile:
    """What the text of a file says; remembered, because apps ask for the same region again and again."""
    reader = _Reader(plugin, version, name)
    tables = tomllib.loads(text)
    choices = tables.pop("choose", {})
    return ParameterFile(
        plugin=plugin,
        name=name,
        parameters={key: reader.parameter(key, table) for key, table in reader.tables(tables)},
        choices={key: reader.choices(key, given) for key, given in reader.chosen(choices)},
    )


@attrs.frozen
class _Reader:
    """Reads the tables of one file and names it in every fault."""

    plugin: str
    version: str | None
    file: str

    def fault(self, key: str, message: str, hint: str | None = None) -> ParameterError:
        return ParameterError(message, file=self.file, key=key, hint=hint)

    def tables(self, group: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
        """The parameters in a group of tables, with their dotted keys."""
        for name, table in group.items():
            key = f"{prefix}{name}"
            if not isinstance(table, dict):
                raise self.fault(
                    key, Message("stands outside a parameter"), Message("a parameter is a table with 'kind'")
                )
            if not isinstance(table.get("kind", {}), dict):  # a parameter may be called "kind" itself
                yield key, table
            elif "values" in table or "label" in table:
                raise self.fault(
                    key, Message("has no kind"), Message("one of: {names}", names=", ".join(EXTRA_FIELDS))
                )
            else:
                yield from self.tables(table, f"{key}.")

    def chosen(self, group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
        """The choices with their keys, whether these are written in quotes or as tables in tables."""
        if not isinstance(group, dict):
            raise self.fault(
                "choose", Message("is not a table"), '[choose] "key" = { variant = "...", from = ... }'
            )
        for name, entry in group.items():
            if isinstance(entry, dict) and entry and all(isinstance(inner, dict) for inner in entry.values()):
                yield from self.chosen(entry, f"{prefix}{name}.")
            else:
                yield f"{prefix}{name}", entry

    def parameter(self, key: str, table: Mapping[str, Any]) -> Parameter:
        kind = table["kind"]
        if kind not in EXTRA_FIELDS:
            raise self.fault(
                key,
                Message("unknown kind {kind!r}", kind=kind),
                Message("one of: {names}", names=", ".join(EXTRA_FIELDS)),
            )
        self._known(key, table, PARAMETER_FIELDS)
        label = table.get("label")
        if not isinstance(label, dict) or set(label) != {"id", "en"}:
            raise self.fault(
                key, Message("needs a label in both languages"), 'label = { id = "...", en = "..." }'
            )
        listed = table.get("values")
        if not isinstance(listed, list) or not listed:
            raise self.fault(key, Message("has no values"), Message("add [[{key}.values]]", key=key))
        allowed = table.get("choices")
        if allowed is not None and (kind != "text" or not isinstance(allowed, list)):
            raise self.fault(key, Message("'choices' is a list, and only a text has one"))
        values = self._ended(
            key, [self._value(key, kind, one, allowed) for one in listed], lambda value: value.variant
        )
        return Parameter(
            key=key,
            kind=kind,
            label=Text(**label),
            unit=self._text(key, table, "unit"),
            values=values,
            default=self._default(key, table.get("default"), values),
            plugin=self.plugin,
            version=self.version,
            file=self.file,
        )

    def choices(self, key: str, entry: Any) -> tuple[Choice, ...]:
        choices = []
        for table in entry if isinstance(entry, list) else [entry]:
            if not isinstance(table, dict):
                raise self.fault(key, Message("a choice is a table with variant, from, source and evidence"))
            self._known(key, table, CHOICE_FIELDS)
            variant = self._text(key, table, "variant", needed=True)
            cited = self._cited(key, table)
            choices.append(Choice(key=key, variant=variant, plugin=self.plugin, file=self.file, **cited))
        return self._ended(key, choices, lambda choice: None)

    def _value(self, key: str, kind: str, table: Any, allowed: Any) -> Value:
        if not isinstance(table, dict):
            raise self.fault(key, Message("a value is a table with from, value, source and evidence"))
        self._known(key, table, VALUE_FIELDS | EXTRA_FIELDS[kind])
        if "value" not in table:
            raise self.fault(key, Message("has no value"))
        try:
            value = value_of(kind, table["value"], table)
        except ValueError as error:
            raise self.fault(key, sentence_in(error)) from error
        if allowed is not None and value not in allowed:
            raise self.fault(
                key, Message("{value!r} is not one of the choices", value=value), ", ".join(map(str, allowed))
            )
        variant = self._text(key, table, "variant") or None
        return Value(variant=variant, value=value, **self._cited(key, table))

    def _cited(self, key: str, table: Mapping[str, Any]) -> dict[str, Any]:
        """What every value and choice must say: since when, from where, how well known."""
        days = {}
        for field in ("from", "until"):
            day = table.get(field)
            if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
                raise self.fault(
                    key,
                    Message("'{field}' is not a date: {day!r}", field=field, day=day),
                    Message("write 2025-01-31, without quotes"),
                )
            days[field] = day
        since, until = days["from"], days["until"]
        if since is None:
            raise self.fault(
                key, Message("has no date"), Message("say since when it holds: from = 2025-01-31")
            )
        if until is not None and until < since:
            raise self.fault(
                key, Message("ends on {until}, before it begins on {since}", until=until, since=since)
            )
        evidence = table.get("evidence")
        if evidence not in EVIDENCE:
            raise self.fault(
                key,
                Message("unknown evidence word {evidence!r}", evidence=evidence),
                Message("one of: {names}", names=", ".join(EVIDENCE)),
            )
        return {
            "since": since,
            "until": until,
            "source": self._text(key, table, "source", needed=True),
            "evidence": evidence,
            "note": self._text(key, table, "note"),
        }

    def _ended(self, key: str, entries: Sequence[C], apart: Callable[[C], str | None]) -> tuple[C, ...]:
        """The entries, each ending the day before the next of its variant begins; none overlap."""
        ended = []
        for entry in entries:
            later = sorted(
                (
                    e
                    for e in entries
                    if apart(e) == apart(entry) and e.since >= entry.since and e is not entry
                ),
                key=lambda e: e.since,
            )
            if later and later[0].since <= (entry.until or entry.since):
                name = Message("variant '{name}': ", name=apart(entry)) if apart(entry) else ""
                raise self.fault(
                    key,
                    Message(
                        "{variant}the dates from {first} and from {second} overlap",
                        variant=name,
                        first=entry.since,
                        second=later[0].since,
                    ),
                )
            until = entry.until or (later[0].since - timedelta(days=1) if later else None)
            ended.append(attrs.evolve(entry, until=until))
        return tuple(ended)

    def _default(self, key: str, default: Any, values: Sequence[Value]) -> str | None:
        variants = list(dict.fromkeys(value.variant for value in values))
        named = [variant for variant in variants if variant]
        if named and None in variants:
            raise self.fault(key, Message("some values have a variant and some have none"))
        if not named and default is not None:
            raise self.fault(
                key,
                Message("the default '{default}' names no variant: its values have none", default=default),
            )
        if named and default not in named:
            raise self.fault(
                key,
                Message("the default {default!r} names no variant", default=default),
                Message("one of: {names}", names=", ".join(named)),
            )
        return str(default) if named else None

    def _known(self, key: str, table: Mapping[str, Any], fields: Iterable[str]) -> None:
        for field in table:
            if field not in fields:
                raise self.fault(
                    key, Message("unknown field '{field}'", field=field), near(field, sorted(fields))
                )

    def _text(self, key: str, table: Mapping[str, Any], field: str, *, needed: bool = False) -> str:
        value = table.get(field, "")
        if not isinstance(value, str):
            raise self.fault(key, Message("'{field}' is not a text: {value!r}", field=field, value=value))
        if needed and not value.strip():
            raise self.fault(key, Message("has no {field}", field=field))
        return value
