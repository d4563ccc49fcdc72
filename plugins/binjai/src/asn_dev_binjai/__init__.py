"""Kota Binjai: to need, with universities and online, adapted where it misses the work, for the long run.

What the city's programme document says without a number is a parameter here, with evidence `local`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from asn_dev.plugin import Aliases, Identity, Rule, SectionRule, hookimpl, rules_of, sections_of, text
from asn_dev_binjai import adapting, digital, partners, trust, volunteers


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
    """What is adapted, who learned digital work, with whom, whom citizens trust, what volunteers save."""
    return rules_of(adapting, digital, partners, trust, volunteers)


@hookimpl
def asn_dev_instruments() -> Sequence[Traversable]:
    """What the city asks its citizens beside the national survey."""
    return [files("asn_dev_binjai") / "instruments" / "kepercayaan.toml"]


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
    """Five sections: what to change, digital work, partners and courses online, the long run, volunteers."""
    return sections_of("asn_dev_binjai.report")
