"""Kecamatan Medan Belawan: its identity; rules and sections of its own follow."""

from __future__ import annotations

from asn_dev.plugin import Identity, hookimpl, text


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
