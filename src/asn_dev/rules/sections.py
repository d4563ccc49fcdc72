"""Sections of the report as rules: what a plugin gives, before it is written.

A section is a function from the report's context to blocks; the blocks themselves belong to
`asn_dev.reporting`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any, overload

import attrs

from asn_dev.rules.definitions import Text


@attrs.frozen(eq=False)
class SectionRule:
    """How a section is made: `order` places it (national sections use 10 to 90).

    Where the register lacks one of the tables that it `needs`, a note says so in place of the section.
    """

    key: str
    title: Text
    order: int
    function: Callable[[Any], Sequence[Any]]
    needs: tuple[type, ...] = ()


def section(
    *, key: str, title: Text, order: int = 50, needs: Sequence[type] = ()
) -> Callable[[Callable[[Any], Sequence[Any]]], SectionRule]:
    """Make a function from a report's context to sentences, tables and charts a section of the report.

    A plugin's section with a key that a parent has takes its place. Where the register has none of the
    records that it `needs`, the report says so and the function is not called.

    >>> from asn_dev.plugin import text
    >>> from asn_dev.plugin.sentences import sentence
    >>> @section(key="salam", title=text(id="Salam", en="Greeting"), order=5)
    ... def greeting(context):
    ...     return [sentence(id="Selamat pagi.", en="Good morning.")]
    >>> greeting.key, greeting.order
    ('salam', 5)
    """

    def make(function: Callable[[Any], Sequence[Any]]) -> SectionRule:
        return SectionRule(key, title, order, function, tuple(needs))

    return make


class LateSections(Sequence[SectionRule]):
    """The sections of modules that are imported when the sections are first looked at."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    @cached_property
    def _sections(self) -> list[SectionRule]:
        return _defined_in(import_module(name) for name in self._names)

    @overload
    def __getitem__(self, index: int) -> SectionRule: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[SectionRule]: ...

    def __getitem__(self, index: int | slice) -> SectionRule | Sequence[SectionRule]:
        return self._sections[index]

    def __len__(self) -> int:
        return len(self._sections)


def sections_of(*modules: ModuleType | str) -> Sequence[SectionRule]:
    """The sections that modules, or the modules of a package, define; their `order` places them.

    Modules that are named (``"asn_dev_binjai.report"``) are imported when a report asks for its sections:
    they bring charts and stages with them, which a region that only scores need not load.
    """
    names = [module for module in modules if isinstance(module, str)]
    if len(names) == len(modules):
        return LateSections(names)
    return _defined_in(import_module(module) if isinstance(module, str) else module for module in modules)


def _defined_in(modules: Iterable[ModuleType]) -> list[SectionRule]:
    """The sections of modules and of the modules in packages, each once."""
    rules = [
        value
        for module in modules
        for inner in (*_inner(module), module)
        for value in vars(inner).values()
        if isinstance(value, SectionRule)
        and f"{value.function.__module__}.".startswith(f"{module.__name__}.")
    ]
    return list(dict.fromkeys(rules))


def _inner(module: ModuleType) -> Iterator[ModuleType]:
    for inner in pkgutil.iter_modules(getattr(module, "__path__", ()), f"{module.__name__}."):
        yield import_module(inner.name)
