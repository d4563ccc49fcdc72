"""What a region's plugin may say: few hooks, each called once per region, never per person.

A plugin is a module (or object) with functions marked `hookimpl`. A hook that a plugin leaves out
says nothing; the outer plugins (its parents, the national baseline) then speak alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs
import pluggy

from asn_dev.errors import InvalidValueError
from asn_dev.register.aliases import Aliases
from asn_dev.rules.definitions import Rule, Text
from asn_dev.rules.instruments import Questionnaire
from asn_dev.rules.sections import SectionRule

API_VERSION = 1
"""The version of this contract; it changes only when a hook is removed or changes its meaning."""

hookspec = pluggy.HookspecMarker("asn_dev")
hookimpl = pluggy.HookimplMarker("asn_dev")


SCHEMES = {
    "kemendagri": (r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?", "12, 12.75, 12.75.01"),
    "bps": (r"\d\d(\d\d(\d{3}(\d{3})?)?)?", "12, 1276, 1276010"),
}
"""How the codes of a scheme are written, from province to village, with examples."""


@attrs.frozen
class Identity:
    """Who a region is.

    A region code means nothing without its scheme: "1275" is Binjai to Kemendagri, Medan to BPS.
    `subdistricts` names its kecamatan (of a kecamatan its kelurahan), as an invented city needs them.

    Raises `InvalidValueError` for a code without a scheme, and for one that its scheme does not write so.

    >>> Identity("binjai", Text(id="Kota Binjai", en="City of Binjai"), "Kota Binjai", "1275", "kemendagri")
    Traceback (most recent call last):
    asn_dev.errors.InvalidValueError: Identity.code: '1275' is no code of kemendagri (12, 12.75, 12.75.01)
    """

    name: str
    title: Text
    government: str
    code: str = ""
    scheme: str = ""
    parent: str | None = None
    api_version: int = API_VERSION
    subdistricts: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.scheme in SCHEMES:
            pattern, examples = SCHEMES[self.scheme]
            if not re.fullmatch(pattern, self.code, re.ASCII):
                fault = f"'{self.code}' is no code of {self.scheme} ({examples})"
                raise InvalidValueError(fault, record="Identity", field="code")
        elif self.scheme or self.code:
            fault = f"'{self.scheme}' is none of {', '.join(SCHEMES)}"
            raise InvalidValueError(fault, record="Identity", field="scheme")


@hookspec
def asn_dev_identity() -> Identity:
    """Who the region is. Required of every plugin. Since API version 1."""
    raise AssertionError("a specification is never called")


@hookspec
def asn_dev_parameters() -> Sequence[Traversable | Path]:
    """The region's parameter files (TOML). Empty: the parents' values hold. Since API version 1."""
    raise AssertionError("a specification is never called")


@hookspec
def asn_dev_rules() -> Sequence[Rule]:
    """Indicators, vetoes, summaries, views and limits. Empty: the parents' rules hold. Since API version 1.

    One with a parent's name takes its place, and an indicator may read the other as `inherited`.
    """
    raise AssertionError("a specification is never called")


@hookspec
def asn_dev_instruments() -> Sequence[Questionnaire | Traversable | Path]:
    """Questionnaires with their items. Empty: the parents' instruments hold. Since API version 1.

    TOML files as in ``asn_dev/national/instruments``, or `Questionnaire` objects; one with a parent's code
    takes its place from the day from which it holds.
    """
    raise AssertionError("a specification is never called")


@hookspec
def asn_dev_aliases() -> Aliases:
    """Names that the region's files use. Empty: only the national names. Since API version 1.

    For columns, units, forms and competencies; they are added to the parents'.
    """
    raise AssertionError("a specification is never called")


@hookspec
def asn_dev_report_sections() -> Sequence[SectionRule]:
    """Sections of the report. Empty: the parents' sections stand alone. Since API version 1.

    Made with `asn_dev.plugin.section`; one with a parent's key takes its place.
    """
    raise AssertionError("a specification is never called")
