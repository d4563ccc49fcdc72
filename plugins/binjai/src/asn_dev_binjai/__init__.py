"""Kota Binjai: programmes adapted when they miss the daily work, online learning, volunteer speakers.

What the city's programme document says without a number is a parameter here, with evidence `local`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from asn_dev.plugin import Aliases, Identity, Rule, SectionRule, hookimpl, rules_of, sections_of, text
from asn_dev_binjai import programmes, report


@hookimpl
def asn_dev_identity() -> Identity:
    """Kota Binjai, 12.75 to Kemendagri (1276 to BPS; 1275 is Binjai to one and Medan to the other)."""
    return Identity(
        name="binjai",
        title=text(id="Kota Binjai", en="City of Binjai"),
        government="Pemerintah Kota Binjai",
        code="12.75",
        scheme="kemendagri",
        subdistricts=("Utara", "Kota", "Barat", "Timur", "Selatan"),
    )


@hookimpl
def asn_dev_parameters() -> Sequence[Traversable]:
    """The city's own values."""
    return [files("asn_dev_binjai") / "parameters" / "binjai.toml"]


@hookimpl
def asn_dev_rules() -> Sequence[Rule]:
    """When a programme is adapted, what volunteers save."""
    return rules_of(programmes)


@hookimpl
def asn_dev_aliases() -> Aliases:
    """Names in use in the city's files."""
    return Aliases(
        units={
            "BKPSDM Kota Binjai": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
            "Dinas Dukcapil": "Dinas Kependudukan dan Pencatatan Sipil",
        }
    )


@hookimpl
def asn_dev_report_sections() -> Sequence[SectionRule]:
    """One section: what to change, learn online, and save."""
    return sections_of(report)
