"""Kota Lhokseumawe: its identity; rules and sections of its own follow."""

from __future__ import annotations

from asn_dev.plugin import Identity, hookimpl, text


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
