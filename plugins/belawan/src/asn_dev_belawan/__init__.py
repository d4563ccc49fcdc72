"""Kecamatan Medan Belawan: needs covered, three pillars, feedback that counts, and the citizens' voice.

What the document says without a number is a parameter here, with evidence `local`; what it does not change
is Medan's, and the national baseline's.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from asn_dev.plugin import Identity, Rule, SectionRule, hookimpl, rules_of, sections_of, text
from asn_dev_belawan import citizens, coverage, mentoring, pillars, promises, reaction

OWN = files("asn_dev_belawan")


@hookimpl
def asn_dev_identity() -> Identity:
    """Kecamatan Medan Belawan, 12.71.08 to Kemendagri."""
    return Identity(
        name="belawan",
        title=text(id="Kecamatan Medan Belawan", en="Medan Belawan sub-district"),
        government="Kecamatan Medan Belawan, Kota Medan",
        code="12.71.08",
        scheme="kemendagri",
        parent="medan",
        subdistricts=(
            "Belawan I",
            "Belawan II",
            "Belawan Bahagia",
            "Belawan Bahari",
            "Belawan Sicanang",
            "Bagan Deli",
        ),
    )


@hookimpl
def asn_dev_parameters() -> Sequence[Traversable]:
    """The sub-district's own values, and one of the nation's that it changes."""
    return [OWN / "parameters" / "belawan.toml"]


@hookimpl
def asn_dev_instruments() -> Sequence[Traversable]:
    """What colleagues are asked about a person, and citizens about the forum."""
    return [OWN / "instruments" / f"{code}.toml" for code in (pillars.CHARACTER, citizens.FORUM)]


@hookimpl
def asn_dev_rules() -> Sequence[Rule]:
    """Coverage of needs, pillars of a person, fields of mentoring, feedback, and promises."""
    return rules_of(coverage, pillars, mentoring, reaction, citizens, promises)


@hookimpl
def asn_dev_report_sections() -> Sequence[SectionRule]:
    """Needs by unit, three pillars, what feedback changes, and the page fit to publish."""
    return sections_of("asn_dev_belawan.report")
