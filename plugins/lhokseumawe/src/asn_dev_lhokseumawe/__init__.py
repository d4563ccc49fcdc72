"""Kota Lhokseumawe: balanced ability with integrity, current sector staff, seniors who guide, careers.

What the city's document says without a number is a parameter here, with evidence `local`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from asn_dev.plugin import Aliases, Identity, Rule, SectionRule, hookimpl, rules_of, sections_of, text
from asn_dev_lhokseumawe import balance, career, currency, seniority, services, teaching

PARAMETERS = (
    "balance.toml",
    "currency.toml",
    "teaching.toml",
    "seniority.toml",
    "civil_registry.toml",
    "career.toml",
)


@hookimpl
def asn_dev_identity() -> Identity:
    """Kota Lhokseumawe, 11.73 to Kemendagri."""
    return Identity(
        name="lhokseumawe",
        title=text(id="Kota Lhokseumawe", en="City of Lhokseumawe"),
        government="Pemerintah Kota Lhokseumawe",
        code="11.73",
        scheme="kemendagri",
        subdistricts=("Muara Dua", "Banda Sakti", "Blang Mangat", "Muara Satu"),
    )


@hookimpl
def asn_dev_parameters() -> Sequence[Traversable]:
    """The city's own values."""
    return [files("asn_dev_lhokseumawe") / "parameters" / name for name in PARAMETERS]


@hookimpl
def asn_dev_rules() -> Sequence[Rule]:
    """Both abilities and integrity, current training, who teaches and guides, what helps a career."""
    return rules_of(balance, currency, teaching, seniority, services, career)


@hookimpl
def asn_dev_aliases() -> Aliases:
    """Names in use in the city's files."""
    return Aliases(
        units={
            "BKPSDM Kota Lhokseumawe": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
            "Disdukcapil": "Dinas Kependudukan dan Pencatatan Sipil",
        }
    )


@hookimpl
def asn_dev_report_sections() -> Sequence[SectionRule]:
    """The statements of the document, each with a paragraph, a table and a chart."""
    return sections_of("asn_dev_lhokseumawe.report")
