"""Sections of the report as rules: what a plugin gives, before it is written.

A section is a function from the report's context to blocks; the blocks themselves belong to
`asn_dev.reporting`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

import attrs

from asn_dev.rules.definitions import Text


@attrs.frozen(eq=False)
class SectionRule:
    """How a section is made: `order` places it (national sections use 10 to 90)."""

    key: str
    title: Text
    order: int
    function: Callable[[Any], Sequence[Any]]


def section(
    *, key: str, title: Text, order: int = 50
) -> Callable[[Callable[[Any], Sequence[Any]]], SectionRule]:
    """Make a function from a report's context to blocks a section of the report.

    A plugin's section with a key that a parent has takes its place.

    >>> from asn_dev.plugin import Paragraph, text
    >>> @section(key="salam", title=text(id="Salam", en="Greeting"), order=5)
    ... def greeting(context):
    ...     return [Paragraph(context.say(id="Selamat pagi.", en="Good morning."))]
    >>> greeting.key, greeting.order
    ('salam', 5)
    """

    def make(function: Callable[[Any], Sequence[Any]]) -> SectionRule:
        return SectionRule(key, title, order, function)

    return make


def sections_of(*modules: ModuleType) -> list[SectionRule]:
    """The sections that modules, or packages of modules, define, in the order they stand there."""
    return [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, SectionRule)
        and f"{value.function.__module__}.".startswith(f"{module.__name__}.")
    ]
