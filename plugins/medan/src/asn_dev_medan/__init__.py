"""Kota Medan: leaders trained at regular times, units that work together, and the score of a unit.

What the city's document says without a number is a parameter here, with evidence `local`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from asn_dev.plugin import Identity, Rule, SectionRule, hookimpl, rules_of, sections_of, text
from asn_dev_medan import anytime, culture, leadership, performance, persuasion

PARAMETERS = ("leadership.toml", "culture.toml", "persuasion.toml", "performance.toml")


@hookimpl
def asn_dev_identity() -> Identity:
    """Kota Medan, 12.71 to Kemendagri."""
    return Identity(
        name="medan",
        title=text(id="Kota Medan", en="City of Medan"),
        government="Pemerintah Kota Medan",
        code="12.71",
        scheme="kemendagri",
        subdistricts=(
            "Kota",
            "Sunggal",
            "Helvetia",
            "Denai",
            "Barat",
            "Deli",
            "Tuntungan",
            "Belawan",
            "Amplas",
            "Area",
            "Johor",
            "Marelan",
            "Labuhan",
            "Tembung",
            "Maimun",
            "Polonia",
            "Baru",
            "Perjuangan",
            "Petisah",
            "Timur",
            "Selayang",
        ),
    )


@hookimpl
def asn_dev_parameters() -> Sequence[Traversable]:
    """The city's own values."""
    return [files("asn_dev_medan") / "parameters" / name for name in PARAMETERS]


@hookimpl
def asn_dev_rules() -> Sequence[Rule]:
    """Leaders and their cycle, work across units, readiness, learning at any time, the score of a unit."""
    return rules_of(leadership, culture, persuasion, anytime, performance)


@hookimpl
def asn_dev_report_sections() -> Sequence[SectionRule]:
    """Leaders, working together, benefits to show, learning at any time, and the units."""
    return sections_of("asn_dev_medan.report")
