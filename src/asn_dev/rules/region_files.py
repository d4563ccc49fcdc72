"""Regions in TOML: a package says who it is, and its numbers, without a line of Python.

A package with ``region.toml`` is a region. Beside it stand the folders ``parameters`` and ``instruments``
with their TOML files. Hooks that the package defines in Python are added; what is said in both ways is an
error. Who a region is can be read without importing its package.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs

from asn_dev.errors import InvalidValueError, ParameterError, PluginError
from asn_dev.messages import Message, sentence_in
from asn_dev.register.aliases import Aliases
from asn_dev.rules.book import PluginInfo
from asn_dev.rules.definitions import Text
from asn_dev.rules.hookspecs import API_VERSION, Identity, hookimpl
from asn_dev.rules.toml_shapes import read_shape

FILE = "region.toml"


@attrs.frozen
class _Said:
    """What ``region.toml`` holds."""

    title: Text
    government: str
    code: str
    scheme: str
    parent: str | None = None
    api_version: int = API_VERSION
    subdistricts: tuple[str, ...] = ()
    aliases: Aliases = attrs.field(factory=Aliases)


def region_file(entry: EntryPoint) -> Path | None:
    """A region's ``region.toml``, found without importing its package; None: it is a region in Python."""
    try:
        spec = importlib.util.find_spec(entry.module)
    except (ImportError, ValueError):
        return None
    places = spec.submodule_search_locations if spec else None
    return next((Path(place) / FILE for place in places or () if (Path(place) / FILE).is_file()), None)


def read_identity(file: Path, plugin: PluginInfo) -> Identity:
    """Who the region is that a file describes.

    Raises `ParameterError` for a file of another shape, `PluginError` for a code that is none.
    """
    facts = attrs.asdict(_read(file, plugin), recurse=False)
    del facts["aliases"]
    try:
        return Identity(name=plugin.name, **facts)
    except InvalidValueError as error:
        raise PluginError(
            Message("{file}: {error}", file=FILE, error=sentence_in(error)),
            plugin=plugin.name,
            version=plugin.version,
        ) from error


def with_file(module: ModuleType, file: Path, plugin: PluginInfo) -> ModuleType:
    """The hooks that a package defines in Python together with those that its files speak for."""
    identity, content = read_identity(file, plugin), _read(file, plugin)
    answers: dict[str, Any] = {"asn_dev_identity": identity}
    for hook, folder in (("asn_dev_parameters", "parameters"), ("asn_dev_instruments", "instruments")):
        if (file.parent / folder).is_dir():
            answers[hook] = sorted((file.parent / folder).glob("*.toml"))
    if content.aliases != Aliases():
        answers["asn_dev_aliases"] = content.aliases
    spoken = {name: value for name, value in vars(module).items() if name.startswith("asn_dev_")}
    for hook in answers.keys() & spoken:
        raise PluginError(
            Message("stands in Python, and {file} or the folders beside it say the same", file=FILE),
            plugin=plugin.name,
            version=plugin.version,
            hook=hook,
            hint=Message("keep one of the two"),
        )
    both = ModuleType(module.__name__, module.__doc__)
    vars(both).update(spoken, **{hook: hookimpl(_saying(answer)) for hook, answer in answers.items()})
    return both


def _read(file: Path, plugin: PluginInfo) -> _Said:
    try:
        return read_shape(file, _Said, key=plugin.name)
    except OSError as error:
        raise ParameterError(
            Message("cannot be read: {reason}", reason=error.strerror), file=FILE, key=plugin.name
        ) from error


def _saying(answer: Any) -> Callable[[], Any]:
    return lambda: answer
